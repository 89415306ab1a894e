"""Make documents that are long or hostile, read each, and print its time and memory.

python -m benchmarks.long_documents [NAME…]
"""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from typing import Final
from zipfile import ZIP_DEFLATED, ZipFile

from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.errors import InputError

WORDS: Final = "The force should look at each report within a day and say what came of it. "


def pdf_with_tables(pages: int = 300) -> bytes:
    """A report with a ruled table of 12 rows and some prose on each page."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_font("Helvetica", size=9)
    number = 0
    for _ in range(pages):
        pdf.add_page()
        pdf.multi_cell(0, 5, WORDS * 4, new_x="LMARGIN", new_y="NEXT")
        with pdf.table(col_widths=(1, 6, 3, 2, 2)) as table:
            table.row(("No.", "Recommendation", "Lead", "Due", "Status"))
            for _ in range(12):
                number += 1
                table.row((str(number), WORDS, "Head of Crime", "31/03/2032", "Open"))
    return bytes(pdf.output())


def pdf_with_outline(entries: int = 10_000) -> bytes:
    """A page with an outline of many entries, each in the one before."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /Outlines 5 0 R /OpenAction 6 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 7 0 R >> >> >>",
        _stream(b"BT /F1 12 Tf 72 720 Td (The force should keep a log.) Tj ET"),
        b"<< /Type /Outlines /First 8 0 R /Last 8 0 R /Count 1 >>",
        b"<< /S /JavaScript /JS (while (true) app.alert\\(1\\);) >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for at in range(entries):
        parent = 7 + at if at else 5
        below = f"/First {9 + at} 0 R /Last {9 + at} 0 R /Count 1" if at < entries - 1 else ""
        objects.append(f"<< /Title (Chapter) /Parent {parent} 0 R {below} >>".encode())
    return pdf_of(objects)


def pdf_of(objects: list[bytes]) -> bytes:
    """A PDF of objects, of which the first is the catalogue."""
    data, places = b"%PDF-1.7\n", list[int]()
    chunks = [data]
    length = len(data)
    for number, body in enumerate(objects, 1):
        places.append(length)
        chunk = b"%d 0 obj\n%s\nendobj\n" % (number, body)
        length += len(chunk)
        chunks.append(chunk)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    trailer = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (count, length)
    return b"".join([*chunks, b"xref\n0 %d\n0000000000 65535 f \n" % count, table, trailer])


def _stream(content: bytes, more: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more, content)


def pdf_bomb() -> bytes:
    """A page whose content unpacks to half a gigabyte of spaces."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 16_777_216) for _ in range(32)) + packer.flush()
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
            _stream(packed, b"/Filter /FlateDecode"),
        ]
    )


def long_page(length: int = 10_000_000) -> bytes:
    """A page of HTML with headings, paragraphs, lists and tables."""
    part = (
        f"<h2>Custody</h2><p>{WORDS}</p><ul><li>{WORDS}</li><li>Another.</li></ul>"
        f"<table><tr><th>No.</th><th>Text</th></tr><tr><td>1</td><td>{WORDS}</td></tr></table>"
    )
    return f"<!doctype html><body>{part * (length // len(part))}</body>".encode()


def nested_page(depth: int = 100_000) -> bytes:
    """A page with many elements in each other."""
    return b"<!doctype html>" + b"<div>" * depth + WORDS.encode() + b"</div>" * depth


def word_bomb() -> bytes:
    """A Word file whose document unpacks to 256 megabytes."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("word/document.xml", "w", force_zip64=True) as part:
            for _ in range(16):
                part.write(b" " * 16_777_216)
    return file.getvalue()


def long_word_file(paragraphs: int = 20_000) -> bytes:
    """A Word file of some 600 pages."""
    from docx import Document

    document = Document()
    for number in range(paragraphs):
        document.add_paragraph(WORDS * 2, style="List Number" if number % 5 else "Heading 2")
    file = BytesIO()
    document.save(file)
    return file.getvalue()


DOCUMENTS: Final[dict[str, Callable[[], bytes]]] = {
    "300-pages-with-tables.pdf": pdf_with_tables,
    "outline-and-script.pdf": pdf_with_outline,
    "bomb.pdf": pdf_bomb,
    "ten-megabytes.html": long_page,
    "nested.html": nested_page,
    "unclosed-comments.html": lambda: b"<html>" + b"<!-- >" * 500_000,
    "unclosed-tags.html": lambda: b"<html>" + b"<a b='" * 500_000,
    "open-brackets.html": lambda: b"<html>" + b"<!" * 500_000 + b">",
    "bomb.docx": word_bomb,
    "long.docx": long_word_file,
    "quotations.md": lambda: b">" * 200_000 + b" deep\n" + b"[" * 100_000 + b"*a " * 100_000,
}


def measured(name: str, data: bytes) -> str:
    """Read a document in its child and say how long it took, how much memory, and what came."""
    start = time.monotonic()
    ended = Event()
    most: list[int] = [0]
    watching = Thread(target=_watch_children, args=(ended, most))
    watching.start()
    steps: list[int] = []
    try:
        document = read_document(data, name, lambda done, _: steps.append(done))
        came = f"{len(document.blocks)} blocks, {len(steps)} steps of progress"
    except InputError as error:
        came = f"{error.message} / {error.hint}"
    ended.set()
    watching.join()
    seconds = time.monotonic() - start
    return f"{name:28} {len(data):>11,} B {seconds:6.1f} s {most[0] / 1e6:6.0f} MB  {came}"


def _watch_children(ended: Event, most: list[int]) -> None:
    while not ended.wait(0.02):
        for process in _children():
            most[0] = max(most[0], process)


def _children() -> Iterator[int]:
    """The resident bytes of each child (Linux)."""
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError, IndexError):
            for child in (task / "children").read_text().split():
                yield int(Path(f"/proc/{child}/statm").read_text().split()[1]) * 4096


def main() -> None:
    """Measure the documents named, or all."""
    for name in sys.argv[1:] or DOCUMENTS:
        print(measured(name, DOCUMENTS[name]()), flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
