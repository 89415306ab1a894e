"""The day on which an item is due, by its own words and those of its points."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.deadlines import DATED, deadline_in
from hmic_tracker.documents.wording.patterns import matched_due
from hmic_tracker.documents.wording.sub_points import sub_points
from hmic_tracker.domain.dates import deadline
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.parsed_report import ItemText

_PARTLY: Final = "only some of its points have a date"
_IN_BRACKETS: Final = re.compile(
    rf"\((?:(?:due|by|deadline:?) )?(?P<day>{DATED.pattern})\)(?:[.;,]?(?: and| or)?)$", re.I
)


class Due(NamedTuple):
    """A day or month, and why a person should look at it; `printed` is how the text has it."""

    due: str | None = None
    doubt: str = ""
    printed: str = ""


def due_of_text(text: str, published: str | None, otherwise: str | None = None) -> Due:
    """Return when an item is due: by its own words, else by the last date of its points.

    Where only some of its points have one, nobody can say when all of it is due. `otherwise` is
    the date of the stem above it.
    """
    own, points = sub_points(text)
    if (lead := deadline_in(own, published)) or not points or otherwise:
        return Due(lead.due if lead else otherwise, printed=lead.printed if lead else "")
    dues = [_due_of_point(point, published) for point in points]
    dated = [one for one in dues if one.printed or one.doubt]
    if not dated:
        return Due()
    if len(dated) < len(dues) or any(one.doubt for one in dated):
        printed = next((one.printed for one in dated if one.printed), "")
        return Due(doubt=f"{_PARTLY}: '{printed}'" if printed else dated[0].doubt)
    days = [one.due for one in dues if one.due]
    known = max(days, key=deadline) if len(days) == len(dues) else None
    return Due(known, printed=dated[-1].printed)


def _due_of_point(point: str, published: str | None) -> Due:
    """Return when a point is due, which may end with its day in brackets: "… staff (May 2032);"."""
    due = due_of_text(point, published)
    bracket = None if due.printed or due.doubt else _IN_BRACKETS.search(point)
    day = matched_due(bracket["day"]) if bracket else None
    return Due(day, printed=bracket["day"]) if bracket and day else due


def set_due(item: ItemText, due: str | None) -> None:
    """Set an item's date, and take back the doubt that its points left."""
    item.due = due
    if due and item.doubt.startswith(_PARTLY):
        item.doubt = ""
