"""The inspection, framework and item of the plan that a document is about."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable

from hmic_tracker.domain.drafts import Draft, DraftItem
from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.inspections import (
    ImportWarning,
    Inspection,
    Source,
    id_of,
    inspection_title_key,
)
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.rules import is_completed, is_from_report
from hmic_tracker.domain.words import Kind, count_of
from hmic_tracker.errors import NotFoundError

Pair = tuple[DraftItem, Item | None]
Key = tuple[str | None, Kind, int | None]
"""Framework, kind and number."""


def find_inspection(plan: Plan, draft: Draft, inspection_id: str | None) -> Inspection | None:
    """Return the plan's inspection of a draft: by id, else by title; None where it is new."""
    if inspection_id is not None:
        inspection = plan.inspection(inspection_id.strip().casefold())
        if inspection is None:
            known = [i.id for i in plan.inspections]
            hint = did_you_mean(inspection_id, known) or (
                f"the inspections are: {', '.join(known)}"
                if known
                else "leave --inspection out: this plan has none yet"
            )
            raise NotFoundError(f"there is no inspection '{inspection_id}'", hint)
        return inspection
    title = inspection_title_key(draft.title).casefold()
    by_title = (i for i in plan.inspections if inspection_title_key(i.title).casefold() == title)
    return next(by_title, None)


def match_items(
    draft_items: tuple[DraftItem, ...], mine: tuple[Item, ...]
) -> tuple[list[Pair], list[ImportWarning]]:
    """Return each draft item with the item it is about, or None for a new one.

    Numbered ones match by framework, kind and number; unnumbered ones by equal text, else they
    fill placeholders in order. Positions that a document gives to interchangeable placeholders go
    to completed ones first; where the plan has their texts, they are left out with a warning.
    """
    by_key = {_key(i): i for i in mine if i.number is not None and is_from_report(i)}
    numbered = {_key(one) for one in draft_items if one.number is not None}
    used: set[str] = set()
    pairs: list[Pair] = []
    for one in draft_items:
        if one.number is not None:
            item = by_key.get(_key(one))
        else:
            item = _unnumbered(one, mine, used, numbered)
        if item and item.id in used:
            item = None
        if item:
            used.add(item.id)
        pairs.append((one, item))
    return _assigned(pairs)


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


def _key(one: DraftItem | Item) -> Key:
    return one.framework, one.kind, one.number


def _unnumbered(
    one: DraftItem, mine: tuple[Item, ...], used: set[str], numbered: set[Key]
) -> Item | None:
    """The item of the same text as an unnumbered draft item, or a placeholder that it fills."""
    alike = [i for i in mine if _key(i)[:2] == _key(one)[:2] and i.id not in used]
    words = (one.text or "").split()
    same = next((i for i in alike if words and (i.text or "").split() == words), None)
    if same or not words:
        return same
    return next((i for i in alike if i.text is None and _key(i) not in numbered), None)


def _assigned(pairs: list[Pair]) -> tuple[list[Pair], list[ImportWarning]]:
    """Assign states of interchangeable drafts so that completed items stay completed."""
    groups: dict[tuple[str | None, Kind], list[int]] = defaultdict(list)
    for place, (one, item) in enumerate(pairs):
        if one.interchangeable and item is not None:
            groups[one.framework, one.kind].append(place)
    assigned = list(pairs)
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
                one = pairs[place][0]
                one = one._replace(status=None, status_word=None, progress=None, due=None)
                assigned[place] = (one, item)
            continue
        draft_items.sort(key=lambda one: one.status != "done")
        items.sort(key=lambda item: not is_completed(item))
        for place, one, item in zip(places, draft_items, items, strict=True):
            assigned[place] = (one._replace(number=item.number), item)
    return assigned, unclear
