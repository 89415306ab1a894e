"""The appendices: items with their whole texts, framework by framework, and how they stand."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.domain.frameworks import Framework, children_of, in_tree_order
from hmic_tracker.domain.grades import grade_phrase, own_grade
from hmic_tracker.domain.milestones import reworded_entry
from hmic_tracker.domain.rules import is_counted, is_open
from hmic_tracker.domain.words import KIND_NAMES, KINDS, PROGRESS_PHRASES, STATUS_PHRASES, Kind
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render.papers.position_lines import notes_by_item
from hmic_tracker.render.papers.source_counts import source_says
from hmic_tracker.render.papers.wording import (
    due_text,
    family_name,
    in_full,
    join_and,
    many,
    named_ids,
    sentence,
)
from hmic_tracker.render.views.deferral_text import until_text
from hmic_tracker.render.views.unsettled import unsettled_clause
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry, Item
    from hmic_tracker.domain.parts import Action, Evidence
    from hmic_tracker.reports.paper import Paper
    from hmic_tracker.reports.unsettled import Unsettled

_LABELS: Final[dict[Kind, str]] = {**KIND_NAMES, "afi": "Area for improvement"}
_TITLES: Final[dict[Kind, str]] = {
    "recommendation": "recommendations",
    "afi": "areas for improvement",
    "cause-of-concern": "causes of concern",
    "good-practice": "good practice",
}


class ItemText(NamedTuple):
    """An item, or several without a text: what it is called, its text, how it stands.

    `remarks` are its steps and evidence as far as they may be printed, and the notes and reasons
    that stand nowhere else in the paper. `line` says label and status of one without a text.
    """

    label: str
    text: str
    status: str
    remarks: tuple[str, ...] = ()
    line: str = ""


class Group(NamedTuple):
    """The items of one framework and inspection, with the grade that this gave it, if any."""

    name: str
    grade: str
    items: tuple[ItemText, ...]


class Appendix(NamedTuple):
    """A framework (its slug; "" for none) with its children, as they are found in the plan.

    `omitted` says which of its items are left out, as they are neither open nor changed.
    """

    framework: str
    title: str
    groups: tuple[Group, ...]
    omitted: str = ""


def appendices(paper: Paper) -> tuple[Appendix, ...]:
    """An appendix for each framework that has items with wanted texts, one for those under none."""
    known = paper.plan.frameworks
    slugs = {f.slug for f in known}
    made = []
    for root in [f for f in in_tree_order(known) if f.parent not in slugs or f.parent == f.slug]:
        family = (root, *children_of(known, root.slug))
        groups = tuple(group for f in family for group in _groups(paper, f))
        members = {f.slug for f in family}
        items = [item for item in paper.plan.items if item.framework in members]
        if groups:
            title = f"{_kinds(_shown(paper, items))} on {root.name}"
            made.append(Appendix(root.slug, title, groups, omitted=_omitted(paper, items)))
    loose = [item for item in paper.plan.items if item.framework not in slugs]
    if shown := _shown(paper, loose):
        groups = _by_inspection(paper, "No framework", shown, "")
        title = f"{_kinds(shown)} under no framework"
        made.append(Appendix("", title, groups, omitted=_omitted(paper, loose)))
    return tuple(made)


def appendices_sentence(paper: Paper, annexes: Sequence[Appendix]) -> str:
    """Where the texts are: "… open or changed are in Appendices 1 and 2, if published."."""
    texts = [item.text for annex in annexes for group in annex.groups for item in group.items]
    if not any(texts):
        return ""
    numbers = join_and([str(number) for number, _ in enumerate(annexes, 1)])
    which = "" if paper.appendices == "all" else " of what is open or changed"
    place = f"{'Appendix' if len(annexes) == 1 else 'Appendices'} {numbers}"
    published = "" if all(texts) else ", as far as they are published"
    return f"The texts{which} are in {place}{published}."


def _shown(paper: Paper, items: list[Item]) -> list[Item]:
    return [item for item in items if item.id in paper.with_texts]


def _omitted(paper: Paper, items: list[Item]) -> str:
    """ "Neither open nor changed, and left out: REC-9 and REC-10."."""
    ids = [item.id for item in items if item.id not in paper.with_texts]
    return f"Neither open nor changed, and left out: {named_ids(ids)}." if ids else ""


def _kinds(items: list[Item]) -> str:
    text = join_and([_TITLES[kind] for kind in KINDS if any(i.kind == kind for i in items)])
    return text[:1].upper() + text[1:]


def _groups(paper: Paper, framework: Framework) -> tuple[Group, ...]:
    mine = [i for i in _shown(paper, [*paper.plan.items]) if i.framework == framework.slug]
    name = family_name(framework, paper.plan.frameworks)
    return _by_inspection(paper, name, mine, framework.slug)


def _by_inspection(paper: Paper, name: str, items: list[Item], framework: str) -> tuple[Group, ...]:
    """A group for the items of each inspection with the grade it gave, one for those by hand."""
    groups = group_by_key(items, lambda i: i.inspection if i.id in paper.published else None)
    order = [*(inspection.id for inspection in paper.plan.inspections), *groups]
    made = []
    for key in dict.fromkeys(key for key in order if key in groups):
        inspection = paper.plan.inspection(key)
        grade = own_grade(inspection.grades, framework) if inspection else None
        words = sentence(grade_phrase(grade)).rstrip(".")
        text = f"{grade.period} grade: {words}" if grade else ""
        title = inspection.title if inspection else "added by hand"
        label = f"{name}, {title}" if len(groups) > 1 else name
        made.append(Group(label, text, _texts(paper, groups[key])))
    return tuple(made)


def _texts(paper: Paper, items: list[Item]) -> tuple[ItemText, ...]:
    """The items in order; those without a text of which the same is told share an entry."""
    late = {row.item.id for row in paper.rows if row.days_overdue}
    put_off = {row.item.id for row in paper.rows if row.is_deferred}
    undated = {one.row.item.id for one in paper.exceptions.moved if one.present is None}
    open_fields = group_by_key(paper.unsettled, lambda one: one.item.id)
    says = {i: source_says(d) for d in paper.summary.totals.unsettled for i in d.candidates}
    says |= notes_by_item(paper)
    groups: dict[tuple[object, ...], list[Item]] = {}
    texts: dict[str, tuple[str, tuple[str, ...]]] = {}
    for item in sorted(items, key=lambda item: KINDS.index(item.kind)):
        until = item.deferred_until if item.id in put_off else None
        text = _status_text(item, until, late=item.id in late, undated=item.id in undated)
        text = " ".join(filter(None, [text, sentence(says.get(item.id, ""))]))
        not_settled = " ".join(map(unsettled_sentence, open_fields.get(item.id, ())))
        text = " ".join(filter(None, [_not_counted(paper, item) or text, not_settled]))
        text = " ".join(filter(None, [text, _reworded(item)]))
        texts[item.id] = text, _statements(paper, item)
        alone = "" if item.is_placeholder else item.id
        groups.setdefault((item.kind, item.inspection, alone, *texts[item.id]), []).append(item)
    return tuple(_text(alike, *texts[alike[0].id]) for alike in groups.values())


def _reworded(item: Item) -> str:
    """That a text isn't as the document has it, so that nobody reads it as quoted."""
    entry = None if is_hidden(item) else reworded_entry(item)
    return (
        f"The text is not the report's own: it was reworded on {in_full(entry.on)}."
        if entry
        else ""
    )


