"""What was typed into a file of either folder, and entered by nobody before the exchange."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of


@pytest.fixture
def pair(imported: Path, tmp_path: Path) -> tuple[Copy, Copy]:
    """The liaison officer's plan and a copy on a stick, which have met."""
    ours, stick = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    ours.sync(stick)
    return ours, stick


def typed(copy: Copy, key: str, value: str, name: str = "items/REC-5.toml") -> None:
    """Type a value into a file, above its history."""
    path = copy.folder / name
    lines = path.read_text().splitlines(keepends=True)
    place = next(n for n, line in enumerate(lines) if line.startswith(f"{key} = "))
    lines[place] = f'{key} = "{value}"\n'
    path.write_text("".join(lines))


def events(copy: Copy) -> list[tuple[str, str | None]]:
    """What the history of the item has, with the notes."""
    found = json.loads(copy("show REC-5 --json").out)["items"][0]["history"]
    return [(entry["event"], entry["note"]) for entry in found]


IN = """\
{others} 1 change {verb} in. Nothing was lost.

From others  REC-5 changed outside the tool: due Sep 2008 > May 2027, note
             "typed by hand in the other copy"

Numbers   no item was renumbered
Position  open 46, overdue 11 (was 12), no owner 46
"""


def test_what_was_typed_on_the_stick_comes_in_as_an_entry_and_is_named(
    pair: tuple[Copy, Copy],
) -> None:
    ours, theirs = pair
    typed(theirs, "due", "2027-05")
    before = ours.files, theirs.files
    place = str(theirs.folder)
    assert json.loads(ours("sync --status --json", place).out)["theirs"] == 1
    assert ours("sync --dry-run", place).out == IN.format(others="Others'", verb="would be")
    assert (ours.files, theirs.files) == before
    assert ours.sync(theirs).out == IN.format(others="Others'", verb="is")
    assert events(ours)[-1] == ("changed outside the tool", "typed by hand in the other copy")
    assert ours.files == theirs.files
    assert theirs.sync(ours).out == "Nothing new, neither here nor there.\n"


@pytest.mark.parametrize(("key", "values"), [("due", ("2027-05", "2027-06")), ("text", ("A", "B"))])
def test_what_was_typed_into_both_each_otherwise_is_refused_and_a_question_once_it_is_entered(
    pair: tuple[Copy, Copy], key: str, values: tuple[str, str]
) -> None:
    ours, theirs = pair
    for one, value in zip(pair, values, strict=True):
        typed(one, key, value)
    place, there = str(theirs.folder), theirs.files
    refusal = (
        f"tracker: items/REC-5.toml: {key} was changed by hand in both copies, each otherwise\n"
        "enter the change into the history of each copy, there: tracker check --record\n"
    )
    assert ours("sync --dry-run", place, code=6).err == refusal
    assert ours("sync", place, code=6).err == refusal
    assert ours("sync", place, code=6).err == refusal  # mine is entered by now
    assert theirs.files == there
    for one in pair:
        one("check --record", code=None)
    assert f"{key} of" in ours.sync(theirs, code=6).out or key == "due"
    assert ours.files == theirs.files
    assert "REC-5" in ours("list --unsettled").out


def test_what_was_typed_alike_into_both_asks_nothing(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    for one in pair:
        typed(one, "due", "2027-05")
    assert "question" not in ours("sync --dry-run", str(theirs.folder)).out
    assert "question" not in ours.sync(theirs).out
    assert ours.files == theirs.files


def test_a_command_here_and_what_was_typed_there_are_a_question(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    typed(theirs, "due", "2027-05")
    ours("update REC-5 --due 2027-01 --reason supplier --yes")
    shown = ours("sync --dry-run", str(theirs.folder), code=6).out
    done = ours.sync(theirs, code=6).out
    assert shown.replace("would be", "are") == done
    assert "  you     Jan 2027" in done
    assert '  others  May 2027  "typed by hand in the other copy"' in done
    assert ours.files == theirs.files


def test_a_rehearsal_shows_what_was_typed_here_as_the_exchange_does(
    pair: tuple[Copy, Copy],
) -> None:
    ours, theirs = pair
    typed(ours, "due", "2027-05")
    theirs("note REC-5 seen")
    place = str(theirs.folder)
    assert json.loads(ours("sync --status --json", place).out)["mine"] == 1
    shown = ours("sync --dry-run", place).out
    assert "By hand   1 file to be entered into the history\n" in shown
    done = ours.sync(theirs).out
    assert shown.replace("would be", "are").replace("to be entered", "entered") == done
    assert ours.files == theirs.files


def test_what_was_typed_into_the_settings_and_an_inspection_comes_in_as_entries(
    pair: tuple[Copy, Copy],
) -> None:
    ours, theirs = pair
    typed(theirs, "organisation", "Example Constabulary", "tracker.toml")
    name = next((theirs.folder / "inspections").glob("*.toml")).name
    typed(theirs, "title", "Phase One", f"inspections/{name}")
    done = ours.sync(theirs).out
    assert done.startswith("Others' 2 changes are in.")
    for path in ("tracker.toml", f"inspections/{name}"):
        assert b"typed by hand in the other copy" in ours.files[path]
    assert ours.files == theirs.files


def test_what_was_typed_before_both_met_is_not_taken_for_new(
    imported: Path, tmp_path: Path
) -> None:
    first, _ = copies_of(imported, tmp_path / "first", LIAISON, DEPUTY)
    typed(first, "due", "2027-05")
    ours, theirs = copies_of(first.folder, tmp_path, LIAISON, DEPUTY)
    ours.sync(theirs)
    ours("update REC-5 --due 2027-07 --reason later --yes")
    theirs("note REC-5 seen")
    assert "question" not in ours.sync(theirs).out
    assert ours.files == theirs.files
