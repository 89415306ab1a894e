"""The lines of documents that items come from, by the marked texts that the plan keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hmic_tracker.documents.marked_text import (
    MarkedText,
    decode_marked_text,
    parse_marked_text,
)
from hmic_tracker.documents.marks import BY_WORD, Marks
from hmic_tracker.documents.reading import drafts_of
from hmic_tracker.domain.importing import ImportPlan, plan_import
from hmic_tracker.domain.items import moved_from
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.reports.item_sources import SourceLines
from hmic_tracker.store.kept_documents import read_kept_marks

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.drafts import Draft, DraftItem
    from hmic_tracker.domain.plan import Plan


def find_sources(
    session: Session, plan: Plan, ids: Iterable[str]
) -> Mapping[str, tuple[SourceLines, ...]]:
    """Return for each item the lines it comes from, of the documents in the order of their names.

    A marked text that can't be read is passed over: `check` names it.
    """
    wanted = dict.fromkeys(ids)
    sources: dict[str, list[SourceLines]] = {item_id: [] for item_id in wanted}
    for kept in read_kept_marks(session.folder):
        try:
            marked = parse_marked_text(decode_marked_text(kept.data))
        except InputError:
            continue
        for item_id, marks in _items_of(session, plan, marked, wanted):
            if marked.origin is not None and marks:
                sources[item_id].append(SourceLines(marked.origin, kept.path, marks))
    return {item_id: tuple(lines) for item_id, lines in sources.items()}


def _items_of(
    session: Session, plan: Plan, marked: MarkedText, wanted: Iterable[str]
) -> Iterator[tuple[str, Marks]]:
    """Yield those of the items that a document has, each with its marks."""
    name = marked.origin.name if marked.origin else ""
    text = "\n".join(mark.text for mark in marked.marks)
    drafts = drafts_of(marked.marks, name, text, plan.frameworks, plan.scales, plan.bodies)
    for item_id in wanted:
        own = next(item for item in plan.items if item.id == item_id)
        every = dict.fromkeys((own.inspection, *moved_from(own, "inspection")))
        for inspection in every:
            for draft in _about(session, plan, drafts, inspection):
                items = _compared(session, plan, draft, inspection).items
                for one, item in zip(draft.items, items, strict=False):
                    if item is not None and item.id == item_id:
                        yield item_id, _lines_of(marked.marks, one)


def _about(
    session: Session, plan: Plan, drafts: tuple[Draft, ...], inspection: str | None
) -> list[Draft]:
    """The drafts of an inspection: by title, else the only one, which was taken for it."""
    ids = [_compared(session, plan, draft, None).inspection.id for draft in drafts]
    mine = [draft for draft, own in zip(drafts, ids, strict=True) if own == inspection]
    known = {one.id for one in plan.inspections}
    return mine or [draft for draft, own in zip(drafts, ids, strict=True) if own not in known]


def _compared(session: Session, plan: Plan, draft: Draft, inspection: str | None) -> ImportPlan:
    return plan_import(plan, draft, session.stamp(), session.today, inspection)


def _belongs(word: str) -> bool:
    """Whether a mark below an item's is of that item; a label or a stem is of the next."""
    return not word or (BY_WORD[word].part == "field" and word not in {"label", "stem"})


def _lines_of(marks: Marks, one: DraftItem) -> Marks:
    """The mark of an item, with what continues it and the fields below it."""
    place = one.place or f"line {one.line}"
    there = [at for at, mark in enumerate(marks) if str(mark.place) == place]
    own = [at for at in there if marks[at].word and BY_WORD[marks[at].word].part == "item"]
    labelled = [at for at in own if one.label and marks[at].label == one.label]
    start = next(iter(labelled or own or there), None)
    if start is None:
        return ()
    end = start + 1
    while end < len(marks) and _belongs(marks[end].word):
        end += 1
    return marks[start:end] if start in own else marks[start : start + 1]
