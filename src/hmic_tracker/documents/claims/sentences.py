"""Figures in sentences: "Six of the 16 recommendations have been completed", "46 remain open"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from hmic_tracker.documents.claims.certainty import (
    doubt_of_figure,
    is_base_odd,
)
from hmic_tracker.documents.claims.claim_types import (
    A_PART,
    OF_SOME,
    Extent,
    FigureClaim,
    Group,
    Measure,
    OtherFigure,
    Spot,
)
from hmic_tracker.documents.claims.figure_words import (
    adjective_of,
    is_joined,
    kind_of,
    lead_of,
    shared_state,
    state_of,
)
from hmic_tracker.documents.claims.known_words import PLAIN, odd_words
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    CellFigure,
    State,
    figure_of_cell,
    kind_of_word,
    states_in,
)
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.quantities import Quantity, quantities_of, without_dates
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.counted_groups import CountedGroup
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.domain.words import Kind

SENTENCE: Final = re.compile(
    r"(?<=[.!?])\s+(?=[A-Z(“\"])|(?<=[.!?][)”\"])\s+(?=[A-Z])|(?<=;)\s+|(?<=[a-z]{3}[.!?])(?<!approx\.)(?<!rec\.)(?<!recs\.)\s+(?=[a-z])"
    r"|(?<=[a-z]{4}[.!?])(?<!sept\.)(?<!Sept\.)(?<!recs\.)(?<!para\.)(?<!paras\.)\s+(?=\d+ [a-z])"
    r"|(?<=[A-Za-z]\)\.)\s+(?=\d+ [a-z])"
)
_SOURCE_BEHIND: Final = re.compile(
    r"\bby (?:its|their|the (?:source|inspectorate)['’]s) (?:own )?count", re.I
)
ATTRIBUTED: Final = re.compile(
    r"\bsource\b(?!['’]s count)|\bsays? that\b|\bsaid to (?:be|have)\b|\bdescribed as\b"
    r"|\b(?:reported to|told|informed|advised) [^.;]{2,50} that\b|\b(?:was|were|been|we"
    r"|have) told\b"
    r"|\b(?:report|paper)\b[^.]{0,20}\b(?:said|says|claimed|claims|stated|counted|gave)\b"
    r"|\breported(?: \w+){0,2} (?:as |to (?:be|have been) )?(?:completed?|done|finished)"
    r"|\bunderstood to\b|\bexplained that\b|\bnot (?:been )?(?:identified|named|stated|which)\b"
    r"|\b(?:not|nor|cannot|can not) (?:say|tell|know|identify|state) which\b"
    r"|\bwith (?:it|that one|both)\b|\bthen \d+/\d+"
    r"|\bone (?:of .{3,60} |more )(?:is|was|has been|had been) completed",
    re.I,
)
_OTHER: Final = re.compile(r"(?<![\w.,/-])£?\d[\d,.]*\d*(?: ?%| million| billion)?(?![\w/-])")
_SUBJECT: Final = re.compile(
    r" (?:of (?:them|these|those) )?(?:is|are|was|were|has|have|remains?)\b", re.I
)
_OF_THOSE: Final = re.compile(r" of (?:those|these|them|which)\b", re.I)
_IN_ALL: Final = re.compile(r" (?:in (?:all|total)|altogether|together)\b", re.I)
_LEAVES: Final = re.compile(r"\bleav(?:es|ing) $", re.I)
_WHOLE: Final = re.compile(
    r"\b(?:in all|altogether|in total|totals?|whole plan|entire|the plan|across (?:the|all)"
    r"|all frameworks|all three|programme)\b",
    re.I,
)
_PREDICATE: Final = re.compile(r" (?:(?:are|is|were|was|have|has) [A-Za-z]|due\b)")
_THINGS: Final = re.compile(r"\b(?:matters|points|things|entries|you|raised|which|lines)\b", re.I)
_DIGITS: Final = re.compile(r"\d[\d of/%()]*")
_CELL: Final = rf"{_DIGITS.pattern}|(?:{NUMBER}|none|nil)(?: (?:out )?of (?:the )?{NUMBER})?"
_LINE: Final = re.compile(
    rf"(?P<name>[A-Za-z][^:=\d]{{2,60}}?) ?[:=] ?(?P<figure>{_CELL})\.?", re.I
)
_PARTS_BEHIND: Final = re.compile(r" \([^()]*[a-z][^()]*\)\.?$", re.I)
_BASE: Final = re.compile(r"\b(?:out )?of (?:the |our |these |its |those )?$", re.I)
_TIME: Final = re.compile(r" (?:calendar |working )?(?:days?|weeks?|months?|years?|hours?)\b", re.I)
_MORE: Final = re.compile(
    r" (?:more|further|additional|others?|owner)\b",
    re.I,
)


_OTHER_THING: Final = re.compile(
    r" (?:\w+ )?(?:frameworks?|headings?|inspections?|phases?|reports?|parts?|sections?"
    r"|areas?(?! (?:for|of) )(?! remain))\b",
    re.I,
)
"""What is counted and is no item: "across three frameworks"."""


_NOUN: Final = re.compile(
    rf" (?:(?:open|overdue|completed|outstanding|live) )?{KINDS.pattern}", re.I
)
_TIGHT: Final = re.compile(
    rf"(?: \([\d.]+ ?%\))?(?: (?:\w+ ){{0,2}}{KINDS.pattern}"
    r"(?: (?:in|of) (?:the|our|this) (?:\w+ )?plan)?)?,?"
    r"(?: (?:\([\d%]+\)|is|are|was|were|has|have|had"
    rf"|been|now"
    r"|still|all|both|already|fully|as|reported|shown|recorded|also|yet|therefore|so|remain"
    r"|thus))* ",
    re.I,
)
_NO_FRAMEWORK: Final = re.compile(r"\bno framework\b", re.I)
_NUMBER_OF: Final = re.compile(
    rf"\b(?:number|total) of (?:\w+ ){{0,2}}?{KINDS.pattern}"
    r"(?: (?:that|which|are|is|still|now|currently|recorded|shown|reported|as))* $",
    re.I,
)
_IS_SO_MANY: Final = re.compile(
    r",?(?: (?:is|was|stands|stood|remains|now|currently|at|has|risen|fallen|to|therefore))* ", re.I
)
_OF_WHAT: Final = re.compile(
    r" of (?:everything|all|those|what|the (?:items|actions))(?: \w+){0,2} ", re.I
)
_NEXT_CLAUSE: Final = re.compile(r"[,;:(]| (?:with|while|which|and (?:was|were|is|are)) ")
_SEVERAL: Final = 2
_HOW_FAR: Final = frozenset({"some", "majority", "almost"})
_IS_ONE: Final = re.compile(r"\b(?:is|was|remains)(?: (?:now|still|only|just))? $", re.I)
_RELATIVE: Final = re.compile(r"\b(?:which|that|whom)(?: they)? $", re.I)
_AN_OWNER: Final = re.compile(r"\b(?:have|has|with)(?: now| got)? an? (?:\w+ )?owner\b", re.I)
_OF_PLAN: Final = re.compile(
    r"\b(?:in|of|across) (?:the|our|this) (?:(?:whole|entire|action|improvement|inspection) )*"
    r"(?:plan|programme)\b",
    re.I,
)
_WORK: Final = re.compile(r"(?: of)?(?: the| this| that| its| their)?(?: remaining)? work\b", re.I)


class Around(NamedTuple):
    """What a sentence stands under: a framework by heading or bullet, a kind by its list.

    `state` is what the sentence before counted for, `subject` the one kind that it named, where it
    counted no items of all kinds (`is_of_all`); `day` is the paper's; `mentioned` are the
    frameworks named before in the passage and in its heading, `just` is the only one that the
    sentence before named, `group` the items that it counted.
    """

    framework: str | None = None
    extent: Extent = "plan"
    kind: Kind | None = None
    is_kind_given: bool = False
    state: State | None = None
    subject: Kind | None = None
    is_of_all: bool = False
    day: date | None = None
    mentioned: tuple[str, ...] = ()
    just: tuple[str, Extent] | None = None
    group: CountedGroup | None = None

    @property
    def sure(self) -> str | None:
        """The framework above where nothing else has come between."""
        return None if self.extent == "near" else self.framework


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a passage; a semicolon ends one too."""
    return [part for part in SENTENCE.split(text) if part.strip()]


