"""Mails that answer a reminder: each line is read right, or a person is asked."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.documents.answers.mail_bodies import read_body
from hmic_tracker.domain.answers import Answer
from tests.work import counted

HERE: Final = Path(__file__).parent
LABELS: Final = ("REC-5", "REC-6", "REC-7", "REC-8", "REC-8 step 2", "AFI-11..18")
OURS: Final = (HERE / "our_mail.txt").read_text(encoding="utf-8")
SIGNS: Final = {
    "{QUOTED}": "".join(f"> {line}\n" for line in OURS.splitlines()),
    "{OUTLOOK}": "\n________________________________\n"
    "From: Inspection Liaison <liaison@example.police.uk>\nSent: 01 December 2008 09:12\n"
    "To: Head of Public Protection <hpp@example.police.uk>\n"
    f"Subject: OFFICIAL: answer by Fri 5 Dec: 12 inspection items overdue\n\n{OURS}",
    "{TAB}": "\t",
    "{CR}": "\r",
    "{NBSP}": "\u00a0",
}


def _cases() -> list[tuple[str, str, str]]:
    text = (HERE / "mail_bodies.txt").read_text(encoding="utf-8")
    cases = []
    for case in text.split("\n=== ")[1:]:
        name, _, rest = case.partition("\n")
        body, _, expected = rest.partition("\n:::")
        for sign, letters in SIGNS.items():
            body = body.replace(sign, letters)
        cases.append((name, body, expected.strip("\n")))
    return cases


CASES: Final = _cases()


def brief(answer: Answer) -> str:
    """An answer as the table has it."""
    if answer.doubt:
        return f"{answer.item}: ?"
    far = f"{answer.done} done" if answer.done else answer.how_far
    date = f", by {answer.new_date}" if answer.new_date else ""
    if not (far or date or answer.what):
        return f"{answer.item}: nothing"
    return f"{answer.item}: {far or 'words'}{date}"


@pytest.mark.parametrize(("body", "expected"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_a_mail_is_read_right_or_a_person_is_asked(body: str, expected: str) -> None:
    reading = read_body(body, LABELS)
    assert "\n".join(map(brief, reading.answers)) == expected
    assert all(answer.in_words for answer in reading.answers)


NOT_DONE: Final = (
    *("far from complete", "no longer done", "hardly done", "nobody has completed this"),
    *("unable to complete", "failed to complete", "neither started nor completed", "done = no"),
    *("I doubt it is done", "closed without being done", "done: n", "[ ] done", "\u2610 done"),
    *("isnt done", "is it done", "as good as done", "close to done", "not quite done"),
    *("done by Friday", "we'll have it done", "done in 2 weeks", "reported done in error"),
    *("should be almost done", "hope to have most done by Friday", "will be 100% by Friday"),
    *("20% left", "4 of 32 boroughs outstanding", "some work still to do", "28 boroughs done"),
    *("most of it is outstanding", "almost all of it is still open", "if it is half done"),
)


@pytest.mark.parametrize("words", NOT_DONE)
def test_a_no_a_doubt_a_wish_or_a_part_proposes_nothing_and_a_person_is_asked(words: str) -> None:
    for text in (f"REC-5: {words}", f"REC-5 - {words.upper()}.", f"{words}: REC-5"):
        for answer in read_body(text, LABELS).answers:
            assert answer.doubt
            assert (answer.how_far, answer.done) == ("", "")


@pytest.mark.parametrize(
    "text",
    [
        *("AFI-11..18: 3 done", "AFI-11..18: three done", "AFI-11..18: 3 are done, 5 to go"),
        *("AFI-11..18: done 3", "AFI-11 to 18, 3 done", "3 of AFI-11..18 done"),
        *("AFI-11..18: 3 of them done", "AFI-11..18: three of the eight are done"),
        *("AFI-11..18: 3 of 8 still to do", "AFI-11..18: 3 of 8 not done", "AFI-11..18: 60% done"),
        *("REC-5..7: 2 done", "REC-5, 6 and 7: 2 of 3 done", "REC-5..7: 50% done"),
    ],
)
def test_a_number_of_several_items_says_nothing_of_each(text: str) -> None:
    answers = read_body(text, LABELS).answers
    assert {answer.item for answer in answers} in ({"AFI-11..18"}, {"REC-5", "REC-6", "REC-7"})
    assert all(answer.doubt and not (answer.how_far or answer.done) for answer in answers)


@pytest.mark.parametrize("words", ["8 done", "all eight done", "all done", "8 of 8 done"])
def test_a_number_of_all_of_a_row_says_that_it_is_done(words: str) -> None:
    answers = read_body(f"AFI-11..18: {words}", LABELS).answers
    assert [brief(one) for one in answers] in (
        ["AFI-11..18: completed"], ["AFI-11..18: 8 done"],
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        *("completed on 3 November", "done, see minute 12", "all 3 steps done", "[x] done"),
        *("this one is done", "training delivered to 12 boroughs", "100% done", "now in place"),
    ],
)
def test_what_is_plainly_done_is_offered_as_completed(words: str) -> None:
    assert [brief(one) for one in read_body(f"REC-5: {words}", LABELS).answers] == [
        "REC-5: completed"
    ]


def test_the_table_is_long_and_most_of_it_is_plain() -> None:
    lines = [line for _, _, expected in CASES for line in expected.splitlines()]
    assert len(CASES) >= 60
    assert sum(line.endswith("?") for line in lines) < len(lines) / 3


def test_what_is_no_answer_is_kept_beside_and_the_name_is_known() -> None:
    reading = read_body(
        "Hi,\n\nREC-5: done\nThe pilot is Jo's idea.\n\nMore soon.\n\nKind regards,\nA. Holder\n",
        LABELS,
    )
    assert reading.others == ("More soon.",)
    assert reading.answers[0].what == "done The pilot is Jo's idea"
    assert reading.signed == "A. Holder"


WORDS: Final = (
    *("REC-5", "rec 6, 7", "AFI-11..18", "REC-8 step 2", ":", "done", "not", "5 of 8", "by Jan"),
    *(">", "\n", "\n\n", "-- \n", "From: a\nSent: b\n", "On Monday A wrote:\n", "?", ". ", "and"),
    *("85%", "\u202e"),
)


@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=30))
def test_no_text_of_a_mail_is_a_fault_and_what_is_read_is_of_the_text(words: list[str]) -> None:
    body = " ".join(words)
    reading = read_body(body, LABELS)
    letters = set(body) | set("-")
    assert all(set(answer.what) <= letters | {" "} for answer in reading.answers)
    assert all(set(line) <= letters | {" "} for line in reading.others)


def test_a_long_mail_takes_no_longer_than_its_length() -> None:
    line = "REC-5: almost done, rest by Jan and some more of it, with\nwords that are wrapped.\n"
    for text in (line, "word\n", "REC-5 ", "> REC-5\nwords\n"):
        short, long = (counted(read_body, text * n, LABELS).steps for n in (100, 200))
        assert long < short * 2.3
