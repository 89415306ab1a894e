"""Steps and evidence that have other numbers, since somebody else's go before them."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.part_keys import part_keys, part_places
from hmic_tracker.domain.parts import PART_WORDS
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item


class MovedPart(NamedTuple):
    """A step or a piece of evidence with another number; `kind` is "step" or "evidence"."""

    item: str
    kind: str
    old: int
    new: int

    def __str__(self) -> str:
        """Say it: "step 1 of REC-5 is step 2 now"."""
        return f"{self.kind} {self.old} of {self.item} is {self.kind} {self.new} now"


def moved_parts(before: Item, after: Item) -> Iterator[MovedPart]:
    """What has another number in an item than it had before."""
    if before.history == after.history:
        return
    places = part_places(after.history, entry_keys(after.history))
    names = part_keys(before.history, entry_keys(before.history))
    for (kind, old), name in sorted(names.items()):
        new = places.get((kind, name), old)
        if new != old:
            yield MovedPart(after.id, PART_WORDS[kind], old, new)
