"""`tracker summary` as the body of a mail and as a page: what is told, to whom, and what is not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import EXAMPLES, Run, tree

MOVED = """\
Overdue, by owner: Commander, Territorial Policing 2; Head of Public
Protection 7

                                      Days
Item        In the report   Due       late  Owner
REC-7       PVP overall, 3  Sep 2008    62  Commander, Territorial Policing
            Sets up inspections and reviews of quality that boroughs…
REC-8       PVP overall, 4  Sep 2008    62  Commander, Territorial Policing
            Has boroughs go looking for risk before harm is done: find…
AFI-11      PVP overall, 1  Nov 2008     1  Head of Public Protection
            AFI 1 of 8 (text not published)
AFI-13..18  PVP overall     Nov 2008     1  Head of Public Protection
            6 AFIs, text not published

Since 11 September 2008
Overdue 0, now 9: 9 became overdue. Completed 18 of 64, now 19 of 64: 1
opened, 1 completed, 1 verified, 2 slipped, 1 left.

What         Item             From             To               Owner
Now overdue  REC-7            not overdue      Sep 2008 (62     Commander,
                                               days late)       Territorial
                                                                Policing
             Sets up inspections and reviews of quality that boroughs…
Now overdue  REC-8            not overdue      Sep 2008 (62     Commander,
                                               days late)       Territorial
                                                                Policing
             Has boroughs go looking for risk before harm is done: find…
Now overdue  AFI-11,          not overdue      Nov 2008 (1 day  Head of Public
             AFI-13..18                        late)            Protection
             7 AFIs, text not published
Opened       COC-1            none             not started      none
             Missing persons are not found in time
Completed    REC-5            in progress      completed,       Head of Public
                                               awaiting         Protection
                                               verification
             Holds borough commanders (BOCU) and their senior teams to…
Verified     REC-1            completed,       completed and    none
                              awaiting         verified
                              verification
             Looks again at why and how Safer Neighbourhood (SN)…
Slipped      REC-6            Sep 2008         13 Mar 2009      Head of Public
                                               (+164 days)      Protection
             Draws up one way of managing performance for everything…
Slipped      AFI-12           Nov 2008         Jan 2009 (+62    Head of Public
                                               days)            Protection
             AFI 2 of 8 (text not published)
Left         AFI-24           in progress      withdrawn        none
             AFI 1 of 7 (text not published)
"""
NEW = """\
Newly completed since 11 Sep 2008: 1 item

Item   In the report   Status  Owner
REC-5  PVP overall, 1  done    Head of Public Protection
       Holds borough commanders (BOCU) and their senior teams to…
