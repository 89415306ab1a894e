"""The workbook that a lead fills in: grey is ours, yellow is theirs, and nothing is locked.

A row is known by its item's cell; a hidden sheet has for each what the plan's log has of it, and
the file's properties say which sending it is. What comes back changed in a grey cell is reported
when the answers are taken in, and never taken.
"""

from __future__ import annotations

from datetime import date
from io import BytesIO

from hmic_tracker.domain.dates import deadline, say_weekday
from hmic_tracker.domain.sendings import HOW_FAR
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.render import xlsx_parts
from hmic_tracker.render.xlsx_parts import Styles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from xlsxwriter.worksheet import Worksheet

    from hmic_tracker.reports.answer_rows import AnswerRow

ANSWERS: Final = "Answers"
"""The sheet that is filled in."""
RECORD: Final = "Sent"
"""The sheet that nobody sees, with what was sent."""
HEAD_ROW: Final = 2
"""Where the heads are: below whose it is, and how it is filled in."""
_RECORD_HEAD: Final = 5
"""Where the hidden sheet has its heads: below what it says of the sending."""
GREY: Final = ("Item", "What the inspectors said", "Due", "Days late", "What you last told us")
YELLOW: Final = (
    *("How far", "How many are done", "What was done", "What shows it", "New date"),
    "Why, and your name",
)
_WIDTHS: Final = (11, 36, 11, 7, 22, 12, 9, 26, 20, 12, 20)
_TEXT: Final = 1
"""The column of what the inspectors said: as wide as a text needs that no row could hold else."""
_WIDEST: Final = 60
_SMALL: Final = 8
"""The size of the letters of a text that no row could hold in that width; others have 10."""
_GREY_FILL: Final[dict[str, Any]] = {"bg_color": "#EDEDED", "border": 1, "border_color": "#A6A6A6"}
_YELLOW_FILL: Final[dict[str, Any]] = _GREY_FILL | {"bg_color": "#FFF2CC"}
_HEAD: Final[dict[str, Any]] = {"bold": True, "border": 1, "border_color": "#A6A6A6"}
_DATE: Final = "d mmm yyyy"


class Form(NamedTuple):
    """A workbook for an owner: the rows, by when they are answered, and which sending it is."""

    owner: str
    rows: tuple[AnswerRow, ...]
    answer_by: date
    day: date
    sending: str
    organisation: str | None = None
    marking: str | None = None


def draw(form: Form) -> bytes:
    """The workbook as the bytes of a file."""
    stream = BytesIO()
    with xlsx_parts.new_book(stream) as book:
        xlsx_parts.set_properties(
            book,
            f"Answers: {form.owner}",
            form.marking,
            form.day,
            plan=form.organisation or "",
            sending=form.sending,
        )
        styles = Styles(book)
        sheet = book.add_worksheet(ANSWERS)
        record = book.add_worksheet(RECORD)
        xlsx_parts.set_page(sheet, form.marking, HEAD_ROW)
        wide = _text_width(row.text for row in form.rows)
        _write_heads(sheet, form, styles, wide)
        for number, row in enumerate(form.rows, HEAD_ROW + 1):
            _write_row(sheet, number, row, styles, wide)
        xlsx_parts.set_page(record, form.marking, _RECORD_HEAD)  # whoever shows it may print it
        _write_record(record, form, styles)
        record.very_hidden()
        sheet.activate()
    return xlsx_parts.finished(stream)


