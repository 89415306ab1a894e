"""Values as JSON text for programs."""

from __future__ import annotations

import json
import re

from hmic_tracker.render.visible import misleading


def dump(value: object) -> str:
    r"""The value as JSON, indented by two, ending in a newline; json.loads gives it back.

    Letters of every script stand as they are. What `visible` would escape, JSON escapes here as
    `\uXXXX` (a pair of them outside the basic plane), so a terminal obeys none of it and a program
    gets the very same text. Two surrogates in a row are the one thing that comes back otherwise: as
    the character they make. Raises ValueError for NaN and infinities, TypeError for other types.
    """
    text = json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False)
    if text.isascii() and "\x7f" not in text:
        # json.dumps has escaped the other control characters; no need to look at each.
        return text + "\n"
    return misleading().sub(_escape, text) + "\n"


def _escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    if code < 0x10000:
        return f"\\u{code:04x}"
    high, low = divmod(code - 0x10000, 0x400)
    return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"


draw = dump
