"""Inspections and posts: `inspection --json` and `person --json`."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, iso, object_header, picked
from hmic_tracker.render.to_json.summary import counts_part

if TYPE_CHECKING:
    from hmic_tracker.reports.inspections import InspectionRow, InspectionsReport
    from hmic_tracker.reports.people import Owned, PeopleReport


def inspections_object(report: InspectionsReport) -> Object:
    """`inspection list --json`."""
    return {
        **object_header("inspections", report.as_of, report.damaged),
        "count": len(report.rows),
        "inspections": [_inspection(row) for row in report.rows],
    }


def inspection_object(report: InspectionsReport, written: bool | None = None) -> Object:
    """`inspection show --json`; of `inspection add` and `edit`, with whether it was written."""
    row = report.rows[0]
    return {
        **object_header("inspection", report.as_of, report.damaged),
        "inspection": {
            **_inspection(row),
            "by_kind": {
                kind: counts_part(counts, row.filters(kind)) for kind, counts in row.by_kind.items()
            },
            "good_practice": row.practice,
            "sources": [
                {"title": source.title, "on": iso(source.on), "sha256": source.sha256}
                for source in row.inspection.sources
            ],
            "grades": [grade._asdict() for grade in row.inspection.grades],
            "unsettled": [
                {**picked(one, "field", "counts"), "others": list(one.others)}
                for one in row.unsettled
            ],
        },
        **_written(written),
    }


def _inspection(row: InspectionRow) -> Object:
    inspection = row.inspection
    return {
        **picked(inspection, "id", "title", "body", "programme", "published", "url"),
        "response_due": iso(row.response_due),
        "response_passed": row.response_passed,
        "revisit": inspection.revisit,
        "revisit_passed": row.revisit_passed,
        "expected": inspection.expected,
        "aliases": list(inspection.aliases),
        "counts": counts_part(row.counts, row.filters()),
    }


def people_object(report: PeopleReport, written: bool | None = None) -> Object:
    """`person list --json`; of `person add` and `person edit`, with whether it was written."""
    return {
        **object_header("people", report.as_of, report.damaged),
        "count": len(report.owners),
        "people": [_owned(owned) for owned in report.owners],
        "without_owner": {
            "open": report.nobody,
            "overdue": report.nobody_overdue,
            "filters": report.nobody_filters,
        },
        **_written(written),
    }


def _owned(owned: Owned) -> Object:
    return {
        "post": owned.post.name,
        **picked(owned.post, "holder", "mail", "group"),
        "aliases": list(owned.post.aliases),
        **picked(owned.post, "cover", "cover_mail", "cover_until"),
        **picked(owned, "known", "open", "overdue", "filters"),
        "open_steps": owned.steps,
        "open_parts": owned.parts,
    }


def _written(written: bool | None) -> Object:
    return {} if written is None else {"written": written}
