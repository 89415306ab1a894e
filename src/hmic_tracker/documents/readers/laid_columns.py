"""How the lines of a flattened table lie in its columns: a row's cells by what each line is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from hmic_tracker.documents.readers.flattened_grids import LONGEST_HEAD
from hmic_tracker.documents.readers.flattened_tables import may_be_due
from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.documents.wording.deadlines import due_of_cell
from hmic_tracker.documents.wording.field_words import field_of_head
from hmic_tracker.documents.wording.labels import is_code, is_label_alone
from hmic_tracker.documents.wording.status_cells import (
    is_colour,
    is_lasting,
    is_nothing,
    is_status_alone,
    status_cell,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block

LONG_FIELDS: Final = frozenset({"text", "update", "response", "evidence"})
"""Fields whose cells may have several lines."""
_DAYS: Final = frozenset({"due", "revised"})
_ODD: Final = _DAYS | {"status"}
"""Fields whose cells may have words that are not known, which is said of their item then."""
_TYPED: Final = frozenset({"label", "due", "revised", "status"})
"""Fields whose cells show what they are."""
_SHORTEST_TEXT: Final = 15
_LONGEST_LABEL: Final = 30
_SURELY_ORDER: Final = 40
_MOST_WAYS: Final = 64
_MOST_MORE: Final = 6
"""Lines of a row besides one for each column."""
_GOES_ON: Final = re.compile(r"(?:it|they|this|these|he|she|its|their)\b", re.I)
"""What a sentence begins with that goes on with a text."""
_EMPTY: Final = 2
_UNPLACED: Final = 3
_MOST_AGAINST: Final = 14
_CUT_SHORT: Final = 4
"""What speaks against a way to lay lines: an empty cell, a line that no column has, a row below
which none begins although an item's text is near."""
_NEW_SENTENCE: Final = 2
_NAME_BEHIND: Final = 4
"""What speaks against a further line of a text that has ended: a sentence, something else."""
_NEVER: Final = 1000

Span = tuple[int, int]
"""The lines of a cell: none where the cell is empty."""


class Row(NamedTuple):
    """The lines of a row by column, those that may be another's as well, and where it ends."""

    start: int
    cells: tuple[Span, ...]
    end: int
    unsure: frozenset[int]

    @property
    def is_full(self) -> bool:
        """Whether each column has its cell, and each line its column."""
        return not self.unsure and all(begin < end for begin, end in self.cells)


def is_item(text: str) -> bool:
    """Return whether a line is surely the text of an item, whatever stands around it."""
    if len(text) <= _SHORTEST_TEXT:
        return False
    is_long = text.endswith(".") or len(text) > _SURELY_ORDER
    return asks(text) or (is_long and is_order(text))


def fits_field(field: str, text: str) -> bool:
    """Return whether a line may be a cell of a column."""
    if field == "text":
        return len(text) > _SHORTEST_TEXT and not is_status_alone(text) and not _is_day(text)
    if field == "label":
        return len(text) <= _LONGEST_LABEL and (is_code(text) or is_label_alone(text))
    if is_nothing(text):
        return True
    if field in LONG_FIELDS:
        return not is_code(text)
    if len(text) > LONGEST_HEAD or is_item(text):
        return False
    if field in _DAYS:
        return may_be_due(text) or is_lasting(text)
    if field == "status":
        return status_cell(text) is not None or is_colour(text)
    return not field or _may_be_owner(text)


def _is_day(text: str) -> bool:
    return len(text) <= LONGEST_HEAD // 2 and not asks(text) and due_of_cell(text) is not None


def _may_be_owner(text: str) -> bool:
    """Return whether a line may be a post: no sentence, and nothing that another column has."""
    if not text[:1].isupper() or text.endswith((".", ";", ":")):
        return False
    return not (is_code(text) or is_status_alone(text) or due_of_cell(text))


_Way = tuple[tuple[Span, ...], int]
"""The cells of a row, and where it ends."""


