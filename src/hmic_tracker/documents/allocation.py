"""How each item of a group stands, from what a clause says of them together.

A report that says "one completed" of two and not which has said nothing of either: both stay open,
and only the count knows. Items that are nothing but a number are alike, so there the first ones
may be marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from hmic_tracker.documents.readers.clauses import Part
from hmic_tracker.domain.dates import first_day
from hmic_tracker.domain.records import replace
from hmic_tracker.domain.words import COMPLETED, Progress, Status


@dataclass(frozen=True, slots=True)
class ItemState:
    """How one item stands; None is not said."""

    status: Status | None = None
    progress: Progress | None = None
    due: str | None = None

    @property
    def is_done(self) -> bool:
        """Whether it is completed."""
        return self.status in COMPLETED


@dataclass(frozen=True, slots=True)
class Outcome:
    """The stand of each item by its number, and how many are completed (None: not said).

    `unnamed` are the items of which some, not named, are completed; `dealt` those that were given
    their stands in order, any of them as good as another; `doubts` need a person's eye.
    """

    stands: Mapping[int, ItemState]
    completed: int | None
    unnamed: tuple[int, ...] = ()
    assigned_in_order: tuple[int, ...] = ()
    doubts: tuple[str, ...] = ()


Share = tuple[int, ItemState]
_UNSAID: Final = ItemState()


def stand_of_each(
    numbers: Sequence[int],
    parts: Sequence[Part],
    *,
    statement_for: int,
    alike: bool,
    due_of_all: str | None,
    on: date | None,
) -> Outcome:
    """Gives each item of a group its stand.

    `said_of` is how many items the bullet counts; `alike` items may be given their stands in
    order; `due_of_all` is the date a bullet gives for all that is open; `on` is the report's date.
    """
    doubts: list[str] = []
    stands = _named(numbers, [p for p in parts if p.named], on, doubts)
    rest = [number for number in numbers if number not in stands]
    spoken_of = max(0, min(statement_for, len(numbers)) - len(stands))
    shares = _shares([p for p in parts if not p.named], spoken_of, on, doubts)
    if sum(number for number, _ in shares) > len(rest):
        doubts.append("it speaks of more items than there are")
        shares = []
    done = sum(number for number, stand in shares if stand.is_done)
    unnamed: tuple[int, ...] = ()
    assigned_in_order = tuple(rest) if alike and shares and not _is_one(shares, len(rest)) else ()
    if alike or _is_one(shares, len(rest)):
        ordered = sorted(shares, key=lambda share: not share[1].is_done)
        given = (stand for number, stand in ordered for _ in range(number))
        stands.update(zip(rest, given, strict=False))
    elif shares:
        stands.update(dict.fromkeys(rest, _common(shares)))
        unnamed = tuple(rest) if done else ()
        if not done:
            doubts.append("which of them it is said of is not said")
    named_done = sum(stand.is_done for number, stand in stands.items() if number not in rest)
    said = bool(shares) or len(rest) < len(numbers)
    return Outcome(
        {number: _dated(stands.get(number, _UNSAID), due_of_all) for number in numbers},
        named_done + done if said else None,
        unnamed,
        assigned_in_order,
        tuple(dict.fromkeys(doubts)),
    )


def _named(
    numbers: Sequence[int], parts: list[Part], on: date | None, doubts: list[str]
) -> dict[int, ItemState]:
    """The stands of the items that are named."""
    there = set(numbers)
    stands: dict[int, ItemState] = {}
    for part in parts:
        for number in part.named:
            if number in there:
                stands[number] = _stand(part, on, doubts)
            else:
                doubts.append(f"there is no number {number}")
    return stands


def _shares(parts: list[Part], total: int, on: date | None, doubts: list[str]) -> list[Share]:
    """How many of the items have which stand, in the clause's order."""
    counted = [p for p in parts if p.who in {"number", "all-but"}]
    # Where no number is given, "the rest" is the rest of the work, not of the items.
    others = [p for p in parts if p.who == "other" and (counted or p.number is not None)]
    whole = [p for p in parts if p not in counted and p not in others]
    shares = [(_number(p, total), _stand(p, on, doubts)) for p in counted]
    left = max(0, total - sum(number for number, _ in shares))
    for part in others:
        number = left if part.number is None else part.number
        shares.append((number, _stand(part, on, doubts)))
        left = max(0, left - number)
    if not whole:
        return shares
    common = _merged([_stand(part, on, doubts) for part in whole], doubts)
    if not shares:
        return [(total, common)] if total else []
    if common.status is not None and left:
        return [*shares, (left, common)]
    # What is said without a number beside numbers is a date for all that is open.
    return [(n, s if s.is_done else replace(s, due=s.due or common.due)) for n, s in shares]


def _number(part: Part, total: int) -> int:
    number = part.number or 0
    return max(0, total - number) if part.who == "all-but" else number


def _stand(part: Part, on: date | None, doubts: list[str]) -> ItemState:
    if part.status in COMPLETED and part.due:
        if on is not None and first_day(part.due) <= on:
            return ItemState("done", "complete")
        doubts.append("a date to come for completed work is taken as the date due")
        return ItemState(None, None, part.due)
    return ItemState(part.status, part.progress, part.due)


def _merged(stands: list[ItemState], doubts: list[str]) -> ItemState:
    """Several statements of the same items as one; the first word of progress counts."""
    says = [stand for stand in stands if stand.status is not None]
    due = next((stand.due for stand in stands if stand.due), None)
    open_ones = [stand for stand in says if not stand.is_done]
    if open_ones and len(open_ones) < len(says):
        doubts.append("completed and not completed at once; kept as not completed")
    wanted = open_ones or says
    first = next((s for s in wanted if s.progress), wanted[0] if wanted else _UNSAID)
    return ItemState(first.status, first.progress, None if first.is_done else due)


def _is_one(shares: list[Share], total: int) -> bool:
    """Whether all of the items stand alike."""
    stands = {stand for number, stand in shares if number}
    return len(stands) == 1 and sum(number for number, _ in shares) == total


def _common(shares: list[Share]) -> ItemState:
    """What is said alike of all the open ones; in progress where some of the work is done."""
    stands = [stand for number, stand in shares if number and not stand.is_done]
    statuses: set[Status | None] = {stand.status for stand in stands}
    words = {stand.progress for stand in stands}
    dues = {stand.due for stand in stands}
    done = any(stand.is_done for number, stand in shares if number)
    alike = len(statuses) == 1 and (statuses != {None} or not done)
    return ItemState(
        statuses.pop() if alike else "in-progress",
        words.pop() if len(words) == 1 else None,
        dues.pop() if len(dues) == 1 else None,
    )


def _dated(stand: ItemState, due: str | None) -> ItemState:
    return stand if stand.is_done or stand.due or due is None else replace(stand, due=due)
