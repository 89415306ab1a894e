"""What was sent to the leads: which workbook went to whom, and what it had of each item.

The plan keeps it, so that an answer that comes back is held against what was asked, and who has not
answered is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from hmic_tracker.domain.people import Post, post_named
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.words import Progress

HOW_FAR: Final[dict[Progress, str]] = {
    "none": "not started",
    "some": "some",
    "majority": "majority",
    "almost": "almost",
    "complete": "completed",
}
"""The words that a form offers for how far something is."""


class SentRow(NamedTuple):
    """A row of a workbook: an item, a step of one, or nameless items that are alike.

    `ids` and `uids` are one each, or those of the nameless ones. `step` is the step's name in the
    item's file, `number` the one that it was sent under: it may have another by now. `values` are
    what it had of the fields that can be answered, as the plan has them.
    """

    ids: tuple[str, ...]
    uids: tuple[str, ...]
    step: str | None = None
    values: Mapping[str, str] = {}
    number: int | None = None

    def is_of(self, other: SentRow) -> bool:
        """Whether both ask of the same step, or of any of the same items."""
        return self.step == other.step and not set(self.uids).isdisjoint(other.uids)


class Received(NamedTuple):
    """An answer that came back: the file's SHA-256, when, whose, and how many rows it answered."""

    sha256: str
    on: date
    by: str
    rows: int
    op: str


class Sending(NamedTuple):
    """A workbook that went to a post. `n` is its number in the plan's log, never given again.

    `void` says why it is taken back. `answer_by` is the last day for the answer, `board` the body
    that it is for.
    """

    n: int
    on: date
    recorded: datetime
    by: str
    op: str
    owner: str
    to: str | None = None
    board: str | None = None
    answer_by: date | None = None
    rows: tuple[SentRow, ...] = ()
    received: tuple[Received, ...] = ()
    void: str | None = None

    @property
    def id(self) -> str:
        """What its file is called, "3-plm5hb7p": two who work apart may give one number."""
        return f"{self.n}-{self.op}"


def called(sending: Sending, every: Iterable[Sending]) -> str:
    """What a sending is called among `every` one: its number, or its id where that isn't enough."""
    is_shared = any(one.n == sending.n and one.id != sending.id for one in every)
    return sending.id if is_shared else str(sending.n)


def as_called_now(sendings: Iterable[Sending], posts: Iterable[Post]) -> list[Sending]:
    """The sendings, each under the present name of the post that it went to."""
    known = tuple(posts)
    named = ((one, post_named(known, one.owner)) for one in sendings)
    return [one._replace(owner=post.name) if post else one for one, post in named]
