"""Which source reads a file, what no source reads, and the child that reads binary files."""

from __future__ import annotations

import gzip
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.documents.blocks import Block, Document, Place
from hmic_tracker.documents.sources.child import Limits, read_in_child
from hmic_tracker.documents.sources.document_encoding import decode_document, encode_document
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.documents.sources.source_registry import SOURCES, source_of
from hmic_tracker.errors import InputError
from tests.sources.making import docx_of, lines, paragraph, pdf

TEXT_PDF = pdf(lambda document: lines(document, "The force should act."))
WORD = docx_of(paragraph("The force should act."))
BY_NAME = {source.name: source for source in SOURCES}


def package(*names: str) -> bytes:
    file = BytesIO()
    with ZipFile(file, "w") as made:
        for name in names:
            made.writestr(name, "x")
    return file.getvalue()


def refusal(data: bytes, name: str) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        read_document(data, name)
    assert "\n" not in caught.value.message + caught.value.hint
    return caught.value.message, caught.value.hint


@pytest.mark.parametrize(
    ("data", "name", "source"),
    [
        (TEXT_PDF, "report.txt", "PDF"),
        (b"\n junk before \n%PDF-1.4", "report", "PDF"),
        (WORD, "report.pdf", "Word"),
        (b"<!DOCTYPE html><p>x", "report.txt", "HTML"),
        (b'<?xml version="1.0"?>\n<html><p>x', "report", "HTML"),
        (b"\xef\xbb\xbf<!-- saved --><html>", "report.md", "HTML"),
        ("<html>".encode("utf-16"), "report", "HTML"),
        (b"Text <b>and</b> more", "report.htm", "HTML"),
        (b"# Text", "report.MD", "Markdown"),
        (b"# Text", "report.txt", "text"),
        (b"<5 officers should", "the paste", "text"),
        (b"", "report.pdf", "text"),
    ],
)
def test_a_file_is_what_its_first_bytes_say_and_a_text_what_its_name_says(
    data: bytes, name: str, source: str
) -> None:
    assert source_of(data, name).name == source


@pytest.mark.parametrize(
    ("data", "message", "hint"),
    [
        (
            b"{\\rtf1 x}",
            "f is rich text (RTF)",
            "open it, save it as a Word document (.docx), and import that",
        ),
        (
            b"\xd0\xcf\x11\xe0 old",
            "f is an old Word or Excel document, or a saved mail",
            "open it, save it as a Word document (.docx), and import that",
        ),
        (
            b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"),
            "f is protected with a password",
            "open it with its password, save a copy without one, and import that",
        ),
        (
            b"\x89PNG\r\n",
            "f is a picture",
            "run it through text recognition first, then import the PDF or the text",
        ),
        (gzip.compress(b"x", mtime=0), "f is compressed", "unpack it, and import the report in it"),
        (
            package("content.xml", "mimetype"),
            "f is an OpenDocument file",
            "open it, save it as a Word document (.docx), and import that",
        ),
        (
            package("ppt/presentation.xml"),
            "f is a presentation",
            "save it as a PDF, and import that",
        ),
        (package("a.txt"), "f is a ZIP file", "unpack it, and import the report in it"),
        (
            b"PK\x03\x04 cut",
            "f is a damaged Word document or ZIP file",
            "open it, save it as a Word document (.docx), and import that",
        ),
        (
            b"From: <Saved by Blink>\r\n",
            "f is a web archive",
            "save the page as “Web page, HTML only”, and import that",
        ),
    ],
)
def test_what_no_source_reads_gets_two_lines_with_the_way_on(
    data: bytes, message: str, hint: str
) -> None:
    assert refusal(data, "f") == (message, hint)


def test_over_fifty_megabytes_is_refused_before_it_is_looked_at() -> None:
    assert refusal(b"%PDF-" + bytes(50 * 1024 * 1024), "f") == (
        "f is over 50 MB",
        "save the pages with the recommendations as a file of their own",
    )


def test_binary_files_come_back_from_the_child_as_they_were_read_there() -> None:
    steps: list[tuple[int, int]] = []
    document = read_document(TEXT_PDF, "réport\udcff.pdf", lambda *step: steps.append(step))
    assert [block.text for block in document.blocks] == ["The force should act."]
    assert (document.name, document.size, steps) == ("réport\udcff.pdf", len(TEXT_PDF), [(1, 1)])


def test_long_pages_are_read_in_the_child_with_the_same_blocks() -> None:
    page = b"<html>" + b"<p>The force should act.</p>" * 5000
    document = read_document(page, "page.html")
    assert (len(page) > 100_000, len(document.blocks)) == (True, 5000)
    assert document.blocks[4999].place == Place(5000)


def test_the_errors_of_a_source_come_through_the_child() -> None:
    assert refusal(docx_of("<w:p"), "plan.docx") == (
        "plan.docx is damaged: it is no whole Word document",
        "open it in Word, save it again as a Word document (.docx), and import that",
    )


def test_what_takes_too_long_or_too_much_memory_gets_two_lines() -> None:
    part = "save the pages with the recommendations as a file of their own"
    for limits, message in (
        (Limits(seconds=0.001), "f takes over 0.001 seconds to read"),
        (Limits(megabytes=1), "f takes over 1 MB of memory to read"),
    ):
        with pytest.raises(InputError) as caught:
            read_in_child(BY_NAME["PDF"], TEXT_PDF, "f", limits=limits)
        assert (caught.value.message, caught.value.hint) == (message, part)


def test_a_child_that_ends_without_an_answer_is_a_damaged_file() -> None:
    missing = BY_NAME["PDF"]._replace(name="none of the table")
    with pytest.raises(InputError, match="f is damaged: it can't be read"):
        read_in_child(missing, TEXT_PDF, "f")


BLOCKS = st.builds(
    Block,
    st.sampled_from(("heading", "paragraph", "bullet", "row", "furniture")),
    st.text(),
    st.builds(Place, st.integers(0, 9), st.integers(0, 9), st.text()),
    st.integers(0, 6),
    st.text(),
    st.lists(st.text()).map(tuple),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.text(),
)
DOCUMENTS = st.builds(
    Document,
    st.text(),
    st.lists(BLOCKS).map(tuple),
    st.text(),
    st.text(),
    st.integers(0),
    st.lists(st.tuples(st.text(), st.text())).map(tuple),
    st.lists(st.tuples(st.builds(Place, st.integers(0)), st.text())).map(tuple),
)


@given(DOCUMENTS)
def test_a_document_survives_its_encoding(document: Document) -> None:
    import json

    assert decode_document(json.loads(json.dumps(encode_document(document)))) == document
