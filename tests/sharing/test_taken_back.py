"""An item that was added by mistake, went to others, and was taken back: its history stays."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import EXAMPLE
from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of

OUTPUTS = (
    "list",
    "list --all",
    "list --all --json",
    "list --all --format csv",
    "list --status withdrawn",
    "list --where 'kind = rec and not open'",
    "list --where 'text ~ cells' --all",
    "list --overdue --json",
    "list --all --count",
    "list --all --format ids",
    "list --all --format ics",
    "list --all --format html",
    "list --all --group-by status --wide",
    "summary",
    "summary --all",
    "summary --json",
    "trend",
    "trend --json",
    "grades",
    "check --json",
    "report",
    "report --format markdown --internal",
    "report --format html",
    "report --json",
    "person list",
    "person list --json",
    "framework list",
    "board list",
    "action list",
    "settings list",
    "list --all --no-evidence",
    "inspection list",
    "remind --all --dry-run",
)
"""What says something of the plan, but for histories."""


@pytest.fixture
def pair(imported: Path, tmp_path: Path) -> tuple[Copy, Copy]:
    """Two copies of the example's plan that have met."""
    ours, theirs = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    ours("person add 'Head of CID' --mail cid@example.org", day="2008-11-20")
    ours.sync(theirs)
    return ours, theirs


def taken_back(ours: Copy, theirs: Copy) -> None:
    """Add an item by mistake, exchange it, and take it back."""
    ours(
        "add rec 'That the force counts its cells' --due 2008-10 --owner 'Head of CID'",
        day="2008-12-02",
    )
    ours.sync(theirs)
    ours("undo --yes", day="2008-12-05")
    ours.sync(theirs)


def test_what_was_taken_back_is_in_no_list_count_paper_page_mail_or_calendar(
    pair: tuple[Copy, Copy],
) -> None:
    ours, theirs = pair

    def answers(copy: Copy) -> dict[str, tuple[str, str]]:
        results = {line: copy(line, day="2008-12-08") for line in OUTPUTS}
        place = str(copy.folder)
        return {
            line: (one.out.replace(place, "PLAN"), one.err.replace(place, "PLAN"))
            for line, one in results.items()
        }

    before = answers(ours)
    assert "REC-16" in before["list --all"][0]
    taken_back(ours, theirs)
    assert answers(ours) == before
    assert answers(theirs) == before
    without = {line: theirs(f"--no-index {line}", day="2008-12-08").out for line in OUTPUTS[:5]}
    assert without == {line: before[line][0] for line in OUTPUTS[:5]}


def test_its_history_says_who_took_it_back_and_an_earlier_day_still_has_it(
    pair: tuple[Copy, Copy],
) -> None:
    ours, theirs = pair
    taken_back(ours, theirs)
    for copy in (ours, theirs):
        shown = copy("show REC-17").out
        assert (
            "Taken back by Liaison Officer on 5 Dec 2008: in no list and no count any more" in shown
        )
        assert "added by mistake" in " ".join(copy("history REC-17").out.split())
        assert "REC-17" in copy("history --since 2008-12-01", day="2008-12-08").out
        assert json.loads(copy("list --as-of 2008-12-04 --all --json").out)["count"] == 65
        assert json.loads(copy("list --as-of 2008-12-05 --all --json").out)["count"] == 64
        assert "Taken back" not in copy("show REC-17 --as-of 2008-12-04").out


def test_nobody_works_on_it_until_it_is_reopened_and_its_number_is_not_given_again(
    pair: tuple[Copy, Copy],
) -> None:
    ours, theirs = pair
    taken_back(ours, theirs)
    result = ours("note REC-17 'asked'", day="2008-12-08", code=3)
    assert result.err == (
        "tracker: REC-17 was taken back by Liaison Officer on 5 Dec 2008\n"
        "to have it again: tracker reopen REC-17 --reason TEXT\n"
    )
    several = ours("update REC-16..17 --owner 'Head of CID' --yes", day="2008-12-08").err
    assert several.startswith(
        "REC-17 was taken back by Liaison Officer on 5 Dec 2008, and is left out"
    )
    assert several.count("taken back") == 1
    for line in ("link REC-1 relates REC-17", "link REC-17 relates REC-1", "verify REC-17"):
        assert ours(line, day="2008-12-08", code=3).err == result.err
    ours("add rec 'That the force counts its cars'", day="2008-12-08")
    assert "items/REC-18.toml" in ours.files
    ours("reopen REC-17 --reason 'it was right'", day="2008-12-08")
    assert "REC-17" in ours("list", day="2008-12-08").out
    ours("undo --yes", day="2008-12-08")
    assert "REC-17" not in ours("list --all", day="2008-12-08").out


def test_what_the_other_one_worked_on_meanwhile_is_withdrawn_for_all_to_see_and_it_is_said(
    pair: tuple[Copy, Copy],
) -> None:
    ours, theirs = pair
    ours("add rec 'That the force counts its cells' --due 2008-10", day="2008-12-02")
    ours.sync(theirs)
    theirs("note REC-17 'begun'", day="2008-12-04")
    ours("undo --yes", day="2008-12-05")
    said = " ".join(ours.sync(theirs).out.split())
    assert (
        "REC-17 was taken back on one side and worked on on the other: it stays, withdrawn" in said
    )
    for copy in (ours, theirs):
        assert "REC-17" in copy("list --all").out
        assert "REC-17" not in copy("list").out


def test_a_report_that_was_taken_back_comes_in_again_as_the_same_items(
    pair: tuple[Copy, Copy], tmp_path: Path
) -> None:
    ours, theirs = copies_of(tmp_path / "copy-0", tmp_path / "new", LIAISON, DEPUTY)
    for copy in (ours, theirs):
        for path in (copy.folder / "items").iterdir():
            path.unlink()
        for path in (copy.folder / "inspections").iterdir():
            path.unlink()
    ours("import", str(EXAMPLE), "--yes", day="2008-12-02")
    ours.sync(theirs)
    names = set(ours.files)
    ours("undo --yes", day="2008-12-03")
    assert ours("list --all --count").out == "0\n"
    ours("import", str(EXAMPLE), "--yes", day="2008-12-04")
    assert ours("list --all --count").out == "64\n"
    assert set(ours.files) == names
