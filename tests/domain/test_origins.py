"""One document taken in by several copies of a plan: its entries are one wherever they meet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.domain.ancestry import current_keys, entry_keys
from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry
from hmic_tracker.domain.due_course import due_course
from hmic_tracker.domain.items import (
    IMPORTED,
    Entry,
    Item,
    Value,
    attributes_with,
    effective_entries,
    undone_ops,
    value_of,
)
from hmic_tracker.domain.origins import document_key
from hmic_tracker.domain.parts import parse_part_field
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.replay import item_as_of, replayed, unsettled_fields
from hmic_tracker.domain.undo import undo_in_item
from hmic_tracker.store.item_codec import item_of, new_item_text
from tests.domain.making import NOON
from tests.domain.test_ancestry import FIELDS, START, VALUES, merged, of_history

DOCUMENTS: dict[str, dict[str, Value]] = {
    "report 9": {"status": "in-progress", "due": "2008-12", "progress": "some"},
    "report 10": {"status": "in-progress", "due": "2009-01", "progress": "almost"},
}
BLANK = Item(id="REC-1", uid="u", kind="recommendation")


def taken_in(
    item: Item, document: str, op: str, on: date = START, **more: Value
) -> tuple[Item, Entry]:
    """An item after a document, and its entry."""
    stamp = Stamp("CID", NOON, op, document=document_key(document))
    changes = changes_to(item, {**DOCUMENTS[document], **more})
    entry = next_entry(item, on, stamp, IMPORTED, changes, source=document)
    return of_history(BLANK, (*item.history, entry)), entry


def worked(item: Item, op: str, on: date = START, **fields: Value) -> Item:
    """An item after a person's change."""
    entry = next_entry(item, on, Stamp("CID", NOON, op), "updated", changes_to(item, fields))
    return of_history(BLANK, (*item.history, entry)) if entry.changes else item


def clones(draw: Random) -> list[Item]:
    """Two or three copies that take in the same documents, go on working, and undo."""
    copies = [BLANK] * draw.choice((2, 2, 3))
    for step in range(draw.randrange(3, 14)):
        who, op = draw.randrange(len(copies)), f"{draw.choice('abcdef')}{step}"
        day = START + timedelta(days=draw.randrange(40))
        item, what = copies[who], draw.random()
        ops = [entry.op for entry in item.history if entry.event == IMPORTED]
        if what < 0.35:
            made, entry = taken_in(item, draw.choice([*DOCUMENTS]), op, day)
            item = made if entry.changes else item
        elif what < 0.5 and ops:
            undone = undo_in_item(item, draw.choice(ops), Stamp("CID", NOON, op))
            item = of_history(BLANK, undone.item.history) if undone else item
        elif what < 0.7:
            other = copies[draw.randrange(len(copies))]
            item = of_history(BLANK, merged(item.history, other.history))
        else:
            field = draw.choice(FIELDS)
            item = worked(item, op, day, **{field: draw.choice(VALUES[field])})
        copies[who] = item
    return copies


def by_the_book(history: Sequence[Entry], day: date) -> dict[str, set[Value]]:
    """The values of each field that stand on a day, found the long way.

    What is of one origin and wasn't undone is one, unless it would come before itself then.
    """
    keys, undone = entry_keys(history), undone_ops(history)
    entries = dict(zip(keys, history, strict=True))
    apart = {key for key in keys if not entries[key].origin or entries[key].op in undone}
    given = {
        f: {k: c.new for k in keys for c in entries[k].changes if c.field == f} for f in FIELDS
    }

    def one_with(key: str, field: str) -> set[str]:
        if key in apart:
            return {key}
        origin = entries[key].origin
        return {k for k in given[field] if k not in apart and entries[k].origin == origin}

    def before(key: str, field: str) -> set[str]:
        every: set[str] = set()
        waiting = {key}
        while waiting:
            whole = {one for k in waiting for one in one_with(k, field)}
            parents = {p for one in whole for p in dict(entries[one].after).get(field, ())}
            waiting = {k for p in parents for k in one_with(p, field)} - every
            every |= waiting
        return every

    while mixed := {k for f in FIELDS for k in given[f] if k in before(k, f)}:
        apart |= mixed
    found = {}
    for field, values in given.items():
        there = {key for key in values if entries[key].on <= day}
        gone = {old for key in there for old in before(key, field)}
        found[field] = {values[key] for key in there - gone}
    return found


