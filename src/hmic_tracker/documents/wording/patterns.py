"""Patterns of numbers, kinds of items, labels and dates. They run in linear time.

All of them expect text whose runs of white space are single spaces (`sources.blocks.clean`).
"""

from __future__ import annotations

import re
from datetime import date

from hmic_tracker.domain.date_parsing import parse_due
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.words import Kind

_UNITS: Final = (
    *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"),
    *("twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_VALUES: Final = {word: n for n, word in enumerate(_UNITS, 1)} | {
    word: n * 10 for n, word in enumerate(_TENS, 2)
}

NUMBER: Final = (
    rf"(?:\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[- ](?:{'|'.join(_UNITS[:9])}))?"
    rf"|{'|'.join(sorted(_UNITS, key=len, reverse=True))})"
)
"""A number in digits or words up to ninety-nine; put a word boundary on either side."""

KIND: Final = r"(?:recommendations?|areas? for improvement(?: \(afis?\))?|afis?|causes? of concern)"
"""A kind of item as reports name it; put a word boundary before it."""

SHORT: Final = 100
"""A heading is never longer than this."""

CHAPTER_NUMBER: Final = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z] ?\d{1,2}(?:\.\d{1,2}){1,3})\.? (?=[A-Z])"
)
"""A chapter's number before its name."""
CHAPTER: Final = re.compile(
    r"(?:chapter|section|part) (?:\d{1,2}|[A-Z]|[IVX]{1,5})(?: ?[:.–—-]+ |: ?)(?=[A-Z])", re.I
)
"""What a chapter has before its name: "Chapter 3: Delivery", "Section 1. Leadership"."""
BULLETS: Final = "•◦▪●■◼◾⬛⬤‣⁃∙○◘▫◻◽➢➤►▶▸❖◆◇□✓✔\uf021-\uf0ff"
"""Marks that are nothing but a bullet, whatever follows, within a set of letters.

The last of them are the signs of Symbol and Wingdings, as programs copy them.
"""

LONGEST_NAME: Final = 90
"""The longest name of a framework."""
LONGEST_GRADED: Final = LONGEST_NAME + 40
"""The longest line with a framework's name and its grade, in up to five words."""

KIND_HEADING: Final = re.compile(rf"(?P<kind>{KIND})(?: \(afis?\))?:?", re.I)
GRADE_LINE: Final = re.compile(
    r"(?:(?P<before>\d{4}) )?(?:[A-Z]{2,8} )?(?:our )?(?:overall )?"
    r"(?:grade|grading(?! (?:the|an?|how|each|our|all)\b)|judge?ment"
    r"|(?:verdict|rating|assessment|assurance|opinion|outcome)(?= ?:|$))(?:\b|\d$)"
    r" ?\(?(?P<after>\d{4})?\)? ?[:–-]? ?(?P<grade>.{0,60})",
    re.I,
)
GRADE_IN_SENTENCE: Final = re.compile(
    r"(?:^|[.;] )(?:overall )?(?:grade|grading|judge?ment"
    r"|rating)(?: \(?\d{4}\)?)?: (?P<grade>[A-Z][^.;:]{2,40})",
    re.I,
)
"""A grade behind a sentence: "The report was published on 3 November. Grade: Good."."""
APPENDIX: Final = re.compile(
    r"(?P<which>(?:appendix|annexe?) (?:[a-z0-9]{1,3}|three|four|five))\b[ :.–—-]*(?P<rest>.*)",
    re.I,
)
NAMED: Final = re.compile(
    rf"\b(?P<kind>{KIND}) (?:nos?\.? |numbers? )?"
    r"(?P<list>\d{1,3}(?:(?:, and |, | and | & |-|–| to )\d{1,3}){0,60})\b(?![.,]?\d)",
    re.IGNORECASE,
)
"""Items by their numbers: "Recommendation 2", "Recommendations 1, 2 and 4", "AFIs 3-5"."""

_MONTH: Final = rf"(?:{'|'.join(MONTHS)}|{'|'.join(m[:3] for m in MONTHS)}|Sept)"
DATE: Final = re.compile(
    r"\b(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/(?:\d{4}|\d\d(?![\d/]))|\d{1,2}\.\d{1,2}\.\d{4}"
    r"|\d{1,2}-\d{1,2}-\d{4}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?)?{_MONTH}\b\.?,? \d{{4}}"
    rf"|{_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})\b",
    re.IGNORECASE | re.ASCII,
)
"""A day or a month with its year."""


_OF_THIS_CENTURY: Final = date(2049, 12, 31)
"""The day that a year of two figures is nearest to: only absolute dates are read in texts."""
_MONTH_FIRST: Final = re.compile(
    r"(?P<month>[a-z]+)\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,? (?P<year>\d{4})", re.I
)


_SOURCE_BEHIND: Final = re.compile(r"[a-z]\. ?\([A-Z\d][^() ]{0,20}\d\)$")


def ends_with_source(text: str) -> bool:
    """Return whether a text is a sentence with its source's number: "… be kept. (A31W0012)"."""
    return bool(_SOURCE_BEHIND.search(text[-30:]))


def number_of(word: str) -> int:
    """The value of what NUMBER matches."""
    if word.isdecimal():
        return int(word)
    return sum(_VALUES[part] for part in re.split(r"[- ]", word.lower()))


def in_words(number: int) -> str:
    """The number as a sentence has it: in words up to ten."""
    return _UNITS[number - 1] if 0 < number <= 10 else str(number)


def kind_of(word: str) -> Kind:
    """The kind that KIND matches."""
    first = word[:1].lower()
    return "recommendation" if first == "r" else "cause-of-concern" if first == "c" else "afi"


def numbers_in(listed: str) -> tuple[int, ...]:
    """The numbers of a list: "1, 2 and 4" or "3-5"."""
    numbers: list[int] = []
    for part in re.split(r", and |, | and | & ", listed):
        ends = [int(end) for end in re.split(r"-|–| to ", part)]
        numbers.extend(range(ends[0], max(ends[0], ends[-1]) + 1))
    return tuple(number for number in dict.fromkeys(numbers) if number)


def matched_due(matched: str) -> str | None:
    """Convert a match of DATE to an ISO day or month; None where there is no such date."""
    plain = re.sub(r" of ", " ", matched, flags=re.IGNORECASE)
    if american := _MONTH_FIRST.fullmatch(plain):
        plain = f"{american['day']} {american['month']} {american['year']}"
    try:
        return parse_due(plain, _OF_THIS_CENTURY)
    except InputError:
        return None


def folded(text: str | None) -> str:
    """Return a text's letters and digits alone, in lower case."""
    return "".join(letter for letter in (text or "").casefold() if letter.isalnum())


_OPEN_END: Final = re.compile(r"(?:;(?: and| or)?|, and|\.)$")


def known_again(text: str | None) -> str:
    """Return a text as it is known again: folded, without the stop or "; and" at its end."""
    return folded(_OPEN_END.sub("", (text or "").strip()))
