"""A Document as values of JSON, and back. `decode_document(encode_document(d)) == d`."""

from __future__ import annotations

from hmic_tracker.documents.blocks import Block, Document, Place, Role
from hmic_tracker.light_typing import Any, Final, get_args

_ROLES: Final = frozenset(get_args(Role))


def encode_document(document: Document) -> dict[str, Any]:
    """The document as lists, numbers and texts."""
    return document._asdict()


def decode_document(value: dict[str, Any]) -> Document:
    """The document of such values. Raises KeyError, TypeError or ValueError where it is none."""
    return Document(
        str(value["name"]),
        tuple(_block(block) for block in value["blocks"]),
        str(value["text"]),
        str(value["sha256"]),
        int(value["size"]),
        tuple((str(key), str(text)) for key, text in value["properties"]),
        tuple((_place(place), str(text)) for place, text in value["remarks"]),
        bool(value["is_table"]),
    )


def _block(value: list[Any]) -> Block:
    role, text, place, level, marker, cells, head, strong, gap, reason = value
    if role not in _ROLES:
        raise ValueError(role)
    return Block(
        role,
        str(text),
        _place(place),
        int(level),
        str(marker),
        tuple(map(str, cells)),
        bool(head),
        bool(strong),
        bool(gap),
        str(reason),
    )


def _place(value: list[Any]) -> Place:
    line, page, sheet = value
    return Place(int(line), int(page), str(sheet))
