"""The one table of sources: what a file is recognised by, and the module that reads it.

A source is a module with `read(data, name) -> Document` and a row of `SOURCES`. A file is what its
first bytes say; only texts, which begin as they like, go by the extension of their name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath
from zipfile import BadZipFile, ZipFile

from hmic_tracker.light_typing import Final, NamedTuple

_HTML: Final = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^>]{0,500}-->\s*){0,3}"
    r"<(?:!doctype html|html|head|body|title|meta|main|article|section|div|table|h[1-6]|p)[\s>/]",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"word/document\d{0,3}\.xml")
_ODS: Final = b"application/vnd.oasis.opendocument.spreadsheet"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
"""What old Office documents begin with, saved mails, and new ones with a password."""
ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_SMALL: Final = 100_000


class Source(NamedTuple):
    """A kind of file.

    `module` is the name of its module in this package. `begins` says whether a file's bytes are of
    this kind; None leaves it to the extension. A file of `isolate_above` bytes or more is read in
    a process of its own, with limits: binary ones all. `pages` sources take a callback for
    progress as a third argument.
    """

    name: str
    extensions: tuple[str, ...]
    module: str
    begins: Callable[[bytes], bool] | None = None
    binary: bool = False
    isolate_above: int | None = None
    pages: bool = False


def is_pdf(data: bytes) -> bool:
    """Whether the mark of a PDF is among the first bytes, where readers look for it."""
    return b"%PDF-" in data[:1024]


def is_html(data: bytes) -> bool:
    """Whether a text begins as a page does."""
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _HTML.match(head[: len(head) & ~1].decode("utf-16", errors="replace")) is not None
    text = head.removeprefix(b"\xef\xbb\xbf").decode("latin-1")
    return "\0" not in text and _HTML.match(text) is not None


def is_docx(data: bytes) -> bool:
    """Whether a file is a package with a Word document in it."""
    return any(_WORD.fullmatch(name) for name in zip_names(data))


def is_xlsx(data: bytes) -> bool:
    """Whether a file is a package with an Excel workbook in it."""
    return "xl/workbook.xml" in {name.casefold() for name in zip_names(data)}


def is_ods(data: bytes) -> bool:
    """Whether a file is a package with an OpenDocument spreadsheet in it."""
    return data.startswith(b"PK\x03\x04") and _ODS in data[:200]


def is_xls(data: bytes) -> bool:
    """Whether a file is a workbook as Excel wrote them before 2007."""
    is_named = any(name.encode("utf-16-le") in data for name in ("Workbook", "Book"))
    return data.startswith(OLD_OFFICE) and is_named and ENCRYPTED not in data


def zip_names(data: bytes) -> frozenset[str]:
    """The names in a ZIP file; none where it is something else or damaged."""
    if not data.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with ZipFile(BytesIO(data)) as package:
            return frozenset(package.namelist())
    except (BadZipFile, NotImplementedError, OSError, ValueError):
        return frozenset()


SOURCES: Final = (
    Source("PDF", (".pdf",), "from_pdf", is_pdf, binary=True, isolate_above=0, pages=True),
    Source("Word", (".docx", ".docm"), "from_docx", is_docx, binary=True, isolate_above=0),
    Source("Excel", (".xlsx", ".xlsm"), "from_xlsx", is_xlsx, binary=True, isolate_above=0),
    Source("OpenDocument", (".ods",), "from_ods", is_ods, binary=True, isolate_above=0),
    Source("old Excel", (".xls",), "from_xls", is_xls, binary=True, isolate_above=0),
    Source("HTML", (".html", ".htm", ".xhtml"), "from_html", is_html, isolate_above=_SMALL),
    Source("Markdown", (".md", ".markdown"), "from_markdown", isolate_above=_SMALL),
    Source("CSV", (".csv", ".tsv", ".tab"), "from_csv", isolate_above=_SMALL),
    Source("text", (".txt",), "text"),
)
"""Every source, the surest first. What none recognises is text."""


def source_of(data: bytes, name: str) -> Source:
    """The source that reads a file."""
    for source in SOURCES:
        if source.begins is not None and source.begins(data):
            return source
    extension = PurePath(name).suffix.lower()
    texts = (source for source in SOURCES if not source.binary)
    return next((source for source in texts if extension in source.extensions), SOURCES[-1])
