"""A question that an exchange opens names the value that counts: the same in both copies."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.sharing.copies import DEPUTY, LIAISON, copies_of


@pytest.mark.parametrize("is_ours", [True, False])
def test_the_owner_that_counts_is_named_in_either_copy(
    imported: Path, tmp_path: Path, is_ours: bool
) -> None:
    pair = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    posts = ("Head of Crime", "Head of Custody")
    for copy, post in zip(pair, posts, strict=True):
        copy(f"update REC-5 --owner '{post}' --new-owner --yes")
    one, other = pair if is_ours else pair[::-1]
    shown = one.sync(other, code=6).out
    shows = [post for post in posts if f"Owner     {post}" in one("show REC-5").out]
    assert f"  Until it is settled '{shows[0]}' counts. Talk to each other" in shown
    assert len(shows) == 1


@pytest.mark.parametrize("is_ours", [True, False])
def test_the_setting_that_counts_is_named_in_either_copy(
    imported: Path, tmp_path: Path, is_ours: bool
) -> None:
    pair = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    names = ("Police of Here", "Police of There")
    for copy, name in zip(pair, names, strict=True):
        copy(f"settings set organisation '{name}'")
    one, other = pair if is_ours else pair[::-1]
    shown = one.sync(other, code=6).out
    (counts,) = (
        name
        for name in names
        if name in (one.folder / "tracker.toml").read_text().partition("[[")[0]
    )
    assert f"  Until it is settled '{counts}' counts. Talk to each other" in shown