def _text_width(texts: Iterable[str]) -> float:
    """How wide the column of the texts is, so that each stands whole in its row."""
    longest = max(texts, key=len, default="")
    widths = (_WIDTHS[_TEXT] + 2 * n for n in range((_WIDEST - _WIDTHS[_TEXT]) // 2))
    return next((width for width in widths if xlsx_parts.fits(longest, width)), _WIDEST)


def _write_heads(sheet: Worksheet, form: Form, styles: Styles, wide: float) -> None:
    widths = [wide if column == _TEXT else width for column, width in enumerate(_WIDTHS)]
    xlsx_parts.set_columns(sheet, widths, HEAD_ROW + len(form.rows))
    whose = (form.marking, form.owner, f"Please return by {say_weekday(form.answer_by)}")
    xlsx_parts.write(
        *(sheet, 0, 0, "   ".join(filter(None, whose)), styles),
        bold=True,
        font_size=12,
        text_wrap=False,
    )
    how = f"Fill in yellow. Leave blank what hasn't changed. How far: {', '.join(HOW_FAR.values())}"
    xlsx_parts.write(sheet, 1, 0, f"{how}. Workbook {form.sending}.", styles, text_wrap=False)
    for column, head in enumerate((*GREY, *YELLOW)):
        fill = _GREY_FILL if column < len(GREY) else _YELLOW_FILL
        xlsx_parts.write(sheet, HEAD_ROW, column, head, styles, **{**fill, **_HEAD})
    sheet.set_row(HEAD_ROW, 28)
    sheet.freeze_panes(HEAD_ROW + 1, 1)


def _write_row(sheet: Worksheet, number: int, row: AnswerRow, styles: Styles, wide: float) -> None:
    due = deadline(row.due) if row.due else None
    grey = (row.name, row.text, due, row.days_late or None, row.last_answer)
    is_long = not xlsx_parts.fits(row.text, wide)
    for column, value in enumerate(grey):
        small = {"font_size": _SMALL} if is_long and column == _TEXT else {}
        fill = {**_GREY_FILL, "align": "left", **small}
        xlsx_parts.write(sheet, number, column, value, styles, **fill)
    far, many, *empty, new_date, why = range(len(GREY), len(GREY) + len(YELLOW))
    xlsx_parts.write(sheet, number, far, row.how_far, styles, **_YELLOW_FILL)
    sheet.data_validation(
        *(number, far, number, far),
        {
            "validate": "list",
            "source": list(HOW_FAR.values()),
            "error_type": "warning",
            "error_title": "How far",
            "error_message": "Please pick one of the words.",
        },
    )
    if row.of:
        fill = {**_YELLOW_FILL, "num_format": f'0" of {row.of}"', "align": "left"}
        xlsx_parts.write(sheet, number, many, row.done, styles, **fill)
        sheet.data_validation(
            *(number, many, number, many),
            {
                "validate": "integer",
                "criteria": "between",
                "error_type": "warning",
                "minimum": 0,
                "maximum": row.of,
                "error_title": "How many are done",
                "error_message": f"A whole number, of {row.of}.",
            },
        )
    else:
        xlsx_parts.write(sheet, number, many, "-", styles, **_GREY_FILL)
    for column in (*empty, why):
        xlsx_parts.write(sheet, number, column, None, styles, **_YELLOW_FILL)
    xlsx_parts.write(sheet, number, new_date, None, styles, **_YELLOW_FILL, num_format=_DATE)
    texts = [(row.text, wide), (row.last_answer, _WIDTHS[4]), (row.name, _WIDTHS[0])]
    xlsx_parts.set_height(sheet, number, texts)


def _write_record(sheet: Worksheet, form: Form, styles: Styles) -> None:
    """What was sent, for whoever takes the answers in: which sending it is, and each row."""
    keys = list(dict.fromkeys(key for row in form.rows for key in row.sent.values))
    lines: list[Sequence[str]] = [
        ("plan", form.organisation or ""),
        ("sending", form.sending),
        ("owner", form.owner),
        ("sent", form.day.isoformat()),
        ("answer_by", form.answer_by.isoformat()),
        ("item", "ids", "uids", "step", *keys),
    ]
    lines += [
        (
            *(row.name, " ".join(row.sent.ids), " ".join(row.sent.uids), row.sent.step or ""),
            *(row.sent.values.get(key, "") for key in keys),
        )
        for row in form.rows
    ]
    for number, line in enumerate(lines):
        for column, text in enumerate(line):
            xlsx_parts.write(sheet, number, column, text, styles, text_wrap=False)
