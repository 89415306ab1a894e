"""`import` with marks: the preview, correcting them, keeping them, and where an item comes from."""

from __future__ import annotations

import hashlib
import json
import sys
import tempfile
from pathlib import Path

import pytest

from tests.conftest import Run, tree

SHA = "ab" * 32
MARKS = f"""\
# file: call-handling.txt, 812 bytes, SHA-256 {SHA}

inspection @1    | Inspection of call handling 2031
published @2     | 14 May 2031
framework @3     | Answering calls
rec 1 @5         | Eldermoor Police should answer nine out of ten emergency
                 | calls within ten seconds.
owner @7         | Head of Contact
#? cut by a page
? afi 1 @8       | Callers are not told what happens next.
- @10            | Prose is kept as the source's text.
~ @11            | Page 1 of 2
? @12            | R5: The force should log letters.
"""
PREVIEW = """\
Inspection of call handling 2031, published 14 May 2031
From call-handling.txt

Look at this one first
  AFI-1  line 8  cut by a page

New        1 recommendation, 1 AFI
Completed  none; open 2, 1 has no owner

Every line is accounted for: 9 = 2 items, 1 date, owner or status of an item,
1 framework heading, 2 title and dates, 1 prose, 1 page head or menu, 1 not
understood.

Not understood
  line 12  R5: The force should log letters.
"""
NOTHING_YET = "\nNothing is written yet.\n"


