"""The repository around a plan: where it is, its branch, and what is half done in it.

The plan may be a folder of a larger repository; `prefix` is its path there.
"""

from __future__ import annotations

import os
from pathlib import Path

from hmic_tracker.errors import ConflictError, InputError, WriteError
from hmic_tracker.git.running import GitFailedError, Ran, run_git
from hmic_tracker.light_typing import Final, NamedTuple

_HALF_DONE: Final = (
    ("MERGE_HEAD", "merge"),
    ("rebase-merge", "rebase"),
    ("rebase-apply", "rebase"),
    ("CHERRY_PICK_HEAD", "cherry-pick"),
    ("REVERT_HEAD", "revert"),
)


_MANY_OBJECTS: Final = 6700
"""As many as git packs by itself."""


class Repository(NamedTuple):
    """A work tree of git with a plan in it.

    `folder` is the plan's, `top` the work tree's, `git_dir` what is git's own of this work tree.
    """

    folder: Path
    top: Path
    git_dir: Path
    prefix: str
    branch: str | None
    head: str | None
    object_format: str
    is_shallow: bool

    def git(self, *words: str, data: bytes = b"", ok: tuple[int, ...] = (0,)) -> Ran:
        """Run git at the top of the work tree."""
        return run_git(self.top, words, data, ok)

    @property
    def branch_name(self) -> str:
        """The branch as people name it."""
        return (self.branch or "").removeprefix("refs/heads/")

    @property
    def half_done(self) -> str | None:
        """What was begun with git and is not finished: "merge", "rebase"."""
        return next((what for name, what in _HALF_DONE if (self.git_dir / name).exists()), None)


def repository_around(folder: Path) -> Repository | None:
    """The repository that a plan is in, None where it is in none.

    Raises WriteError where git refuses to look at it.
    """
    real = folder.resolve()
    ran = run_git(
        real,
        [
            "rev-parse",
            "--show-toplevel",
            "--absolute-git-dir",
            "--is-shallow-repository",
            "--show-object-format",
            "--show-prefix",
        ],
        ok=(),
    )
    if ran.code:
        if "not a git repository" in ran.err or "must be run in a work tree" in ran.err:
            return None
        if "dubious ownership" in ran.err:
            raise WriteError(
                f"git doesn't trust {real}, which belongs to somebody else",
                f"if you do: git config --global --add safe.directory {real}",
            )
        raise GitFailedError("rev-parse", ran)
    top, git_dir, shallow, form, prefix, *_ = [*ran.text.split("\n"), "", ""]
    branch = run_git(real, ["symbolic-ref", "--quiet", "HEAD"], ok=(0, 1)).text or None
    head = run_git(real, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"], ok=(0, 1)).text
    return Repository(
        real, Path(top), Path(git_dir), prefix, branch, head or None, form, shallow == "true"
    )


def require_whole(repository: Repository) -> None:
    """Raise ConflictError where something with git is half done, InputError without a branch."""
    what = repository.half_done
    if what or unmerged(repository):
        way = "tracker sync --mend"
        raise ConflictError(
            f"a {what or 'merge'} with git is half done here",
            f"finish it with: {way}   (or give it up: git {what or 'merge'} --abort)",
        )
    if repository.branch is None:
        raise InputError(
            "the repository is on no branch (a former commit is checked out)",
            "go back to the branch of the plan, for example: git switch main",
        )
    if run_git(repository.top, ["config", "core.sparseCheckout"], ok=(0, 1)).text == "true":
        raise InputError(
            "only a part of the repository is checked out (sparse)",
            "check all of the plan out first: git sparse-checkout disable",
        )


class Stage(NamedTuple):
    """One of the versions of a path that git could not merge: 1 base, 2 ours, 3 theirs."""

    path: str
    stage: int
    mode: str
    oid: str


def unmerged(repository: Repository) -> list[Stage]:
    """What git could not merge, anywhere in the repository."""
    stages = []
    for record in repository.git("ls-files", "-u", "-z").records:
        meta, _, path = record.partition("\t")
        mode, oid, stage = meta.split(" ")
        stages.append(Stage(path, int(stage), mode, oid))
    return stages


def make_repository(folder: Path, branch: str) -> None:
    """Make a plan's folder a repository, with nothing in it that runs."""
    run_git(folder, ["init", "--quiet", "--template=", f"--initial-branch={branch}"])


def is_ignored(folder: Path, name: str) -> bool:
    """Whether a repository around a folder passes over a file of it."""
    return run_git(folder, ["check-ignore", "--quiet", "--", name], ok=(0, 1, 128)).code == 0


def read_config(repository: Repository, name: str) -> str | None:
    """A value of git's configuration, the last where there are several."""
    return repository.git("config", "--get", name, ok=(0, 1)).text or None


def write_config(repository: Repository, name: str, value: str) -> None:
    """Set a value in the repository's own configuration."""
    repository.git("config", "--local", "--replace-all", name, value)


def remotes(repository: Repository) -> list[str]:
    """The names of the remotes."""
    return repository.git("remote").text.split()


def move_ref(repository: Repository, ref: str, new: str, old: str | None) -> None:
    """Let a ref name another commit, if it still names `old` (None: if it isn't there).

    Raises ConflictError where somebody moved it.
    """
    zero = "0" * len(new)
    ran = repository.git("update-ref", "-m", "tracker sync", ref, new, old or zero, ok=())
    if ran.code:
        if "but expected" in ran.err or "already exists" in ran.err or "lock" in ran.err:
            raise ConflictError(
                f"{ref.removeprefix('refs/heads/')} was moved with git in the meantime",
                "nothing is lost: run the command again",
            )
        raise GitFailedError("update-ref", ran)


def ref_of(repository: Repository, ref: str) -> str | None:
    """The commit that a ref names, None where there is no such ref."""
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}")
    ran = repository.git(*words, ok=(0, 1, 128))
    return None if ran.code else ran.text.splitlines()[-1]


def tidy(repository: Repository) -> None:
    """Let git pack what has piled up, beside us and when it is much; whether it does is its own."""
    repository.git("-c", f"gc.auto={_MANY_OBJECTS}", "gc", "--auto", "--quiet", ok=())


def is_link_free(path: Path, top: Path) -> bool:
    """Whether no folder between the top of a work tree and a file is a link."""
    place = path.parent
    while place not in {top, place.parent}:
        if os.path.islink(place):  # noqa: PTH114  # no exception where it is gone
            return False
        place = place.parent
    return True
