"""The position in a few lines: what changed, what is worst, and how the grades stand.

The counts by framework are those of `reports.summary`; these are the figures beside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from hmic_tracker.domain.dates import days_after
from hmic_tracker.domain.items import Item, effective_entries
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.rules import days_overdue, is_counted, is_deferred, is_open, is_overdue
from hmic_tracker.light_typing import TYPE_CHECKING, Any, NamedTuple
from hmic_tracker.query.terms import Compare, Not, Query
from hmic_tracker.reports.figures import DEFERRED, OPEN, OVERDUE, Scope, figure_filters
from hmic_tracker.reports.grade_moves import GradeMoves, grade_moves
from hmic_tracker.reports.grades import GradesReport, grades_report
from hmic_tracker.reports.highlights import without_exempt_dates
from hmic_tracker.reports.item_rows import ItemRow, rows_of
from hmic_tracker.reports.last_report import LastReport, last_report
from hmic_tracker.reports.movement import DATE_MOVES, Moved, Movement, movement
from hmic_tracker.reports.redaction import RedactionRules, post_of, redaction_rules
from hmic_tracker.reports.steps_ahead import steps_ahead

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.recorded_papers import RecordedPaper
    from hmic_tracker.reports.request import ReportRequest
    from hmic_tracker.reports.summary_values import KindCounts


class OpenByDue(NamedTuple):
    """The open items, each once; and how many of all of them nobody owns."""

    overdue: int
    soon: int
    later: int
    undated: int
    deferred: int
    no_owner: int
    filters: dict[str, str]


class AlikeLate(NamedTuple):
    """Items that are late by as many days, by their ids."""

    ids: tuple[str, ...]
    days: int


class NextDue(NamedTuple):
    """The open items and steps that are due first, of those that aren't overdue, and when.

    `due` is the day of a step where nothing else is due then.
    """

    ids: tuple[str, ...]
    due: str
    steps: tuple[str, ...] = ()


class FigureSums(NamedTuple):
    """What some frameworks have completed and overdue, taken together.

    `reported_otherwise` says of recommendations and AFIs whether a source counts more completed.
    """

    recommendations: int
    of_recommendations: int
    afis: int
    of_afis: int
    overdue: int
    reported_otherwise: tuple[bool, bool]


class Brief(NamedTuple):
    """What a position has besides its counts.

    Of the dates of exempt items `moved` has no more than how many became overdue.
    `late` has what is overdue, the latest first, but for the exempt items (`late_exempt`);
    `late_in` is the framework that all of these are in, `owed` how many of them each owner has, the
    most first and nobody's (None) last; nothing where nobody owns any. `next_due` is None where
    nothing has a date to come.
    """

    last: LastReport
    moved: Movement
    open_by_due: OpenByDue
    late: tuple[AlikeLate, ...]
    late_exempt: int
    late_in: str | None
    owed: tuple[tuple[str | None, int], ...]
    next_due: NextDue | None
    grades: GradesReport
    marking: str | None = None
    grade_moves: GradeMoves = GradeMoves()

    @property
    def dates_moved(self) -> tuple[Moved, ...]:
        """The items that have another date than on that day, or none any more."""
        return self.moved.dates_moved


def add_figures(each: Iterable[KindCounts]) -> FigureSums:
    """The figures of frameworks that have no items in common."""
    counts = tuple(each)
    return FigureSums(
        recommendations=sum(one.recommendations.completed for one in counts),
        of_recommendations=sum(one.recommendations.total for one in counts),
        afis=sum(one.afis.completed for one in counts),
        of_afis=sum(one.afis.total for one in counts),
        overdue=sum(one.all.overdue for one in counts),
        reported_otherwise=(
            any(one.reported("recommendation") for one in counts),
            any(one.reported("afi") for one in counts),
        ),
    )


def brief(request: ReportRequest, papers: Iterable[RecordedPaper] = ()) -> Brief:
    """The figures of a day, held against the last of some recorded papers or the newest document.

    Which papers tell of what is wanted is the caller's to know.
    """
    request = request.of_figures()
    today, current = request.today, request.current()
    current = replace(current, items=request.items_of(current))
    last = last_report(current, papers, today, request.wanted is not None)
    counted = [item for item in current.items if is_counted(item) and is_open(item)]
    late = [item for item in counted if is_overdue(item, today)]
    named = [item for item in late if not item.exempt]
    rows = rows_of(current, named, today) if named else ()
    places = {row.short_framework for row in rows}
    slugs = frozenset(item.framework for item in current.items if item.framework)
    moved = movement(current, last.on, today, request.wanted is not None)
    grades = grades_report(current, today, _with_parents(current, slugs, request))
    return Brief(
        last=last,
        moved=_published_reasons(without_exempt_dates(moved)),
        open_by_due=_open_by_due(counted, request, current),
        late=_alike(rows),
        late_exempt=len(late) - len(named),
        late_in=places.pop() if len(places) == 1 and len(late) == len(named) else None,
        owed=_owed(named, redaction_rules(request.plan, internal=False)),
        next_due=_next_due(counted, today),
        grades=grades,
        marking=request.plan.marking,
        grade_moves=grade_moves(current, last.on, grades),
    )


def _with_parents(
    plan: Plan, slugs: frozenset[str], request: ReportRequest
) -> frozenset[str] | None:
    """The frameworks whose grades are told: all of them, or those of the items wanted."""
    if request.wanted is None:
        return None
    parents = (f.parent for f in plan.frameworks if f.slug in slugs and f.parent)
    return slugs.union(parents)


def _open_by_due(still_open: Sequence[Item], request: ReportRequest, plan: Plan) -> OpenByDue:
    today = request.today
    near = days_after(today, plan.thresholds.near_days)
    groups = dict.fromkeys(("overdue", "deferred", "undated", "soon", "later"), 0)
    for item in still_open:
        groups[_group_of(item, today, near)] += 1
    no_owner = sum(item.owner is None for item in still_open)
    return OpenByDue(**groups, no_owner=no_owner, filters=_filters(request.scope, near))


def _group_of(item: Item, today: date, near: date) -> str:
    if is_overdue(item, today):
        return "overdue"
    if is_deferred(item, today):
        return "deferred"
    if item.deadline is None:
        return "undated"
    return "soon" if item.deadline <= near else "later"


def _filters(scope: Scope, near: date) -> dict[str, str]:
    rest = (*scope, OPEN, Not(OVERDUE), Not(DEFERRED))
    dated: dict[str, Query] = {
        "soon": Compare("due", "<=", near.isoformat()),
        "later": Compare("due", ">", near.isoformat()),
        "undated": Compare("due", "=", None),
    }
    whole: dict[str, Query] = {
        "overdue": OVERDUE,
        "deferred": DEFERRED,
        "no_owner": Compare("owner", "=", None),
    }
    return {**figure_filters((*scope, OPEN), whole), **figure_filters(rest, dated)}


def _alike(rows: Iterable[ItemRow]) -> tuple[AlikeLate, ...]:
    by_days: dict[int, list[str]] = {}
    for row in rows:
        by_days.setdefault(row.days_overdue, []).append(row.item.id)
    return tuple(AlikeLate(tuple(by_days[days]), days) for days in sorted(by_days, reverse=True))


def _owed(late: Iterable[Item], allowed: RedactionRules) -> tuple[tuple[str | None, int], ...]:
    """How many of them each post owes; nothing where nobody owns any."""
    owners = Counter(post_of(item.owner, allowed) for item in late)
    if not any(owners):
        return ()
    return tuple(sorted(owners.items(), key=lambda one: (one[0] is None, -one[1], one[0] or "")))


def _published_reasons(moved: Movement) -> Movement:
    """The movement with those reasons alone beside its dates that may be printed."""
    kept: dict[str, Any] = {
        part: tuple(_published(one, moved.since) for one in getattr(moved, part))
        for part in DATE_MOVES
    }
    return moved._replace(**kept)


def _published(one: Moved, since: date) -> Moved:
    if not one.reasons:
        return one
    reasons = (
        entry.reason
        for entry in effective_entries(one.item.history)
        if entry.on > since and entry.published and "due" in {c.field for c in entry.changes}
    )
    return one._replace(reasons=tuple(dict.fromkeys(filter(None, reasons))))


def _next_due(still_open: Iterable[Item], today: date) -> NextDue | None:
    """What is due first of what isn't late, deferred or exempt, and which steps of such items."""
    shown = [one for one in still_open if not (one.exempt or is_deferred(one, today))]
    coming = [(i.deadline, i) for i in shown if i.deadline and not days_overdue(i, today)]
    steps = steps_ahead(shown, today)
    if not (coming or steps):
        return None
    first = min((*(day for day, _ in coming), *steps))
    alike = [item for day, item in coming if day == first]
    due = alike[0].due if alike else None
    return NextDue(tuple(item.id for item in alike), due or first.isoformat(), steps.get(first, ()))
