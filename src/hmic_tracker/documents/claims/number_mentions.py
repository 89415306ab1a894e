"""Numbers of a sentence beside a state or a framework alone, and two of the same items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from hmic_tracker.documents.claims.claim_types import (
    THE_REST,
    Claim,
    FigureClaim,
    JointClaim,
    Measure,
    Mention,
    Sight,
    Spot,
)
from hmic_tracker.documents.claims.figure_doubts import doubt_of_figure
from hmic_tracker.documents.claims.grade_doubts import COUNTRY
from hmic_tracker.documents.claims.item_refs import references_in
from hmic_tracker.documents.claims.known_words import COLOUR, MODAL, odd_words
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    OTHER_NAMES,
    State,
    kind_of_word,
    states_in,
)
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.quantities import Quantity, quantities_of, without_dates
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.domain.words import Kind

_COUNTED: Final = frozenset(
    {
        "completed",
        "verified",
        "unverified",
        "open",
        "overdue",
        "in-progress",
        "in-time",
        "not-started",
    }
)
_BESIDE_STATE: Final = re.compile(
    r"(?: (?:of (?:them|these|those|which)|are|were|is|was|have|has|had|been|now|still|all"
    rf"|{OTHER_NAMES}|that|which|shown|recorded"
    r"|reported|given|counted|listed|marked|classed|as|in|our|the|records?|being|already|items"
    r"|actions|fully|of))* ",
    re.I,
)
"""What stands between a number and the state of items that it doesn't name."""
_FRONT: Final = re.compile(r" ?(?:by (?:the )?\w+)?[ :=–-]*", re.I)
_SHARE_IN: Final = re.compile(
    rf"(?: (?:of (?:them|these|those|which)|items?|actions?|more"
    rf"|{KINDS.pattern})){{0,2}},?(?: (?:belong to|are (?:in|for"
    r"|under|from|on)|were (?:in|for|under|from|on)|is (?:in|for|under|from|on)|relate to"
    r"|concern|come from"
    r"|fall (?:in|under|to)|in|under|for|from))(?: the)? ",
    re.I,
)
_AND: Final = re.compile(
    rf"(?: \((?:{NUMBER})\))?(?:,|,? (?:and|&))(?: (?:on|for|in|under))?(?: the)? ", re.I
)
_RATE: Final = re.compile(
    r"\b(?:better|worse|rated|scor\w+|marks?|can|a (?:week|month|year|day)|per (?:week|month|year)"
    r"|each (?:week|month))\b",
    re.I,
)
_OUT_OF: Final = re.compile(
    r"(?<!total )(?<!number )\bof(?: (?:the|these|those|its|all|other|remaining))* $", re.I
)
_OF_SO_MANY: Final = re.compile(
    r"(?:\d[\d.]* )?(?:of (?:the|these|those|its|all|their)* ?|the (?:remaining|other) )", re.I
)
"""What begins a sentence of parts: "Of the eleven, three are completed"."""
_PARTED: Final = re.compile(
    r"(?:the (?:remaining|other) )?\S+(?: \w+)? (?:divides?|splits?|falls?|breaks?"
    r"|(?:are|is|can be) (?:divided|split|made up)) (?:down )?(?:into|of)\b",
    re.I,
)
"""How all of some items are parted: "The remaining 15 divide into …"."""
_OF_THESE: Final = re.compile(
    rf"(?:(?:only|just|so far|to date|at present|currently|now),? )*(?P<number>{NUMBER}|none|both"
    r"|neither) of (?:these|those|them)\b",
    re.I,
)
_OF_THESE_FIRST: Final = re.compile(
    r"(?:out )?(?:of|among|from) (?:these|those|them|which),? (?:only |just )?", re.I
)
_IN_TIME: Final = re.compile(
    r",? (?:on or before|before|by|on time|in time|within|ahead of|early|late)\b", re.I
)
_EVERY_STATE: Final = frozenset({"completed", "in-progress", "not-started"})
"""States of which each item has one: "Five are completed, nine in progress, six not started"."""
_SO_THESE: Final = re.compile(
    rf"\b(?:(?:has|have) (?:\w+ and )?(?P<state>verified|completed|closed)"
    r"|work (?:has|is) (?:now )?(?:been )?(?:begun|started|under ?way|in progress) on)"
    rf" (?P<number>{NUMBER}) of (?:these|those|them)\b",
    re.I,
)
"""How somebody has brought some of what was counted before into a state."""
_OF_NAMED: Final = re.compile(
    rf"(?:[\d.]+ )?(?:out )?of (?:these|those|them|which|the (?:\w+ )?{NUMBER})\b"
    rf"(?! {KINDS.pattern})",
    re.I,
)
"""How a sentence begins whose numbers are parts of what was counted before."""
_OF_THOSE_MANY: Final = re.compile(rf"(?:out )?of (?:these|those|them) {NUMBER}\b", re.I)
"""Parts of what was counted before, which is any of the plan's items."""
_MOST_PARTS: Final = 2
"""A part may be in another: so many are completed, so many of them verified."""
_OF_THINGS: Final = re.compile(
    rf"\b{NUMBER} (?:out )?of (?:the |these |those |our |its )?{NUMBER} (?P<noun>[a-z]{{3,}})", re.I
)
_OF_COLOURED: Final = re.compile(rf"\bof (?:the |these |those )?{NUMBER} {COLOUR.pattern}", re.I)
"""Items of one colour, whatever that stands for: "Of the seven greens, two are completed"."""
_POSITION: Final = re.compile(
    r"\b(?:where we (?:are|stand)|position|at a glance|progress|status|in (?:numbers|figures|brief"
    r"|short|summary)|headlines?|overall|overview|plan|dashboard|key figures|totals?|to date"
    r"|so far|summary)\b",
    re.I,
)
"""What says above bare numbers, or before them, that they are how the plan stands."""
_NOTHING_ELSE: Final = re.compile(
    r"(?:[\s,;.()]|\b(?:and|are|is|with|of which|of them|still|now|neither|none|both|all|yet)\b)+",
    re.I,
)
_LEAVES: Final = re.compile(r"(?:which |that |this )?leav", re.I)
_FEWEST: Final = 2
"""A one is "one of them" as often as a number."""


