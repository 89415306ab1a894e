"""`remind -o`: a workbook for each owner, a log of what was sent, and who has answered."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import jsonschema  # type: ignore[import-untyped]
import pytest
from openpyxl import load_workbook

from hmic_tracker.commands.schema import schema_text
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.sendings import Received, SentRow
from hmic_tracker.render.answer_workbook import GREY, HEAD_ROW, YELLOW, Form, draw
from hmic_tracker.render.xlsx_parts import cell_text
from hmic_tracker.reports.answer_rows import AnswerRow
from hmic_tracker.store.sendings import read_sendings
from tests.conftest import Run, tree
from tests.formats.reading import words
from tests.formats.test_workbooks import FORMULAS, office
from tests.render.pages import HOSTILE
from tests.store.test_sendings import RECORDED, write

PP: Final = "Head of Public Protection"
CID: Final = "Head of CID"
BOARD: Final = """
[boards.committee]
name = "Committee"
meetings = [2008-12-11, 2008-12-04, 2009-02-12]
"""
WORK: Final = (
    f"update REC-5 AFI-11..14 --owner '{PP}' --board Committee --new-board --yes",
    "update AFI-12 --status done",
    "action add REC-5 'Agree one template' --due 2008-12-19",
    f"action add REC-5 'Print it' --due 2008-12-10 --owner '{CID}' --new-owner",
    f"update REC-6 --owner '{CID}' --yes",
)


@pytest.fixture
def shared(run: Run, plan: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example plan with two owners, each with items and a step, and a board that meets."""
    import shlex

    monkeypatch.setenv("TRACKER_TODAY", "2008-12-01")
    settings = plan / "tracker.toml"
    settings.write_text('marking = "OFFICIAL"\n' + settings.read_text() + BOARD)
    for line in WORK:
        assert run(*shlex.split(line)).code == 0, line
    assert run("person", "add", PP, "--mail", "hpp@example.police.uk").code == 0
    return plan


def workbook(folder: Path, owner: str = PP) -> Any:
    name = f"answers-{owner.lower().replace(' ', '-')}.xlsx"
    return load_workbook(folder / name)


