"""Grades and status on the page of the position: a row and a bar for each framework."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from hmic_tracker.domain.grades import grade_phrase
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.views.grades import scale_texts, unsettled_grades
from hmic_tracker.render.views.source_differences import difference_notes
from hmic_tracker.render.views.summary_table import (
    latest_due_text,
    of_inspection,
    split_by_inspection,
)

if TYPE_CHECKING:
    from hmic_tracker.domain.grades import Grade
    from hmic_tracker.reports.grades import FrameworkGrades
    from hmic_tracker.reports.status_bands import Band
    from hmic_tracker.reports.status_page import StatusPage
    from hmic_tracker.reports.summary_values import FrameworkSummary, InspectionSummary, KindCounts

PERIODS: Final = 2
"""So many periods of grades, the latest, stand beside the counts."""
_WORDS: Final[Mapping[Band, str]] = {
    "verified": "verified",
    "unverified": "done, not yet verified",
    "on-course": "on course",
    "soon-or-moved": "due soon",
    "undated": "no date",
    "deferred": "deferred",
    "overdue": "overdue",
}
_CHANGES: Final[Mapping[str, tuple[str, nodes.Style]]] = {
    "improved": ("up", "green"),
    "declined": ("down", "red"),
    "unchanged": ("", "bold"),
    "not-comparable": ("not comparable", "bold"),
}


def status_part(page: StatusPage) -> Iterator[nodes.Node]:
    """The key to the bars, the table with its notes, and how the grades are ordered."""
    marks: dict[str, str] = {}
    rows = tuple(_rows(page, marks))
    if any(row.bar for row in rows):
        yield nodes.Bars((), key=tuple(_key(page)))
    if rows:
        yield nodes.Table(
            columns=tuple(_columns(page)),
            rows=rows,
            caption="Our grades, what is completed of all, and how the items stand",
            bar_head="All items by how they stand",
        )
    notes = [f"* {text}" for text in difference_notes(page.summary)]
    notes += [f"{mark} {text}" for text, mark in marks.items()]
    yield from (nodes.Paragraph(text, "dim") for text in notes)
    if not page.grades.periods:
        yield nodes.Paragraph("No grades are in the plan yet.", "dim")
    if scales := scale_texts(page.grades):
        yield nodes.Paragraph(f"Grades, best first: {'; '.join(scales)}", "dim")
    yield from unsettled_grades(page.grades)


def _columns(page: StatusPage) -> Iterator[nodes.Column]:
    yield nodes.Column("Framework")
    yield from nodes.text_columns(*page.grades.periods[-PERIODS:])
    causes = ["Causes"] if page.summary.totals.causes_of_concern.total else []
    yield from nodes.number_columns("Recs", "AFIs", *causes, group="Completed")
    yield from nodes.number_columns("Overdue")
    yield nodes.Column("Latest due", wrap="never")


def _rows(page: StatusPage, marks: dict[str, str]) -> Iterator[nodes.Row]:
    """The frameworks, each parent with all of its family above its own items, and the total."""
    every = page.summary.frameworks
    slugs = {row.framework.slug for row in every}
    for row in every:
        slug, name = row.framework.slug or None, row.framework.name
        grades = _grades(page, row, marks)
        indent = int(row.framework.parent in slugs)
        if row.with_children is not None:
            family = {slug, *(r.framework.slug for r in every if r.framework.parent == slug)}
            yield _row(page, name, grades, row.with_children, _bar(page, family))
            name, grades, indent = "Overall", [nodes.Cell("")] * len(grades), 1
            if not row.counts.all.total:
                continue
        yield _row(page, name, grades, row.counts, _bar(page, {slug}), indent)
        for part in split_by_inspection(row):
            yield _inspection_row(page, row, part, len(grades), indent + 1)
    if len(every) > 1:
        none = [nodes.Cell("")] * len(page.grades.periods[-PERIODS:])
        total = _row(page, "Total", none, page.summary.totals, _bar(page))
        yield total._replace(strong=True)


def _inspection_row(
    page: StatusPage, row: FrameworkSummary, part: InspectionSummary, periods: int, indent: int
) -> nodes.Row:
    """What an inspection gave and left of a framework that several looked at."""
    label, grade = of_inspection(part, page.summary.period)
    cells = [*[nodes.Cell("")] * max(periods - 1, 0), nodes.Cell(grade)][:periods]
    known = {inspection.id for inspection in page.summary.inspections}
    own = (part.inspection.id,) if part.inspection else page.bands.inspections - known
    bar = _bar(page, {row.framework.slug or None}, own)
    return _row(page, label, cells, part.counts, bar, indent)


def _row(
    page: StatusPage,
    label: str,
    grades: list[nodes.Cell],
    counts: KindCounts,
    bar: nodes.Parts,
    indent: int = 0,
) -> nodes.Row:
    causes = page.summary.totals.causes_of_concern.total > 0
    completed = [
        f"{some.completed}/{some.total}{'*' if counts.reported(kind) else ''}"
        for kind, some in counts.by_kind.items()
    ]
    if not (causes and counts.causes_of_concern.total):
        completed[2:] = [""] * causes
    late = nodes.red_count(counts.all.overdue)
    due = latest_due_text(counts.all)
    return nodes.make_row(label, *grades, *completed, late, due, indent=indent)._replace(bar=bar)


def _bar(
    page: StatusPage,
    frameworks: Collection[str | None] | None = None,
    inspections: Collection[str | None] | None = None,
) -> nodes.Parts:
    counts = page.bands.of(frameworks, inspections)
    words = _WORDS
    if page.summary.amber_moved:
        words = {**_WORDS, "soon-or-moved": "soon or moved often"}
    return tuple((number, one, words[one]) for one, number in counts.items() if number)


def _grades(page: StatusPage, row: FrameworkSummary, marks: dict[str, str]) -> list[nodes.Cell]:
    """A framework's grades in the latest periods, with the change beside the later one."""
    slug = row.framework.slug
    mine = next((one for one in page.grades.frameworks if one.framework.slug == slug), None)
    return [_grade_cell(mine, period, marks) for period in page.grades.periods[-PERIODS:]]


