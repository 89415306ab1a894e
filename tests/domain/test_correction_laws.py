"""An entry that was set right is as one that was right at once, on every day and in every file."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.changes import Stamp, apply, entry_after
from hmic_tracker.domain.corrections import (
    CORRECTED,
    as_entered,
    can_be_corrected,
    corrected_entries,
    with_corrections,
)
from hmic_tracker.domain.items import (
    OUTSIDE,
    REDONE,
    UNDONE,
    Correction,
    Entry,
    Item,
    subject_op,
)
from hmic_tracker.domain.replay import item_as_of
from hmic_tracker.domain.undo import undo_in_item
from hmic_tracker.store.item_codec import edited_item_text, item_of, new_item_text
from hmic_tracker.store.stored_history import StoredHistory, packed_history
from tests.domain.making import NOON
from tests.domain.test_as_of_laws import DAYS, START, a_life, days

HISTORIES = 500
LATER = START + timedelta(days=DAYS + 10)
_TURNS = {UNDONE, REDONE}


def corrected(random: Random, item: Item) -> tuple[Item, dict[int, Entry]]:
    """An item with a few of its entries set right, and how those are then by place from 0.

    Some are undone: one person took them back while another set them right.
    """
    right: dict[int, Entry] = {}
    keys = entry_keys(item.history)
    for n in range(1, random.randrange(2, 6)):
        place = random.randrange(len(item.history))
        if not can_be_corrected(item.history[place]):
            continue
        day = START + timedelta(days=random.randrange(DAYS))
        by = random.choice([None, "Deputy"])
        stamp = Stamp("Deputy", NOON, f"right-{n}")
        entry = entry_after(item.history, LATER, stamp, CORRECTED, ())
        entry = entry._replace(corrects=Correction(keys[place], day.isoformat(), by))
        known = right.get(place, item.history[place])
        right[place] = known._replace(on=day, by=by or known.by, entered=None)
        item = apply(item, entry)
    return item, right


def right_at_once(item: Item, right: dict[int, Entry]) -> Item:
    """The item whose entries were right as they were made; what takes back is of their day."""
    history = [right.get(place, entry) for place, entry in enumerate(item.history)]
    for place, entry in enumerate(history):
        own = [e.on for e in history if e.op == subject_op(entry) and e.event not in _TURNS]
        if entry.event in _TURNS and own:
            history[place] = entry._replace(on=max(own))
    return item._replace(history=tuple(history))


def without_remarks(item: Item | None) -> Item | None:
    """An item without what its entries say of corrections, which are gone themselves."""
    if item is None:
        return None
    kept = (one._replace(entered=None) for one in item.history if one.corrects is None)
    return item._replace(history=tuple(kept))


@pytest.mark.parametrize("start", range(0, HISTORIES, 100))
def test_as_of_each_day_what_was_corrected_is_what_was_right_at_once(start: int) -> None:
    made = turned = 0
    for seed in range(start, start + 100):
        random = Random(seed)
        was = a_life(random, 1)
        item, right = corrected(random, was)
        other = right_at_once(was, right)
        for day in days():
            assert without_remarks(item_as_of(item, day)) == item_as_of(other, day), (seed, day)
        last = item_as_of(item, LATER)
        assert last == item
        made += len(right)
        moved = (e for e in item.history if e.event in _TURNS and e.entered)
        turned += sum(1 for _ in moved)
    assert made > 100  # so that the law is held to what it is about
    assert turned > 5


def remarks(entry: Entry) -> tuple[object, ...]:
    """What can be right or wrong of an entry, and what sets it right."""
    return entry.on, entry.by, entry.note, entry.reason, entry.corrects, entry.entered


@pytest.mark.parametrize("start", range(0, HISTORIES, 100))
def test_a_file_keeps_what_was_entered_and_gives_what_is_right(start: int) -> None:
    for seed in range(start, start + 100):
        random = Random(seed)
        was = a_life(random, 1)
        item, _ = corrected(random, was)
        text = new_item_text(item)
        assert list(map(remarks, item_of(text).history)) == list(map(remarks, item.history)), seed
        edited = edited_item_text(new_item_text(was), was, item)
        assert item_of(edited).history == item_of(text).history, seed
        assert tuple(map(as_entered, item.history))[: len(was.history)] == was.history
        assert with_corrections(item.history) == item.history
        assert StoredHistory(packed_history(item.history), 0, 0, 0, True) == item.history


@pytest.mark.parametrize("start", range(0, HISTORIES, 100))
def test_a_correction_taken_back_leaves_every_day_as_it_was(start: int) -> None:
    for seed in range(start, start + 100):
        random = Random(seed)
        was = a_life(random, 1)
        item, _ = corrected(random, was)
        for entry in reversed([e for e in item.history if e.corrects is not None]):
            undone = undo_in_item(item, entry.op, Stamp("CID", NOON, f"back-{entry.op}"))
            assert undone is not None
            item = undone.item
        assert corrected_entries(item.history) == ()
        own = len(was.history)
        assert item.history[:own] == was.history
        for day in days()[::7]:
            then, before = item_as_of(item, day), item_as_of(was, day)
            assert then == before, (seed, day)


def an_entry(n: int, op: str, day: int, **more: Any) -> Entry:
    entry = Entry(n, date(2008, 9, day), NOON, "CID", op, "note", note="one")
    return entry._replace(**more)


def test_of_two_corrections_of_one_entry_the_later_by_order_counts_for_each_of_the_three() -> None:
    first = an_entry(2, "b", 20, corrects=Correction("a/1", on="2008-09-03", by="Deputy"))
    other = an_entry(2, "c", 20, corrects=Correction("a/1", on="2008-09-04"))
    (known, *_) = with_corrections((an_entry(1, "a", 5), first, other))
    assert (known.on.day, known.by, known.note) == (4, "Deputy", "one")
    assert known.entered is not None
    assert (known.entered.on, known.entered.by) == ("2008-09-05", "CID")


def test_of_one_document_taken_in_twice_both_entries_are_set_right() -> None:
    twins = [an_entry(1, op, 5, origin="same") for op in ("a", "b")]
    right = an_entry(2, "c", 20, corrects=Correction("b/1", on="2008-09-03"))
    assert [e.on.day for e in with_corrections((*twins, right))] == [3, 3, 20]


@pytest.mark.parametrize("named", ["zz/1", "b/1", "c/1", "d/1"])
def test_what_corrects_no_entry_before_it_changes_nothing(named: str) -> None:
    history = (
        an_entry(1, "a", 5),
        an_entry(2, "b", 5, event=UNDONE, source="undo of a", note=None),
        an_entry(3, "c", 20, corrects=Correction(named, on="2008-09-03")),
        an_entry(4, "d", 20, event=OUTSIDE),
    )
    assert with_corrections(history) == history
