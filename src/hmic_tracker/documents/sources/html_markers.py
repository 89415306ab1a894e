"""The numbers of an HTML list, which the browser makes."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.sources.html_tree import Element

BULLET: Final = "•"

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)


def markers(items: Element) -> Iterator[str]:
    """Yield the marker of each `li` of a list, in order: "•", "3.", "c.", "iv."."""
    if items.tag != "ol":
        yield from (BULLET for child in items.elements if child.tag == "li")
        return
    children = [child for child in items.elements if child.tag == "li"]
    step = -1 if "reversed" in items.attributes else 1
    number = _whole(items.get("start"), len(children) if step < 0 else 1)
    for child in children:
        number = _whole(child.get("value"), number)
        yield f"{numeral(number, items.get('type'))}."
        number += step


def numeral(number: int, style: str) -> str:
    """A number as "1", "a", "A", "i" or "I" ask for it; as digits where they can't say it."""
    if style in {"a", "A"} and number > 0:
        letters = _letters(number)
    elif style in {"i", "I"} and 0 < number < 4000:
        letters = roman(number)
    else:
        return str(number)
    return letters.upper() if style.isupper() else letters


def roman(number: int) -> str:
    """A number from 1 to 3999 in small Roman numerals."""
    numerals = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        numerals += letters * times
    return numerals


def _letters(number: int) -> str:
    """1 is a, 26 z, 27 aa."""
    letters = ""
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("a") + place) + letters
    return letters


def _whole(text: str, otherwise: int) -> int:
    digits = text.strip()
    plain = digits.removeprefix("-")
    if plain.isascii() and plain.isdigit() and len(plain) < 7:
        return int(digits)
    return otherwise
