"""What an import would do, or did, with every line of the document accounted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from datetime import date

from hmic_tracker.documents.account import sums_of
from hmic_tracker.documents.marks import UNCLEAR_HEADS
from hmic_tracker.documents.parsed_report import shortened
from hmic_tracker.domain.dates import say_day, say_due, say_in_full
from hmic_tracker.domain.items import IMPORTS
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import STATUS_PHRASES, count_of, enumerated, plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.views.history_entries import change_text, request_texts
from hmic_tracker.render.views.import_columns import column_nodes
from hmic_tracker.render.views.import_parts import part_line
from hmic_tracker.render.views.items import items_table
from hmic_tracker.reports.differing_words import differing_words
from hmic_tracker.reports.import_parts import changed_parts, count_parts, kept_parts
from hmic_tracker.reports.import_preview import count_kinds
from hmic_tracker.reports.item_rows import rows_of

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Place
    from hmic_tracker.documents.citations import Citation
    from hmic_tracker.documents.marks import Part
    from hmic_tracker.domain.grades import State
    from hmic_tracker.domain.import_entries import Changed
    from hmic_tracker.domain.importing import ImportPlan
    from hmic_tracker.domain.items import FieldChange, Item
    from hmic_tracker.domain.words import Kind
    from hmic_tracker.reports.import_parts import PartRow
    from hmic_tracker.reports.import_preview import Doubt, GradeCounts, ImportPart, ImportPreview

MOST_LINES: Final = 20
"""So many doubts are shown."""
MOST_UNREAD: Final = 200
_MARK_YEARS: Final = "with --mark, write 'grades now 2022' before each"
"""So many lines that were not understood are shown: what isn't would be lost without a word."""
_PART_WORDS: Final[Mapping[Part, tuple[str, str]]] = {
    "item": ("item", "items"),
    "field": ("date, owner or status of an item", "dates, owners and statuses of items"),
    "count": ("status or count", "statuses and counts"),
    "grade": ("grade or national row", "grades and national rows"),
    "framework": ("framework heading", "framework headings"),
    "title": ("title or date", "title and dates"),
    "prose": ("prose", "prose"),
    "furniture": ("page head or menu", "page heads and menus"),
    "unread": ("not understood", "not understood"),
}
_STATE_WORDS: Final[Mapping[State, str]] = {
    "not-graded-separately": "not graded separately",
    "not-inspected": "not inspected",
    "unknown": "not known",
}


def preview_page(
    preview: ImportPreview, written: bool, keys: bool = False, lists_items: bool = False
) -> nodes.Page:
    """The preview of one document; after the import the same page says what was done.

    `keys` is whether keys can be pressed below it, `lists_items` whether each item is listed.
    """
    unread = {str(mark.place) for mark in preview.not_understood}
    parts = [nodes.page_of(*_part_nodes(preview, part, unread)) for part in preview.parts]
    between = [node for page in parts for node in (nodes.Gap(), *page)][1:]
    is_open = not (written or preview.writes_nothing)
    ends = nodes.spaced(nodes.Paragraph("Nothing is written yet.")) if is_open else None
    items = nodes.spaced(*new_items_page(preview)) if lists_items else None
    account = _account_nodes(preview, keys)
    return nodes.page_of(between, items, column_nodes(preview), account, ends)


def new_items_page(preview: ImportPreview) -> nodes.Page:
    """All items that a document brings, each with how it then is."""
    tables = [_items_table(part.plan, part.items) for part in preview.parts if part.items]
    return tuple(node for table in tables for node in (nodes.Gap(), table))[1:]


def account_sentence(preview: ImportPreview) -> str:
    """What the lines of a document are, as a sum: "114 = 16 items, ..., 0 not understood."."""
    sums = sums_of(preview.account)
    terms = [
        f"{sums[part]} {words[sums[part] != 1]}"
        for part, words in _PART_WORDS.items()
        if sums[part] or part == "unread"
    ]
    what = "cell" if preview.is_table else "line"
    return f"Every {what} is accounted for: {len(preview.marks)} = {', '.join(terms)}."


def _part_nodes(preview: ImportPreview, part: ImportPart, unread: Set[str]) -> Iterator[nodes.Node]:
    """What an inspection of the document brings; `unread` are the places that the account shows."""
    inspection = part.plan.inspection
    published = f", published {say_due(inspection.published)}" if inspection.published else ""
    body = inspection.body if (inspection.body or "") not in inspection.title else ""
    yield nodes.Heading(f"{inspection.title}{f', {body}' if body else ''}{published}")
    on = part.draft.on
    is_given = on is not None and on.isoformat() == part.draft.published
    day = f" of {say_day(on)}" if on and not is_given else ""
    yield nodes.Paragraph(f"From {part.draft.name}{day}")
    if preview.corrected:
        yield nodes.Paragraph(f"Read with your corrections of {preview.corrected}")
    if doubts := tuple(one for one in part.doubts if one.item_id or one.place not in unread):
        head = f"Look at {_these(len(doubts))} first"
        yield from nodes.part(head, nodes.Pairs(tuple(_doubt_rows(doubts))))
    yield from nodes.spaced(nodes.Pairs(tuple(_pairs(preview, part))))
    plan = part.plan
    repeats = "Carried forward" if plan.carried else "Said before, by an earlier inspection"
    changed = (*_changed_lines(plan.changed), *_part_lines(part))
    if changed:
        yield from nodes.part("Changed", *changed)
    if plan.kept or plan.kept_parts:
        yield from nodes.part("Kept: changed in the plan", *_kept_lines(plan))
    if plan.repeats:
        yield from nodes.part(repeats, *_repeat_lines(plan))


