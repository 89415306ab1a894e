"""Two items with one uid in a copy of a plan, as where a file was copied by hand.

A merge knows an item by its uid, and would make one of the two.
"""

from __future__ import annotations

from hmic_tracker.domain.check_findings import CODES
from hmic_tracker.domain.plan import id_key
from hmic_tracker.errors import MergeRefusedError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.patterns import pattern
from hmic_tracker.store.paths import ITEMS
from hmic_tracker.syncing.files import changed_paths

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hmic_tracker.syncing.transport import Snapshot

_UID: Final = pattern(r"(?m)^\s*\"?uid\"?\s*=\s*[\"']([^\"'\n]*)[\"']")


def require_own_uids(before: Snapshot | None, now: Snapshot, whose: str) -> None:
    """Raise MergeRefusedError where an item that changed in a copy has another's uid.

    All items are read only where one is new since the state `before`; `whose` copy it is.
    """
    changed = _items(now, changed_paths(before, now))
    known = _items(before, changed) if before else {}
    new = {path for path, uid in changed.items() if known.get(path) != uid}
    there = {**_items(now, now.ids), **changed} if new else changed
    by_uid: dict[str, list[str]] = {}
    for path, uid in sorted(there.items()):
        by_uid.setdefault(uid, []).append(path)
    for uid, paths in by_uid.items():
        together = len(changed.keys() & {*paths}) > 1 or not new.isdisjoint(paths)
        if uid and len(paths) > 1 and together:
            ids = (path[len(ITEMS) + 1 : -len(".toml")] for path in paths)
            one, other = sorted(ids, key=id_key)[:2]
            raise MergeRefusedError(
                f"{one} and {other} have one uid in {whose}, {uid}, and would become one item",
                f"nothing was exchanged; {CODES['duplicate-uid'].hint}",
            )


def _items(state: Snapshot, paths: Iterable[str]) -> dict[str, str]:
    """The uid of each item in some files, by path; "" where none can be seen."""
    wanted = [path for path in paths if path.startswith(f"{ITEMS}/") and path.endswith(".toml")]
    return {path: _uid(data) for path, data in state.read(wanted).items()}


def _uid(data: bytes) -> str:
    match = _UID.search(data.decode("utf-8", "replace"))
    return match[1] if match else ""
