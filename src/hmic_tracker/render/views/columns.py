"""The columns a list can print, and the order and the groups its rows come in.

A column's key is the item's field in JSON (section 5 of the design); `moves`, `where` and `group`
are beside those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

from hmic_tracker.domain.dates import deadline, say_day, say_due
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.rules import slippage
from hmic_tracker.domain.words import KINDS, PROGRESS, RAGS, STATUSES
from hmic_tracker.errors import UsageError
from hmic_tracker.render.nodes import Align, Cell, Style
from hmic_tracker.render.to_json.values import Object, item_object
from hmic_tracker.reports.rows import ItemRow

Get = Callable[[ItemRow], Any]
NONE: Final = "none"
RAG_STYLES: Final[dict[str, Style]] = {
    "red": "red",
    "amber": "amber",
    "green": "green",
    "blue": "blue",
    "grey": "grey",
    "none": "dim",
}

_RAGS: Final = {word: Cell(word, style) for word, style in RAG_STYLES.items()}


class ItemColumn(NamedTuple):
    """A field of an item as people see it, and what it is sorted by (`rank`: None where absent)."""

    key: str
    head: str
    text: Callable[[ItemRow], str]
    rank: Get
    align: Align = "left"

    def cells(self, rows: Iterable[ItemRow]) -> list[Cell]:
        """The field of each row with the style that goes with it."""
        if self.key == "rag":
            return [_RAGS[row.rag] for row in rows]
        style: Style = "bold" if self.key == "id" else ""
        texts = list(map(self.text, rows))
        known = {text: Cell(text, style) for text in set(texts)}
        return [known[text] for text in texts]


def _text(key: str, head: str, get: Get) -> ItemColumn:
    return ItemColumn(
        key, head, lambda row: get(row) or NONE, lambda row: (get(row) or "").casefold() or None
    )


def _texts(key: str, head: str, get: Get) -> ItemColumn:
    return _text(key, head, lambda row: ", ".join(map(str, get(row))))


def _word(key: str, head: str, get: Get, words: Sequence[str], absent: str = "") -> ItemColumn:
    """A word of a list, sorted by its place there; `absent` is the one that means nothing."""
    places = {word: place for place, word in enumerate(words) if word != absent}
    return ItemColumn(key, head, get, lambda row: places.get(get(row)))


def _number(key: str, head: str, get: Get) -> ItemColumn:
    def text(row: ItemRow) -> str:
        value = get(row)
        return NONE if value is None else str(value)

    return ItemColumn(key, head, text, get, "right")


def _due(key: str, head: str, get: Get) -> ItemColumn:
    """A day or a month, sorted by its deadline."""

    def text(row: ItemRow) -> str:
        due = get(row)
        return say_due(due) if due else NONE

    def rank(row: ItemRow) -> object:
        due = get(row)
        return deadline(due) if due else None

    return ItemColumn(key, head, text, rank)


def _where(row: ItemRow) -> str:
    number = row.item.number
    return row.short_framework if number is None else f"{row.short_framework}, {number}"


def _deadline_text(row: ItemRow) -> str:
    return say_day(row.item.deadline) if row.item.deadline else NONE


def _updated_text(row: ItemRow) -> str:
    return say_day(row.item.updated_at.date()) if row.item.updated_at else NONE


def _where_rank(row: ItemRow) -> object:
    # No framework is no place in a report.
    return (row.short_framework.casefold(), row.item.number or 0) if row.item.framework else None


def _group(row: ItemRow) -> str | None:
    return row.group


def _links(row: ItemRow) -> Sequence[object]:
    found: Sequence[object] = getattr(row.item, "links", ())
    return found


COLUMNS: Final[dict[str, ItemColumn]] = {
    column.key: column
    for column in (
        ItemColumn("id", "Item", lambda row: row.item.id, lambda row: id_key(row.item.id)),
        _text("uid", "Uid", lambda row: row.item.uid),
        _word("kind", "Kind", lambda row: row.item.kind, KINDS),
        _text("inspection", "Inspection", lambda row: row.item.inspection),
        _text("framework", "Framework", lambda row: row.item.framework),
        _text("framework_name", "Framework name", lambda row: row.framework_name),
        _number("number", "No.", lambda row: row.item.number),
        _text("title", "Title", lambda row: row.item.title),
        _text("text", "Text", lambda row: row.item.text),
        _word("status", "Status", lambda row: row.item.status, STATUSES),
        _word("progress", "Progress", lambda row: row.item.reported_progress, PROGRESS),
        _text("owner", "Owner", lambda row: row.item.owner),
        _text("board", "Board", lambda row: row.board),
        _due("due", "Due", lambda row: row.item.due),
        ItemColumn("deadline", "Deadline", _deadline_text, lambda row: row.item.deadline),
        _due("original_due", "First due", lambda row: row.item.original_due),
        _word("overdue", "Overdue", lambda row: _yes(row.days_overdue > 0), ("yes", "no")),
        _number("days_overdue", "Days late", lambda row: row.days_overdue),
        _word("rag", "RAG", lambda row: row.rag, RAGS, absent="none"),
        _texts("tags", "Tags", lambda row: row.item.tags),
        _texts("links", "Links", _links),
        ItemColumn("updated_at", "Updated", _updated_text, lambda row: row.item.updated_at),
        _number("moves", "Moves", lambda row: slippage(row.item).moves),
        ItemColumn("where", "In the report", _where, _where_rank),
        _text("group", "Group", _group),
    )
}
_SHORT: Final = {"tag": "tags", "link": "links", "updated": "updated_at"}
"""What the same fields are called in an expression."""


def columns_named(text: str) -> tuple[ItemColumn, ...]:
    """The columns named in `--columns id,due,owner`, each once.

    Commas or spaces part them, hyphens do for underscores. Raises UsageError.
    """
    names = _parted(text)
    if not names:
        raise UsageError("no column was named", _valid("", COLUMNS, "columns"))
    return tuple(dict.fromkeys(map(_column, names)))


def fields_of(row: ItemRow) -> Object:
    """All columns of a row as JSON has them, by key."""
    extra = {"moves": slippage(row.item).moves, "where": _where(row), "group": _group(row)}
    return {**item_object(row), **extra}


def sort_rows(
    rows: Iterable[ItemRow], keys: Sequence[str], reverse: bool = False
) -> tuple[ItemRow, ...]:
    """The rows sorted by columns, the first the most important; a leading "-" reverses one.

    A key may name several ("due,-rag"). Words stand in the order of `domain.words` (red first),
    dates by deadline. `reverse` turns every key round. What has no such field comes last either
    way, and rows alike stay in the order of their ids. Raises UsageError.
    """
    wanted = [
        (_column(name.removeprefix("-")), name.startswith("-") != reverse)
        for key in keys
        for name in _parted(key)
    ] or [(COLUMNS["id"], reverse)]
    found = sorted(rows, key=lambda row: id_key(row.item.id))
    for column, down in reversed(wanted):
        ranked = [(column.rank(row), row) for row in found]
        there = [pair for pair in ranked if pair[0] is not None]
        there.sort(key=lambda pair: pair[0], reverse=down)  # stable also when reversed
        found = [row for _, row in there] + [row for rank, row in ranked if rank is None]
    return tuple(found)


class ItemGroup(NamedTuple):
    """Rows that share a framework, an owner or the like, in the order they came."""

    name: str
    rows: tuple[ItemRow, ...]

    @property
    def overdue(self) -> int:
        """How many of them are overdue."""
        return sum(row.days_overdue > 0 for row in self.rows)


_GROUPED_BY: Final[dict[str, Get]] = {
    "framework": lambda row: row.short_framework if row.item.framework else None,
    "owner": lambda row: row.item.owner,
    "board": lambda row: row.board,
    "group": _group,
    "status": lambda row: row.item.status,
    "rag": lambda row: None if row.rag == NONE else row.rag,
    "kind": lambda row: row.item.kind,
}
GROUPINGS: Final = tuple(_GROUPED_BY)


def group_rows(rows: Iterable[ItemRow], by: str) -> tuple[ItemGroup, ...]:
    """The rows in groups, each row once.

    Words come in the order of `domain.words`, frameworks as the reports number their items, names
    by the alphabet, "none" last. Raises UsageError where there is no such grouping.
    """
    name = by.strip().lower()
    if name not in _GROUPED_BY:
        what = f"items can't be grouped by '{by[:60]}'"
        raise UsageError(what, _valid(name, GROUPINGS, "groupings"))
    get = _GROUPED_BY[name]
    found: dict[str | None, list[ItemRow]] = {}
    names: dict[str | None, str] = {None: NONE}
    for row in rows:
        value = get(row)
        key = " ".join(value.casefold().split()) if value else None
        names.setdefault(key, value)
        found.setdefault(key, []).append(row)
    words: dict[str, Sequence[str]] = {"status": STATUSES, "rag": RAGS, "kind": KINDS}

    def place(key: str | None) -> Any:
        if key is None:
            return (1,)
        if name == "framework":
            return 0, min(id_key(row.item.id) for row in found[key])
        return 0, words[name].index(key) if name in words else key

    return tuple(ItemGroup(names[key], tuple(found[key])) for key in sorted(found, key=place))


def _parted(text: str) -> list[str]:
    return [name for name in re.split(r"[,\s]+", text) if name]


def _column(typed: str) -> ItemColumn:
    key = typed.lower().replace("-", "_")
    found = COLUMNS.get(_SHORT.get(key, key))
    if found is None:
        raise UsageError(f"there is no column '{typed[:60]}'", _valid(key, COLUMNS, "columns"))
    return found


def _valid(typed: str, known: Iterable[str], what: str) -> str:
    names = list(known)
    return " ".join(
        filter(None, (did_you_mean(typed, names), f"the {what} are: {', '.join(names)}"))
    )


def _yes(value: bool) -> str:
    return "yes" if value else "no"