def number_mentions(
    spot: Spot,
    sentence: str,
    named: Sequence[Named],
    sight: Sight,
    claims: Sequence[Claim],
    day: date | None,
) -> Iterator[Mention]:
    """Yield the numbers whose kind nothing says: "18 completed", "seven in Custody"."""
    if _is_of_others(sentence) or _RATE.search(sentence) or _is_of_things(sentence):
        return
    if _OF_COLOURED.search(sentence):
        return
    masked, states = _without_numbers(sentence, named), states_in(sentence)
    is_ours = bool(named) or bool(KINDS.search(sentence)) or sight.is_ours
    has = {n for c in claims if isinstance(c, FigureClaim) for n in (c.value, c.of)}
    has.add(sum(len(ref.ids) + len(ref.labels) for ref in sight.refs))
    for one in quantities_of(masked):
        if one.value is None or one.is_all or one.value in has or one.value < _FEWEST:
            continue
        is_label = any(name.end == one.start - 1 for name in named)  # "PVP 12"
        if is_label or _OUT_OF.search(masked[: one.start]):
            continue
        beside = _beside(masked, named, one) if one.of is None else None
        if beside is not None:
            own = sight._replace(frameworks=(beside,), above=())
            yield Mention(spot, "count", one.value, sight=own, is_tight=True)
            continue
        state = _state_beside(masked, states, one)
        if state is None or not is_ours or DATE.search(sentence):
            continue
        if sentence[state.start : state.end].endswith("not") and len(states) == 1:
            continue  # "three have not": what the sentence before says
        doubt = doubt_of_figure(sentence, one.start, one.end, state, named, day)
        own = sight if doubt == THE_REST else Sight()
        so: tuple[Measure, ...] = (state.measure,)
        if _LEAVES.match(sentence, state.start):
            so = (state.measure, "total")  # "One was withdrawn. That leaves eight."
        yield Mention(spot, "count", one.value, one.of, (), so, doubt=doubt, sight=own)


def counts_of_plan(text: str, over: str) -> bool:
    """Return whether a text has nothing but numbers and states below a heading of how all stands.

    The text itself may have the words of such a heading: "Where we are: 3 completed, 6 open".
    """
    label, colon, rest = text.partition(": ")
    if colon and _POSITION.search(label):
        return counts_alone(rest)
    return bool(_POSITION.search(over)) and counts_alone(text)


