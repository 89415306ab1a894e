"""Marked text of a stranger is data, and a document that looks like marked text is a document."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import Result, Run, tree

SHA = "ab" * 32
BODY = "inspection | Inspection of calls 2031\nrec 1 @5 | The force should answer calls.\n"
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]")


@pytest.fixture
def plan(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty plan, set as the store."""
    folder = tmp_path / "plan"
    assert run("init", folder).code == 0
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    return folder


@pytest.fixture
def bring(run: Run, plan: Path, tmp_path: Path) -> Run:
    """Import a text under a name."""

    def bring(text: str, name: str = "sent.marks.txt") -> Result:
        (tmp_path / name).write_bytes(text.encode())
        return run("import", tmp_path / name, "--yes")

    return bring


def refusal(result: Result) -> str:
    """What an import says that wrote nothing: a few lines, none of them long."""
    assert result.out == ""
    lines = result.err.splitlines()
    assert lines[0].startswith("tracker: ")
    assert len(lines) < 230
    assert max(map(len, lines)) < 600
    return lines[0].removeprefix("tracker: ")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        (r"C:\\Windows\\win.ini", "win.ini"),
        ("..", "sent"),
        ("", "sent"),
        (r"a\x1b[2J\x0ab\x00c.pdf", "a[2J bc.pdf"),
        ("x" * 4000, "x" * 200),
    ],
)
def test_the_name_of_the_file_in_a_comment_is_a_name_and_no_path(
    bring: Run, plan: Path, run: Run, tmp_path: Path, name: str, shown: str
) -> None:
    outside = set(tmp_path.iterdir())
    found = bring(f"# file: {name}, 812 bytes, SHA-256 {SHA}\n{BODY}")
    assert found.code == 0, found.err
    assert f"From {shown[:60]}" in found.out
    assert set(tmp_path.iterdir()) - outside == {tmp_path / "sent.marks.txt"}
    (kept,) = (plan / "documents").iterdir()
    assert re.fullmatch(r"2008-12-01-[a-z0-9-]{1,64}\.marks\.txt", kept.name)
    assert run("check").code == 0
    assert bring(f"# file: {name}, 812 bytes, SHA-256 {SHA}\n{BODY}").err.startswith("nothing to")


def test_characters_that_print_nothing_come_into_no_file_of_the_plan(
    bring: Run, plan: Path, run: Run
) -> None:
    found = bring(
        "inspection | Insp\\x1b[2Jection\\x0aof\\x00 calls\n"
        "framework | A\\x0ab\\x1b\n"
        "rec 1\\x0a2 (must\\x1bdo) @5 | The force\\x1b]0;x\\x07 should\\x0a\\x0aanswer"
        "\\u202e calls.\n"
        "owner | Head\\x0aof \\x1bContact\nstatus | In\\x0aprogress\nupdate | =cmd()\\x0ax\n"
        "#? look\\x1b[2J here\n? rec 2\x1b | The force should\x07 wait.\n"
    )
    assert found.code == 0, found.err
    assert not CONTROLS.search(found.out + found.err)
    for path, data in tree(plan).items():
        assert not CONTROLS.search(data.decode()), path
        assert r"\u00" not in data.decode() or path.startswith("documents/"), path
    items = json.loads(run("list", "--all", "--json").out)["items"]
    assert items[0]["text"] == "The force]0;x should answer calls."
    assert items[0]["label"] == "1 2"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("x" * 10_000_000 + " | x\n", "line 1: 'xxxxxxxx"),
        ("rec 1 | " + "The force should act. " * 500_000, "a file of the plan would be larger"),
        ("rec " + "(x " * 100_000 + "\n", "line 1: there is no bar | in it"),
        ("".join(f"zebra{n} | x\n" for n in range(100_000)), "line 1: 'zebra0' is no word"),
        ("#... 1-9: 9 lines\n" * 100_000, "line 1: lines 1 to 9 are left out"),
        (" | x\n" * 100_000, "line 1: it continues the line above"),
        ("rec 1 @" + "9" * 100_000 + " | x\n", "line 1: '@9999999"),
        ("rec 1 | The force should act.\n" * 100_000, "sent has over 5000 items or 100"),
        ("inspection | A\nrec 1 | x\n" * 50_000, "sent has over 5000 items or 100"),
        ("? | " + "x should " * 100_000 + "\n", "sent: 1 line looks like something to track"),
        ("? | x should \\x1b[2J\n" * 100_000, "sent: 100000 lines look like something"),
        ("#\n" * 100_000, "sent.marks.txt is empty"),
        ("", "sent.marks.txt is empty"),
    ],
    ids=range(13),
)
def test_marked_text_made_to_take_long_gets_two_lines(
    bring: Run, plan: Path, text: str, says: str
) -> None:
    before = tree(plan)
    found = bring(text)
    assert refusal(found).startswith(says)
    assert found.code == 4
    assert tree(plan) == before


def test_a_reason_of_a_hundred_thousand_lines_is_shown_by_its_beginning(bring: Run) -> None:
    found = bring("#? because\n" * 100_000 + "? rec 1 | The force should act.\n")
    assert found.code == 0
    assert len(found.out) < 1_000


def test_a_hundred_thousand_lines_of_prose_are_taken(bring: Run) -> None:
    prose = "".join(f"- @{n} | The force logs letter {n}.\n" for n in range(100_000))
    found = bring(f"{BODY}{prose}")
    assert found.code == 0
    assert "100000 prose" in " ".join(found.out.split())


@pytest.mark.parametrize("ending", ["txt", "md"])
def test_a_document_that_looks_like_marks_is_text(bring: Run, run: Run, ending: str) -> None:
    found = bring(
        "Inspection of letters 2031\n\n# file: letters.pdf, which nobody has\n\n"
        "Recommendation 1: The force should log letters.\n\ndue | 31 May 2032\n\n"
        "owner | Head of Letters\n\n#? no reason\n\n~ | hidden\n\n#... 1-9: 9 lines\n\n"
        "afi | The force burns all letters.\n\nrec 7 | The force burns all papers.\n",
        f"report.{ending}",
    )
    assert found.code == 0, found.err
    first, second = json.loads(run("list", "--all", "--json").out)["items"]
    assert (first["text"], first["due"], first["owner"]) == (
        "The force should log letters.",
        None,
        None,
    )
    assert (second["label"], second["text"]) == ("7", "The force burns all papers.")
    assert "says that anybody should do" in " ".join(found.out.split())  # "rec 7" is a label
