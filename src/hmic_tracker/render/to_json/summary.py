"""The position, how it moved, and grades: `--json` of `summary`, `trend` and `grades`."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.to_json import Object, object_header, picked
from hmic_tracker.reports.movement import PARTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from hmic_tracker.domain.counts import Counts, Difference
    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.words import Kind
    from hmic_tracker.reports.brief import Brief
    from hmic_tracker.reports.deferrals import Deferral
    from hmic_tracker.reports.grades import FrameworkGrades, GradesReport, NationalRow
    from hmic_tracker.reports.highlights import Highlights
    from hmic_tracker.reports.item_rows import ItemRow
    from hmic_tracker.reports.movement import Moved, Movement
    from hmic_tracker.reports.slippage import SlippageReport
    from hmic_tracker.reports.summary_values import InspectionSummary, KindCounts, Summary
    from hmic_tracker.reports.trend import Point, Trend
    from hmic_tracker.reports.unsettled import Unsettled

_NAMED_PARTS: Final = (
    *("completed", "verified", "closed", "opened", "reopened", "undone", "deferred", "left"),
)
"""The parts of a movement whose items are named, besides those of dates and what is late."""


def summary_object(summary: Summary, highlights: Highlights, brief: Brief) -> Object:
    """`summary --json`; exempt items have no more than number and status."""
    return {
        **object_header("summary", summary.as_of, summary.damaged),
        "frameworks": [
            {
                **framework_part(row.framework),
                **picked(row, "grade", "period"),
                **_by_kind(row.counts),
                "inspections": [_of_inspection(one) for one in row.inspections],
            }
            for row in summary.frameworks
        ],
        "bodies": [{"body": one.body or None, **_by_kind(one.counts)} for one in summary.bodies],
        "totals": _by_kind(summary.totals),
        "rag": dict(summary.rags),
        "rag_filters": summary.rag_filters,
        "filter": summary.filter_text or None,
        "marking": highlights.marking,
        "requested": {
            "count": summary.requested.total,
            "filters": {"count": summary.requested.filter},
            "items": [_request(row) for row in highlights.requested],
        },
        "deferred": {
            "count": summary.deferred.total,
            "filters": {"count": summary.deferred.filter},
            "items": [deferral_part(one) for one in summary.deferred.now],
            "ended": [deferral_part(one) for one in summary.deferred.ended],
        },
        "overdue": [_late(row) for row in highlights.overdue],
        "newly_overdue": {
            "since": highlights.since.isoformat(),
            "items": [_late(row) for row in highlights.newly_overdue],
        },
        "newly_completed": {
            "since": highlights.since.isoformat(),
            "items": [{**_item(row), "status": row.item.status} for row in highlights.completed],
        },
        "exempt": [{"id": item_id, "status": status} for item_id, status in highlights.exempt],
        "unsettled": {
            "count": len(summary.not_settled_ids),
            "filters": {"count": summary.not_settled_filter},
            "items": [unsettled_part(one) for one in summary.not_settled],
        },
        "movement": _movement(highlights.movement) if highlights.movement else None,
        "answers": _answers(highlights),
        "since_last": _since_last(brief),
        "open_by_due": {**brief.open_by_due._asdict(), "soon_by": summary.near_day.isoformat()},
    }


def _since_last(brief: Brief) -> Object:
    """What moved since the last paper or document, by ids."""
    moved = brief.moved
    return {
        "name": brief.last.name,
        "on": brief.last.on.isoformat(),
        "newly_overdue": _ids(moved.became_overdue),
        "newly_overdue_exempt": moved.exempt_overdue.became,
        "dates_moved": _ids(brief.dates_moved),
        **{part: _ids(getattr(moved, part)) for part in _NAMED_PARTS},
    }


def _ids(moved: Iterable[Moved]) -> list[str]:
    return [one.item.id for one in moved]


def _answers(highlights: Highlights) -> Object | None:
    if highlights.answers is None:
        return None
    from hmic_tracker.render.to_json.answers import counts_object

    return counts_object(highlights.answers)


def subject_object(summary: Summary, line: str) -> Object:
    """`summary --subject --json`."""
    return {
        **object_header("subject", summary.as_of, summary.damaged),
        "filter": summary.filter_text or None,
        "subject": line,
    }


def framework_part(framework: Framework) -> Object:
    """A framework by slug and name; null of the items that are under none."""
    return {"framework": framework.slug or None, **picked(framework, "name", "parent")}


def _of_inspection(one: InspectionSummary) -> Object:
    """An inspection's grade of a framework, beside the counts of its own items."""
    return {
        "inspection": one.inspection.id if one.inspection else None,
        **{key: getattr(one.grade, key, None) for key in ("period", "state", "grade")},
        **_by_kind(one.counts),
    }


