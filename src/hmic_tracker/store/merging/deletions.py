"""Files that are gone from a copy of a plan: by a command, or by hand and without a word of it."""

from __future__ import annotations

from collections.abc import Mapping

from hmic_tracker.light_typing import Any, Final
from hmic_tracker.store.merging.files import unreadable
from hmic_tracker.store.paths import INSPECTIONS, ITEMS, SETTINGS
from hmic_tracker.store.toml import Unreadable, decode, parse

_ENDING: Final = ".toml"
_WITH_HISTORY: Final = frozenset({ITEMS, INSPECTIONS})


def has_history(path: str) -> bool:
    """Whether a file is made of entries, so that it can't go without one."""
    return path.partition("/")[0] in _WITH_HISTORY


def retired_ids(settings: bytes | None) -> dict[str, str]:
    """The ids in use no more by the bytes of `tracker.toml`, each with its item's uid."""
    retired = parse(decode(settings)).get("retired") if settings is not None else None
    return {key: str(uid) for key, uid in retired.items()} if isinstance(retired, dict) else {}


def taken_out(files: Mapping[str, bytes]) -> dict[str, str]:
    """The paths of what isn't in a copy any more by its settings and inspections.

    Of items with their uids. An inspection is noted in the settings, or was made one with another,
    which is called by its names too.
    """
    retired = retired_ids(files.get(SETTINGS))
    gone = {f"{ITEMS}/{one}{_ENDING}": uid for one, uid in retired.items()}
    names = [*retired]
    for path, data in files.items():
        if path.startswith(f"{INSPECTIONS}/") and path.endswith(_ENDING):
            aliases = item_values(path, data).get("aliases")
            names += map(str, aliases) if isinstance(aliases, list) else ()
    return gone | {f"{INSPECTIONS}/{name}{_ENDING}": "" for name in names}


def is_taken_out(path: str, data: bytes, gone: Mapping[str, str]) -> bool:
    """Whether a file went by a command, or by somebody who noted it in the settings."""
    uid = gone.get(path)
    return uid is not None and (not uid or uid == uid_in(path, data))


def uid_in(path: str, data: bytes) -> str:
    """The uid of the item in a file; raises MergeRefusedError for one that can't be read."""
    return str(item_values(path, data).get("uid", ""))


def item_values(path: str, data: bytes) -> dict[str, Any]:
    """The values in an item's file; raises MergeRefusedError for one that can't be read."""
    try:
        return parse(decode(data))
    except Unreadable as fault:
        raise unreadable(path, fault) from None


def gone_remark(path: str) -> str:
    """What is said of a file without a history that somebody deleted."""
    return f"{path} was deleted in one copy: it goes in the other as well"


def put_back_remark(path: str) -> str:
    """What is said of a file that was deleted by hand, and is there again."""
    where, _, name = path.partition("/")
    again = "was deleted by hand in one copy, with no entry of it: it is there again"
    if where != ITEMS:
        return f"{path} {again}"
    name = name.removesuffix(_ENDING)
    return (
        f"{name} {again}   (to take it out: tracker update {name} --status withdrawn --reason TEXT)"
    )
