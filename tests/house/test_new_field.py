"""A new field of an item is one row and its attribute: shown on a copy of the package."""

from __future__ import annotations

import json

import pytest

from hmic_tracker.domain.fields import ATTRIBUTES, FIELDS, STORED
from hmic_tracker.domain.items import Item
from hmic_tracker.query.fields import FIELDS as EXPRESSIONS
from hmic_tracker.reports.item_rows import VALUES
from tests.house.package_copy import PackageCopy

ROW = """\
    ItemField(
        "reference_no", "text", "Its number in the force's own register.", head="Reference",
        json="list", compare="text", tracked=True, indexed=True, line=True,
    ),
"""


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> PackageCopy:
    """A copy that knows the field, and a plan of three items, two of which have one by hand."""
    copy = PackageCopy(tmp_path_factory.mktemp("field"))
    copy.insert_before("domain/fields.py", '    ItemField("discharged_by"', ROW)
    copy.insert_before(
        "domain/items.py", "    discharged_by: str | None", "    reference_no: str | None = None\n"
    )
    copy.run("init", str(copy.plan))
    for text in ("Answer the phone", "Count the cells", "Mend the gate"):
        copy.run("add", "rec", text)
    for number, reference in ((1, "B/2"), (2, "A/10")):
        path = copy.plan / "items" / f"REC-{number}.toml"
        line = f'reference_no = "{reference}"  # by hand\n'
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("\n[[history]]", f"{line}\n[[history]]"), encoding="utf-8")
    return copy


def test_it_is_shown_listed_sorted_and_given_out(copied: PackageCopy) -> None:
    assert "Reference  B/2" in copied.run("show", "REC-1")
    assert "Reference" not in copied.run("show", "REC-3")
    table = copied.run("list", "--columns", "id,reference-no", "--sort", "reference_no")
    assert [line.split() for line in table.splitlines()[2:]] == [
        ["Item", "Reference"],
        ["REC-2", "A/10"],
        ["REC-1", "B/2"],
        ["REC-3", "none"],
    ]
    items = json.loads(copied.run("list", "--json"))["items"]
    assert [item["reference_no"] for item in items] == ["B/2", "A/10", None]
    assert json.loads(copied.run("show", "REC-1", "--json"))["items"][0]["reference_no"] == "B/2"
    csv = copied.run("list", "--format", "csv", "--columns", "id,reference_no")
    assert csv.splitlines() == ["\ufeffid,reference_no", "REC-1,B/2", "REC-2,A/10", "REC-3,"]


def test_expressions_compare_it_with_the_index_and_without(copied: PackageCopy) -> None:
    for expression, ids in (
        ("reference-no = b/2", "REC-1"),
        ("reference_no != B/2", "REC-2"),
        ("reference-no ~ /", "REC-1 REC-2"),
        ("reference-no in (a/10, none)", "REC-2 REC-3"),
    ):
        for index in ((), ("--no-index",)):
            found = copied.run("list", "--where", expression, "--format", "ids", *index)
            assert found.split() == ids.split(), (expression, index)


def test_completion_and_errors_name_it(copied: PackageCopy) -> None:
    for option in ("--columns", "--sort"):
        assert "reference_no" in copied.run("__complete", "fish", "ref", "list", option)
    assert "reference_no" in copied.run("list", "--columns", "nosuch", code=2)
    assert "reference-no" in copied.run("list", "--where", "zzz = 1", code=2)


def test_the_file_keeps_it_and_the_history_has_it(copied: PackageCopy) -> None:
    assert "reference_no is B/2, and its history says none" in copied.run("check", code=1)
    copied.run("note", "REC-1", "seen")
    assert "changed outside the tool: reference no none → B/2" in copied.run("show", "REC-1")
    path = copied.plan / "items" / "REC-1.toml"
    text = path.read_text(encoding="utf-8")
    assert text.count('reference_no = "B/2"') == 2
    assert 'reference_no = "B/2"  # by hand\n' in text
    copied.environment["TRACKER_TODAY"] = "2009-01-05"
    path.write_text(text.replace('"B/2"  #', '"C/7"  #'), encoding="utf-8")
    copied.run("check", "--record")
    assert "C/7" in copied.run("list", "--columns", "reference_no")
    assert "B/2" in copied.run("list", "--as-of", "2008-12-31", "--columns", "reference_no")
    path.write_text(text.replace('"B/2"  #', "3  #"), encoding="utf-8")
    line = text[: text.index("  # by hand")].count("\n") + 1
    assert f"REC-1.toml:{line}: 'reference_no' has to be text" in copied.run("check", code=1)


def test_every_row_has_its_attribute_its_value_and_its_comparison() -> None:
    parts = ("actions", "evidence", "unsettled", "history")
    assert tuple(ATTRIBUTES.values()) + parts == Item._fields
    assert {f.key for f in FIELDS if f.head or f.json} == set(VALUES)
    assert {field.where for field in FIELDS if field.compare} == set(EXPRESSIONS)
    assert all(not f.required or not f.absent for f in STORED)
