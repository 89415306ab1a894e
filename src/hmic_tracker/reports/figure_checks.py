"""Figures of a paper held against the items of the plan that they may be of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hmic_tracker.documents.claims.claim_types import A_PART, OF_SOME, TWO_KINDS, FigureClaim
from hmic_tracker.domain.dates import say_due
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.reports.compared import KIND_WORDS, MEASURE_WORDS, Compared, Names, stated
from hmic_tracker.reports.sight_scopes import ANY_KIND

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Measure
    from hmic_tracker.domain.counts import Difference
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.words import Kind
    from hmic_tracker.reports.paper_values import PlanValues, Scope
    from hmic_tracker.reports.sight_scopes import Items

_MANY: Final = 10
"""From so many on, no two frameworks have as many items by chance."""
_MOST_IDS: Final = 6
_TWO: Final = 2
_TOO_MANY: Final = 2
"""So many times the plan's items can't be of it: "131 of the 140 reviews are complete"."""
_TOGETHER: Final = re.compile(
    r"\b(?:between them|together|these|those|them|combined"
    r"|in (?:two|three|four|five|six|ten))\b",
    re.I,
)
"""What says that a figure may be of some frameworks together, or no figure: "one in four"."""
ROUNDED: Final = 1.01
"""By so many points a share is off that was rounded up or down."""
COMPLETED_MEASURES: Final = frozenset({"completed", "unverified", "closed"})
Reading = tuple["Items", "Items"]
"""The items that a figure is a part of, and those of them that it counts."""


class FigureChecker:
    """Holds totals and shares against the items that they may be of.

    `differences` are the figures of sources that the plan has not settled.
    """

    def __init__(self, values: PlanValues, names: Names, differences: Sequence[Difference]) -> None:
        self._values, self._names, self._differences = values, names, differences
        self._parents = {one.slug: one.parent for one in values.plan.frameworks}

    def compare(self, claim: FigureClaim) -> Compared:
        """Return a figure with what the plan has: of the items it is right of, else the nearest."""
        paper = stated(claim.value, claim.of, claim.percent)
        if claim.is_open_kind:
            kind = self._kind_of_so_many(claim.of)
            if not kind:
                return Compared("unclear", claim.group, claim.spot, "items", paper, "")
            claim = claim._replace(kind=kind[0], framework=None, extent="plan", near=())
        counts_any = bool(claim.value or claim.of)
        if counts_any and not self._values.of_kind(self._values.counted, claim.kind):
            claim = claim._replace(kind=None)  # the plan calls them otherwise
        if claim.measure in {"due-by", "due-on", "later"} and claim.by is None:
            return Compared("unclear", claim.group, claim.spot, "items due", paper, "")
        if (claim.of or 0) > _TOO_MANY * len(self._values.counted) > 0:
            return Compared("unclear", claim.group, claim.spot, "items", paper, "")
        if is_wrong_share(claim):
            return _wrong_share(claim)
        if claim.owner is not None and not self._of_owner(self._values.counted, claim):
            return Compared("unclear", claim.group, claim.spot, claim.owner, paper, "")
        whose = claim.owner or self._names.of_scope(claim)
        about = f"{whose}, {_counted_words(claim)}"
        scopes, is_sure = self._scopes(claim)
        readings = [*self._readings(claim, scopes)]
        held = next((one for one in readings if self._is_held(claim, one)), None)
        if held is None and self._is_made(claim):
            return Compared(
                "agrees", claim.group, claim.spot, about, paper, paper, quote=claim.quote
            )
        best = held or min(readings, key=lambda one: _off(claim, one), default=None)
        if best is None:
            return Compared("unclear", claim.group, claim.spot, about, paper, "")
        compared = Compared(
            "agrees", claim.group, claim.spot, about, paper, _plan(claim, best), quote=claim.quote
        )
        if held:
            return compared
        is_sure = is_sure or any(claim.of == len(base) for base, _ in readings)
        is_of_source = claim.attributed and self._may_be_source(claim, best)
        if is_of_source or not (is_sure or _is_plain(claim)):
            return compared._replace(verdict="unclear", quote="")
        return compared._replace(verdict="differs", ids=_apart(claim, *best))

    def doubt(self, claim: FigureClaim) -> str:
        """Return why a figure may be of something else; nothing where its numbers say of what."""
        has_three = len({one.kind for one in self._values.counted}) > _TWO
        if claim.doubt == TWO_KINDS and not has_three:
            return ""
        if claim.doubt == OF_SOME and self._is_of_family(claim):
            return ""
        return "" if claim.doubt == A_PART and self._is_share_of_all(claim) else claim.doubt

    def _kind_of_so_many(self, number: int | None) -> tuple[Kind | None] | None:
        """Return the kind of which the plan has so many items, None where there is none."""
        counted = self._values.counted
        fits = (k for k in ANY_KIND if len(self._values.of_kind(counted, k)) == number)
        return next(((kind,) for kind in fits), None)

    def _readings(self, claim: FigureClaim, scopes: Iterable[Scope]) -> Iterator[Reading]:
        """Yield the items that a figure may be a part of, and those of them that it may count."""
        for scope in scopes:
            of_kind = self._values.of_kind(scope.items, claim.kind)
            of_kind = self._of_owner(of_kind, claim)
            if claim.also:
                of_kind = self._values.that_are_all(of_kind, claim.also)
            for base in self._values.that_are(of_kind, claim.base):
                for measure in _senses(claim):
                    for so in self._values.that_are(base, measure, claim.by):
                        yield base, so

    def _of_owner(self, items: tuple[Item, ...], claim: FigureClaim) -> tuple[Item, ...]:
        """Return the items of a claim's owner, all where it is of none."""
        if claim.owner is None:
            return items
        return tuple(i for i in items if folded(i.owner or "") == folded(claim.owner))

    def _is_made(self, claim: FigureClaim) -> bool:
        """Whether a figure is how many items were published, whatever became of them."""
        is_total = claim.measure == claim.base == "total" and claim.of is None
        is_of_all = is_total and claim.owner is None and not claim.also
        return is_of_all and claim.value in self._values.made(claim.framework, claim.kind)

    def _is_held(self, claim: FigureClaim, reading: Reading) -> bool:
        base, so = map(len, reading)
        if _fits(claim, so, base):
            return True
        return (claim.attributed or claim.is_unnamed) and self._by_source(claim, so, base)

    def _scopes(self, claim: FigureClaim) -> tuple[list[Scope], bool]:
        """Return the items that a figure may be of, and whether it is surely of these."""
        own = self._values.scopes(claim.framework, claim.extent)
        others = [] if claim.is_whole else self._near(claim)
        if claim.doubt == OF_SOME and self._is_of_family(claim):
            return self._families_of(claim), True
        unsure = own if claim.extent == "near" else others
        near = [self._values.of_kind(one.items, claim.kind) for one in unsure if one.framework]
        is_named = claim.framework is not None and claim.extent != "near"
        is_sure = not near or is_named or (claim.value or 0) > max(map(len, near))
        scopes = [*own, *others]
        if claim.of is not None and claim.near:
            scopes = self._of_so_many(claim, scopes) or scopes
        return scopes, is_sure

    def _of_so_many(self, claim: FigureClaim, scopes: Sequence[Scope]) -> list[Scope]:
        """Which scopes hold as many items as a share says it is of."""
        return [
            scope
            for scope in scopes
            if any(
                len(base) == claim.of
                for base in self._values.that_are(
                    self._values.of_kind(scope.items, claim.kind), claim.base
                )
            )
        ]

    def _is_of_family(self, claim: FigureClaim) -> bool:
        """Whether items named by their subject are as many as those of a framework named before."""
        return len(self._families_of(claim)) == 1

    def _is_share_of_all(self, claim: FigureClaim) -> bool:
        """Whether a number and its share are of all items of a kind: "36 entries (56%)"."""
        whole = len(self._values.of_kind(self._values.counted, claim.kind))
        if not whole or claim.value is None or claim.percent is None or claim.framework:
            return False
        return claim.value >= _MANY and round(100 * claim.value / whole) == round(claim.percent)

    def _families_of(self, claim: FigureClaim) -> list[Scope]:
        """The frameworks that have so many items as a share is of, where these are many."""
        if claim.of is None or claim.of < _MANY:
            return []
        each = [s for f in self._parents for s in self._values.scopes(f, "either")]
        same = {scope.items: scope for scope in self._of_so_many(claim, each)}
        return list(same.values())

    def _near(self, claim: FigureClaim) -> list[Scope]:
        """What a figure may be of besides: the frameworks named before it, with those above."""
        if not claim.near:
            return []
        slugs = dict.fromkeys(
            slug for one in claim.near for slug in (one, self._parents.get(one)) if slug
        )
        near = [scope for slug in slugs for scope in self._values.scopes(slug, "either")]
        return [*near, *self._values.scopes(None, "plan")]

    def _may_be_source(self, claim: FigureClaim, best: Reading) -> bool:
        """Whether a figure that is put down to a source may be what it counts."""
        if claim.value is None or claim.of is not None:
            return True
        extra = sum(
            one.uncounted_completed
            for one in self._differences
            if claim.kind in {None, one.reported.kind}
        )
        return abs(claim.value - len(best[1])) <= extra

    def _by_source(self, claim: FigureClaim, so: int, base: int) -> bool:
        """Whether a figure is what a source counts, which the plan has not settled."""
        extra = sum(
            one.uncounted_completed
            for one in self._differences
            if claim.kind in {None, one.reported.kind}
            and self._may_be_of(claim, one.reported.framework)
        )
        if claim.value is None or claim.of not in {None, base}:
            return False
        if claim.measure in {"open", "in-progress", "in-time", "some", "majority"}:
            return so - extra <= claim.value < so
        return claim.measure in COMPLETED_MEASURES and so < claim.value <= so + extra

    def _may_be_of(self, claim: FigureClaim, framework: str) -> bool:
        """Whether a framework's items are among those that a figure is of."""
        if claim.framework is None or claim.extent == "near" or claim.near:
            return True
        return claim.framework in {framework, self._parents.get(framework)}


