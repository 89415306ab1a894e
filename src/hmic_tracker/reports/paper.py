"""The paper for a board as a value: the position, what stands out, what moved, what was restated.

Nothing that may not be printed is in it. Sentences and layout are made in `render.papers`.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from datetime import date

from hmic_tracker.domain.ancestry import is_one_line
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.replay import item_as_of, plan_as_of
from hmic_tracker.domain.rules import is_counted, is_open
from hmic_tracker.domain.words import Kind, folded
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.query.selection import Selection
from hmic_tracker.query.terms import Compare, Everything, In, Query
from hmic_tracker.reports import paper_status
from hmic_tracker.reports.figures import figure_filters, in_framework, these_items
from hmic_tracker.reports.grades import GradesReport, grades_report
from hmic_tracker.reports.item_rows import ItemRow, rows_of
from hmic_tracker.reports.kept_paragraphs import KeptParagraphs, kept_paragraphs
from hmic_tracker.reports.made import (
    Made,
    Tracked,
    made_by_inspection,
    published_ids,
    tracked_of_made,
)
from hmic_tracker.reports.movement import Movement, movement
from hmic_tracker.reports.paper_corrections import CorrectedSince, corrected_since
from hmic_tracker.reports.paper_exceptions import Exceptions, exceptions
from hmic_tracker.reports.paper_position import SourceCount, source_counts
from hmic_tracker.reports.paper_replacements import Replacement, counted_elsewhere
from hmic_tracker.reports.paper_story import Story, base_of, story
from hmic_tracker.reports.paper_texts import items_with_texts
from hmic_tracker.reports.redaction import (
    RedactionRules,
    is_hidden,
    printable_unsettled,
    redact_plan,
    redaction_rules,
)
from hmic_tracker.reports.request import ReportRequest
from hmic_tracker.reports.restatement import Restatement, restated
from hmic_tracker.reports.summary import frameworks_with_parents, summary

if TYPE_CHECKING:
    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.inspections import Inspection, Source
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Appendices, Damage, PaperSettings, Plan, Purpose
    from hmic_tracker.domain.recorded_papers import RecordedPaper
    from hmic_tracker.reports.summary_values import Summary
    from hmic_tracker.reports.unsettled import Unsettled


class PaperSpecification(NamedTuple):
    """Which paper is wanted: how it is headed, its number, when for, as of which day.

    `where` is what the expression of its settings says. An internal paper prints everything.
    `appendices` goes before what the settings say.
    """

    settings: PaperSettings
    as_of: date
    number: str | None = None
    meeting: date | None = None
    internal: bool = False
    where: Query | None = None
    appendices: Appendices | None = None


class Scope(NamedTuple):
    """Which items a paper is about: those of a `board`, those that fit `where`, or all.

    `query` asks for the same items.
    """

    ids: tuple[str, ...]
    of: int
    board: str | None = None
    where: str | None = None
    query: Query = Everything()

    @property
    def is_all(self) -> bool:
        """Every item of the plan."""
        return self.board is None and self.where is None


class Paper(NamedTuple):
    """Everything that a paper has, as of a day.

    `plan` is the plan as of that day with the items that the paper is about; `rows` are these
    items, `elsewhere` says what stands for those that aren't counted. `all_frameworks` are those of
    the whole plan, `published` the ids of what an inspection made, `made` what each did, whatever
    became of it, `tracked` how what is counted comes of it. `previous` is the paper recorded
    before; `movement` is what moved since, without one since the newest document, and None without
    any. `story` is the first page, `with_texts` are the ids of those that the appendices have.
    `unsettled` are the fields to which two people gave different
    values, as far as they may be printed, `unsettled_ids` all such items. `kept` are the officer's
    own paragraphs.
    """

    wanted: PaperSpecification
    plan: Plan
    scope: Scope
    rows: tuple[ItemRow, ...]
    elsewhere: dict[str, Replacement]
    summary: Summary
    all_frameworks: tuple[Framework, ...]
    published: frozenset[str]
    made: tuple[Made, ...]
    tracked: tuple[Tracked, ...]
    grades: GradesReport
    status: tuple[paper_status.KindStatus, ...]
    exceptions: Exceptions
    updates: tuple[paper_status.Update, ...]
    sources: tuple[Source, ...]
    previous: RecordedPaper | None
    movement: Movement | None
    story: Story
    with_texts: frozenset[str]
    restatement: Restatement | None
    damaged: tuple[Damage, ...]
    unsettled: tuple[Unsettled, ...] = ()
    unsettled_ids: tuple[str, ...] = ()
    corrected: tuple[CorrectedSince, ...] = ()
    kept: KeptParagraphs = KeptParagraphs()

    @property
    def purpose(self) -> Purpose:
        """What it is for: a decision where a date is asked for, whatever else it is for."""
        return "decision" if "requested" in self.story.news else self.wanted.settings.purpose

    @property
    def appendices(self) -> Appendices:
        """Of which items the appendices have the texts."""
        return self.wanted.appendices or self.wanted.settings.appendices

    def source_counts(self, kind: Kind) -> tuple[SourceCount, ...]:
        """What the documents that count otherwise counted of a kind, each on its own day."""
        return source_counts(self.plan, self.summary.totals.reported(kind))

    @property
    def item_inspections(self) -> tuple[Inspection, ...]:
        """The inspections that its items come from; all of the plan's where there are none."""
        ids = {item.inspection for item in self.plan.items}
        every = self.summary.inspections
        return tuple(one for one in every if one.id in ids) or every

    def filters(self, framework: str, kind: Kind) -> dict[str, str]:
        """The filter of each figure of a framework ("" for none) and kind, as of the day."""
        if not framework:
            place: Query = Compare("framework", "=", None)
        elif self.plan.framework(framework):
            place = in_framework(framework)
        else:  # one that the plan has lost can't be named
            place = these_items(i.id for i in self.plan.items if i.framework == framework)
        scope = (self.scope.query, place, Compare("kind", "=", kind))
        return {name: term for name, term in figure_filters(scope).items() if name != "open"}

    def latest_due(self, slugs: Container[str] | None) -> str | None:
        """The latest due of open items that may be printed, of some frameworks or of all."""
        known = {framework.slug for framework in self.plan.frameworks}
        dated = [
            (item.deadline, item.due)
            for item in self.plan.items
            if item.deadline and is_open(item) and is_counted(item) and not is_hidden(item)
            if slugs is None or (item.framework if item.framework in known else "") in slugs
        ]
        return max(dated)[1] if dated else None


