"""The questions of an import: asked one by one on a terminal, listed and left open elsewhere."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from hmic_tracker.commands.import_questions import NEW, ImportAnswers
from hmic_tracker.commands.wording_rank import rank_by_wording
from hmic_tracker.documents.marks import Mark
from tests.commands.terminal import Terminal
from tests.conftest import Run

MATCHES = bool(rank_by_wording("the same words", ["the same words"]))
pytestmark = pytest.mark.filterwarnings(
    "ignore:This process .* is multi-threaded:DeprecationWarning"
)
wording = pytest.mark.skipif(not MATCHES, reason="wording is not compared yet")
SHA = "ab" * 32
FIRST = f"""\
# file: first.txt, 812 bytes, SHA-256 {SHA}
inspection @1 | Inspection of call handling 2031
published @2  | 14 May 2031
rec @5        | Eldermoor Police should answer nine out of ten emergency
              | calls within ten seconds.
rec @6        | Eldermoor Police should tell residents what came of the
              | priorities that they chose.
"""
SECOND = f"""\
# file: second.txt, 812 bytes, SHA-256 {"cd" * 32}
inspection @1 | Inspection of handling of calls 2031
published @2  | 14 May 2031
rec @5        | Eldermoor Police should answer nine of ten emergency calls
              | within ten seconds.
status @6     | Percolating
"""
UNDATED = f"""\
# file: undated.txt, 812 bytes, SHA-256 {"ef" * 32}
inspection @1 | Inspection of custody 2031
rec @5        | Eldermoor Police should, within three months of publication,
              | train its staff.
"""


@pytest.fixture
def store(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with the first document in it; the files of the documents are beside it."""
    monkeypatch.setenv("TRACKER_TODAY", "2031-12-03")
    folder = tmp_path / "plan"
    assert run("init", folder).code == 0
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    for name, text in (("first", FIRST), ("second", SECOND), ("undated", UNDATED)):
        (tmp_path / f"{name}.marks.txt").write_text(text, encoding="utf-8")
    assert run("import", tmp_path / "first.marks.txt", "--yes").code == 0
    return folder


def test_an_unknown_status_is_left_empty_and_listed(run: Run, store: Path) -> None:
    found = run("import", store.parent / "second.marks.txt", "--yes")
    assert found.code == 0
    assert (
        "open: Recommendation: what status is 'Percolating'? (line 5); the status is left empty\n"
    ) in found.err
    answer = json.loads(run("import", store.parent / "second.marks.txt", "--json", "--yes").out)
    assert {"kind": "status", "place": "line 5", "choices": []}.items() <= answer["questions"][
        -1
    ].items()


@pytest.mark.posix
def test_an_answer_is_asked_again_until_it_can_be_taken(run: Run, store: Path) -> None:
    words = ["import", str(store.parent / "second.marks.txt")]
    with Terminal(store, words) as terminal:
        terminal.answer("n leave > ", "y")
        if MATCHES:
            terminal.answer("Enter later > ", "n\r")
        terminal.answer("a status, Enter later > ", "percolating\r")
        shown = terminal.answer("a status, Enter later > ", "in progress\r")
        code, _ = terminal.end()
    assert code == 0
    assert "tracker: " in shown
    (item,) = json.loads(run("show", "REC-3", "--json").out)["items"]
    assert item["status"] == "in-progress"


@wording
@pytest.mark.posix
def test_the_inspection_and_the_items_it_has_in_other_words_are_asked_about(
    run: Run, store: Path
) -> None:
    with Terminal(store, ["import", str(store.parent / "second.marks.txt")]) as terminal:
        terminal.answer("n leave > ", "y")
        shown = terminal.answer("1 or n, Enter later > ", "1\r")
        assert "Is 'Inspection of handling of calls 2031' one of the plan's inspections?" in shown
        assert "\n  1  Inspection of call handling 2031\n" in shown
        terminal.answer("a status, Enter later > ", "done\r")
        shown = terminal.answer("1 or n, Enter later > ", "1\r")
        assert "\n  1  REC-1 (97 % alike)\n" in shown
        code, seen = terminal.end()
    assert code == 0
    assert "written: 1 changed item; " in seen
    assert run("list", "--all", "--count").out == "2\n"
    assert json.loads(run("show", "REC-1", "--json").out)["items"][0]["status"] == "done"


