"""What the inspectorate found, inspection by inspection as published, and what is tracked of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hmic_tracker.domain.frameworks import children_of
from hmic_tracker.domain.grades import grade_phrase
from hmic_tracker.domain.rules import is_counted
from hmic_tracker.domain.words import KINDS, STATUS_PHRASES, Kind
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render.papers.kept_sentences import kept_findings
from hmic_tracker.render.papers.published_texts import texts_sentence
from hmic_tracker.render.papers.wording import (
    be,
    family_name,
    in_words,
    join_and,
    many,
    many_of,
    named_ids,
    sentence,
    was,
    when,
)

if TYPE_CHECKING:
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.items import Item
    from hmic_tracker.render.papers.appendices import Appendix
    from hmic_tracker.reports.made import Gone, Made, Tracked
    from hmic_tracker.reports.paper import Paper


_PHRASES: Final = {str(status): phrase for status, phrase in STATUS_PHRASES.items()}


class Finding(NamedTuple):
    """What was found in a framework: a sentence or two, and its parts after their `lead`.

    `texts` says where the texts are, or that they aren't published; empty without any item. `kept`
    are the officer's own paragraphs on it, which stand under the first finding of a framework.
    """

    text: str
    parts: tuple[str, ...]
    appendix: int | None = None
    lead: str = ""
    texts: str = ""
    kept: tuple[str, ...] = ()


class TrackedText(NamedTuple):
    """How what is tracked now comes of what was made: a sentence, and one for each framework."""

    text: str
    parts: tuple[str, ...]


def findings(paper: Paper, annexes: Sequence[Appendix]) -> list[Finding]:
    """A finding for each inspection and framework that is no other's part, its parts under it."""
    numbers = {annex.framework: number for number, annex in enumerate(annexes, 1)}
    several = len({one.inspection.id for one in paper.made}) > 1
    parents = {f.slug: f.parent or "" for f in paper.all_frameworks}
    families: dict[str, dict[str, list[Made]]] = {slug: {} for slug in (*parents, "")}
    for one in paper.made:
        slug = one.framework.slug
        root = parents[slug] if parents.get(slug) in parents else slug
        families[root].setdefault(one.inspection.id, []).append(one)
    texts = [
        (root, _finding(paper, root, made, several, numbers.get(root)))
        for root, inspections in families.items()
        for made in inspections.values()
    ]
    kept = {root: kept_findings(paper, _family(paper, root)) for root in families if root}
    return [finding._replace(kept=kept.pop(root, ())) for root, finding in texts]


def placed_frameworks(paper: Paper) -> set[str]:
    """The frameworks that have a finding, of themselves or of what they are a part of."""
    known = {framework.slug: framework for framework in paper.all_frameworks}
    made = {one.framework.slug for one in paper.made if one.framework.slug in known}
    roots = {known[slug].parent or slug for slug in made}
    return {slug for root in roots for slug in _family(paper, root)}


def _family(paper: Paper, root: str) -> list[str]:
    """A framework's slug, and those of its parts."""
    return [root, *(f.slug for f in paper.all_frameworks if f.parent == root)]


def tracked_text(paper: Paper) -> TrackedText:
    """How what is tracked now comes of what was made; empty where it is all that was made."""
    rows = [row for row in paper.tracked if row.differs]
    if not rows:
        return TrackedText("", ())
    made = _sum(row.made for row in paper.tracked)
    tracked = _sum(row.tracked for row in paper.tracked)
    where = "tracked now" if paper.scope.is_all else "in this report"
    text = f"{many_of(tracked)} {be(sum(tracked.values()))} {where}{_where_made(made, tracked)}"
    reasons = sentence(join_and(list(_reasons(rows))))
    return TrackedText(f"{sentence(text)} {reasons}", tuple(_row_text(paper, row) for row in rows))


def origin(paper: Paper) -> str:
    """ " from HMIC Inspection 2008, published in October 2008": where all items come from."""
    if made_sentence(paper) or any(row.added for row in paper.tracked):
        return ""
    made_by = {row.item.inspection for row in paper.rows if is_counted(row.item)}
    inspections = [one for one in paper.plan.inspections if one.id in made_by]
    if not inspections:
        return ""
    inspections.sort(key=lambda one: one.published or "")
    if len(inspections) > 3:
        return f" from {in_words(len(inspections))} inspections"
    dates = [f", {_published(paper, one)}" if one.published else "" for one in inspections]
    titles = [f"{one.title}{date}" for one, date in zip(inspections, dates, strict=True)]
    return f" from {join_and(titles, ', and' if any(dates[:-1]) else 'and')}"


