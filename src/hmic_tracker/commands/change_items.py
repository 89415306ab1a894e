"""Changing items by id: the way that `update`, `note`, `verify` and their like share.

Read, show what would change, ask where it is more than one item, then lock, read afresh, and
write all of it as one step.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from hmic_tracker.commands.options import EntryOptions
from hmic_tracker.commands.output import ask, report_damage, say, write_json
from hmic_tracker.commands.resolve import resolve_items
from hmic_tracker.commands.session import Session
from hmic_tracker.domain.changes import (
    Stamp,
    apply,
    changes_to,
    next_entry,
    record_outside_changes,
    with_restated,
)
from hmic_tracker.domain.dates import format_due_echo, say_day
from hmic_tracker.domain.items import EVIDENCE_WANTED, FieldChange, Item, Value
from hmic_tracker.domain.parts import Evidence
from hmic_tracker.domain.people import names_with
from hmic_tracker.domain.plan import RuleLevels
from hmic_tracker.domain.rules import is_taken_back
from hmic_tracker.domain.validation import (
    RULED,
    Validation,
    explains,
    needs_evidence_files,
    validate,
)
from hmic_tracker.domain.words import plural
from hmic_tracker.domain.workflow import ProposedChange
from hmic_tracker.errors import ConflictError, InputError, NotFoundError, UsageError
from hmic_tracker.render.views.history_entries import changes_text
from hmic_tracker.store.reading import Loaded, load_items
from hmic_tracker.store.writing import ItemUpdate, item_write, save

if TYPE_CHECKING:
    from hmic_tracker.commands.item_families import Family, FollowingItem
    from hmic_tracker.commands.unnamed_items import UnnamedItem
    from hmic_tracker.reports.deferral_effect import Effect

CARRIED: Final = frozenset(
    {"status", "board", "framework", "inspection", "exempt", "label", "response", "discharged_by"}
    | {"deferred_until", "deferred_by"}
)
"""The fields of which a change concerns what an item is a part of, or its parts."""
REOPENED = "reopened"
"""The event of what is in progress again: it alone finds what was taken back."""
ItemFields = Callable[[Item], Mapping[str, Value]]
"""The fields to set in an item, which depend on it; raises where it can't be done there."""


class ChangeRequest(NamedTuple):
    """What a command wants of each item: an event of its history, and fields to set with it.

    `of_each` gives the fields that depend on the item; `tags` are to add or ("-word") take away.
    `of_one` is the option that can't be meant of several; `effect` says what it makes of figures.
    `restated` names fields that are entered again as they are: to be published, or to be internal.
    """

    event: str
    fields: Mapping[str, Value] = {}
    of_each: ItemFields | None = None
    tags: tuple[str, ...] = ()
    agreed_by: str | None = None
    note: str | None = None
    reason: str | None = None
    override: str | None = None
    published: bool = False
    of_one: str = ""
    effect: "Callable[[Session, Sequence[PlannedChange]], Effect] | None" = None
    restated: "Callable[[Item], Iterable[str]] | None" = None

    def with_options(self, entry: EntryOptions) -> "ChangeRequest":
        """The request with what the options of an entry say beside the change."""
        return self._replace(
            note=entry.note, reason=entry.reason, override=entry.override, published=entry.publish
        )


class PlannedChange(NamedTuple):
    """An item as it was loaded, what would change, and why."""

    loaded: Loaded
    changes: tuple[FieldChange, ...]
    validation: Validation = Validation()
    reason: str | None = None


class ChangePlan(NamedTuple):
    """What would change, the items that are so already, and what isn't known any more of others.

    `following` are the parts of items, and items of parts, that change with them.
    """

    changed: list[PlannedChange]
    unchanged: list[Item]
    unnamed: Mapping[str, "UnnamedItem"] = MappingProxyType({})
    following: Mapping[str, "FollowingItem"] = MappingProxyType({})

    @property
    def others(self) -> list[tuple[str, "UnnamedItem | FollowingItem"]]:
        """What changes in other items, by their ids; of one there may be two."""
        return [*self.unnamed.items(), *self.following.items()]

    @property
    def number(self) -> int:
        """How many items change, parts and items of parts among them."""
        return len({one.loaded.item.id for one in self.changed} | {*self.following})

    @property
    def is_of_several(self) -> bool:
        """Whether more than one item would change, but for one that its parts complete or open."""
        parts = [one for one in self.following.values() if one.is_part]
        return len(self.changed) + len(parts) > 1


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


def _still_there(session: Session, loaded: list[Loaded], request: ChangeRequest) -> list[Loaded]:
    """The items but for those taken back, which are named; raises NotFoundError without others."""
    gone = [one.item for one in loaded if is_taken_back(one.item)]
    if not gone or request.event == REOPENED:
        return loaded
    from hmic_tracker.commands.taken_back import leave_out  # few commands name one

    leave_out(session, gone, all_of_them=len(gone) == len(loaded))
    return [one for one in loaded if not is_taken_back(one.item)]


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