@wording
def test_what_may_be_another_wording_is_left_out_until_it_is_answered(
    run: Run, store: Path
) -> None:
    words = ("import", store.parent / "second.marks.txt", "--inspection")
    found = run(*words, "of-call-handling-2031", "--yes")
    assert found.code == 0
    assert "which item is that in other words? (line 5) Perhaps REC-1 (97 % alike); left out" in (
        found.err
    )
    assert run("list", "--all", "--count").out == "2\n"


@wording
@pytest.mark.posix
def test_the_day_of_publication_is_asked_where_a_deadline_counts_from_it(
    run: Run, store: Path
) -> None:
    found = run("import", store.parent / "undated.marks.txt", "--dry-run")
    assert found.err == (
        "nothing was written (--dry-run)\n"
        "open: When was it published? a deadline counts from that day; the dates are left empty\n"
        f"every item: tracker import {store.parent / 'undated.marks.txt'} --dry-run --all\n"
    )
    with Terminal(store, ["import", str(store.parent / "undated.marks.txt")]) as terminal:
        terminal.answer("n leave > ", "y")
        terminal.answer("a day or a month, Enter later > ", "2031-05-14\r")
        code, seen = terminal.end()
    assert (code, "open: " in seen) == (0, False)
    assert json.loads(run("show", "REC-3", "--json").out)["items"][0]["due"] == "2031-08-14"
    assert run("import", store.parent / "undated.marks.txt", "--yes").code == 0


@pytest.mark.posix
def test_ctrl_d_at_a_question_writes_nothing(run: Run, store: Path) -> None:
    with Terminal(store, ["import", str(store.parent / "second.marks.txt")]) as terminal:
        terminal.answer("n leave > ", "y")
        terminal.answer("Enter later > ", "\x04")
        code, seen = terminal.end()
    assert (code, seen.endswith("nothing was written\n")) == (0, True)
    assert run("list", "--all", "--count").out == "2\n"


def test_a_day_of_publication_is_a_mark_of_its_inspection() -> None:
    one, two = Mark("inspection", "One"), Mark("inspection", "Two")
    rec = Mark("rec", "Text")
    answers = ImportAnswers(published={1: "14 May 2031"})
    added = Mark("published", "14 May 2031")
    assert answers.marked((one, rec, two, rec), 2) == (one, rec, two, added, rec)
    assert ImportAnswers(published={0: "14 May 2031"}).marked((rec,), 1) == (added, rec)
    assert ImportAnswers(published={3: "14 May 2031"}).marked((one,), 1) == (one,)
    assert ImportAnswers().marked((rec,), 1) == (rec,)


def test_a_day_of_publication_goes_to_its_inspection_where_the_first_has_nothing() -> None:
    paper, one, two = (Mark("inspection", title) for title in ("Paper", "One", "Two"))
    rec, added = Mark("rec", "Text"), Mark("published", "14 May 2031")
    answers = ImportAnswers(published={0: "14 May 2031"})
    assert answers.marked((paper, one, rec, two, rec), 2) == (paper, one, added, rec, two, rec)
    answers = ImportAnswers(published={1: "14 May 2031"})
    assert answers.marked((one, rec, two, one, rec), 2) == (one, rec, two, added, one, rec)


def test_a_match_of_none_is_a_new_item() -> None:
    answers = ImportAnswers(matches={(0, 2): "REC-5", (0, 3): NEW, (1, 2): "REC-6"})
    assert answers.matches_of(0) == {2: "REC-5", 3: None}
