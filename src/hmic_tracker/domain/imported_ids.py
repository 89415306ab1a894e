"""The ids and uids of imported items: the same report gives the same ones in every clone."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from hmic_tracker.domain.item_matching import label_key
from hmic_tracker.domain.plan import next_number
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import DraftItem


def imported_uid(inspection: str, framework: str | None, kind: str, *names: str) -> str:
    """Return the uid of an imported item: 8 base32 characters, the same in every clone."""
    text = "\n".join((inspection, framework or "", kind, *names))
    return base64.b32encode(hashlib.sha256(text.encode()).digest()[:5]).decode().lower()


class ImportedIds:
    """Gives out ids and uids, each once; an item whose id was retired gets it back.

    `taken` are the ids in use or retired, the latter each with its item's uid; `uids` are in use.
    """

    def __init__(self, taken: Mapping[str, str], uids: Iterable[str]) -> None:
        self._taken = set(taken)
        self._retired = {uid: item_id for item_id, uid in taken.items() if uid}
        self._uids = set(uids)
        self._next: dict[str, int] = {}

    def give_uid(self, inspection: str, one: DraftItem) -> str:
        """Return the uid of a new item; of those that are alike each has another."""
        tries = (imported_uid(inspection, one.framework, one.kind, *n) for n in _names(one))
        uid = next(uid for uid in tries if uid not in self._uids)
        self._uids.add(uid)
        return uid

    def give_id(self, prefix: str, uid: str) -> str:
        """Return the id of a new item."""
        given = self._retired.get(uid)
        if given is None:
            # Looked for once: with all ids for each of thousands of items it would take minutes.
            number = self._next.get(prefix) or next_number(prefix, self._taken)
            self._next[prefix] = number + 1
            given = f"{prefix}-{number}"
        self._taken.add(given)
        return given


def _names(one: DraftItem) -> Iterator[tuple[str, ...]]:
    """What an item is known by besides its framework and kind: the first that is free is its own.

    That is its label; where it has none, or another has the same, its text; else its ordinal.
    """
    label, text = label_key(one), folded(one.text or "")
    if label is not None:
        yield (label,)
    if text:
        yield (label or "", text)
    yield from ((label or "", text, str(n)) for n in count(2 if label or text else 1))
