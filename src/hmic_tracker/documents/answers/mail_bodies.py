"""The lines of a mail that answer for items: "REC-5: in 28 of 32 boroughs, rest by Jan".

A line belongs to the rows of the pack that it answers. What isn't about one is kept beside, so that
a person sees all that was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.answers.mail_text import MailLine, MailPart, mail_parts
from hmic_tracker.documents.answers.statements import read_statement
from hmic_tracker.domain.answer_cells import RowName, read_row_name
from hmic_tracker.domain.answers import Answer
from hmic_tracker.domain.words import PREFIX_OF_WORD, folded
from hmic_tracker.light_typing import Final, NamedTuple

_PREFIX: Final = "|".join(sorted(map(re.escape, PREFIX_OF_WORD), key=len, reverse=True))
_NAME: Final = rf"(?:{_PREFIX}|recommendation|area for improvement)s?\.?"
_MEASURE: Final = r"\s?(?:%|of\b|out\b|/|per\b|\d|[.]\d|(?:st|nd|rd|th)\b)"
"""What comes after a number that is no item's: a share, a day."""
_RANGE_END: Final = r"\d{1,5}\s*(?:$|[:;,.)=*-](?!\d)|(?:are|is|all|have|and|now|both)\b)"
"""How an item's number goes on where a dash with spaces is before it, and it ends a range."""
_MENTION: Final = re.compile(
    rf"\b({_NAME})\s?(?:no\.? ?|number ?)?-?\s?0*(\d{{1,5}})([a-z]?)\b"
    rf"(?:(?:\s?(?:\.\.|\u2026|to\b)\s?|[-\u2013]|\s?[-\u2013]\s?(?={_RANGE_END})|"
    rf"\s?[-\u2013]\s?(?={_NAME}))(?:{_NAME}\s?-?)?0*(\d{{1,5}})\b(?!{_MEASURE}))?"
    r"((?:\s?(?:,|&|/|and)\s?\d{1,5}\b" + f"(?!{_MEASURE}))*)"
    r"(?:,?\s?\(?step\s?(\d{1,4})\)?)?",
    re.IGNORECASE,
)
_BULLET: Final = re.compile(
    r"\s*(?:[-*\u2022\u00b7\u2013\u2014\u25cf\u25aa]|o(?= )|\d{1,2}[.)]|\([a-z0-9]\))\s+"
)
_BETWEEN: Final = re.compile(r"\s*(?:,|&|/|;|and|or|plus|as well as|both)?\s*", re.IGNORECASE)
_REFERS: Final = re.compile(
    r"\b(?:on|see|as|with|to|from|of|by|like|under|in|than|into|behind|against|via|per|same as"
    r"|until|after|before|once|when)\s*$",
    re.IGNORECASE,
)
_STARTS_ANEW: Final = re.compile(
    r"\b(?:as for|and for|and on|but on|on to|regarding)\s*$", re.IGNORECASE
)
_SENTENCE: Final = re.compile(r"(?<=[.;!?])\s+(?=[A-Z\"'(\u2018\u201c])")
_OURS: Final = re.compile(
    r"\s*(?:(?:late|moved|next due|wording)(?:\s{2,}|\t)|answers(?:\s{2,}|\t)to "
    r"|(?P<label>late|moved|next due|wording|answers)\s*$)"
    r"|\s*\S{1,24}\s{2,}\d{1,5} days?\b|\s*\d{1,5} days? (?:late|left), due\b"
    r"|\s*your step(?: \d{1,4})?(?: on \S{1,24})?:|.*\bsuch as\s*$",
    re.IGNORECASE,
)
_BELOW_LABEL: Final = re.compile(
    r".*\b\d{1,5} days?(?:;|\s*$)|.*\b\d{4} to .*(?:\d{4}|no date)\b"
    r"|.*\b(?:in \d{1,5} days?|today):|\S{1,24}.*: ask |to .*; "
    r"(?:completed work is checked|another post checks done items)\b",
    re.IGNORECASE,
)
"""What stands below a label of ours where a page's two columns became lines."""
_OPENING: Final = re.compile(
    r"(?:on|for|re|regarding|as for|item|hi|hello|dear \w+)", re.IGNORECASE
)
_GREETING: Final = re.compile(
    r"(?:hi|hello|dear|good (?:morning|afternoon)|morning|afternoon)(?: [\w.'-]+){0,3}[ ,.!]*",
    re.IGNORECASE,
)
_AS_WELL: Final = "it speaks as well of "
_EDGES: Final = " \t,:;.-\u2013\u2014=>"
_JOINS: Final = re.compile(
    r"(?:\s*[,;:]|\s+(?:and|but|while|whereas|with|for))+\s*$", re.IGNORECASE
)
_ELSEWHERE: Final = re.compile(
    r"\b(?:in red|in blue|in bold|inline|in line|in-line|see below|below in|comments below"
    r"|answers below|in caps)\b",
    re.IGNORECASE,
)


