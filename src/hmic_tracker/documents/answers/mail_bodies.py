"""The lines of a mail that answer for items: "REC-5: in 28 of 32 boroughs, rest by Jan".

A line belongs to the rows of the pack that it answers. What isn't about one is kept beside, so that
a person sees all that was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hmic_tracker.documents.answers.item_mentions import EDGES, MENTION, Mention, mentions
from hmic_tracker.documents.answers.mail_lines import (
    WholeLine,
    names_items_alone,
    starts_with_item,
    whole_lines,
)
from hmic_tracker.documents.answers.mail_text import MailPart, mail_parts
from hmic_tracker.documents.answers.statements import Statement, read_statement, says_how_far
from hmic_tracker.domain.answer_cells import read_row_name
from hmic_tracker.domain.answers import Answer
from hmic_tracker.light_typing import Final, NamedTuple

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
_OPENING: Final = re.compile(
    r"(?:on|for|re|regarding|as for|item|hi|hello|dear \w+)", re.IGNORECASE
)
_GREETING: Final = re.compile(
    r"(?:hi|hello|dear|good (?:morning|afternoon)|morning|afternoon)(?: [\w.'-]+){0,3}[ ,.!]*",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(
    r"(?P<rest>.*?)(?:^|[,;.)]\s*|\s(?:and|but|while|whereas)\s+)(?P<label>[^,;.:]{1,60}):"
    r"[\s*_\"'(\[]*$",
    re.IGNORECASE | re.DOTALL,
)
"""Words with a colon at the end of what is said before an item."""
_SEVERAL: Final = "several items in one sentence"
_AS_WELL: Final = "it speaks as well of "
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


class _Piece(NamedTuple):
    """The items of a statement, where it starts and ends, and what is said before and after them.

    What is said before is a label where it ends in a colon.
    """

    names: tuple[str, ...]
    start: int
    end: int
    before: str
    is_label: bool
    after: str = ""


def read_body(text: str, labels: Sequence[str]) -> BodyReading:
    """The answers in a mail's text to the rows of a pack, which are called by their labels.

    They are the writer's own; where there are none, those of the mail that is forwarded.
    """
    parts = mail_parts(text, lambda line: bool(MENTION.search(line)))
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
    for number, line in enumerate(_under_heads(whole_lines(part.lines)), 1):
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


def _under_heads(lines: Iterable[WholeLine]) -> Iterator[WholeLine]:
    """The lines, those of a list below the head that says what is so of them.

    A head is over lines of items alone, and one that says how far they are over others as well.
    """
    head: WholeLine | None = None
    is_used = True
    for line in lines:
        is_alone = names_items_alone(line.text)
        ends = line.is_head or not starts_with_item(line.text)
        ends = ends or (is_used and line.after_gap and not is_alone)
        if ends:
            if head is not None and not is_used:
                yield head
            head, is_used = (line, False) if line.is_head else (None, True)
        words = head.text.rstrip("*_ :").lstrip("*_# ") if head is not None else ""
        if words and not ends and (is_alone or says_how_far(words)):
            yield line._replace(text=f"{words}: {line.text}")
            is_used = True
        elif not line.is_head:
            yield line
    if head is not None and not is_used:
        yield head


def _sentences(text: str) -> tuple[str, list[str]]:
    """What a line says before it names an item, and its sentences from there on.

    One that names no item belongs to the one before.
    """
    opening, sentences = list[str](), list[str]()
    for sentence in _SENTENCE.split(text):
        if MENTION.search(sentence):
            sentences.append(sentence)
        elif sentences:
            sentences[-1] += f" {sentence}"
        else:
            opening.append(sentence)
    return " ".join(opening), sentences


def _answers_under(line: WholeLine, labels: Sequence[str], place: str) -> Iterator[Answer]:
    """A line that names no item, written under a quoted one that does."""
    for mention in mentions(line.below, labels)[:1]:
        for name in mention.names:
            yield _answer(name, line.text, place, "written under the quoted line on it")


def _answers_of_sentence(text: str, labels: Sequence[str], place: str) -> Iterator[Answer]:
    named = mentions(text, labels)
    pieces = _pieces(text, _heads(text, named))
    if _is_unclear(pieces):
        for name in (name for piece in pieces for name in piece.names):
            yield _answer(name, text, place, _SEVERAL, proposes=False)
        return
    before, is_label = "", False
    for n, piece in enumerate(pieces):
        is_first = not n or bool(piece.before)
        if is_first:
            before, is_label = piece.before, piece.is_label
        after = [one for one in named if piece.start <= one.start < piece.end]
        doubt = next((_AS_WELL + one.names[0] for one in after), "")
        statement = piece.after
        if before and (is_first or not statement):
            begins = "the sentence begins before the item" if statement or not is_first else ""
            several = "" if is_label or len(pieces) == 1 else _SEVERAL
            doubt = doubt or begins or several
            statement = f"{before} {statement}".strip()
        among = sum(map(_items_of, piece.names))
        for name in piece.names:
            yield _answer(name, statement, place, doubt, among)


def _pieces(text: str, heads: Sequence[list[Mention]]) -> list[_Piece]:
    """What is said before and after each head: words with a colon belong to the items after it."""
    made: list[_Piece] = []
    start = 0
    for head in heads:
        before = text[start : head[0].start]
        label = _LABEL.search(before)
        if label and made and not (made[-1].before or label["rest"].strip(EDGES)):
            label = None  # "REC-5 waits for: REC-6"
        if label and _REFERS.search(label["label"]):
            label = None
        if made:
            made[-1] = _ended(made[-1], label["rest"] if label else before, head[0].start)
            before = label["label"] if label else ""
        before = before.strip(EDGES + "*_\"'([")
        before = "" if _OPENING.fullmatch(before) else before
        names = tuple(name for mention in head for name in mention.names)
        start = head[-1].end
        made.append(_Piece(names, start, len(text), before, label is not None))
    if made:
        made[-1] = _ended(made[-1], text[start:], len(text))
    return made


def _ended(piece: _Piece, after: str, end: int) -> _Piece:
    return piece._replace(after=_JOINS.sub("", after).strip(EDGES + "*_])"), end=end)


def _is_unclear(pieces: Sequence[_Piece]) -> bool:
    """Whether each item may be spoken of before it is named: "Done REC-5, not done REC-6"."""
    if len(pieces) < 2 or not pieces[0].before or pieces[-1].before or pieces[-1].after:
        return False
    return any(piece.after for piece in pieces)


def _items_of(label: str) -> int:
    """How many items a row stands for."""
    name = read_row_name(label)
    return len(name.ids) if name else 1


def _answer(
    label: str, statement: str, place: str, doubt: str, among: int = 1, *, proposes: bool = True
) -> Answer:
    words = " ".join(statement.split())
    reading = read_statement(words, _items_of(label), among) if proposes else Statement()
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


def _heads(text: str, mentions: Sequence[Mention]) -> list[list[Mention]]:
    """The mentions that a statement follows, those in a row together.

    One after "see", "depends on" and the like is spoken of in another's statement.
    """
    heads: list[list[Mention]] = []
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
