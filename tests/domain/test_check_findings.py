"""Every finding whole: its code, what it says, the file, the line and the items."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from hmic_tracker.domain.check_findings import (
    Finding,
    FolderFacts,
    InspectionFile,
    ItemFile,
    UnreadableFile,
    shortened,
    some,
)
from hmic_tracker.domain.checks import check
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import Grade
from hmic_tracker.domain.inspections import Inspection
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_replace import replace
from tests.domain.making import NOON, TODAY, an_item, born, entered
from tests.domain.test_counts import reported

_PLACES = ("items", "inspections", "tracker.toml")
_KEYS = (
    *("id", "uid", "owner", "due", "kind", "links", "board", "parent", "grade", "original_due"),
    "total",
)


def line_of(path: str, key: str, table: str = "", nth: int = 1) -> int:
    """A line that says what was asked for: place, key, table, nth; 0 for anything unknown."""
    if not path.startswith(_PLACES) or key not in _KEYS:
        return 0
    tables = ("", "grades", "reported", "frameworks.np")
    return 1000 * (_KEYS.index(key) + 1) + 100 * tables.index(table) + nth


def found(*items: Item, plan: Plan | None = None, **facts: Any) -> list[Finding]:
    """What is found in a plan of these items, each in a file of its own name."""
    files = tuple(ItemFile(f"items/{item.id}.toml", item.id, item) for item in items)
    known = FolderFacts(**{"items": files, **facts})
    return list(check(replace(plan or Plan(), items=items), known, TODAY, NOON, line_of))


def whole(**fields: Any) -> Item:
    """An item of which nothing is to be said."""
    return entered(
        born(id=fields.pop("id", "REC-1")), **{"owner": "CID", "due": "2009-03"} | fields
    )


def only(findings: list[Finding], code: str) -> Finding:
    """The one finding with that code."""
    (one,) = [finding for finding in findings if finding.code == code]
    return one


def test_a_whole_item_gives_no_finding() -> None:
    assert found(whole()) == []


def test_a_history_that_was_cut_off() -> None:
    file = ItemFile("items/REC-1.toml", "REC-1", an_item(owner="CID", due="2009"), cut=True)
    assert only(found(items=(file,)), "history-truncated") == Finding(
        "history-truncated",
        "REC-1 has no history any more, and had one when tracker wrote it",
        "items/REC-1.toml",
        0,
        ("REC-1",),
    )


def test_an_item_that_never_had_a_history() -> None:
    assert only(found(an_item()), "no-history") == Finding(
        "no-history",
        "REC-1 was written by hand, or its file was cut short",
        "items/REC-1.toml",
        0,
        ("REC-1",),
    )


def test_fields_that_differ_from_the_history() -> None:
    item = replace(whole(tags=("a", "b")), text="Typed", owner="Typed", tags=())
    assert found(item) == [
        Finding(
            "changed-outside",
            "REC-1: text differs from its history; owner is Typed, and its history says CID; "
            "tags is none, and its history says a, b",
            "items/REC-1.toml",
            0,
            ("REC-1",),
        )
    ]
    owner = found(replace(whole(), owner="Typed"))[0]
    assert owner.line == line_of("items/REC-1.toml", "owner")


def test_an_original_due_that_it_never_had() -> None:
    item = replace(whole(), original_due="2008-10")
    assert found(item) == [
        Finding(
            "first-due",
            "REC-1: original_due is 2008-10, a due it never had; "
            'set it back: original_due = "2009-03"',
            "items/REC-1.toml",
            line_of("items", "original_due"),
            ("REC-1",),
        )
    ]


def test_a_link_to_nothing() -> None:
    files = (
        ItemFile("items/REC-1.toml", "REC-1", whole(), links=("REC-2", "x" * 80)),
        ItemFile("items/REC-2.toml", "REC-2", replace(whole(id="REC-2"), uid="u2")),
    )
    assert only(found(items=files), "dangling-link") == Finding(
        "dangling-link",
        f"REC-1 links to {'x' * 59}…, which is not in the plan",
        "items/REC-1.toml",
        line_of("items", "links"),
        ("REC-1",),
    )


def test_what_can_be_said_of_one_item_and_of_several() -> None:
    early = whole(due="2008-09-01")
    concern = replace(whole(id="COC-1"), uid="u2", kind="cause-of-concern")
    bare = replace(born(id="REC-3"), uid="u3")
    path, key = "items/REC-1.toml", line_of("items", "due")
    assert found(early)[0] == Finding(
        "due-before-report", "1 item is due before its report: REC-1", path, key, ("REC-1",)
    )
    assert found(concern)[0] == Finding(
        "concern-alone",
        "1 cause of concern has no recommendation in its framework: COC-1",
        "items/COC-1.toml",
        line_of("items", "kind"),
        ("COC-1",),
    )
    assert found(bare) == [
        Finding(
            "no-owner", "1 open item has no owner: REC-3", "items/REC-3.toml", 3001, ("REC-3",)
        ),
        Finding(
            "no-due", "1 open item has no due date: REC-3", "items/REC-3.toml", 4001, ("REC-3",)
        ),
    ]
    plan = Plan(frameworks=(Framework(slug="np", name="NP"),))
    twice = [
        *(early, replace(early, id="REC-2", uid="v2")),
        *(bare, replace(bare, id="REC-4", uid="v4")),
        *(replace(concern, framework="np"), replace(concern, id="COC-2", uid="v5", framework="np")),
    ]
    assert [(f.message, f.path, f.line) for f in found(*twice, plan=plan)] == [
        ("2 items are due before their report: REC-1..2", "", 0),
        ("2 causes of concern have no recommendation in their framework: COC-1..2", "", 0),
        ("2 open items have no owner: REC-3..4", "", 0),
        ("2 open items have no due date: REC-3..4", "", 0),
    ]


def test_an_item_whose_file_is_not_known_has_no_path() -> None:
    plan = Plan(items=(born(id="REC-9"),))
    findings = check(plan, FolderFacts(), TODAY, NOON, line_of)
    assert [(f.code, f.path, f.line) for f in findings] == [("no-owner", "", 0), ("no-due", "", 0)]


def test_a_broken_copy_and_a_broken_file() -> None:
    faults = (
        UnreadableFile("items/REC-1-PC123.toml", 7, "unreadable", "not valid TOML"),
        UnreadableFile("items/REC-5.toml", 9, "wrong-value", "'due' is odd"),
        UnreadableFile("inspections/a/REC-1-PC.toml", 0, "unreadable", "gone"),
    )
    assert found(whole(), faults=faults) == [
        Finding("unreadable", "gone", "inspections/a/REC-1-PC.toml", 0, ()),
        Finding("wrong-value", "'due' is odd", "items/REC-5.toml", 9, ("REC-5",)),
        Finding(
            "sync-copy",
            "it looks like a copy of REC-1, and can't be read: not valid TOML",
            "items/REC-1-PC123.toml",
            7,
            ("REC-1",),
        ),
    ]


def test_names_that_are_not_the_id() -> None:
    files = (
        ItemFile("items/REC-1.toml", "REC-1", whole()),
        ItemFile("items/REC-1-PC.toml", "REC-1-PC", whole()),
        ItemFile("items/other.toml", "other", replace(whole(id="REC-7"), uid="u7")),
        ItemFile("items/rec-1.toml", "rec-1", replace(whole(id="rec-1"), uid="u8")),
        ItemFile("items/REC-51.toml", "REC-51", whole()),
    )
    said = [(f.code, f.message, f.path, f.ids) for f in found(items=files) if f.level == "error"]
    assert said == [
        ("sync-copy", "a copy of REC-1", "items/REC-1-PC.toml", ("REC-1",)),
        (
            "wrong-name",
            "its id is REC-7, so it should be called REC-7.toml",
            "items/other.toml",
            ("REC-7",),
        ),
        (
            "duplicate-id",
            "rec-1 and REC-1 are one id to people who type it",
            "items/rec-1.toml",
            ("REC-1", "rec-1"),
        ),
        ("duplicate-id", "REC-1 is in items/REC-1.toml as well", "items/REC-51.toml", ("REC-1",)),
    ]


def test_a_copy_is_of_the_id_that_is_in_it() -> None:
    files = (
        ItemFile("items/REC-1.toml", "REC-1", whole()),
        ItemFile("items/x-rec-1.toml", "x-rec-1", replace(whole(id="rec-1"), uid="u8")),
    )
    told = [f for f in found(items=files) if f.path == "items/x-rec-1.toml"]
    assert [(f.code, f.ids) for f in told] == [("sync-copy", ("rec-1",))]


def test_an_inspection_with_another_name_has_its_line() -> None:
    file = InspectionFile("inspections/a.toml", "a", Inspection(id="b", title="B"))
    assert found(inspections=(file,)) == [
        Finding(
            "wrong-name",
            "its id is b, so it should be called b.toml",
            "inspections/a.toml",
            line_of("inspections", "id"),
            ("b",),
        )
    ]


def test_a_uid_that_two_items_have() -> None:
    first, second = (replace(whole(id=f"REC-{n}"), uid="u" * 41) for n in (1, 2))
    assert only(found(first, second), "duplicate-uid") == Finding(
        "duplicate-uid",
        f"REC-2 has the uid of REC-1, {'u' * 40}",
        "items/REC-2.toml",
        line_of("items", "uid"),
        ("REC-1", "REC-2"),
    )


def test_files_of_no_use_and_a_stopped_command() -> None:
    assert found(stray=("items/notes.txt",), interrupted="import") == [
        Finding("interrupted", "'import' was stopped after it was saved"),
        Finding("stray-file", "it is not read", "items/notes.txt"),
    ]


def test_frameworks_and_boards_that_nobody_named() -> None:
    plan = Plan(frameworks=(Framework(slug="np", name="NP", parent="gone", board="Ours"),))
    item = replace(whole(board="Theirs"), framework="np")
    assert found(item, plan=plan, boards=frozenset({"Third"})) == [
        Finding(
            "unknown-framework",
            "np is under 'gone'",
            "tracker.toml",
            line_of("tracker.toml", "parent", "frameworks.np"),
        ),
        Finding(
            "unknown-board",
            "'Ours' is the board of np",
            "tracker.toml",
            line_of("tracker.toml", "board", "frameworks.np"),
        ),
        Finding("unknown-board", "'Theirs' is the board of REC-1", ids=("REC-1",)),
    ]
    assert found(item, plan=plan, settings_read=False) == []


def test_what_an_inspection_says_has_its_file_and_line() -> None:
    grades = (
        Grade(framework="np", period="2007", state="unknown"),
        Grade(framework="np", period="2008", state="graded", grade="Odd", scale="hmic-2005"),
    )
    inspection = Inspection(
        id="one",
        title="One",
        published="2007-10",
        grades=grades,
        reported=(reported("2008-10-01", 1),),
    )
    item = replace(whole(), framework="np", inspection="one")
    plan = Plan(frameworks=(Framework(slug="np", name="NP"),), inspections=(inspection,))
    files = (InspectionFile("inspections/one.toml", "one", inspection),)
    with_file = found(item, plan=plan, inspections=files)
    odd = only(with_file, "unknown-grade")
    assert odd == Finding(
        "unknown-grade",
        "NP 2008: Odd, scale hmic-2005",
        "inspections/one.toml",
        line_of("inspections", "grade", "grades", 2),
    )
    counts = [finding.path for finding in with_file if finding.code == "counts-differ"]
    assert counts == ["inspections/one.toml"] * 2  # one says how many are completed, one of all
    without = found(item, plan=plan)
    assert only(without, "unknown-grade").path == ""
    assert {f.path for f in without if f.code == "counts-differ"} == {""}


def test_every_count_that_differs_is_told() -> None:
    counts = (
        reported("2008-10-01", 1, total=1),
        reported("2008-10-01", 1, total=1, kind="afi"),
    )
    plan = Plan(
        frameworks=(Framework(slug="np", name="NP"),),
        inspections=(Inspection(id="one", title="One", reported=counts),),
    )
    rec = replace(whole(), framework="np", inspection="one")
    afi = replace(rec, id="AFI-1", kind="afi", uid="u2")
    told = [f.ids for f in found(rec, afi, plan=plan) if f.code == "counts-differ"]
    assert told == [("REC-1",), ("AFI-1",)]


def missing(*items: Item, totals: dict[str, int], on: str = "2008-10-01") -> list[Finding]:
    """What is told of a source that counts so many of each kind, none of them completed."""
    counts = tuple(reported(on, 0, kind=kind, total=n) for kind, n in totals.items())
    inspection = Inspection(id="one", title="One", reported=counts)
    plan = Plan(frameworks=(Framework(slug="np", name="NP"),), inspections=(inspection,))
    files = (InspectionFile("inspections/one.toml", "one", inspection),)
    return [f for f in found(*items, plan=plan, inspections=files) if f.code == "counts-differ"]


def test_items_that_a_source_counts_and_the_plan_does_not_have() -> None:
    rec = replace(whole(), framework="np", inspection="one")
    afi = replace(rec, id="AFI-1", kind="afi", uid="u2")
    other = replace(rec, id="REC-2", uid="u3", framework="pvp")
    assert missing(rec, afi, totals={"recommendation": 1, "afi": 3}) == [
        Finding(
            "counts-differ",
            "NP: the plan has 1 AFI, and the source of 1 Oct 2008 counts 3",
            "inspections/one.toml",
            line_of("inspections", "total", "reported", 2),
        )
    ]
    assert len(missing(rec, afi, totals={"recommendation": 2, "afi": 2})) == 2
    assert missing(rec, afi, totals={"recommendation": 1, "afi": 1}) == []
    assert missing(rec, other, totals={"recommendation": 2}) == []  # elsewhere, but there
    assert missing(rec, totals={"recommendation": 2}, on="2008-12-02") == []
    assert len(missing(rec, totals={"recommendation": 2}, on="2008-12-01")) == 1
    assert len(missing(replace(rec, inspection="two"), totals={"recommendation": 2})) == 1
    two = (afi, replace(afi, id="AFI-2", uid="u4"))
    told = missing(rec, *two, totals={"recommendation": 1, "afi": 4})
    assert [f.message.split(", and")[0] for f in told] == ["NP: the plan has 2 AFIs"]


def test_a_whole_inspection_does_not_hide_the_next() -> None:
    counts = reported("2008-10-01", 0, total=1), reported("2008-10-01", 0, total=2)
    one, two = (
        Inspection(id=name, title=name, reported=(said,))
        for name, said in zip(("one", "two"), counts, strict=True)
    )
    item = replace(whole(), framework="np", inspection="one")
    plan = Plan(frameworks=(Framework(slug="np", name="NP"),), inspections=(one, two))
    told = [f.message for f in found(item, plan=plan) if f.code == "counts-differ"]
    assert told == [
        "NP: the plan has 1 recommendation, and the source of 1 Oct 2008 counts 2",
    ]


def test_an_inspection_that_speaks_of_unknown_frameworks_has_its_file() -> None:
    inspection = Inspection(
        id="one", title="One", grades=(Grade(framework="x", period="2007", state="unknown"),)
    )
    plan = Plan(inspections=(inspection,))
    said = "one speaks of 1 framework not in tracker.toml: 'x'"
    files = (InspectionFile("inspections/one.toml", "one", inspection),)
    assert found(plan=plan, inspections=files) == [
        Finding("unknown-framework", said, "inspections/one.toml")
    ]
    assert found(plan=plan) == [Finding("unknown-framework", said)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a  b\n c", "a b c"),
        ("x" * 60, "x" * 60),
        ("x" * 61, "x" * 59 + "…"),
        ("a" + " " * 238 + "b", "a b"),
        ("a" + " " * 240 + "b", "a…"),
    ],
)
def test_a_text_is_shortened_to_a_line(text: str, said: str) -> None:
    assert shortened(text) == said


def test_many_ids_are_named_by_their_first_ranges() -> None:
    assert some([f"REC-{2 * n}" for n in range(1, 9)]).count(",") == 7
    assert some([f"REC-{2 * n}" for n in range(1, 11)]) == (
        "REC-2, REC-4, REC-6, REC-8, REC-10, REC-12, REC-14, REC-16 and 2 more ranges"
    )
    assert date(2008, 12, 1) == TODAY
