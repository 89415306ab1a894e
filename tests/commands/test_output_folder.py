"""`-o FOLDER`: the command chooses the file's name, and takes no other file's place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.commands.output_files import stem_of
from tests.conftest import EXAMPLE, Run, tree

PAPER = ("report", "--number", "10", "--meeting", "2008-12-11")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "out"
    made.mkdir()
    return made


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("report --number 10 --meeting 2008-12-11", "paper-10-2008-12-01.docx"),
        ("report --as-of 2008-09-11", "paper-2008-09-11.docx"),
        ("report --number 10 --format md", "paper-10-2008-12-01.md"),
        ("report --number 10 --json", "paper-10-2008-12-01.json"),
        ("report --number 10/1.a", "paper-10-1-a-2008-12-01.docx"),
        ("list --overdue", "items-2008-12-01.xlsx"),
        ("list --format ids", "items-2008-12-01.txt"),
        ("list --format ics", "items-2008-12-01.ics"),
        ("summary", "summary-2008-12-01.html"),
        ("summary --format plain", "summary-2008-12-01.txt"),
        ("summary --subject", "subject-2008-12-01.txt"),
        ("grades --json", "grades-2008-12-01.json"),
        ("show REC-5 --as-of 2008-10-01", "items-2008-10-01.html"),
        ("trend", "trend-2008-12-01.xlsx"),
        ("history", "history-2008-12-01.html"),
        ("report --print-template", "paper.j2"),
    ],
)
@pytest.mark.parametrize("slash", ["", "/"])
def test_every_command_calls_a_file_in_a_folder_by_what_it_shows_and_the_day(
    run: Run, plan: Path, folder: Path, line: str, name: str, slash: str
) -> None:
    done = run(*line.split(), "-o", f"{folder}{slash}")
    assert (done.code, done.out, done.err) == (0, "", f"wrote {folder / name}\n")
    assert [path.name for path in folder.iterdir()] == [name]
    named = folder.parent / name
    assert run(*line.split(), "-o", named).code == 0
    assert named.read_bytes() == (folder / name).read_bytes()


def test_a_paper_is_called_by_its_own_name(run: Run, plan: Path, folder: Path) -> None:
    with (plan / "tracker.toml").open("a", encoding="utf-8") as stream:
        stream.write("\n[papers.board]\n")
    assert run(*PAPER, "-o", folder).err == f"wrote {folder}/board-10-2008-12-01.docx\n"
    found = run(*PAPER[:-2], "--record", "-o", folder, "--format", "html")
    assert found.err == (
        f"wrote {folder}/board-10-2008-12-01.html\nrecorded in papers/board-10.toml\n"
    )


def test_marked_text_is_called_by_its_document(run: Run, plan: Path, folder: Path) -> None:
    file = folder / "progress-report-2008-09-11.marks.txt"
    done = run("import", EXAMPLE, "--mark", "-o", folder)
    assert (done.code, done.err) == (
        0,
        f"wrote {file}; correct it, then: tracker import {file}\n",
    )
    assert run("import", EXAMPLE, "--mark", "-o", folder).code == 8


@pytest.mark.parametrize("kind", ["file", "link", "folder"])
def test_what_is_there_already_is_not_replaced(
    run: Run, plan: Path, folder: Path, kind: str
) -> None:
    file = folder / "paper-10-2008-12-01.docx"
    if kind == "file":
        file.write_text("another paper")
    elif kind == "link":
        file.symlink_to(folder / "nowhere")
    else:
        file.mkdir()
    before, kept = tree(folder), tree(plan)
    for words in ((), ("--record",)):
        refused = run(*PAPER, *words, "-o", folder)
        assert (refused.code, refused.out, refused.err) == (
            8,
            "",
            f"tracker: {file} is there already\nto replace it, name it: -o {file}\n",
        )
    assert (tree(folder), tree(plan)) == (before, kept)
    if kind == "file":
        assert run(*PAPER, "-o", file).code == 0


@pytest.mark.parametrize(
    ("place", "code", "message"),
    [
        ("", 2, "tracker: -o takes a file's name\nwithout -o it goes to standard output\n"),
        ("none/", 8, "tracker: there is no folder none\nmake it first, or name another\n"),
        ("a.docx/", 8, "tracker: there is no folder a.docx\nmake it first, or name another\n"),
        ("plan/items", 8, "paper-10-2008-12-01.docx would be among the files of a plan\n"),
    ],
)
def test_what_is_no_folder_is_told(
    run: Run,
    plan: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    code: int,
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.docx").write_text("a file")
    before = tree(plan)
    refused = run(*PAPER, "-o", place)
    assert (refused.code, refused.out) == (code, "")
    assert message in refused.err
    assert tree(plan) == before
    assert {path.name for path in tmp_path.iterdir()} <= {"a.docx", "home", "plan"}


@pytest.mark.parametrize("number", ["10/1", "1./", "9.1", "Nº"])
def test_no_number_of_a_paper_leads_out_of_the_folder(
    run: Run, plan: Path, folder: Path, number: str
) -> None:
    done = run("report", "--number", number, "-o", folder)
    if done.code == 0:
        assert len(list(folder.iterdir())) == 1
    assert {path.name for path in folder.parent.iterdir()} <= {"home", "out", "plan"}


@given(st.lists(st.none() | st.text(max_size=90), max_size=4))
def test_no_name_hides_a_file_or_leads_elsewhere(names: list[str | None]) -> None:
    stem = stem_of(*names)
    assert stem
    assert os.path.basename(stem) == stem  # noqa: PTH119
    assert all(sign == "-" or sign.isalnum() for sign in stem)
    assert not stem.startswith("-")
    assert not stem.endswith("-")
    assert "--" not in stem
