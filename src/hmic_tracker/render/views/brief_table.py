"""The frameworks of a brief position: grades, what is completed and overdue, in so many rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hmic_tracker.domain.grades import grade_phrase
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render import nodes
from hmic_tracker.reports.brief import FigureSums, add_figures

if TYPE_CHECKING:
    from hmic_tracker.domain.grades import Grade
    from hmic_tracker.reports.grades import FrameworkGrades, GradesReport
    from hmic_tracker.reports.summary_values import FrameworkSummary, KindCounts, Summary

_CHANGES: Final[dict[str, tuple[str, nodes.Style]]] = {
    "improved": ("up", "green"),
    "declined": ("down", "red"),
}
"""What a change is called beside a grade; the colour repeats it."""


class BriefTable(NamedTuple):
    """A table with its footnotes (mark, text); `folded` frameworks have no row of their own.

    `fallen` are those of them whose grade is lower than the one before: "Custody fell to Poor".
    """

    node: nodes.Table
    notes: tuple[tuple[str, str], ...]
    folded: int
    fallen: tuple[str, ...] = ()


class _Family(NamedTuple):
    """A framework at the top with those under it, of which some have a row, or none at all."""

    head: FrameworkSummary
    children: tuple[FrameworkSummary, ...]
    shown: tuple[FrameworkSummary, ...]

    @property
    def fell(self) -> bool:
        """Whether a grade in it is lower than the one before."""
        return any(map(_fell, (self.head, *self.children)))

    @property
    def counts(self) -> KindCounts:
        """The counts of all of it."""
        return self.head.with_children or self.head.counts

    @property
    def overdue(self) -> int:
        """How much of it is overdue."""
        return self.counts.all.overdue

    @property
    def height(self) -> int:
        """How many rows it takes; of a family one is that of the head alone."""
        return 2 + len(self.shown) + bool(self.hidden) if self.shown else 1

    @property
    def hidden(self) -> tuple[FrameworkSummary, ...]:
        """The frameworks that have no row."""
        return tuple(child for child in self.children if child not in self.shown)

    def cut_to(self, rows: int) -> _Family:
        """With so many rows: the children that need a look most, the others in one; or none."""
        kept = max(0, rows - 3)
        if kept >= len(self.children) - 1:
            kept = len(self.children) - 2
        urgent = sorted(
            range(len(self.children)),
            key=lambda n: (not _fell(self.children[n]), _urgency(self.children[n].counts, n)),
        )
        places = sorted(urgent[: max(0, kept)])
        return self._replace(shown=tuple(self.children[place] for place in places))


def brief_table(summary: Summary, report: GradesReport, most: int, periods: int) -> BriefTable:
    """The table with at most so many rows for frameworks, and grades of the last periods.

    Where there is no room families are cut, those without a grade that fell and with the least that
    is overdue first: to the children that need a look most, then to the head alone. Then frameworks
    are taken together in a row, which the totals count in.
    """
    shown, together = _fitted(list(_families(summary.frameworks)), most)
    grades = _Grades(report, report.periods[-periods:] if periods else ())
    rows = [row for family in shown for row in _rows(family, grades)]
    folded = sum(len(family.hidden) for family in shown)
    hidden = [child for family in shown for child in family.hidden]
    hidden += [one for family in together for one in (family.head, *family.children)]
    fallen = tuple(f"{one.framework.name} fell to {one.grade}" for one in hidden if _fell(one))
    if together:
        more = sum(1 + len(family.children) for family in together)
        folded += more
        if shown:
            sums = add_figures(family.counts for family in together)
            label = f"{plural(more, 'more framework')} (--full)"
            rows.append(_row(label, grades.blank, sums))
    rows.append(_row("Total", grades.blank, add_figures([summary.totals]), strong=True))
    columns = nodes.columns(
        "Framework",
        [nodes.Column(period, group="Grade") for period in grades.periods],
        nodes.number_columns("Recs", "AFIs", group="Completed"),
        ">Overdue",
    )
    notes = tuple((mark, text) for text, mark in grades.marks.items())
    return BriefTable(nodes.Table(columns, tuple(rows)), notes, folded, fallen)


def _families(frameworks: Iterable[FrameworkSummary]) -> Iterator[_Family]:
    family: list[FrameworkSummary] = []
    for row in frameworks:
        if family and row.framework.parent != family[0].framework.slug:
            yield _Family(family[0], tuple(family[1:]), tuple(family[1:]))
            family = []
        family.append(row)
    if family:
        yield _Family(family[0], tuple(family[1:]), tuple(family[1:]))


def _fitted(families: list[_Family], most: int) -> tuple[list[_Family], list[_Family]]:
    """The families that have a row, and those that are taken together, so that `most` suffice."""
    places = range(len(families))
    for place in sorted(places, key=lambda n: (families[n].fell, families[n].overdue, -n)):
        over = sum(family.height for family in families) - most
        if over <= 0:
            return families, []
        families[place] = families[place].cut_to(families[place].height - over)
    if len(families) <= most:
        return families, []
    order = sorted(places, key=lambda n: (not families[n].fell, _urgency(families[n].counts, n)))
    urgent = order[: max(0, most - 1)]
    kept = [families[place] for place in sorted(urgent)]
    return kept, [families[place] for place in places if place not in urgent]


def _fell(row: FrameworkSummary) -> bool:
    """Whether its grade is lower than the one before."""
    return row.change == "declined"


def _urgency(counts: KindCounts, place: int) -> tuple[int, int, int]:
    return -counts.all.overdue, -counts.all.open, place


class _Grades:
    """The cells of grades, and the marks of why there is none (`marks`: by their texts)."""

    def __init__(self, report: GradesReport, periods: Sequence[str]) -> None:
        self.periods = tuple(periods)
        self._every = report.periods
        self.marks: dict[str, str] = {}
        self.blank = [nodes.Cell("")] * len(self.periods)
        self._rows = {row.framework.slug: row for row in report.frameworks}

    def of(self, framework: FrameworkSummary) -> list[nodes.Cell]:
        """A framework's grade in each period."""
        row = self._rows.get(framework.framework.slug)
        if row is None:
            return self.blank
        return [self._cell(row, period) for period in self.periods]

    def _cell(self, row: FrameworkGrades, period: str) -> nodes.Cell:
        grade = row.in_period(period)
        if grade is None:
            latest = row.latest
            is_earlier = latest is not None and latest.period < self.periods[0] == period
            return nodes.Cell(f"{latest.grade} ({latest.period})" if latest and is_earlier else "")
        if not grade.grade:
            return nodes.Cell(self._mark(f"{grade_phrase(grade)} in {period}"), "dim")
        return self._graded(row, grade, grade.grade)

    def _graded(self, row: FrameworkGrades, grade: Grade, text: str) -> nodes.Cell:
        """A grade, and how it compares with the one before, where it is the latest."""
        if row.compared is None or row.compared[1] != grade:
            return nodes.Cell(text)
        before = row.compared[0].period
        if row.change == "not-comparable":
            mark = self._mark(f"on another scale than in {before}: not compared")
            return nodes.Cell(f"{text} {mark}")
        word, style = _CHANGES.get(row.change or "", ("", ""))
        since = "" if self._follows(before, grade.period) else f" since {before}"
        return nodes.Cell(f"{text}, {word}{since}" if word else text, style)

    def _follows(self, before: str, period: str) -> bool:
        """Whether no other period lies between the two."""
        return not any(before < one < period for one in self._every)

    def _mark(self, text: str) -> str:
        return self.marks.setdefault(text, f"({chr(ord('a') + len(self.marks) % 26)})")


def _rows(family: _Family, grades: _Grades) -> Iterator[nodes.Row]:
    head = family.head
    yield _row(head.framework.name, grades.of(head), add_figures([family.counts]))
    if not family.shown:
        return
    yield _row("Overall", grades.blank, add_figures([head.counts]), indent=1)
    for child in family.shown:
        sums = add_figures([child.counts])
        yield _row(child.framework.name, grades.of(child), sums, indent=1)
    if family.hidden:
        sums = add_figures(child.counts for child in family.hidden)
        yield _row(f"{len(family.hidden)} more (--full)", grades.blank, sums, indent=1)


def _row(
    label: str,
    grades: Iterable[nodes.Cell],
    sums: FigureSums,
    indent: int = 0,
    strong: bool = False,
) -> nodes.Row:
    recs = f"{sums.recommendations}/{sums.of_recommendations}" + "*" * sums.reported_otherwise[0]
    afis = f"{sums.afis}/{sums.of_afis}" + "*" * sums.reported_otherwise[1]
    late = nodes.red_count(sums.overdue)
    return nodes.make_row(label, *grades, recs, afis, late, indent=indent, strong=strong)
