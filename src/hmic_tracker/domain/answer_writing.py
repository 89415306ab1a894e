"""Answers as entries of the items' histories: what the post told on the day, internal."""

from __future__ import annotations

from datetime import date

from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry, record_outside_changes
from hmic_tracker.domain.items import ANSWERED, ANSWERED_COUNT, Item, effective_entries
from hmic_tracker.domain.part_changes import new_evidence_fields
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.answers import ItemAnswer


class AnswerSource(NamedTuple):
    """Where answers come from: the file's name, and what tells that a row of it was taken in."""

    name: str
    origin: str


def answered_item(
    item: Item, answer: ItemAnswer, on: date, stamp: Stamp, source: AnswerSource
) -> Item:
    """The item with an answer; what was changed by hand before is recorded first.

    One that is completed by a count says so: which of them it is nobody said.
    """
    before = record_outside_changes(item, on, stamp)
    shown = new_evidence_fields(before, answer.reference, on) if answer.reference else {}
    changes = changes_to(before, {**answer.fields, **shown})
    event = ANSWERED_COUNT if answer.by_count else ANSWERED
    entry = next_entry(before, on, stamp, event, changes)
    reason = answer.reason if any(change.field == "status" for change in changes) else None
    return apply(
        before,
        entry._replace(note=answer.note, reason=reason, source=source.name, origin=source.origin),
    )


def received_origins(items: tuple[Item, ...]) -> dict[str, date]:
    """The days on which rows of files were taken in, by their origins; undone ones are not."""
    return {
        entry.origin: entry.on
        for item in items
        if any(entry.origin and entry.event in {ANSWERED, ANSWERED_COUNT} for entry in item.history)
        for entry in effective_entries(item.history)
        if entry.origin and entry.event in {ANSWERED, ANSWERED_COUNT}
    }
