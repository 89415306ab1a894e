"""Questions on a real terminal: yes, no, Ctrl-C, Ctrl-D, and a terminal that closes."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.commands.terminal import Terminal
from tests.conftest import EXAMPLE, EXAMPLES, Run, tree

# pexpect forks, and pytest's own threads are not touched by what runs after it.
pytestmark = pytest.mark.filterwarnings(
    "ignore:This process .* is multi-threaded:DeprecationWarning"
)

ENTER, CTRL_C, CTRL_D = "\r", "\x03", "\x04"
NEXT = EXAMPLES / "hmic-2008-phase-two.txt"


class ChangeRequest(NamedTuple):
    """A command line that asks, and its questions; all but the last are answered with yes."""

    words: list[str]
    questions: tuple[str, ...]


ASKED = {
    "update": ChangeRequest(
        ["update", "REC-5..6", "--owner", "Head of CID", "--new-owner"],
        ("Change 2 items? [y/N] ",),
    ),
    "note": ChangeRequest(["note", "REC-5..8", "on the agenda"], ("Change 4 items? [y/N] ",)),
    "date": ChangeRequest(
        ["update", "REC-5", "--due", "1908-09", "--reason", "a slip"],
        ("Sep 1908 is before 1990. Is that right? [y/N] ",),
    ),
    "undo": ChangeRequest(["undo"], ("items)? [y/N] ",)),
    "import": ChangeRequest(["import", str(NEXT)], ("n leave > ",)),
    "carry": ChangeRequest(["import", str(NEXT)], ("n leave > ", "forward? [y/N] ")),
}


def to_the_last_question(terminal: Terminal, asked: ChangeRequest) -> None:
    for question in asked.questions[:-1]:
        terminal.answer(question, "y" if question.endswith("> ") else f"y{ENTER}")
    terminal.until(asked.questions[-1])


@pytest.mark.parametrize("columns", [60, 200])
@pytest.mark.parametrize("name", ASKED)
def test_ctrl_c_at_every_question_writes_nothing(plan: Path, name: str, columns: int) -> None:
    before = tree(plan)
    with Terminal(plan, ASKED[name].words, columns) as terminal:
        to_the_last_question(terminal, ASKED[name])
        terminal.send(CTRL_C)
        code, seen = terminal.end()
    assert code == 130
    assert seen.endswith("\ninterrupted: nothing more was written\n")
    assert tree(plan) == before


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        *((name, f"yess{ENTER}") for name in ("update", "note", "date", "undo")),
        *((n, answer) for n in ASKED if n != "carry" for answer in (f"n{ENTER}", ENTER, CTRL_D)),
    ],
)
def test_anything_but_yes_writes_nothing(plan: Path, name: str, answer: str) -> None:
    before = tree(plan)
    with Terminal(plan, ASKED[name].words) as terminal:
        to_the_last_question(terminal, ASKED[name])
        terminal.send(answer)
        code, seen = terminal.end()
    assert code == 0
    assert "nothing was written" in seen
    assert tree(plan) == before


@pytest.mark.parametrize("name", ASKED)
@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM])
def test_a_terminal_that_closes_at_a_question_writes_nothing(
    run: Run, plan: Path, name: str, number: signal.Signals
) -> None:
    before = tree(plan)
    with Terminal(plan, ASKED[name].words) as terminal:
        to_the_last_question(terminal, ASKED[name])
        if number == signal.SIGHUP:
            code, _ = terminal.hang_up()
        else:
            os.kill(terminal.child.pid, number)
            code, _ = terminal.end()
    assert code == -number
    assert tree(plan) == before
    assert run("check").code == 0


def test_yes_writes_all_of_it(plan: Path) -> None:
    with Terminal(plan, ASKED["update"].words, 60) as terminal:
        to_the_last_question(terminal, ASKED["update"])
        terminal.send(f"y{ENTER}")
        code, seen = terminal.end()
    assert code == 0
    assert "2 items changed" in seen


def test_a_date_that_is_far_off_is_written_when_it_is_right(plan: Path) -> None:
    with Terminal(plan, ASKED["date"].words) as terminal:
        to_the_last_question(terminal, ASKED["date"])
        terminal.send(f"y{ENTER}")
        code, seen = terminal.end()
    assert code == 0
    assert "REC-5: due September 2008 → September 1908" in seen


@pytest.mark.parametrize("columns", [60, 120])
def test_an_import_asks_after_its_preview(run: Run, tmp_path: Path, columns: int) -> None:
    folder = tmp_path / "new"
    run("init", folder)
    with Terminal(folder, ["import", str(EXAMPLE)], columns) as terminal:
        terminal.until("n leave > ")
        assert terminal.lines_fit()
        terminal.send("y")
        code, seen = terminal.end()
    assert code == 0
    assert "written: 64 new items" in seen
    assert len(list((folder / "items").iterdir())) == 64


@pytest.mark.parametrize(("answer", "carried"), [("y", True), ("n", False), ("", False)])
def test_what_is_carried_forward_is_asked_apart(
    run: Run, plan: Path, answer: str, carried: bool
) -> None:
    with Terminal(plan, ASKED["carry"].words, 60) as terminal:
        to_the_last_question(terminal, ASKED["carry"])
        terminal.send(f"{answer}{ENTER}")
        code, seen = terminal.end()
    assert code == 0
    assert "written: " in seen
    assert ("not carried forward" in " ".join(seen.split())) is not carried
    linked = [p for p in (plan / "items").iterdir() if "carried-from" in p.read_text()]
    assert bool(linked) is carried


def test_a_dash_on_a_terminal_says_how_a_text_ends(run: Run, plan: Path) -> None:
    with Terminal(plan, ["note", "REC-5", "-"]) as terminal:
        terminal.until("type or paste the text, then press Ctrl-D on a line of its own")
        terminal.send(f"in two{ENTER}boroughs{ENTER}{CTRL_D}")
        code, seen = terminal.end()
    assert code == 0
    assert "REC-5: note: in two\nboroughs  (" in seen


@pytest.mark.parametrize(("typed", "said"), [("seen", "REC-5: note: seen  ("), ("", "is empty")])
def test_a_note_without_a_text_is_written_in_the_editor(
    plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str, said: str
) -> None:
    script = tmp_path / "editor.sh"
    script.write_text(f'#!/bin/sh\necho opened\nsed -i "1s/^/{typed}/" "$1"\n')
    script.chmod(0o700)
    monkeypatch.setenv("EDITOR", str(script))
    with Terminal(plan, ["note", "REC-5"]) as terminal:
        terminal.until("opened")
        code, seen = terminal.end()
    assert code == 0
    assert said in seen


@pytest.fixture
def nameless(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own settings, not there yet; git knows the person, nothing else does."""
    monkeypatch.delenv("TRACKER_USER")
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    (tmp_path / "home" / ".gitconfig").write_text("[user]\n\tname = A. Person\n")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home" / "config"))
    return tmp_path / "home" / "config" / "hmic-tracker" / "settings.toml"


