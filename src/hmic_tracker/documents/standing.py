"""How each item of a group stands, from what a clause says of them together.

A report that says "one completed" of two and not which has said nothing of either: both stay open,
and only the count knows. Items that are nothing but a number are alike, so there the first ones
may be marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from hmic_tracker.documents.clauses import Part
from hmic_tracker.domain.dates import deadline, first_day
from hmic_tracker.domain.words import COMPLETED, Progress, Status


@dataclass(frozen=True, slots=True)
class Stand:
    """How one item stands; None is not said."""

    status: Status | None = None
    progress: Progress | None = None
    due: str | None = None


UNSAID: Final = Stand()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The stand of each item by its number, and how many are completed (None: not said).

    `unnamed` are the items of which some, not named, are completed; `doubts` need a person's eye.
    """

    stands: Mapping[int, Stand]
    completed: int | None
    unnamed: tuple[int, ...] = ()
    doubts: tuple[str, ...] = ()


def stand_of_each(
    numbers: Sequence[int],
    parts: Sequence[Part],
    alike: bool,
    due_of_all: str | None,
    on: date | None,
) -> Outcome:
    """Gives each item of a group its stand.

    `alike` items may be given their stands in order; `due_of_all` is the date a bullet gives for
    all that is open; `on` is the report's date.
    """
    doubts: list[str] = []
    stands, rest = _named(numbers, [p for p in parts if p.named], on, doubts)
    shares = _shares([p for p in parts if not p.named], len(rest), on, doubts)
    unnamed: tuple[int, ...] = ()
    if sum(number for number, _ in shares) > len(rest):
        doubts.append("says more than there are items")
        shares = []
    done = sum(number for number, stand in shares if _is_done(stand))
    differ = len({stand for _, stand in shares}) > 1 or sum(n for n, _ in shares) < len(rest)
    if alike or not differ:
        ordered = sorted(shares, key=lambda share: not _is_done(share[1]))
        given = [stand for number, stand in ordered for _ in range(number)]
        stands |= dict(zip(rest, given, strict=False))
    elif shares:
        stands |= dict.fromkeys(rest, _common([s for n, s in shares if n and not _is_done(s)]))
        unnamed = tuple(rest) if done else ()
        if not done:
            doubts.append("says different things of some of them, not of which")
    said = any(part.says_how for part in parts) or bool(shares)
    named_done = sum(_is_done(stand) for number, stand in stands.items() if number not in rest)
    return Outcome(
        {number: _dated(stands.get(number, UNSAID), due_of_all) for number in numbers},
        named_done + done if said and not (shares == [] and rest and not stands) else None,
        unnamed,
        tuple(doubts),
    )


def _named(
    numbers: Sequence[int], parts: list[Part], on: date | None, doubts: list[str]
) -> tuple[dict[int, Stand], list[int]]:
    """The stands of items that are named, and the numbers of the others."""
    stands: dict[int, Stand] = {}
    for part in parts:
        for number in part.named:
            if number in numbers:
                stands[number] = _stand(part, on, doubts)
            else:
                doubts.append(f"speaks of number {number}, which isn't there")
    return stands, [number for number in numbers if number not in stands]


def _shares(
    parts: list[Part], total: int, on: date | None, doubts: list[str]
) -> list[tuple[int, Stand]]:
    """How many of the items have which stand, in the clause's order."""
    counted = [p for p in parts if p.who in {"number", "all-but"}]
    # Where no number is given, "the rest" is the rest of the work, not of the items.
    others = [p for p in parts if p.who == "other" and (counted or p.number is not None)]
    whole = [p for p in parts if p not in counted and p not in others]
    shares = [(_number(p, total), _stand(p, on, doubts)) for p in counted]
    left = max(0, total - sum(number for number, _ in shares))
    for part in others:
        number = left if part.number is None else min(left, part.number)
        shares.append((number, _stand(part, on, doubts)))
        left -= number
    if not whole:
        return shares
    common = _merged([_stand(part, on, doubts) for part in whole], doubts)
    if not shares:
        return [(total, common)] if total else []
    if common.status is not None and left:
        return [*shares, (left, replace(common, due=common.due))]
    # What is said without a number beside numbers is a date for all that is open.
    return [(n, s if _is_done(s) else replace(s, due=s.due or common.due)) for n, s in shares]


def _number(part: Part, total: int) -> int:
    number = part.number or 0
    return max(0, total - number) if part.who == "all-but" else number


def _stand(part: Part, on: date | None, doubts: list[str]) -> Stand:
    if part.status in COMPLETED and part.due:
        if on is not None and first_day(part.due) <= on:
            return Stand("done", "complete")
        doubts.append("gives a date to come for completed work; it is taken as the date due")
        return Stand(None, None, part.due)
    return Stand(part.status, part.progress, part.due)


def _merged(stands: list[Stand], doubts: list[str]) -> Stand:
    """Several statements of the same items as one; the first word of progress counts."""
    says = [stand for stand in stands if stand.status is not None]
    due = next((stand.due for stand in stands if stand.due), None)
    first = next((s for s in says if s.progress), says[0] if says else UNSAID)
    if any(_is_done(s) for s in says) and not all(_is_done(s) for s in says):
        doubts.append("says both completed and not; kept in progress")
        first = next(s for s in says if not _is_done(s))
    return Stand(first.status, first.progress, None if _is_done(first) else due)


def _common(stands: list[Stand]) -> Stand:
    """What is said alike of all the open ones."""
    words = {stand.progress for stand in stands}
    dues = {stand.due for stand in stands}
    return Stand(
        "in-progress",
        words.pop() if len(words) == 1 else None,
        dues.pop() if len(dues) == 1 else None,
    )


def _dated(stand: Stand, due: str | None) -> Stand:
    if _is_done(stand) or stand.due or due is None:
        return stand
    return replace(stand, due=due)


def _is_done(stand: Stand) -> bool:
    return stand.status in COMPLETED


def is_late(due: str, on: date | None) -> bool:
    """Whether a due had passed on the day of the report."""
    return on is not None and deadline(due) < on
