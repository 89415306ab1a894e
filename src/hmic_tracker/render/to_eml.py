"""A mail as a file that opens as a draft, and as text for `sendmail -t`.

Nothing random and no clock: the same mail on the same day has the same bytes.
"""

from __future__ import annotations

import re
from base64 import b64encode
from datetime import date, datetime
from email import policy
from email.errors import MessageError
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.parser import BytesParser
from hashlib import sha256

from hmic_tracker.domain.people import is_mail
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import Final, NamedTuple
from hmic_tracker.render.escaping import header_text, visible
from hmic_tracker.render.to_ics import NOON

ATTACHMENT: Final = "deadlines.ics"
_WORKBOOK: Final = "vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_ENCODED: Final = 39  # bytes of an encoded word; its line has at most 74 columns
_LONGEST_NAME: Final = 120
_LONGEST_DOMAIN: Final = 60
_DOT_ATOM: Final = re.compile(
    r"[A-Za-z0-9_+][A-Za-z0-9!#$%&'*+/=?^_`{|}~-]*(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@[A-Za-z0-9][A-Za-z0-9-]*(?:\.[A-Za-z0-9][A-Za-z0-9-]*)*",
    re.ASCII,
)
# A line that is a dot alone ends a mail for some programs, and one with "From " begins one.
_MISTAKEN: Final = re.compile(r"^(?:\.(?=\r?$)|F(?=rom ))", re.MULTILINE)


class Address(NamedTuple):
    """A mail address, with the name that stands before it where there is one."""

    mail: str
    name: str = ""


class Mail(NamedTuple):
    """What a mail says, in two forms, with a calendar and a workbook where there are; of a day.

    A subject of up to 69 characters stands on one line. `workbook` is its file's name and bytes,
    `copy` who gets it besides.
    """

    subject: str
    text: str
    html: str
    day: date
    calendar: str | None = None
    to: Address | None = None
    sender: Address | None = None
    workbook: tuple[str, bytes] | None = None
    copy: Address | None = None


def address_of(mail: str | None, name: str = "") -> Address | None:
    """The address as it can stand in a header, None where it can't.

    A name with a control character, with "=?" (an encoded word, RFC 2047) or of great length is
    left out: the address says enough.
    """
    if mail is None or not is_mail(mail) or not _DOT_ATOM.fullmatch(mail):
        return None
    shown = " ".join(name.split()) if visible(name) == name and "=?" not in name else ""
    return Address(mail, shown if len(shown) <= _LONGEST_NAME else "")


def sender_of(text: str) -> Address:
    """Whom a mail is from: "plan@example.org" or "Liaison Office <plan@example.org>".

    Raises InputError for a text that can't stand in a header.
    """
    name, bracket, rest = text.strip().rpartition("<")
    mail = rest[:-1] if bracket and rest.endswith(">") else text.strip()
    plain = name.strip().removeprefix('"').removesuffix('"').strip()
    sender = address_of(mail, plain)
    if sender is None or sender.name != " ".join(plain.split()):
        raise InputError(
            f"'{text[:80]}' can't be whom a mail is from",
            "write plan@example.org, or 'Liaison Office <plan@example.org>'",
        )
    return sender


def draw(mail: Mail) -> bytes:
    r"""The mail as a file, ASCII, lines ending in "\r\n"; X-Unsent makes it open as a draft.

    It is read back before it is given: a name that would come back as anything else is left out.
    """
    for to in (mail.to, mail.to and mail.to._replace(name="")):
        for sender in (mail.sender, mail.sender and mail.sender._replace(name="")):
            for copy in (mail.copy, mail.copy and mail.copy._replace(name="")):
                data = _made(mail._replace(to=to, sender=sender, copy=copy))
                if data is not None:
                    return data
    raise AssertionError("a mail whose addresses have no names can always be written")


def for_sendmail(data: bytes) -> str:
    r"""A mail as `sendmail -t` takes it on standard input: lines end in "\n"."""
    return data.decode("ascii").replace("\r\n", "\n")


