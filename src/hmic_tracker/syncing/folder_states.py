"""A plan in a folder as one state: what its files are, with what a stopped command committed."""

from __future__ import annotations

from functools import partial

from hmic_tracker.errors import ConflictError, LockedError
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.store import journal
from hmic_tracker.store.files import digest
from hmic_tracker.store.reading import read_between_commits
from hmic_tracker.syncing.files import bytes_of, is_copy, plan_files
from hmic_tracker.syncing.transport import Snapshot

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path


class State(NamedTuple):
    """The ids of the contents of a plan's files, and the texts of those that are ever merged."""

    folder: Path
    ids: Mapping[str, str]
    texts: Mapping[str, bytes]

    @property
    def snapshot(self) -> Snapshot:
        """The state for those who bring two together."""
        return Snapshot(self.ids, self.read)

    def read(self, paths: Collection[str]) -> Mapping[str, bytes]:
        """The bytes of files; raises ConflictError where one is not as it was."""
        return {path: self._bytes(path) for path in paths if path in self.ids}

    def _bytes(self, path: str) -> bytes:
        if path in self.texts:
            return self.texts[path]
        data = bytes_of(self.folder, path)
        if data is None or digest(data) != self.ids[path]:
            raise ConflictError(
                f"{path} was changed in the meantime in {self.folder}", "run the command again"
            )
        return data


def state_of(folder: Path, known: State | None = None) -> State:
    """A plan as it stands between two commands; texts that are `known` are not held twice.

    Raises DamagedStoreError for what can't be read, LockedError where it changes all the time.
    """
    state, is_whole = read_between_commits(folder, partial(_read, folder, known))
    if is_whole:
        return state
    raise LockedError(
        f"the plan in {folder} changed every time it was read",
        "wait until the others are done, and try again",
    )


def _read(folder: Path, known: State | None) -> State:
    over = journal.overlay(folder)
    ids: dict[str, str] = {}
    texts: dict[str, bytes] = {}
    for path in dict.fromkeys((*(path for path, _ in plan_files(folder)), *over)):
        data = over[path] if path in over else bytes_of(folder, path)
        if data is None:
            continue
        one = str(digest(data))
        is_alike = known is not None and known.ids.get(path) == one
        if not is_alike and is_copy(path, data):
            continue
        ids[path] = one
        if path.endswith(".toml") or path in over:  # all others are kept as they are
            texts[path] = known.texts.get(path, data) if known and is_alike else data
    return State(folder, ids, texts)
