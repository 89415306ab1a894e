"""What was typed of formats is done or refused: nothing of it drops out in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, Run, tree

WITH_FORMATS = (
    "list",
    "list --count",
    "list --changed-since 2008-10-01",
    "show REC-5",
    "grades",
    "summary",
    "summary --slippage",
    "summary --subject",
    "trend",
    "history",
    "person list",
    "inspection list",
    "inspection show hmic-2007-phase-one",
    "report",
)


def test_a_subject_is_given_as_json(run: Run, plan: Path) -> None:
    line = run("summary", "--subject").out
    found = run("summary", "--subject", "--json", "--kind", "rec")
    assert (found.code, json.loads(found.out)) == (
        0,
        {
            "schema": 1,
            "kind": "subject",
            "as_of": "2008-12-01",
            "unreadable": [],
            "filter": "kind = recommendation",
            "subject": "Inspection action plan (a part), 1 December 2008: 4 overdue, "
            "10 open, 6 of 16 completed",
        },
    )
    assert json.loads(run("summary", "--subject", "--format", "json").out)["subject"] == line[:-1]


def test_a_subject_goes_into_a_file_and_has_no_page(run: Run, plan: Path, tmp_path: Path) -> None:
    line = run("summary", "--subject").out
    assert run("summary", "--subject", "-o", tmp_path / "s.txt").out == ""
    assert (tmp_path / "s.txt").read_text() == line
    run("summary", "--subject", "-o", tmp_path / "s.json")
    assert json.loads((tmp_path / "s.json").read_text())["subject"] == line[:-1]
    found = run("summary", "--subject", "-o", tmp_path / "s.html")
    assert (found.code, found.out, found.err) == (
        2,
        "",
        "tracker: --subject is one line of text\nleave the format out, or take --json\n",
    )
    assert not (tmp_path / "s.html").exists()


@pytest.mark.parametrize("line", WITH_FORMATS)
def test_a_file_of_another_format_than_the_one_asked_for_is_refused(
    run: Run, plan: Path, tmp_path: Path, line: str
) -> None:
    for option, file in (
        ("--json", "x.csv"),
        ("--json", "x.html"),
        ("--json", "x.md"),
        ("--json", "x.ics"),
        ("--json", "x.docx"),
        ("--format json", "x.csv"),
        ("--format html", "x.json"),
        ("--format markdown", "x.html"),
        ("--format plain", "x.json"),
    ):
        found = run(*line.split(), *option.split(), "-o", tmp_path / file)
        assert (found.code, found.out) == (2, ""), (option, file)
        text = found.err if option != "--json" else json.loads(found.err)["message"]
        assert f"{option} and -o {file} are two formats" in text
    assert not list(tmp_path.glob("x.*"))


@pytest.mark.parametrize("line", WITH_FORMATS)
def test_one_format_said_twice_is_fine_and_txt_takes_any_text(
    run: Run, plan: Path, tmp_path: Path, line: str
) -> None:
    printed = run(*line.split(), "--json").out
    for file in ("x.json", "x.JSON", "x.txt", "x.data", "x"):
        found = run(*line.split(), "--json", "-o", tmp_path / file)
        assert (found.code, found.out) == (0, ""), found.err
        assert (tmp_path / file).read_text(encoding="utf-8") == printed


def test_marks_are_text_and_refuse_json(run: Run, plan: Path, tmp_path: Path) -> None:
    marks = tmp_path / "r.marks.txt"
    for words in (("--explain",), ("--mark", "-o", marks)):
        found = run("import", EXAMPLE, *words, "--json")
        assert (found.code, found.out) == (2, "")
        error = json.loads(found.err)
        assert error["message"] == "lines with their marks are text, and have no JSON"
    found = run("import", EXAMPLE, "--explain", "--mark", "-o", marks)
    assert (found.code, found.err) == (
        2,
        "tracker: --explain prints, and -o writes\nleave one of them out\n",
    )
    assert not marks.exists()


def test_the_template_goes_into_a_file_and_has_no_other_format(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    printed = run("report", "--print-template").out
    found = run("report", "--print-template", "-o", tmp_path / "ours.j2")
    assert (found.code, found.out) == (0, "")
    assert (tmp_path / "ours.j2").read_text(encoding="utf-8") == printed
    for words in (("--json",), ("--format", "html")):
        assert run("report", "--print-template", *words).code == 2


def test_a_count_has_no_ids(run: Run, plan: Path) -> None:
    found = run("list", "--count", "--format", "ids")
    assert (found.code, found.out) == (2, "")
    assert found.err.startswith("tracker: ids is a format of lists of items\n")


@pytest.mark.parametrize("line", ["update - --progress some", "note - --note x", "verify -"])
def test_a_command_for_no_items_has_json_too(run: Run, plan: Path, line: str) -> None:
    before = tree(plan)
    words = line.replace("note - --note x", "note - x").split()
    found = run(*words, "--json", stdin="\n")
    value = json.loads(found.out)
    assert (found.code, value["kind"], value["written"], value["changed"]) == (
        0,
        "update",
        False,
        [],
    )
    assert tree(plan) == before
