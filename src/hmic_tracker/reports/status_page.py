"""Everything on the page of the position, as one value: what a board looks at.

Nothing that may not be printed is in it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.rules import is_counted, is_deferred, is_open, is_overdue
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.query.terms import Compare, Not, Query, all_of
from hmic_tracker.reports.figures import (
    DEFERRED,
    OPEN,
    OVERDUE,
    UNVERIFIED,
    Scope,
    figure_filters,
    owned_by,
    these_items,
)
from hmic_tracker.reports.grade_changes import GradeChanges, grade_changes
from hmic_tracker.reports.grade_moves import GradeMoves, grade_moves
from hmic_tracker.reports.grades import GradesReport, grades_report
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.highlights import Highlights, highlights
from hmic_tracker.reports.last_report import LastReport, last_report
from hmic_tracker.reports.redaction import (
    EXEMPT_TITLE,
    is_hidden,
    printable,
    redaction_rules,
)
from hmic_tracker.reports.status_bands import Bands, bands
from hmic_tracker.reports.steps_ahead import steps_ahead
from hmic_tracker.reports.summary import summary
from hmic_tracker.reports.trend import Trend, trend

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.recorded_papers import RecordedPaper
    from hmic_tracker.reports.request import ReportRequest
    from hmic_tracker.reports.summary_values import Summary


class OwnerRow(NamedTuple):
    """What a post owes; `owner` None is nobody. `near` are due by the day that counts as near.

    `unverified` are completed and not checked; `next_due` is the open items' earliest from today.
    What is `deferred` is in neither `near` nor `next_due`. Exempt items are in a row of their own,
    whose dates are `withheld`. `filters` are those of the numbers.
    """

    owner: str | None
    open: int
    deferred: int
    overdue: int
    near: int
    unverified: int
    next_due: str | None
    filters: Mapping[str, str] = {}
    withheld: bool = False


class DueDay(NamedTuple):
    """A day on which open items and steps fall due: how many items, and which steps."""

    day: date
    items: int
    steps: tuple[str, ...] = ()


class StatusPage(NamedTuple):
    """The position, what moved, grades, the last year's trend, and who owes what.

    `changes` are of all grades against those before, `moves` of those that changed since.

    `since` names what the movement in `highlights` begins with: a paper or a document, None for a
    day that was asked for or is some time ago. `dues` are the next days on which open items and
    their steps fall due; `unowned` is how many open items nobody owns. `near_days`
    and `many_moves` are the settings that the RAG colours follow.
    """

    summary: Summary
    highlights: Highlights
    since: str | None
    grades: GradesReport
    changes: GradeChanges
    moves: GradeMoves
    bands: Bands
    dues: tuple[DueDay, ...]
    unowned: int
    trend: Trend
    owners: tuple[OwnerRow, ...]
    near_days: int
    many_moves: int

    @property
    def owed(self) -> OwnerRow:
        """What all owners owe together."""
        rows = self.owners
        return OwnerRow(
            owner=None,
            open=sum(row.open for row in rows),
            deferred=sum(row.deferred for row in rows),
            overdue=sum(row.overdue for row in rows),
            near=sum(row.near for row in rows),
            unverified=sum(row.unverified for row in rows),
            next_due=None,
        )


def status_page(
    request: ReportRequest, since: date | None = None, papers: Iterable[RecordedPaper] = ()
) -> StatusPage:
    """The page as of a day, of the items wanted alone.

    What moved did so since a day, by default that of the last of some recorded papers or of the
    newest document.
    """
    request = request.of_figures()
    today, current, position = request.today, request.current(), summary(request)
    slugs = frozenset(row.framework.slug for row in position.frameworks)
    allowed = redaction_rules(request.plan, internal=False)
    wanted = request.items_of(current)
    items = [printable(item, allowed) for item in wanted]
    named = {item.id: item.owner for item in wanted}
    year_ago = date(max(today.year - 1, 1), today.month, 1)
    part = replace(current, items=tuple(wanted))
    name, usual = last_report(part, papers, today, request.wanted is not None)
    news = highlights(request, since or usual, LastReport(name, usual))
    grades = grades_report(current, today, slugs if request.wanted else None)
    return StatusPage(
        summary=position,
        highlights=news if since else news._replace(updates=()),
        since=name if since in {None, usual} else None,
        grades=grades,
        changes=grade_changes(grades),
        moves=grade_moves(current, since or usual, grades),
        bands=bands(wanted, today, current.thresholds),
        dues=_dues(wanted, today),
        unowned=sum(is_counted(item) and is_open(item) and not item.owner for item in wanted),
        trend=trend(request, year_ago),
        owners=_owners(items, today, position.near_day, request.scope, named),
        near_days=current.thresholds.near_days,
        many_moves=current.thresholds.many_moves,
    )


def _dues(items: Iterable[Item], today: date) -> tuple[DueDay, ...]:
    """The next days on which open items and steps fall due; exempt and deferred ones aside.

    Of a step that isn't published these are its number and day: what it is stays inside.
    """
    shown = [
        item
        for item in items
        if is_counted(item) and is_open(item) and not is_deferred(item, today)
        if not item.exempt
    ]
    days = Counter(one.deadline for one in shown if one.deadline and one.deadline >= today)
    steps = steps_ahead(shown, today)
    return tuple(DueDay(day, days[day], steps.get(day, ())) for day in sorted({*days, *steps}))


def _owners(
    items: Iterable[Item], today: date, near: date, scope: Scope, named: Mapping[str, str | None]
) -> tuple[OwnerRow, ...]:
    """Who owns open or unverified items: the most overdue first, then by name, nobody last.

    `named` are the owners as the items have them, by id: a person where the page has the post.
    """
    owed = [i for i in items if is_counted(i) and (is_open(i) or i.status == "done")]
    groups = group_by_key(owed, lambda i: is_hidden(i) or folded(i.owner or ""))
    exempt = any(item.exempt for item in owed)
    rows = []
    for mine in groups.values():
        # Whose an exempt item is isn't printed, so an owner's row is less than what they own.
        ids = [item.id for item in mine]
        whose = these_items(ids) if exempt else owned_by(named[one] for one in ids)
        filters = figure_filters((*scope, whose), _figures(today, near))
        rows.append(_owner(mine, today, near)._replace(filters=filters))
    rows.sort(key=lambda row: (row.owner is None, -row.overdue, folded(row.owner or "")))
    return tuple(rows)


def _figures(today: date, near: date) -> dict[str, Query]:
    """What is counted of an owner's items."""
    due = (Compare("due", ">=", today.isoformat()), Compare("due", "<=", near.isoformat()))
    return {
        "open": OPEN,
        "deferred": DEFERRED,
        "overdue": OVERDUE,
        "near": all_of((OPEN, Not(DEFERRED), *due)),
        "unverified": UNVERIFIED,
    }


def _owner(items: list[Item], today: date, near: date) -> OwnerRow:
    still = [item for item in items if is_open(item)]
    waiting = [item for item in still if not is_deferred(item, today)]
    ahead = [(i.deadline, i.due) for i in waiting if i.deadline and i.deadline >= today]
    hidden = is_hidden(items[0])
    return OwnerRow(
        owner=EXEMPT_TITLE if hidden else items[0].owner,
        open=len(still),
        deferred=len(still) - len(waiting),
        overdue=sum(is_overdue(item, today) for item in still),
        near=sum(last <= near for last, _ in ahead),
        unverified=len(items) - len(still),
        next_due=min(ahead)[1] if ahead and not hidden else None,
        withheld=hidden and any(item.due for item in still),
    )
