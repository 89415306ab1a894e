"""Repeats of older items in a later inspection, and carrying the work on them forward.

Two items are taken for the same where their framework and kind are the same and their words are
alike. How alike is difflib's ratio over the words that carry meaning, in their order. In the
examples the three repeats are 78 to 86 % alike and no other pair is more than 24 %: from 60 % on a
repeat is proposed, and a person decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from sys import intern

from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry, record_outside_changes
from hmic_tracker.domain.items import CARRIED, Item, Value
from hmic_tracker.domain.links import linked_item_id
from hmic_tracker.domain.rules import is_duplicate, is_open
from hmic_tracker.domain.succession import dates_taken_over, open_steps
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.plan import Plan

ALIKE: Final = 0.6
"""From here on a text is proposed as a repeat; 0 is no word in common, 1 the same words."""

_CLOSEST: Final = 8  # of all with enough words in common, so many are compared word by word
_MOST_WORDS: Final = 400
_BITS: Final = 1024
_TEXTS: Final = 8192  # a register of several inspections asks for the same texts once for each
_WORD: Final = re.compile(r"[^\W_]+")
_SAYS_LITTLE: Final = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "been", "but", "by", "for", "force", "from"),
        *("has", "have", "how", "in", "into", "is", "it", "its", "of", "on", "or", "shall"),
        *("should", "so", "such", "than", "that", "the", "their", "them", "then", "there"),
        *("these", "they", "this", "those", "to", "was", "were", "what", "when", "which", "who"),
        *("whom", "will", "with"),
    )
)


class Repeat(NamedTuple):
    """An item that repeats an older one; `alike` is at most 1, `parts` are the older one's open."""

    new: Item
    old: Item
    alike: float
    parts: tuple[Item, ...] = ()

    @property
    def percent(self) -> int:
        """How alike, in whole per cent; 100 only where every word is the same."""
        return int(self.alike * 100)

    @property
    def supersedes(self) -> bool:
        """Whether the old item is still open, and ends where the new one goes on."""
        return is_open(self.old)


class _Words(NamedTuple):
    """A text's words in order, and as numbers, so that sets count quickly how many two texts share.

    The second "team" of a text has another number than the first. `bits` are the numbers as bits
    of one whole, of which `lost` fell on one that another number has: at once that says of nearly
    all pairs that they share too little.
    """

    order: Sequence[str]
    numbers: frozenset[int]
    bits: int
    lost: int


class _Old(NamedTuple):
    """An older item, with what is compared of it."""

    item: Item
    begun: date
    words: _Words


def repeats(plan: Plan, inspection: Inspection, items: Sequence[Item]) -> tuple[Repeat, ...]:
    """Return which older items the items of an inspection repeat, each at most once.

    `items` are the inspection's as they will be, `plan` is the plan before them. Items
    without text, without a framework, or carried forward already, are in no repeat.
    """
    inspections = {one.id: one for one in plan.inspections} | {inspection.id: inspection}
    known = {item.id for item in plan.items}
    news = [item for item in items if _is_comparable(item) and _carried_from(item) is None]
    numbers: dict[tuple[str, int], int] = {}
    groups: dict[tuple[str | None, str], list[_Old]] = {}
    for item in _repeatable(plan, inspection):
        old = _Old(item, _begun(item, inspections), _words_of(item, numbers))
        groups.setdefault((item.framework, item.kind), []).append(old)
    pairs: list[Repeat] = []
    for new in news:
        begun, is_known = _begun(new, inspections), new.id in known
        older = [
            old
            for old in groups.get((new.framework, new.kind), ())
            if old.begun < begun or (old.begun == begun and not is_known)
        ]
        pairs += _closest(new, older, _words_of(new, numbers))
    parts: dict[str | None, list[Item]] = {}
    for item in plan.items:
        if item.part_of is not None and is_open(item):
            parts.setdefault(item.part_of, []).append(item)
    return tuple(
        repeat._replace(parts=tuple(parts.get(repeat.old.id, ())))
        for repeat in _each_once(pairs, [item.id for item in news])
    )


