"""Records are named tuples: values that cost little to define and to make.

A command's start counts each definition: a frozen dataclass with slots takes 0.8 ms, a named tuple
0.08 ms, and making one is several times as fast. Where two kinds of record with equal fields must
differ, as in a query's terms, they are frozen dataclasses.
"""

from __future__ import annotations

from hmic_tracker.light_typing import Any, TypeVar

Record = TypeVar("Record")


def replace(record: Record, **changes: Any) -> Record:
    """The record with some fields changed; raises ValueError or TypeError for other fields."""
    if hasattr(record, "_replace"):
        changed: Record = record._replace(**changes)
        return changed
    import dataclasses

    return dataclasses.replace(record, **changes)  # type: ignore[type-var]
