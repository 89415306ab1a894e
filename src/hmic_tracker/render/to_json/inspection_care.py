"""`inspection merge --json` and `inspection remove --json`."""

from __future__ import annotations

from hmic_tracker.domain.inspection_fields import inspection_fields
from hmic_tracker.domain.inspection_joining import items_alike
from hmic_tracker.domain.record_history import changes_between
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, object_header
from hmic_tracker.render.to_json.changes import change_object

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.domain.inspection_joining import JoinedInspection
    from hmic_tracker.domain.inspection_removal import Removal
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.plan import Plan


def merge_object(
    plan: Plan,
    theirs: Inspection,
    mine: Inspection,
    made: JoinedInspection,
    today: date,
    written: bool,
) -> Object:
    """What moved from one inspection into another, and what of it was not taken."""
    alike = items_alike(plan.items, mine, theirs)
    going = {pair.theirs.id for pair in alike if pair.goes}
    of_it = [item.id for item in plan.items if item.inspection == theirs.id]
    changes = changes_between(inspection_fields(mine), inspection_fields(made.inspection))
    return {
        **object_header("inspection-join", today, plan.damaged),
        "written": written,
        "from": theirs.id,
        "into": mine.id,
        "moved": [item_id for item_id in of_it if item_id not in going],
        "gone": [item_id for item_id in of_it if item_id in going],
        "changes": [change_object(change) for change in changes],
        "not_taken": [change_object(one) for each in made.conflicts for one in each.changes],
        "alike": [
            {"id": pair.mine.id, "other": pair.theirs.id, "same_text": pair.same} for pair in alike
        ],
    }


def removal_object(going: Removal, today: date, written: bool) -> Object:
    """What went with an inspection."""
    one = going.inspection
    return {
        **object_header("inspection-gone", today, ()),
        "written": written,
        "inspection": one.id,
        "title": one.title,
        "gone": [item.id for item in going.items],
        "worked_on": [item.id for item in going.worked_on],
        "grades": len(one.grades),
        "national": len(one.national),
        "reported": len(one.reported),
        "documents": len(one.sources),
    }
