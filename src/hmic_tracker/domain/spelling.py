"""Spellings of one name that look alike: letters composed or not, signs that can't be seen.

Only texts with a sign beyond ASCII come here: `words.folded` and `words.composed` ask first.
"""

from __future__ import annotations

import re
import unicodedata

from hmic_tracker.light_typing import Final

_UNSEEN: Final = re.compile(
    "["
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"  # soft hyphen, joiner, fillers of Hangul and Khmer
    "\u180b-\u180f\u200b-\u200f\u202a-\u202e"  # Mongolian selectors, no width, directions
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"  # joiners, Hangul fillers, variations
    "\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # shorthand and music
    "\U000e0000-\U000e0fff]"  # tags and more variations
)
"""What Unicode calls default ignorable: nothing is drawn for it."""
_BLANK: Final = str.maketrans({0x2800: " ", 0x16FE4: " ", 0x1D159: " "})
"""Signs that are drawn as nothing and are no spaces to Python: Braille, Khitan, music."""


def canonical(text: str) -> str:
    """The text with letters in one case and composed, and without what can't be seen."""
    seen = _UNSEEN.sub("", text).translate(_BLANK)
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", seen).casefold())


def nfc(text: str) -> str:
    """The text with its letters composed."""
    return unicodedata.normalize("NFC", text)
