"""Figures in sentences: "Six of the 16 recommendations have been completed", "46 remain open"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from hmic_tracker.documents.claims.blanks import blank
from hmic_tracker.documents.claims.claim_types import (
    A_PART,
    TWO_KINDS,
    FigureClaim,
    Measure,
    Spot,
)
from hmic_tracker.documents.claims.figure_doubts import doubt_of_figure
from hmic_tracker.documents.claims.figure_nouns import (
    has_noun,
    is_counted,
    is_given,
    is_none,
    is_tight,
    narrowed,
    of_its_group,
    value_for,
)
from hmic_tracker.documents.claims.figure_scopes import doubt_of_none, doubt_of_several, scope_of
from hmic_tracker.documents.claims.figure_shares import (
    base_claim,
    doubt_of_all,
    doubt_of_base,
    doubt_of_what,
    has_share,
    is_bare_share,
    is_base,
    is_share,
    share_of,
    shared_total,
)
from hmic_tracker.documents.claims.figure_words import (
    adjective_of,
    is_joined,
    kind_of,
    lead_of,
    shared_state,
    state_of,
)
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    State,
    are_several_kinds,
    group_of_measure,
    states_in,
)
from hmic_tracker.documents.claims.quantities import Quantity, quantities_of, without_dates
from hmic_tracker.documents.claims.sentences import ATTRIBUTED
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.around import Around
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.domain.words import Kind

_SOURCE_BEHIND: Final = re.compile(
    r"\bby (?:its|their|the (?:source|inspectorate)['’]s) (?:own )?count", re.I
)
_SUBJECT: Final = re.compile(
    r" (?:of (?:them|these|those) )?(?:is|are|was|were|has|have|remains?)\b", re.I
)
_NOUN_BEHIND: Final = re.compile(
    rf" (?:of )?(?:the |our |its )?(?:\w+ )?(?P<kinds>{KINDS.pattern})", re.I
)
_OF_THOSE: Final = re.compile(r" of (?:those|these|them|which)\b", re.I)
_MORE: Final = re.compile(r"\b(?:another|a further|an additional|further|more)\b", re.I)
_APART: Final = tuple(
    {one, other}
    for one in ("completed", "in-progress", "not-started")
    for other in ("completed", "in-progress", "not-started")
    if one != other
)
"""States of which each item has one: what is more of another adds nothing to the first."""
_OPEN_ONES: Final = frozenset({"overdue", "in-progress", "not-started", "in-time"})
"""States that only open items have."""
_WHOLE: Final = re.compile(
    r"\b(?:in all|altogether|in total|totals?|whole plan|entire|the plan|across (?:the|all)"
    r"|all frameworks|all three|programme)\b",
    re.I,
)
_PREDICATE: Final = re.compile(r" (?:(?:are|is|were|was|have|has) [A-Za-z]|due\b)")
_COUNTED_WORDS: Final = re.compile(
    r"\b(?:resulted in|led to|compris\w+|consist\w* of|produced|yielded|made"
    r"|identified|c[ao]me (?:out of|from)|arose from|given|gave|issued|raised|includes|attracted"
    r"|account(?:s|ed) for"
    r"|carries|received|contains?|holds?|there (?:are|were|remain)"
    r"|(?:^|, and )(?:we|the (?:service|force|prison|council|authority|plan|report|inspect\w+))"
    r" (?:has|have|had)"
    r"|in (?:all|total)|followed(?=[.;]|$)"
    r"|position|total(?:s|led)?|in the plan|set out|of which|recommendations?: )",
    re.I,
)


class _Sentence(NamedTuple):
    """A sentence with its kinds, states and figures, under what stands above it.

    `doubt` is that of all its figures; it is `attributed` where it gives what another says.
    """

    spot: Spot
    text: str
    masked: str
    named: Sequence[Named]
    around: Around
    kinds: Sequence[re.Match[str]]
    states: Sequence[State]
    quantities: Sequence[Quantity]
    counts: bool
    attributed: bool
    doubt: str


class _Figure(NamedTuple):
    """A figure of a sentence, between the end of the one before and the beginning of the next."""

    at: int
    one: Quantity
    floor: int
    limit: int


class _Items(NamedTuple):
    """The items that a figure is of: their kind, whether the sentence gives it, and the doubt."""

    kind: Kind | None
    is_given: bool
    doubt: str = ""


class _Before(NamedTuple):
    """What a sentence says before a figure: its `claims`, the kind, state and day last named.

    `whole` is what the figures behind it are parts of; the states begin at the places `used`.
    """

    claims: tuple[FigureClaim, ...]
    kind: tuple[Kind | None, bool]
    state: State | None
    by: date | None = None
    whole: FigureClaim | None = None
    used: frozenset[int] = frozenset()


def counts_items(sentence: str) -> bool:
    """Whether a sentence has words that give how many items there are: "It made 12"."""
    return bool(_COUNTED_WORDS.search(sentence))


def figures_of(
    spot: Spot, sentence: str, named: Sequence[Named], around: Around, *, counts: bool
) -> list[FigureClaim]:
    """Return the figures of a sentence; `counts` takes one without a state for how many there are.

    A figure whose kind or state the sentence leaves open is none.
    """
    masked, states = without_dates(sentence), states_in(sentence)
    kinds = list(KINDS.finditer(masked))
    quantities = [of_its_group(masked, one) for one in quantities_of(masked)]
    its = _Sentence(
        spot,
        sentence,
        masked,
        named,
        around,
        kinds,
        states,
        quantities,
        counts,
        bool(ATTRIBUTED.search(sentence)),
        doubt_of_base(sentence, named),
    )
    lead = lead_of(sentence, states, quantities) or around.state
    before = _Before((), (around.kind, around.is_kind_given), lead)
    for at, one in enumerate(quantities):
        limit = quantities[at + 1].start if at + 1 < len(quantities) else len(sentence)
        floor = quantities[at - 1].end if at else 0
        before = _with_figure(its, _Figure(at, one, floor, limit), before)
    return [*before.claims]


def _with_figure(its: _Sentence, figure: _Figure, before: _Before) -> _Before:
    """Return what a sentence has said when a figure of it is read too."""
    masked, one = its.masked, figure.one
    kind, is_given = _kind_beside(its, figure, before)
    before = before._replace(kind=(kind, True)) if is_given else before
    items = _items_of(its, figure, kind, is_given=is_given)
    if items.is_given and is_base(masked, one):
        return _with_base(its, figure, before, items.kind)
    base, own = state_of(its.text, its.states, one, figure.limit, figure.floor, before.used)
    items = items._replace(
        doubt=items.doubt
        or doubt_of_what(masked, one, own)
        or doubt_of_none(masked, its.named, one)
    )
    state = own or _state_taken(its, figure, before, is_given=items.is_given)
    what, items = _measured(its, figure, before, state, items)
    is_open_kind = not items.is_given and state is not None and is_bare_share(masked, one, state)
    is_known = items.is_given or is_open_kind or has_share(one)
    adds = before.state is None or {before.state.measure, what} not in _APART
    if what is None or not is_known or is_none(masked, one, what, adds=adds):
        return _with_whole(its, figure, before, items) if one.of and what is None else before
    if (
        one.of is not None
        and state
        and state == adjective_of(its.text, its.states, one, figure.limit)
    ):
        return _with_whole(its, figure, before, items)
    if state is not None:
        used = before.used | {state.start}
        before = before._replace(used=used, by=state.by or before.by, state=state)
    part = share_of(one, before.whole, items.kind, what, base)
    sure = _without_doubtful(its, before, what, adds=adds)
    claim = _claim_of(sure, figure, items, what, part, state, before.by, is_open_kind=is_open_kind)
    claim = claim._replace(quote=_quote(its.text, figure))
    return before._replace(claims=(*before.claims, claim))


def _with_whole(its: _Sentence, figure: _Figure, before: _Before, items: _Items) -> _Before:
    """Return what is said of how many in a state: "None of the eleven open concerns has a lead"."""
    one = figure.one._replace(value=figure.one.of, of=None)
    state = adjective_of(its.text, its.states, one, figure.limit)
    noun = KINDS.search(its.text, state.end) if state else None
    if state is None or noun is None or not items.is_given:
        return before
    text = its.text[: noun.end()]  # what is said of them is of some, how many there are is not
    limit = min(figure.limit, len(text))
    named = [name for name in its.named if name.end <= len(text)]
    whole = base_claim(its.spot, text, its.states, named, its.around, items.kind, one, limit)
    return before._replace(claims=(*before.claims, whole))


def _without_doubtful(its: _Sentence, before: _Before, what: Measure, *, adds: bool) -> _Sentence:
    """Return a sentence without "more" and "of them" where these leave nothing in doubt."""
    doubtful = [] if adds else [_MORE]
    doubtful += [_OF_THOSE] if _are_known(before, what) else []
    for one in doubtful:
        its = its._replace(text=one.sub(blank, its.text))
    return its


def _quote(sentence: str, figure: _Figure) -> str:
    """Return the words around a figure."""
    return " ".join(sentence[max(0, figure.one.start - 30) : figure.limit + 20].split())


def _are_known(before: _Before, what: Measure) -> bool:
    """Whether "of them" are all items that the figure before counted, and none besides are so."""
    last = before.claims[-1] if before.claims else None
    if last is None or last.doubt or last.framework or last.of is not None or what == "total":
        return False
    return last.measure == "total" or (last.measure == "open" and what in _OPEN_ONES)


def _kind_beside(its: _Sentence, figure: _Figure, before: _Before) -> tuple[Kind | None, bool]:
    """Return the kind that the words beside a figure or before it name, and whether they do."""
    of_those = before.claims and _OF_THOSE.match(its.masked, figure.one.end)
    those = (before.claims[-1].kind, True) if of_those else before.kind
    return kind_of(its.masked, its.kinds, figure.one, figure.limit, figure.floor, those)


def _items_of(its: _Sentence, figure: _Figure, kind: Kind | None, *, is_given: bool) -> _Items:
    """Return the items of a figure whose words name a kind or leave it open."""
    masked, one = its.masked, figure.one
    kind, doubt = narrowed(masked, its.kinds, its.states, one, kind)
    doubt = doubt or its.doubt or doubt_of_all(masked, its.quantities, figure.at)
    if not is_given and _goes_on_with(masked, one, its.around):
        return _Items(its.around.subject, True, _loose(its.around) or doubt)
    return _Items(kind, is_given, doubt)


def _with_base(its: _Sentence, figure: _Figure, before: _Before, kind: Kind | None) -> _Before:
    """Return what a sentence has said with the number that the figures behind are parts of."""
    one, limit = figure.one, figure.limit
    if not is_counted(its.masked, its.kinds, (), one, limit, figure.floor):
        return before
    whole = base_claim(its.spot, its.text, its.states, its.named, its.around, kind, one, limit)
    return before._replace(whole=whole, claims=(*before.claims, whole))


def _state_taken(
    its: _Sentence, figure: _Figure, before: _Before, *, is_given: bool
) -> State | None:
    """Return the state that a figure without one shares with those beside or before it."""
    shared = shared_state(
        its.masked, its.kinds, its.quantities, figure.at, its.states, given=is_given
    )
    if shared is not None or is_share(figure.one):
        return shared or before.state
    is_own = before.state is not None and before.state is not its.around.state
    goes_on = is_own and is_given and _goes_with(its.masked, its.quantities, figure.at)
    return before.state if goes_on else None


def _measured(
    its: _Sentence, figure: _Figure, before: _Before, state: State | None, items: _Items
) -> tuple[Measure | None, _Items]:
    """Return what the items of a figure are counted for, None of what is no count of them."""
    if state is not None:
        return state.measure, items
    masked, named, one = its.masked, its.named, figure.one
    is_bare = its.counts and is_counted(masked, its.kinds, named, one, figure.limit, figure.floor)
    if is_bare and _is_bare_total(one, before.state, its.around):
        return "total", items
    made = shared_total(masked, named, before.claims, one)
    return ("total", items._replace(kind=made.kind, is_given=True)) if made else (None, items)


def _claim_of(
    its: _Sentence,
    figure: _Figure,
    items: _Items,
    what: Measure,
    part: tuple[int | None, Measure],
    state: State | None,
    by: date | None,
    *,
    is_open_kind: bool,
) -> FigureClaim:
    """Return the claim of a figure, with all that leaves it in doubt."""
    sentence, masked, named, around = its.text, its.masked, its.named, its.around
    one, limit = figure.one, figure.limit
    framework, extent = scope_of(masked, named, one, limit, around)
    doubt = doubt_of_figure(sentence, one.start, one.end, state, named, around.day)
    doubt = doubt or doubt_of_several(sentence, its.quantities, named, one, state, limit)
    noun = _NOUN_BEHIND.match(masked, one.end)
    if noun and items.kind is None and are_several_kinds(noun["kinds"]):
        doubt = doubt or TWO_KINDS
    return FigureClaim(
        its.spot,
        group_of_measure(what),
        items.kind,
        what,
        framework,
        extent,
        value_for(sentence, one, what),
        *part,
        one.percent,
        by,
        its.attributed or bool(_SOURCE_BEHIND.search(sentence, one.end, limit)),
        _quote(sentence, figure),
        doubt=doubt or items.doubt or ("" if items.is_given or is_open_kind else A_PART),
        near=() if any(n.slug == framework for n in named) else around.mentioned,
        is_whole=bool(_WHOLE.search(sentence)),
        is_open_kind=is_open_kind,
        is_tight=is_tight(masked, one, state, limit, its.states)
        or (what == "total" and is_given(masked, one)),
        has_noun=has_noun(masked, one),
    )


def _goes_on_with(masked: str, one: Quantity, around: Around) -> bool:
    """Whether a figure is of what the sentence before counted: "Two of them are late"."""
    has_subject = around.subject is not None or around.is_of_all
    return has_subject and one.of is None and bool(_SUBJECT.match(masked, one.end))


def _goes_with(masked: str, quantities: Sequence[Quantity], at: int) -> bool:
    """Whether a figure goes on with the one before it, and has no verb of its own."""
    joined = at == 0 or is_joined(masked[quantities[at - 1].end : quantities[at].start])
    return joined and not _PREDICATE.match(masked, quantities[at].end)


def _is_bare_total(one: Quantity, last: State | None, around: Around) -> bool:
    """Whether a figure without a state is how many items there are."""
    has_state = last is not None and last is not around.state and last.measure != "total"
    return one.value is not None and one.of is None and not has_state


def _loose(around: Around) -> str:
    """Return the doubt of a figure of what the sentence before was about."""
    return A_PART if around.extent == "near" else ""
