"""The items of a list, one in each bullet, that a sentence behind it goes on with."""

from __future__ import annotations

from hmic_tracker.documents.claims.claim_types import CountedIds, ItemRef, Spot
from hmic_tracker.documents.claims.item_refs import references_in
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.passages import Passage

_MARKS: Final = 2
"""Letters before an item that begins a bullet: brackets, quotes."""
_SEVERAL: Final = 2


class Bulleted(NamedTuple):
    """The items of a list so far; it `is_whole` where each bullet begins with one."""

    run: int = -1
    items: tuple[ItemRef, ...] = ()
    is_whole: bool = True

    def behind(self, piece: Passage) -> Bulleted:
        """Return what the list has behind a passage: of another none."""
        if piece.role != "bullet":
            return Bulleted()
        so_far = self if self.run == piece.spot.run else Bulleted(piece.spot.run)
        refs = references_in(piece.text, None)
        one = refs[0].ref if refs and refs[0].start <= _MARKS else None
        is_one = one is not None and len(one.ids) == 1
        return so_far._replace(
            items=(*so_far.items, one) if one and is_one else so_far.items,
            is_whole=so_far.is_whole and is_one,
        )

    @property
    def named(self) -> tuple[ItemRef, ...]:
        """The items of a list of several that names one in each bullet."""
        return self.items if self.is_whole and len(self.items) >= _SEVERAL else ()

    def counted(self, spot: Spot, number: int | None, quote: str) -> list[CountedIds]:
        """Return the number that a sentence right behind a list says that it has: "All five"."""
        ids = tuple(one for item in self.named for one in item.ids)
        return [CountedIds(spot, ids, number, quote)] if ids and number is not None else []
