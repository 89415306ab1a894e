"""Remarks on an import: what of a document a person has to see to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.inspections import ImportWarning
from hmic_tracker.domain.rules import is_open
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.items import Item

_WITHIN = re.compile(
    r"(?:^|\.\s|[^\w\s.,;:]\s|\b(?:should|must),?\s)"
    r"within\s+(?:\w+\s+){1,3}(?:days?|weeks?|months?|years?)\b"
    r"|\bwithin\s+(?:\w+\s+){1,3}(?:days?|weeks?|months?|years?)(?=\s+of\s+(?:its\s+|the\s+)?publication)"
    r"|\bwithin\s+(?:\w+\s+){0,2}(?:weeks?|months?|years?)(?=\.?$)"
    r"|\bimmediately(?=\.?$)|\bwith\s+immediate\s+effect",
    re.IGNORECASE,
)
"""Periods that count from publication; "within three days of arrival" is part of what is asked."""


def ahead_of_today(draft: Draft, today: date) -> tuple[ImportWarning, ...]:
    """Warn of a document dated after today: papers go round before their meeting.

    Of a report that inspectors give out before its day, that day is shown as its publication.
    """
    if draft.on is None or draft.on <= today or draft.on.isoformat() == draft.published:
        return ()
    text = f"it is dated {say_day(draft.on)}, after today; what it says is entered as of today"
    return (ImportWarning(0, text),)


def undated(new: Sequence[Item]) -> Iterator[ImportWarning]:
    """Warn of deadlines counted from the report's publication: they are for people to set."""
    for item in new:
        period = _WITHIN.search(item.text or "") if item.due is None and is_open(item) else None
        if period:
            text = f"{item.id} says '{' '.join(period[0].split())}' and has no date; set it with:"
            yield ImportWarning(0, f"{text} tracker update {item.id} --due DATE")
