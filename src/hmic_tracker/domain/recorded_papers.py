"""What was reported in papers that went out, so that later ones can say what changed since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from hmic_tracker.domain.words import Kind, folded
from hmic_tracker.light_typing import Final, NamedTuple


class ReportedFigures(NamedTuple):
    """What was reported of a framework ("" for none) and kind."""

    framework: str
    kind: Kind
    total: int
    completed: int
    verified: int
    overdue: int
    deferred: int = 0


class ReportedItem(NamedTuple):
    """How an item was reported: its status, its due as it was given, until when it was deferred."""

    id: str
    status: str
    due: str | None = None
    deferred_until: str | None = None


class ReportedNational(NamedTuple):
    """The national numbers of a framework and period, as they were printed."""

    framework: str
    period: str
    printed: tuple[int, ...]


class ReportedText(NamedTuple):
    """A kept paragraph as it was printed: what it was about, its day, and what tells its words."""

    framework: str
    section: str
    digest: str
    on: date | None = None

    @property
    def place(self) -> tuple[str, str]:
        """The framework and section, of which a paper has one text."""
        return self.framework, self.section


class RecordedPaper(NamedTuple):
    """A paper that went out: which, when for, and what it said.

    `as_of` is the day whose position it gave, `recorded` when that was remembered (UTC).
    `reason` says why it went out though two people gave a field of an item different values.
    It is the `second` where two people who worked apart recorded one of its number.
    """

    name: str
    number: str
    as_of: date
    recorded: datetime
    by: str
    op: str
    board: str | None = None
    meeting: date | None = None
    figures: tuple[ReportedFigures, ...] = ()
    items: tuple[ReportedItem, ...] = ()
    national: tuple[ReportedNational, ...] = ()
    reason: str | None = None
    second: bool = False
    texts: tuple[ReportedText, ...] = ()

    @property
    def id(self) -> str:
        """What its file is called: "board-9"; the second of a number has its command behind it."""
        own = f"{self.name}-{self.number}"
        return f"{own}-{self.op}" if self.second else own


NAMELESS: Final = "paper"
"""What a paper is called in a plan that names none."""


def previous_paper(
    papers: Iterable[RecordedPaper],
    name: str,
    board: str | None,
    as_of: date,
    number: str | None = None,
) -> RecordedPaper | None:
    """The paper before one of a name, number and day: the newest of that name or for that board.

    One of the same number is the paper itself, recorded earlier.
    """
    mine = [
        paper
        for paper in papers
        if paper.as_of <= as_of
        and not (paper.name == name and paper.number == number)
        and (paper.name == name or (board and folded(paper.board or "") == folded(board)))
    ]
    return max(mine, key=lambda paper: (paper.as_of, paper.recorded), default=None)
