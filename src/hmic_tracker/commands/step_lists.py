"""`tracker action list`: the steps of items, or of the whole plan."""

from __future__ import annotations

from hmic_tracker.commands.output import emit_content, say
from hmic_tracker.commands.piped_ids import with_piped_ids
from hmic_tracker.domain.ids import expand, ids_of
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import NotFoundError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.formats import Content
from hmic_tracker.render.to_json.steps import steps_object
from hmic_tracker.render.views.steps import steps_page, steps_records
from hmic_tracker.reports.steps import StepFilter, steps_report

if TYPE_CHECKING:
    from hmic_tracker.commands.options import Output, Words
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.plan import Plan


def list_steps(session: Session, output: Output, typed: Words, wanted: StepFilter) -> int:
    """Print the steps wanted of the items named, or of all; the exit code."""
    session.check()
    plan = session.read_plan()
    ids = expand(with_piped_ids(typed), ids_of(plan)) if typed else None
    if ids == []:
        say("no items were asked for")
    then = session.plan_on_day(plan)
    _check_owners(then, wanted)
    report = steps_report(then, session.day, wanted, ids)
    content = Content(
        page=lambda _: steps_page(report),
        value=lambda: steps_object(report),
        records=lambda: steps_records(report),
        ids=lambda: dict.fromkeys(row.item.id for row in report.rows),
    )
    return emit_content(output, content, report.damaged)


def _check_owners(plan: Plan, wanted: StepFilter) -> None:
    """Raise NotFoundError for an owner who is none of the plan's: of no item, step or post."""
    names = [name for post in plan.people for name in (post.name, post.holder)]
    names += [item.owner for item in plan.items]
    names += [step.owner for item in plan.items for step in item.actions]
    known = {folded(name): name for name in names if name}
    for owner in wanted.owners:
        if folded(owner) not in {*known, "none"}:
            hint = did_you_mean(owner, known.values()) or "who there is: tracker person list"
            raise NotFoundError(f"'{owner[:80]}' owns no step in this plan", hint)
