"""`tracker summary` on 24 lines of 80 columns: what is told, when, and what to do next."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run

SCREEN = """\
HMIC Inspection 2007/09 Phase One: position at 1 December 2008
Since Report 9 (11 Sep): 12 newly overdue; 0 completed, verified, moved

Completed  6 of 16 recommendations *, 12 of 48 AFIs; verified 0 of 18, all
           waiting 81 days
Open 46    12 overdue, 17 due by 31 Dec, 17 later; 46 have no owner
Worst      REC-5..8 62 days late, AFI-11..18 1 day (all PVP overall)

                              Grade                   Completed
Framework                     2006  2007            Recs   AFIs  Overdue
Neighbourhood Policing        Good  Excellent, up    4/4  10/10        0
Protecting Vulnerable People  Fair  Fair            2/9*   2/28       12
  Overall                                            0/4    0/8       12
  Public Protection           (a)   Fair             1/1    0/5        0
  Domestic Violence           (a)   Fair             1/1    0/7        0
  Missing Persons             (a)   Fair            0/2*    2/5        0
  Child Abuse Investigation   (a)   Good             0/1    0/3        0
Performance Management        Good  Good             0/3   0/10        0
Total                                              6/16*  12/48       12
* Source: REC-11 or REC-12 is completed too, not said which; then 7/16.
(a) not graded separately in 2006
Next: tracker list --no-owner (46 items), tracker list --overdue (12 items)
"""
LATER = """
[[grades]]
framework = "performance-management"
period = "2009"
state = "graded"
grade = "Fair"
scale = "hmic-2005"
"""


def line_of(run: Run, start: str, *words: str) -> str:
    """The line of the screen that begins so."""
    shown = run("summary", *words).out.splitlines()
    return next(line for line in shown if line.startswith(start))


def test_the_real_report_fits_a_screen_in_a_pipe_and_on_a_terminal(run: Run, plan: Path) -> None:
    assert run("summary").out == SCREEN
    drawn = run("summary", "--format", "table", "--width", "80").out
    lines = drawn.splitlines()
    assert len(lines) == 23  # with the prompt 24
    del lines[10]  # the rule under the heads
    assert lines == SCREEN.splitlines()
    assert "Progress   majority" in run("summary", "--full").out


NARROW = """\
HMIC Inspection 2007/09 Phase One: position at 1 December
2008
Since Report 9 (11 Sep): 12 newly overdue; 0 completed,
verified, moved
Completed  6 of 16 recommendations *, 12 of 48 AFIs;
           verified 0 of 18, all waiting 81 days
Open 46    12 overdue, 17 due by 31 Dec, 17 later; 46 have
           no owner
Worst      REC-5..8 62 days late, 8 more (all PVP overall)
                        Grade             Completed
Framework               2007            Recs   AFIs  Overdue
Neighbourhood Policing  Excellent, up    4/4  10/10        0
Protecting Vulnerable   Fair            2/9*   2/28       12
People
  Overall                                0/4    0/8       12
  Domestic Violence     Fair             1/1    0/7        0
  3 more (--full)                       1/4*   2/13        0
Performance Management  Good             0/3   0/10        0
Total                                  6/16*  12/48       12
* Source: REC-11 or REC-12 is completed too, not said which;
  then 7/16.
Next: tracker summary --full (7 frameworks)
"""
DEFERRED = (*("--until", "2009-06", "--agreed-by", "Board", "--new-board"), *("--reason", "x"))
CROWDED = """\
OFFICIAL
HMIC Inspection 2007/09 Phase One: position at 1 December 2008
Since Report 9 (11 Sep): 12 newly overdue, 1 deferred; 0 completed, verified,
moved
Completed   6 of 16 recommendations *, 12 of 48 AFIs; verified 0 of 18
Open 46     12 overdue, 17 due by 31 Dec, 16 later; 45 have no owner
Deferred 1  REC-14 until Jun 2009 (Board, 1 Dec 2008)
Worst       REC-5..8 62 days late, AFI-11..18 1 day (Head of CID 1, nobody 11)
Workbooks   1 sent, 1 silent
                              Grade                   Completed
Framework                     2006  2007            Recs   AFIs  Overdue
Neighbourhood Policing        Good  Excellent, up    4/4  10/10        0
Protecting Vulnerable People  Fair  Fair            2/9*   2/28       12
  Overall                                            0/4    0/8       12
  Public Protection           (a)   Fair             1/1    0/5        0
  Domestic Violence           (a)   Fair             1/1    0/7        0
  2 more (--full)                                   0/3*    2/8        0
