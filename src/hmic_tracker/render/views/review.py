"""What stands on the screens of `review`."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.parts import steps_of
from hmic_tracker.domain.words import (
    KIND_NAMES,
    PROGRESS_PHRASES,
    STATUS_PHRASES,
    count_of,
    plural,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.review_screen import Line, ScreenText
from hmic_tracker.render.views.history_entries import entry_text, evidence_lines, step_lines
from hmic_tracker.render.views.item import rag_text
from hmic_tracker.reports.item_history import lines_of, shown_history

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hmic_tracker.domain.items import Entry, Item
    from hmic_tracker.domain.parts import Action
    from hmic_tracker.render.nodes import Style
    from hmic_tracker.reports.item_rows import ItemRow
    from hmic_tracker.reports.review import ReviewPlace, ReviewScreen

_STYLES: Final[dict[str, Style]] = {
    "red": "red",
    "amber": "amber",
    "green": "green",
    "blue": "blue",
    "grey": "grey",
}


def screen_text(
    shown: ReviewScreen,
    place: ReviewPlace,
    keys: Iterable[str],
    message: Iterable[str] = (),
) -> ScreenText:
    """A screen with its item, the keys, and what was last said."""
    report, item = shown.report, shown.item
    colour, _, more = rag_text(report).partition(": ")
    late = f" ({place.overdue} overdue)" if place.overdue else ""
    return ScreenText(
        lines=(
            Line(
                f"{place.head}, {say_day(place.day)}",
                f"{place.number} of {plural(place.screens, 'screen')}{late}",
                "bold",
            ),
            Line(
                f"{format_id_ranges(shown.ids)}  {where_text(shown.ids, report.row)}",
                ", ".join(filter(None, (colour.upper(), more))),
                "bold",
                _STYLES.get(report.row.rag, ""),
            ),
        ),
        facts=tuple(_facts(shown)),
        text=item.text or item.title_given or "",
        rows=tuple(_rows(shown)),
        keys=tuple(keys),
        message=tuple(message),
        further=(("History", tuple(_history(item))),) if len(shown.ids) == 1 else (),
    )


def where_text(ids: tuple[str, ...], row: ItemRow) -> str:
    """Where the report has it: "PVP overall, recommendation 1", "PVP overall, 8 AFIs"."""
    item = row.item
    kind = KIND_NAMES[item.kind]
    number = f" {item.label}" if item.label is not None else ""
    what = f"{kind if kind.isupper() else kind.lower()}{number}"
    if len(ids) > 1:
        what = count_of(len(ids), item.kind)
    if item.is_placeholder:
        what += ", text not published"
    return f"{row.short_framework}, {what}" if item.framework else what


def note_texts(entry: Entry) -> tuple[str, ...]:
    """A note whole, before it is published: whose, and what would be printed."""
    by = f", {entry.by}" if entry.by else ""
    return (f"The note of {say_day(entry.on)}{by}. In papers:", *(entry.note or "").split("\n"))


def open_steps(item: Item) -> tuple[Action, ...]:
    """The steps that can be ticked."""
    return tuple(step for step in item.actions if step.is_open)


def _facts(shown: ReviewScreen) -> Iterator[str]:
    report, item = shown.report, shown.item
    if item.due is None:
        yield "Due none"
    else:
        moved, first = report.slippage.moves, item.original_due
        times = {1: "once", 2: "twice"}.get(moved, f"{moved} times")
        since = f", first {say_due(first)}" if first else ""
        yield f"Due {say_due(item.due)}, {f'moved {times}{since}' if moved else 'never moved'}"
    word = item.reported_progress
    yield f"Progress {word}" if word != "none" else PROGRESS_PHRASES[word].capitalize()
    if item.status != "in-progress":
        yield f"Status {STATUS_PHRASES[item.status]}"
    yield f"Owner {item.owner or 'none'}"


def _rows(shown: ReviewScreen) -> Iterator[tuple[str, tuple[str, ...]]]:
    report, item = shown.report, shown.item
    if item.unsettled:
        from hmic_tracker.reports.unsettled import unsettled_of

        names = ", ".join(one.name for one in unsettled_of(item))
        yield "Not settled", (f"{names}; see: tracker show {item.id}",)
    if report.has_request:
        why = f": {item.requested_reason}" if item.requested_reason else ""
        yield "Asks for", (f"{say_due(item.requested_due or '')}{why}",)
    if report.notes:
        yield "In the source", report.notes
    yield "Asked last time", (_requested_text(shown),)
    yield "Last answer", (_answer_text(shown),)
    if shown.note is not None:
        yield "Last note", (_note_text(shown.note),)
    yield "Steps", tuple(_steps(item, report.step_notes))
    yield (
        "Evidence",
        tuple(f"{n.strip()}  {text}" for n, text in evidence_lines(item.evidence)) or ("none",),
    )


def _requested_text(shown: ReviewScreen) -> str:
    wanted, sent = shown.wanted, shown.sent
    if wanted is not None and (sent is None or sent.on <= wanted.on):
        since = "evidence came since" if shown.came else "none came since"
        return f"{say_day(wanted.on)}, evidence: {wanted.note}; {since}"
    if sent is not None:
        by = f", answer by {say_day(sent.answer_by)}" if sent.answer_by else ""
        return f"by the workbook of {say_day(sent.on)} to {sent.owner}{by}"
    return "nothing"


def _answer_text(shown: ReviewScreen) -> str:
    if shown.answer is not None:
        return _note_text(shown.answer)
    first = next(iter(shown.item.history), None)
    if first is None:
        return "none"
    source = (first.source or "").partition(", ")[0]
    origin = f" from {source}" if source else ""
    return f"none; {first.event}{origin} on {say_day(first.on)}"


def _note_text(entry: Entry) -> str:
    by = f", {entry.by}" if entry.by else ""
    kept = "for papers" if entry.published else "internal"
    return f"“{entry.note}” ({say_day(entry.on)}{by}; {kept})"


def _steps(item: Item, notes: Iterable[str]) -> Iterator[str]:
    if not item.actions:
        yield "none"
        return
    done, of = steps_of(item.actions)
    still = open_steps(item)
    first, *others = [f"{label.strip()}  {text}" for label, text in step_lines(still)] or [""]
    yield f"{done} of {of} done{f'; to do: {first}' if first else ''}"
    yield from others
    yield from notes
    for label, text in step_lines(step for step in item.actions if not step.is_open):
        yield f"{label.strip()}  {text}"


def _history(item: Item) -> Iterator[str]:
    for line in shown_history(item.history, lines_of(item.history)).lines:
        yield f"{say_day(line.entry.on)}  {entry_text(line.entry)}"
