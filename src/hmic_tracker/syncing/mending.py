"""What a plain merge, rebase, cherry-pick or stash left half done, done right: from git's objects.

Base, ours and theirs are still there as commits; so the whole plan is brought together anew, the
files that git merged by lines as well.
"""

from __future__ import annotations

from functools import partial

from hmic_tracker.domain.plan import Plan
from hmic_tracker.errors import ConflictError, NotFoundError
from hmic_tracker.git import objects
from hmic_tracker.git.objects import REGULAR, Blob
from hmic_tracker.git.repository import move_ref, ref_of, unmerged
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store import journal
from hmic_tracker.store.files import read_or_none
from hmic_tracker.store.operations import Write
from hmic_tracker.store.paths import SCHEMA
from hmic_tracker.store.places import is_plan_path
from hmic_tracker.store.writing import writing
from hmic_tracker.syncing.by_git import GitTransport, join_message
from hmic_tracker.syncing.files import PlanFolder
from hmic_tracker.syncing.rounds import (
    COMMAND,
    Exchanged,
    bring_together,
    commit_writes,
    with_merge,
)
from hmic_tracker.syncing.transport import Incoming, Snapshot

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from hmic_tracker.git.repository import Repository
    from hmic_tracker.syncing.transport import Keeper

_MARKER: Final = b"<<<<<<< "


class HalfMerge(NamedTuple):
    """What git was bringing together: bases and theirs as commits, ours, and what git calls it."""

    bases: Sequence[str]
    mine: str
    theirs: str
    what: str


class Mended(NamedTuple):
    """What became of it; `aside` is where hand-made versions were put, `next` what to run."""

    exchanged: Exchanged
    aside: tuple[str, ...]
    next: str | None


class _OfCommits(GitTransport):
    """The plan as a commit has it, in place of that in the folder, which git half merged."""

    def mine(self) -> Snapshot:
        """The plan in the commit, with the files that git left alone as they are."""
        return self.own

    own: Snapshot


def mend(keeper: Keeper, repository: Repository, transport: GitTransport) -> Mended:
    """Bring together what git left half merged. Raises NotFoundError where there is nothing.

    Raises ConflictError where files beside the plan are not merged yet.
    """
    beside = [s.path for s in unmerged(repository) if not _own_path(repository, s.path)]
    if beside:
        raise ConflictError(
            f"{beside[0]} is not merged either, and is no file of the plan",
            "merge it with git first, and git add it; then run: tracker sync --mend",
        )
    half = half_merge(repository)
    if half is None:
        raise _nothing_half_merged(repository)
    with writing(keeper.folder, lambda _: Plan(schema=SCHEMA)):  # which may have markers as well
        return _mend(keeper, repository, transport, half)


def _mend(
    keeper: Keeper, repository: Repository, transport: GitTransport, half: HalfMerge
) -> Mended:
    own = _OfCommits(keeper, repository, transport.other)
    base = own.base_of(half.bases)
    mine, theirs = own.snapshot(half.mine), own.snapshot(half.theirs)
    affected = {
        path
        for path in {*base.ids, *theirs.ids, *mine.ids}
        if base.ids.get(path) != theirs.ids.get(path)
    }
    now = PlanFolder(keeper.folder, partial(objects.blob_id, repository)).snapshot()
    own.own = _mixed(mine, now, affected)
    sides, merged = bring_together(keeper, own, Incoming(base, theirs))
    wanted = {path: sides.mine.files.get(path) for path in affected} | dict(merged.files)
    writes, aside = [], []
    for path, data in sorted(wanted.items()):
        there = read_or_none(keeper.folder / path)
        if there is not None and _is_hand_made(repository, path, there, (mine, theirs)):
            aside.append(str(journal.keep_conflicting_copy(keeper.folder, path, there)))
        if there != data:
            writes.append(Write(path, there, data))
    commit_writes(keeper, writes, COMMAND, keeper.stamp().op)
    _enter(repository, transport, wanted, half)
    done = with_merge(Exchanged(f"git's {half.what}"), sides, merged)
    return Mended(done, tuple(aside), _next(repository, half))


def _mixed(mine: Snapshot, now: Snapshot, affected: Collection[str]) -> Snapshot:
    """Of the files that git was at work on those of the commit, of all others those on the disk."""
    ids = {path: one for path, one in now.ids.items() if path not in affected}
    ids |= {path: one for path, one in mine.ids.items() if path in affected}

    def read(paths: Collection[str]) -> Mapping[str, bytes]:
        return {
            **mine.read([path for path in paths if path in affected]),
            **now.read([path for path in paths if path not in affected]),
        }

    return Snapshot(ids, read)


