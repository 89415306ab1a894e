"""An item's file that somebody copied by hand: two items with one uid, of which none is lost."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of


@pytest.fixture
def pair(imported: Path, tmp_path: Path) -> tuple[Copy, Copy]:
    """The liaison officer's plan and a copy on a stick, which have met."""
    ours, stick = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    ours.sync(stick)
    return ours, stick


def copied(copy: Copy, item_id: str = "REC-17") -> Path:
    """A file of an item, copied by hand, with another id and another text."""
    text = (copy.folder / "items/REC-6.toml").read_text()
    text = text.replace('"REC-6"', f'"{item_id}"', 1)
    path = copy.folder / f"items/{item_id}.toml"
    path.write_text(re.sub(r'(?m)^text = ".*"$', 'text = "Of its own."', text, count=1))
    return path


@pytest.mark.parametrize("place", [0, 1])
@pytest.mark.parametrize("changed", [True, False])
def test_an_item_that_was_copied_by_hand_is_refused_in_either_copy_and_nothing_is_changed(
    pair: tuple[Copy, Copy], place: int, changed: bool
) -> None:
    ours, theirs = pair
    copied(pair[place])
    if changed:
        pair[1 - place]("note REC-6 seen")
    before = ours.files, theirs.files
    folder = str(theirs.folder)
    whose = folder if place else "your copy"
    for words in ("sync --dry-run", "sync"):
        refused = ours(words, folder, code=6).err
        assert re.sub(r", \w{8},", ", UID,", refused) == (
            f"tracker: REC-6 and REC-17 have one uid in {whose}, UID, and would become one item\n"
            "nothing was exchanged; where one was copied from the other, change a letter of its "
            "uid\n"
        )
    assert (ours.files, theirs.files) == before


def test_with_a_letter_of_its_uid_changed_the_copied_item_comes_over_whole(
    pair: tuple[Copy, Copy],
) -> None:
    ours, theirs = pair
    path = copied(ours)
    theirs("note REC-6 seen")
    text = path.read_text()
    uid = re.search(r'uid = "(\w+)"', text)
    assert uid
    path.write_text(text.replace(uid[1], f"{uid[1][:-1]}{'a' if uid[1][-1] != 'a' else 'b'}", 1))
    ours.sync(theirs)
    assert ours.files == theirs.files
    assert b"Of its own." in theirs.files["items/REC-17.toml"]


def test_an_item_that_was_renamed_by_hand_is_one_still(pair: tuple[Copy, Copy]) -> None:
    ours, theirs = pair
    copied(ours)
    (ours.folder / "items/REC-6.toml").unlink()
    theirs("note REC-6 seen")
    ours.sync(theirs)
    assert ours.files == theirs.files
    assert sum(b"Of its own." in data for data in ours.files.values()) == 1
