"""How each framework stands: the table of a paper's status. Totals are under what they add up."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.domain.rules import is_counted, is_open
from hmic_tracker.render import nodes
from hmic_tracker.render.papers.sentences import family_name
from hmic_tracker.render.papers.words import full, in_words
from hmic_tracker.reports.paper import Paper
from hmic_tracker.reports.publishing import is_hidden
from hmic_tracker.reports.summary import FrameworkSummary, KindCounts


def status(paper: Paper) -> nodes.Table:
    """How each framework stands; a family's subtotal under its rows, the total last."""
    causes = paper.summary.totals.all.total > sum(_two(paper.summary.totals))
    columns = (
        *nodes.text_columns("Framework"),
        *nodes.number_columns("Recs", "AFIs", group="Completed"),
        *(nodes.number_columns("Causes", group="Completed") * causes),
        *nodes.number_columns("Verified", "Open", "Overdue"),
        *nodes.text_columns("Latest due"),
    )
    rows: list[nodes.Row] = []
    frameworks = paper.summary.frameworks
    for at, row in enumerate(frameworks):
        indent = 1 if row.framework.parent or row.with_children else 0
        name = family_name(row.framework, paper.plan.frameworks)
        slugs = {row.framework.slug}
        rows.append(_status_row(paper, name, slugs, row.counts, causes, indent))
        if family := _family_ending(frameworks, at):
            assert family.with_children is not None
            label = f"{family.framework.name}, all {in_words(family.children + 1)}"
            counts = family.with_children
            rows.append(_status_row(paper, label, _slugs(family, frameworks), counts, causes, 1))
            rows[-1] = rows[-1]._replace(strong=True)
    totals = paper.summary.totals
    rows.append(_status_row(paper, "Total", None, totals, causes)._replace(strong=True))
    return nodes.Table(columns, tuple(rows))


def _family_ending(frameworks: Sequence[FrameworkSummary], at: int) -> FrameworkSummary | None:
    """The family whose last row this is."""
    slug = frameworks[at].framework.parent or ""
    after = frameworks[at + 1].framework.parent if at + 1 < len(frameworks) else None
    family = next((f for f in frameworks if f.framework.slug == slug), None)
    return family if family and family.with_children and after != slug else None


def _slugs(family: FrameworkSummary, frameworks: Sequence[FrameworkSummary]) -> set[str]:
    slug = family.framework.slug
    return {slug, *(f.framework.slug for f in frameworks if f.framework.parent == slug)}


def _status_row(
    paper: Paper,
    label: str,
    slugs: set[str] | None,
    counts: KindCounts,
    causes: bool,
    indent: int = 0,
) -> nodes.Row:
    """A row of counts; `slugs` are the frameworks counted, None for all."""
    recs, afis, both = counts.recommendations, counts.afis, counts.all
    texts = [f"{c.completed} of {c.total}" for c in (recs, afis)]
    if causes:
        done = both.completed - recs.completed - afis.completed
        texts.append(f"{done} of {both.total - recs.total - afis.total}")
    texts += map(str, (both.verified, both.open, both.overdue))
    due = _latest_due(paper, slugs) or ("not given" if both.latest_due else "none set")
    due = due if both.open else "none open"
    cells = tuple(map(nodes.Cell, (label, *texts, due)))
    return nodes.Row(cells, indent=indent)


def _latest_due(paper: Paper, slugs: set[str] | None) -> str:
    """The latest due of open items that may be printed."""
    known = {f.slug for f in paper.plan.frameworks}
    dated = [
        (item.deadline, item.due)
        for item in paper.plan.items
        if item.deadline and is_open(item) and is_counted(item) and not is_hidden(item)
        if slugs is None or (item.framework if item.framework in known else "") in slugs
    ]
    return full(max(dated)[1]) if dated else ""


def _two(counts: KindCounts) -> tuple[int, int]:
    return counts.recommendations.total, counts.afis.total
