"""Which inspection of the plan a document is about: by its title, else by the texts of its items.

A corrected title is no new inspection: a document that has the texts of one of the plan's, and its
number and day or nearly its title, is that one. Where that isn't clear a person is asked.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from types import MappingProxyType

from hmic_tracker.domain.inspection_merging import is_version
from hmic_tracker.domain.inspections import Inspection, inspection_title_key
from hmic_tracker.domain.item_matching import ALIKE, Ranker, same_numbers
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import Draft, DraftItem
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan

NEW: Final = "new"
"""In place of an id: an inspection of its own, whatever else has its texts."""
NEARLY_ALL: Final = 0.8
"""From so much of its texts on a document is taken for another version of what has them."""
_HALF: Final = 0.5
_WORD: Final = re.compile(r"[^\W_]+")
_SPAN: Final = re.compile(r"\b(\d\d)(\d\d)\s*[/\u2010-\u2015-]\s*\1(\d\d)\b")
_NAMES: Final = (
    *("one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_NUMBERS: Final = MappingProxyType({word: str(n) for n, word in enumerate(_NAMES, 1)})
_ROMAN: Final = MappingProxyType({"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6"})
_COUNTED: Final = frozenset({"phase", "part", "stage", "round", "tranche", "volume", "wave"})
"""Words after which a Roman numeral is a number."""


class InspectionMatch(NamedTuple):
    """The inspection that a document is about, None where it is new; `near` may be it as well.

    `is_in_doubt` is whether the document may well double one of those, so that somebody has to say.
    """

    inspection: Inspection | None
    near: tuple[Inspection, ...] = ()
    is_in_doubt: bool = False


def match_inspection(
    plan: Plan, draft: Draft, inspection_id: str | None, rank: Ranker | None
) -> InspectionMatch:
    """Return the inspection of a draft: by id, by title, or by the texts that it has.

    Without `rank` no title is nearly another. Raises NotFoundError for an id that there isn't.
    """
    titled = find_inspection(plan, draft, inspection_id)
    if titled is not None or inspection_id is not None:
        return InspectionMatch(titled)
    others = [one for one in plan.inspections if not _is_of_same_file(draft, one)]
    versions = [one for one in others if draft.on and is_version(draft, one)]
    near = {one.id: one for one in (*versions, *_with_near_title(others, draft, rank))}
    mine = _texts(draft.items)
    shared = {one.id: len(mine & _texts(_items_of(plan, one))) for one in near.values()}
    same = [one for one in near.values() if mine and shared[one.id] >= NEARLY_ALL * len(mine)]
    if len(same) == 1:
        return InspectionMatch(same[0])
    is_in_doubt = any(shared[one] >= _HALF * len(mine) for one in near)
    doubles = [one for one in others if _is_double(plan, draft, one)]
    near |= {one.id: one for one in doubles}
    return InspectionMatch(None, tuple(near.values()), bool(is_in_doubt or doubles))


def find_inspection(plan: Plan, draft: Draft, inspection_id: str | None) -> Inspection | None:
    """Return the plan's inspection of a draft: by id, else by title; None where it is new."""
    known = plan.inspection(folded(inspection_id)) if inspection_id is not None else None
    if known is None and inspection_id is not None:
        wanted = folded(inspection_id)
        known = next((i for i in plan.inspections if wanted in map(folded, i.aliases)), None)
    if known is None and inspection_id is not None and folded(inspection_id) != NEW:
        ids = [i.id for i in plan.inspections]
        hint = did_you_mean(inspection_id, ids) or (
            f"the inspections are: {', '.join(ids)}"
            if ids
            else "leave --inspection out: this plan has none yet"
        )
        raise NotFoundError(f"there is no inspection '{inspection_id}'", hint)
    if known is not None:
        return known
    for key in (_printed_title, title_words):
        title = key(draft.title)
        if of_title := [one for one in plan.inspections if key(one.title) == title]:
            return of_title[0]
        for one in plan.inspections:
            if title in map(key, one.aliases):
                return one
    return None


def _is_of_same_file(draft: Draft, inspection: Inspection) -> bool:
    """Whether an inspection is another one of the same document, which has both titles in it."""
    digest = hashlib.sha256(draft.text.encode("utf-8", "surrogatepass")).hexdigest()
    return any(source.sha256 == digest for source in inspection.sources)


def _with_near_title(
    inspections: Sequence[Inspection], draft: Draft, rank: Ranker | None
) -> list[Inspection]:
    """The inspections with a title that is nearly the same: the likeliest first.

    The words of a title count in any order; what has other numbers is another year's or phase.
    """
    known = [one for one in inspections if _same_numbers(draft.title, one.title)]
    if rank is None or not known:
        return []
    ranked = rank(_sorted_words(draft.title), [_sorted_words(one.title) for one in known])
    return [known[place] for place, alike in ranked if alike >= ALIKE]


def _is_double(plan: Plan, draft: Draft, inspection: Inspection) -> bool:
    """Whether a document has nearly nothing but what an inspection has, under another title."""
    mine = {(one.framework, text) for one in draft.items for text in _texts([one])}
    theirs = {(i.framework, text) for i in _items_of(plan, inspection) for text in _texts([i])}
    most = max(len(mine), len(theirs))
    if not most or len(mine & theirs) < NEARLY_ALL * most:
        return False
    numbers, others = ({*re.findall(r"\d+", title_words(one.title))} for one in (draft, inspection))
    return numbers <= others or others <= numbers  # else it is another year's or phase's


def _items_of(plan: Plan, inspection: Inspection) -> list[Item]:
    return [i for i in plan.items if i.inspection == inspection.id and i.part_of is None]


def _texts(items: Iterable[DraftItem | Item]) -> set[str]:
    return {text for one in items if (text := folded(one.text or ""))}


def _same_numbers(title: str, other: str) -> bool:
    return same_numbers(title_words(title), title_words(other))


def _printed_title(title: str) -> str:
    return folded(inspection_title_key(title))


def title_words(title: str) -> str:
    """The words of a title with numbers in figures: "2007/2009: Phase One" is "2007 09 phase 1"."""
    words = _WORD.findall(_SPAN.sub(r"\1\2/\3", _printed_title(title)))
    plain = [_NUMBERS.get(word, word) for word in words]
    return " ".join(
        _ROMAN.get(word, word) if before in _COUNTED else word
        for before, word in zip(["", *plain], plain, strict=False)
    )


def _sorted_words(title: str) -> str:
    return " ".join(sorted(title_words(title).split()))
