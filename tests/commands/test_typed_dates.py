"""Dates typed on the command line: what is understood, refused with its reason, or asked about."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from hmic_tracker.domain.date_parsing import parse_due
from tests.conftest import Run, tree

FAR = "11 Sep 1908 is before 1990"
NOBODY = (
    f"tracker: {FAR}, and nobody can be asked here\n"
    "add --yes to do it, or --dry-run to look first\n"
)
ENTERED = [
    ("update", "REC-5", "--due", "1908-09-11", "--reason", "x"),
    ("update", "REC-5", "--status", "done", "--on", "1908-09-11"),
    ("note", "REC-5", "a note", "--on", "11/9/1908"),
    ("add", "rec", "A text", "--due", "11 Sep 1908"),
    ("add", "rec", "A text", "--on", "1908-09-11"),
    ("action", "add", "REC-5", "A step", "--due", "1908-09-11"),
    ("link", "AFI-4", "duplicates", "REC-2", "--on", "1908-09-11"),
    ("evidence", "add", "REC-5", "DOC 1", "--shows", "x", "--on", "1908-09-11"),
    ("check", "--record", "--on", "1908-09-11"),
    ("inspection", "add", "PEEL", "--published", "1908-09-11"),
    ("inspection", "add", "PEEL", "--revisit", "1908-09-11"),
    ("report", "--number", "9", "--meeting", "1908-09-11"),
]
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
SHOWN = re.compile(
    rf"\b(?:\d{{4}}-\d\d(?:-\d\d)?(?![\dT-])|(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]* )?"
    rf"(?:\d{{1,2}} )?(?:{MONTHS}|{'|'.join(m[:3] for m in MONTHS.split('|'))}) \d{{4}})\b"
)


@pytest.mark.parametrize("words", ENTERED, ids=" ".join)
def test_a_date_far_off_is_written_only_where_somebody_says_yes(
    run: Run, plan: Path, words: tuple[str, ...]
) -> None:
    if words[0] == "check":
        path = plan / "items" / "REC-5.toml"
        path.write_text(path.read_text().replace('progress = "majority"', 'progress = "almost"', 1))
    before = tree(plan)
    refused = run(*words)
    assert (refused.code, refused.out, refused.err) == (2, "", NOBODY)
    assert tree(plan) == before
    taken = run(*words, "--yes")
    assert "nobody can be asked" not in taken.err


@pytest.mark.parametrize(
    "words",
    [
        ("list", "--as-of", "1908-09-11"),
        ("list", "--due-before", "1908-09-11"),
        ("list", "--where", "due > 1908"),
        ("history", "--since", "1908-09"),
    ],
    ids=" ".join,
)
def test_a_date_that_is_only_asked_with_is_never_asked_about(
    run: Run, plan: Path, words: tuple[str, ...]
) -> None:
    assert run(*words).code == 0


def test_a_date_far_off_can_be_looked_at_first(run: Run, plan: Path) -> None:
    before = tree(plan)
    looked = run("update", "REC-5", "--due", "2089-01", "--reason", "x", "--dry-run")
    assert looked.code == 0
    assert "(due January 2089 (deadline Mon 31 Jan 2089), on Mon 1 Dec 2008)" in looked.err
    assert tree(plan) == before


@pytest.mark.parametrize(
    ("typed", "echo"),
    [
        ("1/4/09", "due Wed 1 Apr 2009"),
        ("30-Jun-09", "due Tue 30 Jun 2009"),
        ("2009/04/01", "due Wed 1 Apr 2009"),
        ("next month", "due January 2009 (deadline Sat 31 Jan 2009)"),
        ("in 3 months", "due Sun 1 Mar 2009"),
        ("end of March 2009", "due Tue 31 Mar 2009"),
        ("28 feb", "due Sat 28 Feb 2009"),
        ("+19wd", "due Tue 30 Dec 2008"),  # Christmas and Boxing Day are no working days
    ],
)
def test_a_due_is_said_back_as_it_was_understood(
    run: Run, plan: Path, typed: str, echo: str
) -> None:
    done = run("update", "REC-5", "--due", typed, "--reason", "x")
    assert done.err.endswith(f"1 item changed ({echo}, on Mon 1 Dec 2008)\n")


@pytest.mark.parametrize(
    ("words", "code", "lines"),
    [
        (
            ("update", "REC-5", "--due", "29 Feb 2025", "--reason", "x"),
            4,
            "tracker: '29 Feb 2025' is not a date\nFebruary 2025 has 28 days\n",
        ),
        (
            ("update", "REC-5", "--due", "Q3 2009", "--reason", "x"),
            4,
            "tracker: 'Q3 2009' is not a date\n"
            "write the month it ends in: 2009-09, or 2009-12 where the year begins in April\n",
        ),
        (
            ("note", "REC-5", "a note", "--on", "next friday"),
            4,
            "tracker: 'next friday' is not a date\n"
            "write friday for 5 Dec 2008, or the day itself: 12 Dec 2008\n",
        ),
        (
            ("list", "--where", "due < 28 feb"),
            2,
            "tracker: where: '28' is not a date at character 7\n"
            "  due < 28 feb\n        ^\nwrite it as one word: due < 2009-02-28\n",
        ),
    ],
)
def test_a_refusal_gives_the_reason_that_fits(
    run: Run, plan: Path, words: tuple[str, ...], code: int, lines: str
) -> None:
    refused = run(*words)
    assert (refused.code, refused.out) == (code, "")
    assert refused.err == lines


def test_a_day_of_an_entry_without_a_year_is_the_last_such_one(run: Run, plan: Path) -> None:
    assert run("note", "REC-5", "x", "--on", "28 nov").err.endswith("(on Fri 28 Nov 2008)\n")
    assert run("note", "REC-5", "x", "--on", "friday").err.endswith("(on Fri 28 Nov 2008)\n")
    counts = [
        json.loads(run("list", "--changed-since", day, "--json").out)["count"]
        for day in ("friday", "2008-11-28")
    ]
    assert counts[0] == counts[1]


def test_a_filter_with_a_date_that_moves_is_saved_so_that_it_moves(
    run: Run, worked: Path, plan: Path
) -> None:
    saved = run("list", "--where", 'due <= "End of next month"', "--count", "--save", "soon")
    assert saved.err == "saved @soon: due <= end-of-next-month\n"
    assert run("list", "@soon", "--count").out == saved.out
    run("list", "--where", "due <= '28 feb'", "--save", "fixed")
    assert 'fixed = "due <= 2009-02-28"' in (plan / "tracker.toml").read_text()


def test_no_date_at_all_is_none_wherever_a_due_is_typed(run: Run, plan: Path) -> None:
    assert run("add", "rec", "A text", "--due", "none").err == "REC-17 added: A text\n"
    assert run("action", "add", "REC-5", "A step", "--due", "none").code == 0


def test_every_date_that_is_printed_is_understood_when_typed_back(
    run: Run, worked: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_STORE", str(worked))
    lines = (
        "list --all|list --all --wide|list --json --all|list --all --format csv|show REC-5..8"
        "|summary|summary --since 2008-09-11|grades|trend|history|history --json|remind"
        "|report --number 9 --meeting 2008-12-11|inspection list|check|list --format html"
    )
    printed: set[str] = set()
    for line in lines.split("|"):
        printed |= set(SHOWN.findall(run(*line.split()).out))
    assert len(printed) > 20
    for text in sorted(printed):
        assert parse_due(text, date(2008, 12, 1)), text
