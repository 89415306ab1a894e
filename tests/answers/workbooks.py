"""Answer workbooks as they are sent, made with openpyxl, and filled in as leads do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from hmic_tracker.domain.answer_cells import row_label
from hmic_tracker.domain.answers import GREY, YELLOW
from hmic_tracker.domain.dates import deadline, say_day
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.row_values import row_values, step_key
from hmic_tracker.domain.sendings import HOW_FAR, Sending, SentRow
from hmic_tracker.domain.words import count_of

HEADS: Final = ("Item", *GREY.values(), *YELLOW.values())
HEAD_ROW: Final = 3


def sent_row(items: Iterable[Item], step: int | None = None) -> SentRow:
    """What a workbook has of items; what is empty is left out."""
    several = list(items)
    key = None if step is None else step_key(several[0], step)
    values = {name: text for name, text in row_values(several, step).items() if text}
    return SentRow(tuple(i.id for i in several), tuple(i.uid for i in several), key, values)


def make_workbook(sending: Sending, plan: Plan, organisation: str = "Example Police") -> Workbook:
    """The workbook of a sending, as it goes out."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Answers"
    sheet.append([f"OFFICIAL   {sending.owner}   Please return by Fri 5 Dec 2008"])
    name = f"{sending.n}-{sending.op}"
    sheet.append([f"Fill in yellow. Leave blank what hasn't changed. Workbook {name}."])
    sheet.append(list(HEADS))
    by_uid = {item.uid: item for item in plan.items}
    record = book.create_sheet("Sent")
    record.sheet_state = "veryHidden"
    keys = sorted({key for row in sending.rows for key in row.values})
    for pair in (("plan", organisation), ("sending", name), ("owner", sending.owner)):
        record.append(list(pair))
    record.append(["sent", sending.on.isoformat()])
    record.append(["item", "ids", "uids", "step", *keys])
    for row in sending.rows:
        items = [by_uid[uid] for uid in row.uids]
        step = next((a.n for a in items[0].actions if step_key(items[0], a.n) == row.step), None)
        label = row_label(row.ids, step)
        due = row.values.get("due", "")
        last = deadline(due) if due else None
        late = (sending.on - last).days if last else 0
        text = items[0].text or items[0].title
        if len(items) > 1:
            text = f"{count_of(len(items), items[0].kind)}, text not published (Domestic Violence)"
        if step is not None:
            text += f"\n\nYour step: {items[0].actions[step - 1].text}"
        far = HOW_FAR.get(row.values.get("progress", ""), None)  # type: ignore[call-overload]
        done: Any = int(row.values["done"]) if len(items) > 1 else "-"
        shown: Any = last if last and len(due) > 7 else say_day(last)[-8:] if last else None
        sheet.append(
            [
                label,
                text,
                shown,
                late if late > 0 else None,
                row.values.get("last_answer"),
                far,
                done,
            ]
        )
        values = [row.values.get(key, "") for key in keys]
        record.append([label, " ".join(row.ids), " ".join(row.uids), row.step or "", *values])
    return book


def fill(book: Workbook, answers: Mapping[str, Mapping[str, Any]]) -> Workbook:
    """The workbook with cells typed into, by the item and the head's key."""
    sheet = book["Answers"]
    for row in sheet.iter_rows(min_row=HEAD_ROW + 1):
        for key, value in answers.get(str(row[0].value), {}).items():
            row[column_of(key)].value = value
    return book


def column_of(key: str) -> int:
    """The place of a column by its key, from 0."""
    return HEADS.index({"item": "Item", **GREY, **YELLOW}[key])


def saved(book: Workbook) -> bytes:
    """The workbook as the bytes of a file."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def opened(data: bytes) -> Workbook:
    """The workbook in a file."""
    return load_workbook(BytesIO(data))


SENT_ON: Final = date(2008, 11, 24)
