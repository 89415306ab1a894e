"""What the files of a bundle are called: short, of plain letters, and like no other.

A reference in the plan is text from outside. Of it a name keeps what no system, shell or reader can
take for anything but a name; where nothing is left, the file's number names it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from hmic_tracker.light_typing import Final

_LONGEST_STEM: Final = 40
_LONGEST_FOLDER: Final = 64
_OTHERS: Final = re.compile(r"[^A-Za-z0-9]+")
_EXTENSION: Final = re.compile(r"\.([A-Za-z0-9]{1,5})\s*$", re.ASCII)
_RESERVED: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE | re.ASCII)
"""Names that are devices on Windows, whatever comes after a dot."""
OPENED: Final = frozenset(
    (
        *("pdf", "txt", "csv", "md", "rtf", "doc", "docx", "odt", "xls", "xlsx", "ods", "ppt"),
        *("pptx", "odp", "eml", "msg", "png", "jpg", "jpeg", "gif", "tif", "tiff", "webp", "heic"),
        *("mp3", "mp4", "m4a", "wav", "mov", "zip", "json", "toml", "vsdx", "mpp", "log", "ics"),
    )
)
"""The kinds of files that keep their ending: what they hold is read, never run or drawn as a page.

Any other has `.bin` behind its name, so that a double click neither runs it nor takes it for a web
page of whoever gives the bundle.
"""


def file_name(n: int, reference: str) -> str:
    """The name of a file by its number in its item: "2-minutes-of-3-nov.pdf"."""
    last = re.split(r"[/\\:]", unicodedata.normalize("NFKC", reference).rstrip("/\\: ."))[-1]
    match = _EXTENSION.search(last)
    stem = plain_name(last[: match.start()] if match else last)[:_LONGEST_STEM].strip("-")
    ending = f".{match[1].lower()}" if match else ""
    if ending.removeprefix(".") not in OPENED:
        ending += ".bin"
    return f"{n}-{stem}{ending}" if stem else f"{n}{ending}"


def folder_name(item_id: str, used: Container[str]) -> str:
    """The name of an item's folder, unlike those in use, which are in lower case."""
    name = plain_name(item_id)[:_LONGEST_FOLDER] or "item"
    name = f"item-{name}" if _RESERVED.match(name) else name
    made, n = name, 1
    while made.lower() in used:
        n += 1
        made = f"{name}-{n}"
    return made


def plain_name(text: str) -> str:
    """The letters and digits of a text as ASCII has them, what is between them as hyphens."""
    bare = unicodedata.normalize("NFKD", text)
    ascii_text = "".join(sign if sign.isascii() else "" for sign in bare if not _is_mark(sign))
    return _OTHERS.sub("-", ascii_text).strip("-")


def _is_mark(sign: str) -> bool:
    return unicodedata.combining(sign) > 0
