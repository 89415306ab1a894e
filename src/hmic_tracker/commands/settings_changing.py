"""Changing the settings: the way that `settings`, `framework`, `board` and `person` share.

What is wanted is made of the plan as it is read; what it alters is shown and, where that is more
than one item, asked about; under the lock it is made again, and written with its items as one step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hmic_tracker.commands.days_off import Holidays
from hmic_tracker.commands.output import ask, report_damage, say, write_json
from hmic_tracker.commands.planned_changes import (
    ChangePlan,
    ChangeRequest,
    PlannedChange,
    changed_item,
    plan_changes,
)
from hmic_tracker.domain.items import FieldChange
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_history import changes_between, is_in, path_of, unsettled_in
from hmic_tracker.domain.settings_fields import (
    settings_fields,
    table_names,
    with_settings_fields,
)
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import ConflictError
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.render.views.settings_changes import settings_texts
from hmic_tracker.reports.settings_effects import DaysOff, Effect, settings_effects, touched
from hmic_tracker.store.reading import read_plan

if TYPE_CHECKING:
    from hmic_tracker.commands.options import EntryOptions
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.items import Item, Value
    from hmic_tracker.domain.record_history import Path

_NOTHING_CHANGED = ChangePlan([], [])


class SettingsRequest(NamedTuple):
    """What a command wants: fields to set by their names, None for none, and items with them.

    `event` is what the history calls it, `items` what is to change in items; `gone` are tables that
    go with all they have. `remarks` are said with it, and `so_already` where nothing changes.
    """

    fields: Mapping[str, Value]
    event: str = "updated"
    items: ChangeRequest | None = None
    gone: tuple[Path, ...] = ()
    remarks: tuple[str, ...] = ()
    so_already: str = "that is so already"


Request = Callable[[Plan], SettingsRequest]


class PlannedSettings(NamedTuple):
    """What would change: of the settings, of items, and what becomes otherwise by that."""

    request: SettingsRequest
    changes: tuple[FieldChange, ...]
    items: ChangePlan
    effects: tuple[Effect, ...]
    names: Mapping[str, str]
    plan: Plan

    @property
    def touched(self) -> int:
        """How many items and inspections are changed, or become otherwise."""
        return len(touched(self.effects) | {one.loaded.item.id for one in self.items.changed})


def change_settings(session: Session, entry: EntryOptions, of_plan: Request, command: str) -> int:
    """Change settings, and items with them, and print the result; the exit code."""
    session.check()
    planned = _planned(session, of_plan)
    is_change = bool(planned.changes or planned.items.changed)
    if is_change and not entry.dry_run:
        if not (entry.yes or planned.touched < 2 or _confirmed(planned)):
            say("nothing was written")
            return report_damage(planned.plan.damaged)
        planned = _write(session, of_plan, planned, command)
    written = is_change and not entry.dry_run
    if entry.json:
        from hmic_tracker.render.to_json.settings import settings_change_object

        items = [(one.loaded.item.id, one.changes) for one in planned.items.changed]
        damaged = planned.plan.damaged
        made = (planned.changes, items, planned.effects, damaged)
        write_json(settings_change_object(session.today, written, *made))
    elif is_change:
        say("\n".join(_lines(planned, "" if written else "would change: ")))
        if entry.dry_run:
            say("nothing was written")
    else:
        say(f"{planned.request.so_already}, nothing written")
    return report_damage(planned.plan.damaged)


def _planned(session: Session, of_plan: Request) -> PlannedSettings:
    """What would change as the plan is now."""
    plan = read_plan(session.folder)
    request = of_plan(plan)
    before = settings_fields(plan)
    wanted = {
        field: value
        for field, value in {**before, **request.fields}.items()
        if value not in (None, ()) and not is_in(path_of(field), request.gone)
    }
    then = with_settings_fields(plan, wanted)
    after = settings_fields(then)
    items = _NOTHING_CHANGED
    if request.items is not None and request.items.of_each is not None:
        of_each = request.items.of_each
        ids = [item.id for item in plan.items if of_each(item)]
        items = plan_changes(session, ids, request.items) if ids else items
    stamp = session.stamp()
    changed = {one.loaded.item.id: after for one, after in _changed(session, request, items, stamp)}
    then = then._replace(items=tuple(changed.get(item.id, item) for item in plan.items))
    days = DaysOff(Holidays(plan.holidays), Holidays(then.holidays))
    names = {**table_names(after), **table_names(before)}
    effects = settings_effects(plan, then, session.today, days)
    changes = (*changes_between(before, after), *_again(plan, request, before, after))
    return PlannedSettings(request, changes, items, effects, names, plan)


def _again(
    plan: Plan,
    request: SettingsRequest,
    before: Mapping[str, Value],
    after: Mapping[str, Value],
) -> list[FieldChange]:
    """What two people gave otherwise, and is chosen by giving it what counts until then."""
    open_fields = unsettled_in(plan.history)
    kept = (f for f in request.fields if f in open_fields and before.get(f) == after.get(f))
    return [FieldChange(field, before.get(field), before.get(field)) for field in kept]


def _changed(
    session: Session, request: SettingsRequest, items: ChangePlan, stamp: Stamp
) -> list[tuple[PlannedChange, Item]]:
    """The items that change, each with what it becomes."""
    wanted = request.items
    if wanted is None:
        return []
    return [(one, changed_item(one, wanted, session, stamp)) for one in items.changed]


def _confirmed(planned: PlannedSettings) -> bool:
    """Show what would change, and ask."""
    say("\n".join(_lines(planned, "would change: ")))
    many = plural(planned.touched, "item") + " or inspections" * _has_inspections(planned)
    return ask(f"Change {many}?", f"{many} would change")


def _has_inspections(planned: PlannedSettings) -> bool:
    return any(effect.noun == "inspection" for effect in planned.effects)


def _write(
    session: Session, of_plan: Request, seen: PlannedSettings, command: str
) -> PlannedSettings:
    """Lock, plan it afresh and write all of it as one step.

    Raises ConflictError where it would be more than what was shown.
    """
    from hmic_tracker.store.settings_edits import fields_write
    from hmic_tracker.store.settings_history import Entering, settling_write
    from hmic_tracker.store.writing import ItemUpdate, item_write, save

    stamp = session.stamp()
    with session.writing():
        planned = _planned(session, of_plan)
        if (planned.changes, planned.effects) != (seen.changes, seen.effects):
            raise ConflictError("the plan was changed meanwhile", "run the command again")
        request = planned.request
        writes = [
            item_write(ItemUpdate(one.loaded, after))
            for one, after in _changed(session, request, planned.items, stamp)
        ]
        if planned.changes:
            wanted = {change.field: change.new for change in planned.changes}
            changed = {field: wanted[field] for field in request.fields if field in wanted}
            write = fields_write(session.folder, changed, request.gone)
            kept = [change for change in planned.changes if change.old == change.new]
            writes.append(settling_write(write, kept, session.today, stamp) if kept else write)
        save(session.folder, writes, stamp, command, entering=Entering(event=request.event))
    return planned


def _lines(planned: PlannedSettings, head: str) -> list[str]:
    """What changes, and what becomes otherwise by that."""
    texts = settings_texts(planned.changes, planned.names)
    lines = [f"{head}{text}" for text in texts]
    lines += [f"  {effect.text}" for effect in planned.effects]
    if head and not planned.effects:
        lines.append("  no item and no inspection is otherwise by it")
    return [*lines, *planned.request.remarks]