Performance Management        Good  Good             0/3   0/10        0
Total                                              6/16*  12/48       12
* Source: REC-11 or REC-12 is completed too, not said which; then 7/16.
(a) not graded separately in 2006
Next: tracker summary --full (7 frameworks)
"""


def test_a_narrow_screen_holds_all_of_it_too(run: Run, plan: Path) -> None:
    assert run("summary", "--width", "60").out == NARROW
    for width in ("50", "60", "70", "80", "120", "200"):
        lines = run("summary", "--width", width, "--format", "table").out.splitlines()
        assert len(lines) <= 23  # with the prompt 24
        assert max(map(len, lines)) <= int(width)


def test_a_line_too_many_takes_some_of_a_family_and_not_all_of_it(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    settings = plan / "tracker.toml"
    settings.write_text('marking = "OFFICIAL"\n' + settings.read_text())
    run("update", "REC-5", "--owner", "Head of CID", "--new-owner")
    assert run("remind", "-o", tmp_path / "packs").code == 0
    assert run("defer", "REC-14", *DEFERRED).code == 0
    assert run("summary").out == CROWDED


def test_owners_with_long_names_take_two_lines_at_the_most(run: Run, plan: Path) -> None:
    for number, name in enumerate(("Policing, Public Protection", "Standards and Learning"), 5):
        run(
            "update",
            f"REC-{number}",
            "--owner",
            f"Assistant Commissioner for {name}",
            "--new-owner",
        )
    lines = run("summary").out.splitlines()
    assert lines[5:7] == [
        "Worst      REC-5..8 62 days late, 8 more (Assistant Commissioner for Policing,",
        "           Public Protection 1, others 11)",
    ]


def test_since_the_last_recorded_paper_is_told_by_its_number(run: Run, plan: Path) -> None:
    assert run("report", "--number", "10", "--as-of", "2008-10-10", "--record").code == 0
    assert run("update", "REC-6", "--due", "2009-01", "--reason", "late").code == 0
    assert run("update", "REC-5", "--status", "done").code == 0
    assert run("verify", "REC-1", "--override", "seen").code == 0
    assert "\n".join(run("summary").out.splitlines()[1:3]) == (
        "Since Report 10 (10 Oct): 8 newly overdue, 1 completed, 1 verified, 1 date\n"
        "moved: REC-6 to Jan 2009"
    )
    assert line_of(run, "Since", "--as-of", "2008-10-09").startswith("Since Report 9 (11 Sep): 4 ")
    found = json.loads(run("summary", "--json").out)["since_last"]
    assert (found["name"], found["on"]) == ("Report 10", "2008-10-10")
    assert [len(found[key]) for key in ("newly_overdue", "completed", "verified")] == [8, 1, 1]
    assert found["dates_moved"] == ["REC-6"]


def test_a_record_of_a_paper_that_cannot_be_read_is_named(run: Run, plan: Path) -> None:
    assert run("report", "--number", "10", "--as-of", "2008-10-10", "--record").code == 0
    (record,) = (plan / "papers").glob("*.toml")
    record.write_text("broken = ")
    found = run("summary")
    assert found.code == 5
    assert f"papers/{record.name}" in found.err
    assert found.out == SCREEN


def test_a_grade_that_fell_says_so_in_words(run: Run, plan: Path) -> None:
    path = plan / "inspections" / "hmic-2007-phase-one.toml"
    path.write_text(path.read_text().rstrip("\n") + "\n" + LATER)
    shown = run("summary").out
    row = next(line for line in shown.splitlines() if line.startswith("Performance"))
    assert row.split() == ["Performance", "Management", "Good", "Fair,", "down", "0/3", "0/10", "0"]


@pytest.mark.parametrize(
    ("lines", "words", "start", "text"),
    [
        ((), ("--as-of", "2008-09-12"), "Next due", "REC-5..8 Sep 2008; nothing overdue"),
        ((), ("--as-of", "2008-09-12"), "Open 46", "4 due by 12 Oct, 42 later; 46 have no owner"),
        (
            ("update all --owner 'Head of CID' --yes",),
            (),
            "Next:",
            "tracker list --overdue (12 items)",
        ),
        (("update all --status done --yes",), (), "Open 0", "nothing"),
        (("update all --status done --yes",), (), "Worst", "nothing is overdue"),
        (("update all --due none --reason x --yes",), (), "Open 46", "46 without a date; 46 have "),
        (
            (),
            ("--framework", "pvp/overall"),
            "Next:",
            "tracker list --no-owner --where 'framework = pvp/overall' (12 items)",
        ),
    ],
)
def test_each_line_says_sensibly_what_there_is(
    run: Run, plan: Path, lines: tuple[str, ...], words: tuple[str, ...], start: str, text: str
) -> None:
    import shlex

    for line in lines:
        command, *rest = shlex.split(line)
        ids = ["--where", "open"] if rest[0] == "all" else [rest[0]]
        assert run(command, *ids, *rest[1:]).code == 0
    assert text in line_of(run, start, *words)


def test_a_plan_without_anything_says_how_to_begin(run: Run, tmp_path: Path) -> None:
    store = tmp_path / "new"
    assert run("init", store).code == 0
    shown = run("--store", store, "summary").out
    assert "Completed  nothing counted; verified 0 of 0\nOpen 0     nothing\n" in shown
    assert shown.endswith("\nNext: tracker import FILE\n")


def test_frameworks_that_do_not_fit_are_one_row_and_the_sums_hold(run: Run, plan: Path) -> None:
    for number in range(1, 15):
        assert run("framework", "add", f"Place {number}").code == 0
        words = ("--framework", f"place-{number}", "--due", f"2008-{7 + number % 5:02}")
        assert run("add", "rec", f"The force should do {number}.", *words).code == 0
    shown = run("summary").out
    assert shown.count("\n") <= 22
    (row,) = (line for line in shown.splitlines() if "(--full)" in line)
    assert " more frameworks (--full) " in row
    assert "Next: tracker summary --full (21 frameworks)" in shown
    assert shown.count("more framework") == 1
    assert "Place 14" in run("summary", "--full").out
