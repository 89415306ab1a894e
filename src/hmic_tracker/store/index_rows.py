"""A file of the store as rows of the index, and rows as items again.

An item's row has the columns that conditions need, the item's fields, and its history apart from
them: only a command that looks into histories takes them out of their packing.
"""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any, Final, overload

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import Grade, National, Scale
from hmic_tracker.domain.inspections import ImportWarning, Inspection, ReportedCount, Source
from hmic_tracker.domain.items import Entry, FieldChange, Item
from hmic_tracker.domain.papers import PaperSettings
from hmic_tracker.domain.parts import Action, Evidence
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.plan import Damage, Plan, Thresholds, id_key
from hmic_tracker.domain.rule_levels import RuleLevels
from hmic_tracker.domain.rules import Slippage, is_counted, slippage
from hmic_tracker.query.matching import anything
from hmic_tracker.query.names import folded as fold
from hmic_tracker.store.folder import ITEMS, SETTINGS

COLUMNS: Final = (
    "id",
    "kind",
    "status",
    "framework",
    "inspection",
    "owner",
    "board",
    "tags",
    "names blob",
    "deadline int",
    "original int",
    "updated int",
    "moves int",
    "days_moved int",
    "number int",
    "counted int",
    "latest int",
)
Row = tuple[str, tuple[Any, ...]]
"""A table's name and a row of it."""
_ON: Final = Entry._fields.index("on")


class StoredHistory(Sequence[Entry]):
    """A history in its packing: it is taken out when an entry is asked for.

    What lists need of it is known without: the moves of the due, and the ordinal of the latest day
    that an entry is of, 0 where there is none.
    """

    __slots__ = ("_entries", "_packed", "_rows", "latest", "slippage")

    def __init__(self, packed: bytes, moves: int, days: int, latest: int) -> None:
        self._packed = packed
        self._rows: list[Any] | None = None
        self._entries: tuple[Entry, ...] | None = None
        self.slippage = Slippage(moves, days)
        self.latest = latest

    def until(self, day: date) -> tuple[Entry, ...]:
        """The entries of a day and before it, and no others taken out for them."""
        last = day.isoformat()
        return tuple(_entry(row) for row in self._all_rows() if row[_ON] <= last)

    def _all_rows(self) -> list[Any]:
        if self._rows is None:
            self._rows = _unpacked(self._packed)
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


def read_file(folder: Path, path: str) -> tuple[bytes | None, list[Row]]:
    """A file's bytes, None where they can't be had, and its rows."""
    from hmic_tracker.store.files import read_or_none
    from hmic_tracker.store.reading import SyncCopy, file_damage, item_in
    from hmic_tracker.store.toml_text import Unreadable, decode

    stem = PurePosixPath(path).stem
    item_id = stem if path.startswith(f"{ITEMS}/") else None
    data = None
    try:
        data = read_or_none(folder / path)
        if data is None:
            return None, []
        if item_id is None:
            return data, [("records", head_row(path, decode(data)))]
        item = item_in(data, stem)
        return data, [("items", item_row(path, item)), ("words", (words_of(item),))]
    except SyncCopy:
        return data, []
    except (OSError, Unreadable) as fault:
        damage = file_damage(path, fault, item_id)
        return data, [("damage", (damage.path, damage.line, damage.problem, damage.item_id))]


def item_row(path: str, item: Item) -> tuple[Any, ...]:
    """An item's row of the table `items`."""
    moved = slippage(item)
    history = marshal.dumps([_packed(entry) for entry in item.history])
    return (
        path,
        *id_key(item.id),
        item.id,
        item.kind,
        item.status,
        item.framework,
        item.inspection,
        folded(item.owner),
        folded(item.board),
        _between_lines(item.tags),
        marshal.dumps((item.owner, item.board, item.tags)),
        _ordinal(item.due),
        _ordinal(item.original_due),
        item.history[-1].recorded.date().toordinal() if item.history else None,
        moved.moves,
        moved.days,
        item.number,
        is_counted(item),
        max((entry.on.toordinal() for entry in item.history), default=0),
        _sealed(marshal.dumps(_primitive(item[:-1])), history),
        history,
    )


def item_of(fields: bytes, history: bytes, moves: int, days: int, latest: int) -> Item:
    """The item of a row; raises ValueError where the row is not as it was written."""
    *rest, actions, evidence = _unsealed(fields, history)
    return _made(
        Item,
        (
            *rest,
            tuple(map(Action._make, actions)),
            tuple(map(Evidence._make, evidence)),
            StoredHistory(history, moves, days, latest),
        ),
    )


