"""What a sentence about an item may mean: how far it is, how many are done, a date asked for.

A reading is a proposal: a person looks at each. What is said in a way that could be meant otherwise
(a question, a condition, two answers at once) is named as a doubt, and then nothing is proposed
that the words don't say.
"""

from __future__ import annotations

import re

from hmic_tracker.domain.answers import NOT_BOTH
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.domain.sendings import HOW_FAR
from hmic_tracker.domain.words import Progress, folded
from hmic_tracker.light_typing import Final, NamedTuple

_MONTH: Final = "|".join((*(name for name in MONTHS), *(name[:3] for name in MONTHS), "sept"))
_DAY: Final = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\b\.?(?:,? \d{{4}}\b)?"
    rf"|(?:{_MONTH})\b\.? \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?"
    rf"|(?:{_MONTH})\b\.?(?: \d{{4}}\b)?"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{4}-\d\d(?:-\d\d)?)"
)
_REQUEST: Final = re.compile(
    rf"\b(?:by|until|till|before|to|for|new date(?: of)?:?|now|end|extension to|ready in|done in"
    rf"|complete in|finish(?:ed)? in|expected in|expected)"
    rf"\s+(?:the )?(?P<end>end of |end |early |mid[ -]|late )?(?P<date>{_DAY})",
    re.IGNORECASE,
)
_NUMBERED_DAY: Final = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{_MONTH})\b(?:,? \d{{4}}\b)?"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}}-\d\d(?:-\d\d)?|(?<=\bin )(?:{_MONTH})\b)",
    re.IGNORECASE,
)
_ANY_DAY: Final = re.compile(rf"\b{_DAY}", re.IGNORECASE)
_VAGUE: Final = re.compile(
    r"\b(?:next (?:week|month|year|quarter)|new year|spring|summer|autumn|winter|easter|christmas"
    r"|shortly|soon|asap|q[1-4]|in \w+ weeks|in \w+ months|end of (?:the )?(?:month|year|quarter)"
    r"|year end|tbc|tbd)\b",
    re.IGNORECASE,
)
_PAST: Final = re.compile(
    r"\b(?:since|on|from|in|dated|approved|agreed|signed|completed|done|finished)\s+(?:the )?$",
    re.IGNORECASE,
)
_COMPLETED: Final = r"(?:completed?|done|finished|implemented|delivered|in place)"
_OF_IT: Final = (
    r"(?: of (?:it|them|this|the work|all))?(?: (?:is|are|was|has been|have been|now|been))*"
    rf"(?: (?:all )?{_COMPLETED})?"
)
_DONE: Final = re.compile(rf"\b(?:{_COMPLETED}|concluded|signed off|achieved|100 ?%)")
_FAR: Final[tuple[tuple[Progress, re.Pattern[str]], ...]] = (
    (
        "none",
        re.compile(
            r"\b(?:not (?:yet )?(?:been )?(?:started|begun)|yet to (?:start|begin)|no work"
            r"|(?:hasn't|hasn’t|has not|haven't|haven’t|have not) (?:yet )?(?:been )?"
            r"(?:started|begun)|nothing (?:has been )?done|0 ?%)"
        ),
    ),
    (
        "almost",
        re.compile(
            r"\b(?:almost|nearly|virtually|substantially|all but)\b(?: all)?(?: there)?"
            rf"{_OF_IT}|\bnear completion\b"
        ),
    ),
    (
        "majority",
        re.compile(
            rf"\b(?:mostly|largely|mainly)\b{_OF_IT}"
            rf"|\b(?:the )?majority\b(?: of (?:the )?work)?{_OF_IT}"
            rf"|\bmost (?:of (?:it|them|the work)|work|is|are)\b{_OF_IT}"
            rf"|\b(?:more than|over) half\b{_OF_IT}"
        ),
    ),
    (
        "some",
        re.compile(
            rf"\b(?:partly|partially|part|half)[ -]{_COMPLETED}|\bhalf(?:way)?\b{_OF_IT}"
            rf"|\bsome (?:work|progress)\b(?: has been)?(?: made)?{_OF_IT}"
            r"|\bjust (?:started|begun)\b|\bhas (?:started|begun)\b|^(?:started|begun|some)\b"
            r"|\bwork (?:started|has begun)\b"
        ),
    ),
)
_UNSURE_DONE: Final = re.compile(
    r"\b(?:not|never|isn't|isn’t|aren't|aren’t|hasn't|hasn’t|haven't|haven’t|won't|won’t|can't|can’t"
    r"|cannot|nothing|none|no one|yet|to be|will|should|would|could|may|might|shall|aim|aims|aiming"
    r"|expect|expects|expected|hope|hopes|hoping|plan|plans|planned|due|going to|if|once|when|until"
    r"|before|except|apart from|but|only|still|rest|remaining|remainder|outstanding|partly"
    r"|partially|half|some|subject to|awaiting|pending|incomplete|phase|stage|first|needs|need|must"
    r"|in progress|under ?way|on ?going|want|wants|trying|unless|other than|bar|think|believe"
    r"|probably|maybe|perhaps|assume)\b"
    r"|n't\b|n’t\b"
)
_FEW_WORDS: Final = 4
_PERCENT: Final = re.compile(rf"(?<![\d.])(\d{{1,3}}) ?(?:%|per ?cent\b){_OF_IT}")
_RATIO: Final = re.compile(
    r"(?<![/.\d])(\d{1,5}) ?(?:/|of(?: the)?|out of(?: the)?) ?(\d{1,5})\b(?![/.]\d)" + _OF_IT
)
_NO_NEWS: Final = re.compile(
    r"(?:there (?:is|has been) )?(?:no (?:change|changes|update|news|further update|movement"
    r"|progress to report)|nothing (?:new|to report|to add)|unchanged|as before|as last month"
    r"|same as (?:before|last month|last time)|nil|n/a|-)\b"
    r"(?: (?:since )?(?:last (?:month|time|update)|from me|here|to report))?[ .!]*"
)
_QUESTION: Final = re.compile(r"\?\s*$|\?\s")


