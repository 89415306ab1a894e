"""Ten questions of an owner, each answered in the first ten lines of the mail, in both forms."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.documents.answers.mail_bodies import read_body
from hmic_tracker.documents.answers.mail_html import text_of_html
from tests.commands.test_mail_texts import Shown, sent, shared
from tests.commands.test_remind import parsed, texts
from tests.conftest import Run
from tests.formats.reading import words

PP: Final = "Head of Public Protection"
CID: Final = "Head of CID"
LINES: Final = 10
MORE_WORK: Final = (
    f"update REC-7 REC-8 AFI-20 --owner '{PP}' --yes",
    "update REC-7 --due 2009-01 --reason 'IT release'",
    "update AFI-20 --due 2009-03 --reason 'supplier'",
    f"update REC-9..12 AFI-21..30 --owner '{CID}' --yes",
    "update AFI-24 --due 2009-02 --reason 'supplier'",
    "evidence add REC-10 DOC-1 --shows 'the model'",
    "verify REC-10 --by 'Internal Inspectorate'",
)
ANSWERS: Final = {
    PP: {
        "What is asked of me": "fill in the yellow cells of the attached workbook",
        "By when": "reply with it by Friday 5 December 2008.",
        "How much of mine is late": "10 inspection items overdue, the worst 62 days late",
        "What of mine is late": "Late REC-5, REC-8 62 days; step 1 of REC-6 12 days; 1 more below",
        "How late": "62 days",
        "Which of my dates moved, from what to what": (
            "Moved REC-7 Sep 2008 to Jan 2009; AFI-20 Dec 2008 to Mar 2009"
        ),
        "What falls due next": "Next due 19 Dec 2008, in 18 days: step 1 of REC-5",
        "Whom do I answer": "Answers to the Inspection Liaison, for the Committee of 11 Dec 2008",
        "Who checks it": "another post checks done items (last: Internal Inspectorate)",
        "What happens with the nameless AFIs": ("Wording AFI-11..18: ask the Inspection Liaison"),
    },
    CID: {
        "What is asked of me": "fill in the yellow cells of the attached workbook",
        "By when": "reply with it by Monday 15 December 2008.",
        "How much of mine is late": "1 inspection item overdue, 62 days late",
        "What of mine is late": "Late REC-6 62 days",
        "How late": "62 days",
        "Which of my dates moved, from what to what": "Moved AFI-24 Dec 2008 to Feb 2009",
        "What falls due next": (
            "Next due 31 Dec 2008, in 30 days: REC-11..12, AFI-21..23, AFI-25..30"
        ),
        "Whom do I answer": "Answers to the Inspection Liaison",
        "Who checks it": "another post checks done items (last: Internal Inspectorate)",
        "What happens with the nameless AFIs": (
            "Wording AFI-21..23, AFI-25..30: ask the Inspection Liaison"
        ),
    },
}

__all__ = ["shared"]


@pytest.fixture
def busy(run: Run, shared: Path, tmp_path: Path) -> list[tuple[str, str]]:
    """The two owners' mails, as text and as HTML, after dates moved and an item was checked."""
    for line in MORE_WORK:
        assert run(*shlex.split(line)).code == 0, line
    assert run("remind", "-o", tmp_path / "packs").code == 0
    return sent(tmp_path / "packs")


@pytest.mark.parametrize(("owner", "at"), [(CID, 0), (PP, 1)])
def test_ten_questions_of_an_owner_are_answered_in_the_first_ten_lines(
    busy: list[tuple[str, str]], owner: str, at: int
) -> None:
    first = words(" ".join(busy[at][0].splitlines()[:LINES]))
    in_html = words(" ".join(Shown(busy[at][1]).parts))[: len(first)]
    assert len(ANSWERS[owner]) == 10
    for question, answer in ANSWERS[owner].items():
        assert answer in first, question
        assert answer in in_html, question


def test_a_mail_without_anything_late_or_moved_says_that_there_is_none(
    run: Run, shared: Path
) -> None:
    run("update", "REC-14", "--owner", "Director", "--new-owner")
    text = texts(parsed(run("remind", "--owner", "Director", "--days", "200").out))[0]
    assert text.splitlines()[3:9] == [
        "1 inspection item due by 19 Jun 2009",
        "Late      nothing",
        "Moved     no date",
        "Next due  31 Mar 2009, in 120 days: REC-14",
        "Answers   to the Inspection Liaison; another post checks done items",
        "For       Director",
    ]


def test_dates_that_have_no_room_in_the_first_lines_are_all_below(run: Run, shared: Path) -> None:
    for n in range(11, 18):
        run("update", f"AFI-{n}", "--due", f"2009-0{n - 9}", "--reason", "x")
    text = texts(parsed(run("remind", "--owner", PP).out))[0]
    lines = text.splitlines()
    assert lines[5] == "Moved     AFI-11 Nov 2008 to Feb 2009; 6 more below"
    at = lines.index("Dates that moved")
    assert lines[at + 2 : at + 5] == [
        "AFI-11  Nov 2008 to Feb 2009",
        "AFI-12  Nov 2008 to Mar 2009",
        "AFI-13  Nov 2008 to Apr 2009",
    ]
    assert lines[at + 8] == "AFI-17  Nov 2008 to Aug 2009"


@pytest.mark.parametrize("number", [1, 9, 60])
def test_the_first_lines_stay_ten_however_much_there_is(
    run: Run, shared: Path, number: int
) -> None:
    for n in range(1, number + 1):
        day = f"2008-{n % 11 + 1:02}"
        run("add", "afi", f"Something {n}", "--owner", CID, "--due", "2008-10")
        run("update", f"AFI-{48 + n}", "--due", day, "--reason", "x")
        if n % 3:
            run("action", "add", f"AFI-{48 + n}", "a step", "--due", f"2009-{n % 12 + 1:02}-07")
    lines = texts(parsed(run("remind", "--owner", CID).out))[0].splitlines()[:LINES]
    starts = [line.split("  ")[0] for line in lines]
    for label in ("Late", "Moved", "Next due", "Answers"):
        assert label in starts
    assert lines[-1].startswith(("For ", "Position ", "          "))


@pytest.mark.parametrize("form", [0, 1])
def test_the_first_lines_that_come_back_in_a_reply_answer_nothing(
    busy: list[tuple[str, str]], form: int
) -> None:
    head = "-----Original Message-----\nFrom: Liaison\nSent: Monday\nTo: Head\nSubject: answer\n\n"
    labels = ("REC-5", "REC-7", "REC-8", "AFI-11..18", "AFI-20", "REC-6 step 1", "REC-6")
    for forms in busy:
        text = (text_of_html(forms[1]) if form else forms[0]).partition("\nOverdue")[0]
        assert "Next due" in text
        assert read_body(f"See attached.\n\n{head}{text}", labels).answers == ()


@pytest.mark.parametrize("heading", ["Answers", "Late", "Moved", "Next due"])
def test_a_heading_of_a_lead_hides_no_answer_below_it(heading: str) -> None:
    read = read_body(f"{heading}\n\nREC-5: done\n", ("REC-5",))
    assert [(one.item, one.how_far) for one in read.answers] == [("REC-5", "completed")]
