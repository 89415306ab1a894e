"""A paper beside the one before it: what both are about, and what only one of the two is about."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE, Run

NINE = ("--number", "9", "--meeting", "2008-09-11", "--as-of", "2008-09-11", "--record")
GROUP = "Public Protection Steering Group"


def part(text: str, head: str) -> list[str]:
    """The lines of a paper from a head to the next one, without empty ones."""
    lines = [line for line in text.splitlines() if line]
    first = next(n for n, line in enumerate(lines) if line.endswith(f" {head}"))
    after = (n for n, line in enumerate(lines) if n > first and line.startswith("#"))
    return lines[first + 1 : next(after)]


@pytest.fixture
def narrower(run: Run, plan: Path) -> Path:
    """Report 9 was about all items; a paper for a board that oversees a family comes next."""
    assert run("report", *NINE).code == 0
    path = plan / "tracker.toml"
    head = "[frameworks.protecting-vulnerable-people]\n"
    text = path.read_text().replace(head, f'{head}board = "{GROUP}"\n')
    assert head in text
    path.write_text(f'{text}\n[papers.ppsg]\nboard = "{GROUP}"\n')
    return plan


def paper(run: Run, *words: str) -> str:
    found = run("report", "ppsg", "--yes", "--number", "1", "--format", "markdown", *words)
    assert found.code == 0, found.err
    return found.out


def test_what_a_narrower_paper_leaves_out_is_not_restated(run: Run, narrower: Path) -> None:
    out = paper(run, "--as-of", "2008-09-13")
    assert (
        "\n19. 27 of the 64 items in report 9 are not in this report. The counts of the others "
        "stand as they were reported.\n"
    ) in out
    assert "Restated figures" not in out
    assert [line for line in part(out, "Movement since the last report") if "| " in line][2:] == [
        "| As reported in report 9 | 64 | 18 | 0 |",
        "| Not in this report | −27 | −14 | 0 |",
        "| Opened; newly completed; newly overdue | 0 | 0 | 0 |",
        "| **Position now** | **37** | **4** | **0** |",
    ]


def test_what_was_restated_of_items_in_both_papers_is_held_apart(run: Run, narrower: Path) -> None:
    run("update", "REC-12", "--status", "done", "--on", "2008-09-11")
    run("update", "REC-14", "--status", "done", "--on", "2008-09-11")
    out = paper(run, "--as-of", "2008-09-13")
    assert part(out, "Restated figures") == [
        "19. 27 of the 64 items in report 9 are not in this report. What has been recorded since "
        "changes the position at 11 September 2008 that report 9 gave.",
        "| Framework | Of | Figure | Reported | Restated |",
        "| --- | --- | --- | ---: | ---: |",
        "| Missing Persons | recommendations | completed | 0 | 1 |",
        "| Item | Reported as | Now known as |",
        "| --- | --- | --- |",
        "| REC-12 | in progress, due December 2008 | completed, awaiting verification |",
    ]
    assert "| Restated since | 0 | +1 | 0 |" in out


def test_a_wider_paper_says_what_the_one_before_left_out(run: Run, narrower: Path) -> None:
    paper(run, "--as-of", "2008-09-13", "--record")
    with (narrower / "tracker.toml").open("a", encoding="utf-8") as stream:
        stream.write('where = ""\n')
    found = run("report", "ppsg", "--yes", "--number", "2", "--format", "markdown").out
    assert "| In this report, not in report 1 | +27 | +14 | 0 |" in found
    said = "27 items of this report are not in report 1. The counts of the others stand as they"
    assert said in found
    assert "Restated since" not in found


def test_national_numbers_that_were_corrected_are_told_beside_the_counts(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    run("report", *NINE)
    text = re.sub("[ \u00a0]+", " ", EXAMPLE.read_text(encoding="utf-8"))
    for lost, whole in (("14 21 2", "14 21 6 2"), ("29 0", "6 29 8 0")):
        assert lost in text
        text = text.replace(lost, whole)
    corrected = tmp_path / "corrected.txt"
    corrected.write_text(text, encoding="utf-8")
    assert run("import", corrected, "--yes").code == 0
    out = run("report", "--yes", "--number", "10", "--format", "markdown").out
    assert "| Neighbourhood Policing | 14 | 21 | 6 | 2 | Excellent | 0 | 13 | 29 |" in out
    assert (
        "The counts of items in report 9 stand as they were reported. The national numbers of 2007 "
        "for Neighbourhood Policing and Performance Management are not those of report 9."
    ) in out
    assert run("undo", "--yes").code == 0
    out = run("report", "--yes", "--number", "10", "--format", "markdown").out
    assert "The counts of items in report 9 stand as they were reported.\n" in out


def test_a_record_without_national_numbers_claims_nothing_of_them(run: Run, plan: Path) -> None:
    run("report", *NINE)
    record = plan / "papers" / "paper-9.toml"
    text = record.read_text(encoding="utf-8")
    older = re.sub(r"\[\[national\]\].*(?=\[items\.REC-1\])", "", text, flags=re.DOTALL)
    assert older != text
    record.write_text(older, encoding="utf-8")
    out = run("report", "--yes", "--number", "10", "--format", "markdown").out
    assert "The counts of items in report 9 stand as they were reported.\n" in out
    record.write_text(text.replace("    14,", '    "14",', 1), encoding="utf-8")
    found = run("report", "--yes", "--number", "10")
    assert "papers/paper-9.toml" in found.err
    assert "has to be a list of whole numbers" in found.err
