"""Elements of HTML: a text that goes into one is escaped, whatever it is; pictures as SVG."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from markupsafe import Markup, escape

from hmic_tracker.domain.dates import say_day
from hmic_tracker.render.escaping import visible

if TYPE_CHECKING:
    from hmic_tracker.render.nodes import LineChart

_WIDTH, _HEIGHT = 360, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 96, 10, 22
_APART: Final = 13
"""How far apart the words at the ends of lines are at least."""


def element(name: str, *inside: str, **attributes: str | int | None) -> Markup:
    """An element with its content in order; attributes that are None or empty are left out.

    `class_` is class, and `aria_hidden` aria-hidden.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(visible(str(value)))}"'
        for key, value in attributes.items()
        if value not in {None, ""}
    )
    return Markup(f"<{name}{written}>{joined(*inside)}</{name}>")  # noqa: S704  # all is escaped


def joined(*parts: str) -> Markup:
    """Several parts one after another: markup as it is, texts escaped."""
    return Markup("").join(
        part if isinstance(part, Markup) else escape(visible(part)) for part in parts
    )


def line_chart(chart: LineChart) -> Markup:
    """Counts over days as lines, each with its name and last count at its end."""
    ends = {name: values[-1] for name, values in chart.lines}
    heights = _spread({name: _y(end, chart.top) for name, end in ends.items()})
    parts = [*_axes(chart)]
    for name, values in chart.lines:
        dots = [
            (_x(day, chart.days), _y(value, chart.top))
            for day, value in zip(chart.days, values, strict=True)
        ]
        points = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
        parts.append(element("polyline", points=points, class_=f"line t-{name}"))
        x, y = dots[-1]
        parts.append(element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=3, class_=f"dot t-{name}"))
        parts.append(_label(x + 7, heights[name] + 4, f"{name} {ends[name]}"))
    return element(
        "svg", *parts, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", aria_hidden="true", focusable="false"
    )


def _axes(chart: LineChart) -> Iterator[Markup]:
    for number in sorted({0, chart.top // 2, chart.top}):
        y = f"{_y(number, chart.top):.1f}"
        yield element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, class_="axis")
        yield _label(_LEFT - 5, _y(number, chart.top) + 4, str(number), "end")
    yield _label(_LEFT, _HEIGHT - 6, say_day(chart.days[0]))
    yield _label(_WIDTH - _RIGHT, _HEIGHT - 6, say_day(chart.days[-1]), "end")


def _label(x: float, y: float, text: str, anchor: str | None = None) -> Markup:
    return element("text", text, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor)


def _x(day: date, days: tuple[date, ...]) -> float:
    first, last = days[0], days[-1]
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (day - first).days / max((last - first).days, 1)


def _y(number: int, top: int) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - number / top)


def _spread(wanted: dict[str, float]) -> dict[str, float]:
    """The heights of the words, moved up or down so that none covers another."""
    order = sorted(wanted, key=lambda name: wanted[name])
    heights: dict[str, float] = {}
    lowest = _TOP - _APART / 2
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
