"""Workbooks as they come back: what is taken, asked and refused of each, and nothing wrong."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Final

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.answers.conftest import PP, Returning
from tests.answers.ole_files import message, ole_file
from tests.answers.returned import counts, received
from tests.answers.workbooks import HEAD_ROW, HEADS, column_of, fill, opened, saved
from tests.conftest import Run

FAR: Final = {"REC-5": {"how_far": "almost"}}


def answers(book: Workbook) -> Worksheet:
    return book["Answers"]


def typed(**cells: Any) -> Callable[[Workbook], Any]:
    """Cells typed into the row of REC-5."""
    return lambda book: fill(book, {"REC-5": cells})


def row_of(sheet: Worksheet, item: str) -> int:
    return next(r[0].row for r in sheet.iter_rows(min_row=HEAD_ROW + 1) if r[0].value == item)


def sort_rows(book: Workbook) -> None:
    fill(book, FAR)
    sheet = answers(book)
    rows = [[c.value for c in r] for r in sheet.iter_rows(min_row=HEAD_ROW + 1)]
    for n, values in enumerate(reversed(rows), HEAD_ROW + 1):
        for column, value in enumerate(values, 1):
            sheet.cell(n, column).value = value


def delete_row(book: Workbook) -> None:
    fill(book, FAR)
    answers(book).delete_rows(row_of(answers(book), "REC-6"))


def insert_row(book: Workbook) -> None:
    fill(book, FAR)
    answers(book).insert_rows(HEAD_ROW + 1)
    answers(book).cell(HEAD_ROW + 1, 1).value = "REC-77"
    answers(book).cell(HEAD_ROW + 1, column_of("what") + 1).value = "see also this"


def double_row(*far: str) -> Callable[[Workbook], None]:
    def double(book: Workbook) -> None:
        sheet = answers(book)
        for n, word in enumerate(far):
            at = row_of(sheet, "REC-5") if not n else sheet.max_row + 1
            sheet.cell(at, 1).value = "REC-5"
            sheet.cell(at, column_of("how_far") + 1).value = word

    return double


def reorder_columns(book: Workbook) -> None:
    fill(book, FAR)
    for row in answers(book).iter_rows(min_row=HEAD_ROW):
        cells = [(cell.value, cell.number_format) for cell in row]
        for cell, (value, shape) in zip(row, [*cells[5:], *cells[:5]], strict=True):
            cell.value, cell.number_format = value, shape


def add_column(book: Workbook) -> None:
    fill(book, FAR)
    sheet = answers(book)
    sheet.insert_cols(3)
    sheet.cell(HEAD_ROW, 3).value = "Cost"
    sheet.cell(row_of(sheet, "REC-5"), 3).value = 4000


def rename_sheets(book: Workbook) -> None:
    fill(book, FAR)
    book["Answers"].title = "Sheet1"
    book["Sent"].title = "Other"


def drop_hidden(book: Workbook) -> None:
    fill(book, FAR)
    del book["Sent"]


def alter_uids(book: Workbook) -> None:
    fill(book, FAR)
    for row in book["Sent"].iter_rows(min_row=7):
        row[2].value = "x" * 8


def new_title_rows(book: Workbook) -> None:
    fill(book, FAR)
    answers(book).insert_rows(1, 4)
    answers(book)["A1"] = "Returned by the business support team"


def copy_sheet(book: Workbook) -> None:
    fill(book, FAR)
    book.copy_worksheet(answers(book)).title = "Answers (2)"


def rename_heads(*keys: str, **cells: Any) -> Callable[[Workbook], None]:
    def rename(book: Workbook) -> None:
        fill(book, {"REC-5": cells})
        for key in keys:
            answers(book).cell(HEAD_ROW, column_of(key) + 1).value = f"Our {key} so far"

    return rename


CASES: Final[list[tuple[str, Callable[[Workbook], Any], str]]] = [
    ("nothing typed", lambda book: None, "0 0 0 6"),
    ("a word picked", typed(how_far="almost"), "1 0 0 5"),
    ("completed", typed(how_far="completed"), "1 0 0 5"),
    ("a word typed otherwise", typed(how_far=" Almost Complete "), "1 0 0 5"),
    ("a word that is none", typed(how_far="purple"), "0 0 1 5"),
    ("heads renamed, cells left", rename_heads("how_far", "done", "due", "late"), "0 0 0 6"),
    ("a head renamed, a cell filled in", rename_heads("how_far", how_far="almost"), "0 1 0 5"),
    ("completed, and a date ahead", typed(how_far="completed", new_date="31 Mar 2009"), "0 1 0 5"),
    ("a step completed, and a date ahead", lambda b: fill(b, {
        "REC-13 step 1": {"how_far": "completed", "new_date": "31 Mar 2009"}}), "0 1 0 5"),
    ("under way, and a date ahead", typed(how_far="almost", new_date="31 Mar 2009"), "1 0 0 5"),
    ("a share", typed(how_far="90%"), "1 0 0 5"),
    ("a share that none is", typed(how_far="110%"), "0 0 1 5"),
    ("words alone", typed(what="Template agreed"), "1 0 0 5"),
    ("words and a name", typed(what="Template agreed", why="A. Holder"), "1 0 0 5"),
    ("a reference", typed(shows="DOC 12/27"), "1 0 0 5"),
    ("a date as a date", typed(new_date=date(2009, 3, 31)), "1 0 0 5"),
    ("a date as text", typed(new_date="31/03/2009", why="IT"), "1 0 0 5"),
    ("a month", typed(new_date="Mar 2009"), "1 0 0 5"),
    ("a date that is none", typed(new_date="when IT is ready"), "0 0 1 5"),
    ("a date that is past", typed(new_date="1 Mar 2008"), "0 1 0 5"),
    ("the date that is due", typed(new_date="Sep 2008"), "1 0 0 5"),
    ("dashes", typed(how_far="-", what="n/a", new_date="-"), "0 0 0 6"),
    ("a count", lambda b: fill(b, {"AFI-11..18": {"done": 5}}), "1 0 0 5"),
    ("a count in words", lambda b: fill(b, {"AFI-11..18": {"done": "5 of 8"}}), "1 0 0 5"),
    ("too high a count", lambda b: fill(b, {"AFI-11..18": {"done": 9}}), "0 0 1 5"),
    ("a count and another word",
     lambda b: fill(b, {"AFI-11..18": {"done": 5, "how_far": "almost"}}), "1 0 0 5"),
    ("completed, and the count left", lambda b: fill(b, {"AFI-11..18": {"how_far": "completed"}}),
     "0 1 0 5"),
    ("a step done", lambda b: fill(b, {"REC-13 step 1": {"how_far": "completed"}}), "1 0 0 5"),
    ("a step under way", lambda b: fill(b, {"REC-13 step 1": {"how_far": "some"}}), "1 0 0 5"),
    ("rows sorted", sort_rows, "1 0 0 5"),
    ("a row deleted", delete_row, "1 0 0 5"),
    ("a row inserted", insert_row, "1 0 1 5"),
    ("a row doubled", double_row("almost", "almost"), "1 0 0 6"),
    ("a row doubled otherwise", double_row("almost", "completed"), "0 0 2 5"),
    ("columns in another order", reorder_columns, "1 0 0 5"),
    ("a column added", add_column, "1 0 0 5"),
    ("a grey cell changed", typed(due="31 Mar 2009"), "0 0 1 5"),
    ("a grey cell changed, and an answer", typed(due="31 Mar 2009", how_far="almost"), "1 0 0 5"),
    ("the text changed", typed(text="That the force does less."), "0 0 1 5"),
    ("an item's cell changed", typed(item="REC-55", how_far="almost"), "0 0 1 6"),
    ("an item's cell emptied", typed(item=None, how_far="almost"), "0 0 1 6"),
    ("an item's cell retyped", typed(item="rec 5 ", how_far="almost"), "1 0 0 5"),
    ("sheets renamed", rename_sheets, "1 0 0 5"),
    ("the hidden sheet lost", drop_hidden, "1 0 0 5"),
    ("uids altered", alter_uids, "1 0 0 5"),
    ("titles above", new_title_rows, "1 0 0 5"),
    ("the sheet copied", copy_sheet, "1 0 0 11"),
    ("a formula", typed(how_far='=CONCATENATE("al","most")'), "0 1 0 5"),
    ("a formula in a note", typed(what='=HYPERLINK("http://x","y")'), "0 1 0 5"),
    ("DDE", typed(what="=cmd|'/C calc'!A0"), "0 1 0 5"),
    ("text like a formula", typed(what="'=1+1"), "1 0 0 5"),
    ("a megabyte in a cell", typed(what="x" * 32000), "1 0 0 5"),
    ("signs that Excel writes", typed(what="one_x000D_two"), "1 0 0 5"),
    ("bidirectional signs", typed(what="\u202eevil"), "1 0 0 5"),
]  # fmt: skip


@pytest.mark.usefixtures("in_process")
def test_each_way_in_which_a_workbook_comes_back_is_read_right(
    returning: Returning, run: Run
) -> None:
    wrong = {}
    for name, edit, expected in CASES:
        book = returning.workbook({})
        edit(book)
        Path("a.xlsx").write_bytes(saved(book))
        if (seen := counts(received(run, Path("a.xlsx")))) != expected:
            wrong[name] = (seen, expected)
    assert wrong == {}
    assert len(CASES) >= 40


def share_shown(number: float) -> Callable[[Workbook], None]:
    """A number typed as a percentage, as Excel keeps it."""

    def edit(book: Workbook) -> None:
        cell = answers(book).cell(row_of(answers(book), "REC-5"), column_of("how_far") + 1)
        cell.value, cell.number_format = number, "0%"

    return edit


@pytest.mark.usefixtures("in_process")
def test_a_share_is_the_word_that_so_many_steps_give_and_kept_as_the_lead_wrote_it(
    returning: Returning, run: Run
) -> None:
    edits = [
        (typed(how_far="40 per cent"), "some", "how far: 40 per cent"),
        (typed(how_far="about 90% complete"), "almost", "how far: about 90% complete"),
        (typed(how_far="100%", what="In all boroughs"), "completed",
         "In all boroughs; how far: 100%"),
        (share_shown(0.4), "some", "how far: 40%"),
        (share_shown(1), "completed", "how far: 100%"),
        (share_shown(0), "not started", "how far: 0%"),
        (typed(how_far=0.9), "almost", "how far: 0.9"),
    ]  # fmt: skip
    for edit, word, note in edits:
        book = returning.workbook({})
        edit(book)
        Path("a.xlsx").write_bytes(saved(book))
        outcome = received(run, Path("a.xlsx"))["outcomes"][0]
        assert [one["answered"] for one in outcome["compared"]] == [word]
        assert (outcome["state"], outcome["note"]) == ("taken", note)
    Path("a.xlsx").write_bytes(saved(returning.workbook({"REC-5": {"how_far": "75%"}})))
    outcome = received(run, Path("a.xlsx"))["outcomes"][0]
    assert (outcome["state"], outcome["note"]) == ("taken", "how far: 75%")
    assert outcome["remarks"] == ["How far is so already"]


def as_csv(book: Workbook, delimiter: str, encoding: str) -> bytes:
    text = io.StringIO()
    rows = ([c.value for c in row] for row in answers(book).iter_rows())
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_csv_saved_from_it_is_the_same_answer(
    returning: Returning, run: Run, delimiter: str, encoding: str
) -> None:
    book = returning.workbook({"REC-5": {"how_far": "almost", "what": "Café, “agreed”\nand more"}})
    Path("a.csv").write_bytes(as_csv(book, delimiter, encoding))
    value = received(run, Path("a.csv"))
    assert counts(value) == "1 0 0 5"
    assert value["outcomes"][0]["note"] == "Café, “agreed”\nand more"
    assert value["recorded"]


def test_without_any_record_old_values_are_no_answer_and_no_other_is_taken_unasked(
    returning: Returning, run: Run
) -> None:
    book = returning.workbook({"REC-5": {"how_far": "almost"}, "REC-6": {"due": "31 Mar 2009"}})
    Path("a.csv").write_bytes(as_csv(book, ",", "utf-8"))
    returning.lose_log()
    value = received(run, Path("a.csv"))
    assert (counts(value), value["sending"]) == ("0 1 1 4", None)
    assert [one["why"] for one in value["outcomes"][:2]] == [
        "what was sent is not known",
        "only a grey cell was changed",
    ]


def mail(**parts: Any) -> EmailMessage:
    made = EmailMessage()
    made["From"] = parts.get("sender", "A. Holder <hpp@example.police.uk>")
    made["To"] = "Liaison <liaison@example.police.uk>"
    made["Subject"] = "RE: answers"
    made["Date"] = "Fri, 05 Dec 2008 10:00:00 +0000"
    made.set_content(parts.get("text", "Please see attached.\n"))
    if parts.get("html"):
        made.add_alternative(parts["html"], subtype="html")
    for name, data in parts.get("files", ()):
        made.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    for inner in parts.get("mails", ()):
        made.add_attachment(inner)
    return made


@pytest.mark.usefixtures("in_process")
def test_a_mail_brings_its_workbook_however_often_it_was_passed_on(
    returning: Returning, run: Run
) -> None:
    file = ("answers.xlsx", saved(returning.workbook(FAR)))
    inner = mail(files=[file, ("logo.png", b"\x89PNG")])
    for depth in range(3):
        Path("a.eml").write_bytes(bytes(inner))
        value = received(run, Path("a.eml"))
        assert (depth, counts(value), value["file"]) == (depth, "1 0 0 5", "answers.xlsx")
        inner = mail(mails=[inner])
    stranger = mail(sender="Deputy <deputy@example.police.uk>", files=[file])
    Path("a.eml").write_bytes(bytes(stranger))
    assert received(run, Path("a.eml"))["doubts"] == [
        "mailed from deputy@example.police.uk, and the post's address is hpp@example.police.uk"
    ]
    tree = message("RE", "", ("A. Holder", "hpp@example.police.uk"), (file,))
    for data in (ole_file(tree), ole_file(message("FW", "", mails=(tree,)))):
        Path("a.msg").write_bytes(data)
        assert counts(received(run, Path("a.msg"))) == "1 0 0 5"


@pytest.mark.usefixtures("in_process")
def test_lines_in_a_mail_are_proposed_and_never_written_without_a_key(
    returning: Returning, run: Run
) -> None:
    text = "REC-5: in 28 of 32 boroughs, rest by Jan\nREC-7: no change\n\nRegards,\nA. Holder\n"
    bodies = {
        "a.eml": bytes(mail(text=text)),
        "b.eml": bytes(mail(text=" ", html="<p>REC-5: in 28 of 32 boroughs, rest by Jan</p>"
                            "<p>REC-7: no change</p><p>Regards,<br>A. Holder</p>")),
        "a.msg": ole_file(message("RE", text, ("A. Holder", "hpp@example.police.uk"))),
    }  # fmt: skip
    for name, data in bodies.items():
        Path(name).write_bytes(data)
        value = received(run, Path(name))
        assert (name, counts(value)) == (name, "0 1 0 5")
        compared = [list(one.values()) for one in value["outcomes"][0]["compared"]]
        assert compared == [
            ["How far", "majority", "almost", "majority"],
            ["New date", "Sep 2008", "Jan 2009", "Sep 2008"],
        ]
        done = run("receive", name, "--yes")
        assert (done.code, "written" in done.err) == (6, False)


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize(
    "quoted",
    [
        "From: Liaison\nSent: 24 November 2008\nTo: Head of Public Protection "
        "<hpp@example.police.uk>\nSubject: OFFICIAL\n\nREC-7 62 days\n",
        "On Mon, 24 Nov 2008, Liaison wrote:\n> To: Head of Public Protection\n> REC-7 62 days\n",
        "> For    Head of Public Protection\n> As of  24 November 2008\n",
        "Von: Liaison\nGesendet: Montag\nAn: hpp <hpp@example.police.uk>\nBetreff: x\n",
    ],
)
def test_whoever_answers_the_reminder_that_is_quoted_says_whose_it_is(
    returning: Returning, run: Run, quoted: str
) -> None:
    sender = "Jane Deputy <deputy@example.police.uk>"
    Path("a.eml").write_bytes(bytes(mail(text=f"REC-5: almost\n\n{quoted}", sender=sender)))
    value = received(run, Path("a.eml"))
    assert (value["owner"], counts(value), value["doubts"]) == (
        PP,
        "0 1 0 5",
        ["mailed from deputy@example.police.uk, and the post's address is hpp@example.police.uk"],
    )
    Path("a.eml").write_bytes(bytes(mail(text="REC-5: almost\n", sender=sender)))
    assert run("receive", "a.eml").err == (
        "tracker: nothing in a.eml says whose answers these are\n"
        "say it: tracker receive FILE --for 'Head of CID'\n"
    )


@pytest.mark.usefixtures("in_process")
def test_what_holds_no_answers_is_refused_with_the_way_on(returning: Returning, run: Run) -> None:
    link = "The workbook is here: https://example.sharepoint.com/:x:/r/answers.xlsx\n"
    files = {
        "a.xlsx": (b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
                   "a.xlsx is protected with a password"),
        "a.url": (b"[InternetShortcut]\nURL=https://example.org/\n",
                  "a.url is only a link to a workbook, and no link is followed"),
        "a.eml": (bytes(mail(text=link)),
                  "a.eml answers for no item; it has a link, which is not followed"),
        "a.pdf": (b"%PDF-1.4 drawn", "a.pdf is a PDF, in which cells are only drawn"),
        "b.eml": (bytes(mail(text="All fine, thanks.\n")), "b.eml answers for no item"),
        "b.xlsx": (b"PK\x03\x04", "b.xlsx is no table"),
        "c.csv": (b"one,two\n1,2\n", "c.csv is no answer workbook"),
        "d.txt": (b"REC-5: done\n", "nothing in d.txt says whose answers these are"),
    }  # fmt: skip
    for name, (data, problem) in files.items():
        Path(name).write_bytes(data)
        refused = run("receive", name)
        assert refused.code == 4, (name, refused.err)
        lines = refused.err.splitlines()
        assert len(lines) == 2
        if name != "b.xlsx":
            assert lines[0] == f"tracker: {problem}"


def test_what_is_made_to_harm_is_bounded_and_named(returning: Returning, run: Run) -> None:
    good = saved(returning.workbook(FAR))
    bomb = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(bomb, "w", 8) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, old.read(entry.filename))
        new.writestr("xl/media/huge.bin", b"\0" * (201 * 1024 * 1024))
    Path("bomb.xlsx").write_bytes(bomb.getvalue())
    refused = run("receive", "bomb.xlsx")
    assert (refused.code, refused.err.splitlines()[0]) == (
        4, "tracker: bomb.xlsx unpacks to over 200 MB",
    )  # fmt: skip
    book = opened(good)
    answers(book).cell(1_048_576, 1).value = "REC-6"
    Path("far.xlsx").write_bytes(saved(book))
    assert counts(received(run, Path("far.xlsx"))) == "1 0 0 6"


def test_reading_writes_no_more_than_the_plan(returning: Returning, run: Run) -> None:
    assert run("receive", returning.file(FAR), "--yes", "--for", PP).code == 0
    assert sorted(p.name for p in Path().iterdir() if p.name != ".cache") == [
        "answers.xlsx",
        "receipts",
    ]
    assert HEADS[0] == "Item"
