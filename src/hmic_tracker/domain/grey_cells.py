"""The cells of a workbook that only tell: whether they came back as they were sent."""

from collections.abc import Iterator
from datetime import date

from hmic_tracker.domain.answer_rows import SentItem
from hmic_tracker.domain.answers import Answer
from hmic_tracker.domain.dates import deadline, say_due, valid_due
from hmic_tracker.domain.sendings import Sending
from hmic_tracker.domain.words import folded


def altered_cells(sending: Sending, sent: SentItem, answer: Answer) -> list[tuple[str, str]]:
    """The grey cells that came back changed: their keys and what stands there now.

    A cell is compared with what the record of the sending has of it; what that doesn't have is told
    by the item itself, where it can be, and not compared where it can't.
    """
    expected = {**dict(_shown(sending, sent)), **sent.row.values}
    return [
        (key, text)
        for key, text in answer.grey.items()
        if key in expected and not _is_same(expected[key], text)
    ]


def _shown(sending: Sending, sent: SentItem) -> Iterator[tuple[str, str]]:
    """What the cells said, as far as it can be known."""
    if len(sent.row.ids) == 1 and sent.step is None and sent.items and sent.items[0].text:
        yield "text", sent.items[0].text
    due = sent.row.values.get("due")
    if due is not None:
        late = (sending.on - deadline(due)).days if valid_due(due) else 0
        yield "late", str(late) if late > 0 else ""


def _is_same(expected: str, came: str) -> bool:
    """Whether a cell says the same, however it writes dates, spaces and nothing."""
    if folded(expected) == folded(came):
        return True
    if valid_due(expected):
        forms = {expected, say_due(expected), deadline(expected).isoformat()}
        return folded(came) in {folded(form) for form in forms} or _same_day(expected, came)
    nothing = {"", "0", "-", "none", "no date"}
    return folded(expected) in nothing and folded(came) in nothing


def _same_day(expected: str, came: str) -> bool:
    """Whether a text is the same day, as programs write days: "2008-09-30 00:00:00"."""
    from hmic_tracker.domain.date_parsing import parse_due
    from hmic_tracker.errors import InputError

    try:
        due = parse_due(came.removesuffix(" 00:00:00"), date(2000, 1, 1))
    except InputError:
        return False
    return deadline(due) == deadline(expected)
