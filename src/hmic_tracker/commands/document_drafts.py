"""The drafts of documents: of one to be imported, and of those that the plan keeps the marks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hmic_tracker.documents.marked_text import decode_marked_text, parse_marked_text
from hmic_tracker.documents.marks import BY_WORD, Marks
from hmic_tracker.documents.reading import drafts_of
from hmic_tracker.domain.inspection_matching import find_inspection
from hmic_tracker.domain.inspection_merging import Earlier, EarlierDocument
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.kept_documents import KeptMarks, read_kept_marks

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.plan import Plan

MOST_ITEMS: Final = 5_000
MOST_INSPECTIONS: Final = 100
"""More than that is no report, and takes minutes."""


def read_drafts(marks: Marks, name: str, text: str, plan: Plan) -> tuple[Draft, ...]:
    """Return a document's drafts; raises InputError where it holds more than any report does.

    What a framework is a part of is the document's own, and not what the plan has.
    """
    words = Counter(BY_WORD[mark.word].part for mark in marks if mark.word)
    inspections = len({mark.text for mark in marks if mark.word == "inspection"})
    if words["item"] > MOST_ITEMS or inspections > MOST_INSPECTIONS:
        raise InputError(
            f"{name} has over {MOST_ITEMS} items or {MOST_INSPECTIONS} inspections in it",
            "part it into documents of their own, and import one after another",
        )
    frameworks = [framework._replace(parent=None) for framework in plan.frameworks]
    return drafts_of(marks, name, text, frameworks, plan.scales, plan.bodies)


def earlier_documents(folder: Path, plan: Plan) -> Earlier:
    """Return what gives an inspection's documents that a plan keeps the marks of, as they read now.

    They are read when they are first asked for; those that can't be read are left out.
    """
    known: list[EarlierDocument] = []
    was_read = False

    def of_inspection(inspection: Inspection) -> Sequence[EarlierDocument]:
        nonlocal was_read
        if not was_read:
            known.extend(one for kept in read_kept_marks(folder) for one in _drafts_of(kept, plan))
            was_read = True
        return [one for one in known if _is_about(one.draft, inspection, plan)]

    return of_inspection


def _drafts_of(kept: KeptMarks, plan: Plan) -> list[EarlierDocument]:
    try:
        marked = parse_marked_text(decode_marked_text(kept.data))
        drafts = read_drafts(marked.marks, marked.origin.name if marked.origin else "", "", plan)
    except InputError:
        return []
    return [EarlierDocument(draft, draft.on or _day_of(kept)) for draft in drafts]


def _day_of(kept: KeptMarks) -> date | None:
    """The day that a document was imported, which its file's name begins with."""
    try:
        return date.fromisoformat(Path(kept.path).name[: len("2008-12-03")])
    except ValueError:
        return None


def _is_about(draft: Draft, inspection: Inspection, plan: Plan) -> bool:
    """Whether a document is one of an inspection's, by its title or, where that is none's, else."""
    titled = find_inspection(plan, draft, None)
    if titled is not None:
        return titled.id == inspection.id
    return any((one.title, one.on) == (draft.name, draft.on) for one in inspection.sources)