def carried(repeat: Repeat, on: date, stamp: Stamp) -> tuple[tuple[Item, Item], ...]:
    """Carry a repeat forward: return each of its two items before and after.

    The new one gets the link, owner, board and dates where it has none, the tags and the open
    steps; the old one is superseded if it is still open.
    """
    new, old = repeat.new, repeat.old
    wanted: dict[str, Value] = {
        "links": (*new.links, f"carried-from {old.id}"),
        "owner": new.owner or old.owner,
        "board": new.board or old.board,
        "tags": tuple(dict.fromkeys((*new.tags, *old.tags))),
        **open_steps(new, old, repeat.parts),
    }
    first, *later = dates_taken_over(new, old, None).steps or (None,)
    if first:
        wanted["due"] = first.due
    after = _entered(new, wanted, on, stamp, first.why if first else None)[1]
    for step in later:
        if step:
            after = _entered(after, {"due": step.due}, on, stamp, step.why)[1]
    changed = [(new, after)]
    if repeat.supersedes:
        day = max(on, min((entry.on for entry in old.history), default=on))
        reason = f"carried forward to {new.id}"
        changed.append(_entered(old, {"status": "superseded"}, day, stamp, reason))
        for part in repeat.parts:
            since = max(day, part.began or day)
            why = f"with {old.id}: {reason}"
            changed.append(_entered(part, {"status": "superseded"}, since, stamp, why))
    return tuple(changed)


def _repeatable(plan: Plan, inspection: Inspection) -> Iterable[Item]:
    """The items of other inspections that haven't gone elsewhere yet."""
    gone = {_carried_from(item) for item in plan.items}
    return (
        item
        for item in plan.items
        if item.inspection not in {None, inspection.id}
        and _is_comparable(item)
        and item.status != "superseded"
        and item.id not in gone
        and not is_duplicate(item)
    )


def _is_comparable(item: Item) -> bool:
    is_published = item.kind != "good-practice" and item.part_of is None
    return bool(item.text and item.framework) and is_published


def _carried_from(item: Item) -> str | None:
    return linked_item_id(item.links, "carried-from") if item.links else None


def _begun(item: Item, inspections: dict[str, Inspection]) -> date:
    """The day of the item's inspection: of its publication, else of its first entry."""
    inspection = inspections.get(item.inspection or "")
    published = inspection.published_by if inspection else None
    return published or min((entry.on for entry in item.history), default=date.min)


def _closest(new: Item, older: Sequence[_Old], mine: _Words) -> list[Repeat]:
    """The older items that are alike enough, of those that share the most words."""
    from difflib import SequenceMatcher

    likely: list[tuple[float, int]] = []
    length, bits, lost = len(mine.order), mine.bits, mine.lost
    for place, old in enumerate(older):
        words = old.words
        size = length + len(words.order)
        if not size or 2 * ((bits & words.bits).bit_count() + lost) < ALIKE * size:
            continue
        shared = 2 * len(mine.numbers & words.numbers) / size
        if shared >= ALIKE:  # what they share bounds how alike they can be
            likely.append((-shared, place))
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(mine.order)
    pairs = []
    for _, place in sorted(likely)[:_CLOSEST]:
        matcher.set_seq1(older[place].words.order)
        if (alike := matcher.ratio()) >= ALIKE:
            pairs.append(Repeat(new, older[place].item, alike))
    return pairs


def _each_once(pairs: list[Repeat], order: list[str]) -> tuple[Repeat, ...]:
    """The pairs that are most alike, no item in two of them, in the order of the new items."""
    taken: set[str] = set()
    kept: dict[str, Repeat] = {}
    for repeat in sorted(pairs, key=lambda one: -one.alike):
        if repeat.old.id not in taken and repeat.new.id not in kept:
            taken.add(repeat.old.id)
            kept[repeat.new.id] = repeat
    return tuple(kept[item_id] for item_id in order if item_id in kept)


def _words_of(item: Item, numbers: dict[tuple[str, int], int]) -> _Words:
    """The words of an item's text; `numbers` are those given to words so far."""
    words = _words_in(item.text or "")
    counts: dict[str, int] = {}
    mine = set()
    for word in words:
        counts[word] = counts.get(word, 0) + 1
        mine.add(numbers.setdefault((word, counts[word]), len(numbers)))
    bits = 0
    for number in mine:
        bits |= 1 << number % _BITS
    return _Words(words, frozenset(mine), bits, len(mine) - bits.bit_count())


@lru_cache(maxsize=_TEXTS)
def _words_in(text: str) -> tuple[str, ...]:
    """The words of a text that carry meaning, in their order, without the s of a plural."""
    words = [
        intern(word[:-1] if len(word) > 3 and word.endswith("s") else word)
        for word in _WORD.findall(folded(text))
        if word not in _SAYS_LITTLE
    ]
    return tuple(words[:_MOST_WORDS])


def _entered(
    item: Item, wanted: dict[str, Value], on: date, stamp: Stamp, reason: str | None
) -> tuple[Item, Item]:
    before = record_outside_changes(item, on, stamp)
    changes = changes_to(before, wanted, is_decision=False)
    entry = next_entry(before, on, stamp, CARRIED, changes, reason=reason)
    return item, apply(before, entry)
