"""The inspections of a plan: the pages of `inspection list` and `inspection show`, their JSON."""

from __future__ import annotations

from datetime import date

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.grades import Grade
from hmic_tracker.domain.inspections import is_hmicfrs
from hmic_tracker.domain.words import count_of
from hmic_tracker.render.blocks import (
    Block,
    Cell,
    Column,
    Gap,
    Heading,
    Line,
    Page,
    Pairs,
    Row,
    Table,
)
from hmic_tracker.render.views.damage import damage_blocks
from hmic_tracker.reports.inspections import InspectionRow, InspectionsReport

_COLUMNS = (
    Column("id", "Inspection"),
    Column("published", "Published"),
    Column("response_due", "Response due"),
    Column("revisit", "Revisit"),
    Column("completed", "Completed", "right"),
    Column("overdue", "Overdue", "right"),
)
_STATES = {
    "not-graded-separately": "not graded separately",
    "not-inspected": "not inspected",
    "unknown": "unknown",
}


def inspections_page(report: InspectionsReport) -> Page:
    """The page of `inspection list`."""
    if not report.rows:
        return (
            Line("No inspections yet: tracker import FILE, or tracker inspection add TITLE"),
            *damage_blocks(report.damaged),
        )
    rows = tuple(map(_list_row, report.rows))
    return Table(_COLUMNS, rows, "Title"), *damage_blocks(report.damaged)


def inspection_page(report: InspectionsReport) -> Page:
    """The page of `inspection show`, of a report on one."""
    row = report.rows[0]
    one = row.inspection
    blocks: list[Block] = [Heading(f"{one.id}  {one.title}"), Gap(), Pairs(tuple(_pairs(row)))]
    if row.by_kind:
        blocks += [Gap(), _items(row)]
    if one.sources:
        said = ((f"  {say_day(s.on) if s.on else 'undated'}", s.title) for s in one.sources)
        blocks += [Gap(), Line("Sources", "bold"), Pairs(tuple(said))]
    if one.grades:
        blocks += [Gap(), Line("Grades given", "bold"), _grades(one.grades, report)]
    return (*blocks, *damage_blocks(report.damaged))


def _list_row(row: InspectionRow) -> Row:
    one, late = row.inspection, row.counts.overdue
    return Row(
        (
            Cell(one.id),
            Cell(say_due(one.published) if one.published else "none"),
            Cell(_with_passed(row.response_due, row.response_passed)),
            Cell(_revisit(row)),
            Cell(f"{row.counts.completed}/{row.counts.total}"),
            Cell(str(late), "red" if late else ""),
        ),
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
    said = count_of(row.practice, "good-practice")
    return f"{said}, in no count: tracker list --kind gp" if row.practice else ""


def _items(row: InspectionRow) -> Table:
    heads = ("Completed", "Verified", "Open", "Overdue")
    columns = (Column("kind", "Items"), *(Column(h.lower(), h, "right") for h in heads))
    return Table(
        columns,
        tuple(
            Row(
                (
                    Cell(count_of(counts.total, kind)),
                    Cell(str(counts.completed)),
                    Cell(str(counts.verified)),
                    Cell(str(counts.open)),
                    Cell(str(counts.overdue), "red" if counts.overdue else ""),
                )
            )
            for kind, counts in row.by_kind.items()
        ),
    )


def _response(row: InspectionRow) -> str:
    if row.response_due is None and is_hmicfrs(row.inspection.body):
        return "not known: 56 days after publication, whose day is not said"
    return _with_passed(row.response_due, row.response_passed)


def _grades(grades: tuple[Grade, ...], report: InspectionsReport) -> Table:
    columns = (
        Column("framework", "Framework"),
        Column("period", "Period"),
        Column("grade", "Grade"),
    )
    rows = (
        (report.names.get(g.framework, g.framework), g.period, g.grade or _STATES.get(g.state, ""))
        for g in grades
    )
    return Table(columns, tuple(Row(tuple(map(Cell, row))) for row in rows))


def _revisit(row: InspectionRow) -> str:
    revisit = row.inspection.revisit
    return f"{say_due(revisit)}{' (passed)' if row.revisit_passed else ''}" if revisit else "none"


def _with_passed(day: date | None, passed: bool) -> str:
    return f"{say_day(day)}{' (passed)' if passed else ''}" if day else "none"
