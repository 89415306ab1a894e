"""What was undone is as if it had never been: dates moved, who agreed, how long one has waited."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run

DAY = ("--as-of", "2008-12-01", "--format", "markdown")
MOVED = ("update", "REC-5", "--due", "2009-01", "--reason", "training dates", "--publish")


def rows(run: Run, words: str, *more: str) -> list[str]:
    """The rows of a paper's tables that begin with words."""
    found = run("report", *DAY, *more)
    assert found.code == 0, found.err
    return [line for line in found.out.splitlines() if line.startswith(f"| {words} |")]


@pytest.fixture
def moved(run: Run, plan: Path) -> list[str]:
    """The row of an item whose date moved once, as it is before anything is undone."""
    assert run(*MOVED, "--agreed-by", "Performance Board").code == 0
    found = rows(run, "REC-5")
    assert "| once, 123 days later | Performance Board | Training dates. |" in found[0]
    return found


@pytest.mark.parametrize("more", [(), ("--internal",)])
@pytest.mark.parametrize(
    "then",
    [
        ("note", "REC-5", "oops"),
        ("update", "REC-5", "--due", "2009-06", "--reason", "oops", "--publish"),
        ("update", "REC-5", "--due", "none", "--reason", "oops"),
    ],
)
def test_a_paper_knows_a_moved_date_after_an_undo_as_before(
    run: Run, moved: list[str], then: tuple[str, ...], more: tuple[str, ...]
) -> None:
    before = rows(run, "REC-5", *more)
    assert run(*then, "--yes").code == 0
    assert rows(run, "REC-5", *more) != before or then[0] == "note"
    assert run("undo").code == 0
    assert rows(run, "REC-5", *more) == before


def test_an_undone_move_is_in_no_paper_and_an_undone_first_date_neither(
    run: Run, plan: Path
) -> None:
    run(*MOVED)
    run("undo")
    assert [row for row in rows(run, "REC-5") if "later" in row] == []
    run("add", "rec", "Of our own", "--framework", "np")
    run("update", "REC-17", "--due", "2009-01")
    run("undo")
    assert "Dates moved\n" not in run("report", *DAY).out
    assert "- **Dates moved**: 0. Extensions requested 0. Deferred 0." in run("report", *DAY).out


def test_a_date_that_was_moved_by_hand_has_no_number_of_moves(run: Run, plan: Path) -> None:
    path = plan / "items" / "REC-5.toml"
    text = path.read_text()
    assert 'due = "2008-09"' in text
    path.write_text(text.replace('\ndue = "2008-09"', '\ndue = "2009-01"', 1))
    assert "| 123 days later |" in rows(run, "REC-5")[0]


def test_a_date_that_was_taken_away_has_moved_to_none(run: Run, moved: list[str]) -> None:
    run("update", "REC-13", "--due", "none", "--reason", "no date can be said", "--publish")
    run("update", "REC-5", "--due", "none", "--reason", "kept in")
    assert rows(run, "REC-13")[0].startswith(
        "| REC-13 | Brings its central child abuse investigation teams and… | Apr 2009 | none "
        "| removed | not recorded | No date can be said. |"
    )
    assert rows(run, "REC-5")[0].startswith(
        "| REC-5 | Holds borough commanders (BOCU) and their senior teams to… | Sep 2008 | none "
        "| once, then removed | Performance Board; one other not recorded "
        "| Training dates; one other not published. |"
    )
    said = run("report", *DAY).out
    assert "The date of two open items is not the first that was set." in said
    assert "no date any more; first date April 2009" in said
    run("undo")
    assert rows(run, "REC-5") == moved


@pytest.mark.parametrize(
    ("lines", "agreed"),
    [
        ([()], "not recorded"),
        ([("--agreed-by", "The Chief")], "agreed, by whom is not published"),
        ([("--agreed-by", "The Chief", "--publish")], "The Chief"),
        (
            [("--agreed-by", "The Chief", "--publish"), ("--agreed-by", "Her Deputy")],
            "The Chief; one other not named",
        ),
        ([("--agreed-by", "The Chief", "--publish"), ("--agreed-by", "The Chief")], "The Chief"),
        ([("--agreed-by", "The Chief", "--publish"), ()], "The Chief; one other not recorded"),
    ],
)
def test_a_board_that_is_recorded_and_not_published_is_said_to_be(
    run: Run, plan: Path, lines: list[tuple[str, ...]], agreed: str
) -> None:
    for n, words in enumerate(lines, 1):
        run("update", "REC-5", "--due", f"2009-0{n}", "--reason", "late", *words)
    assert f"| {agreed} |" in rows(run, "REC-5")[0]
    assert "Her Deputy" not in run("report", *DAY).out
    for words in lines:
        assert all(w in run("report", *DAY, "--internal").out for w in words if w[0] != "-")


AWAITED = (
    "| REC-1 | Looks again at why and how Safer Neighbourhood (SN)… | Neighbourhood Policing "
    "| 11 Sep 2008 | 81 |"
)
FROM_HERE = [
    [("verify", "REC-1", "--override", "seen"), ("undo",)],
    [("update", "REC-1", "--status", "in-progress", "--reason", "oops"), ("undo", "--yes")],
    [
        ("link", "REC-4", "supersedes", "REC-1"),
        ("link", "REC-4", "supersedes", "REC-1", "--remove"),
    ],
    [("link", "REC-4", "supersedes", "REC-1"), ("undo", "--yes")],
    [
        ("link", "REC-4", "supersedes", "REC-1"),
        ("link", "REC-4", "supersedes", "REC-1", "--remove"),
        ("undo", "--yes"),
        ("undo", "--yes"),
    ],
]


@pytest.mark.parametrize(
    "lines", FROM_HERE, ids=lambda lines: " then ".join(" ".join(x) for x in lines)
)
def test_what_came_back_as_it_was_has_waited_since_it_was_completed(
    run: Run, plan: Path, lines: list[tuple[str, ...]]
) -> None:
    assert AWAITED in rows(run, "REC-1")[0]
    for line in lines:
        assert run(*line, *(("--by", "Inspectorate") if line[0] == "verify" else ())).code == 0
        if line == lines[0]:
            assert rows(run, "REC-1") == []
    assert AWAITED in rows(run, "REC-1")[0]


def test_what_was_reopened_and_completed_again_has_waited_since_then(run: Run, plan: Path) -> None:
    run("reopen", "REC-1", "--reason", "not so", "--on", "2008-09-15")
    run("update", "REC-1", "--status", "done", "--on", "2008-09-20")
    assert "| 20 Sep 2008 | 72 |" in rows(run, "REC-1")[0]
