"""Fields of an item as options of `add` and `update`: what was typed of them, read."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from hmic_tracker.commands.change_items import ItemFields
from hmic_tracker.commands.options import Words, named
from hmic_tracker.commands.session import Session
from hmic_tracker.domain.items import Value
from hmic_tracker.domain.words import (
    composed,
    folded,
    parse_progress,
    parse_response,
    parse_status,
)
from hmic_tracker.errors import UsageError

_READ: Final[dict[str, Callable[[Any], Value]]] = {
    "status": parse_status,
    "progress": parse_progress,
    "response": lambda text: None if folded(text) == "none" else parse_response(text),
    "exempt": lambda exempt: "yes" if exempt else None,
}


_NAMES: Final[tuple[str, ...]] = ("owner", "board", "discharged_by")
"""The fields that are names, of which a slip is refused."""


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
    new = {kind: bool(typed.pop(f"new_{kind}", False)) for kind in ("owner", "board", "body")}
    names = {field: typed.pop(field) for field in _NAMES if field in typed}
    circulated_to = typed.pop("circulated_to", ())
    read = {**_READ, "due": read_due}
    fields = {
        field: read[field](value) if field in read else named(f"--{field.replace('_', '-')}", value)
        for field, value in typed.items()
    }
    echo: list[str] = []
    of_each = None
    if names:
        from hmic_tracker.commands.owner_options import resolve_names

        resolved, echo = resolve_names(session, names, new)
        fields |= resolved
    if circulated_to:
        from hmic_tracker.commands.owner_options import circulation

        of_each = circulation(session, circulated_to, new_owner=new["owner"])
    return TypedFields(fields, of_each, echo)


def read_tags(typed: Words) -> Words:
    """Tags as they are kept, "-WORD" to take one away; raises UsageError for an empty one."""
    if not all(composed(word.removeprefix("-")) for word in typed):
        raise UsageError("--tag is empty", "name a tag; update takes one away with -WORD")
    return tuple(map(composed, typed))
