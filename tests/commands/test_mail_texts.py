"""What an owner reads: first what is asked by when, then how it stands, then item by item."""

from __future__ import annotations

import shlex
from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import pytest

from tests.commands.test_remind import parsed, texts
from tests.conftest import Run
from tests.formats.reading import words

PP: Final = "Head of Public Protection"
CID: Final = "Head of CID"
SETTINGS: Final = """
[boards.committee]
name = "Committee"
meetings = [2008-12-11]

[papers.progress]
board = "Committee"
author = "Inspection Liaison"
"""
WORK: Final = (
    f"update REC-5 AFI-11..18 --owner '{PP}' --board Committee --new-board --yes",
    f"update REC-6 --owner '{CID}' --new-owner",
    "action add REC-5 'Agree one template' --due 2008-12-19",
    f"action add REC-6 'Print it' --due 2008-11-19 --owner '{PP}'",
    f"person add '{PP}' --mail hpp@example.police.uk",
)
DRAFT: Final = """\
To: Head of Public Protection <hpp@example.police.uk>
Subject: OFFICIAL: answer by Fri 5 Dec: 9 inspection items overdue

Please fill in the yellow cells of the attached workbook (4 rows) and
reply with it by Friday 5 December 2008.

9 inspection items overdue, the worst 62 days late; 1 step late
Late      REC-5 62 days; step 1 of REC-6 12 days; AFI-11..18 1 day
Moved     no date
Next due  19 Dec 2008, in 18 days: step 1 of REC-5
Wording   AFI-11..18: ask the Inspection Liaison
Answers   to the Inspection Liaison, for the Committee of 11 Dec 2008;
          another post checks done items
For       Head of Public Protection
Position  1 December 2008, Example Police, OFFICIAL

Without Excel a line for each item will do, such as
  REC-5: in 28 of 32 boroughs, rest by 31 January

Overdue: 9

REC-5       62 days late, due Sep 2008, majority done
            PVP overall, 1: Holds borough commanders (BOCU) and their
            senior teams to…
            your step: Agree one template, due 19 Dec 2008
AFI-11..18  1 day late, due Nov 2008, majority done on all
            PVP overall: 8 AFIs, text not published; ask the Inspection
            Liaison for the wording

Other items with a step of yours: 1

REC-6  an item of Head of CID, due Sep 2008, majority done
       PVP overall, 2: Draws up one way of managing performance for
       everything…
       your step: Print it, due 19 Nov 2008, 12 days late

The deadlines are attached as a calendar.

Inspection Liaison
"""


