"""What comes back made to harm, or by mistake: bounded, named, and nothing wrong is written."""

from __future__ import annotations

import io
import re
import socket
import zipfile
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from hmic_tracker.documents.answers.cells import MOST_ROWS
from hmic_tracker.store.index.queries import read_plan
from tests.answers.conftest import PP, SENT, Returning
from tests.answers.returned import counts, mailed, received
from tests.answers.test_returns import as_csv
from tests.answers.workbooks import HEAD_ROW, opened, saved
from tests.conftest import Run, tree

FAR: Final = {"REC-5": {"how_far": "almost"}}
SHEET: Final = "xl/worksheets/sheet1.xml"


def remade(data: bytes, parts: Mapping[str, Callable[[str], str] | bytes]) -> bytes:
    """A workbook with some parts of its package changed, or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", 8) as new:
        for name in old.namelist():
            change = parts.get(name)
            whole = old.read(name)
            new.writestr(name, change(whole.decode()) if callable(change) else change or whole)
        for name in set(parts) - set(old.namelist()):
            part = parts[name]
            assert isinstance(part, bytes)
            new.writestr(name, part)
    return made.getvalue()


def refused(run: Run, path: Path) -> str:
    """The fault of a file that is refused in two lines."""
    done = run("receive", path, "--yes")
    assert done.code == 4, (done.out, done.err)
    assert len(done.err.splitlines()) == 2
    return done.err.splitlines()[0].removeprefix("tracker: ")


@pytest.fixture
def cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing reaches a network."""

    def refuse(*_: object) -> None:
        raise AssertionError("a link was followed")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.mark.usefixtures("in_process", "cut_off")
def test_macros_and_external_links_are_neither_run_nor_followed(
    returning: Returning, run: Run
) -> None:
    book = returning.workbook({**FAR, "REC-6": {"how_far": "=[1]Sheet1!$A$1"}})
    link = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b'<externalBook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships" r:id="rId1"/></externalLink>'
    )
    rels = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        b'<Relationship Id="rId1" TargetMode="External" Target="http://example.org/a.xlsx" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        b'externalLinkPath"/></Relationships>'
    )
    parts: dict[str, Callable[[str], str] | bytes] = {
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0Auto_Open",
        "xl/externalLinks/externalLink1.xml": link,
        "xl/externalLinks/_rels/externalLink1.xml.rels": rels,
        "[Content_Types].xml": lambda text: text.replace(
            "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "vnd.ms-excel.sheet.macroEnabled.main+xml",
        ),
    }
    Path("a.xlsm").write_bytes(remade(saved(book), parts))
    value = received(run, Path("a.xlsm"))
    assert counts(value) == "1 1 0 4"
    assert [one["why"] for one in value["outcomes"][:2]] == [None, "How far is a formula"]


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("declared", ["A1:XFD1048576", "A1:A2", "A1"])
def test_the_rows_that_a_sheet_declares_are_not_believed(
    returning: Returning, run: Run, declared: str
) -> None:
    wrong = f'<dimension ref="{declared}"/>'
    parts = {SHEET: lambda text: re.sub("<dimension [^>]*/>", wrong, text)}
    data = remade(saved(returning.workbook(FAR)), parts)
    assert wrong.encode() in zipfile.ZipFile(io.BytesIO(data)).read(SHEET)
    Path("a.xlsx").write_bytes(data)
    assert counts(received(run, Path("a.xlsx"))) == "1 0 0 5"


@pytest.mark.usefixtures("in_process")
def test_more_rows_than_anybody_fills_in_are_refused(returning: Returning, run: Run) -> None:
    row = '<row r="{0}"><c r="A{0}" t="inlineStr"><is><t>REC-5</t></is></c></row>'
    rows = "".join(row.format(n) for n in range(100, 100 + MOST_ROWS))
    parts = {SHEET: lambda text: text.replace("</sheetData>", f"{rows}</sheetData>")}
    Path("a.xlsx").write_bytes(remade(saved(returning.workbook(FAR)), parts))
    assert refused(run, Path("a.xlsx")) == "a.xlsx has over 20,000 rows"