def _text(alike: list[Item], status: str, statements: tuple[str, ...]) -> ItemText:
    first = alike[0]
    ids = named_ids([item.id for item in alike])
    if is_hidden(first):
        label = f"{_LABELS[first.kind]} ({ids})"
        counted = "" if is_counted(first) or first.kind == "good-practice" else "; not counted"
        status = f"{STATUS_PHRASES[first.status].capitalize()}{counted}"
        line = f"{label}: exempt. {status}."
        return ItemText(label, "", sentence(f"exempt. {status}"), line=line)
    if len(alike) > 1:
        label = sentence(f"{many(len(alike), first.kind)} ({ids})").rstrip(".")
        return _unpublished(label, status, statements)
    number = f" {first.label}" if first.label is not None else ""
    of = f" of {first.of}" if first.of and number else ""
    label = f"{_LABELS[first.kind]}{number}{of} ({ids})"
    if first.title_given and first.title_given != first.text:
        label = f"{label}: {first.title_given}"
    if first.is_placeholder or not first.text:
        return _unpublished(label, status, statements)
    return ItemText(label, first.text, status, statements)


def _unpublished(label: str, status: str, statements: tuple[str, ...]) -> ItemText:
    """ "Eight AFIs (AFI-11 to AFI-18), text not published: in progress; no date set."."""
    how = status[:1].lower() + status[1:] if status[1:2].islower() else status
    line = f"{label}, text not published: {how}"
    return ItemText(label, "", f"Text not published. {status}", statements, line)


