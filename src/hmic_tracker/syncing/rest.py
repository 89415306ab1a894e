"""What a remote changed beside the plan: brought in as it is, or refused; never merged.

The plan may be a folder of a larger repository. A file elsewhere in it comes in only where nobody
here has touched it; a link, a submodule, or what tells git how to go about files never does.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from hmic_tracker.errors import ConflictError, InputError
from hmic_tracker.git import objects
from hmic_tracker.git.repository import is_link_free
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store.files import faults_as_errors, read_or_none, write_temp
from hmic_tracker.store.paths import SETTINGS
from hmic_tracker.store.places import is_plan_path

if TYPE_CHECKING:
    from hmic_tracker.git.objects import Blob, Difference
    from hmic_tracker.git.repository import Repository

ATTRIBUTES: Final = ".gitattributes"
ATTRIBUTES_TEXT: Final = (
    "# Made by tracker sync --setup: git keeps the plan's files as they are, and where a plain\n"
    "# `git merge` meets two versions of one, it calls tracker.\n"
    "* -text\n"
    "*.toml merge=tracker\n"
)
LARGEST_BESIDE: Final = 100 * 1024 * 1024


class Rest(NamedTuple):
    """The files beside the plan that a remote changed, by paths from the repository's top."""

    differences: tuple[Difference, ...] = ()

    @property
    def changes(self) -> Mapping[str, Blob | None]:
        """What each is there."""
        return MappingProxyType({one.path: one.new for one in self.differences})

    def bring(self, repository: Repository) -> None:
        """Write them, where they are as they were; raises ConflictError where one isn't."""
        if not self.differences:
            return
        for one in self.differences:
            _require_untouched(repository, one)
        oids = [one.new.oid for one in self.differences if one.new]
        texts = objects.blobs(repository, oids, LARGEST_BESIDE)
        with faults_as_errors("beside the plan"):
            for one in self.differences:
                _put(repository.top / one.path, texts[one.new.oid] if one.new else None, one.new)


def own_extras(folder: Path) -> dict[str, bytes]:
    """The files that `--setup` makes in the plan's folder for git, where they are."""
    data = read_or_none(folder / ATTRIBUTES)
    return {ATTRIBUTES: data} if data is not None and b"merge=tracker" in data else {}


def require_set_up(repository: Repository, folder: Path) -> None:
    """Raises InputError where nobody put the plan in the repository that is around its folder.

    That may be another project's, whose remote the plan must not go to.
    """
    path = f"{repository.prefix}{SETTINGS}"
    words = ("ls-tree", "--full-tree", "--name-only", "HEAD", "--", path)
    if own_extras(folder) or (repository.head and repository.git(*words).text):
        return
    raise InputError(
        f"the git repository around this plan doesn't have it: {repository.top}",
        "if it is to be exchanged with that: tracker sync --setup   (else move it out of there)",
    )


def rest_of(repository: Repository, bases: Sequence[str], theirs: str) -> Rest:
    """What differs beside the plan from all that both have; raises InputError for what stays out.

    What is as one of several common commits has it was not changed since.
    """
    prefix = repository.prefix
    made = []
    base, *others = bases
    changed = objects.differences(repository, base, theirs)
    for other in others:
        also = {one.path for one in objects.differences(repository, other, theirs)}
        changed = [one for one in changed if one.path in also]
    for one in changed:
        if one.path.startswith(prefix) and is_plan_path(one.path.removeprefix(prefix)):
            continue
        if not is_taken_in(repository, one):
            raise InputError(
                f"the remote changed {one.path[:80]!r}, which is no file that is taken in unseen",
                "nothing was changed; look at it with git, and take it in with: git pull",
            )
        made.append(one)
    return Rest(tuple(made))


def _is_ours(repository: Repository, one: Difference) -> bool:
    known = objects.blob_id(repository, ATTRIBUTES_TEXT.encode())
    return one.new is not None and one.new.is_file and one.new.oid == known


def is_taken_in(repository: Repository, one: Difference) -> bool:
    """Whether a file is plain: no link, no submodule, and of a path that leads nowhere else.

    What tells git how to go about files is none, but for what `--setup` makes itself.
    """
    if one.path == f"{repository.prefix}{ATTRIBUTES}" and _is_ours(repository, one):
        return True
    parts = PurePosixPath(one.path).parts
    is_safe = one.path.isprintable() and "\\" not in one.path and ":" not in one.path
    is_safe = is_safe and one.path == "/".join(parts) and ".." not in parts
    is_safe = is_safe and not any(p.casefold().startswith((".git", "git~")) for p in parts)
    is_safe = is_safe and not any(p.casefold() == ".tracker" for p in parts)
    return is_safe and all(blob is None or blob.is_file for blob in (one.old, one.new))


def _require_untouched(repository: Repository, one: Difference) -> None:
    """Raise ConflictError where a file is not as it was before the remote changed it."""
    path = repository.top / one.path
    if not is_link_free(path, repository.top) or path.is_symlink():
        raise _touched(one)
    try:
        data = read_or_none(path)
    except OSError as fault:
        raise _touched(one) from fault
    now = objects.blob_id(repository, data) if data is not None else None
    wanted = {blob.oid if blob else None for blob in (one.old, one.new)}
    here = repository.git("ls-files", "-s", "-z", "--", one.path).out.split(b"\0")[0].split()
    there = repository.git("ls-tree", "-z", str(repository.head), one.path).out.split()
    staged = here[1].decode() if here else None
    committed = there[2].decode() if there else None
    if now not in wanted or staged not in wanted or committed not in wanted:
        raise _touched(one)


def _touched(one: Difference) -> ConflictError:
    return ConflictError(
        f"the remote changed {one.path[:80]}, beside the plan, and so did you",
        "nothing was changed; bring the two together first: git pull",
    )


def _put(path: Path, data: bytes | None, blob: Blob | None) -> None:
    if data is None:
        path.unlink(missing_ok=True)
        return
    if read_or_none(path) == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temp = write_temp(path, data, path.parent)
    if blob and blob.mode == "100755" and hasattr(os, "chmod"):
        temp.chmod(temp.stat().st_mode | 0o111)
    os.replace(temp, path)
