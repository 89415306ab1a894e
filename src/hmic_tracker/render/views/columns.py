"""The columns a list can print, those alike in all rows, the order and the groups of the rows.

A column's key is the item's field in JSON (section 5 of the design); `moves`, `where` and `group`
are beside those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime

from hmic_tracker.domain.dates import deadline, last_day, say_day, say_due
from hmic_tracker.domain.fields import FIELDS, GROUPINGS, ItemField, Type
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.patterns import pattern
from hmic_tracker.render.nodes import Align, Cell, Style
from hmic_tracker.reports.item_rows import VALUES, ItemRow

if TYPE_CHECKING:
    from hmic_tracker.render.to_json import Object

Get = Callable[[ItemRow], Any]
NONE: Final = "none"
_NUMBER: Final = pattern(r"\d{1,9}")
_PARTING: Final = pattern(r"[,\s]+")
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


_FORMS: Final[dict[Type, tuple[Callable[[Any], str], Callable[[Any], object]]]] = {
    "id": (str, id_key),
    "number": (str, int),
    "due": (say_due, deadline),
    "until": (say_due, last_day),
    "day": (say_day, date.toordinal),
    "moment": (lambda moment: say_day(moment.date()), datetime.timestamp),
    "yes": (lambda value: "yes" if value else "no", lambda value: not value),
}
"""How a value is printed, and what it is sorted by, where that is not a text in any case."""


def _column_of(field: ItemField) -> ItemColumn:
    value = VALUES[field.key]
    text, rank = _FORMS.get(field.type) or (str, str.casefold)
    if field.words:
        text = spoken
        rank = {word: n for n, word in enumerate(field.words) if word != field.nothing}.get

    def own(row: ItemRow) -> Any:
        return ", ".join(value(row)) if field.several else value(row)

    def shown(row: ItemRow) -> str:
        return NONE if (one := own(row)) in {None, ""} else text(one)

    def ranked(row: ItemRow) -> object:
        return None if (one := own(row)) in {None, ""} else rank(one)

    align: Align = "right" if field.type == "number" else "left"
    return ItemColumn(field.key, field.head, shown, ranked, align)


def spoken(word: str) -> str:
    """A word of the files as people read it: "in progress" for in-progress."""
    return word.replace("-", " ")


def _place_rank(row: ItemRow) -> object:
    # No framework is no place in a report.
    return (row.short_framework.casefold(), *_label_rank(row)) if row.item.framework else None


def _label_rank(row: ItemRow) -> tuple[int, str]:
    """2 before 2a before 10; what has no number in it comes first."""
    label = row.item.label or ""
    number = _NUMBER.search(label)
    return (int(number[0]) if number else 0, label.casefold())


COLUMNS: Final = {field.key: _column_of(field) for field in FIELDS if field.head}
COLUMNS["where"] = COLUMNS["where"]._replace(rank=_place_rank)
COLUMNS["label"] = COLUMNS["label"]._replace(
    rank=lambda row: _label_rank(row) if row.item.label else None
)
_ALIASES: Final = {field.alias: field.key for field in FIELDS if field.alias}
"""What the same fields are called in an expression."""
IN_BRIEF: Final = frozenset(
    {
        *("id", "kind", "part_of", "framework", "framework_name", "number", "label", "title"),
        *("status", "response", "progress", "owner", "board", "due", "deadline", "original_due"),
        *("requested_due", "requested_reason", "deferred_until", "deferred_by", "deferred", "tags"),
        *("overdue", "days_overdue", "rag", "moves", "where", "group", "body", "inspection"),
        *("uid", "links", "discharged_by", "unsettled"),
    }
)
"""The columns that an item in brief has, which has no text, piece or history."""
_NEVER_ALIKE: Final = frozenset({"id", "title"})
_SPOKEN: Final = {"rag": "RAG"}
"""Columns whose heads aren't written small before what they say."""


def columns_named(text: str) -> tuple[ItemColumn, ...]:
    """The columns named in `--columns id,due,owner`, each once.

    Commas or spaces part them, hyphens do for underscores. Raises UsageError.
    """
    names = _parted(text)
    if not names:
        raise UsageError("no column was named", _valid("", COLUMNS, "columns"))
    return tuple(dict.fromkeys(map(_column, names)))


def in_brief(columns: Iterable[ItemColumn], sort: Iterable[str]) -> bool:
    """Whether items in brief have these columns, and the fields sorted by, as they were typed."""
    typed = (name.removeprefix("-").lower() for text in sort for name in _parted(text))
    keys = {_ALIASES.get(key, key) for key in (name.replace("-", "_") for name in typed)}
    return keys | {column.key for column in columns} <= IN_BRIEF


