"""The inspections of a plan: the pages of `inspection list` and `inspection show`, their JSON."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.inspections import is_hmicfrs
from hmic_tracker.domain.words import count_of
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage import damage_notice

if TYPE_CHECKING:
    from hmic_tracker.domain.grades import Grade
    from hmic_tracker.reports.inspections import InspectionRow, InspectionsReport

_COLUMNS = nodes.columns(
    "Inspection", "Published", "Response due", "Revisit", ">Completed", ">Overdue"
)
_STATES = {
    "not-graded-separately": "not graded separately",
    "not-inspected": "not inspected",
    "unknown": "unknown",
}


def inspections_page(report: InspectionsReport) -> nodes.Page:
    """The page of `inspection list`."""
    if not report.rows:
        return (
            nodes.Paragraph(
                "No inspections yet: tracker import FILE, or tracker inspection add TITLE"
            ),
            *damage_notice(report.damaged),
        )
    rows = tuple(map(_list_row, report.rows))
    return nodes.Table(_COLUMNS, rows, "Title"), *damage_notice(report.damaged)


def inspection_page(report: InspectionsReport) -> nodes.Page:
    """The page of `inspection show`, of a report on one."""
    row = report.rows[0]
    one = row.inspection
    page: list[nodes.Node] = [
        nodes.Heading(f"{one.id}  {one.title}"),
        nodes.Gap(),
        nodes.Pairs(tuple(_pairs(row))),
    ]
    if row.by_kind:
        page += [nodes.Gap(), _items(row)]
    if one.sources:
        sources = ((f"  {say_day(s.on) if s.on else 'undated'}", s.title) for s in one.sources)
        page += nodes.part("Sources", nodes.Pairs(tuple(sources)))
    if one.grades:
        page += nodes.part("Grades given", _grades(one.grades, report))
    return (*page, *damage_notice(report.damaged))


def _list_row(row: InspectionRow) -> nodes.Row:
    one, late = row.inspection, row.counts.overdue
    return nodes.make_row(
        one.id,
        say_due(one.published) if one.published else "none",
        _with_passed(row.response_due, row.response_passed),
        _revisit(row),
        f"{row.counts.completed}/{row.counts.total}",
        nodes.red_count(late),
        detail=one.title,
    )


def _pairs(row: InspectionRow) -> list[tuple[str, str]]:
    one = row.inspection
    given = (
        ("Body", one.body),
        ("Programme", one.programme),
        ("Published", say_due(one.published) if one.published else "not said"),
        ("Response due", _response(row)),
        ("Revisit", _revisit(row)),
        ("Page", one.url),
        ("Forces", f"{one.expected} in the country" if one.expected is not None else None),
        ("Items", "" if row.by_kind else "none that counts"),
        ("Good practice", _practice(row)),
    )
    return [(label, text) for label, text in given if text]


def _practice(row: InspectionRow) -> str:
    text = count_of(row.practice, "good-practice")
    return f"{text}, in no count: tracker list --kind gp" if row.practice else ""


def _items(row: InspectionRow) -> nodes.Table:
    return nodes.Table(
        nodes.columns("Items", ">Completed", ">Verified", ">Open", ">Overdue"),
        tuple(
            nodes.make_row(
                count_of(counts.total, kind),
                *(counts.completed, counts.verified, counts.open),
                nodes.red_count(counts.overdue),
            )
            for kind, counts in row.by_kind.items()
        ),
    )


def _response(row: InspectionRow) -> str:
    if row.response_due is None and is_hmicfrs(row.inspection.body):
        return "not known: 56 days after publication, whose day is not said"
    return _with_passed(row.response_due, row.response_passed)


def _grades(grades: tuple[Grade, ...], report: InspectionsReport) -> nodes.Table:
    columns = nodes.text_columns("Framework", "Period", "Grade")
    rows = (
        (report.names.get(g.framework, g.framework), g.period, g.grade or _STATES.get(g.state, ""))
        for g in grades
    )
    return nodes.Table(columns, tuple(nodes.make_row(*row) for row in rows))


def _revisit(row: InspectionRow) -> str:
    revisit = row.inspection.revisit
    return f"{say_due(revisit)}{' (passed)' if row.revisit_passed else ''}" if revisit else "none"


def _with_passed(day: date | None, passed: bool) -> str:
    return f"{say_day(day)}{' (passed)' if passed else ''}" if day else "none"