def figures_of(
    spot: Spot, sentence: str, named: Sequence[Named], around: Around, *, counts: bool
) -> list[FigureClaim]:
    """Return the figures of a sentence; `counts` takes one without a state for how many there are.

    A figure whose kind or state the sentence leaves open is none.
    """
    masked, states = without_dates(sentence), states_in(sentence)
    attributed, kinds = bool(ATTRIBUTED.search(sentence)), list(KINDS.finditer(masked))
    claims: list[FigureClaim] = []
    quantities = quantities_of(masked)
    used: set[int] = set()
    of_some = OF_SOME if is_base_odd(sentence, named) else ""
    whole: FigureClaim | None = None
    before: tuple[Kind | None, bool] = (around.kind, around.is_kind_given)
    later: date | None = None
    last = lead_of(sentence, states, quantities) or around.state
    for at, one in enumerate(quantities):
        limit = quantities[at + 1].start if at + 1 < len(quantities) else len(sentence)
        floor = quantities[at - 1].end if at else 0
        those = (claims[-1].kind, True) if claims and _OF_THOSE.match(masked, one.end) else before
        kind, given = kind_of(masked, kinds, one, limit, floor, those)
        before = (kind, True) if given else before
        kind, in_part = _narrowed(masked, kinds, states, one, kind)
        in_part = in_part or of_some or _of_all_before(masked, quantities, at)
        if not given and _goes_on_with(masked, one, around):
            kind, given, in_part = around.subject, True, _loose(around) or in_part
        shares = one.of is not None or one.percent is not None
        is_base = not shares and not one.is_all and _BASE.search(masked[: one.start])
        if given and is_base:
            if _is_counted(masked, kinds, (), one, limit, floor):
                whole = _base_claim(spot, sentence, states, named, around, kind, one, limit)
                claims.append(whole)
            continue
        base, state = state_of(sentence, states, one, limit, floor, used)
        in_part = in_part or _of_what(masked, one, state) or _of_none(masked, named, one)
        state = state or shared_state(masked, kinds, quantities, at, states, given=given)
        joined = _goes_with(masked, quantities, at)
        if state is None and (shares or (last and last is not around.state and given and joined)):
            state = last
        what: Measure | None = state.measure if state else None
        is_bare = counts and _is_counted(masked, kinds, named, one, limit, floor)
        if what is None and is_bare and _is_bare_total(one, last, around):
            what = "total"
        if what is None and (made := _shared_out(masked, named, claims, one)):
            what, kind, given = "total", made.kind, True
        is_open_kind = not given and state is not None and _is_bare_share(masked, one, state)
        is_known = given or is_open_kind or _has_share(one)
        if what is None or not is_known or _is_none(masked, one, what):
            continue
        if state is not None:
            used.add(state.start)
            later, last = state.by or later, state
        about = (_group(what), kind, what, *_scope(masked, named, one, limit, around))
        doubt = doubt_of_figure(sentence, one.start, one.end, state, named, around.day)
        doubt = doubt or _spread(sentence, quantities, named, one, state, limit)
        claims.append(
            FigureClaim(
                spot,
                *about,
                _value(sentence, one, what),
                *_share_of(one, whole, kind, what, base),
                one.percent,
                state.by if state and state.by else later,
                attributed or bool(_SOURCE_BEHIND.search(sentence, one.end, limit)),
                " ".join(sentence[max(0, one.start - 30) : limit + 20].split()),
                doubt=doubt or in_part or ("" if given or is_open_kind else A_PART),
                near=() if any(n.slug == about[3] for n in named) else around.mentioned,
                is_whole=bool(_WHOLE.search(sentence)),
                is_open_kind=is_open_kind,
                is_tight=_is_tight(masked, one, state, limit, states),
                has_noun=bool(_NOUN.match(masked, one.end)),
            )
        )
    return claims


