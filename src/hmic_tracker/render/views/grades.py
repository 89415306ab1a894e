"""Grades then and now, and the national picture."""

from __future__ import annotations

from hmic_tracker.domain.grades import Grade
from hmic_tracker.render.blocks import (
    Bar,
    Bars,
    Block,
    Cell,
    Column,
    Gap,
    Heading,
    Line,
    Note,
    Page,
    Row,
    Style,
    Table,
)
from hmic_tracker.render.views.damage import damage_blocks
from hmic_tracker.reports.grades import FrameworkGrades, GradesReport, NationalRow

_BAR_STYLES: tuple[Style, ...] = ("blue", "green", "amber", "red")
_CHANGE_STYLES: dict[str, Style] = {"improved": "green", "declined": "red"}


def grades_page(report: GradesReport, bars: bool) -> Page:
    """The page of `grades`; with `bars` the national picture is drawn as well."""
    if not report.frameworks:
        return (Line("No grades yet: tracker import FILE reads them from a published report"),)
    blocks: list[Block] = [Heading(text) for text in _scale_texts(report)]
    table, notes = _grades_table(report)
    blocks += [Gap(), table, *notes]
    placed = _placed(report, bars)
    if placed:
        blocks += placed
    blocks += _lost(report)
    return (*blocks, *damage_blocks(report.damaged))


def _scale_texts(report: GradesReport) -> list[str]:
    """Each scale in use; of several, with the periods whose grades are on it."""
    texts = []
    for name, grades in report.scales:
        periods = sorted({g.period for f in report.frameworks for g in f.grades if g.scale == name})
        on = f": {', '.join(periods)}" if len(report.scales) > 1 else ""
        texts.append(f"{' > '.join(grades)} (scale {name}{on})")
    return texts


def _grades_table(report: GradesReport) -> tuple[Table, list[Note]]:
    marks: dict[str, str] = {}
    rows = []
    shown = {row.framework.slug for row in report.frameworks}
    for row in report.frameworks:
        cells = [Cell(row.framework.name)]
        cells += [Cell(_grade_text(row.in_period(p), p, marks)) for p in report.periods]
        change = (row.change or "no earlier grade").replace("-", " ")
        cells.append(Cell(change, _CHANGE_STYLES.get(row.change or "", "")))
        rows.append(Row(tuple(cells), indent=int(row.framework.parent in shown)))
    columns = (
        Column("framework", "Framework"),
        *(Column(period, period) for period in report.periods),
        Column("change", "Change"),
    )
    return Table(columns, tuple(rows)), [Note(mark, text) for text, mark in marks.items()]


def _grade_text(grade: Grade | None, period: str, marks: dict[str, str]) -> str:
    if grade is None:
        return "none"
    if grade.grade:
        return grade.grade
    text = f"{grade.state.replace('-', ' ')} in {period}"
    return marks.setdefault(text, f"({chr(ord('a') + len(marks) % 26)})")


def _placed(report: GradesReport, bars: bool) -> list[Block]:
    """Our place among the forces, period by period, where the rows allow it."""
    blocks: list[Block] = []
    for period in report.periods:
        found = [
            (row, n)
            for row in report.frameworks
            for n in row.national
            if n.national.period == period and n.place
        ]
        heads = list(dict.fromkeys(n.national.grades for _, n in found))
        for grades in heads:
            rows = [(row, n) for row, n in found if n.national.grades == grades]
            forces = rows[0][1].national.expected
            blocks += [Gap(), Line(f"{forces} forces, {period}: how many got each grade", "bold")]
            blocks.append(_national_table(grades, rows))
            if bars:
                blocks += [Gap(), _bars(rows)]
    return blocks


def _national_table(
    grades: tuple[str, ...], rows: list[tuple[FrameworkGrades, NationalRow]]
) -> Table:
    columns = (
        Column("framework", "Framework"),
        *(Column(grade, grade, "right") for grade in grades),
        Column("ours", "Ours"),
        Column("above", "above", "right", "Other forces"),
        Column("level", "level", "right", "Other forces"),
        Column("below", "below", "right", "Other forces"),
    )
    lines = []
    for row, found in rows:
        place = found.place
        if place is None:
            continue
        numbers = [Cell(str(n)) for n in found.national.printed]
        among = [Cell(str(n)) for n in (place.above, place.level, place.below)]
        lines.append(Row((Cell(row.framework.name), *numbers, Cell(found.ours or ""), *among)))
    return Table(columns, tuple(lines))


def _bars(rows: list[tuple[FrameworkGrades, NationalRow]]) -> Bars:
    drawn = []
    for row, found in rows:
        pairs = zip(found.national.printed, found.national.grades, strict=True)
        parts = tuple(
            (n, _BAR_STYLES[min(place, len(_BAR_STYLES) - 1)], grade)
            for place, (n, grade) in enumerate(pairs)
        )
        drawn.append(Bar(row.framework.name, parts, f"ours: {found.ours}"))
    return Bars(tuple(drawn))


def _lost(report: GradesReport) -> list[Block]:
    """The rows of the source that don't allow a comparison, with the numbers as printed."""
    rows = [
        (row, n.national)
        for row in report.frameworks
        for n in row.national
        if not n.national.complete
    ]
    if not rows:
        return []
    columns = (
        Column("framework", "Framework"),
        Column("period", "Period"),
        Column("printed", "As printed"),
        Column("published", "Forces", "right"),
        Column("missing", "Missing", "right"),
    )
    lines = tuple(
        Row(
            (
                Cell(row.framework.name),
                Cell(n.period),
                Cell(" ".join(map(str, n.printed))),
                Cell(str(n.published)),
                Cell(str(n.missing)),
            ),
            detail=(n.remark or "").strip("() "),
        )
        for row, n in rows
    )
    head = Line("Cells lost in the source, columns unknown, no comparison made", "bold")
    return [Gap(), head, Table(columns, lines, "The source adds")]
