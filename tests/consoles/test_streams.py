"""Standard streams that are closed, full or read by nobody: no traceback, and nothing twice."""

from __future__ import annotations

import io
import json
import shlex
import shutil
import sys
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.cli import main
from tests.conftest import EXAMPLE, Run, tree
from tests.consoles.processes import CLOSINGS, shell
from tests.torture.sizes import FULL

pytestmark = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
needs_full_device = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="there is no /dev/full"
)
READING: Final = {
    "list": 0,
    "list --json": 0,
    "show REC-5": 0,
    "show NOPE": 3,
    "show NOPE --json": 3,
    "grades": 0,
    "summary": 0,
    "trend": 0,
    "history": 0,
    "check": 0,
    "report": 0,
    "remind": 0,
    "person list": 0,
    "schema items": 0,
    "help": 0,
    "help where": 0,
    "help --man": 0,
    "list --help": 0,
    "person --help": 0,
    "completion bash": 0,
    "--help": 0,
    "--version": 0,
    "lsit": 2,
    "list --where ((": 2,
    "update REC-5 --due nonsense": 4,
}
WRITING: Final = (
    "note REC-5 seen",
    "note REC-5 seen --json",
    "update REC-5 --progress almost",
    "update REC-5 REC-6 --progress almost --yes --json",
    "add rec 'The force should look again.'",
    "add rec 'The force should look again.' --json",
    "undo --yes",
    "undo --yes --json",
    "action add REC-5 'Write it down'",
    "evidence add REC-5 'DOC 1' --shows 'that it was done'",
    "link REC-5 implements REC-7",
    "person add 'Head of CID' --mail cid@example.org",
    "person add 'Head of CID' --json",
    "inspection add 'PEEL 2021/22' --body HMICFRS --published 2008-10-13",
    "report --number 9 --record",
    "report --number 9 --record --json",
    "list --overdue --save late",
    f"import '{EXAMPLE}' --yes",
    f"import '{EXAMPLE}' --yes --json",
)
CLOSED: Final = CLOSINGS if FULL else (">&-", CLOSINGS[-1])
LOST: Final = (">/dev/full 2>&1", "2>&1 | true", ">/dev/full", "2>/dev/full", "| true")
"""The ways to lose what is printed; a short run tries the first two."""


@pytest.fixture
def changed(run: Run, plan: Path) -> Path:
    """The example plan with a command to undo."""
    assert run("update", "REC-8", "--tag", "dogs").code == 0
    return plan


@pytest.mark.parametrize("line", READING)
def test_what_only_reads_minds_no_closed_stream(plan: Path, line: str) -> None:
    before = tree(plan)
    words = shlex.split(line)
    whole = shell(words)
    assert whole.code == READING[line]
    for closing in CLOSED:
        ended = shell(words, closing)
        out = b"" if ">&-" in closing.replace("2>&-", "") else whole.out
        err = b"" if "2>&-" in closing else whole.err
        assert ended == (READING[line], out, err), closing
    assert tree(plan) == before


def _fresh(plan: Path, line: str) -> None:
    """Makes an import have everything to write."""
    if line.startswith("import"):
        for folder in ("items", "inspections", "documents", ".tracker"):
            shutil.rmtree(plan / folder)
        (plan / "items").mkdir()
        (plan / "inspections").mkdir()


def _sizes(plan: Path) -> dict[str, int]:
    """The files of a plan by name, with how many lines each has: stamps differ, lines don't."""
    return {name: data.count(b"\n") for name, data in tree(plan).items()}


@pytest.fixture
def spare(changed: Path, tmp_path: Path) -> Path:
    """A copy of the plan to begin from again."""
    copy = tmp_path / "spare"
    shutil.copytree(changed, copy)
    return copy


def _again(plan: Path, spare: Path, line: str) -> None:
    shutil.rmtree(plan)
    shutil.copytree(spare, plan)
    _fresh(plan, line)


_WRITTEN: Final[dict[str, dict[str, int]]] = {}


def _expected(plan: Path, line: str) -> dict[str, int]:
    """What a line leaves where every stream is open, in two tests of it asked once."""
    if line not in _WRITTEN:
        _fresh(plan, line)
        before = _sizes(plan)
        assert shell(shlex.split(line)).code == 0
        _WRITTEN[line] = _sizes(plan)
        assert _WRITTEN[line] != before
    return _WRITTEN[line]


