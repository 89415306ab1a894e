"""What sentences say of all or none of some items: "Nothing under Custody has been completed"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.claims.certainty import doubt_of_statement
from hmic_tracker.documents.claims.claim_types import ShareClaim, Sight, Spot
from hmic_tracker.documents.claims.known_words import odd_words
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    State,
    kind_of_word,
    states_in,
    value_of,
)
from hmic_tracker.documents.claims.movement_words import EARLIER
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.around import Around
    from hmic_tracker.documents.claims.claim_types import Measure
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.domain.words import Kind

_CLAUSE: Final = re.compile(
    r"[;:]|[.] |, (?:and|but|while|whereas|although|though|which|with|as|so|save|except)\b"
    r"| (?:but|while|whereas|although|though)\b",
    re.I,
)
_THINGS: Final = rf"(?:{KINDS.pattern}|work|of it|things?|actions?|items?|matters?|points?)"
_ALL: Final = re.compile(
    rf"(?<!\bin )(?<!\bat )(?<!\bof )(?<!\bfor )(?<!\bare )(?<!\bwere )\b(?:everything"
    rf"|all(?: of)?(?: (?:the|its"
    rf"|their|our|these|those|them|this))?(?: {NUMBER})?"
    rf"(?: (?:finished|completed|open|outstanding|remaining))?(?: {_THINGS})?|every (?:one"
    rf"|{_THINGS})"
    rf"|the lot|the whole of)\b",
    re.I,
)
_NONE: Final = re.compile(
    rf"\b(?:nothing|none(?: of)?(?: (?:the|its|their|our|these|those|them|this|it))?(?: {NUMBER})?"
    rf"(?: (?:finished|completed|open|outstanding))?(?: {_THINGS})?|no (?!longer|more"
    rf"|one)(?:\w+ )?{_THINGS}"
    rf"|not one(?: of)?(?: (?:the|its|these|those|them))?(?: {NUMBER})?(?: {_THINGS})?"
    rf"|not a single (?:one|{_THINGS})|neither(?= (?:of|{_THINGS})\b))\b",
    re.I,
)
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|has|have|had|been|be|remains?|stays?|stands?|awaits?)\b", re.I
)
_SUBJECT_VERB: Final = re.compile(
    r"(?:['’]s?)?(?: (?:framework|area|strand|part|heading|section|work|actions?|items?))?"
    r"(?: \((?:[^()]{2,40})\))?,?"
    r" (?P<verb>(?:is|are|was|were|has been|have been|has|have|remains?|stays?)(?: (?:now|all|both"
    r"|also|already|therefore|fully|each|still|reported|recorded|shown|as|been|being|again"
    r"|thus))*) ",
    re.I,
)
_PLURAL: Final = re.compile(
    rf"(?P<so>\bso (?:are|is|have|has) )?\b(?P<lead>(?:the|its|their|single|sole|two|both"
    rf"|three|four)"
    rf" (?:\w+ )?)?(?P<kind>{KINDS.pattern})(?: made)? (?:for|on|in respect of|in|under|of"
    rf"|about|concerning|relating to) (?:the )?",
    re.I,
)
_LIST: Final = re.compile(
    r"(?:,? (?:and|or|&)|,)(?: (?:for|on|in|under|of|about))?(?: the)? ?", re.I
)
_BEHIND: Final = re.compile(
    r"(?: (?:framework|area|heading|recommendations?|AFIs?|actions?|items?))*,? "
    r"(?P<verb>(?:is|are|was|were|has|have)(?: (?:now|all|both|also|already|each|still|been"
    r"|reported"
    r"|recorded|shown|as))*) ",
    re.I,
)
_NOT: Final = re.compile(r"\b(?:not|never|yet to|n['’]t|no longer|neither|nor|hardly|no)\b", re.I)
_NEARLY: Final = re.compile(
    r"\b(?:almost|nearly|near|largely|mostly|partly|substantially|close)\b", re.I
)
_OTHERS: Final = re.compile(
    r"\b(?:others?|else|remaining|rest|but|except|apart|almost|nearly|them|these|those)\b", re.I
)
_ADVERBS: Final = re.compile(
    r"(?: ?(?:now|all|both|also|already|fully|each|still|been|being|again|thus|therefore|in|as"
    r"|reported|recorded|shown|entirely|wholly|a|an))* ?",
    re.I,
)
_ONE_OF: Final = re.compile(
    rf"\b(?:{NUMBER}|some|most|half|either|neither|which)(?: of)?(?: \w+)? $", re.I
)
_OF_SO_MANY: Final = re.compile(rf"\b(?:all|both|of the) (?:of the |the )?{NUMBER}\b", re.I)
_FEW: Final = re.compile(rf"\b{NUMBER} (?:\w+ )?{KINDS.pattern}, $", re.I)
_BOTH: Final = re.compile(rf"\b(?:two|2) (?:\w+ )?{KINDS.pattern}, both\b", re.I)
_MOVED: Final = re.compile(
    r"\bnewly\b|\bsince\b(?! (?:then )?been\b)(?! ?[,.;])"
    r"|\b(?:this|(?:during|in|over) the) (?:quarter|month|period)\b"
    r"|\b(?:last|former|previous) (?:meeting|quarter|report|time|paper)\b"
    rf"|{EARLIER}",
    re.I,
)
_SO_MANY: Final = re.compile(rf"[\W\w]{{0,24}}?\b({NUMBER}) (?:\w+ )?{KINDS.pattern}, all\b", re.I)
_CHECKED: Final = re.compile(r"\b(?:un)?verif\w+\b", re.I)
_SOME_CHECKED: Final = re.compile(
    rf"\b(?:{NUMBER}|half|most|many|some|several)\b(?: of [^.;,]{{2,40}}?)? (?:has|have|had)"
    r"(?: (?:now|since|also|already))* been verified\b",
    re.I,
)
_ITS: Final = re.compile(rf" (?:its|their|the|one|all|both|{NUMBER}|a|most|some|half)\b", re.I)
_SET: Final = re.compile(
    r"\b(?:must|will|should|would|can|may|rows?|lines?|lists?|tables?|above|below|first|last"
    r"|following)\b",
    re.I,
)
"""What says that all of some items are meant, or that they are to be so."""
_IF: Final = re.compile(r"\b(?:until|unless|once|when|if|before|after)(?: \w+)? $", re.I)
"""What says before "all" that they are not so yet: "open until all have been dealt with"."""
_NEXT: Final = 12
_FEW_LETTERS: Final = 3
_COUNTS: Final = frozenset(
    {
        "completed",
        "verified",
        "closed",
        "unverified",
        "open",
        "overdue",
        "in-progress",
        "not-started",
    }
)
_WORK_ON: Final = re.compile(
    r"\b(?:majority|most|bulk|much|some|part|half)(?: of)?(?: the| its| their)? (?:work|effort)"
    r"(?: \w+)? (?:on|for|in|under|with) $",
    re.I,
)
"""What says before "all" that some of the work on each is done: "most of the work on all"."""
_HOW_FAR: Final = frozenset({"majority", "almost", "some"})
Amount = Literal["all", "none", "some"]


def share_claims(
    spot: Spot, sentence: str, named: Sequence[Named], sight: Sight, around: Around
) -> Iterator[ShareClaim]:
    """Yield what a sentence says of all, none or some of the items of what it names."""
    if _MOVED.search(sentence):
        return
    doubt = doubt_of_statement(sentence, named)
    quote = " ".join(sentence.split())
    for start, end in _clauses(sentence):
        if start and _OF_SO_MANY.search(sentence[:start]):
            continue
        clause = sentence[start:end]
        mine = [n for n in named if start <= n.start < end]
        made = (
            _checked_some(clause)
            or _quantified(clause, mine, start, sight)
            or _of_frameworks(clause, mine, start)
            or _of_kinds(clause, mine, start, around.state)
        )
        if made is None:
            continue
        amount, measure, kind, slugs, base, is_open = made
        number = re.search(rf"\bof (?:the |these |those )?({NUMBER})\b", clause, re.I)
        is_one = len(re.findall(rf"\b{NUMBER}\b", clause, re.I)) == 1
        before = _SO_MANY.match(clause)  # "12 items, all overdue"
        number = number or before
        of = value_of(number[1]) if number and is_one and amount != "some" else None
        if doubt == "" and amount == "all" and _NEARLY.search(clause):
            continue
        own = sight._replace(frameworks=slugs) if slugs else sight
        yield ShareClaim(spot, measure, amount, kind, slugs, quote, doubt, own, base, is_open, of)


def _clauses(sentence: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _CLAUSE.finditer(sentence):
        yield start, match.start()
        start = match.start()
    yield start, len(sentence)


_Made = tuple[Amount, "Measure", "Kind | None", tuple[str, ...], "Measure", bool]


def _quantified(clause: str, mine: Sequence[Named], offset: int, sight: Sight) -> _Made | None:
    """Read "Nothing under Custody has been completed", "All have been verified"."""
    if (
        (both := _BOTH.search(clause))
        and (state := _state(clause, both.end()))
        and (state.start - both.end() < _NEXT)
    ):
        slugs = tuple(dict.fromkeys(n.slug for n in mine))
        return "all", state.measure, _kind_in(clause[: both.end()]), slugs, "total", False
    inner = [s for s in states_in(clause) if s.measure in _HOW_FAR]  # "most of the work on all"
    hits = [
        (match, word)
        for pattern, word in ((_ALL, "all"), (_NONE, "none"))
        for match in pattern.finditer(clause)
        if not any(s.start <= match.start() and match.end() <= s.end for s in inner)
        and not _WORK_ON.search(clause[: match.start()])
    ]
    is_checked = _CHECKED.search(clause)
    if len(hits) != 1 or (_OTHERS.search(clause) and not is_checked):
        return None
    match, word = hits[0]
    if _IF.search(clause[: match.start()]) or _has_noun(clause, match.end()):
        return None
    verb = _VERB.search(clause, match.end())
    if (
        word == "all"
        and clause[: match.start()].endswith(", ")
        and _FEW.search(clause[: match.start()])
    ):
        state = _state(clause, match.end())
        if state and state.start - match.end() < _NEXT:
            slugs = tuple(dict.fromkeys(n.slug for n in mine if n.start - offset < match.start()))
            return "all", state.measure, _kind_in(clause[: match.start()]), slugs, "total", False
    if verb is None and (match.start() > 3 or word == "none"):
        return None
    if verb is not None and len(clause[match.end() : verb.start()].split()) > 8:
        return None
    state = _state(clause, match.end() if verb is None else verb.start())
    if state is None:
        return None
    between = clause[verb.start() if verb else match.end() : state.start]
    if re.search(r"\b(?:that|which|who)\b", clause[match.start() : state.start]):
        return None
    if _SET.search(clause[match.start() : state.start]):
        return None
    if _NOT.search(between) or re.search(
        r"^be\b|\b(?:to be|will|should|must|due|would)\b", between
    ):
        return None
    kind = _kind_in(clause[match.start() : state.start])
    slugs = tuple(dict.fromkeys(n.slug for n in mine if n.start - offset < state.start))
    inside = [s for s in states_in(match[0]) if s.measure in _COUNTS]
    is_whole = slugs or KINDS.search(match[0]) or inside
    is_open = not is_whole
    if not is_whole and not sight.is_sure and state.measure not in {"verified", "unverified"}:
        return None  # "All are in progress": those of the sentence before
    amount: Amount = "all" if word == "all" else "none"
    base: Measure = inside[0].measure if inside else "total"
    return amount, state.measure, kind, slugs, base, is_open


def _has_noun(clause: str, end: int) -> bool:
    """Whether "all" is of things that are no items: "covering all premises was completed"."""
    noun = re.match(r" (?!completions\b)[a-z][\w-]*", clause[end:])
    is_state = any(0 <= state.start - end < _FEW_LETTERS for state in states_in(clause))
    return bool(noun and odd_words(noun[0])) and not is_state


def _checked_some(clause: str) -> _Made | None:
    """Read "Most of them have been verified": some of the plan's items are."""
    match = _SOME_CHECKED.search(clause)
    if match is None or _NOT.search(clause[: match.end()]) or _NONE.search(clause[: match.end()]):
        return None
    return "some", "verified", None, (), "total", False