def _goes_on_with(masked: str, one: Quantity, around: Around) -> bool:
    """Whether a figure is of what the sentence before counted: "Two of them are late"."""
    has_subject = around.subject is not None or around.is_of_all
    return has_subject and one.of is None and bool(_SUBJECT.match(masked, one.end))


def _goes_with(masked: str, quantities: Sequence[Quantity], at: int) -> bool:
    """Whether a figure goes on with the one before it, and has no verb of its own."""
    joined = at == 0 or is_joined(masked[quantities[at - 1].end : quantities[at].start])
    return joined and not _PREDICATE.match(masked, quantities[at].end)


def _of_all_before(masked: str, quantities: Sequence[Quantity], at: int) -> str:
    """Return the doubt of "all four" behind "the recommendation and the three AFIs"."""
    one = quantities[at]
    has_noun = not one.is_all or one.of is None or _NOUN.match(masked, one.end)
    last = quantities[at - 1].value if at else one.of
    return "" if has_noun or last == one.of else A_PART


def _of_what(masked: str, one: Quantity, state: State | None) -> str:
    """Return the doubt of a share of what a state names, and of "both"."""
    if state is None and re.search(r"\b(?:date|deadline|target) for\b", masked, re.I):
        return A_PART  # "that is the date for twelve of the 13"
    is_open = state is not None and _OF_WHAT.fullmatch(masked[one.end : state.start])
    is_both = one.is_all and masked[one.start : one.end].lower().startswith("both")
    return A_PART if is_both or (one.value is None and is_open) else ""


