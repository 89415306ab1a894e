"""What only the owner knows: what the source means, when an item will be done, its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.milestones import evidence_lacking
from hmic_tracker.domain.rules import is_listed, is_open
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Difference
    from hmic_tracker.reports.item_rows import ItemRow


class Question(NamedTuple):
    """Something that only the owner of the items knows."""

    ids: tuple[str, ...]
    text: str


def open_questions(
    still: Iterable[ItemRow], waiting: Iterable[ItemRow], unsettled: Iterable[Difference]
) -> Iterator[Question]:
    """What the source leaves open of the open items, and when those without a due will be done."""
    mine = {row.item.id for row in still}
    for difference in unsettled:
        ids = tuple(item_id for item_id in difference.candidates if item_id in mine)
        if ids:
            yield Question(ids, _which(difference, ids))
    undated = tuple(row.item.id for row in waiting if row.item.due is None)
    if undated:
        yield Question(undated, "No due date is recorded. When will the work be completed?")


def evidence_questions(rows: Iterable[ItemRow]) -> Iterator[Question]:
    """The evidence that was asked for and hasn't come, where nobody has checked the item yet."""
    lacking: dict[tuple[date, str], list[str]] = {}
    for row in rows:
        wanted = evidence_lacking(row.item) if is_listed(row.item) else None
        if wanted and (is_open(row.item) or row.item.status == "done"):
            lacking.setdefault((wanted.on, wanted.note or ""), []).append(row.item.id)
    for (on, note), ids in lacking.items():
        yield Question(tuple(ids), f"Evidence was asked for on {say_day(on)}: {note}")


def _which(difference: Difference, ids: tuple[str, ...]) -> str:
    reported, names = difference.reported, format_id_ranges(difference.candidates)
    source = f"The source ({reported.source}, {say_day(reported.on)})"
    if difference.missing >= len(difference.candidates):
        return f"{source} counts {names} as completed. Is that so?"
    which = "Is this the one?" if len(ids) == 1 else "Which are completed?"
    if difference.missing > 1 and len(ids) == 1:
        which = "Is this one of them?"
    some = f"{difference.missing} of {names}"
    return f"{source} counts {some} as completed, and doesn't say which. {which}"
