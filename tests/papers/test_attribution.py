"""A paper says of each item where it comes from: the inspection that made it, or people.

It names no inspection that made none of its items, and no document that isn't there yet.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from tests.conftest import EXAMPLE, EXAMPLES, Run

ONE: Final = "HMIC Inspection 2007/09 Phase One"
TWO: Final = "HMIC Inspection 2008 Phase Two"
FROM_TWO: Final = f"from {TWO}, published in October 2008."
PHASE_TWO: Final = EXAMPLES / "hmic-2008-phase-two.txt"


def paper(run: Run, *words: str) -> str:
    found = run("report", "--format", "markdown", *words)
    assert found.code == 0, found.err
    return " ".join(found.out.replace("\\", "").split())


def summarised(paper_text: str) -> str:
    """What stands under "Summary", before the figures."""
    return paper_text.partition("## Summary ")[2].partition(" ### ")[0]


def with_settings(plan: Path, text: str) -> None:
    with (plan / "tracker.toml").open("a", encoding="utf-8") as stream:
        stream.write(text)


@pytest.fixture
def second(run: Run, plan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plan on the 20th of October 2008, with the second report of four days before."""
    monkeypatch.setenv("TRACKER_TODAY", "2008-10-20")
    imported(run, tmp_path, "published in October 2008")
    return plan


def imported(run: Run, folder: Path, published: str) -> None:
    text = PHASE_TWO.read_text(encoding="utf-8").replace("6 November 2008", "16 October 2008")
    path = folder / "two.txt"
    path.write_text(text.replace("published in October 2008", published), encoding="utf-8")
    assert run("import", path, "--yes").code == 0


@pytest.mark.parametrize(
    ("published", "told"),
    [
        ("published in October 2008", f"{TWO}, published in October 2008."),
        ("published on 12 December 2008", f"{TWO}, to be published on 12 December 2008."),
        ("published in December 2008", f"{TWO}, to be published in December 2008."),
    ],
)
def test_what_came_by_an_import_is_never_added_by_hand_before_it_is_published(
    run: Run,
    plan: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    published: str,
    told: str,
) -> None:
    monkeypatch.setenv("TRACKER_TODAY", "2008-10-20")
    imported(run, tmp_path, published)
    for words in ((), ("--as-of", "2008-10-16")):
        out = paper(run, "--appendices", "all", *words)
        assert f"{ONE}, published in October 2007, and {told}" in out
        assert "by hand" not in out
        assert f"### Neighbourhood Policing, {TWO}, 2008 grade: Good" in out
        assert "| Neighbourhood Policing | Good | Excellent | Good | Declined |" in out
    assert TWO not in paper(run, "--as-of", "2008-10-15")


def test_a_summary_and_a_paper_of_the_same_day_agree(run: Run, second: Path) -> None:
    now, then = (
        json.loads(run("summary", "--json", *words).out) for words in ((), ("--as-of", "today"))
    )
    assert now["frameworks"] == then["frameworks"]
    assert now["totals"] == then["totals"]
    figures = json.loads(run("report", "--json").out)["figures"]
    by_place: dict[tuple[str, str], Any] = {(f["framework"], f["kind"]): f for f in figures}
    for row in now["frameworks"]:
        recommendations = by_place.get((row["framework"], "recommendation"), {"total": 0})
        assert recommendations["total"] == row["recommendations"]["total"]


@pytest.mark.parametrize(
    ("where", "names", "names_not"),
    [
        ("framework = cf", TWO, ONE),
        ("id = REC-7", ONE, TWO),
        ("id = REC-17..19", TWO, ONE),
    ],
)
def test_a_narrowed_paper_names_the_inspections_of_its_own_items(
    run: Run, second: Path, where: str, names: str, names_not: str
) -> None:
    with_settings(second, f'\n[papers.part]\nwhere = "{where}"\n')
    out = paper(run, "part")
    assert out.startswith(f"# {names}: progress report")
    assert f" from {names}, published in October" in summarised(out)
    assert names_not not in summarised(out)
    title = run("summary", "--where", where).out.splitlines()[0]
    assert title == f"{names}: position at 20 October 2008"


def test_a_paper_without_counted_items_names_no_inspection(run: Run, second: Path) -> None:
    run("update", "REC-1", "--status", "superseded", "--reason", "merged")
    with_settings(second, '\n[papers.part]\nwhere = "id = REC-1"\n')
    out = summarised(paper(run, "part"))
    assert "There are no items. It covers 1 of the plan's 77 items" in out
    assert "Inspection" not in out


def test_a_narrowed_paper_has_all_grades_of_its_frameworks(run: Run, second: Path) -> None:
    with_settings(second, '\n[papers.part]\nwhere = "id = REC-1"\n')
    out = paper(run, "part")
    assert "| Neighbourhood Policing | Good | Excellent | Good | Declined |" in out
    assert "| Citizen Focus |" not in out


