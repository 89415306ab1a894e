"""What is packed for the index has a checksum, and is looked at before it is unpacked."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from datetime import date

from hmic_tracker.light_typing import Any, Final
from hmic_tracker.store.stored_history import unpacked

_PLAIN: Final = frozenset({str, int})


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
