"""Long texts: from a file, or out of the person's editor where a command has none."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.conftest import Run, tree

LONG = "Caf\u00e9 minutes.\n\n#5 was left open; see\tthe paper.\n"
TITLE = "Caf\u00e9 minutes. #5 was left open; see the paper"


def test_a_text_comes_from_a_file(run: Run, plan: Path, tmp_path: Path) -> None:
    path = tmp_path / "minutes.txt"
    path.write_bytes(b"\xef\xbb\xbf" + LONG.replace("\n", "\r\n").encode())
    assert run("note", "REC-5..6", "-F", path, "--yes").code == 0
    [shown] = json.loads(run("show", "REC-5", "--json").out)["items"]
    assert shown["history"][-1]["note"] == LONG.strip()
    assert run("add", "rec", "--file", path).err == f"REC-17 added: {TITLE}\n"
    added = run("action", "add", "REC-5", "-F", path).err  # a line a step there
    assert "step 1 added: Caf\u00e9 minutes., step 2 added: #5 was left open; owner see" in added


@pytest.mark.parametrize(
    "line", ["note REC-5", "note --where overdue", "action add REC-5", "add rec"]
)
def test_a_file_without_a_text_is_refused_in_two_lines(
    run: Run, plan: Path, tmp_path: Path, line: str
) -> None:
    empty, other = tmp_path / "empty.txt", tmp_path / "latin.txt"
    empty.write_bytes(b"\n")
    other.write_bytes(b"caf\xe9")
    before = tree(plan)
    for name, code, message in (
        (empty, 2, f"there is no text in {empty}"),
        (other, 4, f"the text in {other} is not UTF-8 (byte 4)"),
        ("missing.txt", 4, "there is no file missing.txt"),
        (tmp_path, 4, f"{tmp_path} can't be read: it is not a file"),
    ):
        refused = run(*line.split(), "-F", name)
        assert (refused.code, refused.err.splitlines()[0]) == (code, f"tracker: {message}")
        assert len(refused.err.splitlines()) == 2
    assert tree(plan) == before


@pytest.mark.posix
def test_a_pipe_or_a_device_is_never_waited_for(run: Run, plan: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for name in (tmp_path / "pipe", "/dev/zero"):
        refused = run("note", "REC-5", "-F", name)
        assert (refused.code, refused.err) == (
            4,
            f"tracker: {name} can't be read: it is not a file\n"
            "name a file of text, or pipe the text in: -F -\n",
        )


@pytest.mark.parametrize("line", ["note REC-5 'a text'", "add rec 'a text'"])
def test_two_texts_are_refused(run: Run, plan: Path, tmp_path: Path, line: str) -> None:
    path = tmp_path / "a.txt"
    path.write_text("another")
    refused = run(*line.split(" ", 2)[:2], "a text", "-F", path)
    assert (refused.code, refused.err) == (
        2,
        "tracker: there are two texts, one of them in a file\nleave one of them out\n",
    )


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("note REC-5", "the note"),
        ("note REC-5 rec6", "the note"),
        ("note REC 5", "the note"),
        ("note --where overdue", "the note"),
        ("action add REC-5", "the step"),
        ("add rec", "the new item"),
    ],
)
def test_without_a_text_and_without_a_terminal_a_line_that_has_one_is_shown(
    run: Run, plan: Path, line: str, what: str
) -> None:
    before = tree(plan)
    refused = run(*line.split())
    shown = line.replace("REC 5", "REC-5").replace("--where overdue", "--where overdue")
    assert (refused.code, refused.out, refused.err) == (
        2,
        "",
        f"tracker: {what} has no text, and nobody can write it here\n"
        f"write: tracker {shown} 'TEXT'; - instead pipes it in, -F FILE reads it\n",
    )
    assert tree(plan) == before


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that is the editor, on a terminal; a test writes what it does with `text`."""
    script = tmp_path / "editor.py"
    monkeypatch.setenv("VISUAL", f'"{sys.executable}" "{script}"')
    monkeypatch.setattr("hmic_tracker.commands.typed_text.can_ask", lambda: True)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    return script


