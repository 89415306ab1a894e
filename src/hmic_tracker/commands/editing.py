"""Changing items by id: the way that `update`, `note`, `verify` and their like share.

Read, show what would change, ask where it is more than one item, then lock, read afresh, and
write all of it as one step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hmic_tracker.commands.output import ask, say, write
from hmic_tracker.commands.resolve import resolve_items
from hmic_tracker.commands.session import entry_day, folder_of, new_stamp, report_damage
from hmic_tracker.commands.validation import validate
from hmic_tracker.domain.changes import (
    Stamp,
    apply,
    changes_to,
    recorded_outside,
)
from hmic_tracker.domain.dates import say_day, say_understood
from hmic_tracker.domain.items import Entry, FieldChange, Item, Value
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import ConflictError, InputError, NotFoundError
from hmic_tracker.render.views.entries import changes_text
from hmic_tracker.store.reading import Loaded, load_items
from hmic_tracker.store.writing import Saved, item_write, save, writing

if TYPE_CHECKING:
    pass


class ChangeRequest(NamedTuple):
    """What a command asks of each item: fields to set, and what is said with them.

    `tags` are to add or ("-word") take away; `of_each` gives the fields that depend on the item,
    and raises where it can't be done there.
    """

    wanted: Mapping[str, Value]
    tags: tuple[str, ...] = ()
    note: str | None = None
    reason: str | None = None
    event: str = "updated"
    agreed_by: str | None = None
    override: str | None = None
    published: bool = False
    of_each: Callable[[Item], Mapping[str, Value]] | None = None


class Planned(NamedTuple):
    """An item as it was loaded, and what would change."""

    loaded: Loaded
    changes: tuple[FieldChange, ...]
    warnings: tuple[str, ...] = ()
    overridden: bool = False


def carry_out(
    ids: list[str],
    asked: ChangeRequest,
    *,
    where: list[str] | None = None,
    store: Path | None,
    on: str | None,
    by: str | None,
    yes: bool,
    dry_run: bool,
    json: bool,
    echo: str = "",
) -> int:
    """Does what is asked to the items, all of them or none; the exit code."""
    folder, day = folder_of(store), entry_day(on)
    found, damaged = resolve_items(folder, ids, where)
    if not found:
        say("no items were asked for, nothing was written")
        return report_damage(damaged)
    stamp = new_stamp(by)
    planned, same = plan_changes(folder, found, asked, day, stamp.by)
    if not planned:
        _tell(json, [], same, day, asked, "nothing to write", echo)
    elif dry_run:
        _tell(json, planned, same, day, asked, "would change", echo)
    elif not (yes or len(planned) == 1 or _wanted(planned, asked)):
        say("nothing was written")
    else:
        fresh, same = write_changes(folder, found, asked, day, stamp)
        _tell(json, fresh, same, day, asked, "changed", echo)
    return report_damage(damaged)


def _wanted(planned: list[Planned], asked: ChangeRequest) -> bool:
    """Shows what would change in several items, and asks."""
    say("\n".join(changed_lines(planned, asked, "would change")))
    many = plural(len(planned), "item")
    return ask(f"Change {many}?", f"{many} would change")


def write_changes(
    folder: Path,
    ids: list[str],
    asked: ChangeRequest,
    day: date,
    stamp: Stamp,
    seen: Mapping[str, bytes] | None = None,
) -> tuple[list[Planned], list[Item]]:
    """Locks, reads afresh and writes what is asked as one step; what changed, what was so already.

    Raises what `plan_changes` raises, and ConflictError where an item to be changed is not as it
    was `seen` (the bytes of its file).
    """
    with writing(folder):
        fresh, same = plan_changes(folder, ids, asked, day, stamp.by)
        for one in fresh:
            if seen is not None and seen.get(one.loaded.item.id) != one.loaded.data:
                raise ConflictError(
                    f"{one.loaded.item.id} was changed meanwhile",
                    "nothing was written; look at it as it is now",
                )
        writes = [item_write(Saved(p.loaded, _after(p, asked, day, stamp))) for p in fresh]
        save(folder, writes, stamp, asked.event)
    return fresh, same


def plan_changes(
    folder: Path, ids: list[str], asked: ChangeRequest, day: date, by: str
) -> tuple[list[Planned], list[Item]]:
    """What would change, and the items that are so already; raises where the rules say no."""
    loaded, missing = load_items(folder, ids)
    if missing:
        raise NotFoundError(
            f"{', '.join(missing)} is not in this plan any more", "see: tracker list --all"
        )
    planned, same = [], []
    for one in loaded:
        first = one.item.history[0].on if one.item.history else day
        if day < first:
            raise InputError(
                f"{one.item.id} did not exist on {say_day(day)}",
                f"it began on {say_day(first)}: --on takes that day or a later one",
            )
        of_this = asked.of_each(one.item) if asked.of_each else {}
        wanted = {**asked.wanted, **_tags(one.item, asked.tags), **of_this}
        changes = changes_to(one.item, wanted)
        if changes or asked.note:
            validation = validate(one.item, changes, by, day, folder, asked.reason, asked.override)
            planned.append(Planned(one, changes, validation.warnings, validation.overridden))
        else:
            same.append(one.item)
    return planned, same


def _after(planned: Planned, asked: ChangeRequest, day: date, stamp: Stamp) -> Item:
    """The item with what was changed by hand recorded first, then what is asked."""
    item = recorded_outside(planned.loaded.item, day, stamp)
    entry = Entry(
        n=len(item.history) + 1,
        on=day,
        recorded=stamp.recorded,
        by=stamp.by,
        op=stamp.op,
        event=asked.event,
        changes=planned.changes,
        note=asked.note,
        reason=asked.reason,
        agreed_by=asked.agreed_by,
        override=asked.override if planned.overridden else None,
        published=asked.published,
    )
    return apply(item, entry)


def _tags(item: Item, asked: tuple[str, ...]) -> dict[str, Value]:
    if not asked:
        return {}
    gone = {word[1:] for word in asked if word.startswith("-")}
    added = [word.strip() for word in asked if not word.startswith("-") and word.strip()]
    return {"tags": tuple(dict.fromkeys(t for t in (*item.tags, *added) if t not in gone))}


def _tell(
    json: bool,
    planned: list[Planned],
    same: list[Item],
    day: date,
    asked: ChangeRequest,
    verb: str,
    echo: str,
) -> None:
    if json:
        from hmic_tracker.render.to_json import dump
        from hmic_tracker.render.to_json.changes import update_object

        changed = ((one.loaded.item.id, one.changes) for one in planned)
        write(dump(update_object(day, verb == "changed", changed, same)))
        return
    understood = ", ".join(part for part in (echo, f"on {say_understood(day.isoformat())}") if part)
    lines = changed_lines(planned, asked, "" if verb == "changed" else verb)
    for item in same:
        lines.append(f"{item.id} is so already, nothing written ({item.title})")
    if planned:
        lines.append(f"{plural(len(planned), 'item')} {verb} ({understood})")
    say("\n".join(lines))


def changed_lines(planned: list[Planned], asked: ChangeRequest, verb: str = "") -> list[str]:
    """What changed, or would, in a line an item, with what the rules warn of."""
    lines = []
    for one in planned:
        said = ", ".join(changes_text(one.changes))
        said = "; ".join(
            part for part in (said, f"note: {asked.note}" if asked.note else "") if part
        )
        lines.append(
            f"{one.loaded.item.id}{' ' + verb if verb else ''}: {said}  ({one.loaded.item.title})"
        )
        lines += [f"take note: {warning}" for warning in one.warnings]
    if asked.published and planned:
        lines.append("this will be printed in papers (--publish)")
    return lines