class Layer(NamedTuple):
    """The names and fields of a table's columns, and the lines below them."""

    names: Sequence[str]
    fields: Sequence[str]
    lines: Sequence[Block]
    is_loose: bool = False

    def row(self, start: int) -> Row | None:
        """Return the row that begins at a line: the way to lay its lines that leaves least open."""
        most = min(_EMPTY * len(self.fields), _MOST_AGAINST)
        for cost in range(most + 1):
            ways = list(islice(self._ways(start, start, 0, cost), _MOST_WAYS))
            best = [way for way in ways if self.begins_row(way[1]) or self.heads_again(way[1])]
            for less in (1, _EMPTY, _CUT_SHORT):
                if not best and cost >= less:
                    last = islice(self._ways(start, start, 0, cost - less), _MOST_WAYS)
                    best = [way for way in last if self._may_end(start, way, less)]
            if best:
                return self._row_of(start, best)
        return None

    def _may_end(self, start: int, way: _Way, cost: int) -> bool:
        """Return whether a row ends where none begins, at what speaks against that.

        A heading may be between two rows; the last row has no item's text near it.
        """
        end = way[1]
        if self.begins_row(end + 1):
            return cost == _EMPTY
        window = self.lines[end : end + len(self.fields) + _MOST_MORE]
        below = takewhile(lambda line: not field_of_head(line.text[:LONGEST_HEAD]), window)
        near = _CUT_SHORT if any(is_item(line.text) for line in below) else 1
        return near == cost and not self._unplaced(start, *way)

    def heads_again(self, at: int) -> bool:
        """Return whether the heads come again at a line, as on a new page."""
        lines = self.lines[at : at + len(self.names)]
        return [line.text for line in lines] == list(self.names)

    def begins_row(self, at: int) -> bool:
        """Return whether a row may begin at a line."""
        if at >= len(self.lines):
            return False
        text = self.fields.index("text")
        if is_item(self.lines[at].text) or self._is_exact(at):
            return True
        below = self.lines[at + 1 : at + 1 + text]
        first = self._fits(self.fields[0], self.lines[at].text)
        return text > 0 and first and any(is_item(line.text) for line in below)

    def _is_exact(self, at: int) -> bool:
        """Return whether each of the next lines fits the column in its place."""
        lines = self.lines[at : at + len(self.fields)]
        cells = zip(self.fields, lines, strict=False)
        fits = (self._fits(field, line.text) for field, line in cells)
        return len(lines) == len(self.fields) and all(fits)

    def _row_of(self, start: int, ways: Sequence[_Way]) -> Row:
        """Return the row that the ways agree on: what they don't have in common is unsure."""
        cells, end = ways[0]
        text = self.fields.index("text")
        begins = cells[text][0]
        others = [other for other, ends in ways if ends == end and other[text][0] == begins]
        agreed = [
            span if all(other[n] == span for other in others) else (span[0], span[0])
            for n, span in enumerate(cells)
        ]
        agreed[text] = begins, min(other[text][1] for other in others)
        return Row(start, tuple(agreed), end, self._unplaced(start, agreed, end))

    def _unplaced(self, start: int, cells: Sequence[Span], end: int) -> frozenset[int]:
        return frozenset(range(start, end)).difference(*(range(*span) for span in cells))

    def _ways(self, start: int, at: int, n: int, cost: int) -> Iterator[_Way]:
        """Yield the cells of the columns from the nth on, and where they end, of just this cost."""
        if n == len(self.fields):
            if not cost:
                yield (), at
            yield from self._past(start, at, n, cost)
            return
        field = self.fields[n]
        left = cost
        for end in range(at + 1, min(at + 1 + _MOST_MORE, len(self.lines)) + 1):
            left -= self._cost_of_line(start, field, at, end)
            if left < 0:
                break
            against = self._against(field, self._text(at, end))
            if left >= against:
                for cells, last in self._ways(start, end, n + 1, left - against):
                    yield ((at, end), *cells), last
        if field != "text" and cost >= _EMPTY:
            for cells, last in self._ways(start, at, n + 1, cost - _EMPTY):
                yield ((at, at), *cells), last
        yield from self._past(start, at, n, cost)

    def _past(self, start: int, at: int, n: int, cost: int) -> Iterator[_Way]:
        """Yield the ways that leave a line to no column: none that may be an item."""
        if cost < _UNPLACED or not start < at < len(self.lines) or is_item(self.lines[at].text):
            return
        yield from self._ways(start, at + 1, n, cost - _UNPLACED)

    def _cost_of_line(self, start: int, field: str, at: int, end: int) -> int:
        """Return what speaks against the last of some lines in a cell, all that are in it known."""
        line, above = self.lines[end - 1], self.lines[end - 2].text
        if line.gap and not self.is_loose and end - 1 > start:
            return _NEVER
        if end == at + 1:
            return 0
        is_ended = above.endswith((".", "?", "!"))
        goes_on = field == "text" and not (is_ended and not _GOES_ON.match(line.text))
        if field not in LONG_FIELDS or (is_item(line.text) and not goes_on):
            return _NEVER
        first = self.lines[at].text
        if field == "text" and len(first) <= _SURELY_ORDER and not is_item(self._text(at, end)):
            return _NEVER
        if field != "text" or not is_ended or line.marker:
            return 1
        return _NEW_SENTENCE if line.text.endswith((".", "?", "!")) else _NAME_BEHIND

    def _fits(self, field: str, text: str) -> bool:
        """Return whether a column may have a text; among posts alone, only what is surely one."""
        if field == "text" and not _TYPED & {*self.fields}:
            return is_item(text) or len(text) > _SURELY_ORDER
        return fits_field(field, text)

    def _against(self, field: str, text: str) -> int:
        """Return what speaks against a text in a column: that it's more like what another has.

        A day or a status may be in words that are not known.
        """
        is_status, is_day = is_status_alone(text), _is_day(text)
        if not self._fits(field, text):
            is_short = len(text) <= LONGEST_HEAD and not (is_item(text) or is_code(text))
            is_odd = field in _ODD and is_short and not (is_status or is_day)
            return _UNPLACED if is_odd else _NEVER
        if field in _DAYS:
            return int("status" in self.fields and is_status and not due_of_cell(text))
        if field in {"text", "label", "owner", "status"}:
            return 0
        if is_item(text):
            return _EMPTY
        is_status = is_status and "status" in self.fields
        return int(is_status or (is_day and bool(_DAYS & {*self.fields})))

    def _text(self, at: int, end: int) -> str:
        return " ".join(line.text for line in self.lines[at:end])
