"""What an import would do, or did: new, changed, unchanged, kept, warnings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import KINDS, STATUS_PHRASES, count_of, plural
from hmic_tracker.render import nodes
from hmic_tracker.render.views.history_entries import change_text
from hmic_tracker.render.views.items import items_table
from hmic_tracker.reports.item_rows import rows_of

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.importing import Changed, ImportPlan
    from hmic_tracker.domain.items import Item


def import_page(plan: ImportPlan, draft: Draft) -> nodes.Page:
    """The preview of one document; after the import the same page says what was done."""
    day = f" of {say_day(draft.on)}" if draft.on else ", no date found"
    repeats = "Carried forward" if plan.carried else "Said before, by an earlier inspection"
    return nodes.page_of(
        nodes.Heading(plan.inspection.title),
        nodes.Paragraph(f"{draft.name}{day}"),
        nodes.spaced(nodes.Pairs(tuple(_pairs(plan, draft)))),
        nodes.part("New", _new_table(plan)) if plan.new else None,
        nodes.part("Changed", *_changed_lines(plan.changed)) if plan.changed else None,
        nodes.part("Kept: changed in the plan", *_kept_lines(plan)) if plan.kept else None,
        nodes.part(repeats, *_repeat_lines(plan)) if plan.repeats else None,
        nodes.part(plural(len(plan.warnings), "warning"), *_warning_lines(plan))
        if plan.warnings
        else None,
    )


def _pairs(plan: ImportPlan, draft: Draft) -> list[tuple[str, str]]:
    where = "new" if plan.inspection_is_new else "in the plan"
    pairs = [
        ("Inspection", f"{plan.inspection.id} ({where})"),
        ("Frameworks", str(len(draft.frameworks))),
        ("New", _kinds(plan.new)),
        ("Changed", _kinds([changed.after for changed in plan.changed])),
        ("Unchanged", _kinds(plan.unchanged)),
    ]
    if plan.repeats:
        many = plural(len(plan.repeats), "item")
        fate = "carried forward" if plan.carried else "could be carried forward"
        pairs.append(("Repeats", f"{many}, {fate}"))
    if plan.kept:
        pairs.append(("Kept", f"{plural(len(plan.kept), 'field')} that people changed since"))
    return pairs


def _kinds(items: list[Item] | tuple[Item, ...]) -> str:
    numbers = {kind: sum(item.kind == kind for item in items) for kind in KINDS}
    return ", ".join(count_of(n, kind) for kind, n in numbers.items() if n) or "none"


def _new_table(plan: ImportPlan) -> nodes.Table:
    # The day is for colours and days late, which the table doesn't have.
    rows = rows_of(Plan(frameworks=plan.frameworks), plan.new, date.min)
    return items_table(rows, ("id", "where", "status", "progress", "due"))


def _changed_lines(changed: tuple[Changed, ...]) -> Iterator[nodes.Paragraph]:
    for one in changed:
        text = ", ".join(filter(None, map(change_text, one.changes)))
        yield nodes.Paragraph(f"{one.after.id}: {text or 'the source’s own word'}", indent=2)


def _kept_lines(plan: ImportPlan) -> Iterator[nodes.Paragraph]:
    for kept in plan.kept:
        if text := change_text(kept.change):
            text = f"{kept.item.id}: {text} (the document’s; not taken)"
            yield nodes.Paragraph(text, indent=2)


def _warning_lines(plan: ImportPlan) -> Iterator[nodes.Paragraph]:
    for one in plan.warnings:
        text = f"line {one.line}: {one.text}" if one.line else one.text
        yield nodes.Paragraph(text, "amber", indent=2)


def _repeat_lines(plan: ImportPlan) -> Iterator[nodes.Paragraph]:
    fate = "becomes superseded" if plan.carried else "would become superseded"
    for one in plan.repeats:
        ends = fate if one.supersedes else f"stays {STATUS_PHRASES[one.old.status]}"
        text = f"{one.new.id} repeats {one.old.id} ({one.percent} % alike); {one.old.id} {ends}"
        yield nodes.Paragraph(text, indent=2)
