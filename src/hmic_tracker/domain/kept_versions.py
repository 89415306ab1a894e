"""Which kept paragraphs a paper has: its own, and those that stood on its day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from hmic_tracker.domain.items import Entry, effective_entries
from hmic_tracker.domain.record_history import path_of
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.kept_texts import KeptText


def texts_of(
    texts: Iterable[KeptText], name: str, nameless: str | None = None
) -> tuple[KeptText, ...]:
    """The texts of a paper; of a place that has none, those from when it had no name yet."""
    known = [one for one in texts if one.paragraphs]
    mine = {one.place: one for one in known if one.name == nameless}
    mine |= {one.place: one for one in known if one.name == name}
    return tuple(mine.values())


def texts_as_of(
    texts: Sequence[KeptText], history: Sequence[Entry], day: date
) -> tuple[tuple[KeptText, ...], tuple[KeptText, ...]]:
    """The texts that stood on a day, and those that were only written after it.

    A text stands from the day that it gives itself: it may be entered later than it was written.
    """
    if all(one.day is None or one.day <= day for one in texts):
        return tuple(texts), ()
    stood: list[KeptText] = []
    later: list[KeptText] = []
    for one in texts:
        if one.day is None or one.day <= day:
            stood.append(one)
            continue
        before = [then for then in _versions(one, history) if then.day and then.day <= day]
        if before and before[-1].paragraphs:
            stood.append(before[-1])
        else:
            later.append(one)
    return tuple(stood), tuple(later)


def _versions(text: KeptText, history: Sequence[Entry]) -> Iterator[KeptText]:
    """How a text was after each of the entries that changed it."""
    own = ("papers", text.name, "text", text.framework, text.section)
    now = text._replace(text=None, written=None)
    for entry in effective_entries(history):
        changed = {
            path_of(change.field)[-1]: change.new
            for change in entry.changes
            if change.field.startswith("papers.") and path_of(change.field)[:-1] == own
        }
        if changed:
            words, written = changed.get("text", now.text), changed.get("on", now.written)
            now = now._replace(
                text=str(words) if words else None, written=str(written) if written else None
            )
            yield now
