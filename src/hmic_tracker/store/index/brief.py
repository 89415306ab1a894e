"""An item as most lists show it: what it says in a row, without its texts, pieces and history.

The index has it in a column of its own, so that a list takes out neither the item nor its history.
An item that needs more even in a list, as one that is not settled does, has nothing there.
"""

import marshal
from typing import Final

from hmic_tracker.domain.items import Item
from hmic_tracker.store.index.sealing import primitive, sealed, unsealed
from hmic_tracker.store.stored_history import StoredHistory, new_tuple

_LEFT_OUT: Final = frozenset(
    {
        *("aka", "source_kind", "text", "wording", "status_word", "response_reason"),
        *("force", "circulated", "actions", "evidence", "unsettled"),
    }
)
_BARE: Final = Item("", "", "recommendation")
_PLACES: Final = tuple(field not in _LEFT_OUT for field in Item._fields[:-1])


def packed_brief(item: Item) -> bytes | None:
    """What `brief_item` makes a row's item of; None where a row takes the whole of it."""
    if item.unsettled:
        return None
    title = None if item.is_placeholder else item.title
    said = item._replace(title_given=title, progress=item.reported_progress)
    values = zip(said, _BARE, _PLACES, strict=False)
    return sealed(marshal.dumps([primitive(one if kept else bare) for one, bare, kept in values]))


def brief_item(fields: bytes, moves: int, days: int, latest: int) -> Item:
    """The item of a row of a list; raises ValueError where it is not as it was written.

    Its title and its progress are those that people are told. Its history has no entry to take out:
    only the moves of the due are known.
    """
    history = StoredHistory(b"", moves, days, latest, one_line=True)
    return new_tuple(Item, (*unsealed(fields), history))
