"""Marked text: printed and read it is the same marks, whatever an editor does to it."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.documents.blocks import Place
from hmic_tracker.documents.marked_text import (
    MarkedTextError,
    Origin,
    decode_marked_text,
    hidden_spans,
    marked_lines,
    marked_text,
    parse_marked_text,
    with_fault,
)
from hmic_tracker.documents.marks import WORDS, Mark, Marks
from hmic_tracker.documents.reading import read_marks
from hmic_tracker.documents.sources.reading import read_document
from tests.conftest import EXAMPLES
from tests.marks.random_marks import MARKS, SHORT

SHEET = Place(7, 0, "Action plan")
ORIGIN = Origin("15-action-blocks.txt", 812, "ab" * 32)


@given(MARKS)
def test_marks_printed_and_read_are_the_same(marks: Marks) -> None:
    found = parse_marked_text(marked_text(marks, ORIGIN))
    assert found.marks == marks
    assert found.origin == ORIGIN


@given(MARKS, st.sampled_from(["\n", "\r\n", "\r"]), st.sampled_from(["", "  ", "\t"]))
def test_line_ends_and_spaces_at_ends_change_nothing(marks: Marks, end: str, tail: str) -> None:
    lines = marked_text(marks, ORIGIN).split("\n")
    assert parse_marked_text(end.join(line + tail for line in lines)).marks == marks


@given(MARKS)
def test_trimmed_lines_and_tabs_for_spaces_change_nothing(marks: Marks) -> None:
    lines = [line.rstrip() for line in marked_text(marks, ORIGIN).splitlines()]
    assert parse_marked_text("\n".join(lines)).marks == marks
    tabbed = "\n".join(lines).replace("    ", "\t").replace("  ", "\t")
    assert parse_marked_text(tabbed).marks == marks


@given(MARKS, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"]))
def test_any_encoding_that_an_editor_saves_is_read(marks: Marks, encoding: str) -> None:
    data = marked_text(marks, ORIGIN).encode(encoding)
    assert parse_marked_text(decode_marked_text(data)).marks == marks


def test_an_old_editors_encoding_is_read() -> None:
    marks = (Mark("rec", "Café – the force’s own", "1"),)
    data = marked_text(marks, ORIGIN).encode("cp1252")
    assert parse_marked_text(decode_marked_text(data)).marks == marks
    with_mark = codecs.BOM_UTF16_BE + marked_text(marks, ORIGIN).encode("utf-16-be")
    assert parse_marked_text(decode_marked_text(with_mark)).marks == marks


@given(MARKS)
def test_what_is_left_out_comes_back_where_it_was(marks: Marks) -> None:
    spans = hidden_spans(marks)
    text = marked_text(marks, ORIGIN, spans=spans)
    assert parse_marked_text(text, marks, spans).marks == marks


@given(MARKS, st.lists(st.tuples(st.integers(0, 7), SHORT), max_size=3))
def test_remarks_are_comments(marks: Marks, remarks: list[tuple[int, str]]) -> None:
    there = [(at, text) for at, text in remarks if at < len(marks)]
    spans = hidden_spans(marks, there)
    text = marked_text(marks, ORIGIN, there, spans)
    assert parse_marked_text(text, marks, spans).marks == marks


SHOWN = """\
# 15-action-blocks.txt: 2 of its 9 lines need you. Search for "?".
# Right guess: delete the "?". Wrong: change the word before the bar.
# No word: belongs to the line above. Save and close; a preview follows.
# file: 15-action-blocks.txt, 812 bytes, SHA-256 {sha}

- @1          | Eldermoor Police
#... 2-4: 3 lines as read; leave this line where it is
update @8     | Eighteen call takers were recruited over the summer. The
              | last staff should be in post by the spring.
           @9 | The shift pattern then changes.
#? number skipped
? afi 2.3 @11 | Recording at the first point of contact is not accurate
              | enough.
