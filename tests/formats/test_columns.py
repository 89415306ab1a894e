"""Columns by name; the order and the groups of rows."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.fields import FIELDS, GROUPINGS
from hmic_tracker.domain.items import Entry, FieldChange, Item
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.errors import UsageError
from hmic_tracker.render.to_json.items import item_object
from hmic_tracker.render.views.columns import (
    COLUMNS,
    columns_named,
    fields_of,
    group_rows,
    sort_rows,
)
from hmic_tracker.reports.item_rows import Listing
from tests.formats.rows import AFI, DAY, REC, hostile, ids, rows_of


def _named(n: int, **fields: object) -> Item:
    return replace(REC, id=f"REC-{n}", uid=f"uid{n}", **fields)


def test_the_columns_are_the_fields_of_json_and_those_that_show_and_columns_alone_have() -> None:
    more = [field.key for field in FIELDS if field.head and field.json != "list"]
    assert more[-4:] == ["moves", "where", "group", "holder"]
    in_lists = item_object(rows_of(REC)[0])
    assert list(COLUMNS) == [f.key for f in FIELDS if f.key in {*in_lists, *more}]
    assert set(COLUMNS) == {*in_lists, *more}
    assert list(fields_of(rows_of(REC)[0])) == list(COLUMNS)


def test_every_column_as_people_see_it() -> None:
    moved = Entry(
        n=1,
        on=DAY,
        recorded=datetime(2008, 12, 1, 9, tzinfo=UTC),
        by="L",
        op="op",
        changes=(FieldChange("due", "2008-08", "2008-09"),),
    )
    item = replace(REC, original_due="2008-08", tags=("a", "b"), history=(moved,))
    (row,) = rows_of(item)
    assert {key: column.text(row) for key, column in COLUMNS.items()} == {
        "id": "REC-1",
        "uid": "aaaaaaaa",
        "kind": "recommendation",
        "part_of": "none",
        "inspection": "none",
        "framework": "protecting-vulnerable-people",
        "framework_name": "Protecting Vulnerable People",
        "number": "1",
        "title": "Look again",
        "text": "The force should look again.",
        "status": "in progress",
        "progress": "majority",
        "owner": "none",
        "board": "none",
        "due": "Sep 2008",
        "deadline": "30 Sep 2008",
        "original_due": "Aug 2008",
        "requested_due": "none",
        "requested_reason": "none",
        "deferred": "no",
        "deferred_until": "none",
        "deferred_by": "none",
        "deferred_on": "none",
        "deferred_reason": "none",
        "overdue": "yes",
        "days_overdue": "62",
        "rag": "red",
        "tags": "a, b",
        "links": "none",
        "updated_at": "1 Dec 2008",
        "moves": "1",
        "where": "PVP overall, 1",
        "group": "none",
        "holder": "none",
        "body": "none",
        "label": "1",
        "response": "none",
        "response_reason": "none",
        "source_kind": "none",
        "unsettled": "none",
        "discharged_by": "none",
        "completed_on": "none",
        "days_late": "none",
        "overdue_since": "1 Oct 2008",
        "verified_on": "none",
        "verified_by": "none",
        "agreed_by": "none",
        "pieces": "0",
        "last_words": "none",
    }


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("id,due,owner", "id due owner"),
        ("id due  owner", "id due owner"),
        (" ID, Days-Overdue ,original_due,", "id days_overdue original_due"),
        ("tag updated", "tags updated_at"),
        ("id,id,due,ID", "id due"),
        ("where,moves,group", "where moves group"),
    ],
)
def test_columns_are_named_with_commas_or_spaces(typed: str, keys: str) -> None:
    assert " ".join(column.key for column in columns_named(typed)) == keys


VALID = f"the columns are: {', '.join(COLUMNS)}"


@pytest.mark.parametrize(
    ("typed", "message", "hint"),
    [
        ("id,ownr", "there is no column 'ownr'", f"did you mean owner? {VALID}"),
        ("xyzzy", "there is no column 'xyzzy'", VALID),
        (" , ", "no column was named", VALID),
        ("[bold]", "there is no column '[bold]'", f"did you mean body? {VALID}"),
        ("a" * 5000, f"there is no column '{'a' * 60}'", VALID),
    ],
)
def test_an_unknown_column_is_told_with_those_there_are(
    typed: str, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as fault:
        columns_named(typed)
    assert (fault.value.message, fault.value.hint, fault.value.code) == (message, hint, 2)


MANY = (
    _named(1, due="2008-12", owner="b", status="closed", progress="none"),
    _named(2, due="2008-12-31", owner=None, status="in-progress", progress="almost"),
    _named(3, due=None, owner="A", status="not-started", progress="some"),
    _named(10, due="2008-09-30", owner="B", status="withdrawn", progress=None),
    replace(AFI, id="AFI-2", due="2008-11", status="in-progress", progress="some"),
)


@pytest.mark.parametrize(
    ("keys", "reverse", "order"),
    [
        ([], False, "REC-1 REC-2 REC-3 REC-10 AFI-2"),
        ([], True, "AFI-2 REC-10 REC-3 REC-2 REC-1"),
        (["due"], False, "REC-10 AFI-2 REC-1 REC-2 REC-3"),
        (["-due"], False, "REC-1 REC-2 AFI-2 REC-10 REC-3"),
        (["due"], True, "REC-1 REC-2 AFI-2 REC-10 REC-3"),
        (["-due"], True, "REC-10 AFI-2 REC-1 REC-2 REC-3"),
        (["due,-id"], False, "REC-10 AFI-2 REC-2 REC-1 REC-3"),
        (["due", "-id"], False, "REC-10 AFI-2 REC-2 REC-1 REC-3"),
        (["owner"], False, "REC-3 REC-1 REC-10 REC-2 AFI-2"),
        (["-owner"], False, "REC-1 REC-10 REC-3 REC-2 AFI-2"),
        (["status"], False, "REC-3 REC-2 AFI-2 REC-1 REC-10"),
        (["progress"], False, "REC-10 REC-3 AFI-2 REC-2 REC-1"),
        (["rag"], False, "AFI-2 REC-2 REC-1 REC-3 REC-10"),
        (["-rag"], False, "REC-3 REC-1 REC-2 AFI-2 REC-10"),
        (["kind,-number"], False, "REC-1 REC-2 REC-3 REC-10 AFI-2"),
        (["days-overdue"], True, "AFI-2 REC-1 REC-2 REC-3 REC-10"),
        (["overdue"], False, "AFI-2 REC-1 REC-2 REC-3 REC-10"),
    ],
)
def test_rows_are_sorted_by_several_columns_with_what_is_absent_last(
    keys: list[str], reverse: bool, order: str
) -> None:
    assert ids(sort_rows(rows_of(*MANY), keys, reverse)) == order


def test_an_unknown_column_to_sort_by_is_told_as_one_to_print() -> None:
    with pytest.raises(UsageError, match="there is no column 'deu'") as fault:
        sort_rows((), ["id,-deu"])
    assert fault.value.hint == f"did you mean due? {VALID}"


@given(hostile, st.lists(st.sampled_from(list(COLUMNS)), max_size=3), st.booleans())
def test_every_column_sorts_every_row_and_reverses_all_but_the_absent(
    found: Listing, keys: list[str], reverse: bool
) -> None:
    rows = sort_rows(found.rows, keys, reverse)
    assert sorted(rows, key=lambda row: id_key(row.item.id)) == sorted(
        found.rows, key=lambda row: id_key(row.item.id)
    )
    if keys:
        ranks = [COLUMNS[keys[0]].rank(row) for row in rows]
        there = [rank for rank in ranks if rank is not None]
        assert ranks == [*there, *[None] * (len(ranks) - len(there))]
        assert there == sorted(there, reverse=reverse)


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("framework", ["PVP overall: 2, 1", "Missing Persons: 1, 0", "none: 1, 1"]),
        ("owner", ["A: 1, 0", "b: 2, 1", "none: 1, 1"]),
        ("board", ["Board Z: 1, 1", "none: 3, 1"]),
        ("status", ["not-started: 1, 1", "in-progress: 2, 1", "withdrawn: 1, 0"]),
        ("rag", ["red: 2, 2", "amber: 1, 0", "none: 1, 0"]),
        ("kind", ["recommendation: 3, 1", "afi: 1, 1"]),
        ("group", ["none: 4, 2"]),
        (" Owner ", ["A: 1, 0", "b: 2, 1", "none: 1, 1"]),
    ],
)
def test_groups_count_their_rows_and_what_is_overdue(by: str, groups: list[str]) -> None:
    rows = rows_of(
        _named(1, owner="b"),
        _named(2, owner="A", due="2008-12", framework="missing-persons"),
        _named(3, owner=" B", status="withdrawn"),
        replace(AFI, status="not-started", framework=None, board="Board Z"),
    )
    found = group_rows(rows, by)
    assert [f"{g.name}: {len(g.rows)}, {g.overdue}" for g in found] == groups


def test_frameworks_come_as_the_reports_number_their_items_however_the_rows_are_sorted() -> None:
    rows = rows_of(_named(1, framework="missing-persons"), _named(2), _named(3))
    groups = group_rows(tuple(reversed(rows)), "framework")
    assert [(g.name, ids(g.rows)) for g in groups] == [
        ("Missing Persons", "REC-1"),
        ("PVP overall", "REC-3 REC-2"),
    ]


def test_an_unknown_grouping_is_told_with_those_there_are() -> None:
    with pytest.raises(UsageError) as fault:
        group_rows((), "ownr")
    assert fault.value.message == "items can't be grouped by 'ownr'"
    assert fault.value.hint == f"did you mean owner? the groupings are: {', '.join(GROUPINGS)}"


@given(hostile, st.sampled_from(GROUPINGS))
def test_every_row_is_in_one_group(found: Listing, by: str) -> None:
    groups = group_rows(found.rows, by)
    assert sorted(row.item.id for group in groups for row in group.rows) == sorted(
        row.item.id for row in found.rows
    )
    assert sum(group.overdue for group in groups) == sum(r.days_overdue > 0 for r in found.rows)
