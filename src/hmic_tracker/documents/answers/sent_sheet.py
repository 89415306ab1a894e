"""The sheet that nobody sees of an answer workbook: which sending it is, and what it had of a row.

What stands there may have been changed by anybody. It is believed only where the plan's own record
of the sending is lost, and then it is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, date, datetime

from hmic_tracker.domain.answer_cells import read_row_name
from hmic_tracker.domain.items import ID_PATTERN
from hmic_tracker.domain.part_keys import is_key
from hmic_tracker.domain.sendings import Sending, SentRow
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.answers.cells import CellSheet

_HEAD: Final = ("item", "ids", "uids", "step")
_NUMBER: Final = re.compile(r"(\d{1,9})(?:-([a-z0-9]{1,32}))?", re.ASCII)
_PRINTED: Final = re.compile(r"\bWorkbook (\d{1,9}(?:-[a-z0-9]{1,32})?)(?![\w-])", re.ASCII)
_KEY: Final = re.compile(r"[a-z_]{1,32}", re.ASCII)
_LONGEST_NAME: Final = 200


class SentSheet(NamedTuple):
    """What a workbook has of its sending; `plan` is the organisation whose plan it is of."""

    sending: Sending
    plan: str = ""


def read_sent_sheet(sheets: Sequence[CellSheet]) -> SentSheet | None:
    """What the hidden sheet of a workbook says, whatever it is called; None where none does."""
    for sheet in sheets:
        if sheet.is_hidden and (known := _sent_sheet(sheet)):
            return known
    return None


def printed_number(texts: Sequence[str]) -> tuple[int, str] | None:
    """The sending that the texts above the heads name: "Workbook 3-plm5hb7p"."""
    for text in texts:
        if match := _PRINTED.search(text):
            return parse_number(match[1])
    return None


def parse_number(text: str) -> tuple[int, str] | None:
    """The number of a sending, and the command that made it where it is named."""
    match = _NUMBER.fullmatch(text.strip())
    return (int(match[1]), match[2] or "") if match else None


def _sent_sheet(sheet: CellSheet) -> SentSheet | None:
    pairs: dict[str, str] = {}
    rows: list[SentRow] = []
    keys: list[str] | None = None
    for row in sheet.rows:
        cells = [*row.cells, "", "", "", ""]
        if keys is not None:
            rows += filter(None, [_row(cells, keys)])
        elif tuple(cells[:4]) == _HEAD:
            keys = [key for key in row.cells[4:] if _KEY.fullmatch(key)]
        elif cells[0]:
            pairs.setdefault(cells[0], cells[1][:_LONGEST_NAME])
    number, on = parse_number(pairs.get("sending", "")), _day(pairs.get("sent", ""))
    if keys is None or number is None or on is None or not pairs.get("owner"):
        return None
    moment = datetime(on.year, on.month, on.day, tzinfo=UTC)
    sending = Sending(
        *(number[0], on, moment, "", number[1], pairs["owner"]),
        answer_by=_day(pairs.get("answer_by", "")),
        rows=tuple(rows),
    )
    return SentSheet(sending, pairs.get("plan", ""))


def _row(cells: Sequence[str], keys: Sequence[str]) -> SentRow | None:
    """A row that was sent; None where it names what can be no item."""
    ids, uids, step = tuple(cells[1].split()), tuple(cells[2].split()), cells[3] or None
    fits = ids and len(ids) == len(uids) and all(map(ID_PATTERN.fullmatch, (*ids, *uids)))
    if not fits or (step is not None and not is_key(step)):
        return None
    values = {key: text for key, text in zip(keys, cells[4:], strict=False) if text}
    name = read_row_name(cells[0]) if step else None
    return SentRow(ids, uids, step, values, name.step if name else None)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None
