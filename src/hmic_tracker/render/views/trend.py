"""The plan over time: bars on a screen, and the numbers everywhere."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.render.blocks import (
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Gap,
    Heading,
    Line,
    Page,
    Row,
    Table,
)
from hmic_tracker.render.views.damage import damage_blocks
from hmic_tracker.reports.trend import Point, Trend


def trend_page(trend: Trend, bars: bool) -> Page:
    """The page of `trend`; with `bars` each point is drawn as well."""
    if not trend.points:
        blocks: list[Block] = [Line(f"Nothing was entered by {say_day(trend.as_of)}")]
        if trend.filter_text:
            blocks.append(Line(f"Only {trend.filter_text}"))
        return (*blocks, *damage_blocks(trend.damaged))
    last = trend.points[-1]
    blocks = [Heading(f"Trend by {trend.step}, to {say_day(last.on)}")]
    if trend.filter_text:
        blocks.append(Line(f"Only {trend.filter_text}"))
    if bars:
        blocks += [Gap(), Bars(tuple(_bar(trend, point) for point in trend.points))]
    blocks += [Gap(), _table(trend)]
    return (*blocks, *damage_blocks(trend.damaged))


def _label(trend: Trend, point: Point) -> str:
    """A month for its end, the day for today."""
    if point is trend.points[-1]:
        return say_day(point.on)
    return say_due(point.on.isoformat()[:7])


def _bar(trend: Trend, point: Point) -> Bar:
    """All that is counted, each item in one part."""
    return Bar(
        _label(trend, point),
        (
            (point.verified, "blue", "verified"),
            (point.unverified, "green", "unverified"),
            (point.in_time, "", "open in time"),
            (point.overdue, "red", "overdue"),
        ),
    )


def _table(trend: Trend) -> Table:
    during = f"In the {trend.step}"
    columns = (
        Column("on", "To end of"),
        Column("open", "Open", "right"),
        Column("overdue", "Overdue", "right"),
        Column("completed", "Completed", "right"),
        Column("verified", "Verified", "right"),
        Column("newly_completed", "Completed", "right", during),
        Column("moves", "Moves", "right", during),
        Column("days_moved", "Days", "right", during),
        Column("median_age", "age", "right", "Median"),
    )
    return Table(columns, tuple(_row(trend, point) for point in trend.points))


def _row(trend: Trend, point: Point) -> Row:
    numbers = (point.open, point.overdue, point.completed, point.verified, point.newly_completed)
    cells = [Cell(_label(trend, point)), *(Cell(str(n)) for n in numbers)]
    cells += [Cell(str(point.moves)), Cell(str(point.days_moved)), Cell(age_text(point))]
    return Row(tuple(cells))


def age_text(point: Point) -> str:
    """The median age as it is read: "80", "80.5"."""
    return "none" if point.median_age is None else f"{point.median_age:.1f}".removesuffix(".0")