@pytest.fixture
def empty(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan with nothing in it, set as the store, on a day after the report."""
    monkeypatch.setenv("TRACKER_TODAY", "2031-12-03")
    folder = tmp_path / "empty"
    assert run("init", folder).code == 0
    monkeypatch.setenv("TRACKER_STORE", str(folder))
    return folder


@pytest.fixture
def marks(tmp_path: Path) -> Path:
    """A file of marked text."""
    path = tmp_path / "call-handling.marks.txt"
    path.write_text(MARKS, encoding="utf-8")
    return path


def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *changes: tuple[str, str]) -> Path:
    """Set an editor that makes a replacement each time it is opened; the log of what it saw."""
    script, log = tmp_path / "editor.py", tmp_path / "seen.json"
    log.write_text("[]")
    script.write_text(
        "import json, pathlib, sys\n"
        f"log = pathlib.Path({str(log)!r})\n"
        f"changes = {list(changes)!r}\n"
        "path = pathlib.Path(sys.argv[1])\n"
        "text = path.read_text(encoding='utf-8')\n"
        "seen = json.loads(log.read_text())\n"
        "old, new = changes[min(len(seen), len(changes) - 1)]\n"
        "assert old in text, text\n"
        "path.write_text(text.replace(old, new), encoding='utf-8')\n"
        "log.write_text(json.dumps([*seen, text]))\n"
    )
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" "{script}"')
    return log


def test_the_preview_begins_with_what_to_look_at_and_ends_with_the_sum_of_the_lines(
    run: Run, empty: Path, marks: Path
) -> None:
    before = tree(empty)
    found = run("import", marks, "--dry-run")
    assert (found.code, found.out) == (0, PREVIEW + NOTHING_YET)
    assert found.err == (
        f"nothing was written (--dry-run)\nevery item: tracker import {marks} --dry-run --all\n"
    )
    assert tree(empty) == before


def test_written_it_says_what_is_next_and_keeps_every_line(
    run: Run, empty: Path, marks: Path
) -> None:
    found = run("import", marks, "--yes")
    assert (found.code, found.out) == (0, PREVIEW)
    assert found.err == (
        "written: 2 new items; 1 open item has no owner: tracker list --no-owner\n"
    )
    kept = empty / "documents" / "2031-12-03-call-handling.marks.txt"
    assert f"# file: call-handling.txt, 812 bytes, SHA-256 {SHA}\n" in kept.read_text()
    assert kept.read_text().endswith(
        "rec 1 @5      | Eldermoor Police should answer nine out of ten emergency\n"
        "              | calls within ten seconds.\n"
        "owner @7      | Head of Contact\n"
        "#? cut by a page\n"
        "? afi 1 @8    | Callers are not told what happens next.\n"
        "- @10         | Prose is kept as the source's text.\n"
        "~ @11         | Page 1 of 2\n"
        "? @12         | R5: The force should log letters.\n"
    )
    assert "error" not in run("check").out
    again = run("import", marks, "--yes")
    assert again.err == "nothing to write: the plan says all of this already\n"


def test_undo_takes_the_kept_lines_away_with_the_items(run: Run, empty: Path, marks: Path) -> None:
    before = set(tree(empty))
    run("import", marks, "--yes")
    assert run("undo", "--yes").code == 0
    assert set(tree(empty)) == before


def test_json_has_every_line_their_sums_and_what_to_look_at(
    run: Run, empty: Path, marks: Path
) -> None:
    found = json.loads(run("import", marks, "--dry-run", "--json").out)
    assert found["account_sums"] == {
        "item": 2,
        "field": 1,
        "framework": 1,
        "grade": 0,
        "count": 0,
        "title": 2,
        "prose": 1,
        "furniture": 1,
        "unread": 1,
    }
    assert len(found["account"]) == 9
    assert found["account"][5] == {
        "place": "line 8",
        "part": "item",
        "word": "afi",
        "label": "1",
        "text": "Callers are not told what happens next.",
    }
    assert {"id": "AFI-1", "place": "line 8", "reason": "cut by a page"} in found["look"]
    assert (found["questions"], found["written"]) == ([], False)


def test_show_prints_the_lines_that_an_item_comes_from(run: Run, empty: Path, marks: Path) -> None:
    run("import", marks, "--yes")
    found = run("show", "REC-1", "--source")
    assert found.out.endswith(
        "\nIn call-handling.txt\n"
        "  line 5  Eldermoor Police should answer nine out of ten emergency calls\n"
        "          within ten seconds.\n"
        "  line 7  Head of Contact\n"
        "  all of its lines: documents/2031-12-03-call-handling.marks.txt\n"
    )
    (item,) = json.loads(run("show", "AFI-1", "--source", "--json").out)["items"]
    assert item["source_lines"] == [
        {
            "document": "call-handling.txt",
            "sha256": SHA,
            "path": "documents/2031-12-03-call-handling.marks.txt",
            "place": "line 8",
            "word": "afi",
            "text": "Callers are not told what happens next.",
        }
    ]
    assert "source_lines" not in run("show", "AFI-1", "--json").out


def test_a_wrong_word_in_marked_text_gets_line_caret_and_the_words(
    run: Run, empty: Path, marks: Path
) -> None:
    marks.write_text(MARKS.replace("owner @7", "oner @7"))
    found = run("import", marks, "--yes")
    assert (found.code, found.out) == (4, "")
    lines = found.err.splitlines()
    assert lines[:3] == [
        "tracker: line 8: 'oner' is no word of marked text",
        "  oner @7         | Head of Contact",
        "  ^",
    ]
    assert lines[3].startswith("did you mean owner? words: inspection body ")
    assert not (empty / "documents").exists()


def test_a_document_is_written_as_marked_text_without_a_plan_and_taken_in_again(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    found = run("import", report, "--mark", "-o", "report.marks.txt")
    assert (found.code, found.out) == (0, "")
    assert found.err == (
        "wrote report.marks.txt; correct it, then: tracker import report.marks.txt\n"
    )
    text = (tmp_path / "report.marks.txt").read_text(encoding="utf-8")
    assert run("import", report, "--mark", "-o", "-").out == text
    assert run("import", "-", "--mark", "-o", "-", stdin=text).out == text
    digest = hashlib.sha256(report.read_bytes()).hexdigest()
    assert f"# file: report.txt, {len(REPORT)} bytes, SHA-256 {digest}\n" in text
    assert "| Eldermoor Police should answer calls" in text


REPORT = """\
Inspection of call handling 2031

Recommendation 1: Eldermoor Police should answer calls in ten seconds.

Recommendation 2: Eldermoor Police should log every letter.

Nobody minded the weather.
"""


def test_explain_prints_every_line_with_its_mark_and_needs_no_plan(
    run: Run, tmp_path: Path
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    found = run("import", report, "--explain")
    assert (found.code, found.err) == (0, "")
    assert found.out.splitlines()[-1].endswith("| Nobody minded the weather.")
    assert found.out.splitlines()[-1].startswith("- @7 ")
    for words in ("calls in ten seconds.", "log every letter."):
        (line,) = [line for line in found.out.splitlines() if words in line]
        assert line.startswith("rec ")


def test_marks_corrected_in_the_editor_are_what_is_written(
    run: Run, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    log = editor(tmp_path, monkeypatch, ("| Nobody", "| [it] Nobody"), ("- @7", "rec 3 @7"))
    editor(tmp_path, monkeypatch, ("- @7 ", "rec 3 @7 "))
    found = run("import", report, "--mark", "--all", "--yes")
    assert found.code == 0, found.err
    assert len(json.loads(log.read_text())) == 1
    assert "New        3 recommendations" in found.out
    kept = next((empty / "documents").iterdir()).read_text(encoding="utf-8")
    assert "# corrected: 3 Dec 2031 by Liaison Officer\n" in kept
    again = run("import", report, "--dry-run")
    assert "Read with your corrections of 3 Dec 2031 by Liaison Officer\n" in again.out
    assert again.err == "nothing to write: the plan says all of this already\n"
    run("undo", "--yes")
    assert "New        2 recommendations" in run("import", report, "--dry-run").out


def test_a_correction_that_changes_no_item_is_kept_all_the_same(
    run: Run, empty: Path, marks: Path
) -> None:
    run("import", marks, "--yes")
    marks.write_text(MARKS.replace("~ @11 ", "- @11 "))
    found = run("import", marks, "--yes")
    assert found.err == "written: 1 document; 1 open item has no owner: tracker list --no-owner\n"
    (kept,) = (empty / "documents").iterdir()
    assert "\n- @11         | Page 1 of 2\n" in kept.read_text(encoding="utf-8")
    assert run("import", marks, "--yes").err.startswith("nothing to write")
    run("undo", "--yes")
    assert "\n~ @11         | Page 1 of 2\n" in kept.read_text(encoding="utf-8")


def test_a_mistake_in_the_editor_loses_nothing_that_was_typed(
    run: Run, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    editor(tmp_path, monkeypatch, ("- @7 ", "recc 3 @7 "))
    before = tree(empty)
    found = run("import", report, "--mark", "--all", "--yes")
    assert (found.code, found.out) == (4, "")
    assert "'recc' is no word of marked text" in found.err
    where = Path(found.err.rsplit("your text is kept in ", 1)[1].strip())
    assert "recc 3 @7 " in where.read_text(encoding="utf-8")
    assert tree(empty) == before
    where.unlink()


@pytest.mark.parametrize(("words", "code"), [(("--dry-run",), 0), ((), 2)])
def test_corrections_that_are_not_taken_in_are_kept(
    run: Run,
    empty: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    code: int,
) -> None:
    report = tmp_path / "report.txt"
    report.write_text(REPORT, encoding="utf-8")
    editor(tmp_path, monkeypatch, ("- @7 ", "rec 3 @7 "))
    before = tree(empty)
    found = run("import", report, "--mark", "--all", *words)
    assert (found.code, tree(empty)) == (code, before)
    said = "your corrections are kept; to take them in: tracker import "
    (line,) = [line for line in found.err.splitlines() if line.startswith(said)]
    kept = Path(line.removeprefix(said))
    assert "3 new items" in run("import", kept, "--yes").err
    kept.unlink()


def test_without_an_editor_nothing_is_left_behind(
    run: Run, empty: Path, marks: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    monkeypatch.setenv("PATH", "")
    found = run("import", marks, "--mark", "--yes")
    assert (found.code, found.err) == (
        2,
        "tracker: no editor is set\nset EDITOR, for example: export EDITOR=nano\n",
    )
    assert list(temporary.iterdir()) == []


def test_grades_of_no_year_are_not_left_out_without_a_word(run: Run, empty: Path) -> None:
    graded = "The harbour\n\nIt was judged:\n\n• Safety – good\n• Trade – inadequate\n"
    found = run("import", "-", "--yes", stdin=graded)
    assert (found.code, found.out) == (0, "")
    assert found.err == (
        "the paste: nothing to track but 2 lines with a grade, and no year is given: left out\n"
        "mark the line that says when it was published: tracker import FILE --mark\n"
    )


def test_a_document_without_anything_to_track_is_no_error(run: Run, empty: Path) -> None:
    before = tree(empty)
    minutes = "Minutes of the meeting\n\nThe weather was fine.\n\nThe meeting ended at noon.\n"
    found = run("import", "-", "--yes", stdin=minutes)
    assert (found.code, found.out) == (0, "")
    assert found.err == (
        "the paste: nothing to track in its 3 lines; are they minutes?\n"
        "nothing was written; to see how it was read: tracker import FILE --explain\n"
    )
    assert tree(empty) == before


UNREAD = f"""\
# file: letter.txt, 812 bytes, SHA-256 {SHA}
- @1 | Dear all,
? @12 | R5: The force should log letters.
| Really.
? @14 | It should answer them.
"""


def test_where_nothing_was_understood_the_lines_are_shown_with_the_way_on(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "letter.marks.txt"
    path.write_text(UNREAD, encoding="utf-8")
    before = tree(empty)
    found = run("import", path, "--yes")
    assert (found.code, found.out) == (4, "")
    assert found.err == (
        "tracker: letter.txt: 2 lines look like something to track, and none was understood\n"
        "  line 12: R5: The force should log letters. Really.\n"
        "  line 14: It should answer them.\n"
        f"say what they are: tracker import {path} --mark\n"
    )
    assert tree(empty) == before
    found = run("import", "-", "--yes", stdin=UNREAD)
    assert found.err.endswith("say what they are: tracker import FILE --mark\n")


def test_of_many_lines_that_were_not_understood_two_hundred_are_shown(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "many.marks.txt"
    path.write_text(MARKS + "".join(f"? @{n} | Line {n}\n" for n in range(20, 223)))
    found = run("import", path, "--dry-run")
    assert ", 204 not understood. " in " ".join(found.out.split())
    assert "  line 218  Line 218\n  and 4 more: --explain\n" in found.out
    assert "Line 219" not in found.out


def test_two_inspections_in_one_paper_are_two_previews_and_one_step(
    run: Run, empty: Path, tmp_path: Path
) -> None:
    path = tmp_path / "two.marks.txt"
    path.write_text(
        f"# file: two.txt, 812 bytes, SHA-256 {SHA}\n"
        "inspection @1 | Inspection of call handling 2031\n"
        "rec 1 @2 | The force should answer.\n"
        "inspection @3 | Inspection of custody 2031\n"
        "rec 1 @4 | The force should check.\n"
    )
    found = run("import", path, "--yes")
    assert (
        found.err == "written: 2 new items; 2 open items have no owner: tracker list --no-owner\n"
    )
    assert found.out.count("\nNew        1 recommendation\n") == 2
    assert found.out.endswith(
        "\nEvery line is accounted for: 4 = 2 items, 2 title and dates, 0 not understood.\n"
    )
    assert "The force should check." in run("show", "REC-2", "--source").out.split("In two.txt")[1]
    answer = json.loads(run("import", path, "--yes", "--json").out)
    assert [one["unchanged"] for one in answer["imports"]] == [["REC-1"], ["REC-2"]]
    assert run("undo", "--yes").code == 0
    assert run("list", "--count").out == "0\n"


def test_of_several_files_each_is_a_step_and_one_that_fails_keeps_none_out(
    run: Run, empty: Path, marks: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.marks.txt"
    other.write_text(
        MARKS.replace("call handling", "custody")
        .replace("call-handling", "custody")
        .replace(SHA, "cd" * 32)
        .replace("Answering calls", "Custody")
    )
    found = run("import", marks, tmp_path / "nowhere.txt", other, "--yes")
    assert found.code == 4
    assert found.err == (
        "written: 2 new items; 1 open item has no owner: tracker list --no-owner\n"
        "written: 2 new items; 2 open items have no owner: tracker list --no-owner\n"
        f"tracker: there is no file {tmp_path / 'nowhere.txt'}\n"
        "check the name; - reads a paste from standard input\n"
    )
    assert found.out.count("Every line is accounted for: 9 = ") == 2
    assert run("list", "--count").out == "4\n"
    assert run("undo", "--yes").code == 0
    assert run("list", "--count").out == "2\n"
    found = run("import", marks, tmp_path / "nowhere.txt", other, "--dry-run", "--json")
    answer = json.loads(found.out)
    assert [one["inspection"] for one in answer["imports"]] == [
        "inspection-of-call-handling-2031",
        "inspection-of-custody-2031",
    ] or len(answer["imports"]) == 2
    assert [one["code"] for one in answer["failed"]] == [4]


def test_keep_puts_the_file_itself_beside_its_lines(run: Run, empty: Path, tmp_path: Path) -> None:
    report = tmp_path / "Call handling (final).TXT"
    report.write_text(REPORT, encoding="utf-8")
    assert run("import", report, "--yes", "--keep").code == 0
    assert {name for name in tree(empty) if name.startswith("documents")} == {
        "documents/2031-12-03-call-handling-final.marks.txt",
        "documents/2031-12-03-call-handling-final.txt",
    }
    kept = empty / "documents" / "2031-12-03-call-handling-final.txt"
    assert kept.read_bytes() == report.read_bytes()
    assert "stray" not in run("check").out
    (empty / "documents" / "Notes.doc").write_text("x")
    assert "documents/Notes.doc" in run("check").out
    run("undo", "--yes")
    assert not kept.exists()
    run("import", report, "--yes")
    assert not kept.exists()
    found = run("import", report, "--yes", "--keep")
    assert found.err.startswith("written: 1 document; ")
    assert kept.read_bytes() == report.read_bytes()
    assert run("import", report, "--yes", "--keep").err.startswith("nothing to write")


@pytest.mark.parametrize(("marking", "is_whole"), [("", False), ("OFFICIAL-SENSITIVE", True)])
def test_of_a_document_with_a_higher_marking_only_the_lines_taken_are_kept(
    run: Run, empty: Path, tmp_path: Path, marking: str, is_whole: bool
) -> None:
    if marking:
        settings = empty / "tracker.toml"
        settings.write_text(f'marking = "{marking}"\n{settings.read_text()}')
    report = tmp_path / "report.txt"
    report.write_text(f"OFFICIAL - SENSITIVE\n\n{REPORT}", encoding="utf-8")
    found = run("import", report, "--yes")
    note = (
        "report.txt is marked OFFICIAL-SENSITIVE, more than the plan: only the lines taken are "
        "kept in it (--keep keeps all)\n"
    )
    assert (note in found.err) is not is_whole
    text = "".join(data.decode() for data in tree(empty).values())
    assert ("the weather" in text) is is_whole
    assert "log every letter" in text
    assert run("import", report, "--yes").err.startswith("nothing to write")
    assert "error" not in run("check").out


def test_marked_text_that_lost_its_header_in_the_plan_is_named_by_check(
    run: Run, empty: Path, marks: Path
) -> None:
    run("import", marks, "--yes")
    kept = next((empty / "documents").iterdir())
    kept.write_text("- | nothing\n")
    found = run("check")
    assert found.code == 1
    assert "it doesn't name the file that it is of" in " ".join(found.out.split())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("a.txt", "-o", "a.marks.txt"), "-o is for marked text"),
        (("a.txt", "b.txt", "--mark", "-o", "-"), "-o takes one document at a time"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    run: Run, empty: Path, words: tuple[str, ...], message: str
) -> None:
    found = run("import", *words)
    assert found.code == 2
    assert found.err.startswith(f"tracker: {message}\n")
