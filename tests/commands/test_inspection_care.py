"""Inspections set right, made one of two, and taken out: previewed, kept in history, undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run, tree
from tests.formats.test_schemas import faults

ONE = "hmic-2007-phase-one"
TWO = "phase-one"
LOOKS = (
    ("list", "--all"),
    ("summary",),
    ("grades",),
    ("show", "REC-1"),
    ("inspection", "list"),
    ("inspection", "show", ONE),
    ("list", "--json", "--all"),
)
"""What a person looks at; `show` is of an item in which nothing was entered."""


def looks(run: Run) -> list[str]:
    shown = [run(*words).out for words in LOOKS]
    items = json.loads(shown.pop())["items"]
    return [*shown, json.dumps([{**item, "updated_at": None} for item in items])]


@pytest.fixture
def two(run: Run, plan: Path) -> Path:
    """A plan with a second inspection that is the first under another name."""
    add = ("inspection", "add", "Phase One 2007", "--id", TWO, "--body", "HMIC")
    assert run(*add, "--published", "2007-11").code == 0
    edit = ("inspection", "edit", TWO, "--revisit", "2009-10", "--grade", "np:2007=Poor")
    assert run(*edit, "--grade", "mp:2009=Fair").code == 0
    rec = ("add", "rec", "Find missing persons in time", "--inspection", TWO)
    assert run(*rec, "--framework", "mp", "--number", "9").code == 0
    return plan


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (
            ("--grade", "np:2007=good"),
            ["grade of Neighbourhood Policing in 2007: Excellent → Good"],
        ),
        (
            ("--grade", "Missing Persons:2007=not inspected"),
            ["grade of Missing Persons in 2007: Fair → not inspected"],
        ),
        (("--grade", "np:2005=Fair"), ["grade of Neighbourhood Policing in 2005: Fair"]),
        (("--grade", "dv:2007="), ["grade of Domestic Violence in 2007: Fair → none"]),
        (
            ("--national", "np:2007=4 16 21 2"),
            ["national row of Neighbourhood Policing in 2007: 14 21 2 → 4 16 21 2"],
        ),
        (
            ("--national", "np:2007=Excellent 6, Good 14, Fair 21, Poor 2"),
            ["national row of Neighbourhood Policing in 2007: 14 21 2 → 6 14 21 2"],
        ),
        (
            ("--count", "mp:rec:2008-09-11=2 of 2"),
            [
                "count of Missing Persons, Recommendation, on 11 Sep 2008 (Report 9): "
                "1 completed → 2 completed"
            ],
        ),
        (
            ("--grade", "np:2007=Fair", "--grade", "mp:2007=Good", "--national", "np:2007="),
            [
                "grade of Neighbourhood Policing in 2007: Excellent → Fair",
                "grade of Missing Persons in 2007: Fair → Good",
                "national row of Neighbourhood Policing in 2007: 14 21 2 → none",
            ],
        ),
    ],
)
def test_a_row_is_set_right_with_a_preview_a_history_and_one_undo(
    run: Run, plan: Path, words: tuple[str, ...], lines: list[str]
) -> None:
    before, files = looks(run), tree(plan)
    preview = run("inspection", "edit", ONE, *words, "--dry-run")
    assert preview.err.splitlines()[1 : len(lines) + 1] == lines
    assert tree(plan) == files
    assert run("inspection", "edit", ONE, *words).err == preview.err.replace(
        "would be changed", "changed"
    )
    assert looks(run) != before
    history = " ".join(run("history", ONE).out.split())
    assert all(line in history for line in lines)
    again = run("inspection", "edit", ONE, *words)
    assert again.err == f"{ONE} is so already, nothing written\n"
    assert run("check").code == 0
    assert run("undo", "--yes").code == 0
    assert looks(run) == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--grade", "np=Good"), "'np=Good' names no framework and period"),
        (("--grade", "np:2007"), "'np:2007' names no framework and period"),
        (("--grade", "np:2007=Great"), "'Great' is no grade"),
        (("--grade", "xx:2007=Good"), "no framework is called 'xx'"),
        (("--national", "np:2007=3 17 21 2 9"), "there are 5 numbers for 4 columns"),
        (("--national", "np:2007=many"), "'many' is no row of the country"),
        (("--count", "np:rec=3 of 4"), "'np:rec=3 of 4' names no framework, kind and day"),
        (("--count", "np:rec:2008-09-11=5 of 4"), "'5 of 4' is no count"),
    ],
)
def test_a_row_that_is_none_is_said_in_two_lines_and_changes_nothing(
    run: Run, plan: Path, words: tuple[str, ...], message: str
) -> None:
    files = tree(plan)
    found = run("inspection", "edit", ONE, *words)
    assert found.code in {3, 4}
    assert found.err.startswith(f"tracker: {message}")
    assert len(found.err.splitlines()) == 2
    assert tree(plan) == files


def test_a_report_that_comes_again_keeps_a_grade_that_was_set_right(
    run: Run, plan: Path, report_path: Path
) -> None:
    run("inspection", "edit", ONE, "--grade", "np:2007=Good", "--national", "mp:2007=1 2 3 4")
    run("inspection", "edit", ONE, "--count", "mp:rec:2008-09-11=2 of 2")
    found = run("import", report_path, "--yes")
    assert found.code == 0
    kept = " ".join((found.out + found.err).split())
    by_hand = "(the document’s; changed by hand since)"
    for text in (
        "Kept: changed in the plan",
        f"Neighbourhood Policing 2007: grade Good → Excellent {by_hand}",
        f"Missing Persons 2007: national row 1 2 3 4 → 2 16 23 2 {by_hand}",
        f"Missing Persons, Recommendation on 11 Sep 2008: completed 2 of 2 → 1 of 2 {by_hand}",
    ):
        assert text in kept
    grades = json.loads(run("inspection", "show", ONE, "--json").out)["inspection"]["grades"]
    (grade,) = [
        one["grade"]
        for one in grades
        if (one["framework"], one["period"]) == ("neighbourhood-policing", "2007")
    ]
    assert grade == "Good"


def test_a_merge_is_previewed_and_asks(run: Run, two: Path) -> None:
    files = tree(two)
    lines = [
        f"{TWO} would be merged into {ONE}: HMIC Inspection 2007/09 Phase One",
        "moved: 1 item (REC-17)",
        "revisit Oct 2009",
        "also called phase-one, Phase One 2007",
        "grade of Missing Persons in 2009: Fair",
        "not taken: publication date Oct 2007 → Nov 2007",
        "not taken: grade of Neighbourhood Policing in 2007: Excellent → Poor",
    ]
    assert run("inspection", "merge", TWO, ONE, "--dry-run").err.splitlines() == lines
    asked = run("inspection", "merge", TWO, ONE)
    assert asked.code == 2
    assert asked.err.splitlines() == [
        *lines,
        f"tracker: {TWO} would be merged into {ONE}, and nobody can be asked here",
        "add --yes to do it, or --dry-run to look first",
    ]
    assert tree(two) == files
    as_json = json.loads(run("inspection", "merge", TWO, ONE, "--dry-run", "--json").out)
    assert faults("inspection-join", as_json) == []
    assert (as_json["moved"], as_json["gone"], as_json["written"]) == (["REC-17"], [], False)
    assert [one["field"] for one in as_json["not_taken"]] == [
        *("publication", "grades.neighbourhood-policing.2007.grade")
    ]


def test_a_merge_moves_all_and_the_first_is_found_by_its_names(run: Run, two: Path) -> None:
    before = looks(run)
    assert run("inspection", "merge", TWO, ONE, "--yes").code == 0
    assert not (two / "inspections" / f"{TWO}.toml").exists()
    for name in (TWO, "Phase One 2007"):
        shown = run("inspection", "show", name, "--json")
        assert shown.err == f"take note: '{name}' was merged into {ONE}\n"
        assert json.loads(shown.out)["inspection"]["id"] == ONE
        for more in ((), ("--no-index",)):
            asked = ("list", "--inspection", name, "--kind", "rec", "--format", "ids", *more)
            assert run(*asked).out.split()[-1] == "REC-17"
    assert run("list", "--where", f"inspection = {TWO}", "--count").out == "47\n"
    assert run("inspection", "add", "Phase One", "--id", TWO).code == 2
    shown_item = " ".join(run("history", "REC-17").out.split())
    assert f"inspection merged: inspection {TWO} → {ONE}" in shown_item
    assert f"inspection merged: revisit Oct 2009, also called {TWO}, Phase One 2007" in " ".join(
        run("history", ONE).out.split()
    )
    assert run("check").code == 0
    assert run("undo", "--yes").code == 0
    assert looks(run) == before
    assert run("undo", "--redo", "--yes").code == 0
    assert run("inspection", "show", TWO).code == 0


def test_on_a_day_before_the_merge_the_two_are_one_as_well(
    run: Run, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-09")
    run("update", "REC-17", "--due", "2009-06")
    before = {
        day: run("summary", "--as-of", day, "--json").out for day in ("2008-12-01", "2008-12-09")
    }
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-20")
    assert run("inspection", "merge", TWO, ONE, "--yes").code == 0
    for day, told in before.items():
        asked = ("list", "--inspection", ONE, "--kind", "rec", "--as-of", day, "--format", "ids")
        assert run(*asked).out.split()[-1] == "REC-17"
        (item,) = json.loads(run("list", "--where", "id = REC-17", "--as-of", day, "--json").out)[
            "items"
        ]
        assert (item["inspection"], item["body"]) == (ONE, "HMIC")
        totals = json.loads(run("summary", "--as-of", day, "--json").out)["totals"]
        assert totals == json.loads(told)["totals"]
    assert run("check").code == 0


def test_a_report_of_the_title_that_went_goes_into_the_one_that_stays(
    run: Run, two: Path, report_path: Path
) -> None:
    run("inspection", "merge", ONE, TWO, "--yes")
    assert run("import", report_path, "--yes").code == 0
    assert [p.stem for p in (two / "inspections").glob("*.toml")] == [TWO]
    assert run("list", "--all", "--count").out == "65\n"


def test_items_that_are_there_twice_go_where_nobody_worked_on_them(
    run: Run, plan: Path, report_path: Path
) -> None:
    text = report_path.read_text().replace("Phase One", "Phase Uno")
    assert run("import", "-", "--inspection", "new", "--yes", stdin=text).code == 0
    other = next(p.stem for p in (plan / "inspections").glob("*.toml") if p.stem != ONE)
    totals = json.loads(run("summary", "--json").out)["totals"]
    assert totals["recommendations"]["total"] == 32
    assert run("note", "REC-20", "seen").code == 0
    before = looks(run)
    found = run("inspection", "merge", other, ONE, "--yes")
    assert found.code == 0
    lines = found.err.splitlines()
    assert "moved: 1 item (REC-20) and 1 document" in lines
    assert any("there already as" in line and line.endswith("gone") for line in lines)
    assert (
        "take note: REC-20 and REC-4 look the same: tracker link REC-20 duplicates REC-4" in lines
    )
    totals = json.loads(run("summary", "--json").out)["totals"]
    assert (totals["recommendations"]["total"], totals["afis"]["total"]) == (17, 48)
    assert run("check").code == 0
    new = run("add", "rec", "Another", "--framework", "mp")
    assert new.err.startswith("REC-33 added")
    run("undo", "--yes")
    assert run("undo", "--yes").code == 0
    assert looks(run) == before


def test_an_inspection_taken_in_by_mistake_goes_with_what_came_with_it(run: Run, two: Path) -> None:
    before, files = looks(run), tree(two)
    text = f"{TWO} would be removed: Phase One 2007\nwith it: 1 item (REC-17), 2 grades\n"
    assert run("inspection", "remove", TWO, "--dry-run").err == text
    refused = run("inspection", "remove", TWO)
    assert (refused.code, refused.err) == (
        2,
        f"{text}tracker: {TWO} would be removed, and nobody can be asked here\n"
        "add --yes to do it, or --dry-run to look first\n",
    )
    assert tree(two) == files
    found = run("inspection", "remove", TWO, "--reason", "another force", "--yes")
    assert found.err == text.replace("would be removed", "removed")
    assert not (two / "items" / "REC-17.toml").exists()
    retired = (two / "tracker.toml").read_text().partition("[retired]")[2]
    assert 'phase-one = "Phase One 2007"' in retired
    assert "REC-17 = " in retired
    history = " ".join(run("history", "settings").out.split())
    assert (
        "inspection removed; reason: another force (phase-one: Phase One 2007, with REC-17)"
        in history
    )
    other = run("inspection", "add", "Another", "--id", TWO)
    assert other.code == 2
    assert "was the id of another that was removed: Phase One 2007" in other.err
    assert run("check").code == 0
    assert run("undo", "--yes").code == 0
    assert looks(run) == before
    assert (
        "[retired]\n" not in (two / "tracker.toml").read_text()
        or "REC-17 = " not in (two / "tracker.toml").read_text()
    )


def test_what_was_worked_on_is_not_taken_away_unasked(run: Run, two: Path) -> None:
    run("note", "REC-17", "seen")
    files = tree(two)
    refused = run("inspection", "remove", TWO, "--yes")
    assert (refused.code, refused.out, refused.err) == (
        4,
        "",
        f"tracker: 1 item of {TWO} was worked on: REC-17\n"
        f"move them: tracker inspection merge {TWO} INTO; or let them go too: --worked-on\n",
    )
    assert tree(two) == files
    made = run("inspection", "remove", TWO, "--yes", "--worked-on", "--json")
    assert faults("inspection-gone", json.loads(made.out)) == []
    assert json.loads(made.out)["worked_on"] == ["REC-17"]


def test_a_link_from_what_stays_holds_an_inspection(run: Run, two: Path) -> None:
    run("link", "REC-3", "relates", "REC-17")
    refused = run("inspection", "remove", TWO, "--yes")
    assert refused.code == 4
    assert refused.err.splitlines()[-1] == (
        "take the link away first: tracker link REC-3 relates REC-17 --remove"
    )


def test_a_removed_report_that_comes_again_gets_its_ids_back(
    run: Run, plan: Path, report_path: Path
) -> None:
    ids = run("list", "--all", "--format", "ids").out
    assert run("inspection", "remove", ONE, "--yes").code == 0
    assert run("list", "--all", "--count").out == "0\n"
    assert run("import", report_path, "--yes").code == 0
    assert run("list", "--all", "--format", "ids").out == ids
    assert [p.stem for p in (plan / "inspections").glob("*.toml")] == [ONE]


def test_nothing_is_taken_out_of_a_plan_that_can_not_be_read_whole(run: Run, two: Path) -> None:
    (two / "items" / "REC-3.toml").write_text("id = \n")
    for words in (("remove", TWO), ("merge", TWO, ONE)):
        found = run("inspection", *words, "--yes")
        assert found.code == 5
        assert "items/REC-3.toml can't be read" in found.err


def test_check_names_two_that_look_the_same_with_the_line_that_merges_them(
    run: Run, two: Path
) -> None:
    def found() -> list[str]:
        return [
            one["message"]
            for one in json.loads(run("check", "--json").out)["findings"]
            if one["code"] == "same-inspection"
        ]

    assert found() == []
    run("inspection", "edit", TWO, "--title", "HMIC Inspection 2007/2009: phase ONE")
    assert found() == [
        f"{TWO} and {ONE} have one title: tracker inspection merge {TWO} {ONE} --dry-run"
    ]
    run("inspection", "merge", TWO, ONE, "--yes")
    assert found() == []


def test_check_names_two_of_one_day_with_the_same_items(
    run: Run, plan: Path, report_path: Path
) -> None:
    text = report_path.read_text().replace("Phase One", "First Round")
    assert run("import", "-", "--inspection", "new", "--yes", stdin=text).code == 0
    other = next(p.stem for p in (plan / "inspections").glob("*.toml") if p.stem != ONE)
    (one,) = [
        one["message"]
        for one in json.loads(run("check", "--json").out)["findings"]
        if one["code"] == "same-inspection"
    ]
    assert one == (
        f"{other} and {ONE} were published on one day, and 64 of their items are alike: "
        f"tracker inspection merge {other} {ONE} --dry-run"
    )


def test_grades_by_hand_are_on_the_scales_of_the_body_in_their_year(run: Run, plan: Path) -> None:
    add = ("inspection", "add", "PEEL", "--body", "HMICFRS", "--published", "2008-12-01")
    found = run(
        *add, "--grade", "np:2024=good", "--grade", "np:2016=Good", "--grade", "mp:2024=Fair"
    )
    assert found.err == (
        "peel added: PEEL\n"
        "published Mon 1 Dec 2008\n"
        "grade of Neighbourhood Policing in 2024: Good\n"
        "grade of Neighbourhood Policing in 2016: Good\n"
        "grade of Missing Persons in 2024: Fair\n"
        "the response is due by 26 Jan 2009\n"
    )
    grades = json.loads(run("inspection", "show", "peel", "--json").out)["inspection"]["grades"]
    assert {(g["framework"], g["period"], g["scale"]) for g in grades} == {
        ("neighbourhood-policing", "2024", "peel-2021"),
        ("neighbourhood-policing", "2016", "peel-2014"),
        ("missing-persons", "2024", "hmic-2005"),  # a word of no scale of the body's
    }
    slip = run("inspection", "edit", "peel", "--grade", "dv:2022=fine").err
    assert slip.endswith(
        "write one of: Outstanding, Good, Adequate, Requires improvement, Inadequate\n"
    )
