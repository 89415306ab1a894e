"""A list of the plan that comes back: nothing changes but the owners that were filled in."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.answers.calc import FILTERS, Edited, edit
from tests.commands.terminal import Terminal
from tests.conftest import Run, tree
from tests.formats.test_workbooks import office

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


@pytest.fixture(scope="module")
def calc_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Calc's own settings, which its first start makes."""
    return tmp_path_factory.mktemp("calc")


def test_a_list_saved_again_by_calc_changes_nothing_and_assigns_what_was_filled_in(
    run: Run, plan: Path, tmp_path: Path, calc_home: Path
) -> None:
    run("update", "REC-5", "--due", "2009-03-13", "--reason", "IT release", "--tag", "one")
    run("update", "REC-6", "--title", "007", "--owner", "Head of Crime")
    run("list", "--all", "-o", tmp_path / "plan.xlsx")
    sheet: Any = load_workbook(tmp_path / "plan.xlsx").worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    row = next(cells[0].row for cells in sheet.iter_rows() if cells[0].value == "REC-11")
    owner = sheet.cell(row, heads.index("owner") + 1).coordinate
    saved = {kind: tmp_path / f"saved.{kind}" for kind in FILTERS}
    typed = {kind: tmp_path / f"typed.{kind}" for kind in FILTERS}
    edit(
        office(),
        calc_home,
        [
            Edited(tmp_path / "plan.xlsx", (), tuple(saved.values())),
            Edited(
                tmp_path / "plan.xlsx",
                (("text", owner, "Head of CID"),),
                tuple(typed.values()),
            ),
        ],
    )
    before = tree(plan)
    for path in saved.values():
        result = run("import", path, "--yes")
        assert (result.code, result.err) == (
            0,
            "nothing to write: the plan says all of this already\n",
        )
        assert "not taken" not in " ".join(result.out.split()), path
        assert "Unchanged    16 recommendations, 48 AFIs\n" in result.out
        assert tree(plan) == before
    for path in typed.values():
        assert run("import", path, "--yes").code == 0
        assert owner_of(run, "REC-11") == "Head of CID", path
        assert run("undo", "--yes").code == 0
        assert owner_of(run, "REC-11") is None


@pytest.mark.parametrize(
    ("key", "owner"), [("1", "Head of CID"), ("2", "Head of Crime"), ("", "Head of Crime")]
)
def test_an_owner_that_was_changed_in_the_list_and_here_is_asked_on_a_terminal(
    run: Run, plan: Path, tmp_path: Path, key: str, owner: str
) -> None:
    run("list", "--no-owner", "-o", tmp_path / "owners.xlsx")
    time.sleep(1.1)  # the list has seconds
    run("update", "REC-11", "--owner", "Head of Crime", "--new-owner")
    path = filled(tmp_path / "owners.xlsx", {"REC-11": {"owner": "Head of CID"}})
    with Terminal(plan, ["import", str(path)]) as terminal:
        asked = " ".join(terminal.until("Enter later >").split())
        assert "REC-11: whose is it? Its owner was 'none' when it was listed" in asked
        assert "1 Head of CID, as the list has it 2 Head of Crime, as it is here" in asked
        terminal.send(f"{key}\r")
        assert terminal.end()[0] == 0
    assert owner_of(run, "REC-11") == owner
    if key == "1":
        assert run("undo", "--yes").code == 0
        assert owner_of(run, "REC-11") == "Head of Crime"


NO_POSTS: dict[str, dict[str, Any]] = {
    "REC-11": {"owner": "Head of CID"},
    "REC-12": {"owner": "TBC"},
    "REC-14": {"owner": "tbc"},
    "REC-15": {"owner": "?"},
    "REC-16": {"owner": "n/a"},
    "AFI-11": {"owner": "-"},
    "AFI-12": {"owner": "\u2014"},
    "AFI-13": {"owner": "me"},
    "AFI-14": {"owner": "no-one"},
}


