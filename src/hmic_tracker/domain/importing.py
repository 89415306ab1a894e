"""A draft compared with the plan: what is new, what changes, and what people's changes keep.

The import never guesses and never overwrites: a field that a person changed since the last import
stays, and is shown as kept.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from hmic_tracker.domain import import_matching
from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry, record_outside_changes
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.drafts import Draft, DraftItem
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.inspections import ImportWarning, Inspection
from hmic_tracker.domain.items import Entry, FieldChange, Item, Value, effective_entries
from hmic_tracker.domain.plan import Plan, id_key, next_number
from hmic_tracker.domain.repeated_items import Repeat, carried, repeats
from hmic_tracker.domain.replay import outside_changes
from hmic_tracker.domain.rules import is_move, is_open
from hmic_tracker.domain.words import PREFIXES

IMPORTED = "imported"
_READ_FIELDS = ("text", "status", "status_word", "progress", "due")
_WITHIN = re.compile(r"\bwithin\s+(?:\w+\s+){1,3}(?:days?|weeks?|months?|years?)\b", re.IGNORECASE)


class Kept(NamedTuple):
    """The document's value of a field that people changed since; the plan's value stays."""

    item: Item
    change: FieldChange


class Changed(NamedTuple):
    """An item before and after the import."""

    before: Item
    after: Item

    @property
    def changes(self) -> tuple[FieldChange, ...]:
        """What the import changes."""
        return self.after.history[-1].changes


class ImportPlan(NamedTuple):
    """What importing a draft would do; nothing is done yet.

    `inspection_is_new`, `inspection_changed` and `frameworks_changed` say which files besides the
    items would be written. `repeats` are its repeats of items of earlier inspections; `carried` are
    the items of both sides that carrying them forward changes, where that was chosen.
    """

    inspection: Inspection
    inspection_is_new: bool
    inspection_changed: bool
    frameworks: tuple[Framework, ...]
    frameworks_changed: bool
    new: tuple[Item, ...]
    changed: tuple[Changed, ...]
    unchanged: tuple[Item, ...]
    kept: tuple[Kept, ...]
    warnings: tuple[ImportWarning, ...]
    repeats: tuple[Repeat, ...] = ()
    carried: tuple[Changed, ...] = ()

    @property
    def writes_nothing(self) -> bool:
        """Whether the plan has all of this already."""
        written = (self.new, self.changed, self.carried)
        return not (any(written) or self.inspection_changed or self.frameworks_changed)


def plan_import(
    plan: Plan,
    draft: Draft,
    stamp: Stamp,
    today: date,
    inspection_id: str | None = None,
    taken: Mapping[str, str] | None = None,
) -> ImportPlan:
    """Compare a draft with the plan.

    `taken` are ids that may not be given besides the plan's own, each with the uid of the one item
    that may have it back. Raises NotFoundError where `inspection_id` is none of the plan's.
    """
    old = import_matching.find_inspection(plan, draft, inspection_id)
    inspection, clashes = import_matching.merge_inspection(old, draft, plan)
    frameworks = import_matching.merge_frameworks(plan.frameworks, draft.frameworks)
    mine = tuple(i for i in plan.items if i.inspection == inspection.id) if old else ()
    pairs, unclear = import_matching.match_items(draft.items, mine)
    on = min(draft.on or today, today)
    ids = _Ids({**(taken or {}), **dict.fromkeys((i.id for i in plan.items), "")})
    new: list[Item] = []
    changed: list[Changed] = []
    unchanged: list[Item] = []
    kept: list[Kept] = []
    all_items: list[Item] = []
    for place, (draft_item, item) in enumerate(pairs):
        if item is None:
            new.append(_new_item(draft_item, inspection.id, ids, place, on, stamp))
            all_items.append(new[-1])
            continue
        wanted, held = _wanted(item, draft_item, on)
        kept.extend(Kept(item, change) for change in held)
        if wanted:
            before = record_outside_changes(item, today, stamp)
            changed.append(
                Changed(item, apply(before, _entry(before, draft_item, wanted, on, stamp)))
            )
        elif not held:
            unchanged.append(item)
        all_items.append(changed[-1].after if wanted else item)
    return ImportPlan(
        inspection=inspection,
        inspection_is_new=old is None,
        inspection_changed=inspection != old,
        frameworks=frameworks,
        frameworks_changed=frameworks != plan.frameworks,
        new=tuple(new),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        kept=tuple(kept),
        warnings=(*_ahead(draft, today), *draft.warnings, *clashes, *unclear, *_undated(new)),
        repeats=repeats(plan, inspection, all_items),
    )


def carry_forward(
    import_plan: ImportPlan, on: date | None, today: date, stamp: Stamp
) -> ImportPlan:
    """Return the import with its repeats carried forward, dated as the document (`on`).

    Those whose new item was in the plan before are carried forward today: until now people went by
    the old one.
    """
    new = {item.id for item in import_plan.new}
    day = min(on or today, today)
    changed = (
        Changed(before, after)
        for repeat in import_plan.repeats
        for before, after in carried(repeat, day if repeat.new.id in new else today, stamp)
    )
    return import_plan._replace(carried=tuple(changed))


def _ahead(draft: Draft, today: date) -> tuple[ImportWarning, ...]:
    """Warn of a document dated after today: papers go round before their meeting."""
    if draft.on is None or draft.on <= today:
        return ()
    text = f"it is dated {say_day(draft.on)}, after today; what it says is entered as of today"
    return (ImportWarning(0, text),)


def _undated(new: list[Item]) -> Iterator[ImportWarning]:
    """Warn of deadlines counted from the report's publication: they are for people to set."""
    for item in new:
        period = _WITHIN.search(item.text or "") if item.due is None and is_open(item) else None
        if period:
            text = f"{item.id} says '{' '.join(period[0].split())}' and has no date; set it with:"
            yield ImportWarning(0, f"{text} tracker update {item.id} --due DATE")


