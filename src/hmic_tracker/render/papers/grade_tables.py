"""Our grades against last time, and against the country as the source printed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render import nodes
from hmic_tracker.render.papers.sentences import grade_words
from hmic_tracker.render.papers.wording import family_name, sentence
from hmic_tracker.render.views.grades import change_text, missing_text, ours_text

if TYPE_CHECKING:
    from hmic_tracker.reports.grades import NationalRow, PlacedRow
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
            sentence(change_text(row, paper.grades.periods)).rstrip("."),
            indent=1 if row.framework.parent else 0,
        )
        for row in paper.grades.frameworks
        if row.grades
    )
    return nodes.Table(columns, tuple(rows))


def heading(paper: Paper) -> str:
    """The words before the table of grades."""
    return "the grades, against last time:" if len(paper.grades.periods) > 1 else "the grades:"


class NationalPicture(NamedTuple):
    """How many forces got each grade in a period; `forces` where all rows have as many."""

    period: str
    forces: int | None
    table: nodes.Table

    @property
    def lead(self) -> str:
        """The words before the table."""
        forces = f"of {self.forces} " if self.forces else ""
        return f"as a comparison, how many {forces}forces got each grade in {self.period}:"


def national_pictures(paper: Paper) -> list[NationalPicture]:
    """A picture for each of the latest periods, the newest first, and for each scale of it."""
    groups: dict[tuple[str, tuple[str, ...]], list[PlacedRow]] = {}
    for row, one in paper.grades.complete_national:
        groups.setdefault((one.national.period, one.national.grades), []).append((row, one))
    periods = sorted({period for period, _ in groups}, reverse=True)[:_MOST_PERIODS]
    return [
        NationalPicture(period, _forces_of(rows), _forces(heads, rows))
        for period in periods
        for (of, heads), rows in groups.items()
        if of == period
    ]


def _forces_of(rows: Iterable[PlacedRow]) -> int | None:
    """How many forces every row has; None where they differ."""
    numbers = {one.national.published for _, one in rows}
    return numbers.pop() if len(numbers) == 1 else None


def incomplete_national_table(paper: Paper) -> nodes.Table:
    """The national numbers that allow no comparison, as the source printed them."""
    columns = nodes.columns(
        "Framework", "Period", "As printed", ">Forces", ">Missing", "The source adds"
    )
    rows = (
        nodes.make_row(
            *(row.framework.name, one.national.period, "  ".join(map(str, one.national.printed))),
            *(one.national.published, missing_text(one.national), _remark(one)),
        )
        for row, one in paper.grades.incomplete_national
    )
    return nodes.Table(columns, tuple(rows))


def incomplete_lead(paper: Paper) -> str:
    """The sentence before the table of national numbers that allow no comparison."""
    rows = [one.national for _, one in paper.grades.incomplete_national]
    if not rows:
        return ""
    if any(row.counts is not None for row in rows):
        text = "the numbers that the source gives for these frameworks are incomplete, or don't add"
        return f"{text} up to the number of forces, so no comparison is made:"
    text = "for these frameworks the source gives fewer numbers than there are grades"
    return f"{text}. Which grades they belong to is not known, so no comparison is made:"


def _forces(heads: Sequence[str], rows: Sequence[PlacedRow]) -> nodes.Table:
    """The table of a picture; a column for the number of forces only where rows differ in it."""
    differ = _forces_of(rows) is None
    columns = nodes.columns(
        "Framework",
        nodes.number_columns(*heads, *(["Forces"] if differ else [])),
        "Ours",
        nodes.number_columns("Others above", "Others level", "Others below"),
    )
    lines = (
        nodes.make_row(
            row.framework.name,
            *one.national.printed,
            *([one.national.published] if differ else []),
            ours_text(row, one),
            *(one.place or ("–", "–", "–")),
            detail=_remark(one),
        )
        for row, one in rows
    )
    return nodes.Table(columns, tuple(lines), detail_head="The source adds")


def _remark(one: NationalRow) -> str:
    return (one.national.remark or "").strip("() ")
