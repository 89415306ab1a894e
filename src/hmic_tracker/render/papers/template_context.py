"""What a template knows of a paper, as records of texts and numbers."""

from __future__ import annotations

from typing import NamedTuple


class Heading(NamedTuple):
    """How the paper is headed."""

    title: str
    number: str
    board: str
    meeting: str
    as_of: str
    by: str
    purpose: str
    marking: str
    internal: bool
    recommendation: str
    author: str
    contact: str
    organisation: str


class Finding(NamedTuple):
    """What was found in a framework: a sentence or two, and its parts."""

    text: str
    parts: tuple[str, ...]
    appendix: int | None


class Standing(NamedTuple):
    """How a framework stands, kind by kind."""

    name: str
    texts: tuple[str, ...]


class Counted(NamedTuple):
    """How many items of a kind, and how they stand."""

    total: int
    completed: int
    verified: int
    open: int
    overdue: int


class Totals(NamedTuple):
    """The counts of each kind, and of all that is counted."""

    recommendations: Counted
    afis: Counted
    causes: Counted
    all: Counted


class KnownItem(NamedTuple):
    """An item of the paper; of an exempt one number, kind and status alone."""

    id: str
    kind: str
    framework: str
    title: str
    text: str
    status: str
    progress: str
    owner: str
    due: str
    days_overdue: int
    rag: str
