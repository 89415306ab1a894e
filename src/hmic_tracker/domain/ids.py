"""Ids as people type them: REC-3, rec3, a range REC-3..7."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from hmic_tracker.domain.plan import Plan, id_key, whole_id
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError
from hmic_tracker.light_typing import Final
from hmic_tracker.patterns import pattern

_SHORT: Final = pattern(r"(?a)([A-Za-z]{1,16})-?0*(\d{1,9})")


def expand(typed: Iterable[str], known: Collection[str]) -> list[str]:
    """The plan's ids that were typed, each once, in the order typed.

    A range takes the ids that exist between its ends, both of which must. All of the ids or none:
    raises NotFoundError naming those that aren't there, with candidates.
    """
    by_folded = {folded(item_id): item_id for item_id in known}
    words = list(typed)
    exact = [by_folded.get(folded(word)) for word in words]
    ids = [item_id for item_id in exact if item_id is not None]
    if len(ids) < len(words):
        from hmic_tracker.domain.typed_ids import TypedIds  # plain ids don't pay for it

        others = TypedIds(known)
        others.read(words)
        if others.missing:
            raise _unknown_ids(others.missing, known)
        ids = others.ids
    return list(dict.fromkeys(ids))


def ids_of(plan: Plan) -> list[str]:
    """The ids of a plan's items, of those as well that can't be read, and of those taken back."""
    known = {item.id for item in plan.every_item} | {d.item_id for d in plan.damaged if d.item_id}
    return sorted(known, key=id_key)


def format_id_ranges(ids: Iterable[str]) -> str:
    """ "REC-1..4, AFI-2": runs of neighbours written as ranges."""
    runs: list[list[str]] = []
    for item_id in sorted(dict.fromkeys(ids), key=id_key):
        if runs and _follows(runs[-1][-1], item_id):
            runs[-1].append(item_id)
        else:
            runs.append([item_id])
    return ", ".join(
        f"{span[0]}..{range_end(span[-1])}" if len(span) > 1 else span[0] for span in runs
    )


def range_end(item_id: str) -> str:
    """The last id of a range as it is written: "7" of REC-7, "c" of REC-5c."""
    whole = whole_id(item_id)
    return item_id[len(whole) :] if whole else item_id.rpartition("-")[2]


def _follows(last: str, item_id: str) -> bool:
    """Whether an id is that of the next item, or of the next part of one item."""
    before, now = id_key(last), id_key(item_id)
    if (whole := whole_id(item_id)) is not None and whole == whole_id(last):
        return len(before[3]) == len(now[3]) == 1 == ord(now[3]) - ord(before[3])
    return before[1] == now[1] and now[2] == before[2] + 1 and not (before[3] or now[3])


def _unknown_ids(missing: list[str], known: Collection[str]) -> NotFoundError:
    shown = ", ".join(word[:64] for word in missing[:3])
    more = f" and {len(missing) - 3} more" if len(missing) > 3 else ""
    verb = "is" if len(missing) == 1 else "are"
    return NotFoundError(f"{shown}{more} {verb} not in this plan", _candidates(missing[0], known))


def _candidates(word: str, known: Collection[str]) -> str:
    if not known:
        return "the plan has no items yet: tracker import FILE, or tracker add rec TEXT"
    short = _SHORT.fullmatch(word.strip())
    if any(sign.isspace() for sign in word.strip()):
        from hmic_tracker.domain.typed_ids import ids_within

        if within := ids_within(word):
            return f"name the ids alone: {' '.join(within[:8])}"
    prefix = short[1].upper() if short else word.strip().upper()
    if prefix:
        numbers = sorted((i for i in known if i.rpartition("-")[0] == prefix), key=id_key)
        if numbers:
            there = numbers[0] if len(numbers) == 1 else f"{numbers[0]} to {numbers[-1]}"
            if short and id_key(numbers[0])[2] < int(short[2]) < id_key(numbers[-1])[2]:
                return f"the plan has {there} with gaps; lost files are named by: tracker check"
            return f"the plan has {there}: tracker list --all"
    from hmic_tracker.domain.nearest import nearest  # only a slip pays for it

    like = nearest(word, known)
    return (
        f"did you mean {' or '.join(like)}?" if like else "see all of them with: tracker list --all"
    )
