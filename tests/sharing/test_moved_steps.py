"""Steps that two people add at the same time: an answer is of the step that it was sent as."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.part_keys import part_places
from tests.answers.workbooks import fill, opened, saved
from tests.domain.making import an_entry
from tests.formats.test_schemas import faults
from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of

POST = "Head of CID"
PAIR = {LIAISON: "publish the policy", DEPUTY: "buy the system"}


@pytest.fixture
def moved(imported: Path, tmp_path: Path) -> tuple[Copy, Copy]:
    """Two copies in which each added step 1 and sent it; both have the post."""
    (tmp_path / "begun").mkdir()
    [begun] = copies_of(imported, tmp_path / "begun", LIAISON)
    begun(f"update REC-5 --owner '{POST}' --new-owner --yes")
    begun("person add", POST, "--mail", "cid@example.police.uk")
    ours, theirs = copies_of(begun.folder, tmp_path, LIAISON, DEPUTY)
    for copy in (ours, theirs):
        copy("action add REC-5", PAIR[copy.person], "--due", "2008-11-28")
        copy("remind -o", str(tmp_path / copy.person))
    return ours, theirs


def steps(copy: Copy) -> dict[str, dict[str, Any]]:
    """The steps of the item by their texts."""
    item = json.loads(copy("show REC-5 --json").out)["items"][0]
    return {step["text"]: step for step in item["actions"]}


def exchanged(one: Copy, other: Copy, tmp_path: Path) -> tuple[Copy, str, Path]:
    """Exchange the copies: the copy whose step has another number now, what was said, its pack."""
    shown = one.sync(other).out
    first = steps(one)
    loser = next(copy for copy in (one, other) if first[PAIR[copy.person]]["n"] == 2)
    return loser, shown, tmp_path / loser.person


def test_an_exchange_says_which_steps_have_other_numbers(
    moved: tuple[Copy, Copy], tmp_path: Path
) -> None:
    ours, theirs = moved
    rehearsed = json.loads(ours("sync --dry-run --json", str(theirs.folder), code=None).out)
    loser, shown, _ = exchanged(ours, theirs, tmp_path)
    whose = "" if loser is ours else "their "
    assert f"Numbers   {whose}step 1 of REC-5 is step 2 now\n" in shown
    assert faults("sync", rehearsed) == []
    assert rehearsed["renumbered_parts"] == [
        {"item": "REC-5", "kind": "step", "old": 1, "new": 2, "mine": loser is ours}
    ]


def test_a_workbook_completes_the_step_that_was_sent_whatever_its_number_is_now(
    moved: tuple[Copy, Copy], tmp_path: Path
) -> None:
    loser, _, pack = exchanged(*moved, tmp_path)
    book = fill(opened((pack / "answers-head-of-cid.xlsx").read_bytes()),
                {"REC-5 step 1": {"how_far": "completed"}})  # fmt: skip
    path = tmp_path / "answers.xlsx"
    path.write_bytes(saved(book))
    shown = loser("receive", str(path), "--yes", "-o", str(tmp_path / "receipts")).out
    assert "REC-5 step 1  step 2: not done > done. (it is step 2 here since)\n" in shown
    done = {text: step["done"] for text, step in steps(loser).items()}
    assert done == {
        text: "2008-12-01" if person == loser.person else None for person, text in PAIR.items()
    }


def test_a_line_of_a_mail_is_about_the_step_that_its_reminder_had(
    moved: tuple[Copy, Copy], tmp_path: Path
) -> None:
    loser, _, _ = exchanged(*moved, tmp_path)
    mail = tmp_path / "answer.eml"
    mail.write_text("From: cid@example.police.uk\nSubject: RE: answer\n\nREC-5 step 1: done\n")
    value = json.loads(loser("receive", str(mail), "--dry-run", "--json").out)["files"][0]
    assert value["remarks"] == ["REC-5 step 1 is another step in what was sent on 1 Dec 2008"]
    for path in (loser.folder / "sent").iterdir():  # the other's is as likely the one answered
        if f'by = "{loser.person}"' not in path.read_text():
            path.unlink()
    value = json.loads(loser("receive", str(mail), "--dry-run", "--json").out)["files"][0]
    rows = [row for row in value["outcomes"] if row["state"] == "asked"]
    assert [(row["item"], row["compared"][0]["name"]) for row in rows] == [
        ("REC-5 step 1", "Step 2")
    ]
    assert rows[0]["remarks"] == ["it is step 2 here since"]


def test_a_step_that_two_brought_by_one_document_is_known_by_the_name_of_each() -> None:
    """Of entries of equal origin the first in order names it; what was sent may have the other."""
    changes = {"action_1_text": (None, "Agree one template")}
    history = tuple(
        an_entry(1, "2008-09-12", dict(changes), op=op, origin="same") for op in ("aaa", "bbb")
    )
    places = part_places(history, entry_keys(history))
    assert places == {("action", "aaa-1"): 1, ("action", "bbb-1"): 1}


def test_a_merged_copy_says_which_steps_have_other_numbers(moved: tuple[Copy, Copy]) -> None:
    texts = {copy.person: (copy.folder / "items" / "REC-5.toml").read_bytes() for copy in moved}
    shown = {}
    for one, other in (moved, moved[::-1]):
        (one.folder / "items" / "REC-5-PC123.toml").write_bytes(texts[other.person])
        shown[one] = one("merge --yes", code=None).err
    losers = [copy for copy in moved if steps(copy)[PAIR[copy.person]]["n"] == 2]
    assert len(losers) == 1
    line = "  step 1 of REC-5 is step 2 now\n"
    assert {one: line in text for one, text in shown.items()} == {
        one: one is losers[0] for one in moved
    }
