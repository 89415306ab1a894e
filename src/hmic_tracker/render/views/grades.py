"""Grades then and now, and the national picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import TYPE_CHECKING, Final

from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage import damage_notice
from hmic_tracker.reports.grades import FrameworkGrades, GradesReport, NationalRow

if TYPE_CHECKING:
    from hmic_tracker.domain.grades import Grade, National

Placed = tuple[FrameworkGrades, NationalRow]
"""A framework with a national picture in which our place is known."""

_CHANGE_STYLES: Final[dict[str, nodes.Style]] = {"improved": "green", "declined": "red"}


def grades_page(report: GradesReport, bars: bool) -> nodes.Page:
    """The page of `grades`; with `bars` the national picture is drawn as well."""
    if not report.frameworks:
        hint = "No grades yet: tracker import FILE reads them from a published report"
        return (nodes.Paragraph(hint),)
    page: list[nodes.Node] = [nodes.Heading(text) for text in _scale_texts(report)]
    table, notes = _grades_table(report)
    page += [nodes.Gap(), table, *notes, *_placed(report, bars)]
    if lost := lost_rows(report):
        head = "Cells lost in the source, columns unknown, no comparison made"
        page += nodes.part(head, lost_table(lost))
    return (*page, *damage_notice(report.damaged))


def _scale_texts(report: GradesReport) -> list[str]:
    """Each scale in use; of several, with the periods whose grades are on it."""
    texts = []
    for name, grades in report.scales:
        periods = sorted({g.period for f in report.frameworks for g in f.grades if g.scale == name})
        on = f": {', '.join(periods)}" if len(report.scales) > 1 else ""
        texts.append(f"{' > '.join(grades)} (scale {name}{on})")
    return texts


def _grades_table(report: GradesReport) -> tuple[nodes.Table, list[nodes.Note]]:
    marks: dict[str, str] = {}
    slugs = {row.framework.slug for row in report.frameworks}
    rows = [
        nodes.make_row(
            row.framework.name,
            *(_grade_text(row.in_period(p), p, marks) for p in report.periods),
            change_cell(row),
            indent=int(row.framework.parent in slugs),
        )
        for row in report.frameworks
    ]
    columns = nodes.text_columns("Framework", *report.periods, "Change")
    notes = [nodes.Note(mark, text) for text, mark in marks.items()]
    return nodes.Table(columns, tuple(rows)), notes


def change_cell(row: FrameworkGrades) -> nodes.Cell:
    """How a framework's latest grade compares with the one before."""
    text = (row.change or "no earlier grade").replace("-", " ")
    return nodes.Cell(text, _CHANGE_STYLES.get(row.change or "", ""))


def _grade_text(grade: Grade | None, period: str, marks: dict[str, str]) -> str:
    if grade is None:
        return "none"
    if grade.grade:
        return grade.grade
    text = f"{grade.state.replace('-', ' ')} in {period}"
    return marks.setdefault(text, f"({chr(ord('a') + len(marks) % 26)})")


def _placed(report: GradesReport, bars: bool) -> Iterator[nodes.Node]:
    """Our place among the forces, period by period, where the rows allow it."""
    others = nodes.number_columns("above", "level", "below", group="Other forces")
    for period, scale, rows in placed_rows(report):
        forces = rows[0][1].national.expected
        yield nodes.Gap()
        yield nodes.Paragraph(f"{forces} forces, {period}: how many got each grade", "bold")
        yield national_table(scale, rows, others)
        if bars:
            yield from (nodes.Gap(), national_bars(rows))


def placed_rows(report: GradesReport) -> Iterator[tuple[str, tuple[str, ...], list[Placed]]]:
    """Each period and list of grades with the rows in which our place among the forces is known."""
    for period in report.periods:
        groups: dict[tuple[str, ...], list[Placed]] = {}
        for row in report.frameworks:
            for one in row.national:
                if one.national.period == period and one.place:
                    groups.setdefault(one.national.grades, []).append((row, one))
        yield from ((period, scale, rows) for scale, rows in groups.items())


def national_table(
    scale: Sequence[str],
    rows: Iterable[Placed],
    others: Sequence[nodes.Column],
    style: nodes.Style = "",
) -> nodes.Table:
    """How many forces got each grade; `others` are the columns of those above, level and below.

    `style` is that of our own grade.
    """
    columns = (
        *nodes.text_columns("Framework"),
        *nodes.number_columns(*scale),
        *nodes.text_columns("Ours"),
        *others,
    )
    lines = [
        nodes.make_row(
            row.framework.name,
            *one.national.printed,
            nodes.Cell(one.ours or "", style),
            *one.place,
        )
        for row, one in rows
        if one.place
    ]
    return nodes.Table(columns, tuple(lines))


def national_bars(rows: Iterable[Placed]) -> nodes.Bars:
    """A bar for each row, the best grade first, ours marked."""
    return nodes.Bars(
        tuple(
            nodes.Bar(
                row.framework.name,
                tuple(zip(one.national.printed, _ranks(), one.national.grades, strict=False)),
                f"ours: {one.ours}",
                one.national.grades.index(one.ours) if one.ours in one.national.grades else None,
            )
            for row, one in rows
        )
    )


def _ranks() -> Iterator[nodes.Style]:
    """The looks of a scale's grades, the best first."""
    return chain(nodes.RANKS, repeat(nodes.RANKS[-1]))


def lost_rows(report: GradesReport) -> list[tuple[FrameworkGrades, National]]:
    """The rows of the source that don't allow a comparison."""
    return [
        (row, one.national)
        for row in report.frameworks
        for one in row.national
        if not one.national.complete
    ]


def lost_table(rows: Iterable[tuple[FrameworkGrades, National]]) -> nodes.Table:
    """The rows that don't allow a comparison, with the numbers as printed."""
    columns = (
        *nodes.text_columns("Framework", "Period"),
        *nodes.text_columns("As printed", wrap="never"),
        *nodes.number_columns("Forces", "Missing"),
    )
    lines = tuple(
        nodes.make_row(
            row.framework.name,
            one.period,
            " ".join(map(str, one.printed)),
            one.published,
            one.missing,
            detail=(one.remark or "").strip("() "),
        )
        for row, one in rows
    )
    return nodes.Table(columns, lines, "The source adds")
