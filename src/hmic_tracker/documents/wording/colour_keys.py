"""The key to a document's colours: "Green: Complete", "Amber – in progress", line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from hmic_tracker.documents.wording.status_cells import StatusCell, is_colour, status_cell
from hmic_tracker.light_typing import Final

_LETTERS: Final = {"r": "red", "a": "amber", "g": "green", "b": "blue", "w": "white"}
"""Colours that a letter stands for, in a key or in a cell."""
_LINE: Final = re.compile(
    r"(?:[•–-] )?(?P<colour>[A-Za-z]{3,6}|[A-Z]{1,3}(?= ?[:=–—]|\t| [A-Z]))\)?"
    r"(?: ?(?:[:=–—]|-{1,3})|\t)? ?"
    r"(?P<meaning>[A-Za-z][^\t]{2,79})"
)
_NAME_OF_KEY: Final = re.compile(
    r"(?:(?:b?rag|status|colou?r)(?: (?:status|rating))? )?(?:key|legend)(?: to [a-z ]{3,20})?"
    r" ?[:–-] ?|b?ragb?(?: (?:status|rating))? ?[:–] ?",
    re.I,
)
_NEXT: Final = re.compile(
    r"(?:^| )(?=(?:blue|green|amber|red|yellow|gr[ea]y|black|white) ?(?:[:=–—-]|\()"
    r"|(?-i:[A-Z]) ?[:=–—])",
    re.I,
)
"""Where the next colour or letter of a key begins that stands on one line."""
_NO_COLOUR: Final = re.compile(r"; (?=[A-Z][a-z]{2,12}(?: [a-z]{2,12}){0,2} ?[:=–—])")
"""Where a key goes on with a word: "Amber – under way; Complete – signed off"."""
_WORD: Final = re.compile(r"[A-Za-z]+")
_LONGEST: Final = 600
_OTHER: Final = re.compile(r", (?:or |and )?|; | or | / ")

ColourKey = dict[str, StatusCell]


def colours_explained(texts: Iterable[str]) -> ColourKey:
    """Return what each colour says of an item, where lines beside each other explain two or more.

    A colour that is explained twice, or that may be one of two states, says nothing.
    """
    lines = [line for text in texts for line in _lines(text)]
    key: ColourKey = {}
    doubtful: set[str] = set()
    for line, other in (*pairwise(lines), *((b, a) for a, b in pairwise(lines))):
        if line is None or other is None or line[0] == other[0]:
            continue
        colour, meaning = line
        cell = _state(meaning)
        if cell is None or key.setdefault(colour, cell) != cell:
            doubtful.add(colour)
    return {colour: cell for colour, cell in key.items() if colour not in doubtful}


def colour_named(text: str) -> str:
    """Return the name of a colour as the key has it: "A" is amber."""
    plain = text.strip(" .").casefold()
    return _LETTERS.get(plain, plain)


def _lines(text: str) -> list[tuple[str, str] | None]:
    """Return what each line of a text explains; a key may have all its colours on one."""
    whole = _NAME_OF_KEY.sub("", text[:_LONGEST])
    parts = [_NO_COLOUR.split(part)[0] for part in _NEXT.split(whole) if part.strip()]
    several = [_explained(part.strip(" .;,|")) for part in parts]
    return several if len(parts) > 1 and all(several) else [_explained(text)]


def _explained(text: str) -> tuple[str, str] | None:
    """Return the colour that a line explains, and what it says of it.

    The letters that the meaning's words begin with stand for it as well: "C: Complete".
    """
    match = _LINE.fullmatch(text)
    colour = colour_named(match["colour"]) if match else ""
    if match is None or not (is_colour(colour) or _are_initials(match["colour"], match["meaning"])):
        return None
    return colour, match["meaning"]


def _are_initials(letters: str, meaning: str) -> bool:
    """Return whether capital letters are those that the first words of a meaning begin with."""
    words = _WORD.findall(meaning)[: len(letters)]
    return letters.isupper() and letters == "".join(word[0] for word in words).upper()


def _state(meaning: str) -> StatusCell | None:
    """Return the one state that the words of a key name."""
    cells = [cell for part in _OTHER.split(meaning) if (cell := status_cell(part)) and cell.status]
    return cells[0] if cells and len({cell.status for cell in cells}) == 1 else None