def _these(number: int) -> str:
    return "this one" if number == 1 else f"these {number}"


def _doubt_rows(doubts: tuple[Doubt, ...]) -> Iterator[tuple[str, str]]:
    """Each with its item, its place and why; the same reason as above is not said again."""
    shown = doubts[:MOST_LINES]
    ids = max(len(one.item_id) for one in shown)
    above = ""
    for one in shown:
        label = f"  {one.item_id:<{ids}}  {one.place}" if ids else f"  {one.place}"
        yield label.rstrip(), "the same" if one.reason == above else one.reason
        above = one.reason
    if len(doubts) > MOST_LINES:
        yield "", f"and {len(doubts) - MOST_LINES} more"


def _pairs(preview: ImportPreview, part: ImportPart) -> Iterator[tuple[str, str]]:
    plan = part.plan
    if not plan.inspection_is_new:
        yield "In the plan", plan.inspection.id
    new = (row for row in changed_parts(plan) if row.old is None and not row.is_news)
    yield "New", _kinds(count_kinds(plan.new), new) + _without_text(plan.new)
    changed = [row for row in changed_parts(plan) if row.old is not None]
    if plan.changed or changed:
        yield "Changed", _kinds(count_kinds(one.after for one in plan.changed), changed)
    if plan.unchanged:
        yield "Unchanged", _kinds(count_kinds(plan.unchanged))
    if part.items:
        yield "Completed", _completed(part)
    if plan.repeats:
        fate = "carried forward" if plan.carried else "could be carried forward"
        yield "Repeats", f"{plural(len(plan.repeats), 'item')}, {fate}"
    if plan.texts:
        number = sum(len(one.paragraphs) for one in plan.texts)
        yield "Kept paragraphs", f"{number}, for the next paper"
    if plan.kept:
        yield "Kept", f"{plural(len(plan.kept), 'field')} that people changed since"
    if plan.kept_parts:
        yield "Not taken", enumerated([*count_parts(kept_parts(plan))])
    if part.grades:
        yield "Grades", _grades(part.grades)
    if part.not_whole:
        yield "Not whole", _not_whole(part)
    if preview.missing and part is preview.parts[0]:
        yield "Not here", _not_here(preview.missing)
    if part.questions:
        yield "Questions", f"{len(part.questions)} to be answered"


def _kinds(numbers: Mapping[Kind, int], parts: Iterable[PartRow] = ()) -> str:
    kinds = (count_of(n, kind) for kind, n in numbers.items())
    return ", ".join((*kinds, *count_parts(parts))) or "none"


def _without_text(items: tuple[Item, ...]) -> str:
    """Which of new items have no text: " (AFI texts not published)"."""
    without, of = count_kinds(i for i in items if i.text is None), count_kinds(items)
    names = {"afi": "AFI", "recommendation": "recommendation", "cause-of-concern": "cause"}
    phrases = [
        f"{'' if n == of[kind] else f'{n} '}{names.get(kind, kind)} {'text' if n == 1 else 'texts'}"
        for kind, n in without.items()
    ]
    return f" ({' and '.join(phrases)} not published)" if phrases else ""


def _completed(part: ImportPart) -> str:
    still_open = part.open_items
    nobody = sum(item.owner is None for item in still_open)
    text = f"{_kinds(part.completed)}; open {len(still_open)}"
    if not nobody:
        return text
    if nobody == len(still_open):
        return f"{text}, none has an owner"
    return f"{text}, {nobody} {'has' if nobody == 1 else 'have'} no owner"


def _grades(counts: tuple[GradeCounts, ...]) -> str:
    graded = ", ".join(f"{one.states['graded']} for {one.period}" for one in counts)
    others = [
        f"{one.states[state]} {words} in {one.period}"
        for one in counts
        for state, words in _STATE_WORDS.items()
        if one.states[state]
    ]
    return "; ".join(filter(None, (graded, ", ".join(others))))


def _not_whole(part: ImportPart) -> str:
    lines = [str(line) for line in part.not_whole if line]
    number, of = len(part.not_whole), len(part.draft.national)
    where = f": {'line' if len(lines) == 1 else 'lines'} {', '.join(lines)}" if lines else ""
    return f"{number} of {plural(of, 'national row')}, kept as printed{where}"


