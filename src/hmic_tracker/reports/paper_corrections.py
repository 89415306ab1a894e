"""What was set right since a paper went out, of entries that it was made with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hmic_tracker.domain.corrections import Difference, corrected_entries, differences, state_of
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.recorded_papers import RecordedPaper


class CorrectedSince(NamedTuple):
    """An entry of an item that was corrected: of what day it is now, and what of it is another."""

    id: str
    on: date
    difference: Difference


def corrected_since(items: Iterable[Item], paper: RecordedPaper) -> Iterator[CorrectedSince]:
    """What was corrected of entries that were there when the paper was recorded, and of its days.

    It takes the items with all that was entered: what a paper may print of it is not asked here.
    """
    for item in items:
        for one in corrected_entries(item.history):
            entry, was = one.entry, one.entry.entered
            later = any(correcting.recorded >= paper.recorded for correcting in one.by)
            if was is None or not later or entry.recorded > paper.recorded:
                continue
            if min(date.fromisoformat(was.on), entry.on) <= paper.as_of:
                for difference in differences(was, state_of(entry)):
                    yield CorrectedSince(item.id, entry.on, difference)
