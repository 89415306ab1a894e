"""A plan of others made into a folder that has nothing in it, from what their repository has.

Its files are written here, not by a checkout of git, so that no hook, filter or submodule is run,
and no link is made. All is got ready in a folder of its own within the new one and moved up last.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path, PurePosixPath

from hmic_tracker.errors import InputError, WriteError
from hmic_tracker.git import objects, remote
from hmic_tracker.git.repository import make_repository, move_ref, repository_around
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.files import faults_as_errors
from hmic_tracker.store.paths import LARGEST, PRIVATE, SETTINGS
from hmic_tracker.store.toml import Unreadable
from hmic_tracker.syncing.refusals import require_readable, settings_in
from hmic_tracker.syncing.rest import LARGEST_BESIDE, is_taken_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hmic_tracker.git.objects import Blob
    from hmic_tracker.git.repository import Repository

_READY: Final = f"{PRIVATE}-clone"
_AT_ONCE: Final = 200
"""So many files are held at a time."""


def require_empty(place: Path) -> None:
    """Raise InputError where a folder has anything in it, or is none, but for a stopped clone."""
    try:
        names = {*os.listdir(place)} - {_READY} if place.exists() or place.is_symlink() else set()
    except NotADirectoryError:
        raise InputError(f"{place} is no folder", "name another: --store FOLDER") from None
    except OSError as fault:
        raise WriteError(
            f"{place} can't be read: {(fault.strerror or str(fault)).lower()}",
            "name another: --store FOLDER",
        ) from fault
    if names:
        raise InputError(
            f"{place} has something in it, and no plan",
            "name an empty or a new folder: --store FOLDER",
        )


def clone(place: Path, other: remote.Remote) -> Path:
    """Make the plan of a remote's branch into an empty folder; the plan's own folder in it.

    Raises InputError for what is no plan or is not taken in, and what `remote.fetch` raises; the
    folder is as it was then.
    """
    is_new = not place.exists()
    ready = place / _READY
    with faults_as_errors(str(place)):
        place.mkdir(exist_ok=True)
        shutil.rmtree(ready, ignore_errors=True)
        ready.mkdir()
    try:
        prefix = _made_ready(ready, other)
        with faults_as_errors(str(place)):
            top = sorted(os.listdir(ready), key=lambda name: (name == SETTINGS, name))
            for name in top:  # the settings last: until then it is no plan
                (ready / name).rename(place / name)
    finally:
        shutil.rmtree(ready, ignore_errors=True)
        if is_new and not os.listdir(place):
            place.rmdir()
    return place / prefix


def _made_ready(ready: Path, other: remote.Remote) -> str:
    """Get the branch and write its files into a folder; where the plan is in them."""
    make_repository(ready, other.branch)
    repository = repository_around(ready)
    if repository is None:
        raise WriteError(f"git made no repository in {ready}", "look at what git says: git init")
    commit = remote.fetch(repository, other)
    if commit is None:
        raise InputError(f"{other.shown} has nothing on its branch {other.branch}", _OTHER)
    tree = objects.tree_of(repository, commit)
    prefix = _plan_in(tree, other.shown)
    _require_plain(repository._replace(prefix=prefix), commit, other.shown)
    _require_plan(repository, tree[prefix + SETTINGS], other.shown)
    _write(repository, ready, tree)
    move_ref(repository, f"refs/heads/{other.branch}", commit, None)
    move_ref(repository, f"refs/remotes/origin/{other.branch}", commit, None)
    repository.git("read-tree", commit)
    return prefix.rstrip("/")


_OTHER: Final = "nothing was made; look at the address, or ask whoever gave it to you"


def _plan_in(tree: Iterable[str], shown: str) -> str:
    """The path of the plan's folder in a repository, "" for its top; raises InputError."""
    places = [path.removesuffix(SETTINGS) for path in tree if PurePosixPath(path).name == SETTINGS]
    if "" in places:
        return ""
    if len(places) == 1:
        return places[0]
    if not places:
        raise InputError(f"{shown} has no plan: there is no {SETTINGS} in it", _OTHER)
    raise InputError(
        f"{shown} has {len(places)} plans: {', '.join(one.rstrip('/') for one in places[:5])}",
        f"clone it with git, and name one: git clone {shown} FOLDER   (then: tracker --store "
        "FOLDER/PLAN sync --setup)",
    )


def _require_plain(repository: Repository, commit: str, shown: str) -> None:
    """Raise InputError for a link, a submodule, or what could tell git to run something."""
    for one in objects.differences(repository._replace(prefix=""), None, commit):
        if one.path.startswith(PRIVATE) or not is_taken_in(repository, one):
            raise InputError(
                f"{shown} has {one.path[:80]!r}, which is no file that is taken in unseen",
                f"nothing was made; look at it with git: git clone {shown} FOLDER",
            )


def _require_plan(repository: Repository, blob: Blob, shown: str) -> None:
    """Raise InputError where the settings can't be read."""
    data = objects.blobs(repository, [blob.oid], LARGEST)[blob.oid]
    require_readable({SETTINGS: data}, shown)
    try:
        settings_in(data)
    except Unreadable as fault:
        raise InputError(f"{shown}: {SETTINGS}: {fault.problem}", _OTHER) from fault


def _write(repository: Repository, ready: Path, tree: dict[str, Blob]) -> None:
    """Write files as a commit has them; each has to be new, also where case makes no difference."""
    paths = sorted(tree)
    for start in range(0, len(paths), _AT_ONCE):
        some = paths[start : start + _AT_ONCE]
        texts = objects.blobs(repository, [tree[path].oid for path in some], LARGEST_BESIDE)
        for path in some:
            try:
                _put(ready / path, texts[tree[path].oid], tree[path].mode == "100755")
            except FileExistsError:
                raise InputError(
                    f"two files of the repository are one here: {path}",
                    "nothing was made: this disk makes no difference between their names",
                ) from None


def _put(path: Path, data: bytes, runs: bool) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
        if runs and hasattr(os, "chmod"):
            path.chmod(path.stat().st_mode | 0o111)
    except FileExistsError:
        raise
    except OSError as fault:
        raise WriteError(
            f"could not write {path.name}: {(fault.strerror or str(fault)).lower()}",
            "nothing was made; look at the disk, and try again",
        ) from fault
