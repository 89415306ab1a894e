"""A number of a spreadsheet as its format shows it: dates as ISO days and months, per cents."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from hmic_tracker.light_typing import Final

BUILT_IN: Final = {
    1: "0",
    2: "0.00",
    9: "0%",
    10: "0.00%",
    14: "d/m/yyyy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm",
    19: "h:mm",
    20: "h:mm",
    21: "h:mm",
    22: "d/m/yyyy h:mm",
    **dict.fromkeys((*range(27, 37), *range(50, 59)), "yyyy/m/d"),
    **dict.fromkeys((45, 46, 47), "h:mm"),
}
"""The formats that have a number and no code, but for those of plain numbers."""
_LITERAL: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DIGITS: Final = re.compile(r"0{2,15}")
_PLACES: Final = re.compile(r"[#,]*0\.(?P<places>0{1,6})")
_FIRST_DAY: Final = datetime(1899, 12, 30)  # noqa: DTZ001  # a sheet has no zone
_SECONDS: Final = 24 * 60 * 60
_LAST_NUMBER: Final = 2_958_465
"""The last day of the year 9999."""


def is_date(code: str) -> bool:
    """Return whether a format shows a day or a month."""
    plain = _plain(code)
    return "y" in plain or "d" in plain


def shown(number: float, code: str, from_1904: bool = False) -> str:
    """Return a number as a cell with such a format says it."""
    plain = _plain(code)
    if is_date(code) and 0 < number <= _LAST_NUMBER:
        return shown_date(day_of(number, from_1904), "d" in plain)
    if "%" in plain:
        places = _PLACES.search(plain)
        return f"{round(number * 100, len(places['places']) if places else 0):g}%"
    if number.is_integer() and abs(number) < 1e15:
        whole = str(int(number))
        if _DIGITS.fullmatch(plain):
            return whole.zfill(len(plain))
        places = _PLACES.fullmatch(plain)
        return f"{whole}.{places['places']}" if places else whole
    if places := _PLACES.fullmatch(plain):
        return f"{number:.{len(places['places'])}f}"
    return f"{number:.15g}"


def day_of(number: float, from_1904: bool = False) -> datetime:
    """Return the moment that a spreadsheet's number stands for."""
    return _FIRST_DAY + timedelta(days=1462 if from_1904 else 0, seconds=round(number * _SECONDS))


def shown_date(moment: datetime, with_day: bool = True) -> str:
    """Return a day, with the time where it has one; the month where only that is shown.

    A day that isn't the first was meant, even where the format hides it.
    """
    if not with_day and moment.day == 1:
        return f"{moment:%Y-%m}"
    if moment.hour or moment.minute:
        return f"{moment:%Y-%m-%d %H:%M}"
    return f"{moment:%Y-%m-%d}"


def _plain(code: str) -> str:
    """The first part of a format, without what it prints as it stands."""
    plain = _LITERAL.sub("", code.lower()).partition(";")[0].strip()
    return "" if plain == "general" else plain
