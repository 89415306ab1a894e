"""What two plans in folders have come from that never met: one is a copy of the other.

Files that are alike were so. One that is missing in a copy went from there by a command since, or
was added in the other one: the journal of the copy knows, and where it reaches back no further the
ids that are in use no more.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.store import journal
from hmic_tracker.store.files import digest
from hmic_tracker.store.kept_ops import newest_first
from hmic_tracker.store.merging import is_taken_out, taken_out
from hmic_tracker.store.paths import INSPECTIONS, SETTINGS
from hmic_tracker.store.record_files import history_in
from hmic_tracker.syncing.transport import Incoming, Snapshot

if TYPE_CHECKING:
    from hmic_tracker.store.operations import Op
    from hmic_tracker.syncing.folder_states import State


def first_incoming(mine: State, theirs: State) -> Incoming:
    """Theirs, with what is alike in both, and what a command took out of one of them since."""
    ids = {path: one for path, one in mine.ids.items() if theirs.ids.get(path) == one}
    out = _gone(mine, theirs), _gone(theirs, mine)
    gone = {**out[0], **out[1]}

    def read(paths: Collection[str]) -> Mapping[str, bytes]:
        alike = mine.read([path for path in paths if path in ids])
        return {**alike, **{path: gone[path] for path in paths if path in gone}}

    base = Snapshot({**ids, **{path: str(digest(data)) for path, data in gone.items()}}, read)
    return Incoming(base, theirs.snapshot, (frozenset(out[0]), frozenset(out[1])))


def _gone(here: State, there: State) -> dict[str, bytes]:
    """What a command took out here since one was copied, as both had it then."""
    missing = [path for path in there.ids if path not in here.ids and path != SETTINGS]
    if not missing:
        return {}
    gone = _before(missing, _since(here, there))
    out = _taken_out(here)
    known = _taken_out(there)
    rest = {
        path: data
        for path, data in there.read([p for p in missing if p in out and p not in gone]).items()
        if is_taken_out(path, data, out) and not is_taken_out(path, data, known)
    }
    if rest:  # longer ago than commands are kept
        gone |= {**rest, **_before(rest, _since(there, here))}
    return {path: data for path, data in gone.items() if data is not None}


def _before(paths: Iterable[str], since: Iterable[Op]) -> dict[str, bytes | None]:
    """What some files were before the commands that wrote them; the newest comes first."""
    wanted = {*paths}
    return {w.path: w.old for op in since for w in op.writes if w.path in wanted}


def _since(here: State, there: State) -> list[Op]:
    """The commands kept here that the other copy knows nothing of, the newest first."""
    known = {
        name.partition("-")[2].removesuffix(".json") for name in journal.op_names(there.folder)
    }
    known |= {entry.op for entry in history_in(SETTINGS, there.texts.get(SETTINGS))}
    return [op for op in newest_first(here.folder, []) if op.id not in known]


def _taken_out(state: State) -> dict[str, str]:
    wanted = [p for p in state.texts if p == SETTINGS or p.startswith(f"{INSPECTIONS}/")]
    return taken_out({path: state.texts[path] for path in wanted})
