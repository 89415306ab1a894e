"""Dates, grades and numbers that may be of anything their sentence names."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

from hmic_tracker.domain.dates import deadline, say_due
from hmic_tracker.domain.rules import is_open
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.reports.item_days import dates_of, done_days, same_due
from hmic_tracker.reports.sight_scopes import ANY_KIND, ANY_MEASURE

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Mention, Sight
    from hmic_tracker.domain.items import Item
    from hmic_tracker.reports.grades import GradesReport
    from hmic_tracker.reports.sight_scopes import Items, SightScopes

_MONTH = len("2008-09")
_MOST_SHOWN = 4


class MentionChecker:
    """Holds what a sentence gives against everything that the sentence may be of."""

    def __init__(self, scopes: SightScopes, grades: GradesReport) -> None:
        self._scopes, self._values, self._grades = scopes, scopes.values, grades

    def holds(self, claim: Mention) -> tuple[bool, str]:
        """Return whether anything that a sentence names has a value, and what they have."""
        sight = claim.sight._replace(is_sure=False)
        if claim.group == "date":
            return self._date(claim, sight)
        if claim.group == "grade":
            return self._grade(claim, sight)
        if claim.due:
            return self._of_month(claim)
        return self.number_holds(claim), "none of that number"

    def knows(self, claim: Mention) -> bool:
        """Return whether any items that a sentence may be of are as many as a share is of."""
        groups = [self._values.counted, *self._scopes.groups(claim.sight)]
        return any(
            len(self._values.of_kind(items, kind)) == claim.of
            for items in groups
            for kind in claim.kinds or ANY_KIND
        )

    def number_holds(self, claim: Mention) -> bool:
        """Return whether a number is how many of anything in its sentence are so in any sense."""
        if claim.of == len(self._values.counted) and self._scopes.is_one_share(claim.value):
            return True
        return any(
            self._counts(claim, self._values.of_kind(items, kind))
            for items in self._groups(claim)
            for kind in claim.kinds or ANY_KIND
        )

    def _groups(self, claim: Mention) -> list[Items]:
        sight = claim.sight
        if claim.is_tight:
            return list(self._scopes.groups(sight))
        groups = list(
            self._scopes.groups(sight._replace(is_sure=False), claim.of or claim.value or 0)
        )
        if sight.frameworks and sight.above:
            groups += self._scopes.groups(sight._replace(frameworks=sight.above))
        if claim.measures and not sight.frameworks:
            groups += self._scopes.everywhere()
        return groups

    def _counts(self, claim: Mention, items: Items) -> bool:
        """Whether a number is how many of some items are so in any sense, or due in one month."""
        if claim.measures:
            return self._is_so(claim, items)
        sorts = [so for one in ANY_MEASURE for so in self._values.that_are(items, one)]
        if claim.of in {None, len(items)}:
            sizes = {*map(len, sorts), *_by_month(items)}
            if claim.is_unnamed and self._scopes.has_unnamed(items):
                sizes |= {len(so) + 1 for so in sorts}
            return claim.value in sizes
        return any(claim.value in self._parts_of(base) for base in sorts if claim.of == len(base))

    def _is_so(self, claim: Mention, items: Items) -> bool:
        """Whether so many items are so as the sentence says, of so many as it says."""
        bases = [items] if claim.of is None else self._scopes.of_so_many(items, claim.of)
        return any(
            claim.value in self._scopes.sizes(so, base, one, is_unnamed=claim.is_unnamed)
            for base in bases
            for one in claim.measures
            for so in self._values.that_are(base, one)
        )

    def _parts_of(self, base: Items) -> set[int]:
        """Return how many of some items are so in any sense, of one month or one framework."""
        each = (so for one in ANY_MEASURE for so in self._values.that_are(base, one))
        return {
            *map(len, each),
            *Counter((item.due or "")[:_MONTH] for item in base).values(),
            *Counter(item.framework for item in base).values(),
        }

    def _of_month(self, claim: Mention) -> tuple[bool, str]:
        """Return whether so many items are due in a month or until then, of those open or all."""
        plan = ""
        for kind in claim.kinds or (None,):
            items = self._values.of_kind(self._values.counted, kind)
            items = tuple(filter(is_open, items)) if claim.measures == ("open",) else items
            until = [i for i in items if i.due and i.due[:_MONTH] <= claim.due]
            due = [i for i in until if (i.due or "")[:_MONTH] == claim.due]
            open_then = sum(map(is_open, due))
            if claim.value in {len(until), len(due), open_then, sum(map(is_open, until))}:
                return True, str(claim.value)
            plan = plan or str(open_then)
        return False, plan

    def _date(self, claim: Mention, sight: Sight) -> tuple[bool, str]:
        if same_due(claim.due, self._values.day.isoformat()):
            return True, ""  # the paper's own
        items = self._scopes.items_of(_wide(sight))
        if claim.is_done:
            return self._day_done(claim, items)
        known = {one for item in items for one in dates_of(item)}
        dues = {item.due for item in items if item.due and is_open(item)}
        if not known and not dues:
            return True, ""
        days = {entry.on.isoformat() for item in items for entry in item.history}
        holds = any(same_due(claim.due, one) for one in known)
        holds = holds or any(day.startswith(claim.due) for day in days)
        shown = sorted(dues, key=deadline)[:_MOST_SHOWN]
        return holds, ", ".join(map(say_due, shown)) or "no date"

    def _day_done(self, claim: Mention, items: list[Item]) -> tuple[bool, str]:
        """Return whether any item became completed on a day."""
        days = sorted({day for item in self._values.counted for day in done_days(item)})
        known = {entry.on.isoformat() for item in items for entry in item.history}
        holds = not days or any(
            same_due(claim.due, one) or one.startswith(claim.due) for one in (*days, *known)
        )
        return holds, ", ".join(map(say_due, days[:_MOST_SHOWN]))

    def _grade(self, claim: Mention, sight: Sight) -> tuple[bool, str]:
        slugs = sight.frameworks or sight.above
        rows = [row for row in self._grades.frameworks if row.framework.slug in slugs]
        given = [one.grade for row in rows for one in row.grades if one.grade]
        return claim.grade in given or not given, ", ".join(dict.fromkeys(given))


def _wide(sight: Sight) -> Sight:
    """Return what a date may be of: what its sentence names, with what stands before it."""
    if len(sight.title) == 1 and not sight.frameworks and not any(sight.kinds):
        return sight._replace(frameworks=(*sight.title, *sight.above))
    if sight.frameworks and sight.above:
        return sight._replace(frameworks=(*sight.frameworks, *sight.above))
    return sight


def _by_month(items: Items) -> set[int]:
    """Return how many open items are due in each month, and until each."""
    months = Counter((item.due or "")[:_MONTH] for item in items if is_open(item))
    return {*months.values(), *accumulate(months[month] for month in sorted(months))}
