"""Grades and trend on the page of the position: how things were, are, and compare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from hmic_tracker.render import nodes
from hmic_tracker.render.views import grades as grades_view
from hmic_tracker.render.views.trend import age_text, point_label

if TYPE_CHECKING:
    from hmic_tracker.domain.grades import Grade
    from hmic_tracker.reports.grades import GradesReport
    from hmic_tracker.reports.trend import Trend

_LINES: Final = ("open", "completed", "verified", "overdue")


def grades_part(report: GradesReport) -> Iterator[nodes.Node]:
    """Our grades then and now, and where they are among the forces."""
    if not any(row.grades for row in report.frameworks):
        yield nodes.Paragraph("No grades are in the plan yet.")
        return
    for name, grades in report.scales:
        yield nodes.Paragraph(f"Best first: {' > '.join(grades)} (scale {name})")
    slugs = {row.framework.slug for row in report.frameworks}
    lines = [
        nodes.make_row(
            row.framework.name,
            *(_grade(row.in_period(period)) for period in report.periods),
            grades_view.change_cell(row),
            indent=int(row.framework.parent in slugs),
        )
        for row in report.frameworks
        if row.grades
    ]
    columns = nodes.text_columns("Framework", *report.periods, "Change")
    yield nodes.Table(columns, tuple(lines), caption="Our grades by period")
    for period, scale, rows in grades_view.placed_rows(report):
        forces = rows[0][1].national.expected
        yield nodes.Heading(f"The national picture, {period}: {forces} forces", 3)
        bars = grades_view.national_bars(rows)
        yield bars._replace(key=tuple(zip(nodes.RANKS * 9, scale, strict=False)), in_table=True)
        others = nodes.number_columns("Others above", "Others level", "Others below")
        table = grades_view.national_table(scale, rows, others, "bold")
        yield table._replace(caption=f"How many forces got each grade in {period}")
    if lost := grades_view.lost_rows(report):
        yield nodes.Heading("Incomplete in the source", 3)
        yield nodes.Paragraph(
            "Cells are lost, the columns of the others unknown: no comparison is made."
        )
        yield grades_view.lost_table(lost)._replace(caption="National figures as printed")


def _grade(grade: Grade | None) -> nodes.Cell:
    if grade is None:
        return nodes.Cell("none", "dim")
    if not grade.grade:
        return nodes.Cell(grade.state.replace("-", " "), "dim")
    return nodes.Cell(grade.grade, "bold")


def trend_part(trend: Trend) -> Iterator[nodes.Node]:
    """How the counts went: lines, and the same numbers in a table."""
    if not trend.points:
        yield nodes.Paragraph("Nothing was entered yet.")
        return
    if len(trend.points) > 1:
        lines = ((name, tuple(getattr(p, name) for p in trend.points)) for name in _LINES)
        top = max(point.total for point in trend.points) or 1
        yield nodes.LineChart(tuple(point.on for point in trend.points), tuple(lines), top)
    columns = (
        *nodes.text_columns("To end of", wrap="never"),
        *nodes.number_columns("Open", "Overdue", "Completed", "Verified"),
        *nodes.number_columns("Completed in the month", "Dates moved", "Median age of open, days"),
    )
    rows = [
        nodes.make_row(
            *(point_label(trend, point), point.open, point.overdue, point.completed),
            *(point.verified, point.newly_completed, point.moves, age_text(point)),
            strong=point is trend.points[-1],
        )
        for point in trend.points
    ]
    caption = "The counts month by month, a year at most"
    yield nodes.Table(columns, tuple(rows), caption=caption)