def test_an_item_added_by_hand_is_not_made_by_the_inspection_whose_number_it_has(
    run: Run, plan: Path
) -> None:
    words = ("--framework", "mp", "--inspection", "hmic-2007-phase-one", "--number", "3")
    assert run("add", "rec", "That the force keeps one list", *words).code == 0
    out = paper(run)
    assert f"{ONE} (published in October 2007) made 16 recommendations and 48 AFIs." in out
    assert "One recommendation was added by hand." in out
    assert "Missing Persons, graded Fair: two recommendations and five AFIs." in out
    assert "### Missing Persons, added by hand" in out
    run("add", "rec", "That somebody owns the list", "--framework", "mp")
    assert "Two recommendations were added by hand." in paper(run)
    with_settings(plan, '\n[papers.part]\nwhere = "id = REC-12 or id = REC-17"\n')
    part = paper(run, "part")
    assert f"from {ONE}" not in summarised(part)
    assert "One recommendation was added by hand." in summarised(part)
    assert "Missing Persons, graded Fair: two recommendations and five AFIs." in part


def test_one_that_the_reader_of_a_report_passed_over_is_made_by_the_inspection(
    run: Run, plan: Path
) -> None:
    path = plan / "inspections" / "hmic-2007-phase-one.toml"
    text = path.read_text(encoding="utf-8")
    at = text.index('framework = "missing-persons"', text.index("[[reported]]"))
    path.write_text(text[:at] + text[at:].replace("total = 2\n", "total = 3\n", 1), "utf-8")
    words = ("--framework", "mp", "--inspection", "hmic-2007-phase-one")
    run("add", "rec", "Without its number", *words)
    assert "One recommendation was added by hand." in paper(run)
    run("add", "rec", "That the force keeps one list", *words, "--number", "3")
    run("add", "rec", "One too many", *words, "--number", "4")
    out = paper(run)
    assert f"{ONE} (published in October 2007) made 17 recommendations and 48 AFIs." in out
    assert "Two recommendations were added by hand." in out
    assert "REC-17 and REC-19 were added by hand." in out


def test_background_papers_have_a_document_once_and_none_from_the_future(
    run: Run, plan: Path, tmp_path: Path
) -> None:
    corrected = tmp_path / "corrected.txt"
    text = EXAMPLE.read_text(encoding="utf-8")
    text = text.replace("Neighbourhood Policing 14  21  2", "Neighbourhood Policing 14 21 8 0")
    corrected.write_text(text, encoding="utf-8")
    assert run("import", corrected, "--yes").code == 0
    assert run("import", PHASE_TWO, "--yes").code == 0
    heads = "## E. Background papers ", " ## F. "

    def background(*words: str) -> str:
        return paper(run, *words).partition(heads[0])[2].partition(heads[1])[0]

    both = "- Report 9 of 11 September 2008 - Report 11 of 6 November 2008"
    assert background() == both
    assert background("--as-of", "2008-10-31") == "- Report 9 of 11 September 2008"


@pytest.mark.parametrize(
    ("line", "total"),
    [
        ("update REC-11 --status superseded --reason merged", "15"),
        ("update REC-11 --status withdrawn --reason merged", "15"),
        ("link REC-12 supersedes REC-11", "15"),
        ("link REC-11 duplicates REC-10", "15"),
    ],
)
def test_a_source_counts_more_until_somebody_says_which_is_completed(
    run: Run, plan: Path, line: str, total: str
) -> None:
    assert run(*line.split()).code == 0
    out = paper(run)
    assert (
        f"Recommendations**: 6 of {total} completed, 1 more in doubt (note 1); Report 9 counted 7 "
        "of 16 on 11 September 2008 - **AFIs"
    ) in out
    assert (
        "Missing Persons: Report 9, paragraph 13 says that one of REC-11 and REC-12 is completed, "
        "without saying which; REC-12 is counted as open here, and REC-11 is not counted any more. "
        "With REC-12 completed: 1 of 1 in Missing Persons, 3 of 8 with all of Protecting "
        f"Vulnerable People and 7 of {total} in all."
    ) in out
    said = " ".join(run("summary", "--full").out.split())
    assert "Missing Persons Fair 0/1*" in said
    assert (
        "* The source says one of REC-11, REC-12 is completed, not which. REC-12 is counted open, "
        f"REC-11 is not counted any more. With REC-12: 1/1, 3/8, 7/{total}."
    ) in said
    assert "not named: 1 of REC-11..12" in " ".join(run("check").out.split())
    page = run("summary", "--format", "html").out
    assert "With REC-12: 1/1, 3/8" in page
    run("update", "REC-12", "--status", "done", "--on", "2008-09-11")
    assert "in doubt" not in paper(run)
    assert "*" not in run("summary", "--full").out


def test_of_several_open_candidates_it_is_said_how_many_may_be_completed(
    run: Run, plan: Path
) -> None:
    path = plan / "inspections" / "hmic-2007-phase-one.toml"
    text = path.read_text(encoding="utf-8")
    at = text.index('framework = "performance-management"', text.index("[[reported]]"))
    path.write_text(text[:at] + text[at:].replace("completed = 0\n", "completed = 2\n", 1), "utf-8")
    run("update", "REC-14", "--status", "superseded", "--reason", "merged")
    assert (
        "says that two of REC-14 to REC-16 are completed, without saying which; REC-15 and REC-16 "
        "are counted as open here, and REC-14 is not counted any more. With REC-15 and REC-16 "
        "completed: 2 of 2 in Performance Management and 8 of 15 in all."
    ) in paper(run)
    path.write_text(text[:at] + text[at:].replace("completed = 0\n", "completed = 1\n", 1), "utf-8")
    assert "With one of REC-15 and REC-16 completed: 1 of 2 in Perf" in paper(run)
    assert "With one of REC-15, REC-16: 1/2, 7/15." in " ".join(
        run("summary", "--full").out.split()
    )