def made_sentence(paper: Paper) -> str:
    """What each inspection made, where that isn't what is tracked: "HMIC made four AFIs."."""
    if not paper.scope.is_all or not any(row.gone or row.added for row in paper.tracked):
        return ""
    by_inspection: dict[str, list[Made]] = {}
    for one in paper.made:
        by_inspection.setdefault(one.inspection.id, []).append(one)
    counts = [(ones[0].inspection, _sum(o.counts for o in ones)) for ones in by_inspection.values()]
    counts = [(inspection, made) for inspection, made in counts if made]
    if len(counts) > 3:
        made = _sum(made for _, made in counts)
        return sentence(f"{in_words(len(counts))} inspections made {many_of(made)}")
    return sentence(
        "; ".join(f"{_titled(paper, one)} made {many_of(made)}" for one, made in counts)
    )


def added_sentence(paper: Paper) -> str:
    """What was added by hand: "Two recommendations were added by hand."."""
    added = _added(paper.tracked)
    return sentence(f"{many_of(added)} {was(sum(added.values()))} added by hand") if added else ""


def _finding(
    paper: Paper, root: str, made: list[Made], several: bool, appendix: int | None
) -> Finding:
    """What an inspection found in a framework and its parts, or in one of these alone."""
    inspection = made[0].inspection
    root = made[0].framework.slug if len(made) == 1 else root
    of_family = bool(root and children_of(paper.all_frameworks, root))
    head = next((one for one in made if one.framework.slug == root), None)
    name = next((f.name for f in paper.all_frameworks if f.slug == root), "")
    graded = _graded(head, of_family) if head else ""
    counts = _sum(one.counts for one in made)
    texts = [f"{_titled(paper, inspection)}:"] if several else []
    texts += [graded if several else sentence(graded)] if graded else []
    is_whole = paper.scope.is_all
    if counts and is_whole:
        what = _with_reported(counts, _reported(made))
        where = "" if graded else f" on {name}" if name else " under no framework"
        texts.append(sentence(f"{what} {was(sum(counts.values()))} made{where}"))
    parts = tuple(_part(paper, one) for one in made) if _shows_parts(paper, made) else ()
    lead = "Of these:" if counts and is_whole else "As published:"
    items = _items_of(paper, made)
    shown = [item for item in items if item.id in paper.with_texts]
    where = ""
    if appendix:
        rest, number = len(shown) < len(items), sum(counts.values())
        where = texts_sentence(shown, appendix, number, named=is_whole, rest=rest)
    return Finding(" ".join(texts), parts, appendix if shown else None, lead, where)


def _shows_parts(paper: Paper, made: list[Made]) -> bool:
    """Whether the parts say what the tables of grades and of the status don't.

    These have a grade and a count for each framework: they are what was made where no other
    inspection made anything there, nothing of it is counted otherwise now, and nor was it then.
    """
    if not paper.scope.is_all:
        return len(made) > 1 or any(one.counts for one in made)
    places = {one.framework.slug for one in made}
    others = {one.framework.slug for one in paper.made if one.inspection != made[0].inspection}
    changed = {row.framework.slug for row in paper.tracked if row.differs}
    return len(made) > 1 and (
        bool(places & (others | changed)) or any(one.reported for one in made)
    )


def _items_of(paper: Paper, made: list[Made]) -> list[Item]:
    """The items of this paper that an inspection made in these frameworks."""
    places = {one.framework.slug for one in made}
    known = {framework.slug for framework in paper.all_frameworks}
    return [
        item
        for item in paper.plan.items
        if item.inspection == made[0].inspection.id and item.id in paper.published
        if (item.framework if item.framework in known else "") in places
        if item.kind != "good-practice"
    ]


def _graded(one: Made, of_family: bool) -> str:
    """ "Neighbourhood Policing was graded Excellent in 2007 (Good in 2006): improved."."""
    name, grade = one.framework.name, one.grade
    if grade is None:
        return ""
    if not grade.grade:
        known = "has no grade that is known" if grade.state == "unknown" else ""
        return f"{name} {known or f'was {grade_phrase(grade)}'} in {grade.period}."
    whole = " overall" if of_family else ""
    before = filter(None, [one.earlier, one.compared])
    then = "; ".join(f"{grade_phrase(grade)} in {grade.period}" for grade in before)
    then = f" ({then})" if then else ""
    change = f": {one.change.replace('-', ' ')}" if one.change else ""
    return f"{name} was graded {grade.grade}{whole} in {grade.period}{then}{change}."


