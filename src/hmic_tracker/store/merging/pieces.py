"""A file's text in pieces, every letter of it in one: what a merge takes from this side or that.

A piece is a table's header or a key with its value; the comments and empty lines above it are its
own. Put together again the pieces are the text to the byte, but for a last line that didn't end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from hmic_tracker.light_typing import Any, Final, NamedTuple
from hmic_tracker.store.toml import BOM, KeyPath, parse, shape_of

Lines = tuple[str, ...]
"""Comments and empty lines, without the ends of lines."""
MIXED: Final = ""
"""What the line ends of a text are called that has two kinds of them."""
LF, CRLF = "\n", "\r\n"
_PLAIN: Final = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*", re.ASCII)


class Statement(NamedTuple):
    """A key of a table with its value, as they are written.

    `key` goes up to the value: "due = ". `behind` is the rest of its line, a comment as well.
    """

    name: KeyPath
    above: Lines
    key: str
    value: str
    behind: str = ""


class Table(NamedTuple):
    """A table with its header; the keys above all tables are in one without a header.

    A row is one of a list of tables, `[[history]]`; tables within it are `below` it.
    """

    name: KeyPath
    is_row: bool
    above: Lines = ()
    header: str = ""
    behind: str = ""
    statements: tuple[Statement, ...] = ()
    below: tuple[Table, ...] = ()


class Pieces(NamedTuple):
    """A text: whether it has a byte order mark, how its lines end, its tables, and its last lines.

    The first table is the one without a header.
    """

    mark: bool
    newline: str
    tables: tuple[Table, ...]
    end: Lines = ()


def newline_of(text: str) -> str:
    """How the lines of a text end."""
    crlf = text.count(CRLF)
    if not crlf:
        return LF
    return CRLF if crlf == text.count(LF) else MIXED


def pieces_of(text: str, newline: str) -> Pieces:
    """A text that can be parsed in pieces; where lines shall end alike, as `newline`."""
    mark, body = text.startswith(BOM), text.removeprefix(BOM)
    if newline != MIXED:
        body = body.replace(CRLF, LF)
    tables, end = _tables(body)
    return Pieces(mark, newline, tuple(tables), end)


def text_of(pieces: Pieces) -> str:
    """The text that is made of pieces."""
    lines: list[str] = []
    for table in pieces.tables:
        lines += lines_of(table)
    lines += pieces.end
    body = "".join(f"{line}{LF}" for line in lines)
    if pieces.newline == CRLF:
        body = body.replace(LF, CRLF)
    return f"{BOM}{body}" if pieces.mark else body


def lines_of(table: Table) -> Iterator[str]:
    """The lines of a table, a value of several as one."""
    yield from table.above
    if table.header:
        yield f"{table.header}{table.behind}"
    for one in table.statements:
        yield from one.above
        yield f"{one.key}{one.value}{one.behind}"
    for inner in table.below:
        yield from lines_of(inner)


def value_at(values: Mapping[str, Any], path: KeyPath) -> Any:
    """What a file's values have at a path; None where nothing is there."""
    for name in path:
        if not isinstance(values, dict) or name not in values:
            return None
        values = values[name]
    return values


def comment_in(behind: str) -> str:
    """The comment behind a value, "" where there is none."""
    return behind.strip()


def _tables(body: str) -> tuple[list[Table], Lines]:
    """The tables of a text without a mark, and the lines after the last of them."""
    tables = [Table((), is_row=False)]
    above: list[str] = []
    for piece in _pieces(body):
        if isinstance(piece, str):
            above.append(piece)
            continue
        own = piece._replace(above=tuple(above))
        above = []
        if isinstance(own, Statement):
            _add_statement(tables, own)
        elif _is_within(tables[-1], own):
            tables[-1] = tables[-1]._replace(below=(*tables[-1].below, own))
        else:
            tables.append(own)
    return tables, tuple(above)


def _pieces(body: str) -> Iterator[Statement | Table | str]:
    """The headers and statements of a text, without what is above them; other lines as they are."""
    shape, place = shape_of(body), 0
    while place < len(body):
        end = _line_end(shape, place)
        line = shape[place:end].strip()
        if not line:
            yield body[place:end]
        elif line[0] == "[":
            close = place + len(shape[place:end].rstrip())
            header, is_row = body[place:close], line.startswith("[[")
            name = header.strip().strip("[]" if is_row else "").strip()
            name = name if is_row else name[1:-1].strip()
            yield Table(names_in(name), is_row, (), header, body[close:end])
        else:
            while _depth(shape[place:end]) > 0 and end < len(body):
                end = _line_end(shape, end + 1)
            yield _statement(body, shape, place, end)
        place = end + 1


def _statement(body: str, shape: str, place: int, end: int) -> Statement:
    sign = shape.index("=", place, end)
    close = place + len(shape[place:end].rstrip())
    begin = sign + 1
    while begin < close and shape[begin] in " \t":
        begin += 1
    name = names_in(body[place:sign].strip())
    return Statement(name, (), body[place:begin], body[begin:close], body[close:end])


def names_in(dotted: str) -> KeyPath:
    """The names of a header or a key, as they are written with dots and quotes between."""
    if _PLAIN.fullmatch(dotted):
        return tuple(dotted.split("."))
    names: list[str] = []
    values: Any = parse(f"{dotted} = 0")
    while isinstance(values, dict):
        ((name, values),) = values.items()
        names.append(name)
    return tuple(names)


def _add_statement(tables: list[Table], statement: Statement) -> None:
    last = tables[-1]
    if not last.below:
        tables[-1] = last._replace(statements=(*last.statements, statement))
        return
    inner = [*last.below]
    _add_statement(inner, statement)
    tables[-1] = last._replace(below=tuple(inner))


def _is_within(table: Table, other: Table) -> bool:
    """Whether a table is one of a row's own."""
    return table.is_row and other.name != table.name and other.name[: len(table.name)] == table.name


def _line_end(shape: str, place: int) -> int:
    end = shape.find("\n", place)
    return len(shape) if end < 0 else end


def _depth(shape: str) -> int:
    """How many brackets are open at the end of a line."""
    opened = shape.count("[") + shape.count("{")
    return opened - shape.count("]") - shape.count("}")