@pytest.mark.parametrize("line", WRITING)
def test_what_writes_writes_once_whatever_stream_is_closed(
    run: Run, changed: Path, spare: Path, line: str
) -> None:
    words, expected = shlex.split(line), _expected(changed, line)
    for closing in CLOSED:
        _again(changed, spare, line)
        ended = shell(words, closing)
        assert (ended.code, _sizes(changed)) == (0, expected), closing
        assert b"Traceback" not in ended.err
    assert run("check").code == 0


@needs_full_device
@pytest.mark.parametrize("line", WRITING)
def test_what_is_written_is_a_success_where_it_cannot_be_told(
    changed: Path, spare: Path, line: str
) -> None:
    words, expected = shlex.split(line), _expected(changed, line)
    for full in LOST if FULL else LOST[:2]:
        _again(changed, spare, line)
        ended = shell(words, full)
        assert (ended.code, _sizes(changed)) == (0, expected), full
        assert b"Traceback" not in ended.err
    if line.endswith("--json"):
        _again(changed, spare, line)
        assert shell(words, ">/dev/full").err.decode().splitlines()[-2:] == [
            "take note: could not write to standard output: no space left on device",
            "the change is in the plan: don't run it again",
        ]


FULL_DEVICE: Final = (
    "could not write to standard output: no space left on device",
    "look at where it goes, such as a full disk, and try again",
)


@needs_full_device
@pytest.mark.parametrize(
    "line", [line for line, code in READING.items() if code == 0][:: 1 if FULL else 2]
)
def test_what_cannot_be_printed_is_an_error_in_two_lines(plan: Path, line: str) -> None:
    ended = shell(shlex.split(line), ">/dev/full")
    assert (ended.code, ended.out) == (8, b"")
    if "--json" in line:
        error = json.loads(ended.err)
        assert (error["code"], error["message"], error["hint"]) == (8, *FULL_DEVICE)
    else:
        lines = ended.err.decode().splitlines()
        assert lines[-2:] == [f"tracker: {FULL_DEVICE[0]}", FULL_DEVICE[1]]
    assert not FULL or shell(shlex.split(line), ">/dev/full 2>&1").code == 8


@pytest.mark.parametrize("line", READING)
def test_a_pipe_that_nobody_reads_ends_quietly(plan: Path, line: str) -> None:
    code = READING[line]
    ended = shell(shlex.split(line), "| true")
    assert (ended.code, ended.out) == (code, b"")
    assert bool(ended.err) == bool(code)
    if not FULL:
        return
    # A reader that is there and leaves: after the first byte, and before it.
    assert shell(shlex.split(line), "2>&1 | head -c 1 >/dev/null").code == code
    assert shell(shlex.split(line), "2>&1 | true") == (code, b"", b"")


def test_no_file_of_the_plan_takes_the_place_of_a_closed_stream(plan: Path) -> None:
    everything = "<&- >&- 2>&-"
    for line in ("note REC-5 „seen“", "update REC-5 --title Ü", "list", "check", "report"):
        assert shell(shlex.split(line), everything).code == 0
    for data in tree(plan).values():
        assert b"tracker:" not in data
        assert b"changed" not in data
    assert shell(["check"]).code == 0


def test_an_editor_finds_all_three_streams_open(plan: Path, tmp_path: Path) -> None:
    editor, seen = tmp_path / "editor.sh", tmp_path / "seen"
    editor.write_text(f"#!/bin/sh\nread x; echo out; echo err >&2; echo $? >'{seen}'\n")
    editor.chmod(0o755)
    assert shell(["edit", "REC-5"], "<&- >&- 2>&-", {"EDITOR": str(editor)}).code == 0
    assert seen.read_text() == "0\n"


def test_a_stream_that_was_opened_for_the_other_direction_is_an_error(plan: Path) -> None:
    assert shell(["list"], "1</dev/null").code == 8
    assert shell(["list"], "0>/dev/null").code == 0


def test_main_alone_opens_what_is_missing(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    out = io.StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    assert main(["list", "--count"]) == 0
    assert out.getvalue() == "46\n"
