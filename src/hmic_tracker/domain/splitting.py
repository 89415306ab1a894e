"""Splitting an item: its parts, in our own words, and the steps that go to them.

A part is an item of its own with an owner, a due, steps and evidence; it is `part_of` the one that
keeps the inspectors' words. What becomes of one when the other changes: `domain.families`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry
from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.items import FieldChange, Item, Value
from hmic_tracker.domain.part_changes import next_part_number, step_of
from hmic_tracker.domain.plan import next_part_id, whole_id
from hmic_tracker.domain.rules import is_duplicate, is_open
from hmic_tracker.domain.words import STATUS_PHRASES, folded
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.light_typing import Final, NamedTuple

SPLIT: Final = "split"
"""The event of the entries by which an item gets parts, and with which a part begins."""
_STEP_FIELDS: Final = ("text", "owner", "due", "done", "dropped")


class SplitItem(NamedTuple):
    """An item that was split: it and its parts afterwards, each part that was there before too.

    `there` are the texts that an open part has already, each with its id; `moved` the steps that
    went to a part, by their numbers in the item.
    """

    whole: Item
    new: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    there: tuple[tuple[str, str], ...] = ()
    moved: Mapping[int, str] = {}


def check_can_be_split(item: Item) -> None:
    """Raises UsageError for an item that has no parts: a part, what is not open, good practice."""
    if item.part_of is not None:
        raise UsageError(
            f"{item.id} is a part of {item.part_of}, and a part has no parts",
            f"add a part to the item: tracker split {item.part_of} 'TEXT'",
        )
    if item.kind == "good-practice":
        raise UsageError(f"{item.id} is good practice: nothing of it is to do", "name another item")
    if is_duplicate(item):
        raise UsageError(
            f"{item.id} is counted as another item, which stands for it",
            f"split that one: tracker show {item.id}",
        )
    if not is_open(item):
        raise UsageError(
            f"{item.id} is {STATUS_PHRASES[item.status]}: what is over has no parts to do",
            f"first: tracker reopen {item.id} --reason 'TEXT'",
        )


def split_item(
    item: Item,
    parts: Sequence[Item],
    texts: Sequence[str],
    uids: Sequence[str],
    into: Mapping[int, str],
    taken: Iterable[str],
    on: date,
    stamp: Stamp,
    reason: str | None = None,
) -> SplitItem:
    """Split an item: `parts` are those it has, `texts` those of new ones, with a uid for each.

    `into` are the letters of the parts that steps go to, by the steps' numbers; `taken` are the ids
    that were ever given. What an open part says already makes no other. Raises UsageError and
    InputError.
    """
    known = {folded(part.text or ""): part.id for part in parts if is_open(part)}
    ids = {*taken, *(part.id for part in parts)}
    new: dict[str, Item] = {}
    repeated: list[tuple[str, str]] = []
    for text, uid in zip(texts, uids, strict=True):
        if (part_id := known.get(folded(text))) is not None:
            repeated.append((text, part_id))
            continue
        part_id = next_part_id(item.id, ids)
        ids.add(part_id)
        known[folded(text)] = part_id
        new[part_id] = _new_part(item, part_id, uid, text, on, stamp)
    by_id = {part.id: part for part in parts} | new
    moved = {n: _named_part(item, letters, by_id) for n, letters in sorted(into.items())}
    by_part: dict[str, list[int]] = {}
    for n, part_id in moved.items():
        by_part.setdefault(part_id, []).append(n)
    for part_id, numbers in by_part.items():
        by_id[part_id] = _with_steps(by_id[part_id], item, numbers, on, stamp)
    if new or moved:
        changes = changes_to(item, _without_steps(item, moved))
        entry = next_entry(item, on, stamp, SPLIT, changes, reason=_why(new, moved, reason))
        item = apply(item, entry)
    return SplitItem(
        item,
        tuple(by_id[part_id] for part_id in new),
        tuple(by_id[one.id] for one in parts if by_id[one.id] != one),
        tuple(repeated),
        moved,
    )


def _why(new: Mapping[str, Item], moved: Mapping[int, str], reason: str | None) -> str:
    went = [f"step {n} to {part_id}" for n, part_id in moved.items()]
    made = [f"in parts {', '.join(new)}"] if new else []
    return "; ".join([*([reason] if reason else []), *made, *went])


def _new_part(whole: Item, part_id: str, uid: str, text: str, on: date, stamp: Stamp) -> Item:
    """A part that begins with the owner, the due and the first due of what it is a part of."""
    blank = Item(
        id=part_id,
        uid=uid,
        kind=whole.kind,
        part_of=whole.id,
        inspection=whole.inspection,
        framework=whole.framework,
        wording="ours",
    )
    first = whole.original_due or whole.due
    fields: dict[str, Value] = {
        "text": text,
        "owner": whole.owner,
        "board": whole.board,
        "due": first,
        "exempt": whole.exempt,
        "deferred_until": whole.deferred_until,
        "deferred_by": whole.deferred_by,
    }
    born = FieldChange("status", None, "not-started")
    entry = next_entry(blank, on, stamp, SPLIT, (born, *changes_to(blank, fields)))
    part = apply(blank, entry)
    if first and (whole.due is None or deadline(first) != deadline(whole.due)):
        moved = changes_to(part, {"due": whole.due})
        why = f"due as {whole.id}, which had moved so"
        part = apply(part, next_entry(part, on, stamp, SPLIT, moved, reason=why))
    return part


def _named_part(item: Item, letters: str, parts: Mapping[str, Item]) -> str:
    """The part of an item that a letter names, or its id; raises UsageError, and InputError."""
    by_folded = {folded(part_id): part_id for part_id in parts}
    part_id = by_folded.get(folded(letters)) or by_folded.get(folded(f"{item.id}{letters}"))
    if part_id is None:
        known = ", ".join(parts) or "none"
        raise UsageError(f"{item.id} has no part '{letters[:40]}'", f"its parts would be: {known}")
    if not is_open(parts[part_id]):
        raise InputError(
            f"{part_id} is {STATUS_PHRASES[parts[part_id].status]}: no step goes to it",
            f"first: tracker reopen {part_id} --reason 'TEXT'",
        )
    return part_id


def _with_steps(part: Item, whole: Item, numbers: Iterable[int], on: date, stamp: Stamp) -> Item:
    """A part with steps of the item that it is of, under numbers of its own."""
    fields: dict[str, Value] = {}
    for place, n in enumerate(numbers, next_part_number(part, "action")):
        step = step_of(whole, n)
        fields |= {f"action_{place}_{name}": getattr(step, name) for name in _STEP_FIELDS}
    changes = changes_to(part, fields)
    return apply(part, next_entry(part, on, stamp, SPLIT, changes, reason=f"from {whole.id}"))


def _without_steps(item: Item, moved: Iterable[int]) -> dict[str, Value]:
    """The fields that take steps away from an item; raises NotFoundError for one it hasn't."""
    fields: dict[str, Value] = {}
    for n in moved:
        step_of(item, n)
        fields |= {f"action_{n}_{name}": None for name in _STEP_FIELDS}
    return fields


def parts_of(whole: str, items: Iterable[Item]) -> tuple[Item, ...]:
    """The parts of an item among some items, in their order."""
    return tuple(item for item in items if item.part_of == whole)


def is_part_id_of(part: Item) -> bool:
    """Whether a part is called after the item that it is of: REC-5a of REC-5."""
    return part.part_of is not None and whole_id(part.id) == part.part_of
