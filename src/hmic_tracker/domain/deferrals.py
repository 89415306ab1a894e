"""What a board agreed to leave until a day: the item stays open, and isn't overdue until then.

It comes back by itself on the day after, overdue by all the days since its due. A deferral ends
early by a decision, and once its item is open no more: what is reopened is deferred anew, or not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hmic_tracker.domain.dates import OPEN_END
from hmic_tracker.domain.items import OUTSIDE, Entry, FieldChange, Item, effective_entries
from hmic_tracker.domain.words import OPEN
from hmic_tracker.light_typing import Final

DEFERRAL: Final = ("deferred_until", "deferred_by")
"""The fields that are a deferral: until when, and by which board."""
DEFERRED: Final = "deferred"
ENDED: Final = "ended its deferral"
"""The events of the entries that defer an item, and that end it early."""
ANNOUNCED_DAYS: Final = 30
"""So many days before its end a deferral is announced, and after it that it has ended."""


LONG_DAYS: Final = 180
"""Deferred for longer than this without an end, an item is looked at again."""


def is_open_for_long(item: Item, today: date) -> bool:
    """Whether an open item is deferred without an end, and has been for long."""
    if item.deferred_until != OPEN_END or item.status not in OPEN:
        return False
    entry = deferral_entry(item)
    return entry is None or (today - entry.on).days > LONG_DAYS


def ended_deferral(item: Item, changes: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    """The changes that end an item's deferral with others: those by which it is open no more.

    What is reopened isn't deferred either, whatever two people made of it apart.
    """
    new = {change.field: change.new for change in changes}
    statuses = {item.status, new.get("status", item.status)}
    if "status" not in new or statuses <= OPEN or not new.keys().isdisjoint(DEFERRAL):
        return ()
    values = ((field, getattr(item, field)) for field in DEFERRAL)
    return tuple(FieldChange(field, value, None) for field, value in values if value is not None)


def deferral_entry(item: Item) -> Entry | None:
    """The entry by which an item is deferred as it is: when that was agreed, and why.

    Of a deferral that isn't settled it is that of the day that counts.
    """
    if item.deferred_until is None:
        return None
    for entry in reversed(effective_entries(item.history)):
        given = {c.field: c.new for c in entry.changes if c.field in DEFERRAL}
        is_its = given.get("deferred_until", item.deferred_until) == item.deferred_until
        if given and is_its and entry.event in {DEFERRED, OUTSIDE}:
            return entry
    return None