def test_what_names_no_post_is_no_owner_and_a_dash_is_blank(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    run("list", "--no-owner", "-o", tmp_path / "owners.xlsx")
    result = run("import", filled(tmp_path / "owners.xlsx", NO_POSTS), "--yes")
    assert result.code == 0
    words = " ".join(result.out.split())
    assert "Changed 1 recommendation Unchanged" in words
    assert "the owner 'TBC' of REC-12, REC-14 names no post: not taken; to give one:" in words
    assert "Questions 4 to be answered" in words
    assert [line.partition(" (")[0] for line in result.err.splitlines()[1:]] == [
        "open: 2 items: is 'TBC' the name of a post?",
        "open: REC-15: is '?' the name of a post?",
        "open: AFI-13: is 'me' the name of a post?",
        "open: AFI-14: is 'no-one' the name of a post?",
    ]
    assert {owner_of(run, one) for one in NO_POSTS} == {"Head of CID", None}
    assert "TBC" not in run("person", "list").out


@pytest.mark.parametrize(("key", "owner"), [("1", "TBC"), ("2", None), ("", None)])
def test_a_word_that_names_no_post_is_asked_about_once_for_all_of_its_items(
    run: Run, plan: Path, tmp_path: Path, key: str, owner: str | None
) -> None:
    run("list", "--no-owner", "-o", tmp_path / "owners.xlsx")
    cells = {"REC-12": {"owner": "TBC"}, "REC-14": {"owner": "TBC"}}
    path = filled(tmp_path / "owners.xlsx", cells)
    with Terminal(plan, ["import", str(path)]) as terminal:
        asked = " ".join(terminal.until("Enter later >").split())
        assert "2 items: is 'TBC' the name of a post? 1 a post 2 none" in asked
        terminal.send(f"{key}\r")
        assert terminal.end()[0] == 0
    assert [owner_of(run, one) for one in cells] == [owner, owner]


SEVERAL: dict[str, dict[str, Any]] = {
    "REC-11": {"owner": "Head of CID; Head of Crime"},
    "REC-12": {"owner": "Head of CID / Crime"},
    "REC-14": {"owner": "Head of CID and Head of Crime"},
    "REC-15": {"owner": "Head of HR/OD"},
    "REC-16": {"owner": "Commander, Territorial Policing"},
    "AFI-11": {"owner": "Head of CID and Crime"},
}


def test_a_cell_that_may_name_several_posts_is_asked_about(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    run("list", "--no-owner", "-o", tmp_path / "owners.xlsx")
    result = run("import", filled(tmp_path / "owners.xlsx", SEVERAL), "--yes")
    words = " ".join(result.out.split())
    assert "the owner 'Head of CID / Crime' of REC-12 may be several posts: not taken;" in words
    assert [line.partition(" (")[0] for line in result.err.splitlines()[1:]] == [
        "open: REC-11: is 'Head of CID; Head of Crime' one post?",
        "open: REC-12: is 'Head of CID / Crime' one post?",
        "open: REC-14: is 'Head of CID and Head of Crime' one post?",
    ]
    assert [owner_of(run, one) for one in SEVERAL] == [
        *(None, None, None, "Head of HR/OD", "Commander, Territorial Policing"),
        "Head of CID and Crime",
    ]


@pytest.mark.parametrize(
    ("key", "owner"),
    [
        ("1", "Head of CID; Head of Crime"),
        ("2", "Head of CID"),
        ("3", "Head of Crime"),
        ("4", None),
    ],
)
def test_one_of_several_posts_in_a_cell_can_be_picked(
    run: Run, plan: Path, tmp_path: Path, key: str, owner: str | None
) -> None:
    run("list", "--no-owner", "-o", tmp_path / "owners.xlsx")
    cells = {"REC-12": {"owner": "Head of CID; Head of Crime"}}
    path = filled(tmp_path / "owners.xlsx", cells)
    with Terminal(plan, ["import", str(path)]) as terminal:
        terminal.until("Enter later >")
        terminal.send(f"{key}\r")
        assert terminal.end()[0] == 0
    assert owner_of(run, "REC-12") == owner
