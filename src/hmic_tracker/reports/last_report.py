"""What a position is held against where no day is named: the last that went out before it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hmic_tracker.domain.dates import days_after
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.reports.highlights import USUAL_DAYS

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.recorded_papers import RecordedPaper


class LastReport(NamedTuple):
    """A paper that went out, or a document of the plan.

    Without either it is a day that is `USUAL_DAYS` ago, and has no `name`.
    """

    name: str | None
    on: date


def last_report(plan: Plan, papers: Iterable[RecordedPaper], today: date, part: bool) -> LastReport:
    """The last that went out by a day; of one day the paper, which is of the whole plan.

    Of a `part` of the plan the documents are those that its items come from.
    """
    own = {item.inspection for item in plan.items}
    inspections = (one for one in plan.inspections if not part or one.id in own)
    sources = (source for one in inspections for source in one.sources)
    known = [(s.on, 0, s.title) for s in sources if s.on and s.on <= today]
    known += [(one.as_of, 1, f"Report {one.number}") for one in papers if one.as_of <= today]
    if not known:
        return LastReport(None, days_after(today, -USUAL_DAYS))
    on, _, name = max(known)
    return LastReport(name, on)