def _of_none(masked: str, named: Sequence[Named], one: Quantity) -> str:
    """Return the doubt of items that are under no framework: "No framework, 7 recommendations"."""
    last = max((n.end for n in named if n.end <= one.start), default=0)
    return A_PART if _NO_FRAMEWORK.search(masked, last, one.start) else ""


def _is_tight(
    masked: str, one: Quantity, state: State | None, limit: int, states: Sequence[State]
) -> bool:
    """Whether a figure's kind and state stand beside it: "six recommendations are completed"."""
    others = {s.measure for s in states if s != state} - {"total"}
    if state is None or state not in states or (others and state.measure == "total"):
        return False
    if others & _HOW_FAR:
        return False
    if one.is_all and (one.value is None and one.of is None):
        return False
    clause = _NEXT_CLAUSE.search(masked, state.end, limit)
    stop = clause.start() if clause else limit
    later = {s.measure for s in states if s.start > state.end and s.end <= stop}
    if later - {state.measure}:
        return False
    if not one.end <= state.start < limit:
        return _is_number_of(masked, one, state)
    between, behind = masked[one.end : state.start], masked[state.end : limit]
    if _TIGHT.fullmatch(between):
        return bool(KINDS.search(between)) or not one.of
    return not between.strip() and bool(KINDS.match(behind.lstrip()))


def _is_number_of(masked: str, one: Quantity, state: State) -> bool:
    """Whether a figure is told to be how many are so: "the number of AFIs overdue is two"."""
    between = masked[state.end : one.start] if state.end <= one.start else "?"
    return bool(_IS_SO_MANY.fullmatch(between) and _NUMBER_OF.search(masked[: state.start]))


def _spread(
    sentence: str,
    quantities: Sequence[Quantity],
    named: Sequence[Named],
    one: Quantity,
    state: State | None,
    limit: int,
) -> str:
    """Return the doubt of a figure of several frameworks, or of one of several days."""
    if state is not None and state.measure in {"due-by", "due-on", "later"}:
        days = len(DATE.findall(sentence))
        return A_PART if days > 1 and days != len(quantities) else ""
    stop = state.start if state and state.start > one.end else limit
    beside = [n for n in named if one.end <= n.start < stop]
    joined = (sentence[a.end : b.start] for a, b in pairwise(beside))
    is_listed = any(
        re.fullmatch(r",? ?(?:and|or|nor|&)? ?(?:the |for )?", words) for words in joined
    )
    return A_PART if is_listed and len({n.slug for n in beside}) > 1 else ""


def _narrowed(
    masked: str,
    kinds: Sequence[re.Match[str]],
    states: Sequence[State],
    one: Quantity,
    kind: Kind | None,
) -> tuple[Kind | None, str]:
    """Return the kind of a figure with a noun of its own, or of all before it, and its doubt."""
    if _is_of_other_things(masked, states, one):
        return None, A_PART
    is_rest = _IN_ALL.match(masked, one.end) or _LEAVES.search(masked[: one.start])
    if is_rest and len(_kinds_before(kinds, one)) > 1:
        return None, ""  # "16 recommendations and 48 AFIs, 64 in all"
    return kind, ""


def _is_bare_total(one: Quantity, last: State | None, around: Around) -> bool:
    """Whether a figure without a state is how many items there are."""
    has_state = last is not None and last is not around.state and last.measure != "total"
    return one.value is not None and one.of is None and not has_state


def _loose(around: Around) -> str:
    """Return the doubt of a figure of what the sentence before was about."""
    return A_PART if around.extent == "near" else ""


def _has_share(one: Quantity) -> bool:
    """Whether a number stands with its share, which tells what it is of: "36 entries (56%)"."""
    return one.value is not None and one.percent is not None and not one.is_all


