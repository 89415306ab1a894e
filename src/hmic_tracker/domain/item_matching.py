"""Which items of the plan the items of a document are: by label, then by wording.

A label is the number as printed. Only what is certain is matched; wording that is nearly the same
is a question, and its answers come back to `match_items`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from hmic_tracker.domain.items import (
    ANSWERED_COUNT,
    IMPORTS,
    UNNAMED,
    Item,
    effective_entries,
    moved_from,
)
from hmic_tracker.domain.rules import is_from_report
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import DraftItem

Ranker = Callable[[str, Sequence[str]], Iterable[tuple[int, float]]]
"""Given a text and others: the places of those most like it, the best first, with how alike.

1 is the same, 0 nothing in common.
"""
Answers = Mapping[int, str | None]
"""By its place in the draft the id of the item that an item is, None where it is a new one."""

ALIKE: Final = 0.8
"""From here on a text is asked about: may it be another wording of the same?"""
_MOST: Final = 3
_MOST_NUMBERED: Final = 9
_WHOLE: Final = re.compile(r"\d{1,9}", re.ASCII)
_CODE: Final = re.compile(r"[A-Za-z]{1,4}[-.\u2010-\u2014]?0*(?P<number>\d{1,9})", re.ASCII)
_DIGITS: Final = re.compile(r"\d+")


class Candidate(NamedTuple):
    """An item of the plan that a document may speak of; `alike` is at most 1."""

    item: Item
    alike: float

    @property
    def percent(self) -> int:
        """How alike, in whole per cent; 100 only where every sign is the same."""
        return int(self.alike * 100)


class Question(NamedTuple):
    """An item of a document that may be one of the plan's, the likeliest first.

    `place` is its place in the draft's items: what an answer is known by.
    """

    place: int
    draft_item: DraftItem
    candidates: tuple[Candidate, ...]


def label_of(one: DraftItem | Item) -> str | None:
    """The number as printed."""
    return _printed(one.label) or (None if one.number is None else str(one.number))


def whole_number(one: DraftItem) -> int | None:
    """The number of a document's item, which a label that is a whole number gives as well."""
    label = _printed(one.label) or ""
    return int(label) if one.number is None and _WHOLE.fullmatch(label) else one.number


def label_key(one: DraftItem | Item) -> str | None:
    """What the spellings of one label share: capitals and zeros before a number say nothing."""
    label = label_of(one)
    if label is None:
        return None
    return str(int(label)) if _WHOLE.fullmatch(label) else folded(label)


def same_numbers(one: str, other: str) -> bool:
    """Whether two texts have the same numbers in them: "2031" and "2032" make another matter."""
    return _numbers(one) == _numbers(other)


def match_items(
    draft_items: Sequence[DraftItem],
    mine: Sequence[Item],
    rank: Ranker | None = None,
    answers: Answers | None = None,
) -> tuple[list[Item | None], list[Question]]:
    """Return the item that each draft item is about, None for a new one, and what is to be asked.

    Labelled ones match by framework, kind and label, others by equal text, else they fill
    placeholders in order; what has a question has no item. Nothing is asked without `rank`.
    """
    matching = _Matching(draft_items, mine, answers or {})
    matching.match_labels_with_texts()
    matching.match_texts()
    matching.match_labels()
    if rank is not None:
        matching.ask(rank)
    matching.fill_placeholders()
    return [matching.items.get(n) for n in range(len(draft_items))], matching.questions


