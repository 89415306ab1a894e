"""Slippage on one page: whose dates moved, by owner and by framework."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_in_full
from hmic_tracker.render.blocks import (
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
from hmic_tracker.reports.slippage import SlippageReport, Slipped


def slippage_page(report: SlippageReport) -> Page:
    """The page of `summary --slippage`."""
    blocks: list[Block] = [Heading(f"Slippage at {say_in_full(report.as_of.isoformat())}")]
    if report.filter_text:
        blocks.append(Line(f"Only {report.filter_text}"))
    if not report.total.items:
        blocks.append(Line("No due date was moved"))
        return (*blocks, *damage_blocks(report.damaged))
    total = _row("Total", report.total, strong=True)
    owners = [_row(row.owner or "none", row.slipped) for row in report.owners]
    shown = {row.framework.slug for row in report.frameworks}
    frameworks = [
        _row(row.framework.name, row.slipped, indent=int(row.framework.parent in shown))
        for row in report.frameworks
    ]
    blocks += [Gap(), _table("Owner", [*owners, total])]
    blocks += [Gap(), _table("Framework", [*frameworks, total])]
    return (*blocks, *damage_blocks(report.damaged))


def _table(what: str, rows: list[Row]) -> Table:
    columns = (
        Column(what.lower(), what),
        Column("items", "moved", "right", "Items"),
        Column("moves", "Moves", "right"),
        Column("days", "in all", "right", "Days"),
        Column("longest", "longest", "right", "Days"),
        Column("open", "open", "right", "Still"),
    )
    return Table(columns, tuple(rows))


def _row(label: str, found: Slipped, indent: int = 0, strong: bool = False) -> Row:
    return Row((Cell(label), *(Cell(str(n)) for n in found)), indent=indent, strong=strong)