@pytest.mark.usefixtures("in_process")
def test_what_a_cell_can_not_hold_is_cut_and_that_is_said(returning: Returning, run: Run) -> None:
    book = returning.workbook({"REC-5": {"what": "PLACE"}})
    parts = {SHEET: lambda text: text.replace("PLACE", "x" * 1_000_000)}
    Path("a.xlsx").write_bytes(remade(saved(book), parts))
    value = received(run, Path("a.xlsx"))
    assert counts(value) == "1 0 0 5"
    note = value["outcomes"][0]["note"]
    assert note == "x" * 32_767 + " [cut: 1,000,000 signs, and a cell holds 32,767]"
    shown = run("receive", "a.xlsx", "--dry-run").out
    assert len(shown) < 2000


@pytest.mark.parametrize("part", ["xl/media/huge.bin", "content.xml"])
def test_what_unpacks_to_more_than_a_workbook_is_refused(
    returning: Returning, run: Run, part: str
) -> None:
    data = remade(saved(returning.workbook(FAR)), {part: b" " * (201 * 1024 * 1024)})
    assert len(data) < 1_000_000
    Path("bomb.xlsx").write_bytes(data)
    assert refused(run, Path("bomb.xlsx")) == "bomb.xlsx unpacks to over 200 MB"


@pytest.mark.usefixtures("in_process")
def test_entities_of_a_workbook_are_not_unfolded(returning: Returning, run: Run) -> None:
    entities = '<!DOCTYPE a [<!ENTITY b "{}">]>'.format("b" * 1000)
    parts = {
        SHEET: lambda text: (
            entities
            + re.sub(r"<\?xml[^>]*\?>", "", text).replace(
                "</sheetData>",
                '<row r="99"><c r="A99" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData>',
            )
        )
    }
    before = tree(returning.folder)
    Path("a.xlsx").write_bytes(remade(saved(returning.workbook(FAR)), parts))
    done = run("receive", "a.xlsx", "--dry-run")
    assert done.code in {0, 4}
    assert len(done.out) + len(done.err) < 3000
    assert tree(returning.folder) == before


@pytest.mark.usefixtures("in_process")
def test_another_plans_answers_are_asked_about_however_they_are_saved(
    returning: Returning, run: Run
) -> None:
    number = returning.log[0].id
    book = returning.workbook(FAR)
    text = as_csv(book, ",", "utf-8").decode()
    Path("a.csv").write_text(text.replace(number, "1-otherone"))
    before = tree(returning.folder)
    done = run("receive", "a.csv", "--yes")
    why = "it says that it is workbook 1-otherone, of which this plan has no record"
    assert done.code == 6
    assert f"nothing of a.csv was written: {why}\n" in done.err
    assert tree(returning.folder) == before


@pytest.mark.usefixtures("in_process")
def test_uids_altered_are_of_no_weight_beside_the_log_and_of_no_item_without_it(
    returning: Returning, run: Run
) -> None:
    book = returning.workbook(FAR)
    for row in book["Sent"].iter_rows(min_row=7):
        row[2].value = " ".join("x" * 8 for _ in str(row[2].value).split())
    Path("a.xlsx").write_bytes(saved(book))
    assert counts(received(run, Path("a.xlsx"))) == "1 0 0 5"
    returning.lose_log()
    assert refused(run, Path("a.xlsx")) == (
        "a.xlsx is of another plan of Example Police: none of its items is in this one"
    )


@pytest.mark.usefixtures("in_process")
def test_an_item_that_went_to_another_post_or_has_another_number_since_is_asked_about(
    returning: Returning, run: Run
) -> None:
    answers: dict[str, dict[str, Any]] = {**FAR, "REC-6": {"how_far": "some"}}
    path = returning.file(answers)
    run("update", "REC-5", "--owner", "Head of CID")
    file = returning.folder / "items" / "REC-6.toml"
    file.with_name("REC-66.toml").write_text(
        file.read_text().replace('id = "REC-6"', 'id = "REC-66"')
    )
    file.unlink()
    value = received(run, path)
    assert counts(value) == "0 2 0 4"
    assert [(one["item"], one["why"]) for one in value["outcomes"][:2]] == [
        ("REC-5", "it is with another post since"),
        ("REC-6", "it is REC-66 since"),
    ]
    before = tree(returning.folder)
    assert run("receive", path, "--yes").code == 6
    assert tree(returning.folder) == before


