"""Items, entries and stamps for tests, in a word each."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from hmic_tracker.domain.changes import Stamp, apply, changes_to
from hmic_tracker.domain.items import Entry, FieldChange, Item, Value

TODAY = date(2008, 12, 1)
NOON = datetime(2008, 12, 1, 12, tzinfo=UTC)
STAMP = Stamp("Liaison Officer", NOON, "op-now")


def an_item(**fields: Any) -> Item:
    """A recommendation that was not started, with some fields."""
    return Item(**{"id": "REC-1", "uid": "u1", "kind": "recommendation", **fields})


def an_entry(n: int, on: str, changes: dict[str, tuple[Value, Value]], **more: Any) -> Entry:
    """An entry with its changes as field: (from, to)."""
    made = tuple(FieldChange(field, old, new) for field, (old, new) in changes.items())
    said = {"by": "CID", "op": f"op-{n}", "recorded": NOON, **more}
    return Entry(n=n, on=date.fromisoformat(on), changes=made, **said)


def entered(item: Item, on: str = "2008-12-01", **fields: Value) -> Item:
    """The item after an entry that sets fields."""
    n = len(item.history) + 1
    changes = {c.field: (c.old, c.new) for c in changes_to(item, fields)}
    return apply(item, an_entry(n, on, changes))


def born(on: str = "2008-09-12", **fields: Any) -> Item:
    """An item whose first entry says it was not started."""
    return apply(an_item(**fields), an_entry(1, on, {"status": (None, "not-started")}))
