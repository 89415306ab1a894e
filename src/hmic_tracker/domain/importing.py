"""A draft compared with the plan: what is new, what changes, and what people's changes keep.

The import never guesses and never overwrites: a field that a person changed since the last import
stays, and is shown as kept; of an item that may be another wording of the plan's it asks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from hmic_tracker.domain import import_matching
from hmic_tracker.domain.counted_states import Unnamed, unnamed_states
from hmic_tracker.domain.dropped_items import dropped_items
from hmic_tracker.domain.import_entries import (
    Changed,
    Entering,
    arrivals_of,
    enter_items,
    take_back_unnamed,
)
from hmic_tracker.domain.import_remarks import ahead_of_today, undated
from hmic_tracker.domain.import_texts import imported_texts, with_texts
from hmic_tracker.domain.imported_fields import PlanOwners
from hmic_tracker.domain.imported_ids import ImportedIds
from hmic_tracker.domain.inspection_history import recorded
from hmic_tracker.domain.inspection_matching import match_inspection
from hmic_tracker.domain.inspection_merging import Earlier, KeptPart, digest_of
from hmic_tracker.domain.item_matching import Answers, Question, Ranker, match_items
from hmic_tracker.domain.items import IMPORTED, FieldChange, Item, moved_from
from hmic_tracker.domain.plan import Plan, id_key
from hmic_tracker.domain.repeated_items import Repeat, carried, repeats
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.inspection_parts import PartChange
    from hmic_tracker.domain.inspections import ImportWarning, Inspection
    from hmic_tracker.domain.kept_texts import KeptText


class Kept(NamedTuple):
    """The document's value of a field that people changed since; the plan's value stays."""

    item: Item
    change: FieldChange


class ImportPlan(NamedTuple):
    """What importing a draft would do; nothing is done yet.

    `inspection_is_new`, `inspection_changed` and `frameworks_changed` say which files besides the
    items would be written. `items` are the draft's, in its order, as they are then, None for one
    that is asked about. `parts` are those of a known inspection and of frameworks that change,
    `kept_parts` those that stay, `settled` remarks that no longer hold. Of `unnamed` items it isn't
    known any more how they stand. `repeats` are the draft's
    repeats of items of earlier inspections; `carried` are the items of both sides that carrying
    them forward changes, where that was chosen.

    `questions` are items of the document that may be another wording of the plan's: nothing of
    them is written until they are answered. `near_inspections` are those that a new inspection may
    be; `is_in_doubt` is whether it may well double one of them. `gone` are items that an earlier
    version of the document brought, and this one doesn't have: they stay. `texts` are paragraphs
    that the plan keeps for its next paper.
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
    unnamed: tuple[Unnamed, ...]
    warnings: tuple[ImportWarning, ...]
    parts: tuple[PartChange, ...] = ()
    kept_parts: tuple[KeptPart, ...] = ()
    settled: tuple[ImportWarning, ...] = ()
    repeats: tuple[Repeat, ...] = ()
    carried: tuple[Changed, ...] = ()
    items: tuple[Item | None, ...] = ()
    questions: tuple[Question, ...] = ()
    near_inspections: tuple[Inspection, ...] = ()
    gone: tuple[Item, ...] = ()
    is_in_doubt: bool = False
    texts: tuple[KeptText, ...] = ()

    @property
    def writes_nothing(self) -> bool:
        """Whether the plan has all of this already."""
        written = (self.new, self.changed, self.carried, self.texts)
        return not (any(written) or self.inspection_changed or self.frameworks_changed)


