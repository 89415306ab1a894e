"""Our grades against last time, and against the country as the source printed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from hmic_tracker.render.blocks import Cell, Column, Row, Table
from hmic_tracker.render.papers.sentences import family_name, grade_words
from hmic_tracker.render.papers.tables import plain_rows
from hmic_tracker.reports.grades import FrameworkGrades, NationalRow
from hmic_tracker.reports.paper import Paper

_NONE: Final = "none"
_MOST_PERIODS: Final = 3


def grades(paper: Paper) -> Table:
    """Our grades, the latest period first, and how the latest compares with the one before."""
    periods = sorted(paper.grades.periods, reverse=True)[:_MOST_PERIODS]
    columns = (
        Column("framework", "Framework"),
        *(Column(period, f"{period} grade") for period in periods),
        Column("change", "Change"),
    )
    rows = []
    for row in paper.grades.frameworks:
        if not row.grades:
            continue
        told = [Cell(grade_words(row.in_period(p), p)) for p in periods]
        change = (row.change or "no earlier grade").replace("-", " ").capitalize()
        name = Cell(family_name(row.framework, paper.plan.frameworks))
        rows.append(Row((name, *told, Cell(change)), indent=1 if row.framework.parent else 0))
    return Table(columns, tuple(rows))


class Picture(NamedTuple):
    """How many forces got each grade in a period, on one scale."""

    period: str
    table: Table


def national(paper: Paper) -> list[Picture]:
    """Each framework's latest national picture, together where period and scale are the same."""
    found: dict[tuple[str, tuple[str, ...]], list[tuple[FrameworkGrades, NationalRow]]] = {}
    for row, one in _latest(paper):
        if one.national.counts is not None:
            key = (one.national.period, one.national.grades)
            found.setdefault(key, []).append((row, one))
    return [Picture(period, _forces(heads, rows)) for (period, heads), rows in found.items()]


def _latest(paper: Paper) -> list[tuple[FrameworkGrades, NationalRow]]:
    return [(row, row.latest_national) for row in paper.grades.frameworks if row.latest_national]


def lost_cells(paper: Paper) -> Table:
    """The national numbers whose columns the source leaves open, as it printed them."""
    columns = (
        Column("framework", "Framework"),
        Column("period", "Period"),
        Column("printed", "As printed"),
        Column("forces", "Forces", "right"),
        Column("missing", "Missing", "right"),
        Column("remark", "The source adds"),
    )
    rows = [
        (
            row.framework.name,
            one.national.period,
            "  ".join(map(str, one.national.printed)),
            str(one.national.published),
            str(one.national.missing),
            _remark(one),
        )
        for row, one in _latest(paper)
        if one.national.counts is None
    ]
    return Table(columns, plain_rows(rows))


def _forces(heads: Sequence[str], rows: Iterable[tuple[FrameworkGrades, NationalRow]]) -> Table:
    columns = (
        Column("framework", "Framework"),
        *(Column(grade, grade, "right") for grade in heads),
        Column("forces", "Forces", "right"),
        Column("ours", "Ours"),
        Column("above", "above", "right", "Other forces"),
        Column("level", "level", "right", "Other forces"),
        Column("below", "below", "right", "Other forces"),
    )
    found = []
    for row, one in rows:
        among = one.place or ("–", "–", "–")
        numbers = (*one.national.printed, one.national.published)
        told = (row.framework.name, *map(str, numbers), one.ours or _NONE, *map(str, among))
        found.append(Row(tuple(map(Cell, told)), detail=_remark(one)))
    return Table(columns, tuple(found), detail_head="The source adds")


def _remark(one: NationalRow) -> str:
    return (one.national.remark or "").strip("() ")
