"""Steps in one list, from a file, and the same step twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, tree

STEPS = """\
- Agree one template; ; 2008-10
2. Brief boroughs; Head of CID

Publish it; ; 15 Jan 2009
"""


@pytest.fixture
def stepped(run: Run, plan: Path) -> Path:
    """A plan in which two items have steps: one late, one done, one dropped."""
    run("update", "REC-5", "--owner", "Head of Public Protection")
    for words in (
        ("add", "REC-5", "-F", "-"),
        ("add", "REC-6", "Ask the supplier", "--due", "2008-11-20"),
        ("done", "REC-5", "2", "--on", "2008-11-05"),
        ("add", "REC-6", "Buy it"),
        ("drop", "REC-6", "2", "--reason", "no money"),
    ):
        assert run("action", *words, stdin=STEPS if "-" in words else "").code == 0, words
    return plan


def test_steps_come_from_a_file_a_line_each(run: Run, plan: Path, tmp_path: Path) -> None:
    file = tmp_path / "steps.txt"
    file.write_text(STEPS, encoding="utf-8")
    found = run("action", "add", "REC-13", "-F", file, "--owner", "Head of Training")
    assert found.err == (
        "REC-13: step 1 added: Agree one template; owner Head of Training; due Oct 2008, step 2 "
        "added: Brief boroughs; owner Head of CID, step 3 added: Publish it; owner Head of "
        "Training; due 15 Jan 2009  (Brings its central child abuse investigation teams and…)\n"
        "1 item changed (3 steps, due October 2008 (deadline Fri 31 Oct 2008), 'Head of Training' "
        "is a new owner, 'Head of CID' is a new owner, due Thu 15 Jan 2009, on Mon 1 Dec 2008)\n"
    )
    steps = json.loads(run("show", "REC-13", "--json").out)["items"][0]["actions"]
    assert [(step["n"], step["text"], step["owner"], step["due"]) for step in steps] == [
        (1, "Agree one template", "Head of Training", "2008-10"),
        (2, "Brief boroughs", "Head of CID", None),
        (3, "Publish it", "Head of Training", "2009-01-15"),
    ]
    before = json.loads(run("show", "REC-13", "--json").out)["items"][0]
    assert run("undo").code == 0
    after = json.loads(run("show", "REC-13", "--json").out)["items"][0]
    assert (before["actions"], after["actions"]) == (steps, [])


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (
            "Brief boroughs\na; b; 2008-10; d\n",
            "tracker: line 2 of the steps has more than TEXT; POST; DATE\n"
            "write a line a step: Brief boroughs; Head of CID; 2008-10\n",
        ),
        (
            "; Head of CID\n",
            "tracker: line 1 of the steps has no text\n"
            "write a line a step: Brief boroughs; Head of CID; 2008-10\n",
        ),
        (
            "Brief boroughs\n\nPublish it; ; 2008-13\n",
            "tracker: line 3: '2008-13' is not a date\nthere is no month 13\n",
        ),
    ],
)
def test_a_line_that_is_no_step_is_named_and_nothing_is_written(
    run: Run, plan: Path, text: str, error: str
) -> None:
    before = tree(plan)
    found = run("action", "add", "REC-5", "-F", "-", stdin=text)
    assert (found.out, found.err) == ("", error)
    assert found.code in {2, 4}
    assert tree(plan) == before


def test_the_same_step_twice_is_remarked_on(run: Run, plan: Path) -> None:
    run("action", "add", "REC-13", "Agree one template")
    again = run("action", "add", "REC-13", "agree  one TEMPLATE")
    remark = "take note: step 2 of REC-13 says what step 1 says, which is still open\n"
    assert (again.code, again.out, remark in again.err) == (0, "", True)
    run("action", "done", "REC-13", "1", "2", "--on", "2008-11-05")
    found = run("action", "add", "REC-13", "-F", "-", stdin="Publish it\nAgree one template\n")
    remark = "take note: step 4 of REC-13 says what step 2 says, which was done 5 Nov 2008\n"
    assert remark in found.err
    run("action", "drop", "REC-13", "3", "--reason", "not needed")
    assert "says what" not in run("action", "add", "REC-13", "Publish it").err


def test_all_steps_stand_in_one_list(run: Run, stepped: Path) -> None:
    found = run("action", "list")
    assert (found.code, found.out, found.err) == (
        0,
        "Steps on 1 Dec 2008: 5 steps (2 late)\n"
        "\n"
        "Item   Step  Due          State            Owner\n"
        "REC-5     1  Oct 2008     31 days late     Head of Public Protection\n"
        "       Agree one template\n"
        "REC-5     2  none         done 5 Nov 2008  Head of CID\n"
        "       Brief boroughs\n"
        "REC-5     3  15 Jan 2009  open             Head of Public Protection\n"
        "       Publish it\n"
        "REC-6     1  20 Nov 2008  11 days late     none\n"
        "       Ask the supplier\n"
        "REC-6     2  none         dropped          none\n"
        "       Buy it\n",
        "",
    )


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        ("", ["REC-5 1", "REC-5 2", "REC-5 3", "REC-6 1", "REC-6 2"]),
        ("--open", ["REC-5 1", "REC-5 3", "REC-6 1"]),
        ("--late", ["REC-5 1", "REC-6 1"]),
        ("--late --as-of 2008-11-10", []),
        ("rec6", ["REC-6 1", "REC-6 2"]),
        ("REC-5..6 --late", ["REC-5 1", "REC-6 1"]),
        ("--owner none", ["REC-6 1", "REC-6 2"]),
        ("REC-7", []),
    ],
)
def test_steps_are_picked_by_item_state_and_post(
    run: Run, stepped: Path, words: str, steps: list[str]
) -> None:
    made = json.loads(run("action", "list", *words.split(), "--json").out)
    assert made["count"] == len(steps)
    assert [f"{step['id']} {step['step']}" for step in made["steps"]] == steps
    ids = run("action", "list", *words.split(), "--format", "ids").out.split()
    assert ids == list(dict.fromkeys(step.split()[0] for step in steps))


def test_a_posts_steps_are_its_own_and_those_of_its_items(run: Run, stepped: Path) -> None:
    line = ("action", "list", "--open", "--owner", "head of public protection", "--format", "csv")
    assert run(*line).out.splitlines()[1:] == [
        "REC-5,1,Agree one template,Head of Public Protection,2008-10,open,,,31",
        "REC-5,3,Publish it,Head of Public Protection,2009-01-15,open,,,0",
    ]


def test_ids_go_from_a_list_into_the_steps(run: Run, stepped: Path) -> None:
    found = run("action", "list", "-", "--late", stdin="REC-6\n").out
    assert found.splitlines()[0] == "Steps on 1 Dec 2008: 1 of 2 steps (1 late)"
    assert run("action", "list", "REC-99").code == 3
    slip = run("action", "list", "--owner", "Head of CIT")
    assert (slip.code, slip.out, slip.err) == (
        3,
        "",
        "tracker: 'Head of CIT' owns no step in this plan\ndid you mean Head of CID?\n",
    )
