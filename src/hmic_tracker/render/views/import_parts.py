"""The lines of the parts of an inspection that an import changes, or leaves."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.words import KIND_NAMES
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.reports.import_parts import PartRow

_WHY_KEPT: Final = {
    "by-hand": "the document’s; changed by hand since",
    "newer-document": "the document’s; a newer one’s stays",
    "another-document": "the document’s; another one’s stays",
}
_WHOLE: Final = {"expected": "number of forces"}
"""What parts of the whole inspection are called where the field's name isn't the word."""


def part_line(row: PartRow) -> str:
    """Return "Missing Persons 2007: national row 14 21 2 → 14 6 21 2"."""
    key = row.key
    if key.part == "framework":
        return f"{row.new}: a framework new to the plan"
    if key.part == "alias":
        return f"{row.name}: also called “{row.new}”"
    old, new = (_value(row, text) for text in (row.old, row.new))
    change = f"{old} → {new}"
    if row.why:
        change = f"{change} ({_WHY_KEPT[row.why]})"
    if key.part == "parent":
        return f"{row.name}: part of {change}"
    if key.part == "reported":
        return f"{_counted(row)} {'its words' if row.words else 'completed'} {change}"
    if key.part in {"grade", "national"}:
        word = "grade" if key.part == "grade" else "national row"
        return f"{row.name} {key.period}: {word} {change}"
    return f"{_WHOLE.get(key.part, key.part)} {change}"


def _counted(row: PartRow) -> str:
    kind = f", {KIND_NAMES[row.key.kind]}" if row.key.kind else ""
    on = f" on {say_day(row.key.on)}" if row.key.on else ""
    return f"{row.name}{kind}{on}:"


def _value(row: PartRow, text: str | None) -> str:
    if text is None:
        return "none"
    return say_due(text) if row.key.part == "published" else text
