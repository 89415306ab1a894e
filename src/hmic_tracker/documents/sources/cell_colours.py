"""The name of a cell's fill, where a person gave a colour and no word."""

from __future__ import annotations

import colorsys
import re
from functools import lru_cache

from hmic_tracker.light_typing import Final

RAG_HEAD: Final = re.compile(r".{0,30}(?:\bb?rag+b?\b|\bcolou?rs?\b|\bstatus\b).{0,30}", re.I)
"""The head of a column whose cells may be a colour alone."""
_NAMES: Final = (
    *((14, "Red"), (62, "Amber"), (165, "Green"), (255, "Blue"), (330, ""), (360, "Red")),
)
"""The name of each hue up to so many degrees; purple says nothing of how something stands."""
_RGB: Final = re.compile(r"(?:[0-9a-fA-F]{2})?([0-9a-fA-F]{6})")
_INDEXED: Final = {
    10: "FF0000", 11: "00FF00", 12: "0000FF", 13: "FFFF00", 17: "008000", 30: "0066CC",
    40: "00CCFF", 42: "CCFFCC", 43: "FFFF99", 44: "99CCFF", 45: "FF99CC", 48: "3366FF",
    50: "99CC00", 51: "FFCC00", 52: "FF9900", 53: "FF6600", 57: "339966",
}  # fmt: skip
"""The colours of Excel's old palette that say something, by their numbers."""


def indexed_colour(number: int) -> str:
    """Return the name of a colour of Excel's palette, "" where it says nothing."""
    return colour_name(_INDEXED.get(number, ""))


@lru_cache(maxsize=256)
def colour_name(code: str) -> str:
    """Return the name of "FFFFC000" or "#ffc000", "" for grey, white and what says nothing."""
    match = _RGB.fullmatch(code.removeprefix("#"))
    if match is None:
        return ""
    red, green, blue = (int(match[1][n : n + 2], 16) / 255 for n in (0, 2, 4))
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    if saturation < 0.12 or value < 0.25:
        return ""
    return next(name for end, name in _NAMES if hue * 360 <= end)
