"""What a board leaves until a day: open and not overdue, told as deferred, back by itself."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

import pytest

from tests.conftest import Run, tree
from tests.formats.test_schemas import faults

UNTIL = ("--until", "2009-01-31", "--agreed-by", "Performance Board")
TITLE_5 = "Holds borough commanders (BOCU) and their senior teams to…"
LINE = "REC-5 until 31 Jan 2009 (Performance Board, 1 Dec 2008)"


def _item(run: Run, item_id: str = "REC-5", *more: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(run("show", item_id, "--json", *more).out)["items"][0]
    return found


def _figures(run: Run, *more: str) -> tuple[int, int, int]:
    """How many are open, overdue and deferred, by list."""
    asked = ("open", "overdue", "deferred")
    counts = (run("list", "--where", word, "--count", *more).out for word in asked)
    open_, overdue, deferred = map(int, counts)
    return open_, overdue, deferred


@pytest.fixture
def deferred(run: Run, plan: Path) -> Path:
    """A plan in which REC-5 is deferred until 31 January 2009."""
    assert run("defer", "REC-5", *UNTIL, "--reason", "IT release").code == 0
    return plan


def test_a_deferral_says_what_it_makes_of_the_figures(run: Run, plan: Path) -> None:
    before, listed = tree(plan), _item(run)
    words = ("defer", "REC-5", *UNTIL, "--reason", "IT release")
    tried = run(*words, "--dry-run")
    made = "deferred until 31 January 2009 by Performance Board"
    echo = "until Sat 31 Jan 2009, 'Performance Board' is a new board, on Mon 1 Dec 2008"
    assert (tried.code, tried.out) == (0, "")
    assert tried.err == (
        f"REC-5 would change: {made}  ({TITLE_5})\n"
        f"1 item would change ({echo})\noverdue 12 → 11, deferred 0 → 1\n"
    )
    assert tree(plan) == before
    done = run(*words)
    assert (done.code, done.out) == (0, "")
    assert done.err == (
        f"REC-5: {made}  ({TITLE_5})\n1 item changed ({echo})\noverdue 12 → 11, deferred 0 → 1\n"
    )
    assert _figures(run) == (46, 11, 1)
    after = _item(run)
    changed = {key: after[key] for key in after if after[key] != listed[key]}
    del changed["history"], changed["updated_at"]
    assert changed == {
        "deferred": True,
        "deferred_until": "2009-01-31",
        "deferred_by": "Performance Board",
        "deferred_on": "2008-12-01",
        "deferred_reason": "IT release",
        "overdue": False,
        "days_overdue": 0,
        "overdue_since": None,
        "rag": "green",
        "agreed_by": ["Performance Board"],
    }
    again = run(*words)
    assert again.err.startswith("REC-5 is so already, nothing written")


def test_json_has_the_figures_as_well(run: Run, plan: Path) -> None:
    found = json.loads(run("defer", "REC-5", *UNTIL, "--reason", "IT release", "--json").out)
    assert (found["kind"], found["written"], found["unchanged"]) == ("update", True, [])
    assert found["effect"] == {
        "overdue": {"from": 12, "to": 11},
        "deferred": {"from": 0, "to": 1},
    }
    assert [change["field"] for change in found["changed"][0]["changes"]] == [
        "deferred_until",
        "deferred_by",
    ]


def test_several_are_asked_about_with_their_figures(run: Run, plan: Path) -> None:
    words = ("defer", "REC-5..8", "AFI-11", *UNTIL, "--reason", "IT release")
    refused = run(*words)
    assert refused.code == 2
    assert refused.err.splitlines()[-3:] == [
        "overdue 12 → 7, deferred 0 → 5",
        "tracker: 5 items would change, and nobody can be asked here",
        "add --yes to do it, or --dry-run to look first",
    ]
    assert _figures(run) == (46, 12, 0)
    assert run(*words, "--yes").err.endswith("overdue 12 → 7, deferred 0 → 5\n")
    assert _figures(run) == (46, 7, 5)
    assert run("undo", "--yes").code == 0
    assert _figures(run) == (46, 12, 0)


REFUSED = [
    (
        "defer REC-5",
        "a deferral has an end, and --until is missing",
        "add --until DATE; where no end is set, say so: --until none",
    ),
    (
        "defer REC-5 --until 2009-01 --agreed-by Committee",
        "deferring needs --reason",
        "add --reason 'TEXT'",
    ),
    (
        "defer REC-5 --until 2009-01 --reason why",
        "a board has to agree to a deferral",
        "say which: --agreed-by BOARD; see: tracker board list",
    ),
    (
        "defer REC-5 --until 2009-01 --reason why --agreed-by none",
        "a board has to agree to a deferral",
        "say which: --agreed-by BOARD; see: tracker board list",
    ),
    (
        "defer REC-5 --until 2008-10 --reason why --agreed-by Committee",
        "a deferral of 1 Dec 2008 can't end before it: October 2008 is over",
        "give a later day, or with --on the day on which it was agreed",
    ),
    (
        "defer REC-1 --until 2009-01 --reason why --agreed-by Committee",
        "REC-1 is completed, awaiting verification: only open items are deferred",
        "if the work goes on: tracker reopen REC-1 --reason 'TEXT'",
    ),
    (
        "defer AFI-12 --until 2009-01 --reason why --agreed-by Committee",
        "AFI-12 is in no count, so that it is never overdue",
        "defer what it duplicates, or leave it as it is",
    ),
    (
        "defer REC-5 --until 2009-01 --end --reason why",
        "--until sets an end and --end ends it now",
        "leave one of them out",
    ),
    ("defer REC-5 --end", "ending a deferral needs --reason", "add --reason 'TEXT'"),
    (
        "defer REC-5 --end --reason why",
        "REC-5 is not deferred",
        "those that are: tracker list --deferred",
    ),
]


@pytest.mark.parametrize(("line", "what", "hint"), REFUSED)
def test_what_is_no_deferral_is_refused_in_two_lines(
    run: Run, plan: Path, line: str, what: str, hint: str
) -> None:
    run("link", "AFI-12", "duplicates", "AFI-11")
    before = tree(plan)
    found = run(*shlex.split(line))
    assert found.code in {2, 4}
    assert (found.out, found.err) == ("", f"tracker: {what}\n{hint}\n")
    assert tree(plan) == before


def test_as_of_each_day_it_is_deferred_or_as_late_as_it_is(run: Run, plan: Path) -> None:
    run("defer", "REC-5", *UNTIL, "--reason", "IT release", "--on", "2008-11-20")
    days = {
        "2008-11-19": (False, 50, "red"),
        "2008-11-20": (True, 0, "green"),
        "2009-01-01": (True, 0, "amber"),
        "2009-01-31": (True, 0, "amber"),
        "2009-02-01": (False, 124, "red"),
        "2009-02-02": (False, 125, "red"),
    }
    for day, wanted in days.items():
        found = _item(run, "REC-5", "--as-of", day)
        assert (found["deferred"], found["days_overdue"], found["rag"]) == wanted, day
    assert _item(run, "REC-5", "--as-of", "2009-02-02")["overdue_since"] == "2009-02-01"
    since = ("list", "--became-overdue-since", "2009-02-01", "--as-of", "2009-02-02")
    assert run(*since, "--format", "ids").out == "REC-5\n"


def test_a_deferral_that_was_over_before_it_was_entered_holds_on_its_own_days(
    run: Run, plan: Path
) -> None:
    words = ("--until", "2008-11", "--agreed-by", "Committee", "--reason", "staff")
    found = run("defer", "REC-5", *words, "--on", "2008-10-10")
    assert found.code == 0
    assert found.err.endswith("overdue 12 → 12, deferred 0 → 0\n")
    assert [
        _item(run, "REC-5", "--as-of", f"2008-{day}")["deferred"]
        for day in ("10-09", "10-10", "11-30", "12-01")
    ] == [False, True, True, False]
    assert _item(run)["days_overdue"] == 62
    assert "REC-5's deferral (Committee, 10 Oct 2008) ended Nov 2008: overdue, 62 days." in (
        " ".join(run("summary").out.split())
    )


def test_without_an_end_it_has_no_day_and_no_colour_of_one(run: Run, plan: Path) -> None:
    words = ("--until", "none", "--agreed-by", "Committee", "--reason", "no date is known")
    found = run("defer", "REC-5", *words)
    assert "deferred without an end by Committee" in found.err
    item = _item(run, "REC-5", "--as-of", "2012-01-01")
    assert (item["deferred"], item["deferred_until"], item["rag"]) == (True, "open", "grey")
    for where, count in (
        ("deferred-until = open", "1\n"),
        ("deferred-until = none", "45\n"),
        ("deferred-until > 2009-12", "1\n"),
        ("deferred-until < 2009-12", "0\n"),
        ("deferred-by = committee and deferred-on = 2008-12-01", "1\n"),
        ("deferred-reason ~ 'no date'", "1\n"),
    ):
        assert run("list", "--where", where, "--count").out == count, where
    assert "Deferred 1  REC-5 without an end (Committee, 1 Dec 2008)\n" in run("summary").out


@pytest.mark.parametrize("more", [(), ("--no-index",)])
def test_the_lists_say_what_is_deferred(run: Run, deferred: Path, more: tuple[str, ...]) -> None:
    found = run("list", "--deferred", *more).out
    assert found == (
        "Deferred on 1 Dec 2008: 1 of 46 open items (1 recommendation)\n\n"
        "                                 Deferred\n"
        "Item   In the report   Due       until        Deferred by        RAG    Owner\n"
        "REC-5  PVP overall, 1  Sep 2008  31 Jan 2009  Performance Board  green  none\n"
        f"       {TITLE_5}\n"
    )
    late = run("list", "--overdue", *more).out.partition("\nAll: ")[0]
    assert " ".join(late.split()) == (
        "Overdue on 1 Dec 2008: 11 of 46 open items (3 recommendations, 8 AFIs); 1 deferred"
    )
    assert run("list", *more).out.endswith(
        "18 completed not shown (--all)\nDeferred: REC-5 (tracker list --deferred)\n"
    )
    columns = "id,deferred,deferred_until,deferred_by,deferred_on,deferred_reason"
    rows = run("list", "--sort", "deferred_until", "--columns", columns, "--format", "csv", *more)
    assert rows.out.splitlines()[1] == (
        "REC-5,true,2009-01-31,Performance Board,2008-12-01,IT release"
    )
    ids = run("list", "--agreed-by", "performance board", "--format", "ids", *more).out
    assert ids == "REC-5\n"


def test_show_and_history_say_it_whole(run: Run, deferred: Path) -> None:
    page = run("show", "REC-5", "--width", "120").out
    assert "Deferred  until 31 January 2009 by Performance Board on 1 Dec 2008: IT release" in page
    assert "RAG       green: deferred" in page
    ended = run("show", "REC-5", "--width", "120", "--as-of", "2009-02-02").out
    assert "Deferred  ended, was until 31 January 2009 by Performance Board" in ended
    last = run("history", "REC-5", "--width", "200").out.splitlines()[-1]
    assert last == (
        "  2  1 Dec 2008   deferred: until 31 January 2009; reason: IT release; agreed by "
        "Performance Board (by Liaison Officer)"
    )


def test_the_summary_has_a_row_of_it_and_says_when_it_ends(run: Run, deferred: Path) -> None:
    screen = run("summary").out
    assert f"Deferred 1  {LINE}\n" in screen
    assert "Open 46     11 overdue, 17 due by 31 Dec, 17 later; 46 have no owner\n" in screen
    assert " ends " not in screen
    page = run("summary", "--full").out
    assert f"Deferred 1  {LINE}\n" in page
    assert (
        "Open 46     red 11 (overdue), amber 17 (due by 31 Dec), green 17 (on course),\n"
        "            deferred 1\n"
    ) in page
    assert " ends " not in page
    totals = next(line for line in page.splitlines() if line.startswith("Total"))
    assert totals.split() == ["Total", "6/16*", "12/48", "1", "11", "Apr", "2009"]
    soon = " ".join(run("summary", "--as-of", "2009-01-05").out.split())
    assert (
        "REC-5's deferral (Performance Board, 1 Dec 2008) ends 31 Jan 2009: then overdue, 124 days."
    ) in soon
    back = " ".join(run("summary", "--as-of", "2009-02-02").out.split())
    assert (
        "REC-5's deferral (Performance Board, 1 Dec 2008) ended 31 Jan 2009: overdue, 125 days."
    ) in back
    assert "Deferred 1" not in back
    assert " ended " not in run("summary", "--as-of", "2009-03-03").out


def test_the_summarys_json_has_the_items_and_what_came_back(run: Run, deferred: Path) -> None:
    found = json.loads(run("summary", "--json").out)
    assert not faults("summary", found)
    assert found["deferred"] == {
        "count": 1,
        "filters": {"count": "deferred"},
        "items": [
            {
                "id": "REC-5",
                "title": TITLE_5,
                "framework": "protecting-vulnerable-people",
                "owner": None,
                "due": "2008-09",
                "deferred_until": "2009-01-31",
                "deferred_by": "Performance Board",
                "deferred_on": "2008-12-01",
                "deferred_reason": None,
                "days_left": 61,
                "days_late": 124,
            }
        ],
        "ended": [],
    }
    recs = found["totals"]["recommendations"]
    assert (recs["open"], recs["overdue"], recs["deferred"]) == (10, 3, 1)
    later = json.loads(run("summary", "--json", "--as-of", "2009-02-02").out)["deferred"]
    assert [(one["id"], one["days_left"], one["days_late"]) for one in later["ended"]] == [
        ("REC-5", -2, 125)
    ]


@pytest.mark.parametrize(
    ("publish", "options", "reason"),
    [
        ((), (), "not published"),
        ((), ("--internal",), "IT release."),
        (("--publish",), (), "IT release."),
    ],
)
def test_the_paper_has_a_table_of_it(
    run: Run, plan: Path, publish: tuple[str, ...], options: tuple[str, ...], reason: str
) -> None:
    assert "### Deferred" not in run("report", "--format", "markdown").out
    run("defer", "REC-5", *UNTIL, "--reason", "IT release", *publish)
    paper = run("report", "--format", "markdown", *options).out
    assert "Extensions requested 0. Deferred 1 (REC-5)." in paper
    assert (
        "- **Open**: 46: 11 overdue, 17 due by 31 December 2008, 17 later, 1 deferred; none has an "
        "owner\n"
    ) in paper
    assert (
        "### Deferred\n\n2. One open item is deferred by agreement, so not overdue; once that "
        "ends, its due date counts again.\n\n"
        "| Item | Title | Owner | Due | Deferred until | Agreed by | On | Reason |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- |\n"
        f"| REC-5 | {TITLE_5} | none | Sep 2008 | 31 Jan 2009 | Performance Board | "
        f"1 Dec 2008 | {reason} |\n"
    ) in paper
    assert "| **46** | **1** | **11** | **Apr 2009** |" in paper
    status = "due by September 2008; deferred until 31 January 2009 by Performance Board; no owner."
    assert status in paper
    assert json.loads(run("report", "--json", *options).out)["deferred"] == ["REC-5"]


def test_every_other_output_has_it_too(run: Run, deferred: Path, tmp_path: Path) -> None:
    from tests.formats.reading import workbook_text

    page = run("summary", "--format", "html").out
    assert ">Deferred: 1</h2>" in page
    run("summary", "-o", tmp_path / "summary.xlsx")
    text = workbook_text((tmp_path / "summary.xlsx").read_bytes())
    assert "[Deferred]\n'Item' 'Title' 'Framework' 'Owner' 'Due' 'Deferred until'" in text
    run("list", "-o", tmp_path / "list.xlsx", "--columns", "id,deferred_until")
    assert "datetime.datetime(2009, 1, 31" in workbook_text((tmp_path / "list.xlsx").read_bytes())
    calendar = run("list", "--deferred", "--format", "ics").out
    assert calendar.count("BEGIN:VEVENT") == 2
    assert (
        "DTSTART;VALUE=DATE:20090131\r\n" in calendar or "DTSTART;VALUE=DATE:20090131" in calendar
    )
    drawn = " ".join(run("trend", "--format", "table").out.split())
    assert "▒ open in time ░ overdue ▚ deferred" in drawn
    assert "▒ 34 ░ 11 ▚ 1" in drawn
    assert run("trend").out.endswith("\nDeferred: 1 Dec 2008 1\n")
    assert "11 overdue, 1 deferred, 46 open" in run("summary", "--subject").out
    run("update", "REC-5..6", "--owner", "Head of PVP", "--yes")
    mail = json.loads(run("remind", "--json").out)["packs"][0]
    assert (mail["overdue"], mail["deferred"]) == (["REC-6"], ["REC-5"])
    draft = run("remind", "--owner", "Head of PVP").out
    assert "Deferred, nothing is asked now: 1" in draft
    moved = json.loads(run("summary", "--since", "2008-11-15", "--json").out)["movement"]
    assert [(one["id"], one["old"], one["new"]) for one in moved["deferred"]] == [
        ("REC-5", "2008-09", "2009-01-31")
    ]
    assert [one["id"] for one in moved["no_longer_overdue"]] == ["REC-5"]


def test_it_is_changed_by_another_and_ended_early_with_a_reason(run: Run, deferred: Path) -> None:
    longer = ("--until", "2009-03", "--agreed-by", "Committee", "--reason", "later still")
    found = run("defer", "REC-5", *longer)
    assert found.err.startswith(
        "REC-5: deferred until March 2009 instead of until 31 January 2009 by Committee  ("
    )
    assert _item(run)["deferred_by"] == "Committee"
    ended = run("defer", "REC-5", "--end", "--reason", "the release came early")
    assert ended.err == (
        f"REC-5: its deferral until March 2009 ends  ({TITLE_5})\n"
        "1 item changed (on Mon 1 Dec 2008)\noverdue 11 → 12, deferred 1 → 0\n"
    )
    item = _item(run)
    assert (item["deferred"], item["deferred_until"], item["deferred_by"]) == (False, None, None)
    assert item["days_overdue"] == 62
    last = run("history", "REC-5", "--width", "200").out.splitlines()[-1]
    assert "ended its deferral: until March 2009; reason: the release came early" in last


def test_one_that_has_ended_is_not_ended_again(
    run: Run, deferred: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", "2009-02-02")
    found = run("defer", "REC-5", "--end", "--reason", "over")
    assert found.err == (
        "tracker: the deferral of REC-5 ended by itself: 31 January 2009\n"
        "it counts as 125 days overdue again; those that are deferred: tracker list --deferred\n"
    )


@pytest.mark.parametrize(
    "line",
    [
        "update REC-5 --status done",
        "update REC-5 --status withdrawn --reason 'taken back'",
        "update REC-5 --response not-accepted --reason 'costs more'",
        "link REC-6 supersedes REC-5",
    ],
)
def test_it_ends_once_the_item_is_open_no_more_and_undo_brings_it_back(
    run: Run, deferred: Path, line: str
) -> None:
    before = _shown(run)
    found = run(*shlex.split(line))
    assert found.code == 0
    assert "its deferral until 31 January 2009 ends" in found.err
    item = _item(run)
    assert (item["deferred"], item["deferred_until"]) == (False, None)
    assert run("undo", "--yes").code == 0
    assert _shown(run) == before
    run(*shlex.split(line))
    if "supersedes" not in line:
        run("reopen", "REC-5", "--reason", "not kept up")
        assert (_item(run)["deferred"], _item(run)["days_overdue"]) == (False, 62)


def _shown(run: Run) -> list[str]:
    """What list, summary and show say of a plan, without its history."""
    whole = run("show", "REC-5").out.partition("\nHistory")[0]
    listed = json.loads(run("list", "--all", "--json").out)["items"]
    items = [{key: one[key] for key in one if key != "updated_at"} for one in listed]
    summary = run("summary").out
    without = re.sub(r"; (nothing|\d+ entr\w+) recorded since", "", summary)
    return [whole, run("list").out, without, json.dumps(items)]


@pytest.mark.parametrize(
    "line",
    [
        "defer REC-5 --until 2009-03 --agreed-by Committee --reason why",
        "defer REC-5 --end --reason why",
        "defer REC-6 --until none --agreed-by Committee --reason why",
    ],
)
def test_undone_all_is_as_before(run: Run, deferred: Path, line: str) -> None:
    before = _shown(run)
    assert run(*shlex.split(line)).code == 0
    assert _shown(run) != before
    run("undo", "--yes")
    assert _shown(run) == before


def test_what_takes_its_place_is_not_deferred_by_it(run: Run, deferred: Path) -> None:
    found = run("link", "REC-6", "supersedes", "REC-5")
    assert "take note: the deferral of REC-5 is not passed on: REC-6 is not deferred\n" in found.err
    assert _item(run, "REC-6")["deferred"] is False
    run("link", "REC-6", "supersedes", "REC-5", "--remove")
    item = _item(run)
    assert (item["deferred"], item["deferred_on"]) == (True, "2008-12-01")


def test_a_due_that_is_moved_leaves_it_deferred_and_says_so(run: Run, deferred: Path) -> None:
    found = run("update", "REC-5", "--due", "2009-06", "--reason", "planned anew")
    assert (
        "take note: REC-5 stays deferred, 31 Jan 2009; to end that: tracker defer REC-5 --end "
        "--reason 'TEXT'\n"
    ) in found.err
    item = _item(run)
    assert (item["deferred"], item["rag"]) == (True, "green")
    early = run("defer", "REC-5", "--until", "2009-05", *UNTIL[2:], "--reason", "why")
    assert "take note: REC-5 isn't late before then: it is due Jun 2009\n" in early.err


def test_what_is_reopened_may_get_a_date_with_it(run: Run, plan: Path) -> None:
    found = run("reopen", "REC-1", "--due", "2009-06", "--reason", "sent back")
    assert found.code == 0
    assert "1 item changed (due June 2009 (deadline Tue 30 Jun 2009), on Mon 1 Dec 2008)" in (
        found.err
    )
    item = _item(run, "REC-1")
    assert (item["status"], item["due"]) == ("in-progress", "2009-06")
    again = run("reopen", "REC-1", "--due", "2009-07", "--reason", "later")
    assert again.err == (
        "tracker: REC-1 is open already\n"
        "to move its date: tracker update REC-1 --due 2009-07 --reason 'TEXT'\n"
    )


def test_what_is_deferred_is_not_reopened_but_said_how_to_end(run: Run, deferred: Path) -> None:
    found = run("reopen", "REC-5", "--reason", "go on")
    assert (found.code, found.err) == (
        2,
        "tracker: REC-5 is open, and deferred until 31 January 2009\n"
        "to end that: tracker defer REC-5 --end --reason 'TEXT'\n",
    )


def test_of_an_exempt_item_only_the_number_is_told(run: Run, deferred: Path) -> None:
    run("update", "REC-5", "--exempt")
    assert "Deferred 1  exempt 1\n" in run("summary").out
    found = json.loads(run("summary", "--json").out)["deferred"]
    assert (found["count"], found["items"]) == (1, [])
    paper = run("report", "--width", "200").out
    assert "31 January 2009" not in paper
    assert json.loads(run("report", "--json").out)["deferred"] == []


@pytest.mark.parametrize(
    ("line", "what", "hint"),
    [
        (
            "update REC-5 --status deferred",
            "'deferred' is no status: what is deferred stays open, until a board's day",
            "see: tracker defer --help; those that are deferred: tracker list --deferred",
        ),
        ("deferred", "there is no command 'deferred'", "write: tracker list --deferred"),
        (
            "postpone REC-5",
            "there is no command 'postpone'",
            "write: tracker defer ID --until DATE --agreed-by BOARD --reason 'why'",
        ),
    ],
)
def test_words_that_people_type_for_it_are_answered_with_the_line(
    run: Run, plan: Path, line: str, what: str, hint: str
) -> None:
    assert run(*shlex.split(line)).err == f"tracker: {what}\n{hint}\n"


def test_check_finds_what_no_command_would_have_left(run: Run, plan: Path) -> None:
    run("board", "add", "Performance Board")
    run("defer", "REC-5", "--until", "none", *UNTIL[2:], "--reason", "IT", "--on", "2008-09-20")
    assert [f["code"] for f in _findings(run)] == []
    path = plan / "items" / "REC-5.toml"
    text = path.read_text()
    path.write_text(text.replace('deferred_by = "Performance Board"\n', "", 1))
    assert {f["code"] for f in _findings(run)} == {"changed-outside", "deferred-by-nobody"}
    path.write_text(text.replace('by = "Performance Board"\n', 'by = "Nobody"\n', 1))
    assert "unknown-board" in {f["code"] for f in _findings(run)}
    path.write_text(text.replace('status = "in-progress"', 'status = "done"', 1))
    assert "deferral-left" in {f["code"] for f in _findings(run)}
    path.write_text(text.replace('until = "open"', 'until = "soon"', 1))
    wrong = next(one for one in _findings(run) if one["code"] == "wrong-value")
    assert wrong["message"] == (
        "'deferred_until' has to be a day (2008-09-30), a month (2008-09), or open"
    )


def _findings(run: Run) -> list[dict[str, str]]:
    usual = {"no-owner", "no-due", "counts-differ", "national-sum", "due-before-report"}
    found = json.loads(run("check", "--json").out)["findings"]
    return [one for one in found if one["code"] not in usual]


def test_a_board_that_only_agreed_to_something_is_listed_and_check_names_what_it_is_nearly(
    run: Run, plan: Path
) -> None:
    words = ("--until", "2009-06", "--reason", "IT", "--agreed-by", "Perfrmance Board")
    assert run("defer", "REC-5", *words).code == 0
    moved = ("--due", "2009-03", "--reason", "IT", "--agreed-by", "Perfrmance Board")
    assert run("update", "REC-8", *moved).code == 0
    assert run("board", "list").out == (
        "Board               Next meeting  Items  Open  Overdue\n"
        "Perfrmance Board *  none known        0     0        0\n"
        "                    agreed to dates or deferrals of REC-5, REC-8\n"
        "* not in tracker.toml: tracker board add NAME\n"
    )
    [board] = json.loads(run("board", "list", "--json").out)["boards"]
    assert (board["board"], board["known"], board["agreed_to"]) == (
        "Perfrmance Board",
        False,
        ["REC-5", "REC-8"],
    )
    assert run("board", "add", "Performance Board").code == 0
    [finding] = [one for one in _findings(run) if one["code"] == "unknown-board"]
    assert finding["message"] == (
        "'Perfrmance Board' agreed to defer REC-5; it is nearly Performance Board"
    )


def test_one_that_is_open_for_long_is_looked_at_again(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("defer", "REC-5", "--until", "none", *UNTIL[2:], "--reason", "IT", "--on", "2008-09-20")
    monkeypatch.setenv("TRACKER_TODAY", "2009-06-01")
    found = [one for one in _findings(run) if one["code"] == "deferred-open"]
    assert [one["message"] for one in found] == (
        ["1 item is deferred without an end for over 180 days: REC-5"]
    )


def test_a_board_that_gets_another_name_has_it_there_too(run: Run, deferred: Path) -> None:
    run("board", "add", "Performance Board")
    before = _shown(run)
    assert run("board", "rename", "Performance Board", "Delivery Board", "--yes").code == 0
    item = _item(run)
    assert (item["deferred_by"], item["deferred_on"]) == ("Delivery Board", "2008-12-01")
    assert run("list", "--where", "deferred-by = 'performance board'", "--count").out == "1\n"
    run("undo", "--yes")
    assert _shown(run) == before


def test_a_reason_that_is_set_right_is_right_everywhere(run: Run, deferred: Path) -> None:
    run("correct", "REC-5", "2", "--text", "the law is late", "--on", "2008-11-28")
    item = _item(run)
    assert (item["deferred_reason"], item["deferred_on"]) == ("the law is late", "2008-11-28")
    assert _item(run, "REC-5", "--as-of", "2008-11-29")["deferred"] is True