def _of_frameworks(clause: str, mine: Sequence[Named], offset: int) -> _Made | None:
    """Read "Custody is finished", "Custody is still in progress throughout"."""
    for one in mine:
        lead = clause[: one.start - offset].strip(" ,;:-–—•*").lower()
        if re.sub(r"^[\d.()a-z]{1,4}[.)] ?", "", lead) not in {
            "",
            "the",
            "and",
            "but",
            "in all",
            "all of",
            "work on",
            "the work on",
            "all work on",
            "all the work on",
        }:
            continue
        verb = _SUBJECT_VERB.match(clause, one.end - offset)
        if verb is None:
            continue
        state = _state(clause, verb.end() - 1)
        if state is None or not _ADVERBS.fullmatch(clause[verb.end() : state.start]):
            continue
        if "ha" in verb["verb"] and _ITS.match(clause, state.end):
            continue  # "has finished two of its AFIs"
        kind = _kind_in(clause[: verb.start()])
        if state.measure in {"completed", "closed", "verified"}:
            return "all", state.measure, kind, (one.slug,), "total", False
        if state.measure in {"open", "in-progress", "overdue", "not-started"}:
            return "some", state.measure, kind, (one.slug,), "total", False
    return None


def _of_kinds(
    clause: str, mine: Sequence[Named], offset: int, before: State | None
) -> _Made | None:
    """Read "The recommendations on Custody and on Call Handling have been completed"."""
    match = _PLURAL.search(clause)
    if match is None or _ONE_OF.search(clause[: match.start()]):
        return None
    slugs: list[str] = []
    end = match.end()
    for one in mine:
        first = one.start - offset
        if first == end or (slugs and _LIST.fullmatch(clause[end:first])):
            slugs.append(one.slug)
            end = one.end - offset
        elif slugs:
            break
    if not slugs:
        return None
    kind = kind_of_word(match["kind"])
    if match["so"]:
        if before is None or before.measure not in _COUNTS:
            return None
        return "some", before.measure, kind, tuple(slugs), "total", False
    verb = _BEHIND.match(clause, end)
    if verb is None:
        return None
    state = _state(clause, verb.end() - 1)
    if state is None or not _ADVERBS.fullmatch(clause[verb.end() : state.start]):
        return None
    return "some", state.measure, kind, tuple(slugs), "total", False


def _state(clause: str, start: int) -> State | None:
    """Return the first state behind a place, where it is one that items are counted for."""
    states = [s for s in states_in(clause) if s.start >= start]
    if not states or states[0].measure not in _COUNTS:
        return None
    if DATE.search(clause[start : states[0].start]):
        return None
    return states[0]


def _kind_in(words: str) -> Kind | None:
    kinds = {kind_of_word(match[0]) for match in KINDS.finditer(words)}
    return next(iter(kinds)) if len(kinds) == 1 else None
