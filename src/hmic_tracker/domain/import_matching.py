"""The inspection and the frameworks of the plan that a document is about."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from hmic_tracker.domain.drafts import Draft, DraftItem
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.inspections import (
    ImportWarning,
    Inspection,
    Source,
    id_of,
    inspection_title_key,
)
from hmic_tracker.domain.item_matching import ALIKE, Ranker, same_numbers
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.rules import is_completed
from hmic_tracker.domain.words import COMPLETED, Kind, count_of, folded
from hmic_tracker.errors import NotFoundError

_OF_ONE: Final = ("status", "status_word", "progress", "due", "response", "response_reason")
"""What is said of one of several interchangeable items, nobody knows of which."""
Pair = tuple[DraftItem, Item | None]
"""An item of a document and the plan's that it is about, None where it is new."""


def find_inspection(plan: Plan, draft: Draft, inspection_id: str | None) -> Inspection | None:
    """Return the plan's inspection of a draft: by id, else by title; None where it is new."""
    if inspection_id is not None:
        inspection = plan.inspection(folded(inspection_id))
        if inspection is None:
            known = [i.id for i in plan.inspections]
            hint = did_you_mean(inspection_id, known) or (
                f"the inspections are: {', '.join(known)}"
                if known
                else "leave --inspection out: this plan has none yet"
            )
            raise NotFoundError(f"there is no inspection '{inspection_id}'", hint)
        return inspection
    title = folded(inspection_title_key(draft.title))
    by_title = (i for i in plan.inspections if folded(inspection_title_key(i.title)) == title)
    return next(by_title, None)


def near_inspections(plan: Plan, draft: Draft, rank: Ranker) -> tuple[Inspection, ...]:
    """Return the inspections whose title a draft's is nearly, the likeliest first.

    The words of a title count in any order; what has other numbers is another year's.
    """
    title = folded(inspection_title_key(draft.title))
    known = [
        (inspection, other)
        for inspection in plan.inspections
        if same_numbers(title, other := folded(inspection_title_key(inspection.title)))
    ]
    ranked = rank(_sorted_words(title), [_sorted_words(other) for _, other in known])
    return tuple(known[place][0] for place, alike in ranked if alike >= ALIKE)


def _sorted_words(title: str) -> str:
    return " ".join(sorted(re.findall(r"[^\W_]+", title)))


def merge_frameworks(
    known: tuple[Framework, ...], mentioned: tuple[Framework, ...]
) -> tuple[Framework, ...]:
    """Return the plan's frameworks with new aliases added, and the new ones after them."""
    news = {framework.slug: framework for framework in mentioned}
    merged = [
        f._replace(aliases=_union(f.aliases, news[f.slug].aliases)) if f.slug in news else f
        for f in known
    ]
    old = {framework.slug for framework in known}
    return (*merged, *(framework for framework in mentioned if framework.slug not in old))


def merge_inspection(
    old: Inspection | None, draft: Draft, plan: Plan
) -> tuple[Inspection, list[ImportWarning]]:
    """Merge a document into its inspection; where they contradict, the plan's value stays."""
    base = old or Inspection(id=_free_id(draft, plan), title=inspection_title_key(draft.title))
    clashes: list[ImportWarning] = []
    grades = {(g.framework, g.period): g for g in base.grades}
    for grade in draft.grades:
        mine = grades.setdefault((grade.framework, grade.period), grade)
        if (mine.state, mine.grade) != (grade.state, grade.grade):
            clashes.append(
                ImportWarning(
                    0,
                    f"{grade.framework} {grade.period}: the plan has {mine.grade or mine.state}, "
                    f"the document {grade.grade or grade.state}; kept: the plan's",
                )
            )
    national = {(n.framework, n.period): n for n in (*draft.national, *base.national)}
    order = [(n.framework, n.period) for n in (*base.national, *draft.national)]
    digest = hashlib.sha256(draft.text.encode("utf-8", "surrogatepass")).hexdigest()
    source = Source(title=draft.name, on=draft.on, sha256=digest, text=draft.text)
    known = any(s.sha256 == digest for s in base.sources)
    merged = base._replace(
        body=base.body or draft.body,
        programme=base.programme or draft.programme,
        published=base.published or draft.published,
        expected=base.expected or draft.expected,
        grades=tuple(grades.values()),
        national=tuple(national[key] for key in dict.fromkeys(order)),
        reported=_union(base.reported, draft.reported),
        warnings=base.warnings if known else (*base.warnings, *draft.warnings),
        sources=base.sources if known else (*base.sources, source),
    )
    return merged, clashes


def _union(old: Iterable, new: Iterable) -> tuple:  # type: ignore[type-arg]
    return tuple(dict.fromkeys((*old, *new)))


def _free_id(draft: Draft, plan: Plan) -> str:
    taken = {inspection.id for inspection in plan.inspections}
    wanted = id_of(draft.title)
    number = 2
    free = wanted
    while free in taken:
        free, number = f"{wanted[:60]}-{number}", number + 1
    return free


def assign_states(pairs: Sequence[Pair]) -> tuple[list[Pair], list[ImportWarning]]:
    """Assign states of interchangeable drafts so that completed items stay completed.

    Positions that a document gives to interchangeable placeholders go to completed ones first;
    where the plan has their texts, they are left out with a warning.
    """
    groups: dict[tuple[str | None, Kind], list[int]] = defaultdict(list)
    for place, (one, item) in enumerate(pairs):
        if one.interchangeable and item is not None:
            groups[one.framework, one.kind].append(place)
    assigned = [*pairs]
    unclear: list[ImportWarning] = []
    for (framework, kind), places in groups.items():
        items = [item for p in places if (item := pairs[p][1])]
        draft_items = [pairs[p][0] for p in places]
        if any(item.text is not None for item in items):
            done = sum(one.status == "done" for one in draft_items)
            unclear.append(
                ImportWarning(
                    draft_items[0].line,
                    f"{framework}: {done} of {count_of(len(draft_items), kind)} completed, "
                    "not said which; none was changed",
                )
            )
            for place, item in zip(places, items, strict=True):
                one = replace(pairs[place][0], **dict.fromkeys(_OF_ONE))
                assigned[place] = (_in_place_of(item, one), item)
            continue
        for place, (one, item) in zip(places, _paired(draft_items, items), strict=True):
            assigned[place] = (_in_place_of(item, one), item)
    return assigned, unclear


def _paired(draft_items: list[DraftItem], items: list[Item]) -> Iterable[tuple[DraftItem, Item]]:
    """Pair states with items: those that are so already, then completed ones with completed."""
    left = sorted(items, key=lambda item: not is_completed(item))
    pairs: list[tuple[DraftItem, Item]] = []
    others = []
    for one in sorted(draft_items, key=lambda one: one.status not in COMPLETED):
        so_already = next((item for item in left if _is_so(one, item)), None)
        if so_already is None:
            others.append(one)
        else:
            left.remove(so_already)
            pairs.append((one, so_already))
    return (*pairs, *zip(others, left, strict=True))


def _in_place_of(item: Item, one: DraftItem) -> DraftItem:
    return one._replace(number=item.number, label=item.label_given)


def _is_so(one: DraftItem, item: Item) -> bool:
    """Whether an item has all that is said of one of several."""
    given = ((getattr(one, field), getattr(item, field)) for field in _OF_ONE)
    return all(not value or value == known for value, known in given)
