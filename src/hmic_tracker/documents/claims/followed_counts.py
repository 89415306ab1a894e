"""Items that a passage counts, and how many of these its next sentences say are so.

"All but three of the 12 have yet to be started. Of the three, one has been completed."
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hmic_tracker.documents.claims.blanks import blank
from hmic_tracker.documents.claims.claim_types import (
    Claim,
    FigureClaim,
    PartCount,
    ShareClaim,
    Spot,
    Stated,
)
from hmic_tracker.documents.claims.counted_clauses import (
    ALL_BUT,
    ALL_OF_SO_MANY,
    ALL_OF_THEM,
    FRONT,
    NUMBERED,
    OF_THESE,
    ON_DAY,
    REST,
    SEEDS,
    SHARE,
    SO_MANY,
    clauses_of,
    fraction_of,
    is_day,
    stated_in,
)
from hmic_tracker.documents.claims.figure_doubts import doubt_of_figure
from hmic_tracker.documents.claims.known_words import COLOUR, MODAL
from hmic_tracker.documents.claims.measure_words import (
    kind_of_word,
    states_in,
    value_of,
)
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.number_mentions import numbers_of
from hmic_tracker.documents.claims.quantities import quantities_of, without_dates
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.documents.claims.around import Around
    from hmic_tracker.documents.claims.claim_types import Measure
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.domain.words import Kind


_OF_STATE: Final = re.compile(
    rf"\b{NUMBER} of (?:the|our|its|these) (?:still )?(?:open|overdue|outstanding|completed)\b",
    re.I,
)
"""A part of those in one state."""
_OF_NUMBER: Final = re.compile(rf"\bof (?:the|these|those) ({NUMBER})\b", re.I)
_OF_THE: Final = re.compile(r"\bof (?:the|these|those) $", re.I)


class _Counted(NamedTuple):
    """Items that were counted: of a kind, all that is so of them `so_far`, and how many they are.

    Where no word gives their kind, it is that of which there are so `many`.
    """

    kind: Kind | None
    so_far: tuple[Stated, ...]
    number: int | None
    many: int | None = None


class _Part(NamedTuple):
    """How many of which items a clause says are so, beside what others are (`besides`)."""

    of: _Counted
    value: int
    state: Stated
    by: date | None
    besides: tuple[Stated, ...] = ()
    share: tuple[int, int] | None = None


class FollowedCounts:
    """Follows the items that the sentences of a passage count, from each to the next."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Forget all items: what follows may be of others."""
        self._known: dict[int, _Counted | None] = {}
        self._last: tuple[_Counted, ...] = ()
        self._whole: _Counted | None = None
        self._counts: dict[Stated, int] = {}
        self._kind: Kind | None = None
        self._parted: tuple[_Counted, dict[Stated, int]] | None = None

    def read(
        self,
        spot: Spot,
        sentence: str,
        named: Sequence[Named],
        claims: Sequence[Claim],
        around: Around,
        *,
        has_items: bool,
    ) -> list[PartCount]:
        """Return how many of the items counted before are so, as a sentence says."""
        if named or around.framework or around.just or COLOUR.search(sentence):
            self.clear()
            return []
        figures = [one for one in claims if isinstance(one, FigureClaim)]
        is_open = has_items or self._is_of_another(sentence)
        before = self._last
        self._note_figures(figures)
        if figures and _counts_more(sentence, figures):
            self._last = ()
        if not figures and (all_of := ALL_OF_SO_MANY.search(sentence)):
            number, kind = value_of(all_of["number"]), kind_of_word(all_of["kind"])
            self._whole, self._counts = _Counted(kind, (), number), {}
            self._last = (self._whole,)
        parts = [] if is_open else [*self._parts(sentence, around.day, before)]
        sure = _sure(claims)
        hits = [
            PartCount(
                spot,
                one.of.kind,
                one.of.so_far,
                one.of.number,
                one.state,
                one.value,
                (*one.besides, *(p.state for p in parts if p is not one and p.of == one.of)),
                one.by,
                " ".join(sentence.split()),
                many=one.of.many,
                share=one.share,
            )
            for one in parts
            if (one.value, one.state[0]) not in sure
            and not self._doubt(sentence, one, named, around)
        ]
        self._note_parts(parts)
        self._forget(sentence, is_read=bool(parts or figures))
        return hits

    def _forget(self, sentence: str, *, is_read: bool) -> None:
        """Know no items by a number that a sentence has, of which it says nothing that is read."""
        masked = without_dates(sentence)
        for one in quantities_of(masked):
            is_new = one.value is not None and not _OF_THE.search(masked[: one.start])
            if is_new and not (is_read and one.value in self._known):
                self._known[one.value or 0] = None

    def _is_of_another(self, sentence: str) -> bool:
        """Whether the numbers of a sentence are of changes or of what may be."""
        return bool(MOVED.search(sentence) or MODAL.search(sentence) or sentence.endswith("?"))

    def _doubt(self, sentence: str, part: _Part, named: Sequence[Named], around: Around) -> str:
        """Return why a part may not be so on the day; clauses of other numbers leave it alone."""
        state = next((s for s in states_in(sentence) if s.measure == part.state[0]), None)
        end = state.start if state else len(sentence)
        plain = re.sub(rf"\b{OF_THESE}\b|\b(?:other|more|further|remaining)\b", blank, sentence)
        for first, last in clauses_of(without_dates(sentence)):
            if not first <= end < last and NUMBERED.match(sentence, first, last):
                plain = f"{plain[:first]}{' ' * (last - first)}{plain[last:]}"
        return doubt_of_figure(plain, end, end, state, named, around.day)

    def _parts(
        self, sentence: str, day: date | None, before: tuple[_Counted, ...]
    ) -> Iterator[_Part]:
        """Yield how many are so by the clauses of a sentence that are plain.

        The first of them may be of what the sentences `before` counted.
        """
        of: _Counted | None = None
        counts = dict(self._counts)
        own = self._last if self._last is not before else ()
        masked = without_dates(sentence)
        is_nested = len({*_OF_NUMBER.findall(masked)}) > 1  # "three of the five, two of the three"
        for first, last in clauses_of(masked):
            clause = sentence[first:last]
            of = None if is_nested else of
            those = before if not first else own if of is None else ()
            known = self._in_short(clause, of, those)
            of, part = known or self._of_clause(clause, of, those, counts, day)
            if part is not None:
                yield part
                counts[part.state] = part.value
                own = (
                    *own,
                    part.of._replace(so_far=(*part.of.so_far, part.state), number=part.value),
                )

    def _in_short(
        self, clause: str, of: _Counted | None, those: tuple[_Counted, ...]
    ) -> tuple[_Counted | None, _Part | None] | None:
        """Return what a clause says of all, of all but some or of a share; None of others."""
        if all_but := ALL_BUT.match(clause):
            stated = stated_in(clause, all_but.end(), None)
            if stated is None:
                return of, None
            (measure, holds), by = stated
            every = _Counted(kind_of_word(all_but["kind"]), (), None)
            value = value_of(all_but["value"]) or 0
            return of, _Part(every, value, (measure, not holds), by)
        if ALL_OF_THEM.match(clause):
            return (those[0] if len(those) == 1 else None), None
        share = SHARE.match(clause)
        if share is None:
            return None
        if share["those"]:
            of = those[0] if len(those) == 1 else None
        else:
            of = _share_of(share, of, self._whole)
        stated = stated_in(clause, share.end(), None)
        part = _Part(of, 0, *stated, share=fraction_of(share)) if of and stated else None
        return of, part

    def _of_clause(
        self,
        clause: str,
        of: _Counted | None,
        those: tuple[_Counted, ...],
        counts: dict[Stated, int],
        day: date | None,
    ) -> tuple[_Counted | None, _Part | None]:
        """Return of which items the clauses behind one are, and how many it says are so."""
        front = FRONT.match(clause)
        begun = front.end() if front else 0
        if (dated := ON_DAY.match(clause, begun)) and is_day(dated[0], day):
            begun = dated.end()
        if front and (front["those"] or front["number"]):
            of = self._pointed(front, those)
        elif front and (other := front["other"]):
            of = self._left(other, counts)
            of = of._replace(number=value_of(other)) if of else None
        rest, so_many = REST.match(clause, begun), SO_MANY.match(clause, begun)
        match = rest or so_many
        stated = stated_in(clause, match.end(), next(reversed(counts), None)) if match else None
        if stated is None:
            return of, None
        if rest is not None:
            number = rest["number"] or rest["behind"]
            here = {one: n for one, n in counts.items() if one not in self._counts}
            left = _without(of, number, here) if of and here else self._left(number, counts)
            value = value_of(number) if number else left and left.number
            return of, _Part(left, value, *stated) if left and value else None
        if so_many is None:
            return of, None
        whole, value = self._of_so_many(so_many, of, those), value_of(so_many["value"])
        if whole is None or value is None or value > (whole.number or value):
            return of, None
        more = tuple(one for one in counts if one != stated[0]) if so_many["more"] else ()
        of = whole if so_many["those"] or so_many["number"] else of
        return of, _Part(whole, value, *stated, more)

    def _pointed(self, match: re.Match[str], those: tuple[_Counted, ...]) -> _Counted | None:
        """Return the items that "of these", "of those five" or "of the nine" are."""
        if number := match["number"] or match["many"]:
            return self._known.get(value_of(number) or 0)
        return those[0] if len(those) == 1 else None

    def _of_so_many(
        self, match: re.Match[str], of: _Counted | None, those: tuple[_Counted, ...]
    ) -> _Counted | None:
        """Return the items of which a clause says how many are so."""
        if match["number"]:
            return self._known.get(value_of(match["number"]) or 0)
        if match["those"]:
            return those[0] if len(those) == 1 else None
        if match["more"] or match["further"] or match["share"]:
            return self._whole or (_Counted(self._kind, (), None) if self._counts else None)
        return of

    def _left(self, number: str | None, counts: dict[Stated, int]) -> _Counted | None:
        """Return what is left of all without those that were counted before."""
        if self._parted and number and (left := _without(self._parted[0], number, self._parted[1])):
            return left
        if self._whole is not None:
            return _without(self._whole, number, counts)
        others = tuple((measure, not holds) for measure, holds in counts)
        is_one = len(others) == 1 and number is not None and any(counts.values())
        return _Counted(self._kind, others, None) if is_one else None

    def _note_figures(self, figures: Iterable[FigureClaim]) -> None:
        """Keep the items that the figures of a sentence count for what is stated of them."""
        new: list[_Counted] = []
        for one in _without_parts(figures):
            if not _is_seed(one) or (one.is_open_kind and one.of in self._known):
                continue
            if one.measure == "total" and one.value is not None:
                self._whole, self._counts = _Counted(one.kind, (), one.value), {}
                new.append(self._whole)
                continue
            state, many = (one.measure, True), one.of if one.is_open_kind else None
            if one.value is None:
                self._kind, self._counts[state] = one.kind, 0
                continue
            mine = _Counted(one.kind, (state,), one.value, many)
            if one.of is not None and one.base == "total":
                whole = _Counted(one.kind, (), one.of, many)
                if self._whole != whole:
                    self._whole, self._counts = whole, {}
                left = whole._replace(so_far=((one.measure, False),), number=one.of - one.value)
                self._keep((left, whole))
                mine = left if "all but" in one.quote.lower() else mine
            self._kind = one.kind if self._whole is None else self._kind
            self._counts[state] = one.value
            new.append(mine)
        self._keep(new)
        self._last = tuple(one for one in new if one.number != 1) if new else self._last

    def _note_parts(self, parts: Iterable[_Part]) -> None:
        """Keep the items of which a sentence says that they are some of those before it."""
        new = [_narrowed(one) for one in parts if one.share is None]
        wholes = {one.of for one in parts}
        if len(wholes) == 1 and all(one.share is None for one in parts):
            self._parted = wholes.pop(), {one.state: one.value for one in parts}
        own = (one for one in parts if one.share is None and one.of == self._whole)
        self._counts |= {one.state: one.value for one in own}
        self._keep(new)
        self._last = tuple(one for one in new if one.number != 1) if new else self._last

    def _keep(self, counted: Iterable[_Counted]) -> None:
        """Keep items by their number, by which no others can be meant."""
        for one in counted:
            if one.number is not None:
                before = self._known.get(one.number, one)
                self._known[one.number] = one if before == one else None


