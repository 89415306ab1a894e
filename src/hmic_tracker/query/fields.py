"""What an expression can ask of an item: its fields, how each compares, and what each accepts."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from hmic_tracker.domain import words
from hmic_tracker.domain.dates import OPEN_END
from hmic_tracker.domain.fields import FIELDS as ITEM_FIELDS
from hmic_tracker.domain.fields import Comparison, ItemField
from hmic_tracker.domain.words import RAGS, Rag, Status, folded
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final, NamedTuple
from hmic_tracker.patterns import pattern
from hmic_tracker.query.terms import FLAGS, NONE_IS_A_WORD, OPS, Op

_EQUAL: Final[tuple[Op, ...]] = ("=", "!=")
_OPS: Final[dict[Comparison, tuple[Op, ...]]] = {
    "text": (*_EQUAL, "~"),
    "word": (*_EQUAL, "~"),
    "progress": OPS,
    "date": OPS[:-1],
    "number": OPS[:-1],
    "search": ("~",),
}


class Field(NamedTuple):
    """A field of an expression and its row in `domain.fields`."""

    name: str
    sort: Comparison
    absent: bool
    row: ItemField

    @property
    def ops(self) -> tuple[Op, ...]:
        """The comparisons it takes, besides `in`."""
        return _OPS[self.sort]

    @property
    def takes_in(self) -> bool:
        """Whether it can be compared with several values at once."""
        return self.sort != "search"


_USUAL: Final = (
    *("id", "kind", "status", "progress", "rag", "owner", "group", "board", "framework"),
    *("inspection", "body", "tag", "title", "text", "note", "reason", "step", "evidence", "link"),
    *(
        "anything",
        "number",
        "due",
        "original-due",
        "requested-due",
        "deferred-until",
        "updated",
        "days-overdue",
        "moves",
    ),
)
"""Fields in the order in which people are shown them; the others follow as their table has them."""
_COMPARED: Final = {
    field.where: Field(field.where, field.compare, field.absent, field)
    for field in ITEM_FIELDS
    if field.compare
}
FIELDS: Final = {name: _COMPARED[name] for name in dict.fromkeys((*_USUAL, *_COMPARED))}
WORDS: Final = (*FIELDS, *FLAGS, "all")
"""What a condition can begin with."""
_RARE: Final = frozenset({"source-kind", "response-reason"})
NAMED: Final = tuple(
    name for name, field in FIELDS.items() if field.row.json != "show" and name not in _RARE
)
"""What an error names: the fields of lists but for the rarest, none that only `show` has."""

LOOKING_BACK: Final = frozenset(
    {"updated", "completed-on", "overdue-since", "verified-on", "deferred-on"}
)
"""The dates that are never to come: "friday" is the last one there."""
_NUMBER: Final = pattern(r"(?a)\d{1,9}")


def find_field(typed: str) -> Field | None:
    """The field with that name, in any case and with hyphens or underscores."""
    return FIELDS.get(typed.lower().replace("_", "-"))


def is_year(text: str) -> bool:
    """Whether a text is a year of four digits."""
    return len(text) == 4 and text.isascii() and text.isdecimal() and text != "0000"


def values_of(
    field: Field, op: Op, typed: str, today: date, holidays: Container[date]
) -> tuple[str, ...]:
    """What a typed value stands for, in canonical spelling; "open" and "completed" are statuses.

    Raises InputError.
    """
    if op == "~":
        return (typed,)
    if field.name == "status":
        return statuses_for(typed)
    if field.sort == "date":
        text = typed.strip()
        from hmic_tracker.domain.date_parsing import canonical_spelling

        if is_year(text):
            return (text,)
        if field.row.type == "until" and folded(text) == OPEN_END:
            return (OPEN_END,)
        back = field.name in LOOKING_BACK
        return (canonical_spelling(typed, today, holidays, looks_back=back),)
    if field.sort == "number":
        if not _NUMBER.fullmatch(typed.strip()):
            raise InputError(f"'{typed[:80]}' is not a whole number", f"write {field.name} {op} 3")
        return (str(int(typed)),)
    if field.name == "kind":
        return (words.parse_kind(_short(typed)),)
    if field.name == "progress":
        return (words.parse_progress(_short(typed)),)
    if field.name == "response":
        return (words.parse_response(_short(typed)),)
    if field.name == "rag":
        return (parse_rag(typed),)
    if field.row.words:
        return (words.parse_word(_short(typed), field.row.words, {}, field.name),)
    return (typed,)


def is_absent(field: Field, op: Op, typed: str) -> bool:
    """Whether a bare word asks for what has no such field: `owner = none`."""
    return folded(typed) == "none" and op != "~" and field.name not in NONE_IS_A_WORD


def statuses_for(typed: str) -> tuple[Status, ...]:
    """The statuses a person filters by: one, or all that are "open" or "completed".

    Those two words mean several statuses where items are looked for (section 2 of the design),
    and one where an item is updated. Raises InputError.
    """
    groups = {"open": words.OPEN, "completed": words.COMPLETED}
    if (typed_word := typed.strip().lower()) in groups:
        return tuple(status for status in words.STATUSES if status in groups[typed_word])
    return (words.parse_status(_short(typed)),)


def parse_rag(text: str) -> Rag:
    """The RAG word a person typed; raises InputError with the nearest word."""
    typed = text.strip().lower()
    for word in RAGS:
        if typed == word or (typed, word) == ("gray", "grey"):
            return word
    from hmic_tracker.domain.nearest import did_you_mean  # only a slip pays for it

    hint = did_you_mean(typed, RAGS) or f"one of: {', '.join(RAGS)}"
    raise InputError(f"'{text[:80]}' is not a RAG colour", hint)


def _short(typed: str) -> str:
    """As much of it as an error should say; no word of ours is that long."""
    return " ".join(typed.split())[:80]
