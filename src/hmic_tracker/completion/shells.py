"""How shells are spoken to: their completion scripts, and text quoted as they read it.

The scripts ask `tracker __complete SHELL …` and never evaluate what it answers. The answer's first
line says what follows: `words` (one candidate a line), or `files` or `folders` for the shell's own.
"""

from __future__ import annotations

from pathlib import Path

from hmic_tracker.light_typing import Final, NamedTuple

SHELLS: Final = ("bash", "zsh", "fish")

_PLAIN: Final = frozenset("-_./:@%+,=")
_IN_DOUBLE: Final = frozenset('"$`\\')


def script(shell: str) -> str:
    """The completion script of one of SHELLS."""
    file = Path(__file__).resolve().with_name(f"tracker.{shell}")
    return file.read_text(encoding="utf-8")


class Word(NamedTuple):
    """A word of a command line: what it means, and the quote that is still open at its end.

    `kept` is how much of the value stays where Bash puts a candidate in its place.
    """

    value: str
    quote: str = ""
    kept: int = 0


def words_of(line: str, breaks: str = "") -> list[Word]:
    """The words of a line as a shell cuts them; the last is where the cursor stands, maybe empty.

    Nothing is expanded. Inside an open quote Bash replaces what follows that; else what follows the
    last of its word breaks that isn't quoted; "@" is replaced along with what follows it.
    """
    words: list[Word] = []
    value, quote, kept, outside, begun, escaped = "", "", 0, 0, False, False
    for sign in line:
        if sign.isspace() and not (quote or escaped):
            words += [Word(value)] if begun else []
            value, kept, begun = "", 0, False
            continue
        begun = True
        if escaped:
            value += sign if quote != '"' or sign in _IN_DOUBLE else f"\\{sign}"
            escaped = False
        elif sign == "\\" and quote != "'":
            escaped = True
        elif sign == quote:
            quote, kept = "", outside
        elif quote:
            value += sign
        elif sign in "'\"":
            quote, outside, kept = sign, kept, len(value)
        else:
            value += sign
            if sign in breaks:
                kept = len(value) - (sign == "@")
    return [*words, Word(value, quote, kept)]


def quoted_for_bash(text: str, quote: str) -> str:
    """A text written so that Bash reads it as it is, inside the quote that is open or outside."""
    if quote == "'":
        # Bash closes the quote, unless the last sign looks as if it were closed already.
        inside = text.replace("'", "'\\''")
        return inside[:-1] if text.endswith("'") else inside
    if quote == '"':
        # A "!" is history even between double quotes, where a backslash before it would stay.
        signs = (f"\\{s}" if s in _IN_DOUBLE else "\"'!'\"" if s == "!" else s for s in text)
        inside = "".join(signs)
        if text.endswith('"'):
            return f'{inside[:-2]}"\\"'
        return f'{inside}"' if text.endswith("!") else inside
    return "".join(s if s.isalnum() or s in _PLAIN else f"\\{s}" for s in text)
