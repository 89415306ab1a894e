"""Text from outside is data: what would steer a terminal or hide is shown, not obeyed."""

from __future__ import annotations

from functools import cache

from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.patterns import pattern

if TYPE_CHECKING:
    import re

# Excel and its like begin a formula with these, full width too, after white space as well.
_FORMULA_START: Final = pattern(r"['\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def visible(text: str, *, newlines: bool = False) -> str:
    r"""The text with every character that could mislead a reader written as an escape.

    Escaped as `\x1b`, `\u202e` or `\U000e0041`: control characters, bidirectional controls, line
    and paragraph separators, characters without width that can hide text, lone surrogates and
    noncharacters (the exact set: `misleading`). ZWJ, ZWNJ and variation selectors stay: scripts
    and emoji need them. A tab becomes a space; a newline, also as CR LF, stays if `newlines` and
    becomes a space otherwise.

    A backslash is not escaped, so that paths and patterns read as typed: `\x1b` in the result may
    have been those four characters before. The result has nothing left to escape, and
    visible(visible(text)) == visible(text).
    """
    # Everything in the set is unprintable to Python, so one pass in C clears nearly every text.
    if text.isprintable() or (newlines and text.replace("\n", "").isprintable()):
        return text
    text = text.replace("\r\n", "\n").replace("\t", " ")
    if not newlines:
        text = text.replace("\n", " ")
    return misleading().sub(_escape, text)


def header_text(text: str) -> str:
    """The text for a mail's header: one line, and nothing begins an encoded word (RFC 2047)."""
    return " ".join(visible(text).replace("=?", "= ?").split())


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet would take a text that is typed into it for a formula."""
    return _FORMULA_START.match(text) is not None


@cache
def misleading() -> re.Pattern[str]:
    """The pattern of one character that is never written as it is; newline is not in it."""
    import re

    planes = "".join(f"{chr(p + 0xFFFE)}-{chr(p + 0xFFFF)}" for p in range(0, 0x110000, 0x10000))
    return re.compile(
        "["
        "\x00-\x09\x0b-\x1f\x7f-\x9f"  # C0 but newline, DEL, C1
        "\u061c\u200e\u200f\u202a-\u202e"  # bidirectional marks, embeddings and overrides
        "\u2028\u2029"  # line and paragraph separator
        "\u00ad\u180e\u200b\ufeff"  # soft hyphen, spaces and joins without width
        "\u2060-\u206f"  # word joiner, invisible operators, isolates, old format controls
        "\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # annotation, shorthand, music
        "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tags and what is reserved around them
        "\ud800-\udfff"  # surrogates; in a Python string always lone
        "\ufdd0-\ufdef" + planes + "]"  # noncharacters
    )


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
