"""How the items of each framework stand, drawn: each item in one part of its framework's bar."""

from __future__ import annotations

from hmic_tracker.render.blocks import Bar, Bars
from hmic_tracker.reports.summary import FrameworkSummary, Summary


def status_bars(summary: Summary) -> Bars | None:
    """A bar for each framework that has items, to one scale; None where there is none."""
    drawn = tuple(_bar(row) for row in summary.frameworks if row.counts.all.total)
    return Bars(drawn) if drawn else None


def _bar(row: FrameworkSummary) -> Bar:
    counts = row.counts.all
    return Bar(
        f"{'  ' if row.framework.parent else ''}{row.framework.name}",
        (
            (counts.verified, "blue", "verified"),
            (counts.unverified, "green", "unverified"),
            (counts.in_time, "", "open in time"),
            (counts.overdue, "red", "overdue"),
        ),
    )
