"""The kept ops, newest first, held against the files: which of them is in effect there.

The files may be of another day or of another place than `.tracker/`: a checkout of an older commit,
a restored copy, a clone in which somebody else undid the command. So it is the files that are asked
whether something is done: an item's history, a file that is there or not, the content of others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from hmic_tracker.domain.undo import entries_of, is_in_effect
from hmic_tracker.errors import DamagedStoreError, WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.store import journal
from hmic_tracker.store.files import cannot_be_read
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.operations import read_op
from hmic_tracker.store.paths import ITEMS, PRIVATE
from hmic_tracker.store.places import private_file
from hmic_tracker.store.reading import Loaded, Overlay, file_damage, item_in, read_file
from hmic_tracker.store.record_files import history_in
from hmic_tracker.store.toml import Unreadable, decode, parse

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.domain.items import Entry
    from hmic_tracker.store.journal import Op, Write

IsShared = Callable[[str], bool]
"""Whether others have a file, by its path."""
UNDO: Final = "undo"
REDO: Final = "redo"
_RECORDING: Final = frozenset({"init", "check", "upgrade", "sync"})
"""What is not undone: a check only records what was changed by hand, and hand edits stay; what an
exchange brought is others', each of whom can take back their own."""
GONE: Final = "the files no longer have it"
UNDONE_ELSEWHERE: Final = "it is undone already, by somebody else or in another copy"
REMOVED: Final = "a later command removed its file"
"""No more than what a person knows: it is passed over without a word."""
WITH_OTHERS: Final = "it is with others by now, and stays"
UNTOLD: Final = "no history tells what it changed, and the file was changed since"


_NO_SETTINGS: Final = frozenset({"retired", "entries", "history"})


class PassedOver(NamedTuple):
    """A kept op that can't be what is taken back, and why."""

    op: Op
    why: str


class KeptChoice(NamedTuple):
    """The op to take back, None where there is none; what was passed over on the way.

    `blocking` is the command that came after the last undo, for which it can't be redone.
    """

    op: Op | None
    passed_over: tuple[PassedOver, ...] = ()
    unreadable: tuple[str, ...] = ()
    blocking: Op | None = None


class PlanFiles:
    """The files of a plan as they are now, with what a stopped command committed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._loaded: dict[str, Loaded] = {}

    @cached_property
    def overlay(self) -> Overlay:
        """What a stopped command committed, by path."""
        return journal.overlay(self.folder)

    def bytes_of(self, path: str) -> bytes | None:
        """A file's bytes, None where it isn't there; raises DamagedStoreError."""
        try:
            return read_file(self.folder, path, self.overlay)
        except OSError as fault:
            raise _unread(path, fault) from fault

    def loaded(self, path: str, data: bytes) -> Loaded:
        """The item in a file; raises DamagedStoreError where there is none."""
        known = self._loaded.get(path)
        if known is not None and known.data == data:
            return known
        stem = path.rpartition("/")[2].removesuffix(".toml")
        try:
            loaded = Loaded(item_in(data, stem), data, path)
        except Unreadable as fault:
            damage = file_damage(path, fault, stem)
            raise DamagedStoreError(
                f"{damage.where}: {damage.problem}",
                f"{damage.remedy}, or restore it from a backup or from git",
            ) from fault
        self._loaded[path] = loaded
        return loaded


def op_to_undo(files: PlanFiles, is_shared: IsShared = lambda _: False) -> KeptChoice:
    """The newest command that is in effect, and that made more than files which others have.

    Those never go: one of them would keep whatever came before it from being undone.
    """
    return _choose(files, redo=False, is_shared=is_shared)


def op_to_redo(files: PlanFiles) -> KeptChoice:
    """The newest undo that is in effect, where no other command came after it."""
    return _choose(files, redo=True)


def people_of(op: Op) -> tuple[str, ...]:
    """In whose name an op was entered, as its first item's entry says, and who typed it."""
    data = next((w.new for w in op.writes if w.path.startswith(f"{ITEMS}/") and w.new), None)
    entries = entries_of(_history(data), op.id)
    return tuple(filter(None, (*(entry.by for entry in entries[-1:]), op.by)))


def kept_op(folder: Path, op_id: str) -> Op | None:
    """A kept op by its id, None where it is kept no more or can't be read."""
    name = next((n for n in journal.op_names(folder) if n[9:-5] == op_id), None)
    try:
        return read_op(private_file(folder, journal.OPS, name)) if name else None
    except (OSError, WriteError):
        return None


