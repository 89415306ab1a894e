"""Which dates moved, to when and why, in one line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from hmic_tracker.domain.check_findings import shortened
from hmic_tracker.domain.dates import say_due
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.reports.movement import Moved

_MOST: Final = 2
"""So many moves are named; of more the number of the others."""
_LONGEST: Final = 40
"""A reason is cut here; the whole of it stands where the item does."""


def moved_dates_text(moves: Iterable[Moved]) -> str:
    """ "REC-6 to Mar 2009 (waits for the IT release); REC-7..8 to May 2009; 2 more".

    Those alike are one, what has a reason comes first.
    """
    alike = list(_alike(moves))
    texts = [text for _, text in alike[:_MOST]]
    if more := sum(number for number, _ in alike[_MOST:]):
        texts.append(f"{more} more")
    return "; ".join(texts)


def _alike(moves: Iterable[Moved]) -> Iterator[tuple[int, str]]:
    def key(one: Moved) -> tuple[bool, str, str]:
        return (not one.reasons, "".join(one.reasons[-1:]), one.new or "")

    for (_, reason, new), group in groupby(sorted(moves, key=key), key):
        ids = [one.item.id for one in group]
        where = f"to {say_due(new)}" if new else "has no date now"
        why = f" ({shortened(reason.rstrip('.'), _LONGEST)})" if reason else ""
        yield len(ids), f"{format_id_ranges(ids)} {where}{why}"
