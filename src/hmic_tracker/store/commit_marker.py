"""Which commands have committed: what a reader compares around a read, and nothing heavier."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from hmic_tracker.store.folder import PRIVATE

JOURNAL: Final = "journal.json"
OPS: Final = "ops"

CommitMarker = tuple[object, str]


def commit_marker(folder: Path) -> CommitMarker:
    """What changes whenever a command commits or completes; readers compare it around a read."""
    private = folder / PRIVATE
    try:
        status = (private / JOURNAL).stat()
        journal: object = (status.st_ino, status.st_mtime_ns, status.st_size)
    except OSError:
        journal = None
    return journal, max(op_names(folder), default="")


def op_names(folder: Path) -> list[str]:
    """The names of the kept ops, oldest first; none where they can't be listed."""
    try:
        return kept_names(folder)
    except OSError:
        return []


def kept_names(folder: Path) -> list[str]:
    """The names of the kept ops, oldest first; OSError where they can't be listed."""
    try:
        names = os.listdir(folder / PRIVATE / OPS)
    except FileNotFoundError:
        return []
    return sorted(name for name in names if name.endswith(".json") and name[0] != ".")