def rows_of(book: Any) -> list[dict[str, Any]]:
    """The rows of the form by their heads."""
    heads, *rows = book["Answers"].iter_rows(min_row=HEAD_ROW + 1, values_only=True)
    assert heads == (*GREY, *YELLOW)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def all_texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Everything in the files of a folder, each part of a mail and of a workbook by itself."""
    for path in sorted(folder.iterdir()):
        if path.suffix == ".eml":
            mail = message_from_bytes(path.read_bytes(), policy=policy.SMTP)
            yield path.name, str(mail.items())
            for part in mail.walk():
                data = part.get_payload(decode=True)
                if isinstance(data, bytes):
                    yield from _parts(path.name, data)
        else:
            yield from _parts(path.name, path.read_bytes())


def _parts(name: str, data: bytes) -> Iterator[tuple[str, str]]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(data)) as packed:
            for part in packed.namelist():
                yield f"{name} {part}", f"{part} {packed.read(part).decode()}"
    else:
        yield name, data.decode()


def test_a_lead_gets_a_workbook_with_a_row_for_each_item_and_step(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    found = run("remind", "-o", tmp_path / "packs", "--owner", PP)
    assert (found.code, found.out) == (0, "")
    assert found.err == (
        f"wrote 1 draft with its workbook into {tmp_path / 'packs'}\n"
        f"  1  head-of-public-protection.eml: {PP}, answer by Fri 5 Dec 2008\n"
    )
    assert sorted(os.listdir(tmp_path / "packs")) == [
        "answers-head-of-public-protection.xlsx",
        "head-of-public-protection.eml",
        "head-of-public-protection.txt",
    ]
    book = workbook(tmp_path / "packs")
    sheet = book["Answers"]
    sending = read_sendings(shared)[0][0].id
    assert sheet["A1"].value == f"OFFICIAL   {PP}   Please return by Fri 5 Dec 2008"
    assert sheet["A2"].value == (
        "Fill in yellow. Leave blank what hasn't changed. How far: not started, some, majority, "
        f"almost, completed. Workbook {sending}."
    )
    rec, step, alike = rows_of(book)
    assert rec["What the inspectors said"].startswith("That the force holds borough commanders")
    assert [rec[key] for key in ("Item", "Days late", "How far", "How many are done")] == [
        *("REC-5", 62, "majority", "-"),
    ]
    assert rec["Due"].date() == date(2008, 9, 30)
    assert step["Item"] == "REC-5 step 1"
    assert step["What the inspectors said"].endswith("\n\nYour step: Agree one template")
    assert (step["Due"].date(), step["Days late"], step["How far"]) == (
        *(date(2008, 12, 19), None),
        None,
    )
    assert [alike[key] for key in GREY[:2]] == [
        "AFI-11..14",
        "4 AFIs, text not published (PVP overall)",
    ]
    assert [alike[key] for key in YELLOW[:2]] == ["majority", 1]
    cell = sheet.cell(HEAD_ROW + 4, len(GREY) + 2)
    assert cell.number_format == '0" of 4"'
    for row in (rec, step, alike):
        assert [row[key] for key in YELLOW[2:]] == [None] * 4


def test_grey_is_ours_yellow_is_theirs_and_it_prints_on_a4(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    run("remind", "-o", tmp_path / "packs")
    book = workbook(tmp_path / "packs")
    sheet = book["Answers"]
    fills = [cell.fill.fgColor.rgb for cell in sheet[HEAD_ROW + 2]]
    grey, yellow = "FFEDEDED", "FFFFF2CC"
    assert fills == [*[grey] * 5, yellow, grey, *[yellow] * 4]
    assert (sheet.freeze_panes, sheet.print_title_rows) == ("B4", "$3:$3")
    page = sheet.page_setup
    assert (page.orientation, page.paperSize, page.fitToHeight) == ("landscape", 9, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.oddHeader.center.text == sheet.oddFooter.center.text == "OFFICIAL"
    assert not sheet.protection.sheet
    checks = [(str(c.sqref), c.type, c.formula1) for c in sheet.data_validations.dataValidation]
    words = '"not started,some,majority,almost,completed"'
    assert checks == [
        ("F4", "list", words),
        ("F5", "list", words),
        ("F6", "list", words),
        ("G6", "whole", "0"),
    ]


def test_a_long_text_stands_whole_in_its_row() -> None:
    heights, widths, sizes = [], [], []
    day = date(2008, 12, 1)
    for number in (2, 20, 40, 60, 95):
        text = "The force should do this and say so. " * number
        row = AnswerRow("REC-1", text, None, 0, "", "some", SentRow(("REC-1",), ("aaaaaaaa",)))
        book = load_workbook(BytesIO(draw(Form(PP, (row,), day, day, "1-aaaaaaaa"))))
        sheet = book["Answers"]
        heights.append(sheet.row_dimensions[HEAD_ROW + 2].height)
        widths.append(round(sheet.column_dimensions["B"].width))
        sizes.append(sheet.cell(HEAD_ROW + 2, 2).font.sz)
    assert max(heights) <= 409
    assert widths == [37, 37, 41, 59, 61]
    assert sizes == [10, 10, 10, 10, 8]


def test_a_hidden_sheet_and_the_properties_say_which_sending_it_is_and_what_was_sent(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    run("remind", "-o", tmp_path / "packs", "--owner", PP)
    book = workbook(tmp_path / "packs")
    sending = read_sendings(shared)[0][0]
    assert [(sheet.title, sheet.sheet_state) for sheet in book] == [
        ("Answers", "visible"),
        ("Sent", "veryHidden"),
    ]
    properties = {one.name: one.value for one in book.custom_doc_props.props}
    assert properties["sending"] == sending.id
    assert (book.properties.creator, book.properties.lastModifiedBy) == (None, None)
    lines = [[text or "" for text in row] for row in book["Sent"].iter_rows(values_only=True)]
    assert ["sending", sending.id] == lines[1][:2]
    assert lines[3][:2] == ["sent", "2008-12-01"]
    assert lines[4][:2] == ["answer_by", "2008-12-05"]
    heads, rows = lines[5], lines[6:]
    assert heads == ["item", "ids", "uids", "step", "status", "progress", "due", "done", "of"]
    for row, logged in zip(rows, sending.rows, strict=True):
        values = dict(zip(heads, row, strict=True))
        assert values["ids"].split() == list(logged.ids)
        assert values["uids"].split() == list(logged.uids)
        assert values["step"] == (logged.step or "")
        assert {key: values[key] for key in logged.values} == logged.values
    assert sending.rows[2].values == {
        "progress": "majority",
        "due": "2008-11",
        "done": "1",
        "of": "4",
    }


def test_the_mail_has_the_workbook_and_names_the_day_and_the_board(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    run("remind", "-o", tmp_path / "packs", "--owner", PP)
    stem = "head-of-public-protection"
    mail = message_from_bytes((tmp_path / "packs" / f"{stem}.eml").read_bytes(), policy=policy.SMTP)
    assert mail["Subject"] == "OFFICIAL: answer by Fri 5 Dec: 4 inspection items overdue"
    attached = {part.get_filename(): part for part in mail.walk() if part.get_filename()}
    assert list(attached) == [f"answers-{stem}.xlsx", "deadlines.ics"]
    assert (
        attached[f"answers-{stem}.xlsx"].get_content()
        == (tmp_path / "packs" / f"answers-{stem}.xlsx").read_bytes()
    )
    text = (tmp_path / "packs" / f"{stem}.txt").read_text()
    assert text.startswith(
        f"To: {PP} <hpp@example.police.uk>\n"
        "Subject: OFFICIAL: answer by Fri 5 Dec: 4 inspection items overdue\n"
        "\n"
        "Please fill in the yellow cells of the attached workbook (3 rows) and\n"
        "reply with it by Friday 5 December 2008.\n"
        "\n"
        "4 inspection items overdue, the worst 62 days late\n"
        "Late      REC-5 62 days; AFI-11, AFI-13..14 1 day\n"
        "Moved     no date\n"
        "Next due  19 Dec 2008, in 18 days: step 1 of REC-5\n"
        "Wording   AFI-11..14: ask the sender of this mail\n"
        "Answers   to the sender of this mail, for the Committee of 11 Dec 2008;\n"
    )
    assert "In full" not in text


def test_the_day_can_be_named_and_a_workbook_left_out(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    line = ("remind", "-o", tmp_path / "packs", "--owner", PP)
    assert run(*line, "--answer-by", "2008-12-09", "--no-form").code == 0
    assert sorted(os.listdir(tmp_path / "packs")) == [
        "head-of-public-protection.eml",
        "head-of-public-protection.txt",
    ]
    text = (tmp_path / "packs" / "head-of-public-protection.txt").read_text()
    assert "Please reply by Tuesday 9 December 2008 with how far each of these is" in text
    assert "to the sender of this mail, for the Committee of 11 Dec 2008;" in words(text)
    assert "\nIn full\n" in text
    refused = run(*line, "--answer-by", "2008-12-01")
    assert (refused.code, refused.err) == (
        4,
        "tracker: 1 Dec 2008 is not to come\n--answer-by takes a day after today\n",
    )


def test_what_a_lead_wrote_or_what_was_published_is_repeated_and_nothing_else(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    def last_answer() -> str | None:
        folder = tmp_path / "packs"
        assert run("remind", "-o", folder, "--owner", PP).code == 0
        answer = rows_of(workbook(folder))[0]["What you last told us"]
        assert answer is None or isinstance(answer, str)
        return answer

    run("note", "REC-5", "between us", "--on", "2008-11-20")
    assert last_answer() is None
    run("note", "REC-5", "in 20 boroughs", "--publish", "--on", "2008-11-21")
    assert last_answer() == "21 Nov 2008: in 20 boroughs"
    run("note", "REC-5", "in 28 boroughs", "--by", PP, "--on", "2008-11-22")
    assert last_answer() == "22 Nov 2008: in 28 boroughs"
    run("note", "REC-5", "another's", "--by", CID, "--on", "2008-11-23")
    assert last_answer() == "22 Nov 2008: in 28 boroughs"
    run("note", "REC-5", "in all boroughs", "--by", PP, "--on", "2008-11-24")
    run("undo", "--yes")
    assert last_answer() == "22 Nov 2008: in 28 boroughs"


def test_who_does_a_step_sees_its_item_and_that_step_alone(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    run("remind", "-o", tmp_path / "packs")
    own, step = rows_of(workbook(tmp_path / "packs", CID))
    assert (own["Item"], step["Item"]) == ("REC-6", "REC-5 step 2")
    assert step["What the inspectors said"].endswith("\n\nYour step: Print it")
    texts = " ".join(text for name, text in all_texts(tmp_path / "packs") if "cid" in name)
    assert "Agree one template" not in texts
    assert "Print it" in texts
    names = [row["Item"] for row in rows_of(workbook(tmp_path / "packs"))]
    assert names == ["REC-5", "REC-5 step 1", "AFI-11..14"]


SECRET: Final = "SECRETWORD"


def plant(run: Run) -> None:
    """A word in every field that is nobody else's business, on the owners' own items and others."""
    for item in ("REC-5", "REC-6", "AFI-11", "AFI-13", "REC-14"):
        run("note", item, f"{SECRET} note")
        run(
            "update",
            item,
            "--due",
            "2008-11-29",
            "--reason",
            f"{SECRET} why",
            "--agreed-by",
            SECRET,
        )
        run("update", item, "--tag", SECRET.lower())
        run("evidence", "add", item, f"{SECRET}-evidence", "--shows", SECRET)
        run("update", item, "--response", "accepted", "--reason", f"{SECRET} response")
    run("update", "REC-5", "--request-due", "2009-03", "--reason", f"{SECRET} ask")
    run("update", "REC-5", "--refuse-date", f"{SECRET} refusal")
    run("update", "REC-7", "--title", f"{SECRET} title", "--reason", "x")
    run("update", "REC-14", "--owner", f"{SECRET} Post", "--new-owner", "--yes")
    run("action", "add", "REC-14", f"{SECRET} step of another", "--due", "2008-12-02")
    run("action", "add", "REC-5", f"{SECRET} step", "--due", "2008-12-02")
    run("action", "drop", "REC-5", "3", "--reason", SECRET)
    run("person", "edit", PP, "--holder", f"{SECRET} Holder", "--group", f"{SECRET} Group")
    run("person", "add", f"{SECRET} Post", "--mail", f"{SECRET.lower()}@example.org")
    run("link", "REC-5", "relates", "REC-7", "--note", SECRET)


@pytest.mark.parametrize("owner", [PP, CID])
def test_no_secret_of_the_plan_is_in_any_file_that_goes_out(
    run: Run, shared: Path, tmp_path: Path, owner: str
) -> None:
    plant(run)
    whole = "".join(path.read_text() for path in shared.rglob("*.toml"))
    assert whole.count(SECRET) > 40
    assert run("remind", "-o", tmp_path / "packs", "--owner", owner).code == 0
    assert run("remind", "-o", tmp_path / "plain", "--no-form", "--owner", owner).code == 0
    found = [*all_texts(tmp_path / "packs"), *all_texts(tmp_path / "plain")]
    assert {name.rpartition(".")[2] for name, _ in found} >= {"eml", "txt"}
    assert any("xl/sharedStrings.xml" in name for name, _ in found)
    assert any("BEGIN:VCALENDAR" in text for _, text in found)
    assert [name for name, text in found if SECRET.lower() in text.lower()] == []


def test_no_secret_of_the_plan_is_in_a_receipt(run: Run, shared: Path, tmp_path: Path) -> None:
    run("remind", "-o", tmp_path / "packs", "--owner", PP)
    plant(run)
    book = workbook(tmp_path / "packs")
    for row in book["Answers"].iter_rows(min_row=HEAD_ROW + 2):
        row[len(GREY)].value = "completed"
        row[len(GREY) + 2].value = "all of it"
    book.save(tmp_path / "back.xlsx")
    done = run("receive", tmp_path / "back.xlsx", "--yes", "-o", tmp_path / "receipts")
    assert done.code == 6  # what was changed here is for a person to decide
    found = list(all_texts(tmp_path / "receipts"))
    assert len(found) >= 4
    assert [name for name, text in found if SECRET.lower() in text.lower()] == []


TEXTS: Final = (*FORMULAS, *HOSTILE, "_x0041_", "x" * 40_000)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: ascii(text)[:20])
def test_no_text_becomes_a_formula_a_link_or_a_sign_that_steers(text: str) -> None:
    sent = SentRow(("REC-1",), ("aaaaaaaa",), None, {"last_answer": text})
    row = AnswerRow("REC-1", text, None, 0, text, "some", sent)
    day = date(2008, 12, 1)
    data = draw(Form(text or "x", (row,), day, day, "1-aaaaaaaa", text, text))
    book = load_workbook(BytesIO(data))
    made = rows_of(book)[0]
    assert (made["What the inspectors said"] or "") == cell_text(text)
    assert (made["What you last told us"] or "") == cell_text(text)
    assert (book["Sent"].cell(7, 5).value or "") == cell_text(text)
    parts = dict(_parts("form", data))
    assert not [name for name, part in parts.items() if re.search(r"<f[ >/]|<hyperlink", part)]


def test_what_was_sent_is_in_the_log_and_the_same_on_the_same_day_is_the_same(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    assert run("remind", "-o", tmp_path / "packs").code == 0
    first, second = read_sendings(shared)[0]
    assert (first.n, first.owner, first.to, first.answer_by) == (
        *(1, CID, None),
        date(2008, 12, 5),
    )
    assert (second.n, second.owner, second.to) == (2, PP, "hpp@example.police.uk")
    assert [row.ids for row in second.rows] == [
        ("REC-5",),
        ("REC-5",),
        ("AFI-11", "AFI-12", "AFI-13", "AFI-14"),
    ]
    assert str(second.rows[1].step) in (shared / "items" / "REC-5.toml").read_text()
    assert (second.on, second.board, second.op) == (date(2008, 12, 1), "Committee", first.op)
    files, before = tree(tmp_path / "packs"), tree(shared)
    found = run("remind", "-o", tmp_path / "packs")
    assert f"  2  head-of-public-protection.eml: {PP}, answer by Fri 5 Dec 2008, as before" in (
        found.err
    )
    assert (tree(tmp_path / "packs"), tree(shared)) == (files, before)
    run("update", "REC-5", "--progress", "almost")
    run("remind", "-o", tmp_path / "packs", "--owner", PP)
    assert [one.n for one in read_sendings(shared)[0]] == [1, 2, 3]
    assert run("check").code == 0
    run("undo", "--yes")
    assert [one.n for one in read_sendings(shared)[0]] == [1, 2]


def test_the_second_reminder_says_for_how_long_the_first_was_not_answered(
    run: Run, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def text() -> str:
        run("remind", "-o", tmp_path / "packs", "--owner", PP)
        told = (tmp_path / "packs" / "head-of-public-protection.txt").read_text()
        return " ".join(told.split())

    assert "has not been answered" not in text()
    run("update", "REC-5", "--progress", "almost")
    assert "has not been answered" not in text()  # made again on the same day
    assert "before" not in run("remind", "--answers").out
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-20")
    assert "What was sent to you on 1 December 2008 has not been answered for 19 days." in text()
    answer(shared, 2, 2)
    assert "What was sent to you on 20 December" not in text()  # of the same day it is the same
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-21")
    assert "What was sent to you on 20 December 2008 has not been answered for 1 day." in text()
    answer(shared, 4, 2)
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-22")
    assert (
        "Of what was sent to you on 21 December 2008, 2 of 3 rows are answered; the other one has "
        "waited for 1 day."
    ) in text()
    told = run("remind", "-o", tmp_path / "packs", "--owner", PP, "--dry-run", "--json").out
    jsonschema.validate(value := json.loads(told), json.loads(schema_text("reminders")))
    (pack,) = value["packs"]
    before = {"on": "2008-12-21", "rows": 3, "answered": 2, "days": 1}
    assert {key: pack["before"][key] for key in before} == before
    assert pack["days_overdue"] == {"REC-5": 83, "AFI-11": 22, "AFI-13": 22, "AFI-14": 22}
    answer(shared, 5, 3)
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-23")
    assert "What was sent" not in text()


def answer(plan: Path, number: int, rows: int, on: date = date(2008, 12, 20)) -> None:
    """Puts an answer into the log, as `receive` does."""
    from hmic_tracker.domain.changes import Stamp
    from hmic_tracker.store.sendings import sending_write
    from hmic_tracker.store.writing import save, writing

    sending = next(one for one in read_sendings(plan)[0] if one.n == number)
    came = Received(f"{rows}" * 64, on, PP, rows, "rrrrrrrr")
    with writing(plan):
        after = replace(sending, received=(*sending.received, came))
        save(plan, [sending_write(plan, after)], Stamp(PP, RECORDED, f"r{number}"), "receive")


ANSWERS: Final = """\
OFFICIAL