def paper(
    plan: Plan,
    wanted: PaperSpecification,
    previous: RecordedPaper | None = None,
    holidays: Container[date] = (),
) -> Paper:
    """The paper as of a day; `plan` is the plan with its whole history.

    Raises NotFoundError where its expression names what the plan doesn't have.
    """
    day, settings = wanted.as_of, wanted.settings
    allowed = redaction_rules(plan, wanted.internal, settings.board)
    with_parts, plan = plan, plan.without_parts()
    bare = redact_plan(plan, allowed)
    scope = scope_of(plan, wanted, holidays)
    mine = _within(bare, scope)
    request = ReportRequest(mine, day, past=True)
    if not scope.is_all and scope.ids:  # of the whole plan, so that a source's counts are held
        part = Selection(include_all=True, where=(In("id", scope.ids),))
        request = request._replace(plan=bare, wanted=part)
    current = plan_as_of(mine, day)
    whole = current if scope.is_all else plan_as_of(bare, day)
    since = previous.as_of if previous else None
    elsewhere, position = counted_elsewhere(whole), summary(request)
    places = frozenset(f.slug for f in current.frameworks)
    grades = grades_report(whole, day, places)
    stand_out, rows = exceptions(current, day, whole), rows_of(current, current.items, day)
    sources = paper_status.sources_of(current)
    base = base_of(previous, sources, day, wanted.number)
    moved = movement(mine, base.on, day, not scope.is_all) if base else None
    grades_then = grades_report(plan_as_of(bare, base.on), base.on, places) if base else grades
    updates = paper_status.updates_since(
        (*current.items, *_parts_of(with_parts, current, allowed, day)), since
    )
    unsettled = printable_unsettled(current.items, allowed)
    undated = {one.row.item.id for one in stand_out.moved if one.present is None}
    return Paper(
        wanted=wanted,
        plan=current,
        scope=scope,
        rows=rows,
        elsewhere=elsewhere,
        summary=position,
        all_frameworks=whole.frameworks,
        published=published_ids(whole),
        made=made_by_inspection(whole, {row.framework.slug for row in position.frameworks}),
        tracked=tracked_of_made(whole, current, elsewhere),
        grades=grades,
        status=paper_status.status_by_framework(current, day, undated),
        exceptions=stand_out,
        updates=updates,
        sources=sources,
        previous=previous,
        movement=moved,
        story=story(current, day, base, moved, stand_out, rows, (grades_then, grades)),
        with_texts=items_with_texts(
            current.items,
            wanted.appendices or settings.appendices,
            moved,
            tuple(one for one in updates if base is None or one.on > base.on),
            {one.item.id for one in unsettled},
        ),
        restatement=restated(mine, previous, bare, grades) if previous else None,
        damaged=plan.damaged,
        unsettled=unsettled,
        unsettled_ids=tuple(_unsettled_ids(plan, {item.id for item in current.items}, day)),
        corrected=tuple(corrected_since(_same_items(plan, current), previous)) if previous else (),
        kept=kept_paragraphs(plan, settings.name, (day, wanted.meeting), previous),
    )


