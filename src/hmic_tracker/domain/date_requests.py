"""A new date that a lead asks for: it moves nothing, and waits for an answer.

Any due that is set from then on answers it. It lapses once the item is open no more, and goes
nowhere with the item that takes another's place.
"""

from __future__ import annotations

from collections.abc import Iterable

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.items import FieldChange, Item, effective_entries
from hmic_tracker.domain.words import OPEN
from hmic_tracker.light_typing import Final

REQUEST: Final = ("requested_due", "requested_reason")
"""The fields that are a request: the date asked for, and why."""
REFUSED: Final = "refused the date asked for"
"""The event of the entry that turns a request down; its reason says why."""


def ended_request(
    item: Item, changes: Iterable[FieldChange], *, is_decision: bool = True
) -> tuple[FieldChange, ...]:
    """The changes that end an item's request with others, none where they leave it alone.

    A due ends it where it `is_decision`, and a status that isn't open.
    """
    new = {change.field: change.new for change in changes}
    is_over = (is_decision and "due" in new) or ("status" in new and new["status"] not in OPEN)
    if not is_over or not new.keys().isdisjoint(REQUEST):
        return ()
    values = ((field, getattr(item, field)) for field in REQUEST)
    return tuple(FieldChange(field, value, None) for field, value in values if value is not None)


def is_granted(requested: str, given: str) -> bool:
    """Whether the date given is the one asked for: a month's is its last day."""
    return deadline(requested) == deadline(given)


def is_publishable(item: Item) -> bool:
    """Whether the reason of a request was entered to be published."""
    for entry in reversed(effective_entries(item.history)):
        if any(change.field in REQUEST for change in entry.changes):
            return entry.published
    return False
