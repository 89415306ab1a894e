"""A file that came back, whatever it is: the workbooks and the mails in it."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from datetime import date

from hmic_tracker.documents.answers.answer_sheet import read_answers
from hmic_tracker.documents.answers.cells import (
    OLD_OFFICE,
    is_workbook,
    read_in_child,
    read_sheets,
    text_of,
)
from hmic_tracker.documents.answers.mail_html import text_of_html
from hmic_tracker.documents.answers.mails import (
    DEEPEST,
    Attachment,
    SavedMail,
    is_eml,
    read_eml,
)
from hmic_tracker.documents.answers.sent_sheet import printed_number, read_sent_sheet
from hmic_tracker.documents.sources.source_registry import is_pdf
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.answers import Answer
    from hmic_tracker.domain.sendings import Sending

LARGEST: Final = 50 * 1024 * 1024
ENDINGS: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".csv", ".eml", ".msg", ".txt")
"""How the names of files end that can hold answers."""
_TABLES: Final = (".csv", ".tsv")
_LINK: Final = re.compile(
    r"https?://[^\s>\"']*(?:sharepoint|1drv\.ms|onedrive|office\.com|docs\.google|dropbox|box\.com)"
    r"[^\s>\"']*|^\s*URL=|<string>https?://",
    re.IGNORECASE | re.MULTILINE,
)
_SAVE_MAIL: Final = "save the workbook out of the mail, and receive that"
_LINK_FILES: Final = (".url", ".webloc", ".lnk")
_NO_FORM: Final = "a form has the columns Item, How far, What was done; a register: tracker import"


class Sender(NamedTuple):
    """Whom a mail is from, and on which day."""

    address: str = ""
    name: str = ""
    on: date | None = None


class ReturnedFile(NamedTuple):
    """A workbook or the text of a mail that came back.

    `answers` are those of a workbook, `body` the text of a mail. `sending` is what the workbook
    itself says of what was sent, `number` the sending that it names; `above` are texts above the
    heads. `senders` are those of the mails that it came in, the last one first.
    """

    name: str
    sha256: str
    answers: tuple[Answer, ...] = ()
    body: str = ""
    above: tuple[str, ...] = ()
    sending: Sending | None = None
    number: tuple[int, str] | None = None
    plan: str = ""
    senders: tuple[Sender, ...] = ()
    subject: str = ""
    remarks: tuple[str, ...] = ()


def read_returned(data: bytes, name: str) -> list[ReturnedFile]:
    """What came back in a file; raises InputError where it holds none, with the way on."""
    if len(data) > LARGEST:
        raise InputError(f"{name} is over 50 MB", "send the workbook alone, and receive that")
    if not data.strip():
        raise InputError(f"{name} is empty", "save what was sent back as a file, and receive that")
    if name.lower().endswith(_LINK_FILES):
        raise _only_a_link(name)
    if is_workbook(data) or name.lower().endswith(_TABLES):
        return [_workbook(data, name, ())]
    if is_pdf(data):
        raise InputError(
            f"{name} is a PDF, in which cells are only drawn",
            "ask for the workbook itself, or for a mail with a line an item",
        )
    if data.startswith(OLD_OFFICE):
        return _of_mail(_outlook_mail(read_in_child("saved mail", data, name, _SAVE_MAIL)), name)
    if is_eml(data, name):
        return _of_mail(read_eml(data, name), name)
    text = text_of(data, name)
    if _LINK.search(text) and len(text) < 2000:
        raise _only_a_link(name)
    return [ReturnedFile(name, _digest(data), body=text)]


def _workbook(data: bytes, name: str, senders: tuple[Sender, ...]) -> ReturnedFile:
    sheets = read_sheets(data, name)
    form = read_answers(sheets)
    if form is None:
        raise InputError(f"{name} is no answer workbook", _NO_FORM)
    sent = read_sent_sheet(sheets)
    number = (sent.sending.n, sent.sending.op) if sent else printed_number(form.above)
    return ReturnedFile(
        name,
        _digest(data),
        answers=form.answers,
        above=form.above,
        sending=sent.sending if sent else None,
        number=number,
        plan=sent.plan if sent else "",
        senders=senders,
        remarks=form.remarks,
    )


def _of_mail(mail: SavedMail, name: str) -> list[ReturnedFile]:
    """The workbooks of a mail and of those it passes on; without any, the texts."""
    remarks: list[str] = []
    workbooks = list(_workbooks(mail, (), remarks, 0))
    texts = list(_texts(mail, name, ()))
    if mail.is_encrypted and not workbooks:
        raise InputError(
            f"{name} is encrypted: its text and what is attached can't be seen",
            "open it in your mail program, save the workbook, and receive that",
        )
    first, *others = texts
    if not workbooks and _LINK.search(first.body):
        first = first._replace(remarks=("it has a link, which is not followed",))
    every = [*workbooks, first, *others]
    return [every[0]._replace(remarks=(*every[0].remarks, *remarks)), *every[1:]]


def _workbooks(
    mail: SavedMail, senders: tuple[Sender, ...], remarks: list[str], depth: int
) -> Iterator[ReturnedFile]:
    mine = (*senders, Sender(mail.address, mail.name, mail.on))
    for attached in mail.attachments:
        yield from _attached(attached, mine, remarks, depth)
    for inner in mail.mails:
        yield from _workbooks(inner, mine, remarks, depth)


def _attached(
    file: Attachment, senders: tuple[Sender, ...], remarks: list[str], depth: int
) -> Iterator[ReturnedFile]:
    """What an attached file holds; one that is no form is remarked on."""
    is_mail = file.data.startswith(OLD_OFFICE) and not is_workbook(file.data)
    if is_mail and depth < DEEPEST:
        inner = _outlook_mail(read_in_child("saved mail", file.data, file.name, _SAVE_MAIL))
        yield from _workbooks(inner, senders, remarks, depth + 1)
    elif is_workbook(file.data) or file.name.lower().endswith(_TABLES):
        try:
            yield _workbook(file.data, file.name, senders)
        except InputError as fault:
            remarks.append(f"{fault.message}; {fault.hint}")
    elif file.name.lower() == "winmail.dat":
        remarks.append("winmail.dat can't be read: save the workbook out of Outlook")
    elif not file.name.lower().endswith((".ics", ".png", ".jpg", ".gif")):
        remarks.append(f"attached and not read: {file.name[:80]}")


def _texts(mail: SavedMail, name: str, senders: tuple[Sender, ...]) -> Iterator[ReturnedFile]:
    """The text of a mail, then of those it passes on."""
    mine = (*senders, Sender(mail.address, mail.name, mail.on))
    digest = _digest(f"{mail.address}\n{mail.on}\n{mail.text}".encode("utf-8", "surrogatepass"))
    yield ReturnedFile(name, digest, body=mail.text, senders=mine, subject=mail.subject)
    for inner in mail.mails:
        yield from _texts(inner, name, mine)


def _outlook_mail(values: Any) -> SavedMail:
    """A mail as the child gives it."""
    attachments = tuple(
        Attachment(str(one["name"]), base64.b64decode(one["data"])) for one in values["attachments"]
    )
    text = values["text"]
    if not text.strip() and values["html"]:
        text = text_of_html(values["html"])
    return SavedMail(
        address=values["address"],
        name=values["name"],
        subject=values["subject"],
        on=date.fromisoformat(values["date"]) if values["date"] else None,
        text=text,
        attachments=attachments,
        mails=tuple(map(_outlook_mail, values["mails"])),
    )


def _only_a_link(name: str) -> InputError:
    return InputError(
        f"{name} is only a link to a workbook, and no link is followed",
        "open it, save a copy of the workbook (File, Save a Copy), and receive that",
    )


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
