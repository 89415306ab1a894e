"""Git's objects: what a commit has of a plan, what differs between two, texts, new commits."""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from hmic_tracker.errors import InputError, WriteError
from hmic_tracker.git.running import GitFailedError, run_git
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.git.repository import Repository

REGULAR: Final = "100644"
_FILES: Final = frozenset({REGULAR, "100755"})
JOINED: Final = "Bring the plan together with"
"""How the message of a commit begins that an exchange made of two."""
_ANCESTORS: Final[set[tuple[str, str, str]]] = set()
"""Which commits are in which: once so, always so."""
_NOTHING: Final = "000000"
_LOCK_SECONDS: Final = 5.0
_PAUSE: Final = 0.1


class Blob(NamedTuple):
    """A file in a commit: its mode and the id of its content."""

    mode: str
    oid: str

    @property
    def is_file(self) -> bool:
        """Whether it is a regular file: no link, no submodule."""
        return self.mode in _FILES


class Difference(NamedTuple):
    """A path that is not the same in two commits; None where it isn't there."""

    path: str
    old: Blob | None
    new: Blob | None


class Author(NamedTuple):
    """In whose name a commit is made, and when."""

    name: str
    mail: str
    moment: datetime

    @property
    def variables(self) -> dict[str, str]:
        """What git reads it from."""
        name = " ".join("".join(c for c in self.name if c not in "<>\0").split()) or "tracker"
        when = f"{int(self.moment.timestamp())} +0000"
        made = {}
        for who in ("AUTHOR", "COMMITTER"):
            made[f"GIT_{who}_NAME"] = name
            made[f"GIT_{who}_EMAIL"] = self.mail
            made[f"GIT_{who}_DATE"] = when
        return made


def tree_of(repository: Repository, commit: str | None) -> dict[str, Blob]:
    """The files of the plan's folder in a commit, by their paths in the plan."""
    if commit is None:
        return {}
    prefix = repository.prefix
    words = ["ls-tree", "-r", "-z", "--full-tree", commit, *([prefix] if prefix else [])]
    made = {}
    for record in repository.git(*words).records:
        meta, _, path = record.partition("\t")
        mode, _, oid = meta.split(" ")
        made[path.removeprefix(prefix)] = Blob(mode, oid)
    return made


def differences(repository: Repository, old: str | None, new: str) -> list[Difference]:
    """What differs in the whole repository, by paths from its top."""
    if old is None:
        return [
            Difference(repository.prefix + path, None, blob)
            for path, blob in tree_of(repository._replace(prefix=""), new).items()
        ]
    words: tuple[str, ...] = (
        "diff-tree",
        "-r",
        "-z",
        "--raw",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
    )
    words += ("--full-index", "--ignore-submodules=none", old, new)
    records = repository.git(*words).records
    made = []
    for meta, path in zip(records[::2], records[1::2], strict=True):
        before, after, old_id, new_id, _ = meta.removeprefix(":").split(" ")
        made.append(Difference(path, _blob(before, old_id), _blob(after, new_id)))
    return made


def _blob(mode: str, oid: str) -> Blob | None:
    return None if mode == _NOTHING else Blob(mode, oid)


def blobs(repository: Repository, oids: Iterable[str], limit: int) -> dict[str, bytes]:
    """The contents of some objects; raises InputError for one that is larger than the limit."""
    wanted = list(dict.fromkeys(oids))
    if not wanted:
        return {}
    data = "".join(f"{oid}\n" for oid in wanted).encode()
    for line in repository.git("cat-file", "--batch-check", data=data).text.splitlines():
        oid, kind, size = [*line.split(" "), "0"][:3]
        if kind != "blob" or int(size) > limit:
            what = "is larger than a file of a plan may be" if kind == "blob" else "is not there"
            raise InputError(
                f"a content that the repository names ({oid[:12]}) {what}",
                f"nothing was changed; a file may have {limit // 1024 // 1024} MB, and git fsck "
                "says whether the repository is whole",
            )
    out = repository.git("cat-file", "--batch", data=data).out
    return dict(_contents(out))


def _contents(out: bytes) -> Iterator[tuple[str, bytes]]:
    place = 0
    while place < len(out):
        end = out.index(b"\n", place)
        oid, _, size = out[place:end].decode().split(" ")
        start = end + 1
        yield oid, out[start : start + int(size)]
        place = start + int(size) + 1


def blob_id(repository: Repository, data: bytes) -> str:
    """The id that git gives a content."""
    made = hashlib.new(repository.object_format, usedforsecurity=False)
    made.update(b"blob %d\0" % len(data))
    made.update(data)
    return made.hexdigest()


