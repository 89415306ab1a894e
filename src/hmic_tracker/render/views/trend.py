"""The plan over time: bars on a screen, and the numbers everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.render.views.status_bars import status_parts

if TYPE_CHECKING:
    from hmic_tracker.reports.trend import Point, Trend

_COUNTS: Final = (">Open", ">Overdue", ">Completed", ">Verified")
_LINES: Final = ("open", "overdue", "completed", "verified")


def trend_page(trend: Trend, bars: bool) -> nodes.Page:
    """The page of `trend`; with `bars` each point is drawn as well."""
    only, damage = nodes.filter_line(trend.filter_text), damage_notice(trend.damaged)
    if not trend.points:
        none = nodes.Paragraph(f"Nothing was entered by {say_day(trend.as_of)}")
        return (none, *only, *damage)
    head = nodes.Heading(f"Trend by {trend.step}, to {say_day(trend.points[-1].on)}")
    drawn = nodes.spaced(_bars(trend)) if bars else ()
    deferred = nodes.spaced(nodes.Paragraph(_deferred(trend))) if _has_deferred(trend) else ()
    return (head, *only, *drawn, nodes.Gap(), _table(trend), *deferred, *damage)


def trend_part(trend: Trend) -> Iterator[nodes.Node]:
    """How the counts went on the page of the position: lines, and all of it in a folded table."""
    if not trend.points:
        yield nodes.Paragraph("Nothing was entered yet.")
        return
    first, last = trend.points[0], trend.points[-1]
    ends = (first, last) if len(trend.points) > 1 else (last,)
    text = " ".join(map(_counts_text, ends))
    if len(trend.points) > 1:
        lines = ((name, tuple(getattr(p, name) for p in trend.points)) for name in _LINES)
        yield nodes.LineChart(
            days=tuple(point.on for point in trend.points),
            lines=tuple(lines),
            top=max(point.total for point in trend.points) or 1,
            title=f"The counts from {say_day(first.on)} to {say_day(last.on)}",
            text=text,
        )
    yield nodes.Paragraph(text)
    yield _whole_table(trend)


def _counts_text(point: Point) -> str:
    """The counts at a point: "1 Dec 2008: open 46, overdue 12, completed 18, verified 0."."""
    counts = (f"{name} {getattr(point, name)}" for name in _LINES)
    return f"{say_day(point.on)}: {', '.join(counts)}."


def _whole_table(trend: Trend) -> nodes.Table:
    """The counts, and what happened in each month, which the lines don't show."""
    heads = [*_COUNTS[:1], *([">Deferred"] if _has_deferred(trend) else []), *_COUNTS[1:]]
    columns = nodes.columns(
        nodes.Column("To end of", wrap="never"),
        *heads,
        *(">Completed in the month", ">Dates moved", ">Median age of open, days"),
    )
    rows = (
        nodes.make_row(
            *(*_cells(trend, point, heads), _age_text(point)), strong=point is trend.points[-1]
        )
        for point in trend.points
    )
    caption = "The counts month by month, a year at most"
    folded = "Each month in numbers, with what was completed, dates moved, and the age of the open"
    return nodes.Table(columns, tuple(rows), caption=caption, folded=folded)


def _point_label(trend: Trend, point: Point) -> str:
    """A month for its end, the day for the last."""
    if point is trend.points[-1]:
        return say_day(point.on)
    return say_due(point.on.isoformat()[:7])


def _bars(trend: Trend) -> nodes.Bars:
    """All that is counted at each point."""
    bars = (nodes.Bar(_point_label(trend, point), status_parts(point)) for point in trend.points)
    return nodes.Bars(tuple(bars))


def _table(trend: Trend) -> nodes.Table:
    columns = nodes.columns(
        *("To end of", *_COUNTS),
        nodes.number_columns("Completed", "Moves", "Days", group=f"In the {trend.step}"),
        nodes.number_columns("age", group="Median"),
    )
    rows = (
        nodes.make_row(*_cells(trend, point, _COUNTS), point.days_moved, _age_text(point))
        for point in trend.points
    )
    return nodes.Table(columns, tuple(rows))


def _has_deferred(trend: Trend) -> bool:
    return any(point.deferred for point in trend.points)


def _deferred(trend: Trend) -> str:
    """How many were deferred at each point, where any was: of the open ones, and not overdue."""
    points = (point for point in trend.points if point.deferred)
    return f"Deferred: {', '.join(f'{_point_label(trend, p)} {p.deferred}' for p in points)}"


def _cells(trend: Trend, point: Point, heads: Iterable[str]) -> tuple[str | int, ...]:
    counts = tuple(getattr(point, head[1:].lower()) for head in heads)
    return (_point_label(trend, point), *counts, point.newly_completed, point.moves)


def _age_text(point: Point) -> str:
    """The median age as it is read: "80", "80.5"."""
    return "none" if point.median_age is None else f"{point.median_age:.1f}".removesuffix(".0")
