"""What a plan has for each figure that a paper may print: the items that are so, on a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date

from hmic_tracker.documents.claims.word_roots import rooted
from hmic_tracker.domain.frameworks import children_of
from hmic_tracker.domain.rules import (
    is_completed,
    is_counted,
    is_deferred,
    is_open,
    is_overdue,
    is_under_way,
)
from hmic_tracker.domain.words import Kind, folded
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.made import published_ids

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Extent, ItemRef, Measure
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan


class Scope(NamedTuple):
    """Items of a plan that a figure may be of: a framework's own, its family's, all."""

    framework: str | None
    items: tuple[Item, ...]


class PlanValues:
    """The counted items of a plan as of a day; each figure once asked is kept by its items."""

    def __init__(self, plan: Plan, day: date) -> None:
        self.plan, self.day = plan, day
        self.counted = tuple(item for item in plan.items if is_counted(item))
        self.by_id = {item.id: item for item in plan.items}
        self._scopes: dict[tuple[str | None, Extent], list[Scope]] = {}
        self._together: dict[frozenset[str], tuple[Item, ...]] = {}
        self._of_kind: dict[tuple[int, Kind], tuple[object, tuple[Item, ...]]] = {}
        self._that_are: dict[
            tuple[int, Measure, date | None], tuple[object, list[tuple[Item, ...]]]
        ] = {}
        self.former = {old: item for item in plan.items for old in item.aka}

    def scopes(self, framework: str | None, extent: Extent) -> list[Scope]:
        """Return what a figure may be of: of all items also those of one inspection."""
        if (framework, extent) not in self._scopes:
            self._scopes[framework, extent] = self._new_scopes(framework, extent)
        return self._scopes[framework, extent]

    def _new_scopes(self, framework: str | None, extent: Extent) -> list[Scope]:
        if framework is None:
            whole = Scope(None, self.counted)
            ids = dict.fromkeys(item.inspection for item in self.counted)
            if len(ids) < 2:
                return [whole]
            return [
                whole,
                *(
                    Scope(None, tuple(i for i in self.counted if i.inspection == one))
                    for one in ids
                ),
            ]
        own = tuple(item for item in self.counted if item.framework == framework)
        below = {child.slug for child in children_of(self.plan.frameworks, framework)}
        family = tuple(i for i in self.counted if i.framework == framework or i.framework in below)
        if extent == "near":
            return [Scope(None, self.counted), Scope(framework, own), Scope(framework, family)]
        if extent == "family":
            return [Scope(framework, family)]
        if not below or (extent == "own" and own):
            return [Scope(framework, own)]
        return [Scope(framework, own), Scope(framework, family)]

    def of_frameworks(self, slugs: frozenset[str]) -> tuple[Item, ...]:
        """Return the own items of several frameworks together."""
        if slugs not in self._together:
            self._together[slugs] = tuple(i for i in self.counted if i.framework in slugs)
        return self._together[slugs]

    def made(self, framework: str | None, kind: Kind | None) -> set[int]:
        """Return how many items of a kind were published of a framework, or by each inspection."""
        published = published_ids(self.plan)
        mine = [
            item
            for item in self.plan.items
            if item.id in published and item.kind != "good-practice" and kind in {None, item.kind}
        ]
        if framework is None:
            by_inspection = Counter(item.inspection for item in mine)
            return {len(mine), *by_inspection.values()}
        below = {child.slug for child in children_of(self.plan.frameworks, framework)}
        own = sum(1 for item in mine if item.framework == framework)
        return {own, own + sum(1 for item in mine if item.framework in below)}

    def of_kind(self, items: tuple[Item, ...], kind: Kind | None) -> tuple[Item, ...]:
        """Return the items of a kind; of all where it is None."""
        if kind is None:
            return items
        key = (id(items), kind)
        if key not in self._of_kind:
            self._of_kind[key] = items, tuple(item for item in items if item.kind == kind)
        return self._of_kind[key][1]

    def that_are(
        self, items: tuple[Item, ...], measure: Measure, by: date | None = None
    ) -> list[tuple[Item, ...]]:
        """Return the items that are so, in each sense that the word has among officers."""
        key = (id(items), measure, by)
        if key not in self._that_are:
            each = [
                tuple(item for item in items if self._is(item, sense, by))
                for sense in _SENSES.get(measure, (measure,))
            ]
            self._that_are[key] = items, each
        return self._that_are[key][1]

    def that_are_all(self, items: Iterable[Item], measures: Iterable[Measure]) -> tuple[Item, ...]:
        """Return the items that are so in every one of several words, each in any of its senses."""
        return tuple(
            item
            for item in items
            if all(
                any(self._is(item, sense, None) for sense in _SENSES.get(one, (one,)))
                for one in measures
            )
        )

    def _is(self, item: Item, measure: str, by: date | None) -> bool:
        if measure in {"due-by", "due-by-all", "due-in", "due-on", "later"}:
            return by is not None and is_open(item) and self._is_due(item, measure, by)
        if (test := _TESTS.get(measure)) is not None:
            return test(item, self.day)
        return is_open(item) and item.reported_progress == measure

    def _is_due(self, item: Item, measure: str, by: date) -> bool:
        last = item.deadline
        if measure == "later" or last is None:
            return measure == "later" and (last is None or last > by)
        if measure == "due-on":
            return last == by
        if measure == "due-in":
            return (last.year, last.month) == (by.year, by.month)
        return last <= by and (measure == "due-by-all" or not is_overdue(item, self.day))

    def items_of(self, ref: ItemRef) -> tuple[Item, ...] | None:
        """Return the items that a paper means; None where it isn't one for sure."""
        if ref.ids:
            hits = [self.by_id.get(one) or self.former.get(one) for one in ref.ids]
            return tuple(item for item in hits if item) if all(hits) else None
        if ref.place:
            return self._at_place(ref, *ref.place)
        if ref.words and (titled := self.titled(ref)):
            if len(titled) > 1 and len(ref.labels) == 1:
                titled = [i for i in titled if i == self._of_label(ref, ref.labels[0])] or titled
            if len(titled) > 1 and ref.framework and not ref.labels:
                titled = [i for i in titled if i.framework == ref.framework] or titled
            labels = {folded(item.label or "") for item in titled}
            is_its = labels == set(ref.labels) or all(
                self._of_label(ref, label) in {None, titled[0]} for label in ref.labels
            )  # a number that no item has is the paper's own
            return (titled[0],) if len(titled) == 1 and is_its else None
        if not ref.labels:
            alike = (i for i in self.counted if i.kind == ref.kind)
            only = [i for i in alike if ref.framework in {None, i.framework}]
            return (only[0],) if len(only) == 1 else None
        each = [self._of_label(ref, label) for label in ref.labels]
        return tuple(item for item in each if item) if all(each) else None

    def _at_place(self, ref: ItemRef, place: int, number: int) -> tuple[Item, ...] | None:
        """Return the item at a place among as many of its kind, in its framework or the plan."""
        alike = [item for item in self.counted if item.kind == ref.kind]
        if not number:  # "the first concern": the one that its report numbers so
            numbered = [item for item in alike if item.label == str(place)]
            return (numbered[0],) if len(numbered) == 1 else None
        its = {i.id for scope in self.scopes(ref.framework, "either") for i in scope.items}
        for items in ([i for i in alike if i.id in its], alike):
            if len(items) == number:
                return (items[place - 1],)
        return None

    def titled(self, ref: ItemRef) -> list[Item]:
        """Return the items of a kind whose texts have all the words of a title, in any ending."""
        hits = []
        roots = [one.root for word in ref.words for one in rooted(word)]
        for item in self.counted:
            if ref.kind in {None, item.kind} and item.text:
                text = folded(item.text)
                own = {one.root for one in rooted(item.text)}
                if all(root in own or root in text for root in roots):
                    hits.append(item)
        return hits

    def _of_label(self, ref: ItemRef, label: str) -> Item | None:
        """Return the one item that has a number in its source, else the one whose id ends so."""
        same = [i for i in self.plan.items if i.kind == ref.kind and folded(i.label or "") == label]
        within = [i for i in same if ref.framework is None or i.framework == ref.framework]
        if not within and len(same) == 1 and self._runs_on(ref):
            return same[0]  # the heading that it stands under is another's
        if within or not label.isdecimal():
            return within[0] if len(within) == 1 else None
        prefix = _PREFIXES.get(ref.kind or "recommendation", "")
        item = self.by_id.get(f"{prefix}-{int(label)}") if not same else None
        is_its = item and (self._may_be_in(item, ref.framework) or self._is_id(ref, int(label)))
        return item if is_its else None

    def _is_id(self, ref: ItemRef, number: int) -> bool:
        """Whether a number can be that of an id alone: a framework has fewer items, none a label.

        "AFI 12" below the heading of another framework.
        """
        its = tuple(i for scope in self.scopes(ref.framework, "family") for i in scope.items)
        return number > len(self.of_kind(its, ref.kind)) and not any(
            item.label for item in self.plan.items if item.kind == ref.kind
        )

    def _runs_on(self, ref: ItemRef) -> bool:
        """Whether no two items of a kind have the same number, of whatever framework they are."""
        labels = [folded(i.label) for i in self.plan.items if i.kind == ref.kind and i.label]
        return len(labels) == len(set(labels))

    def _may_be_in(self, item: Item, framework: str | None) -> bool:
        """Whether an item is of a framework that stands beside its number, or of its parts."""
        whole = [one for scope in self.scopes(framework, "family") for one in scope.items]
        return framework is None or item in whole


