"""Random valid item files, edited: the result means what was asked, the rest is as it was."""

from __future__ import annotations

import random
import tomllib
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

from hmic_tracker.domain.changes import apply, recorded_outside
from hmic_tracker.domain.items import TRACKED, Item
from hmic_tracker.domain.undoing import undo_in
from hmic_tracker.errors import ConflictError
from hmic_tracker.store.item_codec import edited_item_text, item_of, values_of
from hmic_tracker.store.toml_text import BOM
from tests.torture.figures import figure
from tests.torture.item_files import Piece, Written, entry_for, some_changes, stamp_of, written
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
        f"identical but {tally['comments']} comments right above a key that was taken away; "
        f"{tally['refused']} refused",
    )
    assert tally["refused"] <= max(1, MOST_REFUSED * tally["edits"]), tally


def _edit(chance: random.Random, n: int, file: Written, tally: Counter[str]) -> None:
    """One to three edits of a file, one after the other."""
    item, text, touched = file.item, file.text, set[str]()
    removed: set[str] = set()
    lost = 0
    for _ in range(chance.randint(1, 3)):
        after = _next(chance, item)
        try:
            new = edited_item_text(text, item, after)
        except ConflictError:
            tally["refused"] += 1
            return
        old_values, new_values = values_of(item), values_of(after)
        changed = {k for k in _OURS if old_values.get(k) != new_values.get(k)}
        touched |= changed
        removed |= {key for key in changed if key not in new_values}
        told = (n, text, new)
        assert item_of(new) == after, told
        assert _others(new) == _others(file.text), told
        lost = _check_kept(file, new, touched, removed, told)
        item, text = after, new
        tally["edits"] += 1
    tally["comments"] += lost


def _next(chance: random.Random, item: Item) -> Item:
    """The item after an update, or after the undo of its last entry."""
    stamp, day = stamp_of(chance), date(2009, 1, 1)
    before = recorded_outside(item, day, stamp)
    if chance.random() < 0.2 and len(before.history) > 1:
        undone = undo_in(before, before.history[-1].op, stamp)
        if undone:
            return undone.item
    return apply(before, entry_for(chance, before, some_changes(chance, before)))


def _check_kept(file: Written, new: str, touched: set[str], removed: set[str], told: object) -> int:
    """Every untouched piece is there, in order, and nothing else but what was asked.

    How many comments went with the keys below them.
    """
    kept = [p for p in _but_beside(file.pieces, removed) if p.key not in touched]
    rest = _without(new, kept)
    assert rest is not None, told
    assert set(tomllib.loads(rest.removeprefix(BOM))) <= touched, told
    for piece in file.pieces:
        if piece.key in touched - removed - {"history"}:
            assert piece.comment in new, told
    assert new.startswith(BOM) == file.text.startswith(BOM), told
    if file.newline != "mixed":
        odd = new.count("\n") - new.count("\r\n") if file.newline == "\r\n" else new.count("\r")
        assert odd == 0, told
    before, after = (sum("#" in p.text for p in found) for found in (file.pieces, kept))
    return before - after - sum("#" in p.text for p in file.pieces if p.key in touched)


def _but_beside(pieces: Iterable[Piece], removed: set[str]) -> list[Piece]:
    """The pieces but for what the library takes away together with a key.

    That is empty lines and comments right above it, and empty lines below the file's first key.
    The comments may be about the key, so that is let pass, and said in the figures.
    """
    found: list[Piece] = []
    taken = False
    for piece in pieces:
        if taken and all(p.text == BOM for p in found) and not piece.text.strip():
            continue
        taken = piece.key in removed
        while taken and found and not found[-1].key and _says_nothing(found[-1].text):
            found.pop()
        if not taken:
            found.append(piece)
    return found


def _says_nothing(text: str) -> bool:
    return text != BOM and (not text.strip() or text.lstrip().startswith("#"))


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
    return repr({key: value for key, value in sorted(values.items()) if key not in _OURS})
