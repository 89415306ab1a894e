"""How items are doing, drawn: each item in one part of a bar."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Counts
    from hmic_tracker.reports.summary_values import Summary
    from hmic_tracker.reports.trend import Point

_WORDS: Final = ("verified", "unverified", "open in time", "overdue", "deferred")


def status_bars(summary: Summary) -> nodes.Page:
    """A bar for each framework that has items, to one scale, where there are any."""
    bars = tuple(
        nodes.Bar(
            "  " * bool(row.framework.parent) + row.framework.name, status_parts(row.counts.all)
        )
        for row in summary.frameworks
        if row.counts.all.total
    )
    return nodes.spaced(nodes.Bars(bars)) if bars else ()


def status_parts(
    counts: Counts | Point, words: Sequence[str] = _WORDS
) -> tuple[tuple[int, nodes.Style, str], ...]:
    """The parts of a bar: verified, completed, open in time, overdue; deferred where any is."""
    parts: tuple[tuple[int, nodes.Style, str], ...] = (
        (counts.verified, "blue", words[0]),
        (counts.unverified, "green", words[1]),
        (counts.in_time, "", words[2]),
        (counts.overdue, "red", words[3]),
    )
    return (*parts, (counts.deferred, "grey", words[4])) if counts.deferred else parts
