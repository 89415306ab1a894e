"""`tracker receive`: what leads send back, shown, decided, written in one step, and receipted."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

import jsonschema  # type: ignore[import-untyped]
import pytest

from hmic_tracker.commands.schema import schema_text
from hmic_tracker.store.index.queries import read_plan
from tests.answers.conftest import PP, SENT, Returning
from tests.answers.workbooks import saved
from tests.commands.test_mail_texts import Shown
from tests.commands.test_remind import parsed, texts
from tests.conftest import Run, tree
from tests.formats.reading import words

ANSWERS: Final[dict[str, dict[str, Any]]] = {
    "REC-5": {"how_far": "almost", "what": "In 28 of 32 boroughs, rest by Jan"},
    "REC-6": {"new_date": "31 Mar 2009", "why": "IT release"},
    "REC-8": {"how_far": "completed"},
    "AFI-11..18": {"done": 5},
    "REC-13 step 1": {"how_far": "completed"},
}
PREVIEW = """\
Head of Public Protection, workbook sent 24 Nov 2008, 6 rows

Can be taken: 3

REC-5          majority > almost. "In 28 of 32 boroughs, rest by Jan"
REC-6          asks for 31 Mar 2009; due stays Sep 2008. "IT release"
REC-13 step 1  step 1: not done > done.

You decide: 2

Item        sent 24 Nov  answered     now
REC-8       majority     completed    almost (you, 5 Dec)
            changed here since
AFI-11..18  0 of 8 done  5 of 8 done  3 of 8 done (you, 5 Dec)
            changed here since

No answer: 1

REC-7  66 days late, goes into the next reminder

6 rows = 3 taken + 2 to decide + 1 blank. Notes stay internal.
"""
RECEIPT = """\
Your answers were taken in on 5 December 2008, thank you: 3 taken, 2 not
taken, 1 left blank.

Received: Head of Public Protection

Taken: 3

REC-5          almost. "In 28 of 32 boroughs, rest by Jan"
REC-6          asks for 31 Mar 2009. "IT release"
REC-13 step 1  done

Not taken: 2

REC-8       not decided yet, changed here since: "completed"
AFI-11..18  not decided yet, changed here since: "5 of 8 done"

No answer: 1

