"""A wrong day, text or author of an entry is set right by a later one, and stays readable."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.formats.test_schemas import faults

WRONG = ("update", "REC-5", "--status", "done", "--on", "2008-11-28", "--note", "nine boroughs")


@pytest.fixture
def slip(run: Run, plan: Path) -> Path:
    """A plan with an entry of a wrong day and a wrong text: the second of REC-5."""
    assert run(*WRONG).code == 0
    return plan


def completed(run: Run, day: str) -> str:
    return run(
        "list", "--completed", "--where", "id = REC-5", "--as-of", day, "--format", "ids"
    ).out


def test_as_of_a_day_the_plan_is_what_it_would_be_had_the_day_been_right(
    run: Run, slip: Path
) -> None:
    assert [completed(run, day) for day in ("2008-11-10", "2008-11-27")] == ["", ""]
    found = run("correct", "REC-5", "2", "--on", "2008-11-10")
    assert (found.code, found.out) == (0, "")
    assert found.err == "entry 2 of REC-5 corrected: day 28 Nov 2008 → 10 Nov 2008\n"
    days = ("2008-11-09", "2008-11-10", "2008-11-27", "2008-12-01")
    for more in ((), ("--no-index",)):
        asked = ("list", "--completed", "--where", "id = REC-5", "--format", "ids", *more)
        answers = [run(*asked, "--as-of", day).out for day in days]
        assert answers == ["", *["REC-5\n"] * 3]
    again = run("correct", "REC-5", "2", "--on", "2008-11-10")
    assert again.err == "entry 2 of REC-5 is so already, nothing written\n"


def test_the_history_keeps_both_and_counts_the_entries(run: Run, slip: Path) -> None:
    run("correct", "REC-5", "2", "--on", "2008-11-10", "--text", "ten boroughs")
    run("correct", "REC-5", "2", "--by", "Deputy")
    lines = run("history", "REC-5").out.splitlines()
    assert lines[0] == "History of REC-5"
    assert "\n".join(lines[4:]) == (
        "  2  10 Nov 2008  updated: status in progress → done; “ten boroughs”;\n"
        "                  corrected since, entered for 28 Nov 2008, by Liaison\n"
        "                  Officer, as “nine boroughs” (by Deputy); entered 1 Dec 2008\n"
        "  3  1 Dec 2008   corrected entry 2: day 10 Nov 2008, text “ten boroughs” (by\n"
        "                  Liaison Officer)\n"
        "  4  1 Dec 2008   corrected entry 2: author Deputy (by Liaison Officer)"
    )
    entries = json.loads(run("history", "REC-5", "--json").out)
    assert faults("history", entries) == []
    second, third, _ = entries["entries"][1:]
    assert (second["place"], second["on"], second["by"]) == (2, "2008-11-10", "Deputy")
    assert second["entered"] == {
        "on": "2008-11-28",
        "by": "Liaison Officer",
        "note": "nine boroughs",
        "reason": None,
    }
    assert (third["place"], third["corrects_place"], third["changes"]) == (3, 2, [])
    assert third["corrects"] == {
        "entry": f"{second['op']}/1",
        "on": "2008-11-10",
        "by": None,
        "note": "ten boroughs",
        "reason": None,
    }
    by_note = ("list", "--all", "--format", "ids", "--where")
    assert run(*by_note, "note ~ 'ten boroughs'").out == "REC-5\n"
    assert run(*by_note, "note ~ 'nine boroughs'").out == ""


def test_the_file_has_what_was_entered_and_a_later_entry(run: Run, slip: Path) -> None:
    path = slip / "items" / "REC-5.toml"
    before = path.read_text()
    run("correct", "REC-5", "2", "--on", "2008-11-10", "--text", "ten boroughs", "--by", "Deputy")
    after = path.read_text()
    assert after.startswith(before.replace("entries = 2", "entries = 3"))
    op = before.rpartition('op = "')[2].partition('"')[0]
    assert after.splitlines()[-6:] == [
        'event = "corrected"',
        f'corrects = "{op}/1"',
        "correct_on = 2008-11-10",
        'correct_by = "Deputy"',
        'correct_note = "ten boroughs"',
        "n = 3",
    ]
    assert run("check").code == 0


def test_somebody_elses_entry_needs_a_reason(
    run: Run, slip: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_USER", "Deputy")
    before = (slip / "items" / "REC-5.toml").read_bytes()
    refused = run("correct", "REC-5", "2", "--text", "ten boroughs")
    assert (refused.code, refused.out, refused.err) == (
        2,
        "",
        "tracker: entry 2 of REC-5 is by Liaison Officer, and you are Deputy\n"
        "say why it is corrected: add --reason 'TEXT'\n",
    )
    assert (slip / "items" / "REC-5.toml").read_bytes() == before
    reason = ("--reason", "a slip of the pen")
    assert run("correct", "REC-5", "2", "--text", "ten boroughs", *reason).code == 0
    assert "reason: a slip of the pen" in " ".join(run("history", "REC-5").out.split())


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("9", "--on", "2008-11-10"), 3, "there is no entry 9 of REC-5: the last is 4"),
        (("0", "--on", "2008-11-10"), 3, "there is no entry 0 of REC-5: the last is 4"),
        (("x", "--on", "2008-11-10"), 4, "'x' is not the number of an entry"),
        (("3", "--on", "2008-11-10"), 4, "entry 3 of REC-5 is a correction itself"),
        (("2", "--on", "2009-11-10"), 4, "10 Nov 2009 is still to come"),
        (("2", "--on", "2007-11-10"), 4, "REC-5 did not exist on 10 Nov 2007"),
        (("1", "--on", "2008-11-30"), 4, "REC-5 has an entry of 10 Nov 2008, and would begin"),
        (("1", "--text", "one"), 4, "entry 1 of REC-5 has no text of its own"),
        (("4", "--text", "two"), 4, "entry 4 of REC-5 takes a command back"),
        (("2",), 2, "nothing to correct was said"),
        (("2", "--text", " "), 2, "a text needs --text"),
        (("2", "--by", ""), 2, "an author needs --by"),
    ],
)
def test_what_can_not_be_corrected_is_said_in_two_lines(
    run: Run, slip: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    run("correct", "REC-5", "2", "--on", "2008-11-10")
    run("note", "REC-5", "x")
    run("undo", "--yes")
    if words[0] == "4":
        words = ("5", *words[1:])
        message = message.replace("entry 4", "entry 5")
    before = (slip / "items" / "REC-5.toml").read_bytes()
    message = message.replace("the last is 4", "the last is 5")
    found = run("correct", "REC-5", *words)
    assert (found.code, found.out) == (code, "")
    assert found.err.startswith(f"tracker: {message}")
    assert len(found.err.splitlines()) == 2
    assert (slip / "items" / "REC-5.toml").read_bytes() == before


def test_an_entry_that_was_undone_is_not_corrected(run: Run, slip: Path) -> None:
    run("undo", "--yes")
    found = run("correct", "REC-5", "2", "--on", "2008-11-10")
    assert (found.code, found.err.splitlines()[0]) == (
        *(4, "tracker: entry 2 of REC-5 was undone: nothing of it counts"),
    )


def test_undo_takes_a_correction_back_and_redo_brings_it_again(run: Run, slip: Path) -> None:
    days = ("2008-11-12", "2008-12-01")
    asked: list[tuple[str, ...]] = [("list", "--all", "--as-of", day) for day in days]
    asked += [("summary",)]
    before = [run(*words).out for words in asked]
    run("correct", "REC-5", "2", "--on", "2008-11-10", "--text", "ten boroughs")
    right = [run(*words).out for words in asked]
    assert right != before
    found = run("undo", "--yes")
    assert found.err.splitlines()[-1] == "REC-5: what was corrected is as it was entered"
    assert [run(*words).out for words in asked] == before
    found = run("undo", "--redo", "--yes")
    assert found.err.splitlines()[-1] == "REC-5: it is corrected again"
    assert [run(*words).out for words in asked] == right


def test_a_preview_writes_nothing_and_json_says_from_what_to_what(run: Run, slip: Path) -> None:
    before = (slip / "items" / "REC-5.toml").read_bytes()
    found = run("correct", "REC-5", "2", "--on", "2008-11-10", "--dry-run")
    assert found.err == "entry 2 of REC-5 would be corrected: day 28 Nov 2008 → 10 Nov 2008\n"
    for more, is_written in (("--dry-run", False), ("--yes", True)):
        made = json.loads(run("correct", "REC-5", "2", "--on", "2008-11-10", "--json", more).out)
        assert faults("correction", made) == []
        assert (made["written"], made["place"], made["id"]) == (is_written, 2, "REC-5")
        assert (made["from"]["on"], made["to"]["on"]) == ("2008-11-28", "2008-11-10")
        assert ((slip / "items" / "REC-5.toml").read_bytes() != before) == is_written


def test_a_reason_is_corrected_where_there_is_no_note(run: Run, plan: Path) -> None:
    run("update", "REC-6", "--due", "2009-01", "--reason", "IT supplier")
    found = run("correct", "REC-6", "2", "--text", "IT release")
    assert found.err == "entry 2 of REC-6 corrected: text “IT supplier” → “IT release”\n"
    assert "reason: IT release" in " ".join(run("show", "REC-6").out.split())


def test_an_inspections_entry_is_corrected_as_well(run: Run, plan: Path) -> None:
    name = "hmic-2007-phase-one"
    run("inspection", "edit", name, "--revisit", "2009-10")
    place = (
        run("history", name).out.count("\n")
        and json.loads(run("history", name, "--json").out)["entries"][-1]["place"]
    )
    found = run("correct", name, str(place), "--on", "2008-11-20")
    assert found.err == f"entry {place} of {name} corrected: day 1 Dec 2008 → 20 Nov 2008\n"
    shown = json.loads(run("inspection", "show", name, "--as-of", "2008-11-25", "--json").out)
    assert shown["inspection"]["revisit"] == "2009-10"
    assert run("check").code == 0
    assert (
        run("undo", "--yes")
        .err.splitlines()[-1]
        .endswith("what was corrected is as it was entered")
    )


def test_check_names_what_corrects_no_entry(run: Run, slip: Path) -> None:
    run("correct", "REC-5", "2", "--on", "2008-11-10")
    path = slip / "items" / "REC-5.toml"
    text = path.read_text()
    right = text.rpartition('corrects = "')[2].partition('"')[0]
    for wrong, why in (
        ("zzzzzzzz/1", "corrects zzzzzzzz/1, which is no entry of its history"),
        (text.rpartition('op = "')[2].partition('"')[0] + "/1", "which comes with it"),
    ):
        path.write_text(text.replace(f'corrects = "{right}"', f'corrects = "{wrong}"'))
        found = json.loads(run("check", "--json").out)["findings"]
        (one,) = [one for one in found if one["code"] == "wrong-correction"]
        assert why in one["message"]
        assert path.read_text().splitlines()[one["line"] - 1].startswith("corrects = ")
    path.write_text(text.replace("correct_on = 2008-11-10\n", ""))
    (one,) = [
        one
        for one in json.loads(run("check", "--json").out)["findings"]
        if one["code"] == "wrong-correction"
    ]
    assert "doesn't say what is right of it" in one["message"]
    path.write_text(text.replace("correct_on = 2008-11-10", 'correct_on = "2008-11"'))
    assert run("check").code == 1


def test_two_who_correct_one_entry_apart_leave_nothing_open(
    run: Run, slip: Path, tmp_path: Path
) -> None:
    from tests.meeting import meet

    theirs = tmp_path / "theirs"
    shutil.copytree(slip, theirs)
    run("correct", "REC-5", "2", "--on", "2008-11-10", "--text", "ten boroughs")
    run("--store", theirs, "correct", "REC-5", "2", "--on", "2008-11-12")
    meet(slip, theirs)
    (entry,) = [
        e for e in json.loads(run("history", "REC-5", "--json").out)["entries"] if e["place"] == 2
    ]
    ops = sorted(
        (e["op"], e["corrects"]["on"])
        for e in json.loads(run("history", "REC-5", "--json").out)["entries"]
        if e["corrects"]
    )
    assert (entry["on"], entry["note"]) == (ops[-1][1], "ten boroughs")
    assert run("list", "--unsettled", "--count").out == "0\n"
    assert run("check").code == 0


def test_a_paper_names_what_was_corrected_since_the_last(run: Run, slip: Path) -> None:
    run("report", "--number", "9", "--as-of", "2008-11-30", "--record")
    ten = ("report", "--yes", "--number", "10", "--meeting", "2008-12-11")
    before = run(*ten).out
    assert "corrected since" not in before
    run("correct", "REC-5", "2", "--on", "2008-11-10", "--text", "ten boroughs")
    found = run(*ten, "--format", "markdown").out
    assert "One entry that report 9 was made with was corrected since." in found
    assert "| REC-5 | the day of an entry | 28 Nov 2008 | 10 Nov 2008 |" in found
    assert "| REC-5 | the words of an entry |  |  |" in found
    assert "ten boroughs" not in found
    assert "nine boroughs" not in found
    as_json = json.loads(run(*ten, "--json").out)
    assert as_json["corrected"] == [
        {"id": "REC-5", "what": "day"},
        {"id": "REC-5", "what": "text"},
    ]
    assert faults("paper", as_json) == []
    run("undo", "--yes")
    assert run(*ten).out == before
    run("correct", "REC-5", "2", "--on", "2008-11-10", "--reason", "a slip of the pen")
    assert "a slip of the pen" not in run(*ten, "--internal").out
