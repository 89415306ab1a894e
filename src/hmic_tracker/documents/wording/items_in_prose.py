"""Items with their text in the middle of a sentence: what was a concern, what a number says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hmic_tracker.documents.wording.advice import asks, first_sentence, is_order
from hmic_tracker.documents.wording.patterns import KIND
from hmic_tracker.documents.wording.source_kinds import SourceKind, source_kind
from hmic_tracker.light_typing import Final, NamedTuple

_LONGEST: Final = 4000
_KIND: Final = re.compile(rf"\b(?:{KIND}|causes? for concern)\b", re.I)
"""What each of these sentences has."""
_GIVEN: Final = r"(?:g[ai]ven?|issued?|identified|raised|made|recorded|found|highlighted|served)"
_A_CONCERN: Final = r"(?:an?|one)(?: \w+)? [‘'“\"]?(?P<{}>causes? (?:of|for) concern)[’'”\"]?"
_THINKS: Final = (
    r"(?:(?:they|it|inspectors|the (?:inspectors|inspectorate)|we|[A-Z]{3,8})"
    r" (?:had |have |has )?(?:also )?(?:considered?|found|felt|believed?|concluded|thought|judged)"
    r"(?: that)? )?"
)
_CONCERN: Final = re.compile(
    rf"\b(?:{_GIVEN}(?: (?:us|it|the \w+(?: and \w+)?))?(?: with)? {_A_CONCERN.format('given')}"
    r"(?: (?:to|about|for) (?:us|the \w+))?"
    rf"|{_A_CONCERN.format('passive')} (?:was|had been|has been|is) {_GIVEN}"
    r"(?: (?:by|to) (?:the )?[\w]{2,20})?)"
    rf"(?:,? (?:as|because|since|in that|that|namely(?: that)?|stating that"
    rf"|saying that)|:) {_THINKS}"
    r"(?P<text>(?!(?:a )?result\b|part\b|it (?:was|is)\b|(?:was|were|is|are|has|had|have|will|would"
    r"|led|needed|required|related?|then|could|should)\b)[\w‘“].{20,})",
    re.I,
)
"""Why a cause of concern was given: "They had given a cause of concern as the service …"."""
_PAST: Final = re.compile(
    r"\b(?:previous(?:ly)?|last (?:inspection|time|year)|earlier|former|no longer|closed"
    r"|discharged)\b",
    re.I,
)
_NUMBERED: Final = re.compile(
    rf"\b(?P<kind>{KIND})(?: (?:no\.?|number))? (?P<label>\d{{1,3}}[a-z]?)"
    r"(?: [–—-]|:) ?(?=[A-Z])",
    re.I,
)
_BETWEEN: Final = re.compile(
    r"(?:[,;])?(?: (?:and|also|as well as|against|with|on|to|for|together|under|then))*[ ,;]*$",
    re.I,
)
"""What stands between an item and the number of the next one."""
_TELLS_ON: Final = re.compile(
    r"(?:,| [–—-]) (?:(?:and|but|which|who) )?(?:was|were|had|has|have|would|will|is|are|they"
    r"|members|officers|councillors|it)\b",
    re.I,
)
"""What goes on behind an item's text with what came of it: "…, and were told that"."""
_HAPPENED: Final = re.compile(
    r"\b(?:was|were|has|had|have)(?: (?:now|been|fully|also|not|yet))* (?:\w+ed|met|made|done)\b"
)
_QUOTED: Final = re.compile(
    rf"\b(?P<kind>{KIND})\b(?!(?: no\.?| number)? \d)[^.:;“”\"]{{0,120}}"
    r"(?:[:;,]|that|(?:was|is|states?|reads?|says?|said)) ?[“\"]"
    r"(?P<text>[^“”\"]{20,1500})[”\"]",
    re.I,
)
_IF: Final = re.compile(
    r"(?:if|where|when|until|unless) [^,.]{3,200}, (?:they|it|he|she|this|these) "
    r"(?:should|must|needs? to|ought to)\b",
    re.I,
)
"""What a text asks under a condition, of whoever is in it: "If boats leak, they should …"."""


class ProseItem(NamedTuple):
    """An item within a paragraph: its kind and number, and where its text begins and ends."""

    row: SourceKind
    label: str
    start: int
    end: int


def items_in_prose(text: str) -> list[ProseItem]:
    """Return the items whose text a paragraph has in its sentences, in their order, none twice."""
    text = text[:_LONGEST]
    if not _KIND.search(text):
        return []
    taken = 0
    items: list[ProseItem] = []
    candidates = [*_concerns(text), *_numbered(text), *_quoted(text)]
    for item in sorted(candidates, key=lambda item: item.start):
        if item.start >= taken:
            items.append(item)
            taken = item.end
    return items


def _concerns(text: str) -> Iterator[ProseItem]:
    for at, sentence in _sentences(text):
        match = _CONCERN.search(sentence)
        if match and not _PAST.search(sentence[: match.start("text")]):
            row = source_kind(match["given"] or match["passive"])
            if row:
                yield ProseItem(row, "", at + match.start("text"), at + len(sentence))


def _numbered(text: str) -> Iterator[ProseItem]:
    """Yield items that are named by their numbers, with what they say behind a dash."""
    for at, sentence in _sentences(text):
        leads = list(_NUMBERED.finditer(sentence))
        ends = [*(lead.start() for lead in leads[1:]), len(sentence)]
        for lead, stop in zip(leads, ends, strict=False):
            listed = sentence[lead.end() : stop]
            on = _TELLS_ON.search(listed)
            listed = listed[: on.start()] if on else listed
            says = listed if stop == len(sentence) else _BETWEEN.sub("", listed)
            row = source_kind(lead["kind"])
            tells = (is_order(says) or asks(says)) and not _HAPPENED.search(says)
            inside = any(map(str.isalnum, text[: at + lead.start()]))
            if row and inside and len(says) > 20 and tells:
                begins = at + lead.end()
                yield ProseItem(row, lead["label"], begins, begins + len(says))


def _quoted(text: str) -> Iterator[ProseItem]:
    """Yield what is quoted as a recommendation; one with its number has a reader of its own."""
    for match in _QUOTED.finditer(text):
        says, row = match["text"], source_kind(match["kind"])
        if row and (asks(says) or is_order(says) or _IF.match(says)):
            yield ProseItem(row, "", *match.span("text"))


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield the sentences of a paragraph, each with where it begins."""
    at = 0
    while at < len(text):
        sentence = first_sentence(text[at:])
        yield at, sentence
        at += len(sentence) or 1
        while at < len(text) and text[at] == " ":
            at += 1
