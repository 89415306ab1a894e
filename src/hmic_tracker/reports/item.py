"""One item with everything that `show` has of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hmic_tracker.domain.dates import deadline, say_due
from hmic_tracker.domain.frameworks import children_of
from hmic_tracker.domain.grades import Grade, own_grade
from hmic_tracker.domain.links import Link, linked_item_id, links_of
from hmic_tracker.domain.milestones import reworded_entry, verified_entry
from hmic_tracker.domain.part_changes import late_steps
from hmic_tracker.domain.rules import Slippage, has_request, slippage, taking_back
from hmic_tracker.domain.succession import earliest_due, predecessors
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.item_rows import ItemRow, rows_of

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Difference
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.items import Entry, Item
    from hmic_tracker.domain.plan import Plan


class ItemReport(NamedTuple):
    """An item's row, its inspection and grade, its slippage, and what is unsettled about it.

    `body` is who inspected, where the plan has inspections of several bodies. `first` is the first
    due of an item whose place it took, and its id, where that was before its own. It `has_request`
    where it asks for another date. `reworded` is the entry by which its text isn't the document's,
    `taken_back` that by which it is in the plan no more. `parts` are its parts, `whole` the item
    that it is a part of.
    """

    row: ItemRow
    inspection: Inspection | None
    grade: Grade | None
    has_children: bool
    slippage: Slippage
    notes: tuple[str, ...]
    verified: Entry | None = None
    links: tuple[Link, ...] = ()
    titles: Mapping[str, str] = {}
    step_notes: tuple[str, ...] = ()
    earlier: tuple[Item, ...] = ()
    body: str | None = None
    first: tuple[str, str] | None = None
    has_request: bool = False
    reworded: Entry | None = None
    parts: tuple[ItemRow, ...] = ()
    whole: Item | None = None
    taken_back: Entry | None = None

    @property
    def why_not_counted(self) -> str:
        """Why the item is in no count."""
        gone = {("duplicates", False): "counted as", ("supersedes", True): "superseded by"}
        gone["carried-from", True] = "carried on by"
        others: dict[str, list[str]] = {}
        for link in self.links:
            if how := gone.get((link.relation, link.inward)):
                others.setdefault(how, []).append(link.other)
        for how, ids in others.items():
            return f"not counted, {how} {' and '.join(ids)}"
        return "not counted"


def item_report(plan: Plan, item: Item, today: date, unsettled: list[Difference]) -> ItemReport:
    """What `show` has of an item on a day."""
    links = links_of(item.id, {i.id: i.links for i in plan.items if i.links})
    others = {link.other for link in links}
    row = rows_of(plan, (item,), today)[0]
    return ItemReport(
        row=row,
        body=row.body if len({*plan.body_words.values()}) > 1 else None,
        inspection=plan.inspection(item.inspection),
        grade=_grade(plan, item),
        has_children=bool(item.framework and children_of(plan.frameworks, item.framework)),
        slippage=slippage(item),
        notes=tuple(_note(d) for d in unsettled if item.id in d.candidates),
        verified=verified_entry(item),
        links=links,
        titles={i.id: i.title for i in plan.items if i.id in others},
        step_notes=tuple(
            f"Step {step.n} is due {say_due(step.due or '')}, after {item.id} itself "
            f"({say_due(item.due or '')})"
            for step in late_steps(item)
        ),
        earlier=_earlier(plan, item),
        first=_first(plan, item, links),
        has_request=has_request(item),
        reworded=reworded_entry(item) if item.part_of is None else None,
        parts=rows_of(plan, (one for one in plan.items if one.part_of == item.id), today),
        whole=next((one for one in plan.items if one.id == item.part_of), None),
        taken_back=taking_back(item),
    )


def _first(plan: Plan, item: Item, links: tuple[Link, ...]) -> tuple[str, str] | None:
    """The first due of an item whose place this one took, where that was before its own."""
    if not any(link.relation in {"duplicates", "supersedes", "carried-from"} for link in links):
        return None
    due, whose = earliest_due(item, predecessors(plan.items))
    taken = due and (item.original_due is None or deadline(due) < deadline(item.original_due))
    return (due, whose.id) if due and taken else None


def _grade(plan: Plan, item: Item) -> Grade | None:
    """The latest grade that the item's own inspection gave its framework."""
    inspection = plan.inspection(item.inspection)
    graded = [grade for grade in (inspection.grades if inspection else ()) if grade.grade]
    return own_grade(graded, item.framework) if item.framework else None


def _earlier(plan: Plan, item: Item) -> tuple[Item, ...]:
    """The items that this one carries on, the nearest first, each once."""
    by_id = {i.id: i for i in plan.items}
    earlier: list[Item] = []
    here = linked_item_id(item.links, "carried-from")
    while here in by_id and by_id[here] not in earlier and here != item.id:
        earlier.append(by_id[here])
        here = linked_item_id(by_id[here].links, "carried-from")
    return tuple(earlier)


def _note(difference: Difference) -> str:
    reported = difference.reported
    names = ", ".join(difference.candidates)
    which = f"{difference.missing} of {names}" if len(difference.candidates) > 1 else names
    return (
        f"The source counts {which} as completed, not said which: “{reported.sentence}” "
        f"({reported.source}). "
        f"To settle it: tracker update ID --status done --on {reported.on.isoformat()}"
    )
