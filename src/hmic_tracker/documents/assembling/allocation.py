"""The state of each item of a group, from a clause about them together.

A report with "one completed" of two, and not which, gives the state of neither: both stay open, and
only the count is known. Items that are nothing but a number are alike, so there the first ones may
be marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hmic_tracker.domain.dates import first_day
from hmic_tracker.domain.words import COMPLETED, Progress, Status
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.wording.clauses import ClauseStatement


class ItemState(NamedTuple):
    """Status, progress and due date of one item; None is not given."""

    status: Status | None = None
    progress: Progress | None = None
    due: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether it is completed."""
        return self.status in COMPLETED


class Allocation(NamedTuple):
    """The state of each item by its number, and how many are completed (None: not given).

    `unnamed` is whether some are completed and the report doesn't say which; the states of the
    items in `assigned_in_order` are interchangeable; those in `in_common` have but what is true of
    each that may be meant; `doubts` are for a person to judge.
    """

    states: Mapping[int, ItemState]
    completed: int | None
    unnamed: bool = False
    assigned_in_order: tuple[int, ...] = ()
    doubts: tuple[str, ...] = ()
    in_common: tuple[int, ...] = ()


Share = tuple[int, ItemState]
_UNKNOWN: Final = ItemState()


def allocate(
    numbers: Sequence[int],
    parts: Sequence[ClauseStatement],
    *,
    total: int,
    alike: bool,
    due_of_all: str | None,
    on: date | None,
) -> Allocation:
    """Give each item of a group its state.

    `total` is how many items the bullet counts; `alike` items may be given their states in order;
    `due_of_all` is the date for all that is open; `on` is the report's date.
    """
    doubts: list[str] = []
    states = _named(numbers, [p for p in parts if p.named], on, doubts)
    rest = [number for number in numbers if number not in states]
    counted = max(0, min(total, len(numbers)) - len(states))
    shares = _shares([p for p in parts if not p.named], counted, on, doubts)
    if sum(number for number, _ in shares) > len(rest):
        doubts.append("it speaks of more items than there are")
        shares = []
    done = sum(number for number, state in shares if state.is_done)
    is_one = _is_one(shares, len(rest))
    unnamed = False
    if alike or is_one:
        ordered = sorted(shares, key=lambda share: not share[1].is_done)
        given = (state for number, state in ordered for _ in range(number))
        states.update(zip(rest, given, strict=False))
    elif shares:
        states.update(dict.fromkeys(rest, _common(shares)))
        unnamed = bool(done)
        if not done:
            doubts.append("which of them it is said of is not said")
    named_done = sum(state.is_done for number, state in states.items() if number not in rest)
    has_states = bool(shares) or len(rest) < len(numbers)
    return Allocation(
        {number: _dated(states.get(number, _UNKNOWN), due_of_all) for number in numbers},
        named_done + done if has_states else None,
        unnamed,
        tuple(rest) if alike and shares and not is_one else (),
        tuple(dict.fromkeys(doubts)),
        () if alike or is_one or not shares else tuple(rest),
    )


def _named(
    numbers: Sequence[int], parts: list[ClauseStatement], on: date | None, doubts: list[str]
) -> dict[int, ItemState]:
    """Return the states of the items that are named."""
    known = set(numbers)
    states: dict[int, ItemState] = {}
    for part in parts:
        for number in part.named:
            if number in known:
                states[number] = _state(part, on, doubts)
            else:
                doubts.append(f"there is no number {number}")
    return states


def _shares(
    parts: list[ClauseStatement], total: int, on: date | None, doubts: list[str]
) -> list[Share]:
    """Return how many of the items have which state, in the clause's order."""
    counted = [p for p in parts if p.who in {"number", "all-but"}]
    # Where no number is given, "the rest" is the rest of the work, not of the items.
    others = [p for p in parts if p.who == "other" and (counted or p.number is not None)]
    whole = [p for p in parts if p not in counted and p not in others]
    shares = [(_number(p, total), _state(p, on, doubts)) for p in counted]
    left = max(0, total - sum(number for number, _ in shares))
    for part in others:
        number = left if part.number is None else part.number
        shares.append((number, _state(part, on, doubts)))
        left = max(0, left - number)
    if not whole:
        return shares
    common = _merged([_state(part, on, doubts) for part in whole], doubts)
    if not shares:
        return [(total, common)] if total else []
    if common.status is not None and left:
        return [*shares, (left, common)]
    # Beside numbers, a part without one is a date for all that is open.
    return [(n, s if s.is_done else s._replace(due=s.due or common.due)) for n, s in shares]


def _number(part: ClauseStatement, total: int) -> int:
    number = part.number or 0
    return max(0, total - number) if part.who == "all-but" else number


def _state(part: ClauseStatement, on: date | None, doubts: list[str]) -> ItemState:
    if part.status in COMPLETED and part.due:
        if on is not None and first_day(part.due) <= on:
            return ItemState("done", "complete")
        doubts.append("a date to come for completed work is taken as the date due")
        return ItemState(None, None, part.due)
    return ItemState(part.status, part.progress, part.due)


def _merged(states: list[ItemState], doubts: list[str]) -> ItemState:
    """Merge several statements of the same items; the first word of progress counts."""
    known = [state for state in states if state.status is not None]
    due = next((state.due for state in states if state.due), None)
    open_ones = [state for state in known if not state.is_done]
    if open_ones and len(open_ones) < len(known):
        doubts.append("completed and not completed at once; kept as not completed")
    wanted = open_ones or known
    first = next((s for s in wanted if s.progress), wanted[0] if wanted else _UNKNOWN)
    return ItemState(first.status, first.progress, None if first.is_done else due)


def _is_one(shares: list[Share], total: int) -> bool:
    """Return whether all of the items have the same state."""
    states = {state for number, state in shares if number}
    return len(states) == 1 and sum(number for number, _ in shares) == total


def _common(shares: list[Share]) -> ItemState:
    """Return what all the open ones have in common; in progress where some of the work is done."""
    states = [state for number, state in shares if number and not state.is_done]
    statuses: set[Status | None] = {state.status for state in states}
    words = {state.progress for state in states}
    dues = {state.due for state in states}
    done = any(state.is_done for number, state in shares if number)
    alike = len(statuses) == 1 and (statuses != {None} or not done)
    return ItemState(
        statuses.pop() if alike else "in-progress",
        words.pop() if len(words) == 1 else None,
        dues.pop() if len(dues) == 1 else None,
    )


def _dated(state: ItemState, due: str | None) -> ItemState:
    return state if state.is_done or state.due or due is None else state._replace(due=due)
