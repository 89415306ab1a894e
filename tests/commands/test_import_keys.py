"""`import` on a terminal: the keys after the preview, the editor, and the questions."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.commands.terminal import Terminal
from tests.commands.test_import_marks import MARKS, REPORT
from tests.conftest import Run, tree

pytestmark = [
    pytest.mark.posix,
    # pexpect forks, and pytest's own threads are not touched by what runs after it.
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
PROMPT = "n leave > "


@pytest.fixture
def empty(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TRACKER_TODAY", "2031-12-03")
    folder = tmp_path / "empty"
    assert run("init", folder).code == 0
    return folder


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    path = tmp_path / "call-handling.marks.txt"
    path.write_text(MARKS, encoding="utf-8")
    return path


def test_lists_and_lines_come_back_to_the_keys_and_enter_leaves(empty: Path, marks: Path) -> None:
    before = tree(empty)
    with Terminal(empty, ["import", str(marks)]) as terminal:
        shown = terminal.answer(PROMPT, "z")
        assert "'z' is none of the keys: y write, l list" in terminal.answer(PROMPT, "l")
        assert shown.endswith(
            "Nothing is written yet.\n"
            "y write   l list all 2   x see every line, marked   m correct   n leave > "
        )
        listed = terminal.answer(PROMPT, "x")
        assert "REC-1" in listed
        assert "Call" in listed
        lines = terminal.answer(PROMPT, "\r")
        assert "rec 1 @5" in lines
        assert "? @12" in lines
        code, seen = terminal.end()
    assert code == 0
    assert seen.endswith("nothing was written\n")
    assert tree(empty) == before


def test_y_writes_it(run: Run, empty: Path, marks: Path) -> None:
    with Terminal(empty, ["import", str(marks)]) as terminal:
        terminal.answer(PROMPT, "y")
        code, seen = terminal.end()
    assert code == 0
    assert "written: 2 new items; " in seen
    assert run("--store", empty, "list", "--count").out == "2\n"


def test_m_opens_the_marks_and_the_new_preview_follows(
    run: Run, empty: Path, marks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "editor.py"
    script.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text(encoding='utf-8')\n"
        "wrong = '#! ' not in text\n"
        "new = 'recc R5' if wrong else 'rec R5'\n"
        "text = text.replace('? @12 ', f'{new} @12 ').replace('recc R5 @12', f'{new} @12')\n"
        "path.write_text(text, encoding='utf-8')\n"
    )
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')
    with Terminal(empty, ["import", str(marks)]) as terminal:
        terminal.answer(PROMPT, "m")
        shown = terminal.answer(PROMPT, "y")
        assert "New        2 recommendations, 1 AFI\n" in shown
        assert ", 0 not\nunderstood." in shown or "0 not understood." in shown
        code, _ = terminal.end()
    assert code == 0
    assert run("--store", empty, "list", "--count").out == "3\n"
    (kept,) = (empty / "documents").iterdir()
    assert "rec R5 @12 " in kept.read_text(encoding="utf-8")


def test_each_of_several_documents_is_asked_about(
    run: Run, empty: Path, marks: Path, tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT.replace("call handling", "custody"), encoding="utf-8")
    with Terminal(empty, ["import", str(marks), str(report)]) as terminal:
        terminal.answer(PROMPT, "n")
        terminal.answer(PROMPT, "y")
        code, seen = terminal.end()
    assert code == 0
    assert "nothing was written\n" in seen
    assert "Inspection of call handling" not in run("--store", empty, "inspection", "list").out
    assert run("--store", empty, "list", "--count").out == "2\n"