def unsettled_sentence(one: Unsettled) -> str:
    """ "Due: January 2009 counts, not settled: also March 2009; first due September 2008."."""
    return sentence(f"{one.name}: {unsettled_clause(one, in_full)}")


def _not_counted(paper: Paper, item: Item) -> str:
    """ "AFI-14 duplicates AFI-13 and is counted there."; nothing of what is counted."""
    if is_counted(item) or item.kind == "good-practice":
        return ""
    replacement = paper.elsewhere.get(item.id)
    others = join_and(replacement.others if replacement else ()) or "another item"
    if replacement is None:
        return sentence(f"{STATUS_PHRASES[item.status]}; not counted")
    if replacement.how == "duplicates":
        where = "is counted there" if replacement.counted else "is not counted"
        return f"{item.id} duplicates {others} and {where}."
    stop = ";" if replacement.how == "carried on by" else ""
    return f"Superseded{stop} {replacement.how.removeprefix('superseded ')} {others}; not counted."


def _status_text(item: Item, until: str | None, *, late: bool, undated: bool) -> str:
    """ "In progress, majority of work completed, to be completed by September 2008."."""
    parts = [STATUS_PHRASES[item.status]]
    if is_open(item):
        date = f"due by {in_full(item.due)}" if until and item.due else _date(item, late, undated)
        parts += [PROGRESS_PHRASES[item.reported_progress], date]
        if until:
            by = f" by {item.deferred_by}" if item.deferred_by else ""
            parts.append(f"deferred {until_text(until)}{by}")
        if item.original_due and (undated or (item.due and item.original_due != item.due)):
            parts.append(f"first date {in_full(item.original_due)}")
        parts.append(f"owner: {item.owner}" if item.owner else "no owner")
    if item.kind == "good-practice":
        parts = [f"seen at {item.force}"] if item.force else []
        if item.circulated:
            parts.append(f"circulated to {join_and(item.circulated)}")
    return sentence("; ".join(parts)) if parts else ""


def _date(item: Item, late: bool, undated: bool) -> str:
    if item.due is None:
        return "no date any more" if undated else "no date set"
    return due_text(item.due, late)


def _statements(paper: Paper, item: Item) -> tuple[str, ...]:
    """What may be printed of its history, the oldest first, its action plan and its evidence."""
    if is_hidden(item):
        return ()
    history = (entry for entry in item.history if entry.corrects is None)
    is_whole = paper.wanted.internal or paper.appendices == "all"
    lines = [line for entry in history for line in _entry(entry, is_whole)]
    if paper.wanted.internal:
        lines += [f"Tags: {', '.join(item.tags)}"] if item.tags else []
        lines += [f"The source says: {item.status_word}"] if item.status_word else []
    lines += map(_step, item.actions)
    lines += map(_evidence, item.evidence)
    return tuple(lines)


def _entry(entry: Entry, is_whole: bool) -> list[str]:
    """What an entry says; of the usual appendices only what no update and no table says."""
    day = in_full(entry.on)
    by = f" ({entry.by})" if entry.by else ""
    texts = [("", entry.note), ("reason: ", entry.reason)] if is_whole else []
    texts.append(("rule set aside: ", entry.override))
    return [f"{day}{by}: {what}{' '.join(text.split())}" for what, text in texts if text]


def _step(step: Action) -> str:
    parts = [f"Step {step.n}: {step.text or 'no text'}"]
    parts += [f"owner: {step.owner}"] if step.owner else []
    parts += [f"due {in_full(step.due)}"] if step.due else []
    parts += [f"done {in_full(step.done)}"] if step.done else []
    parts += [f"dropped: {step.dropped}"] if step.dropped else []
    return "; ".join(parts)


def _evidence(one: Evidence) -> str:
    shows = f": {one.shows}" if one.shows else ""
    on = f" ({in_full(one.on)})" if one.on else ""
    return f"Evidence {one.n}: {one.ref or 'no reference'}{on}{shows}"
