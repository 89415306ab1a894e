"""An exchange by git: the plan's branch, and the same branch of a remote.

Files of the plan are read from git's objects and written by the journal; a commit is made of them
without a checkout, and the branch is moved last. So whoever is killed leaves the old state or the
new one, and the next exchange goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial

from hmic_tracker.errors import ConflictError, InputError
from hmic_tracker.git import objects, remote
from hmic_tracker.git.local_ends import require_taking
from hmic_tracker.git.objects import REGULAR, Blob
from hmic_tracker.git.repository import move_ref, ref_of, repository_around, require_whole, tidy
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.paths import LARGEST, PRIVATE
from hmic_tracker.store.places import FOLDERS, is_plan_path
from hmic_tracker.syncing import joining
from hmic_tracker.syncing.files import PlanFolder
from hmic_tracker.syncing.merge_bases import base_of
from hmic_tracker.syncing.rest import Rest, own_extras, rest_of
from hmic_tracker.syncing.transport import Incoming, Snapshot

if TYPE_CHECKING:
    from hmic_tracker.git.remote import Remote
    from hmic_tracker.git.repository import Repository
    from hmic_tracker.syncing.transport import Keeper

_NONE: Final = Rest()
_RESERVED: Final = (*FOLDERS, PRIVATE)
"""What a plan has as folders; a file, a link or a submodule in their place is none of a plan."""


class GitTransport:
    """A plan in a repository, exchanged with a branch of a remote."""

    def __init__(self, keeper: Keeper, repository: Repository, other: Remote) -> None:
        self._keeper, self._repository, self.other = keeper, repository, other
        self._files = PlanFolder(keeper.folder, partial(objects.blob_id, repository))
        self._now: Snapshot | None = None
        self._trees: dict[str, Mapping[str, Blob]] = {}
        self._snapshots: dict[str, Snapshot] = {}
        self._theirs: str | None = None
        self._joining: joining.Joining | None = None
        self._rest = _NONE

    @property
    def shown(self) -> str:
        """What the remote is called."""
        return self.other.shown

    def require_whole(self) -> None:
        """Raise where git has something half done; the branch is where it is now."""
        repository = repository_around(self._keeper.folder)
        if repository is None:
            raise InputError("the repository is gone", "set it up again: tracker sync --setup")
        self._repository = repository
        require_whole(repository)

    def look_again(self) -> None:
        """Forget how the files were."""
        self._now = None

    def mine(self) -> Snapshot:
        """The plan's files as they are, from one look until they are written to."""
        if self._now is None:
            self._now = self._files.snapshot()
        return self._now

    def last(self) -> Snapshot | None:
        """The plan as it was exchanged last with this remote."""
        commit = self._last()
        return self.snapshot(commit) if commit else None

    def sends_all(self) -> bool:
        """Whether nothing was exchanged yet, and there is nothing."""
        return self._last() is None and self._theirs is None

    def _last(self) -> str | None:
        """The commit that was exchanged last; after a clone or a copy, what both have."""
        known, head = ref_of(self._repository, self.other.exchanged), self._repository.head
        if known is not None or head is None:
            return known
        both = (ref_of(self._repository, self.other.tracking), self._theirs)
        return next((c for c in both if c and objects.is_ancestor(self._repository, c, head)), None)

    def receive(self) -> None:
        """Fetch, and see that nothing of what was exchanged is gone there."""
        self._theirs = remote.fetch(self._repository, self.other)
        last = self._last()
        if last is None:
            return
        if self._theirs is None or not objects.is_ancestor(self._repository, last, self._theirs):
            what = "is empty now" if self._theirs is None else "has another history than it had"
            raise ConflictError(
                f"{self.shown} {what}: what was exchanged before ({last[:12]}) is gone there",
                "nothing was changed here; ask who looks after it, your copy still has all of it",
            )

    def require_taking(self) -> None:
        """Raise where the remote is a work tree with the branch, and there is something to send."""
        now, known = self.mine().ids, self._tree(self._repository.head)
        own = {path: blob.oid for path, blob in known.items() if is_plan_path(path)}
        if self.waiting() or dict(now) != own:
            require_taking(self._repository, self.other)

    def met_elsewhere(self) -> list[Incoming]:
        """The two sides of each plain merge that was not exchanged yet."""
        repository, made = self._repository, []
        if repository.head is None:
            return []
        for parents in objects.merges_since(repository, self._last(), repository.head):
            bases = objects.merge_bases(repository, *parents[:2])
            if bases:
                base = self.base_of(bases)
                made += [Incoming(base, self.snapshot(parent)) for parent in parents[:2]]
        return made

    def incoming(self) -> Incoming | None:
        """What the remote has and this branch hasn't."""
        head, theirs = self._repository.head, self._theirs
        self._rest = _NONE
        if theirs is None or (head and objects.is_ancestor(self._repository, theirs, head)):
            return None
        if head is None:
            raise self._nothing_in_common(theirs)
        bases = objects.merge_bases(self._repository, head, theirs)
        if not bases and self._repository.is_shallow:
            remote.deepen(self._repository, self.other)
            bases = objects.merge_bases(self._repository, head, theirs)
        if not bases:
            raise self._nothing_in_common(theirs)
        self._rest = rest_of(self._repository, bases, theirs)
        return Incoming(self.base_of(bases), self.snapshot(theirs))

    def keep(self, message: str) -> bool:
        """Commit the plan as it is, with what was brought in as a second parent."""
        repository = self._repository
        known = self._tree(repository.head)
        now = self.mine()
        changes: dict[str, Blob | None] = {
            path: Blob(known[path].mode if path in known else REGULAR, oid)
            for path, oid in now.ids.items()
            if path not in known or known[path].oid != oid
        }
        gone = [path for path in known if is_plan_path(path) and path not in now.ids]
        changes |= {path: None for path in gone if not (repository.folder / path).is_symlink()}
        for path, data in own_extras(repository.folder).items():
            oid = objects.blob_id(repository, data)
            if path not in known or known[path].oid != oid:
                changes[path] = Blob(REGULAR, oid)
        parents = [repository.head] if repository.head else []
        if self._joining and self._joining.head == repository.head:
            parents.append(self._joining.theirs)
            message = join_message(self.shown)
        if not changes and len(parents) == 1:
            return False
        self._commit(changes, parents, message)
        return True

    def _commit(self, changes: Mapping[str, Blob | None], parents: list[str], message: str) -> None:
        repository = self._repository
        written = [(path, blob) for path, blob in changes.items() if blob is not None]
        made = objects.write_blobs(repository, [path for path, _ in written])
        if made != [blob.oid for _, blob in written]:
            raise ConflictError(
                "a file of the plan was changed in the meantime", "run the command again"
            )
        brought = self._rest.changes if len(parents) > 1 else {}
        tree = objects.write_tree(repository, repository.head, changes, brought)
        new = self._fast_forward(parents, tree) or objects.make_commit(
            repository, tree, parents, message, self.author()
        )
        objects.update_index(repository, changes, brought)
        move_ref(repository, str(repository.branch), new, repository.head)
        self._repository = repository._replace(head=new)

    def _fast_forward(self, parents: list[str], tree: str) -> str | None:
        """Theirs itself, where it has all of mine and is what both make together."""
        if len(parents) < 2 or objects.tree_id(self._repository, parents[1]) != tree:
            return None
        is_behind = objects.is_ancestor(self._repository, parents[0], parents[1])
        return parents[1] if is_behind else None

    def begin_join(self, op: str | None) -> None:
        """Keep on the disk what the op brings together, for whoever is killed after it."""
        self._rest.bring(self._repository)
        self._joining = joining.Joining(str(self._repository.head), str(self._theirs), op)
        joining.write(self._keeper.folder, self._joining)

    def end_join(self, *, done: bool) -> None:
        """Forget what was brought together."""
        if done and self._theirs and self._repository.head:
            self._note_exchanged(self._theirs)
        self._joining = None
        joining.remove(self._keeper.folder)

    def resume(self) -> None:
        """Take up what a stopped exchange brought together; the lock is held."""
        known = joining.read(self._keeper.folder)
        if known is None:
            return
        if known.head == self._repository.head and joining.is_written(self._keeper.folder, known):
            self._joining, self._theirs = known, known.theirs
            if ref_of(self._repository, known.theirs) is not None:
                self._rest = self._rest_of_join(known)
                self._rest.bring(self._repository)
                self.keep(join_message(self.shown))
        self.end_join(done=False)

    def _rest_of_join(self, known: joining.Joining) -> Rest:
        bases = objects.merge_bases(self._repository, known.head, known.theirs)
        return rest_of(self._repository, bases, known.theirs) if bases else _NONE

    def waiting(self) -> bool:
        """Whether this branch has what the remote's hasn't."""
        head = self._repository.head
        return head is not None and (
            self._theirs is None or not objects.is_ancestor(self._repository, head, self._theirs)
        )

    def send(self) -> bool:
        """Push; whether all is there now."""
        head = self._repository.head
        if head is None:
            return True
        if self.waiting():
            if not remote.push(self._repository, self.other, head):
                return False
            self._theirs = head
        self._note_exchanged(head)
        tidy(self._repository)
        return True

    def _note_exchanged(self, commit: str) -> None:
        """Keep what both have now; where git has a name for the remote's branch, there as well."""
        repository, other = self._repository, self.other
        refs = [other.exchanged, *([other.tracking] if other.is_named else [])]
        for ref in refs:
            known = ref_of(repository, ref)
            if known != commit:
                move_ref(repository, ref, commit, known)

    def author(self) -> objects.Author:
        """In whose name a commit is made."""
        from hmic_tracker.git.repository import read_config

        mail = read_config(self._repository, "user.email") or "tracker@localhost"
        return objects.Author(self._keeper.person, mail, self._keeper.stamp().recorded)

    def _tree(self, commit: str | None) -> Mapping[str, Blob]:
        """The plan's folder in a commit, looked up once."""
        if commit is None:
            return {}
        if commit not in self._trees:
            self._trees[commit] = objects.tree_of(self._repository, commit)
        return self._trees[commit]

    def snapshot(self, commit: str) -> Snapshot:
        """The plan in a commit; raises InputError where it has links or submodules in it."""
        if commit in self._snapshots:
            return self._snapshots[commit]
        tree = self._tree(commit)
        own = {path: blob for path, blob in tree.items() if is_plan_path(path)}
        odd = next((path for path, blob in own.items() if not blob.is_file), None)
        odd = odd or next((name for name in _RESERVED if name in tree), None)
        if odd is not None:
            raise InputError(
                f"{self.shown} has a link or a submodule for {odd}",
                "nothing was taken in: whoever put it there has to take it out",
            )
        made = Snapshot({path: blob.oid for path, blob in own.items()}, self._reader(own))
        self._snapshots[commit] = made
        return made

    def base_of(self, commits: Sequence[str]) -> Snapshot:
        """The plan in what two commits have in common; raises as `snapshot`."""
        return base_of(self._repository, self.snapshot, commits)

    def _reader(self, tree: Mapping[str, Blob]) -> Callable[[Collection[str]], dict[str, bytes]]:
        def read(paths: Collection[str]) -> dict[str, bytes]:
            wanted = {path: tree[path].oid for path in paths if path in tree}
            texts = objects.blobs(self._repository, wanted.values(), LARGEST)
            return {path: texts[oid] for path, oid in wanted.items()}

        return read

    def _nothing_in_common(self, theirs: str) -> InputError:
        from hmic_tracker.syncing.refusals import nothing_in_common

        mine = self._repository.head
        return nothing_in_common(self._repository, mine, theirs, self.shown)


def join_message(shown: str) -> str:
    """The message of a commit that brings two together."""
    return f"{objects.JOINED} {' '.join(shown.split())}\n"