Answers on 20 Dec 2008: 2 sent, 1 in part, 1 silent for 19 days

No.  Sent        Answer by   Rows  Answered  Days silent
1    1 Dec 2008  5 Dec 2008     2         0           19
     Head of CID
2    1 Dec 2008  5 Dec 2008     3         2
     Head of Public Protection
"""


def test_who_has_answered_and_who_is_silent(
    run: Run, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("remind", "--answers").out == "Answers on 1 Dec 2008: nothing was sent\n"
    assert json.loads(run("summary", "--json").out)["answers"] is None
    run("remind", "-o", tmp_path / "packs")
    answer(shared, 2, 2, date(2008, 12, 4))
    monkeypatch.setenv("TRACKER_TODAY", "2008-12-20")
    found = run("remind", "--answers")
    assert (found.code, found.out, found.err) == (0, ANSWERS, "")
    counts = json.loads(run("remind", "--answers", "--json").out)
    expected = {
        "sent": 2,
        "answered": 0,
        "in_part": 1,
        "silent": 1,
        "days_silent": 19,
        "earlier_silent": 0,
    }
    assert expected.items() <= counts.items()
    assert [(one["n"], one["state"]) for one in counts["sendings"]] == [
        (1, "silent"),
        (2, "in-part"),
    ]
    text = " ".join(run("summary").out.split())
    assert "Workbooks 2 sent, 1 in part, 1 silent for 19 days" in text
    assert json.loads(run("summary", "--json").out)["answers"] == expected
    assert "Workbooks" not in run("summary", "--framework", "pvp").out
    assert "2 sent, 2 silent" in run("summary", "--as-of", "2008-12-03").out
    assert "Workbooks" not in run("summary", "--as-of", "2008-11-30").out
    run("remind", "-o", tmp_path / "packs", "--owner", CID)
    assert "1 sent before was not answered either." in run("remind", "--answers").out
    answer(shared, 2, 1)
    text = " ".join(run("summary").out.split())
    assert "Workbooks 2 sent, 1 answered, 1 silent" in text


def test_what_was_sent_by_mistake_is_taken_back(
    run: Run, shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("remind", "-o", tmp_path / "packs")
    before = tree(shared)
    found = run("remind", "--void", "2", "--dry-run")
    assert found.err == (
        f"would be taken back: 2 to {PP}, 1 Dec 2008 (sent by mistake)\n"
        "nothing was written (--dry-run)\n"
    )
    assert tree(shared) == before
    found = run("remind", "--void", "2", "--reason", "wrong post")
    assert (found.code, found.out) == (0, "")
    assert found.err == f"taken back: 2 to {PP}, 1 Dec 2008 (wrong post)\n"
    assert read_sendings(shared)[0][1].void == "wrong post"
    after = tree(shared)
    assert run("remind", "--void", "2").err == (
        f"taken back already: 2 to {PP}, 1 Dec 2008 (wrong post)\n"
    )
    assert tree(shared) == after
    shown = run("remind", "--answers").out
    assert "Answers on 1 Dec 2008: 1 sent, 1 silent\n" in shown
    assert f"Taken back: 2 to {PP}, 1 Dec 2008 (wrong post)\n" in shown
    run("undo", "--yes")
    assert read_sendings(shared)[0][1].void is None
    as_json = json.loads(run("remind", "--void", "1", "--json").out)
    assert (as_json["kind"], as_json["written"]) == ("taken-back", True)
    assert as_json["sending"]["void"] == "sent by mistake"
    run("remind", "-o", tmp_path / "again", "--owner", CID)
    assert [one.n for one in read_sendings(shared)[0]] == [1, 2, 3]


def test_a_number_that_is_not_there_or_is_given_twice_or_was_answered_is_no_mistake(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    found = run("remind", "--void", "7")
    assert (found.code, found.err) == (
        3,
        "tracker: there is no sending '7'\n"
        "tracker remind --answers; there are none: nothing was sent\n",
    )
    run("remind", "-o", tmp_path / "packs", "--owner", PP)
    mine = read_sendings(shared)[0][0]
    write(shared, replace(mine, op="zzzzzzzz", owner=CID))
    found = run("remind", "--void", "1")
    first, second = sorted((f"{mine.id} to {PP}", f"1-zzzzzzzz to {CID}"))
    assert (found.code, found.err) == (
        3,
        f"tracker: there are two sendings 1: {first}, {second}\n"
        f"name it whole: tracker remind --void {first.partition(' ')[0]}\n",
    )
    assert {mine.id, "1-zzzzzzzz"} <= set(run("remind", "--answers").out.split())
    assert run("remind", "--void", "1-zzzzzzzz").code == 0
    answer(shared, 1, 1)
    found = run("remind", "--void", mine.id)
    assert found.code == 6
    assert f"{mine.id} was answered on 20 Dec 2008, and its answers are in the plan" in found.err


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("remind --answers --void 1", "--answers and --void are two things"),
        ("remind --answers -o packs", "--answers and -o are two things"),
        ("remind --reason x", "--reason says why something is taken back"),
        ("remind --void 1 --reason ' '", "--reason is empty"),
    ],
)
def test_a_line_asks_for_one_thing(run: Run, shared: Path, line: str, why: str) -> None:
    import shlex

    found = run(*shlex.split(line))
    assert (found.code, found.out) == (2, "")
    assert why in found.err


def test_a_dry_run_says_what_would_go_out_and_writes_nothing(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    before = tree(shared)
    found = run("remind", "-o", tmp_path / "packs", "--dry-run")
    assert "head-of-public-protection.eml, answer by Fri 5 Dec 2008" in " ".join(found.out.split())
    packs = json.loads(run("remind", "-o", tmp_path / "packs", "--dry-run", "--json").out)["packs"]
    assert [(one["sending"], one["answer_by"], one["rows"]) for one in packs] == [
        (None, "2008-12-05", 2),
        (None, "2008-12-05", 3),
    ]
    assert not (tmp_path / "packs").exists()
    assert tree(shared) == before


@pytest.mark.posix
def test_where_the_drafts_cannot_be_written_nothing_is_in_the_log(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    (tmp_path / "packs" / "answers-head-of-cid.xlsx").mkdir(parents=True)
    found = run("remind", "-o", tmp_path / "packs")
    assert (found.code, found.out) == (8, "")
    assert os.listdir(tmp_path / "packs") == ["answers-head-of-cid.xlsx"]
    assert not (shared / "sent").exists()


@pytest.mark.posix
def test_where_the_log_cannot_be_written_it_is_said_not_to_send_the_drafts(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    (shared / "sent").symlink_to(tmp_path)
    found = run("remind", "-o", tmp_path / "packs")
    assert (found.code, found.out) == (8, "")
    assert found.err.startswith(
        f"the drafts in {tmp_path / 'packs'} are not in the plan's log: don't send them\n"
        "tracker: sent is a link, which is not followed\n"
    )
    assert len(os.listdir(tmp_path / "packs")) == 6


def test_a_damaged_log_is_named_and_no_number_of_it_is_given_again(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    (shared / "sent").mkdir()
    (shared / "sent" / "8-aaaaaaaa.toml").write_text("n = [")
    found = run("remind", "-o", tmp_path / "packs", "--owner", PP)
    assert found.code == 5
    assert "tracker: sent/8-aaaaaaaa.toml" in found.err
    assert [one.n for one in read_sendings(shared)[0]] == [9]
    assert run("remind", "--answers").code == 5
    assert run("summary").code == 5
    assert run("list").code == 0


def test_in_two_clones_one_number_is_two_files(run: Run, shared: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    shutil.copytree(shared, clone)
    run("remind", "-o", tmp_path / "a", "--owner", PP)
    run("--store", clone, "remind", "-o", tmp_path / "b", "--owner", PP)
    shutil.copytree(clone / "sent", shared / "sent", dirs_exist_ok=True)
    sendings, damaged, _ = read_sendings(shared)
    assert ([one.n for one in sendings], damaged) == ([1, 1], [])
    assert len({one.id for one in sendings}) == 2


def test_the_workbook_opens_in_libreoffice_as_it_was_drawn(
    run: Run, shared: Path, tmp_path: Path
) -> None:
    program = office()
    run("remind", "-o", tmp_path / "packs", "--owner", PP)
    home = f"-env:UserInstallation=file://{tmp_path}/office"
    file = tmp_path / "packs" / "answers-head-of-public-protection.xlsx"
    as_shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"
    for kind in (as_shown, "pdf", "xlsx:Calc MS Excel 2007 XML"):
        command = [program, home, "--headless", "--convert-to", kind, "--outdir", "out", str(file)]
        subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=300)
    text = (tmp_path / "out" / f"{file.stem}.csv").read_text(encoding="utf-8")
    assert ",".join((*GREY, *YELLOW[:3])) in text
    assert ',"4 AFIs, text not published (PVP overall)",30 Nov 2008,1,,majority,1 of 4,' in text
    assert (tmp_path / "out" / f"{file.stem}.pdf").read_bytes().startswith(b"%PDF")
    again = load_workbook(tmp_path / "out" / f"{file.stem}.xlsx")
    assert [row["Item"] for row in rows_of(again)] == ["REC-5", "REC-5 step 1", "AFI-11..14"]
    assert again["Sent"].sheet_state != "visible"