@pytest.fixture
def shared(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example plan with two owners, each with a step on the same or another's item."""
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-01")
    settings = plan / "tracker.toml"
    settings.write_text('marking = "OFFICIAL"\n' + settings.read_text() + SETTINGS)
    for line in WORK:
        assert run(*shlex.split(line)).code == 0, line
    return plan


class Shown(HTMLParser):
    """All that the body of a page shows, in its order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.feed(html.partition("<body>")[2])
        self.close()

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.parts.append(" ")


def draft(run: Run, folder: Path, owner: str = PP, *more: str) -> str:
    done = run("remind", "-o", folder, "--owner", owner, *more)
    assert done.code == 0, done.err
    return (folder / f"{owner.lower().replace(' ', '-')}.txt").read_text()


def sent(folder: Path) -> list[tuple[str, str]]:
    return [texts(parsed(path.read_bytes())) for path in sorted(folder.glob("*.eml"))]


def test_a_draft_says_what_is_asked_by_when_and_each_step_stands_with_its_item(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    assert draft(run, tmp_path / "packs") == DRAFT


def test_both_forms_of_a_mail_say_the_same_in_the_same_order(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    run("note", "REC-5", "templates <agreed>", "--publish")
    run("update", "REC-5", "--request-due", "2009-03", "--reason", "x")
    run("add", "afi", "Something new", "--owner", PP)
    run("update", "REC-16", "--owner", PP, "--status", "done")
    run("defer", "REC-14", "--until", "2009-01-31", "--agreed-by", "Committee", "--reason", "x")
    run("update", "REC-14", "--owner", PP)
    assert run("remind", "-o", tmp_path / "packs").code == 0
    assert run("remind", "-o", tmp_path / "plain", "--no-form").code == 0
    both = [*sent(tmp_path / "packs"), *sent(tmp_path / "plain")]
    assert len(both) == 4
    for plain, html in both:
        assert words(" ".join(Shown(html).parts)) == words(plain)


def test_of_a_mail_before_it_is_told_what_came_back_and_what_happened_since(
    run: Run, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft(run, tmp_path / "packs")
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-20")
    run("update", "REC-5", "--request-due", "2009-03", "--reason", "x")
    run("update", "REC-5", "--refuse-date", "too late")
    run("evidence", "ask", "REC-5", "the minutes")
    run("update", "REC-16", "--owner", PP)
    run("update", "REC-16", "--due", "2008-12-31", "--reason", "x")
    lines = draft(run, tmp_path / "packs").splitlines()
    assert lines[6] == "9 inspection items overdue, the worst 81 days late"
    assert lines[8] == "Moved      REC-16 Mar 2009 to 31 Dec 2008"
    assert lines[13:19] == [
        "For        Head of Public Protection",
        "Position   20 December 2008, Example Police, OFFICIAL",
        "Last mail  What was sent to you on 1 December 2008 has not been answered",
        "           for 19 days. All 4 rows of it are asked again, 1 row is new.",
        "           Since then: evidence wanted of 1 item, 1 date moved, 1 new",
        "           date refused.",
    ]


def test_more_evidence_of_a_completed_item_that_has_some_can_be_asked_for(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    run("update", "REC-16", "--owner", CID, "--status", "done")
    run("evidence", "add", "REC-16", "DOC 1", "--shows", "x")
    run("evidence", "ask", "REC-16", "the signed minutes")
    text = draft(run, tmp_path / "packs", CID, "--kind", "rec", "--status", "done")
    assert (
        text.splitlines()[1]
        == "Subject: OFFICIAL: answer by Mon 15 Dec: 1 question on inspection items"
    )
    assert "attached workbook (1 row)" in text
    assert "REC-16  Evidence was asked for on 1 Dec 2008: the signed minutes\n" in text


@pytest.mark.parametrize(
    ("lines", "subject"),
    [
        (("update REC-6 --due 2008-12-05 --reason x",), "1 inspection item due by 31 Dec"),
        (("update REC-6 --status done",), "1 inspection item awaiting evidence"),
        (
            ("update REC-6 --due 2009-12 --reason x", "action add REC-6 y --due 2008-12-05"),
            "1 step due by 31 Dec",
        ),
        ((f"update REC-7 --owner '{CID}'",), "2 inspection items overdue"),
    ],
)
def test_a_subject_says_how_many_of_what_and_by_when(
    run: Run, shared: Path, tmp_path: Path, lines: tuple[str, ...], subject: str
) -> None:
    for line in lines:
        assert run(*shlex.split(line)).code == 0
    text = draft(run, tmp_path / "packs", CID, "--answer-by", "2008-12-05")
    assert text.splitlines()[1] == f"Subject: OFFICIAL: answer by Fri 5 Dec: {subject}"


@pytest.mark.parametrize(
    ("marking", "begins"),
    [
        (r"OFF\r\nBcc: x@y.z", "OFF Bcc: x@y.z: answer by Fri 5 Dec: "),
        ("=?utf-8?q?x?=", "= ?utf-8?q?x?=: answer by Fri 5 Dec: "),
        (r"OFF\u202e", r"OFF\u202e: answer by Fri 5 Dec: "),
        ("É" * 300, f"{'É' * 300}: answer by Fri 5 Dec: 9 items overdue"),
        (
            "OFFICIAL-SENSITIVE PERSONAL",
            "OFFICIAL-SENSITIVE PERSONAL: answer by Fri 5 Dec: 9 items overdue",
        ),
    ],
)
def test_a_marking_can_steer_no_header_and_stands_whole_in_the_subject(
    run: Run, shared: Path, tmp_path: Path, marking: str, begins: str
) -> None:
    settings = shared / "tracker.toml"
    settings.write_text(settings.read_text().replace('"OFFICIAL"', f'"{marking}"', 1))
    text = draft(run, tmp_path / "packs")
    mail = parsed((tmp_path / "packs" / "head-of-public-protection.eml").read_bytes())
    assert str(mail["Subject"]).startswith(begins)
    assert text.splitlines()[1] == f"Subject: {mail['Subject']}"
    assert mail["Bcc"] is None


def test_for_a_wording_the_author_is_named_then_the_sender_then_who_sent_it(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    def told(*more: str) -> str:
        return words(draft(run, tmp_path / "packs", PP, *more))

    settings = shared / "tracker.toml"
    text = settings.read_text()
    author = 'author = "Inspection Liaison"\n'
    settings.write_text(text.replace(author, f'{author}contact = "020 7946 0000"\n'))
    assert "ask the Inspection Liaison (020 7946 0000) for the wording" in told()
    settings.write_text(text.replace(author, ""))
    assert "ask the Plan Office for the wording" in told("--from", "Plan Office <a@example.org>")
    assert "ask a@example.org for the wording" in told("--from", "a@example.org")
    assert "ask the sender of this mail for the wording" in told()


def test_the_day_wanted_for_answers_is_in_a_mail_in_a_pipe_too(run: Run, shared: Path) -> None:
    mail = parsed(run("remind", "--owner", PP, "--answer-by", "2008-12-09").out)
    assert mail["Subject"].startswith("OFFICIAL: answer by Tue 9 Dec: ")
    assert texts(mail)[0].startswith("Please reply by Tuesday 9 December 2008 with how far")