def _share_of(
    one: Quantity, whole: FigureClaim | None, kind: Kind | None, what: Measure, base: Measure
) -> tuple[int | None, Measure]:
    """Return of how many items a figure is a part, and what these are counted for."""
    is_alone = one.of is None and one.percent is None and what != "total"
    if whole and is_alone and kind == whole.kind:
        return whole.value, whole.measure  # "Of the 37 items, four are done and 33 open"
    return one.of, base


def _shared_out(
    masked: str, named: Sequence[Named], claims: Sequence[FigureClaim], one: Quantity
) -> FigureClaim | None:
    """Return the total that a framework's share is of: "16 made, four for Public Protection"."""
    made = [c for c in claims if c.measure == "total" and c.of is None]
    is_share = one.value is not None and _is_share_for(masked, named, one)
    return made[-1] if made and is_share else None


def _base_claim(
    spot: Spot,
    sentence: str,
    states: Sequence[State],
    named: Sequence[Named],
    around: Around,
    kind: Kind | None,
    one: Quantity,
    limit: int,
) -> FigureClaim:
    """Return the claim of how many there are of which others are a part: "of the 42 open items"."""
    state = adjective_of(sentence, states, one, limit)
    measure: Measure = state.measure if state else "total"
    about = (kind, measure, *_scope(sentence, named, one, limit, around), one.value)
    doubt = doubt_of_figure(sentence, one.start, one.end, state, named, around.day)
    doubt = doubt or (OF_SOME if is_base_odd(sentence, named) else "")
    quote = " ".join(sentence.split())[:120]
    near = () if named else around.mentioned
    return FigureClaim(spot, _group(measure), *about, quote=quote, doubt=doubt, near=near)


def _is_counted(
    masked: str,
    kinds: Sequence[re.Match[str]],
    named: Sequence[Named],
    one: Quantity,
    limit: int,
    floor: int,
) -> bool:
    """Whether a figure is how many items there are: their kind is right beside it."""
    names = [(n.start, n.end) for n in named]
    for kind in kinds:
        if one.end <= kind.start() < limit:
            words = _without(masked, one.end, kind.start(), names)
            return not odd_words(words)
        if floor <= kind.end() <= one.start:
            words = masked[kind.end() : one.start]
            behind = re.match(r" ?(?:[.,;:)(\n]|and\b|$)", masked[one.end :])
            if behind and re.fullmatch(
                r"(?:[\s:=(–—-]|total|made|identified|number)*", words, re.I
            ):
                return True
    return False