class Statement(NamedTuple):
    """What a sentence proposes; `doubt` is why a person has to look closer."""

    how_far: str = ""
    done: str = ""
    new_date: str = ""
    doubt: str = ""
    is_no_news: bool = False


def read_statement(text: str, of: int = 1) -> Statement:
    """What is said of an item, or of so many nameless ones."""
    plain = folded(text).strip(" .,:;!-\u2013\u2014")
    if _NO_NEWS.fullmatch(plain):
        return Statement(is_no_news=True)
    if _QUESTION.search(text):
        return Statement(doubt="a question")
    date, date_doubt = _date(text)
    count, far, doubt = _far(plain, of)
    if far == "complete" and date:
        far, doubt = None, doubt or NOT_BOTH
    doubts = [each for each in (doubt, date_doubt) if each]
    return Statement(HOW_FAR[far] if far else "", count, date, "; ".join(doubts))


def says_how_far(text: str) -> bool:
    """Whether a few words over a list of items say how far they are, or that they are not."""
    plain = folded(text).strip(" .,:;!-\u2013\u2014")
    count, far, doubt = _far(plain, 1)
    is_short = len(plain.split()) <= _FEW_WORDS
    return bool(count or far or doubt or _NO_NEWS.fullmatch(plain)) or (
        is_short and bool(_UNSURE_DONE.search(plain))
    )


def _far(plain: str, of: int) -> tuple[str, Progress | None, str]:
    """How many are done, how far it is, and what is doubtful about that."""
    readings: dict[Progress, str] = {}
    plain, count = _NUMBERED_DAY.sub(" ", plain), ""
    for match in _PERCENT.finditer(plain):
        if int(match[1]) <= 100:
            readings.setdefault(_of_share(int(match[1]), 100), match[0])
    rest = _PERCENT.sub(" ", plain)
    for match in _RATIO.finditer(rest):
        number, whole = int(match[1]), int(match[2])
        if whole == of > 1 and number <= whole and not count:
            count = str(number)
        elif whole > 1 and number <= whole:
            readings.setdefault(_of_share(number, whole), match[0])
    rest = _RATIO.sub(" ", rest)
    for word, pattern in _FAR:
        if words := pattern.search(rest):
            readings.setdefault(word, words[0])
            rest = pattern.sub(" ", rest)
    is_done = _DONE.search(rest)
    if is_done and not count and (not readings or "complete" in readings):
        unsure = _UNSURE_DONE.search(rest)
        if unsure:
            return "", None, f"'{is_done[0]}', with '{unsure[0]}'"
        readings["complete"] = is_done[0]
    elif is_done and not count and not {"almost", "majority"} & set(readings):
        return "", None, f"'{is_done[0]}' and '{next(iter(readings.values()))}'"
    if len(readings) > 1:
        return count, None, " and ".join(f"'{each}'" for each in readings.values())
    far = next(iter(readings), None)
    if far is not None and re.search(r"\b(?:not|isn't|isn’t|never|if)\b", rest):
        return count, None, f"'{readings[far]}', with a 'not' or an 'if'"
    return count, far, ""


def _of_share(number: int, whole: int) -> Progress:
    """The word of a share done, as steps give it."""
    from hmic_tracker.domain.parts import progress_of_steps

    return progress_of_steps(number, whole)


def _date(text: str) -> tuple[str, str]:
    """The date that is asked for, and what is doubtful about it."""
    requests = {_spelled(match): match for match in _REQUEST.finditer(text)}
    if len(requests) > 1:
        return "", f"two dates: {' and '.join(requests)}"
    if requests:
        date, match = next(iter(requests.items()))
        if match["end"] and match["end"].strip().lower() not in {"end of", "end"}:
            return "", f"when is '{match['end'].strip().lower()} {date}'?"
        return date, ""
    if vague := _VAGUE.search(text):
        return "", f"when is '{vague[0].lower()}'?"
    for match in _ANY_DAY.finditer(text):
        is_month = match[0] not in {"may", "mar", "march", "dec"}
        if is_month and not _PAST.search(text[: match.start()]):
            return "", f"what is '{match[0]}'?"
    return "", ""


def _spelled(match: re.Match[str]) -> str:
    """The date as a cell would have it: no "of", no "th"."""
    plain = re.sub(r"(\d)(?:st|nd|rd|th)\b", r"\1", match["date"], flags=re.IGNORECASE)
    if re.match(r"\d{1,2}[/.]\d", plain):
        return plain
    return " ".join(re.sub(r" of |[,.]", " ", plain).split())
