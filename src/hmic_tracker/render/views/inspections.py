"""The inspections of a plan: the pages of `inspection list` and `inspection show`, their JSON."""

from __future__ import annotations

from datetime import date

from hmic_tracker.domain.counts import Counts
from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.grades import Grade
from hmic_tracker.domain.inspections import is_hmicfrs
from hmic_tracker.domain.words import count_of
from hmic_tracker.render import nodes
from hmic_tracker.render.to_json.values import Object, head
from hmic_tracker.render.views.damage import damage_notice
from hmic_tracker.reports.inspections import InspectionRow, InspectionsReport

_COLUMNS = (
    *nodes.text_columns("Inspection", "Published", "Response due", "Revisit"),
    *nodes.number_columns("Completed", "Overdue"),
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


def inspections_object(report: InspectionsReport) -> Object:
    """`inspection list --json`."""
    return {
        **head("inspections", report.as_of, report.damaged),
        "count": len(report.rows),
        "inspections": [_fields(row) for row in report.rows],
    }


def inspection_object(report: InspectionsReport, written: bool | None = None) -> Object:
    """`inspection show --json`; of `inspection add` and `edit`, with whether it was written."""
    row = report.rows[0]
    one = row.inspection
    said = {} if written is None else {"written": written}
    return {
        **head("inspection", report.as_of, report.damaged),
        "inspection": {
            **_fields(row),
            "by_kind": {kind: _counts(counts) for kind, counts in row.by_kind.items()},
            "good_practice": row.practice,
            "sources": [
                {"title": s.title, "on": s.on.isoformat() if s.on else None, "sha256": s.sha256}
                for s in one.sources
            ],
            "grades": [grade._asdict() for grade in one.grades],
        },
        **said,
    }


def _fields(row: InspectionRow) -> Object:
    one = row.inspection
    return {
        "id": one.id,
        "title": one.title,
        "body": one.body,
        "programme": one.programme,
        "published": one.published,
        "url": one.url,
        "response_due": row.response_due.isoformat() if row.response_due else None,
        "response_passed": row.response_passed,
        "revisit": one.revisit,
        "revisit_passed": row.revisit_passed,
        "expected": one.expected,
        "counts": _counts(row.counts),
    }


def _counts(counts: Counts) -> Object:
    return {
        "total": counts.total,
        "completed": counts.completed,
        "verified": counts.verified,
        "open": counts.open,
        "overdue": counts.overdue,
    }


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
    heads = ("Completed", "Verified", "Open", "Overdue")
    columns = (*nodes.text_columns("Items"), *nodes.number_columns(*(h for h in heads)))
    return nodes.Table(
        columns,
        tuple(
            nodes.make_row(
                count_of(counts.total, kind),
                str(counts.completed),
                str(counts.verified),
                str(counts.open),
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
