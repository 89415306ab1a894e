"""What is in no count is told as that, in the summary and in the appendices, and of which it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Run


def report(run: Run, *words: str) -> str:
    found = run("report", "--as-of", "2008-12-02", "--format", "markdown", *words)
    assert found.code == 0, found.err
    return found.out


def standing(text: str, label: str) -> str:
    """What an appendix says under an item's label."""
    lines = text.replace("\\", "").splitlines()
    line = f"- {label}, text not published: "
    if found := [one.removeprefix(line) for one in lines if one.startswith(line)]:
        return found[0]
    at = lines.index(f"#### {label}")
    return next(line for line in lines[at + 1 :] if line and not line.startswith(">"))


@pytest.fixture
def linked(run: Run, plan: Path) -> str:
    for line in (
        "link AFI-14 duplicates AFI-13",
        "link AFI-17 duplicates AFI-13",
        "link REC-4 supersedes REC-2",
        "add gp Briefings --framework np",
    ):
        assert run(*line.split()).code == 0, line
    return report(run)


def test_appendices_say_which_items_are_counted_elsewhere(linked: str) -> None:
    assert standing(linked, "Area for improvement 4 of 8 (AFI-14)") == (
        "AFI-14 duplicates AFI-13 and is counted there."
    )
    assert standing(linked, "Area for improvement 7 of 8 (AFI-17)") == (
        "AFI-17 duplicates AFI-13 and is counted there."
    )
    assert standing(linked, "Recommendation 2 (REC-2)") == "Superseded by REC-4; not counted."
    assert "(overall), graded Fair: four recommendations and eight AFIs." in linked
    assert "- Six AFIs (AFI-11 to AFI-13, AFI-15, AFI-16 and AFI-18)" in linked.replace("\\", "")


def test_the_summary_names_all_that_is_not_counted(run: Run, linked: str) -> None:
    assert (
        "Not counted here: one superseded, two duplicates and one piece of good practice." in linked
    )
    run("add", "gp", "Leaflets", "--framework", "np")
    run("link", "AFI-17", "duplicates", "AFI-13", "--remove")
    run("update", "AFI-24", "--status", "withdrawn", "--reason", "merged")
    assert (
        "Not counted here: one superseded, one duplicate, one withdrawn"
        " and two pieces of good practice."
    ) in report(run)


def test_one_that_is_counted_nowhere_is_said_to_be(run: Run, linked: str) -> None:
    run("update", "AFI-13", "--status", "withdrawn", "--reason", "merged")
    found = report(run)
    assert standing(found, "Area for improvement 4 of 8 (AFI-14)") == (
        "AFI-14 duplicates AFI-13 and is not counted."
    )
    assert standing(found, "Area for improvement 3 of 8 (AFI-13)") == ("withdrawn; not counted.")


def test_the_other_is_named_where_the_paper_is_not_about_it(
    run: Run, plan: Path, linked: str
) -> None:
    run("update", "AFI-14", "REC-2", "--board", "Small Board", "--yes")
    with (plan / "tracker.toml").open("a") as stream:
        stream.write('\n[papers.small]\nboard = "Small Board"\n')
    found = report(run, "small")
    assert "AFI-14 duplicates AFI-13 and is counted there." in found.replace("\\", "")
    assert "Superseded by REC-4; not counted." in found.replace("\\", "")
    assert "REC-4 (" not in found


def test_an_exempt_item_is_not_told_by_what_it_duplicates(run: Run, linked: str) -> None:
    run("update", "AFI-13", "REC-4", "--exempt", "--yes")
    found = report(run)
    assert standing(found, "Area for improvement 4 of 8 (AFI-14)") == (
        "AFI-14 duplicates another item and is counted there."
    )
    assert standing(found, "Recommendation 2 (REC-2)") == (
        "Superseded by another item; not counted."
    )
    run("update", "AFI-14", "--exempt")
    said = report(run).replace("\\", "")
    assert "\n- Area for improvement (AFI-14): exempt. In progress; not counted.\n" in said


def test_what_a_later_inspection_carries_on_is_told_with_it(run: Run, plan: Path) -> None:
    run("add", "rec", "Again", "--framework", "np")
    run("link", "REC-17", "carried-from", "REC-5")
    run("update", "REC-5", "--status", "superseded", "--reason", "again")
    assert standing(report(run), "Recommendation 1 (REC-5)") == (
        "Superseded; carried on by REC-17; not counted."
    )
