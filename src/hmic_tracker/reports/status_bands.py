"""How each item stands, in one word: its colour, and whether green is open or completed.

The words are the bands of which a bar of items is made.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date

from hmic_tracker.domain.rules import is_completed, is_counted, is_deferred, rag
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple, get_args

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Thresholds

Band = Literal[
    "verified", "unverified", "on-course", "soon-or-moved", "undated", "deferred", "overdue"
]
BANDS: Final[tuple[Band, ...]] = get_args(Band)
_OF_COLOURS: Final[Mapping[str, Band]] = {
    "red": "overdue",
    "amber": "soon-or-moved",
    "grey": "undated",
    "green": "on-course",
}
"""How an open item stands that isn't deferred, by its colour."""


class Bands(NamedTuple):
    """How many counted items stand how, by framework (None: in none) and inspection.

    What is deferred is that alone here, whatever its colour is.
    """

    numbers: Mapping[tuple[str | None, str | None, Band], int]

    @property
    def inspections(self) -> frozenset[str | None]:
        """Those that the items come from; None is of those of none."""
        return frozenset(inspection for _, inspection, _ in self.numbers)

    def of(
        self,
        frameworks: Collection[str | None] | None = None,
        inspections: Collection[str | None] | None = None,
    ) -> dict[Band, int]:
        """How the items of some frameworks and inspections stand, by default of all of them."""
        counts: Counter[Band] = Counter()
        for (framework, inspection, band), number in self.numbers.items():
            if all(
                some is None or one in some
                for one, some in ((framework, frameworks), (inspection, inspections))
            ):
                counts[band] += number
        return {band: counts[band] for band in BANDS}


def bands(items: Iterable[Item], today: date, thresholds: Thresholds) -> Bands:
    """How the items that are counted stand."""
    each = (
        (item.framework, item.inspection, band_of(item, today, thresholds))
        for item in items
        if is_counted(item)
    )
    return Bands(Counter(each))


def band_of(item: Item, today: date, thresholds: Thresholds) -> Band:
    """How a counted item stands."""
    if is_completed(item):
        return "unverified" if item.status == "done" else "verified"
    if is_deferred(item, today):
        return "deferred"
    return _OF_COLOURS[rag(item, today, thresholds)]
