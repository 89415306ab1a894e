"""Papers that went out: `papers/board-9.toml`, what each reported.

A record is small and whole; it is written when a paper is made with `--record`, and read when the
next one is made. `undo` takes one back as any file that a command made.
"""

from __future__ import annotations

import re

from hmic_tracker.domain.recorded_papers import (
    RecordedPaper,
    ReportedFigures,
    ReportedItem,
    ReportedNational,
    ReportedText,
)
from hmic_tracker.domain.words import KINDS, Kind
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, cast
from hmic_tracker.store import journal
from hmic_tracker.store.inspection_codec import need_forces
from hmic_tracker.store.journal import Write
from hmic_tracker.store.paths import PAPERS, SCHEMA
from hmic_tracker.store.reading import read_file, refuse_copy
from hmic_tracker.store.small_records import read_records
from hmic_tracker.store.toml import Fields, Unreadable, decode, edited, new_text, parse

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.domain.plan import Damage

_SUFFIX: Final = ".toml"
_NUMBER: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}", re.ASCII)
_HEAD: Final = ("name", "number", "board", "meeting", "as_of", "recorded", "by", "op", "reason")


def read_papers(folder: Path) -> tuple[list[RecordedPaper], list[Damage], list[str]]:
    """The recorded papers in the order of their days, and the records that can't be read.

    Then the paths of copies that a sync tool made.
    """
    papers, damaged, copies = read_records(folder, PAPERS, journal.overlay(folder), _paper_in)
    return sorted(papers, key=lambda paper: (paper.as_of, paper.recorded)), damaged, copies


def _paper_in(data: bytes, stem: str) -> RecordedPaper:
    paper = paper_of(decode(data))
    refuse_copy(stem, paper.id)
    return paper


def paper_write(folder: Path, paper: RecordedPaper) -> Write:
    """The write that records a paper; one of the same name and number is replaced.

    Raises InputError where the number could be no file's name.
    """
    if not _NUMBER.fullmatch(paper.number):
        raise InputError(
            f"'{paper.number[:40]}' can't be the number of a recorded paper",
            "use letters, digits, dots and hyphens, 32 at most: --number 9",
        )
    name = f"{PAPERS}/{paper.id}{_SUFFIX}"
    return Write(name, read_file(folder, name, {}), new_paper_text(paper).encode())


def new_paper_text(paper: RecordedPaper) -> str:
    """The text of a record's file."""
    head = {key: getattr(paper, key) for key in _HEAD}
    figures = [figure._asdict() for figure in paper.figures]
    items = {
        one.id: {key: value for key, value in one._asdict().items() if value and key != "id"}
        for one in paper.items
    }
    national = [{**row._asdict(), "printed": list(row.printed)} for row in paper.national]
    texts = [{key: value for key, value in text._asdict().items() if value} for text in paper.texts]
    lists = {"national": national, "texts": texts}
    rows = {name: row for name, row in lists.items() if row}
    return new_text({"schema": SCHEMA, **head, "figures": figures, **rows, "items": items})


def second_paper_text(text: str) -> str:
    """The text of a record that is the second of its number."""
    return edited(text, {("second",): True})


def paper_of(text: str) -> RecordedPaper:
    """The paper in a record's text; raises Unreadable."""
    fields = Fields(parse(text), text)
    schema = fields.need("schema", int)
    if schema > SCHEMA:
        raise Unreadable(f"schema {schema} is newer than this tracker knows", 1, "newer-schema")
    items: dict[str, Any] = fields.get("items", dict) or {}
    return RecordedPaper(
        name=fields.need_id("name"),
        number=fields.need("number", str),
        as_of=fields.need_day("as_of"),
        recorded=fields.need_moment("recorded"),
        by=fields.get("by", str) or "",
        op=fields.get("op", str) or "",
        board=fields.get("board", str),
        meeting=fields.day("meeting"),
        figures=tuple(_figures(table) for table in fields.tables("figures")),
        items=tuple(_item(item_id, table, text) for item_id, table in items.items()),
        national=tuple(_national(table) for table in fields.tables("national")),
        reason=fields.get("reason", str),
        second=fields.yes("second"),
        texts=tuple(_text(table) for table in fields.tables("texts")),
    )


def _figures(table: Fields) -> ReportedFigures:
    return ReportedFigures(
        framework=table.get("framework", str) or "",
        kind=cast("Kind", table.need_word("kind", KINDS)),
        total=table.need_count("total"),
        completed=table.need_count("completed"),
        verified=table.need_count("verified"),
        overdue=table.need_count("overdue"),
        deferred=table.count("deferred") or 0,
    )


def _national(table: Fields) -> ReportedNational:
    place, period = table.need("framework", str), table.need("period", str)
    return ReportedNational(place, period, need_forces(table, "printed"))


def _text(table: Fields) -> ReportedText:
    place = table.need("framework", str), table.need("section", str)
    return ReportedText(*place, table.need("digest", str), table.day("on"))


def _item(item_id: str, table: object, text: str) -> ReportedItem:
    if not isinstance(table, dict):
        raise Unreadable(f"items.{item_id[:64]} has to be a table")
    fields = Fields(table, text, f"items.{item_id[:64]}: ", table=f"items.{item_id}")
    status, due = fields.need("status", str), fields.due("due")
    return ReportedItem(item_id, status, due, fields.until("deferred_until"))
