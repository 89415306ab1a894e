"""The answers of a review: each does what its command does, and nothing is half-written."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Iterable, Sequence
from itertools import cycle, product
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import pytest

from tests.commands.terminal import Shell, Terminal
from tests.conftest import Run, tree
from tests.torture.sizes import FULL

# pexpect forks, and pytest's own threads are not touched by what runs after it.
pytestmark = pytest.mark.filterwarnings(
    "ignore:This process .* is multi-threaded:DeprecationWarning"
)

FOUR = ["review", "--where", "id in (REC-5, REC-6, REC-7, REC-8)"]
ALIKE = ["review", "--overdue", "--kind", "afi"]
SIZES = [(60, 24), (80, 24), (120, 40), (200, 50)]
WIDTHS = [columns for columns, _ in SIZES]
ENTER, CTRL_C, CTRL_D = "\r", "\x03", "\x04"
KEYS, ITEM = "q quit, minutes", "REC-5  PVP overall, recommendation 1"

Talk = Sequence[tuple[str, str]]
"""What is typed, each after a prompt."""


class Answered(NamedTuple):
    """A key with what it asks, and the command line that does the same."""

    talk: Talk
    line: tuple[str, ...]


ANSWERS = {
    "done": Answered([("REC-5 >", "d")], ("update", "REC-5", "--status", "done")),
    "progress": Answered(
        [("REC-5 >", "p"), ("Progress?", "a")], ("update", "REC-5", "--progress", "almost")
    ),
    "new date": Answered(
        [
            ("REC-5 >", "u"),
            ("month?", f"Feb 2009{ENTER}"),
            ("why?", f"the release slipped{ENTER}"),
            ("none)?", f"Performance Board{ENTER}"),
        ],
        (
            *("update", "REC-5", "--due", "2009-02", "--reason", "the release slipped"),
            *("--agreed-by", "Performance Board"),
        ),
    ),
    "owner": Answered(
        [("REC-5 >", "o"), ("nobody)?", f"Head of CID{ENTER}")],
        ("update", "REC-5", "--owner", "Head of CID"),
    ),
    "tick": Answered(
        [("REC-5 >", "t"), ("done?", f"1, 3{ENTER}")], ("action", "done", "REC-5", "1", "3")
    ),
    "add": Answered(
        [
            ("REC-5 >", "a"),
            ("to be done?", f"Brief the boroughs{ENTER}"),
            ("item's)?", f"Head of CID{ENTER}"),
            ("none)?", f"Jan 2009{ENTER}"),
        ],
        (
            *("action", "add", "REC-5", "Brief the boroughs", "--owner", "Head of CID"),
            *("--due", "2009-01"),
        ),
    ),
    "add a bare step": Answered(
        [
            ("REC-5 >", "a"),
            ("to be done?", f"Brief  the boroughs{ENTER}"),
            ("item's)?", ENTER),
            ("none)?", ENTER),
        ],
        ("action", "add", "REC-5", "Brief the boroughs"),
    ),
    "evidence": Answered(
        [("REC-5 >", "e"), ("asked for?", f"the signed minutes{ENTER}")],
        ("evidence", "ask", "REC-5", "the signed minutes"),
    ),
    "note": Answered(
        [("REC-5 >", "n"), ("Note (internal):", f"seen in two boroughs{ENTER}")],
        ("note", "REC-5", "seen in two boroughs"),
    ),
    "publish": Answered(
        [("REC-5 >", "m"), ("Publish this note?", "y")],
        ("note", "REC-5", "template agreed", "--publish"),
    ),
}
# Each prompt of the new keys, and what leads there from the second item.
PROMPTS: dict[str, Talk] = {
    "owner": [("REC-6 >", "o"), ("nobody)?", "")],
    "tick": [("REC-6 >", "t"), ("done?", "")],
    "step": [("REC-6 >", "a"), ("to be done?", "")],
    "step's post": [("REC-6 >", "a"), ("to be done?", f"x{ENTER}"), ("item's)?", "")],
    "step's date": [
        ("REC-6 >", "a"),
        ("to be done?", f"x{ENTER}"),
        ("item's)?", ENTER),
        ("none)?", ""),
    ],
    "evidence": [("REC-6 >", "e"), ("asked for?", "")],
    "publish": [("REC-6 >", "m"), ("Publish this note?", "")],
    "whole text": [("REC-6 >", "w"), ("REC-6 >", "")],
    "help": [("REC-6 >", "?"), ("Help:", "")],
    "taken back": [("REC-6 >", "z"), ("REC-5 >", "")],
    "the end": [*[(f"REC-{n} >", "s") for n in (6, 7, 8)], ("Minutes?", "")],
}


Way = TypeVar("Way")


def each_in(ways: Sequence[Way], what: Iterable[str]) -> list[tuple[str, Way]]:
    """Each name in every way, such as a width; in a short run in one, another each time."""
    return list(product(what, ways)) if FULL else list(zip(what, cycle(ways), strict=False))


@pytest.fixture
def prepared(plan: Path, run: Run) -> Path:
    """Four items, each with three steps and a note."""
    for step in ("Agree one template", "Train supervisors", "Report daily"):
        assert run("action", "add", "REC-5..8", step, "--yes").code == 0
    assert run("note", "REC-5..8", "template agreed", "--yes").code == 0
    return plan


def talk(terminal: Terminal, what: Talk) -> None:
    for prompt, keys in what:
        terminal.until(prompt)
        if keys:
            terminal.send(keys)


def pages_of(terminal: Terminal) -> list[str]:
    """The lines of all pages that w shows, each with the item and the keys in sight."""
    lines: list[str] = []
    while True:
        terminal.send("w")
        terminal.until("REC-5 >")
        page = "\n".join(terminal.in_sight()).rpartition(ITEM)
        assert page[1]
        assert KEYS in page[2]
        if "w more" not in page[2]:
            return lines
        lines += page[2].split("\n")


def entered(run: Run, item: str = "REC-5") -> dict[str, Any]:
    """An item as `show` has it, without what tells one entering of it from another."""
    found = json.loads(run("show", item, "--json").out)["items"][0]
    del found["updated_at"]
    ops: dict[str, int] = {}
    for entry in found["history"]:
        del entry["recorded"]
        op = ops.setdefault(entry.pop("op"), len(ops))
        source = entry["source"] or ""
        entry["source"] = source if not source.startswith("undo of ") else f"undo, {op}"
    return found  # type: ignore[no-any-return]


@pytest.mark.parametrize(("name", "term"), each_in(["xterm-256color", "dumb"], ANSWERS))
def test_each_answer_is_that_of_its_command(
    run: Run, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, term: str
) -> None:
    twin = tmp_path / "twin"
    shutil.copytree(prepared, twin)
    enter = ENTER if term == "dumb" else ""
    what = [(prompt, keys.removesuffix(enter) + enter) for prompt, keys in ANSWERS[name].talk]
    after = "REC-6 >" if name == "done" else "REC-5 >"
    with Terminal(prepared, FOUR, term=term) as terminal:
        talk(terminal, [*what, (after, f"q{enter}")])
        assert terminal.end()[0] == 0
    reviewed = entered(run)
    monkeypatch.setenv("TRACKER_STORE", str(twin))
    assert run(*ANSWERS[name].line).code == 0
    assert entered(run) == reviewed


@pytest.mark.parametrize("name", ANSWERS)
def test_what_z_takes_back_is_as_if_undo_had(
    run: Run, prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    twin = tmp_path / "twin"
    shutil.copytree(prepared, twin)
    before = [run(*line).out for line in (("list", "--all"), ("summary",), ("action", "list"))]
    after = "REC-6 >" if name == "done" else "REC-5 >"
    with Terminal(prepared, FOUR) as terminal:
        talk(terminal, [*ANSWERS[name].talk, (after, "z"), ("undo of", ""), ("REC-5 >", "z")])
        assert "there is no answer of this review to take back" in terminal.answer("REC-5 >", "q")
        code, seen = terminal.end()
    assert code == 0
    assert "0 of 4 items changed" in seen
    taken_back = entered(run)
    now = [run(*line).out for line in (("list", "--all"), ("summary",), ("action", "list"))]
    assert now == before
    assert run("check").code == 0
    monkeypatch.setenv("TRACKER_STORE", str(twin))
    assert run(*ANSWERS[name].line).code == 0
    assert run("undo", "--yes").code == 0
    assert entered(run) == taken_back


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_item_and_keys_are_in_sight_at_every_prompt(
    prepared: Path, columns: int, rows: int
) -> None:
    with Terminal(prepared, FOUR, columns, rows=rows) as terminal:
        for name, answer in ANSWERS.items():
            if name == "done":
                continue
            for place, (prompt, keys) in enumerate(answer.talk):
                terminal.until(prompt)
                seen = "\n".join(terminal.in_sight())
                if not place or columns >= 80:
                    assert ITEM in seen, (name, prompt)
                assert KEYS in seen or place, (name, prompt)
                terminal.send(keys)
        terminal.until("REC-5 >")
        assert pages_of(terminal)
        terminal.send("q")
        assert terminal.end()[0] == 0


@pytest.mark.parametrize(("prompt", "columns"), each_in(WIDTHS, PROMPTS))
def test_ctrl_c_at_every_new_prompt_keeps_what_was_answered_and_nothing_else(
    run: Run, prepared: Path, prompt: str, columns: int
) -> None:
    before = entered(run, "REC-6")
    with Terminal(prepared, FOUR, columns, rows=24) as terminal:
        talk(terminal, [("REC-5 >", "p"), ("Progress?", "a"), ("REC-5 >", "s")])
        talk(terminal, PROMPTS[prompt])
        terminal.send(CTRL_C)
        code, seen = terminal.end()
        assert terminal.lines_fit()
    assert code == 130
    assert seen.endswith("\ninterrupted: nothing more was written\n")
    assert entered(run, "REC-6") == before
    is_kept = prompt != "taken back"
    assert (entered(run)["progress"] == "almost") == is_kept
    assert f"{int(is_kept)} of 4 items changed" in " ".join(seen.split())
    assert run("check").code == 0


@pytest.mark.parametrize(("prompt", "number"), each_in([signal.SIGHUP, signal.SIGTERM], PROMPTS))
def test_a_terminal_that_closes_at_a_new_prompt_keeps_what_was_answered(
    run: Run, prepared: Path, prompt: str, number: signal.Signals
) -> None:
    before = entered(run, "REC-6")
    with Terminal(prepared, FOUR, rows=24) as terminal:
        talk(terminal, [("REC-5 >", "p"), ("Progress?", "a"), ("REC-5 >", "s")])
        talk(terminal, PROMPTS[prompt])
        if number == signal.SIGHUP:
            code, _ = terminal.hang_up()
        else:
            os.kill(terminal.child.pid, number)
            code, _ = terminal.end()
    assert code == -number
    assert entered(run, "REC-6") == before
    assert (entered(run)["progress"] == "almost") == (prompt != "taken back")
    assert run("check").code == 0


@pytest.mark.parametrize("ending", [CTRL_C, CTRL_D, "kill -TERM", "kill -HUP"])
@pytest.mark.parametrize("prompt", ["tick", "publish", "help"])
def test_the_terminal_is_as_it_was_after_a_new_prompt(
    prepared: Path, prompt: str, ending: str
) -> None:
    with Shell(prepared) as shell:
        before = shell.modes()
        shell.start(FOUR)
        shell.answer("REC-5 >", "s")
        for waited, keys in PROMPTS[prompt]:
            shell.until(waited)
            shell.send(keys)
        if ending.startswith("kill"):
            shell.signal(ending)
        else:
            shell.send(ending)
        shell.at_prompt()
        assert shell.modes() == before


def test_nameless_items_that_are_alike_are_one_screen(run: Run, plan: Path) -> None:
    with Terminal(plan, ALIKE, rows=24) as terminal:
        first = terminal.answer("AFI-11..18 >", "o")
        assert "1 of 1 screen (8 overdue)" in first
        assert "AFI-11..18  PVP overall, 8 AFIs, text not published" in first
        terminal.answer("nobody)?", f"Head of CID{ENTER}")
        asked = terminal.answer("Change 8 items? y yes, n no", "n")
        assert "AFI-11..18 would change: owner none → Head of CID" in asked
        assert "nothing was written" in terminal.answer("AFI-11..18 >", "o")
        terminal.answer("nobody)?", f"Head of CID{ENTER}")
        terminal.answer("Change 8 items? y yes, n no", "y")
        assert "AFI-11..18: owner none → Head of CID" in terminal.answer("AFI-11..18 >", "q")
        code, seen = terminal.end()
    assert code == 0
    assert "8 of 8 items changed." in seen
    assert seen.count("Owner none → Head of CID") == 1
    listed = run("list", "--owner", "Head of CID", "--format", "ids").out.split()
    assert listed == [f"AFI-{n}" for n in range(11, 19)]
    assert run("undo", "--yes").code == 0
    assert run("list", "--owner", "none", "--kind", "afi", "--format", "ids").code == 0


@pytest.mark.parametrize(("ending", "columns"), each_in(WIDTHS, ["Ctrl-C", "hang-up", "kill"]))
def test_leaving_a_question_about_several_items_writes_nothing(
    run: Run, plan: Path, ending: str, columns: int
) -> None:
    with Terminal(plan, ALIKE, columns, rows=24) as terminal:
        talk(terminal, [("AFI-11..18 >", "p"), ("Progress?", "a"), ("Change 8 items?", "y")])
        talk(terminal, [("AFI-11..18 >", "p"), ("Progress?", "s"), ("Change 8 items?", "n")])
        talk(terminal, [("AFI-11..18 >", "z"), ("Take back 8 items?", "")])
        before = tree(plan)
        if ending == "hang-up":
            code, _ = terminal.hang_up()
        else:
            if ending == "kill":
                os.kill(terminal.child.pid, signal.SIGTERM)
            else:
                terminal.send(CTRL_C)
            code, _ = terminal.end()
    assert code == {"Ctrl-C": 130, "hang-up": -signal.SIGHUP, "kill": -signal.SIGTERM}[ending]
    assert tree(plan) == before
    assert {entered(run, f"AFI-{n}")["progress"] for n in range(11, 19)} == {"almost"}


def test_so_many_of_the_alike_are_done_by_their_number(run: Run, plan: Path) -> None:
    with Terminal(plan, ALIKE) as terminal:
        terminal.answer("AFI-11..18 >", "d")
        terminal.answer("How many of the 8 are done (Enter: none)?", f"9{ENTER}")
        assert "'9' is no number from 1 to 8" in terminal.answer("none)?", f"3{ENTER}")
        terminal.answer("Change 3 items? y yes, n no", "y")
        left = terminal.answer("AFI-14..18 >", "b")
        assert "2 of 2 screens" in left
        assert "AFI-11..13  PVP overall, 3 AFIs" in terminal.answer("AFI-11..13 >", "z")
        terminal.answer("Take back 3 items? y yes, n no", "n")
        assert "nothing was written" in terminal.answer("AFI-11..13 >", "z")
        terminal.answer("Take back 3 items? y yes, n no", "y")
        again = terminal.answer("AFI-11..18 >", "d")
        assert "AFI-11..13: status done → in progress" in again
        assert "1 of 1 screen" in again
        terminal.answer("none)?", f"8{ENTER}")
        terminal.answer("Change 8 items? y yes, n no", "y")
        terminal.answer("Minutes?", "z")
        terminal.answer("Take back 8 items? y yes, n no", "y")
        terminal.answer("AFI-11..18 >", "d")
        terminal.answer("none)?", f"2{ENTER}")
        terminal.answer("Change 2 items? y yes, n no", "y")
        terminal.answer("AFI-13..18 >", "q")
        assert terminal.end()[0] == 0
    item = json.loads(run("show", "AFI-11", "--json").out)["items"][0]
    assert item["history"][-1]["event"] == "answered by count"
    # Which two they are nobody said: once one is named, that one has its own answer.
    assert run("update", "AFI-12", "--text", "Supervision is thin").code == 0
    item = json.loads(run("show", "AFI-11", "--json").out)["items"][0]
    assert item["status"] == "in-progress"
    assert run("check").code == 0


def test_those_that_are_alike_no_more_get_screens_of_their_own(run: Run, plan: Path) -> None:
    with Terminal(plan, ALIKE) as terminal:
        terminal.until("AFI-11..18 >")
        run("update", "AFI-12", "--progress", "almost")
        terminal.send("p")
        terminal.answer("Progress?", "s")
        terminal.answer("Change 8 items? y yes, n no", "y")
        parted = terminal.answer("AFI-11,AFI-13..18 >".replace(",", ", "), "s")
        assert "was changed meanwhile\nnothing was written" in parted
        assert "1 of 2 screens" in parted
        assert "Progress almost" in terminal.answer("AFI-12 >", "q")
        assert terminal.end()[0] == 0


def test_a_long_list_of_steps_scrolls_and_several_are_ticked(run: Run, plan: Path) -> None:
    for n in range(1, 31):
        run("action", "add", "REC-5", f"Visit borough {n}")
    with Terminal(plan, FOUR, rows=24) as terminal:
        first = terminal.answer("REC-5 >", "t")
        assert "0 of 30 done; to do: 1  Visit borough 1" in first
        listed = terminal.answer("Which steps were done?", f"w{ENTER}")
        assert "Visit borough 14\n" in listed
        assert "w more (1 of 2)" in listed
        assert "w more (2 of 2)" in terminal.answer("Which steps were done?", f"31{ENTER}")
        seen = terminal.answer("Which steps were done?", f"15 30{ENTER}")
        assert "'31' is none of the steps to tick\nthose: 1, 2, 3" in seen
        assert "step 15 done 1 Dec 2008, step 30 done 1 Dec 2008" in terminal.answer("REC-5 >", "t")
        assert "15   Visit" not in terminal.answer("Which steps were done?", ENTER)
        assert "nothing was written" in terminal.answer("REC-5 >", "q")
        terminal.end()
    done = [a["n"] for a in entered(run)["actions"] if a["done"]]
    assert done == [15, 30]


def test_a_long_text_is_paged_with_the_keys_in_sight(run: Run, plan: Path) -> None:
    words = [f"word{n}" for n in range(900)]
    run("update", "REC-5", "--text", " ".join(words))
    with Terminal(plan, FOUR, rows=24) as terminal:
        assert "… w whole text" in terminal.until("REC-5 >")
        shown = pages_of(terminal)
        terminal.send("q")
        terminal.end()
    found = [w for line in shown for w in line.split() if w.startswith("word")]
    assert found[: len(words)] == words  # the history has some of them again


def test_a_slip_in_a_post_is_asked_about(run: Run, plan: Path) -> None:
    run("person", "add", "Head of Public Protection", "--holder", "Jane Example")
    with Terminal(plan, FOUR) as terminal:
        terminal.answer("REC-5 >", "o")
        terminal.answer("nobody)?", f"Head of Public Protektion{ENTER}")
        hint = "did you mean Head of Public Protection? for a new one type it again"
        assert hint in terminal.answer("nobody)?", f"Jane Example{ENTER}")
        assert "owner none → Head of Public Protection" in terminal.answer("REC-5 >", "o")
        terminal.answer("nobody)?", f"none{ENTER}")
        assert "owner Head of Public Protection → none" in terminal.answer("REC-5 >", "q")
        terminal.end()


def test_a_note_is_published_once_and_never_of_an_exempt_item(run: Run, plan: Path) -> None:
    run("update", "REC-6", "--exempt", "--note", "names a child")
    with Terminal(plan, FOUR) as terminal:
        terminal.answer("REC-5 >", "m")
        assert "there is no note to publish; n makes one" in terminal.answer("REC-5 >", "n")
        terminal.answer("Note (internal):", f"all boroughs report{ENTER}")
        terminal.answer("REC-5 >", "m")
        page = terminal.answer("Publish this note?", "n")
        assert "The note of 1 Dec 2008, Liaison Officer. In papers:\nall boroughs report" in page
        assert "nothing was written" in terminal.answer("REC-5 >", "m")
        terminal.answer("Publish this note?", "y")
        assert "this will be printed in papers (--publish)" in terminal.answer("REC-5 >", "m")
        assert "the last note is for papers already" in terminal.answer("REC-5 >", "s")
        terminal.answer("REC-6 >", "m")
        assert "REC-6 is exempt: papers print" in terminal.answer("REC-6 >", "q")
        terminal.end()
    notes = [(e["note"], e["published"]) for e in entered(run)["history"][1:]]
    assert notes == [("all boroughs report", False), ("all boroughs report", True)]


def test_what_somebody_else_entered_since_stays_when_z_takes_back(run: Run, plan: Path) -> None:
    with Terminal(plan, FOUR) as terminal:
        talk(terminal, [("REC-5 >", "p"), ("Progress?", "a"), ("REC-5 >", "")])
        run("note", "REC-7", "of another")
        terminal.send("z")
        assert "REC-5: progress almost → majority" in terminal.answer("REC-5 >", "p")
        talk(terminal, [("Progress?", "a"), ("REC-5 >", "")])
        run("undo", "--yes")
        terminal.send("z")
        said = terminal.answer("REC-5 >", "z")
        assert "tracker: not undone: REC-5 has no entry of that command: it stays" in said
        assert "there is no answer of this review to take back" in terminal.answer("REC-5 >", "q")
        terminal.end()
    assert entered(run, "REC-7")["history"][-1]["note"] == "of another"


def test_what_was_asked_last_time_is_shown_until_it_came(run: Run, plan: Path) -> None:
    with Terminal(plan, FOUR) as terminal:
        assert "Asked last time   nothing" in terminal.answer("REC-5 >", "e")
        terminal.answer("asked for?", f"the signed minutes{ENTER}")
        terminal.answer("REC-5 >", "q")
        terminal.end()
    with Terminal(plan, FOUR) as terminal:
        wanted = "Asked last time   1 Dec 2008, evidence: the signed minutes; "
        assert f"{wanted}none came since" in terminal.answer("REC-5 >", "")
        run("evidence", "add", "REC-5", "DOC 12/27", "--shows", "minutes")
        terminal.send("b")
        terminal.until("REC-5 >")
        assert f"{wanted}evidence came since" in " ".join(
            line.strip() if not line.startswith("Asked") else line for line in terminal.in_sight()
        )
        terminal.send("q")
        terminal.end()


def test_a_workbook_that_went_out_is_what_was_asked(run: Run, plan: Path, tmp_path: Path) -> None:
    run("update", "REC-5", "--owner", "Head of Public Protection")
    assert run("remind", "-o", tmp_path / "packs", "--answer-by", "2008-12-05").code == 0
    with Terminal(plan, FOUR) as terminal:
        shown = terminal.answer("REC-5 >", "q")
        terminal.end()
    sent = "by the workbook of 1 Dec 2008 to Head of Public Protection, answer by 5 Dec 2008"
    assert f"Asked last time {sent}" in " ".join(shown.split())


def test_a_review_that_changes_nothing_writes_nothing(plan: Path) -> None:
    before = tree(plan)
    with Terminal(plan, FOUR) as terminal:
        talk(terminal, [("REC-5 >", "w"), ("REC-5 >", "?"), ("Help:", ENTER), ("REC-5 >", "b")])
        talk(terminal, [(f"REC-{n} >", "s") for n in (5, 6, 7, 8)])
        code, seen = terminal.end()
    assert code == 0
    assert "0 of 4 items changed, 4 left as they were." in seen
    assert tree(plan) == before