def _counts_more(sentence: str, figures: Sequence[FigureClaim]) -> bool:
    """Whether a sentence counts others last that may be "those" of the next: "and 19 are open"."""
    numbers = numbers_of(sentence)
    return bool(numbers) and numbers[-1] not in {n for one in figures for n in (one.value, one.of)}


def _narrowed(part: _Part) -> _Counted:
    """Return the items of which a clause says how they are."""
    return part.of._replace(so_far=(*part.of.so_far, part.state), number=part.value)


def _without(whole: _Counted, number: str | None, counts: dict[Stated, int]) -> _Counted | None:
    """Return what is left of some items, where their number is right."""
    others = tuple((measure, not holds) for measure, holds in counts)
    left = (whole.number or 0) - sum(counts.values())
    if not others or left < 1 or (number and value_of(number) != left):
        return None
    return whole._replace(so_far=(*whole.so_far, *others), number=left)


def _share_of(match: re.Match[str], of: _Counted | None, whole: _Counted | None) -> _Counted | None:
    """Return the items that a share is of: those that it names, or all."""
    if match["kind"]:
        return _Counted(kind_of_word(match["kind"]), (), None)
    return of or whole


def _sure(claims: Iterable[Claim]) -> set[tuple[int | None, Measure]]:
    """Return the figures of a sentence that are read already."""
    sure: set[tuple[int | None, Measure]] = set()
    for one in claims:
        if isinstance(one, FigureClaim) and not (one.doubt or one.is_open_kind):
            sure.add((one.value, one.measure))
        if isinstance(one, ShareClaim) and not one.doubt:
            sure.add((one.of, one.measure))
    return sure


def _without_parts(figures: Iterable[FigureClaim]) -> list[FigureClaim]:
    """Return figures without the totals of each kind that stand beside that of all."""
    every = list(figures)
    whole = [one for one in every if one.measure == "total" and one.kind is None]
    return [one for one in every if one.measure != "total" or not whole or one is whole[0]]


def _is_seed(one: FigureClaim) -> bool:
    """Whether a figure counts items of the whole plan that can be counted again."""
    if _OF_STATE.search(one.quote):
        return False  # "owns three of the open items"
    is_plain = not (one.doubt or one.framework or one.near or one.also)
    is_all = one.extent == "plan" and one.owner is None and one.by is None
    return is_plain and is_all and one.measure in SEEDS