def _without(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    inside = [text[n] if all(not a <= n < b for a, b in spans) else " " for n in range(start, end)]
    return "".join(inside)


def _is_share_for(masked: str, named: Sequence[Named], one: Quantity) -> bool:
    """Whether a figure is a framework's share of those before it: "nine for Public Protection"."""
    return any(
        one.end < n.start
        and re.fullmatch(
            r"(?: of (?:them|these|those|which))? (?:for|under|on) (?:the )?",
            masked[one.end : n.start],
        )
        for n in named
    )


def _is_of_other_things(masked: str, states: Sequence[State], one: Quantity) -> bool:
    """Whether a figure has a noun of its own that is none of our words: "28 smaller points"."""
    behind = re.match(r"(?: [\w’'-]+){1,4}", masked[one.end :])
    if behind and one.is_all and _WORK.match(behind[0]):
        return True
    if behind is None or one.is_all or one.percent is not None:
        return False
    if _OTHER_THING.match(behind[0]):
        return True
    if one.of is not None:
        return False
    first = behind[0].split()[0]
    is_state = any(one.end <= s.start <= one.end + len(first) + 2 for s in states)
    has_kind = bool(KINDS.search(masked, one.end, one.end + len(behind[0]) + 8))
    return not (is_state or has_kind or PLAIN.fullmatch(first) or not first[0].isalpha())


def _kinds_before(kinds: Sequence[re.Match[str]], one: Quantity) -> set[Kind | None]:
    return {kind_of_word(kind[0]) for kind in kinds if kind.end() <= one.start}


def _is_bare_share(masked: str, one: Quantity, state: State) -> bool:
    """Whether a share is of items that only their number names: "18 of the 64 are done"."""
    if one.of is None or one.is_all:
        return False
    first, last = sorted((one.start, state.start))
    between = masked[one.end : last] if first == one.start else masked[state.end : one.start]
    words = _THINGS.sub(" ", between)
    return not odd_words(words) and bool(re.match(r"[ .,;:)]|$", masked[one.end :]))


def _group(measure: Measure) -> Group:
    return "count" if measure == "total" else "status"


def _is_none(masked: str, one: Quantity, what: Measure) -> bool:
    """Whether a figure can't be held against anything: "all", "three more", "62 days"."""
    if _TIME.match(masked, one.end):
        return True
    if one.is_all and _RELATIVE.search(masked[: one.start]):
        return True  # "the cause of concern, which all three answer"
    is_one_of = one.value == 1 and one.of is not None and _IS_ONE.search(masked[: one.start])
    if is_one_of:
        return True  # "AFI-9 is one of six items that …"
    is_more = what not in {"due-by", "due-on"} and _MORE.match(masked, one.end)
    if what == "total" and one.value == 1 and one.of is None and not _NOUN.match(masked, one.end):
        return True  # "the one that was never identified"
    if what == "total" and one.value == 0:  # "no item has been …" by a word that isn't ours
        return True
    is_unknown = what == "no-owner" and one.percent is None and _value(masked, one, what) is None
    is_unknown = is_unknown or (what == "no-owner" and bool(one.value) and _has_owner(masked))
    return (one.is_all and one.value is None) or is_unknown or bool(is_more)


def _has_owner(masked: str) -> bool:
    """Whether a sentence counts items that have an owner."""
    return bool(_AN_OWNER.search(masked)) and not re.search(r"\b(?:without|no owner)\b", masked)


def _value(sentence: str, one: Quantity, what: Measure) -> int | None:
    """Return how many are so; "none of the 12 has an owner" is 12 without one."""
    value = one.of if one.is_all else one.value
    if what == "no-owner" and value == 0 and "no owner" not in sentence:
        return one.of
    return value


def figure_line(spot: Spot, text: str, around: Around) -> FigureClaim | None:
    """Return the figure of a line such as "AFIs overdue: 8"; None where it is something else."""
    match = _LINE.fullmatch(_PARTS_BEHIND.sub("", text))
    figure = _figure_of(match["figure"]) if match else None
    if match is None or figure is None or MOVED.search(text):
        return None
    kinds, states = list(KINDS.finditer(match["name"])), states_in(match["name"])
    is_total = bool(re.search(r"\btotal\b", match["name"], re.I))
    if not states and not (kinds and is_total):
        return None
    if not kinds and not _DIGITS.fullmatch(match["figure"]):
        return None  # "Completed in all: 6 out of 16"
    if len(match["name"].split()) > 2 * (len(kinds) + len(states)) + 3:
        return None
    kind = kind_of_word(kinds[0][0]) if kinds else around.kind
    specific = [s for s in states if s.measure != "total"] or states
    measure: Measure = specific[0].measure if specific else "total"
    return FigureClaim(
        spot,
        "count" if measure == "total" else "status",
        kind,
        measure,
        around.framework,
        around.extent,
        figure.value,
        figure.of,
        "total",
        figure.percent,
        quote=text,
        is_tight=len({state.measure for state in states} - {"total"}) < _SEVERAL,
    )


def _figure_of(text: str) -> CellFigure | None:
    """Return the figure of a line's end, in digits or in words: "4 of 10", "two", "none"."""
    if (figure := figure_of_cell(text)) is not None:
        return figure
    quantities = quantities_of(text)
    if len(quantities) != 1 or quantities[0].value is None:
        return None
    return CellFigure(quantities[0].value, quantities[0].of, quantities[0].percent)


def _scope(
    masked: str, named: Sequence[Named], one: Quantity, limit: int, around: Around
) -> tuple[str | None, Extent]:
    """Return the framework that a figure is of: one named behind it, before it, or above it."""
    held = [n for n in named if masked[n.end : one.start].strip() == "("]
    if held:  # "Custody (five AFIs), Call Handling (two AFIs)"
        return held[0].slug, held[0].extent
    behind = [
        n for n in named if one.end <= n.start < limit + 1 and ":" not in masked[one.end : n.start]
    ]
    if len(behind) == 1:
        return behind[0].slug, behind[0].extent
    front = [n for n in named if n.end <= one.start]
    if front:
        return front[-1].slug, front[-1].extent
    if around.framework and not _OF_PLAN.search(masked):
        return around.framework, around.extent
    return None, "plan"


def other_figures(spot: Spot, sentence: str) -> list[OtherFigure]:
    """Return the figures in digits of a sentence besides those of dates and labels."""
    masked = without_dates(sentence)
    hits = [match[0].strip() for match in _OTHER.finditer(masked)]
    return [OtherFigure(spot, ", ".join(hits))] if hits else []
