"""What the body of a report was found to say, each with its line and its place, as it is said."""

from __future__ import annotations

from dataclasses import dataclass, field

from hmic_tracker.documents.readers.grade_words import Cell
from hmic_tracker.documents.readers.progress import Bullet
from hmic_tracker.domain.inspections import ImportWarning
from hmic_tracker.domain.words import Kind


@dataclass(frozen=True, slots=True)
class GradeStatement:
    """A grade under a heading or in a sentence; `period` None is not said."""

    framework: str
    period: str | None
    cell: Cell
    line: int
    in_prose: bool = False


@dataclass(frozen=True, slots=True)
class ItemText:
    """An item with its text; None where only its number is there."""

    framework: str | None
    kind: Kind
    number: int | None
    text: str | None
    line: int
    where: str


@dataclass(frozen=True, slots=True)
class ProgressStatement:
    """A progress bullet of one framework."""

    framework: str
    bullet: Bullet
    line: int
    where: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many items of a kind a framework has, says a paragraph."""

    framework: str
    kind: Kind
    total: int
    line: int
    where: str


@dataclass(slots=True)
class ParsedReport:
    """Everything found, in the report's order. `order` is that of the headings with content."""

    grades: list[GradeStatement] = field(default_factory=list)
    texts: list[ItemText] = field(default_factory=list)
    said: list[ProgressStatement] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    order: dict[str, None] = field(default_factory=dict)
    warnings: list[ImportWarning] = field(default_factory=list)

    def warn(self, line: int, quoted: str, problem: str) -> None:
        """Keeps a warning that quotes the start of what it is about."""
        said = quoted if len(quoted) <= 60 else quoted[:60].rsplit(" ", 1)[0] + "…"
        self.warnings.append(ImportWarning(line, f"'{said}' {problem}"))
