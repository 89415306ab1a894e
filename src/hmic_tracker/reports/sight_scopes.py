"""The items that something in a sentence may be of, by what the sentence names."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import combinations

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Measure, Sight
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.words import Kind
    from hmic_tracker.reports.paper_values import PlanValues

ANY_MEASURE: Final[tuple[Measure, ...]] = (
    "total",
    "completed",
    "open",
    "overdue",
    "in-time",
    "unverified",
    "verified",
    "no-owner",
    "no-date",
)
"""What any figure may be of, whatever its words."""
_ANY_SORT: Final[tuple[Measure, ...]] = (*ANY_MEASURE, "dated")
"""What may be counted before its parts are told: "13 have a date; of these three are late"."""
ANY_KIND: Final[tuple[Kind | None, ...]] = (None, "recommendation", "afi", "cause-of-concern")
_NAMEABLE: Final = frozenset({"completed", "unverified", "closed"})
_MOST_PAIRED: Final = 24
Items = tuple["Item", ...]


class SightScopes:
    """Knows the groups of a plan's items that sentences may be of.

    `unnamed` are the frameworks of which a source counts one more completed, and doesn't say which.
    """

    def __init__(self, values: PlanValues, unnamed: frozenset[str]) -> None:
        self.values, self._unnamed = values, unnamed
        self._parents = {one.slug: one.parent for one in values.plan.frameworks}

    def groups(self, sight: Sight, number: int = 0) -> Iterator[Items]:
        """Yield the items that something in a sentence may be of, a `number` maybe of all."""
        named = tuple(dict.fromkeys((*sight.frameworks, *self._of_refs(sight))))
        each = self.of_frameworks(named or sight.above)
        yield from each
        if len(named or sight.above) > 1:
            yield from self._together(named or sight.above)
        if len(sight.title) > 1:
            yield self.values.of_frameworks(frozenset(sight.title))
        if not (named or sight.is_sure):
            yield from self.families()
        if not (named or sight.is_sure) or number > max(map(len, each), default=0):
            yield from self.of_plan()

    def _together(self, slugs: Collection[str]) -> Iterator[Items]:
        """Yield the items of several frameworks, those of their parts where they have none."""
        own = self.values.of_frameworks(frozenset(slugs))
        parts = {slug for slug, parent in self._parents.items() if parent in slugs}
        yield own or self.values.of_frameworks(frozenset(parts))

    def of_frameworks(self, slugs: Iterable[str]) -> list[Items]:
        """Return the items of each framework, its own and with its parts."""
        return [scope.items for slug in slugs for scope in self.values.scopes(slug, "either")]

    def families(self) -> list[Items]:
        """Return the items of each framework that is part of none, with its parts."""
        tops = [slug for slug, parent in self._parents.items() if not parent]
        return [s.items for slug in tops for s in self.values.scopes(slug, "family")]

    def everywhere(self) -> list[Items]:
        """Return the items of every framework, its own and with its parts, and all."""
        return [*self.of_frameworks(self._parents), *self.of_plan()]

    def of_plan(self) -> list[Items]:
        """Return all items, and those of each inspection."""
        return [scope.items for scope in self.values.scopes(None, "plan")]

    def pairs(self, number: int) -> Iterator[Items]:
        """Yield the items of any two frameworks, of one kind or all, that are so many together."""
        own = {slug: self.values.of_frameworks(frozenset({slug})) for slug in self._parents}
        for kind in ANY_KIND:
            sizes = {slug: len(self.values.of_kind(items, kind)) for slug, items in own.items()}
            for one, other in combinations(list(self._parents)[:_MOST_PAIRED], 2):
                if sizes[one] + sizes[other] == number:
                    both = self.values.of_frameworks(frozenset({one, other}))
                    yield self.values.of_kind(both, kind)

    def items_of(self, sight: Sight) -> list[Item]:
        """Return the items that a date in a sentence may be of: those it names by id alone."""
        items = [item for ref in sight.refs for item in self.values.items_of(ref) or ()]
        if items and not sight.frameworks and all(ref.ids for ref in sight.refs):
            return items
        others = {*sight.kinds} - {None, *(item.kind for item in items)}
        if items and not sight.frameworks:  # "the home visits, and the wider cause of concern"
            items += [one for one in self.values.counted if one.kind in others]
        return [*items, *(item for group in self.groups(sight) for item in group)]

    def of_so_many(self, items: Items, number: int) -> list[Items]:
        """Return the items that are so in any sense, where they are so many."""
        each = [so for one in _ANY_SORT for so in self.values.that_are(items, one)]
        still = self.values.that_are(items, "not-started")[0]
        each.append(tuple(item for item in items if item not in still))
        return [so for so in each if len(so) == number]

    def is_one_share(self, number: int | None) -> bool:
        """Whether a number is how many of all items one framework has, its own or with parts."""
        return any(len(items) == number for items in self.of_frameworks(self._parents))

    def sizes(self, so: Items, base: Items, measure: Measure, *, is_unnamed: bool) -> set[int]:
        """Return how many items are so; one more where one is completed that nobody can name."""
        more = is_unnamed and measure in _NAMEABLE and self.has_unnamed(base)
        return {len(so), len(so) + 1} if more else {len(so)}

    def has_unnamed(self, items: Items) -> bool:
        """Whether one of some items may be the one that is completed and not named."""
        return any(item.framework in self._unnamed for item in items)

    def _of_refs(self, sight: Sight) -> Iterator[str]:
        for ref in sight.refs:
            for item in self.values.items_of(ref) or ():
                if item.framework:
                    yield item.framework
