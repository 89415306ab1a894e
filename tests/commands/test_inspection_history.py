"""What is changed in an inspection, by hand, by a document or by a command, leaves a trace."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.commands.test_import_corrected import CORRECTED, DEFAULTS, ID, NOTHING_NEW, OLDER, report
from tests.conftest import Run, tree

NEWER = "Report: 4\nDate: 11 September", "Report: 9\nDate: 14 December"
FAIR, GOOD = 'grade = "Fair"', 'grade = "Good"'


@pytest.fixture
def plan(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with the report in it as it was printed first, imported two days later."""
    folder = tmp_path / "plan"
    monkeypatch.setenv("TRACKER_USER", "Liaison Officer")
    monkeypatch.setenv("TRACKER_TODAY", "2009-09-13")
    assert run("init", folder).code == 0
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    assert run("import", "-", "--yes", stdin=report()).code == 0
    monkeypatch.setenv("TRACKER_TODAY", "2009-12-15")
    return folder


def file_of(plan: Path) -> Path:
    """The inspection's file."""
    return plan / "inspections" / f"{ID}.toml"


def values(plan: Path) -> dict[str, Any]:
    """What is in the inspection's file."""
    return tomllib.loads(file_of(plan).read_bytes().decode())


def typed(plan: Path, old: str, new: str) -> None:
    """Changes the first such text in the inspection's file by hand."""
    text = file_of(plan).read_bytes().decode()
    assert old in text
    file_of(plan).write_bytes(text.replace(old, new, 1).encode())


def entries(plan: Path) -> list[dict[str, Any]]:
    """The entries of the inspection's history without who, when and what comes of them."""
    left_out = {"on", "recorded", "by", "op", "origin", "source", "n"}
    return [
        {k: v for k, v in entry.items() if k not in left_out and not k.endswith("_after")}
        for entry in values(plan)["history"]
    ]


def test_an_import_enters_all_that_it_brings_and_files_say_how_many_entries(plan: Path) -> None:
    found = values(plan)
    (entry,) = found["history"]
    assert found["entries"] == 1
    assert [*found][-1] == "history"
    assert (entry["on"].isoformat(), entry["event"], entry["source"]) == (
        *("2009-09-11", "imported", "Report 4"),
    )
    assert entry["grades.custody.2009.grade"] == "Fair"
    assert entry["national.custody.2009.printed"] == "14 21 2"
    assert entry["reported.custody.afi.2009-09-11.Report 4.completed"] == "2"
    assert entry["publication"] == "2009-03-04"


