"""A document imported again, corrected: every part is compared, shown, taken and undone."""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hmic_tracker.cli import main
from tests.conftest import Run, tree

ID = "hmic-2009-phase-one"
GRADES = ("Excellent", "Good", "Fair", "Poor")
WORDS = ("one", "two", "three", "four")
DEFAULTS = {
    "title": "HMIC Inspection 2009 Phase One",
    "published": "4 March 2009",
    "custody_2009": "Fair",
    "custody_2008": "Good",
    "calls_2009": "Good",
    "national_custody": "14 21 2",
    "national_calls": "3 17 21 2",
    "done": "two",
}
NOTHING_NEW = "nothing to write: the plan says all of this already\n"


def report(**cells: str) -> str:
    """A report with some cells as given."""
    cell = {**DEFAULTS, **cells}
    return f"""\
{cell["title"]}

Report: 4
Date: 11 September 2009

Phase One was published on {cell["published"]}. It graded the force like this:

Framework 2009 HMIC Grading 2008 HMIC Grading
Custody {cell["custody_2009"]} {cell["custody_2008"]}
Call Handling {cell["calls_2009"]} Not inspected

Across the country, forces were graded as follows:

Framework 2009 HMIC Gradings
Excellent Good Fair Poor
Custody {cell["national_custody"]}
Call Handling {cell["national_calls"]}

1. This is how each framework stands today:

  • Custody - Five AFIs - {cell["done"]} completed and majority of the work on the others, \
all of it to be finished by March 2010.
"""


PROGRESS = """\
HMIC Inspection 2009 Phase One update

Report: 7
Date: 10 December 2009

1. This is how each framework stands today:

  • Custody - Five AFIs - two completed and majority of the work on the others, \
all of it to be finished by March 2010.
"""
OLDER = """\
HMIC Inspection 2009 Phase One

Report: 1
Date: 3 March 2009

Framework 2009 HMIC Grading
Custody Poor
Call Handling Good
"""


