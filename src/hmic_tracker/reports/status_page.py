"""Everything on the page of the position, as one value: what a board looks at.

Nothing that may not be printed is in it.
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.rules import is_counted, is_open, is_overdue
from hmic_tracker.domain.words import folded
from hmic_tracker.reports.grades import GradesReport, grades_report
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.highlights import Highlights, highlights
from hmic_tracker.reports.redaction import printable, redaction_rules
from hmic_tracker.reports.request import ReportRequest
from hmic_tracker.reports.summary import Summary, summary
from hmic_tracker.reports.trend import Trend, trend


class OwnerRow(NamedTuple):
    """What a post owes; `owner` None is nobody. `near` are due by the day that counts as near.

    `unverified` are completed and not checked; `next_due` is the open items' earliest from today.
    """

    owner: str | None
    open: int
    overdue: int
    near: int
    unverified: int
    next_due: str | None


class StatusPage(NamedTuple):
    """The position, its highlights, grades, the last year's trend, and who owes what.

    `near_days` and `many_moves` are the settings that the RAG colours follow.
    """

    summary: Summary
    highlights: Highlights
    grades: GradesReport
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
            overdue=sum(row.overdue for row in rows),
            near=sum(row.near for row in rows),
            unverified=sum(row.unverified for row in rows),
            next_due=None,
        )


def status_page(request: ReportRequest, since: date | None = None) -> StatusPage:
    """The page as of a day, with what moved since another one; of the items wanted alone."""
    today, current, position = request.today, request.current(), summary(request)
    slugs = frozenset(row.framework.slug for row in position.frameworks)
    allowed = redaction_rules(request.plan, internal=False)
    items = [printable(item, allowed) for item in request.items_of(current)]
    year_ago = date(max(today.year - 1, 1), today.month, 1)
    return StatusPage(
        summary=position,
        highlights=highlights(request, since),
        grades=grades_report(current, today, slugs if request.wanted else None),
        trend=trend(request, year_ago),
        owners=_owners(items, today, position.near_day),
        near_days=current.thresholds.near_days,
        many_moves=current.thresholds.many_moves,
    )


def _owners(items: Iterable[Item], today: date, near: date) -> tuple[OwnerRow, ...]:
    """Who owns open or unverified items: the most overdue first, then by name, nobody last."""
    owed = [i for i in items if is_counted(i) and (is_open(i) or i.status == "done")]
    groups = group_by_key(owed, lambda item: folded(item.owner or ""))
    rows = [_owner(mine, today, near) for mine in groups.values()]
    rows.sort(key=lambda row: (row.owner is None, -row.overdue, folded(row.owner or "")))
    return tuple(rows)


def _owner(items: list[Item], today: date, near: date) -> OwnerRow:
    still = [item for item in items if is_open(item)]
    ahead = [(i.deadline, i.due) for i in still if i.deadline and i.deadline >= today]
    return OwnerRow(
        owner=items[0].owner,
        open=len(still),
        overdue=sum(is_overdue(item, today) for item in still),
        near=sum(last <= near for last, _ in ahead),
        unverified=len(items) - len(still),
        next_due=min(ahead)[1] if ahead else None,
    )
