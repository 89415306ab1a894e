"""Texts in marked text: every space single, nothing hidden, the same again when it is read."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hmic_tracker.light_typing import Final

_JOINERS: Final = "\u200c\u200d"
"""Scripts and emoji need them, and no editor takes them away."""
_LOOSE_SPACE: Final = re.compile(r"^ | $| (?= )")
_ESCAPE: Final = re.compile(r"\\(?:([\\t])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))")


def escape(text: str, also: str = "") -> str:
    r"""Write a text so that it survives an editor that trims, wraps and changes line ends.

    Characters that don't print (controls, bidirectional marks, other spaces), backslashes, those
    in `also`, and spaces at an end or beside another are written as `\x1b`, `\u202e`, `\t`, `\\`.
    """
    text = text.replace("\\", "\\\\")
    if also or not text.isprintable():
        text = "".join(_escaped(char) if _is_escaped(char, also) else char for char in text)
    return _LOOSE_SPACE.sub(r"\\x20", text)


def unescape(text: str) -> str:
    """Read a text that `escape` wrote; a backslash that begins no escape is itself."""
    return _ESCAPE.sub(_char, text) if "\\" in text else text


def wrapped(text: str, width: int) -> Iterator[str]:
    """Yield the lines of an escaped text, at most so wide where its words allow; at least one."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _is_escaped(char: str, also: str) -> bool:
    return char in also or not (char.isprintable() or char in _JOINERS)


def _escaped(char: str) -> str:
    code = ord(char)
    if char == "\t":
        return "\\t"
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _char(match: re.Match[str]) -> str:
    if sign := match[1]:
        return "\t" if sign == "t" else sign
    code = int(match[2] or match[3] or match[4], 16)
    return chr(code) if code < 0x110000 else match[0]