class _Matching:
    """The matches so far: `items` by the draft items' places; each item is matched once."""

    def __init__(
        self, draft_items: Sequence[DraftItem], mine: Sequence[Item], answers: Answers
    ) -> None:
        self.items: dict[int, Item] = {}
        self.questions: list[Question] = []
        self._drafts, self._mine = draft_items, mine
        self._used: set[str] = set()
        self._settled: set[int] = set()
        self._by_label: dict[tuple[str, str], list[Item]] = {}
        for item in mine:
            for key in _keys(item) if is_from_report(item) else ():
                self._by_label.setdefault((item.kind, key), []).append(item)
        self._texts = {item.id: _text(item) for item in mine}
        self._places = {item.id: _frameworks(item) for item in mine}
        by_id = {item.id: item for item in mine}
        for place, item_id in answers.items():
            if item_id is None:
                self._settled.add(place)
            elif item_id in by_id:
                self._match(place, by_id[item_id])

    def match_labels_with_texts(self) -> None:
        """Match by label where the text is the same as well."""
        for place, one in self._open():
            same = (item for item in self._labelled(one) if one.text and self._is_same(one, item))
            self._match(place, next(same, None))

    def match_labels(self) -> None:
        """Match by label alone: one that several items have matches none of them with a text.

        A document that names no framework, as a list of statuses does, matches a label that only
        one item has; one with a text an item without.
        """
        for place, one in self._open():
            known = list(self._labelled(one))
            is_clear = len(known) == 1 or not one.text
            self._match(place, next(iter(known), None) if is_clear else None)
        for place, one in self._open():
            elsewhere = self._labelled_elsewhere(one)
            is_clear = len(elsewhere) == len([*self._with_label(one)]) == 1
            self._match(place, elsewhere[0] if is_clear else None)

    def match_texts(self) -> None:
        """Match by equal text, in the same framework, else where only one item has it."""
        by_text: dict[tuple[str, str], list[Item]] = {}
        for item in self._mine:
            if text := self._texts[item.id]:
                by_text.setdefault((item.kind, text), []).append(item)
        for is_exact in (True, False):
            left = self._open()
            alike = Counter((one.kind, _text(one)) for _, one in left)
            for place, one in left:
                known = [
                    item
                    for item in by_text.get((one.kind, _text(one)), ())
                    if item.id not in self._used
                    and _is_same_label(one, item)
                    and (self._is_under(one.framework, item) or not is_exact)
                ]
                is_clear = is_exact or len(known) == alike[one.kind, _text(one)] == 1
                self._match(place, next(iter(known), None) if is_clear else None)

    def ask(self, rank: Ranker) -> None:
        """Ask of what is left whether it is another wording of an item that is left."""
        pools: dict[tuple[str, tuple[str, ...]], list[Item]] = {}
        for item in self._mine:
            if (text := self._texts[item.id]) and item.id not in self._used:
                pools.setdefault((item.kind, _numbers(text)), []).append(item)
        for place, one in self._open():
            text = _text(one)
            pool = [
                item
                for item in pools.get((one.kind, _numbers(text)), ())
                if self._may_share(one, item) or self._is_same(one, item)
            ]
            ranked = rank(text, [self._texts[item.id] for item in pool]) if text and pool else ()
            likely = [Candidate(pool[at], alike) for at, alike in ranked if alike >= ALIKE]
            likely = likely[:_MOST]
            numbered = (*self._labelled_elsewhere(one), *self._with_number_of_code(one))
            likely += [Candidate(item, 0) for item in numbered[:_MOST_NUMBERED]]
            if likely:
                self.questions.append(Question(place, one, tuple(likely)))
                self._settled.add(place)

    def fill_placeholders(self) -> None:
        """Fill placeholders with texts that have no label, in the order of both.

        Where they are more than the texts, those of which people have spoken come last: nobody
        knows whether a text is of one of them.
        """
        labelled = {(d.framework, d.kind, key) for d in self._drafts for key in _keys(d)}
        waiting: dict[tuple[str | None, str], list[tuple[int, DraftItem]]] = {}
        for place, one in self._open():
            if label_key(one) is None:
                waiting.setdefault((one.framework, one.kind), []).append((place, one))
        for group, ones in waiting.items():
            empty = [
                item
                for item in self._mine
                if item.text is None
                and item.id not in self._used
                and self._is_under(group[0], item)
                and item.kind == group[1]
                and (*group, label_key(item)) not in labelled
            ]
            if len(ones) < len(empty):
                empty.sort(key=_is_spoken_of)
            left = {item.id: item for item in empty}
            for place, one in ones:
                fitting = (i for i in left.values() if one.text or label_key(i) is None)
                if item := next(fitting, None):
                    self._match(place, left.pop(item.id))

    def _open(self) -> list[tuple[int, DraftItem]]:
        return [
            (place, one)
            for place, one in enumerate(self._drafts)
            if place not in self.items and place not in self._settled
        ]

    def _match(self, place: int, item: Item | None) -> None:
        if item is not None and item.id not in self._used:
            self.items[place] = item
            self._used.add(item.id)

    def _labelled(self, one: DraftItem) -> Iterator[Item]:
        """The items with its label in its framework."""
        return (item for item in self._with_label(one) if self._is_under(one.framework, item))

    def _labelled_elsewhere(self, one: DraftItem) -> list[Item]:
        """The items in any framework with the label of one that names no framework.

        One with a text is an item that has none yet: a lone line with a number is its text.
        """
        if one.framework is not None or one.interchangeable:
            return []
        return [item for item in self._with_label(one) if not one.text or item.text is None]

    def _with_number_of_code(self, one: DraftItem) -> Iterator[Item]:
        """The items without a text whose number a label such as "AFI-7" may mean."""
        code = _CODE.fullmatch(label_of(one) or "") if one.text else None
        for item in self._mine if code else ():
            is_free = item.text is None and item.id not in self._used and item.kind == one.kind
            if not (code and is_free and self._may_share(one, item)):
                continue
            if label_of(item) == code["number"]:
                yield item

    def _with_label(self, one: DraftItem) -> Iterator[Item]:
        known = (item for key in _keys(one) for item in self._by_label.get((one.kind, key), ()))
        by_id = {item.id: item for item in known}
        yield from (item for item in by_id.values() if item.id not in self._used)

    def _is_under(self, framework: str | None, item: Item) -> bool:
        """Whether an item is under a framework, or was before somebody moved it."""
        return framework in self._places[item.id]

    def _may_share(self, one: DraftItem, item: Item) -> bool:
        """Whether they are under one framework as far as it is known."""
        return one.framework is None or not {one.framework, None}.isdisjoint(self._places[item.id])

    def _is_same(self, one: DraftItem, item: Item) -> bool:
        return self._texts[item.id] == _text(one)


