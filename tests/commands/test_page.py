"""The page that `summary -o page.html` writes: what a board asks, in the order in which it asks."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Run


def text_lines(page: str) -> list[str]:
    """What is read of some HTML: a line for each block, the parts of a bar beside each other."""
    page = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    page = re.sub(r"</(?:span|th|td|dt|b|li)>", " | ", page.replace("</b> <i>", " "))
    lines = re.split(r"</(?:p|tr|dd|h[1-6]|title|desc|summary|text|caption)>", page)
    texts = (" ".join(unescape(re.sub("<[^>]*>", "", line)).split()) for line in lines)
    return [re.sub(r"(?:\| )+", "| ", text).strip(" |") for text in texts if text]


def part_of(page: str, anchor: str) -> list[str]:
    """The lines of a section of the page."""
    return text_lines(page.partition(f'<h2 id="{anchor}">')[2].partition("</section>")[0])


FIRST = """\
Position at 1 December 2008
Overdue | 9 | of 45 open
Due soon | 16 | by 31 Dec 2008
No owner | 31 | of 45 open
Deferred | 0 | by agreement
Open | 45 | of 64
Completed | 19 | of 64
Verified | 1 | of 19 completed
Extensions | 0 | requested
Worse | since Report 9 (11 Sep 2008): 9 newly overdue, 2 dates moved back, 0 reopened, 1 added
Done | since then: 1 completed, 1 verified, 0 discharged, 1 left
Late | Commander, Territorial Policing 2 (62 days); Head of Public Protection 7 (1 day)
Due next | 16 by 31 Dec 2008; 1 by 31 Jan 2009; 1 by 13 Mar 2009; 2 more
Grades | 2007 against 2006: none fell, 1 rose (Neighbourhood Policing), 2 unchanged, 4 not graded \
separately in 2006
Moved | AFI-12 to Jan 2009; REC-6 to 13 Mar 2009
To decide | nothing: no extension requested, no deferral ending
Completed | 7 of 16 recommendations *, 12 of 47 AFIs, 0 of 1 causes of concern
Verified | 1 of 19, the other 18 waiting, 17 of them 81 days
* Source | The source says one of REC-11, REC-12 is completed, not which. Both are counted open. \
With it: 1/2, 4/9, 8/16.
Grades and status | Overdue: 9 | Since Report 9 of 11 September 2008 | Owners | Trend | \
The national picture"""

STATUS = """\
Grades and status
blue: verified, or closed by the inspecting body, 1 | green, hatched: done, not yet verified, 18 | \
green edge: open and on course, 18 | amber: due within 30 days and not almost completed, or a date \
moved 2 times or more, 17 | grey: open, no due date, 1 | red: overdue, 9
Our grades, what is completed of all, and how the items stand
Completed
Framework | 2006 | 2007 | Recs | AFIs | Causes | Overdue | Latest due | All items by how they stand
Neighbourhood Policing | Good | Excellent, up | 4/4 | 10/10 | 0 | none open | \
1 verified | 13 done, not yet verified
Protecting Vulnerable People | Fair | Fair | 3/9* | 2/27 | 0/1 | 9 | Apr 2009 | \
5 done, not yet verified | 5 on course | 17 soon or moved often | 1 no date | 9 overdue
Overall | 1/4 | 0/8 | 9 | 13 Mar 2009 | \
1 done, not yet verified | 1 on course | 1 soon or moved often | 9 overdue
Public Protection | (a) | Fair | 1/1 | 0/5 | 0 | Dec 2008 | \
1 done, not yet verified | 5 soon or moved often
Domestic Violence | (a) | Fair | 1/1 | 0/6 | 0 | Dec 2008 | \
1 done, not yet verified | 6 soon or moved often
Missing Persons | (a) | Fair | 0/2* | 2/5 | 0/1 | 0 | Dec 2008 | \
2 done, not yet verified | 5 soon or moved often | 1 no date
Child Abuse Investigation | (a) | Good | 0/1 | 0/3 | 0 | Apr 2009 | 4 on course
Performance Management | Good | Good | 0/3 | 0/10 | 0 | Mar 2009 | 13 on course
Total | 7/16* | 12/47 | 0/1 | 9 | Apr 2009 | 1 verified | 18 done, not yet verified | \
18 on course | 17 soon or moved often | 1 no date | 9 overdue
* The source says one of REC-11, REC-12 is completed, not which. Both are counted open. \
With it: 1/2, 4/9, 8/16.
(a) not graded separately in 2006
Grades, best first: Excellent > Good > Fair > Poor (scale hmic-2005)"""


@pytest.fixture
def page(run: Run, worked: Path) -> str:
    return run("--store", worked, "summary", "--format", "html").out


def test_the_first_screen_answers_what_a_board_asks(page: str) -> None:
    first = page.partition("<main")[2].partition("</nav>")[0].partition(">")[2]
    assert "\n".join(text_lines(first)) == FIRST


def test_a_row_of_a_framework_has_its_grades_its_counts_and_its_bar(page: str) -> None:
    assert "\n".join(part_of(page, "status")) == STATUS


def test_grades_come_first_then_what_is_overdue_then_what_moved_then_the_rest(page: str) -> None:
    assert re.findall('<h2 id="([a-z]+)">', page) == [
        *("position", "status", "overdue", "news", "owners", "trend", "national")
    ]


def test_the_trend_has_its_months_and_is_read_aloud_in_a_sentence(page: str) -> None:
    assert part_of(page, "trend")[:16] == [
        "Trend",
        "The counts from 30 Sep 2008 to 1 Dec 2008",
        "30 Sep 2008: open 46, overdue 0, completed 18, verified 0. "
        "1 Dec 2008: open 45, overdue 9, completed 19, verified 1.",
        *("0", "32", "64", "Oct", "2008", "Nov"),
        *("open 45", "overdue 9", "completed 19", "verified 1"),
        "30 Sep 2008: open 46, overdue 0, completed 18, verified 0. "
        "1 Dec 2008: open 45, overdue 9, completed 19, verified 1.",
        "Each month in numbers, with what was completed, dates moved, and the age of the open",
        "The counts month by month, a year at most",
    ]


def test_a_year_has_every_month_and_its_year_once(run: Run, plan: Path) -> None:
    page = run("summary", "--format", "html", "--as-of", "2009-09-15").out
    axis = part_of(page, "trend")[6:24]
    assert axis[:14] == [
        *("Oct", "2008", "Nov", "Dec", "Jan", "2009", "Feb", "Mar", "Apr", "May", "Jun", "Jul"),
        *("Aug", "Sep"),
    ]
    assert len(re.findall('class="minor">', page)) == 8


def test_the_place_among_the_forces_is_said_beside_its_bar(page: str) -> None:
    assert part_of(page, "national")[2:5] == [
        "Excellent | Good | Fair | Poor",
        "Public Protection | ours: Fair; others above 22, level 20, below 0",
        "1 Excellent | 21 Good | 21 Fair (ours) | Domestic Violence | ours: Fair; others above 14, "
        "level 26, below 2",
    ]


def test_nothing_overdue_is_said_and_so_is_everything_else_that_isnt(run: Run, plan: Path) -> None:
    page = run("summary", "--format", "html", "--as-of", "2008-09-12").out
    assert part_of(page, "overdue") == ["Overdue: none", "Nothing is overdue."]
    first = text_lines(page.partition("<main")[2].partition("</nav>")[0])
    assert "Late | nothing is overdue" in first
    assert (
        "Worse | since Report 9 (11 Sep 2008): 0 newly overdue, 0 dates moved back, 0 reopened"
        in first
    )


def test_what_moved_did_so_since_the_last_recorded_paper(
    run: Run, worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(worked, tmp_path / "plan")
    monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "plan"))
    line = ("report", "--number", "10", "--meeting", "2008-11-20", "--as-of", "2008-11-15")
    assert run(*line, "--record", "-o", tmp_path / "paper.md").code == 0
    page = run("summary", "--format", "html").out
    assert part_of(page, "news")[:2] == [
        "Since Report 10 of 15 November 2008",
        "Overdue 3, now 9: 7 became overdue, 1 no longer is. Completed 18 of 64, now 19 of 64: "
        "1 opened, 1 completed, 1 verified, 1 left.",
    ]
    (tmp_path / "plan" / "papers" / "paper-10.toml").write_text("broken = ")
    assert "Since Report 9 of 11 September 2008" in run("summary", "--format", "html").out
    asked = run("summary", "--since", "2008-11-01", "--format", "html").out
    assert part_of(asked, "news")[0] == "Since 1 November 2008"


def test_a_long_list_is_opened_on_a_screen_and_left_out_on_paper(run: Run, plan: Path) -> None:
    assert run("update", "REC-5..8", "--owner", "Head of CID", "--yes").code == 0
    for number in range(11, 19):
        text = ("--text", f"The force should log letters of kind {number}.", "--reason", "it came")
        assert run("update", f"AFI-{number}", *text).code == 0
    whole = part_of(run("summary", "--format", "html").out, "overdue")
    assert whole[:4] == [
        "Overdue: 12",
        "Open and past the deadline, by owner",
        "Item | Title | In the report | Due | Days late | Progress | Owner",
        "REC-5 | Holds borough commanders (BOCU) and their senior teams to… | PVP overall, 1 | "
        "Sep 2008 | 62 | majority | Head of CID",
    ]
    assert len(whole) == 3 + 12
    assert run("update", "AFI-19", "--due", "2008-11", "--reason", "agreed").code == 0
    short = part_of(run("summary", "--format", "html").out, "overdue")
    assert short[1:7] == [
        "Open and past the deadline: how many of whom, and which",
        "Owner | Items | Most days late | Which",
        "Head of CID | 4 | 62 | REC-5..8",
        "nobody | 9 | 1 | AFI-11..19",
        "All 13 rows: Open and past the deadline, by owner",
        "Open and past the deadline, by owner",
    ]
    assert len(short) == 8 + 13
    assert "nav, .skip, details { display: none; }" in run("summary", "--format", "html").out


def test_what_is_deferred_stands_apart_in_the_bars(run: Run, plan: Path) -> None:
    words = ("--agreed-by", "Performance Board", "--reason", "IT", "--until", "2009-02")
    assert run("defer", "REC-5", *words).code == 0
    page = run("summary", "--format", "html").out
    rows = part_of(page, "status")
    assert "Overall | 0/4 | 0/8 | 11 | Nov 2008 | 1 deferred | 11 overdue" in rows
    assert any(row.endswith("as a board agreed, 1 | red: overdue, 11") for row in rows)
    first = text_lines(page.partition("<main")[2].partition("</nav>")[0])
    assert "Deferred | 1 | by agreement" in first
    assert "Deferred | since then: 1 (REC-5)" in first


def test_what_waits_for_a_decision_is_named(run: Run, plan: Path) -> None:
    assert run("update", "REC-6", "--request-due", "2009-03", "--reason", "IT").code == 0
    words = ("--agreed-by", "Performance Board", "--reason", "IT", "--until", "2008-12-20")
    assert run("defer", "REC-5", *words).code == 0
    page = run("summary", "--format", "html").out
    assert (
        "To decide | 1 extension requested (REC-6 to Mar 2009); "
        "1 deferral ends within 30 days (REC-5)" in text_lines(page)
    )


def test_of_a_new_plan_the_trend_is_a_sentence(run: Run, tmp_path: Path) -> None:
    store = ("--store", tmp_path / "new")
    assert run("init", tmp_path / "new").code == 0
    assert run(*store, "add", "rec", "Log letters", "--due", "2008-11").code == 0
    page = run(*store, "summary", "--format", "html").out
    assert part_of(page, "trend")[:2] == [
        "Trend",
        "1 Dec 2008: open 1, overdue 1, completed 0, verified 0.",
    ]
    assert "Worse | since 1 Nov 2008: 1 newly overdue, 0 dates moved back, 0 reopened, 1 added" in (
        text_lines(page)
    )


def test_the_page_counts_what_moved_as_the_screen_does(run: Run, tmp_path: Path) -> None:
    store = ("--store", tmp_path / "new")
    assert run("init", tmp_path / "new").code == 0
    for text in ("Light the yard", "Mend the roof", "Train the staff"):
        assert run(*store, "add", "rec", text, "--on", "2008-09-20").code == 0
    done = ("--status", "done", "--on", "2008-10-02")
    assert run(*store, "update", "REC-1..2", *done, "--yes").code == 0
    discharged = ("--discharged-by", "HMIC", "--evidence", "letter", "--on", "2008-11-20")
    assert run(*store, "close", "REC-1", *discharged).code == 0
    gone = ("--status", "withdrawn", "--reason", "not ours", "--on", "2008-11-21")
    assert run(*store, "update", "REC-2", *gone).code == 0
    screen = " ".join(run(*store, "summary").out.split())
    assert "Since 1 Nov: 1 discharged, 1 no longer completed, 1 left the counts; 0" in screen
    written = run(*store, "summary", "-o", tmp_path / "page.html")
    assert written.code == 0, written.err
    lines = text_lines((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert (
        "Worse | since 1 Nov 2008: 0 newly overdue, 0 dates moved back, 0 reopened, "
        "1 no longer completed" in lines
    )
    assert "Done | since then: 0 completed, 0 verified, 1 discharged, 1 left" in lines


def test_of_a_part_of_the_plan_it_is_since_the_document_that_the_part_comes_from(
    run: Run, plan: Path
) -> None:
    assert run("import", EXAMPLES / "hmic-2008-phase-two.txt", "--yes").code == 0
    part = ("summary", "--inspection", "hmic-2007-phase-one", "--as-of", "2008-12-01")
    assert "Since Report 9 (11 Sep)" in run(*part).out
    assert "since Report 9 (11 Sep 2008)" in run(*part, "--format", "html").out
