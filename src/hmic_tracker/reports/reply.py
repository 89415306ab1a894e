"""What an owner is asked to send back: by when, for which board, on which rows."""

from typing import NamedTuple

from hmic_tracker.domain.answer_days import AnswerDay
from hmic_tracker.domain.sendings import Sending
from hmic_tracker.reports.answer_rows import AnswerRow
from hmic_tracker.reports.answers import SentState


class Reply(NamedTuple):
    """What the mail says of the answer; `before` is what came back of the sending before."""

    by: AnswerDay
    rows: tuple[AnswerRow, ...]
    has_form: bool = True
    before: SentState | None = None


class Outgoing(NamedTuple):
    """What goes to an owner: the names of its files, what is asked, and the log's sending.

    Without a workbook `workbook` is None; `sending` is None where nothing is in the log.
    """

    file: str
    workbook: str | None
    reply: Reply
    sending: Sending | None
