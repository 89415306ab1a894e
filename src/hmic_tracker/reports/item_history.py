"""The history of an item as people read it: the latest entries, without what was undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from hmic_tracker.domain.items import OUTSIDE, REDONE, UNDONE, Entry, undone_ops
from hmic_tracker.light_typing import Final, NamedTuple

LATEST: Final = 8
"""So many entries are shown unless all are asked for."""


class HistoryLine(NamedTuple):
    """An entry with its place in the whole history, counted from 1.

    `unsettled` are the fields that another person gave another value, and that is open; `corrects`
    is the place of the entry that it sets right.
    """

    place: int
    entry: Entry
    unsettled: tuple[str, ...] = ()
    corrects: int | None = None


class ShownHistory(NamedTuple):
    """The entries shown, and how many are not: earlier ones, and those of what was undone."""

    lines: tuple[HistoryLine, ...]
    earlier: int = 0
    undone: int = 0

    @property
    def has_more(self) -> bool:
        """Whether some are left out."""
        return bool(self.earlier or self.undone)


def lines_of(history: Sequence[Entry]) -> tuple[HistoryLine, ...]:
    """All entries of a history with their places."""
    corrects: Mapping[int, int] = {}
    if any(entry.corrects is not None for entry in history):
        from hmic_tracker.domain.corrections import places_corrected  # few histories pay for it

        corrects = places_corrected(history)
    return tuple(
        HistoryLine(place, entry, corrects=corrects.get(place))
        for place, entry in enumerate(history, 1)
    )


def shown_history(
    history: Sequence[Entry],
    lines: Iterable[HistoryLine],
    most: int | None = LATEST,
    *,
    is_whole: bool = False,
) -> ShownHistory:
    """Return the latest of some lines of a history, without what was undone and its undoing.

    What was redone stands, without the undo and the redo. Where nothing stands, as in the history
    of an item that was taken back, that is what there is to see. All of the lines where `is_whole`.
    """
    every = tuple(lines)
    if is_whole:
        return ShownHistory(every)
    undone = undone_ops(history)
    kept = tuple(line for line in every if not _is_gone(line.entry, undone)) or every
    shown = kept if most is None else kept[-most:]
    return ShownHistory(shown, len(kept) - len(shown), len(every) - len(kept))


def _is_gone(entry: Entry, undone: set[str]) -> bool:
    """Whether an entry was undone, or is an undoing; what was changed by hand is neither."""
    return entry.event in {UNDONE, REDONE} or (entry.op in undone and entry.event != OUTSIDE)
