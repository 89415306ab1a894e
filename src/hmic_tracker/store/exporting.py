"""Writing a file that a person asked for with `-o`, outside the plan: whole, or not at all."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Mapping

from hmic_tracker.domain.words import folded
from hmic_tracker.errors import WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, BinaryIO
from hmic_tracker.store.files import (
    faults_as_errors,
    fill_temp,
    remove_quietly,
    sync_folder,
    write_temp,
)
from hmic_tracker.store.paths import PRIVATE, SETTINGS
from hmic_tracker.store.places import FOLDERS

if TYPE_CHECKING:
    from pathlib import Path


def export(path: Path, text: str | bytes) -> None:
    """Writes the text as UTF-8 in one step, its line ends as they are; bytes as they are.

    Raises WriteError as `export_stream` does.
    """
    # What a drawer leaves can be written; a file must not fail on what can't.
    data = text if isinstance(text, bytes) else text.encode("utf-8", "backslashreplace")
    _export(path, lambda: write_temp(path, data))


def export_stream(path: Path, fill: Callable[[BinaryIO], None]) -> None:
    """Writes what `fill` puts into a stream, in one step: for what is too large to hold.

    A file that is there is replaced and keeps its mode; a new one is for its owner alone (0600).
    Raises WriteError: for a link, which is never followed, for what is no regular file, for a
    file of a plan, and for what the file system refuses.
    """
    _export(path, lambda: fill_temp(path, fill))


def _export(path: Path, write: Callable[[], Path]) -> None:
    """Puts the temporary file that is written beside a path into its place."""
    check_place(path)
    with faults_as_errors(str(path)):
        temp = write()
        try:
            # A link put there since `check_place` looked would be replaced itself, not followed.
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


def export_all(folder: Path, texts: Mapping[str, str | bytes]) -> None:
    """Writes files into a folder, each in one step; the folder is made where it isn't there.

    Every place is looked at before the first is written. Raises WriteError as `export` does, and
    for a folder that is a link.
    """
    if "\0" in str(folder):
        raise WriteError("a folder's name can't have a null character", "name another folder")
    if folder.is_symlink():
        raise WriteError(f"{folder} is a link, which is not followed", "name the folder itself")
    if folder.exists() and not folder.is_dir():
        raise WriteError(f"{folder} is no folder", "name a folder")
    if _in_a_plan(folder / "any"):
        raise WriteError(f"{folder} would be among the files of a plan", "name another folder")
    with faults_as_errors(str(folder)):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name in texts:
        check_place(folder / name)
    for name, text in texts.items():
        export(folder / name, text)


def check_place(path: Path) -> None:
    """Raise WriteError for a path that `export` would not write."""
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
    with faults_as_errors(str(path)):
        folder = path.parent.resolve()
    if folded(path.name) == SETTINGS:
        return (folder / SETTINGS).is_file()
    return any(
        part.name in {*FOLDERS, PRIVATE} and (part.parent / SETTINGS).is_file()
        for part in (folder, *folder.parents)
    )
