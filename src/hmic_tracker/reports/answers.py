"""Who has answered what was sent, and who is silent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.domain.sendings import Sending

State = Literal["answered", "in part", "silent"]


class SentState(NamedTuple):
    """A sending and what came back of it in so many days: how many of its rows."""

    sending: Sending
    rows: int
    answered: int
    days: int = 0

    @property
    def days_silent(self) -> int:
        """Days since it was sent, where nothing came back."""
        return self.days if self.state == "silent" else 0

    @property
    def state(self) -> State:
        """Whether all of its rows were answered, some, or none."""
        if self.answered >= self.rows:
            return "answered"
        return "in part" if self.answered else "silent"


class Answers(NamedTuple):
    """The newest sending to each owner on a day, by number; `void` are those taken back.

    `earlier` counts the older ones that nothing came back of; `every` are all, of any day.
    """

    as_of: date
    rows: tuple[SentState, ...]
    earlier: int = 0
    void: tuple[Sending, ...] = ()
    marking: str | None = None
    damaged: tuple[Damage, ...] = ()
    every: tuple[Sending, ...] = ()

    @property
    def states(self) -> dict[State, int]:
        """How many are answered, answered in part, and silent."""
        counts = Counter(row.state for row in self.rows)
        states: tuple[State, ...] = ("answered", "in part", "silent")
        return {state: counts[state] for state in states}

    @property
    def longest_silence(self) -> int:
        """Days since the oldest of those that nothing came back of was sent."""
        return max((row.days_silent for row in self.rows), default=0)


def answers(
    sendings: Iterable[Sending],
    day: date,
    marking: str | None = None,
    damaged: tuple[Damage, ...] = (),
) -> Answers:
    """What came back by a day of what was sent by then; the newest to each owner is what counts."""
    every = tuple(sendings)
    known = sorted((one for one in every if one.on <= day), key=_order)
    newest: dict[str, SentState] = {}
    earlier = 0
    for sending in known:
        if sending.void is not None:
            continue
        former = newest.pop(folded(sending.owner), None)
        # Of the same day it was made again, and the last is what was sent.
        if former is not None and former.sending.on < sending.on:
            earlier += former.state == "silent"
        newest[folded(sending.owner)] = sent_state(sending, day, known)
    rows = sorted(newest.values(), key=lambda row: _order(row.sending))
    void = tuple(one for one in known if one.void is not None)
    return Answers(day, tuple(rows), earlier, void, marking, damaged, every)


def sent_state(sending: Sending, day: date, others: Iterable[Sending] = ()) -> SentState:
    """What came back of a sending by a day.

    Who fills in an older workbook of the `others` on a day after this one went out has answered.
    """
    count = len(sending.rows)
    answered = sum(one.rows for one in sending.received if one.on <= day)
    answered += sum(
        came.rows
        for other in others
        if other is not sending and folded(other.owner) == folded(sending.owner)
        for came in other.received
        if other.void is None and _order(other) < _order(sending) and sending.on < came.on <= day
    )
    return SentState(sending, count, min(answered, count), (day - sending.on).days)


def last_before(sendings: Iterable[Sending], owner: str, day: date) -> SentState | None:
    """The newest sending to an owner before a day that holds, with what came back by then."""
    mine = [
        one
        for one in sendings
        if one.void is None and one.on < day and folded(one.owner) == folded(owner)
    ]
    return sent_state(max(mine, key=_order), day, mine) if mine else None


def _order(sending: Sending) -> tuple[date, int, str]:
    return sending.on, sending.n, sending.op
