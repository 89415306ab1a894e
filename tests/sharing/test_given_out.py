"""What went out by its number keeps it, however it went out."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of


@pytest.fixture
def three(imported: Path, tmp_path: Path) -> list[Copy]:
    """Two copies that add an item each under one number, and have met."""
    made = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    made[0]("person add 'Head of CID' --mail cid@example.org")
    made[0].sync(made[1])
    for copy, what in zip(made, ("counts its cells", "paints its doors"), strict=True):
        copy(f"add rec 'That the force {what}' --due 2008-10 --owner 'Head of CID'")
    return made


@pytest.mark.parametrize(
    "line",
    [
        "list --all --format ics",
        "list --owner 'Head of CID' -o {}/owners.xlsx",
        "list --all -o {}/dates.ics",
        "bundle --all --yes -o {}/bundle.zip",
        "remind --owner 'Head of CID' -o {}/drafts",
        "report --record --number 1 -o {}/paper.md",
    ],
)
@pytest.mark.parametrize("who", [0, 1])
def test_of_two_items_with_one_number_the_one_that_went_out_keeps_it(
    three: list[Copy], tmp_path: Path, line: str, who: int
) -> None:
    giver = three[who]
    giver(line.format(tmp_path))
    text = three[who].files["items/REC-17.toml"]
    for copy in (giver, three[1 - who]):
        copy.sync(three[0] if copy is three[1] else three[1])
    assert three[0].files == three[1].files
    uid = next(row for row in text.splitlines() if row.startswith(b"uid"))
    assert uid in three[0].files["items/REC-17.toml"]
    assert b'aka = ["REC-17"]' in three[0].files["items/REC-18.toml"]


def test_a_list_of_an_earlier_day_or_for_oneself_gives_no_number_out(three: list[Copy]) -> None:
    ours, _ = three
    ours("list --all")
    ours("list --all --json")
    ours("list --all --format ics --as-of 2008-12-01")
    assert not (ours.folder / ".tracker" / "given-out.json").exists()


@pytest.mark.posix
def test_a_calendar_is_drawn_from_a_plan_that_can_only_be_read(three: list[Copy]) -> None:
    ours, _ = three
    private = ours.folder / ".tracker"
    (private / "given-out.json").symlink_to(ours.folder / "tracker.toml")
    before = ours.files
    assert "REC-17" in ours("list --all --format ics").out
    assert ours.files == before
