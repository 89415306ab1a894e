"""Ids alone, one a line: what other commands take on standard input."""

from __future__ import annotations

from collections.abc import Iterable

from hmic_tracker.render.escaping import visible


def draw(ids: Iterable[str]) -> str:
    """The ids in their order, each on a line of its own; none is an empty text."""
    return "".join(f"{visible(item_id)}\n" for item_id in ids)
