"""Tables of grades of this inspection and of the last one, by the heads of their columns."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError
from tests.conftest import Run

_REPORT = """# Inspection of services for older people in Overby

Published: 4 May 2031

| Judgement | {now} | {then} |
|---|---|---|
| How well people are heard | Good | Inadequate |
| Leadership of the service | Inadequate | Good |

## How well people are heard

Recommendation 1: The council should answer every complaint.
"""


def grades_of(text: str) -> dict[tuple[str, str], str | None]:
    """The grade of each framework and period."""
    return {
        (grade.framework, grade.period): grade.grade
        for grade in read_report(text, "report.md").grades
    }


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("Grade at this inspection", "Grade at the last inspection (June 2027)"),
        ("Now", "Then (2027)"),
        ("Current grade", "Previous grade (2027)"),
        ("New rating", "Old rating, 2027"),
        ("Judgement now", "Judgement in 2027"),
        ("Grade", "Former judgement (March 2027)"),
        ("Grade (2031)", "Grade (2027)"),
        ("Grade", "Before (2027)"),
    ],
)
@pytest.mark.parametrize("turned", [False, True])
def test_grades_of_two_inspections_are_of_their_years(now: str, then: str, turned: bool) -> None:
    text = _REPORT.format(now=now, then=then)
    if turned:
        text = _REPORT.format(now=then, then=now)
    here, before = ("2027", "2031") if turned else ("2031", "2027")
    assert grades_of(text) == {
        ("how-well-people-are-heard", here): "Good",
        ("how-well-people-are-heard", before): "Inadequate",
        ("leadership-of-the-service", here): "Inadequate",
        ("leadership-of-the-service", before): "Good",
    }


@pytest.mark.parametrize(
    ("now", "then"),
    [
        ("Now", "Then"),
        ("Current grade", "Previous grade"),
        ("This inspection", "Last inspection"),
        ("Grade at this inspection", "Grade at the former inspection"),
        ("Grade", "Grade before"),
        ("New", "Old"),
    ],
)
def test_former_grades_without_a_year_are_left_out_with_a_way_to_give_it(
    run: Run, tmp_path: Path, now: str, then: str
) -> None:
    file, store = tmp_path / "report.md", str(tmp_path / "older")
    file.write_text(_REPORT.format(now=now, then=then), encoding="utf-8")
    assert run("init", store).code == 0
    found = run("import", str(file), "--store", store, "--yes")
    assert found.code == 0
    assert (
        "  line 7  the year of 2 former grades is not given; left out: with --mark,\n"
        "          write the year for 'before' in their rows\n"
    ) in found.out
    assert "Grades     2 for 2031\n" in found.out
    assert "0 not understood" in " ".join(found.out.split())


def test_the_year_that_a_person_marks_is_the_former_grades_own(run: Run, tmp_path: Path) -> None:
    file, store = tmp_path / "report.md", str(tmp_path / "older")
    marks = tmp_path / "report.marks.txt"
    file.write_text(_REPORT.format(now="Now", then="Then"), encoding="utf-8")
    assert run("init", store).code == 0
    assert run("import", str(file), "--store", store, "--mark", "--all", "-o", str(marks)).code == 0
    text = marks.read_text(encoding="utf-8")
    assert text.count("grades now before") == 2
    marks.write_text(text.replace("grades now before", "grades now 2027"), encoding="utf-8")
    found = run("import", str(marks), "--store", store, "--yes")
    assert (found.code, "left out" in found.out) == (0, False)
    assert "Grades     2 for 2031, 2 for 2027\n" in found.out


def test_grades_of_now_are_not_taken_for_former_ones_where_the_report_has_no_day() -> None:
    text = _REPORT.format(now="Now", then="Then (2027)").replace("Published: 4 May 2031\n", "")
    draft = read_report(text, "report.md")
    assert {grade.period for grade in draft.grades} == {"2027"}
    assert [w for w in map(str, draft.warnings) if "the year of 2 grades of now is not given" in w]


def test_a_column_of_other_things_at_the_last_inspection_is_none_of_grades() -> None:
    text = (
        _REPORT.format(now="Grade", then="Last inspected")
        .replace("| Inadequate |\n| L", "| 5 May |\n| L")
        .replace("| Good |\n\n", "| 6 May |\n\n")
    )
    assert grades_of(text) == {
        ("how-well-people-are-heard", "2031"): "Good",
        ("leadership-of-the-service", "2031"): "Inadequate",
    }


def test_two_grades_under_heads_of_no_inspection_are_not_understood(
    run: Run, tmp_path: Path
) -> None:
    file, store = tmp_path / "report.md", str(tmp_path / "older")
    text = _REPORT.format(now="North", then="South")
    row = "| Care at night | Good | Good |\n| Care by day | Good | Good |\n"
    file.write_text(text.replace("| Leadership", f"{row}| Leadership"), encoding="utf-8")
    assert run("init", store).code == 0
    found = run("import", str(file), "--store", store, "--explain")
    assert (
        found.out.count("#? the heads of its table don't say which inspection each grade is of")
        == 2
    )


@pytest.mark.parametrize(
    "more", ["", "| Care at night | Good | Good |\n| Care by day | Good | - |\n"]
)
def test_what_a_row_judges_is_a_framework_where_its_grades_are_not_understood(
    run: Run, tmp_path: Path, more: str
) -> None:
    text = _REPORT.format(now="North", then="South").replace("| Leadership", f"{more}| Leadership")
    assert _framework_of_item(run, tmp_path, text) == "how-well-people-are-heard"


def test_what_a_table_of_other_things_names_is_no_framework(run: Run, tmp_path: Path) -> None:
    text = _REPORT.format(now="North", then="South").replace("| Inadequate |", "| 12 |")
    assert not _framework_of_item(run, tmp_path, text.replace("| Good |", "| 3 |"))


def test_the_preview_names_the_heads_as_the_cause_and_a_mark_settles_it(
    run: Run, tmp_path: Path
) -> None:
    file, store = tmp_path / "report.md", str(tmp_path / "older")
    marks = tmp_path / "report.marks.txt"
    file.write_text(_REPORT.format(now="North", then="South"), encoding="utf-8")
    assert run("init", store).code == 0
    found = run("import", str(file), "--store", store, "--dry-run")
    assert (
        "2 lines: the heads of its table don't say which inspection each grade is of; "
        "with --mark, write 'grades now 2022' before each"
    ) in " ".join(found.out.split())
    assert run("import", str(file), "--store", store, "--mark", "--all", "-o", str(marks)).code == 0
    text = marks.read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("?")]
    for row in rows:
        text = text.replace(row, f"grades now 2022 {row[row.index('|') :]}")
    marks.write_text(text, encoding="utf-8")
    settled = run("import", str(marks), "--store", store, "--yes")
    assert "Grades     2 for 2031, 2 for 2022\n" in settled.out


def _framework_of_item(run: Run, folder: Path, text: str) -> str:
    file, store = folder / "report.md", str(folder / "older")
    afi = "Areas for improvement\n\n- Complaints are answered late.\n"
    file.write_text(text[: text.index("Recommendation 1")] + afi, encoding="utf-8")
    assert run("init", store).code == 0
    assert run("import", str(file), "--store", store, "--yes").code == 0
    listed = run("list", "--json", "--store", store)
    return str(json.loads(listed.out)["items"][0]["framework"] or "")


_JUDGED = """Fire: what we will do

