"""Changing items by id: the way that `update`, `note`, `verify` and their like share.

Read, show what would change, ask where it is more than one item, then lock, read afresh, and
write all of it as one step.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hmic_tracker.commands.output import ask, report_damage, say, write_json
from hmic_tracker.commands.planned_changes import (
    ChangePlan,
    ChangeRequest,
    PlannedChange,
    changed_item,
    plan_changes,
)
from hmic_tracker.commands.resolve import resolve_items
from hmic_tracker.domain.dates import format_due_echo
from hmic_tracker.domain.items import EVIDENCE_WANTED, FieldChange, Item
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import ConflictError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.writing import ItemUpdate, item_write, save

if TYPE_CHECKING:
    from hmic_tracker.commands.item_families import FollowingItem
    from hmic_tracker.commands.options import EntryOptions
    from hmic_tracker.commands.session import Session
    from hmic_tracker.commands.unnamed_items import UnnamedItem
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.reports.deferral_effect import Effect


def change_items(
    session: Session,
    entry: EntryOptions,
    ids: tuple[str, ...],
    request: ChangeRequest,
    echo: str = "",
) -> int:
    """Change all of the items or none, and print the result; the exit code."""
    request = request.with_options(entry)
    session.check()
    resolved, damaged = resolve_items(session, ids, entry.where)
    if not resolved:
        say("no items were asked for, nothing was written")
        if entry.json:
            print_changes(session, False, {})
        return report_damage(damaged)
    if request.of_one and len(resolved) > 1:
        raise UsageError(
            f"{request.of_one} is of one item, and {len(resolved)} were named", "name one of them"
        )
    stamp = session.stamp()
    plan = plan_changes(session, resolved, request)
    if plan.changed and not entry.dry_run:
        if not (entry.yes or not plan.is_of_several or _confirmed(session, plan, request)):
            say("nothing was written")
            return report_damage(damaged)
        plan = write_changes(session, resolved, request, stamp)
    _report(session, entry, plan, request, echo)
    return report_damage(damaged)


def _confirmed(session: Session, plan: ChangePlan, request: ChangeRequest) -> bool:
    """Show what would change in several items, and ask."""
    lines = changed_lines(plan, request, " would change")
    if effect := _effect(session, plan, request):
        lines.append(effect.text)
    say("\n".join(lines))
    many = plural(plan.number, "item")
    return ask(f"Change {many}?", f"{many} would change")


def write_changes(
    session: Session,
    ids: list[str],
    request: ChangeRequest,
    stamp: Stamp,
    seen: Mapping[str, bytes] | None = None,
) -> ChangePlan:
    """Lock, read afresh and write what is wanted as one step.

    Raises what `plan_changes` raises, and ConflictError where an item to be changed is not as it
    was `seen` (the bytes of its file).
    """
    with session.writing():
        plan = plan_changes(session, ids, request)
        for one in plan.changed:
            if seen is not None and seen.get(one.loaded.item.id) != one.loaded.data:
                raise ConflictError(
                    f"{one.loaded.item.id} was changed meanwhile",
                    "nothing was written; look at it as it is now",
                )
        updates = [
            ItemUpdate(one.loaded, changed_item(one, request, session, stamp))
            for one in plan.changed
        ]
        writes = [item_write(one) for one in _with_others(updates, plan.others, session, stamp)]
        save(session.folder, writes, stamp, request.event)
    return plan


def _with_others(
    updates: list[ItemUpdate],
    others: Iterable[tuple[str, UnnamedItem | FollowingItem]],
    session: Session,
    stamp: Stamp,
) -> list[ItemUpdate]:
    """The updates with what isn't known any more, and what follows for parts and their items."""
    by_id = {one.loaded.item.id: one for one in updates}
    for item_id, one in others:
        update = by_id.get(item_id, ItemUpdate(one.loaded, one.loaded.item))
        after = one.entered(update.after, session.entry_day, stamp)
        by_id[item_id] = update._replace(after=after)
    return list(by_id.values())


def _report(
    session: Session, entry: EntryOptions, plan: ChangePlan, request: ChangeRequest, echo: str
) -> None:
    """Say what was written, or would be."""
    written = bool(plan.changed) and not entry.dry_run
    effect = _effect(session, plan, request)
    if entry.json:
        changes = {one.loaded.item.id: one.changes for one in plan.changed}
        for item_id, other in plan.others:
            changes[item_id] = (*changes.get(item_id, ()), *other.changes)
        print_changes(session, written, changes, plan.unchanged, effect)
        return
    lines = changed_lines(plan, request, "" if written else " would change")
    lines += [f"{i.id} is so already, nothing written ({i.title})" for i in plan.unchanged]
    if plan.changed:
        verb = "changed" if written else "would change"
        on = f"on {format_due_echo(session.entry_day.isoformat())}"
        understood = f"{echo}, {on}" if echo else on
        lines.append(f"{plural(plan.number, 'item')} {verb} ({understood})")
    if effect:
        lines.append(effect.text)
    say("\n".join(lines))


def _effect(session: Session, plan: ChangePlan, request: ChangeRequest) -> Effect | None:
    """What the change makes of the plan's figures, where its command says that."""
    return request.effect(session, plan.changed) if request.effect and plan.changed else None


def print_changes(
    session: Session,
    written: bool,
    changes: Mapping[str, tuple[FieldChange, ...]],
    unchanged: list[Item] | None = None,
    effect: Effect | None = None,
) -> None:
    """What changed in each item, or would, as JSON."""
    from hmic_tracker.render.to_json.changes import update_object

    write_json(update_object(session.entry_day, written, changes.items(), unchanged or (), effect))


def changed_lines(plan: ChangePlan, request: ChangeRequest, verb: str = "") -> list[str]:
    """What changed, or would, in a line an item, with what the rules warn of."""
    lines = []
    for one in plan.changed:
        item = one.loaded.item
        lines.append(f"{item.id}{verb}: {what_changes(one, request)}  ({item.title})")
        lines += [f"take note: {warning}" for warning in one.validation.warnings]
    return [*lines, *consequence_lines(plan, request, verb)]


def consequence_lines(plan: ChangePlan, request: ChangeRequest, verb: str = "") -> list[str]:
    """What comes with the changes: what isn't known any more of other items, what is printed."""
    lines = []
    for item_id, other in plan.others:
        what = ", ".join(_change_texts(other.changes))
        lines.append(f"{item_id}{verb}: {what}  ({other.reason})")
    if request.published and plan.changed:
        lines.append("this will be printed in papers (--publish)")
    if request.restated and not request.published and plan.changed:
        lines.append("it stays inside: no paper and no bundle has it (--internal)")
    return lines


def what_changes(one: PlannedChange, request: ChangeRequest) -> str:
    """What changes in an item, or is said of it."""
    name = EVIDENCE_WANTED if request.event == EVIDENCE_WANTED else "note"
    note = [f"{name}: {request.note}"] if request.note else []
    changes = ", ".join(_change_texts(one.changes))
    explained = "" if changes or request.note else request.reason or request.override
    return "; ".join(filter(None, [changes, *note, explained and f"explained: {explained}"]))


def _change_texts(changes: Sequence[FieldChange]) -> list[str]:
    """Each change as people say it; a note alone doesn't pay for that."""
    if not changes:
        return []
    from hmic_tracker.render.views.history_entries import changes_text

    return changes_text(changes)
