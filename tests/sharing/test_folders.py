"""`tracker sync FOLDER`: a plan exchanged with a copy in another folder, without git."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, Run
from tests.formats.test_schemas import faults
from tests.sharing.copies import DEPUTY, LIAISON, THIRD, Copy, copies_of


@pytest.fixture
def pair(imported: Path, tmp_path: Path) -> tuple[Copy, Copy]:
    """The liaison officer's plan, and a copy of it on a stick."""
    ours, stick = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    return ours, stick


def test_two_copies_come_together_and_both_folders_are_alike(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    theirs("update REC-5 --due 2009-03 --reason staffing --yes")
    ours("update REC-5 --due 2009-01 --reason 'IT release' --yes", day="2008-11-28")
    ours("note REC-8 'seen in two boroughs'")
    result = ours.sync(theirs, code=6)
    assert result.err == ""
    assert result.out == FIRST
    assert ours.files == theirs.files
    theirs("update REC-5 --due 2009-03 --reason agreed --yes")
    assert theirs.sync(ours).out == SETTLED
    assert ours.files == theirs.files
    assert ours("list --unsettled").out.startswith("Items on 1 Dec 2008: none")
    assert ours("check").code == 0
    assert ours.sync(theirs).out == "Nothing new, neither here nor there.\n"


FIRST = """\
Deputy's 1 change and your 2 are together. Nothing was lost. 1 question.

From Deputy  REC-5 due Sep 2008 > Mar 2009, "staffing"
From you     REC-5 due Sep 2008 > Jan 2009, "IT release"
             REC-8 note

Numbers   no item was renumbered
Position  open 46, overdue 11, no owner 46

Question: when is REC-5 due?
  you     Jan 2009  "IT release"  Fri 28 Nov
  Deputy  Mar 2009  "staffing"    Mon 1 Dec
  Until it is settled the earlier counts. Talk to each other, then one of you:
  tracker update REC-5 --due 2009-03 --reason "agreed"
"""
SETTLED = "Your 1 change is sent; nothing new from others.\n"


def test_a_copy_that_nobody_worked_on_has_nothing_new(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    assert ours.sync(theirs).out == "Nothing new, neither here nor there.\n"
    ours("note REC-5 seen")
    assert ours.sync(theirs).out == "Your 1 change is sent; nothing new from others.\n"


def test_a_rehearsal_and_the_status_write_nothing_on_either_side(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    theirs("note REC-5 theirs")
    ours("note REC-6 ours")
    before = [_everything(copy.folder) for copy in pair]
    shown = ours("sync --dry-run", str(theirs.folder)).out
    assert shown.startswith("Deputy's 1 change and your 1 would be together.")
    status = json.loads(ours("sync --status --json", str(theirs.folder)).out)
    assert (status["mine"], status["theirs"]) == (1, 1)
    assert faults("sync-status", status) == []
    assert [_everything(copy.folder) for copy in pair] == before
    ours.sync(theirs)
    ours("note REC-7 more")
    status = json.loads(ours("sync --status --json").out)
    assert (status["mine"], status["theirs"]) == (1, 0)


def _everything(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_a_stick_is_known_under_another_letter_and_the_plan_is_found_where_it_was_last(
    pair: tuple[Copy, Copy], tmp_path: Path
) -> None:
    ours, theirs = pair
    ours.sync(theirs)
    elsewhere = Copy(theirs.folder.rename(tmp_path / "F"), DEPUTY)
    away = ours("sync")
    assert " can't be reached (there is no tracker.toml in it now): all of yours" in (
        " ".join(away.out.split())
    )
    (elsewhere.folder / "items" / "REC-16.toml").unlink()
    assert "REC-16 was deleted by hand" in ours.sync(elsewhere).out  # so that the base is known
    assert ours.files == elsewhere.files
    elsewhere("note REC-5 'from F'")
    ours("sync")
    assert ours.files == elsewhere.files


def test_a_copy_from_a_backup_takes_nothing_away(pair: tuple[Copy, Copy], tmp_path: Path) -> None:
    ours, theirs = pair
    ours.sync(theirs)
    shutil.copytree(theirs.folder, tmp_path / "backup")
    ours("add gp 'A peer force.'")
    ours("note REC-5 'after the backup'")
    ours.sync(theirs)
    files = ours.files
    shutil.rmtree(theirs.folder)
    (tmp_path / "backup").rename(theirs.folder)
    ours.sync(theirs)
    assert ours.files == theirs.files == files


def test_the_private_folder_of_a_stick_may_be_gone(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    ours.sync(theirs)
    shutil.rmtree(theirs.folder / ".tracker")
    ours("note REC-5 ours")
    theirs("note REC-6 theirs")
    ours.sync(theirs)
    assert ours.files == theirs.files
    for word in (b"ours", b"theirs"):
        assert any(word in data for data in ours.files.values())


def test_an_undo_takes_back_ones_own_command_and_says_so_on_both_sides(
    pair: tuple[Copy, Copy],
) -> None:
    ours, theirs = pair
    theirs("update REC-5 --owner 'Head of CID' --new-owner --yes")
    ours("update REC-6 --due 2009-02 --reason later --yes")
    ours.sync(theirs)
    assert "REC-6" in ours("undo").err
    ours.sync(theirs)
    assert ours.files == theirs.files
    history = theirs("history REC-6").out
    assert "undone" in history
    assert "REC-5" in theirs("undo --yes").err
    theirs.sync(ours)
    assert ours.files == theirs.files
    assert '"Head of CID"' not in ours("show REC-5").out


def test_an_added_item_that_the_other_folder_has_is_withdrawn_and_not_taken_away(
    pair: tuple[Copy, Copy],
) -> None:
    for one, other in (pair, pair[::-1]):
        one("add gp", f"A peer force of {one.person}.")
        pair[0].sync(pair[1])
        assert "withdrawn" in one("undo").err
        other("note GP-1 'looked at it'")
        pair[0].sync(pair[1])
        assert pair[0].files == pair[1].files
        found = json.loads(other("show GP-1 --json").out)["items"][0]
        assert "looked at it" in [entry["note"] for entry in found["history"]]


def test_plans_that_were_never_one_are_refused_and_both_are_named(
    pair: tuple[Copy, Copy], tmp_path: Path
) -> None:
    ours, _ = pair
    other = Copy(tmp_path / "other", DEPUTY)
    other("init", str(other.folder), "--organisation", "Other Police")
    before = other.files
    assert ours("sync", str(other.folder), code=4).err == (
        "tracker: your plan (Example Police, begun 11 Sep 2008) and that in "
        f"{other.folder} (Other Police, begun 1 Dec 2008) have nothing in common\n"
        "nothing was changed; to give somebody your plan, copy its folder there whole, once, and "
        "then: tracker sync FOLDER\n"
    )
    assert other.files == before


def test_what_is_no_copy_of_a_plan_is_refused(pair: tuple[Copy, Copy], tmp_path: Path) -> None:
    ours, _ = pair
    (tmp_path / "empty").mkdir()
    assert ours("sync", str(tmp_path / "empty"), code=4).err == (
        f"tracker: there is no plan in {tmp_path / 'empty'}\n"
        f"name the folder of a copy; to make one: copy {ours.folder} there whole, once\n"
    )
    assert ours("sync", str(ours.folder), code=4).err == (
        f"tracker: {ours.folder} is the plan that you exchange\nname the folder of another copy\n"
    )
    assert ours("sync", code=4).err == (
        "tracker: this plan is in no git repository, so there is nobody to exchange it with\n"
        "set it up, once: tracker sync --setup URL   (or name the folder of another copy)\n"
    )


@pytest.mark.parametrize("how", ["", "--dry-run ", "--status "])
def test_a_folder_that_is_not_there_is_named(pair: tuple[Copy, Copy], how: str) -> None:
    ours, _ = pair
    assert ours(f"sync {how}./nofolder", code=4).err == (
        "tracker: there is no folder ./nofolder\n"
        "see that the drive or the stick is there, and that its folder is called so\n"
    )


def test_a_copy_of_the_earlier_format_is_refused_and_nothing_is_changed(
    pair: tuple[Copy, Copy],
) -> None:
    ours, theirs = pair
    settings = theirs.folder / "tracker.toml"
    settings.write_bytes(settings.read_bytes().replace(b"schema = 2", b"schema = 1"))
    before = ours.files, theirs.files
    for one, other in ((ours, theirs), (theirs, ours)):
        refused = one("sync", str(other.folder), code=6 if one is ours else 8)
        assert len(refused.err.splitlines()) == 2
        assert "tracker check --upgrade" in refused.err
    assert (ours.files, theirs.files) == before


def test_a_file_that_cant_be_read_on_the_stick_is_named(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    ours.sync(theirs)
    (theirs.folder / "items" / "REC-5.toml").write_text('id = "REC-5\n')
    before = ours.files, theirs.files
    refused = ours("sync", str(theirs.folder), code=4)
    assert f"{theirs.folder}: items/REC-5.toml: " in refused.err
    assert (ours.files, theirs.files) == before


def test_the_same_exchange_twice_from_both_sides_is_one(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    theirs("note REC-5 theirs")
    ours("note REC-5 ours")
    ours.sync(theirs)
    files = ours.files
    for one, other in ((theirs, ours), (ours, theirs)) * 2:
        assert one.sync(other).out == "Nothing new, neither here nor there.\n"
    assert ours.files == theirs.files == files


@pytest.mark.parametrize("made", ["nonsense", "{}", '{"name": 7, "known": {}}', "[" * 10_000])
def test_what_somebody_wrote_into_the_private_folder_of_a_stick_is_not_believed(
    pair: tuple[Copy, Copy], made: str
) -> None:
    ours, theirs = pair
    ours.sync(theirs)
    (theirs.folder / ".tracker" / "partners.json").write_text(made)
    (theirs.folder / "items" / "REC-16.toml").unlink()
    assert "deleted" not in ours.sync(theirs).out  # nothing is taken for known
    assert (theirs.folder / "items" / "REC-16.toml").exists()
    assert ours.files == theirs.files


@pytest.mark.posix
def test_a_link_on_a_stick_is_never_followed(pair: tuple[Copy, Copy], tmp_path: Path) -> None:
    ours, theirs = pair
    outside = tmp_path / "outside"
    outside.write_text("mine alone")
    item = theirs.folder / "items" / "REC-5.toml"
    item.unlink()
    item.symlink_to(outside)
    private = theirs.folder / ".tracker"
    shutil.rmtree(private)
    (tmp_path / "elsewhere").mkdir()
    private.symlink_to(tmp_path / "elsewhere")
    ours("note REC-5 ours")
    refused = ours("sync", str(theirs.folder), code=5)
    assert len(refused.err.splitlines()) == 2
    assert outside.read_text() == "mine alone"
    assert os.listdir(tmp_path / "elsewhere") == []


def test_three_officers_pass_a_stick_around_and_all_are_alike(
    imported: Path, tmp_path: Path
) -> None:
    stick, *officers = copies_of(imported, tmp_path, "nobody", LIAISON, DEPUTY, THIRD)
    for day in ("2008-12-01", "2008-12-02", "2008-12-03"):
        for number, officer in enumerate(officers):
            officer(f"note REC-{number + 1} 'of {officer.person} on {day}'", day=day)
            officer(f"update REC-9 --tag of-{number} --yes", day=day)
            officer("add gp", f"Seen by {officer.person} on {day}.", day=day)
            officer.sync(stick)
    for officer in officers:
        officer.sync(stick)
    for officer in officers:
        officer.sync(stick)
    assert officers[0].files == officers[1].files == officers[2].files == stick.files
    listed = json.loads(stick("list --all --json").out)["items"]
    assert sum(row["kind"] == "good-practice" for row in listed) == 9
    assert stick("check").code == 0


def test_what_both_took_in_of_one_report_asks_nothing_when_one_corrects_it(
    run: Run, tmp_path: Path
) -> None:
    run("init", str(tmp_path / "plan"), "--organisation", "Example Police")
    ours, theirs = copies_of(tmp_path / "plan", tmp_path, LIAISON, DEPUTY)
    for one in (ours, theirs):
        one("import", str(EXAMPLE), "--yes")
    settings = ours.folder / "tracker.toml"
    settings.write_text(settings.read_text().replace('name = "Missing P', 'name = "Absent P'))
    ours("check --record", code=None)
    ours("inspection edit hmic-2007-phase-one --title 'Phase One'")
    assert "question" not in ours("sync", str(theirs.folder)).out.casefold()
    assert ours.files == theirs.files
    assert b"unsettled" not in b"".join(ours.files.values())
    assert "Absent Persons" in theirs("grades").out


def test_a_first_exchange_of_two_copies_leaves_where_a_file_begins_as_it_was(
    imported: Path, tmp_path: Path
) -> None:
    ours, theirs = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    ours("note REC-5 'of ours'")
    theirs("note REC-6 'of theirs'")
    ours.sync(theirs)
    for name in ("items/REC-5.toml", "items/REC-6.toml"):
        assert ours.files[name].startswith(b"id = ")
