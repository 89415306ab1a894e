"""The page of `action list`, and its rows for spreadsheets."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.formats import Records
from hmic_tracker.render.views.damage_notice import damage_notice

if TYPE_CHECKING:
    from hmic_tracker.reports.steps import StepRow, StepsReport

KEYS: Final = ("id", "step", "text", "owner", "due", "state", "done", "dropped", "days_late")


def steps_page(report: StepsReport) -> nodes.Page:
    """The page of `action list`: a row a step, its text below it."""
    late = sum(row.days_late > 0 for row in report.rows)
    parts = f" ({late} late)" if late else ""
    whole = "" if len(report.rows) == report.of else f" of {report.of}"
    many = f"{len(report.rows)}{whole} steps" if whole else plural(report.of, "step")
    head = nodes.Heading(f"Steps on {say_day(report.as_of)}: {many}{parts}")
    table = nodes.Table(nodes.columns("Item", ">Step", "Due", "State", "Owner"), _rows(report))
    shown = (nodes.Gap(), table) if report.rows else ()
    return (head, *shown, *damage_notice(report.damaged))


def _rows(report: StepsReport) -> tuple[nodes.Row, ...]:
    return tuple(
        nodes.make_row(
            *(nodes.id_cell(row.item.id), row.step.n),
            *(say_due(row.step.due) if row.step.due else "none", _state(row), row.owner or "none"),
            detail=row.step.text or "",
        )
        for row in report.rows
    )


def _state(row: StepRow) -> nodes.Cell:
    if row.days_late:
        return nodes.Cell(f"{plural(row.days_late, 'day')} late", "red")
    if row.step.done:
        return nodes.Cell(f"done {say_due(row.step.done)}", "dim")
    return nodes.Cell(row.state, "" if row.state == "open" else "dim")


def steps_records(report: StepsReport) -> Records:
    """The steps as rows of a spreadsheet."""
    from hmic_tracker.render.to_json.steps import step_object

    return Records(KEYS, [step_object(row) for row in report.rows])
