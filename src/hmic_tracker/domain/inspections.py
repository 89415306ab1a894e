"""One published inspection: its grades, the national picture and what its sources say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from hmic_tracker.domain.bodies import BODIES, Body, bodies_named
from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.frameworks import slug_of
from hmic_tracker.domain.grades import Grade, National
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.patterns import pattern

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry
    from hmic_tracker.domain.words import Kind


class ReportedCount(NamedTuple):
    """What a source says of a framework and kind on a date, in its own sentence."""

    framework: str
    kind: Kind
    on: date
    total: int
    completed: int
    sentence: str
    source: str

    @property
    def document(self) -> str:
        """The document that counts, without the place in it."""
        return self.source.partition(", ")[0]


class Source(NamedTuple):
    """A document that was imported, with its whole text."""

    title: str
    on: date | None
    sha256: str
    text: str


class ImportWarning(NamedTuple):
    """Something in a source that a person should look at. `line` counts from 1; 0 is the whole."""

    line: int
    text: str


class Inspection(NamedTuple):
    """One published inspection. `published` is a day or a month, as it was given.

    `aliases` are ids and titles of inspections that were merged into it: it is found by them.
    Its history is as an item's is (`domain.record_history`, `domain.inspection_fields`).
    """

    id: str
    title: str
    body: str | None = None
    programme: str | None = None
    published: str | None = None
    url: str | None = None
    revisit: str | None = None
    expected: int | None = None
    aliases: tuple[str, ...] = ()
    grades: tuple[Grade, ...] = ()
    national: tuple[National, ...] = ()
    reported: tuple[ReportedCount, ...] = ()
    warnings: tuple[ImportWarning, ...] = ()
    sources: tuple[Source, ...] = ()
    history: Sequence[Entry] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """What it is found by: its id, its title, and those of what was merged into it."""
        return (self.id, self.title, *self.aliases)

    @property
    def published_by(self) -> date | None:
        """The day from which it is known to be published; a month's is its last day."""
        return deadline(self.published) if self.published else None

    @property
    def published_day(self) -> date | None:
        """The day of publication; None where only the month is known, or nothing."""
        known = self.published and len(self.published) > len("2008-09")
        return self.published_by if known else None


_CASE: Final = 6
"""Digits of a case's number."""
_YEAR: Final = 4
_UPDATE: Final = pattern(r"(?i)\bupdate\b")
_KIND_OF_TITLE: Final = pattern(r"(?i)\b(inspections?|report)\b")
_TWO_YEARS: Final = pattern(r"\b(\d{4})\s*[/–-]\s*\d{2,4}\b")
INSPECTION_LISTS: Final[dict[str, Any]] = {
    "grades": Grade,
    "national": National,
    "reported": ReportedCount,
    "warnings": ImportWarning,
    "sources": Source,
}
"""The lists of an inspection, in the order of its file, and what each has."""


def response_due(inspection: Inspection, bodies: Iterable[Body] = BODIES) -> date | None:
    """The last day for the response to a report, where its day of publication is known.

    None where no rule gives its body a clock. Source of the rule for HMICFRS: the duty of a local
    policing body to publish its comments on a report within 56 days of the report's publication,
    section 55 of the Police Act 1996; for others see `domain.bodies`.
    """
    day, clock = inspection.published_day, response_clock(inspection.body, bodies)
    days = clock.response_days if clock else None
    if day is None or days is None or (date.max - day).days < days:
        return None
    return day + timedelta(days=days)


def response_clock(body: str | None, bodies: Iterable[Body] = BODIES) -> Body | None:
    """The body whose rule says in how many days a report is answered; of several the strictest."""
    clocks = (one for one in bodies_named(bodies, body) if one.response_days is not None)
    return min(clocks, key=lambda one: one.response_days or 0, default=None)


def inspection_title_key(title: str) -> str:
    """The title without "update" and bracketed remarks: what reports of one inspection share.

    A case's number in brackets is no remark: "Overby Council (31 004 117)".
    Where nothing else is in it, it is the title.
    """
    words = _without_brackets(title)
    bare = " ".join(_UPDATE.sub(" ", words).split())
    return bare.strip(" -–—:,") or " ".join(title.split())


def _without_brackets(text: str) -> str:
    """Return a text with a space for each bracket that is closed and all that is in it."""
    kept: list[str] = []
    opened: list[int] = []
    for char in text:
        if char == "(":
            opened.append(len(kept))
        if char == ")" and opened:
            start = opened.pop()
            if _is_case("".join(kept[start + 1 :])):
                kept.append(char)
            else:
                kept[start:] = " "
        else:
            kept.append(char)
    return "".join(kept)


def _is_case(text: str) -> bool:
    """Return whether a bracket has a case's number, which parts two decisions on one body."""
    groups = text.split()
    digits = "".join(groups)
    is_years = all(len(group) == _YEAR and group[0] in "12" for group in groups)
    return len(digits) >= _CASE and digits.isascii() and digits.isdigit() and not is_years


def id_of(title: str) -> str:
    """A readable id: "HMIC Inspection 2007/09 Phase One update" gives hmic-2007-phase-one."""
    short = _TWO_YEARS.sub(r"\1", inspection_title_key(title))
    return slug_of(_KIND_OF_TITLE.sub(" ", short))
