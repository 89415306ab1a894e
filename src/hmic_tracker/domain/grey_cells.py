"""The cells of a workbook that were filled in: whether they came back as they were sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from hmic_tracker.domain.answer_cells import says_nothing
from hmic_tracker.domain.answer_rows import is_as_sent
from hmic_tracker.domain.date_parsing import parse_due
from hmic_tracker.domain.dates import deadline, say_due, valid_due
from hmic_tracker.domain.row_values import is_unknown, row_values
from hmic_tracker.domain.words import count_of, folded
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.answer_rows import SentItem
    from hmic_tracker.domain.answers import Answer
    from hmic_tracker.domain.sendings import Sending


def altered_cells(sending: Sending, sent: SentItem, answer: Answer) -> list[tuple[str, str]]:
    """The grey cells that came back changed: their keys and what stands there now.

    They are compared with what was sent: the values of the record, and what follows from them. A
    cell of which nobody knows that is not compared.
    """
    return [
        (key, came)
        for key, expected in _cells(sending, sent)
        if (came := answer.grey.get(key)) is not None and not _is_same(expected, came)
    ]


def without_old_values(sending: Sending, sent: SentItem, answer: Answer) -> Answer:
    """The answer without cells that hold what was sent in them, below a head that was changed."""
    if not (answer.missing and answer.remarks):
        return answer
    old = [text for key, text in _cells(sending, sent) if key in answer.missing]
    filled = [key for key in ("how_far", "done") if key in answer.missing]
    kept = [
        (head, text)
        for head, text in answer.remarks
        if not says_nothing(text)
        and not any(is_as_sent(key, text, sent.row) for key in filled)
        and not any(_is_same(each, text) for each in old)
    ]
    return answer._replace(remarks=tuple(kept))


def _cells(sending: Sending, sent: SentItem) -> Iterator[tuple[str, str]]:
    """What the cells had, as far as it can be known."""
    text = _text(sent)
    if text:
        yield "text", text
    if is_unknown(sent.row.values):
        if sent.items:
            yield "due", row_values(sent.items, sent.step)["due"]
        return
    due = sent.row.values.get("due", "")
    yield "due", due
    late = (sending.on - deadline(due)).days if valid_due(due) else 0
    yield "late", str(late) if late > 0 else ""
    yield "last", sent.row.values.get("last_answer", "")


def _text(sent: SentItem) -> str:
    """The words of the inspectors, as a workbook has them; "" where they are not known."""
    if not sent.items:
        return ""
    item, many = sent.items[0], len(sent.row.ids)
    if many > 1:
        return f"{count_of(many, item.kind)}, text not published"
    if sent.step is None:
        return item.text or item.title
    step = next((each for each in item.actions if each.n == sent.step), None)
    return f"{item.text or item.title} Your step: {step.text or step.n}" if step else ""


def _is_same(expected: str, came: str) -> bool:
    """Whether a cell has the same, however it writes dates, spaces and nothing."""
    mine, theirs = folded(expected), folded(came)
    if mine == theirs or (mine.endswith("text not published") and theirs.startswith(mine)):
        return True
    if valid_due(expected):
        return theirs == folded(say_due(expected)) or _same_day(expected, came)
    nothing = {"", "0", "-", "none", "no date"}
    return mine in nothing and theirs in nothing


def _same_day(expected: str, came: str) -> bool:
    """Whether a text is the same day, as programs write days: "2008-09-30 00:00:00"."""
    try:
        due = parse_due(came.removesuffix(" 00:00:00"), date(2000, 1, 1))
    except InputError:
        return False
    return deadline(due) == deadline(expected)
