"""What made only files that others have stays; `undo` goes on to what came before, and asks."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmic_tracker.store.kept_ops import WITH_OTHERS
from tests.sharing.copies import DEPUTY, LIAISON, Copy, copies_of


@pytest.fixture
def ours(imported: Path, tmp_path: Path) -> Copy:
    """A plan with a note and a recorded paper, both of which another copy has."""
    ours, theirs = copies_of(imported, tmp_path, LIAISON, DEPUTY)
    ours("note REC-5 seen")
    paper = tmp_path / "paper.docx"
    ours("report --number 9 --meeting 2008-12-04 --record -o", str(paper))
    ours.sync(theirs, code=0)
    return ours


def test_undo_names_the_paper_and_asks_about_what_came_before(ours: Copy) -> None:
    files = ours.files
    refused = ours("undo", code=2)
    assert refused.err.startswith("tracker: note of REC-5: it came before report (")
    assert refused.err.endswith(
        "UTC), which stays, and nobody can be asked here\n"
        "to do it all the same: tracker undo --yes   (to look first: --dry-run)\n"
    )
    assert ours.files == files
    done = ours("undo --yes")
    assert f": {WITH_OTHERS}\n" in done.err
    assert "REC-5: its note is marked as undone" in done.err
    assert ours.files["papers/paper-9.toml"] == files["papers/paper-9.toml"]


def test_what_is_entered_after_the_paper_is_undone_as_ever(ours: Copy) -> None:
    ours("note REC-6 read")
    assert "passed over" not in ours("undo").err


def test_a_paper_that_nobody_else_has_is_taken_back(ours: Copy, tmp_path: Path) -> None:
    paper = tmp_path / "second.docx"
    ours("report --number 10 --meeting 2009-01-08 --record --yes -o", str(paper))
    ours("undo --yes")
    assert "papers/paper-10.toml" not in ours.files
    assert "papers/paper-9.toml" in ours.files