def _part(paper: Paper, one: Made) -> str:
    """ "Public Protection, graded Fair: one recommendation and five AFIs."."""
    name = family_name(one.framework, paper.all_frameworks) or "No framework"
    grade = f", graded {one.grade.grade}" if one.grade and one.grade.grade else ""
    if not grade and one.grade:
        grade = f", {grade_phrase(one.grade)}"
    what = f": {_with_reported(one.counts, one.reported)}" if one.counts else ""
    return f"{name}{grade}{what}."


def _with_reported(counts: Mapping[Kind, int], reported: Mapping[Kind, int]) -> str:
    """What was made, and where the source counts otherwise."""
    others = f" (the source counts {many_of(reported)})" if reported else ""
    return f"{many_of(counts)}{others}"


def _reported(made: Iterable[Made]) -> dict[Kind, int]:
    """The source's own counts of a family, of the kinds of which it counts otherwise somewhere."""
    ones = list(made)
    kinds = {kind for one in ones for kind in one.reported}
    sums = _sum({**one.counts, **one.reported} for one in ones)
    return {kind: number for kind, number in sums.items() if kind in kinds}


def _titled(paper: Paper, inspection: Inspection) -> str:
    published = _published(paper, inspection)
    return f"{inspection.title} ({published})" if published else inspection.title


def _published(paper: Paper, inspection: Inspection) -> str:
    """ "published in October 2007", or "to be published in December 2009" where that is ahead."""
    published = inspection.published
    if not published:
        return ""
    ahead = published > paper.wanted.as_of.isoformat()[: len(published)]
    return f"{'to be ' if ahead else ''}published {when(published)}"


def _reasons(rows: Iterable[Tracked]) -> Iterator[str]:
    """Why what is tracked is not what was made: "one AFI is a duplicate"."""
    ones = list(rows)
    gone: Counter[tuple[Kind, str, int]] = Counter()
    for one in (one for row in ones for one in row.gone):
        gone[one.kind, one.how, len(one.others)] += len(one.ids)
    for (kind, how, others), number in gone.items():
        yield f"{many(number, kind)} {be(number)} {_why_gone(how, others, number)}"
    if added := _added(ones):
        yield f"{many_of(added)} {was(sum(added.values()))} added by hand"
    if outside := _sum(row.outside for row in ones):
        yield f"{many_of(outside)} {be(sum(outside.values()))} not in this report"


def _why_gone(how: str, others: int, number: int) -> str:
    """ "a duplicate", "superseded by two", "withdrawn", after "is" or "are"."""
    if how == "duplicates":
        return "a duplicate" if number == 1 else "duplicates"
    if how in _PHRASES or not others:
        return _PHRASES.get(how, "superseded")
    each = "" if number == 1 else "each "
    return f"{each}{how} {'another' if others == 1 else in_words(others)}"


def _row_text(paper: Paper, row: Tracked) -> str:
    """ "Missing Persons: three AFIs of four made; AFI-14 duplicates AFI-13."."""
    name = family_name(row.framework, paper.all_frameworks) or "No framework"
    made = _where_made(row.made, row.tracked)
    texts = [_gone_text(one) for one in row.gone]
    if row.added:
        ids = named_ids([item.id for item in row.added])
        texts.append(f"{ids} {was(len(row.added))} added by hand")
    if row.outside:
        number = sum(row.outside.values())
        texts.append(f"{many_of(row.outside)} {be(number)} not in this report")
    return f"{name}: {many_of(row.tracked)}{made}; {'; '.join(texts)}."


def _gone_text(one: Gone) -> str:
    """ "REC-5 is superseded by REC-20 and REC-21"."""
    ids, verb = named_ids(one.ids), be(len(one.ids))
    if one.how == "duplicates":
        duplicate = "duplicates" if len(one.ids) == 1 else "duplicate"
        return f"{ids} {duplicate} {join_and(one.others) or 'another item'}"
    if one.how in _PHRASES:
        return f"{ids} {verb} {_why_gone(one.how, 0, len(one.ids))}"
    return f"{ids} {verb} {one.how} {join_and(one.others) or 'another item'}"


def _where_made(made: Mapping[Kind, int], tracked: Mapping[Kind, int]) -> str:
    """ ", where four recommendations were made"; the kind once where there is only one."""
    if not made:
        return ""
    number = sum(made.values())
    alike = len(made) == 1 and list(made) == list(tracked)
    return f", where {in_words(number) if alike else many_of(made)} {was(number)} made"


def _added(rows: Iterable[Tracked]) -> dict[Kind, int]:
    return _sum(Counter(item.kind for item in row.added) for row in rows)


def _sum(counts: Iterable[Mapping[Kind, int]]) -> dict[Kind, int]:
    """The counts together, by kind in their order."""
    total: Counter[Kind] = Counter()
    for some in counts:
        total.update(some)
    return {kind: total[kind] for kind in KINDS if total[kind]}
