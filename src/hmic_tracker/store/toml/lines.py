"""Lines of keys and tables in TOML text, and limits that protect the parsers.

Nothing is parsed here. Strings and comments are blanked out first, so that brackets, dots and
digits in somebody's text count for nothing; every pattern runs in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hmic_tracker.light_typing import Final

BOM: Final = "\ufeff"
DEEPEST: Final = 64
"""Arrays and tables in one another, and parts of a dotted key."""

# Possessive throughout: what was passed over once is never looked at again.
_OPAQUE: Final = re.compile(
    r'"""(?:[^"\\]++|\\.|"(?!""))*+(?:"{3,5})?'
    r"|'''(?:[^']++|'(?!''))*+(?:'{3,5})?"
    r'|"(?:[^"\\\n]++|\\[^\n])*+"?'
    r"|'[^'\n]*+'?"
    r"|#[^\n]*+",
    re.DOTALL,
)
_LONG_KEY: Final = re.compile(rf'(?<![\w"-])(?:[\w"-]++[ \t]*+\.[ \t]*+){{{DEEPEST}}}', re.ASCII)
_LONG_NUMBER: Final = re.compile(r"(?<![0-9_])[0-9_]{400}")
_BRACKET: Final = re.compile(r"[\[\]{}]")
_NAME: Final = re.compile(r""""[^"\n]*+"|'[^'\n]*+'|[\w-]++""")
_KEY: Final = re.compile(
    r"""[ \t]*+((?:"[^"\n]*+"|'[^'\n]*+'|[\w.-]|[ \t](?=[.\w"']))++)[ \t]*+="""
)
_HEAD: Final = re.compile(r"[ \t]*\[\[?([^\[\]]+)\]")
_MARKER: Final = re.compile(r"^(?:<{7}|>{7}|\|{7})(?: |\r?$)", re.MULTILINE)


class Unreadable(Exception):  # noqa: N818  # a fault of a file, not a failure of the tool
    """A file's text that can't be read. `line` counts from 1; 0 is the whole file.

    `code` is the name under which `check` lists it.
    """

    def __init__(self, problem: str, line: int = 0, code: str = "unreadable") -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line
        self.code = code


def refuse_markers(text: str) -> None:
    """Raises Unreadable where a merge left its conflict markers at the start of a line.

    A line of `=======` alone is no sign: people underline headings so.
    """
    if "<<<<<<<" not in text and ">>>>>>>" not in text and "|||||||" not in text:
        return
    if match := _MARKER.search(text.removeprefix(BOM)):
        problem = "it has conflict markers of a merge"
        raise Unreadable(problem, _line_at(text, match.start()), "conflict-markers")


def refuse_long_keys(text: str) -> None:
    """Raises Unreadable for a key of very many parts, for which parsers take quadratic time."""
    if text.count(".") < DEEPEST:
        return
    shape = _bare(text)
    if match := _LONG_KEY.search(shape):
        raise Unreadable(f"a key has more than {DEEPEST} parts", _line_at(shape, match.start()))


def refuse_deep_nesting(text: str) -> None:
    """Raises Unreadable where arrays and inline tables go too deep; the brackets are balanced."""
    if text.count("[") <= DEEPEST and text.count("{") <= DEEPEST:
        return  # both together stay below what any parser takes
    depth, shape = 0, _bare(text)
    for match in _BRACKET.finditer(shape):
        depth += 1 if match[0] in "[{" else -1
        if depth > DEEPEST:
            raise Unreadable(f"nested more than {DEEPEST} deep", _line_at(shape, match.start()))


def line_of_long_number(text: str) -> int:
    """The line of a number with hundreds of digits, 0 where there is none."""
    shape = _bare(text)
    match = _LONG_NUMBER.search(shape)
    return _line_at(shape, match.start()) if match else 0


def line_of(text: str, key: str, table: str = "", nth: int = 1) -> int:
    """The line of a key at the top, or in the nth table with that header; 0 where it isn't found.

    A key that the table doesn't have gives the line of the table's header.
    """
    wanted = re.compile(rf"[ \t]*{re.escape(key)}[ \t]*=")
    inside, seen, depth, header = not table, 0, 0, 0
    for number, line in enumerate(_bare(text.removeprefix(BOM)).split("\n"), 1):
        head = None if depth else _HEAD.match(line)
        if head:
            if inside:
                break
            seen += head[1].strip() == table
            inside = head[1].strip() == table and seen == nth
            header = number if inside else 0
            continue
        if inside and not depth and wanted.match(line):
            return number
        depth += line.count("[") + line.count("{") - line.count("]") - line.count("}")
    return header


def lines_of_keys(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Every line that begins a table or sets a key, with the names of the tables and the key's."""
    depth, header = 0, ""
    lines = text.removeprefix(BOM).split("\n")
    for number, line in enumerate(_bare(text.removeprefix(BOM)).split("\n"), 1):
        whole = lines[number - 1]
        if not depth and _HEAD.match(line):
            header = whole.partition("[")[2].strip("[ \t").rpartition("]")[0].rstrip("] \t")
            yield number, _names(header)
            continue
        if not depth and _KEY.match(line) and (match := _KEY.match(whole)):
            yield number, (*_names(header), *_names(match[1]))
        depth += line.count("[") + line.count("{") - line.count("]") - line.count("}")


def _names(dotted: str) -> tuple[str, ...]:
    """The names of a header or a key: frameworks.np, people."Head of CID"."""
    return tuple(match[0].strip("\"'") for match in _NAME.finditer(dotted))


def shape_of(text: str) -> str:
    """The text with strings and comments overwritten: every other character keeps its place.

    A string of several lines is on one line here, and a comment is blank.
    """
    return _OPAQUE.sub(lambda match: (" " if match[0][0] == "#" else "_") * len(match[0]), text)


def _bare(text: str) -> str:
    """The text with strings empty and comments gone; every line keeps its number."""
    return _OPAQUE.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    whole = match[0]
    return "" if whole[0] == "#" else '"' + "\n" * whole.count("\n") + '"'


def _line_at(text: str, place: int) -> int:
    return text.count("\n", 0, place) + 1
