"""What a path of a plan is: everything that writes, moves or removes a file of it asks here.

A plan may come from anybody. Its own files are `tracker.toml` and one safe name each under
`items/`, `inspections/`, `papers/`, `sent/` and `documents/`, in real folders; a link may lead from
one of them to another of them and nowhere else. What is private lies in a real folder `.tracker/`.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat

from hmic_tracker.errors import WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.paths import (
    DOCUMENTS,
    GIVEN,
    INSPECTIONS,
    ITEMS,
    PAPERS,
    PRIVATE,
    SENT,
    SETTINGS,
)

if TYPE_CHECKING:
    from pathlib import Path

FOLDERS: Final = (ITEMS, INSPECTIONS, PAPERS, SENT, GIVEN, DOCUMENTS)
MARKS: Final = ".marks.txt"
"""How the name of a document's marked text ends."""
_RECORDS: Final = "|".join((ITEMS, INSPECTIONS, PAPERS, SENT, GIVEN))
_PATH: Final = re.compile(
    rf"{re.escape(SETTINGS)}"
    rf"|(?:{_RECORDS})/[A-Za-z0-9_-][A-Za-z0-9._-]{{0,127}}\.toml"
    rf"|{DOCUMENTS}/\d{{4}}-\d\d-\d\d-[a-z0-9][a-z0-9-]{{0,79}}"
    r"(?:\.marks)?\.(?:txt|md|html?|pdf|docx|xlsx?|ods|csv|tsv)",
    re.ASCII,
)
_COPY: Final = (
    rf"(?:(?:{_RECORDS})/(?=\w)|(?=(?i:.{{0,60}}tracker)\W)(?=\w))"
    r"[\w .,'’()&+#=@~-]{1,160}\.toml"
)
"""The copies that sync tools make: "REC-5 (Anna's conflicted copy 2009-01-05).toml". Compiled for a
path that is none of a plan's own."""


def is_plan_path(path: object) -> bool:
    """Whether a text names a file that a plan can have."""
    return isinstance(path, str) and _PATH.fullmatch(path) is not None


def is_copy_path(path: object) -> bool:
    """Whether a text may name a copy of such a file, which is only merged, removed and restored."""
    return isinstance(path, str) and re.fullmatch(_COPY, path) is not None


def plan_file(folder: Path, path: str) -> Path:
    """The real file of a path of the plan, whether it is there or not.

    Raises WriteError for a path that is none of the plan's, in a folder that is a link or no
    folder, for a link that leads out of the plan or nowhere, and for what is no regular file.
    """
    if not (is_plan_path(path) or is_copy_path(path)):
        raise WriteError(
            f"'{path[:80]}' is no file of a plan", "nothing was written; look at where it is named"
        )
    target = folder / path
    if target.parent != folder:
        require_folder(target.parent)
    mode = _mode(target)
    if mode is None or stat.S_ISREG(mode):
        return target
    if stat.S_ISLNK(mode):
        with contextlib.suppress(OSError, RuntimeError, ValueError):
            real, root = target.resolve(strict=True), folder.resolve()
            if is_plan_path(real.relative_to(root).as_posix()) and real.is_file():
                return real
        raise WriteError(
            f"{path} is a link that leads to no file of the plan",
            "nothing was written; put the file itself there, or remove the link",
        )
    raise WriteError(f"{path} is no regular file", "nothing was written; remove it, or restore it")


def private_file(folder: Path, *names: str) -> Path:
    """The place of a private file; raises WriteError where a folder on the way is a link.

    The file itself is a regular one or isn't there: nothing that is opened in its place can lead
    elsewhere, or wait for ever.
    """
    place = folder / PRIVATE
    require_folder(place)
    for name in names[:-1]:
        place /= name
        require_folder(place)
    mode = _mode(place / names[-1])
    if mode is not None and not stat.S_ISREG(mode):
        where = "/".join((PRIVATE, *names))
        raise WriteError(f"{where} is no regular file", f"nothing was written; remove {where}")
    return place / names[-1]


def require_folder(place: Path) -> None:
    """Raises WriteError where something is there that is no real folder."""
    mode = _mode(place)
    if mode is None or stat.S_ISDIR(mode):
        return
    what = "a link, which is not followed" if stat.S_ISLNK(mode) else "no folder"
    raise WriteError(
        f"{place.name} is {what}", f"nothing was written; put a folder there in place of {place}"
    )


def model_of(folder: Path) -> Path:
    """What new files of a plan take mode and group after: its settings, else its folder."""
    settings = folder / SETTINGS
    return settings if settings.is_file() else folder


def require_plan(folder: Path) -> None:
    """Raises WriteError where the plan is gone: with the share or the drive that it lies on.

    The place where it was may be there, and is then on a disk of this computer.
    """
    if _mode(folder / SETTINGS) is None:
        raise WriteError(
            f"the plan is gone: there is no {SETTINGS} in {folder} any more",
            "nothing was written; connect the drive or the share again, and try again",
        )


def make_plan_folder(folder: Path) -> None:
    """The folder of a new plan; in one that a group shares it is the group's as well."""
    if folder.exists():
        return
    folder.mkdir(parents=True, exist_ok=True)
    around = stat.S_IMODE(folder.parent.stat().st_mode)
    if around & stat.S_ISGID and around & stat.S_IWGRP:
        folder.chmod(0o770 & around | stat.S_ISGID)


def make_folder(place: Path, like: Path) -> None:
    """A folder with the mode and the group of another, where it isn't there yet."""
    require_folder(place)
    if place.exists():
        return
    place.mkdir(exist_ok=True)
    with contextlib.suppress(OSError):
        known, made = like.stat(), place.stat()
        if hasattr(os, "chown") and known.st_gid != made.st_gid:
            os.chown(place, -1, known.st_gid)
        place.chmod(stat.S_IMODE(known.st_mode))


def _mode(place: Path) -> int | None:
    try:
        return place.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return None