owner @12     | Force Crime Registrar
#? cut by a page
? @2.14       | R5: The force should log letters.
"""
MARKED = (
    Mark("-", "Eldermoor Police", place=Place(1)),
    Mark("inspection", "Response to the inspection of call handling", place=Place(2)),
    Mark(
        "rec",
        "Eldermoor Police should answer nine out of ten emergency calls within ten seconds.",
        "1",
        "must do",
        place=Place(4),
    ),
    Mark("owner", "Head of Contact", place=Place(6)),
    Mark(
        "update",
        "Eighteen call takers were recruited over the summer. "
        "The last staff should be in post by the spring.",
        place=Place(8),
    ),
    Mark("", "The shift pattern then changes.", place=Place(9)),
    Mark(
        "afi",
        "Recording at the first point of contact is not accurate enough.",
        "2.3",
        doubt="number skipped",
        place=Place(11),
    ),
    Mark("owner", "Force Crime Registrar", place=Place(12)),
    Mark("?", "R5: The force should log letters.", doubt="cut by a page", place=Place(14, 2)),
)


def test_only_what_needs_somebody_is_shown_with_its_neighbours() -> None:
    spans = hidden_spans(MARKED)[-1:]
    assert [tuple(span) for span in hidden_spans(MARKED)] == [(1, 4)]
    shown = marked_text(MARKED, ORIGIN, spans=[spans[0]._replace(first=2)])
    head, _, rest = shown.partition("# Words: ")
    words, _, rest = rest.partition("# No word: ")
    assert f"{head}# No word: {rest}" == SHOWN.format(sha="ab" * 32)
    listed = words.replace("#", " ").split()
    assert [row.word for row in WORDS if row.word not in "-~?"] == listed[: len(WORDS) - 3]
    assert listed[len(WORDS) - 3 :] == [
        "-",
        "prose",
        "~",
        "page",
        "heads,",
        "menus",
        "?",
        "not",
        "understood",
    ]


def test_the_whole_is_one_line_after_another() -> None:
    assert list(marked_lines(MARKED[:4])) == [
        "- @1               | Eldermoor Police",
        "inspection @2      | Response to the inspection of call handling",
        "rec 1 (must do) @4 | Eldermoor Police should answer nine out of ten",
        "                   | emergency calls within ten seconds.",
        "owner @6           | Head of Contact",
    ]


@pytest.mark.parametrize(
    ("line", "mark"),
    [
        ("rec R5 | The force should", Mark("rec", "The force should", "R5")),
        ("REC 2a| x", Mark("rec", "x", "2a")),
        ("must 2 | x", Mark("rec", "x", "2")),
        ("recommendation Four @12.3|x", Mark("rec", "x", "Four", place=Place(3, 12))),
        ("rec (S47) | x", Mark("rec", "x", "(S47)")),
        ("rec 2(a) (must do) | x", Mark("rec", "x", "2(a)", "must do")),
        ("coc (concern) @'Action plan'!7 | x", Mark("cause", "x", "", "concern", "", SHEET)),
        ("?rec 1 | x", Mark("rec", "x", "1", doubt="a guess, not confirmed")),
        ("? | x | y", Mark("?", "x | y")),
        ("- | # no comment", Mark("-", "# no comment")),
        (r"- | C:\new\x41 \\t", Mark("-", r"C:\newA \t")),
        ("~ |", Mark("~", "")),
        ("framework (MP) | Missing Persons", Mark("framework", "Missing Persons", "", "MP")),
    ],
)  # fmt: skip
def test_what_a_person_types_is_read(line: str, mark: Mark) -> None:
    assert parse_marked_text(line).marks == (mark,)


def test_without_a_word_a_line_goes_on_with_the_one_above() -> None:
    text = "rec 1 @4 | The force should\n  @5 | log letters\n | and mails.\n... | End."
    assert parse_marked_text(text).marks == (
        Mark("rec", "The force should", "1", place=Place(4)),
        Mark("", "log letters and mails.", place=Place(5)),
        Mark("", "End."),
    )


def test_a_guess_that_was_confirmed_has_no_doubt() -> None:
    text = "#? number skipped\nafi 2.3 | Recording\n#? cut by a page\n? rec 3 | The force"
    assert parse_marked_text(text).marks == (
        Mark("afi", "Recording", "2.3"),
        Mark("rec", "The force", "3", doubt="cut by a page"),
    )


WORD_LIST = f"words: {' '.join(row.word for row in WORDS)}"


@pytest.mark.parametrize(
    ("text", "message", "hint", "excerpt"),
    [
        (
            "- | a\n\nreco 5 | The force",
            "line 3: 'reco' is no word of marked text",
            f"did you mean rec? {WORD_LIST}",
            ("reco 5 | The force", "^"),
        ),
        (
            "? zebra 5 | The force",
            "line 1: 'zebra' is no word of marked text",
            WORD_LIST,
            ("? zebra 5 | The force", "  ^"),
        ),
        (
            "rec 5 @page | x",
            "line 1: '@page' is no place",
            "a place is written as @98, @12.3 (page and line) or @Sheet!7; or take it out",
            ("rec 5 @page | x", "      ^"),
        ),
        (
            "rec 5 The force should",
            "line 1: there is no bar | in it",
            "write a word, a bar and the text: rec 5 | The force should ...",
            ("rec 5 The force should", "^"),
        ),
        (
            "# nothing\n   | The force should",
            "line 2: it continues the line above, and there is none",
            "write a word before the bar, such as - for prose",
            ("| The force should", "^"),
        ),
        (
            "- | a\n#... 2-9: 8 lines as read",
            "line 2: lines 2 to 9 are left out of it, and the document isn't there",
            "write all of them: tracker import FILE --mark -o NAME.marks.txt",
            ("#... 2-9: 8 lines as read", "^"),
        ),
    ],
)
def test_what_is_wrong_gets_its_line_a_caret_and_what_to_do(
    text: str, message: str, hint: str, excerpt: tuple[str, str]
) -> None:
    with pytest.raises(MarkedTextError) as caught:
        parse_marked_text(text)
    fault = caught.value
    assert (fault.message, fault.hint, fault.excerpt) == (message, hint, excerpt)


def test_a_comment_for_lines_left_out_has_to_be_there_once_and_in_order() -> None:
    spans = hidden_spans(MARKED)
    text = marked_text(MARKED, ORIGIN, spans=spans)
    comment = next(line for line in text.splitlines() if line.startswith("#... "))
    for wrong in (text.replace(comment, ""), f"{text}\n{comment}\n"):
        with pytest.raises(MarkedTextError) as caught:
            parse_marked_text(wrong, MARKED, spans)
        assert "put it back" in caught.value.hint


def test_what_is_wrong_stands_on_top_with_its_line_when_the_file_is_opened_again() -> None:
    text = "# head\n- | a\nreco 5 | The force\n"
    for _ in range(3):
        with pytest.raises(MarkedTextError) as caught:
            parse_marked_text(text)
        text = with_fault(text, caught.value)
        lines = text.splitlines()
        assert lines[0] == "#! line 5: 'reco' is no word of marked text"
        assert lines[1].startswith("#! did you mean rec? words: inspection ")
        assert lines[2:] == ["# head", "- | a", "reco 5 | The force"]


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.name)
def test_the_marks_of_whole_reports_are_the_same_printed_and_read(path: Path) -> None:
    if path.name.endswith(".marks.txt"):
        text = path.read_text(encoding="utf-8")
        found = parse_marked_text(text)
        assert list(marked_lines(found.marks)) == text.partition("\n\n")[2].splitlines()
        return
    marks = read_marks(read_document(path.read_bytes(), path.name)).marks
    assert parse_marked_text(marked_text(marks, ORIGIN)).marks == marks
    spans = hidden_spans(marks)
    assert parse_marked_text(marked_text(marks, ORIGIN, (), spans), marks, spans).marks == marks