def write_blobs(repository: Repository, paths: Sequence[str]) -> list[str]:
    """Put files of the plan into git's objects as they are, unfiltered; their ids."""
    if not paths:
        return []
    lines = "".join(f"{_quoted(repository.prefix + path)}\n" for path in paths)
    words = ("hash-object", "-w", "--no-filters", "--stdin-paths")
    return repository.git(*words, data=lines.encode("utf-8", "surrogateescape")).text.split("\n")


def _quoted(path: str) -> str:
    """A path as git reads it in a line, whatever is in it."""
    escaped = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


Changes = Mapping[str, "Blob | None"]
"""Files as they shall be, by path; None takes one away."""


def write_tree(
    repository: Repository, commit: str | None, changes: Changes, beside: Changes
) -> str:
    """A tree like a commit's, with other files: in the plan's folder, and beside it from the top.

    Nothing of the work tree or of its index is touched.
    """
    index = repository.git_dir / f"tracker-{os.getpid()}-{os.urandom(4).hex()}.index"
    own = {"GIT_INDEX_FILE": str(index)}
    top = repository.top
    try:
        run_git(top, ["read-tree", commit] if commit else ["read-tree", "--empty"], extra=own)
        data = _index_lines(repository, changes, beside)
        run_git(top, ["update-index", "-z", "--index-info"], data, extra=own)
        return run_git(top, ["write-tree"], extra=own).text
    finally:
        for path in (index, index.with_name(f"{index.name}.lock")):
            with contextlib.suppress(OSError):
                path.unlink()


def update_index(repository: Repository, changes: Changes, beside: Changes) -> None:
    """Let the index have some files as a commit has them; all else in it stays.

    Raises WriteError where git's index is locked.
    """
    if not changes and not beside:
        return
    data = _index_lines(repository, changes, beside)
    until = time.monotonic() + _LOCK_SECONDS
    while True:
        ran = repository.git("update-index", "-z", "--index-info", data=data, ok=())
        if not ran.code:
            return
        if "index.lock" not in ran.err:
            raise GitFailedError("update-index", ran)
        if time.monotonic() > until:
            raise WriteError(
                "another git is at work here: its index is locked",
                f"wait for it; if there is none, remove {repository.git_dir / 'index.lock'}",
            )
        time.sleep(_PAUSE)


def _index_lines(repository: Repository, changes: Changes, beside: Changes) -> bytes:
    none = "0" * (64 if repository.object_format == "sha256" else 40)
    lines = []
    whole = {f"{repository.prefix}{path}": blob for path, blob in changes.items()} | dict(beside)
    for path, blob in whole.items():
        mode, oid = blob or ("0", none)
        lines.append(f"{mode} {oid}\t{path}\0")
    return "".join(lines).encode("utf-8", "surrogateescape")


def make_commit(
    repository: Repository, tree: str, parents: Sequence[str], message: str, author: Author
) -> str:
    """A commit of a tree; nothing names it yet."""
    words = ["commit-tree", tree, *(word for parent in parents for word in ("-p", parent))]
    data = message.encode("utf-8", "replace")
    words += ["-F", "-"]
    return run_git(repository.top, words, data, extra=author.variables).text


def tree_id(repository: Repository, commit: str) -> str:
    """The id of a commit's tree."""
    return repository.git("rev-parse", "--verify", f"{commit}^{{tree}}").text


def is_ancestor(repository: Repository, old: str, new: str) -> bool:
    """Whether all of one commit is in another."""
    known = (str(repository.top), old, new)
    if old == new or known in _ANCESTORS:
        return True
    words = ("merge-base", "--is-ancestor", old, new)
    if repository.git(*words, ok=(0, 1, 128)).code:
        return False
    _ANCESTORS.add(known)
    return True


def merges_since(repository: Repository, old: str | None, new: str) -> list[list[str]]:
    """The parents of the merges that are in one commit and not in another, the newest first.

    Those of an exchange are left out: nothing can be missing in them.
    """
    words = ["rev-list", "--merges", "--parents", "--max-count=50"]
    words += [f"--grep=^{JOINED}", "--invert-grep", new]
    out = repository.git(*words, *([f"^{old}"] if old else [])).text
    return [line.split()[1:] for line in out.splitlines()]


def merge_bases(repository: Repository, one: str, other: str) -> list[str]:
    """The last commits that two have in common."""
    return repository.git("merge-base", "--all", one, other, ok=(0, 1)).text.split()
