"""One item, whole: where it is from, how it stands, its text, its history."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.domain.dates import say_day, say_due, say_in_full
from hmic_tracker.domain.items import Entry, FieldChange, Item
from hmic_tracker.domain.words import PROGRESS_PHRASES, STATUS_PHRASES, plural
from hmic_tracker.render.blocks import Block, Gap, Heading, Line, Page, Pairs, Prose
from hmic_tracker.reports.item import ItemReport

_NAMES = {
    "recommendation": "Recommendation",
    "afi": "AFI",
    "cause-of-concern": "Cause of concern",
    "good-practice": "Good practice",
}


def item_page(report: ItemReport) -> Page:
    """The page of `show`."""
    item = report.row.item
    blocks: list[Block] = [Heading(f"{item.id}  {_where(report)}")]
    if report.inspection:
        blocks.append(Line(_from(report)))
    blocks += [Gap(), Pairs(tuple(_pairs(report)), columns=2), Gap()]
    if item.title_given:
        blocks += [Line(item.title, "bold", indent=2), Gap()]
    if item.text:
        blocks.append(Prose(item.text))
    elif not item.title_given:
        blocks.append(Line(item.title, indent=2))
    for text in report.notes:
        blocks += [Gap(), Line(text, "amber")]
    blocks += [Gap(), Line("History", "bold"), *history_lines(item.history)]
    return tuple(blocks)


def history_lines(history: Sequence[Entry]) -> list[Block]:
    """Each entry: its day, what it did, and where it is from."""
    if not history:
        return [Line("none recorded", indent=2)]
    lines: list[Block] = [
        Pairs(tuple((f"  {say_day(entry.on)}", entry_text(entry)) for entry in history))
    ]
    return lines


def entry_text(entry: Entry, who: bool = True) -> str:
    """An entry as a sentence: "updated: status in progress → done; reason: … (by …)"."""
    born = entry.n == 1
    said = [text for change in entry.changes if (text := change_text(change, born))]
    parts = [f"{entry.event}: {', '.join(said)}" if said else entry.event]
    if entry.note:
        parts.append(f"“{entry.note}”" if said else f"{entry.note}")
    text = "; ".join(parts) if said or not entry.note else f"note: {entry.note}"
    if entry.reason and entry.reason != entry.source:
        text += f"; reason: {entry.reason}"
    origin = ", ".join(
        word
        for word in (
            entry.source,
            f"by {entry.by}" if who and entry.by and entry.event != "imported" else "",
        )
        if word
    )
    return f"{text} ({origin})" if origin else text


def change_text(change: FieldChange, born: bool = False) -> str:
    """A change as people say it; at an item's beginning only what it began with."""
    name = change.field.replace("_", " ")
    if change.field == "status_word" or (born and change.field == "text"):
        return ""
    if change.field == "text":
        return "text filled in" if change.old is None else "text changed"
    old, new = (_said(change.field, value) for value in (change.old, change.new))
    if born:
        return new if change.field in {"status", "progress"} else f"{name} {new}"
    return f"{name} {old} → {new}"


def _said(field: str, value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, tuple):
        return ", ".join(value)
    if field == "due":
        return say_in_full(str(value))
    return str(value).replace("-", " ") if field == "status" else str(value)


def _where(report: ItemReport) -> str:
    item = report.row.item
    name = report.row.framework_name or item.framework
    number = f" {item.number}" if item.number is not None else ""
    of = f" of {item.of}" if item.of is not None and number else ""
    overall = " (overall)" if report.has_children else ""
    return ", ".join(
        part
        for part in (f"{name}{overall}" if name else "", f"{_NAMES[item.kind]}{number}{of}")
        if part
    )


def _from(report: ItemReport) -> str:
    inspection = report.inspection
    if inspection is None:
        return ""
    published = f", published {say_due(inspection.published)}" if inspection.published else ""
    grade = report.grade
    graded = f". Grade {grade.period}: {grade.grade}" if grade else ""
    return f"{inspection.title}{published}{graded}"


def _pairs(report: ItemReport) -> list[tuple[str, str]]:
    item = report.row.item
    said = {"verified": "yes", "closed": "closed by the inspecting body"}
    verified = said.get(item.status, "no")
    pairs = [
        ("Status", STATUS_PHRASES[item.status]),
        ("RAG", _rag(report)),
        ("Progress", PROGRESS_PHRASES[item.reported_progress]),
        ("Due", _due(item, report)),
        ("Owner", item.owner or "none"),
        ("Board", report.row.board or "none"),
        ("Verified", verified),
    ]
    if item.tags:
        pairs.append(("Tags", ", ".join(item.tags)))
    return pairs


def _rag(report: ItemReport) -> str:
    row = report.row
    if row.rag == "red":
        return f"red: {plural(row.days_overdue, 'day')} overdue"
    if row.rag == "amber":
        moves = report.slippage.moves
        return f"amber: moved {moves} times" if moves > 1 else "amber: due soon"
    said = {"grey": "grey: no due date", "none": "none: not counted"}
    said["blue"] = f"blue: {STATUS_PHRASES[row.item.status]}"
    return said.get(row.rag, row.rag)


def _due(item: Item, report: ItemReport) -> str:
    if item.due is None or item.deadline is None:
        return "none"
    moved = report.slippage
    text = f"{say_in_full(item.due)} (deadline {say_day(item.deadline)})"
    if not moved.moves:
        return f"{text}, never moved"
    first = f", first {say_due(item.original_due)}" if item.original_due else ""
    times = "once" if moved.moves == 1 else f"{moved.moves} times"
    return f"{text}, moved {times} by {plural(moved.days, 'day')}{first}"