def fields_of(row: ItemRow, keys: Sequence[str] = tuple(COLUMNS)) -> Object:
    """Columns of a row as JSON has them, by key; all of them where none are named."""
    from hmic_tracker.render.to_json.items import picked_object

    return picked_object(row, keys)


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
    ordered = sorted(rows, key=lambda row: id_key(row.item.id))
    for column, down in reversed(wanted):
        ranked = [(column.rank(row), row) for row in ordered]
        there = [pair for pair in ranked if pair[0] is not None]
        there.sort(key=lambda pair: pair[0], reverse=down)  # stable also when reversed
        ordered = [row for _, row in there] + [row for rank, row in ranked if rank is None]
    return tuple(_with_parts_below(ordered))


def _with_parts_below(rows: Sequence[ItemRow]) -> Iterator[ItemRow]:
    """The rows, the parts of an item that is among them below it, in their order."""
    there = {row.item.id for row in rows if row.item.part_of is None}
    below: dict[str, list[ItemRow]] = {}
    for row in rows:
        if row.item.part_of in there:
            below.setdefault(str(row.item.part_of), []).append(row)
    for row in rows:
        if row.item.part_of not in there:
            yield row
            yield from below.get(row.item.id, ())


class ItemGroup(NamedTuple):
    """Rows that share a framework, an owner or the like, in the order they came."""

    name: str
    rows: tuple[ItemRow, ...]

    @property
    def overdue(self) -> int:
        """How many of them are overdue."""
        return sum(row.days_overdue > 0 for row in self.rows)


def group_rows(rows: Iterable[ItemRow], by: str) -> tuple[ItemGroup, ...]:
    """The rows in groups, each row once.

    Words come in the order of `domain.words`, frameworks as the reports number their items, names
    by the alphabet, "none" last. Raises UsageError where there is no such grouping.
    """
    name = by.strip().lower()
    if name not in GROUPINGS:
        what = f"items can't be grouped by '{by[:60]}'"
        raise UsageError(what, _valid(name, GROUPINGS, "groupings"))
    field = next(field for field in FIELDS if field.key == name)
    groups: dict[str | None, list[ItemRow]] = {}
    names: dict[str | None, str] = {None: NONE}
    for row in rows:
        value = VALUES[name](row)
        if value and name == "framework":
            value = row.short_framework
        key = folded(value) if value and value != field.nothing else None
        names.setdefault(key, value)
        groups.setdefault(key, []).append(row)

    def place(key: str | None) -> Any:
        if key is None:
            return (1,)
        if name == "framework":
            return 0, min(id_key(row.item.id) for row in groups[key])
        return 0, field.words.index(key) if field.words else key

    return tuple(ItemGroup(names[key], tuple(groups[key])) for key in sorted(groups, key=place))


def without_alike(
    rows: Sequence[ItemRow], columns: Sequence[ItemColumn], group_by: str | None = None
) -> tuple[tuple[ItemColumn, ...], str]:
    """The columns in which rows differ, and a line that has the others.

    What the groups have in their heads is in neither. Of items that are all in one framework only
    their numbers in the report are left of the place.
    """
    kept: list[ItemColumn] = []
    alike: list[str] = []
    for column in columns:
        if column.key == "where":
            kept += _place(rows, column, alike, is_grouped=group_by == "framework")
        elif column.key == group_by:
            continue
        elif column.key not in _NEVER_ALIKE and (text := _text_of_all(rows, column)) is not None:
            alike.append(f"{_SPOKEN.get(column.key, column.head.lower())} {text}")
        else:
            kept.append(column)
    return tuple(kept), f"All: {', '.join(alike)}" if alike else ""


def _place(
    rows: Sequence[ItemRow], column: ItemColumn, alike: list[str], is_grouped: bool
) -> list[ItemColumn]:
    """What is left of the place in the report; a framework that all are in goes to `alike`."""
    parts = any(row.item.part_of is not None for row in rows)
    one = len({row.short_framework for row in rows}) == 1
    if parts or not (one or is_grouped):
        return [column]
    if not is_grouped:
        alike.append("no framework" if (name := rows[0].short_framework) == NONE else name)
    labels = COLUMNS["label"]._replace(head="No.")
    return [labels] if any(row.item.label for row in rows) else []


def _text_of_all(rows: Sequence[ItemRow], column: ItemColumn) -> str | None:
    """What a column says in all of the rows; None where they differ."""
    first = column.text(rows[0])
    return first if all(column.text(row) == first for row in rows) else None


def _parted(text: str) -> list[str]:
    return [name for name in _PARTING.split(text) if name]


def _column(typed: str) -> ItemColumn:
    key = typed.lower().replace("-", "_")
    column = COLUMNS.get(_ALIASES.get(key, key))
    if column is None:
        raise UsageError(f"there is no column '{typed[:60]}'", _valid(key, COLUMNS, "columns"))
    return column


def _valid(typed: str, known: Iterable[str], what: str) -> str:
    from hmic_tracker.domain.nearest import did_you_mean  # only a slip pays for it

    names = list(known)
    return " ".join(
        filter(None, (did_you_mean(typed, names), f"the {what} are: {', '.join(names)}"))
    )
