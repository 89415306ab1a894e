"""How each framework stands: the table of a paper's status. Totals are under what they add up."""

from __future__ import annotations

from functools import partial

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes
from hmic_tracker.render.papers.table_columns import TOTAL
from hmic_tracker.render.papers.wording import family_name, in_short, in_words
from hmic_tracker.render.views.summary_table import with_families

if TYPE_CHECKING:
    from hmic_tracker.reports.paper import Paper
    from hmic_tracker.reports.summary_values import KindCounts


def status(paper: Paper) -> nodes.Table:
    """How each framework stands; a family's subtotal under its rows, the total last."""
    causes = bool(paper.summary.totals.causes_of_concern.total)
    kinds = ("Recs", "AFIs", *(["Causes"] if causes else []))
    completed = nodes.number_columns(*(f"{kind} completed" for kind in kinds))
    deferred = [">Deferred"] if paper.summary.totals.all.deferred else []
    numbers = (">Verified", ">Open", *deferred, ">Overdue")
    due_column = nodes.Column("Latest due", wrap="never")
    columns = nodes.columns("Framework", completed, *numbers, due_column)
    draw = partial(_status_row, causes, bool(deferred))
    rows: list[nodes.Row] = []
    for row, family in with_families(paper.summary.frameworks):
        indent = 1 if row.framework.parent or row.with_children else 0
        name = family_name(row.framework, paper.plan.frameworks)
        due = _latest_due(paper, row.counts, {row.framework.slug})
        rows.append(draw(name, row.counts, due, indent))
        if family and family.with_children:
            slug, counts = family.framework.slug, family.with_children
            known = (r.framework for r in paper.summary.frameworks)
            due = _latest_due(paper, counts, {f.slug for f in known if slug in {f.slug, f.parent}})
            number = family.children + 1
            which = "both" if number == 2 else f"all {in_words(number)}"
            label = f"{family.framework.name}, {which}"
            rows.append(draw(label, counts, due, 1)._replace(strong=True))
    if len(rows) == 1:
        return nodes.Table(columns, tuple(rows))
    totals = paper.summary.totals
    total = draw(TOTAL, totals, _latest_due(paper, totals, None))
    return nodes.Table(columns, (*rows, total._replace(strong=True)))


def _status_row(
    causes: bool, deferred: bool, label: str, counts: KindCounts, due: str, indent: int = 0
) -> nodes.Row:
    """A row of counts; with `causes` those of concern are among them, with `deferred` those."""
    every, shown = counts.all, counts[:3] if causes else counts[:2]
    fractions = (f"{some.completed} of {some.total}" for some in shown)
    put_off = [every.deferred] if deferred else []
    numbers = (every.verified, every.open, *put_off, every.overdue)
    return nodes.make_row(label, *fractions, *numbers, due, indent=indent)


def _latest_due(paper: Paper, counts: KindCounts, slugs: set[str] | None) -> str:
    """The latest due of open items that may be printed; `slugs` are frameworks, None for all."""
    if not counts.all.open:
        return "none open"
    none = "not given" if counts.all.dates_withheld else "none set"
    return in_short(paper.latest_due(slugs)) or none
