"""What a sentence says of the items that it names, each up to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.claims.blanks import blank
from hmic_tracker.documents.claims.certainty import ANOTHER_TIME, doubt_of_statement
from hmic_tracker.documents.claims.item_lists import dues_before, state_before
from hmic_tracker.documents.claims.item_states import OF_SOME_ONE, item_claims
from hmic_tracker.documents.claims.known_words import odd_words
from hmic_tracker.documents.claims.measure_words import KINDS
from hmic_tracker.documents.claims.sentence_words import A_DATE, WITHOUT
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import ItemClaim, Spot
    from hmic_tracker.documents.claims.item_refs import Reference
    from hmic_tracker.documents.claims.paper_names import Named

_OF_IT: Final = re.compile(r"\bof (?:the )?$", re.I)
_OF_ITS_WORDS: Final = re.compile(
    rf"\b(?:{NUMBER}|some|any|parts?|most|half|none|each|either|neither|much|rest)"
    r" of (?:the )?$",
    re.I,
)
"""What says before an item that a part of it is meant, no "of" of its own: "a programme of …"."""
_WORDING: Final = re.compile(r"\s*[–—:-]?\s*(?:That|To|The force (?:should|must))\b")
"""What stands behind an item's number where its own words follow."""
_TIGHT: Final = re.compile(
    r"\)?(?: \([^()]{2,60}\))?,? (?:is|are|was|were|has|have|had|remains?|stays?|:|–|-)\b", re.I
)
"""What stands behind an item of which its sentence says something."""
_THE_ONLY_ONE: Final = re.compile(
    r"\bis(?: also)? the (?:only|first|last|latest|next)"
    r"(?: (?:one|item|(?:cause of )?concern|recommendation|afi))?"
    r"(?: of (?:them|these|those|the \w+))?(?: (?:that|which|to)(?= ))?",
    re.I,
)
"""What says of an item that no other is so: "is the only one of them with a due date"."""
_WE_DID: Final = re.compile(
    r"\b(?:we|they|it|the (?:force|service|lead|owner))(?: (?:have|has|had))?"
    r" (?:completed|finished)(?: the)?(?: work)?(?: on)?(?: the)? $",
    re.I,
)
"""What stands before an item that somebody completed: "We completed the work on …"."""
_ON_DATE: Final = re.compile(rf"\)? on {DATE.pattern}", re.I)
_IS_DONE_IN: Final = re.compile(
    rf" (?:was|were) (?:done|completed|finished|closed) (?:in|on) {A_DATE}", re.I
)
_A_TITLE: Final = re.compile(
    r": ?(?P<words>[^.,;:–—-]{8,90}?) (?:completed|finished|done|implemented)\b(?! (?:on|in|by)\b)",
    re.I,
)
_ARE: Final = re.compile(
    r"\)?(?: \([^()]{2,60}\))?,? (?:are|were|have|had|remain|all|both)\b", re.I
)
"""What stands behind several items that have one verb."""
_ITS_TITLE: Final = re.compile(
    r",? (?:on|about|concerning|covering|regarding|which (?:is|asks|covers|concerns)\b[^,;:]{0,12})"
    r"(?: [\w’'-]+){2,18},(?= (?:is|are|was|were|has|have|had|remains?)\b)"
    r"|, which (?:(?:it|this|that|we|they|the \w+) )?(?:is|was|are|were|has|had)"
    r"(?: [\w’'-]+){1,12},(?= (?:is|are|was|were|has|have|had|remains?)\b)",
    re.I,
)
"""What an item is about between two commas."""
_AT_THAT_TIME: Final = re.compile(
    r"(?:[\d.]+ )?(?:(?:at|by|as of) (?:that|the) (?:time|point|meeting|date|stage)\b"
    r"(?! of (?:writing|this))"
    r"|(?:at|in|by|since) (?:the|our|its|your|my) (?:last|previous|earlier|former) \w+"
    r"|back then|last (?:month|quarter|year|time|autumn|summer|spring|winter)"
    r"|when (?:we|I|members|the \w+) (?:last|first|met)"
    r"|(?:a|one|two|three|six) (?:weeks?|months?|quarters?|years?) ago)\b",
    re.I,
)
"""How a sentence begins that says how items stood before."""
_SAYS: Final = re.compile(r"\b(?:is|are|was|were|has|have|had|been|remains?)\b", re.I)
_SEVERAL: Final = 2
_LIKE: Final = re.compile(
    r"\b(?:as|like|with|than|from|alongside|unlike|after|before)(?: \w+)? $", re.I
)
_DATE_ALONE: Final = re.compile(
    rf"\)?(?: \([^()]{{2,60}}\))? (?:in|by|on|for|at)(?: the)?(?: end of)?"
    rf" {A_DATE}"
    r"(?:[.,; ]|and|, (?:both|each|all) [^.,;]*)*$",
    re.I,
)
"""What stands behind items whose verb is that of the items before them."""

