"""What a brief position tells of what is late by most and whose it is, and of what is due next."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_due
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.reports.brief import Brief, NextDue

_MOST_OWNERS: Final = 2
"""So many owners of what is late are named."""


def worst_pair(brief: Brief, room: int) -> tuple[str, str]:
    """What is late by most, on one line; else what is due next."""
    label = "Worst"
    if brief.late:
        return label, _late_text(brief, room)
    if brief.late_exempt:
        return label, f"exempt {brief.late_exempt}"
    if coming := brief.next_due:
        return "Next due", f"{next_due_text(coming)}; nothing overdue"
    return label, "nothing is overdue"


def next_due_text(coming: NextDue) -> str:
    """ "REC-5..8, step 1 of REC-9 Sep 2008"; of several steps their number."""
    steps = coming.steps if len(coming.steps) == 1 else [f"{len(coming.steps)} steps"]
    names = [*[format_id_ranges(coming.ids)] * bool(coming.ids), *(steps if coming.steps else ())]
    return f"{', '.join(names)} {say_due(coming.due)}"


def _late_text(brief: Brief, room: int) -> str:
    """Items with the days that they are late by, as many as fit, then how many more."""
    where = (
        f" ({_whose(brief, room) or f'all {brief.late_in}'})" if brief.late_in or brief.owed else ""
    )
    late = sum(len(one.ids) for one in brief.late) + brief.late_exempt
    text, number = "", 0
    for one in brief.late:
        days = f"{plural(one.days, 'day')}{'' if text else ' late'}"
        longer = f"{text}{', ' * bool(text)}{format_id_ranges(one.ids)} {days}"
        left = late - number - len(one.ids)
        if text and len(longer) + len(f", {left} more" * bool(left)) + len(where) > room:
            break
        text, number = longer, number + len(one.ids)
    more = f", {late - number} more" if late > number else ""
    return f"{text}{more}{where}"


def _whose(brief: Brief, room: int) -> str:
    """Who owes what is late: "Head of CID", "Head of CID 3, nobody 2", as many as a line holds."""
    owners = brief.owed
    if len(owners) == 1 and not brief.late_exempt:
        return owners[0][0] or ""
    for most in range(min(_MOST_OWNERS, len(owners)), 0, -1):
        texts = [f"{owner or 'nobody'} {number}" for owner, number in owners[:most]]
        if more := sum(number for _, number in owners[most:]):
            texts.append(f"others {more}")
        if len(text := ", ".join(texts)) <= room:
            return text
    return f"{plural(len(owners), 'owner')}" if owners else ""