@pytest.mark.usefixtures("in_process")
def test_an_older_workbook_is_held_against_what_was_sent_then(
    returning: Returning, run: Run
) -> None:
    old = returning.workbook({"REC-5": {"how_far": "almost"}, "REC-6": {"how_far": "some"}})
    run("update", "REC-6", "--progress", "almost")
    returning.send(SENT + timedelta(7))
    Path("old.xlsx").write_bytes(saved(old))
    value = received(run, Path("old.xlsx"))
    assert (value["sending"], counts(value)) == (1, "1 1 0 4")
    assert value["outcomes"][1]["why"] == "changed here since"
    assert "a newer one went out on 1 Dec 2008" in value["remarks"]


@pytest.mark.usefixtures("in_process")
def test_what_a_deputy_filled_in_and_three_people_passed_on_is_asked_first(
    returning: Returning, run: Run
) -> None:
    book = saved(returning.workbook({"REC-5": {"how_far": "almost", "why": "Jane Deputy"}}))
    mail = mailed("Jane Deputy <deputy@example.police.uk>", book)
    for sender in ("PA <pa@example.police.uk>", "Chief <chief@example.police.uk>", "x <x@y.uk>"):
        mail = mailed(sender, mail)
    Path("a.eml").write_bytes(bytes(mail))
    before = tree(returning.folder)
    assert received(run, Path("a.eml"))["doubts"] == [
        "mailed from x@y.uk, and the post's address is hpp@example.police.uk",
        "answered by Jane Deputy, and the post is held by A. Holder",
    ]
    assert run("receive", "a.eml", "--yes").code == 6
    assert tree(returning.folder) == before
    assert run("receive", "a.eml", "--yes", "--for", PP).code == 0


@pytest.mark.usefixtures("in_process")
def test_no_row_is_believed_to_be_another_posts_item(returning: Returning, run: Run) -> None:
    book = returning.workbook({})
    sheet = book["Answers"]
    for n, item in enumerate(("REC-14", "rec-13", "AFI-39", "REC-5 step 9"), sheet.max_row + 1):
        sheet.cell(n, 1).value = item
        sheet.cell(n, 6).value = "completed"
    Path("a.xlsx").write_bytes(saved(book))
    value = received(run, Path("a.xlsx"))
    assert counts(value) == "0 1 3 6"
    own = value["outcomes"][-1]
    assert (own["item"], own["state"]) == ("REC-5 step 9", "asked")
    shown = run("receive", "a.xlsx", "--dry-run").out
    assert 'not a row of this workbook (row 13). "completed"\n' in shown
    items = read_plan(returning.folder, False).items
    assert run("receive", "a.xlsx", "--yes").code == 6
    assert read_plan(returning.folder, False).items == items


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("cut", [1, 2, 3, 10, 100])
def test_a_file_cut_short_is_refused_or_read_whole(
    returning: Returning, run: Run, cut: int
) -> None:
    data = saved(returning.workbook(FAR))
    Path("a.xlsx").write_bytes(data[: len(data) * (cut - 1) // cut])
    before = tree(returning.folder)
    assert run("receive", "a.xlsx", "--yes").code == 4
    assert tree(returning.folder) == before


def test_the_days_of_a_workbook_that_counts_from_1904_are_the_same(
    returning: Returning, run: Run
) -> None:
    book = opened(returning.sent_file())
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book.epoch = CALENDAR_MAC_1904
    sheet = book["Answers"]
    sheet.cell(HEAD_ROW + 1, 10).value = date(2009, 3, 31)
    Path("a.xlsx").write_bytes(saved(book))
    value = received(run, Path("a.xlsx"))
    assert counts(value) == "1 0 0 5"
    assert value["outcomes"][0]["compared"][0]["answered"] == "31 Mar 2009"


def _zipped(name: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr(name, "<w:document/>")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        (
            "a.docx",
            _zipped("word/document.xml"),
            "a.docx is a Word document or another ZIP file, not text",
        ),
        ("a.rtf", b"{\\rtf1 REC-5: done}", "a.rtf is rich text (RTF), not plain text"),
        ("a.txt", b"REC-5\0: done", "a.txt is not text"),
        ("a.csv", b"Item,How far\0\n", "a.csv is not text"),
    ],
)
def test_what_is_no_text_has_a_way_on_to_receive_it(
    returning: Returning, run: Run, name: str, data: bytes, what: str
) -> None:
    (returning.packs / name).write_bytes(data)
    done = run("receive", returning.packs / name)
    assert (done.code, done.err) == (
        4,
        f"tracker: {what}\ncopy its lines, one an item, into a plain text file, and receive that\n",
    )