_WORK_ON: Final = re.compile(
    r"\b(?:majority|most|bulk|much|(?:greater|larger) part|(?P<some>some|part|half))(?: of)?"
    r"(?: the| its| their)? work(?: \w+)? (?:on|for|in|under|towards?)(?: the)?"
    rf"(?: {KINDS.pattern})? $",
    re.I,
)
"""What says before an item that a part of the work on it is done."""


def claims_about(
    spot: Spot, sentence: str, refs: Sequence[Reference], named: Sequence[Named]
) -> list[ItemClaim]:
    """Return the claims of a sentence of items; of one of several, or what another says, none."""
    claims: list[ItemClaim] = []
    bounds = [*(ref.start for ref in refs[1:]), len(sentence)]
    of_what = _OF_ITS_WORDS if refs[0].ref.words and not refs[0].ref.ids else _OF_IT
    sentence = _THE_ONLY_ONE.sub(blank, sentence)
    if len(refs) > 1 and WITHOUT.search(sentence[refs[0].end : refs[-1].end]):
        return []  # "concerns 5 to 12 without 7"
    if OF_SOME_ONE.search(sentence) or of_what.search(sentence[: refs[0].start]):
        return []
    doubt = doubt_of_statement(sentence, named)
    then = ANOTHER_TIME if _AT_THAT_TIME.match(sentence) else ""
    if state := state_before(sentence, refs):
        for ref in refs:
            claims += item_claims(spot, ref.ref, state, sentence, doubt)
    is_due = is_done = False
    for ref, end in zip(refs, bounds, strict=True):
        if _WORDING.match(sentence, ref.end) or _is_title(sentence[ref.end : end]):
            continue
        if doubt:
            doubt = _doubt_about(ref, sentence, named)
        words = _without_title(sentence[ref.end : end])
        if how := _WORK_ON.search(sentence[: ref.start]):
            words = f"{'some' if how['some'] else 'most'} of the work {words}"
        if is_due and _DATE_ALONE.match(words):
            words = f"due {words.lstrip(') ')}"  # "…, and the AFIs (…) in November 2008"
        elif (is_done and _DATE_ALONE.match(words)) or (
            _WE_DID.search(sentence[: ref.start]) and _ON_DATE.match(words)
        ):
            words = f"completed {words.lstrip(') ')}"  # "REC-5 … on 3 May and REC-6 on 4 May"
        own = item_claims(spot, ref.ref, words, sentence, doubt)
        if _TIGHT.match(words) and not _LIKE.search(sentence[: ref.start]):
            own = [claim._replace(is_tight=True) for claim in own if claim.field != "due"] + [
                claim for claim in own if claim.field == "due"
            ]
        if ref is refs[-1] and _are_joined(sentence, refs) and not claims:
            claims += [claim._replace(items=one.ref) for one in refs[:-1] for claim in own]
        is_due = any(claim.field == "due" for claim in own)
        is_done = any(claim.field == "done-on" for claim in own) or bool(_IS_DONE_IN.match(words))
        claims += own
        claims += dues_before(spot, ref, sentence, end, doubt)
    return [one._replace(doubt=one.doubt or then) for one in claims]


def _are_joined(sentence: str, refs: Sequence[Reference]) -> bool:
    """Whether several items have one verb: "The library (No. 9) and cells (No. 6) are open"."""
    if len(refs) < _SEVERAL or not _ARE.match(sentence[refs[-1].end :]):
        return False
    between = [sentence[a.end : b.start] for a, b in pairwise(refs)]
    return not any(_SAYS.search(words) or re.search(r"[;:.]", words) for words in between) and (
        re.search(r"\band\b", between[-1]) is not None
    )


def _without_title(words: str) -> str:
    """Return what stands behind an item without what it is about: ", on missing persons, is …"."""
    title = _ITS_TITLE.match(words)
    return words[title.end() :] if title else words


def _is_title(words: str) -> bool:
    """Whether what stands behind an item is a title, that says "completed" of something else."""
    title = _A_TITLE.match(words)
    if title is None or _SAYS.search(words):
        return False
    return len(odd_words(title["words"])) >= _SEVERAL


def _doubt_about(ref: Reference, sentence: str, named: Sequence[Named]) -> str:
    """Return the doubt of a sentence without the title of the item that it is about."""
    if ref.ref.ids and sentence[: ref.start].endswith("("):
        start, end = 0, ref.start
    else:
        start, end = ref.start, ref.end
        end += len(sentence) - end - len(_without_title(sentence[end:]))
    kept = [n for n in named if n.end <= start]
    cut = end - start
    kept += [n._replace(start=n.start - cut, end=n.end - cut) for n in named if n.start >= end]
    return doubt_of_statement(sentence[:start] + sentence[end:], kept)
