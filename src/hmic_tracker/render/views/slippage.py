"""Slippage on one page: whose dates moved, by owner and by framework."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_in_full
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice

if TYPE_CHECKING:
    from hmic_tracker.reports.slippage import SlippageReport


def slippage_page(report: SlippageReport) -> nodes.Page:
    """The page of `summary --slippage`."""
    shown = {row.framework.slug for row in report.frameworks}
    owners = [nodes.make_row(row.owner or "none", *row.slipped) for row in report.owners]
    frameworks = [
        nodes.make_row(row.framework.name, *row.slipped, indent=int(row.framework.parent in shown))
        for row in report.frameworks
    ]
    total = nodes.make_row("Total", *report.total, strong=True)
    by_owner, by_framework = (
        _table("Owner", *owners, *([total] if len(owners) > 1 else [])),
        _table("Framework", *frameworks, *([total] if len(frameworks) > 1 else [])),
    )
    return nodes.page_of(
        nodes.Heading(f"Slippage at {say_in_full(report.as_of.isoformat())}"),
        nodes.filter_line(report.filter_text),
        (nodes.Gap(), by_owner, nodes.Gap(), by_framework)
        if report.total.items
        else nodes.Paragraph("No due date was moved"),
        damage_notice(report.damaged),
    )


def _table(what: str, *rows: nodes.Row) -> nodes.Table:
    columns = nodes.columns(
        what,
        nodes.number_columns("moved", group="Items"),
        ">Moves",
        nodes.number_columns("in all", "longest", group="Days"),
        nodes.number_columns("open", group="Still"),
    )
    return nodes.Table(columns, rows)