@settings(max_examples=600, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_copies_took_in_of_one_document_is_no_question(draw: Random) -> None:
    copies = clones(draw)
    history = merged(*(one.history for one in copies))
    whole = of_history(BLANK, history)
    for offset in (0, 13, 26, 40):
        day = START + timedelta(days=offset)
        then = item_as_of(whole, day)
        book = by_the_book(history, day)
        if then is None:
            assert not any(book.values())
            continue
        assert {f for f, _ in then.unsettled} == {f for f, v in book.items() if len(v) > 1}
        assert all(not v or value_of(then, f) in {*v, None} for f, v in book.items())
        keys = set(entry_keys(then.history))
        assert all(key in keys for _, values in then.unsettled for key, _ in values)
        earlier = day - timedelta(days=9)
        assert _shown(item_as_of(then, earlier)) == _shown(item_as_of(whole, earlier))
    assert merged(*(one.history for one in reversed(copies))) == history


def _shown(item: Item | None) -> object:
    if item is None:
        return None
    return [value_of(item, field) for field in FIELDS], item.unsettled, len(item.history)


@settings(max_examples=300, deadline=None)
@given(st.randoms(use_true_random=False))
def test_what_a_person_changes_after_two_copies_met_settles_it_whatever_is_undone(
    draw: Random,
) -> None:
    copies = clones(draw)
    item = of_history(BLANK, merged(*(one.history for one in copies)))
    if not item.history:
        return
    settled = worked(item, "zz", owner="Head of Finance", due="2009-12", status="verified")
    if len(settled.history) == len(item.history):
        return
    assert not {"owner", "due", "status"} & {field for field, _ in settled.unsettled}
    for op in {e.op for e in item.history if e.event == IMPORTED} - undone_ops(item.history):
        undone = undo_in_item(settled, op, Stamp("CID", NOON, "zzz"))
        assert undone is not None
        assert not {"owner", "due"} & {field for field, _ in unsettled_fields(undone.item.history)}


def both(document: str = "report 9") -> tuple[Item, Item]:
    """Two copies that took in one document apart, the second after a note of its own."""
    first, _ = taken_in(BLANK, document, "bbb")
    noted = next_entry(BLANK, START, Stamp("CID", NOON, "ccc"), "note", (), note="ask IT")
    second, _ = taken_in(apply(BLANK, noted), document, "aaa", START + timedelta(days=1))
    return first, second


def test_the_same_report_in_two_copies_has_entries_of_one_origin() -> None:
    first, second = both()
    assert first.history[-1].origin == second.history[-1].origin is not None
    other, _ = taken_in(BLANK, "report 10", "ddd")
    assert other.history[-1].origin != first.history[-1].origin
    assert document_key("ab", "corrected") != document_key("ab")


def test_what_one_copy_moved_since_is_not_a_question_and_moved_once() -> None:
    first, second = both()
    moved = worked(first, "mmm", due="2009-03-31")
    history = merged(moved.history, second.history)
    item = of_history(BLANK, history)
    assert len(item.history) == 4
    assert item.unsettled == ()
    assert item.due == "2009-03-31"
    assert [(move.old, move.new) for move in due_course(history).moves] == [
        ("2008-12", "2009-03-31")
    ]
    assert [entry.op for entry in effective_entries(history)] == ["bbb", "ccc", "mmm"]


def test_the_other_entry_is_replaced_with_it_and_both_are_named() -> None:
    first, second = both()
    item = of_history(BLANK, merged(first.history, second.history))
    assert current_keys(item.history, {"due"}) == {"due": ("bbb/1", "aaa/1")}
    settled = worked(item, "mmm", due="2009-01")
    assert dict(settled.history[-1].after)["due"] == ("bbb/1", "aaa/1")


def test_an_import_that_one_copy_took_back_is_a_question_where_it_gave_something() -> None:
    first, second = both()
    undone = undo_in_item(first, "bbb", Stamp("CID", NOON, "uuu"))
    assert undone is not None
    item = of_history(BLANK, merged(undone.item.history, second.history))
    assert [field for field, _ in item.unsettled] == ["status", "progress", "due"]
    assert item.due == "2008-12"  # a date before none


def test_taken_in_again_after_an_undo_it_counts_again() -> None:
    first, _ = both()
    undone = undo_in_item(first, "bbb", Stamp("CID", NOON, "uuu"))
    assert undone is not None
    again, entry = taken_in(of_history(BLANK, undone.item.history), "report 9", "ddd")
    assert entry.origin != first.history[-1].origin
    assert (again.due, again.unsettled) == ("2008-12", ())


def test_two_documents_in_two_orders_are_a_question() -> None:
    one, _ = taken_in(taken_in(BLANK, "report 9", "a1")[0], "report 10", "a2")
    two, _ = taken_in(taken_in(BLANK, "report 10", "b1")[0], "report 9", "b2")
    item = of_history(BLANK, merged(one.history, two.history))
    assert [field for field, _ in item.unsettled] == ["progress", "due"]
    assert item.due == "2008-12"


@pytest.mark.parametrize("undo_first", [False, True])
def test_evidence_that_both_copies_took_from_one_document_is_one(undo_first: bool) -> None:
    copies = []
    for op, before in (("aaa", 0), ("bbb", 1)):
        item = BLANK
        if before:
            minutes = worked(BLANK, "x1", evidence_1_ref="minutes", evidence_1_on="2008-09-01")
            item = _as_filed(minutes)
        n = before + 1
        more: dict[str, Any] = {
            f"evidence_{n}_ref": "PPU/08/114",
            f"evidence_{n}_on": START.isoformat(),
        }
        copies.append(_as_filed(taken_in(item, "report 9", op, **more)[0]))
    if undo_first:
        undone = undo_in_item(copies[0], "aaa", Stamp("CID", NOON, "uuu"))
        assert undone is not None
        copies[0] = _as_filed(undone.item)
    item = _merged_files(*copies)
    refs = [one.ref for one in item.evidence]
    assert sorted(map(str, refs)) == ["PPU/08/114", "minutes"]
    assert item_of(new_item_text(item)).evidence == item.evidence
    fields = {c.field for e in item.history for c in e.changes if parse_part_field(c.field)}
    assert {parse_part_field(field)[1] for field in fields} == {1, 2}  # type: ignore[index]
    assert undo_first or item.unsettled == ()


def _as_filed(item: Item) -> Item:
    return item_of(new_item_text(item))


def _merged_files(one: Item, two: Item) -> Item:
    """Two files' entries in one file, each as its own file has it."""
    texts = [new_item_text(item) for item in (one, two)]
    blocks = {}
    for text, item in zip(texts, (one, two), strict=True):
        entries = text.split("[[history]]\n")[1:]
        keys = entry_keys(item.history)
        for key, entry, block in zip(keys, item.history, entries, strict=True):
            blocks[entry.n, entry.op, key] = block
    head = f'id = "REC-1"\nuid = "u"\nentries = {len(blocks)}\nkind = "recommendation"\n'
    head += 'status = "not-started"\n\n'
    read = item_of(head + "".join(f"[[history]]\n{blocks[key]}" for key in sorted(blocks)))
    values = attributes_with(replayed(read.history))
    return replace(read, **values, unsettled=unsettled_fields(read.history))
