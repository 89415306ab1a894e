"""The pictures of the page: bars and lines. Beside each stands a table of the same numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

from hmic_tracker.domain.dates import say_day
from hmic_tracker.render.page.elements import Markup, element, together
from hmic_tracker.reports.trend import Point

_WIDTH, _HEIGHT = 360, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 26, 96, 10, 22
_LINES: Final = ("open", "completed", "verified", "overdue")
_APART: Final = 13
"""How far apart the words at the ends of lines are at least."""


class Part(NamedTuple):
    """A part of a bar: how many, of what, its class; `ours` is marked with a frame."""

    number: int
    word: str
    look: str
    ours: bool = False


def bars(rows: Iterable[tuple[str, Sequence[Part]]], shares: set[int]) -> Markup:
    """Bars to one scale, each under its label; their shares are added to `shares`.

    Their numbers are in the table beside them, so screen readers pass them over.
    """
    drawn = [(label, [part for part in parts if part.number > 0]) for label, parts in rows]
    widest = max((sum(part.number for part in parts) for _, parts in drawn), default=0)
    return element(
        "div",
        *(_bar(label, parts, widest, shares) for label, parts in drawn if parts),
        class_="bars",
        aria_hidden="true",
    )


def _bar(label: str, parts: Sequence[Part], widest: int, shares: set[int]) -> Markup:
    said = [
        element(
            "span",
            element("b", str(part.number)),
            element("i", f"{part.word}{' (ours)' if part.ours else ''}"),
            class_=f"w{part.number} {part.look}{' ours' if part.ours else ''}",
        )
        for part in parts
    ]
    rest = widest - sum(part.number for part in parts)
    if rest:
        said.append(element("span", class_=f"w{rest} rest"))
    shares.update([part.number for part in parts], [rest] if rest else [])
    line = element("div", *said, class_="bar")
    return element("div", element("p", label), line)


def trend_chart(points: Sequence[Point]) -> Markup:
    """Open, completed, verified and overdue as lines over the days; nothing for a single day."""
    if len(points) < 2:
        return Markup("")
    top = max(point.total for point in points) or 1
    ends = {name: getattr(points[-1], name) for name in _LINES}
    places = _spread({name: _y(ends[name], top) for name in _LINES})
    parts = [*_axis(points, top)]
    for name in _LINES:
        dots = [(_x(point.on, points), _y(getattr(point, name), top)) for point in points]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in dots)
        parts.append(element("polyline", points=line, class_=f"line t-{name}"))
        x, y = dots[-1]
        parts.append(element("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r=3, class_=f"dot t-{name}"))
        parts.append(_text(x + 7, places[name] + 4, f"{name} {ends[name]}"))
    return element(
        "svg", *parts, viewBox=f"0 0 {_WIDTH} {_HEIGHT}", aria_hidden="true", focusable="false"
    )


def _axis(points: Sequence[Point], top: int) -> Iterable[Markup]:
    for number in sorted({0, top // 2, top}):
        y = f"{_y(number, top):.1f}"
        yield element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, class_="axis")
        yield _text(_LEFT - 5, _y(number, top) + 4, str(number), "end")
    yield _text(_LEFT, _HEIGHT - 6, say_day(points[0].on))
    yield _text(_WIDTH - _RIGHT, _HEIGHT - 6, say_day(points[-1].on), "end")


def _text(x: float, y: float, text: str, anchor: str | None = None) -> Markup:
    return element("text", text, x=f"{x:.1f}", y=f"{y:.1f}", text_anchor=anchor)


def _x(day: date, points: Sequence[Point]) -> float:
    first, last = points[0].on, points[-1].on
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * (day - first).days / max((last - first).days, 1)


def _y(number: int, top: int) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - number / top)


def _spread(wanted: dict[str, float]) -> dict[str, float]:
    """The heights of the words, moved up or down so that none covers another."""
    order = sorted(wanted, key=lambda name: wanted[name])
    found: dict[str, float] = {}
    lowest = _TOP - _APART / 2
    for name in order:
        found[name] = lowest = max(wanted[name], lowest + _APART)
    over = lowest - (_HEIGHT - _BOTTOM)
    for name in reversed(order):
        if over <= 0:
            break
        found[name] -= over
        above = [found[other] for other in order[: order.index(name)]]
        over = max(above) + _APART - found[name] if above else 0
    return found


def key_of(pairs: Iterable[tuple[str, str]]) -> Markup:
    """What the colours of bars are, each class with its word."""
    swatches = (
        together(element("span", class_=f"swatch {look}"), f" {word} ") for look, word in pairs
    )
    return element("p", *swatches, class_="key", aria_hidden="true")
