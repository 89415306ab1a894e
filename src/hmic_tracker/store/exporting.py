"""Writing a file that a person asked for with `-o`, outside the plan: whole, or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from hmic_tracker.errors import WriteError
from hmic_tracker.store.files import faults_as_errors, remove_quietly, sync_folder, write_temp
from hmic_tracker.store.folder import INSPECTIONS, ITEMS, PRIVATE, SETTINGS


def export(path: Path, text: str) -> None:
    """Writes the text as UTF-8 in one step, its line ends as they are.

    A file that is there is replaced and keeps its mode; a new one is for its owner alone (0600).
    Raises WriteError: for a link, which is never followed, for what is no regular file, for a
    file of a plan, and for what the file system refuses.
    """
    _refuse(path)
    # What a drawer leaves can be written; a file must not fail on what can't.
    data = text.encode("utf-8", "backslashreplace")
    with faults_as_errors(str(path)):
        temp = write_temp(path, data)
        try:
            # A link put there since `_refuse` looked would be replaced itself, not followed.
            os.replace(temp, path)
        except BaseException:
            remove_quietly(temp)
            raise
    try:
        sync_folder(path.parent)
    except OSError as fault:
        raise WriteError(
            f"wrote {path}, durability unconfirmed: {(fault.strerror or str(fault)).lower()}",
            "look at the disk, and at the file",
        ) from fault


def _refuse(path: Path) -> None:
    if "\0" in str(path):
        raise WriteError("a file's name can't have a null character", "name another file")
    with faults_as_errors(str(path)):
        try:
            mode = path.lstat().st_mode
        except FileNotFoundError:
            mode = None
    if mode is None and not path.parent.is_dir():
        raise WriteError(f"there is no folder {path.parent}", "make it first, or name another")
    if mode is not None and stat.S_ISLNK(mode):
        raise WriteError(
            f"{path} is a link, and what it points to stays as it is",
            "name the file itself, or remove the link",
        )
    if mode is not None and not stat.S_ISREG(mode):
        what = "a folder" if stat.S_ISDIR(mode) else "no regular file"
        raise WriteError(f"{path} is {what}", "name a file; without -o it goes to standard output")
    if _in_a_plan(path):
        raise WriteError(f"{path} would be among the files of a plan", "name another folder")


def _in_a_plan(path: Path) -> bool:
    """Whether the place is one that only the plan's own writes may touch."""
    folder = path.parent.resolve()
    if path.name.casefold() == SETTINGS:
        return (folder / SETTINGS).is_file()
    return any(
        part.name in {ITEMS, INSPECTIONS, PRIVATE} and (part.parent / SETTINGS).is_file()
        for part in (folder, *folder.parents)
    )
