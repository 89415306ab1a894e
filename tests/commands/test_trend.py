"""`trend`, and `summary --slippage`: how the plan went, on the example after three months."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Run

PHASE_TWO = EXAMPLES / "hmic-2008-phase-two.txt"
TREND = """\
Trend by month, to 1 Dec 2008

                                                          In the month  Median
To end of   Open  Overdue  Completed  Verified  Completed  Moves  Days     age
Sep 2008      46        0         18         0         18      0     0      19
Oct 2008      46        3         18         0          0      1   123      50
Nov 2008      45        2         19         1          1      2   103      80
1 Dec 2008    45        9         19         1          0      0     0      81
"""
SLIPPAGE = """\
Slippage at 1 December 2008

                            Items                    Days  Still
Owner                       moved  Moves  in all  longest   open
Head of Public Protection       2      3     226      164      2
Commander, Territorial P.       1      1      31       31      1
none                            1      1      -5       -5      1
Total                           4      5     252      164      4
"""
FRAMEWORKS = """\
                              Items                    Days  Still
Framework                     moved  Moves  in all  longest   open
Protecting Vulnerable People      3      4     257      164      3
  Missing Persons                 1      1      -5       -5      1
Total                             4      5     252      164      4
"""


@pytest.fixture
def after(worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example plan after three months of work, set as the store."""
    folder = tmp_path / "after"
    shutil.copytree(worked, folder)
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    return folder


def points(run: Run, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run("trend", *words, "--json").out)["points"]
    return found


def test_in_a_pipe_the_trend_is_a_table_of_numbers(run: Run, after: Path) -> None:
    found = run("trend")
    assert (found.code, found.out, found.err) == (0, TREND, "")
    assert run("trend", "--no-index").out == TREND
    assert run("trend", "--by-month").out == TREND
    assert max(map(len, TREND.splitlines())) <= 78


def test_each_month_is_what_the_summary_said_at_its_end(run: Run, after: Path) -> None:
    for point in points(run):
        told = json.loads(run("summary", "--json", "--as-of", str(point["on"])).out)
        totals = told["totals"].values()
        for key in ("open", "overdue", "completed", "verified"):
            assert point[key] == sum(t[key] for t in totals), (point["on"], key)


def test_on_a_terminal_it_is_drawn_as_well(run: Run, after: Path) -> None:
    found = run("trend", "--since", "2008-11", "--format", "table", "--width", "100")
    assert (
        found.out
        == """\
Trend by month, to 1 Dec 2008

█ verified  ▓ unverified  ▒ open in time  ░ overdue
Nov 2008    █▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░  █ 1  ▓ 18  ▒ 43  ░ 2
1 Dec 2008  █▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒░░░░░░  █ 1  ▓ 18  ▒ 36  ░ 9

                                                          In the month  Median
To end of   Open  Overdue  Completed  Verified  Completed  Moves  Days     age
──────────────────────────────────────────────────────────────────────────────
Nov 2008      45        2         19         1          1      2   103      80
1 Dec 2008    45        9         19         1          0      0     0      81
"""
    )
    narrow = run("trend", "--format", "table", "--width", "60").out
    assert max(map(len, narrow.splitlines())) <= 60
    assert "Median age" in narrow


def test_the_trend_can_be_of_a_part_of_the_plan(run: Run, after: Path) -> None:
    found = run("trend", "--framework", "mp", "--since", "2008-11-20")
    assert found.out.splitlines()[1] == "Only framework = mp"
    assert [p["open"] for p in points(run, "--framework", "mp")] == [5, 5, 6, 6]
    assert [p["new"] for p in points(run, "--framework", "mp")] == [7, 0, 1, 0]
    assert [p["open"] for p in points(run, "--owner", "Head of Public Protection")] == [
        10,
        10,
        9,
        9,
    ]


def test_the_day_before_is_the_end_as_of_it(run: Run, after: Path) -> None:
    assert [p["on"] for p in points(run, "--as-of", "2008-11-15")] == [
        "2008-09-30",
        "2008-10-31",
        "2008-11-15",
    ]
    assert points(run, "--as-of", "2008-10-31") == points(run)[:2]
    assert run("trend", "--as-of", "2008-09-10").out == "Nothing was entered by 10 Sep 2008\n"


def test_a_quarter_adds_up_its_months(run: Run, after: Path) -> None:
    months, quarters = points(run), points(run, "--by-quarter")
    assert [p["on"] for p in quarters] == ["2008-09-30", "2008-12-01"]
    for key in ("new", "newly_completed", "moves", "days_moved"):
        assert quarters[1][key] == sum(int(str(p[key])) for p in months[1:])
    assert "In the quarter" in run("trend", "--by-quarter").out


def test_the_first_month_of_a_later_start_is_whole(run: Run, after: Path) -> None:
    assert points(run, "--since", "2008-11-25") == points(run)[2:]
    assert points(run, "--since", "2000-01-01") == points(run)


def test_completed_again_and_undone_count_as_they_ended(run: Run, plan: Path) -> None:
    run("update", "REC-5", "--status", "done", "--on", "2008-10-10")
    run("update", "REC-6", "--status", "done", "--on", "2008-10-11")
    run("undo", "--yes")
    run("update", "REC-5", "--status", "in-progress", "--reason", "not all", "--on", "2008-11-03")
    run("update", "REC-5", "--status", "done", "--on", "2008-11-20")
    # In November it was reopened and completed again: the position is the same as before.
    assert [p["newly_completed"] for p in points(run)] == [18, 1, 0, 0]
    assert [p["completed"] for p in points(run)] == [18, 19, 19, 19]