def test_two_who_import_one_report_have_entries_of_one_origin(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    run("init", other)
    run("--store", other, "import", "-", "--yes", stdin=report())
    mine, theirs = (values(one)["history"][0] for one in (plan, other))
    assert mine["op"] != theirs["op"]
    assert mine["origin"] == theirs["origin"]


def test_a_corrected_grade_shows_the_old_one_before_its_day_and_the_new_one_from_it(
    run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(plan, FAIR, GOOD)
    monkeypatch.setenv("TRACKER_TODAY", "2009-12-20")
    assert run("check", "--record").err == (
        f"{ID}: grade of Custody in 2009: Fair → Good\n1 inspection recorded as changed by hand\n"
    )
    rows = {"2009-08-01": "Fair", "2009-12-19": "Fair", "2009-12-20": "Good"}
    for day, grade in rows.items():
        change = {"Fair": "declined", "Good": "unchanged"}[grade]
        for options in ([], ["--no-index"]):
            found = run("grades", "--as-of", day, *options)
            assert f"Custody        Good  {grade}  {change}\n" in found.out, day
        shown = json.loads(run("inspection", "show", ID, "--as-of", day, "--json").out)
        assert shown["inspection"]["grades"][1]["grade"] == grade
        position = json.loads(run("summary", "--as-of", day, "--json").out)
        assert ('"Fair"' in json.dumps(position)) == (grade == "Fair"), day
        paper = run("report", "--as-of", day).out
        assert f"Custody was graded {grade} in 2009 (Good in 2008)" in " ".join(paper.split()), day


def test_a_national_row_of_a_newer_document_counts_from_its_day(run: Run, plan: Path) -> None:
    newer = report(national_calls="4 17 20 2").replace(*NEWER)
    assert "Call Handling 2009: national row 3 17 21 2 → 4 17 20 2" in " ".join(
        run("import", "-", "--yes", stdin=newer).out.split()
    )
    for day, printed in (("2009-12-13", [3, 17, 21, 2]), ("2009-12-14", [4, 17, 20, 2])):
        found = json.loads(run("grades", "--as-of", day, "--json").out)
        (row,) = found["frameworks"][1]["national"]
        assert row["printed"] == printed
    assert entries(plan)[1] == {
        "event": "imported",
        "national.call-handling.2009.printed": "4 17 20 2",
        "national.call-handling.2009.printed_was": "3 17 21 2",
        **{k: v for k, v in entries(plan)[1].items() if k.startswith("reported.")},
    }


def test_what_a_person_typed_is_kept_said_and_entered_before_what_the_document_changes(
    run: Run, plan: Path
) -> None:
    typed(plan, FAIR, f"{GOOD}  # on appeal")
    found = run("import", "-", "--yes", stdin=CORRECTED)
    kept = "Custody 2009: grade Good → Poor (the document’s; changed by hand since)"
    assert kept in " ".join(found.out.split())
    assert f"{GOOD}  # on appeal" in file_of(plan).read_text()
    by_hand, imported = values(plan)["history"][1:]
    assert (by_hand["event"], by_hand["on"].isoformat()) == (
        *("changed outside the tool", "2009-12-15"),
    )
    assert entries(plan)[1] == {
        "event": "changed outside the tool",
        "grades.custody.2009.grade": "Good",
        "grades.custody.2009.grade_was": "Fair",
    }
    assert imported["event"] == "imported"
    assert "grades.custody.2009.grade" not in imported
    assert "changed-outside" not in run("check").out
    before = tree(plan)
    again = run("import", "-", "--yes", stdin=CORRECTED)
    assert again.err == NOTHING_NEW
    assert kept in " ".join(again.out.split())
    assert tree(plan) == before


def test_what_was_typed_before_the_same_report_comes_again_is_kept_and_nothing_is_written(
    run: Run, plan: Path
) -> None:
    typed(plan, FAIR, GOOD)
    before = tree(plan)
    found = run("import", "-", "--yes", stdin=report())
    kept = "Custody 2009: grade Good → Fair (the document’s; changed by hand since)"
    assert kept in " ".join(found.out.split())
    assert found.err == NOTHING_NEW
    assert tree(plan) == before


def test_a_command_keeps_its_word_against_a_newer_document_as_a_person_does(
    run: Run, plan: Path
) -> None:
    run("inspection", "edit", ID, "--published", "2009-03-31")
    newer = report(published="6 April 2009").replace(*NEWER)
    found = run("import", "-", "--yes", stdin=newer)
    kept = "published 31 Mar 2009 → 6 Apr 2009 (the document’s; changed by hand since)"
    assert kept in " ".join(found.out.split())
    assert values(plan)["published"] == "2009-03-31"


def test_a_row_that_a_person_took_out_comes_back_with_no_import(run: Run, plan: Path) -> None:
    text = file_of(plan).read_text()
    head, _, rest = text.partition("[[national]]")
    file_of(plan).write_text(head + "[[national]]" + rest.partition("[[national]]")[2])
    found = run("import", "-", "--yes", stdin=CORRECTED)
    assert "(the document’s; changed by hand since)" in " ".join(found.out.split())
    assert [row["framework"] for row in values(plan)["national"]] == ["call-handling"]
    assert entries(plan)[1]["national.custody.2009.printed_was"] == "14 21 2"
    again = run("import", "-", "--yes", stdin=CORRECTED)
    assert again.err == NOTHING_NEW


def test_what_a_newer_document_gave_stays_where_an_older_one_comes_without_any_marks(
    run: Run, plan: Path
) -> None:
    for marks in (plan / "documents").iterdir():
        marks.unlink()
    found = run("import", "-", "--yes", stdin=OLDER)
    kept = "Custody 2009: grade Fair → Poor (the document’s; a newer one’s stays)"
    assert kept in " ".join(found.out.split())


def test_what_a_newer_document_said_again_stays_though_it_changed_nothing(
    run: Run, plan: Path
) -> None:
    again = OLDER.replace("Report: 1\nDate: 3 March", "Report: 9\nDate: 14 December")
    run("import", "-", "--yes", stdin=again.replace("Custody Poor", "Custody Fair"))
    between = OLDER.replace("Report: 1\nDate: 3 March", "Report: 7\nDate: 1 December")
    found = run("import", "-", "--yes", stdin=between)
    kept = "Custody 2009: grade Fair → Poor (the document’s; a newer one’s stays)"
    assert kept in " ".join(found.out.split())


def without_history(plan: Path) -> None:
    """Makes the inspection's file one of the earlier format."""
    text = file_of(plan).read_text()
    file_of(plan).write_text(text.partition("\n[[history]]")[0].replace("entries = 1\n", ""))


def test_the_first_write_to_a_file_without_history_enters_all_that_it_had(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    without_history(plan)
    other = tmp_path / "other"
    for copied in sorted(plan.rglob("*")):
        if copied.is_file() and ".tracker" not in copied.parts:
            target = other / copied.relative_to(plan)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(copied.read_bytes())
    for store in (plan, other):
        assert run("--store", store, "inspection", "edit", ID, "--revisit", "2010-10").code == 0
    first, edited = values(plan)["history"]
    assert first["grades.custody.2009.grade"] == "Fair"
    assert (edited["event"], edited["revisit"]) == ("updated", "2010-10")
    assert first["origin"] == values(other)["history"][0]["origin"]
    found = run("import", "-", "--yes", stdin=CORRECTED)
    assert "Custody 2009: grade Fair → Poor\n" in found.out
    assert [entry["event"] for entry in values(plan)["history"]] == [
        *("changed outside the tool", "updated", "imported")
    ]


def bare_values(plan: Path) -> dict[str, Any]:
    """What the inspection's file says but for how it came to."""
    return {key: v for key, v in values(plan).items() if key not in {"entries", "history"}}


def test_an_import_is_undone_with_its_entries_and_done_again(run: Run, plan: Path) -> None:
    typed(plan, FAIR, GOOD)
    before = bare_values(plan)
    run("import", "-", "--yes", stdin=CORRECTED)
    after = bare_values(plan)
    assert run("undo", "--yes").code == 0
    assert bare_values(plan) == before
    assert [e["event"] for e in values(plan)["history"]][-1] == "undone"
    assert run("undo", "--redo", "--yes").code == 0
    assert bare_values(plan) == after
    assert [e["event"] for e in values(plan)["history"]][-1] == "redone"


def test_comments_line_ends_and_what_people_added_stay(run: Run, plan: Path) -> None:
    text = file_of(plan).read_text().replace(FAIR, f"{FAIR}  # printed\nasked = true", 1)
    text = text.replace("[[grades]]", "# as printed\n[[grades]]", 1)
    text = text.replace('event = "imported"', 'event = "imported"  # by the clerk\nmine = "x"')
    file_of(plan).write_bytes(text.replace("\n", "\r\n").encode())
    run("inspection", "edit", ID, "--revisit", "2010-10")
    run("import", "-", "--yes", stdin=CORRECTED)
    after = file_of(plan).read_bytes()
    assert b"\r\n" in after
    assert after.count(b"\n") == after.count(b"\r\n")
    for kept in (
        "# as printed\r\n[[grades]]",
        "# printed\r\nasked = true",
        "# by the clerk\r\nmine",
    ):
        assert kept in after.decode()
    assert [entry["event"] for entry in values(plan)["history"]] == [
        *("imported", "updated", "imported")
    ]


def test_the_history_says_in_words_what_was_corrected(run: Run, plan: Path) -> None:
    typed(plan, FAIR, GOOD)
    run("import", "-", "--yes", stdin=CORRECTED)
    assert (
        run("history", ID).out
        == f"""\
History of {ID}
All: by Liaison Officer

No.  Day          Entered      Items
  1  11 Sep 2009  13 Sep 2009  {ID}
     imported: title HMIC Inspection 2009 Phase One, body HMIC, publication
     date 4 Mar 2009, number of forces 43, 4 grades, 2 national rows, 1 count
     (Report 4)
  2  15 Dec 2009  15 Dec 2009  {ID}
     changed outside the tool: grade of Custody in 2009: Fair → Good (hand
     edit)
  3  11 Sep 2009  15 Dec 2009  {ID}
     imported: title HMIC Inspection 2009 Phase One → HMIC Inspection 2009
     phase one, publication date 4 Mar 2009 → 6 Apr 2009, national row of
     Custody in 2009: 14 21 2 → 14 21 6 2, count of Custody, AFI, on 11 Sep
     2009 (Report 4): 2 completed → 3 completed (Report 4)
"""
    )
    whole = " ".join(run("history").out.split())
    assert "changed outside the tool: grade of Custody in 2009: Fair → Good" in whole
    found = json.loads(run("history", ID, "--json").out)
    assert {(one["id"], one["subject"]) for one in found["entries"]} == {(ID, "inspection")}
    assert found["entries"][1]["changes"] == [
        {"field": "grades.custody.2009.grade", "from": "Fair", "to": "Good"}
    ]
    assert found["count"] == 3
    only = json.loads(run("history", ID, "--as-of", "2009-12-14", "--json").out)
    assert [one["event"] for one in only["entries"]] == ["imported", "imported"]


def test_an_inspection_added_and_edited_by_commands_has_entries_of_both(
    run: Run, plan: Path
) -> None:
    run("inspection", "add", "PEEL 2021/22", "--body", "HMICFRS", "--published", "2009-10-13")
    run("inspection", "edit", "peel-2021", "--published", "2009-10-14")
    found = tomllib.loads((plan / "inspections" / "peel-2021.toml").read_text())
    assert [entry["event"] for entry in found["history"]] == ["added", "updated"]
    assert found["history"][1]["publication_was"] == "2009-10-13"
    assert "updated: publication date 13 Oct 2009 → 14 Oct 2009" in run("history", "peel-2021").out
    shown = run("inspection", "show", "peel-2021", "--as-of", "2009-12-14").out
    assert "13 Oct 2009" in shown  # as it was in the plan then


def conflict(plan: Path) -> None:
    """Adds what another person entered at the same time, as a merged file has it."""
    found = values(plan)
    first, last = found["history"][0]["op"], found["history"][-1]["n"]
    text = file_of(plan).read_text()
    entries = f"entries = {len(found['history'])}"
    file_of(plan).write_text(
        text.replace(entries, f"entries = {len(found['history']) + 1}")
        + f"""
[[history]]
on = 2009-12-15
recorded = 2009-12-15T12:00:00Z
by = "Deputy"
op = "zzzzzzzz"
event = "changed outside the tool"
"grades.custody.2009.grade" = "Poor"
"grades.custody.2009.grade_was" = "Fair"
"grades.custody.2009.grade_after" = ["{first}/1"]
n = {last}
"""
    )


def test_what_two_people_corrected_otherwise_is_found_shown_and_settled(
    run: Run, plan: Path
) -> None:
    typed(plan, FAIR, GOOD)
    run("check", "--record")
    conflict(plan)
    found = json.loads(run("check", "--json").out)["findings"]
    assert [(one["code"], one["line"]) for one in found if one["level"] == "error"] == [
        ("unsettled", 19)
    ]
    assert file_of(plan).read_text().splitlines()[18] == GOOD
    for options in ([], ["--no-index"]):
        assert "Not settled: grade of Custody in 2009 is Good, by another Poor" in " ".join(
            run("grades", *options).out.split()
        )
    assert run("inspection", "show", ID).out.endswith(
        "\nNot settled\n"
        "What                      Counts  Also\n"
        "grade of Custody in 2009  Good    Poor\n"
    )
    differing = {"field": "grades.custody.2009.grade", "counts": "Good", "others": ["Poor"]}
    shown = json.loads(run("inspection", "show", ID, "--json").out)["inspection"]
    assert shown["unsettled"] == [differing]
    assert json.loads(run("grades", "--json").out)["unsettled"] == [{"inspection": ID, **differing}]
    assert "Not settled" not in run("grades", "--as-of", "2009-12-14").out
    assert run("inspection", "edit", ID, "--settle").code == 0
    assert run("check").code == 0
    assert "Not settled" not in run("grades").out
    assert entries(plan)[-1] == {
        "event": "settled",
        "grades.custody.2009.grade": "Good",
        "grades.custody.2009.grade_was": "Good",
    }
    before = tree(plan)
    assert run("inspection", "edit", ID, "--settle").code == 0
    assert tree(plan) == before


def test_the_other_value_is_chosen_by_writing_it_into_the_file(run: Run, plan: Path) -> None:
    typed(plan, FAIR, GOOD)
    run("check", "--record")
    conflict(plan)
    typed(plan, GOOD + "\nscale", GOOD + "\nscale")  # the grade of 2008 stays
    text = file_of(plan).read_text()
    place = text.index(GOOD, text.index('period = "2009"'))
    file_of(plan).write_text(text[:place] + 'grade = "Poor"' + text[place + len(GOOD) :])
    assert run("check", "--record").code == 0
    assert values(plan)["history"][-1]["grades.custody.2009.grade"] == "Poor"
    assert len(values(plan)["history"][-1]["grades.custody.2009.grade_after"]) == 2


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("entries = 1\n", "entries = 2\n", "history-truncated"),
        ("entries = 1\n", "", "missing-key"),
        ("n = 1\n", "", "history-truncated"),
        ('.2009.state" = "graded"', '.2009.state" = "x"', "wrong-value"),
        ('publication = "2009-03-04"', 'publication = "soon"', "wrong-value"),
    ],
)
def test_a_history_that_was_cut_or_can_not_be_is_found_and_the_rest_served(
    run: Run, plan: Path, old: str, new: str, code: str
) -> None:
    typed(plan, old, new)
    found = json.loads(run("check", "--json").out)["findings"]
    assert [one["code"] for one in found if one["level"] == "error"] == [code]
    listed = run("list", "--all")
    assert listed.code == 5
    assert "AFI-1..2" in listed.out


def test_a_change_by_hand_is_named_with_its_line(run: Run, plan: Path) -> None:
    typed(plan, FAIR, GOOD)
    found = json.loads(run("check", "--json").out)["findings"]
    mine = [one for one in found if one["code"] == "changed-outside"]
    assert [(one["message"], one["line"]) for one in mine] == [
        (f"{ID}: grade of Custody in 2009 is Good, and its history says Fair", 19)
    ]
    assert json.loads(run("check", "--record", "--json").out)["recorded"] == [ID]
    assert "changed-outside" not in run("check").out


def test_an_upgrade_leaves_inspections_as_they_are(run: Run, plan: Path) -> None:
    without_history(plan)
    settings = plan / "tracker.toml"
    settings.write_text(settings.read_text().replace("schema = 2", "schema = 1"))
    before = file_of(plan).read_bytes()
    assert run("check", "--upgrade").code in {0, 1}
    assert file_of(plan).read_bytes() == before
    assert run("history", ID).out == f"No entries for {ID}\n"
    assert DEFAULTS["title"] in run("inspection", "show", ID).out
