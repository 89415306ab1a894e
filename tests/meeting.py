"""Two people's work on one plan, each in a copy of it, brought together file by file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hmic_tracker.domain.items import Item, attributes_with
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.replay import replayed, unsettled_fields
from hmic_tracker.store.item_codec import item_of, new_item_text
from tests.domain.test_ancestry import merged


def met_items(mine: Item, theirs: Item) -> Item:
    """An item with the entries of both copies, and what they make of it."""
    history = merged(mine.history, theirs.history)
    fields: dict[str, Any] = attributes_with(replayed(history))
    return replace(mine, **fields, history=history, unsettled=unsettled_fields(history))


def meet(mine: Path, theirs: Path, *ids: str) -> None:
    """Brings the items of another copy into one's own: those of some ids, or all."""
    for path in sorted((mine / "items").glob("*.toml")):
        if ids and path.stem not in ids:
            continue
        one, two = path.read_text(), (theirs / "items" / path.name).read_text()
        if one != two:
            path.write_text(new_item_text(met_items(item_of(one), item_of(two))))