def unsettled_part(one: Unsettled) -> Object:
    """A field of an item that is not settled: what counts, what else was given, the first due."""
    return {
        **picked(one.item, "id", "title", "framework", "owner"),
        **picked(one, "field", "counts"),
        "others": list(one.others),
        "first_due": one.first_due,
    }


def _by_kind(counts: KindCounts) -> Object:
    return {
        "recommendations": _counts(counts, "recommendation"),
        "afis": _counts(counts, "afi"),
        "causes_of_concern": _counts(counts, "cause-of-concern"),
    }


def _counts(kinds: KindCounts, kind: Kind) -> Object:
    counts, reported = kinds.by_kind[kind], kinds.reported(kind)
    return {
        **counts_part(counts, kinds.filters(kind)),
        "progress": dict(counts.progress),
        "progress_filters": kinds.progress_filters(kind),
        "latest_due": counts.latest_due,
        "reported": [_reported(one) for one in reported] or None,
    }


def counts_part(counts: Counts, filters: Mapping[str, str]) -> Object:
    """The numbers of a count, and the filter of each."""
    return {**picked(counts, *filters), "filters": dict(filters)}


def _reported(difference: Difference) -> Object:
    reported = difference.reported
    return {
        "framework": reported.framework,
        "on": reported.on.isoformat(),
        **picked(reported, "total", "completed"),
        "candidates": list(difference.candidates),
        **picked(reported, "sentence", "source"),
    }


def _item(row: ItemRow) -> Object:
    return picked(row.item, "id", "title", "framework", "owner")


def _late(row: ItemRow) -> Object:
    return {**_item(row), "due": row.item.due, "days_overdue": row.days_overdue}


def _request(row: ItemRow) -> Object:
    fields = ("due", "original_due", "requested_due", "requested_reason")
    return {**_item(row), **picked(row.item, *fields)}


def deferral_part(one: Deferral) -> Object:
    """An item that is deferred, or has come back: until when, by whom, why."""
    return {
        **_item(one.row),
        "due": one.row.item.due,
        "deferred_until": one.until,
        "deferred_by": one.by,
        "deferred_on": one.on.isoformat() if one.on else None,
        "deferred_reason": one.reason,
        **picked(one, "days_left", "days_late"),
    }


def _movement(movement: Movement) -> Object:
    return {
        "since": movement.since.isoformat(),
        "until": movement.until.isoformat(),
        "total": _old_new(movement, "total"),
        "completed_in_all": _old_new(movement, "completed"),
        "overdue": _old_new(movement, "overdue"),
        "exempt_overdue": movement.exempt_overdue._asdict(),
        **{part: [_moved(one) for one in getattr(movement, part)] for part in PARTS},
    }


def _old_new(movement: Movement, figure: str) -> Object:
    """A figure of both days, each with the filter of its items as of that day."""
    return {
        "old": getattr(movement.then, figure),
        "new": getattr(movement.now, figure),
        "filters": {"old": movement.filters_then[figure], "new": movement.filters_now[figure]},
    }


def _moved(moved: Moved) -> Object:
    return {**picked(moved.item, "id", "title", "owner"), **picked(moved, "old", "new", "days")}


def slippage_object(report: SlippageReport) -> Object:
    """`summary --slippage --json`."""
    return {
        **object_header("slippage", report.as_of, report.damaged),
        "filter": report.filter_text or None,
        "owners": [
            {"owner": row.owner, **row.slipped._asdict(), "filters": row.filters}
            for row in report.owners
        ],
        "frameworks": [
            {
                **framework_part(row.framework),
                **row.slipped._asdict(),
                "filters": row.filters,
            }
            for row in report.frameworks
        ],
        "totals": {**report.total._asdict(), "filters": report.filters},
    }


def trend_object(trend: Trend) -> Object:
    """`trend --json`."""
    return {
        **object_header("trend", trend.as_of, trend.damaged),
        "step": trend.step,
        "filter": trend.filter_text or None,
        "points": [point_object(point) for point in trend.points],
    }


def point_object(point: Point) -> Object:
    """One point of a trend."""
    return {**point._asdict(), "on": point.on.isoformat(), "filters": dict(point.filters)}


def grades_object(report: GradesReport) -> Object:
    """`grades --json`."""
    return {
        **object_header("grades", report.as_of, report.damaged),
        "frameworks": [_grades_of(row) for row in report.frameworks],
        "unsettled": [
            {**picked(one, "inspection", "field", "counts"), "others": list(one.others)}
            for one in report.unsettled
        ],
    }


def _grades_of(row: FrameworkGrades) -> Object:
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
