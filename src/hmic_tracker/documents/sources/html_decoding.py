"""The bytes of a page as text: by its byte order mark, what it says, or UTF-8."""

from __future__ import annotations

import codecs
import re

from hmic_tracker.documents.blocks import NOWHERE, Place
from hmic_tracker.light_typing import Final

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED: Final = re.compile(
    rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?([A-Za-z0-9_.:-]{1,40})"""
)
_HEAD: Final = 4096
_STRAY: Final = 0.001
"""Wrong bytes for each byte of the page, up to which they are slips and no other alphabet."""

Remarks = tuple[tuple[Place, str], ...]


def decode_page(data: bytes) -> tuple[str, Remarks]:
    """The text of a page, and remarks on bytes that could not be read."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    return _decoded(data, _declared(data[:_HEAD]))


def _declared(head: bytes) -> str:
    """The encoding that a page declares, as browsers understand it."""
    match = _DECLARED.search(head)
    name = match[1].decode("ascii").lower() if match else "utf-8"
    if name in {"iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii", "windows-1252"}:
        return "cp1252"
    try:
        info = codecs.lookup(name)
    except LookupError:
        return "utf-8"
    # A page that could be searched for these words is in no encoding of two bytes a letter.
    is_text = getattr(info, "_is_text_encoding", True)
    return info.name if is_text and not info.name.startswith(("utf-16", "utf-32")) else "utf-8"


def _decoded(data: bytes, encoding: str) -> tuple[str, Remarks]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError as error:
        text = data.decode(encoding, errors="replace")
        wrong = text.count("\ufffd")
        if encoding == "utf-8" and wrong > max(3, len(data) * _STRAY):
            return data.decode("cp1252", errors="replace"), ()
        remark = f"byte {error.start + 1} is no {encoding.upper()} and left out"
        if wrong > 1:
            remark = f"{wrong} bytes are no {encoding.upper()} and left out"
        return text.replace("\ufffd", ""), ((NOWHERE, remark),)
