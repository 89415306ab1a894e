"""Whether what a claim says is true of something else that its sentence names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from hmic_tracker.documents.claims.claim_types import (
    Claim,
    DueClaim,
    FigureClaim,
    GradeClaim,
    ItemClaim,
    Measure,
    Mention,
    Sight,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.figure_checks import ROUNDED
from hmic_tracker.reports.item_days import dues_of, same_due
from hmic_tracker.reports.made import published_ids
from hmic_tracker.reports.sight_scopes import ANY_KIND, ANY_MEASURE

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.words import Kind
    from hmic_tracker.reports.grades import GradesReport
    from hmic_tracker.reports.mention_checks import MentionChecker
    from hmic_tracker.reports.sight_scopes import Items, SightScopes

OF_ANOTHER: Final = "true of something else that the sentence names"
_SEVERAL: Final = re.compile(r"(?:both|all|each|the (?:two|three|four|other))\b", re.I)


_SHARES: Final = re.compile(
    r"\b(?:account\w*|belong\w*|relat\w+|make up|makes up|come from|fall\w*|concern) \b", re.I
)
"""What says that a number is the part of some items that a framework has."""


_PLAIN: Final = frozenset({"no-owner", "no-date", "dated"})
"""What nothing else is taken for, whatever stands between its words and their number."""


class Sense(NamedTuple):
    """What a figure may count: of which kinds, counted for what, of what they are a part."""

    kinds: tuple[Kind | None, ...]
    measures: tuple[Measure, ...]
    bases: tuple[Measure, ...]


class Senses:
    """Reads claims in every sense that their sentences allow."""

    def __init__(
        self,
        scopes: SightScopes,
        mentions: MentionChecker,
        grades: GradesReport,
        holds: Callable[[ItemClaim, Item], bool],
    ) -> None:
        self._scopes, self._values, self._mentions = scopes, scopes.values, mentions
        self._grades, self._holds = grades, holds
        counted = {item.id for item in scopes.values.counted}
        self._has_others = counted != published_ids(scopes.values.plan)

    def explain(self, claim: Claim) -> bool:
        """Return whether a claim is right for something else that its sentence names."""
        sight = getattr(claim, "sight", None)
        if sight is None or getattr(claim, "owner", None) is not None:
            return False
        match claim:
            case FigureClaim(value=None):
                return claim.percent is not None and self._percent(claim, sight)
            case FigureClaim():
                return self._figure(claim, sight)
            case DueClaim():
                return not claim.which and self._due(claim.due or "", sight)
            case ItemClaim():
                return self._item(claim, sight)
            case GradeClaim():
                return self._grade(claim, sight)
        return False

    def _figure(self, claim: FigureClaim, sight: Sight) -> bool:
        if claim.is_unnamed and claim.value == 1 and claim.of in {None, 1}:
            return True
        sense = _sense_of(claim, sight)
        is_given = claim.is_tight and not self._has_others
        is_open = claim.measure == "total" and not is_given
        if is_open and self._is_number(claim, sight):
            return True
        may_be_share = claim.measure == "total" or sight.frameworks or _SHARES.search(claim.quote)
        if claim.of is not None and may_be_share and self._is_share(claim, sight):
            return True
        number = max(claim.value or 0, claim.of or 0)
        is_of_plan = claim.is_tight and not (sight.frameworks or sight.above or sight.refs)
        groups = [
            *([] if is_of_plan else self._scopes.groups(sight, number)),
            *self._of_so_many(claim, sight),
        ]
        return any(
            self._fits(claim, self._values.of_kind(items, kind), sense)
            for items in groups
            for kind in sense.kinds
        )

    def _is_number(self, claim: FigureClaim, sight: Sight) -> bool:
        """Whether a figure that is counted for nothing else is how many are so in any sense."""
        kinds = _kinds_of(claim, sight)
        mention = Mention(claim.spot, "count", claim.value, claim.of, kinds, sight=sight)
        return self._mentions.number_holds(mention._replace(is_tight=True))

    def _is_share(self, claim: FigureClaim, sight: Sight) -> bool:
        """Whether a figure is a framework's share: "37 of the 64", "14 of the 18 completed"."""
        if claim.of == len(self._values.counted) and self._scopes.is_one_share(claim.value):
            return True
        own = self._scopes.of_frameworks(sight.frameworks or sight.above)
        whole = self._values.of_kind(self._values.counted, claim.kind)
        return any(
            len(base) == claim.of and len({*base} & {*items}) == claim.value
            for one in ANY_MEASURE
            for base in self._values.that_are(whole, one)
            for items in own
        )

    def _of_so_many(self, claim: FigureClaim, sight: Sight) -> list[Items]:
        """Return the frameworks that have so many items as a share is of that names none."""
        if claim.of is None or sight.frameworks or sight.is_sure:
            return []
        each = self._scopes.everywhere()
        return [i for i in each if len(self._values.of_kind(i, claim.kind)) == claim.of]

    def _fits(self, claim: FigureClaim, whole: Items, sense: Sense) -> bool:
        bases = (b for one in sense.bases for b in self._values.that_are(whole, one, claim.by))
        return any(
            claim.value in self._scopes.sizes(so, base, one, is_unnamed=claim.is_unnamed)
            and _is_percent(claim, len(base))
            for base in bases
            if claim.of in {None, len(base)}
            for one in sense.measures
            for so in self._values.that_are(base, one, claim.by)
        )

    def _percent(self, claim: FigureClaim, sight: Sight) -> bool:
        """Whether a share in per cent is that of anything, of anything in its sentence."""
        kinds = dict.fromkeys((claim.kind, *(sight.kinds or ANY_KIND[1:])))
        bases = (
            base
            for items in self._scopes.groups(sight)
            for kind in kinds
            for one in ("total", *sight.measures)
            for base in self._values.that_are(self._values.of_kind(items, kind), one)
        )
        return any(
            _is_about(claim.percent, len(so), len(base))
            for base in bases
            for one in (claim.measure, *sight.measures)
            for so in self._values.that_are(base, one)
        )

    def _due(self, due: str, sight: Sight) -> bool:
        wide = sight._replace(frameworks=(*sight.frameworks, *sight.above, *sight.title))
        groups = [self._values.counted] if sight.has_dates else self._scopes.groups(wide)
        return any(same_due(due, one) for items in groups for i in items for one in dues_of(i))

    def _item(self, claim: ItemClaim, sight: Sight) -> bool:
        if claim.is_tight:
            return False
        others = [ref for ref in sight.refs if ref != claim.items]
        items = [i for ref in others for i in self._values.items_of(ref) or ()]
        if claim.field == "due":
            items += self._values.items_of(claim.items) or ()
            return any(same_due(claim.due or "", one) for item in items for one in dues_of(item))
        return any(self._holds(claim, item) for item in items)

    def _grade(self, claim: GradeClaim, sight: Sight) -> bool:
        if claim.is_dated:
            return False
        is_known = sight.frameworks or sight.is_sure or len(sight.above) == 1
        if not is_known or (not sight.frameworks and _SEVERAL.match(claim.quote)):
            return True
        slugs = {claim.framework, *(sight.frameworks or sight.above)}
        rows = [row for row in self._grades.frameworks if row.framework.slug in slugs]
        return any(one.grade == claim.grade for row in rows for one in row.grades)


