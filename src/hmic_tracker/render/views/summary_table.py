"""The tables of the position: a row a framework with what came of its items, and a row a body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from hmic_tracker.domain.dates import say_due
from hmic_tracker.domain.grades import grade_phrase
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Counts, Difference
    from hmic_tracker.domain.grades import Grade
    from hmic_tracker.reports.summary_values import (
        FrameworkSummary,
        InspectionSummary,
        KindCounts,
        Summary,
    )

_CHANGES = {"improved": "up", "declined": "down"}
_SMALL = ("no", "both", "all three", "all four", "all five", "all six", "all seven", "all eight")


def summary_table(summary: Summary) -> nodes.Table:
    """Each framework with its grade and its counts, subtotals of families, and the total."""
    columns = nodes.columns(
        nodes.text_columns("Framework", f"{summary.period} grade".strip().capitalize()),
        nodes.number_columns("Recs", "AFIs", group="Completed"),
        *_deferred_column(summary),
        ">Overdue",
        nodes.Column("due", group="Latest"),
    )
    draw = partial(_row, summary)
    rows: list[nodes.Row] = []
    for row, family in with_families(summary.frameworks):
        grade = latest_grade_text(row, summary.period)
        label, indent = row.framework.name, int(bool(row.framework.parent))
        if row.with_children is not None:
            rows.append(nodes.make_row(label, *[""] * (len(columns) - 1)))
            label, indent = "Overall", 1
        rows.append(draw(label, grade, row.counts, indent))
        rows += (
            draw(*of_inspection(part, summary.period), part.counts, indent + 1)
            for part in split_by_inspection(row)
        )
        if family and family.with_children:
            number = family.children + 1
            label = _SMALL[number - 1].capitalize() if number <= len(_SMALL) else f"All {number}"
            rows.append(draw(label, "", family.with_children, 1))
    rows.append(draw("Total", "", summary.totals, strong=True))
    return nodes.Table(columns, tuple(rows))


def split_by_inspection(row: FrameworkSummary) -> tuple[InspectionSummary, ...]:
    """The inspections of a framework that have items, each with its grade beside them; of one none.

    One that only graded it is in the grade of the framework itself.
    """
    with_items = tuple(one for one in row.inspections if one.counts.all.total)
    return with_items if len([one for one in with_items if one.inspection]) > 1 else ()


def of_inspection(part: InspectionSummary, period: str) -> tuple[str, str]:
    """What an inspection's row is called, and its grade; the period where it isn't the one told."""
    if part.inspection is None:
        return "Added by hand", ""
    return part.inspection.title, _grade_in(part.grade, period)


def latest_grade_text(row: FrameworkSummary, period: str) -> str:
    """A framework's latest grade, or why there is none: "Poor, down" of one that changed."""
    if not row.grade:
        return _grade_in(row.latest, period)
    if row.period != period:
        return f"{row.grade} ({row.period})"
    word = _CHANGES.get(row.change or "")
    return f"{row.grade}, {word}" if row.before and word else row.grade


def _grade_in(grade: Grade | None, period: str) -> str:
    text = grade_phrase(grade)
    return text if grade is None or grade.period == period else f"{text} ({grade.period})"


def bodies_table(summary: Summary) -> nodes.Table:
    """Each body with what came of its items, where several inspected."""
    columns = nodes.columns(
        nodes.text_columns("Body"),
        nodes.number_columns("Recs", "AFIs", group="Completed"),
        *(">Open", *_deferred_column(summary), ">Overdue"),
        nodes.Column("due", group="Latest"),
    )
    rows = (
        nodes.make_row(
            one.body or "No body",
            *(_fraction(counts, []) for counts in one.counts[:2]),
            *(one.counts.all.open, *_deferred_count(summary, one.counts)),
            nodes.red_count(one.counts.all.overdue),
            latest_due_text(one.counts.all),
        )
        for one in summary.bodies
    )
    return nodes.Table(columns, tuple(rows))


def with_families(
    frameworks: Sequence[FrameworkSummary],
) -> Iterator[tuple[FrameworkSummary, FrameworkSummary | None]]:
    """Each framework, the last of a family with its parent, whose subtotal belongs after it."""
    parents = {row.framework.slug: row for row in frameworks if row.with_children}
    for row, after in zip(frameworks, (*frameworks[1:], None), strict=False):
        slug = row.framework.parent
        is_last = after is None or after.framework.parent != slug
        yield row, parents.get(slug or "") if is_last else None


def _deferred_column(summary: Summary) -> list[str]:
    """The column of what is deferred, where anything is."""
    return [">Deferred"] if summary.totals.all.deferred else []


def _deferred_count(summary: Summary, counts: KindCounts) -> list[int]:
    """The number under it."""
    return [counts.all.deferred] if summary.totals.all.deferred else []


def _row(
    summary: Summary,
    label: str,
    grade: str,
    counts: KindCounts,
    indent: int = 0,
    strong: bool = False,
) -> nodes.Row:
    recs = _fraction(counts.recommendations, counts.reported("recommendation"))
    afis = _fraction(counts.afis, counts.reported("afi"))
    late, due = nodes.red_count(counts.all.overdue), latest_due_text(counts.all)
    put_off = _deferred_count(summary, counts)
    return nodes.make_row(
        *(label, grade, recs, afis), *put_off, *(late, due), indent=indent, strong=strong
    )


def latest_due_text(counts: Counts) -> str:
    """The latest due of what is open, or why there is none."""
    if counts.latest_due:
        return say_due(counts.latest_due)
    if counts.dates_withheld:
        return "not given"
    return "none set" if counts.open else "none open"


def _fraction(counts: Counts, unsettled: list[Difference]) -> str:
    return f"{counts.completed}/{counts.total}" + ("*" if unsettled else "")
