"""The position of the whole plan: by framework, with totals that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from hmic_tracker.domain.counts import Counts, Difference, count, differences
from hmic_tracker.domain.dates import days_after, last_day
from hmic_tracker.domain.frameworks import Framework, children_of, in_tree_order
from hmic_tracker.domain.grades import Change, Grade, change_of, compared_grades, own_grade
from hmic_tracker.domain.items import IMPORTS, UNNAMED, Item, effective_entries
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.rules import (
    has_request,
    is_counted,
    is_deferred,
    is_duplicate,
    is_open,
    present_deadline,
    rag,
)
from hmic_tracker.domain.words import PROGRESS, RAGS, SIDE_EXITS, Kind, Rag
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple
from hmic_tracker.query.terms import Compare, Query
from hmic_tracker.reports.deferrals import Deferrals, deferrals, has_deferral
from hmic_tracker.reports.figures import (
    DEFERRED,
    OPEN,
    Scope,
    figure_filter,
    figure_filters,
    from_body,
    from_inspection,
    from_no_inspection,
    in_family,
    in_framework,
    in_no_framework,
)
from hmic_tracker.reports.grades import framework_grades
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.item_rows import rows_of
from hmic_tracker.reports.redaction import printable, printable_unsettled, redaction_rules
from hmic_tracker.reports.verification_waits import Waits, waits_of

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.plan import Damage, Plan
    from hmic_tracker.reports.request import ReportRequest
    from hmic_tracker.reports.unsettled import Unsettled

NO_FRAMEWORK: Final = Framework(slug="", name="No framework")
COUNTED_KINDS: Final[tuple[Kind, ...]] = ("recommendation", "afi", "cause-of-concern")
"""The kinds that counts have; good practice is in none."""


class KindCounts(NamedTuple):
    """The counts of each kind that is counted, and of all of them together, of a `scope`."""

    recommendations: Counts
    afis: Counts
    causes_of_concern: Counts
    all: Counts
    unsettled: tuple[Difference, ...] = ()
    scope: Scope = ()

    def filters(self, kind: Kind | None = None) -> dict[str, str]:
        """The filter of each figure of a kind, or of all kinds together."""
        return figure_filters(self._scope(kind))

    def progress_filters(self, kind: Kind | None = None) -> dict[str, str]:
        """The filter of each number of open items by progress word."""
        words = {str(word): Compare("progress", "=", word) for word in PROGRESS}
        return figure_filters((*self._scope(kind), OPEN), words)

    def _scope(self, kind: Kind | None) -> Scope:
        return (*self.scope, Compare("kind", "=", kind)) if kind else self.scope

    @property
    def by_kind(self) -> dict[Kind, Counts]:
        """The counts by kind, in the order of `domain.words`."""
        return dict(zip(COUNTED_KINDS, self[:3], strict=True))

    def reported(self, kind: str) -> list[Difference]:
        """Where a source counts more completed of a kind."""
        return [d for d in self.unsettled if d.reported.kind == kind]


class InspectionSummary(NamedTuple):
    """The grade that an inspection gave a framework, with its own items; None: added by hand."""

    inspection: Inspection | None
    grade: Grade | None
    counts: KindCounts


class FrameworkSummary(NamedTuple):
    """One framework's own items; `with_children` a parent's together with its children's.

    `latest` is what its latest period says of a grade. `inspections` are those that graded it or
    have counted items of it, the oldest first. `before` is the grade that `grade` is held against,
    and `change` what came of it; None where there is none before.
    """

    framework: Framework
    grade: str | None
    period: str | None
    counts: KindCounts
    with_children: KindCounts | None
    children: int
    latest: Grade | None = None
    inspections: tuple[InspectionSummary, ...] = ()
    before: Grade | None = None
    change: Change | None = None


class BodySummary(NamedTuple):
    """The items of the inspections of one body, empty for those of none; `body` is its word."""

    body: str
    counts: KindCounts


class DateRequests(NamedTuple):
    """The open items that ask for another date, those that aren't `exempt` by their ids.

    `by_date` are these by the date that they ask for, the earliest first.
    """

    ids: tuple[str, ...]
    exempt: int
    filter: str
    by_date: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def total(self) -> int:
        """How many they are."""
        return len(self.ids) + self.exempt


class AdjustedCount(NamedTuple):
    """A count with what a source says is completed: of a framework, of it with its parts, of all.

    `framework` is the one counted, or the one whose parts are; None of all.
    """

    of: Literal["framework", "family", "plan"]
    framework: Framework | None
    completed: int
    total: int


class SourceDifference(NamedTuple):
    """Where a source counts more completed, and the counts that it touches as it would have them.

    They are the framework's, those of the parent with its parts, and the whole plan's.
    """

    difference: Difference
    counts: tuple[AdjustedCount, ...]


class Summary(NamedTuple):
    """The position on a day, since the newest document (`latest_source`) with later entries.

    `filter_text` is the expression of the items that it is about, empty for all, and `inspections`
    those that they come from; `open_rags` are the colours of what is open and not deferred, of
    which `amber_moved` are amber for their moves alone. `not_settled` has the fields to which two
    people gave different values, as far as they may be printed, `not_settled_ids` the items; so is
    `deferred`, what is not overdue by agreement. `waits` is what is completed and not checked.
    """

    as_of: date
    organisation: str | None
    inspections: tuple[Inspection, ...]
    frameworks: tuple[FrameworkSummary, ...]
    totals: KindCounts
    rags: dict[Rag, int]
    open_rags: dict[Rag, int]
    near_day: date
    amber_moved: int
    latest_source: tuple[str, date] | None
    later_entries: int
    others: dict[str, int]
    damaged: tuple[Damage, ...]
    requested: DateRequests
    filter_text: str = ""
    bodies: tuple[BodySummary, ...] = ()
    not_settled: tuple[Unsettled, ...] = ()
    not_settled_ids: tuple[str, ...] = ()
    deferred: Deferrals = Deferrals()
    waits: Waits = Waits()

    @property
    def amber_soon(self) -> int:
        """How many are amber because they are due soon."""
        return self.open_rags["amber"] - self.amber_moved

    @property
    def rag_filters(self) -> dict[str, str]:
        """The filter of each colour's number."""
        return figure_filters(self.totals.scope, {w: Compare("rag", "=", w) for w in self.rags})

    @property
    def not_settled_filter(self) -> str:
        """The filter of the items that are not settled."""
        return figure_filter(self.totals.scope, Compare("unsettled", "!=", None))

    @property
    def period(self) -> str:
        """The latest period in which a framework was graded; empty where none was."""
        return max((row.period for row in self.frameworks if row.period), default="")

    @property
    def differences(self) -> tuple[SourceDifference, ...]:
        """Where sources count more completed than the items do."""
        return tuple(_adjusted(self, difference) for difference in self.totals.unsettled)