def counts_alone(plain: str) -> bool:
    """Return whether a text has nothing but numbers and states: "3 completed, 6 open"."""
    numbers = quantities_of(plain)
    spans = [(one.start, one.end) for one in numbers]
    spans += [(one.start, one.end) for one in states_in(plain)]
    letters = list(plain)
    for start, end in spans:
        letters[start:end] = " " * (end - start)
    return bool(numbers) and _NOTHING_ELSE.fullmatch("".join(letters)) is not None


def numbers_of(sentence: str) -> tuple[int, ...]:
    """Return the numbers of a sentence, none of its dates."""
    masked = without_dates(sentence)
    return tuple(one.value for one in quantities_of(masked) if one.value is not None)


def is_of_counted(sentence: str) -> bool:
    """Return whether the numbers of a sentence are parts of what was counted before it."""
    return bool(_OF_NAMED.match(sentence))


def joint_in(
    spot: Spot, sentence: str, named: Sequence[Named], sight: Sight, day: date | None
) -> JointClaim | None:
    """Return the two numbers of a sentence that are of the same items: completed and open."""
    if _is_of_others(sentence) or COLOUR.search(sentence):
        return None
    masked, states = without_dates(sentence), states_in(sentence)
    parts: list[tuple[Measure, int]] = []
    kinds: set[Kind | None] = set()
    for one in quantities_of(masked):
        if one.value is None or one.is_all or _OUT_OF.search(masked[: one.start]):
            continue
        state = _state_beside(masked, states, one)
        if state is None:
            continue
        if doubt_of_figure(sentence, one.start, one.end, state, named, day):
            return None
        noun = KINDS.match(masked[one.end :].lstrip())
        kinds |= {kind_of_word(noun[0])} if noun else set()
        parts.append((state.measure, one.value))
    measures = ["open" if measure == "in-progress" else measure for measure, _ in parts]
    is_split = any(state.measure == "not-started" for state in states)
    if sorted(measures) != ["completed", "open"] or len(kinds) > 1 or is_split:
        return None
    kind = next(iter(kinds), None)
    return JointClaim(spot, tuple(parts), kind, " ".join(sentence.split()), "", sight)


def parts_in(
    spot: Spot,
    sentence: str,
    named: Sequence[Named],
    sight: Sight,
    day: date | None,
    before: int | None,
) -> JointClaim | None:
    """Return the numbers of a sentence that are parts of one: "Three of the 11 are completed".

    `before` is the one number that the sentence before counted: "Two of these are verified".
    """
    if before is not None and not named and (match := _OF_THESE_FIRST.match(sentence)):
        sentence = f"Of the {before}, {sentence[match.end() :]}"
    elif before is not None and not named and (match := _OF_THESE.match(sentence)):
        sentence = f"Of the {before}, {match['number']}{sentence[match.end() :]}"
    elif before is not None and not named and (match := _SO_THESE.search(sentence)):
        sentence = f"Of the {before}, {match['number']} are {match['state'] or 'in progress'}."
    is_other = _is_of_others(sentence) or COLOUR.search(sentence) or DATE.search(sentence)
    if is_other or (_OF_THOSE_MANY.match(sentence) and not (sight.above or sight.frameworks)):
        return None
    masked, states = without_dates(sentence), states_in(sentence)
    parts: dict[Measure, int] = {}
    wholes: list[int] = []
    for one in quantities_of(masked):
        is_parted = _PARTED.match(masked) or not masked.lower().startswith("the ")
        if one.value is not None and is_parted and _OF_SO_MANY.fullmatch(masked[: one.start]):
            wholes.append(one.value)
            continue
        state = _state_beside(masked, states, one)
        is_base = state and (_is_of_base(masked, one, state) or _is_of_state(masked, states, one))
        if is_base and one.of is not None:
            return None
        wholes += [one.of] if one.of is not None else []
        is_part = one.value is not None and not one.is_all and state is not None
        if state is not None and _IN_TIME.match(masked, state.end):
            return None  # how many were so in time, which the plan may not tell
        if not is_part or doubt_of_figure(sentence, one.start, one.end, state, named, day):
            return None
        if state is None or one.value is None or state.measure in parts:
            return None
        is_denied = sentence[state.start : state.end].endswith("not")
        if_others = [0] if is_denied and parts and "completed" not in parts else []
        wholes += if_others  # "three are overdue and eight are not" counts no state
        parts[state.measure] = one.value
    number = sum(parts.values())
    wholes = wholes or _whole_of(parts, before)
    if len(set(wholes)) != 1 or not 0 < number <= _MOST_PARTS * wholes[0]:
        return None
    quote = " ".join(sentence.split())
    is_counted = wholes[0] == before
    parts_of = tuple(parts.items())
    return JointClaim(spot, parts_of, None, quote, "", sight, of=wholes[0], is_counted=is_counted)