def _not_here(missing: tuple[Citation, ...]) -> str:
    """ "Appendices 2 and 3, cited in lines 79 and 85"."""
    kinds = {one.name.split()[0] for one in missing}
    names = [one.name.split()[1] if len(kinds) == 1 else one.name for one in missing]
    several = {"Appendix": "Appendices ", "Annex": "Annexes "}
    one_kind = kinds.pop() if len(kinds) == 1 else ""
    head = several.get(one_kind, "") if len(missing) > 1 else f"{one_kind} "
    return f"{head}{enumerated(names)}, cited in {_places([one.place for one in missing])}"


def _places(places: list[Place]) -> str:
    if all(not place.page and not place.sheet for place in places) and len(places) > 1:
        return f"lines {enumerated([str(place.line) for place in places])}"
    return enumerated(list(map(str, places)))


def _account_nodes(preview: ImportPreview, keys: bool) -> nodes.Page:
    if not preview.marks:
        return ()
    unread = preview.not_understood
    rows = [(f"  {mark.place}", mark.text) for mark in unread[:MOST_UNREAD]]
    more = len(unread) - MOST_UNREAD
    unclear = sum(mark.doubt == UNCLEAR_HEADS for mark in unread)
    return nodes.page_of(
        nodes.spaced(nodes.Paragraph(account_sentence(preview))),
        nodes.part("Not understood", nodes.Pairs(tuple(rows))) if rows else None,
        nodes.Paragraph(f"and {more} more: {'x' if keys else '--explain'}", indent=2)
        if more > 0
        else None,
        nodes.spaced(nodes.Paragraph(f"{plural(unclear, 'line')}: {UNCLEAR_HEADS}; {_MARK_YEARS}"))
        if unclear
        else None,
    )


def _items_table(plan: ImportPlan, items: Iterable[Item]) -> nodes.Table:
    # The day is for colours and days late, which the table doesn't have.
    rows = rows_of(Plan(frameworks=plan.frameworks), tuple(items), date.min)
    return items_table(rows, ("id", "where", "status", "progress", "due"))


def _changed_lines(changed: tuple[Changed, ...]) -> Iterator[nodes.Paragraph]:
    for one in changed:
        words = [_words_text(c) if c.field == "text" else change_text(c) for c in one.changes]
        # What the source calls the status goes with it, and is news only where that stays.
        words += request_texts(one.changes)
        own = [_words_text(c) for c in one.changes if c.field == "status_word"]
        words.append(_note_text(one))
        text = ", ".join(filter(None, words)) or f"the source’s own {', '.join(own)}"
        yield nodes.Paragraph(f"{one.after.id}: {text}", indent=2)


def _note_text(one: Changed) -> str:
    """What a document says was done, where that is in other words than before: old → new."""
    note = one.after.history[-1].note if one.after.history else None
    notes = [entry.note for entry in one.before.history if entry.note and entry.event in IMPORTS]
    if not note or one.after.history[-1] in one.before.history:
        return ""
    if not notes:
        return f"note {shortened(note, 60)}"
    old, new = differing_words(str(notes[-1]), note)
    return f"note {old} → {new}"


def _words_text(change: FieldChange) -> str:
    """A longer text as it was and as it is, where the two differ."""
    if change.field == "text" and (change.old is None or change.new is None):
        return change_text(change)
    name = "text" if change.field == "text" else "word"
    old, new = differing_words(str(change.old or ""), str(change.new or ""))
    return f"{name} changed in its spaces alone" if old == new else f"{name} {old} → {new}"


def _part_lines(part: ImportPart) -> Iterator[nodes.Paragraph]:
    """What changes in the inspection and in frameworks, but for new counts, and what is settled."""
    for row in changed_parts(part.plan):
        if not row.is_news:
            yield nodes.Paragraph(part_line(row), indent=2)
    for warning in part.plan.settled:
        yield nodes.Paragraph(f"no longer so: {warning.text}", indent=2)


def _kept_lines(plan: ImportPlan) -> Iterator[nodes.Paragraph]:
    for kept in plan.kept:
        if text := (
            _words_text(kept.change) if kept.change.field == "text" else change_text(kept.change)
        ):
            text = f"{kept.item.id}: {text} (the document’s; not taken)"
            yield nodes.Paragraph(text, indent=2)
    for row in kept_parts(plan):
        yield nodes.Paragraph(part_line(row), indent=2)


def _repeat_lines(plan: ImportPlan) -> Iterator[nodes.Paragraph]:
    fate = "becomes superseded" if plan.carried else "would become superseded"
    for one in plan.repeats:
        due = one.old.requested_due if one.supersedes else None
        lapses = f", no more asking for {say_in_full(due)}" if due else ""
        ends = f"{fate}{lapses}" if one.supersedes else f"stays {STATUS_PHRASES[one.old.status]}"
        text = f"{one.new.id} repeats {one.old.id} ({one.percent} % alike); {one.old.id} {ends}"
        yield nodes.Paragraph(text, indent=2)
