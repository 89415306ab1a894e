"""Kept paragraphs that an import brings: what the author of an earlier paper wrote, for the next.

A paragraph that a person wrote, changed or took out stays as it is; one that came by a document is
replaced by a later one.
"""

from __future__ import annotations

from datetime import date

from hmic_tracker.domain.items import IMPORTS, effective_entries
from hmic_tracker.domain.kept_texts import WHOLE, KeptText
from hmic_tracker.domain.record_history import field_of
from hmic_tracker.domain.recorded_papers import NAMELESS
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.plan import Plan

_OPENING = 4000
"""Letters at the beginning of a paper, which say for whom it is."""


def imported_texts(plan: Plan, draft: Draft, today: date) -> tuple[KeptText, ...]:
    """The kept paragraphs that a document adds to those of the plan, or replaces there."""
    if not draft.prose or draft.on is None:
        return ()
    name = _paper_of(plan, draft)
    day = min(draft.on, today).isoformat()
    parts_at: dict[tuple[str, str], list[str]] = {}
    for one in draft.prose:
        parts_at.setdefault((one.framework or WHOLE, one.section), []).append(one.text)
    there = {one.place: one for one in plan.paper_texts if one.name == name}
    texts = (KeptText(name, *place, "\n\n".join(parts), day) for place, parts in parts_at.items())
    return tuple(text for text in texts if _is_taken(plan, text, there.get(text.place)))


def with_texts(plan: Plan, texts: tuple[KeptText, ...]) -> Plan:
    """The plan with some kept paragraphs, in the place of those that it had there."""
    new = {(text.name, *text.place): text for text in texts}
    kept = (new.pop((one.name, *one.place), one) for one in plan.paper_texts)
    return plan._replace(paper_texts=(*kept, *new.values())) if texts else plan


def _paper_of(plan: Plan, draft: Draft) -> str:
    """Which paper of the plan a document is an earlier one of."""
    if len(plan.papers) == 1:
        return plan.papers[0].name
    opening = folded(draft.text[:_OPENING])
    for_board = [one.name for one in plan.papers if one.board and folded(one.board) in opening]
    return for_board[0] if len(for_board) == 1 else NAMELESS


def _is_taken(plan: Plan, text: KeptText, there: KeptText | None) -> bool:
    """Whether a document's paragraph is put in the place of what is there."""
    field = field_of(("papers", text.name, "text", *text.place, "text"))
    entries = [
        e for e in effective_entries(plan.history) if any(c.field == field for c in e.changes)
    ]
    last = entries[-1] if entries else None
    came_by_import = last is None or last.event in IMPORTS
    if there is None or not there.paragraphs:
        return came_by_import  # one that a person took out stays out
    if there.digest == text.digest or last is None or not came_by_import:
        return False
    given = next(change.new for change in last.changes if change.field == field)
    is_as_given = given == there.text
    return is_as_given and there.day is not None and (text.day or date.min) > there.day