@pytest.fixture
def plan(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with the report in it as it was printed first."""
    monkeypatch.setenv("TRACKER_TODAY", "2009-12-15")
    folder = tmp_path / "corrected"
    assert run("init", folder).code == 0
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    assert run("import", "-", "--yes", stdin=report()).code == 0
    return folder


def inspection(folder: Path) -> dict[str, Any]:
    """The values of the inspection's file."""
    return tomllib.loads((folder / "inspections" / f"{ID}.toml").read_text())


CORRECTED = report(
    title="HMIC Inspection 2009 phase one",
    published="6 April 2009",
    custody_2009="Poor",
    national_custody="14 21 6 2",
    done="three",
)


def test_every_difference_is_shown_taken_and_undone(run: Run, plan: Path) -> None:
    before = tree(plan)
    shown = run("import", "-", "--dry-run", stdin=CORRECTED)
    assert (
        "\nNew          none\n"
        "Changed      5 AFIs, 1 title, 1 publication date, 1 grade, 1 national row, 1\n"
        "             count\n"
    ) in shown.out
    assert shown.out.partition("\nChanged\n")[2].split("\n\n")[0] == (
        "  AFI-1: the source’s own word “two completed and majority …” → “three\n"
        "  completed and majority …”\n"
        "  AFI-2: the source’s own word “two completed and majority …” → “three\n"
        "  completed and majority …”\n"
        "  AFI-3: status in progress → done\n"
        "  AFI-4: the source’s own word “two completed and majority …” → “three\n"
        "  completed and majority …”\n"
        "  AFI-5: the source’s own word “two completed and majority …” → “three\n"
        "  completed and majority …”\n"
        "  title HMIC Inspection 2009 Phase One → HMIC Inspection 2009 phase one\n"
        "  published 4 Mar 2009 → 6 Apr 2009\n"
        "  Custody 2009: grade Fair → Poor\n"
        "  Custody 2009: national row 14 21 2 → 14 21 6 2\n"
        "  Custody, AFI on 11 Sep 2009: completed 2 of 5 → 3 of 5\n"
        "  no longer so: Custody 2009: 14 21 2 add up to 37 of 43; which columns they\n"
        "  belong to is not known"
    )
    assert tree(plan) == before
    written = run("import", "-", "--yes", stdin=CORRECTED)
    assert written.err.startswith(
        "written: 5 changed items, 1 title, 1 publication date, 1 grade, 1 national row, 1 count; "
    )
    found = inspection(plan)
    assert (found["title"], found["published"]) == ("HMIC Inspection 2009 phase one", "2009-04-06")
    assert [row["grade"] for row in found["grades"] if row["framework"] == "custody"] == [
        *("Good", "Poor")
    ]
    assert [row["printed"] for row in found["national"]] == [[14, 21, 6, 2], [3, 17, 21, 2]]
    assert [row["completed"] for row in found["reported"]] == [3]
    assert "warnings" not in found
    assert len(found["sources"]) == 2
    after = tree(plan)
    again = run("import", "-", "--yes", stdin=CORRECTED)
    assert (again.code, again.err) == (0, NOTHING_NEW)
    assert "\nNew          none\nUnchanged    5 AFIs\n" in again.out
    assert tree(plan) == after
    assert run("undo", "--yes").code == 0
    back, was = inspection(plan), tomllib.loads(before[f"inspections/{ID}.toml"].decode())
    kept = {"entries", "history"}
    assert {k: v for k, v in back.items() if k not in kept} == {
        k: v for k, v in was.items() if k not in kept
    }
    assert [entry["event"] for entry in back["history"]] == ["imported", "imported", "undone"]


def test_json_has_each_part_that_changes(run: Run, plan: Path) -> None:
    found = json.loads(run("import", "-", "--dry-run", "--json", stdin=CORRECTED).out)
    whole = {"framework": None, "period": None, "kind": None, "on": None}
    custody = {**whole, "framework": "custody"}
    count = {"kind": "afi", "on": "2009-09-11"}
    new_title = "HMIC Inspection 2009 phase one"
    assert found["parts"] == [
        {"part": "title", **whole, "from": DEFAULTS["title"], "to": new_title},
        {"part": "published", **whole, "from": "2009-03-04", "to": "2009-04-06"},
        {"part": "grade", **custody, "period": "2009", "from": "Fair", "to": "Poor"},
        {"part": "national", **custody, "period": "2009", "from": "14 21 2", "to": "14 21 6 2"},
        {"part": "reported", **custody, **count, "from": "2 of 5", "to": "3 of 5"},
    ]
    assert found["kept_parts"] == []
    assert [one["text"] for one in found["settled"]] == [
        "Custody 2009: 14 21 2 add up to 37 of 43; which columns they belong to is not known"
    ]


def test_a_part_that_a_person_changed_by_hand_stays_and_is_shown(run: Run, plan: Path) -> None:
    path = plan / "inspections" / f"{ID}.toml"
    path.write_text(path.read_text().replace('grade = "Fair"', 'grade = "Good"  # on appeal'))
    run("inspection", "edit", ID, "--published", "2009-03-31")
    found = run("import", "-", "--yes", stdin=CORRECTED)
    assert "\nNot taken    1 publication date and 1 grade\n" in found.out
    kept = found.out.partition("\nKept: changed in the plan\n")[2].split("\n\n")[0]
    assert kept == (
        "  published 31 Mar 2009 → 6 Apr 2009 (the document’s; changed by hand since)\n"
        "  Custody 2009: grade Good → Poor (the document’s; changed by hand since)"
    )
    assert inspection(plan)["published"] == "2009-03-31"
    assert 'grade = "Good"  # on appeal' in path.read_text()
    assert inspection(plan)["national"][0]["printed"] == [14, 21, 6, 2]
    told = json.loads(run("import", "-", "--dry-run", "--json", stdin=CORRECTED).out)
    assert [(one["part"], one["why"]) for one in told["kept_parts"]] == [
        *(("published", "by-hand"), ("grade", "by-hand"))
    ]


def test_what_people_wrote_beside_a_row_that_changes_stays(run: Run, plan: Path) -> None:
    path = plan / "inspections" / f"{ID}.toml"
    text = path.read_text().replace(
        "[[national]]",
        '# seen by the inspectorate\n[[national]]\nasked = "2009-11-02"  # by mail',
        1,
    )
    path.write_text(text)
    assert run("import", "-", "--yes", stdin=CORRECTED).code == 0
    after = path.read_text()
    assert '# seen by the inspectorate\n[[national]]\nasked = "2009-11-02"  # by mail\n' in after
    assert inspection(plan)["national"][0]["printed"] == [14, 21, 6, 2]


def test_what_another_document_lacks_is_not_taken_away(run: Run, plan: Path) -> None:
    run("import", "-", "--yes", stdin=CORRECTED)
    before = inspection(plan)
    run("import", "-", "--yes", stdin=PROGRESS)
    after = inspection(plan)
    for part in ("title", "body", "published", "expected", "grades", "national"):
        assert after.get(part) == before.get(part)
    assert [(row["on"].isoformat(), row["completed"]) for row in after["reported"]] == [
        *(("2009-09-11", 3), ("2009-12-10", 2))
    ]


def test_a_row_that_lost_cells_does_not_go_over_a_whole_one(run: Run, plan: Path) -> None:
    run("import", "-", "--yes", stdin=CORRECTED)
    run("import", "-", "--yes", stdin=report(done="three", custody_2009="Poor"))
    assert inspection(plan)["national"][0]["printed"] == [14, 21, 6, 2]


def test_an_older_document_does_not_go_over_a_newer_one(run: Run, plan: Path) -> None:
    found = run("import", "-", "--yes", stdin=OLDER)
    kept = "Custody 2009: grade Fair → Poor (the document’s; a newer one’s stays)"
    assert kept in " ".join(found.out.split())
    assert [row["grade"] for row in inspection(plan)["grades"] if row["period"] == "2009"] == [
        *("Fair", "Good")
    ]


def test_a_newer_document_goes_over_an_older_one(run: Run, plan: Path) -> None:
    newer = OLDER.replace("Report: 1\nDate: 3 March", "Report: 9\nDate: 14 December")
    found = run("import", "-", "--yes", stdin=newer)
    assert "  Custody 2009: grade Fair → Poor\n" in found.out
    assert inspection(plan)["grades"][1]["grade"] == "Poor"


DAMAGES = [lambda path: path.unlink(), lambda path: path.write_bytes(b"")]


@pytest.mark.parametrize("damage", DAMAGES)
def test_where_nobody_knows_what_was_printed_before_the_document_is_taken(
    run: Run, plan: Path, damage: Callable[[Path], None]
) -> None:
    """An inspection of an earlier format has no history, and its documents' marks are gone."""
    path = plan / "inspections" / f"{ID}.toml"
    text = path.read_text().replace('grade = "Fair"', 'grade = "Good"', 1)
    path.write_text(text.partition("\n[[history]]")[0].replace("entries = 1\n", ""))
    for marks in (plan / "documents").glob("*.marks.txt"):
        damage(marks)
    found = run("import", "-", "--yes", stdin=CORRECTED)
    assert "  Custody 2009: grade Good → Poor\n" in found.out
    assert inspection(plan)["grades"][1]["grade"] == "Poor"


@pytest.mark.parametrize("damage", DAMAGES)
def test_the_history_knows_what_was_printed_where_no_marks_do(
    run: Run, plan: Path, damage: Callable[[Path], None]
) -> None:
    path = plan / "inspections" / f"{ID}.toml"
    path.write_text(path.read_text().replace('grade = "Fair"', 'grade = "Good"', 1))
    for marks in (plan / "documents").glob("*.marks.txt"):
        damage(marks)
    found = run("import", "-", "--yes", stdin=CORRECTED)
    kept = "Custody 2009: grade Good → Poor (the document’s; changed by hand since)"
    assert kept in " ".join(found.out.split())
    assert inspection(plan)["grades"][1]["grade"] == "Good"


def test_a_month_says_no_other_day_and_a_day_says_a_month_more_exactly(
    run: Run, plan: Path
) -> None:
    month = OLDER + "\nIt was published in March 2009.\n"
    run("import", "-", "--yes", stdin=month)
    assert inspection(plan)["published"] == "2009-03-04"
    run("inspection", "edit", ID, "--published", "2009-03")
    found = run("import", "-", "--yes", stdin=report(national_calls="3 18 20 2"))
    assert "  published Mar 2009 → 4 Mar 2009\n" in found.out
    assert inspection(plan)["published"] == "2009-03-04"


def test_a_corrected_title_asks_whether_it_is_the_same_inspection(run: Run, plan: Path) -> None:
    other = report(title="Inspection of Example Police")
    found = run("import", "-", "--dry-run", stdin=other)
    assert (
        "open: Is 'Inspection of Example Police' one of the plan's inspections? Perhaps HMIC "
        "Inspection 2009 Phase One; nothing is written until --inspection ID says which, or new\n"
    ) in found.err
    found = run("import", "-", "--yes", "--inspection", ID, stdin=other)
    title = "title HMIC Inspection 2009 Phase One → Inspection of Example Police"
    assert title in " ".join(found.out.split())
    assert inspection(plan)["title"] == "Inspection of Example Police"
    assert len([*(plan / "inspections").iterdir()]) == 1


def with_texts(title: str, number: int = 4, day: str = "11 September 2009") -> str:
    """A report with the texts of four recommendations."""
    texts = ("answer calls", "check cells", "train its staff", "keep a list")
    bullets = "".join(
        f"  • RECOMMENDATION {n} - That the force should {t}.\n" for n, t in enumerate(texts, 1)
    )
    head = f"{title}\n\nReport: {number}\nDate: {day}\n\nCustody\n\n"
    return head + bullets


@pytest.fixture
def texts(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with such a report in it."""
    monkeypatch.setenv("TRACKER_TODAY", "2009-12-15")
    folder = tmp_path / "texts"
    assert run("init", folder).code == 0
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    assert run("import", "-", "--yes", stdin=with_texts(DEFAULTS["title"])).code == 0
    return folder


@pytest.mark.parametrize(
    "title",
    [
        "HMIC Inspections 2009 Phase One",
        "HMIC Inspection 2009: Phase One",
        "HMIC Inspection 2009 Phase 1",
        "HMIC Inspection 2009 Phase I",
        "HMIC Inspection 2008 Phase One",
        "Of custody in Example",
    ],
)
def test_the_same_texts_under_the_same_number_and_day_are_a_title_corrected(
    run: Run, texts: Path, title: str
) -> None:
    found = run("import", "-", "--yes", stdin=with_texts(title))
    assert (found.code, found.err.partition(";")[0]) == (0, "written: 1 title")
    assert f"\nChanged\n  title {DEFAULTS['title']} → {title}\n" in found.out
    assert run("list", "--all", "--count").out == "4\n"
    assert inspection(texts)["title"] == title
    assert run("import", "-", "--yes", stdin=with_texts(title)).err == NOTHING_NEW


@pytest.mark.parametrize(
    "title", ["HMIC Inspections 2009 Phase One", "HMIC Inspection 2009: Phase 1 update"]
)
def test_a_later_report_with_nearly_the_title_and_the_texts_is_of_that_inspection(
    run: Run, texts: Path, title: str
) -> None:
    later = with_texts(title, 7, "10 December 2009")
    found = json.loads(run("import", "-", "--yes", "--json", stdin=later).out)
    assert (found["inspection"], found["new"], found["parts"]) == (ID, [], [])


@pytest.mark.parametrize(
    "title", ["HMIC Inspection 2009 Phase Two", "HMIC Inspection 2010 Phase 1"]
)
def test_another_phase_or_year_is_another_inspection_whatever_it_repeats(
    run: Run, texts: Path, title: str
) -> None:
    later = with_texts(title, 7, "10 December 2009")
    found = run("import", "-", "--yes", stdin=later)
    assert (found.code, found.err.partition(";")[0]) == (0, "written: 4 new items")
    assert "open:" not in found.err


DOUBTFUL = with_texts("Of custody in Example", 7, "10 December 2009")
REFUSAL = (
    "tracker: the paste: 'Of custody in Example' may be hmic-2009-phase-one ('HMIC Inspection "
    "2009 Phase One'), with another title; nothing of it was written\n"
    "if it is: tracker import FILE --inspection hmic-2009-phase-one; if not: tracker import FILE "
    "--inspection new\n"
)


def test_where_nobody_can_say_which_inspection_it_is_nothing_is_doubled(
    run: Run, texts: Path
) -> None:
    before = tree(texts)
    found = run("import", "-", "--yes", stdin=DOUBTFUL)
    assert (found.code, found.out, found.err) == (2, "", REFUSAL)
    found = run("import", "-", "--dry-run", stdin=DOUBTFUL)
    assert found.code == 0
    assert "nothing is written until --inspection ID says which, or new\n" in found.err
    assert tree(texts) == before
    found = run("import", "-", "--yes", "--inspection", ID, stdin=DOUBTFUL)
    assert "\nUnchanged    4 recommendations\n" in found.out
    assert run("list", "--all", "--count").out == "4\n"


def test_who_says_that_it_is_new_gets_a_new_inspection_once(run: Run, texts: Path) -> None:
    for _ in range(2):
        found = run("import", "-", "--yes", "--inspection", "new", stdin=DOUBTFUL)
        assert found.code == 0
        assert run("list", "--all", "--count").out == "8\n"
    assert run("import", "-", "--yes", stdin=DOUBTFUL).err.startswith(NOTHING_NEW)


def test_a_count_alone_under_another_title_is_refused_as_well(run: Run, plan: Path) -> None:
    before = tree(plan)
    for title in ("Inspection of Example Police", "HMIC Inspections 2009 Phase One"):
        found = run("import", "-", "--yes", stdin=report(title=title))
        assert (found.code, tree(plan)) == (2, before)
        assert f"'{title}' may be {ID} (" in found.err


def test_of_several_files_one_in_doubt_keeps_none_out(
    run: Run, texts: Path, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(DOUBTFUL)
    (tmp_path / "b.txt").write_text(with_texts("HMIC Inspection 2010 Phase One", 8))
    found = run("import", tmp_path / "a.txt", tmp_path / "b.txt", "--yes")
    assert found.code == 2
    assert found.err.startswith("written: 4 new items; ")
    assert "\ntracker: a.txt: 'Of custody in Example' may be " in found.err
    assert f"if not: tracker import {tmp_path / 'a.txt'} --inspection new\n" in found.err
    assert run("list", "--all", "--count").out == "8\n"


@pytest.mark.parametrize(
    ("old", "new", "name"),
    [
        ("Date: 11 September", "Date: 12 September", "Report 4 of 12 Sep 2009"),
        ("Report: 4", "Report: 5", "Report 5 of 11 Sep 2009"),
    ],
)
def test_a_corrected_day_or_number_of_the_report_is_shown(
    run: Run, plan: Path, old: str, new: str, name: str
) -> None:
    corrected = report().replace(old, new)
    found = run("import", "-", "--yes", stdin=corrected)
    assert f"\n  source Report 4 of 11 Sep 2009 → {name}\n" in found.out
    assert run("import", "-", "--yes", stdin=corrected).err == NOTHING_NEW
    assert "source" not in run("import", "-", "--dry-run", stdin=PROGRESS).out.split("\n\n")[1:3]


def test_a_count_that_stays_is_shown_by_the_words_that_changed(run: Run, plan: Path) -> None:
    found = run("import", "-", "--yes", stdin=report().replace("March 2010", "April 2010"))
    lines = found.out.partition("\nChanged\n")[2].split("\n\n")[0]
    assert "2 of 5" not in lines
    assert " ".join(lines.split()).endswith(
        "Custody, AFI on 11 Sep 2009: its words “… be finished by March 2010.” → “… be finished by "
        "April 2010.”"
    )


def test_a_text_that_changed_is_shown_old_and_new_where_it_differs(run: Run, texts: Path) -> None:
    other = with_texts(DEFAULTS["title"]).replace("should train its staff", "must train all staff")
    found = run("import", "-", "--yes", stdin=other)
    assert (
        "\n  REC-3: text “That the force should train its staff.” → “That the force must\n"
        "  train all staff.”\n"
    ) in found.out


def test_an_item_that_the_corrected_report_has_no_more_is_named_and_stays(
    run: Run, plan: Path
) -> None:
    fewer = report().replace("Five AFIs", "Four AFIs")
    for _ in range(2):
        found = run("import", "-", "--yes", stdin=fewer)
        assert "\n  AFI-5  no longer in the document; it stays\n" in found.out
    assert run("list", "--all", "--count").out == "5\n"
    note = (
        "Custody: 5 AFIs came by the source of 11 Sep 2009, which counts 4: AFI-1..5 if it took "
        "one back: tracker update ID --status withdrawn --reason TEXT"
    )
    assert note in " ".join(run("check").out.split())
    assert run("update", "AFI-5", "--status", "withdrawn", "--reason", "taken back").code == 0
    assert "counts-fewer" not in run("check").out
    assert "AFI-5" not in run("import", "-", "--yes", stdin=fewer).out


def test_a_text_that_the_corrected_report_has_no_more_is_named_and_a_later_one_s_is_not(
    run: Run, texts: Path
) -> None:
    fewer = with_texts(DEFAULTS["title"]).replace("check cells", "look into cells daily")
    shown = run("import", "-", "--dry-run", stdin=fewer.replace("RECOMMENDATION 2", "REC 9"))
    assert "\n  REC-2  no longer in the document; it stays\n" in shown.out
    later = with_texts(DEFAULTS["title"], 7, "10 December 2009").partition("  • REC")[0]
    later += "  • RECOMMENDATION 1 - That the force should answer calls.\n"
    assert "no longer" not in run("import", "-", "--dry-run", stdin=later).out


def test_a_paper_with_a_title_of_its_own_renames_nothing(run: Run, plan: Path) -> None:
    paper = PROGRESS.replace("HMIC Inspection 2009 Phase One update", "Quarterly progress")
    for _ in range(2):
        found = run("import", "-", "--yes", "--inspection", ID, stdin=paper)
        assert "title" not in found.out.partition("Every line")[0]
        assert inspection(plan)["title"] == DEFAULTS["title"]
    assert found.err == NOTHING_NEW


def test_a_part_that_a_framework_turns_out_to_be_is_taken(run: Run, plan: Path) -> None:
    corrected = report().replace(
        "Across the country",
        "These are the frameworks:\n\n  • Custody (encompassing Call Handling).\n\n"
        "Across the country",
    )
    found = run("import", "-", "--yes", stdin=corrected)
    assert "  Call Handling: part of none → Custody\n" in found.out
    settings_file = tomllib.loads((plan / "tracker.toml").read_text())
    assert settings_file["frameworks"]["call-handling"]["parent"] == "custody"
    assert run("import", "-", "--yes", stdin=corrected).err == NOTHING_NEW


ROWS = st.lists(st.integers(0, 20), min_size=2, max_size=4).map(
    lambda cells: " ".join(map(str, cells))
)
CELLS = st.fixed_dictionaries(
    {
        "published": st.sampled_from(["4 March 2009", "6 April 2009", "May 2009"]),
        "custody_2009": st.sampled_from([*GRADES, "Not inspected", "Not graded separately"]),
        "custody_2008": st.sampled_from(GRADES),
        "calls_2009": st.sampled_from(GRADES),
        "national_custody": ROWS,
        "national_calls": ROWS,
        "done": st.sampled_from(WORDS),
    }
)
_LISTS = ("grades", "national", "reported", "warnings")


def quiet(*argv: object, stdin: str = "") -> str:
    """What a command prints on standard output."""
    out, old = io.StringIO(), sys.stdin
    stream = io.TextIOWrapper(io.BytesIO(stdin.encode()))
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(io.StringIO()):
        sys.stdin = stream
        try:
            assert main(list(map(str, argv))) == 0
        finally:
            sys.stdin = old
    return out.getvalue()


def lost_cells(whole: list[int], cells: list[int]) -> bool:
    """Whether cells are some of a row's four, in its order."""
    left = iter(whole)
    return len(whole) == 4 > len(cells) and all(cell in left for cell in cells)


@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(CELLS, CELLS)
def test_after_a_corrected_document_the_plan_says_what_it_says(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, str], second: dict[str, str]
) -> None:
    """Each part is that of the corrected document alone, or the former's where that has none."""
    folder = tmp_path_factory.mktemp("law")
    both, alone = folder / "both", folder / "alone"
    for store, documents in ((both, (first, second)), (alone, (second,))):
        quiet("init", store)
        for cells in documents:
            quiet("--store", store, "import", "-", "--yes", stdin=report(**cells))
            before = inspection(store)
    again = quiet("--store", both, "import", "-", "--yes", stdin=report(**second))
    assert "\nChanged" not in again
    assert inspection(both) == before if both is store else True
    found, expected = inspection(both), inspection(alone)
    rows = {name: [*map(int, second[name].split())] for name in second if "national" in name}
    for name, row in zip(("national_custody", "national_calls"), expected["national"], strict=True):
        former = [*map(int, first[name].split())]
        if lost_cells(former, rows[name]):
            row["printed"] = former
    assert [row["printed"] for row in found["national"]] == [
        row["printed"] for row in expected["national"]
    ]
    if "expected" in expected:
        assert found["expected"] == expected["expected"]
    published = expected["published"]
    assert found["published"].startswith(published)
    for part in ("title", "body", "programme", "grades", "reported", "warnings"):
        assert found.get(part) == expected.get(part), part
