"""The history of `tracker.toml`: what a write changes in the settings, entered as it is written."""

from __future__ import annotations

from datetime import date

from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.store.paths import SCHEMA, SETTINGS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.domain.items import FieldChange
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.store.operations import Write


class Entering(NamedTuple):
    """What there is to say of a change: its day (that of the stamp without), what it was, why.

    `document` is what tells the document that it is from, so that two people who take in the same
    enter the same.
    """

    on: date | None = None
    event: str = "updated"
    source: str | None = None
    reason: str | None = None
    document: str | None = None


def with_settings_entry(write: Write, entering: Entering | None, stamp: Stamp) -> Write:
    """The write of `tracker.toml` with an entry of what it changes.

    What was changed by hand before is entered first. As it is where nothing changes that a history
    has, where the text brings an entry itself, and where it is or was of another format.
    """
    from hmic_tracker.domain.items import FieldChange
    from hmic_tracker.domain.record_history import changes_between, origin_of, with_changes
    from hmic_tracker.domain.settings_fields import settings_fields
    from hmic_tracker.store.settings_codec import settings_of, settings_text_with
    from hmic_tracker.store.toml import Unreadable, decode

    if write.new is None:
        return write
    try:
        text = decode(write.new)
        after = settings_of(text)
        before = settings_of(decode(write.old)) if write.old is not None else None
    except Unreadable:
        return write  # the commit says what is wrong with it
    if not _is_entered(before, after):
        return write
    now, history = settings_fields(after), after.history
    had = settings_fields(before) if before else {}
    if now == had:
        return write
    entering = entering or Entering()
    on = entering.on or stamp.recorded.astimezone().date()  # the day where the person is
    remarks = {"source": entering.source, "reason": entering.reason}
    if entering.document is not None:
        given = FieldChange("document", SETTINGS, entering.document)
        remarks["origin"] = origin_of([given, *changes_between(had, now)])
    entries = with_changes(history, had, now, on, stamp, entering.event, **remarks)
    new = settings_text_with(text, history, entries[len(history) :])
    return write._replace(new=new.encode())


def settling_write(write: Write, chosen: Sequence[FieldChange], on: date, stamp: Stamp) -> Write:
    """The write of `tracker.toml` with an entry that chooses some values, and has what changes."""
    from hmic_tracker.domain.changes import entry_after
    from hmic_tracker.domain.record_history import changes_between, with_hand_edits
    from hmic_tracker.domain.settings_fields import settings_fields
    from hmic_tracker.store.settings_codec import settings_of, settings_text_with
    from hmic_tracker.store.toml import decode

    before, text = settings_of(decode(write.old or b"")), decode(write.new or b"")
    had, now = settings_fields(before), settings_fields(settings_of(text))
    entries = with_hand_edits(before.history, had, on, stamp)
    changes = (*changes_between(had, now), *chosen)
    entries = (*entries, entry_after(entries, on, stamp, "settled", changes))
    added = entries[len(before.history) :]
    return write._replace(new=settings_text_with(text, before.history, added).encode())


def recorded_settings_write(folder: Path, on: date, stamp: Stamp) -> Write | None:
    """The write that enters what was changed by hand in `tracker.toml`; None where nothing was."""
    from hmic_tracker.domain.record_history import with_hand_edits
    from hmic_tracker.domain.settings_fields import settings_by_hand, settings_fields
    from hmic_tracker.store.operations import Write
    from hmic_tracker.store.reading import read_settings
    from hmic_tracker.store.settings_codec import settings_text_with
    from hmic_tracker.store.toml import decode

    settings, data = read_settings(folder)
    if not settings_by_hand(settings):
        return None
    entries = with_hand_edits(settings.history, settings_fields(settings), on, stamp)
    added = entries[len(settings.history) :]
    text = settings_text_with(decode(data), settings.history, added)
    return Write(SETTINGS, data, text.encode())


def _is_entered(before: Plan | None, after: Plan) -> bool:
    """Whether a change from one to the other is entered here."""
    if before is None:
        return after.schema == SCHEMA and not after.history
    return before.schema == after.schema == SCHEMA and before.history == after.history
