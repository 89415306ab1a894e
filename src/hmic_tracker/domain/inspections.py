"""One published inspection: its grades, the national picture and what its sources say."""

import re
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.frameworks import slug_of
from hmic_tracker.domain.grades import Grade, National
from hmic_tracker.domain.words import Kind

RESPONSE_DAYS: Final = 56


class ReportedCount(NamedTuple):
    """What a source says of a framework and kind on a date, in its own sentence."""

    framework: str
    kind: Kind
    on: date
    total: int
    completed: int
    sentence: str
    source: str


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
    """One published inspection. `published` is a day or a month, as it was given."""

    id: str
    title: str
    body: str | None = None
    programme: str | None = None
    published: str | None = None
    url: str | None = None
    revisit: str | None = None
    expected: int | None = None
    grades: tuple[Grade, ...] = ()
    national: tuple[National, ...] = ()
    reported: tuple[ReportedCount, ...] = ()
    warnings: tuple[ImportWarning, ...] = ()
    sources: tuple[Source, ...] = ()

    @property
    def published_by(self) -> date | None:
        """The day from which it is known to be published; a month's is its last day."""
        return deadline(self.published) if self.published else None

    @property
    def published_day(self) -> date | None:
        """The day of publication; None where only the month is known, or nothing."""
        known = self.published and len(self.published) > len("2008-09")
        return self.published_by if known else None


INSPECTION_LISTS: Final[dict[str, Any]] = {
    "grades": Grade,
    "national": National,
    "reported": ReportedCount,
    "warnings": ImportWarning,
    "sources": Source,
}
"""The lists of an inspection, in the order of its file, and what each has."""


def response_due(inspection: Inspection) -> date | None:
    """The last day for the response to a report of HMICFRS, where its day of publication is known.

    Source of the rule: the duty of a local policing body to publish its comments on a report within
    56 days of the report's publication, section 55 of the Police Act 1996.
    """
    day = inspection.published_day
    if day is None or not is_hmicfrs(inspection.body) or (date.max - day).days < RESPONSE_DAYS:
        return None
    return day + timedelta(days=RESPONSE_DAYS)


def is_hmicfrs(body: str | None) -> bool:
    """Whether a body is HMICFRS, by its initials or its name, His or Her Majesty's."""
    words = re.findall(r"[a-z]+", (body or "").casefold())
    return "hmicfrs" in words or {"inspectorate", "constabulary", "fire", "rescue"} <= {*words}


def inspection_title_key(title: str) -> str:
    """The title without "update" and bracketed remarks: what reports of one inspection share.

    Where nothing else is in it, it is the title.
    """
    words = re.sub(r"\([^()]*\)", " ", title)
    bare = " ".join(re.sub(r"\bupdate\b", " ", words, flags=re.IGNORECASE).split())
    return bare.strip(" -–—:,") or " ".join(title.split())


def id_of(title: str) -> str:
    """A readable id: "HMIC Inspection 2007/09 Phase One update" gives hmic-2007-phase-one."""
    short = re.sub(r"\b(\d{4})\s*[/–-]\s*\d{2,4}\b", r"\1", inspection_title_key(title))
    return slug_of(re.sub(r"\b(inspections?|report)\b", " ", short, flags=re.IGNORECASE))
