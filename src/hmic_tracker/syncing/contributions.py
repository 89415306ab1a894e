"""Who entered what, as entries that one state of the plan's files has and another hasn't."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hmic_tracker.domain.ancestry import entry_keys, is_one_line
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.paths import DOCUMENTS, GIVEN, ITEMS, PAPERS, SENT
from hmic_tracker.store.record_files import history_in
from hmic_tracker.store.toml import Unreadable, decode

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry, Item, Value

Files = Mapping[str, bytes]
_Key = tuple[str, str]
_PLAIN: Final = frozenset({PAPERS, SENT, GIVEN, DOCUMENTS})


class Contribution(NamedTuple):
    """An entry that came in or goes out, with its file; of a file without a history none."""

    path: str
    entry: Entry | None

    @property
    def kind(self) -> str:
        """What it is: the folder of its file, or "settings"."""
        return self.path.partition("/")[0] if "/" in self.path else "settings"

    @property
    def subject(self) -> str:
        """What it is about: the id of an item or an inspection, "settings", or a path."""
        where, _, name = self.path.partition("/")
        if not name:
            return "settings"
        return self.path if where in _PLAIN else name.removesuffix(".toml")


def contributions(
    before: Mapping[str, bytes | None] | Files,
    after: Mapping[str, bytes | None] | Files,
    own: Files | None = None,
) -> tuple[Contribution, ...]:
    """The entries and files that a state has and one before it hasn't.

    With `own` only what is in these files as well, by whatever path.
    """
    known = _keys(before)
    wanted = _keys(own) if own is not None else None
    made = []
    for path, data in after.items():
        if data is None:
            continue
        keyed = _keyed(path, data)
        if not keyed and path not in before and path.partition("/")[0] in _PLAIN:
            made.append(Contribution(path, None))
        made += [
            Contribution(path, entry)
            for key, entry in keyed
            if key not in known and (wanted is None or key in wanted)
        ]
    return tuple(made)


def _keys(files: Mapping[str, bytes | None] | Files) -> set[_Key]:
    return {key for path, data in files.items() if data for key, _ in _keyed(path, data)}


def _keyed(path: str, data: bytes) -> list[tuple[_Key, Entry]]:
    """Each entry of a file with what tells it from all others, whatever the file is called."""
    name: str | None = path
    history: Sequence[Entry]
    if path.startswith(f"{ITEMS}/"):
        item = item_in_bytes(data)
        name, history = (item.uid, item.history) if item else (path, ())
    else:
        history = history_in(path, data)
    keys = entry_keys(history)
    return [((name or path, key), entry) for key, entry in zip(keys, history, strict=True)]


class OpenField(NamedTuple):
    """A field of what is no item that two people gave different values, and who gave which."""

    kind: str
    record: str
    field: str
    given: tuple[tuple[Value, Entry], ...]


def newly_open(path: str, before: bytes | None, after: bytes | None) -> list[OpenField]:
    """What of the settings or of an inspection is not settled, and wasn't open before."""
    history = history_in(path, after)
    if is_one_line(history):
        return []
    from hmic_tracker.domain.record_history import unsettled_in

    known = unsettled_in(history_in(path, before))
    by_key = dict(zip(entry_keys(history), history, strict=True))
    kind, name = "settings", "settings"
    if "/" in path:
        kind, name = "inspection", path.rpartition("/")[2].removesuffix(".toml")
    return [
        OpenField(kind, name, field, tuple((value, by_key[key]) for key, value in given))
        for field, given in unsettled_in(history).items()
        if known.get(field) != given
    ]


def item_in_bytes(data: bytes | None) -> Item | None:
    """The item in a file's bytes; None where there is none."""
    try:
        return item_of(decode(data)) if data is not None else None
    except Unreadable:
        return None