def plan_import(
    plan: Plan,
    draft: Draft,
    stamp: Stamp,
    today: date,
    inspection_id: str | None = None,
    taken: Mapping[str, str] | None = None,
    rank: Ranker | None = None,
    answers: Answers | None = None,
    earlier: Earlier | None = None,
) -> ImportPlan:
    """Compare a draft with the plan.

    `taken` are ids not to be given besides the plan's own, each with the uid of the item that may
    have it back. `rank` finds wording and titles that are nearly the same, to be asked about.
    `answers` are to the questions of the same draft: plan it again with them. `earlier` gives what
    earlier documents say. Raises NotFoundError where `inspection_id` is neither known nor NEW.
    """
    match = match_inspection(plan, draft, inspection_id, rank)
    old = match.inspection
    merged = import_matching.inspection_of(old, draft, plan, today, earlier)
    entering = Entering(draft, stamp, today)
    inspection = _with_entries(old, merged.inspection, entering)
    mine, moved = _known_items(plan, inspection.id) if old else ((), ())
    drafts = [one if (one.text or "").strip() else one._replace(text=None) for one in draft.items]
    items, questions = match_items(drafts, (*mine, *moved), rank, answers)
    pairs, unclear = import_matching.assign_states([*zip(drafts, items, strict=True)], mine)
    ids = _ids_besides(plan, taken or {})
    owners = PlanOwners(plan)
    in_question = {question.place for question in questions}
    done = enter_items(pairs, in_question, inspection.id, ids, owners, entering)
    unnamed = unnamed_states(mine, arrivals_of(pairs, done, answers or {}))
    done, beside = take_back_unnamed(done, unnamed, entering)
    after = iter(done)
    items_then = (None if n in in_question else next(after).after for n in range(len(pairs)))
    new = tuple(one.after for one in done if one.is_new)
    remarks = (*ahead_of_today(draft, today), *draft.warnings)
    return ImportPlan(
        inspection=inspection,
        inspection_is_new=old is None,
        inspection_changed=inspection != old,
        frameworks=merged.frameworks,
        frameworks_changed=merged.frameworks != plan.frameworks,
        new=new,
        changed=(*(Changed(one.before, one.after) for one in done if one.is_changed), *beside),
        unchanged=tuple(one.after for one in done if one.is_unchanged),
        kept=tuple(Kept(one.before, change) for one in done for change in one.wanted.held),
        unnamed=tuple(unnamed),
        warnings=(*remarks, *unclear, *owners.warnings, *undated(new)),
        parts=merged.changes,
        kept_parts=merged.kept,
        settled=merged.settled,
        repeats=repeats(plan, inspection, [one.after for one in done]),
        items=tuple(items_then),
        questions=tuple(questions),
        near_inspections=match.near,
        gone=_gone(mine, pairs, questions, entering, old),
        is_in_doubt=match.is_in_doubt,
        texts=imported_texts(plan, draft, today),
    )


def _known_items(plan: Plan, inspection_id: str) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """The items of an inspection, and those that were and moved to another."""
    published = plan.without_parts().items  # no document has what is in our own words
    mine = tuple(i for i in published if i.inspection == inspection_id)
    were = (i for i in published if inspection_id in moved_from(i, "inspection"))
    return mine, tuple(i for i in were if i.inspection != inspection_id)


def _ids_besides(plan: Plan, taken: Mapping[str, str]) -> ImportedIds:
    """The ids that are free for new items: neither the plan's nor those `taken`."""
    of_plan = dict.fromkeys((item.id for item in plan.items), "")
    return ImportedIds({**taken, **of_plan}, (item.uid for item in plan.items))


def _with_entries(old: Inspection | None, new: Inspection, entering: Entering) -> Inspection:
    """The inspection with what the document changes in it entered, where it changes anything."""
    if new == old:
        return new
    draft = entering.draft
    return recorded(
        *(old, new, entering.on, entering.stamp, IMPORTED),
        today=entering.today,
        document=digest_of(draft),
        source=draft.name,
    )


def _gone(
    mine: Sequence[Item],
    pairs: Sequence[import_matching.Pair],
    questions: Sequence[Question],
    entering: Entering,
    known: Inspection | None,
) -> tuple[Item, ...]:
    """The items that came by another version of the document and are in this one no more."""
    here = {item.id for _, item in pairs if item is not None}
    here |= {one.item.id for question in questions for one in question.candidates}
    return dropped_items(mine, here, entering.draft, entering.on, known)


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


def after_import(plan: Plan, import_plan: ImportPlan) -> Plan:
    """Return the plan with an import done."""
    changed = {one.after.id: one.after for one in (*import_plan.changed, *import_plan.carried)}
    items = (changed.get(item.id, item) for item in (*plan.items, *import_plan.new))
    kept = (i for i in plan.inspections if i.id != import_plan.inspection.id)
    return with_texts(plan, import_plan.texts)._replace(
        frameworks=import_plan.frameworks,
        inspections=(*kept, import_plan.inspection),
        items=tuple(sorted(items, key=lambda item: id_key(item.id))),
    )
