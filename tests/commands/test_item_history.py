"""The history of an item: a line an event, the latest eight, without what was undone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import Run


@pytest.fixture
def long(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan in which an item has twelve entries, two of which are a change and its undoing."""
    for day in range(1, 11):
        monkeypatch.setenv("TRACKER_TODAY", f"2008-11-{day:02}")
        if day == 5:
            run("update", "REC-13", "--progress", "some")
            run("undo")
        else:
            run("note", "REC-13", f"note {day}")
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-01")
    return plan


LATEST = "".join(
    f"{place:>3}  {day} Nov 2008  note: note {day} (by Liaison Officer)\n"
    if day > 9
    else f"{place:>3}  {day} Nov 2008   note: note {day} (by Liaison Officer)\n"
    for place, day in ((4, 3), (5, 4), (8, 6), (9, 7), (10, 8), (11, 9), (12, 10))
)


def test_the_latest_eight_are_shown_a_line_an_event(run: Run, long: Path) -> None:
    assert run("history", "REC-13").out == (
        "History of REC-13\n"
        "\n"
        "  3  2 Nov 2008   note: note 2 (by Liaison Officer)\n"
        f"{LATEST}"
        "\n"
        "  Not shown: 2 earlier entries, 2 of what was undone - tracker history REC-13\n"
        "  --all\n"
    )


def test_show_has_the_same_and_all_of_it_where_that_is_asked(run: Run, long: Path) -> None:
    shown = run("show", "REC-13").out.partition("\nHistory\n")[2]
    assert shown.count("note: note") == 8
    assert "undone" not in shown.partition("Not shown")[0]
    whole = run("show", "REC-13", "--all").out.partition("\nHistory\n")[2]
    assert (whole.count("note: note"), "Not shown" in whole) == (9, False)
    assert "undone: progress some → almost" in whole


def test_all_entries_come_with_their_places(run: Run, long: Path) -> None:
    lines = run("history", "REC-13", "--all").out.splitlines()
    places = [line[:3].strip() for line in lines if line[:3].strip().isdecimal()]
    assert places == [str(n) for n in range(1, 13)]
    assert "undone: progress some → almost (undo of" in " ".join(lines)


def test_a_day_or_a_person_picks_as_many_as_there_are(run: Run, long: Path) -> None:
    found = run("history", "REC-13", "--since", "2008-11-01").out
    assert found.count("note: note") == 9
    assert "Not shown: 2 of what was undone - tracker history REC-13 --all" in found
    assert run("history", "REC-13", "--by", "nobody").out == "No entries for REC-13\n"


def test_a_day_leaves_places_as_they_are(run: Run, long: Path) -> None:
    lines = run("history", "REC-13", "--as-of", "2008-11-03").out.splitlines()[2:]
    assert [line[:3].strip() for line in lines if line[:3].strip()] == ["1", "2", "3", "4"]


def test_programs_get_the_whole_history(run: Run, long: Path) -> None:
    assert json.loads(run("history", "REC-13", "--json").out)["count"] == 12
    assert len(json.loads(run("show", "REC-13", "--json").out)["items"][0]["history"]) == 12


def test_what_was_redone_stands_without_the_undo_and_the_redo(run: Run, long: Path) -> None:
    assert run("undo", "--yes").code == 0
    assert "note 10" not in run("history", "REC-13").out
    run("undo", "--redo", "--yes")
    found = run("history", "REC-13").out
    assert " 12  10 Nov 2008  note: note 10 (by Liaison Officer)\n" in found
    assert "2 earlier entries, 4 of what was undone" in " ".join(found.split())


def test_what_was_recorded_of_a_hand_stands_though_its_command_is_undone(
    run: Run, plan: Path
) -> None:
    path = plan / "items" / "REC-13.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('progress = "almost"', 'progress = "some"', 1), encoding="utf-8")
    run("note", "REC-13", "seen")
    run("undo")
    found = run("history", "REC-13").out
    assert "changed outside the tool: progress almost → some" in found
    assert "note: seen" not in found