class BodyReading(NamedTuple):
    """The answers in a mail's body, the lines that are none, and who signed it.

    `doubts` are what a person has to know of the whole.
    """

    answers: tuple[Answer, ...]
    others: tuple[str, ...] = ()
    signed: str = ""
    doubts: tuple[str, ...] = ()


class _Mention(NamedTuple):
    """An item named in a sentence: where, and the rows' names that it stands for."""

    start: int
    end: int
    names: tuple[str, ...]


def read_body(text: str, labels: Sequence[str]) -> BodyReading:
    """The answers in a mail's text to the rows of a pack, which are called by their labels.

    They are the writer's own; where there are none, those of the mail that is forwarded.
    """
    parts = mail_parts(text, lambda line: bool(_MENTION.search(line)))
    doubts: list[str] = []
    for place, part in enumerate(parts):
        reading = _read_part(part, labels)
        if not reading.answers and place + 1 < len(parts):
            if any(_ELSEWHERE.search(line.text) for line in part.lines):
                doubts.append("it speaks of answers in what is quoted, which are not read")
            continue
        if place and reading.answers:
            doubts.append(f"written by {part.sender}, and passed on")
            why = doubts[-1]
            answers = tuple(a._replace(doubt=a.doubt or why) for a in reading.answers)
            return reading._replace(answers=answers, doubts=tuple(doubts))
        if reading.answers:
            return reading._replace(doubts=tuple(doubts))
    own = _read_part(parts[0], labels)
    return own._replace(answers=(), doubts=tuple(doubts))


def _read_part(part: MailPart, labels: Sequence[str]) -> BodyReading:
    answers: list[Answer] = []
    others: list[str] = []
    for number, line in enumerate(_joined(part.lines), 1):
        place = f"line {number}"
        opening, sentences = _sentences(line.text)
        if not sentences:
            under = list(_answers_under(line, labels, place))
            answers += under
            opening = "" if under else opening
        if opening.strip() and not _GREETING.fullmatch(opening.strip()):
            others.append(" ".join(opening.split()))
        for sentence in sentences:
            answers += _answers_of_sentence(sentence, labels, place)
    return BodyReading(tuple(answers), tuple(others), part.signed)


def _joined(lines: Sequence[MailLine]) -> Iterator[MailLine]:
    """The lines with what was wrapped put together: a bullet, an item or a gap begins a new one."""
    texts, below = list[str](), ""
    ours: re.Match[str] | None = None
    for line in (*lines, MailLine("")):
        text = line.text
        before, ours = ours, _OURS.match(text) if text.strip() else ours
        if text.strip() and (ours or _goes_on(before, text)):
            continue
        bullet = _BULLET.match(text)
        bare = (text[bullet.end() :] if bullet else text).strip()
        if bullet or line.below or not bare or _starts_with_item(bare):
            if texts:
                yield MailLine(" ".join(texts), below)
            texts, below = [], line.below
        if bare:
            texts.append(bare)


def _goes_on(ours: re.Match[str] | None, text: str) -> bool:
    """Whether a line goes on with one of our own: an example, or what a label is about."""
    if ours is None:
        return False
    return bool((_BELOW_LABEL if ours["label"] else _MENTION).match(text.strip()))


def _starts_with_item(text: str) -> bool:
    match = _MENTION.search(text)
    return match is not None and not text[: match.start()].strip(_EDGES + "*_\"'(")


def _sentences(text: str) -> tuple[str, list[str]]:
    """What a line says before it names an item, and its sentences from there on.

    One that names no item belongs to the one before.
    """
    opening, sentences = list[str](), list[str]()
    for sentence in _SENTENCE.split(text):
        if _MENTION.search(sentence):
            sentences.append(sentence)
        elif sentences:
            sentences[-1] += f" {sentence}"
        else:
            opening.append(sentence)
    return " ".join(opening), sentences