def _choose(files: PlanFiles, redo: bool, is_shared: IsShared = lambda _: False) -> KeptChoice:
    taken_back: set[str] = set()
    removed: set[str] = set()
    passed_over: list[PassedOver] = []
    unreadable: list[str] = []
    for op in newest_first(files.folder, unreadable):
        if op.id in taken_back or (op.undoes is None and op.command in _RECORDING):
            continue
        why = _why_not(files, op, removed)
        if why == REMOVED or (why == UNDONE_ELSEWHERE and op.undoes):
            continue  # nothing new: a later command says more of the same
        if why:
            passed_over.append(PassedOver(op, why))
        elif op.undoes is None and not redo and _only_made_shared(op, is_shared):
            passed_over.append(PassedOver(op, WITH_OTHERS))
        elif op.undoes is None:
            chosen = (None, op) if redo else (op, None)
            return KeptChoice(chosen[0], tuple(passed_over), tuple(unreadable), chosen[1])
        elif redo and op.command != REDO:
            return KeptChoice(op, tuple(passed_over), tuple(unreadable))
        else:
            taken_back.add(op.undoes)
            removed.update(write.path for write in op.writes if write.new is None)
    return KeptChoice(None, tuple(passed_over), tuple(unreadable))


def newest_first(folder: Path, unreadable: list[str]) -> Iterator[Op]:
    """The kept ops, one that a stopped command left first; names of unreadable ones are added."""
    try:
        pending, names = journal.pending(folder), journal.kept_names(folder)
    except OSError as fault:
        raise _unread(PRIVATE, fault) from fault
    if pending:
        yield pending
    for name in reversed(names):
        try:
            op = read_op(private_file(folder, journal.OPS, name))
        except FileNotFoundError:
            continue
        except WriteError:
            unreadable.append(name)
        except OSError as fault:
            raise _unread(f"{PRIVATE}/{journal.OPS}/{name}", fault) from fault
        else:
            yield op


def _only_made_shared(op: Op, is_shared: IsShared) -> bool:
    """Whether all that a command made are files that others have, none of them an item's."""
    return all(
        write.old is None and not write.path.startswith(f"{ITEMS}/") and is_shared(write.path)
        for write in op.writes
    )


def _why_not(files: PlanFiles, op: Op, removed: set[str]) -> str:
    """Why an op is not in effect in the files, "" where it is, in any of them."""
    reasons = [GONE]
    for write in op.writes:
        why = REMOVED if write.path in removed else _why_not_here(files, op, write)
        if not why:
            return ""
        reasons.append(why)
    return max(reasons, key=(GONE, UNTOLD, UNDONE_ELSEWHERE, REMOVED).index)


def _why_not_here(files: PlanFiles, op: Op, write: Write) -> str:
    now = files.bytes_of(write.path)
    if now == write.old or now is None:
        return "" if now is None and write.new is None else GONE
    if now == write.new:
        return ""
    if write.path.startswith(f"{ITEMS}/"):
        if write.new is None:
            return GONE
        history, wrote = files.loaded(write.path, now).item.history, _history(write.new)
    else:
        history, wrote = history_in(write.path, now), history_in(write.path, write.new)
        if not entries_of(wrote, op.id):  # an earlier version's, or only about ids in use no more
            same = same_values(write.old, now) or same_values(write.old, write.new)
            return GONE if same else ""
    if is_in_effect(history, op.id) or (write.old is None and _begins_with(history, wrote)):
        return ""
    if entries_of(history, op.id):
        return UNDONE_ELSEWHERE
    return GONE if write.old is None or entries_of(wrote, op.id) else UNTOLD


def _begins_with(history: Sequence[Entry], made: Sequence[Entry]) -> bool:
    """Whether an item is the one that an op made, whatever came to it since."""
    return bool(made) and tuple(history[: len(made)]) == tuple(made)


def _history(data: bytes | None) -> Sequence[Entry]:
    """The history of an item that an op wrote; none where that is no item."""
    try:
        return item_of(decode(data)).history if data is not None else ()
    except Unreadable:
        return ()


def same_values(one: bytes | None, other: bytes | None) -> bool:
    """Whether two TOML files say the same, but for the ids in use no more."""
    if one is None or other is None:
        return one is other
    try:
        return _values(one) == _values(other)
    except Unreadable:
        return one == other


def _values(data: bytes) -> dict[str, Any]:
    values = parse(decode(data))
    return {key: value for key, value in values.items() if key not in _NO_SETTINGS}


def _unread(path: str, fault: OSError) -> DamagedStoreError:
    return DamagedStoreError(
        f"{path}: {cannot_be_read(fault)}",
        "look at the disk and at who may read the folder, and try again",
    )
