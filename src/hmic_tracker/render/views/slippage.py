"""Slippage on one page: whose dates moved, by owner and by framework."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hmic_tracker.domain.dates import say_in_full
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage import damage_notice

if TYPE_CHECKING:
    from hmic_tracker.reports.slippage import SlippageReport, Slipped


def slippage_page(report: SlippageReport) -> nodes.Page:
    """The page of `summary --slippage`."""
    page: list[nodes.Node] = [nodes.Heading(f"Slippage at {say_in_full(report.as_of.isoformat())}")]
    if report.filter_text:
        page.append(nodes.Paragraph(f"Only {report.filter_text}"))
    if not report.total.items:
        page.append(nodes.Paragraph("No due date was moved"))
        return (*page, *damage_notice(report.damaged))
    total = _row("Total", report.total, strong=True)
    owners = [_row(row.owner or "none", row.slipped) for row in report.owners]
    shown = {row.framework.slug for row in report.frameworks}
    frameworks = [
        _row(row.framework.name, row.slipped, indent=int(row.framework.parent in shown))
        for row in report.frameworks
    ]
    page += [nodes.Gap(), _table("Owner", [*owners, total])]
    page += [nodes.Gap(), _table("Framework", [*frameworks, total])]
    return (*page, *damage_notice(report.damaged))


def _table(what: str, rows: list[nodes.Row]) -> nodes.Table:
    columns = (
        *nodes.text_columns(what),
        *nodes.number_columns("moved", group="Items"),
        *nodes.number_columns("Moves"),
        *nodes.number_columns("in all", "longest", group="Days"),
        *nodes.number_columns("open", group="Still"),
    )
    return nodes.Table(columns, tuple(rows))


def _row(label: str, slipped: Slipped, indent: int = 0, strong: bool = False) -> nodes.Row:
    return nodes.make_row(label, *slipped, indent=indent, strong=strong)