def _senses(claim: FigureClaim) -> tuple[Measure, ...]:
    """Return what a figure may count its items for.

    "Three are overdue and eight not started" may be eight others.
    """
    if claim.owner is not None and claim.measure == "total":
        return ("total", "open")  # what a post has to do yet
    is_beside = claim.sight is not None and "overdue" in claim.sight.measures
    is_part = claim.measure == "not-started" and is_beside
    if claim.measure == "in-time" and claim.of is not None and claim.base == "total":
        return ("in-time", "not-late")  # what is completed is not late either
    return (claim.measure, "not-started-besides") if is_part else (claim.measure,)


def _is_plain(claim: FigureClaim) -> bool:
    """Whether a figure names its kind and state, and no items together: "17 between them"."""
    return claim.is_tight and claim.of is None and not _TOGETHER.search(claim.quote)


def is_wrong_share(claim: FigureClaim) -> bool:
    """Return whether a share in per cent isn't that of the two numbers that it stands with."""
    if claim.value is None or not claim.of or claim.percent is None or claim.value > claim.of:
        return False
    return abs(100 * claim.value / claim.of - claim.percent) > ROUNDED


def _wrong_share(claim: FigureClaim) -> Compared:
    return Compared(
        "differs",
        claim.group,
        claim.spot,
        f"{claim.value} of {claim.of}, as a share",
        f"{claim.percent:g}%",
        f"{100 * (claim.value or 0) / (claim.of or 1):.0f}%",
        quote=claim.quote,
    )


