"""Ids when two plans meet: one id that two items have, and one item that has two ids."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from types import MappingProxyType

from hmic_tracker.domain.plan import id_key, next_number, next_part_id, whole_id
from hmic_tracker.light_typing import Literal, NamedTuple

SideName = Literal["mine", "theirs"]
HowKnown = Callable[[str, str], int]
"""How well others know an item by an id, given that and its uid: 0 nobody does, 1 other copies of
the plan, which follow when it moves, 2 people who have it in print or by mail, and don't."""


class MovedId(NamedTuple):
    """An item that has another id from now on: the old one, the new one, and on whose side it was.

    The old one is kept in the item, which is still known by it.
    """

    old: str
    new: str
    uid: str
    side: SideName


def moved_ids(
    mine: Mapping[str, str],
    theirs: Mapping[str, str],
    taken: Collection[str],
    how_known: HowKnown,
    wholes: Mapping[str, str] = MappingProxyType({}),
) -> tuple[MovedId, ...]:
    """Which items get another id, given the uids by id of those that may differ on the two sides.

    `taken` are all ids there are, or were, on either side. Of an item with two ids the one
    best known stays; of two items with one id the best known keeps it, else that which both sides
    have, else the first by uid. `wholes` has the uids of parts, each with that of its item, "" of
    one that can't move: where the item moves, its parts follow.
    """
    wanted = _wanted_ids(mine, theirs, how_known)
    both = {*mine.values()} & {*theirs.values()}
    used = {*taken, *wanted.values()}
    for are_parts in (False, True):
        claims: dict[str, list[str]] = {}
        for uid in [uid for uid in wanted if (uid in wholes) is are_parts]:
            if are_parts:
                wanted[uid] = _following(wanted[uid], wanted.get(wholes[uid]))
                used.add(wanted[uid])
            claims.setdefault(wanted[uid], []).append(uid)
        for item_id, uids in sorted(claims.items(), key=lambda pair: id_key(pair[0])):
            order = _claims_order(item_id, both, how_known)
            for uid in sorted(uids, key=order)[1:]:
                wanted[uid] = _next_free(item_id, used, is_part=are_parts)
                used.add(wanted[uid])
    return tuple(_moves(mine, wanted, "mine")) + tuple(_moves(theirs, wanted, "theirs"))


def _following(part_id: str, whole: str | None) -> str:
    """The id of a part under the id that its item has from now on; the same where that stays."""
    former = whole_id(part_id)
    return part_id if whole is None or former is None else whole + part_id[len(former) :]


def _next_free(item_id: str, used: Collection[str], *, is_part: bool) -> str:
    whole = whole_id(item_id)
    if is_part and whole is not None:
        return next_part_id(whole, used)
    prefix = item_id.rpartition("-")[0]
    return f"{prefix}-{next_number(prefix, used)}"


def _wanted_ids(
    mine: Mapping[str, str], theirs: Mapping[str, str], how_known: HowKnown
) -> dict[str, str]:
    """The id that each item has on one side, or keeps of two."""
    ids: dict[str, list[str]] = {}
    for item_id, uid in (*mine.items(), *theirs.items()):
        ids.setdefault(uid, []).append(item_id)
    return {
        uid: min(each, key=lambda item_id: (-how_known(item_id, uid), id_key(item_id)))
        for uid, each in ids.items()
    }


def _claims_order(
    item_id: str, both: Collection[str], how_known: HowKnown
) -> Callable[[str], tuple[int, bool, str]]:
    """What items that have one id are sorted by: the first keeps it."""
    return lambda uid: (-how_known(item_id, uid), uid not in both, uid)


def _moves(ids: Mapping[str, str], wanted: Mapping[str, str], side: SideName) -> Iterable[MovedId]:
    for old, uid in sorted(ids.items(), key=lambda pair: id_key(pair[0])):
        if wanted[uid] != old:
            yield MovedId(old, wanted[uid], uid, side)
