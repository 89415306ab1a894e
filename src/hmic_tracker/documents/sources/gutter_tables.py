"""Tables whose columns a gutter of blanks parts, which runs through all lines below their head."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.documents.sources.aligned_tables import OF_ROW
from hmic_tracker.documents.sources.gutter_heads import Head, head_at
from hmic_tracker.documents.sources.gutter_rows import (
    ENDED,
    Row,
    TableLine,
    asks_something,
    rows_of,
    without_foot,
)
from hmic_tracker.documents.sources.gutter_runs import PAGE, run_below
from hmic_tracker.documents.wording.labels import is_code
from hmic_tracker.light_typing import Final

_MOST_BETWEEN: Final = 4
"""Lines of a page's foot and the next one's head within a table."""
_MOST_LINES_BETWEEN: Final = 20
"""Those and the empty ones."""
_MOST_PAGES: Final = 100
_LONG: Final = 40
"""Letters of a cell that has sentences."""

Lines = Sequence[tuple[int, str]]


def with_tabs(lines: Lines) -> list[tuple[int, str]]:
    """Return numbered lines with each row of such a table as one line, a tab between its cells.

    A form feed begins a page. Where a table goes on there the foot of the page above and the new
    one's head come behind the table.
    """
    result: list[tuple[int, str]] = []
    at, feed = 0, ""
    while at < len(lines):
        number, line = lines[at]
        head = head_at(lines, at)
        run, between = _over_pages(lines, head) if head else ([], [])
        rows = rows_of(head, run) if head else []
        if not head or not _is_table(head, rows):
            result.append((number, line if line.startswith("\f") else f"{feed}{line}"))
            at, feed = at + 1, ""
            continue
        feed = "\f" if line.startswith("\f") else feed
        text = head.fields.index("text")
        titled = any(row.title for row in rows)
        every = [(number, "", head.names), *((row.number, row.title, row.cells) for row in rows)]
        for place, title, cells in every:
            printed = [*cells[:text], *([title] if titled else []), *cells[text:]]
            result.append((place, feed + "\t".join(printed)))
            feed = ""
        end = rows[-1].end
        result += [(lines[n][0], lines[n][1].replace("\f", "")) for n in between if n < end]
        feed = "\f" if any("\f" in line for _, line in lines[at + 1 : end]) else ""
        at = end
    return result


def _over_pages(lines: Lines, head: Head) -> tuple[list[TableLine], list[int]]:
    """Return a table's lines, also those of the next pages, and the places of lines between."""
    run, between = run_below(lines, head), list[int]()
    for _ in range(_MOST_PAGES):
        page = without_foot(head, run) if run else []
        part, skipped = _on_next_page(lines, page[-1].at + 1, head) if page else (None, [])
        more = run_below(lines, part) if part else []
        if not part or not more or not _goes_on(head, page, more[0], part):
            break
        between += skipped
        run = [*page, more[0]._replace(gap=True), *more[1:]]
    return run, between


def _on_next_page(lines: Lines, first: int, head: Head) -> tuple[Head | None, list[int]]:
    """Return the head for what is on the next page, and the places of the lines before it.

    The head may be printed again there; else the columns are where they were.
    """
    skipped: list[int] = []
    is_next = False
    for at in range(first, min(len(lines), first + _MOST_LINES_BETWEEN)):
        line = lines[at][1].rstrip()
        is_next = is_next or line.startswith("\f")
        again = head_at(lines, at) if is_next else None
        if again:
            return (again, skipped) if again.names == head.names else (None, [])
        same = head._replace(end=at)
        if is_next and line.strip() and _fits(lines, same):
            return same, skipped
        if line.strip():
            skipped.append(at)
            is_next = is_next or bool(PAGE.fullmatch(line))
        if len(skipped) > _MOST_BETWEEN:
            break
    return None, []


def _fits(lines: Lines, head: Head) -> bool:
    """Return whether the line below a head has cells that may be a table's."""
    run = run_below(lines[: head.end + 1], head)
    cells = run[0].cells if run else ()
    text = cells[head.fields.index("text")] if cells else ""
    return text[:1].islower() or sum(map(bool, cells)) > 1


def _goes_on(head: Head, run: Sequence[TableLine], line: TableLine, part: Head) -> bool:
    """Return whether a line on the next page goes on with a table: within a row, or by a row."""
    n = head.fields.index("text")
    last = next((one.cells[n] for one in reversed(run) if one.cells[n]), "")
    if line.cells[n][:1].islower() and not last.endswith(ENDED):
        return True
    if part.gaps != head.gaps or part.end != line.at:
        return False  # the table below a head of its own
    label = line.cells[head.fields.index("label")] if "label" in head.fields else ""
    return bool(line.cells[n]) and (is_code(label) or asks_something(line.cells[n]))


def _is_table(head: Head, rows: Sequence[Row]) -> bool:
    """Return whether rows are those of a table: most with two cells, and texts that ask."""
    text = head.fields.index("text")
    full = [row for row in rows if row.cells[text] and sum(map(bool, row.cells)) > 1]
    if not full or 2 * len(full) < len(rows):
        return False
    if any(OF_ROW.match(row.cells[text]) for row in rows if row not in full):
        return False  # rows of several paragraphs, which `aligned_tables` joins
    if len(head.names) == 2 and any(map(_begins_within, (row.cells[1 - text] for row in full))):
        return False  # two columns of prose, whose sentences do not begin beside each other
    asking = sum(asks_something(row.cells[text]) for row in full)
    return len(head.names) > 2 or 2 * asking >= len(full)


def _begins_within(cell: str) -> bool:
    """Return whether a long cell begins within a sentence."""
    return len(cell) > _LONG and cell[:1].islower()