"""
FORMATS = ("plain", "markdown", "html", "json", "table")


def test_with_since_a_mail_tells_what_moved_old_and_new(run: Run, worked: Path) -> None:
    found = run("--store", worked, "summary", "--since", "2008-09-11").out
    assert found.endswith(MOVED)
    assert max(map(len, found.splitlines())) <= 78


def test_with_since_each_move_is_told_once_and_a_date_taken_away_is_told(
    run: Run, plan: Path
) -> None:
    run("reopen", "REC-10", "--reason", "not so")
    run("update", "REC-9", "--status", "withdrawn", "--reason", "merged")
    run("update", "REC-13", "--due", "none", "--reason", "no date can be said", "--publish")
    found = run("summary", "--since", "2008-09-11").out
    said = " ".join(found.split())
    assert (
        "Completed 18 of 64, now 16 of 63: 1 no longer dated, 1 reopened, 1 left,"
        " 1 no longer completed."
    ) in said
    assert found.count("REC-10 ") == 1
    assert "ndone" not in found
    assert (
        "No longer dated REC-13 Apr 2009 none none Brings its central child abuse investigation"
        " teams and… (reason: no date can be said)"
    ) in said
    value = json.loads(run("summary", "--json", "--since", "2008-09-11").out)["movement"]
    assert [one["id"] for one in value["undone"]] == ["REC-9", "REC-10"]
    assert [(one["id"], one["new"], one["days"]) for one in value["undated"]] == [
        ("REC-13", None, 0)
    ]


def test_without_since_it_tells_what_is_new_since_the_newest_document(
    run: Run, worked: Path
) -> None:
    assert run("--store", worked, "summary", "--full").out.endswith(NEW)


def test_since_a_month_is_since_its_first_day(run: Run, worked: Path) -> None:
    by_month = run("--store", worked, "summary", "--since", "2008-11").out
    assert "Since 31 October 2008\n" in by_month
    assert by_month == run("--store", worked, "summary", "--since", "2008-10-31").out


def test_a_board_or_an_owner_narrows_all_of_it(run: Run, worked: Path) -> None:
    found = run("--store", worked, "summary", "--board", "performance board", "--since", "2008-11")
    assert found.out.endswith(
        "\nSince 31 October 2008\nCompleted 0 of 12, now 0 of 12: nothing moved.\n"
    )
    owner = "Commander, Territorial Policing"
    mine = run("--store", worked, "summary", "--full", "--owner", owner).out
    assert "Overdue, by owner: Commander, Territorial Policing 2\n" in mine
    assert "Head of Public Protection" not in mine


@pytest.mark.parametrize(
    ("words", "line"),
    [
        ((), "Inspection action plan, 1 December 2008: 9 overdue, 45 open, 19 of 64 completed\n"),
        (
            ("--board", "Performance Board"),
            "Inspection action plan, Performance Board, 1 December 2008: none overdue, 12 open, "
            "0 of 12 completed\n",
        ),
        (
            ("--kind", "rec", "--as-of", "2008-10-01"),
            "Inspection action plan (a part), 1 October 2008: 4 overdue, 10 open, "
            "6 of 16 completed\n",
        ),
    ],
)
def test_the_subject_is_one_line(run: Run, worked: Path, words: tuple[str, ...], line: str) -> None:
    assert run("--store", worked, "summary", *words, "--subject").out == line


def test_a_subject_can_hold_no_header_and_no_encoded_word(run: Run, plan: Path) -> None:
    owner = "=?utf-8?q?Bcc:_a@b?= Head"
    path = plan / "items" / "REC-5.toml"  # a command wouldn't take it, a hand can write it
    path.write_text(path.read_text().replace("\nuid = ", f'\nowner = "{owner}"\nuid = ', 1))
    found = run("summary", "--subject", "--owner", owner).out
    assert "open" in found
    assert "=?" not in found
    assert found.count("\n") == 1


def test_since_last_is_since_the_last_recorded_paper(
    run: Run, worked: Path, tmp_path: Path
) -> None:
    store = tmp_path / "plan"
    for name, data in tree(worked).items():
        (store / name).parent.mkdir(parents=True, exist_ok=True)
        (store / name).write_bytes(data)
    none = run("--store", store, "summary", "--since", "last")
    assert (none.code, none.out) == (3, "")
    assert none.err == (
        "tracker: no paper was recorded by 1 Dec 2008\n"
        "name a day: --since 2008-09-11; tracker report --number N --record remembers one\n"
    )
    for day, number in (("2008-09-30", "9"), ("2008-10-31", "10")):
        line = ("report", "--yes", "--number", number, "--as-of", day, "--record")
        assert run("--store", store, *line).code == 0
    for words in ((), ("--board", "Performance Board")):
        found = run("--store", store, "summary", "--since", "last", *words).out
        assert found == run("--store", store, "summary", "--since", "2008-10-31", *words).out
    earlier = run("--store", store, "summary", "--since", "last", "--as-of", "2008-10-15").out
    assert "\nSince 30 September 2008\n" in earlier


@pytest.mark.parametrize(
    ("words", "code", "err"),
    [
        (
            ("--since", "2009-02-01"),
            4,
            "tracker: 1 Feb 2009 is after 1 Dec 2008\n--since takes that day or earlier\n",
        ),
        (
            ("--since", "2008-09-11", "--slippage"),
            2,
            "tracker: --slippage and --since are two pages\nleave one of them out\n",
        ),
        (
            ("--subject", "--slippage"),
            2,
            "tracker: --slippage and --subject are two pages\nleave one of them out\n",
        ),
    ],
)
def test_what_cannot_be_told_is_an_error_of_two_lines(
    run: Run, worked: Path, words: tuple[str, ...], code: int, err: str
) -> None:
    found = run("--store", worked, "summary", *words)
    assert (found.code, found.out, found.err) == (code, "", err)


def test_nothing_internal_is_in_any_form_and_what_was_published_is(run: Run, plan: Path) -> None:
    settings = plan / "tracker.toml"
    settings.write_text(
        settings.read_text() + '\n[people."Head of CID"]\nholder = "Sesame Holder"\n'
        'mail = "sesame@example.org"\ngroup = "sesame group"\n'
    )
    lines = [
        ("update", "REC-5", "--owner", "sesame holder", "--tag", "sesame", "--note", "sesame"),
        ("update", "REC-5", "--due", "2008-10", "--reason", "sesame reason"),
        ("update", "REC-6", "--due", "2009-01", "--reason", "open reason", "--publish"),
        ("update", "REC-7", "--status", "done", "--note", "sesame note", "--on", "2008-11-01"),
        ("note", "REC-8", "sesame note"),
        ("note", "REC-8", "open note", "--publish"),
        ("action", "add", "REC-8", "sesame step", "--owner", "Sesame Owner"),
        ("evidence", "add", "REC-7", "sesame 12/3", "--shows", "sesame"),
        ("update", "AFI-11", "--status", "withdrawn", "--reason", "sesame"),
        ("reopen", "REC-1", "--reason", "sesame"),
        ("verify", "REC-2", "--override", "sesame"),
    ]
    for line in lines:
        done = run(*line, "--by", "Sesame Person")
        assert done.code == 0, (line, done.err)
    for name in FORMATS:
        for words in ((), ("--full",), ("--since", "2008-09-11")):
            found = run("summary", "--format", name, *words)
            assert found.code == 0
            assert "sesame" not in found.out.casefold(), (name, words)
            assert words == () or "Head of CID" in found.out
    for name in ("plain", "markdown", "html"):
        found = run("summary", "--since", "2008-09-11", "--format", name)
        assert "open note" in found.out
        assert "open reason" in found.out


def test_of_an_exempt_item_every_form_has_number_and_status_alone(run: Run, plan: Path) -> None:
    assert run("update", "REC-5", "--owner", "Hush Post", "--title", "Hush").code == 0
    assert run("update", "REC-6", "--status", "done", "--title", "Hush").code == 0
    for name in ("REC-5", "REC-6"):
        path = plan / "items" / f"{name}.toml"
        path.write_text(path.read_text().replace("\nuid = ", '\nexempt = "yes"\nuid = ', 1))
    for name in FORMATS:
        for words in ((), ("--full",), ("--since", "2008-09-11")):
            found = run("summary", "--format", name, *words).out
            assert "hush" not in found.casefold()
            if name != "json" and words:
                assert "REC-5 in progress" in " ".join(found.split())
                assert "REC-6 completed, awaiting verification" in " ".join(found.split())
    value = json.loads(run("summary", "--json", "--since", "2008-09-11").out)
    assert value["exempt"] == [
        {"id": "REC-5", "status": "in-progress"},
        {"id": "REC-6", "status": "done"},
    ]


def test_of_many_overdue_items_a_mail_has_a_row_for_each_owner(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("update", "REC-5..8", "--owner", "Head of CID", "--yes").code == 0
    monkeypatch.setenv("TRACKER_TODAY", "2009-06-01")
    assert run("summary", "--full").out.endswith(
        """