def head_row(path: str, text: str) -> tuple[str, bytes]:
    """The row of the table `records` of the settings or an inspection; raises Unreadable."""
    from hmic_tracker.store.inspection_codec import inspection_of
    from hmic_tracker.store.settings_codec import settings_of

    if path == SETTINGS:
        found = settings_of(text)
        return path, _sealed(marshal.dumps(_primitive(found)))
    return path, _sealed(marshal.dumps(_primitive(inspection_of(text))))


def plan_head(records: Mapping[str, bytes]) -> Plan:
    """The plan without its items, from the rows of the table `records`."""
    (organisation, frameworks, scales, limits, people, filters, holidays, _, rules, *rest) = (
        _unsealed(records[SETTINGS])
    )
    mail_from, marking, papers = rest
    return Plan(
        organisation=organisation or None,
        frameworks=tuple(Framework(*row) for row in frameworks),
        scales=tuple(Scale(*row) for row in scales),
        inspections=tuple(
            _inspection(_unsealed(records[path])) for path in sorted(records) if path != SETTINGS
        ),
        thresholds=Thresholds(*limits),
        people=tuple(Post(*row) for row in people),
        filters=filters,
        holidays=frozenset(map(date.fromisoformat, holidays)),
        rules=RuleLevels(*rules),
        mail_from=mail_from,
        marking=marking,
        papers=tuple(PaperSettings(*row) for row in papers),
    )


def _inspection(fields: tuple[Any, ...]) -> Inspection:
    found = Inspection(*fields)
    return found._replace(
        grades=tuple(Grade(*row) for row in found.grades),
        national=tuple(National(*row) for row in found.national),
        reported=tuple(
            said._replace(on=date.fromisoformat(str(said.on)))
            for said in (ReportedCount(*row) for row in found.reported)
        ),
        warnings=tuple(ImportWarning(*row) for row in found.warnings),
        sources=tuple(
            source._replace(on=source.on and date.fromisoformat(str(source.on)))
            for source in (Source(*row) for row in found.sources)
        ),
    )


def _sealed(packed: bytes, more: bytes = b"") -> bytes:
    """With a checksum before it: a disk can fail, and unpacking what it gives could do anything."""
    return _checksum(packed, more) + packed


def _unsealed(sealed: bytes, more: bytes = b"") -> Any:
    packed = sealed[4:]
    if sealed[:4] != _checksum(packed, more):
        raise ValueError("not as it was written")
    return _unpacked(packed)


def _checksum(packed: bytes, more: bytes) -> bytes:
    return zlib.crc32(more, zlib.crc32(packed)).to_bytes(4, "big")


def _unpacked(packed: bytes) -> Any:
    # Only this user can write to the cache folder, and what is there was packed here.
    return marshal.loads(packed)  # noqa: S302


def _primitive(value: Any) -> Any:
    """Records as plain tuples, days as their texts: what can be packed."""
    if isinstance(value, tuple | frozenset):
        return tuple(map(_primitive, value))
    if isinstance(value, date):
        return value.isoformat()
    return dict(value) if isinstance(value, Mapping) else value


def damage_of(row: tuple[Any, ...]) -> Damage:
    """The damage of a row."""
    return Damage(*row)


def folded(name: str | None) -> str | None:
    """An owner or a board as conditions compare it."""
    return fold(name) if name else None


def _between_lines(tags: tuple[str, ...]) -> str | None:
    """Tags as conditions look for one: each on a line of its own, with line ends all round."""
    return "\n{}\n".format("\n".join(map(fold, tags))) if tags else None


def bearer_of(names: bytes) -> Item:
    """An item that has an owner, a board and tags, and stands for all that have the same."""
    owner, board, tags = _unpacked(names)
    return Item("", "", "recommendation", owner=owner, board=board, tags=tags)


def words_of(item: Item) -> str:
    """What a search looks through; a line end, which nothing folded has, is between two texts."""
    return "\n".join(anything(item)).replace("\0", "\n")  # SQLite may stop at a null


def _ordinal(due: str | None) -> int | None:
    return deadline(due).toordinal() if due else None


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
        *entry[Entry._fields.index("changes") + 1 :],
    )


def _entry(packed: tuple[Any, ...]) -> Entry:
    n, on, recorded, by, op, event, changes, *rest = packed
    return _made(
        Entry,
        (
            n,
            date.fromisoformat(on),
            datetime.fromisoformat(recorded),
            by,
            op,
            event,
            tuple([_made(FieldChange, change) for change in changes]),
            *rest,
        ),
    )


# What `_make` does but for asking how many fields there are, which a seal has vouched for.
_made: Final = tuple.__new__