def _grade_cell(mine: FrameworkGrades | None, period: str, marks: dict[str, str]) -> nodes.Cell:
    grade = mine.in_period(period) if mine else None
    if mine is None or grade is None or not grade.grade:
        return nodes.Cell(_mark(grade, period, marks), "dim")
    if mine.compared is None or mine.change is None or mine.compared[1].period != period:
        return nodes.Cell(grade.grade, "bold")
    word, style = _CHANGES[mine.change]
    return nodes.Cell(", ".join(filter(None, (grade.grade, word))), style)


def _mark(grade: Grade | None, period: str, marks: dict[str, str]) -> str:
    """The mark of why there is no grade, which a note explains."""
    if grade is None:
        return marks.setdefault("no grade in the plan", "–")
    lettered = sum(mark != "–" for mark in marks.values())
    return marks.setdefault(
        f"{grade_phrase(grade)} in {period}", f"({chr(ord('a') + lettered % 26)})"
    )


def _key(page: StatusPage) -> Iterator[tuple[str, str]]:
    """What each look of a bar means, and how many items have it; of those that are there."""
    near, many = plural(page.near_days, "day"), page.many_moves
    meanings: dict[Band, str] = {
        "verified": "blue: verified, or closed by the inspecting body",
        "unverified": "green, hatched: done, not yet verified",
        "on-course": "green edge: open and on course",
        "soon-or-moved": f"amber: due within {near} and not almost completed, or a date moved "
        f"{many} times or more",
        "undated": "grey: open, no due date",
        "deferred": "white, hatched: deferred, as a board agreed",
        "overdue": "red: overdue",
    }
    for band, number in page.bands.of().items():
        if number:
            yield band, f"{meanings[band]}, {number}"
