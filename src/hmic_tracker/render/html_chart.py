"""Counts over time as a picture in SVG, as wide as the page on a screen of any width.

Across, places are shares of the width, so that letters and strokes keep their size. The style sheet
keeps room at both sides for the numbers and the names.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render.html_elements import element

if TYPE_CHECKING:
    from markupsafe import Markup

    from hmic_tracker.render.nodes import LineChart

_HEIGHT: Final = 250
_TOP, _BOTTOM = 12, 42
_APART: Final = 15
"""How far apart the words at the ends of lines are at least."""
_MANY_MONTHS: Final = 7
"""Of so many every third has its name where the page is narrow."""
_LEAST_SHARE: Final = 2.5
"""A month that has less of the width, in per cent, is too narrow for its name."""


class _Month(NamedTuple):
    """A month on the axis: where it begins and ends, in per cent of the width."""

    first: date
    start: float
    end: float


def line_chart(chart: LineChart) -> Markup:
    """Counts over days as lines, each with its name and last count at its end."""
    ends = {name: values[-1] for name, values in chart.lines}
    heights = _spread({name: _y(end, chart.top) for name, end in ends.items()})
    places = [_x(day, chart.days) for day in chart.days]
    parts = [*_levels(chart.top), *_months(chart.days)]
    for name, values in chart.lines:
        dots = [(x, _y(value, chart.top)) for x, value in zip(places, values, strict=True)]
        parts += _line(dots, f"t-{name}")
        parts.append(_label("100%", heights[name] + 4, f"{name} {ends[name]}", dx=9))
    title, text = element("title", chart.title), element("desc", chart.text)
    return element("svg", title, text, *parts, class_="chart", role="img", height=_HEIGHT)


def _line(dots: Sequence[tuple[float, float]], look: str) -> Iterator[Markup]:
    for (x1, y1), (x2, y2) in pairwise(dots):
        places = {"x1": f"{x1:.1f}%", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}%", "y2": f"{y2:.1f}"}
        yield element("line", class_=f"line {look}", **places)
    for place, (x, y) in enumerate(dots, 1):
        radius = 4 if place == len(dots) else 2
        yield element("circle", cx=f"{x:.1f}%", cy=f"{y:.1f}", r=radius, class_=f"dot {look}")


def _levels(top: int) -> Iterator[Markup]:
    for number in sorted({0, top // 2, top}):
        y = f"{_y(number, top):.1f}"
        yield element("line", x1="0", x2="100%", y1=y, y2=y, class_="axis")
        yield _label("0", _y(number, top) + 4, str(number), "end", dx=-7)


def _months(days: Sequence[date]) -> Iterator[Markup]:
    """The months under the lines, their ends marked; years under the first and each January."""
    months = [month for month in _spans(days) if month.end - month.start >= _LEAST_SHARE]
    foot = _HEIGHT - _BOTTOM
    for place, month in enumerate(months):
        number, edge = month.first.month, f"{month.end:.1f}%"
        yield element("line", x1=edge, x2=edge, y1=foot, y2=foot + 6, class_="tick")
        narrow = "minor" if len(months) >= _MANY_MONTHS and number % 3 else None
        middle = f"{(month.start + month.end) / 2:.1f}%"
        yield _label(middle, foot + 19, MONTHS[number - 1][:3], "middle", class_=narrow)
        follows = [one.first.month for one in months[place + 1 : place + 2]]
        if number == 1 or (place == 0 and follows != [1]):
            yield _label(middle, foot + 35, str(month.first.year), "middle")


def _spans(days: Sequence[date]) -> Iterator[_Month]:
    """The months from the first day to the last; of the first nothing where the day is its last."""
    first, last = days[0], days[-1]
    start = first
    while start < last:
        month = start.year * 12 + start.month
        end = date(month // 12, month % 12 + 1, 1) if month // 12 <= date.max.year else last
        yield _Month(start, _x(start, days), _x(min(end, last), days))
        start = end


def _label(
    x: str, y: float, text: str, anchor: str | None = None, **more: str | int | None
) -> Markup:
    return element("text", text, x=x, y=f"{y:.1f}", text_anchor=anchor, **more)


def _x(day: date, days: Sequence[date]) -> float:
    first, last = days[0], days[-1]
    return 100 * (day - first).days / max((last - first).days, 1)


def _y(number: int, top: int) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - number / top)


def _spread(wanted: dict[str, float]) -> dict[str, float]:
    """The heights of the words, moved up or down so that none covers another."""
    order = sorted(wanted, key=lambda name: wanted[name])
    heights: dict[str, float] = {}
    lowest: float = _TOP - _APART
    for name in order:
        heights[name] = lowest = max(wanted[name], lowest + _APART)
    over = lowest - (_HEIGHT - _BOTTOM)
    for name in reversed(order):
        if over <= 0:
            break
        heights[name] -= over
        above = [heights[other] for other in order[: order.index(name)]]
        over = max(above) + _APART - heights[name] if above else 0
    return heights