REC-7  left blank
"""


@pytest.fixture
def changed(returning: Returning, run: Run) -> Path:
    """A workbook that came back, after two of its rows were changed here."""
    run("update", "REC-8", "--progress", "almost")
    run("update", "AFI-11..13", "--status", "done", "--yes")
    return returning.file(ANSWERS)


def test_a_workbook_is_shown_with_what_was_sent_answered_and_is_now(
    changed: Path, run: Run, returning: Returning
) -> None:
    before = tree(returning.folder)
    shown = run("receive", changed, "--dry-run")
    assert (shown.code, shown.out, shown.err) == (0, PREVIEW, "nothing was written (--dry-run)\n")
    assert tree(returning.folder) == before
    assert not Path("receipts").exists()


def test_what_has_no_conflict_is_written_and_the_rest_is_listed_with_exit_6(
    changed: Path, run: Run, returning: Returning
) -> None:
    done = run("receive", changed, "--yes")
    assert (done.code, done.out) == (6, PREVIEW)
    assert done.err == (
        "written: 3 rows, 3 items. receipt: receipts/head-of-public-protection.eml\n"
        "2 rows left for later: receive the file again to decide\n"
        '"answers.xlsx" is still in home; delete it when you are done.\n'
        "2 rows to decide, and nobody can be asked here: receive the file on a terminal\n"
    )
    text = Path("receipts/head-of-public-protection.txt").read_text()
    assert text == RECEIPT
    items = {item.id: item for item in read_plan(returning.folder, False).items}
    assert items["REC-5"].progress == "almost"
    assert items["REC-8"].progress == "almost"
    assert (items["REC-6"].due, items["REC-13"].actions[0].done) == ("2008-09", "2008-12-05")
    last = items["REC-5"].history[-1]
    assert (last.by, last.event, last.source, last.published) == (
        PP, "answered", "answers.xlsx", False,
    )  # fmt: skip
    assert last.note == "In 28 of 32 boroughs, rest by Jan"


def test_twice_is_nothing_and_after_undo_it_can_be_received_again(
    returning: Returning, run: Run
) -> None:
    path = returning.file({"REC-5": {"how_far": "almost", "what": "Pilot"}})
    before = {item.id: item.progress for item in read_plan(returning.folder, False).items}
    assert run("receive", path, "--yes").code == 0
    written = tree(returning.folder)
    again = run("receive", path, "--yes")
    assert (again.code, again.err) == (0, "nothing to write of answers.xlsx\n")
    assert "Taken in already: 1\n\nREC-5  taken in already on 5 Dec 2008.\n" in again.out
    assert "6 rows = 1 taken in already + 5 blank." in again.out
    assert "Can be taken" not in again.out
    assert tree(returning.folder) == written
    assert run("undo", "--yes").code == 0
    assert {item.id: item.progress for item in read_plan(returning.folder, False).items} == before
    assert 'REC-5  majority > almost. "Pilot"\n' in run("receive", path, "--yes").out


def test_without_a_terminal_and_without_yes_nothing_is_written(
    returning: Returning, run: Run
) -> None:
    path = returning.file({"REC-5": {"how_far": "almost"}})
    before = tree(returning.folder)
    refused = run("receive", path)
    assert (refused.code, refused.err) == (
        2,
        f"tracker: 1 row of {PP} would be written, and nobody can be asked here\n"
        "add --yes to do it, or --dry-run to look first\n",
    )
    assert tree(returning.folder) == before


def test_who_else_answers_for_a_post_is_a_question_first_and_for_settles_it(
    returning: Returning, run: Run
) -> None:
    path = returning.file({"REC-5": {"how_far": "almost", "why": "Pilot went well, Jane Deputy"}})
    refused = run("receive", path, "--yes")
    assert refused.code == 6
    assert "Answered by Jane Deputy, and the post is held by A. Holder.\n" in refused.out
    assert refused.err == (
        "nothing of answers.xlsx was written: answered by Jane Deputy, and the post is held by "
        "A. Holder\n"
        f"if they are the post's answers: tracker receive FILE --for '{PP}'\n"
    )
    taken = run("receive", path, "--yes", "--for", PP)
    assert (taken.code, taken.err[:26]) == (0, "written: 1 row, 1 item. re")


def test_a_workbook_that_was_taken_back_or_is_an_older_one_is_named(
    returning: Returning, run: Run
) -> None:
    path = returning.file({"REC-5": {"how_far": "almost"}})
    assert run("remind", "--void", "1", "--reason", "sent to the wrong post").code == 0
    assert "This workbook was taken back: sent to the wrong post.\n" in run("receive", path).out
    assert run("undo", "--yes").code == 0
    returning.send(SENT + timedelta(1))
    shown = run("receive", path, "--dry-run").out
    assert "Take note: a newer one went out on 25 Nov 2008.\n" in shown
    assert "Can be taken: 1\n" in shown


def test_without_a_record_the_hidden_sheet_serves_and_that_is_told(
    returning: Returning, run: Run
) -> None:
    path = returning.file({"REC-5": {"how_far": "almost"}})
    returning.lose_log()
    shown = " ".join(run("receive", path, "--dry-run").out.split())
    assert (
        "Take note: this plan has no record of the workbook: what its own hidden sheet says was "
        "sent is taken, and nothing can check that." in shown
    )
    assert "Can be taken: 1 REC-5 majority > almost." in shown


def test_another_plans_workbook_is_refused_in_two_lines(
    returning: Returning, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = returning.file({"REC-5": {"how_far": "almost"}})
    returning.lose_log()
    run("init", tmp_path / "other")
    monkeypatch.setenv("TRACKER_STORE", str(tmp_path / "other"))
    refused = run("receive", path)
    assert (refused.code, refused.err) == (
        4,
        "tracker: answers.xlsx is of another plan of Example Police: none of its items is in this "
        "one\nreceive it there: tracker --store FOLDER receive FILE\n",
    )


def test_what_needs_no_answer_any_more_goes_into_no_reminder(
    returning: Returning, run: Run
) -> None:
    run("update", "REC-5", "--status", "done")
    assert run("evidence", "add", "REC-5", "DOC 1", "--shows", "all of it").code == 0
    run("update", "REC-6", "--owner", "Head of CID")
    run("action", "done", "REC-13", "1")
    shown = run("receive", returning.file({}), "--dry-run").out
    assert shown.partition("No answer: 6\n\n")[2].splitlines()[:6] == [
        "REC-5          completed here since",
        "REC-6          it is with another post since",
        "REC-7          66 days late, goes into the next reminder",
        "REC-8          66 days late, goes into the next reminder",
        "AFI-11..18     5 days late, goes into the next reminder",
        "REC-13 step 1  the step is done or dropped here since",
    ]


def test_a_date_asked_for_on_a_step_is_shown_to_be_a_note(returning: Returning, run: Run) -> None:
    path = returning.file({"REC-13 step 1": {"new_date": "31 Jan 2009", "why": "printing"}})
    shown = run("receive", path, "--yes").out
    assert (
        "REC-13 step 1  asks for 31 Jan 2009, kept as a note; the step's due stays 19\n"
        '               Dec 2008. "printing"\n' in shown
    )
    item = next(i for i in read_plan(returning.folder, False).items if i.id == "REC-13")
    assert (item.actions[0].due, item.requested_due) == ("2008-12-19", None)
    assert item.history[-1].note == "step 1 asks for 31 Jan 2009: printing"


def test_a_record_that_can_not_be_read_is_named_and_no_answer_to_it_is_taken_unasked(
    returning: Returning, run: Run
) -> None:
    path = returning.file({"REC-5": {"how_far": "almost"}})
    sent = returning.log[0].id
    (returning.folder / "sent" / f"{sent}.toml").write_text("n = [")
    before = tree(returning.folder)
    refused = run("receive", path, "--yes")
    assert refused.code == 6
    why = f"the plan's own record of this workbook can't be read: sent/{sent}.toml"
    assert f"tracker: sent/{sent}.toml:1: " in refused.err
    assert f"nothing of answers.xlsx was written: {why}\n" in refused.err
    assert tree(returning.folder) == before
    looked = run("receive", path, "--dry-run")
    assert (looked.code, "Can be taken: 1" in looked.out) == (5, True)


def test_a_folder_is_received_file_by_file_and_one_that_can_not_be_read_stops_no_other(
    returning: Returning, run: Run
) -> None:
    folder = Path("in")
    folder.mkdir()
    book = returning.workbook({"REC-5": {"how_far": "almost"}})
    (folder / "a.xlsx").write_bytes(saved(book))
    (folder / "b.xlsx").write_bytes(b"PK\x03\x04 no workbook")
    (folder / "c.url").write_text("[InternetShortcut]\nURL=https://example.sharepoint.com/x\n")
    done = run("receive", folder, "--yes")
    assert done.code == 4
    assert "left out, no answers in such files: c.url\n" in done.err
    assert "written: 1 row, 1 item." in done.err
    assert "tracker: b.xlsx" in done.err


def test_json_has_every_row_with_what_becomes_of_it(changed: Path, run: Run) -> None:
    done = run("receive", changed, "--yes", "--json")
    value = json.loads(done.out)
    jsonschema.validate(value, json.loads(schema_text("received")))
    file = value["files"][0]
    assert (done.code, file["written"], file["taken"], file["asked"], file["blank"]) == (
        6, True, 3, 2, 1,
    )  # fmt: skip
    assert [one["state"] for one in file["outcomes"]] == [
        "taken", "taken", "blank", "asked", "asked", "taken",
    ]  # fmt: skip
    assert [one["days_overdue"] for one in file["outcomes"]] == [None, None, 66, None, None, None]
    assert {one["settled"] for one in file["outcomes"]} == {None}


def test_json_says_which_rows_without_an_answer_nobody_has_to_be_asked_for_again(
    returning: Returning, run: Run
) -> None:
    path = returning.file({"REC-5": {"how_far": "almost"}})
    run("update", "REC-7", "--owner", "Head of CID", "--new-owner")
    run("update", "REC-8", "--status", "done")
    run("evidence", "add", "REC-8", "DOC 7", "--shows", "the form")
    value = json.loads(run("receive", path, "--yes", "--json").out)
    jsonschema.validate(value, json.loads(schema_text("received")))
    rows = {one["item"]: one for one in value["files"][0]["outcomes"]}
    assert {name: (one["days_overdue"], one["settled"]) for name, one in rows.items()} == {
        "REC-5": (None, None),
        "REC-6": (66, None),
        "REC-7": (None, "it is with another post since"),
        "REC-8": (None, "completed here since"),
        "AFI-11..18": (5, None),
        "REC-13 step 1": (0, None),
    }


def test_the_receipt_is_a_draft_to_the_post_and_has_no_word_of_others(
    changed: Path, run: Run
) -> None:
    run("note", "REC-5", "SECRETNOTE")
    run("update", "REC-6", "--title", "SECRETTITLE")
    run("receive", changed, "--yes", "-o", "out")
    draft = Path("out/head-of-public-protection.eml").read_text()
    assert "To: Head of Public Protection <hpp@example.police.uk>" in draft
    assert "X-Unsent: 1" in draft
    assert "SECRET" not in draft
    plain, html = texts(parsed(draft))
    assert words(" ".join(Shown(html).parts)) == words(plain)


@pytest.mark.parametrize(
    ("marking", "subject"),
    [
        (None, "Received: 3 rows of your answers taken in"),
        ("OFFICIAL", "OFFICIAL: received: 3 rows of your answers taken in"),
        (r"É\r\nBcc: x@y.z =?utf-8?q?x?=", "É Bcc: x@y.z = ?utf-8?q?x?=: received: 3 rows of your"),
    ],
)
def test_a_receipt_begins_its_subject_with_the_marking_whatever_that_is(
    changed: Path, run: Run, returning: Returning, marking: str | None, subject: str
) -> None:
    settings = returning.folder / "tracker.toml"
    if marking:
        settings.write_text(f'marking = "{marking}"\n{settings.read_text()}')
    assert run("receive", changed, "--yes", "-o", "out").code == 6
    mail = parsed(Path("out/head-of-public-protection.eml").read_text())
    assert str(mail["Subject"]).startswith(subject)
    assert mail["Bcc"] is None


def test_what_reads_workbooks_is_loaded_in_a_process_of_its_own(
    returning: Returning, run: Run
) -> None:
    path = returning.file({"REC-5": {"how_far": "almost"}})
    code = (
        "import sys; from hmic_tracker.cli import main; "
        "code = main(sys.argv[1:]); "
        "names = {'openpyxl', 'python_calamine', 'olefile'} & set(sys.modules); "
        "sys.exit(f'{names}' if names else code)"
    )
    command = [sys.executable, "-c", code, "receive", str(path), "--dry-run"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, "Can be taken: 1" in done.stdout) == (0, True), done.stderr


def test_a_mail_that_is_piped_in_is_read_as_its_file_is(returning: Returning) -> None:
    path = returning.file({"REC-5": {"how_far": "almost"}})
    message = EmailMessage()
    message["From"], message["Subject"] = "hpp@example.police.uk", "RE: 12 overdue"
    message.set_content("Please see attached.")
    message.add_attachment(
        path.read_bytes(), maintype="application", subtype="octet-stream", filename=path.name
    )
    mail = bytes(message)
    program = [sys.executable, "-m", "hmic_tracker", "receive", "-"]
    looked = subprocess.run([*program, "--dry-run"], input=mail, capture_output=True, check=False)
    assert (looked.returncode, looked.stderr) == (0, b"nothing was written (--dry-run)\n")
    assert "REC-5  majority > almost" in looked.stdout.decode()
    taken = subprocess.run([*program, "--yes"], input=mail, capture_output=True, check=False)
    assert taken.returncode == 0
    assert taken.stderr.decode().splitlines()[-1].startswith("written: 1 row, 1 item. receipt: ")


def test_an_answer_by_count_stands_in_the_history_as_the_posts(
    run: Run, returning: Returning
) -> None:
    file = returning.file({"AFI-11..18": {"done": 5, "what": "Five templates"}})
    run("receive", file, "--yes")
    shown = " ".join(run("history", "AFI-11").out.split())
    assert "5 Dec 2008 answered by count: status in progress → done" in shown
    assert "(answers.xlsx, by Head of Public Protection)" in shown
    shown = " ".join(run("show", "AFI-11").out.split())
    assert "answered by count: status in progress → done" in shown
    assert "by Head of Public Protection" in shown
    assert "answers.xlsx" not in run("report", "--format", "md").out
    assert run("receive", file, "--yes").out.endswith(
        "1 taken in already + 5 blank. Notes stay internal.\n"
    )
    assert run("check").code == 0


@pytest.mark.usefixtures("returning")
def test_what_is_piped_in_is_called_so_where_it_is_refused(run: Run) -> None:
    empty = run("receive", "-", stdin="\n")
    assert empty.err == (
        "tracker: what was piped in is empty\nsave what was sent back as a file, and receive that\n"
    )
    mail = "From: a@example.org\nSubject: Hello\n\nThank you, we will look at it.\n"
    nothing = run("receive", "-", stdin=mail)
    assert nothing.err.startswith("tracker: what was piped in answers for no item")
    assert nothing.out == ""