def summary(request: ReportRequest) -> Summary:
    """The position on a day, in which only the items wanted count."""
    request = request.of_figures()
    today, current, scope = request.today, request.current(), request.scope
    unsettled, inspections = differences(request.plan, today), current.inspections
    if request.wanted is not None:
        items = request.items_of(current)
        ids = {item.id for item in items}
        frameworks = frameworks_with_parents(current, {item.framework for item in items})
        current = replace(current, items=items, frameworks=frameworks)
        unsettled = [d for d in unsettled if ids.issuperset(d.candidates)]
        made_by = {item.inspection for item in items}
        inspections = tuple(one for one in inspections if one.id in made_by)
    known = {f.slug for f in current.frameworks}
    rows = [_row(current, f, unsettled, today, scope) for f in in_tree_order(current.frameworks)]
    loose = [i for i in current.items if i.framework not in known and is_counted(i)]
    if loose:
        place = (*scope, in_no_framework(current.frameworks))
        counts = _counts(loose, [], today, place)
        rows.append(FrameworkSummary(NO_FRAMEWORK, None, None, counts, None, 0))
    source, later = _freshness(current, request.wanted is not None)
    near_day = days_after(today, current.thresholds.near_days)
    colours = [(item, rag(item, today, current.thresholds)) for item in current.items]
    rags = Counter(colour for item, colour in colours if is_counted(item))
    active = [one for one in colours if is_open(one[0]) and not is_deferred(one[0], today)]
    open_rags = Counter(colour for item, colour in active if is_counted(item))
    not_settled = [item for item in current.items if item.unsettled and is_counted(item)]
    allowed = redaction_rules(request.plan, internal=False) if not_settled else None
    return Summary(
        as_of=today,
        organisation=current.organisation,
        inspections=inspections,
        frameworks=tuple(rows),
        totals=_counts(current.items, unsettled, today, scope),
        rags={word: rags[word] for word in RAGS if word != "none"},
        open_rags={word: open_rags[word] for word in RAGS if word != "none"},
        near_day=near_day,
        amber_moved=sum(
            colour == "amber" and (present_deadline(item, today) or near_day) > near_day
            for item, colour in active
        ),
        latest_source=source,
        later_entries=later,
        others=dict(Counter(filter(None, map(_why_not_counted, current.items)))),
        damaged=current.damaged,
        requested=_requested(current.items, scope),
        filter_text=request.filter_text,
        bodies=tuple(_bodies(current, today, scope)),
        not_settled=printable_unsettled(not_settled, allowed) if allowed else (),
        not_settled_ids=tuple(item.id for item in not_settled),
        deferred=_deferred(request.plan, current, today, scope),
        waits=waits_of(current.items, today),
    )


