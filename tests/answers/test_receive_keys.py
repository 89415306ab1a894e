"""`receive` on a terminal: who answers, each conflict, and writing."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmic_tracker.domain.items import Item
from hmic_tracker.store.index.queries import read_plan
from tests.answers.conftest import Returning
from tests.answers.returned import counts, received
from tests.answers.workbooks import column_of, saved
from tests.commands.terminal import Terminal
from tests.conftest import Run, tree

pytestmark = [
    pytest.mark.posix,
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]
LATER: str = "s later >"
WRITE: str = "One undo takes it back. y/n >"


@pytest.fixture
def path(returning: Returning, run: Run) -> Path:
    """A workbook with two rows that were changed here; the program itself has no record of it."""
    answers = {"REC-5": {"how_far": "almost"}, "REC-8": {"how_far": "completed", "what": "All"}}
    made = returning.file({**answers, "AFI-11..18": {"done": 5}})
    run("update", "REC-8", "--progress", "almost")
    run("update", "AFI-11..13", "--status", "done", "--yes")
    return made.absolute()


def items(folder: Path) -> dict[str, Item]:
    return {item.id: item for item in read_plan(folder, False).items}


def test_each_conflict_is_decided_by_a_key_and_all_is_one_step(
    returning: Returning, path: Path, run: Run
) -> None:
    with Terminal(returning.folder, ["receive", str(path)]) as terminal:
        shown = terminal.answer(LATER, "k")
        assert "How far: sent majority, answered completed, now almost\n" in shown
        assert "a take: completed   k keep ours, answer becomes a note   s later >" in shown
        shown = terminal.answer(LATER, "m")
        assert "a 5 of 8 done in all   m 5 more   k keep ours, with a note" in shown
        assert "Write 3 rows? " in terminal.answer(WRITE, "y")
        code, seen = terminal.end()
    assert code == 0
    assert "written: 3 rows, 7 items. receipt: receipts/" in seen
    after = items(returning.folder)
    assert (after["REC-5"].progress, after["REC-8"].status) == ("almost", "in-progress")
    assert after["REC-8"].history[-1].note == "All; answered 'completed'"
    assert [after[f"AFI-{n}"].status for n in range(11, 19)] == ["done"] * 8
    receipt = Path("receipts/head-of-public-protection.txt").read_text()
    assert "AFI-11..18  5 more; here it was 3 of 8 done\n" in receipt
    assert "REC-8  kept as it is here; your words are noted\n" in receipt
    assert run("undo", "--yes").code == 0
    assert items(returning.folder)["REC-5"].progress == "majority"


def test_an_answer_on_an_item_that_was_not_sent_is_asked_about_and_can_be_taken(
    returning: Returning, run: Run
) -> None:
    owner = "Head of Public Protection"
    assert run("update", "REC-14", "--owner", owner).code == 0
    assert run("action", "add", "REC-14", "Agree it").code == 0
    book = returning.workbook({})
    sheet = book["Answers"]
    cells = (("REC-14", "almost", "In two areas"), ("rec 14 step 1", "completed", None))
    for n, (item, far, what) in enumerate(cells, sheet.max_row + 1):
        sheet.cell(n, 1).value = item
        sheet.cell(n, column_of("how_far") + 1).value = far
        sheet.cell(n, column_of("what") + 1).value = what
    made = Path("more.xlsx").absolute()
    made.write_bytes(saved(book))
    value = received(run, made)
    assert counts(value) == "0 2 0 6"
    assert [one["why"] for one in value["outcomes"][-2:]] == ["not a row of this workbook"] * 2
    with Terminal(returning.folder, ["receive", str(made)]) as terminal:
        shown = terminal.answer(LATER, "a")
        assert "a take: almost   k keep ours, answer becomes a note   s later >" in shown
        terminal.answer(LATER, "a")
        terminal.answer(WRITE, "y")
        code, seen = terminal.end()
    assert (code, "written: 2 rows, 1 item." in seen) == (0, True)
    after = items(returning.folder)["REC-14"]
    assert (after.progress, after.actions[0].done) == ("almost", "2008-12-05")
    assert after.history[-2].note == "In two areas"
    assert counts(received(run, made)) == "2 0 0 6"


def test_enter_leaves_a_row_for_later_and_n_writes_nothing(
    returning: Returning, path: Path
) -> None:
    before = tree(returning.folder)
    with Terminal(returning.folder, ["receive", str(path)]) as terminal:
        terminal.answer(LATER, "\r")
        terminal.answer(LATER, "s")
        assert "Write 1 row? " in terminal.answer(WRITE, "n")
        code, seen = terminal.end()
    assert (code, seen.endswith("nothing was written\n")) == (0, True)
    assert tree(returning.folder) == before


def test_who_answers_for_somebody_else_is_asked_first(returning: Returning) -> None:
    made = returning.file({"REC-5": {"how_far": "almost", "why": "Good pilot, Jane Deputy"}})
    with Terminal(returning.folder, ["receive", str(made.absolute())]) as terminal:
        shown = terminal.answer("Take these answers for Head of Public Protection? y/n >", "n")
        assert "Answered by Jane Deputy, and the post is held by A. Holder.\n" in shown
        code, seen = terminal.end()
    assert (code, seen.endswith("nothing was written\n")) == (0, True)
