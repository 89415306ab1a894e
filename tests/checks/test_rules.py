"""The rules of the checks one by one: names of copies, ranges of ids, what history says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from hmic_tracker.domain.changes import apply, changes_to
from hmic_tracker.domain.check_findings import (
    CODES,
    FolderFacts,
    InspectionFile,
    ItemFile,
    UnreadableFile,
    shortened,
    some,
)
from hmic_tracker.domain.check_items import can_be_recorded
from hmic_tracker.domain.check_names import is_copy
from hmic_tracker.domain.checks import check
from hmic_tracker.domain.grades import Grade, National
from hmic_tracker.domain.inspections import Inspection, ReportedCount
from hmic_tracker.domain.items import Entry, Item, Value
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_replace import replace
from tests.checks.damages import SYNC_NAMES

TODAY = date(2008, 12, 1)
NOON = datetime(2008, 12, 1, 12, tzinfo=UTC)


def nowhere(path: str, key: str, table: str = "", nth: int = 1) -> int:
    return 0


def entered(item: Item, **fields: Value) -> Item:
    """The item with an entry of today that sets fields."""
    number = len(item.history) + 1
    moment = datetime(2008, 12, 1, tzinfo=UTC)
    changes = changes_to(item, fields)
    entry = Entry(n=number, on=TODAY, recorded=moment, by="", op="o", changes=changes)
    return apply(item, replace(entry, override="as the report has it"))


def blank(number: int = 1, **fields: object) -> Item:
    values = {"id": f"REC-{number}", "uid": f"u{number}", "kind": "recommendation"}
    return Item(**{**values, **fields})  # type: ignore[arg-type]


def item_with(number: int = 1, **fields: Value) -> Item:
    said = {"status": "in-progress", "owner": "CID", "due": "2009-03", **fields}
    return entered(replace(blank(number), status="withdrawn"), **said)


def codes(
    *items: Item, plan: Plan | None = None, **facts: object
) -> list[tuple[str, tuple[str, ...]]]:
    files = tuple(ItemFile(f"items/{item.id}.toml", item.id, item) for item in items)
    known = FolderFacts(**{"items": files, **facts})  # type: ignore[arg-type]
    found = check(replace(plan or Plan(), items=items), known, TODAY, NOON, nowhere)
    return [(finding.code, finding.ids) for finding in found]


def begun(number: int, event: str) -> Item:
    """An item whose first entry says how its file came to be."""
    item = item_with(number)
    return replace(item, history=(replace(item.history[0], event=event), *item.history[1:]))


def missing(*items: Item, **facts: Any) -> list[tuple[str, tuple[str, ...]]]:
    return [found for found in codes(*items, **facts) if found[0] == "missing-item"]


@pytest.mark.parametrize("name", SYNC_NAMES)
def test_names_of_copies(name: str) -> None:
    assert is_copy(name, "REC-1")
    assert is_copy(name.lower(), "REC-1")


@pytest.mark.parametrize("name", ["REC-1", "rec-1", "REC-11", "REC-2", "AFI-1", "PREC-1", "REC-1b"])
def test_names_that_are_no_copies(name: str) -> None:
    assert not is_copy(name, "REC-1")


def test_ids_are_told_as_ranges_and_many_ranges_are_cut() -> None:
    assert some(["REC-5", "REC-6", "AFI-1"]) == "REC-5..6, AFI-1"
    odd = [f"REC-{n}" for n in range(1, 16, 2)]
    assert some(odd) == "REC-1, REC-3, REC-5, REC-7, REC-9, REC-11, REC-13, REC-15"
    assert some([*odd, "REC-17"]).endswith("REC-15 and 1 more range")
    assert some([*odd, "REC-17", "REC-19"]).endswith("REC-15 and 2 more ranges")


def test_long_texts_are_shortened_to_one_line() -> None:
    assert shortened("a\n b") == "a b"
    assert shortened("x" * 60) == "x" * 60
    assert shortened("x" * 61) == "x" * 59 + "…"
    assert shortened("x " * 1000) == "x " * 29 + "x…"
    assert shortened("a" + " " * 1000 + "b") == "a…"


def test_every_code_says_what_it_is_and_what_to_do() -> None:
    for code, kind in CODES.items():
        assert code == code.lower().replace(" ", "-")
        assert kind.what
        assert kind.hint
    levels = [kind.level for kind in CODES.values()]
    assert levels == sorted(levels)


def test_findings_come_in_the_order_of_the_codes() -> None:
    late = item_with(1, owner=None)
    wrong = replace(item_with(2), status="done")
    faults = (UnreadableFile("items/REC-3.toml", 4, "unreadable", "it is broken"),)
    assert codes(late, wrong, faults=faults) == [
        ("unreadable", ("REC-3",)),
        ("changed-outside", ("REC-2",)),
        ("no-owner", ("REC-1",)),
    ]


def test_a_broken_file_beside_its_item_is_taken_for_a_copy() -> None:
    def of(path: str) -> list[tuple[str, tuple[str, ...]]]:
        return codes(item_with(), faults=(UnreadableFile(path, 0, "unreadable", "broken"),))

    assert of("items/REC-1-PC.toml") == [("sync-copy", ("REC-1",))]
    assert of("items/REC-2-PC.toml") == [("unreadable", ("REC-2-PC",))]
    assert of("items/REC-12.toml") == [("unreadable", ("REC-12",))]
    assert of("inspections/REC-1-PC.toml") == [("unreadable", ())]
    assert of("tracker.toml") == [("unreadable", ())]


def test_what_history_says_is_held_against_every_tracked_field() -> None:
    item = item_with(title="A", text="B", progress="some", board="C", tags=("d",), status_word="e")
    assert codes(item) == []
    others: dict[str, Any] = {
        "title_given": "x",
        "text": None,
        "status": "done",
        "status_word": "x",
        "progress": None,
        "owner": "x",
        "board": "x",
        "due": "2010-01",
        "tags": (),
    }
    for field, value in others.items():
        changed = replace(item, **{field: value})
        more = [("text-gone", ("REC-1",))] if field == "text" else []
        assert codes(changed)[: len(more) + 1] == [*more, ("changed-outside", ("REC-1",))], field
        assert can_be_recorded(ItemFile("", "REC-1", changed))


def test_the_first_due_has_to_be_one_that_the_item_had() -> None:
    item = entered(item_with(), due="2009-06")
    assert item.original_due == "2009-03"
    assert codes(item) == []
    assert codes(replace(item, original_due="2009-06")) == []
    assert codes(replace(item, original_due="2009-05")) == [("first-due", ("REC-1",))]


def test_lost_histories_are_not_recorded() -> None:
    hand = blank(owner="CID", due="2009-03")
    assert codes(hand) == [("no-history", ("REC-1",))]
    assert can_be_recorded(ItemFile("", "REC-1", hand))
    cut = ItemFile("items/REC-1.toml", "REC-1", hand, cut=True)
    assert codes(hand, items=(cut,)) == [("history-truncated", ("REC-1",))]
    assert not can_be_recorded(cut)
    assert not can_be_recorded(ItemFile("", "REC-1 (1)", hand))
    assert not can_be_recorded(ItemFile("", "REC-1", item_with()))


def test_uids_are_alike_whatever_their_case() -> None:
    first, second = item_with(1), replace(item_with(2), uid="U1")
    assert codes(first, second) == [("duplicate-uid", ("REC-1", "REC-2"))]


@pytest.mark.parametrize(
    ("due", "published", "early"),
    [
        ("2008-09-30", "2008-10", True),
        ("2008-09", "2008-10", True),
        ("2008-10-01", "2008-10", False),
        ("2008-10", "2008-10", False),
        ("2008-10-14", "2008-10-15", True),
        ("2008-10-15", "2008-10-15", False),
        ("2008-11-30", None, True),
        ("2008-12-01", None, False),
        ("2008-11-30", "2008-10", False),
    ],
)
def test_due_before_it_was_said(due: str, published: str | None, early: bool) -> None:
    item = replace(item_with(due=due), inspection="one")
    inspection = Inspection(id="one", title="One", published=published)
    found = codes(item, plan=Plan(inspections=(inspection,)))
    assert found == ([("due-before-report", ("REC-1",))] if early else [])


def test_only_what_is_open_needs_an_owner_and_a_due() -> None:
    bare: dict[str, Value] = {"owner": None, "due": None}
    one, two = item_with(1, **bare), item_with(2, status="not-started", **bare)
    done = item_with(3, status="done", **bare)
    gone = item_with(4, status="superseded", **bare)
    good = replace(item_with(5, **bare), id="GP-5", kind="good-practice")
    ids = ("REC-1", "REC-2")
    assert codes(one, two, done, gone, good) == [("no-owner", ids), ("no-due", ids)]


def test_a_concern_needs_a_recommendation_of_its_inspection_and_framework() -> None:
    place = {"framework": "np", "inspection": "one"}
    concern = replace(item_with(1), id="COC-1", kind="cause-of-concern", **place)
    rec = replace(item_with(2), framework="np", inspection="one")
    one = Plan(inspections=(Inspection(id="one", title=""), Inspection(id="two", title="")))

    def of(other: Item) -> list[tuple[str, tuple[str, ...]]]:
        return codes(concern, other, plan=one, settings_read=False)

    alone = [("concern-alone", ("COC-1",))]
    assert of(rec) == []
    assert of(replace(rec, framework="pvp")) == alone
    assert of(replace(rec, inspection="two")) == alone
    assert of(replace(rec, id="AFI-2", kind="afi")) == alone
    assert ("concern-alone", ("COC-1",)) in of(replace(rec, status="withdrawn"))


def test_numbers_that_were_given_and_have_no_file_are_named_unless_retired() -> None:
    two, five = begun(2, "imported"), begun(5, "added")
    gone = [("missing-item", ("REC-1", "REC-3", "REC-4"))]
    assert missing(two, five) == gone
    assert missing(two, five, retired=frozenset({"REC-1", "REC-4"})) == [
        ("missing-item", ("REC-3",))
    ]
    unread = (UnreadableFile("items/REC-3.toml", 4, "unreadable", "it is broken"),)
    assert missing(two, five, faults=unread) == [("missing-item", ("REC-1", "REC-4"))]
    assert missing(two, five, begun(9, "recorded")) == gone


def test_a_plan_whose_items_are_all_gone_is_no_plan_without_items() -> None:
    said = ReportedCount("np", "afi", date(2008, 9, 11), 8, 0, "None of the eight.", "9")
    known = Inspection(id="one", title="", reported=(said,))
    files = (InspectionFile("inspections/one.toml", "one", known),)
    assert missing(inspections=files) == [("missing-item", ())]
    bare = InspectionFile("inspections/one.toml", "one", Inspection("one", ""))
    assert missing(inspections=(bare,)) == []


def test_a_newer_schema_is_all_there_is_to_say() -> None:
    faults = (
        UnreadableFile("items/REC-3.toml", 4, "unreadable", "it is broken"),
        UnreadableFile("tracker.toml", 1, "newer-schema", "it is newer"),
    )
    assert codes(replace(item_with(), status="done"), faults=faults) == [("newer-schema", ())]


def test_a_name_in_other_letters_is_no_copy() -> None:
    assert not is_copy("Phase-One", "phase-one")
    assert is_copy("Phase-One (1)", "phase-one")


def line_spy(path: str, key: str, table: str = "", nth: int = 1) -> int:
    """A line that tells what was asked for."""
    return {"id": 100, "uid": 200, "owner": 300, "grade": 400, "printed": 500}[key] + nth


def said(plan: Plan, **facts: object) -> list[tuple[str, str, str, int, tuple[str, ...]]]:
    found = check(plan, FolderFacts(**facts), TODAY, NOON, line_spy)  # type: ignore[arg-type]
    return [(f.code, f.message, f.path, f.line, f.ids) for f in found]


def test_what_is_said_of_names() -> None:
    one, two = item_with(1), replace(item_with(2), id="rec-1")
    files = (
        ItemFile("items/REC-1.toml", "REC-1", one),
        ItemFile("items/REC-1 (1).toml", "REC-1 (1)", one),
        ItemFile("items/REC-9 (1).toml", "REC-9 (1)", replace(one, id="REC-9")),
        ItemFile("items/REC-7.toml", "REC-7", one),
        ItemFile("items/REC-8.toml", "REC-8", replace(one, id="REC-88")),
        ItemFile("items/rec-1.toml", "rec-1", two),
    )
    gone = "a copy of REC-9, and items/REC-9.toml is not there"
    name = "its id is REC-88, so it should be called REC-88.toml"
    alike = "rec-1 and REC-1 are one id to people who type it"
    assert said(Plan(), items=files) == [
        ("sync-copy", "a copy of REC-1", "items/REC-1 (1).toml", 101, ("REC-1",)),
        ("sync-copy", gone, "items/REC-9 (1).toml", 101, ("REC-9",)),
        ("wrong-name", name, "items/REC-8.toml", 101, ("REC-88",)),
        (
            "duplicate-id",
            "REC-1 is in items/REC-1.toml as well",
            "items/REC-7.toml",
            101,
            ("REC-1",),
        ),
        ("duplicate-id", alike, "items/rec-1.toml", 101, ("REC-1", "rec-1")),
    ]


def test_what_is_said_of_one_item_has_its_file_and_line() -> None:
    item = item_with(owner=None)
    files = (ItemFile("items/REC-1.toml", "REC-1", item),)
    message = "1 open item has no owner: REC-1"
    assert said(Plan(items=(item,)), items=files) == [
        ("no-owner", message, "items/REC-1.toml", 301, ("REC-1",))
    ]


def test_what_is_said_of_grades_and_forces() -> None:
    grades = (
        Grade(framework="np", period="2007", grade="Good", scale="hmic-2005"),
        Grade(framework="np", period="2008"),
        Grade(framework="np", period="2009", state="unknown"),
    )
    row = National(framework="np", period="2007", grades=("A",), printed=(43,), expected=43)
    long = replace(row, printed=tuple(range(14)))
    inspection = Inspection(id="one", title="", grades=grades, national=(row, long))
    files = (InspectionFile("inspections/one.toml", "one", inspection),)
    path, numbers = "inspections/one.toml", "0 1 2 3 4 5 6 7 8 9 10 11"
    sums = f"1 national row doesn't add up: np 2007: {numbers}, 91 of 43 forces"
    plan = Plan(inspections=(inspection,))
    assert said(plan, inspections=files, settings_read=False) == [
        ("national-sum", sums, path, 502, ()),
        ("unknown-grade", "np 2008: nothing, scale none", path, 402, ()),
    ]


def test_many_unknown_frameworks_are_counted_and_five_named() -> None:
    rows = tuple(Grade(framework=f"f{n}", period="1", state="unknown") for n in range(6))
    plan = Plan(inspections=(Inspection(id="one", title="", grades=rows),))
    assert said(plan) == [
        (
            "unknown-framework",
            "one speaks of 6 frameworks not in tracker.toml: 'f0', 'f1', 'f2', 'f3', 'f4'",
            "",
            0,
            (),
        )
    ]


def test_inspections_are_not_called_unknown_where_their_folder_cannot_be_read() -> None:
    item = replace(item_with(), inspection="one")
    fault = UnreadableFile("inspections", 0, "unreadable", "it is a file")
    assert [code for code, _ in codes(item, faults=(fault,))] == ["unreadable"]
    assert [code for code, _ in codes(item)] == ["unknown-inspection"]