def after_import(plan: Plan, import_plan: ImportPlan) -> Plan:
    """Return the plan with an import done."""
    changed = {one.after.id: one.after for one in (*import_plan.changed, *import_plan.carried)}
    items = (changed.get(item.id, item) for item in (*plan.items, *import_plan.new))
    kept = (i for i in plan.inspections if i.id != import_plan.inspection.id)
    return plan._replace(
        frameworks=import_plan.frameworks,
        inspections=(*kept, import_plan.inspection),
        items=tuple(sorted(items, key=lambda item: id_key(item.id))),
    )


def imported_uid(inspection: str, framework: str | None, kind: str, number: int) -> str:
    """Return the uid of an imported item: 8 base32 characters, the same in every clone."""
    text = "\n".join((inspection, framework or "", kind, str(number)))
    return base64.b32encode(hashlib.sha256(text.encode()).digest()[:5]).decode().lower()


class _Ids:
    """Gives out ids, each once; an item whose id was retired gets it back."""

    def __init__(self, taken: Mapping[str, str]) -> None:
        self._taken = set(taken)
        self._retired = {uid: item_id for item_id, uid in taken.items() if uid}

    def give(self, prefix: str, uid: str) -> str:
        given = self._retired.get(uid) or f"{prefix}-{next_number(prefix, self._taken)}"
        self._taken.add(given)
        return given


def _new_item(
    draft_item: DraftItem, inspection: str, ids: _Ids, place: int, on: date, stamp: Stamp
) -> Item:
    # An unnumbered item is distinguished by its place in the document, below zero so that it can
    # never be taken for a numbered one.
    number = draft_item.number if draft_item.number is not None else -1 - place
    uid = imported_uid(inspection, draft_item.framework, draft_item.kind, number)
    item = Item(
        id=ids.give(PREFIXES[draft_item.kind], uid),
        uid=uid,
        kind=draft_item.kind,
        inspection=inspection,
        framework=draft_item.framework,
        number=draft_item.number,
        of=draft_item.of,
    )
    status = draft_item.status or "not-started"
    born = FieldChange("status", None, status)
    changes = changes_to(item, {**_given(draft_item), "status": status})
    rest = tuple(c for c in changes if c.field != "status")
    return apply(item, _entry(item, draft_item, (born, *rest), on, stamp))


def _given(draft_item: DraftItem) -> dict[str, Value]:
    """The tracked fields that the document gives, with their values."""
    values = {field: getattr(draft_item, field) for field in _READ_FIELDS}
    return {field: value for field, value in values.items() if value is not None}


def _wanted(
    item: Item, draft_item: DraftItem, on: date
) -> tuple[tuple[FieldChange, ...], list[FieldChange]]:
    """Part the changes of a document into those made and those kept back.

    Kept back are fields that people changed since, and those that a newer document gave.
    """
    history = effective_entries(item.history)
    last = {change.field: entry for entry in history for change in entry.changes}
    by_hand = {change.field for change in outside_changes(item)}

    def is_kept(change: FieldChange) -> bool:
        entry = last.get(change.field)
        newer_or_by_people = entry and (entry.event != IMPORTED or entry.on > on)
        return change.field in by_hand or bool(newer_or_by_people)

    changes = changes_to(item, _given(draft_item))
    held = [change for change in changes if is_kept(change)]
    made = [change for change in changes if change not in held]
    if any(change.field in {"status", "progress"} for change in held):
        # The source's own word goes with the status: it isn't taken where the status isn't.
        made = [change for change in made if change.field != "status_word"]
    return tuple(made), held


def _entry(
    item: Item, draft_item: DraftItem, changes: tuple[FieldChange, ...], on: date, stamp: Stamp
) -> Entry:
    reason = draft_item.source if any(map(is_move, changes)) else None
    return next_entry(item, on, stamp, IMPORTED, changes, reason=reason, source=draft_item.source)