def edits(script: Path, code: str) -> None:
    script.write_text(
        "import pathlib, sys\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text(encoding='utf-8')\n"
        f"{code}\n"
        "path.write_text(text, encoding='utf-8')\n"
    )


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("note REC-5", "REC-5: note: Caf\u00e9 minutes.\n\n#5 was left open; see the paper.  ("),
        ("note REC-5..6 --yes", "REC-6: note: Caf\u00e9 minutes.\n"),
        ("note --where id=REC-5", "REC-5: note: Caf\u00e9 minutes.\n"),
        ("action add REC-5", "REC-5: step 1 added: Caf\u00e9 minutes. #5 was left open;"),
        ("add rec", f"REC-17 added: {TITLE}\n"),
    ],
)
def test_the_editor_opens_where_a_text_is_missing(
    run: Run, plan: Path, editor: Path, tmp_path: Path, line: str, said: str
) -> None:
    edits(editor, f"text = {LONG!r} + text")
    done = run(*line.split())
    assert done.code == 0, done.err
    assert said in done.err
    assert list(tmp_path.glob("tracker-*.txt")) == []


def test_the_editor_says_what_the_text_is_for(
    run: Run, plan: Path, editor: Path, tmp_path: Path
) -> None:
    edits(editor, f"pathlib.Path({str(tmp_path / 'seen')!r}).write_text(text)")
    done = run("note", "REC-5..7", "AFI-2")
    assert (done.code, done.err) == (0, "the note is empty, nothing was written\n")
    assert (tmp_path / "seen").read_text() == (
        "\n\n"
        "# ---- what is above this line is taken, what is below is left out ----\n"
        "# The note of REC-5..7, AFI-2.\n"
        "# Save and close to write it; without a text nothing is written.\n"
    )
    assert list(tmp_path.glob("tracker-*.txt")) == []


def test_an_item_that_is_not_there_is_said_before_anybody_writes(
    run: Run, plan: Path, editor: Path, tmp_path: Path
) -> None:
    edits(editor, f"pathlib.Path({str(tmp_path / 'seen')!r}).write_text(text)")
    assert run("note", "REC-99").code == 3
    assert not (tmp_path / "seen").exists()


@pytest.mark.parametrize(
    ("code", "exit_code", "message"),
    [
        ("sys.exit(3)", 2, "ended with 3, so nothing was written"),
        ("path.write_bytes(b'caf\\xe9'); sys.exit()", 4, "the text in what the editor left is not"),
        ("text = 'a\\x00b' + text", 4, "line 1 of what the editor left has a character"),
    ],
)
def test_a_text_that_cannot_be_taken_is_kept(
    run: Run, plan: Path, editor: Path, tmp_path: Path, code: str, exit_code: int, message: str
) -> None:
    before = tree(plan)
    edits(editor, code)
    refused = run("note", "REC-5")
    assert refused.code == exit_code
    assert message in refused.err
    [kept] = tmp_path.glob("tracker-*.txt")
    assert refused.err.endswith(f"your text is kept in {kept}\n")
    assert tree(plan) == before


def test_a_text_is_kept_where_the_plan_refuses_it(
    run: Run, plan: Path, editor: Path, tmp_path: Path
) -> None:
    edits(editor, "text = 'A text of an hour' + text")
    refused = run("note", "REC-5", "--on", "2008-09-01")
    assert refused.code == 4
    [kept] = tmp_path.glob("tracker-*.txt")
    assert refused.err.splitlines() == [
        "tracker: REC-5 did not exist on 1 Sep 2008",
        f"it began on 11 Sep 2008: --on takes that day or a later one; your text is kept in {kept}",
    ]
    assert "A text of an hour" in kept.read_text()


@pytest.mark.parametrize(
    ("line", "what"),
    [("note REC-5", "the note"), ("action add REC-5", "the step"), ("add rec", "the new item")],
)
def test_an_editor_that_is_back_at_once_keeps_the_file_of_its_window(
    run: Run, plan: Path, editor: Path, tmp_path: Path, line: str, what: str
) -> None:
    before = tree(plan)
    editor.write_text("")
    done = run(*line.split())
    [kept] = tmp_path.glob("tracker-*.txt")
    assert (done.code, done.out, done.err) == (
        0,
        "",
        f"{what} was not written: the editor was back at once and left its file as it was, "
        f"kept in {kept}\n"
        "does your editor wait for its window? for example: export EDITOR='code --wait'\n",
    )
    assert tree(plan) == before
