"""`tracker sync`: the screens, and what they leave on the disk."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from tests.formats.test_schemas import faults
from tests.sync.conftest import Clone, Office, git


def test_two_officers_changes_come_together_and_the_screen_says_whose(
    report_office: Path, office_of: Callable[[Path], Office]
) -> None:
    ours, theirs, _ = office_of(report_office).clones
    ours("person add Deputy")
    ours("sync")
    theirs("sync")
    theirs("update REC-5 --due 2009-03 --reason staffing --yes")
    theirs("update REC-13 --owner 'Head of Child Protection' --new-owner --yes")
    theirs("update AFI-36..38 --owner 'Head of Child Protection' --yes")
    theirs("sync")
    ours("update REC-5 --due 2009-01 --reason 'IT release' --yes", day="2008-11-28")
    ours("note REC-8 'seen in two boroughs'")
    result = ours("sync", code=6)
    assert result.out == SCREEN
    assert result.err == ""
    assert theirs("sync", code=6).out.startswith("Liaison Officer's 2 changes are in.")
    assert ours.files == theirs.files
    settled = ours("update REC-5 --due 2009-03 --reason agreed --yes")
    assert settled.code == 0
    ours("sync")
    theirs("sync")
    assert ours.files == theirs.files
    assert ours("sync").out == "Nothing new, neither here nor there.\n"


SCREEN = """\
The deputy's 3 changes and your 2 are together. Nothing was lost. 1 question.

From deputy  REC-5      due Sep 2008 > Mar 2009, "staffing"
             REC-13     owner none > Head of Child Protection
             AFI-36..38 owner none > Head of Child Protection
From you     REC-5      due Sep 2008 > Jan 2009, "IT release"
             REC-8      note

Numbers   no item was renumbered
Position  open 46, overdue 11, no owner 42 (was 46)

Question: when is REC-5 due?
  you     Jan 2009  "IT release"  Fri 28 Nov
  deputy  Mar 2009  "staffing"    Mon 1 Dec
  Until it is settled the earlier counts. Talk to each other, then one of you:
  tracker update REC-5 --due 2009-03 --reason "agreed"
