"""What an owner is asked to send back: by when, for which board, on which rows."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.answer_days import AnswerDay
    from hmic_tracker.domain.sendings import Sending
    from hmic_tracker.reports.answer_rows import AnswerRow
    from hmic_tracker.reports.mail_contact import Contact
    from hmic_tracker.reports.since_sent import SinceSent


class Reply(NamedTuple):
    """What the mail says of the answer.

    `since` is what came back of the mail before, and what happened after it; `contact` answers
    questions.
    """

    by: AnswerDay
    rows: tuple[AnswerRow, ...]
    has_form: bool = True
    since: SinceSent | None = None
    contact: Contact | None = None


class Outgoing(NamedTuple):
    """What goes to an owner: the names of its files, what is asked, and the log's sending.

    Without a folder `file` is None, without a workbook `workbook`; `sending` is None where nothing
    is in the log.
    """

    reply: Reply
    file: str | None = None
    workbook: str | None = None
    sending: Sending | None = None
