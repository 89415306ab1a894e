"""`undo`: the newest command not yet undone, taken back by appending."""

from __future__ import annotations

import json
from pathlib import Path

from tests.conftest import EXAMPLE, Run, tree


def shown(run: Run, *ids: str) -> list[dict[str, object]]:
    items: list[dict[str, object]] = json.loads(run("show", *ids, "--json").out)["items"]
    return items


def uids(run: Run) -> dict[str, str]:
    found = json.loads(run("list", "--all", "--json").out)["items"]
    return {item["id"]: item["uid"] for item in found}


def test_an_update_is_taken_back_by_an_entry(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--status", "done", "--note", "all boroughs")
    found = run("undo")
    assert found.code == 0
    assert "REC-5: status done → in progress" in found.err
    item = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert item["status"] == "in-progress"
    assert [e["event"] for e in item["history"]] == ["imported", "updated", "undone"]
    assert item["history"][-1]["source"] == f"undo of {item['history'][1]['op']}"


def test_undo_again_goes_one_command_further_back(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--owner", "Head of CID")
    run("update", "REC-5", "--owner", "Head of Public Protection")
    run("undo")
    assert shown(run, "REC-5")[0]["owner"] == "Head of CID"
    run("undo")
    assert shown(run, "REC-5")[0]["owner"] is None


def test_a_bulk_update_is_one_step(run: Run, plan: Path) -> None:
    run("update", "REC-5..8", "--owner", "Head of CID", "--yes")
    refused = run("undo")
    assert (refused.code, refused.out) == (2, "")
    assert "4 items would change, and nobody can be asked" in refused.err
    assert run("undo", "--yes").code == 0
    assert {item["owner"] for item in shown(run, "REC-5..8")} == {None}


def test_what_was_added_is_removed_and_its_id_never_given_again(run: Run, plan: Path) -> None:
    run("add", "rec", "The force should review call handling")
    assert run("undo").err.endswith("removed: REC-17\n")
    assert run("show", "REC-17").code == 3
    assert run("add", "rec", "another").err.startswith("REC-18 added")


def test_what_was_added_and_changed_since_stays(run: Run, plan: Path) -> None:
    run("add", "rec", "The force should review call handling")
    path = plan / "items" / "REC-17.toml"
    path.write_text("# seen by the board\n" + path.read_text())
    before = tree(plan)
    found = run("undo", "--yes")
    assert "not undone: REC-17 was changed since it was made: it stays" in found.err
    assert found.err.endswith("nothing of it can be undone\n")
    assert tree(plan) == before


def test_undo_steps_back_through_an_import_and_it_can_be_done_again(run: Run, plan: Path) -> None:
    before = {
        item["id"]: item["uid"] for item in json.loads(run("list", "--all", "--json").out)["items"]
    }
    run("update", "REC-5", "--status", "done")
    run("undo")
    assert run("undo", "--yes").code == 0
    assert json.loads(run("list", "--all", "--json").out)["count"] == 0
    assert run("undo").err == "nothing to undo\n"
    run("import", EXAMPLE, "--yes")
    after = {
        item["id"]: item["uid"] for item in json.loads(run("list", "--all", "--json").out)["items"]
    }
    assert after == before


def test_a_field_changed_since_by_hand_stays(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--owner", "Head of CID", "--progress", "almost")
    path = plan / "items" / "REC-5.toml"
    path.write_text(
        path.read_text().replace('\nowner = "Head of CID"\n', '\nowner = "Commander"\n', 1)
    )
    found = run("undo", "--yes")
    assert "REC-5: its owner was changed since and stays" in found.err
    item = shown(run, "REC-5")[0]
    assert (item["owner"], item["progress"]) == ("Commander", "majority")


def test_a_dry_run_of_undo_writes_nothing(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--status", "done")
    assert run("add", "rec", "One more").code == 0
    assert "would be removed: REC-17\n" in run("undo", "--dry-run").err
    assert run("undo").err.endswith("\nremoved: REC-17\n")
    before = tree(plan)
    found = run("undo", "--dry-run", "--json")
    assert json.loads(found.out)["changed"][0]["id"] == "REC-5"
    assert tree(plan) == before


def test_an_undone_note_is_marked_so(run: Run, plan: Path) -> None:
    run("note", "REC-5", "chased")
    assert "REC-5: its note is marked as undone" in run("undo").err
    assert shown(run, "REC-5")[0]["history"][-1]["event"] == "undone"  # type: ignore[index]


def test_undoing_what_settled_a_count_unsettles_it(run: Run, plan: Path) -> None:
    run("update", "REC-11", "--status", "done", "--on", "2008-09-11")
    assert "The source says" not in run("summary").out
    run("undo")
    assert "The source says one of REC-11, REC-12" in run("summary").out
    assert "6 of 16 *" in run("summary", "--as-of", "2008-10-31").out
