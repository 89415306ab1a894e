"""The sections of the page about grades and about time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.grades import Grade
from hmic_tracker.render.page.charts import Part, bars, key_of, trend_chart
from hmic_tracker.render.page.elements import Markup, element, together
from hmic_tracker.render.page.sections import paragraph
from hmic_tracker.render.page.style import GRADE_COLOURS
from hmic_tracker.render.page.tables import Head, Line, table, word
from hmic_tracker.render.views.trend import age_text
from hmic_tracker.reports.grades import FrameworkGrades, GradesReport, NationalRow
from hmic_tracker.reports.trend import Trend

_CHANGE_LOOKS: Final = {"improved": "green", "declined": "red"}


def grades_section(report: GradesReport, shares: set[int]) -> Markup:
    """Our grades then and now, and where they stand among the forces."""
    if not any(row.grades for row in report.frameworks):
        return paragraph("No grades are in the plan yet.")
    scales = (f"{' > '.join(grades)} (scale {name})" for name, grades in report.scales)
    slugs = {row.framework.slug for row in report.frameworks}
    heads = (Head("Framework"), *(Head(period) for period in report.periods), Head("Change"))
    lines = [
        Line(
            (row.framework.name, *(_grade(row.in_period(p)) for p in report.periods), _change(row)),
            "part" if row.framework.parent in slugs else None,
        )
        for row in report.frameworks
        if row.grades
    ]
    return together(
        *(paragraph(f"Best first: {scale}") for scale in scales),
        table("Our grades by period", heads, lines, "table-grades"),
        *_national(report, shares),
        *_lost(report),
    )


def _grade(grade: Grade | None) -> Markup:
    if grade is None:
        return element("span", "none", class_="dim")
    if not grade.grade:
        return element("span", grade.state.replace("-", " "), class_="dim")
    return element("b", grade.grade)


def _change(row: FrameworkGrades) -> str:
    text = (row.change or "no earlier grade").replace("-", " ")
    look = _CHANGE_LOOKS.get(row.change or "")
    return word(text, look) if look else text


def _national(report: GradesReport, shares: set[int]) -> Iterator[Markup]:
    """Each period and list of grades in which our place among the forces is known."""
    found = [(row, n) for row in report.frameworks for n in row.national if n.place]
    groups = dict.fromkeys((n.national.period, n.national.grades) for _, n in found)
    for number, (period, grades) in enumerate(sorted(groups), 1):
        rows = [
            (r, n) for r, n in found if (n.national.period, n.national.grades) == (period, grades)
        ]
        forces = rows[0][1].national.expected
        yield element("h3", f"The national picture, {period}: {forces} forces")
        yield key_of((_shade(place), grade) for place, grade in enumerate(grades))
        yield bars([(row.framework.name, _parts(n)) for row, n in rows], shares)
        heads = (
            *(Head("Framework"), *(Head(grade, "n") for grade in grades), Head("Ours")),
            *(Head(f"Others {place}", "n") for place in ("above", "level", "below")),
        )
        lines = [
            Line(
                (
                    row.framework.name,
                    *map(str, n.national.printed),
                    element("b", n.ours or "none"),
                    *(str(count) for count in n.place or ()),
                )
            )
            for row, n in rows
        ]
        yield table(
            f"How many forces got each grade in {period}", heads, lines, f"table-forces-{number}"
        )


def _parts(row: NationalRow) -> list[Part]:
    pairs = zip(row.national.printed, row.national.grades, strict=True)
    return [
        Part(number, grade, _shade(place), ours=grade == row.ours)
        for place, (number, grade) in enumerate(pairs)
    ]


def _shade(place: int) -> str:
    return f"g{min(place, GRADE_COLOURS - 1)}"


def _lost(report: GradesReport) -> Iterator[Markup]:
    """The rows that the source prints without all of their cells."""
    rows = [
        (row, n.national)
        for row in report.frameworks
        for n in row.national
        if not n.national.complete
    ]
    if not rows:
        return
    yield element("h3", "Incomplete in the source")
    yield paragraph("Cells are lost, the columns of the others unknown: no comparison is made.")
    heads = (
        *(Head("Framework"), Head("Period"), Head("As printed", "d")),
        *(Head("Forces", "n"), Head("Missing", "n"), Head("The source adds")),
    )
    lines = [
        Line(
            (
                row.framework.name,
                n.period,
                " ".join(map(str, n.printed)),
                str(n.published),
                str(n.missing),
                (n.remark or "").strip("() "),
            )
        )
        for row, n in rows
    ]
    yield table("National figures as printed", heads, lines, "table-lost")


def trend_section(trend: Trend) -> Markup:
    """How the counts went: lines, and the same numbers in a table."""
    if not trend.points:
        return paragraph("Nothing was entered yet.")
    heads = (
        *(Head("To end of", "d"), Head("Open", "n"), Head("Overdue", "n"), Head("Completed", "n")),
        *(Head("Verified", "n"), Head("Completed in the month", "n")),
        *(Head("Dates moved", "n"), Head("Median age of open, days", "n")),
    )
    last = trend.points[-1]
    lines = [
        Line(
            (
                say_day(point.on) if point is last else say_due(point.on.isoformat()[:7]),
                *map(str, (point.open, point.overdue, point.completed, point.verified)),
                *(str(point.newly_completed), str(point.moves), age_text(point)),
            ),
            "strong" if point is last else None,
        )
        for point in trend.points
    ]
    return together(
        trend_chart(trend.points),
        table("The counts month by month, a year at most", heads, lines, "table-trend"),
    )
