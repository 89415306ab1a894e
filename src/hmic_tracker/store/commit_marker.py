"""Which commands have committed: what a reader compares around a read, and nothing heavier."""

from __future__ import annotations

import os

from hmic_tracker.errors import DamagedStoreError
from hmic_tracker.light_typing import Final
from hmic_tracker.store.paths import PRIVATE, SETTINGS, AnyPath

JOURNAL: Final = "journal.json"
OPS: Final = "ops"

CommitMarker = tuple[object, str, bool]
commits = 0
"""How many ops this process has committed: whoever runs them again would have them twice."""


def commit_marker(folder: AnyPath) -> CommitMarker:
    """What changes whenever a command commits or completes; readers compare it around a read.

    It changes as well where the plan goes away, with its share: what was read may be half of it.
    """
    try:
        status = os.stat(os.path.join(folder, PRIVATE, JOURNAL))
        journal: object = (status.st_ino, status.st_mtime_ns, status.st_size)
    except (FileNotFoundError, NotADirectoryError):
        journal = None
    except OSError as fault:  # a half of a command may be there, and can't be seen
        raise DamagedStoreError(
            f"{PRIVATE}/{JOURNAL}: can't be read: {(fault.strerror or str(fault)).lower()}",
            "look at the disk and at who may read the folder, and try again",
        ) from fault
    return (
        journal,
        max(op_names(folder), default=""),
        os.path.lexists(os.path.join(folder, SETTINGS)),
    )


def count_commit() -> None:
    """Remember that an op is committed."""
    global commits  # noqa: PLW0603  # of the process, as what it has written is
    commits += 1


def op_names(folder: AnyPath) -> list[str]:
    """The names of the kept ops, oldest first; none where they can't be listed."""
    try:
        return kept_names(folder)
    except OSError:
        return []


def kept_names(folder: AnyPath) -> list[str]:
    """The names of the kept ops, oldest first; OSError where they can't be listed.

    Only what is named as a command names it counts: 00000012-3cfvill5.json.
    """
    try:
        names = os.listdir(os.path.join(folder, PRIVATE, OPS))
    except FileNotFoundError:
        return []
    return sorted(filter(_is_kept, names))


def _is_kept(name: str) -> bool:
    serial, dash, rest = name[:8], name[8:9], name[9:].removesuffix(".json")
    return (serial.isascii() and serial.isdecimal() and serial < "90000000" and dash == "-") and (
        0 < len(rest) <= 32 and rest.isascii() and rest.isalnum() and name.endswith(".json")
    )