def _is_spoken_of(item: Item) -> bool:
    """Whether people entered something of an item, and not just of so many like it."""
    of_no_one_item = {*IMPORTS, UNNAMED, ANSWERED_COUNT}
    return any(entry.event not in of_no_one_item for entry in effective_entries(item.history))


def _keys(one: DraftItem | Item) -> tuple[str, ...]:
    """A label and the number: an older reader knew that alone, and people correct labels."""
    keys = (label_key(one), None if one.number is None else str(one.number))
    return tuple(dict.fromkeys(key for key in keys if key))


def has_label_of(one: DraftItem, item: Item) -> bool:
    """Whether a document prints the number of an item: it is that item for certain."""
    return label_key(one) is not None and not {*_keys(one)}.isdisjoint(_keys(item))


def _is_same_label(one: DraftItem, item: Item) -> bool:
    """Whether two labels have the same numbers, or there is only one of them."""
    mine, theirs = label_of(one), label_of(item)
    if mine is None or theirs is None or same_numbers(mine, theirs):
        return True
    return not {*_keys(one)}.isdisjoint(_keys(item))


def _frameworks(item: Item) -> frozenset[str | None]:
    """The framework an item is under, and those it was under before somebody moved it."""
    return frozenset({item.framework, *moved_from(item, "framework")})


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(sorted(_DIGITS.findall(text)))


def _text(one: DraftItem | Item) -> str:
    return folded(one.text or "")


def _printed(label: str | None) -> str | None:
    return " ".join((label or "").split()) or None
