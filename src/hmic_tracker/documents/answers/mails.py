"""Mails as their parts: who sent them when, what they say, what is attached, what they pass on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser

from hmic_tracker.documents.answers.mail_html import text_of_html
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final, NamedTuple

DEEPEST: Final = 5
"""So many mails in mails are opened: forwarded by one to the next."""
MOST_PARTS: Final = 500
_HEADERS: Final = re.compile(
    r"^(From|To|Subject|Date|Received|MIME-Version|Message-ID):", re.MULTILINE | re.IGNORECASE
)
_SECRET: Final = frozenset(
    {"application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted"}
)
_DEEP: Final = 20
_LONGEST_TEXT: Final = 1_000_000
_WAY_ON: Final = "save the workbook out of the mail, and receive that"


class Attachment(NamedTuple):
    """A file that is attached."""

    name: str
    data: bytes


class SavedMail(NamedTuple):
    """A mail: the address and the name it is from, its subject, day and text, and what is in it.

    `mails` are those that it passes on whole.
    """

    address: str = ""
    name: str = ""
    subject: str = ""
    on: date | None = None
    text: str = ""
    attachments: tuple[Attachment, ...] = ()
    mails: tuple[SavedMail, ...] = ()
    is_encrypted: bool = False


def is_eml(data: bytes, name: str) -> bool:
    """Whether a file is a mail as most programs save it."""
    if name.lower().endswith(".eml"):
        return True
    head = data[:4096].decode("latin-1")
    return len({each.lower() for each in _HEADERS.findall(head)}) >= 3


def read_eml(data: bytes, name: str) -> SavedMail:
    """Read a mail; raises InputError where it is too deep or has too many parts."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        if not isinstance(message, EmailMessage):
            raise TypeError
        return _mail(message, name, 0)
    except RecursionError:
        raise InputError(f"{name} is nested too deeply to be read", _WAY_ON) from None
    except (LookupError, TypeError, ValueError, AttributeError):
        raise InputError(f"{name} is damaged: it can't be read as a mail", _WAY_ON) from None


def _mail(message: EmailMessage, name: str, depth: int) -> SavedMail:
    address, sender = _sender(message)
    texts: dict[str, list[str]] = {"plain": [], "html": []}
    attachments: list[Attachment] = []
    mails: list[SavedMail] = []
    encrypted = False
    for part in _parts(message, name):
        kind, file = part.get_content_type(), str(part.get_filename() or "")
        if kind == "message/rfc822" or file.lower().endswith(".eml"):
            inner = _inner(part)
            if inner is not None and depth < DEEPEST:
                mails.append(_mail(inner, name, depth + 1))
        elif kind in {"text/plain", "text/html"} and not part.is_attachment() and not file:
            texts[kind.partition("/")[2]].append(_content(part)[:_LONGEST_TEXT])
        elif kind in _SECRET:
            encrypted = True
        elif file:
            attachments.append(Attachment(file, _bytes(part)))
    text = "\n".join(texts["plain"])
    if not text.strip() and texts["html"]:
        text = text_of_html("\n".join(texts["html"]))
    subject = str(message.get("Subject", ""))[:1000]
    return SavedMail(
        *(address, sender, subject, _day(message), text),
        *(tuple(attachments), tuple(mails), encrypted),
    )


def _parts(message: EmailMessage, name: str) -> Iterator[EmailMessage]:
    """The parts that hold something, in their order; what a mail passes on is not opened here."""
    waiting: list[tuple[EmailMessage, int]] = [(message, 0)]
    number = 0
    while waiting:
        part, depth = waiting.pop(0)
        number += 1
        if number > MOST_PARTS or depth > _DEEP:
            raise InputError(f"{name} has too many parts to be read", _WAY_ON)
        if part.get_content_maintype() == "multipart":
            parts = [each for each in part.iter_parts() if isinstance(each, EmailMessage)]
            waiting = [*((each, depth + 1) for each in parts), *waiting]
        else:
            yield part


def _inner(part: EmailMessage) -> EmailMessage | None:
    """The mail that a part holds."""
    payload = part.get_payload()
    if isinstance(payload, list) and payload and isinstance(payload[0], EmailMessage):
        return payload[0]
    inner = BytesParser(policy=policy.default).parsebytes(_bytes(part))
    return inner if isinstance(inner, EmailMessage) else None


def _content(part: EmailMessage) -> str:
    try:
        return str(part.get_content())
    except (LookupError, ValueError):  # a charset that nobody knows
        return _bytes(part).decode("utf-8", "replace")


def _bytes(part: EmailMessage) -> bytes:
    data = part.get_payload(decode=True)
    return data if isinstance(data, bytes) else b""


def _sender(message: EmailMessage) -> tuple[str, str]:
    header = message.get("From")
    boxes = getattr(header, "addresses", ())
    if boxes:
        return boxes[0].addr_spec, boxes[0].display_name
    return "", str(header or "")[:200]


def _day(message: EmailMessage) -> date | None:
    moment = getattr(message.get("Date"), "datetime", None)
    return moment.date() if isinstance(moment, datetime) else None