def _parts_of(plan: Plan, current: Plan, allowed: RedactionRules, day: date) -> tuple[Item, ...]:
    """The parts of a paper's items as they stood, for what was published of them."""
    ids = {item.id for item in current.items}
    parts = replace(plan, items=tuple(item for item in plan.items if item.part_of in ids))
    return plan_as_of(redact_plan(parts, allowed), day).items


def _same_items(plan: Plan, current: Plan) -> tuple[Item, ...]:
    """The items of a paper with all that was entered of them."""
    ids = {item.id for item in current.items}
    return tuple(item for item in plan.items if item.id in ids)


def _unsettled_ids(plan: Plan, ids: Container[str], day: date) -> Iterator[str]:
    """Those of some items that are not settled on a day, in whatever field."""
    for item in plan.items:
        if item.id in ids and not is_one_line(item.history):
            past = item_as_of(item, day)
            if past and past.unsettled:
                yield item.id


def scope_of(plan: Plan, wanted: PaperSpecification, holidays: Container[date]) -> Scope:
    """The items that a paper is about, looked for before anything is taken out of them."""
    settings, current = wanted.settings, plan_as_of(plan, wanted.as_of)
    of = len(current.items)
    if wanted.where is not None:
        selection = Selection(where=(wanted.where,))
        request = ReportRequest(plan, wanted.as_of, True, selection, holidays)
        return Scope(
            tuple(item.id for item in request.items_of(current)),
            of,
            where=str(wanted.where),
            query=wanted.where,
        )
    if settings.board and settings.where is None:
        board = folded(settings.board)
        boards = current.boards_of_items()
        overseen = [item_id for item_id, name in boards.items() if folded(name) == board]
        if overseen:
            query = Compare("board", "=", settings.board)
            return Scope(tuple(overseen), of, board=settings.board, query=query)
    return Scope(tuple(item.id for item in current.items), of)


def _within(plan: Plan, scope: Scope) -> Plan:
    """The plan with the items of the scope, their frameworks and inspections."""
    if scope.is_all:
        return plan
    kept = set(scope.ids)
    items = tuple(item for item in plan.items if item.id in kept)
    inspections = {item.inspection for item in items}
    return replace(
        plan,
        items=items,
        taken_back=tuple(item for item in plan.taken_back if item.id in kept),
        frameworks=frameworks_with_parents(plan, {item.framework for item in items}),
        inspections=tuple(i for i in plan.inspections if i.id in inspections),
    )
