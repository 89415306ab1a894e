"""A new date that a lead asks for: it moves no deadline until somebody grants it."""

from __future__ import annotations

from collections.abc import Mapping

from hmic_tracker.domain.dates import say_due
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Value


def request_fields(due: str, why: str | None) -> Mapping[str, Value]:
    """The fields by which an item has a requested date with its reason."""
    return {"requested_due": due, "requested_reason": " ".join((why or "").split()) or None}


def request_words(due: str, why: str | None) -> str:
    """What a note says of a date that was asked for."""
    reason = " ".join((why or "").split())
    return f"asks for {say_due(due)}{f': {reason}' if reason else ''}"
