"""Fields of an item as options of `add` and `update`: what was typed of them, read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hmic_tracker.commands.options import Words, named
from hmic_tracker.domain.words import (
    composed,
    folded,
    parse_progress,
    parse_response,
    parse_status,
)
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.commands.planned_changes import ItemFields
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Value


def _whole_text(typed: str) -> str:
    """What the inspectors said, its lines as they are; raises UsageError where there is nothing."""
    text = typed.strip()
    if folded(text) in {"", "none"}:
        raise UsageError(
            "the text is what the inspectors said, and can't be taken away",
            "write it whole: --text 'TEXT', or --text - for standard input",
        )
    return text


_READ: Final[dict[str, Callable[[Any], Value]]] = {
    "status": parse_status,
    "progress": parse_progress,
    "response": lambda text: None if folded(text) == "none" else parse_response(text),
    "exempt": lambda exempt: "yes" if exempt else None,
    "text": _whole_text,
}


_NAMES: Final[tuple[str, ...]] = ("owner", "board", "discharged_by")
"""The fields that are names, of which a slip is refused."""


_PLACES: Final[tuple[str, ...]] = ("framework", "inspection")
"""The fields that say where an item stands, of which a number there is its own."""


class TypedFields(NamedTuple):
    """The fields to set, those that depend on the item, and what the command echoes of them."""

    fields: dict[str, Value]
    of_each: ItemFields | None
    echo: list[str]

    @property
    def any_given(self) -> bool:
        """Whether there is a field to set."""
        return bool(self.fields) or self.of_each is not None


def read_fields(
    session: Session, record: Mapping[str, Any], read_due: Callable[[str], Value]
) -> TypedFields:
    """Read the options of fields by their names; raises where one can't be understood.

    The name "none" takes a field away.
    """
    typed = {key: value for key, value in record.items() if value is not None and value != ()}
    places = {field: typed.pop(field) for field in _PLACES if field in typed}
    new = {kind: bool(typed.pop(f"new_{kind}", False)) for kind in ("owner", "board", "body")}
    names = {field: typed.pop(field) for field in _NAMES if field in typed}
    circulated_to = typed.pop("circulated_to", ())
    read = {**_READ, "due": read_due}
    fields = {
        field: read[field](value) if field in read else named(f"--{field.replace('_', '-')}", value)
        for field, value in typed.items()
    }
    echo: list[str] = []
    of_each: ItemFields | None = None
    if names:
        from hmic_tracker.commands.owner_options import resolve_names

        resolved, echo = resolve_names(session, names, new)
        fields |= resolved
    if circulated_to:
        from hmic_tracker.commands.owner_options import circulation

        of_each = circulation(session, circulated_to, new_owner=new["owner"])
    if places:
        from hmic_tracker.commands.item_places import moved_to

        of_each = both(of_each, moved_to(session, places, fields.get("label")))
    return TypedFields(fields, of_each, echo)


def both(first: ItemFields | None, second: ItemFields) -> ItemFields:
    """What both set in each item."""
    return lambda item: {**(first(item) if first else {}), **second(item)}


def read_tags(typed: Words) -> Words:
    """Tags as they are kept, "-WORD" to take one away; raises UsageError for an empty one."""
    if not all(composed(word.removeprefix("-")) for word in typed):
        raise UsageError("--tag is empty", "name a tag; update takes one away with -WORD")
    return tuple(map(composed, typed))
