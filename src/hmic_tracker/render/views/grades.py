"""Grades then and now, and the national picture: a page, and a part of that of the position."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, repeat

from hmic_tracker.domain.grades import grade_phrase
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice

if TYPE_CHECKING:
    from hmic_tracker.domain.grades import Grade, National
    from hmic_tracker.reports.grades import FrameworkGrades, GradesReport, NationalRow, PlacedRow

_CHANGE_STYLES: Final[dict[str, nodes.Style]] = {"improved": "green", "declined": "red"}


def grades_page(report: GradesReport, bars: bool) -> nodes.Page:
    """The page of `grades`; with `bars` the national picture is drawn as well."""
    if not report.frameworks:
        by_hand = "by hand: tracker inspection edit ID --grade FRAMEWORK:YEAR=GRADE"
        hint = f"No grades yet: tracker import FILE reads them from a published report; {by_hand}"
        return (nodes.Paragraph(hint),)
    marks: dict[str, str] = {}
    no_grade: dict[str, str] = {}

    def grade_text(grade: Grade | None, period: str) -> str:
        if grade is None:
            return no_grade.setdefault("no grade in the plan", "–")
        if grade.grade:
            return grade.grade
        text = f"{grade_phrase(grade)} in {period}"
        return marks.setdefault(text, f"({chr(ord('a') + len(marks) % 26)})")

    table = _grades_table(report, report.frameworks, grade_text)
    notes = {**marks, **no_grade}
    lost = report.incomplete_national
    head = "Incomplete in the source, no comparison made"
    if all(one.national.counts is None for _, one in lost):
        head = "Cells lost in the source, columns unknown, no comparison made"
    return nodes.page_of(
        map(nodes.Heading, scale_texts(report)),
        nodes.spaced(table, *(nodes.Note(mark, text) for text, mark in notes.items())),
        nodes.spaced(*unsettled_grades(report)) if report.unsettled else None,
        _placed(report, bars),
        nodes.part(head, _lost_table(lost)) if lost else None,
        damage_notice(report.damaged),
    )


def national_part(report: GradesReport) -> Iterator[nodes.Node]:
    """Where we are among the forces, on the page of the position, and what the source lost."""
    for period, scale, rows in placed_rows(report):
        forces = rows[0][1].national.expected
        yield nodes.Heading(f"{period}: {forces} forces", 3)
        key = tuple(zip(nodes.RANKS * 9, scale, strict=False))
        yield _national_bars(rows, _place_text)._replace(key=key, worded=True)
    if lost := report.incomplete_national:
        yield nodes.Heading("Incomplete in the source", 3)
        text = "These don't add up to the number of forces: no comparison is made."
        if all(one.national.counts is None for _, one in lost):
            text = "Cells are lost, the columns of the others unknown: no comparison is made."
        yield nodes.Paragraph(text)
        yield _lost_table(lost)._replace(caption="National figures as printed")


def earlier_part(report: GradesReport, shown: int) -> Iterator[nodes.Node]:
    """All grades by period, where there are more periods than are shown elsewhere."""
    if len(report.periods) > shown:
        graded = [row for row in report.frameworks if row.grades]
        table = _grades_table(report, graded, lambda grade, _: _grade_cell(grade))
        yield table._replace(caption="Our grades by period")


def unsettled_grades(report: GradesReport) -> Iterator[nodes.Paragraph]:
    """What two people gave otherwise."""
    for one in report.unsettled:
        text = f"Not settled: {one.name} is {one.counts}, by another {' or '.join(one.others)}"
        yield nodes.Paragraph(f"{text} (tracker inspection show {one.inspection})")


def scale_texts(report: GradesReport) -> list[str]:
    """Each scale in use; of several, with the periods whose grades are on it."""
    texts = []
    for name, grades in report.scales:
        periods = sorted({g.period for f in report.frameworks for g in f.grades if g.scale == name})
        on = f": {', '.join(periods)}" if len(report.scales) > 1 else ""
        texts.append(f"{' > '.join(grades)} (scale {name}{on})")
    return texts


def _grades_table(
    report: GradesReport,
    rows: Iterable[FrameworkGrades],
    cell: Callable[[Grade | None, str], str | nodes.Cell],
) -> nodes.Table:
    slugs = {row.framework.slug for row in report.frameworks}
    lines = (
        nodes.make_row(
            row.framework.name,
            *(cell(row.in_period(period), period) for period in report.periods),
            _change_cell(row, report.periods),
            indent=int(row.framework.parent in slugs),
        )
        for row in rows
    )
    columns = nodes.text_columns("Framework", *report.periods, "Change")
    return nodes.Table(columns, tuple(lines))


def change_text(row: FrameworkGrades, periods: Sequence[str]) -> str:
    """How a framework's latest grade compares with the one before, of `periods`, oldest first.

    Which are compared is said where they aren't those of the last two.
    """
    if row.compared is None or row.change is None:
        is_latest = row.latest is None or row.latest.period in periods[-1:]
        return "no earlier grade" if is_latest else "no other grade"
    between = tuple(grade.period for grade in row.compared)
    text = row.change.replace("-", " ")
    return text if between == tuple(periods[-2:]) else f"{text} ({' to '.join(between)})"


def _change_cell(row: FrameworkGrades, periods: Sequence[str]) -> nodes.Cell:
    """The change with its colour."""
    return nodes.Cell(change_text(row, periods), _CHANGE_STYLES.get(row.change or "", ""))


def _grade_cell(grade: Grade | None) -> nodes.Cell:
    if grade and grade.grade:
        return nodes.Cell(grade.grade, "bold")
    return nodes.Cell(grade_phrase(grade), "dim")


def _placed(report: GradesReport, bars: bool) -> Iterator[nodes.Node]:
    """How other forces did, period by period, and our place where we were graded."""
    others = nodes.number_columns("above", "level", "below", group="Other forces")
    for period, scale, rows in placed_rows(report):
        forces = rows[0][1].national.expected
        yield nodes.Gap()
        yield nodes.Paragraph(f"{forces} forces, {period}: how many got each grade", "bold")
        yield _national_table(scale, rows, others)
        if bars:
            yield from nodes.spaced(_national_bars(rows))


def placed_rows(report: GradesReport) -> Iterator[tuple[str, tuple[str, ...], list[PlacedRow]]]:
    """Each period and list of grades with the rows that have every cell and add up."""
    groups: dict[tuple[str, tuple[str, ...]], list[PlacedRow]] = {}
    for row, one in report.complete_national:
        groups.setdefault((one.national.period, one.national.grades), []).append((row, one))
    for period, scale in sorted(groups, key=lambda key: key[0]):
        yield period, scale, groups[period, scale]


def _national_table(
    scale: Sequence[str],
    rows: Iterable[PlacedRow],
    others: Sequence[nodes.Column],
) -> nodes.Table:
    """How many forces got each grade; `others` are the columns of those above, level and below."""
    columns = nodes.columns("Framework", nodes.number_columns(*scale), "Ours", others)
    lines = (
        nodes.make_row(
            row.framework.name,
            *one.national.printed,
            ours_text(row, one),
            *(one.place or ("–", "–", "–")),
        )
        for row, one in rows
    )
    return nodes.Table(columns, tuple(lines))


def _national_bars(
    rows: Iterable[PlacedRow], say: Callable[[FrameworkGrades, NationalRow], str] | None = None
) -> nodes.Bars:
    """A bar for each row, the best grade first, ours marked; what is beside it can be said."""
    bars = []
    for row, one in rows:
        grades, ranks = one.national.grades, chain(nodes.RANKS, repeat(nodes.RANKS[-1]))
        parts = tuple(zip(one.national.printed, ranks, grades, strict=False))
        marked = grades.index(one.ours) if one.ours in grades else None
        text = say(row, one) if say else f"ours: {ours_text(row, one)}"
        bars.append(nodes.Bar(row.framework.name, parts, text, marked))
    return nodes.Bars(tuple(bars))


def _place_text(row: FrameworkGrades, one: NationalRow) -> str:
    """Our grade, and how many others are above, level with and below it."""
    ours = ours_text(row, one)
    if one.place is None:
        return f"ours: {ours}"
    above, level, below = one.place
    return f"ours: {ours}; others above {above}, level {level}, below {below}"


def ours_text(row: FrameworkGrades, one: NationalRow) -> str:
    """Our grade beside those of other forces, or why there is none."""
    return one.ours or grade_phrase(row.in_period(one.national.period))


def missing_text(row: National) -> str | int:
    """How many forces the printed numbers leave out, or have too many."""
    if row.expected is None:
        return "not known"
    return f"{row.too_many} too many" if row.too_many else row.missing


def _lost_table(rows: Iterable[PlacedRow]) -> nodes.Table:
    """The rows that don't allow a comparison, with the numbers as printed."""
    printed = nodes.Column("As printed", wrap="never")
    framework = nodes.Column("Framework", wrap="long")
    columns = nodes.columns(framework, "Period", printed, ">Forces", ">Missing")
    lines = (
        nodes.make_row(
            *(row.framework.name, one.period, " ".join(map(str, one.printed))),
            *(one.published, missing_text(one)),
            detail=(one.remark or "").strip("() "),
        )
        for row, one in ((row, placed.national) for row, placed in rows)
    )
    return nodes.Table(columns, tuple(lines), "The source adds")
