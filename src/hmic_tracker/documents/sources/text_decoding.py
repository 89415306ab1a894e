"""The bytes of a document as text."""

from __future__ import annotations

from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final

LARGEST: Final = 10 * 1024 * 1024
"""10 MB of text is thousands of pages; other documents may have 50, with their pictures."""
MOST_LINES: Final = 200_000

_OF_WORD: Final = (".docx", ".docm")
_SAVE_AS_WORD: Final = "open it in Word, save it again, and name that"
_SAVE_AS_TEXT: Final = (
    "save it as plain text (in Word: Save As, Plain Text), or paste it: tracker import -"
)
_A_PART: Final = "save the pages with the recommendations as a file of their own"
_BINARY: Final[dict[bytes, tuple[str, str]]] = {
    b"%PDF": (
        "is a PDF, not text",
        "open it, select all and copy, then paste: tracker import -; or: pdftotext -layout FILE",
    ),
    b"PK\x03\x04": ("is a Word document or another ZIP file, not text", _SAVE_AS_TEXT),
    b"\xd0\xcf\x11\xe0": ("is an old Word or Excel document, not text", _SAVE_AS_TEXT),
    b"{\\rtf": ("is rich text (RTF), not plain text", _SAVE_AS_TEXT),
    b"\x1f\x8b": ("is compressed, not text", "unpack it first"),
}
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")


Remarks = list[tuple[int, str]]
"""What a person should know of the decoding, each with its line (0: the whole)."""


def decode(data: bytes, name: str) -> tuple[str, Remarks]:
    r"""Return the text of a file, its line ends as "\n" and without a byte order mark.

    UTF-16 where it has a mark or the zeros of one; else UTF-8, where stray bytes are left out with
    a remark; else Windows-1252, as older text has it. `name` is what messages call the document.
    Raises InputError where it is empty, binary or over the limit.
    """
    if len(data) > LARGEST:
        raise InputError(
            f"{name} is over {LARGEST // 1024 // 1024} MB of text",
            _A_PART,
        )
    for magic, (problem, hint) in _BINARY.items():
        if data.startswith(magic):
            raise InputError(f"{name} {problem}", hint)
    text, remarks = _as_text(data, name)
    text = with_plain_line_ends(text)
    if text.count("\n") >= MOST_LINES:
        raise InputError(f"{name} has over {MOST_LINES:,} lines", _A_PART)
    if not text.strip():
        raise InputError(f"{name} is empty", "give a file with the report's text, or - to paste it")
    return text, remarks


def with_plain_line_ends(text: str) -> str:
    r"""Return the text with every line end as "\n"."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\f")


def _as_text(data: bytes, name: str) -> tuple[str, Remarks]:
    if encoding := _utf_16(data):
        try:
            return data.decode(encoding).removeprefix("\ufeff"), []
        except UnicodeDecodeError:
            raise _binary(name) from None
    if b"\0" in data:
        raise _binary(name)
    try:
        return data.decode("utf-8-sig"), []
    except UnicodeDecodeError:
        return _damaged_utf_8(data) or (data.decode("cp1252", errors="replace"), [])


def _utf_16(data: bytes) -> str | None:
    """Return the UTF-16 that bytes are in: by their mark, or by every other byte being zero."""
    if data.startswith(_UTF_16):
        return "utf-16"
    start = data[:2000]
    even, odd = start[::2].count(0), start[1::2].count(0)
    if (
        len(start) > 7
        and max(even, odd) * 2.5 > len(start) / 2
        and min(even, odd) * 10 < len(start)
    ):
        return "utf-16-le" if odd > even else "utf-16-be"
    return None


def _damaged_utf_8(data: bytes) -> tuple[str, Remarks] | None:
    """Return UTF-8 with its stray bytes left out; None where it has more of those than letters.

    A stray byte is a remark, not another alphabet.
    """
    text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", errors="surrogateescape")
    stray = sum("\udc80" <= letter <= "\udcff" for letter in text)
    letters = sum(letter > "\x7f" for letter in text) - stray
    if letters < stray:
        return None
    remarks = [
        (number, "a byte that is no letter was left out")
        for number, line in enumerate(with_plain_line_ends(text).split("\n"), 1)
        if any("\udc80" <= letter <= "\udcff" for letter in line)
    ]
    return "".join(letter for letter in text if not "\udc80" <= letter <= "\udcff"), remarks


def _binary(name: str) -> InputError:
    if name.lower().endswith(_OF_WORD):
        return InputError(f"{name} is a damaged Word document", _SAVE_AS_WORD)
    return InputError(f"{name} is not text", _SAVE_AS_TEXT)
