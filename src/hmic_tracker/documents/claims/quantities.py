"""The numbers of a sentence: digits and words, shares, percents; none of dates and labels."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hmic_tracker.documents.claims.blanks import blank
from hmic_tracker.documents.claims.measure_words import FIGURE, value_of
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import Final, NamedTuple

_MONTHS: Final = "|".join((*MONTHS, *(month[:3] for month in MONTHS), "sept"))
_DATES: Final = re.compile(
    r"\b(?:items|actions|points|numbers|nos\.?) \d{1,2}(?:(?:, | and |, and | to |–|-)\d{1,2})+"
    r"(?! (?:of|out)\b)"
    rf"|{DATE.pattern}|\b(?:19|20)\d\d(?:[/–-]\d{{2,4}})?\b|\b(?:report|appendix|annex|paragraph"
    r"|item(?!s)|part|section|table|page|note|recommendation|rec|afi|concern|paper|number|no\.?|phase|version|stage"
    r"|level|pillar|question|sheet|slide|option|tier|wave|year|day|q)(?:s|:)? \d+(?:\.\d+)*[a-z]?\b"
    r"|\b(?:phase|stage|part|version) (?:one|two|three|four|five)\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTHS})\b"
    r"|(?<![\w.,/-])\d{1,3} ?(?:to|through|–|-) ?\d{1,3}(?![\w.,/%-])"
    r"(?! (?:days?|weeks?|months?|years?|per|in|of)\b)"
    r"|\b(?:work|progress|start(?:ed|s)?|action) (?:on|against|under) (?:nos?\.? |numbers )?"
    r"\d{1,2}(?:(?:,|,? and| to) \d{1,2})*(?= (?:is|was|has|had|are|were|have)\b|[.,;])"
    r"|(?<![\w-])(?:REC|AFI|COC|GP)[-‐‑–]?\d+[a-z]?\b|\b\d{1,2}/\d{1,2}/\d{2,4}\b"
    r"|(?:\(?\b0\d{2,4}\)?[ -]?\d{3,4}[ -]?\d{3,4}(?:/\d+)?)|\b\d{1,2}(?:[:.]\d\d) ?(?:am|pm)\b",
    re.I,
)
_OF: Final = re.compile(r"\b(?:of|in|at) $", re.I)
_BRACKET: Final = re.compile(
    r"(?: [\w-]+){0,4}(?: ?[(\[](?:or |about )?|, (?:which is|or|equivalent to|equal to) )"
)


class Quantity(NamedTuple):
    """How many, of how many or what share, and where it stands; `is_all` is "all" or "both"."""

    start: int
    end: int
    value: int | None
    of: int | None
    percent: float | None
    is_all: bool = False


def without_dates(sentence: str) -> str:
    """Return a sentence with blanks where a number is a date's or a label's."""
    return _DATES.sub(blank, sentence)


_A_NUMBER: Final = re.compile(r"\b[A-Z]{2,} $")
_OF_DAYS: Final = re.compile(r"(?:,| and| or| to) [\d,]+ (?:days?|weeks?|months?|years?)\b", re.I)
_A_PRONOUN: Final = re.compile(r"\b(?:has|have|had|needs?|without|got|given|want(?:s|ed)?) $", re.I)
_ENDS: Final = re.compile(r" ?(?:[.,;:)]|$|(?:and|but|yet|either)\b)")


def quantities_of(masked: str) -> list[Quantity]:
    """Return the quantities of a sentence without its dates, in order."""
    return _joined(masked, list(_quantities(masked)))


def _quantities(masked: str) -> Iterator[Quantity]:
    for match in FIGURE.finditer(masked):
        word = match[0].lower()
        if match["slash"] and _A_NUMBER.search(masked[: match.start()]):
            continue  # "(DOC 4/26)" is a document
        if word.startswith("all") and not match["all"] and _OF.search(masked[: match.start()]):
            continue  # "34% of all items" are those items
        is_pronoun = word == "one" and _A_PRONOUN.search(masked[: match.start()])
        if _OF_DAYS.match(masked, match.end()) or (is_pronoun and _ENDS.match(masked, match.end())):
            continue  # "by 299 and 705 days", "No open item has one"
        if match["percent"]:
            yield Quantity(*match.span(), None, None, float(match["percent"]))
        elif word.startswith(("all", "both")):
            number = 2 if word.startswith("both") else None
            number = value_of(match["all"]) if match["all"] else number
            yield Quantity(*match.span(), number, number, None, True)
        else:
            other = match["of"] or match["slash"]
            of = value_of(other) if other else None
            value = value_of(match["value"])
            if value is None:
                if of is None:
                    yield Quantity(*match.span(), None, None, 50.0)
                    continue
                value = of // 2
            yield Quantity(*match.span(), value, of, None)


def _joined(masked: str, quantities: list[Quantity]) -> list[Quantity]:
    """Return the quantities, a share in brackets joined to the number that it is of.

    "All but five of the 22" are 17 of the 22.
    """
    joined: list[Quantity] = []
    for one in quantities:
        last = joined[-1] if joined else None
        between = masked[last.end : one.start] if last else ""
        if (
            last
            and one.percent is not None
            and last.percent is None
            and _BRACKET.fullmatch(between)
        ):
            joined[-1] = last._replace(percent=one.percent)
        elif last and last.is_all and between == " but " and one.value and one.of:
            joined[-1] = one._replace(start=last.start, value=one.of - one.value)
        else:
            joined.append(one)
    return joined
