"""The position of the whole plan: by framework, with totals that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from hmic_tracker.domain.counts import differences
from hmic_tracker.domain.dates import days_after, last_day
from hmic_tracker.domain.items import IMPORTS, UNNAMED, Item, effective_entries
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.rules import (
    has_request,
    is_counted,
    is_deferred,
    is_duplicate,
    is_open,
    present_deadline,
    rag,
)
from hmic_tracker.domain.words import RAGS, SIDE_EXITS
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.query.terms import Compare
from hmic_tracker.reports.deferrals import Deferrals, deferrals, has_deferral
from hmic_tracker.reports.figures import DEFERRED, OPEN, Scope, figure_filter, from_body
from hmic_tracker.reports.framework_summaries import framework_summaries
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.item_rows import rows_of
from hmic_tracker.reports.redaction import printable, printable_unsettled, redaction_rules
from hmic_tracker.reports.summary_values import BodySummary, DateRequests, Summary, kind_counts
from hmic_tracker.reports.verification_waits import waits_of

if TYPE_CHECKING:
    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.reports.request import ReportRequest


def summary(request: ReportRequest) -> Summary:
    """The position on a day, in which only the items wanted count."""
    request = request.of_figures()
    today, current, scope = request.today, request.current(), request.scope
    unsettled, inspections = differences(request.plan, today), current.inspections
    if request.wanted is not None:
        items = request.items_of(current)
        ids = {item.id for item in items}
        frameworks = frameworks_with_parents(current, {item.framework for item in items})
        current = replace(current, items=items, frameworks=frameworks)
        unsettled = [d for d in unsettled if ids.issuperset(d.candidates)]
        made_by = {item.inspection for item in items}
        inspections = tuple(one for one in inspections if one.id in made_by)
    source, later = _freshness(current, request.wanted is not None)
    near_day = days_after(today, current.thresholds.near_days)
    colours = [(item, rag(item, today, current.thresholds)) for item in current.items]
    rags = Counter(colour for item, colour in colours if is_counted(item))
    active = [one for one in colours if is_open(one[0]) and not is_deferred(one[0], today)]
    open_rags = Counter(colour for item, colour in active if is_counted(item))
    not_settled = [item for item in current.items if item.unsettled and is_counted(item)]
    allowed = redaction_rules(request.plan, internal=False) if not_settled else None
    return Summary(
        as_of=today,
        organisation=current.organisation,
        inspections=inspections,
        frameworks=tuple(framework_summaries(current, unsettled, today, scope)),
        totals=kind_counts(current.items, unsettled, today, scope),
        rags={word: rags[word] for word in RAGS if word != "none"},
        open_rags={word: open_rags[word] for word in RAGS if word != "none"},
        near_day=near_day,
        amber_moved=sum(
            colour == "amber" and (present_deadline(item, today) or near_day) > near_day
            for item, colour in active
        ),
        latest_source=source,
        later_entries=later,
        others=dict(Counter(filter(None, map(_why_not_counted, current.items)))),
        damaged=current.damaged,
        requested=_requested(current.items, scope),
        filter_text=request.filter_text,
        bodies=tuple(_bodies(current, today, scope)),
        not_settled=printable_unsettled(not_settled, allowed) if allowed else (),
        not_settled_ids=tuple(item.id for item in not_settled),
        deferred=_deferred(request.plan, current, today, scope),
        waits=waits_of(current.items, today),
    )


def _deferred(plan: Plan, current: Plan, today: date, scope: Scope) -> Deferrals:
    """What is deferred of the plan's items as they are, as far as it may be printed."""
    term = figure_filter((*scope, DEFERRED))
    mine = [item for item in current.items if has_deferral(item)]
    if not mine:
        return Deferrals(filter=term)
    allowed = redaction_rules(plan, internal=False)
    return deferrals(rows_of(current, [printable(i, allowed) for i in mine], today), today, term)


def _requested(items: Iterable[Item], scope: Scope) -> DateRequests:
    asking = [item for item in items if has_request(item) and is_counted(item)]
    named = tuple(item.id for item in asking if not item.exempt)
    term = figure_filter((*scope, OPEN), Compare("requested-due", "!=", None))
    dated = [(i.requested_due, i.id) for i in asking if i.requested_due and not i.exempt]
    groups = group_by_key(dated, lambda one: one[0])
    by_date = tuple(
        (due, tuple(item_id for _, item_id in groups[due])) for due in sorted(groups, key=last_day)
    )
    return DateRequests(named, len(asking) - len(named), term, by_date)


def _bodies(plan: Plan, today: date, scope: Scope) -> Iterator[BodySummary]:
    """The bodies that items come from, by name; items of none last."""
    words = plan.body_words
    counted = (item for item in plan.items if is_counted(item))
    groups = group_by_key(counted, lambda item: words.get(item.inspection or "", ""))
    for body in sorted(groups, key=lambda name: (not name, name.casefold())):
        place = (*scope, from_body(words, body))
        yield BodySummary(body, kind_counts(groups[body], [], today, place))


def frameworks_with_parents(plan: Plan, slugs: set[str | None]) -> tuple[Framework, ...]:
    """The frameworks that have items of their own, and their parents."""
    kept = {f.slug for f in plan.frameworks if f.slug in slugs}
    kept |= {f.parent for f in plan.frameworks if f.slug in kept and f.parent}
    return tuple(f for f in plan.frameworks if f.slug in kept)


def _freshness(plan: Plan, part: bool) -> tuple[tuple[str, date] | None, int]:
    """The newest document imported, and how many entries people made since that stand.

    Of a `part` of a plan it is the newest of the inspections that its items come from.
    """
    own = {item.inspection for item in plan.items}
    inspections = (i for i in plan.inspections if not part or i.id in own)
    sources = (source for inspection in inspections for source in inspection.sources)
    dated = [(source.on, source.title) for source in sources if source.on]
    if not dated:
        return None, 0
    on, title = max(dated)
    return (title, on), entries_from(plan.items, on)


def entries_from(items: Iterable[Item], first: date) -> int:
    """How many entries people made of a day and later ones."""
    entries = (entry for item in items for entry in effective_entries(item.history))
    by_people = (entry for entry in entries if entry.event not in {*IMPORTS, UNNAMED})
    return sum(entry.on >= first for entry in by_people)


def _why_not_counted(item: Item) -> str:
    """What an item is that is in no count; empty of others."""
    if item.kind == "good-practice":
        return "good practice"
    if item.status in SIDE_EXITS:
        return item.status
    return "duplicate" if is_duplicate(item) else ""
