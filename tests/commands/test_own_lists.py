"""A list of the plan that comes back: nothing changes but the owners that were filled in."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.conftest import Run, tree

pytestmark = pytest.mark.filterwarnings(
    "ignore:This process .* is multi-threaded:DeprecationWarning"
)


def filled(source: Path, cells: dict[str, dict[str, Any]]) -> Path:
    """The workbook of a list with cells typed into, by the item's id and the head."""
    book = load_workbook(source)
    sheet: Any = book.worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        for head, value in cells.get(row[heads.index("id")].value, {}).items():
            row[heads.index(head)].value = value
    path = source.with_name("filled.xlsx")
    book.save(path)
    return path


def owner_of(run: Run, item_id: str) -> Any:
    listed = json.loads(run("list", "--all", "--json").out)["items"]
    return next(item["owner"] for item in listed if item["id"] == item_id)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_a_list_that_comes_back_as_it_went_changes_nothing(
    run: Run, plan: Path, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"plan.{kind}"
    assert run("list", "--all", "-o", path).code == 0
    before = tree(plan)
    result = run("import", path, "--yes")
    assert (result.code, result.err) == (
        0,
        "nothing to write: the plan says all of this already\n",
    )
    assert "Unchanged    16 recommendations, 48 AFIs\n" in result.out
    assert tree(plan) == before


def test_owners_that_were_filled_in_are_assigned_and_other_cells_are_named(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    run("list", "--no-owner", "-o", tmp_path / "owners.xlsx")
    path = filled(
        tmp_path / "owners.xlsx",
        {
            "REC-11": {"owner": "Head of CID"},
            "REC-12": {"owner": "head of cid"},
            "REC-14": {"due": "2010-01"},
            "REC-15": {"uid": "aaaaaaaa"},
        },
    )
    result = run("import", path, "--yes")
    assert result.code == 0
    assert "  REC-11: owner none → Head of CID\n  REC-12: owner none → Head of CID\n" in result.out
    words = " ".join(result.out.split())
    assert "REC-14: its due is '2010-01', '2009-03' here: not taken from a list" in words
    assert "'REC-15' is no item of this plan: the row is left out" in words
    assert [owner_of(run, one) for one in ("REC-11", "REC-12", "REC-14")] == [
        "Head of CID",
        "Head of CID",
        None,
    ]
    assert not (plan / "documents" / "filled.xlsx").exists()
    before = tree(plan)
    assert run("import", path, "--yes").code == 0
    assert tree(plan) == before
    assert run("undo", "--yes").code == 0
    assert owner_of(run, "REC-11") is None


def test_what_changed_here_since_the_list_was_written_is_not_undone_by_it(
    run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("list", "--no-owner", "-o", tmp_path / "owners.xlsx")
    time.sleep(1.1)  # the list has seconds
    run("update", "REC-11", "--owner", "Head of Crime")
    run("update", "REC-14", "--due", "2010-01", "--reason", "IT release")
    run("update", "REC-15", "--due", "2010-02", "--reason", "IT release")
    path = filled(
        tmp_path / "owners.xlsx",
        {
            "REC-11": {"owner": "Head of CID"},
            "REC-12": {"owner": "Head of CID"},
            "REC-15": {"due": "2011-03"},
        },
    )
    result = run("import", path, "--yes")
    words = " ".join(result.out.split())
    assert result.code == 0
    assert (
        "REC-11: its owner is 'Head of CID', 'none' when it was listed and 'Head of Crime' now: "
        "not taken; to change it: tracker update REC-11 --owner" in words
    )
    assert (
        "REC-15: its due is '2011-03', '2009-03' when it was listed and '2010-02' now: "
        "not taken from a list" in words
    )
    assert "REC-14" not in words
    assert [owner_of(run, one) for one in ("REC-11", "REC-12")] == ["Head of Crime", "Head of CID"]
