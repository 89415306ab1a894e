"""`update`, `note`, `add`, `init`: what is written, what is refused, what stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, tree


def test_what_is_so_already_writes_nothing(run: Run, plan: Path) -> None:
    before = tree(plan)
    found = run("update", "REC-3", "--status", "done")
    assert found.code == 0
    assert found.err.startswith("REC-3 is so already, nothing written")
    assert tree(plan) == before


def test_an_update_changes_one_file_and_keeps_the_hand_made(run: Run, plan: Path) -> None:
    path = plan / "items" / "REC-5.toml"
    text = path.read_text()
    path.write_text(
        "# ours since 2008\n" + text.replace("entries", 'ward = "27"  # unknown\nentries')
    )
    before = tree(plan)
    found = run("update", "REC-5", "--status", "done")
    assert found.code == 0
    assert "REC-5: status in progress → done" in found.err
    after = tree(plan)
    assert [name for name in after if after[name] != before[name]] == ["items/REC-5.toml"]
    lines = path.read_text().splitlines()
    kept = before["items/REC-5.toml"].decode().splitlines()
    assert [line for line in kept if line not in lines] == [
        'status = "in-progress"',
        "entries = 1",
    ] or ([line for line in kept if line not in lines] == ["entries = 1"])
    assert lines[0] == "# ours since 2008"
    assert 'ward = "27"  # unknown' in lines


def test_one_update_takes_the_overdue_from_twelve_to_eleven(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--status", "done")
    assert json.loads(run("list", "--overdue", "--json").out)["count"] == 11


def test_completed_is_complete_and_reopening_restores_the_word(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--status", "done")
    assert json.loads(run("show", "REC-5", "--json").out)["items"][0]["progress"] == "complete"
    refused = run("update", "REC-5", "--status", "in-progress")
    assert (refused.code, refused.err) == (
        2,
        "tracker: REC-5: reopening needs a reason\nsay why with --reason 'TEXT'\n",
    )
    run("update", "REC-5", "--status", "in-progress", "--reason", "evidence not accepted")
    assert json.loads(run("show", "REC-5", "--json").out)["items"][0]["progress"] == "majority"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["update", "REC-5", "--due", "2008-12"], 2, "REC-5: moving a due date needs a reason"),
        (["update", "REC-5", "--due", "none"], 2, "REC-5: moving a due date needs a reason"),
        (
            ["update", "REC-5", "--status", "withdrawn"],
            2,
            "REC-5: setting withdrawn needs a reason",
        ),
        (["update", "REC-5", "--status", "verified"], 2, "REC-5 is in progress: only what is done"),
        (["update", "REC-5"], 2, "nothing to change was said"),
        (["update", "REC-99", "--status", "done"], 3, "REC-99 is not in this plan"),
        (
            ["update", "REC-5", "REC-99", "--status", "done", "--yes"],
            3,
            "REC-99 is not in this plan",
        ),
        (["update", "REC-5", "--status", "finnished"], 4, "'finnished' is not a status"),
        (["update", "REC-5", "--due", "32 Sep 2008"], 4, "'32 Sep 2008' is not a date"),
        (
            ["update", "REC-5", "--status", "done", "--on", "2009-01-01"],
            4,
            "1 Jan 2009 is still to come",
        ),
        (["update", "REC-5", "--owner", " "], 2, "--owner is empty"),
        (
            ["update", "REC-5..6", "--status", "done"],
            2,
            "2 items would change, and nobody can be asked",
        ),
        (["update", "REC-8..5", "--status", "done"], 3, "the range REC-8..REC-5 is empty"),
        (["update"], 2, "tracker update needs ID..."),
        (["note", "REC-5"], 2, "the note has no text, and nobody can write it here"),
        (["note", "REC-5", " "], 2, "the note is empty"),
        (["add", "recc", "text"], 4, "'recc' is not a kind"),
        (["add", "rec", " "], 2, "the text is empty"),
        (["add", "rec", "text", "--framework", "xyz"], 3, "no framework is called 'xyz'"),
        (["add", "rec", "text", "--inspection", "peel"], 3, "there is no inspection 'peel'"),
        (["list", "--owner", "Head of CID"], 3, "'Head of CID' owns nothing in this plan"),
        (["list", "--as-of", "yesterweek"], 4, "'yesterweek' is not a date"),
        (["list", "--limit", "-1"], 2, "--limit"),
        (["list", "--overdu"], 2, "tracker list has no option --overdu"),
        (["list", "--color", "pink"], 2, "--color takes auto, always or never"),
        (["show"], 2, "tracker show needs ID..."),
        (["show", "REC-5", "--as-of", "2008-01-01"], 3, "REC-5 did not exist on 1 Jan 2008"),
        (["import"], 2, "tracker import needs FILE..."),
        (["init", "."], 0, ""),
    ],
)
def test_bad_input_gets_two_lines_and_changes_nothing(
    run: Run, plan: Path, words: list[str], code: int, message: str
) -> None:
    before = tree(plan)
    found = run(*words)
    assert found.code == code
    assert tree(plan) == before
    if code:
        lines = found.err.splitlines()
        assert lines[-2].startswith(f"tracker: {message}")
        assert lines[-1]
        assert found.out == ""


def test_errors_under_json_are_an_object(run: Run, plan: Path) -> None:
    found = run("show", "REC-99", "--json")
    assert (found.code, found.out) == (3, "")
    assert json.loads(found.err) == {
        "code": 3,
        "message": "REC-99 is not in this plan",
        "hint": "the plan has REC-1 to REC-16: tracker list --all",
    }


def test_several_items_change_as_one_step(run: Run, plan: Path) -> None:
    found = run("update", "rec5..8", "AFI-11", "--owner", "Head of Public Protection", "--yes")
    assert found.code == 0
    assert found.err.endswith(
        "5 items changed ('Head of Public Protection' is a new owner, on Mon 1 Dec 2008)\n"
    )
    items = json.loads(run("list", "--owner", "head of public protection", "--json").out)["items"]
    assert [item["id"] for item in items] == ["REC-5", "REC-6", "REC-7", "REC-8", "AFI-11"]
    ops = {
        json.loads(run("show", i, "--json").out)["items"][0]["history"][-1]["op"]
        for i in ("REC-5", "REC-8", "AFI-11")
    }
    assert len(ops) == 1


def test_a_dry_run_writes_nothing(run: Run, plan: Path) -> None:
    before = tree(plan)
    found = run("update", "REC-5..6", "--status", "done", "--dry-run")
    assert found.code == 0
    assert found.err.endswith("2 items would change (on Mon 1 Dec 2008)\n")
    assert tree(plan) == before


def test_a_first_due_is_no_move_and_an_equal_deadline_neither(run: Run, plan: Path) -> None:
    run("add", "rec", "The force should review call handling", "--framework", "np")
    assert run("update", "REC-17", "--due", "2009-03").code == 0
    assert run("update", "REC-17", "--due", "31 Mar 2009").code == 0
    shown = json.loads(run("show", "REC-17", "--json").out)["items"][0]
    assert (shown["due"], shown["original_due"], shown["moves"]) == ("2009-03-31", "2009-03", 0)


def test_what_was_added_stands_in_the_list(run: Run, plan: Path) -> None:
    found = run("add", "coc", "Call handling", "is too slow", "--framework", "np", "--due", "+30d")
    assert found.err == "COC-1 added, due Wed 31 Dec 2008: Call handling is too slow\n"
    shown = json.loads(run("show", "coc1", "--json").out)["items"][0]
    assert shown["text"] == "Call handling is too slow"
    assert [c["field"] for c in shown["history"][0]["changes"]] == ["text", "status", "due"]


def test_good_practice_is_in_no_count(run: Run, plan: Path) -> None:
    before = run("summary", "--json").out
    run("add", "gp", "A peer force reviews cases monthly")
    assert run("summary", "--json").out == before
    assert "good practice 1" in run("summary").out


def test_a_note_is_kept_with_its_day_and_its_author(run: Run, plan: Path) -> None:
    run("note", "REC-5", "return received", "--on", "5 Nov 2008", "--by", "Inspectorate")
    entry = json.loads(run("show", "REC-5", "--json").out)["items"][0]["history"][-1]
    assert (entry["on"], entry["by"], entry["note"]) == (
        "2008-11-05",
        "Inspectorate",
        "return received",
    )


def test_a_hand_edit_is_recorded_before_the_next_change(run: Run, plan: Path) -> None:
    path = plan / "items" / "REC-5.toml"
    path.write_text(
        path.read_text().replace('\nprogress = "majority"\n', '\nprogress = "almost"\n', 1)
    )
    run("update", "REC-5", "--status", "done")
    history = json.loads(run("show", "REC-5", "--json").out)["items"][0]["history"]
    assert [(e["event"], e["source"]) for e in history[1:]] == [
        ("changed outside the tool", "hand edit"),
        ("updated", None),
    ]
    assert history[1]["changes"] == [{"field": "progress", "from": "majority", "to": "almost"}]


def test_tags_are_added_and_taken_away(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--tag", "legacy", "--tag", "it")
    run("update", "REC-5", "--tag", "-legacy")
    assert json.loads(run("show", "REC-5", "--json").out)["items"][0]["tags"] == ["it"]


def test_a_new_plan_is_empty_and_says_what_is_next(run: Run, tmp_path: Path) -> None:
    new = tmp_path / "new"
    found = run("init", new)
    assert found.code == 0
    told = f"made an empty plan in {new}\nnext: tracker --store {new} import REPORT.txt\n"
    assert found.err == told
    assert run("--store", tmp_path / "new", "list").out == "Open on 1 Dec 2008: none\n"
    assert run("summary", "--store", tmp_path / "new").code == 0
    again = run("init", tmp_path / "new")
    assert (again.code, again.err.splitlines()[0]) == (
        4,
        f"tracker: {tmp_path / 'new'} is an action plan already",
    )


def test_without_a_plan_the_error_says_how_to_make_one(run: Run) -> None:
    found = run("list")
    assert (found.code, found.out) == (4, "")
    assert found.err.startswith(
        "tracker: there is no action plan here\nmake one with: tracker init"
    )


def test_a_folder_that_is_no_plan_is_refused(run: Run, tmp_path: Path) -> None:
    found = run("--store", tmp_path, "list")
    assert found.code == 4
    assert "is not an action plan" in found.err


@pytest.mark.parametrize(
    ("words", "line"),
    [
        (["done", "REC-3"], "write: tracker update REC-3 --status done"),
        (["done"], "write: tracker update REC-3 --status done"),
        (["assign", "REC-5", "Head of CID"], "write: tracker update REC-5 --owner 'Head of CID'"),
        (["ls", "--overdue"], "write: tracker list --overdue"),
        (["log", "REC-5"], "write: tracker history REC-5"),
        (["status"], "write: tracker summary"),
        (["rm", "REC-5"], "write: tracker update REC-5 --status withdrawn --reason 'why'"),
        (["rec-5"], "write: tracker show rec-5"),
        (["sumary"], "did you mean summary?"),
        (["frobnicate"], "see: tracker --help"),
    ],
)
def test_habit_words_get_the_real_line(run: Run, words: list[str], line: str) -> None:
    found = run(*words)
    assert found.code == 2
    assert found.err == f"tracker: there is no command '{words[0]}'\n{line}\n"


def test_a_newer_schema_is_neither_read_nor_written(run: Run, plan: Path) -> None:
    settings = plan / "tracker.toml"
    settings.write_text(settings.read_text().replace("schema = 2", "schema = 99"))
    before = tree(plan)
    for words in (["list"], ["update", "REC-5", "--status", "done"], ["note", "REC-5", "x"]):
        found = run(*words)
        assert (found.code, found.out) == (5, "")
        assert found.err.startswith("tracker: tracker.toml:1: schema 99 is newer than")
    assert tree(plan) == before


def test_an_entry_cannot_be_true_before_its_item_began(run: Run, plan: Path) -> None:
    found = run("update", "REC-5", "--status", "done", "--on", "2008-09-10")
    assert (found.code, found.err) == (
        4,
        "tracker: REC-5 did not exist on 10 Sep 2008\n"
        "it began on 11 Sep 2008: --on takes that day or a later one\n",
    )


def test_a_range_has_ends_of_one_kind(run: Run, plan: Path) -> None:
    found = run("show", "rec-5..afi-7")
    assert found.code == 3
    assert found.err.startswith("tracker: REC-5..AFI-7 is no range: its ends are of two kinds\n")


def test_check_notes_an_item_that_is_gone(run: Run, plan: Path) -> None:
    (plan / "items" / "REC-6.toml").unlink()
    found = run("check")
    assert (
        "PVP overall: the plan has 3 recommendations, and the source of 11 Sep 2008 counts 4"
        in (" ".join(found.out.split()))
    )


@pytest.mark.parametrize(
    "words",
    [
        ("note", "REC-6", "Caf\udce9"),
        ("update", "REC-6", "--title", "Caf\udce9"),
        ("add", "rec", "Caf\udce9"),
        ("action", "add", "REC-6", "Caf\udce9"),
        ("evidence", "add", "REC-6", "ref", "--shows", "Caf\udce9"),
    ],
    ids=" ".join,
)
def test_what_is_not_utf_8_is_refused(run: Run, plan: Path, words: tuple[str, ...]) -> None:
    before = tree(plan)
    found = run(*words)
    assert (found.code, tree(plan)) == (4, before)
    assert found.err.splitlines()[-1] == (
        "type it again in a terminal that is set to UTF-8 (see: locale)"
    )


def test_a_date_that_is_past_is_remarked_on(run: Run, plan: Path) -> None:
    found = run("update", "REC-6", "--due", "2008-01", "--reason", "a slip")
    assert "take note: the due of REC-6 is past: Jan 2008\n" in found.err


def test_who_asks_for_nobodys_items_is_told_how(run: Run, plan: Path) -> None:
    found = run("list", "--owner", "nobody")
    assert (found.code, found.err) == (
        3,
        "tracker: 'nobody' owns nothing in this plan\nfor what has no owner write: --owner none\n",
    )


def test_moves_entered_out_of_order_are_counted_from_where_the_date_was(
    run: Run, plan: Path
) -> None:
    said = ("--reason", "late", "--due")
    assert run("update", "REC-8", *said, "2009-03", "--on", "2008-10-01").code == 0
    assert run("update", "REC-8", *said, "2009-01", "--on", "2008-09-20").code == 0
    for day, due, moves, days in (
        ("2008-09-25", "2009-01", 1, 123),
        ("2008-11-01", "2009-01", 2, 123),
    ):
        (item,) = json.loads(run("show", "REC-8", "--json", "--as-of", day).out)["items"]
        assert (item["due"], item["moves"], item["days_moved"]) == (due, moves, days)


def test_a_board_is_spelt_as_it_is_known_and_a_new_one_is_said_to_be_new(
    run: Run, plan: Path
) -> None:
    found = run("update", "REC-5", "--board", "Performance Board")
    assert "'Performance Board' is a new board" in found.err
    assert "new board" not in run("update", "REC-6", "--board", "performance  BOARD").err
    assert "performance board" not in (plan / "items" / "REC-6.toml").read_text()


def test_a_text_that_begins_with_a_dash_is_told_how_to_be_given(run: Run, plan: Path) -> None:
    found = run("note", "REC-6", "-1 officer")
    assert (found.code, found.err.splitlines()[1]) == (
        2,
        "see: tracker note --help; before a text that begins with a dash put --",
    )
    assert run("note", "REC-6", "--", "-1 officer").code == 0
