"""Our grades against last time, and against the country as the source printed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from hmic_tracker.render import nodes
from hmic_tracker.render.papers.sentences import family_name, grade_words

if TYPE_CHECKING:
    from hmic_tracker.reports.grades import FrameworkGrades, NationalRow
    from hmic_tracker.reports.paper import Paper

_MOST_PERIODS: Final = 3


def grades_table(paper: Paper) -> nodes.Table:
    """Our grades, the latest period first, and how the latest compares with the one before."""
    periods = sorted(paper.grades.periods, reverse=True)[:_MOST_PERIODS]
    columns = nodes.text_columns("Framework", *(f"{period} grade" for period in periods), "Change")
    rows = (
        nodes.make_row(
            family_name(row.framework, paper.plan.frameworks),
            *(grade_words(row.in_period(period), period) for period in periods),
            (row.change or "no earlier grade").replace("-", " ").capitalize(),
            indent=1 if row.framework.parent else 0,
        )
        for row in paper.grades.frameworks
        if row.grades
    )
    return nodes.Table(columns, tuple(rows))


def national_tables(paper: Paper) -> list[tuple[str, nodes.Table]]:
    """Each period with how many forces got each grade: a table for each scale."""
    groups: dict[tuple[str, tuple[str, ...]], list[tuple[FrameworkGrades, NationalRow]]] = {}
    for row, one in _latest(paper):
        if one.national.counts is not None:
            key = (one.national.period, one.national.grades)
            groups.setdefault(key, []).append((row, one))
    return [(period, _forces(heads, rows)) for (period, heads), rows in groups.items()]


def _latest(paper: Paper) -> list[tuple[FrameworkGrades, NationalRow]]:
    return [(row, row.latest_national) for row in paper.grades.frameworks if row.latest_national]


def incomplete_national_table(paper: Paper) -> nodes.Table:
    """The national numbers whose columns the source leaves open, as it printed them."""
    columns = nodes.columns(
        "Framework", "Period", "As printed", ">Forces", ">Missing", "The source adds"
    )
    rows = (
        nodes.make_row(
            *(row.framework.name, one.national.period, "  ".join(map(str, one.national.printed))),
            *(one.national.published, one.national.missing, _remark(one)),
        )
        for row, one in _latest(paper)
        if one.national.counts is None
    )
    return nodes.Table(columns, tuple(rows))


def _forces(
    heads: Sequence[str], rows: Iterable[tuple[FrameworkGrades, NationalRow]]
) -> nodes.Table:
    columns = nodes.columns(
        *("Framework", nodes.number_columns(*heads), ">Forces", "Ours"),
        nodes.number_columns("above", "level", "below", group="Other forces"),
    )
    lines = (
        nodes.make_row(
            row.framework.name,
            *one.national.printed,
            *(one.national.published, one.ours or "none"),
            *(one.place or ("–", "–", "–")),
            detail=_remark(one),
        )
        for row, one in rows
    )
    return nodes.Table(columns, tuple(lines), detail_head="The source adds")


def _remark(one: NationalRow) -> str:
    return (one.national.remark or "").strip("() ")
