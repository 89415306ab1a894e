"""Documents made to do harm: bounded work, and two lines where nothing can be read."""

from __future__ import annotations

import sys
from collections.abc import Callable
from io import BytesIO
from types import FrameType
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from benchmarks.long_documents import nested_page, pdf_bomb, pdf_of, pdf_with_outline, word_bomb
from fpdf import FPDF
from PIL import Image

from hmic_tracker.documents.sources import from_html, from_markdown
from hmic_tracker.documents.sources.docx_package import MAIN
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.errors import InputError
from tests.sources.making import docx_of, lines, listing, paragraph, pdf
from tests.work import no_hang


def lines_run(function: Callable[[], None]) -> int:
    """The lines of Python that a call runs; the parser's own searches go over the page in C."""
    count = 0

    def line(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal count
        count += event == "line"
        return line

    tracer = sys.gettrace()
    sys.settrace(line)
    try:
        function()
    finally:
        sys.settrace(tracer)
    return count


def refusal(data: bytes, name: str) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        read_document(data, name)
    return caught.value.message, caught.value.hint


def test_a_bomb_in_a_word_file_is_refused_by_what_it_says_of_itself() -> None:
    assert refusal(word_bomb(), "plan.docx") == (
        "plan.docx is over 200 MB when unpacked",
        "save the chapter with the recommendations as a file of its own",
    )


def test_a_bomb_in_a_pdf_ends_at_the_limit_of_memory() -> None:
    assert refusal(pdf_bomb(), "report.pdf") == (
        "report.pdf takes over 300 MB of memory to read",
        "save the pages with the recommendations as a file of their own",
    )


def test_a_pdf_with_a_password_says_so_and_one_that_may_only_not_be_changed_is_read() -> None:
    def protected(document: FPDF, user: str) -> None:
        document.set_encryption("owner", user)
        lines(document, "The force should act.")

    assert refusal(pdf(lambda document: protected(document, "secret")), "report.pdf") == (
        "report.pdf is protected with a password",
        "open it with its password, print it to a new PDF, and import that",
    )
    document = read_document(pdf(lambda document: protected(document, "")), "report.pdf")
    assert [block.text for block in document.blocks] == ["The force should act."]


def test_scripts_and_ten_thousand_outlines_of_a_pdf_are_passed_over() -> None:
    document = read_document(pdf_with_outline(), "report.pdf")
    assert [block.text for block in document.blocks] == ["The force should keep a log."]


def test_a_scan_says_that_it_is_one_and_a_scanned_page_is_a_remark() -> None:
    picture = BytesIO()
    Image.new("L", (60, 80), 200).save(picture, "PNG")

    def scanned(document: FPDF) -> None:
        document.image(picture, 0, 0, 210, 297)
        lines(document, "Scan 17")

    def partly(document: FPDF) -> None:
        lines(document, *["The force should act at once, and say so."] * 4)
        document.add_page()
        scanned(document)

    assert refusal(pdf(scanned), "report.pdf") == (
        "report.pdf is a scan: its pages are pictures",
        "run it through text recognition first",
    )
    assert [
        (str(place), text) for place, text in read_document(pdf(partly), "report.pdf").remarks
    ] == [("page 2, line 1", "is a picture: run it through text recognition to take in its text")]


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n" + bytes(range(256)) * 9,
        pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Kids [2 0 R] /Count 1 >>"]),
        pdf(lambda document: lines(document, "x"))[:700],
    ],
)
def test_damaged_pdfs_get_two_lines(data: bytes) -> None:
    message, hint = refusal(data, "report.pdf")
    assert message.startswith("report.pdf ")
    assert hint


def test_entities_of_a_word_file_are_refused_and_nothing_outside_is_read() -> None:
    body = docx_of(paragraph("&x;"))
    with ZipFile(BytesIO(body)) as package:
        main = package.read("word/document.xml")
    file = BytesIO()
    declared = b'<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", declared + main)
    assert refusal(file.getvalue(), "plan.docx") == (
        "plan.docx declares XML entities, which no Word file has",
        "open it in Word and save it again as a Word document (.docx)",
    )


def test_elements_of_a_word_file_in_each_other_get_two_lines() -> None:
    deep = "<w:sdt><w:sdtContent>" * 5000 + "</w:sdtContent></w:sdt>" * 5000
    assert refusal(docx_of(deep), "plan.docx")[0] == (
        "plan.docx is damaged: it is no whole Word document"
    )
    tables = "<w:tbl><w:tr><w:tc>" * 40 + paragraph("Deep.") + "</w:tc></w:tr></w:tbl>" * 40
    document = read_document(docx_of(tables), "plan.docx")
    assert [block.text for block in document.blocks] == ["Deep."]


def test_a_page_of_a_word_file_asks_for_no_file_or_address() -> None:
    picture = (
        '<w:p><w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/'
        'main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        ' r:link="rId1"/></w:drawing><w:t>Text.</w:t></w:r></w:p>'
    )
    document = read_document(docx_of(picture), "plan.docx")
    assert (MAIN in document.text, listing(document)) == (False, "1: paragraph Text.\n")


def test_a_hundred_thousand_elements_in_each_other_keep_their_text() -> None:
    document = read_document(nested_page(), "page.html")
    assert [block.text[:22] for block in document.blocks] == ["The force should look "]


@pytest.mark.parametrize(
    "part",
    [
        "<div>",
        "<!-- >",
        "<!",
        "<?",
        "<a b='",
        '<a b="',
        "</",
        "<p><b>",
        "</b></p>",
        "<li><ul>",
        "<table><tr><td>",
        "<td><p>",
        "<script>",
        "<form><div class='menu'>",
        "<p><button>",
        "&amp",
        "\n<br>",
        "<sup><a>1",
        "<h1><main>",
    ],
)
def test_pages_of_one_part_over_and_over_take_work_in_proportion(part: str) -> None:
    def read(times: int) -> None:
        from_html.read(f"<html>{part * times}>".encode(), "page.html")

    read(10)  # which compiles patterns
    assert lines_run(lambda: read(1600)) < 2.3 * lines_run(lambda: read(800))
    with no_hang():
        read(20_000)


def test_spans_of_cells_are_bounded() -> None:
    cell = f"<td colspan=60000 rowspan=60000>{'x' * 2000}</td>"
    document = from_html.read(f"<table><tr>{cell}<tr><td>a<tr><td>b</table>".encode(), "page.html")
    assert [len(block.text) for block in document.blocks] == [2000, 1, 1]


def test_marks_of_our_own_in_a_page_mean_nothing() -> None:
    page = b'<p data-tracker-line="99"><a id="tracker-number:9:R1"></a>Text.'
    assert listing(from_html.read(page, "page.html")) == "1: paragraph Text.\n"
    markdown = b'<p data-tracker-line="x">One</p>\n\n<a id="tracker-number:9:R1"></a>Two.\n'
    document = from_markdown.read(markdown, "plan.md")
    assert listing(document) == "1: paragraph One\n3: paragraph Two.\n"
