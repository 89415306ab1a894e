"""What a command wrote: the JSON of every command that changes items."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import SCHEMA, Object, object_header

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hmic_tracker.domain.items import Entry, FieldChange, Item
    from hmic_tracker.domain.splitting import SplitItem
    from hmic_tracker.reports.deferral_effect import Effect

    ChangedItems = Iterable[tuple[str, Iterable[FieldChange]]]


def change_object(change: FieldChange) -> Object:
    """One field's change."""
    old, new = (list(v) if isinstance(v, tuple) else v for v in (change.old, change.new))
    return {"field": change.field, "from": old, "to": new}


def changed_objects(changed: ChangedItems) -> list[Object]:
    """Items by id, each with what changed in it."""
    return [
        {"id": item_id, "changes": [change_object(change) for change in changes]}
        for item_id, changes in changed
    ]


def update_object(
    on: date,
    written: bool,
    changed: ChangedItems,
    unchanged: Iterable[Item] = (),
    effect: Effect | None = None,
) -> Object:
    """`--json` of `update`, `note`, `link` and every other command that changes items.

    Where the command says what it makes of figures, that is their `effect`.
    """
    figures = effect._asdict().items() if effect else ()
    effects = {name: {"from": old, "to": new} for name, (old, new) in figures}
    return {
        "schema": SCHEMA,
        "kind": "update",
        "on": on.isoformat(),
        "written": written,
        "changed": changed_objects(changed),
        "unchanged": [item.id for item in unchanged],
        **({"effect": effects} if effect else {}),
    }


def correction_object(
    on: date, written: bool, about: str, place: int, given: tuple[Entry, Entry] | None
) -> Object:
    """`correct --json`: the entry, and what of it went from what to what; null where nothing did.

    `given` is the entry before and after.
    """
    from hmic_tracker.domain.corrections import state_of

    before, after = (state_of(entry)._asdict() for entry in given) if given else (None, None)
    head = {**object_header("correction", on, ()), "on": on.isoformat(), "written": written}
    return {**head, "id": about, "place": place, "from": before, "to": after}


def added_object(item: Item, written: bool) -> Object:
    """`add --json`."""
    return {"schema": SCHEMA, "kind": "add", "written": written, "id": item.id, "uid": item.uid}


def split_object(item_id: str, on: date, written: bool, made: SplitItem) -> Object:
    """`split --json`: the parts that an item gets, and the steps that go to parts."""
    return {
        **object_header("split", on, ()),
        "on": on.isoformat(),
        "written": written,
        "id": item_id,
        "parts": [{"id": part.id, "uid": part.uid, "text": part.text} for part in made.new],
        "steps": [{"step": n, "part": part_id} for n, part_id in made.moved.items()],
        "already": [{"part": part_id, "text": text} for text, part_id in made.there],
    }


def undo_object(
    as_of: date,
    op: str,
    command: str,
    by: str | None,
    recorded: str,
    redo: bool,
    written: bool,
    changed: ChangedItems,
    removed: Iterable[str],
    created: Iterable[str],
    restored: Iterable[str],
    problems: Iterable[str],
    passed_over: Iterable[tuple[str, str, str]],
) -> Object:
    """`undo --json`: the command taken back, or with `redo` done again, and what became of it.

    `by` and `recorded` are of what is taken back: of the command, or of its undo.
    """
    return {
        **object_header("undo", as_of, ()),
        "redo": redo,
        "written": written,
        "op": op,
        "command": command,
        "by": by,
        "recorded": recorded,
        "changed": changed_objects(changed),
        "removed": list(removed),
        "created": list(created),
        "restored": list(restored),
        "not_undone": list(problems),
        "passed_over": [
            {"op": op, "command": command, "why": why} for op, command, why in passed_over
        ],
    }
