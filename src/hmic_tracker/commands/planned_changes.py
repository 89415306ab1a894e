"""What would change in items: read, compared with what is wanted, judged by the plan's rules.

Nothing is written here. `change_items` asks and writes, and so does what has its own way to ask.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType

from hmic_tracker.domain.changes import (
    Stamp,
    apply,
    changes_to,
    next_entry,
    record_outside_changes,
    with_restated,
)
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.items import FieldChange, Item, Value
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
from hmic_tracker.domain.workflow import ProposedChange
from hmic_tracker.errors import InputError, NotFoundError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store.reading import Loaded, load_items

if TYPE_CHECKING:
    from hmic_tracker.commands.item_families import Family, FollowingItem
    from hmic_tracker.commands.options import EntryOptions
    from hmic_tracker.commands.session import Session
    from hmic_tracker.commands.unnamed_items import UnnamedItem
    from hmic_tracker.domain.parts import Evidence
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
    effect: Callable[[Session, Sequence[PlannedChange]], Effect] | None = None
    restated: Callable[[Item], Iterable[str]] | None = None

    def with_options(self, entry: EntryOptions) -> ChangeRequest:
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
    unnamed: Mapping[str, UnnamedItem] = MappingProxyType({})
    following: Mapping[str, FollowingItem] = MappingProxyType({})

    @property
    def others(self) -> list[tuple[str, UnnamedItem | FollowingItem]]:
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


def _family(session: Session, loaded: list[Loaded], request: ChangeRequest) -> Family | None:
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
    family: Family | None = None,
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


def _still_there(session: Session, loaded: list[Loaded], request: ChangeRequest) -> list[Loaded]:
    """The items but for those taken back, which are named; raises NotFoundError without others."""
    gone = [one.item for one in loaded if is_taken_back(one.item)]
    if not gone or request.event == REOPENED:
        return loaded
    from hmic_tracker.commands.taken_back import leave_out  # few commands name one

    leave_out(session, gone, all_of_them=len(gone) == len(loaded))
    return [one for one in loaded if not is_taken_back(one.item)]


def _tags(item: Item, typed: tuple[str, ...]) -> dict[str, Value]:
    if not typed:
        return {}
    return {"tags": names_with(item.tags, typed)}