def _sense_of(claim: FigureClaim, sight: Sight) -> Sense:
    """Return what a figure may count: nothing else where its words stand right beside it."""
    kinds = _kinds_of(claim, sight)
    if claim.is_tight:
        bases = (claim.base,) if claim.of is None else ANY_MEASURE
        return Sense((claim.kind,) if sight.kinds else kinds, (claim.measure,), bases)
    if claim.measure in _PLAIN and not {*sight.measures} - {"total", "open", claim.measure}:
        return Sense(kinds, (claim.measure,), ANY_MEASURE)
    named = _once(("total", claim.measure, *sight.measures))
    wide = _once((*named, *ANY_MEASURE))
    if claim.of is None:
        return Sense(kinds, wide, wide if claim.measure == "total" else named)
    states = set(sight.measures) - {"total"}
    is_one = states == {claim.measure} and claim.measure in ANY_MEASURE
    return Sense(kinds, (claim.measure,) if is_one else wide, wide)


def _kinds_of(claim: FigureClaim, sight: Sight) -> tuple[Kind | None, ...]:
    if claim.has_noun:
        return (claim.kind,)
    return tuple(dict.fromkeys((claim.kind, *(sight.kinds or ANY_KIND))))


def _once(measures: Iterable[Measure]) -> tuple[Measure, ...]:
    return tuple(dict.fromkeys(measures))


def _is_percent(claim: FigureClaim, base: int) -> bool:
    """Whether a figure is so many per cent of some items as its sentence says, where it does."""
    return claim.percent is None or _is_about(claim.percent, claim.value or 0, base)


def _is_about(percent: float | None, so: int, base: int) -> bool:
    return bool(base) and abs(100 * so / base - (percent or 0)) <= ROUNDED