def _answers_under(line: MailLine, labels: Sequence[str], place: str) -> Iterator[Answer]:
    """A line that names no item, written under a quoted one that does."""
    for mention in _mentions(line.below, labels)[:1]:
        for name in mention.names:
            yield _answer(name, line.text, place, "written under the quoted line on it")


def _answers_of_sentence(text: str, labels: Sequence[str], place: str) -> Iterator[Answer]:
    mentions = _mentions(text, labels)
    heads = _heads(text, mentions)
    before = text[: heads[0][0].start].strip(_EDGES + "*_\"'([")
    before = "" if _OPENING.fullmatch(before) else before
    for n, head in enumerate(heads):
        end = heads[n + 1][0].start if n + 1 < len(heads) else len(text)
        statement = _JOINS.sub("", text[head[-1].end : end]).strip(_EDGES + "*_])")
        doubt = next((_AS_WELL + m.names[0] for m in mentions if head[-1].end <= m.start < end), "")
        if before and not (n and statement):
            doubt = doubt or ("the sentence begins before the item" if statement or n else "")
            doubt = doubt or ("several items in one sentence" if len(heads) > 1 else "")
            statement = f"{before} {statement}".strip()
        for name in (name for mention in head for name in mention.names):
            yield _answer(name, statement, place, doubt)


def _answer(label: str, statement: str, place: str, doubt: str) -> Answer:
    name = read_row_name(label)
    number = len(name.ids) if name else 1
    words = " ".join(statement.split())
    reading = read_statement(words, number)
    what = "" if reading.is_no_news else words
    return Answer(
        place,
        label,
        how_far=reading.how_far,
        done=reading.done,
        what=what,
        new_date=reading.new_date,
        in_words=True,
        doubt="; ".join(filter(None, (doubt, reading.doubt))),
    )


def _heads(text: str, mentions: Sequence[_Mention]) -> list[list[_Mention]]:
    """The mentions that a statement follows, those in a row together.

    One after "see", "depends on" and the like is spoken of in another's statement.
    """
    heads: list[list[_Mention]] = []
    for mention in mentions:
        if not heads:
            heads.append([mention])
            continue
        between = text[heads[-1][-1].end : mention.start]
        if _BETWEEN.fullmatch(between):
            heads[-1].append(mention)
        elif not _REFERS.search(between) or _STARTS_ANEW.search(between):
            heads.append([mention])
    return heads


def _mentions(text: str, labels: Sequence[str]) -> list[_Mention]:
    """The items named in a text, as rows of the pack where it has them."""
    return [
        _Mention(match.start(), match.end(), tuple(_names(match, labels)))
        for match in _MENTION.finditer(text)
    ]


def _names(match: re.Match[str], labels: Sequence[str]) -> Iterator[str]:
    """The labels of the rows that a mention names; what is in no row as it would be called."""
    word = folded(match[1]).strip(". ")
    prefix = PREFIX_OF_WORD.get(word.replace(" ", "-")) or PREFIX_OF_WORD.get(word.rstrip("s"))
    prefix = (prefix or ("afi" if word.startswith("area") else "rec")).upper()
    numbers = [int(match[2])]
    if match[4] and 0 < int(match[4]) - numbers[0] < 1000:
        numbers = list(range(numbers[0], int(match[4]) + 1))
    numbers += [int(each) for each in re.findall(r"\d+", match[5] or "")]
    step = f" step {match[6]}" if match[6] else ""
    wanted = {
        f"{prefix}-{n}{match[3] or ''}".lower(): f"{prefix}-{n}{match[3] or ''}" for n in numbers
    }
    left = dict(wanted)
    for label in labels:
        row = read_row_name(label)
        if row is None or (step != "") != (row.step is not None):
            continue
        if row.ids <= set(wanted) and (not step or RowName(row.ids, int(match[6])) == row):
            yield label
            left = {key: name for key, name in left.items() if key not in row.ids}
    if len(left) == len(wanted) > 1 and len(numbers) > 2:
        yield f"{prefix}-{numbers[0]}..{numbers[-1]}{step}"
        return
    for name in left.values():
        yield f"{name}{step}"