def _whole_of(parts: Mapping[Measure, int], before: int | None) -> list[int]:
    """Return of how many all are said that no number gives, or that stand in the one before."""
    number = sum(parts.values())
    is_all = parts.keys() == _EVERY_STATE or (before == number and len(parts) > 1)
    return [number] if is_all else []  # "There are six. Two are complete and four are open."


def _is_of_others(sentence: str) -> bool:
    """Whether the numbers of a sentence are of forces, of changes or of what may be."""
    return any(one.search(sentence) for one in (COUNTRY, MOVED, MODAL))


def _is_of_things(sentence: str) -> bool:
    """Whether a sentence counts things that are no items: "131 of the 140 packages"."""
    return any(odd_words(match["noun"]) for match in _OF_THINGS.finditer(sentence))


def _without_numbers(sentence: str, named: Sequence[Named]) -> str:
    """Return a sentence with blanks for the numbers of dates and items."""
    masked = without_dates(sentence)
    for ref in references_in(sentence, None, named):
        masked = f"{masked[: ref.start]}{' ' * (ref.end - ref.start)}{masked[ref.end :]}"
    return masked


def _state_beside(masked: str, states: Sequence[State], one: Quantity) -> State | None:
    """Return the state that stands right behind a number, or right before it."""
    behind = next((s for s in states if s.start >= one.end and s.measure in _COUNTED), None)
    if behind and _BESIDE_STATE.fullmatch(KINDS.sub("", masked[one.end : behind.start])):
        return _narrower(masked, states, behind)
    before = next((s for s in reversed(states) if s.end <= one.start), None)
    if before and before.measure in _COUNTED and _FRONT.fullmatch(masked[before.end : one.start]):
        return before if re.match(r" ?(?:[.,;/)]|$|and\b)", masked[one.end :]) else None
    return None


def _is_of_base(masked: str, one: Quantity, state: State) -> bool:
    """Whether a state is that of all of which some are: "ten of the 15 open findings"."""
    if masked[one.end : state.start].strip() or state.start < one.end:
        return False
    behind = masked[state.end :]
    return bool(odd_words(behind[:12]) or KINDS.match(behind.lstrip()))


def _is_of_state(masked: str, states: Sequence[State], one: Quantity) -> bool:
    """Whether a state right before a share says what it is: "Verified: 1 of the 2 completed"."""
    before = (s for s in states if s.end <= one.start)
    return any(_FRONT.fullmatch(masked[s.end : one.start]) for s in before)


def _narrower(masked: str, states: Sequence[State], state: State) -> State:
    """Return the state that goes on from one and narrows it: "completed and verified"."""
    following = next((s for s in states if s.start >= state.end), None)
    if following is None or following.measure not in {"verified", "unverified"}:
        return state
    between = masked[state.end : following.start]
    is_of_same = re.fullmatch(r",? (?:and|but) (?:(?:also|still|now|are|have|has|been) )*", between)
    return following if is_of_same else state


def _beside(masked: str, named: Sequence[Named], one: Quantity) -> str | None:
    """Return the framework whose share a number is: "seven in Custody", "Custody 7"."""
    for at, name in enumerate(named):
        is_listed = at and _AND.fullmatch(masked[named[at - 1].end : name.start])
        behind = named[at + 1] if at + 1 < len(named) else None
        is_of_several = behind is not None and _AND.fullmatch(masked[name.end : behind.start])
        if _SHARE_IN.fullmatch(masked[one.end : name.start]) and not is_of_several:
            return name.slug
        is_behind = re.fullmatch(r" ?[:=(–] ?", masked[name.end : one.start])
        if is_behind and not is_listed and re.match(r" ?(?:[,;.)]|$|and\b)", masked[one.end :]):
            return name.slug
    return None