def _deferred(plan: Plan, current: Plan, today: date, scope: Scope) -> Deferrals:
    """What is deferred of the plan's items as they are, as far as it may be printed."""
    term = figure_filter((*scope, DEFERRED))
    mine = [item for item in current.items if has_deferral(item)]
    if not mine:
        return Deferrals(filter=term)
    allowed = redaction_rules(plan, internal=False)
    return deferrals(rows_of(current, [printable(i, allowed) for i in mine], today), today, term)


def _requested(items: Iterable[Item], scope: Scope) -> DateRequests:
    asking = [item for item in items if has_request(item) and is_counted(item)]
    named = tuple(item.id for item in asking if not item.exempt)
    term = figure_filter((*scope, OPEN), Compare("requested-due", "!=", None))
    dated = [(i.requested_due, i.id) for i in asking if i.requested_due and not i.exempt]
    groups = group_by_key(dated, lambda one: one[0])
    by_date = tuple(
        (due, tuple(item_id for _, item_id in groups[due])) for due in sorted(groups, key=last_day)
    )
    return DateRequests(named, len(asking) - len(named), term, by_date)


def _bodies(plan: Plan, today: date, scope: Scope) -> Iterator[BodySummary]:
    """The bodies that items come from, by name; items of none last."""
    words = plan.body_words
    counted = (item for item in plan.items if is_counted(item))
    groups = group_by_key(counted, lambda item: words.get(item.inspection or "", ""))
    for body in sorted(groups, key=lambda name: (not name, name.casefold())):
        place = (*scope, from_body(words, body))
        yield BodySummary(body, _counts(groups[body], [], today, place))


def frameworks_with_parents(plan: Plan, slugs: set[str | None]) -> tuple[Framework, ...]:
    """The frameworks that have items of their own, and their parents."""
    kept = {f.slug for f in plan.frameworks if f.slug in slugs}
    kept |= {f.parent for f in plan.frameworks if f.slug in kept and f.parent}
    return tuple(f for f in plan.frameworks if f.slug in kept)


def _row(
    plan: Plan, framework: Framework, unsettled: list[Difference], today: date, scope: Scope
) -> FrameworkSummary:
    below = children_of(plan.frameworks, framework.slug)
    family = {framework.slug, *(child.slug for child in below)}

    def counts(slugs: set[str], place: Query) -> KindCounts:
        items = [item for item in plan.items if item.framework in slugs]
        own = [d for d in unsettled if d.reported.framework in slugs]
        return _counts(items, own, today, (*scope, place))

    grades = framework_grades(plan, framework.slug)
    grade = next((one for one in reversed(grades) if one.state == "graded"), None)
    compared = compared_grades(grades)
    return FrameworkSummary(
        framework=framework,
        grade=grade.grade if grade else None,
        period=grade.period if grade else None,
        counts=counts({framework.slug}, in_framework(framework.slug)),
        with_children=counts(family, in_family(framework.slug)) if below else None,
        children=len(below),
        latest=grades[-1] if grades else None,
        inspections=tuple(
            _inspections(
                plan, framework.slug, unsettled, today, (*scope, in_framework(framework.slug))
            )
        ),
        before=compared[0] if compared else None,
        change=change_of(grades, plan.scales),
    )


