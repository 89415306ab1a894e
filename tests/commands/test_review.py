"""The monthly meeting: items gone through one by one on a real terminal."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import pytest

from tests.commands.terminal import Screen, Shell, Terminal
from tests.conftest import Run, tree
from tests.formats.test_schemas import faults

# pexpect forks, and pytest's own threads are not touched by what runs after it.
pytestmark = pytest.mark.filterwarnings(
    "ignore:This process .* is multi-threaded:DeprecationWarning"
)

FOUR = ["review", "--where", "id in (REC-5, REC-6, REC-7, REC-8)"]
KEY = " >"
ENTER, CTRL_C, CTRL_D, UP = "\r", "\x03", "\x04", "\x1b[A"

# What is typed before each prompt of the review, by the prompt that is there then.
PROMPTS = {
    "key": "",
    "progress": "p",
    "due": "u",
    "reason": "u2009-02\r",
    "board": "u2009-02\rthe release\r",
    "note": "n",
    "a second key": "x",
}
SHOWN = {
    "key": KEY,
    "progress": "Progress?",
    "due": "month?",
    "reason": "why?",
    "board": "none)?",
    "note": "Note (internal):",
    "a second key": KEY,
}


def histories(run: Run, ids: str = "REC-5..8") -> dict[str, list[str]]:
    """What was entered in each item after its import, in short."""
    found = json.loads(run("show", ids, "--json").out)["items"]
    return {
        item["id"]: [
            entry["note"] or ", ".join(f"{c['field']} {c['to']}" for c in entry["changes"])
            for entry in item["history"][1:]
        ]
        for item in found
        if len(item["history"]) > 1
    }


def to_prompt(terminal: Screen, name: str) -> None:
    """Answers the first item with a note, and goes to one of the prompts at the second."""
    terminal.answer(f"REC-5{KEY}", "n")
    terminal.answer("Note (internal):", f"first{ENTER}")
    terminal.answer(f"REC-5{KEY}", "s")
    terminal.until(f"REC-6{KEY}")
    keys, lines = PROMPTS[name][:1], PROMPTS[name][1:].split(ENTER)[:-1]
    if keys:
        terminal.send(keys)
    for line, prompt in zip(lines, ("month?", "why?"), strict=False):
        terminal.answer(prompt, line + ENTER)
    if keys:
        terminal.until(SHOWN[name])


def test_without_a_terminal_two_lines_say_so(run: Run, plan: Path) -> None:
    found = run("review")
    assert (found.code, found.out) == (2, "")
    assert found.err == (
        "tracker: review asks its questions on a terminal, and there is none here\n"
        "without one, for example: tracker update REC-5 --status done\n"
    )


@pytest.mark.parametrize(
    ("columns", "term"), [(60, "xterm-256color"), (120, "xterm-256color"), (60, "dumb")]
)
def test_a_meeting_from_the_first_item_to_the_last(
    run: Run, plan: Path, columns: int, term: str
) -> None:
    enter = ENTER if term == "dumb" else ""
    with Terminal(plan, FOUR, columns, term) as terminal:
        first = terminal.answer(f"REC-5{KEY}", f"d{enter}")
        for said in (
            "Review, 1 Dec 2008",
            "1 of 4 screens (4 overdue)",
            "REC-5  PVP overall, recommendation 1",
            "RED, 62 days overdue",
            "Due Sep 2008, never moved    Progress majority",
            "That the force holds borough commanders (BOCU)",
            "Last answer       none; imported from Report 9",
            "d done            p progress        u new date",
            "s skip",
            "q quit, minutes",
        ):
            assert said in first
        terminal.answer(f"REC-6{KEY}", f"p{enter}")
        terminal.answer("Progress?", f"a{enter}")
        terminal.answer(f"REC-6{KEY}", f"u{enter}")
        terminal.answer("month?", f"Feb 2009{ENTER}")
        assert "due February 2009 (deadline Sat 28 Feb 2009)" in terminal.answer(
            "Moving a due date: why?", f"the release slipped{ENTER}"
        )
        terminal.answer("Which board agreed (Enter: none)?", f"Performance Board{ENTER}")
        terminal.answer(f"REC-6{KEY}", f"s{enter}")
        terminal.answer(f"REC-7{KEY}", f"n{enter}")
        terminal.answer("Note (internal):", f"seen in Café Straße — agreed{ENTER}")
        terminal.answer(f"REC-7{KEY}", f"s{enter}")
        terminal.answer(f"REC-8{KEY}", f"s{enter}")
        terminal.answer("Minutes?", ENTER)
        code, seen = terminal.end()
        assert terminal.lines_fit()
    assert code == 0
    assert "Review on 1 Dec 2008" in seen
    assert "3 of 4 items changed, 1 left as it was." in seen
    assert histories(run) == {
        "REC-5": ["status done"],
        "REC-6": ["progress almost", "due 2009-02"],
        "REC-7": ["seen in Café Straße — agreed"],
    }
    entry = json.loads(run("show", "REC-6", "--json").out)["items"][0]["history"][-1]
    assert (entry["reason"], entry["by"]) == ("the release slipped", "Liaison Officer")
    assert "agreed by Performance Board" in run("show", "REC-6").out
    assert run("check").code == 0


def test_a_slip_in_the_board_that_agreed_is_asked_about(run: Run, plan: Path) -> None:
    assert run("update", "REC-6", "--board", "Performance Board").code == 0
    with Terminal(plan, ["review", "--where", "id = REC-5"]) as terminal:
        terminal.answer(f"REC-5{KEY}", "u")
        terminal.answer("month?", f"Feb 2009{ENTER}")
        terminal.answer("Moving a due date: why?", f"the release slipped{ENTER}")
        terminal.answer("Which board agreed (Enter: none)?", f"Performance Bord{ENTER}")
        again = terminal.answer("Which board agreed (Enter: none)?", f"performance board{ENTER}")
        assert "did you mean Performance Board? for a new one type it again" in again
        terminal.answer(f"REC-5{KEY}", "q")
        code, _ = terminal.end()
    assert code == 0
    item = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert item["history"][-1]["agreed_by"] == "Performance Board"


def test_a_date_that_was_asked_for_is_granted_for_the_reason_it_was_asked(
    run: Run, plan: Path
) -> None:
    run("update", "REC-5", "--request-due", "2009-02", "--reason", "IT release")
    with Terminal(plan, ["review", "--where", "id = REC-5"]) as terminal:
        assert "Asks for          Feb 2009: IT release" in terminal.answer(f"REC-5{KEY}", "u")
        terminal.answer("month?", f"Feb 2009{ENTER}")
        terminal.answer("Moving a due date: why (Enter: as it was asked)?", ENTER)
        terminal.answer("Which board agreed (Enter: none)?", f"Performance Board{ENTER}")
        assert "granted as asked" in terminal.answer(f"REC-5{KEY}", "q")
        assert terminal.end()[0] == 0
    item = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert (item["due"], item["requested_due"]) == ("2009-02", None)
    entry = item["history"][-1]
    assert (entry["reason"], entry["agreed_by"]) == ("IT release", "Performance Board")


def test_each_answer_is_a_step_of_its_own_to_undo(run: Run, plan: Path) -> None:
    with Terminal(plan, FOUR) as terminal:
        terminal.answer(f"REC-5{KEY}", "d")
        terminal.answer(f"REC-6{KEY}", "d")
        terminal.answer(f"REC-7{KEY}", "q")
        assert terminal.end()[0] == 0
    run("undo")
    found = json.loads(run("list", "--status", "done", "--kind", "rec", "--json").out)["items"]
    assert "REC-5" in [i["id"] for i in found]
    assert "REC-6" not in [i["id"] for i in found]


@pytest.mark.parametrize("columns", [60, 200])
@pytest.mark.parametrize("prompt", PROMPTS)
def test_ctrl_c_at_every_prompt_keeps_what_was_answered_and_nothing_else(
    run: Run, plan: Path, prompt: str, columns: int
) -> None:
    with Terminal(plan, FOUR, columns) as terminal:
        to_prompt(terminal, prompt)
        terminal.send(CTRL_C)
        code, seen = terminal.end()
    assert code == 130
    assert "1 of 4 items changed" in " ".join(seen.split())
    assert seen.endswith("\ninterrupted: nothing more was written\n")
    assert histories(run) == {"REC-5": ["first"]}


@pytest.mark.parametrize("prompt", PROMPTS)
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_terminal_that_closes_keeps_what_was_answered_and_nothing_else(
    run: Run, plan: Path, prompt: str, number: signal.Signals
) -> None:
    with Terminal(plan, FOUR) as terminal:
        to_prompt(terminal, prompt)
        if number == signal.SIGHUP:
            code, _ = terminal.hang_up()
        else:
            os.kill(terminal.child.pid, number)
            code, _ = terminal.end()
    assert code == -number
    assert histories(run) == {"REC-5": ["first"]}
    assert run("check").code == 0


@pytest.mark.parametrize("prompt", PROMPTS)
def test_the_end_of_input_ends_it_as_quit_does(run: Run, plan: Path, prompt: str) -> None:
    with Terminal(plan, [*FOUR, "--json"]) as terminal:
        to_prompt(terminal, prompt)
        terminal.send(CTRL_D)
        code, seen = terminal.end()
    assert code == 0
    found = json.loads(seen[seen.index('{\n  "schema"') :])
    assert (found["ended"], found["count"], found["looked_at"]) == ("end-of-input", 4, 2)
    assert histories(run) == {"REC-5": ["first"]}


@pytest.mark.parametrize(("key", "ended"), [("q", "quit"), (CTRL_C, "interrupted")])
def test_what_changed_is_an_object_for_scripts(run: Run, plan: Path, key: str, ended: str) -> None:
    with Terminal(plan, [*FOUR, "--json", "--on", "2008-11-28", "--by", "Chair"]) as terminal:
        to_prompt(terminal, "key")
        terminal.send(key)
        _, seen = terminal.end()
    found, _ = json.JSONDecoder().raw_decode(seen[seen.index('{\n  "schema"') :])
    assert faults("review", found) == []
    assert (found["as_of"], found["ended"]) == ("2008-11-28", ended)
    (changed,) = found["changed"]
    (entry,) = changed["entries"]
    assert (changed["id"], entry["note"]) == ("REC-5", "first")
    assert (entry["on"], entry["by"]) == ("2008-11-28", "Chair")


def test_what_cannot_be_taken_is_explained_and_asked_again(run: Run, plan: Path) -> None:
    with Terminal(plan, FOUR) as terminal:
        terminal.answer(f"REC-5{KEY}", "x")
        assert "'x' is none of the keys above; ? explains them" in terminal.answer(KEY, UP)
        help_page = terminal.answer("Help:", ENTER)
        assert "done: its lead says it is completed; then the next screen" in help_page
        terminal.answer(KEY, "p")
        terminal.answer("Progress?", UP)
        assert "'?' is none of the keys: n none" in terminal.answer("Progress?", ENTER)
        assert "nothing was written" in terminal.answer(KEY, "u")
        terminal.answer("month?", f"1908-09{ENTER}")
        terminal.answer("Sep 1908 is before 1990. Is that right? [y/N]", f"n{ENTER}")
        terminal.answer("month?", f"2009-13{ENTER}")
        assert "tracker: '2009-13' is not a date\nthere is no month 13" in terminal.answer(
            "month?", f"eo{UP}m{ENTER}"
        )
        refused = "there is a character that can't be printed (\\x1b) in that, nothing of it was"
        assert refused in " ".join(terminal.answer("month?", f"2009-02{ENTER}").split())
        terminal.answer("why?", ENTER)
        assert "nothing was written" in terminal.answer(KEY, "n")
        terminal.answer("Note (internal):", f"a\tb{ENTER}")
        assert "there is a tab in that" in terminal.answer("Note (internal):", "one\rtwo\rd")
        assert "that was more than one line" in terminal.answer("Note (internal):", ENTER)
        terminal.answer(KEY, "b")
        assert "this is the first screen" in terminal.answer(KEY, "q")
        assert terminal.end()[0] == 0
    assert histories(run) == {}


@pytest.mark.parametrize("typed", ["one\ntwo\nthree", "one\ntwo\n", "one\nd"])
def test_a_paste_of_several_lines_presses_no_keys(run: Run, plan: Path, typed: str) -> None:
    before = tree(plan)
    with Terminal(plan, FOUR) as terminal:
        terminal.answer(f"REC-5{KEY}", "n")
        terminal.answer("Note (internal):", typed)
        assert "that was more than one line, nothing of it was taken" in terminal.answer(
            "Note (internal):", ENTER
        )
        terminal.answer(f"REC-5{KEY}", "q")
        terminal.end()
    assert tree(plan) == before


def test_a_line_that_the_terminal_would_cut_is_refused(run: Run, plan: Path) -> None:
    with Terminal(plan, FOUR) as terminal:
        terminal.answer(f"REC-5{KEY}", "n")
        terminal.until("Note (internal):")
        for _ in range(50):
            terminal.send("x" * 100)
        terminal.send(ENTER)
        assert "longer than a terminal passes on" in terminal.answer("Note (internal):", ENTER)
        terminal.answer(f"REC-5{KEY}", "q")
        terminal.end()
    assert histories(run) == {}


def test_a_rule_that_says_no_is_shown_and_the_item_stays(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--status", "withdrawn", "--reason", "merged")
    before = tree(plan)
    with Terminal(plan, ["review", "--where", "id = REC-5 and all"]) as terminal:
        terminal.answer(f"REC-5{KEY}", "d")
        code = terminal.answer(KEY, "q")
        assert "tracker: " in code
        assert terminal.end()[0] == 0
    assert tree(plan) == before


def test_a_day_before_the_item_is_refused_in_two_lines(run: Run, plan: Path) -> None:
    with Terminal(plan, [*FOUR, "--on", "2008-09-01"]) as terminal:
        terminal.answer(f"REC-5{KEY}", "d")
        said = terminal.answer(KEY, "q")
        assert "tracker: REC-5 did not exist on 1 Sep 2008\nit began on 11 Sep 2008" in said
        terminal.end()
    assert histories(run) == {}


def test_an_item_changed_meanwhile_is_shown_afresh(run: Run, plan: Path) -> None:
    with Terminal(plan, FOUR) as terminal:
        terminal.until(f"REC-5{KEY}")
        run("update", "REC-5", "--owner", "Head of Public Protection")
        terminal.send("d")
        again = terminal.answer(f"REC-5{KEY}", "d")
        assert "tracker: REC-5 was changed meanwhile\nnothing was written" in again
        assert "1 of 4 screens" in again
        assert "Owner Head of Public Protection" in again
        terminal.answer(f"REC-6{KEY}", "q")
        terminal.end()
    assert histories(run) == {"REC-5": ["owner Head of Public Protection", "status done"]}


def test_an_item_that_is_gone_or_broken_meanwhile_is_passed_over(run: Run, plan: Path) -> None:
    with Terminal(plan, FOUR) as terminal:
        terminal.until(f"REC-5{KEY}")
        (plan / "items" / "REC-6.toml").unlink()
        (plan / "items" / "REC-7.toml").write_text("broken = ")
        terminal.send("s")
        passed = terminal.answer(f"REC-8{KEY}", "q")
        assert "REC-6 is not in this plan any more" in passed
        assert "tracker: items/REC-7.toml:1:" in passed
        assert terminal.end()[0] == 0


def test_damaged_items_are_named_at_the_start_and_left_out(run: Run, plan: Path) -> None:
    (plan / "items" / "REC-5.toml").write_text("broken = ")
    with Terminal(plan, ["review", "--kind", "rec", "--overdue"]) as terminal:
        start = terminal.answer(f"REC-6{KEY}", "q")
        assert start.startswith("tracker: items/REC-5.toml:1: ")
        assert "1 of 3 screens" in start
        code, seen = terminal.end()
    assert code == 5
    assert "Not counted here: 1 file that can't be read (items/REC-5.toml)" in seen


def test_nothing_to_go_through_is_said(plan: Path) -> None:
    with Terminal(plan, ["review", "--overdue", "--on", "2008-09-12"]) as terminal:
        code, seen = terminal.end()
    head = "Review on 12 Sep 2008\n=====================\n\n"
    assert (code, seen) == (0, f"{head}No items to go through.\n")


@pytest.mark.parametrize("ending", ["q", CTRL_C, CTRL_D, "kill -TERM", "kill -HUP", "\x1a"])
@pytest.mark.parametrize("prompt", ["key", "progress", "note"])
def test_the_terminal_is_as_it_was_before(plan: Path, prompt: str, ending: str) -> None:
    """In a shell with jobs: how the terminal is set before and after, and after Ctrl-Z."""
    with Shell(plan) as shell:
        before = shell.modes()
        shell.start(FOUR)
        to_prompt(shell, prompt)
        if ending.startswith("kill"):
            shell.signal(ending)
        else:
            if ending == "q" and prompt != "key":
                shell.send(ENTER)
                shell.until(KEY)
            shell.send(ending)
        shell.at_prompt()
        assert shell.modes() == before


@pytest.mark.parametrize("prompt", ["key", "progress", "note"])
def test_after_ctrl_z_it_goes_on_where_it_was(run: Run, plan: Path, prompt: str) -> None:
    with Shell(plan) as shell:
        shell.start(FOUR)
        to_prompt(shell, prompt)
        shell.send("\x1a")
        shell.at_prompt()
        shell.type("fg")
        if prompt != "note":
            shell.until(SHOWN[prompt])
        shell.send({"key": "d", "progress": "a", "note": f"after{ENTER}"}[prompt])
        shell.answer(KEY, "q")
        shell.at_prompt()
    entered = {"key": "status done", "progress": "progress almost", "note": "after"}[prompt]
    assert histories(run) == {"REC-5": ["first"], "REC-6": [entered]}
