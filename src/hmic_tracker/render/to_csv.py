"""Rows as CSV for spreadsheets (RFC 4180)."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from hmic_tracker.light_typing import Any
from hmic_tracker.render.escaping import looks_like_formula, visible


def draw(heads: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    r"""The heads, then each row's values of these keys; lines end in "\r\n".

    Numbers stay numbers. None is empty, a truth value is "true" or "false", several words are
    joined by "; ". A text that a spreadsheet would take for a formula begins with an apostrophe.
    Line ends inside a text stay, other control characters are escaped.
    """
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow([_cell(head) for head in heads])
    writer.writerows([_cell(row.get(head)) for head in heads] for row in rows)
    return file.getvalue()


def _cell(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        # A link is two words: how, and to what.
        value = "; ".join(
            " ".join(map(str, one.values())) if isinstance(one, Mapping) else str(one)
            for one in value
        )
    text = visible(str(value), newlines=True)
    # One that has quotes before such a sign gets one more: taking one away is always right.
    return f"'{text}" if looks_like_formula(text) else text
