"""A step or evidence that was entered inside is published later, and taken back inside."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, tree

STEP = ("action", "edit", "REC-5", "1")
EVIDENCE = ("evidence", "edit", "REC-5", "1")


@pytest.fixture
def inside(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan in which REC-5 has a step and a piece of evidence, neither of them published."""
    monkeypatch.setenv("TRACKER_TODAY", "2008-09-15")
    monkeypatch.setenv("TRACKER_USER", "Liaison Officer")
    run("action", "add", "REC-5", "Agree the template", "--due", "2008-09-20")
    run("evidence", "add", "REC-5", "DOC 12/27", "--shows", "the minutes")
    return plan


def given(run: Run) -> tuple[int, int]:
    """How many steps and pieces of evidence of REC-5 a bundle would have."""
    (item,) = json.loads(run("bundle", "REC-5", "--dry-run", "--json").out)["given"]
    return item["steps"], len(item["evidence"])


def test_a_step_is_published_later_and_taken_back_inside(run: Run, inside: Path) -> None:
    assert given(run) == (0, 0)
    published = run(*STEP, "--publish")
    assert (published.code, published.out) == (0, "")
    assert published.err.partition("  (")[0] == "REC-5: step 1 entered again as it is"
    assert "this will be printed in papers (--publish)\n1 item changed" in published.err
    assert given(run) == (1, 0)
    back = run(*STEP, "--internal")
    assert "it stays inside: no paper and no bundle has it (--internal)\n" in back.err
    assert given(run) == (0, 0)
    history = " ".join(run("history", "REC-5").out.split())
    assert "step 1 entered again as it is; for papers (by Liaison Officer)" in history
    assert "step 1 entered again as it is (by Liaison Officer)" in history
    assert run("check").code == 0


def test_evidence_is_published_later_under_its_number(run: Run, inside: Path) -> None:
    assert run(*EVIDENCE, "--publish").code == 0
    assert given(run) == (0, 1)
    assert run(*EVIDENCE, "--internal").code == 0
    assert given(run) == (0, 0)
    found = json.loads(run("show", "REC-5", "--json").out)["items"][0]
    assert [(one["n"], one["ref"]) for one in found["evidence"]] == [(1, "DOC 12/27")]


def test_all_of_a_step_is_published_with_what_changes_in_it(run: Run, inside: Path) -> None:
    changed = run(*STEP, "--due", "2008-09-25", "--publish")
    assert changed.err.startswith("REC-5: step 1 due 20 Sep 2008 → 25 Sep 2008")
    assert given(run) == (1, 0)
    run(*STEP, "--text", "Agree our template")  # inside, and so the whole step is
    assert given(run) == (0, 0)
    assert run(*STEP, "--publish").code == 0
    assert given(run) == (1, 0)


@pytest.mark.parametrize("line", [STEP, EVIDENCE])
def test_undo_takes_the_publishing_back_and_it_can_be_done_again(
    run: Run, inside: Path, line: tuple[str, ...]
) -> None:
    assert run(*line, "--publish").code == 0
    published = given(run)
    assert run("undo", "--yes").code == 0
    assert given(run) == (0, 0)
    assert run("undo", "--redo", "--yes").code == 0
    assert given(run) == published != (0, 0)


@pytest.mark.parametrize("line", [STEP, EVIDENCE])
def test_what_is_so_already_is_not_written_again(
    run: Run, inside: Path, line: tuple[str, ...]
) -> None:
    before = tree(inside)
    said = run(*line, "--internal")
    assert said.err.startswith("REC-5 is so already, nothing written")
    run(*line, "--publish", "--dry-run")
    assert tree(inside) == before


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (
            (*STEP, "--publish", "--internal"),
            "tracker: --publish and --internal are two things\nleave one of them out\n",
        ),
        (
            ("evidence", "edit", "REC-5", "7", "--publish"),
            "tracker: REC-5 has no evidence 7\nits evidence is: 1\n",
        ),
        (
            ("evidence", "edit", "REC-6", "1", "--publish"),
            "tracker: REC-6 has no evidence 1\n"
            "see: tracker evidence add REC-6 REFERENCE --shows 'TEXT'\n",
        ),
        (
            EVIDENCE,
            "tracker: nothing to change was said\n"
            "for example: tracker evidence edit REC-5 1 --publish\n",
        ),
        (
            ("evidence", "edit", "REC-5", "one", "--publish"),
            "tracker: 'one' is not the number of evidence\nwrite it as `show` has it: 2\n",
        ),
    ],
)
def test_what_cant_be_published_is_refused(
    run: Run, inside: Path, line: tuple[str, ...], error: str
) -> None:
    before = tree(inside)
    refused = run(*line)
    assert (refused.code, refused.out, refused.err) == (refused.code or 99, "", error)
    assert tree(inside) == before
