"""A file of the store as rows of the index, and rows as items again.

An item's row has the columns that conditions need, the item's fields, and its history apart from
them: only a command that looks into histories takes them out of their packing.
"""

from __future__ import annotations

import marshal
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from operator import attrgetter

from hmic_tracker.domain.ancestry import is_one_line
from hmic_tracker.domain.bodies import BODIES, Body
from hmic_tracker.domain.dates import deadline, last_day
from hmic_tracker.domain.due_course import DueCourse
from hmic_tracker.domain.fields import ATTRIBUTES, FIELDS
from hmic_tracker.domain.frameworks import Board, Framework
from hmic_tracker.domain.grades import Scale
from hmic_tracker.domain.inspections import INSPECTION_LISTS, Inspection
from hmic_tracker.domain.items import Entry, FieldChange, Item
from hmic_tracker.domain.kept_texts import KeptText
from hmic_tracker.domain.parts import Action, Evidence
from hmic_tracker.domain.people import Post
from hmic_tracker.domain.plan import PaperSettings, Plan, RuleLevels, Thresholds
from hmic_tracker.domain.rules import is_listed, slippage
from hmic_tracker.domain.titles import title_of
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import Any, Final
from hmic_tracker.store.paths import SETTINGS, stem_of
from hmic_tracker.store.stored_history import (
    StoredHistory,
    new_tuple,
    packed_history,
    primitive,
    sealed,
    unpacked,
    unsealed,
)

_INDEXED: Final = tuple(field for field in FIELDS if field.indexed)
COLUMNS: Final = (
    *(f"{f.key} int" if f.compare in {"date", "number"} else f.key for f in _INDEXED),
    "names blob",
    "days_moved int",
    "listed int",
    "latest int",
    "brief blob",
)
NAMES: Final = tuple(column.split()[0] for column in COLUMNS)
_KEYS: Final = tuple(field.key for field in _INDEXED)
_OWN: Final = {field.key: field for field in _INDEXED if field.key in ATTRIBUTES}
"""The indexed fields that an item has by itself, and none computes."""
_own_values: Final = attrgetter(*(ATTRIBUTES[key] for key in _OWN))
_NOT_IN_BRIEF: Final = frozenset(
    {
        *("aka", "source_kind", "text", "wording", "status_word", "response_reason"),
        *("force", "circulated", "actions", "evidence", "unsettled"),
    }
)
_BARE: Final = Item("", "", "recommendation")
_EMPTY: Final = tuple(
    (Item._fields.index(one), getattr(_BARE, one)) for one in sorted(_NOT_IN_BRIEF)
)
_title: Final = lru_cache(16)(title_of)  # an item has the same on most of its days
_TITLE: Final = Item._fields.index("title_given")
_PROGRESS: Final = Item._fields.index("progress")
"""Where in an item what lists don't show stands, and its title and progress."""
SHAPE: Final = (
    f"{COLUMNS} {Item._fields} {Entry._fields} {Plan._fields} {BODIES} {DueCourse._fields}"
    f" {Post._fields} {Inspection._fields} {Board._fields}"
)
"""What an index has to be made for again where it differs."""
_SETTINGS_LISTS: Final = {
    "frameworks": Framework,
    "scales": Scale,
    "bodies": Body,
    "people": Post,
    "boards": Board,
    "papers": PaperSettings,
    "paper_texts": KeptText,
}


def columns_of_past(item: Item) -> tuple[Any, ...]:
    """The columns of an item that is replayed."""
    moved = slippage(item)
    return item_columns(item, moved.moves, moved.days, _latest(item.history))


def item_columns(item: Item, moves: int, days_moved: int, latest: int) -> tuple[Any, ...]:
    """What lists select items by, and show of them in brief."""
    from hmic_tracker.domain import milestones  # what is read needs it

    completed, verified = milestones.completed_on(item), milestones.verified_entry(item)
    deferred, agreed = milestones.deferred_on(item), milestones.agreed_by(item)
    updated = item.updated_at
    computed: dict[str, object] = {
        "moves": moves,
        "updated_at": updated.date().toordinal() if updated else None,
        "unsettled": _lines_of([field for field, _ in item.unsettled]),
        "completed_on": completed.toordinal() if completed else None,
        "days_late": milestones.days_late(item),
        "verified_on": verified.on.toordinal() if verified else None,
        "verified_by": folded(verified.by) or None if verified else None,
        "agreed_by": _lines_of(agreed),
        "pieces": len(item.evidence),
        "deferred_on": deferred.toordinal() if deferred else None,
    }
    names = (item.owner, item.board, item.tags, item.discharged_by)
    computed |= zip(_OWN, map(_column, _OWN, _own_values(item)), strict=True)
    return (
        *map(computed.__getitem__, _KEYS),
        marshal.dumps((*names, verified.by if verified else None, agreed)),
        days_moved,
        is_listed(item),
        latest,
        packed_brief(item),
    )


def packed_item(item: Item) -> tuple[bytes, bytes, int, int, int]:
    """What `item_of` makes the item of again."""
    moved, history = slippage(item), packed_history(item.history)
    fields = sealed(marshal.dumps((is_one_line(item.history), *primitive(item[:-1]))), history)
    return fields, history, moved.moves, moved.days, _latest(item.history)


