"""The bytes of a document as text."""

from typing import Final

from hmic_tracker.errors import InputError

LARGEST: Final = 10 * 1024 * 1024
"""10 MB: a committee paper is a few hundred kilobytes at most."""

_SAVE_AS_TEXT: Final = (
    "save it as plain text (in Word: Save As, Plain Text), or paste it: tracker import -"
)
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


def decode(data: bytes, name: str) -> str:
    r"""The text of a document, its line ends as "\n" and without a byte order mark.

    UTF-8 is tried first, then Windows-1252 as older text has it; `name` is what messages call the
    document. Raises InputError where it is empty, binary or over 10 MB.
    """
    if len(data) > LARGEST:
        raise InputError(
            f"{name} is over 10 MB", "import the report's text without its attachments"
        )
    for magic, (problem, hint) in _BINARY.items():
        if data.startswith(magic):
            raise InputError(f"{name} {problem}", hint)
    text = with_plain_line_ends(_as_text(data, name))
    if not text.strip():
        raise InputError(f"{name} is empty", "give a file with the report's text, or - to paste it")
    return text


def with_plain_line_ends(text: str) -> str:
    r"""The text with every line end as "\n"."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _as_text(data: bytes, name: str) -> str:
    if data.startswith(_UTF_16):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise _binary(name) from None
    if b"\0" in data:
        raise _binary(name)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Five bytes mean nothing in Windows-1252; a stray one is no reason to refuse a report.
        return data.decode("cp1252", errors="replace")


def _binary(name: str) -> InputError:
    return InputError(f"{name} is not text", _SAVE_AS_TEXT)
