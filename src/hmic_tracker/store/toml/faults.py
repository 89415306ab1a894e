"""What the parser finds wrong with a text, in people's words: what it is, and what to write."""

from __future__ import annotations

import re

from hmic_tracker.light_typing import Final

_AT_LINE: Final = re.compile(r"at line (\d+)")
_NAME: Final = re.compile(r"\s*([A-Za-z0-9_.-]{1,60})\s*[=:]|\s*\[{1,2}\s*([\w. '\"-]{1,60}?)\s*\]")
_NOT_CLOSED: Final = "a text is not closed: it ends with the quotation mark that it begins with"
_TWICE: Final = "{name} is there twice: keep one of them"
_PLAIN: Final = (
    ("invalid value", 'the value of {name} can\'t be read: a text is written "TEXT"'),
    (
        "expected newline or end of document",
        'the value of {name} can\'t be read to its end: a text is written "TEXT", '
        "and a day is written 2008-09-30",
    ),
    ("expected '='", "a name has no = and value after it: write NAME = VALUE"),
    ("invalid statement", "this is neither NAME = VALUE nor the name of a table: [NAME]"),
    ("invalid initial character", "this is no name: write NAME = VALUE"),
    ("unterminated string", _NOT_CLOSED),
    ('expected "\'"', _NOT_CLOSED),
    ("illegal character '\\n'", _NOT_CLOSED),
    ("found invalid character '\\n'", _NOT_CLOSED),
    ("cannot overwrite", _TWICE),
    ("cannot declare", _TWICE),
    ("unescaped '\\'", "a text has a single \\: write \\\\, or put the text in '...'"),
    ("unclosed array", "a list is not closed: commas part its values, and it ends with ]"),
    ("unclosed inline table", "a table in one line is not closed: it ends with }}"),
    ("expected ']'", "the name of a table is not closed: it ends with ]"),
    ("invalid date", "{name} is no day that there is: write it as 2008-09-30"),
)


def plain_fault(message: str, text: str) -> tuple[str, int]:
    """The parser's message on a text as a person needs it, and the line that it is about."""
    place = _AT_LINE.search(message)
    problem = message.split(" (at ", maxsplit=1)[0]
    problem = f"{problem[:1].lower()}{problem[1:120]}"
    number = int(place[1]) if place else text.rstrip().count("\n") + 1  # "at end of document"
    line = next(iter(text.split("\n")[number - 1 : number]), "")
    match = _NAME.match(line)
    name = f"'{match[1] or match[2]}'" if match else "a name"
    plain = next((each for start, each in _PLAIN if problem.startswith(start)), None)
    words = problem if plain is None else plain.format(name=name)
    return f"not valid TOML: {words}", number