{above}

• Effectiveness – requires improvement
• People – good
"""


@pytest.mark.parametrize(
    ("above", "year"),
    [
        ("During its 2019 inspection the service was judged:", "2019"),
        ("Inspectors graded the service as follows in 2021/22:", "2021/22"),
    ],
)
def test_the_line_above_grades_may_say_of_which_year_they_are(above: str, year: str) -> None:
    assert grades_of(_JUDGED.format(above=above)) == {
        ("effectiveness", year): "Requires improvement",
        ("people", year): "Good",
    }


@pytest.mark.parametrize(
    "above", ["From 2019 to 2023 the service was judged:", "Our plans for 2019 are these:"]
)
def test_a_line_with_two_years_or_of_something_else_gives_grades_no_year(above: str) -> None:
    with pytest.raises(InputError, match="has no"):
        grades_of(_JUDGED.format(above=above))


def test_the_end_of_a_page_s_path_that_comes_again_is_its_title() -> None:
    above = "For emergencies\n/\n/\nThe action plan of the service\n\nPublication\n\n"
    graded = _JUDGED.format(above="During its 2019 inspection the service was judged:")
    text = graded.replace("Fire: what we will do", f"{above}The action plan of the service")
    assert read_report(text, "fire.txt").title == "The action plan of the service"


def test_grades_beside_each_other_above_a_board_are_no_name() -> None:
    text = (
        "An inspection of Overby\n\nPublished: 4 May 2031\n\n"
        "Outstanding Good Adequate\nRequires\nimprovement\nInadequate\n\n"
        "Leadership\nGood\n\nArea for improvement\n\nThe force should light the pier.\n"
    )
    assert grades_of(text) == {("leadership", "2031"): "Good"}
