"""Items that a sentence names by what they are about: "work on the library", "the date for it"."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.item_refs import Reference
from hmic_tracker.documents.claims.measure_words import KINDS
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.item_titles import ItemTitles

_VERB: Final = (
    r"(?:is|was|are|were|has|have|had|remains?|will|should|must|runs|follows|falls|fell|began"
    r"|begins|started|continues|stays)\b"
)
_APART: Final = r"(?:, [^,.;:]{3,40},)?"
"""What may stand between an item and its verb: "The plan, on the other hand, was complete"."""
_ITEM: Final = (
    r"(?:recommendation|afi|item|action|area for improvement|cause of concern|concern|finding"
    r"|point|one)"
)
_ON: Final = (
    r"(?:on|about|for|concerning|regarding|covering|relating to|to do with|dealing with"
    r"|(?:that|which) (?:deals with|covers|concerns|is about|asks for|asked for|is on))"
)
_WORK_ON: Final = (
    r"(?:(?:(?:the|our|this|any|further|all|their) )?work (?:on|to improve|with)"
    r"|(?:our|the) (?:response|answer) to)"
)
_TOPIC: Final = r"(?P<topic>[^.;:,()?]{4,90}?)(?<! what)(?<! which)(?<! that)(?<! who)(?<! how)"
_NO_PLACE: Final = (
    r"(?!(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|next|last|other|only"
    rf"|former|latter|final|main|key|same) (?:[\w-]+ )?{_ITEM}\b)"
)
"""The first or last of several is named by its place."""
_BEGUN: Final = (
    r"(?:^|[.;:] |, (?:and|but|while|whereas) |(?:\b(?:and|but|while|that) ))"
    r"(?:however, |in response,? |so far,? |by contrast,? |[\d.]+ )?"
    r"(?:of (?:these|those|them|the \w+),? )?(?:only )?"
)
_WAYS: Final = tuple(
    re.compile(way, re.I)
    for way in (
        # "the library recommendation is"
        rf"\b(?:the|our|its) {_NO_PLACE}{_TOPIC} (?:{_ITEM}|work)(?={_APART},? {_VERB})",
        # "the third, on libraries, is", "that on libraries has"
        rf"\b(?:first|second|third|fourth|fifth|sixth|last|other),? {_ON} {_TOPIC},? (?={_VERB})",
        rf"\b(?:first|second|third|fourth|fifth|sixth|last|other|former|latter|one)(?: one)?"
        rf"(?: of (?:these|those|them|the \w+))?, {_TOPIC},(?= {_VERB})",
        rf"{_BEGUN}(?:that|the one|the other|one|another) {_ON} {_TOPIC}(?={_APART},? {_VERB})",
        # "the recommendation on libraries is"
        rf"\b(?:the|our|its|your|their) (?:\w+ )?{_ITEM} {_ON} {_TOPIC}(?={_APART},? {_VERB})",
        # "The oldest is complaints, where"
        r"^(?:[\d.]+ )?the (?:oldest|latest|earliest|longest outstanding|most overdue|exception"
        r"|other|first|second|third|last|next|one)(?: one)?(?: of (?:these|those|them))?"
        rf" is (?:that on |the one on )?{_TOPIC}(?=[,.;])",
        # "The improvement in libraries that inspectors asked for is"
        rf"{_BEGUN}(?:the|our) {_TOPIC} (?:that|which) (?:the )?(?:inspect\w+|HMIC\w*|Ofsted|they)"
        r" (?:asked for|asked us for|wanted|called for|recommended|required|sought)"
        rf"(?={_APART},? {_VERB})",
        # "work on the library is"
        rf"{_BEGUN}{_WORK_ON} {_TOPIC}(?={_APART},? {_VERB})",
        # "On the library, the work is", "As for the library, this has"
        rf"{_BEGUN}(?:on|as for|as to|as regards|regarding|turning to|with regard to|in respect of)"
        rf" {_TOPIC}, (?:(?:the|this|that|our) work|this|that|it|we)(?= {_VERB})",
    )
)
_BARE: Final = re.compile(
    rf"(?:[\d.]+ )?(?:however, |so far,? )?{_TOPIC}"
    r"(?= (?:is the only\b|(?:is|are|was|were|has|have|had|remains?)"
    r"(?: (?:now|still|also|been|not|yet|to|be|already|currently|marked|shown|recorded|as|a"
    r"|further))*"
    r" (?:started|in progress|under ?way|completed?|finished|overdue|due|no (?:\w+ )?date"
    rf"|verified|{NUMBER} days (?:late|past|overdue))\b"
    r"|(?:should|ought to|was to|were to) have been (?:completed|finished|done|met|put right|dealt"
    r" with|closed)\b))",
    re.I,
)
"""An item that begins a sentence by what it is about alone: "Complaints have been in progress"."""
_ALONE: Final = re.compile(rf"(?:[\d.]+ )?(?:the |our )?{_TOPIC}\.", re.I)
"""An item that begins a paragraph by its words, as a heading would."""
_ITS_DATE: Final = re.compile(
    r"\b(?:the|our|its) (?:(?:due|target|completion|end|agreed|current|new|revised) )?"
    rf"(?:date|deadline|target) (?:for|of)(?: work on)? {_TOPIC}"
    r"(?= (?:is|was|has been|remains|stays)\b)",
    re.I,
)
_WHOLE_SUBJECT: Final = re.compile(
    rf"(?:[\d.]+ )?(?:the|our|its) (?P<subject>[a-z][^,.;:()]{{6,80}}?)(?={_APART} {_VERB})",
    re.I,
)
"""What a sentence is about: "The evaluation of our prevention work has been completed"."""
SPOKEN_OF: Final = re.compile(
    r"(?:Dear [^,.;:]{2,40}, )?(?:[^,.;:]{0,60} )?"
    r"\b(?:(?:asked?|asks|spoke|heard|wanted to know|enquired|wrote|questioned|challenged)"
    r"(?: (?:us|me|the \w+|again|also))? (?:about|after|of)"
    r"|(?:pressed|challenged|questioned|tested)(?: (?:us|me|you|the \w+))?(?: again)? on)"
    r"(?: (?:progress|the position|the delay|our work) (?:on|with|in|to))? "
    r"(?P<topic>[^.;:,()?]{4,90})(?=[.,;?]|$)"
    r"|(?:q\d*[.:] )?(?:what (?:about|of|has been done (?:about|on|for))|how (?:is|are|far have)"
    r" (?:we|you|things|it|work)?(?: got)? ?(?:with|on|about)"
    r"|where (?:are (?:we|you)|do (?:we|things) stand) (?:on|with)) (?P<asked>[^.;:,()?]{4,90})\?",
    re.I,
)
"""What a sentence only speaks of, so that the next one can go on with it."""
KIND_BEFORE: Final = re.compile(
    rf"^(?:(?:the|our|its|this) )?(?:\w+ )?(?:{KINDS.pattern}|work|matter) {_ON} ", re.I
)
"""What stands before a topic that says only that it is one of an item."""


def topic_of(sentence: str, titles: ItemTitles) -> Reference | None:
    """Return the item that a sentence says something of, by what it is about."""
    for way in _WAYS:
        for match in way.finditer(sentence):
            if titled := titles.of_topic(match["topic"]):
                return Reference(titled.ref, match.start(), match.end())
    date = _ITS_DATE.search(sentence)
    if date and (titled := titles.of_topic(date["topic"])):
        return Reference(titled.ref, date.start("topic"), date.end())
    for begun in filter(None, (_BARE.match(sentence), _ALONE.fullmatch(sentence))):
        titled = titles.of_topic(begun["topic"])
        if titled and titles.is_known_by(titled):
            return Reference(titled.ref, *begun.span())
    subject = _WHOLE_SUBJECT.match(sentence)
    if subject and (titled := titles.of_subject(subject["subject"])):
        return Reference(titled.ref, *subject.span())
    return spoken_of(sentence, titles)


def spoken_of(sentence: str, titles: ItemTitles) -> Reference | None:
    """Return the item that a sentence speaks of and says nothing of: "You asked about drugs"."""
    match = SPOKEN_OF.match(sentence)
    words = (match["topic"] or match["asked"]) if match else ""
    titled = titles.of_topic(KIND_BEFORE.sub("", words)) if words else None
    return Reference(titled.ref, match.end(), match.end()) if match and titled else None
