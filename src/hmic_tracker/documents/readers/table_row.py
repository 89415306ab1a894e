"""One row of a table being marked, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.readers.table_cells import cell_spans
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.status_cells import (
    is_colour,
    is_nothing,
    says_status_first,
    status_cell,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.readers.table_heads import Head

_LONG_AGAIN: Final = 40
"""Letters of a text that another cell has in it, so that it is said twice."""
_SHORTEST_AGAIN: Final = 15
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")


class TableRow:
    """A row being marked: `done` are the columns that have a mark."""

    def __init__(self, context: ReaderContext, head: Head, at: int) -> None:
        self.at, self.head, self._context = at, head, context
        self.cells = context.blocks[at].cells
        self.spans = cell_spans(context.blocks[at])
        self.done: set[int] = set()
        self.also_status: list[int] = []
        self.has_update = self.has_status = False
        self.ends_section = False

    @property
    def says_more(self) -> bool:
        """Whether cells besides the label's say something."""
        labels = self.head.columns_of("label")
        return any(cell for n, cell in enumerate(self.cells) if n not in labels)

    def columns(self, field: str) -> list[int]:
        """The columns of a field that say something in this row and have no mark yet."""
        return [n for n in self.head.columns_of(field) if self.is_free(n)]

    def is_free(self, n: int) -> bool:
        """Whether a column says something that has no mark yet."""
        return n < len(self.cells) and bool(self.cells[n]) and n not in self.done

    def is_sum(self, n: int) -> bool:
        """Whether a cell is a figure, in a row without a text of an item: a count below them."""
        has_text = any(at < len(self.cells) and self.cells[at] for at in self.head.texts)
        return self.cells[n].isdecimal() and not has_text

    def put(
        self, n: int, word: str, label: str = "", doubt: str = "", says: str = "", kind: str = ""
    ) -> None:
        """Mark a cell."""
        start, end = self.spans[n]
        if word == "label" and self.ends_section:
            word, self.ends_section = "section", False
        self._context.mark(
            self.at, word, start, end, label=label, doubt=doubt, says=says, kind=kind
        )
        self.done.add(n)

    def remove(self, n: int) -> None:
        """Take back a cell's mark."""
        start = self.spans[n][0]
        pieces = self._context.pieces.get(self.at, [])
        pieces[:] = [piece for piece in pieces if piece.start != start]

    def take_status_from_update(self) -> None:
        """Take the one short cell of updates that says how the item stands."""
        columns = self.columns("update")
        shows = [n for n in columns if len(self.cells[n]) < SHORT and status_cell(self.cells[n])]
        shows = shows or [n for n in columns if says_status_first(self.cells[n])]
        if len(shows) == 1:
            self.also_status = shows
            if not self._context.is_table:
                self.put(shows[0], "status")

    def put_rest(self, keeps: bool) -> None:
        """Mark what is left: as a note where it has words, unless it repeats another cell."""
        free = list(self._free())
        seen = [self.cells[n].casefold() for n in self.done] if free else []
        for n in free:
            name = self.head.names[n] if n < len(self.head.names) else ""
            field = self.head.fields[n] if n < len(self.head.fields) else ""
            if field == "none" or _repeats(self.cells[n].casefold(), seen):
                self.put(n, "~")
            elif not keeps or is_nothing(self.cells[n]) or not _says_something(self.cells[n]):
                self.put(n, "-")
            else:
                self.put(n, "note", kind=name)
                seen.append(self.cells[n].casefold())

    def _free(self) -> Iterator[int]:
        yield from (n for n in range(len(self.cells)) if self.is_free(n))


def _says_something(text: str) -> bool:
    """Return whether a cell has words, or a colour, and not a number alone."""
    return bool(_LETTERS.search(text)) or is_colour(text)


def _repeats(text: str, others: Sequence[str]) -> bool:
    """Return whether a text is another cell's, or a part of it that is most of it or long."""
    return text in others or any(
        text in other and (len(text) > _LONG_AGAIN or 2 * len(text) > len(other) > _SHORTEST_AGAIN)
        for other in others
    )
