"""Workbooks that two sent apart under one number: each is shown by a name that is its own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of


@pytest.fixture
def pair(imported: Path, tmp_path: Path) -> tuple[Copy, Copy]:
    """Two copies, from each of which a workbook went to the same post."""
    plan, *_ = copies_of(imported, tmp_path / "first", LIAISON)
    plan("update REC-5 --owner 'Head of CID' --new-owner --yes")
    ours, theirs = copies_of(plan.folder, tmp_path, LIAISON, DEPUTY)
    for one in (ours, theirs):
        one("remind -o", str(tmp_path / one.folder.name / "packs"))
    ours.sync(theirs)
    return ours, theirs


def test_a_number_that_two_sendings_have_is_shown_whole_and_taken_so(
    pair: tuple[Copy, Copy],
) -> None:
    ours, _ = pair
    name = json.loads(ours("remind --answers --json").out)["sendings"][0]["id"]
    shown = ours("remind --answers").out
    assert f"\n{name}  1 Dec 2008" in shown
    refused = ours("remind --void 1", code=3).err
    assert name in refused
    assert ours(f"remind --void {name}").err == (
        f"taken back: {name} to Head of CID, 1 Dec 2008 (sent by mistake)\n"
    )
    after = ours("remind --answers").out
    assert f"Taken back: {name} to Head of CID" in " ".join(after.split())
    other = json.loads(ours("remind --answers --json").out)["sendings"][0]["id"]
    assert f"\n{other}  1 Dec 2008" in after
    assert other != name
