"""The findings of the readers, each with the place it is from.

Nothing is concluded here: two findings may contradict each other, and `assembling` decides.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hmic_tracker.domain.inspections import ImportWarning
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Place
    from hmic_tracker.documents.wording.bullets import Group
    from hmic_tracker.documents.wording.grade_words import Cell
    from hmic_tracker.domain.drafts import DraftText
    from hmic_tracker.domain.words import Kind, Progress, Status


class Origin(NamedTuple):
    """Where a finding is from: its line, its paragraph or appendix, and its place in words."""

    line: int
    where: str = ""
    place: str = ""


class ReportHeader(NamedTuple):
    """The report's own name and title, and the inspection it is about; None where it isn't given.

    `name` is "Report 9", or the file's name; `published` a day or a month.
    """

    name: str
    title: str
    on: date | None = None
    body: str | None = None
    programme: str | None = None
    published: str | None = None


class GradeRow(NamedTuple):
    """A table's row of our own grades: one cell for each of the periods, in their order."""

    name: str
    periods: tuple[str, ...]
    cells: tuple[Cell, ...]
    line: int
    remark: str | None = None


class NationalRow(NamedTuple):
    """A row of the national picture: numbers as printed under the grades of the table's head."""

    name: str
    period: str
    grades: tuple[str, ...]
    printed: tuple[int, ...]
    line: int
    remark: str | None = None


class GradeStatement(NamedTuple):
    """A grade under a heading or in a sentence; `period` is None where it isn't given."""

    framework: str
    period: str | None
    cell: Cell
    origin: Origin
    in_prose: bool = False


@dataclass(slots=True)
class ItemText:
    """An item with its text, None where the report has only its number, and its own fields.

    `cause` is the cause of concern that it answers; the other fields are those of a `DraftItem`.
    """

    framework: str | None
    kind: Kind
    number: int | None
    text: str | None
    origin: Origin
    label: str | None = None
    source_kind: str | None = None
    status: Status | None = None
    status_word: str | None = None
    progress: Progress | None = None
    due: str | None = None
    owner: str | None = None
    response: str | None = None
    response_reason: str | None = None
    update: str | None = None
    evidence: tuple[str, ...] = ()
    cause: ItemText | None = None
    doubt: str = ""


class ProgressStatement(NamedTuple):
    """What one bullet states of one group of a framework's items; `due` is that of all groups."""

    framework: str
    group: Group
    due: str | None
    origin: Origin


class CountStatement(NamedTuple):
    """The number of items of a kind that a framework has."""

    framework: str
    kind: Kind
    total: int
    origin: Origin


@dataclass(slots=True)
class ParsedReport:
    """All findings in the report's order.

    `order` is that of the frameworks with content; `year` is that of the inspection, for grades
    without one. `prose` is what the author of a paper wrote.
    """

    header: ReportHeader
    grade_rows: list[GradeRow] = field(default_factory=list)
    national_rows: list[NationalRow] = field(default_factory=list)
    grades: list[GradeStatement] = field(default_factory=list)
    texts: list[ItemText] = field(default_factory=list)
    progress: list[ProgressStatement] = field(default_factory=list)
    counts: list[CountStatement] = field(default_factory=list)
    order: dict[str, None] = field(default_factory=dict)
    warnings: list[ImportWarning] = field(default_factory=list)
    year: str | None = None
    prose: list[DraftText] = field(default_factory=list)

    def warn(self, line: int, problem: str) -> None:
        """Add a warning; line 0 is the whole report."""
        self.warnings.append(ImportWarning(line, problem))

    def warn_about(self, place: Place, text: str, problem: str) -> None:
        """Add a warning that quotes the first 60 letters of a text."""
        self.warnings.append(warning_at(place, f"'{shortened(text, 60)}' {problem}"))


def warning_at(place: Place, text: str) -> ImportWarning:
    """Return a warning about a place; one on a sheet says so in words, since it is no line."""
    return ImportWarning(0, f"{place}: {text}") if place.sheet else ImportWarning(place.line, text)


def shortened(text: str, most: int) -> str:
    """Return a text of at most so many letters, cut between two words."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + "…"
