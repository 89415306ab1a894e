"""Grades: `grades --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmic_tracker.render.to_json import Object, head, picked
from hmic_tracker.render.to_json.summary import framework_part

if TYPE_CHECKING:
    from hmic_tracker.reports.grades import FrameworkGrades, GradesReport, NationalRow


def grades_object(report: GradesReport) -> Object:
    """`grades --json`."""
    return {
        **head("grades", report.as_of, report.damaged),
        "frameworks": [_framework(row) for row in report.frameworks],
    }


def _framework(row: FrameworkGrades) -> Object:
    return {
        **framework_part(row.framework),
        "grades": [picked(grade, "period", "state", "grade", "scale") for grade in row.grades],
        "change": row.change,
        "national": [_national(one) for one in row.national],
    }


def _national(row: NationalRow) -> Object:
    return {
        **picked(row.national, "period", "counts"),
        "printed": list(row.national.printed),
        **picked(row.national, "published", "expected", "complete"),
        "place": row.place._asdict() if row.place else None,
    }
