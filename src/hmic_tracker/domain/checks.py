"""`check`: the plan and the facts of its folder in, findings out. Nothing is printed or written.

Start here; `check_findings` has the codes, `check_names`, `check_items`, `check_history`,
`check_inspections`
and `check_plan` the checks.
"""

from __future__ import annotations

from datetime import date, datetime

from hmic_tracker.domain.check_findings import CODES, Finding, FolderFacts, LineOf
from hmic_tracker.domain.check_inspections import inspection_findings
from hmic_tracker.domain.check_items import item_findings
from hmic_tracker.domain.check_names import name_findings
from hmic_tracker.domain.check_plan import plan_findings
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan

_PLACE: Final = {code: place for place, code in enumerate(CODES)}


def check(
    plan: Plan, facts: FolderFacts, today: date, now: datetime, line_of: LineOf
) -> tuple[Finding, ...]:
    """Everything that is wrong with a plan, errors first, each kind together.

    `today` is the day on which it is judged, `now` the moment, by which clocks are.
    A store written by a newer `tracker` gets that one finding: nothing else can be said of it.
    """
    newer = [fault for fault in facts.faults if fault.code == "newer-schema"]
    if newer:
        return tuple(Finding(f.code, f.problem, f.path, f.line) for f in newer)
    findings = (
        *name_findings(facts, line_of),
        *item_findings(plan, facts, now, line_of),
        *inspection_findings(plan, facts, line_of),
        *plan_findings(plan, facts, today, line_of),
    )
    return tuple(sorted(findings, key=lambda finding: _PLACE[finding.code]))
