"""`tracker inspection`: what was published, what is due after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run, tree

ADD = ("inspection", "add", "PEEL 2021/22", "--body", "HMICFRS", "--published", "2008-10-06")


def test_inspections_are_listed_by_publication_with_what_is_due(run: Run, plan: Path) -> None:
    assert run(*ADD, "--revisit", "2010-02").err == (
        "peel-2021 added: PEEL 2021/22\n"
        "published Mon 6 Oct 2008\n"
        "revisit February 2010\n"
        "the response is due by 1 Dec 2008\n"
    )
    assert run("inspection", "add", "Special Review", "--id", "review").code == 0
    assert run("inspection", "list").out == (
        "Inspection           Published   Response due  Revisit   Completed  Overdue\n"
        "hmic-2007-phase-one  Oct 2007    none          none          18/64       12\n"
        "                     HMIC Inspection 2007/09 Phase One\n"
        "peel-2021            6 Oct 2008  1 Dec 2008    Feb 2010        0/0        0\n"
        "                     PEEL 2021/22\n"
        "review               none        none          none            0/0        0\n"
        "                     Special Review\n"
    )
    later = run("inspection", "list", "--as-of", "2010-12-31").out
    assert "1 Dec 2008    Feb 2010" in later
    assert later.count("(passed)") == 2
    assert "peel-2021" not in run("inspection", "list", "--as-of", "2008-10-01").out


@pytest.mark.parametrize(
    ("body", "published", "due"),
    [
        ("HMICFRS", "2022-10-13", "8 Dec 2022"),
        ("hmicfrs", "2022-12-31", "25 Feb 2023"),
        (
            "His Majesty's Inspectorate of Constabulary and Fire & Rescue Services",
            "2024-01-04",
            "29 Feb 2024",
        ),
        ("HMICFRS", "2022-10", "not known"),
        ("HMICFRS", None, "not known"),
        ("HMIC", "2007-10-12", "none"),
        (None, "2022-10-13", "none"),
    ],
)
def test_the_response_is_due_56_days_after_the_day_of_publication(
    run: Run, plan: Path, body: str | None, published: str | None, due: str
) -> None:
    words = [
        *(["--body", body] if body else []),
        *(["--published", published] if published else []),
    ]
    assert run("inspection", "add", "A", "--id", "a", *words).code == 0
    shown = run("inspection", "show", "a").out
    assert f"Response due  {due}" in shown
    assert "(passed)" not in shown


def test_an_inspection_is_shown_with_its_items_and_grades(run: Run, plan: Path) -> None:
    run("add", "gp", "Meets every Monday.")
    found = run("inspection", "show", "hmic inspection 2007/09 phase one").out
    assert found.startswith(
        "hmic-2007-phase-one  HMIC Inspection 2007/09 Phase One\n"
        "\n"
        "Body           HMIC\n"
        "Programme      HMIC Inspection Programme 2007/09\n"
        "Published      Oct 2007\n"
        "Response due   none\n"
        "Revisit        none\n"
        "Forces         43 in the country\n"
        "Good practice  1 piece of good practice, in no count: tracker list --kind gp\n"
        "\n"
        "Items               Completed  Verified  Open  Overdue\n"
        "16 recommendations          6         0    10        4\n"
        "48 AFIs                    12         0    36        8\n"
        "\n"
        "Sources\n"
        "  11 Sep 2008  Report 9\n"
        "\n"
        "Grades given\n"
        "Framework                     Period  Grade\n"
        "Neighbourhood Policing        2006    Good\n"
        "Neighbourhood Policing        2007    Excellent\n"
    )
    assert max(map(len, found.splitlines())) <= 78


def test_an_inspection_is_changed_and_the_change_undone(run: Run, plan: Path) -> None:
    before = tree(plan)
    name = "hmic-2007-phase-one"
    dry = run("inspection", "edit", name, "--revisit", "2009-10", "--dry-run")
    assert (dry.code, tree(plan)) == (0, before)
    found = run("inspection", "edit", name, "--revisit", "Oct 2009", "--expected", "44")
    assert found.code == 0
    old = before[f"inspections/{name}.toml"].decode()
    new = (plan / "inspections" / f"{name}.toml").read_text()
    heads = [set(text.partition("\n[[history]]")[0].splitlines()) for text in (old, new)]
    entries = {"entries = 1", "entries = 2"}
    assert heads[0] ^ heads[1] == {'revisit = "2009-10"', "expected = 44"} | entries
    assert new.partition("\n[[history]]")[2].startswith(old.partition("\n[[history]]")[2])
    again = run("inspection", "edit", name, "--revisit", "2009-10")
    assert (again.code, again.err) == (0, f"{name} is so already, nothing written\n")
    path = f"inspections/{name}.toml"
    assert f"\n{path}: number of forces 44 → 43; revisit Oct 2009 → none\n" in run("undo").err
    after = tree(plan)
    assert {p for p in after if after[p] != before.get(p)} == {path}
    assert head_of(after[path]) == head_of(before[path])


def head_of(data: bytes) -> list[bytes]:
    """The lines above the history, but for the number of its entries."""
    lines = data.partition(b"\n[[history]]")[0].splitlines()
    return [line for line in lines if not line.startswith(b"entries")]


def test_items_can_be_added_to_an_inspection_made_by_hand(run: Run, plan: Path) -> None:
    run(*ADD)
    words = ("add", "afi", "Supervision of risk", "--inspection", "PEEL 2021/22")
    assert run(*words).code == 0
    assert "1 AFI          0         0     1        0" in run("inspection", "show", "peel-2021").out


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["add", ""], 2, "the title is empty"),
        (["add", "§"], 4, "'§' makes no id"),
        (["add", "A", "--id", "../a"], 4, "'../a' can't be an inspection's id"),
        (["add", "A", "--id", "HMIC-2007-phase-one"], 2, "there is an inspection"),
        (["add", "A", "--published", "32 May"], 4, "'32 May' is not a date"),
        (["add", "A", "--url", "javascript:alert(1)"], 4, "'javascript:alert(1)' is not a page"),
        (["add", "A\x07"], 4, "the title 'A\\x07' has a character that can't be seen"),
        (["add", "A", "--expected", "0"], 2, "--expected"),
        (["edit", "hmic-2007-phase-one"], 2, "nothing to change was said"),
        (["edit", "hmic-2007-phase-one", "--title", "none"], 2, "an inspection has a title"),
        (["edit", "hmic-2007-phase-two", "--body", "X"], 3, "there is no inspection"),
        (["show", "x"], 3, "there is no inspection 'x'"),
        (["shwo", "x"], 2, "there is no command 'inspection shwo'"),
    ],
)
def test_what_can_not_be_is_told_in_two_lines(
    run: Run, plan: Path, words: list[str], code: int, said: str
) -> None:
    before = tree(plan)
    found = run("inspection", *words)
    assert (found.code, found.out) == (code, "")
    assert found.err.startswith(f"tracker: {said}")
    assert found.err.count("\n") == 2
    assert tree(plan) == before
