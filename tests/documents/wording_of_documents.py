"""When two wordings count as the same: quotes, dashes, wraps and case of letters don't matter."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

_LABEL_WORDS: Final = re.compile(
    r"(recommendations?|recs?\b|areas? (for|of) (improvement|development)|afis?\b|afds?\b"
    r"|key concern|causes? (of|for) concern|coc\b|actions?|numbers?|no\b)[\s.:#-]*"
)
_NUMERALS: Final = {
    word: str(value)
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1
    )
}
_OPENING: Final = re.compile(r"\A(we (therefore )?recommend |it is recommended )?that ")
_QUOTES: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_EDGES: Final = " .:()[]-–"


def _straight(text: object) -> str:
    """NFKC, without soft hyphens, with straight quotes, in lower case."""
    plain = unicodedata.normalize("NFKC", str(text or "")).replace("\u00ad", "")
    return plain.translate(_QUOTES).casefold()


def words(text: object) -> str:
    """The words and numbers alone, a space between two; "don't" is one word."""
    return " ".join(re.findall(r"[^\W_]+", _straight(text).replace("'", "")))


def one_line(text: object) -> str:
    """The text with its punctuation, on one line."""
    return " ".join(_straight(text).split())


def begins(text: str, start: str) -> bool:
    """Whether the words begin with those of `start`, as whole words."""
    return f"{text} ".startswith(f"{start} ")


def begins_alike(text: str, start: str) -> bool:
    """As `begins`, with or without "That" and "We recommend that" before either."""
    return begins(text, start) or begins(_OPENING.sub("", text), _OPENING.sub("", start))


def ends(text: str, end: str) -> bool:
    """Whether the words end with those of `end`; the "and" of a list may follow."""
    return f" {text.removesuffix(' and')}".endswith(f" {end}")


def contains(text: str, part: str) -> bool:
    """Whether the words of `part`, one at least, stand in `text` in a row."""
    return bool(part) and f" {part} " in f" {text} "


def bare_label(label: object) -> str:
    """A label's number: "Recommendation 2a:" is "2a", "(S47)" is "s47", "R3" or "Three" is "3"."""
    plain = one_line(label).strip(_EDGES)
    if match := _LABEL_WORDS.match(plain):
        plain = plain[match.end() :].strip(_EDGES)
    plain = re.sub(r"^r(?=\d)", "", plain)
    return _NUMERALS.get(plain, plain)


def same_day(one: str, other: str) -> bool:
    """Whether two days are one; a month is its last day."""
    return _last_day(one) == _last_day(other)


def _last_day(day: str) -> str:
    if not re.fullmatch(r"\d{4}-\d\d", day):
        return day
    year, month = day.split("-")
    return f"{day}-{calendar.monthrange(int(year), int(month))[1]:02}"


def post_words(owner: object) -> str:
    """The words of a post that is given as its name, its id, or a table with either."""
    if isinstance(owner, dict):
        owner = owner.get("name") or owner.get("title") or owner.get("id")
    return words(str(owner or "").replace("-", " "))


def period_words(period: object) -> str:
    """A period with "/" for whatever dash it has."""
    return re.sub("[–—-]", "/", str(period)).strip()


def any_words(texts: Iterable[str]) -> set[str]:
    """The words of each text."""
    return {words(text) for text in texts}
