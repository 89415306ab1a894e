"""Workbooks from strangers: what is too much is refused with two lines, and nothing is guessed."""

from __future__ import annotations

import html
import os
import random
import socket
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest

from hmic_tracker.documents.blocks import Document
from hmic_tracker.documents.sources.child import Limits, read_in_child
from hmic_tracker.documents.sources.reading import read_document, read_with
from hmic_tracker.documents.sources.source_registry import source_of
from hmic_tracker.errors import InputError
from tests.sources.workbooks import (
    HEAD,
    ROW,
    SHEET,
    package,
    row_xml,
    saved,
    spreadsheet,
    workbook,
)

ROWS = row_xml(1, HEAD) + row_xml(2, ROW)
REGISTERS = Path(__file__).parent.parent / "documents" / "registers"


def rows_of(document: Document) -> list[str]:
    """The first cell of each row."""
    return [block.cells[0] for block in document.blocks]


def refused(data: bytes, name: str = "r.xlsx") -> tuple[str, str]:
    """The two lines with which a file is refused."""
    with pytest.raises(InputError) as fault:
        read_document(data, name)
    return fault.value.message, fault.value.hint


def test_rows_beyond_the_size_that_a_sheet_declares_are_read() -> None:
    rows = "".join(row_xml(n, (f"R{n}", *ROW[1:])) for n in range(2, 40))
    assert len(rows_of(read_document(package(row_xml(1, HEAD) + rows), "r.xlsx"))) == 39


def test_a_million_rows_with_nothing_in_them_are_none() -> None:
    empty = "".join(f'<row r="{n}"><c s="0"/></row>' for n in range(3, 1_000_000))
    assert rows_of(read_document(package(ROWS + empty), "r.xlsx")) == ["Ref", "R1"]


def test_a_cell_at_the_far_end_takes_no_room() -> None:
    far = '<row r="1048576"><c r="XFD1048576" t="str"><v>far</v></c></row>'
    document = read_document(package(ROWS + far), "r.xlsx")
    assert rows_of(document) == ["Ref", "R1"]
    assert [text for _, text in document.remarks] == ["1 cell right of column 256: not read"]


def test_more_rows_than_a_person_keeps_are_refused() -> None:
    rows = "".join(row_xml(n, ("x", "y")) for n in range(1, 20_010))
    assert refused(package(rows)) == (
        "r.xlsx has over 20,000 rows",
        "save the sheet with the recommendations as a workbook of its own",
    )


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    bomb = "<row>" + "<c/>" * 60_000_000 + "</row>"
    data = package(bomb)
    assert len(data) < 1_000_000
    assert refused(data) == (
        "r.xlsx is over 200 MB when unpacked",
        "save the sheet with the recommendations as a workbook of its own",
    )


def test_a_bomb_that_lies_about_its_size_is_stopped_as_it_unpacks() -> None:
    data = package("<row>" + "<c/>" * 60_000_000 + "</row>")
    real = (60_000_000 * 4 + 11).to_bytes(4, "little")[1:]
    small = data.replace(real, b"\0\0\0")
    with pytest.raises(InputError):
        read_document(small, "r.xlsx")


@pytest.mark.parametrize(
    "part",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><worksheet>&b;</worksheet>',
        '<!DOCTYPE x SYSTEM "file:///etc/passwd"><worksheet/>',
    ],
)
def test_entities_are_refused(part: str) -> None:
    assert refused(package("", {"xl/worksheets/sheet1.xml": part})) == (
        "r.xlsx declares XML entities",
        "open it in a spreadsheet, save it again as .xlsx, and import that",
    )


def test_elements_too_deep_in_each_other_are_refused() -> None:
    deep = "<a>" * 100_000 + "</a>" * 100_000
    assert refused(package(deep))[0] == "r.xlsx is damaged: it is no whole workbook"


def test_a_sheet_elsewhere_than_in_the_file_is_not_looked_for() -> None:
    relations = (
        '<Relationships><Relationship Id="rId1" Type="x/worksheet" TargetMode="External" '
        'Target="file:///etc/passwd"/></Relationships>'
    )
    assert refused(package(ROWS, {"xl/_rels/workbook.xml.rels": relations})) == (
        "r.xlsx has no text in any cell",
        "check that it is the right file",
    )


QUOTE = '"'
DDE = "=cmd|'/c calc'!A0"
CALL = '=WEBSERVICE("http://198.51.100.7/x")'
LINKS = {
    "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{SHEET}"><ddeLink '
    'ddeService="cmd" ddeTopic="/c calc"/></externalLink>',
    "xl/externalLinks/_rels/externalLink1.xml.rels": "<Relationships><Relationship "
    'Id="rId1" TargetMode="External" Target="http://198.51.100.7/other.xlsx"/></Relationships>',
    "xl/connections.xml": f'<connections xmlns="{SHEET}"><connection id="1" type="5" '
    'refreshOnLoad="1"><webPr url="http://198.51.100.7/data"/></connection></connections>',
}
"""What makes a spreadsheet start a program, or look for something elsewhere."""


