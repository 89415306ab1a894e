"""The table of words: filled when a text is first searched, and so empty where none ever is."""

from __future__ import annotations

import sqlite3

from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.query.matching import searched_texts
from hmic_tracker.store.index.rows import item_of

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item

_SPARE: Final = 1000
"""So many rows more than there are items twice over may be in it, before it is filled anew."""


def has_words(db: sqlite3.Connection) -> bool:
    """Whether the table has the words of every item; what it lacks is added first.

    A change gives an item another row, and its words are there once more: where most of the table
    is of rows that are gone, it is filled anew. False where it can't be had or written.
    """
    known = db.execute("select value from about where name = 'words'").fetchone()
    if known is None:
        return False
    last, count = db.execute("select max(row), count(*) from items").fetchone()
    if (last or 0) <= known[0] <= 2 * count + _SPARE:
        return True
    try:
        db.execute("savepoint words")
        _fill(db, known[0], last or 0, count)
    except sqlite3.OperationalError:  # there is no room, or another command writes
        db.execute("rollback to words")
        return False
    db.execute("release words")
    return True


def _fill(db: sqlite3.Connection, known: int, last: int, count: int) -> None:
    if last > 2 * count + _SPARE:
        db.execute("insert into words (words) values ('delete-all')")
        known = 0
    new = """select row, item, history, moves_now, days_moved_now, latest_now
        from items join wholes using (row) where row > ?"""
    rows = ((row, words_of(item_of(*packed))) for row, *packed in db.execute(new, (known,)))
    db.executemany("insert into words (rowid, text) values (?, ?)", rows)
    db.execute("update about set value = ? where name = 'words'", (last,))


def words_of(item: Item) -> str:
    """What a search looks through; a line end, which nothing folded has, is between two texts."""
    return "\n".join(searched_texts(item)).replace("\0", "\n")  # SQLite may stop at a null
