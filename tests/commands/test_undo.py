"""`undo`: the newest command not yet undone, taken back by appending."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from hmic_tracker.store.journal import Op, Write, commit
from tests.conftest import EXAMPLE, Run, tree, without_history


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
    assert "Source:" not in run("summary").out
    run("undo")
    assert "* Source: REC-11 or REC-12 is completed too" in run("summary").out
    assert "6 of 16 recommendations *" in run("summary", "--as-of", "2008-10-31").out


class TestFilesOfAnotherDay:
    """A checkout of an older commit, a restored copy, another branch: the files are believed."""

    def test_a_command_that_the_files_no_longer_have_is_named_and_the_one_before_is_undone(
        self, run: Run, plan: Path, tmp_path: Path
    ) -> None:
        run("update", "REC-5", "--status", "done")
        first = kept(plan)[-1]
        before = saved(plan)
        run("note", "REC-6", "seen")
        last = kept(plan)[-1]
        restore(plan, before)
        found = run("undo")
        assert found.code == 0
        assert re.sub(r"\d\d:\d\d UTC", "10:00 UTC", found.err) == (
            f"passed over: note of REC-6 ({last}, 2008-12-01 10:00 UTC): "
            "the files no longer have it\n"
            f"undo of update ({first}, 2008-12-01 10:00 UTC)\n"
            "REC-5: status done → in progress\n"
        )
        assert run("undo", "--redo").code == 0
        assert shown(run, "REC-5")[0]["status"] == "done"

    def test_nothing_but_what_is_gone_is_exit_3_in_two_lines(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plan = tmp_path / "plan"
        run("init", plan)
        monkeypatch.setenv("TRACKER_STORE", str(plan))
        empty = saved(plan)
        run("add", "rec", "The force should do more.")
        op = kept(plan)[-1]
        restore(plan, empty)
        found = run("undo")
        assert (found.code, found.out) == (3, "")
        assert re.sub(r"\d\d:\d\d UTC", "10:00 UTC", found.err) == (
            f"tracker: nothing can be undone: add of REC-1 ({op}, 2008-12-01 10:00 UTC): "
            "the files no longer have it\n"
            "see what the files have: tracker history; with git, go back to the commit that has "
            "it\n"
        )
        assert tree(plan) == empty

    def test_the_undo_itself_may_be_what_the_files_no_longer_have(
        self, run: Run, plan: Path
    ) -> None:
        """Of two commands the newer was undone; in the files of before that it is done."""
        run("update", "REC-5", "--owner", "Head of CID")
        run("update", "REC-5", "--owner", "Commander", "--new-owner")
        before = saved(plan)
        run("undo")
        assert shown(run, "REC-5")[0]["owner"] == "Head of CID"
        restore(plan, before)
        found = run("undo")
        assert "passed over: undo of REC-5 (" in found.err
        assert "REC-5: owner Commander → Head of CID\n" in found.err

    def test_a_command_undone_in_another_clone_is_not_undone_twice(
        self, run: Run, plan: Path, tmp_path: Path
    ) -> None:
        run("update", "REC-6", "--owner", "Head of CID")
        run("update", "REC-5", "--owner", "Head of CID")
        clone = tmp_path / "clone"
        shutil.copytree(plan, clone)
        run("--store", clone, "undo")
        restore(plan, saved(clone))
        found = run("undo")
        assert "it is undone already, by somebody else or in another copy\n" in found.err
        assert "REC-6: owner Head of CID → none\n" in found.err
        assert events(run, "REC-5") == ["imported", "updated", "undone"]

    def test_of_many_that_are_gone_three_are_named(self, run: Run, plan: Path) -> None:
        run("note", "REC-1", "kept")
        before = saved(plan)
        for n in range(5):
            run("note", "REC-2", f"note {n}")
        restore(plan, before)
        found = run("undo")
        assert found.err.count("passed over: note of REC-2 (") == 3
        assert "\npassed over as well: 2 older commands\n" in found.err

    def test_settings_typed_back_by_hand_are_no_longer_in_the_way(
        self, run: Run, plan: Path
    ) -> None:
        run("note", "REC-1", "kept")
        before = (plan / "tracker.toml").read_text(encoding="utf-8")
        run("person", "add", "Head of CID")
        settings = plan / "tracker.toml"
        commented = "# ours\n[people.head-of-cid]\n# typed\n"
        text = settings.read_text(encoding="utf-8").replace("[people.head-of-cid]\n", commented)
        settings.write_text(text, encoding="utf-8")
        refused = run("undo")
        assert (refused.code, refused.err) == (
            3,
            "tracker: not undone: tracker.toml was changed since: it stays as it is\n"
            "take it back by hand: nothing of it can be undone\n",
        )
        settings.write_text(before + "# typed\n", encoding="utf-8")
        assert "REC-1: its note is marked as undone\n" in run("undo").err

    def test_a_comment_that_no_history_tells_of_is_passed_over_once_more_came(
        self, run: Run, plan: Path
    ) -> None:
        run("note", "REC-5", "first")
        old = (plan / "items" / "REC-5.toml").read_bytes()
        comment = Write("items/REC-5.toml", old, b"# seen by the board\n" + old)
        commit(plan, Op("aaaaaaaa", "edit", "2008-12-01T10:00:00+00:00", (comment,)))
        run("note", "REC-5", "second")
        run("undo")
        found = run("undo")
        assert "no history tells what it changed, and the file was changed since\n" in found.err
        assert (plan / "items" / "REC-5.toml").read_text().startswith("# seen by the board\n")


class TestWhoAndWhen:
    """Somebody else's command, and one of another day, are asked about."""

    def test_a_command_by_somebody_else_is_refused_where_nobody_can_be_asked(
        self, run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setenv("TRACKER_USER", "ACC O'Neill")
            run("update", "REC-5", "--status", "done")
        before = tree(plan)
        found = run("undo")
        assert (found.code, found.out, found.err) == (
            2,
            "",
            "tracker: update of REC-5: it was entered by ACC O'Neill, not by Liaison Officer, and "
            "nobody can be asked here\n"
            "to do it all the same: tracker undo --yes   (to look first: --dry-run)\n",
        )
        looked = run("undo", "--dry-run")
        assert "take note: it was entered by ACC O'Neill, not by Liaison Officer\n" in looked.err
        assert json.loads(run("undo", "--dry-run", "--json").out)["by"] == "ACC O'Neill"
        assert tree(plan) == before
        assert run("undo", "--yes").code == 0
        with monkeypatch.context() as patch:
            patch.setenv("TRACKER_USER", "acc o'neill")
            assert run("undo", "--redo").code == 2

    def test_what_one_typed_in_another_name_is_ones_own(self, run: Run, plan: Path) -> None:
        run("note", "REC-5", "rang", "--by", "Inspectorate")
        assert run("undo").code == 0
        assert run("undo", "--redo").code == 0
        found = run("undo", "--by", "Chief Inspector")
        assert (found.code, "by Inspectorate, not by Chief Inspector" in found.err) == (2, True)
        assert run("undo", "--by", "Inspectorate").code == 0
        found = run("undo", "--redo", "--by", "Chief Inspector")
        assert "its undo was entered by Inspectorate, not by Chief Inspector" in found.err

    def test_a_command_of_a_former_version_is_by_whom_its_entries_are(
        self, run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("note", "REC-5", "seen")
        path = sorted((plan / ".tracker" / "ops").iterdir())[-1]
        path.write_text(path.read_text().replace(', "by": "Liaison Officer"', "", 1))
        monkeypatch.setenv("TRACKER_USER", "ACC O'Neill")
        assert "entered by Liaison Officer, not by ACC O'Neill" in run("undo").err

    def test_a_command_of_another_day_is_refused_and_one_of_yesterday_evening_is_not(
        self, run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("update", "REC-5", "--status", "done")
        for day, code in (("2008-12-03", 2), ("2008-12-12", 2), ("2008-12-01", 0)):
            monkeypatch.setenv("TRACKER_TODAY", day)
            found = run("undo")
            assert found.code == code
            ago = "11 days" if day == "2008-12-12" else "2 days"
            assert (f"it was entered {ago} ago, and nobody can be asked" in found.err) == bool(code)

    @pytest.mark.parametrize("recorded", ["", "nonsense", "2008-12-01T10:00:00", "9999-99-99"])
    def test_a_command_that_does_not_say_when_is_asked_about(
        self, run: Run, plan: Path, recorded: str
    ) -> None:
        run("note", "REC-5", "seen")
        path = sorted((plan / ".tracker" / "ops").iterdir())[-1]
        text = re.sub('"recorded": "[^"]*"', f'"recorded": "{recorded}"', path.read_text(), count=1)
        path.write_text(text)
        found = run("undo")
        assert (found.code, "doesn't say when it was entered" in found.err) == (2, True)


class TestRedo:
    """An undo is taken back, as long as nothing came after it."""

    def test_an_update_is_there_again_by_an_entry(self, run: Run, plan: Path) -> None:
        run("update", "REC-5", "--status", "done", "--note", "all boroughs")
        op = kept(plan)[-1]
        run("undo")
        found = run("undo", "--redo")
        assert found.code == 0
        assert found.err.startswith(f"redo of update ({op}, ")
        assert found.err.endswith("REC-5: status in progress → done\n")
        item = shown(run, "REC-5")[0]
        assert item["status"] == "done"
        assert events(run, "REC-5") == ["imported", "updated", "undone", "redone"]
        assert item["history"][-1]["source"] == f"redo of {op}"  # type: ignore[index]
        assert "error" not in run("check").out

    def test_undo_and_redo_in_turn_come_to_the_same(self, run: Run, plan: Path) -> None:
        run("update", "REC-5..6", "--owner", "Head of CID", "--yes")
        fields = [(item["owner"], item["status"]) for item in shown(run, "REC-5..6")]
        for _ in range(3):
            assert run("undo", "--yes").code == 0
            assert {item["owner"] for item in shown(run, "REC-5..6")} == {None}
            assert run("undo", "--redo", "--yes").code == 0
            assert [(i["owner"], i["status"]) for i in shown(run, "REC-5..6")] == fields

    def test_files_that_an_undo_removed_come_back_byte_for_byte(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        plan = tmp_path / "plan"
        run("init", plan)
        monkeypatch.setenv("TRACKER_STORE", str(plan))
        run("import", EXAMPLE, "--yes")
        whole, text = tree(plan), without_history(plan / "tracker.toml")
        for _ in range(2):
            assert run("undo", "--yes").code == 0
            assert set(tree(plan)) == {"tracker.toml"}
            found = run("undo", "--redo", "--yes")
            assert "there again: REC-1..16, AFI-1..48\n" in found.err
            again = tree(plan)
            settings = without_history(plan / "tracker.toml")
            assert {**again, "tracker.toml": b""} == {**whole, "tracker.toml": b""}
            assert settings == text
        assert json.loads(run("list", "--all", "--json").out)["count"] == 64
        assert run("add", "rec", "Another").err.startswith("REC-17 added")

    def test_several_undos_are_taken_back_one_by_one(self, run: Run, plan: Path) -> None:
        run("add", "rec", "The force should do more.")
        run("update", "REC-17", "--owner", "Head of CID")
        run("undo")
        run("undo")
        assert run("show", "REC-17").code == 3
        assert run("undo", "--redo").code == 0
        assert shown(run, "REC-17")[0]["owner"] is None
        assert run("undo", "--redo").code == 0
        assert shown(run, "REC-17")[0]["owner"] == "Head of CID"
        assert run("undo", "--redo").code == 3
        assert run("undo").err.endswith("REC-17: owner Head of CID → none\n")
        found = run("undo")
        assert found.err.startswith("undo of add (")
        assert found.err.endswith("removed: REC-17\n")

    def test_another_command_in_between_is_named(self, run: Run, plan: Path) -> None:
        run("update", "REC-5", "--status", "done")
        run("undo")
        run("note", "REC-6", "seen")
        before = tree(plan)
        found = run("undo", "--redo")
        assert (found.code, found.out, found.err) == (
            3,
            "",
            "tracker: the last command in effect is note of REC-6, no undo: nothing can be redone\n"
            "an undo is taken back before anything else is entered; see: tracker history\n",
        )
        assert tree(plan) == before

    def test_a_fresh_plan_has_nothing_to_redo(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        run("init", tmp_path / "plan")
        monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "plan"))
        assert (run("undo").code, run("undo").err) == (0, "nothing to undo\n")
        found = run("undo", "--redo")
        assert (found.code, found.err) == (0, "nothing to redo\n")

    def test_a_field_changed_by_hand_since_the_undo_stays(self, run: Run, plan: Path) -> None:
        run("update", "REC-5", "--owner", "Head of CID", "--progress", "almost")
        run("undo")
        path = plan / "items" / "REC-5.toml"
        path.write_text(path.read_text().replace("\nstatus =", '\nowner = "Typed"\nstatus =', 1))
        found = run("undo", "--redo", "--yes")
        assert "not redone: REC-5: its owner was changed since and stays\n" in found.err
        item = shown(run, "REC-5")[0]
        assert (item["owner"], item["progress"]) == ("Typed", "almost")

    def test_settings_and_records_of_papers_are_restored_and_there_again(
        self, run: Run, plan: Path
    ) -> None:
        paper = ("report", "--number", "9", "--meeting", "2008-12-11", "--record", "-o")
        assert run(*paper, plan.parent / "paper.txt").code == 0
        run("person", "add", "Head of CID")
        whole, text = tree(plan), without_history(plan / "tracker.toml")
        run("undo")
        assert "removed: papers/" in run("undo").err
        assert "there again: papers/" in run("undo", "--redo").err
        assert run("undo", "--redo").err.endswith("tracker.toml: Head of CID added\n")
        assert {**tree(plan), "tracker.toml": b""} == {**whole, "tracker.toml": b""}
        assert without_history(plan / "tracker.toml") == text

    def test_what_would_be_redone_is_shown_and_not_done(self, run: Run, plan: Path) -> None:
        run("add", "rec", "The force should do more.")
        run("undo")
        before = tree(plan)
        found = run("undo", "--redo", "--dry-run", "--json")
        value = json.loads(found.out)
        assert (value["redo"], value["written"], value["command"]) == (True, False, "add")
        assert value["created"] == ["items/REC-17.toml"]
        assert "would be there again: REC-17\n" in run("undo", "--redo", "--dry-run").err
        assert tree(plan) == before


def test_items_and_other_files_are_counted_each_as_what_they_are(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", tmp_path / "plan")
    monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "plan"))
    run("import", EXAMPLE, "--yes")
    found = run("undo")
    assert (found.code, found.err) == (
        2,
        "tracker: import of REC-1..16, AFI-1..48: 3 files and 64 items would change, "
        "and nobody can be asked here\n"
        "to do it all the same: tracker undo --yes   (to look first: --dry-run)\n",
    )


def events(run: Run, item_id: str) -> list[str]:
    """The events of an item's history."""
    item = json.loads(run("show", item_id, "--json").out)["items"][0]
    return [entry["event"] for entry in item["history"]]


def kept(plan: Path) -> list[str]:
    """The ids of the kept commands, oldest first."""
    return [path.stem[9:] for path in sorted((plan / ".tracker" / "ops").iterdir())]


def saved(plan: Path) -> dict[str, bytes]:
    """The plan's files as git would commit them."""
    return tree(plan)


def restore(plan: Path, files: dict[str, bytes]) -> None:
    """The plan's files as they were, as git checks them out: what is private stays."""
    for path in tree(plan).keys() - files.keys():
        (plan / path).unlink()
    for path, data in files.items():
        (plan / path).write_bytes(data)
