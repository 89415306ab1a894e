"""Files that no source reads, and the way on for each."""

from __future__ import annotations

from hmic_tracker.documents.sources.source_registry import ENCRYPTED, OLD_OFFICE, zip_names
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final

_AS_WORD: Final = "open it, save it as a Word document (.docx), and import that"
_AS_WORKBOOK: Final = "open it, save it as a workbook (.xlsx), and import that"
_TEXT_RECOGNITION: Final = "run it through text recognition first, then import the PDF or the text"
_PICTURE: Final = ("is a picture", _TEXT_RECOGNITION)
_UNPACK: Final = "unpack it, and import the report in it"

_BY_START: Final[dict[bytes, tuple[str, str]]] = {
    b"{\\rtf": ("is rich text (RTF)", _AS_WORD),
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\0": _PICTURE,
    b"MM\0*": _PICTURE,
    b"\x1f\x8b": ("is compressed", _UNPACK),
    b"7z\xbc\xaf": ("is compressed", _UNPACK),
    b"Rar!": ("is compressed", _UNPACK),
    b"AT&TFORM": ("is a scan (DjVu)", _TEXT_RECOGNITION),
}
_BY_MEMBER: Final[dict[str, tuple[str, str]]] = {
    "xl/workbook.bin": ("is a binary workbook (.xlsb)", _AS_WORKBOOK),
    "ppt/presentation.xml": ("is a presentation", "save it as a PDF, and import that"),
    "content.xml": ("is an OpenDocument file", _AS_WORD),
    "META-INF/container.xml": ("is an e-book (EPUB)", "print it to a PDF, and import that"),
}
_SPREADSHEET_XML: Final = b'progid="Excel.Sheet"'


def refuse_unreadable(data: bytes, name: str) -> None:
    """Raise InputError where a file is of a known kind that no source reads."""
    if data.startswith(OLD_OFFICE):
        if ENCRYPTED in data:
            raise InputError(
                f"{name} is protected with a password",
                "open it with its password, save a copy without one, and import that",
            )
        raise InputError(f"{name} is an old Word or Excel document, or a saved mail", _AS_WORD)
    if _SPREADSHEET_XML in data[:1000]:
        raise InputError(f"{name} is a workbook saved as XML", _AS_WORKBOOK)
    for start, (problem, hint) in _BY_START.items():
        if data.startswith(start):
            raise InputError(f"{name} {problem}", hint)
    _refuse_package(data, name)
    if data.startswith(b"From: <Saved by") or b"\nContent-Type: multipart/related" in data[:2000]:
        raise InputError(
            f"{name} is a web archive", "save the page as “Web page, HTML only”, and import that"
        )


def _refuse_package(data: bytes, name: str) -> None:
    if not data.startswith(b"PK\x03\x04"):
        return
    names = zip_names(data)
    for member, (problem, hint) in _BY_MEMBER.items():
        if member in names:
            raise InputError(f"{name} {problem}", hint)
    if not names:
        raise InputError(f"{name} is a damaged Word document or ZIP file", _AS_WORD)
    raise InputError(f"{name} is a ZIP file", _UNPACK)
