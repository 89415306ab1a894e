"""Random valid item files, edited: the result means what was asked, the rest is as it was."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from hmic_tracker.domain.changes import apply, record_outside_changes
from hmic_tracker.domain.fields import TRACKED
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.undo import undo_in_item
from hmic_tracker.errors import ConflictError
from hmic_tracker.store.item_codec import edited_item_text, item_of, values_of
from hmic_tracker.store.toml import BOM
from tests.torture.figures import figure
from tests.torture.item_files import (
    TABLES,
    Piece,
    Written,
    entry_for,
    some_changes,
    stamp_of,
    written,
)
from tests.torture.sizes import SEED, SIZES

_OURS: Final = {*TRACKED, "original_due", "entries", "history"}
MOST_REFUSED: Final = 0.002
"""Layouts that the library can't edit are refused, and have to be rare."""


def test_an_edit_means_what_was_asked_and_keeps_the_rest() -> None:
    """Comments, order, unknown keys, line ends, byte order mark, spacing, spelling of values."""
    tally: Counter[str] = Counter()
    for n in range(SIZES.item_files):
        chance = random.Random(SEED * 1_000_003 + n)
        file = written(chance)
        assert item_of(file.text) == file.item, (n, file.text)
        _edit(chance, n, file, tally)
    figure(
        "6 random files",
        f"{SIZES.item_files} files, {tally['edits']} edits, all as asked, every untouched line "
        f"identical; {tally['refused']} refused",
    )
    assert tally["refused"] <= max(1, MOST_REFUSED * tally["edits"]), tally


def _edit(chance: random.Random, n: int, file: Written, tally: Counter[str]) -> None:
    """One to three edits of a file, one after the other."""
    item, text, touched = file.item, file.text, set[str]()
    removed: set[str] = set()
    for _ in range(chance.randint(1, 3)):
        after = _next(chance, item)
        try:
            new = edited_item_text(text, item, after)
        except ConflictError:
            tally["refused"] += 1
            return
        old_values, new_values = _flat(values_of(item)), _flat(values_of(after))
        changed = {k for k in {*old_values, *new_values} if old_values.get(k) != new_values.get(k)}
        touched |= changed
        removed |= {key for key in changed if _is_less(old_values.get(key), new_values.get(key))}
        told = (n, text, new)
        assert item_of(new) == after, told
        assert _others(new) == _others(file.text), told
        _check_kept(file, new, touched, removed, told)
        item, text = after, new
        tally["edits"] += 1


def _next(chance: random.Random, item: Item) -> Item:
    """The item after an update, or after the undo of its last entry."""
    stamp, day = stamp_of(chance), date(2009, 1, 1)
    before = record_outside_changes(item, day, stamp)
    if chance.random() < 0.2 and len(before.history) > 1:
        undone = undo_in_item(before, before.history[-1].op, stamp)
        if undone:
            return undone.item
    return apply(before, entry_for(chance, before, some_changes(chance, before)))


def _check_kept(
    file: Written, new: str, touched: set[str], removed: set[str], told: object
) -> None:
    """Every untouched piece is there, in order, and nothing else but what was asked.

    Empty lines that meet where a key went may close up.
    """
    kept = [
        piece
        for piece in file.pieces
        if piece.key not in touched and (piece.text.strip() or not removed)
    ]
    rest = _without(new, kept)
    assert rest is not None, told
    named = {key.partition(".")[0] for key in touched}
    assert set(tomllib.loads(rest.removeprefix(BOM))) <= named, told
    for piece in file.pieces:
        if piece.key in touched - removed - {"history"}:
            assert piece.comment in new, told
    assert new.startswith(BOM) == file.text.startswith(BOM), told
    if file.newline != "mixed":
        odd = new.count("\n") - new.count("\r\n") if file.newline == "\r\n" else new.count("\r")
        assert odd == 0, told


def _without(text: str, pieces: Iterable[Piece]) -> str | None:
    """What is left of a text when the pieces, in their order, are taken out of it; None if not.

    Pieces are whole lines, and are found as whole lines only.
    """
    rest, place = [], 0
    for piece in pieces:
        found = text.find(piece.text, place)
        while found > 0 and text[found - 1] not in "\n\ufeff":
            found = text.find(piece.text, found + 1)
        if found < 0:
            return None
        rest.append(text[place:found])
        place = found + len(piece.text)
    return "".join([*rest, text[place:]])


def _others(text: str) -> str:
    """What a file says under keys that are none of ours."""
    values: dict[str, Any] = tomllib.loads(text.removeprefix(BOM))
    ours = {*_OURS, *TABLES}
    return repr({key: value for key, value in sorted(values.items()) if key not in ours})


def _is_less(old: object, new: object) -> bool:
    """Whether a key is gone, or a key of an action or of a piece of evidence."""
    if isinstance(old, dict) and isinstance(new, dict):
        return bool(old.keys() - new.keys())
    return new is None


def _flat(values: dict[str, Any]) -> dict[str, Any]:
    """The values with each step and the like under a key of its own, "actions.op24009-1"."""
    parts = {f"{key}.{n}": part for key in TABLES for n, part in values.get(key, {}).items()}
    return {key: value for key, value in values.items() if key not in TABLES} | parts