def formula_xml(number: int, formula: str, value: str) -> str:
    """A row of the register whose owner a formula works out."""
    cell = f'<c t="str"><f>{formula}</f><v>{value}</v></c>'
    texts = row_xml(number, ROW).split("</c>")
    return "</c>".join([*texts[:2], cell.removesuffix("</c>"), *texts[3:]])


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What reached for the network or started a program, in this process."""
    reached: list[str] = []
    for module, name in ((socket, "socket"), (socket, "getaddrinfo"), (os, "system")):
        monkeypatch.setattr(module, name, lambda *args, name=name: reached.append(f"{name} {args}"))
    return reached


@pytest.mark.parametrize("formula", [DDE[1:], CALL[1:], "[1]Sheet1!$A$1"])
def test_a_link_to_a_program_or_another_file_is_named_and_never_followed(
    formula: str, offline: list[str]
) -> None:
    escaped = formula.replace('"', "&quot;")
    rows = row_xml(1, HEAD) + formula_xml(2, escaped, "Head of Contact")
    data = package(rows + formula_xml(3, escaped, ""), LINKS)
    source = source_of(data, "r.xlsx")
    document = read_with(source, data, "r.xlsx")
    assert [block.cells for block in document.blocks] == [HEAD, ROW, (*ROW[:2], "", *ROW[3:])]
    assert [text for _, text in document.remarks] == [
        "1 formula without a saved value: open it in a spreadsheet, save it, and import it again",
        "it takes values from other files: those that were saved last are read",
    ]
    assert read_document(data, "r.xlsx") == document  # and so in a process of its own
    assert offline == []


@pytest.mark.parametrize("name", ["r.csv", "r.tsv", "r.ods", "r.xlsx"])
@pytest.mark.parametrize("text", [DDE, CALL, "@SUM(1+1)*cmd|' /C calc'!A0"])
def test_a_text_that_a_spreadsheet_would_obey_is_a_text(
    name: str, text: str, offline: list[str]
) -> None:
    row = (*ROW[:2], text, *ROW[3:])
    rows = (HEAD, row)
    quoted = ([f'"{cell.replace(QUOTE, QUOTE * 2)}"' for cell in each] for each in rows)
    data = {
        "r.csv": "\n".join(map(",".join, quoted)).encode(),
        "r.tsv": "\n".join(map("\t".join, rows)).encode(),
        "r.ods": spreadsheet(f"<table:table>{''.join(map(ods_row, rows))}</table:table>"),
        "r.xlsx": package(row_xml(1, HEAD) + row_xml(2, map(html.escape, row))),
    }[name]
    source = source_of(data, name)
    assert read_with(source, data, name).blocks[-1].cells[2] == text
    assert offline == []


def ods_row(cells: Iterable[str]) -> str:
    """A row of texts, the third with a formula that starts a program."""
    formula = 'table:formula="of:=DDE(&quot;cmd&quot;;&quot;/c calc&quot;;&quot;x&quot;)"'
    made = (
        f'<table:table-cell {formula if n == 2 else ""} office:value-type="string">'
        f"<text:p>{html.escape(cell)}</text:p></table:table-cell>"
        for n, cell in enumerate(cells)
    )
    return f"<table:table-row>{''.join(made)}</table:table-row>"


def test_protected_files_are_named_with_the_way_on() -> None:
    way = "open it with its password, save a copy without one, and import that"
    new = b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    key = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    for data, name in ((new, "r.xlsx"), (spreadsheet("", key), "r.ods")):
        assert refused(data, name) == (f"{name} is protected with a password", way)


def test_workbooks_that_are_not_read_are_named_with_the_way_on() -> None:
    way = "open it, save it as a workbook (.xlsx), and import that"
    xml = b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>'
    assert refused(xml, "r.xls") == ("r.xls is a workbook saved as XML", way)
    binary = package("").replace(b"xl/workbook.xml", b"xl/workbook.bin")
    assert refused(binary, "r.xlsb") == ("r.xlsb is a binary workbook (.xlsb)", way)


@pytest.mark.parametrize(
    "name", ["03-two-head-rows.xlsx", "09-open-document.ods", "10-old-workbook.xls"]
)
def test_a_damaged_workbook_is_refused_or_read_and_never_breaks(name: str) -> None:
    whole = (REGISTERS / name).read_bytes()
    chance = random.Random(17)
    for nth in range(60):
        data = bytearray(whole)
        if nth % 3 == 0:
            del data[chance.randrange(len(data)) :]
        for _ in range(chance.randrange(1, 12)):
            if data:
                data[chance.randrange(len(data))] = chance.randrange(256)
        source = source_of(bytes(data), name)
        if source.name not in {"Excel", "OpenDocument", "old Excel"}:
            continue
        with suppress(InputError):  # anything else is a fault
            assert read_with(source, bytes(data), name).is_table


def test_a_workbook_is_read_in_a_process_that_may_be_stopped() -> None:
    data = saved(workbook())
    source = source_of(data, "r.xlsx")
    assert source.isolate_above == 0
    with pytest.raises(InputError, match=r"r.xlsx takes over 1 MB of memory to read"):
        read_in_child(source, data, "r.xlsx", limits=Limits(megabytes=1))
