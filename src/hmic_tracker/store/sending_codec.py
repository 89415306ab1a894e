"""A sending as the text of its file, and back; what a person added to the file stays.

A row's keys besides `ids`, `uids`, `step` and `number` are the values that the workbook had of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from hmic_tracker.domain.items import ID_PATTERN
from hmic_tracker.domain.part_keys import is_key
from hmic_tracker.domain.sendings import Received, Sending, SentRow
from hmic_tracker.light_typing import Any, Final
from hmic_tracker.store.paths import SCHEMA
from hmic_tracker.store.toml import Fields, KeyPath, Unreadable, edited, new_text, parse

_OP: Final = re.compile(r"[a-z0-9]{1,32}", re.ASCII)
_MOST: Final = 999_999_999
_HEAD: Final = ("n", "on", "recorded", "by", "op", "owner", "to", "board", "answer_by", "void")
_ROW: Final = frozenset({"ids", "uids", "step", "number"})


def new_sending_text(sending: Sending) -> str:
    """The text of a new file."""
    head = {key: getattr(sending, key) for key in _HEAD}
    rows = {"rows": list(map(_row_values, sending.rows))} if sending.rows else {}
    received = list(map(_received_values, sending.received))
    return new_text(
        {"schema": SCHEMA, **head, **rows, **({"received": received} if received else {})}
    )


def edited_sending_text(text: str, before: Sending, after: Sending) -> str:
    """The text with what differs: `void`, and the answers that came since.

    Raises ConflictError where it can't be edited, ValueError where anything else differs.
    """
    kept = after.received[: len(before.received)]
    if before._replace(void=after.void, received=after.received) != after or (
        kept != before.received
    ):
        raise ValueError("of a sending only its answers and whether it is void change")
    changed: dict[KeyPath, Any] = {}
    if after.void != before.void:
        changed["void",] = after.void
    more = list(map(_received_values, after.received[len(kept) :]))
    return edited(text, changed, {"received": more})


def sending_of(text: str) -> Sending:
    """The sending in a file's text; raises Unreadable."""
    fields = Fields(parse(text), text)
    schema = fields.need("schema", int)
    if schema > SCHEMA:
        raise Unreadable(f"schema {schema} is newer than this tracker knows", 1, "newer-schema")
    op = fields.need("op", str)
    if not _OP.fullmatch(op):
        raise fields.fault("op", "has to be of small letters and digits, 32 at most")
    n = fields.need("n", int)
    if not 1 <= n <= _MOST:
        raise fields.fault("n", f"has to be a number from 1 to {_MOST}")
    return Sending(
        n=n,
        on=fields.need_day("on"),
        recorded=fields.need_moment("recorded"),
        by=fields.get("by", str) or "",
        op=op,
        owner=fields.need("owner", str),
        to=fields.get("to", str),
        board=fields.get("board", str),
        answer_by=fields.day("answer_by"),
        rows=tuple(map(_row, fields.tables("rows"))),
        received=tuple(map(_received, fields.tables("received"))),
        void=fields.get("void", str),
    )


def _row_values(row: SentRow) -> dict[str, Any]:
    step = {"step": row.step} if row.step else {}
    number = {"number": row.number} if row.number else {}
    return {"ids": list(row.ids), "uids": list(row.uids), **step, **number, **row.values}


def _row(fields: Fields) -> SentRow:
    ids, uids, step = fields.texts("ids"), fields.texts("uids"), fields.get("step", str)
    if not ids or len(ids) != len(uids):
        raise fields.fault("ids", "has to name as many items as 'uids', one or more")
    if wrong := [one for one in (*ids, *uids) if not ID_PATTERN.fullmatch(one)]:
        raise fields.fault("ids", f"has '{wrong[0][:40]}', which can't be an id")
    if step is not None and not is_key(step):
        raise fields.fault("step", "has to be what the step is called in the item's file")
    values = {key: fields.get(key, str) or "" for key in fields.values if key not in _ROW}
    return SentRow(ids, uids, step, values, fields.count("number"))


def _received_values(received: Received) -> Mapping[str, Any]:
    return received._asdict()


def _received(fields: Fields) -> Received:
    return Received(
        sha256=fields.need("sha256", str),
        on=fields.need_day("on"),
        by=fields.get("by", str) or "",
        rows=fields.need_count("rows"),
        op=fields.need("op", str),
    )