def test_completed_in_a_month_is_what_the_summary_has_moved_since_the_one_before(
    run: Run, plan: Path
) -> None:
    run("add", "A lock for the van", "--status", "done", "--on", "2008-11-05")
    run("update", "REC-5..6", "--status", "done", "--on", "2008-11-10")
    run("update", "REC-7", "--status", "done", "--on", "2008-11-12")
    ends = [str(point["on"]) for point in points(run)]
    completed = [p["newly_completed"] for p in points(run)]
    for since, until, number in zip(ends, ends[1:], completed[1:], strict=False):
        moved = json.loads(run("summary", "--since", since, "--as-of", until, "--json").out)
        assert len(moved["movement"]["completed"]) == number
    listed = run("list", "--completed-since", "2008-11-01", "--all", "--count").out.strip()
    assert completed == [18, 0, int(listed), 0]


def test_what_a_month_completed_is_the_same_after_a_command_is_undone(run: Run, plan: Path) -> None:
    before = points(run)
    run("reopen", "REC-1", "--reason", "seen in two boroughs alone")
    run("undo", "--yes")
    assert points(run) == before


def test_what_is_carried_forward_is_counted_once(run: Run, plan: Path) -> None:
    run("import", PHASE_TWO, "--yes", "--carry")
    assert [p["total"] for p in points(run)] == [64, 64, 76, 76]
    assert [p["new"] for p in points(run)] == [64, 0, 13, 0]


def test_a_spreadsheet_has_every_number_under_its_name(
    run: Run, after: Path, tmp_path: Path
) -> None:
    found = run("trend", "-o", tmp_path / "trend.csv")
    assert found.code == 0
    with (tmp_path / "trend.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [{key: str(value) for key, value in p.items()} for p in points(run)] == rows
    assert run("trend", "--format", "markdown").out.startswith("# Trend by month, to 1 Dec 2008")


def test_an_empty_plan_has_no_trend(run: Run, tmp_path: Path) -> None:
    run("init", tmp_path / "empty")
    found = run("--store", tmp_path / "empty", "trend", "--json")
    assert (found.code, json.loads(found.out)["points"]) == (0, [])
    assert run("--store", tmp_path / "empty", "trend").out == "Nothing was entered by 1 Dec 2008\n"


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ("--by-month --by-quarter", 2, "--by-month and --by-quarter are two steps"),
        ("--since 2009-01", 4, "1 Jan 2009 is after 1 Dec 2008"),
        ("--since soon", 4, "'soon' is not a date"),
        ("--owner Nobody", 3, "Nobody"),
        ("--format ids", 2, "ids is a format"),
        ("REC-5", 2, "'REC-5' is no filter"),
    ],
)
def test_what_is_off_gets_two_lines(
    run: Run, after: Path, words: str, code: int, message: str
) -> None:
    found = run("trend", *words.split())
    assert (found.code, found.out) == (code, "")
    assert message in found.err
    assert len(found.err.splitlines()) == 2


def test_slippage_is_shown_by_owner_and_by_framework(run: Run, after: Path) -> None:
    run("update", "REC-7", "--due", "2008-10-31", "--reason", "IT")
    run("update", "AFI-33", "--due", "2008-12-26", "--reason", "nearer")
    found = run("summary", "--slippage")
    owners = SLIPPAGE.replace("Commander, Territorial P.", "Commander, Territorial Policing")
    told = found.out.splitlines()
    assert [line.split() for line in told[: len(owners.splitlines())]] == [
        line.split() for line in owners.splitlines()
    ]
    assert found.out.endswith("\n\n" + FRAMEWORKS)
    assert max(map(len, told)) <= 78


def test_the_rows_of_slippage_add_up_to_its_total(run: Run, after: Path) -> None:
    run("update", "REC-7", "--due", "2008-10-31", "--reason", "IT")
    run("update", "REC-15", "--due", "2009-06", "--reason", "resources")
    run("update", "REC-15", "--status", "done")
    found = json.loads(run("summary", "--slippage", "--json").out)
    for rows in (found["owners"], found["frameworks"]):
        for key in ("items", "moves", "days", "open"):
            assert sum(row[key] for row in rows) == found["totals"][key]
        assert max(row["longest"] for row in rows) == found["totals"]["longest"]
    assert found["totals"].pop("filters") == {
        "items": "slipped and counted",
        "open": "slipped and open",
    }
    assert found["totals"] == {"items": 4, "moves": 5, "days": 348, "longest": 164, "open": 3}
    slipped = json.loads(run("list", "--slipped", "--all", "--json").out)["items"]
    assert len(slipped) == found["totals"]["items"]


def test_slippage_is_as_of_a_day_and_of_the_items_asked_for(run: Run, after: Path) -> None:
    then = json.loads(run("summary", "--slippage", "--json", "--as-of", "2008-10-31").out)
    assert then["totals"].pop("filters")
    assert then["totals"] == {"items": 1, "moves": 1, "days": 123, "longest": 123, "open": 1}
    few = run("summary", "--slippage", "--kind", "afi").out
    assert few.splitlines()[1] == "Only kind = afi"
    none = run("summary", "--slippage", "--framework", "np")
    assert none.out.splitlines()[-1] == "No due date was moved"
