"""Tables as files: every delimiter and encoding a person meets, and what cells of workbooks say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from hmic_tracker.documents.blocks import Document
from hmic_tracker.documents.sources.grid import LONGEST_CELL
from hmic_tracker.documents.sources.reading import read_document, read_with
from hmic_tracker.documents.sources.source_registry import SOURCES, source_of
from tests.sources.workbooks import HEAD, ROW, package, row_xml, saved, spreadsheet, workbook

ROWS = (HEAD, ("R–1", 'Say "yes", twice; then stop', "Head of Café", "31/10/2031", "a|b"), ROW)


def read(data: bytes, name: str) -> Document:
    """Read in this process, where a fault is a fault."""
    return read_with(source_of(data, name), data, name)


def cells(document: Document) -> list[tuple[str, ...]]:
    """The rows of a document."""
    return [block.cells for block in document.blocks if block.role == "row"]


def remarks(document: Document) -> list[str]:
    """What is remarked of a reading."""
    return [text for _, text in document.remarks]


def written(delimiter: str, end: str = "\r\n") -> str:
    """The rows as CSV, every cell in quotation marks."""
    return "".join(
        delimiter.join('"' + cell.replace('"', '""') + '"' for cell in row) + end for row in ROWS
    )


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"], ids=["windows", "unix", "old mac"])
def test_a_table_is_read_whatever_parts_its_cells_and_encodes_its_letters(
    delimiter: str, encoding: str, end: str
) -> None:
    document = read(written(delimiter, end).encode(encoding), "register.csv")
    assert cells(document) == list(ROWS)


@pytest.mark.parametrize("ending", ["csv", "tsv", "tab", "CSV"])
def test_the_ending_says_that_it_is_a_table_and_its_lines_what_parts_them(ending: str) -> None:
    assert cells(read(written(";").encode(), f"register.{ending}")) == list(ROWS)


def test_a_line_that_names_the_delimiter_is_believed_and_is_no_row() -> None:
    text = "sep=#\nRef#Recommendation, in full#Owner\nR1#Answer letters, all#Head\n"
    assert cells(read(text.encode(), "register.csv")) == [
        ("Ref", "Recommendation, in full", "Owner"),
        ("R1", "Answer letters, all", "Head"),
    ]


def test_a_cell_over_several_lines_is_one_and_its_row_stands_at_its_first_line() -> None:
    document = read(b'Ref,Text,Owner\n1,"Answer\n\nletters, all",Head\n2,Ring back,Head\n', "r.csv")
    places = [(block.place.line, block.cells[1]) for block in document.blocks]
    assert places == [(1, "Text"), (2, "Answer letters, all"), (5, "Ring back")]


def test_a_quotation_mark_that_is_never_closed_does_not_swallow_the_rest() -> None:
    document = read(b'Ref,Text,Owner\n1,"Answer letters,Head\n2,Buy a 5" pipe,Head\n', "r.csv")
    assert [row[0] for row in cells(document)] == ["Ref", "1", "2"]
    assert [(place.line, text) for place, text in document.remarks] == [
        (2, "a quotation mark that is not closed")
    ]


def test_a_table_of_one_column_is_read_as_text() -> None:
    document = read(b"Recommendation 1: Answer letters.\nRecommendation 2: Ring.\n", "r.csv")
    assert (document.is_table, [block.role for block in document.blocks]) == (
        False,
        ["paragraph", "paragraph"],
    )


def test_a_formula_or_a_command_in_a_cell_stays_a_text() -> None:
    text = "Ref,Text,Owner\n=1+1,\"=cmd|' /C calc'!A0\",@SUM(A1)\n"
    assert cells(read(text.encode(), "r.csv"))[1] == ("=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)")


def test_a_cell_of_a_megabyte_is_cut_with_a_remark() -> None:
    text = f"Ref,Text,Owner\n1,{'word ' * 200_000},Head\n"
    document = read(text.encode(), "r.csv")
    assert len(cells(document)[1][1]) <= LONGEST_CELL
    assert remarks(document) == ["a cell of 999,999 letters: the first 32,767 are read"]


def test_what_is_right_of_the_last_column_is_remarked() -> None:
    wide = ",".join(str(n) for n in range(300))
    document = read(f"{wide}\n{wide}\n".encode(), "r.csv")
    assert remarks(document) == ["88 cells right of column 256: not read"]


def test_letters_in_a_wrong_encoding_are_mended_and_right_ones_left() -> None:
    text = "Ref,Text,Owner\n1,The forceâ€™s cafÃ© â€“ 5 Â£,Fâncy Ãrea\n2,Naïve – “yes” €5,Zoë\n"
    document = read(text.encode(), "r.csv")
    assert cells(document)[1:] == [
        ("1", "The force’s café – 5 £", "Fâncy Ãrea"),
        ("2", "Naïve – “yes” €5", "Zoë"),
    ]
    assert remarks(document) == [
        "1 cell with letters saved in a wrong encoding (â€™ for ’): mended"
    ]


VALUES = (
    (datetime(2031, 9, 30), "dd/mm/yyyy", "2031-09-30"),  # noqa: DTZ001  # cells have no zone
    (date(2031, 9, 1), "mmm-yy", "2031-09"),
    (date(2031, 9, 15), "mmm-yy", "2031-09-15"),
    (datetime(2031, 9, 30, 14, 30), "dd/mm/yyyy hh:mm", "2031-09-30 14:30"),  # noqa: DTZ001
    (date(2031, 9, 30), "[$-809]d mmmm yyyy;@", "2031-09-30"),
    (0.6, "0%", "60%"),
    (0.125, "0.0%", "12.5%"),
    (1, "0%", "100%"),
    (17, "General", "17"),
    (17, "0000", "0017"),
    (2.1, "0.00", "2.10"),
    (3.0, "0.0", "3.0"),
    (2.5, "General", "2.5"),
    (1200, "#,##0", "1200"),
    (True, "General", "Yes"),
    (False, "General", "No"),
    ("#REF!", "General", "#REF!"),
    ("line one\r\nline two", "General", "line one line two"),
    ("with_x000D_\nend", "General", "with end"),
    (48152, '"due" d/m/yy', "2031-10-31"),
)


@pytest.mark.parametrize(("value", "code", "text"), VALUES, ids=[str(row[:2]) for row in VALUES])
def test_a_cell_says_what_it_shows_and_a_date_its_day(value: Any, code: str, text: str) -> None:
    book = workbook()
    cell = book.worksheets[0].cell(row=2, column=4, value=value)
    cell.number_format = code
    assert cells(read(saved(book), "r.xlsx"))[1][3] == text


def test_dates_of_a_workbook_that_counts_from_1904_are_the_days_it_shows() -> None:
    styles = '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    rows = row_xml(1, HEAD) + '<row r="2"><c r="A2" t="str"><v>R1</v></c><c r="D2" s="1"><v>46690'
    data = package(
        f"{rows}</v></c><c r='B2' t='str'><v>x</v></c></row>", {"xl/styles.xml": styles}, True
    )
    assert cells(read(data, "r.xlsx"))[1][3] == "2031-10-31"


def test_shared_and_rich_texts_are_read_without_how_they_are_pronounced() -> None:
    strings = (
        "<sst><si><r><t>An</t></r><r><t>swer</t></r><rPh><t>no</t></rPh></si>"
        "<si><t xml:space='preserve'> letters </t></si></sst>"
    )
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>7</v></c></row>' * 2
    data = package(rows, {"xl/sharedStrings.xml": strings})
    assert cells(read(data, "r.xlsx")) == [("Answer", "letters")] * 2


def test_formulas_are_their_saved_values_and_those_without_one_are_counted() -> None:
    row = (
        '<row r="2"><c t="str"><f>A1&amp;"x"</f><v>R1</v></c><c><f>1+1</f></c><c><v>3</v></c></row>'
    )
    document = read(package(row_xml(1, HEAD) + row), "r.xlsx")
    assert cells(document)[1][:3] == ("R1", "", "3")
    assert remarks(document) == [
        "1 formula without a saved value: open it in a spreadsheet, save it, and import it again"
    ]


def test_what_a_workbook_has_besides_cells_is_named() -> None:
    book = workbook()
    book.worksheets[0]["A2"].comment = Comment("Ask the lead", "Liaison")
    book.worksheets[0].row_dimensions[2].hidden = True
    more: dict[str, str | bytes] = {
        "xl/vbaProject.bin": b"x",
        "xl/externalLinks/externalLink1.xml": "<x/>",
    }
    drawing: dict[str, str | bytes] = {
        "xl/drawings/drawing1.xml": "<w><txBody>Read me</txBody></w>"
    }
    assert remarks(read(saved(book), "r.xlsx")) == [
        "1 comment on cells: not read",
        "1 row of sheet Sheet hidden by a filter or by hand; read all the same",
    ]
    assert remarks(read(package(row_xml(1, HEAD), {**more, **drawing}), "r.xlsm")) == [
        "1 text box over the cells: not read",
        "it takes values from other files: those that were saved last are read",
        "it has macros: they are not run",
    ]


def test_merged_cells_say_their_text_in_each_place_that_has_a_row() -> None:
    book = workbook([["Area", *HEAD], ["Custody", *ROW], [None, *ROW], ["Crime", *ROW]])
    book.worksheets[0].merge_cells("A2:A3")
    book.worksheets[0].merged_cells.add("A4:A1048576")  # merge_cells makes a cell of each row
    assert [row[0] for row in cells(read(saved(book), "r.xlsx"))] == [
        "Area", "Custody", "Custody", "Crime",
    ]  # fmt: skip


def test_an_open_document_cell_is_a_day_a_month_or_what_it_shows() -> None:
    def cell(text: str, attributes: str = "") -> str:
        return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"

    day = 'office:value-type="date" office:date-value="2031-09-01"'
    row = "".join(
        [
            cell("1 Sep 31", day),
            cell("Sep-31", day),
            cell("60%", 'office:value-type="percentage" office:value="0.6"'),
            cell("R1</text:p><text:p>two", 'table:number-columns-repeated="2"'),
            '<table:table-cell table:number-columns-repeated="16000"/>',
        ]
    )
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/>'
    rows = f"<table:table-row>{row}</table:table-row>{empty}</table:table-row>"
    table = f'<table:table table:name="One">{rows}</table:table>'
    assert cells(read(spreadsheet(table), "r.ods")) == [
        ("2031-09-01", "2031-09", "60%", "R1 two", "R1 two")
    ]


def test_tables_are_what_their_bytes_say_whatever_their_names() -> None:
    names = {source.name for source in SOURCES}
    assert {"Excel", "OpenDocument", "old Excel", "CSV"} <= names
    assert source_of(saved(workbook()), "register.csv").name == "Excel"
    assert source_of(spreadsheet(""), "register.xlsx").name == "OpenDocument"
    assert read_document(saved(workbook()), "register").is_table


def _book(make: Callable[[Any], None]) -> bytes:
    """A workbook with what a function puts into it."""
    book, stream = Workbook(), BytesIO()
    make(book)
    book.save(stream)
    return stream.getvalue()


def test_a_colour_alone_below_a_head_of_status_is_named_and_others_are_none() -> None:
    def make(book: Any) -> None:
        sheet = book.active
        sheet.append(("Ref", "Recommendation", "RAG", "Notes"))
        sheet.append(("1", "The force should record calls.", None, None))
        sheet.append(("2", "The force should answer letters.", "Green", None))
        for cell, colour in (("C2", "FFC000"), ("D2", "FF0000"), ("C3", "FF0000")):
            sheet[cell].fill = PatternFill("solid", fgColor=colour)

    document = read(_book(make), "r.xlsx")
    assert [row[2] for row in cells(document)] == ["RAG", "Amber", "Green"]
    assert remarks(document) == [
        "1 cell filled with a colour and without a word: taken as Amber",
    ]


def test_words_struck_out_beside_others_are_left_out_with_a_remark() -> None:
    stream = BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet, struck = book.add_worksheet(), book.add_format({"font_strikeout": True})
        sheet.write_row(0, 0, ("Ref", "Due"))
        sheet.write_string(1, 0, "1")
        bold = book.add_format({"bold": True})
        sheet.write_rich_string(1, 1, struck, "31/12/2031", bold, " 30/06/2032")
    document = read(stream.getvalue(), "r.xlsx")
    assert cells(document) == [("Ref", "Due"), ("1", "30/06/2032")]
    assert remarks(document) == ["words struck out are left out of '31/12/2031 30/06/2032'"]


def test_errors_of_formulas_are_counted_with_their_first_row() -> None:
    rows = row_xml(1, HEAD) + row_xml(2, ("1", "x", "#N/A")) + row_xml(3, ("2", "y", "#N/A"))
    document = read(package(rows), "r.xlsx")
    assert [(place.line, text) for place, text in document.remarks] == [
        (2, "2 cells with the error #N/A: not read"),
    ]


def test_a_sheet_painted_all_over_is_read_like_another() -> None:
    painted = "".join(f'<row r="{n}">' + '<c s="1"/>' * 100 + "</row>" for n in range(3, 30_000))
    document = read(package(row_xml(1, HEAD) + row_xml(2, ROW) + painted), "r.xlsx")
    assert len(cells(document)) == 2