Overdue, by owner: Head of CID 4; nobody 42

Owner        Items  Most days late
Head of CID      4             244
             REC-5..8
nobody          42             183
             REC-11..16, AFI-11..30, AFI-33..48
"""
    )


def test_of_many_items_that_moved_a_mail_has_a_row_for_each_kind_of_move(
    run: Run, plan: Path
) -> None:
    assert run("update", "--where", "open", "--owner", "Head of CID", "--yes").code == 0
    for ids in ("REC-5..8", "AFI-11..30", "AFI-33..48"):
        assert run("update", ids, "--status", "done", "--title", "Done", "--yes").code == 0
    assert "PVP overall, 3" in run("summary", "--full").out
    assert run("update", "REC-11", "--status", "done").code == 0
    assert run("summary", "--full").out.endswith(
        """
Newly completed since 11 Sep 2008: 41 items

Owner        Items
Head of CID     41
             REC-5..8, REC-11, AFI-11..30, AFI-33..48
"""
    )
    assert run("summary", "--since", "2008-09-11").out.endswith(
        """
Since 11 September 2008
Completed 18 of 64, now 59 of 64: 41 completed.

What       Items
Completed     41
           REC-5..8, REC-11, AFI-11..30, AFI-33..48
"""
    )


def test_a_page_and_a_mail_are_the_same_bytes_whatever_the_process(
    worked: Path, tmp_path: Path
) -> None:
    made = []
    for seed in ("1", "2"):
        env = {
            **{name: value for name, value in os.environ.items() if name != "TRACKER_STORE"},
            "PYTHONHASHSEED": seed,
            "TRACKER_TODAY": "2008-12-01",
            "TZ": "UTC" if seed == "1" else "Pacific/Auckland",
        }
        page = tmp_path / f"{seed}.html"
        line = [sys.executable, "-m", "hmic_tracker", "--store", str(worked), "summary"]
        since = ["--since", "2008-09-11"]
        subprocess.run([*line, *since, "-o", page], env=env, check=True, capture_output=True)
        mail = subprocess.run([*line, *since], env=env, check=True, capture_output=True).stdout
        made.append((page.read_bytes(), mail))
    assert made[0] == made[1]


def test_a_page_replaces_the_plain_table_in_html_for_summary(run: Run, worked: Path) -> None:
    page = run("--store", worked, "summary", "--format", "html").out
    for said in ('<a href="#main" class="skip">', "<svg ", '<main id="main"', "<footer>"):
        assert said in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")
    slipped = run("--store", worked, "summary", "--slippage", "--format", "html").out
    assert "<svg" not in slipped


def test_a_terminal_gets_a_bar_for_each_framework_and_a_pipe_the_numbers_alone(
    run: Run, plan: Path
) -> None:
    drawn = run("summary", "--full", "--color", "always", "--width", "110").out
    plain = re.sub(r"\x1b\[[0-9;]*m", "", drawn)
    assert "\n▓ unverified  ▒ open in time  ░ overdue\nNeighbourhood Policing  " in plain
    assert re.search(r"\nProtecting Vulnerable People  ░+ +░ 12\n", plain)
    bars = plain[plain.index("\n▓ unverified") :].partition("\n\n")[0].splitlines()[2:]
    for block, number in (("▓", 18), ("▒", 34), ("░", 12)):
        found = [re.search(rf"{block} (\d+)", line) for line in bars]
        assert sum(int(one[1]) for one in found if one) == number
    assert "open in time" not in run("summary", "--full").out


def test_a_subject_says_what_could_not_be_counted(run: Run, plan: Path) -> None:
    (plan / "items" / "REC-7.toml").write_text("broken = ")
    found = run("summary", "--subject")
    assert (found.code, found.out.count("\n")) == (5, 1)
    assert found.out.endswith("18 of 63 completed, 1 file not counted (unreadable)\n")


def test_an_exempt_item_is_among_the_overdue_and_not_named(run: Run, plan: Path) -> None:
    run("update", "AFI-12", "--exempt")
    assert "Overdue, by owner: nobody 11; exempt 1\n" in run("summary", "--full").out
    assert (
        "Worst      REC-5..8 62 days late, AFI-11, AFI-13..18 1 day, 1 more" in run("summary").out
    )
    assert run("list", "--overdue", "--count").out == "12\n"


def test_amber_says_how_many_are_near_and_how_many_moved_often(run: Run, plan: Path) -> None:
    before = run("summary", "--full").out
    for due in ("2009-08", "2009-09"):
        run("update", "AFI-48", "--due", due, "--reason", "later")
    said, many = run("summary", "--full").out, run("list", "--rag", "amber", "--count").out.strip()
    near = run("list", "--rag", "amber", "--where", "due <= 2008-12-31", "--count").out.strip()
    assert f"amber {many} ({near} due by 31 Dec, 1 moved often)" in said
    assert f"amber {near} (due by 31 Dec)" in before


def test_a_part_of_a_plan_is_from_the_newest_report_on_it(run: Run, plan: Path) -> None:
    second = EXAMPLES / "hmic-2008-phase-two.txt"
    assert run("import", second, "--yes").code == 0
    of_part = ("--framework", "pm")
    whole, part = run("summary", "--full").out, run("summary", "--full", *of_part).out
    assert whole.splitlines()[1] != part.splitlines()[1]
    assert run("summary").out.splitlines()[1].startswith("Since Report 11 (6 Nov): ")
    assert run("summary", *of_part).out.splitlines()[1].startswith("Since Report 9 (11 Sep): ")
    assert "From Report 9 of 11 September 2008; nothing recorded since" in part


@pytest.mark.parametrize(
    ("since", "as_of", "lines", "text"),
    [
        (
            "2008-09-11",
            "2008-12-01",
            [],
            "Overdue 0, now 12: 12 became overdue. Completed 18 of 64, now 18 of 64: "
            "nothing else moved.",
        ),
        ("2008-09-11", "2008-09-20", [], "Completed 18 of 64, now 18 of 64: nothing moved."),
        (
            "2008-10-02",
            "2008-10-20",
            [],
            "Overdue 4, as before. Completed 18 of 64, now 18 of 64: nothing moved.",
        ),
        (
            "2008-10-02",
            "2008-12-01",
            ["update REC-5 --status done", "update REC-6 --due 2009-01 --reason late"],
            "Overdue 4, now 10: 8 became overdue, 2 no longer are. Completed 18 of 64, now 19 of "
            "64: 1 completed, 1 slipped.",
        ),
        (
            "2008-10-02",
            "2008-11-20",
            ["update REC-5 --status withdrawn --reason merged --on 2008-11-10"],
            "Overdue 4, now 3: 1 no longer is. Completed 18 of 64, now 18 of 63: 1 left.",
        ),
        (
            "2008-09-11",
            "2008-12-01",
            ["update REC-5 --exempt"],
            "Overdue 0, now 12: 12 became overdue, 1 of them exempt. Completed 18 of 64, now 18 of "
            "64: nothing else moved.",
        ),
    ],
)
def test_becoming_overdue_is_a_movement_and_the_counts_of_overdue_add_up(
    run: Run, plan: Path, since: str, as_of: str, lines: list[str], text: str
) -> None:
    for line in lines:
        assert run(*line.split()).code == 0
    words = ("summary", "--since", since, "--as-of", as_of)
    assert text in " ".join(run(*words).out.split())
    page = run(*words, "--format", "html").out
    assert text in page
    movement = json.loads(run(*words, "--json").out)["movement"]
    overdue, exempt = movement["overdue"], movement["exempt_overdue"]
    became = len(movement["became_overdue"]) + exempt["became"]
    no_longer = len(movement["no_longer_overdue"]) + exempt["no_longer"]
    assert overdue["old"] + became - no_longer == overdue["new"]
    assert list(movement).index("became_overdue") < list(movement).index("opened")


def test_a_page_without_a_day_says_what_is_newly_overdue(run: Run, plan: Path) -> None:
    assert (
        "12 items newly overdue since 11 Sep 2008: REC-5..8, AFI-11..18."
        in run("summary", "--format", "html").out
    )
    data = json.loads(run("summary", "--json").out)
    assert data["newly_overdue"]["since"] == "2008-09-11"
    assert len(data["newly_overdue"]["items"]) == 12
    assert data["newly_overdue"]["items"] == data["overdue"]


def test_a_reason_and_a_board_of_one_move_are_not_told_of_all(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = ("--reason", "the IT release is late", "--agreed-by", "Performance Board", "--publish")
    monkeypatch.setenv("TRACKER_TODAY", "2008-09-29")
    assert run("update", "REC-6", "--due", "2008-11", *said).code == 0
    monkeypatch.setenv("TRACKER_TODAY", "2008-10-20")
    assert run("update", "REC-6", "--due", "2009-02", "--reason", "bankrupt").code == 0
    out = " ".join(run("summary", "--since", "2008-09-12").out.split())
    assert (
        "(reason: the IT release is late; that of 1 other move not published; agreed by "
        "Performance Board; for 1 other move no board is named)"
    ) in out
    assert "bankrupt" not in out


def test_what_is_not_counted_is_told_in_words(run: Run, plan: Path) -> None:
    run("update", "REC-15", "--status", "not-accepted", "--reason", "another way was taken")
    assert "Not counted  not accepted 1\n" in run("summary").out
