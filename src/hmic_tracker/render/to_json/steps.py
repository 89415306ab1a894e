"""The steps of action plans: `action list --json`."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, object_header, picked

if TYPE_CHECKING:
    from hmic_tracker.reports.steps import StepRow, StepsReport


def steps_object(report: StepsReport) -> Object:
    """`action list --json`."""
    return {
        **object_header("steps", report.as_of, report.damaged),
        "count": len(report.rows),
        "steps": [step_object(row) for row in report.rows],
    }


def step_object(row: StepRow) -> Object:
    """A step with the item it is of, and how it stands."""
    return {
        **picked(row.item, "id", "title"),
        "step": row.step.n,
        "text": row.step.text,
        "owner": row.owner,
        **picked(row.step, "due", "done", "dropped"),
        **picked(row, "state", "days_late"),
    }