def _made(mail: Mail) -> bytes | None:
    """The mail's bytes, None where a header doesn't read back as it was meant."""
    seed = sha256(repr(mail).encode("utf-8", "backslashreplace")).hexdigest()
    message = EmailMessage(policy=policy.SMTP)
    own = b"" if header_text(mail.subject).isascii() else _encoded_subject(mail.subject)
    try:
        for name, value in _headers(mail, seed):
            if not (own and name == "Subject"):
                message[name] = value
        _fill(message, mail, seed)
        data = own + message.as_bytes()
    except (MessageError, ValueError, IndexError):  # the library's own faults with folding
        return None
    return data if _reads_back(data, mail, seed) else None


def _encoded_subject(subject: str) -> bytes:
    """The header of a subject with letters beyond ASCII, as encoded words (RFC 2047).

    The library loses or adds a space where it folds such a text with signs of its own syntax in it.
    """
    words, chunk = list[bytes](), b""
    for letter in header_text(subject):
        data = letter.encode()
        if len(chunk + data) > _ENCODED:
            words.append(chunk)
            chunk = b""
        chunk += data
    texts = (b"=?utf-8?b?" + b64encode(word) + b"?=" for word in (*words, chunk))
    return b"Subject: " + b"\r\n ".join(texts) + b"\r\n"


def _headers(mail: Mail, seed: str) -> list[tuple[str, str | Mailbox | datetime]]:
    boxes = [
        (name, Mailbox(display_name=address.name, addr_spec=address.mail))
        for name, address in (("From", mail.sender), ("To", mail.to), ("Cc", mail.copy))
        if address
    ]
    return [
        ("Subject", header_text(mail.subject)),
        *boxes,
        ("Date", datetime.combine(mail.day, NOON)),
        ("Message-ID", _message_id(mail, seed)),
        ("X-Unsent", "1"),
    ]


def _message_id(mail: Mail, seed: str) -> str:
    domain = mail.sender.mail.rpartition("@")[2] if mail.sender else ""
    return f"<{seed[:32]}@{domain if 0 < len(domain) <= _LONGEST_DOMAIN else 'tracker.invalid'}>"


def _fill(message: EmailMessage, mail: Mail, seed: str) -> None:
    message.epilogue = ""  # the last boundary ends its line
    message.set_content(mail.text, cte="quoted-printable")
    message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    if mail.workbook is not None:
        name, data = mail.workbook
        message.add_attachment(data, maintype="application", subtype=_WORKBOOK, filename=name)
    if mail.calendar is not None:
        message.add_attachment(mail.calendar, subtype="calendar", cte="base64", filename=ATTACHMENT)
    for number, part in enumerate(message.walk()):
        if part.is_multipart():
            # Neither encoding of the parts can have "=_" in it.
            part.set_boundary(f"=_{seed[32:56]}_{number}")
        elif part["Content-Transfer-Encoding"] == "quoted-printable":
            lines = str(part.get_payload())
            part.set_payload(_MISTAKEN.sub(lambda match: f"={ord(match[0]):02X}", lines))


def _reads_back(data: bytes, mail: Mail, seed: str) -> bool:
    """Whether the headers of the file say what was meant, each once, and nothing else."""
    if not data.isascii():
        return False
    message = BytesParser(policy=policy.SMTP).parsebytes(data, headersonly=True)
    expected = [(name, str(value)) for name, value in _headers(mail, seed) if name != "Date"]
    # The library may fold a long text before its first word.
    written = [(name, str(value).strip()) for name, value in message.items() if name != "Date"]
    boxes = [
        (box.display_name, box.addr_spec)
        for name in ("From", "To", "Cc")
        if name in message
        for box in message[name].addresses
    ]
    addresses = [(a.name, a.mail) for a in (mail.sender, mail.to, mail.copy) if a]
    return (
        [pair for pair in written if pair[0] not in {"MIME-Version", "Content-Type"}] == expected
        and len(message.keys()) == len(expected) + 3
        and boxes == addresses
    )