_PREFIXES: dict[Kind, str] = {"recommendation": "REC", "afi": "AFI", "cause-of-concern": "COC"}
_SENSES: dict[Measure, tuple[str, ...]] = {
    "verified": ("verified", "only-verified"),
    "closed": ("closed", "completed"),
    "in-progress": ("in-progress", "open", "in-time"),
    "under-way": ("in-progress", "under-way"),
    "not-started-besides": ("not-started-in-time",),
    "no-owner": ("no-owner", "never-owned"),
    "due-by": ("due-by", "due-by-all", "due-in"),
}
"""Words that officers use in more than one sense: a paper is right in any of them."""
_TESTS: dict[str, Callable[[Item, date], bool]] = {
    "total": lambda _item, _day: True,
    "completed": lambda item, _day: is_completed(item),
    "verified": lambda item, _day: item.status in {"verified", "closed"},
    "only-verified": lambda item, _day: item.status == "verified",
    "closed": lambda item, _day: item.status == "closed",
    "unverified": lambda item, _day: item.status == "done",
    "open": lambda item, _day: is_open(item),
    "in-time": lambda item, day: is_open(item) and not is_overdue(item, day),
    "not-late": lambda item, day: not is_overdue(item, day),
    "overdue": is_overdue,
    "in-progress": lambda item, _day: item.status == "in-progress",
    "under-way": lambda item, _day: is_under_way(item),
    "not-started": lambda item, _day: item.status == "not-started",
    "not-started-in-time": lambda i, day: i.status == "not-started" and not is_overdue(i, day),
    "never-owned": lambda item, _day: not item.owner,
    "no-owner": lambda item, _day: is_open(item) and not item.owner,
    "no-date": lambda item, _day: is_open(item) and not item.due,
    "dated": lambda item, _day: bool(item.due),
    "deferred": is_deferred,
}