def plan_changes(session: Session, ids: list[str], request: ChangeRequest) -> ChangePlan:
    """What would change, and the items that are so already; raises where the rules say no."""
    loaded, missing = load_items(session.folder, ids)
    if missing:
        raise NotFoundError(
            f"{', '.join(missing)} is not in this plan any more", "see: tracker list --all"
        )
    plan = ChangePlan([], [])
    loaded = _still_there(session, loaded, request)
    family = _family(session, loaded, request)
    for one in loaded:
        _check_began(one.item, session)
        of_this = request.of_each(one.item) if request.of_each else {}
        fields = {**request.fields, **_tags(one.item, request.tags), **of_this}
        changes = changes_to(one.item, fields)
        if request.restated:
            changes = with_restated(one.item, changes, request.restated(one.item))
        if not changes and explains(one.item, request.reason, request.override):
            explained = Validation(overridden=bool(request.override))
            plan.changed.append(PlannedChange(one, changes, explained, request.reason))
        elif changes or request.note:
            why = request.reason or _requested_reason(one.item, changes, request)
            asking = request._replace(reason=why)
            validation = _validated(one.item, changes, session, asking, family)
            plan.changed.append(PlannedChange(one, changes, validation, why))
        else:
            plan.unchanged.append(one.item)
    if family is not None:
        made = {one.loaded.item.id: one.changes for one in plan.changed}
        plan = plan._replace(following=family.following(made, session.entry_day, request.reason))
    named = [one for one in plan.changed if _is_named(one)]
    if not named:
        return plan
    from hmic_tracker.commands.unnamed_items import Naming, unnamed_items

    has_status = "status" in request.fields
    namings = [Naming(one.loaded.item, one.changes, has_status) for one in named]
    return plan._replace(unnamed=unnamed_items(session, namings))


def _family(session: Session, loaded: list[Loaded], request: ChangeRequest) -> "Family | None":
    """What the items are parts of, and their parts, where a change can be one of theirs too."""
    if not request.of_each and CARRIED.isdisjoint(request.fields):
        return None  # a note, an owner, a due: most changes
    from hmic_tracker.commands.item_families import load_family

    return load_family(session, loaded)


def _requested_reason(
    item: Item, changes: tuple[FieldChange, ...], request: ChangeRequest
) -> str | None:
    """The reason of the date asked for where a due answers it; papers need one of their own."""
    if item.requested_reason is None or request.published:
        return None
    return item.requested_reason if any(change.field == "due" for change in changes) else None


def _is_named(one: PlannedChange) -> bool:
    """Whether an item of which only the number was known gets a title or its text."""
    named = {change.field for change in one.changes} & {"title", "text"}
    return one.loaded.item.is_placeholder and bool(named)


def _check_began(item: Item, session: Session) -> None:
    first = item.began or session.entry_day
    if session.entry_day < first:
        raise InputError(
            f"{item.id} did not exist on {say_day(session.entry_day)}",
            f"it began on {say_day(first)}: --on takes that day or a later one",
        )


def _validated(
    item: Item,
    changes: tuple[FieldChange, ...],
    session: Session,
    request: ChangeRequest,
    family: "Family | None" = None,
) -> Validation:
    """Judge a change by the plan's rules, which are read only where they speak of its fields."""
    levels, holders = RuleLevels(), frozenset[str]()
    if any(change.field in RULED for change in changes):
        levels = session.settings.rules
        holders = session.holders_of(item.owner)
    altered = altered_evidence(session, item, changes)
    proposed = ProposedChange(changes, session.person, request.reason, holders)
    if family is not None:
        proposed = family.judged_with(session, item, proposed)
    return validate(item, proposed, session.entry_day, levels, request.override, altered)


def altered_evidence(
    session: Session, item: Item, changes: tuple[FieldChange, ...]
) -> list[tuple[Evidence, str]]:
    """The evidence whose file is not what it was, each with its state, where changes rest on it."""
    if not needs_evidence_files(item, changes):
        return []
    from hmic_tracker.store.evidence_files import check_evidence_files

    files = check_evidence_files(session.folder, [item])
    return [(one.evidence, one.state) for one in files if one.is_altered]


def changed_item(
    one: PlannedChange, request: ChangeRequest, session: Session, stamp: Stamp
) -> Item:
    """The item with what was changed by hand recorded first, then what is wanted."""
    item = record_outside_changes(one.loaded.item, session.entry_day, stamp)
    entry = next_entry(item, session.entry_day, stamp, request.event, one.changes)
    entry = entry._replace(
        note=request.note,
        reason=one.reason,
        agreed_by=request.agreed_by,
        override=request.override if one.validation.overridden else None,
        published=request.published,
    )
    return apply(item, entry)


def _with_others(
    updates: list[ItemUpdate],
    others: Iterable[tuple[str, "UnnamedItem | FollowingItem"]],
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


def _tags(item: Item, typed: tuple[str, ...]) -> dict[str, Value]:
    if not typed:
        return {}
    return {"tags": names_with(item.tags, typed)}


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


def _effect(session: Session, plan: ChangePlan, request: ChangeRequest) -> "Effect | None":
    """What the change makes of the plan's figures, where its command says that."""
    return request.effect(session, plan.changed) if request.effect and plan.changed else None


def print_changes(
    session: Session,
    written: bool,
    changes: Mapping[str, tuple[FieldChange, ...]],
    unchanged: list[Item] | None = None,
    effect: "Effect | None" = None,
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
        what = ", ".join(changes_text(other.changes))
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
    changes = ", ".join(changes_text(one.changes))
    explained = "" if changes or request.note else request.reason or request.override
    return "; ".join(filter(None, [changes, *note, explained and f"explained: {explained}"]))
