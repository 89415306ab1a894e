"""An item as most lists show it: what it says in a row, without its texts, pieces and history.

The index has it in a column of its own, so that a list takes out neither the item nor its history.
An item that needs more even in a list, as one that is not settled does, has nothing there.
"""

from __future__ import annotations

import marshal
from functools import lru_cache

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.titles import title_of
from hmic_tracker.light_typing import Final
from hmic_tracker.store.index.sealing import sealed, unsealed
from hmic_tracker.store.stored_history import StoredHistory, new_tuple

_LEFT_OUT: Final = frozenset(
    {
        *("aka", "source_kind", "text", "wording", "status_word", "response_reason"),
        *("force", "circulated", "actions", "evidence", "unsettled"),
    }
)
_BARE: Final = Item("", "", "recommendation")
_EMPTY: Final = tuple((Item._fields.index(one), getattr(_BARE, one)) for one in sorted(_LEFT_OUT))
_title: Final = lru_cache(16)(title_of)  # an item has the same on most of its days
_TITLE: Final = Item._fields.index("title_given")
_PROGRESS: Final = Item._fields.index("progress")


def packed_brief(item: Item) -> bytes | None:
    """What `brief_item` makes a row's item of; None where a row takes the whole of it."""
    if item.unsettled:
        return None
    fields = list(item[:-1])
    for place, nothing in _EMPTY:
        fields[place] = nothing
    if not item.is_placeholder:
        title = item.title_given or _title(item.kind, item.text, item.label, item.of)
        fields[_TITLE] = title
    fields[_PROGRESS] = item.reported_progress
    return sealed(marshal.dumps(fields))


def brief_item(fields: bytes, moves: int, days: int, latest: int) -> Item:
    """The item of a row of a list; raises ValueError where it is not as it was written.

    Its title and its progress are those that people are told. Its history has no entry to take out:
    only the moves of the due are known.
    """
    history = StoredHistory(b"", moves, days, latest, one_line=True)
    return new_tuple(Item, (*unsealed(fields), history))
