"""What a sentence about an item may mean: how far it is, how many are done, a date asked for.

A reading is a proposal: a person looks at each. What is said in a way that could be meant otherwise
(a question, a condition, two answers at once) is named as a doubt, and then nothing is proposed
that the words don't say.
"""

from __future__ import annotations

import re

from hmic_tracker.documents.answers.statement_doubts import (
    COMPLETED,
    against_completed,
    against_reading,
    tally,
)
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
_OF_IT: Final = (
    r"(?: of (?:it|them|this|the work|all))?(?: (?:is|are|was|has been|have been|now|been))*"
    rf"(?: (?:all )?{COMPLETED})?"
)
_DONE: Final = re.compile(rf"\b(?:{COMPLETED}|concluded|signed off|achieved|100 ?%)")
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
            rf"|\bmost (?:of (?:it|them|the work)|work|is|are|{COMPLETED})\b{_OF_IT}"
            rf"|\b(?:more than|over) half\b{_OF_IT}"
        ),
    ),
    (
        "some",
        re.compile(
            rf"\b(?:partly|partially|part|half)[ -]{COMPLETED}|\bhalf(?:way)?\b{_OF_IT}"
            rf"|\bsome (?:work|progress)\b(?: has been)?(?: made)?{_OF_IT}"
            r"|\bjust (?:started|begun)\b|\bhas (?:started|begun)\b|^(?:started|begun|some)\b"
            r"|\bwork (?:started|has begun)\b"
        ),
    ),
)
_HEAD_OF_OPEN: Final = re.compile(
    r"\b(?:not|never|nothing|none|no one|yet|to be|will|should|would|could|may|might|shall|aim|aims"
    r"|expected|hope|hopes|planned|due|going to|if|when|until|before|except|but|only|still|rest"
    r"|remaining|remainder|outstanding|partly|partially|half|some|subject to|awaiting|pending"
    r"|incomplete|phase|stage|first|needs|need|must|in progress|under ?way|on ?going)\b|n't\b|n’t\b"
)
"""What a few words over a list say of items that are not completed, without its word."""
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


def read_statement(text: str, of: int = 1, among: int = 1) -> Statement:
    """What is said of an item, or of so many nameless ones, in a sentence on so many items."""
    plain = folded(text).strip(" .,:;!-\u2013\u2014")
    if _NO_NEWS.fullmatch(plain):
        return Statement(is_no_news=True)
    if _QUESTION.search(text):
        return Statement(doubt="a question")
    date, date_doubt = _date(text)
    count, far, doubt = _far(plain, of, max(of, among))
    if far == "complete" and (date or date_doubt):
        far, doubt = None, NOT_BOTH if date else ""
    doubts = [each for each in (doubt, date_doubt) if each]
    return Statement(HOW_FAR[far] if far else "", count, date, "; ".join(doubts))


def says_how_far(text: str) -> bool:
    """Whether a few words over a list of items say how far they are, or that they are not."""
    plain = folded(text).strip(" .,:;!-\u2013\u2014")
    count, far, doubt = _far(plain, 1, 1)
    is_short = len(plain.split()) <= _FEW_WORDS
    return bool(count or far or doubt or _NO_NEWS.fullmatch(plain)) or (
        is_short and bool(_HEAD_OF_OPEN.search(plain))
    )


class _Numbers(NamedTuple):
    """What the numbers of a sentence say, and the sentence without them."""

    number_done: str
    readings: dict[Progress, str]
    doubt: str
    rest: str


def _far(plain: str, of: int, among: int) -> tuple[str, Progress | None, str]:
    """How many are done, how far it is, and what is doubtful about that."""
    plain = _NUMBERED_DAY.sub(" ", plain)
    numbers = _numbers(plain, of, among)
    count, readings, doubt, rest = numbers.number_done, *numbers[1:]
    if doubt:
        return "", None, doubt
    for word, pattern in _FAR:
        if words := pattern.search(rest):
            readings.setdefault(word, words[0])
            rest = pattern.sub(" ", rest)
    is_done = _DONE.search(rest)
    if is_done and not count and (not readings or "complete" in readings):
        if unsure := against_completed(rest):
            return "", None, f"'{is_done[0]}', with '{unsure}'"
        readings["complete"] = is_done[0]
    elif is_done and not count and not {"almost", "majority"} & set(readings):
        return "", None, f"'{is_done[0]}' and '{next(iter(readings.values()))}'"
    if len(readings) > 1:
        return count, None, " and ".join(f"'{each}'" for each in readings.values())
    far = next(iter(readings), None)
    if far is not None and (doubt := _against(plain, rest, far, readings[far])):
        return count, None, doubt
    return count, far, ""


def _numbers(plain: str, of: int, among: int) -> _Numbers:
    """What shares and counts say; one that is of several items says nothing of each."""
    readings: dict[Progress, str] = {}
    count = ""
    for match in _PERCENT.finditer(plain):
        share = int(match[1])
        if among > 1 and 0 < share < 100:
            return _Numbers("", {}, f"'{match[0]}' of {among}: which?", plain)
        if share <= 100:
            readings.setdefault(_of_share(share, 100), match[0])
    rest = _PERCENT.sub(" ", plain)
    for match in _RATIO.finditer(rest):
        number, whole = int(match[1]), int(match[2])
        if whole == of == among > 1 and number <= whole and not count:
            count = str(number)
            if against := against_reading(plain, match[0]):
                return _Numbers("", {}, f"'{match[0]}', with '{against}'", rest)
        elif whole == among > 1 and 0 < number < whole:
            return _Numbers("", {}, f"'{match[0]}': which?", rest)
        elif whole > 1 and number <= whole:
            readings.setdefault(_of_share(number, whole), match[0])
    rest = _RATIO.sub(" ", rest)
    if so_many := tally(rest, among):
        doubt = f"'{so_many}' of {among}: which?" if among > 1 else f"'{so_many}': of how many?"
        return _Numbers("", {}, doubt, rest)
    return _Numbers(count, readings, "", rest)


def _against(plain: str, rest: str, far: Progress, words: str) -> str:
    """What stands against how far it is: "should be almost done", "20% left"."""
    if re.search(r"\b(?:not|isn't|isn’t|never|if)\b", rest):
        return f"'{words}', with a 'not' or an 'if'"
    if far == "none" and not words[0].isdigit():
        return ""
    against = against_completed(plain) if far == "complete" else against_reading(plain, words)
    return f"'{words}', with '{against}'" if against else ""


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
