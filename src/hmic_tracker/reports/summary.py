"""The position of the whole plan: by framework, with totals that add up."""

from __future__ import annotations

from collections.abc import Container
from datetime import date, timedelta
from typing import NamedTuple

from hmic_tracker.domain.counts import Counts, Difference, count, differences
from hmic_tracker.domain.frameworks import Framework, children_of, in_tree_order
from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Damage, Plan
from hmic_tracker.domain.records import replace
from hmic_tracker.domain.replay import plan_as_of
from hmic_tracker.domain.rules import is_counted, is_duplicate, rag
from hmic_tracker.domain.words import RAGS, Rag
from hmic_tracker.query.selection import Selection, select, to_query
from hmic_tracker.reports.grades import latest_grade

NO_FRAMEWORK = Framework(slug="", name="No framework")


class KindCounts(NamedTuple):
    """The counts of recommendations, of AFIs, and of all that is counted."""

    recommendations: Counts
    afis: Counts
    all: Counts
    unsettled: tuple[Difference, ...] = ()

    def reported(self, kind: str) -> list[Difference]:
        """Where a source counts more completed of a kind."""
        return [d for d in self.unsettled if d.reported.kind == kind]


class FrameworkSummary(NamedTuple):
    """One framework's own items; `with_children` a parent's together with its children's."""

    framework: Framework
    grade: str | None
    period: str | None
    counts: KindCounts
    with_children: KindCounts | None
    children: int


class Summary(NamedTuple):
    """The position on a day, since the newest document (`latest_source`) with later entries."""

    as_of: date
    organisation: str | None
    inspections: tuple[Inspection, ...]
    frameworks: tuple[FrameworkSummary, ...]
    totals: KindCounts
    rags: dict[Rag, int]
    near_day: date
    amber_moved: int
    latest_source: tuple[str, date] | None
    later_entries: int
    others: dict[str, int]
    damaged: tuple[Damage, ...]
    asked: str = ""


def summary(
    plan: Plan,
    today: date,
    past: bool = False,
    wanted: Selection | None = None,
    holidays: Container[date] = (),
) -> Summary:
    """The position on a day; `past` replays the plan to that day first.

    With `wanted` only those items count, whatever their status where nothing is said of it.
    """
    standing = plan_as_of(plan, today) if past else plan
    unsettled = differences(plan, today)
    asked = ""
    if wanted is not None:
        items, *_ = select(standing, wanted.replace(include_all=True), today, holidays)
        ids = {item.id for item in items}
        frameworks = _with_parents(standing, {item.framework for item in items})
        standing = replace(standing, items=tuple(items), frameworks=frameworks)
        unsettled = [d for d in unsettled if ids.issuperset(d.candidates)]
        asked = str(to_query(wanted))
    known = {f.slug for f in standing.frameworks}
    loose = [i for i in standing.items if i.framework not in known and is_counted(i)]
    rows = [_row(standing, f, unsettled, today) for f in in_tree_order(standing.frameworks)]
    if loose:
        counts = _counts(loose, [], today)
        rows.append(FrameworkSummary(NO_FRAMEWORK, None, None, counts, None, 0))
    source, later = _freshness(standing, today if past else None, part=wanted is not None)
    return Summary(
        as_of=today,
        organisation=standing.organisation,
        inspections=standing.inspections,
        frameworks=tuple(rows),
        totals=_counts(list(standing.items), unsettled, today),
        rags=_rags(standing, today),
        near_day=today + timedelta(days=standing.thresholds.near_days),
        amber_moved=_amber_for_moves(standing, today),
        latest_source=source,
        later_entries=later,
        others=_others(standing.items),
        damaged=standing.damaged,
        asked=asked,
    )


def _with_parents(plan: Plan, slugs: set[str | None]) -> tuple[Framework, ...]:
    """The frameworks that have items of their own, and their parents."""
    kept = {f.slug for f in plan.frameworks if f.slug in slugs}
    kept |= {f.parent for f in plan.frameworks if f.slug in kept and f.parent}
    return tuple(f for f in plan.frameworks if f.slug in kept)


def _row(
    plan: Plan, framework: Framework, unsettled: list[Difference], today: date
) -> FrameworkSummary:
    below = children_of(plan.frameworks, framework.slug)
    family = {framework.slug, *(child.slug for child in below)}

    def counts(slugs: set[str]) -> KindCounts:
        items = [item for item in plan.items if item.framework in slugs]
        return _counts(items, [d for d in unsettled if d.reported.framework in slugs], today)

    grade = latest_grade(plan, framework.slug)
    return FrameworkSummary(
        framework=framework,
        grade=grade.grade if grade else None,
        period=grade.period if grade else None,
        counts=counts({framework.slug}),
        with_children=counts(family) if below else None,
        children=len(below),
    )


def _counts(items: list[Item], unsettled: list[Difference], today: date) -> KindCounts:
    return KindCounts(
        recommendations=count((i for i in items if i.kind == "recommendation"), today),
        afis=count((i for i in items if i.kind == "afi"), today),
        all=count(items, today),
        unsettled=tuple(unsettled),
    )


def _rags(plan: Plan, today: date) -> dict[Rag, int]:
    colours = [rag(item, today, plan.thresholds) for item in plan.items if is_counted(item)]
    return {word: colours.count(word) for word in RAGS if word != "none"}


def _amber_for_moves(plan: Plan, today: date) -> int:
    """How many are amber for their moves, though not due soon."""
    near = today + timedelta(days=plan.thresholds.near_days)
    return sum(
        rag(item, today, plan.thresholds) == "amber"
        and item.deadline is not None
        and item.deadline > near
        for item in plan.items
    )


def _freshness(plan: Plan, until: date | None, part: bool) -> tuple[tuple[str, date] | None, int]:
    """The newest document imported (`until` a day), and how many entries people made since.

    Of a `part` of a plan it is the newest of the inspections that its items come from.
    """
    own = {item.inspection for item in plan.items}
    told = (i for i in plan.inspections if not part or i.id in own)
    sources = (source for inspection in told for source in inspection.sources)
    dated = [(s.on, s.title) for s in sources if s.on and (until is None or s.on <= until)]
    if not dated:
        return None, 0
    on, title = max(dated)
    entries = (entry for item in plan.items for entry in item.history)
    return (title, on), sum(entry.event != "imported" and entry.on >= on for entry in entries)


def _others(items: tuple[Item, ...]) -> dict[str, int]:
    """What is in no count, by what it is."""
    found: dict[str, int] = {}
    for item in items:
        if item.kind == "good-practice":
            found["good practice"] = found.get("good practice", 0) + 1
        elif item.status in {"superseded", "not-accepted", "withdrawn"}:
            found[item.status] = found.get(item.status, 0) + 1
        elif is_duplicate(item):
            found["duplicate"] = found.get("duplicate", 0) + 1
    return found