def half_merge(repository: Repository) -> HalfMerge | None:
    """What git was bringing together, None where it was nothing."""
    head = repository.head
    if head is None:
        return None
    for name, what in (("MERGE_HEAD", "merge"), ("REBASE_HEAD", "rebase")):
        other = ref_of(repository, name)
        is_on = what == "merge" or repository.half_done == "rebase"
        if other and is_on:
            bases = objects.merge_bases(repository, head, other) if what == "merge" else []
            parent = None if bases else ref_of(repository, f"{other}^")
            bases = bases or ([parent] if parent else [])
            return HalfMerge(bases, head, other, what) if bases else None
    for name, what in (("CHERRY_PICK_HEAD", "cherry-pick"), ("REVERT_HEAD", "revert")):
        other = ref_of(repository, name)
        parent = ref_of(repository, f"{other}^") if other else None
        if other and parent:
            pair = (parent, other) if what == "cherry-pick" else (other, parent)
            return HalfMerge(pair[:1], head, pair[1], what)
    stash = ref_of(repository, "refs/stash")
    if stash and unmerged(repository):
        base = ref_of(repository, f"{stash}^1")
        return HalfMerge([base], head, stash, "stash") if base else None
    return _committed(repository, head)


def _committed(repository: Repository, head: str) -> HalfMerge | None:
    """A merge that was committed with its markers in the plan."""
    one, other = ref_of(repository, f"{head}^1"), ref_of(repository, f"{head}^2")
    if one is None or other is None or not _with_markers(repository, head):
        return None
    bases = objects.merge_bases(repository, one, other)
    return HalfMerge(bases, one, other, "committed merge") if bases else None


def _nothing_half_merged(repository: Repository) -> NotFoundError:
    if marked := _with_markers(repository):
        return NotFoundError(
            f"{marked[0]} has markers, and git has no merge any more that they come from",
            "take them out by hand, an item's with: tracker edit ID   (then: tracker sync)",
        )
    return NotFoundError("nothing is half merged here", "exchange the plan with: tracker sync")


def _with_markers(repository: Repository, commit: str | None = None) -> list[str]:
    """The plan's files that have markers of a merge, in a commit or on the disk."""
    words = ("grep", "-l", "-z", "-F", "-e", "<<<<<<< ", *([commit] if commit else []))
    names = repository.git(*words, ok=(0, 1)).out.decode("utf-8", "replace").split("\0")
    paths = (name.partition(":")[2] if commit else name for name in names)
    return [path for path in paths if _own_path(repository, path)]


def _own_path(repository: Repository, path: str) -> bool:
    prefix = repository.prefix
    return path.startswith(prefix) and is_plan_path(path.removeprefix(prefix))


def _is_hand_made(
    repository: Repository, path: str, there: bytes, sides: Collection[Snapshot]
) -> bool:
    """Whether somebody has merged a file by hand: it is neither side's, nor made by git."""
    if any(line.startswith(_MARKER) for line in there.splitlines()):
        return False
    oid = objects.blob_id(repository, there)
    staged = repository.git("ls-files", "-s", "-z", "--", f"{repository.prefix}{path}").out
    return oid not in {side.ids.get(path) for side in sides} and oid.encode() not in staged


def _enter(
    repository: Repository,
    transport: GitTransport,
    wanted: Mapping[str, bytes | None],
    half: HalfMerge,
) -> None:
    """Let git's index have the plan as it is now, and end a merge with its commit."""
    there = [path for path, data in wanted.items() if data is not None]
    oids = dict(zip(there, objects.write_blobs(repository, there), strict=True))
    changes = {p: Blob(REGULAR, oids[p]) if p in oids else None for p in wanted}
    objects.update_index(repository, changes, {})
    if half.what != "merge":
        return
    tree = repository.git("write-tree").text
    new = objects.make_commit(
        repository, tree, [half.mine, half.theirs], join_message("git's merge"), transport.author()
    )
    move_ref(repository, str(repository.branch), new, half.mine)
    repository.git("merge", "--quit")


def _next(repository: Repository, half: HalfMerge) -> str | None:
    """What to run then; git goes on past a commit of which nothing is left."""
    if half.what in {"merge", "committed merge"}:
        return "tracker sync"
    if half.what == "stash":
        return "git stash drop"
    is_empty = repository.git("write-tree").text == objects.tree_id(repository, half.mine)
    return f"git {half.what} --{'skip' if is_empty else 'continue'}"