def _off(claim: FigureClaim, reading: Reading) -> int:
    return abs((claim.value or 0) - len(reading[1]))


def _plan(claim: FigureClaim, reading: Reading) -> str:
    """What the plan has, said as the paper says it."""
    base, so = map(len, reading)
    percent = _percent(so, base) if claim.percent is not None else None
    return stated(so, base if claim.of is not None else None, percent)


def _fits(claim: FigureClaim, so: int, base: int) -> bool:
    if claim.percent is not None:
        exact = 100 * so / base if base else 0.0
        if abs(exact - claim.percent) > (0.06 if claim.percent % 1 else 0.75):
            return False
        if claim.value is None:
            return True
    return claim.value == so and claim.of in {None, base}


def _counted_words(claim: FigureClaim) -> str:
    """What a figure counts, in words: "AFIs overdue"."""
    kind = KIND_WORDS[claim.kind]
    if claim.measure in {"no-owner", "no-date", "dated"}:
        return f"{kind} {MEASURE_WORDS[claim.measure]}"
    if claim.measure in {"due-by", "due-on"} and claim.by:
        return f"{kind} {claim.measure.replace('-', ' ')} {say_due(claim.by.isoformat())}"
    return f"{kind} {' and '.join(MEASURE_WORDS.get(m, m) for m in (claim.measure, *claim.also))}"


def _percent(so: int, base: int) -> float:
    return round(100 * so / base) if base else 0


def _apart(claim: FigureClaim, base: Sequence[Item], so: Sequence[Item]) -> tuple[str, ...]:
    """The items by which a figure can be too high, or too low, where they are few."""
    inside = dict.fromkeys(item.id for item in so)
    if claim.value is None or claim.measure == "total":
        return ()
    wanted = [i.id for i in base if i.id not in inside] if claim.value > len(so) else list(inside)
    return tuple(wanted) if len(wanted) <= _MOST_IDS else ()