"""


def test_the_first_to_exchange_sends_the_whole_plan_and_says_so(
    small_plan: Path, tmp_path: Path, pair: tuple[Clone, Clone]
) -> None:
    ours, _ = pair
    remote = tmp_path / "empty.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=plans", str(remote))
    ours.folder = tmp_path / "plan"
    shutil.copytree(small_plan, ours.folder)
    result = ours("sync --setup", str(remote))
    assert result.err == (
        "the plan is a git repository now\n"
        "entries and commits are made by Liaison Officer\n"
        f"it is exchanged with {remote}\n"
        "next: tracker sync\n"
    )
    assert ours("sync").out == "The whole plan is sent, for the first time.\n"
    assert git(remote, "log", "--format=%s %an", "plans") == "Begin the plan Liaison Officer\n"
    assert ours("sync --setup").err.startswith("the plan is in the git repository that was there")
    assert ours.git("status", "--short") == ""


def test_a_dry_run_shows_what_would_come_together_and_writes_nothing(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    theirs("note REC-1 'asked the lead'")
    theirs("sync")
    ours("update REC-2 --owner 'Head of CID'")
    before, head = ours.files, ours.git("rev-parse", "HEAD")
    result = ours("sync --dry-run")
    assert result.out == (
        "The deputy's 1 change and your 1 would be together. Nothing was lost.\n"
        "\n"
        'From deputy  REC-1 note "asked the lead"\n'
        "From you     REC-2 owner none > Head of CID\n"
        "\n"
        "Numbers   no item was renumbered\n"
        "Position  open 3, overdue 1, no owner 2\n"
    )
    assert (ours.files, ours.git("rev-parse", "HEAD")) == (before, head)


def test_the_status_says_how_many_changes_wait_here_and_there(pair: tuple[Clone, Clone]) -> None:
    ours, theirs = pair
    theirs("note REC-1 'asked the lead'")
    theirs("update REC-1..2 --owner 'Head of CID' --yes")
    theirs("sync")
    ours("note REC-3 'seen'")
    status = ours("sync --status --width 400").out
    assert status.splitlines()[1:3] == ["To send     1 change", "To take in  2 changes"]
    found = json.loads(ours("sync --status --json").out)
    assert faults("sync-status", found) == []
    assert (found["mine"], found["theirs"], found["away"]) == (1, 2, None)
    ours("sync")
    assert ours("sync --status --width 400").out.splitlines()[1:3] == [
        "To send     0 changes",
        "To take in  0 changes",
    ]


def test_json_has_who_changed_what_and_the_question(pair: tuple[Clone, Clone]) -> None:
    ours, theirs = pair
    theirs("update REC-1 --due 2009-03 --reason staffing --yes")
    theirs("sync")
    ours("update REC-1 --due 2009-01 --reason 'IT release' --yes")
    found = json.loads(ours("sync --json", code=6).out)
    assert faults("sync", found) == []
    assert found["theirs"][0]["by"] == "Deputy"
    assert found["questions"][0]["line"] == ('tracker update REC-1 --due 2009-03 --reason "agreed"')
    assert {one["value"] for one in found["questions"][0]["answers"]} == {"2009-01", "2009-03"}
    assert found["sent"] is True


def test_what_was_changed_by_hand_is_entered_before_it_goes_out(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    path = ours.folder / "items/REC-1.toml"
    path.write_text(path.read_text().replace('due = "2008-09"', 'due = "2008-10"', 1))
    assert ours("sync").out == (
        "Your 1 change is sent; nothing new from others.\n"
        "\n"
        "By hand  1 file entered into the history\n"
    )
    assert 'event = "changed outside the tool"' in path.read_text()
    theirs("sync")
    assert ours.files == theirs.files


def test_what_was_typed_there_and_pushed_by_git_alone_comes_in_as_an_entry(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    path = theirs.folder / "items/REC-1.toml"
    path.write_text(path.read_text().replace('due = "2008-09"', 'due = "2008-10"', 1))
    theirs.git("commit", "--quiet", "--all", "--message", "By hand")
    theirs.git("push", "--quiet", "origin", "HEAD:main")
    shown = ours("sync --dry-run").out
    assert shown.startswith("Others' 1 change would be in. Nothing was lost.\n")
    assert ours("sync").out == shown.replace("would be", "is")
    theirs("sync")
    assert ours.files == theirs.files
    assert b"typed by hand in the other copy" in ours.files["items/REC-1.toml"]


def test_away_from_the_network_changes_are_kept_and_go_the_next_time(office: Office) -> None:
    ours, theirs = office.clones
    ours("note REC-1 'seen'")
    office.remote.rename(office.remote.with_name("away"))
    assert ours("sync --width 400").out == (
        f"{office.remote} can't be reached ('{office.remote}' does not appear to be a git "
        "repository): your change is kept here, and goes with the next tracker sync.\n"
    )
    assert ours.git("log", "-1", "--format=%s") == "Changes by Liaison Officer\n"
    assert ours("sync --status --width 400").out.count("not known now") == 1
    office.remote.with_name("away").rename(office.remote)
    assert ours("sync").out == "Your 1 change is sent; nothing new from others.\n"
    theirs("sync")
    assert ours.files == theirs.files


def test_an_item_added_on_both_sides_is_two_items(pair: tuple[Clone, Clone]) -> None:
    ours, theirs = pair
    theirs("add rec 'That the force counts its cells'")
    theirs("sync")
    ours("add rec 'That the force paints its cells'")
    result = ours("sync")
    assert "Numbers   REC-4 is REC-5 now\n" in result.out
    assert b"counts" in ours.files["items/REC-4.toml"]
    assert b"paints" in ours.files["items/REC-5.toml"]
    theirs("sync")
    assert ours.files == theirs.files


def test_a_plan_that_was_begun_apart_is_refused_with_both_named(
    tmp_path: Path, pair: tuple[Clone, Clone]
) -> None:
    ours, _ = pair
    other = tmp_path / "other"
    ours.run("init", str(other), "--organisation", "Elsewhere Police")
    remote = tmp_path / "other.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(remote))
    there = Clone(other, "Deputy", ours.run, ours.monkeypatch)
    there("sync --setup", str(remote))
    there("sync")
    before = ours.files
    assert ours("sync", str(remote), code=4).err == (
        f"tracker: your plan (Example Police, begun 12 Sep 2008) and that of {remote} "
        "(Elsewhere Police, begun 1 Dec 2008) were begun apart\n"
        "nothing was changed; keep one and enter the other's into it, or clone theirs beside "
        "yours\n"
    )
    assert ours.files == before


def test_without_a_repository_or_a_remote_the_way_is_named(
    small_plan: Path, tmp_path: Path, pair: tuple[Clone, Clone]
) -> None:
    ours, _ = pair
    ours.folder = tmp_path / "plan"
    shutil.copytree(small_plan, ours.folder)
    assert "set it up, once: tracker sync --setup URL" in ours("sync", code=4).err
    ours("sync --setup")
    assert "name one, once: tracker sync --setup URL" in ours("sync", code=4).err


def test_what_two_people_gave_otherwise_of_the_settings_is_a_question_too(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    theirs("person edit 'Head of CID' --holder 'One Holder'")
    theirs("sync")
    ours("person edit 'Head of CID' --holder 'Another'")
    result = ours("sync --json", code=6)
    question = json.loads(result.out)["questions"][0]
    assert (question["kind"], question["field"]) == ("settings", "people.head-of-cid.holder")
    assert {one["value"] for one in question["answers"]} == {"One Holder", "Another"}
    assert "Question: what is the people.head-of-cid.holder of settings?" in (
        theirs("sync", code=6).out
    )


def test_the_history_and_what_changed_say_by_which_sync_it_came_in(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    theirs("note REC-1 'asked'", day="2008-11-20")
    theirs("sync", day="2008-11-20")
    ours("note REC-2 'mine'", day="2008-11-20")
    ours("sync", day="2008-12-01")
    assert ours("history --by Deputy").out.endswith(
        "note: asked; came in by the sync of 1 Dec 2008\n"
    )
    assert "came in" not in ours("history REC-2").out
    changed = ours("list --changed-since 2008-11-28").out
    assert "note: asked (by Deputy); came in by the sync of 1 Dec 2008" in " ".join(changed.split())
    assert "mine" not in changed
    found = json.loads(ours("history --by Deputy --json").out)
    assert faults("history", found) == []
    assert found["entries"][-1]["arrived"] == "2008-12-01"
    assert faults("items", json.loads(ours("list --changed-since 2008-11-28 --json").out)) == []


def test_an_add_that_others_have_is_undone_by_an_entry_and_not_by_taking_it_away(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    ours("add rec 'That the force counts its cells'")
    ours("sync")
    theirs("sync")
    theirs("note REC-4 'begun'")
    theirs("sync")
    result = ours("undo --yes")
    assert "REC-4: status not started → withdrawn" in result.err
    ours("sync")
    theirs("sync")
    assert ours.files == theirs.files
    text = ours.files["items/REC-4.toml"]
    assert b'event = "undone"' in text
    assert b'note = "begun"' in text
    assert "REC-4" not in ours("list").out
    ours("check")
    ours("undo --redo --yes")
    assert "REC-4" in ours("list").out
    ours("check")


def test_an_add_that_nobody_has_yet_is_taken_away_as_ever(pair: tuple[Clone, Clone]) -> None:
    ours, theirs = pair
    ours("add rec 'That the force counts its cells'")
    assert "removed: REC-4" in ours("undo --yes").err
    ours("sync")
    theirs("sync")
    assert "items/REC-4.toml" not in theirs.files
    assert ours.files == theirs.files


def test_an_undo_after_a_sync_takes_back_ones_own_last_command_and_no_sync(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    theirs("note REC-1 'theirs'")
    theirs("sync")
    ours("update REC-2 --owner 'Head of CID'")
    ours("sync")
    assert "REC-2: owner Head of CID → none" in ours("undo --yes").err
    assert b'note = "theirs"' in ours.files["items/REC-1.toml"]
    ours("sync")
    theirs("sync")
    assert ours.files == theirs.files


def test_on_a_terminal_a_line_says_what_takes_time_and_is_gone_at_the_end(
    pair: tuple[Clone, Clone], monkeypatch: pytest.MonkeyPatch
) -> None:
    ours, _ = pair
    ours("note REC-1 'seen'")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    lines = ours("sync").err.split("\r")
    texts = [line for line in lines if line.strip()]
    assert [text.split()[0] for text in texts] == ["Looking", "Sending"]
    assert lines[-1] == ""


def test_an_import_that_others_have_is_undone_by_entries_and_its_files_stay(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    ours("import", str(EXAMPLE), "--yes")
    ours("sync")
    theirs("sync")
    names = set(theirs.files)
    result = ours("undo --yes")
    assert "inspections/hmic-2007-phase-one.toml is with others by now: it stays" in result.err
    ours("sync")
    theirs("sync")
    assert ours.files == theirs.files
    assert set(ours.files) == names
    assert ours("list --count").out == "3\n"
    assert {one["level"] for one in json.loads(ours("check --json").out)["findings"]} <= {"note"}


def test_bundles_of_both_are_in_both_logs(office: Office, tmp_path: Path) -> None:
    ours, theirs = office.clones[:2]
    ours("bundle REC-1 --to HMICFRS --yes -o", str(tmp_path / "ours.zip"))
    theirs("bundle REC-2 --to HMIP --yes -o", str(tmp_path / "theirs.zip"))
    ours("sync")
    theirs("sync")
    ours("sync")
    listed = ours("bundle --list").out
    assert listed == theirs("bundle --list").out
    assert [line.split()[:1] for line in listed.splitlines() if "Dec 2008" in line][1:] == [
        ["1"],
        ["1"],
    ]
    assert "HMICFRS" in listed
    assert "HMIP" in listed
