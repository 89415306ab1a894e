"""Two inspections of a plan that look the same: under one title, or with the same items."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from hmic_tracker.domain.bodies import bodies_named
from hmic_tracker.domain.check_findings import Finding, LineOf
from hmic_tracker.domain.inspection_joining import items_alike
from hmic_tracker.domain.inspection_matching import title_words
from hmic_tracker.domain.item_matching import label_key
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan


def same_inspections(plan: Plan, paths: dict[str, str], line_of: LineOf) -> Iterator[Finding]:
    """Each two that look the same, with the line that makes them one.

    The one with fewer items goes into the other, of as many that which came later. Only those of
    one body, under one title or of one day, are held against each other.
    """
    items: dict[str | None, list[Item]] = {}
    for item in plan.items:
        items.setdefault(item.inspection, []).append(item)
    titles = {one.id: title_words(one.title) for one in plan.inspections}
    known = sorted(plan.inspections, key=lambda one: (-len(items.get(one.id, ())), *_began(one)))
    for stays, goes in combinations(known, 2):
        has_one_title = titles[stays.id] == titles[goes.id] != ""
        has_one_day = stays.published is not None and stays.published == goes.published
        if not (has_one_title or has_one_day) or not _is_of_one_body(plan, stays, goes):
            continue
        why = "have one title"
        if not has_one_title:
            alike = _alike(items.get(stays.id, []), items.get(goes.id, []), stays, goes)
            if not alike:
                continue
            why = f"were published on one day, and {alike} of their items are alike"
        line = f"tracker inspection merge {goes.id} {stays.id} --dry-run"
        path = paths.get(goes.id, "")
        where = line_of(path, "title") if path else 0
        yield Finding("same-inspection", f"{goes.id} and {stays.id} {why}: {line}", path, where)


def _began(inspection: Inspection) -> tuple[str, str]:
    """When an inspection was entered first, as far as it is known, and its id."""
    first = min((entry.recorded.isoformat() for entry in inspection.history), default="")
    return first, inspection.id


def _alike(own: list[Item], others: list[Item], stays: Inspection, goes: Inspection) -> int:
    """How many numbers of the two have one text, where most of them do; else 0."""
    labelled = min(sum(label_key(item) is not None for item in each) for each in (own, others))
    alike = sum(pair.same for pair in items_alike([*own, *others], stays, goes))
    return alike if alike * 2 > labelled else 0


def _is_of_one_body(plan: Plan, one: Inspection, other: Inspection) -> bool:
    """Whether one body inspected, as far as it is known of both."""
    if not one.body or not other.body or folded(one.body) == folded(other.body):
        return True
    mine, theirs = ({b.slug for b in bodies_named(plan.bodies, i.body)} for i in (one, other))
    return not mine.isdisjoint(theirs)
