"""The lines of a PDF table's cell as one text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.documents.wording.patterns import BULLETS
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.sources.pdf_words import Word

_BULLET: Final = re.compile(rf"[{BULLETS}] ?")
_EDGES: Final = re.compile(r"^\W+|\W+$")
_HEADS: Final = """accountable completion december february implementation improvement november
recommendation recommendations responsibility responsible september"""
"""Long words of the narrow columns of registers, which programs cut without a hyphen."""


def vocabulary(words: Iterable[Word]) -> frozenset[str]:
    """The words of a document in small letters, by which a word that a cell cuts is known."""
    return frozenset(_bare(word.text) for word in words) | frozenset(_HEADS.split())


def join_lines(text: str, known: Set[str]) -> str:
    """Join the lines of a cell: with a space, but for the halves of a word. Bullets are left out.

    A word that has no room in its cell stands alone in its line and goes on in small letters: it
    is one where the document has it elsewhere.
    """
    joined = ""
    for line in text.split("\n"):
        shown = clean(_BULLET.sub("", line, count=1))
        last = joined[joined.rfind("\n") + 1 :]
        if not joined or not shown:
            joined += shown
        elif _is_divided(last, shown, known):
            joined = joined[:-1] + shown
        elif _is_cut(last, shown, known):
            joined += shown
        else:
            joined += f"\n{shown}"
    return joined.replace("\n", " ")


def _is_divided(line: str, following: str, known: Set[str]) -> bool:
    """Whether a hyphen at the end of a line divides a word."""
    if not line.endswith(("-", "\xad")) or not line[-2:-1].isalpha() or not following[0].islower():
        return False
    whole = _bare(line.rsplit(maxsplit=1)[-1] + following.split(maxsplit=1)[0])
    return whole not in known


def _is_cut(line: str, following: str, known: Set[str]) -> bool:
    if " " in line or not line[-1:].isalpha() or not following[0].islower():
        return False
    return _bare(line + following.split(maxsplit=1)[0]) in known


def _bare(text: str) -> str:
    return _EDGES.sub("", text).lower()
