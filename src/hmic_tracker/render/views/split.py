"""What a split makes of an item, for people."""

from __future__ import annotations

from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import PROGRESS_PHRASES, STATUS_PHRASES, count_of, plural
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes
from hmic_tracker.render.papers.wording import in_words, number_of
from hmic_tracker.render.views.columns import COLUMNS

if TYPE_CHECKING:
    from hmic_tracker.reports.split import SplitReport

_COLUMNS = ("id", "text", "due", "original_due", "days_overdue", "owner")


def split_page(report: SplitReport) -> nodes.Page:
    """The parts that an item would get, the steps that would go to them, and what is counted."""
    item, made = report.item, report.made
    new = number_of(len(made.new), "part")
    gets = f"would get {new}" if made.new else "would hand over steps to its parts"
    page: list[nodes.Node] = [nodes.Paragraph(f"{item.id} ({_position(report)}) {gets}")]
    if report.rows:
        heads = {"id": "Part", "text": "In our words"}
        table = nodes.Table(
            tuple(
                nodes.Column(heads.get(key, COLUMNS[key].head), COLUMNS[key].align)
                for key in _COLUMNS
            ),
            tuple(
                nodes.Row(cells)
                for cells in zip(*(COLUMNS[k].cells(report.rows) for k in _COLUMNS), strict=True)
            ),
        )
        page += [nodes.Gap(), table]
    if made.moved:
        page += [nodes.Gap(), *(nodes.Paragraph(text) for text in moved_lines(report))]
    return (*page, nodes.Gap(), nodes.Paragraph(_what_stays(report)))


def moved_lines(report: SplitReport) -> list[str]:
    """The steps that go to parts, in a line each."""
    texts = {step.n: step.text or "(no text)" for step in report.item.actions}
    return [f"step {n} goes to {part}: {texts[n]}" for n, part in report.made.moved.items()]


def lines_there(report: SplitReport) -> list[str]:
    """The texts that a part has already, in a line each."""
    return [f"{part_id} says that already: {text}" for text, part_id in report.made.there]


def done_text(report: SplitReport) -> str:
    """What was written."""
    new = [part.id for part in report.made.new]
    return f"{report.item.id} split" + (f" in {format_id_ranges(new)}" if new else "")


def _position(report: SplitReport) -> str:
    item, late = report.item, report.days_overdue
    progress = PROGRESS_PHRASES[item.reported_progress] if item.progress else ""
    parts = [
        STATUS_PHRASES[item.status],
        progress,
        f"{plural(late, 'day')} overdue" if late else "",
    ]
    return ", ".join(filter(None, parts))


def _what_stays(report: SplitReport) -> str:
    item, kind, every = report.item, report.kind, report.all
    parts = number_of(report.tracked, "part")
    completed = (
        "its part is" if report.tracked == 1 else f"all {in_words(report.tracked)} parts are"
    )
    return (
        f"The inspectors' words, evidence and history stay with {item.id}. It is completed when "
        f"{completed}. Counted as before: {count_of(kind.total, item.kind)} "
        f"({kind.completed} completed), {every.open} open, {every.overdue} overdue; "
        f"{item.id} is tracked in {parts}."
    )
