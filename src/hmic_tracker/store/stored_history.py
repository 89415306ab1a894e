"""The history of an item as the index packs it, and takes it out again when it is asked for.

What is packed has a checksum, and is looked at before it is unpacked.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from hmic_tracker.domain.items import AsEntered, Correction, Entry, FieldChange
from hmic_tracker.domain.rules import Slippage
from hmic_tracker.light_typing import Any, Final, overload

_ON: Final = Entry._fields.index("on")
_CHANGES: Final = Entry._fields.index("changes")
# What `_make` does but for asking how many fields there are, which a seal has vouched for.
new_tuple: Final = tuple.__new__
_PLAIN: Final = frozenset({str, int})


class StoredHistory(Sequence[Entry]):
    """A history in its packing: it is taken out when an entry is asked for.

    What lists need of it is known without: the moves of the due, the ordinal of the latest day that
    an entry is of, 0 where there is none, and whether it is of one line (`domain.ancestry`).
    """

    __slots__ = ("_entries", "_packed", "_rows", "latest", "one_line", "slippage")

    def __init__(self, packed: bytes, moves: int, days: int, latest: int, one_line: bool) -> None:
        self._packed = packed
        self._rows: list[Any] | None = None
        self._entries: tuple[Entry, ...] | None = None
        self.slippage = Slippage(moves, days)
        self.latest = latest
        self.one_line = one_line

    def until(self, day: date) -> tuple[Entry, ...]:
        """The entries of a day and before it, and no others taken out for them."""
        last = day.isoformat()
        return tuple(_entry(row) for row in self._all_rows() if row[_ON] <= last)

    @property
    def changes(self) -> Iterator[Any]:
        """The changes of all entries: a field, its old and its new value each."""
        return (change for row in self._all_rows() for change in row[_CHANGES])

    def _all_rows(self) -> list[Any]:
        if self._rows is None:
            self._rows = unpacked(self._packed)
        return self._rows

    def _all(self) -> tuple[Entry, ...]:
        if self._entries is None:
            self._entries = tuple(map(_entry, self._all_rows()))
        return self._entries

    def __len__(self) -> int:
        return len(self._all_rows())

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, place: int | slice) -> Entry | tuple[Entry, ...]:
        return self._all()[place]

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())


def packed_history(history: Sequence[Entry]) -> bytes:
    """A history in its packing."""
    return marshal.dumps([_packed(entry) for entry in history])


def unpacked(packed: bytes) -> Any:
    """What was packed here."""
    # Only this user can write to the cache folder, and what is there was packed here.
    return marshal.loads(packed)  # noqa: S302


def sealed(packed: bytes, more: bytes = b"") -> bytes:
    """With a checksum before it: a disk can fail, and unpacking what it gives could do anything."""
    return _checksum(packed, more) + packed


def unsealed(sealed: bytes, more: bytes = b"") -> Any:
    """What was packed and sealed, with `more` beside it; raises ValueError."""
    packed = sealed[4:]
    if sealed[:4] != _checksum(packed, more):
        raise ValueError("not as it was written")
    return unpacked(packed)


def primitive(value: Any) -> Any:
    """Records as plain tuples, days as their texts: what can be packed."""
    if value is None or type(value) in _PLAIN:  # nearly every value of nearly every item
        return value
    if isinstance(value, tuple | frozenset):
        return tuple(map(primitive, value))
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


def _checksum(packed: bytes, more: bytes) -> bytes:
    return zlib.crc32(more, zlib.crc32(packed)).to_bytes(4, "big")


def _packed(entry: Entry) -> tuple[Any, ...]:
    changes = [tuple(change) for change in entry.changes]
    return (
        entry.n,
        entry.on.isoformat(),
        entry.recorded.isoformat(),
        entry.by,
        entry.op,
        entry.event,
        changes,
        *entry[_CHANGES + 1 : -2],
        entry.corrects and tuple(entry.corrects),
        entry.entered and tuple(entry.entered),
    )


def _entry(packed: tuple[Any, ...]) -> Entry:
    n, on, recorded, by, op, event, changes, *rest, corrects, entered = packed
    return new_tuple(
        Entry,
        (
            n,
            date.fromisoformat(on),
            datetime.fromisoformat(recorded),
            by,
            op,
            event,
            tuple([new_tuple(FieldChange, change) for change in changes]),
            *rest,
            corrects and new_tuple(Correction, corrects),
            entered and new_tuple(AsEntered, entered),
        ),
    )