def item_of(fields: bytes, history: bytes, moves: int, days: int, latest: int) -> Item:
    """The item of a row; raises ValueError where the row is not as it was written."""
    one_line, *rest, actions, evidence, unsettled = unsealed(fields, history)
    return new_tuple(
        Item,
        (
            *rest,
            tuple(map(Action._make, actions)),
            tuple(map(Evidence._make, evidence)),
            unsettled,
            StoredHistory(history, moves, days, latest, one_line),
        ),
    )


def packed_brief(item: Item) -> bytes | None:
    """What `brief_item` makes a row's item of; None where a row takes the whole of it."""
    if item.unsettled:
        return None
    fields = list(item[:-1])
    for place, nothing in _EMPTY:
        fields[place] = nothing
    if not item.is_placeholder:
        title = item.title_given or _title(item.kind, item.text, item.label, item.of)
        fields[_TITLE] = title
    fields[_PROGRESS] = item.reported_progress
    return sealed(marshal.dumps(fields))


def brief_item(fields: bytes, moves: int, days: int, latest: int) -> Item:
    """The item of a row of a list; raises ValueError where it is not as it was written.

    Its title and its progress are those that people are told. Its history has no entry to take out:
    only the moves of the due are known.
    """
    history = StoredHistory(b"", moves, days, latest, one_line=True)
    return new_tuple(Item, (*unsealed(fields), history))


def head_row(path: str, text: str) -> tuple[str, bytes]:
    """The row of the table `records` of the settings or an inspection; raises Unreadable.

    SyncCopyError is raised for a copy of another inspection's file.
    """
    from hmic_tracker.store.inspection_codec import inspection_of
    from hmic_tracker.store.reading import refuse_copy
    from hmic_tracker.store.settings_codec import settings_of

    record = settings_of(text) if path == SETTINGS else inspection_of(text)
    if isinstance(record, Inspection):
        refuse_copy(stem_of(path), record.id)
    return path, sealed(marshal.dumps(primitive(_with_packed_history(record))))


def _latest(history: Iterable[Entry]) -> int:
    """The ordinal of the latest day that an entry is of, 0 where there is none."""
    return max((entry.on.toordinal() for entry in history), default=0)


def _with_packed_history(record: Any) -> Any:
    """A record whose history is packed, with what is known of it unless it is taken out."""
    history = record.history
    known = (packed_history(history), _latest(history), is_one_line(history))
    return record._replace(history=known if history else ())


def _with_stored_history(record: Any) -> Any:
    """A record whose history is taken out of its packing when it is asked for."""
    if not record.history:
        return record
    packed, latest, one_line = record.history
    return record._replace(history=StoredHistory(packed, 0, 0, latest, one_line))


def plan_head(records: Mapping[str, bytes]) -> Plan:
    """The plan without its items, from the rows of the table `records`."""
    head: Plan = _with_stored_history(Plan(*unsealed(records[SETTINGS])))
    inspections = [Inspection(*unsealed(records[p])) for p in sorted(records) if p != SETTINGS]
    plan: Plan = _with_records(head, _SETTINGS_LISTS)
    return plan._replace(
        inspections=tuple(
            _with_stored_history(_with_records(one, INSPECTION_LISTS)) for one in inspections
        ),
        thresholds=Thresholds(*head.thresholds),
        holidays=frozenset(date.fromisoformat(str(day)) for day in head.holidays),
        rules=RuleLevels(*head.rules),
        boards=tuple(
            board._replace(meetings=tuple(map(date.fromisoformat, map(str, board.meetings))))
            for board in plan.boards
        ),
    )


def _with_records(record: Any, lists: Mapping[str, type[Any]]) -> Any:
    """A record whose lists have records again; where those have a day, it was packed as text."""
    made = {
        key: tuple(_record(kind, row) for row in getattr(record, key))
        for key, kind in lists.items()
    }
    return record._replace(**made)


def _record(kind: type[Any], row: tuple[Any, ...]) -> Any:
    record = kind(*row)
    on = getattr(record, "on", None)
    return record._replace(on=date.fromisoformat(on)) if on else record


def names_item(names: bytes) -> Item:
    """An item that has names, in its fields and its history, and stands for all with the same."""
    owner, board, tags, discharged_by, verified_by, boards = unpacked(names)
    day, moment = date.min, datetime.min.replace(tzinfo=UTC)
    checked = (FieldChange("status", None, "verified"),) if verified_by else ()
    entries = [Entry(1, day, moment, verified_by or "", "", changes=checked)]
    entries += [Entry(1, day, moment, "", "", agreed_by=agreed) for agreed in boards]
    bare = Item("", "", "recommendation", status="verified" if verified_by else "not-started")
    named = bare._replace(owner=owner, board=board, tags=tags, discharged_by=discharged_by)
    return named._replace(history=tuple(entries))


@lru_cache(4096)  # the same few owners, frameworks and days over and over
def _column(key: str, value: Any) -> Any:
    """A value as conditions compare it: texts folded, days as ordinals, several texts as lines."""
    if value is None or value in ("", ()):
        return None
    field = _OWN[key]
    if field.compare == "number":
        return value
    if field.compare == "date":
        return (last_day if field.type == "until" else deadline)(value).toordinal()
    if field.several:
        return _lines_of(value)
    return folded(value) if field.type == "text" else value


def _lines_of(texts: Iterable[str]) -> str | None:
    """Texts each on a line of its own, with line ends all round; None where there is none."""
    lines = "\n".join(map(folded, texts))
    return f"\n{lines}\n" if lines else None
