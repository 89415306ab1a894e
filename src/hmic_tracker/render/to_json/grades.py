"""Grades: `grades --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmic_tracker.render.to_json import Object, head

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
        "framework": row.framework.slug,
        "name": row.framework.name,
        "parent": row.framework.parent,
        "grades": [
            {"period": g.period, "state": g.state, "grade": g.grade, "scale": g.scale}
            for g in row.grades
        ],
        "change": row.change,
        "national": [_national(one) for one in row.national],
    }


def _national(row: NationalRow) -> Object:
    return {
        "period": row.national.period,
        "counts": row.national.counts,
        "printed": list(row.national.printed),
        "published": row.national.published,
        "expected": row.national.expected,
        "complete": row.national.complete,
        "place": row.place._asdict() if row.place else None,
    }
