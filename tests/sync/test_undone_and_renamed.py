"""By git as by folders: an import undone before it was sent, and a post that one renamed."""

from __future__ import annotations

from tests.sync.conftest import EXAMPLE, Clone


def test_an_import_undone_before_it_was_sent_is_the_others_without_a_question(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    ours("import", str(EXAMPLE), "--yes")
    ours("undo --yes")
    theirs("import", str(EXAMPLE), "--yes")
    theirs("sync")
    ours("sync")
    theirs("sync")
    assert ours.files == theirs.files
    assert ours("list --all --count").out == "67\n"
    assert "unknown" not in ours("check").out


def test_a_post_that_one_renamed_has_the_items_that_the_other_gave_it(
    pair: tuple[Clone, Clone],
) -> None:
    ours, theirs = pair
    ours("person rename 'Head of CID' 'Head of Crime' --yes")
    theirs("update REC-1 --owner 'Head of CID' --yes")
    theirs("sync")
    assert "REC-1: 'Head of CID' is called 'Head of Crime' by now" in ours("sync").out
    theirs("sync")
    assert ours.files == theirs.files
    assert "Owner     Head of Crime" in theirs("show REC-1").out
