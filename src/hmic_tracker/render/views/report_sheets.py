"""The position, the grades and the trend as workbooks: a sheet for each of their tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hmic_tracker.domain.grades import grade_phrase
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.sheets import Sheet, Value, Workbook
from hmic_tracker.render.views.grades import change_text, missing_text, ours_text, placed_rows
from hmic_tracker.render.views.summary import summary_title
from hmic_tracker.reports.trend import Point

if TYPE_CHECKING:
    from hmic_tracker.reports.deferrals import Deferrals
    from hmic_tracker.reports.grades import GradesReport
    from hmic_tracker.reports.highlights import Highlights
    from hmic_tracker.reports.item_rows import ItemRow
    from hmic_tracker.reports.summary_values import KindCounts, Summary
    from hmic_tracker.reports.trend import Trend

_FIGURES = ("total", "completed", "verified", "open", "deferred", "overdue")
_KINDS = ("Recommendations", "AFIs", "Causes of concern")
_POINTS = {
    "on": "To end of",
    "newly_completed": "Completed since",
    "moves": "Dates moved",
    "days_moved": "Days moved",
    "median_age": "Median age of open, days",
}
"""What the fields of a point are called, where that is not their name."""


def summary_workbook(summary: Summary, news: Highlights) -> Workbook:
    """The counts by framework and by body, and what is overdue."""
    kinds = 3 if summary.totals.causes_of_concern.total else 2
    heads = tuple(f"{kind} {figure}" for kind in _KINDS[:kinds] for figure in _FIGURES)
    names = {row.framework.slug: row.framework.name for row in summary.frameworks}
    frameworks = [
        (
            row.framework.name,
            names.get(row.framework.parent or ""),
            *(row.period, row.grade),
            *_counts(row.counts, kinds),
        )
        for row in summary.frameworks
    ]
    total = ("Total", None, None, None, *_counts(summary.totals, kinds))
    first = Sheet(
        "Frameworks", ("Framework", "Part of", "Period", "Grade", *heads), frameworks, (total,)
    )
    sheets = [first]
    if len(summary.bodies) > 1:
        bodies = [(one.body or "none", *_counts(one.counts, kinds)) for one in summary.bodies]
        sheets.append(Sheet("Bodies", ("Body", *heads), bodies))
    late = ("Item", "Title", "Framework", "Owner", "Due", "Days late")
    sheets.append(Sheet("Overdue", late, _late(news.overdue)))
    if summary.deferred.now:
        heads = (*late[:-1], "Deferred until", "Agreed by", "Agreed on", "Reason")
        sheets.append(Sheet("Deferred", heads, _put_off(summary.deferred)))
    return Workbook(summary_title(summary), tuple(sheets), summary.as_of, news.marking)


def grades_workbook(report: GradesReport, marking: str | None) -> Workbook:
    """Our grades by period, and for each period how many forces got each grade."""
    names = {row.framework.slug: row.framework.name for row in report.frameworks}
    grades = [
        (
            row.framework.name,
            names.get(row.framework.parent or ""),
            *(
                (grade.grade or grade_phrase(grade)) if (grade := row.in_period(period)) else None
                for period in report.periods
            ),
            change_text(row, report.periods),
        )
        for row in report.frameworks
    ]
    sheets = [Sheet("Grades", ("Framework", "Part of", *report.periods, "Change"), grades)]
    for n, (period, scale, placed) in enumerate(placed_rows(report), 1):
        heads = ("Framework", "Period", *scale, "Ours", "Forces above", "level", "below")
        rows = [
            (
                *(row.framework.name, period, *one.national.printed, ours_text(row, one)),
                *(one.place or (None, None, None)),
            )
            for row, one in placed
        ]
        sheets.append(Sheet(f"Forces {n}", heads, rows))
    if lost := report.incomplete_national:
        heads = ("Framework", "Period", "As printed", "Forces", "Missing", "The source adds")
        rows = [
            (
                *(row.framework.name, one.national.period),
                *(" ".join(map(str, one.national.printed)), one.national.published),
                *(missing_text(one.national), (one.national.remark or "").strip("() ") or None),
            )
            for row, one in lost
        ]
        sheets.append(Sheet("Not whole", heads, rows))
    return Workbook("Grades", tuple(sheets), report.as_of, marking)


def trend_workbook(trend: Trend, marking: str | None) -> Workbook:
    """The counts at each point."""
    keys = Point._fields[:-1]
    heads = tuple(_POINTS.get(key, key.capitalize()) for key in keys)
    rows = (tuple(getattr(point, key) for key in keys) for point in trend.points)
    return Workbook("Trend", (Sheet("Trend", heads, rows),), trend.as_of, marking)


def _counts(counts: KindCounts, kinds: int) -> Iterator[Value]:
    for one in (counts.recommendations, counts.afis, counts.causes_of_concern)[:kinds]:
        yield from (getattr(one, figure) for figure in _FIGURES)


def _late(rows: Iterable[ItemRow]) -> Iterator[tuple[Value, ...]]:
    for row in rows:
        yield *_item(row), row.days_overdue


def _put_off(every: Deferrals) -> Iterator[tuple[Value, ...]]:
    from hmic_tracker.render.views.list_sheets import due_value

    for one in every.now:
        yield *_item(one.row), due_value(one.until), one.by, one.on, one.reason


def _item(row: ItemRow) -> tuple[Value, ...]:
    from hmic_tracker.render.views.list_sheets import due_value

    item = row.item
    due = due_value(item.due) if item.due else None
    return item.id, item.title, row.framework_name, item.owner, due
