"""What `check` says of a history: what replaced what, names of steps, clocks, and what is open."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.checks.damages import REC, apart, appended, both, replaced, replacing, topped, with_step
from tests.conftest import Run, tree


def findings_of(run: Run) -> list[dict[str, Any]]:
    """What check finds, as JSON has it."""
    found: list[dict[str, Any]] = json.loads(run("check", "--json").out)["findings"]
    return found


def test_two_values_are_named_with_who_gave_them_and_the_line_that_chooses_one(
    run: Run, small: Path
) -> None:
    apart(small)
    found = run("check", "--width", "220")
    assert found.code == 1
    assert found.out == (
        "1 error\n"
        "\n"
        "error: two people gave different values (unsettled)\n"
        "  items/REC-1.toml:13: REC-1: due is Jun 2009 (by Liaison Officer, 1 Mar 2008) or Sep "
        "2009 (by Deputy, 1 Mar 2008). Jun 2009 counts until: tracker update REC-1 --due 2009-09 "
        '--reason "..."\n'
        "  choose one, as the line says; all that there is to choose: tracker list --unsettled\n"
    )


def test_the_line_that_it_names_settles_it(run: Run, small: Path) -> None:
    apart(small)
    assert run("update", "REC-1", "--due", "2009-09", "--reason", "...").code == 0
    assert run("check").out == ""
    assert "unsettled" not in (small / REC).read_text()


@pytest.mark.parametrize(
    "line",
    ["unsettled = 5", "unsettled = []", "[unsettled]\ndue = 3\n", '[unsettled.due]\n"a/1" = "x"\n'],
)
def test_what_is_typed_below_unsettled_changes_nothing_and_is_written_anew(
    run: Run, small: Path, line: str
) -> None:
    act = (
        replaced(REC, "\n[[history]]", f"\n{line}\n[[history]]")
        if "[" in line[:2]
        else topped(line)
    )
    act(small)
    (found,) = findings_of(run)
    name = "due" if "due" in line else "unsettled"
    assert (found["code"], found["level"]) == ("unsettled-typed", "note")
    assert found["message"] == f"REC-1: [unsettled] is not what its history gives: {name}"
    assert found["path"] == REC
    assert run("list", "--unsettled", "--count").out == "0\n"
    assert run("note", "REC-1", "seen").code == 0
    assert findings_of(run) == []
    assert "unsettled" not in (small / REC).read_text()


def test_what_is_taken_out_below_unsettled_is_written_anew_in_its_place(
    run: Run, small: Path
) -> None:
    apart(small)
    whole = (small / REC).read_text()
    replaced(REC, '"bbbbbbbb/1" = "2009-09"\n', '"zzzzzzzz/1" = ""  # typed\n')(small)
    assert [one["code"] for one in findings_of(run)] == ["unsettled", "unsettled-typed"]
    assert run("note", "REC-1", "seen").code == 0
    assert [one["code"] for one in findings_of(run)] == ["unsettled"]
    head = (small / REC).read_text().partition("[[history]]")[0]
    assert head == whole.partition("[[history]]")[0].replace("entries = 5", "entries = 6")


@pytest.mark.parametrize(
    ("key", "named", "why"),
    [
        ("status", "zzzzzzzz/1", "names zzzzzzzz/1, which is no entry of its history"),
        ("status", 3, "names {3}, which comes later"),
        ("status", 2, "names {2}, which comes with it"),
        ("progress", 1, "names {1}, which doesn't change that field"),
    ],
)
def test_an_entry_says_only_what_it_can_have_replaced(
    run: Run, small: Path, key: str, named: int | str, why: str
) -> None:
    keys = re.findall('^op = "(.*)"', (small / REC).read_text(), re.MULTILINE)
    replacing(key, named)(small)
    why = re.sub(r"\{(\d)\}", lambda match: f"{keys[int(match[1]) - 1]}/1", why)
    found = next(one for one in findings_of(run) if one["code"] == "wrong-ancestry")
    assert found["message"] == f"REC-1: {key}_after {why}"
    assert found["level"] == "error"


def test_one_line_says_how_many_are_wrong(run: Run, small: Path) -> None:
    many = ", ".join(f'"w{n}/1"' for n in range(10_000))
    replaced(REC, "n = 2\n", f"progress_after = [{many}]\nn = 2\n")(small)
    (found,) = findings_of(run)
    assert found["message"] == (
        "REC-1: progress_after names w0/1, which is no entry of its history, and 9999 more like it"
    )


def test_a_step_is_called_after_the_entry_that_made_it(run: Run, small: Path) -> None:
    op = re.findall('^op = "(.*)"', (small / REC).read_text(), re.MULTILINE)[1]
    both(with_step("zzzzzzzz-1", "zzzzzzzz-1"), with_step("yyyyyyyy-1", ""))(small)
    mine = [one for one in findings_of(run) if one["code"] == "part-name"]
    assert [one["message"] for one in mine] == [
        f"REC-1: step 1 is called zzzzzzzz-1, and its entry makes it {op}-1",
        "REC-1: step 2 is called yyyyyyyy-1, and no entry made it",
    ]
    assert mine[0]["level"] == "error"


def test_a_step_typed_with_a_number_is_a_change_by_hand_like_any_other(
    run: Run, small: Path
) -> None:
    with_step("1", "")(small)
    (found,) = findings_of(run)
    assert (found["code"], found["message"]) == (
        "changed-outside",
        "REC-1: action_1_text is Agree it, and its history says none",
    )
    lines = (small / REC).read_text().splitlines()
    assert lines[found["line"] - 2] == "[actions.1]"
    assert run("check", "--record").code == 0
    assert findings_of(run) == [] or [one["code"] for one in findings_of(run)] == ["progress-steps"]
    assert "[actions.1]" not in (small / REC).read_text()


def test_a_clock_that_is_ahead_is_remarked_on_and_orders_nothing(run: Run, small: Path) -> None:
    replaced(REC, "recorded = 2008-03-01", "recorded = 2014-01-03")(small)
    before = tree(small)
    (found,) = findings_of(run)
    assert (found["code"], found["level"]) == ("clock-ahead", "note")
    assert found["message"] == "REC-1 has an entry recorded on 3 Jan 2014 by Liaison Officer"
    lines = (small / REC).read_text().splitlines()
    assert lines[found["line"] - 1].startswith("recorded = 2014")
    assert (run("check").code, run("check", "--strict").code) == (0, 1)
    assert tree(small) == before
    replaced("items/REC-2.toml", "recorded = 2008-03-01", "recorded = 2014-01-03")(small)
    (found,) = findings_of(run)
    assert found["message"] == (
        "2 items have entries recorded in days to come, the first on 3 Jan 2014 by Liaison "
        "Officer: REC-1..2"
    )


@pytest.mark.parametrize(("day", "findings"), [("2008-12-02", 0), ("2008-12-04", 1)])
def test_a_clock_may_be_a_day_ahead(run: Run, small: Path, day: str, findings: int) -> None:
    replaced(REC, "recorded = 2008-03-01T", f"recorded = {day}T00:00:00Z # ")(small)
    assert len(findings_of(run)) == findings


def test_two_entries_may_have_one_number(run: Run, small: Path) -> None:
    more = (
        "[[history]]\non = 2008-03-01\nrecorded = 2008-03-01T12:00:00Z\n"
        'by = "Deputy"\nop = "zzzzzzzz"\nevent = "note"\nnote = "seen"\nn = 3\n'
    )
    both(appended(REC, more), replaced(REC, "entries = 3", "entries = 4"))(small)
    assert findings_of(run) == []
    assert run("note", "REC-1", "seen").code == 0
    assert (small / REC).read_text().endswith("n = 4\n")


def test_a_broken_rule_names_its_own_entry_where_two_have_one_number(run: Run, small: Path) -> None:
    apart(small)
    replaced(REC, 'due_was = "2009-03"\n', "", 1)(small)
    text = (small / REC).read_text()
    later = text.rindex('reason = "staffing"\n')
    (small / REC).write_text(text[:later] + text[later:].replace('reason = "staffing"\n', ""))
    broken = next(one for one in findings_of(run) if one["code"] == "rule-reasons")
    lines = (small / REC).read_text().splitlines()
    assert lines[broken["line"] - 1] == 'due = "2009-09"'


def test_the_example_of_the_docs_is_what_they_say_of_it(run: Run, tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "store.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (example,) = (block for block in blocks if "neither knew of the other's" in block)
    store = ("--store", tmp_path / "plan")
    assert run("init", tmp_path / "plan").code == 0
    path = tmp_path / "plan" / "items" / "REC-5.toml"
    path.write_text(example, encoding="utf-8")
    found = json.loads(run(*store, "check", "--json").out)["findings"]
    errors = {one["code"]: one["message"] for one in found if one["level"] == "error"}
    assert errors == {
        "unsettled": "REC-5: due is Jan 2009 (by Liaison Officer, 28 Nov 2008) or Mar 2009 (by "
        "Deputy, 1 Dec 2008). Jan 2009 counts until: tracker update REC-5 --due 2009-03 "
        '--reason "..."',
        "changed-outside": "REC-5: owner is Head of CID, and its history says none; "
        "action_1_due is 2008-12, and its history says none; action_2_text is Publish it, and its "
        "history says none",
    }
    assert run(*store, "update", "REC-5", "--due", "2009-03", "--reason", "...").code == 0
    text = path.read_text(encoding="utf-8")
    assert "unsettled" not in text
    assert "# Agreed with the lead on the phone." in text
    second = re.findall(r"^\[actions\.(\w+-\d)\]", text, re.MULTILINE)[1]
    assert f"[actions.{second}]" + " " * 20 + "# typed: a second step" in text
    assert f'action_{second}_text = "Publish it"' in text
    assert 'due_after = ["k7wqz3ab/1", "x2mbb6ty/1"]' in text
    codes = {one["code"] for one in json.loads(run(*store, "check", "--json").out)["findings"]}
    assert codes.isdisjoint({"unsettled", "changed-outside", "part-name", "wrong-ancestry"})


def test_another_value_typed_by_hand_settles_it(run: Run, small: Path) -> None:
    apart(small)
    replaced(REC, 'due = "2009-06"', 'due = "2009-12"')(small)
    recorded = run("check", "--record")
    assert recorded.err.startswith("REC-1: due June 2009 → December 2009\n")
    text = (small / REC).read_text()
    assert "unsettled" not in text
    assert 'due_after = ["aaaaaaaa/1", "bbbbbbbb/1"]' in text
    assert run("list", "--unsettled", "--count").out == "0\n"


def test_a_typed_step_keeps_all_that_is_in_it_when_it_gets_its_name(run: Run, small: Path) -> None:
    typed = '\n# ours\n [ actions . 1 ] # c\ntext = "Agree it" # t\nour_ref = 7\n# end\n'
    replaced(REC, "\n[[history]]", f"{typed}\n[[history]]")(small)
    assert run("check", "--record").code == 0
    text = (small / REC).read_text()
    (op,) = re.findall('^op = "(.*)"', text, re.MULTILINE)[-1:]
    assert typed.replace("actions . 1", f"actions . {op}-1") in text
