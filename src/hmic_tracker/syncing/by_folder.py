"""An exchange with a plan in another folder: on a share, on a stick, without git.

Mine is written first, then theirs, each as one op of its journal under its own lock, and last both
note the state in which they met. Whoever is stopped on the way leaves two whole plans, each with
nothing but what it had or both had; the next exchange brings the rest.
"""

from __future__ import annotations

from hmic_tracker.errors import DamagedStoreError, InputError, UnreachableError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store import journal
from hmic_tracker.store.kept_reads import forget_reads
from hmic_tracker.store.lock_holder import own_holder
from hmic_tracker.store.operations import LONGEST_NAME, Op, Write
from hmic_tracker.store.paths import SETTINGS, holds_plan
from hmic_tracker.store.writing import writing
from hmic_tracker.syncing.common_origin import require_common_origin
from hmic_tracker.syncing.first_meetings import first_incoming
from hmic_tracker.syncing.folder_states import State, state_of
from hmic_tracker.syncing.partners import (
    Partners,
    keep_state,
    kept_state,
    new_name,
    read_partners,
    write_partners,
)
from hmic_tracker.syncing.transport import Incoming, Snapshot

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    from hmic_tracker.syncing.transport import Keeper

COMMAND: Final = "sync"


class FolderTransport:
    """A plan in a folder, exchanged with one in another."""

    def __init__(self, keeper: Keeper, other: Path) -> None:
        self._keeper, self._other = keeper, other
        self._mine: State | None = None
        self._theirs: State | None = None
        self._base: Snapshot | None = None
        self._is_looked_up = False

    @property
    def shown(self) -> str:
        """What the other plan is called: its folder."""
        return str(self._other)

    def require_whole(self) -> None:
        """Raise InputError where the other plan is this one."""
        if _is_there(self._other) and self._other.resolve() == self._keeper.folder.resolve():
            raise InputError(
                f"{self._other} is the plan that you exchange", "name the folder of another copy"
            )

    def look_again(self) -> None:
        """Forget how the plan's files were."""
        self._mine = None

    def mine(self) -> Snapshot:
        """The plan's files, as they were when they were looked at last."""
        return self._own().snapshot

    def _own(self) -> State:
        if self._mine is None:
            self._mine = state_of(self._keeper.folder)
        return self._mine

    def last(self) -> Snapshot | None:
        """The state in which both met last, as far as both say so."""
        if not self._is_looked_up:
            self._base, self._is_looked_up = self._last(), True
        return self._base

    def _last(self) -> Snapshot | None:
        here, there = self._partners()
        if not _is_there(self._other):
            states = here.states_at(str(self._other.resolve()))
        else:
            theirs = there.states_with(here.name) if here.name != there.name else ()
            states = tuple(name for name in here.states_with(there.name) if name in theirs)
        kept = (kept_state(self._keeper.folder, name) for name in states)
        known = next(filter(None, kept), None)
        return self._snapshot(*known) if known else None

    def _snapshot(self, ids: dict[str, str], texts: dict[str, bytes]) -> Snapshot:
        """A state that was kept; what isn't merged is as one that is there still."""

        def read(paths: Collection[str]) -> Mapping[str, bytes]:
            known = {path: texts[path] for path in paths if path in texts}
            for state in filter(None, (self._mine, self._theirs)):
                alike = [p for p in paths if p in ids and state.ids.get(p) == ids[p]]
                known = {**state.read(alike), **known}
            return known

        return Snapshot(ids, read)

    def _partners(self) -> tuple[Partners, Partners]:
        return read_partners(self._keeper.folder), read_partners(self._other)

    def sends_all(self) -> bool:
        """Never: what is in a folder is a plan already."""
        return False

    def receive(self) -> None:
        """Read the other plan; raises UnreachableError where it isn't there now."""
        self.require_whole()
        try:
            self._theirs = state_of(self._other, self._own()) if _is_there(self._other) else None
        except (OSError, DamagedStoreError) as fault:
            if _is_there(self._other):
                raise
            raise UnreachableError(f"there is no {SETTINGS} in it now") from fault
        if self._theirs is None or SETTINGS not in self._theirs.ids:
            raise UnreachableError(f"there is no {SETTINGS} in it now")
        self._is_looked_up = False

    def require_taking(self) -> None:
        """Nothing: a folder that can be written to takes all."""

    def met_elsewhere(self) -> list[Incoming]:
        """Nothing: a folder has no other means."""
        return []

    def incoming(self) -> Incoming | None:
        """What the other plan has and mine hasn't."""
        theirs, mine = self._theirs, self._own()
        if theirs is None or theirs.ids == mine.ids:
            return None
        base = self.last()
        if base is None:
            require_common_origin(mine, theirs)
            return first_incoming(mine, theirs)
        return Incoming(base, theirs.snapshot) if base.ids != theirs.ids else None

    def _require_theirs(self) -> State:
        if self._theirs is None:
            raise UnreachableError(f"there is no {SETTINGS} in it now")
        return self._theirs

    def resume(self) -> None:
        """Look afresh: the lock is held. A stopped exchange is finished by the next."""
        self.look_again()

    def keep(self, message: str) -> bool:  # noqa: ARG002  # nothing has messages here
        """Look at the plan's folder: what it has now is mine. The lock is held."""
        self._mine = state_of(self._keeper.folder, self._theirs)
        return False

    def begin_join(self, op: str | None) -> None:
        """Nothing: what is written is whole, and the state in which both met stays as it was."""

    def end_join(self, *, done: bool) -> None:
        """Nothing, as well."""

    def waiting(self) -> bool:
        """Whether mine has what the other plan hasn't."""
        return self._theirs is None or self._theirs.ids != self._own().ids

    def send(self) -> bool:
        """Write what is mine into the other plan; False where somebody wrote there meanwhile."""
        mine, theirs, stamp = self._own(), self._require_theirs(), self._keeper.stamp()
        by = (stamp.typist or stamp.by)[:LONGEST_NAME]
        moment = stamp.recorded.isoformat()
        with self._keeper.writing():
            own = self._own_name()
            met = keep_state(self._keeper.folder, mine.ids, mine.texts)
        with writing(self._other, holder=own_holder(by, moment)):
            if state_of(self._other, mine).ids != theirs.ids:
                return False
            keep_state(self._other, mine.ids, mine.texts)
            if writes := tuple(_writes(mine, theirs)):
                journal.commit(self._other, Op(stamp.op, COMMAND, moment, writes, None, by))
                forget_reads()
            there = read_partners(self._other)
            if there.name is None or there.name == own:  # it was copied whole
                there = there._replace(name=new_name())
            place = str(self._keeper.folder.resolve())
            write_partners(self._other, there.met(own, place, moment, met))
        with self._keeper.writing():
            here = read_partners(self._keeper.folder)._replace(name=own)
            place = str(self._other.resolve())
            write_partners(self._keeper.folder, here.met(str(there.name), place, moment, met))
        return True

    def _own_name(self) -> str:
        """What my copy is called, from now on where it had no name. The lock is held."""
        here = read_partners(self._keeper.folder)
        if here.name is None:
            here = here._replace(name=new_name())
            write_partners(self._keeper.folder, here)
        return str(here.name)


def _is_there(folder: Path) -> bool:
    """Whether a plan can be seen in a folder now."""
    try:
        return holds_plan(folder)
    except OSError:
        return False


def _writes(mine: State, theirs: State) -> list[Write]:
    """What makes theirs as mine is."""
    paths = [p for p in dict.fromkeys((*mine.ids, *theirs.ids)) if _differ(p, mine, theirs)]
    new, old = mine.read(paths), theirs.read(paths)
    return [Write(path, old.get(path), new.get(path)) for path in sorted(paths)]


def _differ(path: str, mine: State, theirs: State) -> bool:
    return mine.ids.get(path) != theirs.ids.get(path)