def _inspections(
    plan: Plan, slug: str, unsettled: list[Difference], today: date, scope: Scope
) -> Iterator[InspectionSummary]:
    """Each inspection that graded a framework or has items of it; one that says nothing new not."""
    every = [item for item in plan.items if item.framework == slug]
    counted = filter(is_counted, every)
    ids_of_all = {inspection.id for inspection in plan.inspections}
    groups = group_by_key(counted, lambda i: i.inspection if i.inspection in ids_of_all else None)
    known: set[Grade] = set()
    for inspection in (*sorted(plan.inspections, key=lambda one: one.published or ""), None):
        grade = own_grade(inspection.grades, slug) if inspection else None
        items = groups.get(inspection.id if inspection else None, [])
        if items or (grade is not None and grade not in known):
            mine = {item.id for item in every if inspection and item.inspection == inspection.id}
            differences = [one for one in unsettled if mine.issuperset(one.candidates)]
            place = from_inspection(inspection.id) if inspection else from_no_inspection(ids_of_all)
            counts = _counts(items, differences, today, (*scope, place))
            yield InspectionSummary(inspection, grade, counts)
        known |= {grade} if grade else set()


def _counts(
    items: Iterable[Item], unsettled: list[Difference], today: date, scope: Scope
) -> KindCounts:
    items = tuple(items)
    recommendations, afis, causes = (
        count((item for item in items if item.kind == kind), today) for kind in COUNTED_KINDS
    )
    return KindCounts(recommendations, afis, causes, count(items, today), tuple(unsettled), scope)


def _adjusted(summary: Summary, difference: Difference) -> SourceDifference:
    kind, slug = difference.reported.kind, difference.reported.framework
    rows = {row.framework.slug: row for row in summary.frameworks}
    counts: list[tuple[Literal["framework", "family", "plan"], Framework | None, KindCounts]] = []
    if row := rows.get(slug):
        counts.append(("framework", row.framework, row.counts))
        families = (row, rows.get(row.framework.parent or ""))
        family = next((one for one in families if one and one.with_children), None)
        if family and family.with_children:
            counts.append(("family", family.framework, family.with_children))
    counts.append(("plan", None, summary.totals))
    adjusted = (
        AdjustedCount(of, framework, own.completed + difference.uncounted_completed, own.total)
        for of, framework, own in ((of, at, kinds.by_kind[kind]) for of, at, kinds in counts)
    )
    return SourceDifference(difference, tuple(adjusted))


def _freshness(plan: Plan, part: bool) -> tuple[tuple[str, date] | None, int]:
    """The newest document imported, and how many entries people made since that stand.

    Of a `part` of a plan it is the newest of the inspections that its items come from.
    """
    own = {item.inspection for item in plan.items}
    inspections = (i for i in plan.inspections if not part or i.id in own)
    sources = (source for inspection in inspections for source in inspection.sources)
    dated = [(source.on, source.title) for source in sources if source.on]
    if not dated:
        return None, 0
    on, title = max(dated)
    return (title, on), entries_from(plan.items, on)


def entries_from(items: Iterable[Item], first: date) -> int:
    """How many entries people made of a day and later ones."""
    entries = (entry for item in items for entry in effective_entries(item.history))
    by_people = (entry for entry in entries if entry.event not in {*IMPORTS, UNNAMED})
    return sum(entry.on >= first for entry in by_people)


def _why_not_counted(item: Item) -> str:
    """What an item is that is in no count; empty of others."""
    if item.kind == "good-practice":
        return "good practice"
    if item.status in SIDE_EXITS:
        return item.status
    return "duplicate" if is_duplicate(item) else ""
