"""What an import would do, or did: new, changed, unchanged, kept, warnings."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.frameworks import short_name
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.words import KINDS, STATUS_PHRASES, count_of, plural
from hmic_tracker.render import nodes
from hmic_tracker.render.views.entries import change_text

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.importing import Changed, ImportPlan
    from hmic_tracker.domain.items import Item


def import_page(plan: ImportPlan, draft: Draft) -> nodes.Page:
    """The preview of one document; after the import the same page says what was done."""
    page: list[nodes.Node] = [
        nodes.Heading(plan.inspection.title),
        nodes.Paragraph(_origin(draft)),
    ]
    page += [nodes.Gap(), nodes.Pairs(tuple(_pairs(plan, draft)))]
    if plan.new:
        page += nodes.part("New", _new_table(plan))
    if plan.changed:
        page += nodes.part("Changed", *_changed_lines(plan.changed))
    if plan.kept:
        page += nodes.part("Kept: changed in the plan", *_kept_lines(plan))
    if plan.repeats:
        head = "Carried forward" if plan.carried else "Said before, by an earlier inspection"
        page += nodes.part(head, *_repeat_lines(plan))
    if plan.warnings:
        page += [nodes.Gap(), nodes.Paragraph(plural(len(plan.warnings), "warning"), "bold")]
        page += [
            nodes.Paragraph(f"line {w.line}: {w.text}" if w.line else w.text, "amber", indent=2)
            for w in plan.warnings
        ]
    return tuple(page)


def _origin(draft: Draft) -> str:
    day = f" of {say_day(draft.on)}" if draft.on else ", no date found"
    return f"{draft.name}{day}"


def _pairs(plan: ImportPlan, draft: Draft) -> list[tuple[str, str]]:
    pairs = [
        (
            "Inspection",
            f"{plan.inspection.id} ({'new' if plan.inspection_is_new else 'in the plan'})",
        )
    ]
    pairs.append(("Frameworks", str(len(draft.frameworks))))
    pairs.append(("New", _kinds(plan.new)))
    pairs.append(("Changed", _kinds([changed.after for changed in plan.changed])))
    pairs.append(("Unchanged", _kinds(plan.unchanged)))
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
    columns = nodes.text_columns("Item", "In the report", "Status", "Progress", "Due")

    def alike(placed: tuple[int, Item]) -> object:
        place, item = placed
        if not item.is_placeholder:
            return item.id
        prefix, number = id_key(item.id)[1:3]
        return prefix, number - place, item.framework, item.status, item.progress, item.due

    rows = []
    for _, group in groupby(enumerate(plan.new), key=alike):
        items = [item for _, item in group]
        first = items[0]
        several = len(items) > 1
        name = short_name(plan.frameworks, first.framework)
        number = "" if several or first.number is None else f", {first.number}"
        rows.append(
            nodes.make_row(
                nodes.Cell(
                    f"{first.id}..{items[-1].id.rpartition('-')[2]}" if several else first.id,
                    "bold",
                ),
                f"{name}{number}",
                first.status,
                first.reported_progress,
                say_due(first.due) if first.due else "none",
                detail=f"{count_of(len(items), first.kind)}, text not published"
                if several
                else first.title,
            )
        )
    return nodes.Table(columns, tuple(rows), "Title")


def _changed_lines(changed: tuple[Changed, ...]) -> list[nodes.Paragraph]:
    lines = []
    for one in changed:
        texts = [text for change in one.changes if (text := change_text(change))]
        lines.append(
            nodes.Paragraph(
                f"{one.after.id}: {', '.join(texts) or 'the source’s own word'}", indent=2
            )
        )
    return lines


def _kept_lines(plan: ImportPlan) -> list[nodes.Paragraph]:
    return [
        nodes.Paragraph(
            f"{kept.item.id}: {change_text(kept.change)} (the document’s; not taken)", indent=2
        )
        for kept in plan.kept
        if change_text(kept.change)
    ]


def _repeat_lines(plan: ImportPlan) -> list[nodes.Paragraph]:
    lines = []
    for one in plan.repeats:
        stays = STATUS_PHRASES[one.old.status]
        fate = "becomes superseded" if plan.carried else "would become superseded"
        ends = fate if one.supersedes else f"stays {stays}"
        lines.append(
            nodes.Paragraph(
                f"{one.new.id} repeats {one.old.id} ({one.percent} % alike); {one.old.id} {ends}",
                indent=2,
            )
        )
    return lines
