"""Mails as Outlook saves them (.msg), read in a process of its own.

They are OLE files: a stream for each property, named after its number and its type, and a storage
for each attachment.
"""

from __future__ import annotations

import base64
import re
from email import policy
from email.parser import BytesHeaderParser
from io import BytesIO

from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Any, Final

_SUBJECT, _BODY, _HTML, _HEADERS = "0037", "1000", "1013", "007D"
_SENDER, _SMTP, _ADDRESS = "0C1A", "5D01", "0C1F"
_FILE, _LONG_NAME, _SHORT_NAME = "3701", "3707", "3704"
_ATTACHMENT: Final = re.compile(r"__attach_version1\.0_#[0-9A-Fa-f]{8}")
_EMBEDDED: Final = "__substg1.0_3701000D"
_DEEPEST: Final = 5
_MOST_ATTACHMENTS: Final = 500
_LARGEST: Final = 50 * 1024 * 1024
_CODE_PAGE: Final = "cp1252"
Mail = dict[str, Any]


def make(data: bytes, name: str) -> Mail:
    """A mail as values of JSON, its attachments in base 64; raises InputError."""
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(data)) as ole:
            return _mail(ole, [], 0)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        raise InputError(
            f"{name} is damaged: it can't be read as a mail",
            "save the workbook out of the mail, and receive that",
        ) from None


def _mail(ole: Any, place: list[str], depth: int) -> Mail:
    headers = _text(ole, place, _HEADERS)
    html = _stream(ole, [*place, f"__substg1.0_{_HTML}0102"]) or b""
    address = _text(ole, place, _SMTP) or _text(ole, place, _ADDRESS)
    mail: Mail = {
        "address": address if "@" in address else "",
        "name": _text(ole, place, _SENDER),
        "subject": _text(ole, place, _SUBJECT),
        "date": _date(headers),
        "text": _text(ole, place, _BODY),
        "html": html.decode("utf-8", "replace") or _text(ole, place, _HTML),
        "attachments": [],
        "mails": [],
    }
    for entry in _attachments(ole, place):
        inner = [*place, entry]
        if ole.exists([*inner, _EMBEDDED]):
            if depth < _DEEPEST:
                mail["mails"].append(_mail(ole, [*inner, _EMBEDDED], depth + 1))
            continue
        file = _stream(ole, [*inner, f"__substg1.0_{_FILE}0102"])
        if file is not None:
            title = _text(ole, inner, _LONG_NAME) or _text(ole, inner, _SHORT_NAME)
            encoded = base64.b64encode(file).decode("ascii")
            mail["attachments"].append({"name": title, "data": encoded})
    return mail


def _attachments(ole: Any, place: list[str]) -> list[str]:
    """The names of the storages that hold a mail's own attachments."""
    depth = len(place)
    names = {
        path[depth]
        for path in ole.listdir(streams=True, storages=False)
        if path[:depth] == place and len(path) > depth + 1 and _ATTACHMENT.fullmatch(path[depth])
    }
    return sorted(names)[:_MOST_ATTACHMENTS]


def _text(ole: Any, place: list[str], key: str) -> str:
    """A property that is a text: UTF-16, or of a code page."""
    data = _stream(ole, [*place, f"__substg1.0_{key}001F"])
    if data is not None:
        return data.decode("utf-16-le", "replace").rstrip("\0")
    data = _stream(ole, [*place, f"__substg1.0_{key}001E"])
    return (data or b"").decode(_CODE_PAGE, "replace").rstrip("\0")


def _stream(ole: Any, path: list[str]) -> bytes | None:
    if not ole.exists(path):
        return None
    with ole.openstream(path) as stream:
        data: bytes = stream.read(_LARGEST)
    return data


def _date(headers: str) -> str:
    """The day in the headers that came with a mail, "" where there are none."""
    data = headers.encode("utf-8", "replace")
    message = BytesHeaderParser(policy=policy.default).parsebytes(data)
    moment = getattr(message.get("Date"), "datetime", None)
    return moment.date().isoformat() if moment else ""