@pytest.mark.parametrize(
    ("name", "post", "kept"),
    [
        ("B.  Name", "Head of CID", 'name = "B. Name"\npost = "Head of CID"\n'),
        ("", "", 'name = "A. Person"\n'),
    ],
)
def test_init_asks_once_who_somebody_is(
    nameless: Path, tmp_path: Path, name: str, post: str, kept: str
) -> None:
    with Terminal(tmp_path / "one", ["init"], 200) as terminal:
        terminal.answer("Your name, Enter for A. Person > ", f"{name}{ENTER}")
        terminal.answer("The post that you hold, Enter for none > ", f"{post}{ENTER}")
        code, seen = terminal.end()
    assert code == 0
    assert "made an empty plan in" in seen
    assert "entries are signed as" not in seen
    assert nameless.read_text().endswith(kept)
    with Terminal(tmp_path / "two", ["init"]) as terminal:
        code, seen = terminal.end()
    assert (code, "Your name" in seen) == (0, False)


def test_the_setting_up_of_an_exchange_asks_once_who_somebody_is(
    nameless: Path, plan: Path
) -> None:
    with Terminal(plan, ["sync", "--setup"], 200) as terminal:
        terminal.answer("Your name, Enter for A. Person > ", f"B. Name{ENTER}")
        terminal.answer("The post that you hold, Enter for none > ", f"Head of CID{ENTER}")
        code, seen = terminal.end()
    assert code == 0
    assert "entries and commits are made by B. Name" in seen
    assert nameless.read_text().endswith('name = "B. Name"\npost = "Head of CID"\n')
    with Terminal(plan, ["sync", "--setup"]) as terminal:
        code, seen = terminal.end()
    assert (code, "Your name" in seen) == (0, False)


def test_a_name_that_can_not_be_one_is_asked_for_again(nameless: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path / "one", ["init"]) as terminal:
        terminal.answer("Your name, Enter for A. Person > ", f"{'x' * 201}{ENTER}")
        terminal.until("that is longer than 200 characters")
        terminal.answer("Your name, Enter for A. Person > ", f"B. Name{ENTER}")
        terminal.answer("Enter for none > ", CTRL_D)
        code, seen = terminal.end()
    assert code == 0
    assert "entries are signed as A. Person, from git's user.name" in seen
    assert not nameless.exists()


def test_ctrl_c_at_the_question_makes_no_plan(nameless: Path, tmp_path: Path) -> None:
    with Terminal(tmp_path / "one", ["init"]) as terminal:
        terminal.answer("Your name, Enter for A. Person > ", CTRL_C)
        code, _ = terminal.end()
    assert code == 130
    assert not (tmp_path / "one").exists()
    assert not nameless.exists()


@pytest.mark.parametrize("words", [["init", "--yes"], ["init", "--by", "Somebody"]])
def test_init_asks_nothing_where_it_is_not_to(
    nameless: Path, tmp_path: Path, words: list[str]
) -> None:
    with Terminal(tmp_path / "one", words) as terminal:
        code, seen = terminal.end()
    assert (code, "Your name" in seen) == (0, False)
    assert not nameless.exists()


def test_somebody_elses_command_is_undone_after_a_yes(
    plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TRACKER_USER", "ACC O'Neill")
        run("update", "REC-5", "--status", "done")
    for answer, left in (("n", True), ("y", False)):
        with Terminal(plan, ["undo"]) as terminal:
            shown = terminal.answer("Undo this (1 item)? [y/N] ", f"{answer}{ENTER}")
            code, _ = terminal.end()
        assert "take note: it was entered by ACC O'Neill, not by Liaison Officer" in shown
        assert code == 0
        assert ("undone" not in (plan / "items" / "REC-5.toml").read_text()) == left
