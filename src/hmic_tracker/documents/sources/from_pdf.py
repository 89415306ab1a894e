"""PDFs with a text layer. No script of theirs runs, nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from hashlib import sha256

from hmic_tracker.documents.blocks import Document, Place
from hmic_tracker.documents.sources.file_titles import file_title
from hmic_tracker.documents.sources.pdf_flow import ReadPage, blocks_of_pages
from hmic_tracker.documents.sources.pdf_lines import rows_of_words, without_notes
from hmic_tracker.documents.sources.pdf_rules import ruled_lines
from hmic_tracker.documents.sources.pdf_tables import tables_of
from hmic_tracker.documents.sources.pdf_words import frame_of, words_of
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage

MOST_PAGES: Final = 3000
_A_PICTURE: Final = "is a picture: run it through text recognition to take in its text"
_NO_LETTER: Final = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x1f\x7f-\x9f]")
_FEW: Final = 10
"""Words on a page, up to which it may be a picture with a stamp."""


def read(data: bytes, name: str, progress: Callable[[int, int], None] | None = None) -> Document:
    """Read a PDF; `progress` gets the pages that are read and their number.

    Raises InputError where it is protected, damaged, a scan, or has over 3,000 pages.
    """
    document = _open(data, name)
    try:
        if len(document) > MOST_PAGES:
            raise InputError(
                f"{name} has {len(document)} pages, more than {MOST_PAGES}",
                "save the pages with the recommendations as a file of their own",
            )
        pages = []
        for at in range(len(document)):
            pages.append(_page(document, at))
            if progress is not None:
                progress(at + 1, len(document))
        title = file_title(document.get_metadata_value("Title"))
    finally:
        document.close()
    _refuse_scan(pages, name)
    blocks = blocks_of_pages(pages)
    return Document(
        name,
        blocks,
        "\n".join(block.printed for block in blocks),
        sha256(data).hexdigest(),
        len(data),
        (("title", title),) if title else (),
        tuple((Place(1, each.number), _A_PICTURE) for each in pages if each.picture),
    )


def _open(data: bytes, name: str) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if "password" in str(error).lower():
            raise InputError(
                f"{name} is protected with a password",
                "open it with its password, print it to a new PDF, and import that",
            ) from None
        raise InputError(
            f"{name} is damaged: it is no whole PDF",
            "open it, print it to a new PDF, and import that",
        ) from None


def _refuse_scan(pages: Sequence[ReadPage], name: str) -> None:
    if all(page.picture or not page.rows for page in pages):
        pictures = any(page.picture for page in pages)
        problem = "is a scan: its pages are pictures" if pictures else "has no text"
        raise InputError(f"{name} {problem}", "run it through text recognition first")
    letters = "".join(word.text for page in pages for row in page.rows for word in row)
    if len(_NO_LETTER.findall(letters)) * 2 > len(letters):
        raise InputError(
            f"{name} has text of which no program knows the letters",
            "run it through text recognition first",
        )


def _has_picture(page: PdfPage) -> bool:
    """Whether a picture covers half of a page."""
    import pypdfium2.raw as pdfium

    for image in page.get_objects([pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) * 2 > page.get_width() * page.get_height():
            return True
    return False


def _page(document: PdfDocument, at: int) -> ReadPage:
    page = document[at]
    try:
        frame = frame_of(page)
        words = words_of(page, frame)
        flat = without_notes([word for word in words if not word.sloping])
        tables = tables_of(ruled_lines(page, frame), frame.shown_height, flat)
        picture = len(words) <= _FEW and _has_picture(page)
    finally:
        page.close()
    sloping = " ".join(word.text for word in words if word.sloping)
    return ReadPage(at + 1, rows_of_words(flat), tables, sloping, picture)
