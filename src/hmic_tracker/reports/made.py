"""What each inspection made, as it was published, and how what is tracked now comes of it.

Of every framework and kind: made - not counted any more + added by hand - outside = tracked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping

from hmic_tracker.domain.frameworks import Framework, in_tree_order
from hmic_tracker.domain.grades import Change, Grade, change_of, own_grade
from hmic_tracker.domain.rules import is_counted, is_from_report
from hmic_tracker.domain.words import KINDS, Kind
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.grades import framework_grades
from hmic_tracker.reports.summary_values import NO_FRAMEWORK

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.reports.paper_replacements import Replacement

_SourcePlace = tuple[str | None, str | None, Kind]
"""What a source's own counts are of: an inspection, a framework and a kind."""


class Made(NamedTuple):
    """What an inspection published of a framework: its grade, and how many items of each kind.

    `earlier` is the grade of the period before, or why there was none; `compared` the last one
    that there was, where that is another, and `change` how the two compare. `counts` are of the
    items that came with it, whatever became of them; `reported` are the source's own counts where
    they are others.
    """

    inspection: Inspection
    framework: Framework
    grade: Grade | None
    earlier: Grade | None
    compared: Grade | None
    change: Change | None
    counts: Mapping[Kind, int]
    reported: Mapping[Kind, int]


class Gone(NamedTuple):
    """Items of a kind that were made, or added, and are in no count for the same reason.

    `how` is "duplicates", "superseded by", "carried on by" or their status; `others` are those that
    stand for each of them, where they may be named.
    """

    kind: Kind
    how: str
    others: tuple[str, ...]
    ids: tuple[str, ...]


class Tracked(NamedTuple):
    """How what is tracked of a framework comes of what was made: counts by kind, and the items.

    `added` were put in by hand, whatever became of them; `gone` has those of them that are in no
    count as well. `outside` are counted and not in this report.
    """

    framework: Framework
    made: Mapping[Kind, int]
    tracked: Mapping[Kind, int]
    gone: tuple[Gone, ...]
    added: tuple[Item, ...]
    outside: Mapping[Kind, int]

    @property
    def differs(self) -> bool:
        """What is tracked is not what was made."""
        return bool(self.gone or self.added or self.outside)


def made_by_inspection(whole: Plan, slugs: Container[str]) -> tuple[Made, ...]:
    """What each inspection published of the frameworks wanted ("" for none), oldest first."""
    published = published_ids(whole)
    known = {framework.slug for framework in whole.frameworks}
    places = (*in_tree_order(whole.frameworks), NO_FRAMEWORK)
    made: list[Made] = []
    for inspection in sorted(whole.inspections, key=lambda one: one.published or ""):
        items = [i for i in whole.items if i.inspection == inspection.id and i.id in published]
        for place in places:
            if place.slug not in slugs:
                continue
            mine = [i for i in items if _place(i, known) == place.slug]
            grade = own_grade(inspection.grades, place.slug)
            known_grades = {(one.framework.slug, one.grade) for one in made}
            has_items = any(item.kind != "good-practice" for item in mine)
            if has_items or (grade is not None and (place.slug, grade) not in known_grades):
                made.append(_made(whole, inspection, place, grade, mine))
    return tuple(made)


def tracked_of_made(
    whole: Plan, current: Plan, elsewhere: Mapping[str, Replacement]
) -> tuple[Tracked, ...]:
    """How what is tracked of each framework comes of what was made; `current` may be a part."""
    published = published_ids(whole)
    here = {item.id for item in current.items}
    known = {framework.slug for framework in whole.frameworks}
    by_place: dict[str, list[Item]] = {}
    for item in whole.items:
        if item.kind != "good-practice":
            by_place.setdefault(_place(item, known), []).append(item)
    return tuple(
        _tracked(place, by_place[place.slug], here, published, elsewhere)
        for place in (*in_tree_order(whole.frameworks), NO_FRAMEWORK)
        if any(item.id in here for item in by_place.get(place.slug, ()))
    )


def published_ids(plan: Plan) -> frozenset[str]:
    """The items that an inspection published; the others were added by hand.

    Of an inspection of which none came by an import all are its own. What people add beside the
    items of a report is the report's where it has a number there, and the report counts more of
    its framework and kind than came with it.
    """
    known = {inspection.id for inspection in plan.inspections}
    of_known = [item for item in plan.items if item.inspection in known]
    published = {item.id for item in of_known if is_from_report(item)}
    imported = {item.inspection for item in of_known if item.id in published}
    still_to_come: Counter[_SourcePlace] = Counter()
    for inspection in plan.inspections:
        for one in sorted(inspection.reported, key=lambda one: one.on):
            still_to_come[inspection.id, one.framework, one.kind] = one.total
    still_to_come.subtract(map(_source_place, (i for i in of_known if i.id in published)))
    for item in of_known:
        if item.inspection not in imported:
            published.add(item.id)
        elif item.id not in published and item.label is not None:
            place = _source_place(item)
            published |= {item.id} if still_to_come[place] > 0 else set()
            still_to_come[place] -= 1
    return frozenset(published)


def _source_place(item: Item) -> _SourcePlace:
    return item.inspection, item.framework, item.kind


def _made(
    plan: Plan, inspection: Inspection, place: Framework, grade: Grade | None, items: list[Item]
) -> Made:
    until = [g for g in framework_grades(plan, place.slug) if grade and g.period <= grade.period]
    before = [g for g in until if grade and g.period < grade.period]
    last = next((one for one in reversed(before) if one.grade), None)
    counts = _by_kind(items)
    reported = {
        one.kind: one.total
        for one in sorted(inspection.reported, key=lambda one: one.on)
        if one.framework == place.slug
    }
    return Made(
        inspection=inspection,
        framework=place,
        grade=grade,
        earlier=before[-1] if before else None,
        compared=last if before and last is not before[-1] else None,
        change=change_of(until, plan.scales) if grade and grade.grade else None,
        counts=counts,
        reported={kind: n for kind, n in reported.items() if n != counts.get(kind, 0)},
    )


def _tracked(
    place: Framework,
    items: list[Item],
    here: Container[str],
    published: Container[str],
    elsewhere: Mapping[str, Replacement],
) -> Tracked:
    made = [item for item in items if item.id in published]
    added = [item for item in items if item.id not in published and item.id in here]
    counted = [item for item in items if is_counted(item)]
    inside = [item for item in counted if item.id in here]
    gone: dict[tuple[Kind, str, tuple[str, ...]], list[str]] = {}
    for item in (*made, *added):
        if not is_counted(item):
            one = elsewhere.get(item.id)
            key = (item.kind, one.how if one else item.status, one.others if one else ())
            gone.setdefault(key, []).append(item.id)
    return Tracked(
        framework=place,
        made=_by_kind(made),
        tracked=_by_kind(inside),
        gone=tuple(Gone(*key, tuple(ids)) for key, ids in gone.items()),
        added=tuple(added),
        outside=_by_kind(i for i in counted if i.id in published and i.id not in here),
    )


def _by_kind(items: Iterable[Item]) -> dict[Kind, int]:
    counts: Counter[Kind] = Counter(i.kind for i in items if i.kind != "good-practice")
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def _place(item: Item, known: Container[str]) -> str:
    return item.framework if item.framework and item.framework in known else ""
