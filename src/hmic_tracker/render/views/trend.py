"""The plan over time: bars on a screen, and the numbers everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage import damage_notice
from hmic_tracker.render.views.status_bars import status_parts

if TYPE_CHECKING:
    from hmic_tracker.reports.trend import Point, Trend


def trend_page(trend: Trend, bars: bool) -> nodes.Page:
    """The page of `trend`; with `bars` each point is drawn as well."""
    only = [nodes.Paragraph(f"Only {trend.filter_text}")] if trend.filter_text else []
    if not trend.points:
        none = nodes.Paragraph(f"Nothing was entered by {say_day(trend.as_of)}")
        return (none, *only, *damage_notice(trend.damaged))
    last = trend.points[-1]
    page: list[nodes.Node] = [
        nodes.Heading(f"Trend by {trend.step}, to {say_day(last.on)}"),
        *only,
    ]
    if bars:
        page += [nodes.Gap(), _bars(trend)]
    page += [nodes.Gap(), _table(trend)]
    return (*page, *damage_notice(trend.damaged))


def point_label(trend: Trend, point: Point) -> str:
    """A month for its end, the day for the last."""
    if point is trend.points[-1]:
        return say_day(point.on)
    return say_due(point.on.isoformat()[:7])


def _bars(trend: Trend) -> nodes.Bars:
    """All that is counted at each point."""
    bars = (nodes.Bar(point_label(trend, point), status_parts(point)) for point in trend.points)
    return nodes.Bars(tuple(bars))


def _table(trend: Trend) -> nodes.Table:
    columns = (
        *nodes.columns("To end of", ">Open", ">Overdue", ">Completed", ">Verified"),
        *nodes.number_columns("Completed", "Moves", "Days", group=f"In the {trend.step}"),
        *nodes.number_columns("age", group="Median"),
    )
    rows = (
        nodes.make_row(
            *(point_label(trend, point), point.open, point.overdue, point.completed),
            *(point.verified, point.newly_completed, point.moves, point.days_moved),
            age_text(point),
        )
        for point in trend.points
    )
    return nodes.Table(columns, tuple(rows))


def age_text(point: Point) -> str:
    """The median age as it is read: "80", "80.5"."""
    return "none" if point.median_age is None else f"{point.median_age:.1f}".removesuffix(".0")
