"""Which items others know by their ids: those that were exchanged, printed or sent."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store.given_out import given_out
from hmic_tracker.store.merging import Side, published_key
from hmic_tracker.store.paths import GIVEN, ITEMS, PAPERS, SENT
from hmic_tracker.store.toml import Unreadable, decode
from hmic_tracker.syncing.contributions import item_in_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.domain.items import Item


def published_keys(folder: Path, base: Side, mine: Side, theirs: Side) -> frozenset[str]:
    """What says of each item that others know it by an id: theirs all, and all that went out.

    `folder` is that of mine, which knows what went out in calendars and workbooks.
    """
    exchanged = (published_key(item.id, item.uid) for item in _items(theirs.files))
    given = {*given_out(folder).items()}
    for side in (mine, theirs):
        known = {item.id: item.uid for item in _items(side.files)}
        new = {path: data for path, data in side.files.items() if path not in base.files}
        given |= {(one, known[one]) for one in _ids_given_out(new) if one in known}
    gone_out = (published_key(item_id, uid, gone_out=True) for item_id, uid in given)
    return frozenset((*exchanged, *gone_out))


def _items(files: Mapping[str, bytes]) -> Iterator[Item]:
    for path, data in files.items():
        if path.startswith(f"{ITEMS}/") and (item := item_in_bytes(data)):
            yield item


def _ids_given_out(files: Mapping[str, bytes]) -> Iterator[str]:
    """The ids in papers that were recorded, in workbooks and mails, and in bundles."""
    from hmic_tracker.store.bundle_log import given_bundle_of
    from hmic_tracker.store.recorded_papers import paper_of
    from hmic_tracker.store.sending_codec import sending_of

    for path, data in files.items():
        with contextlib.suppress(Unreadable):
            if path.startswith(f"{PAPERS}/"):
                yield from (item.id for item in paper_of(decode(data)).items)
            elif path.startswith(f"{SENT}/"):
                yield from (i for row in sending_of(decode(data)).rows for i in row.ids)
            elif path.startswith(f"{GIVEN}/"):
                yield from given_bundle_of(decode(data)).ids
