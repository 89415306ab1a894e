"""What moved, as the objects that `--json` prints: repeats, the trend, slippage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmic_tracker.render.to_json.values import head

if TYPE_CHECKING:
    from hmic_tracker.domain.importing import ImportPlan
    from hmic_tracker.render.to_json.values import Object
    from hmic_tracker.reports.slippage import SlippageReport
    from hmic_tracker.reports.trend import Point, Trend


def repeats_object(found: ImportPlan) -> Object:
    """What `import --json` says of the items that an earlier inspection had."""
    return {
        "repeats": [
            {
                "id": one.new.id,
                "of": one.old.id,
                "alike": one.percent,
                "supersedes": one.supersedes,
            }
            for one in found.repeats
        ],
        "carried": bool(found.carried),
    }


def trend_object(trend: Trend) -> Object:
    """`trend --json`."""
    return {
        **head("trend", trend.as_of, trend.damaged),
        "step": trend.step,
        "filter": trend.asked or None,
        "points": [point_object(point) for point in trend.points],
    }


def point_object(point: Point) -> Object:
    """One point of a trend."""
    return {**point._asdict(), "on": point.on.isoformat()}


def slippage_object(report: SlippageReport) -> Object:
    """`summary --slippage --json`."""
    return {
        **head("slippage", report.as_of, report.damaged),
        "filter": report.asked or None,
        "owners": [{"owner": row.owner, **row.slipped._asdict()} for row in report.owners],
        "frameworks": [
            {
                "framework": row.framework.slug or None,
                "name": row.framework.name,
                "parent": row.framework.parent,
                **row.slipped._asdict(),
            }
            for row in report.frameworks
        ],
        "totals": report.total._asdict(),
    }
