"""What a template knows: the paper in words, its tables by name, and every item.

All texts are `Outside` texts, so that a template can put them anywhere. `docs/papers.md` lists what
is here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hmic_tracker.light_typing import TYPE_CHECKING, Any, NamedTuple
from hmic_tracker.render.papers import first_page, sentences
from hmic_tracker.render.papers.appendices import (
    appendices,
    appendices_sentence,
    unsettled_sentence,
)
from hmic_tracker.render.papers.findings import findings, placed_frameworks, tracked_text
from hmic_tracker.render.papers.grade_tables import national_pictures
from hmic_tracker.render.papers.kept_sentences import kept_texts
from hmic_tracker.render.papers.named_tables import leads_of, tables_of
from hmic_tracker.render.papers.template import Outside, TableReference
from hmic_tracker.render.papers.wording import INTERNAL, family_name, in_full, sentence
from hmic_tracker.render.views.unsettled import unsettled_note
from hmic_tracker.reports import paper_status
from hmic_tracker.reports.grouping import group_by_key
from hmic_tracker.reports.redaction import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.render.nodes import Table
    from hmic_tracker.reports.paper import Paper
    from hmic_tracker.reports.paper_status import KindStatus
    from hmic_tracker.reports.summary_values import KindCounts


class Heading(NamedTuple):
    """How the paper is headed."""

    title: str
    number: str
    board: str
    meeting: str
    as_of: str
    by: str
    purpose: str
    marking: str
    internal: bool
    recommendation: str
    author: str
    contact: str
    organisation: str


class FrameworkStatus(NamedTuple):
    """How a framework stands, kind by kind."""

    name: str
    texts: tuple[str, ...]


class KindTotals(NamedTuple):
    """How many items of a kind, and how they stand."""

    total: int
    completed: int
    verified: int
    open: int
    overdue: int
    deferred: int = 0


class Totals(NamedTuple):
    """The counts of each kind, and of all that is counted."""

    recommendations: KindTotals
    afis: KindTotals
    causes: KindTotals
    all: KindTotals


class PaperItem(NamedTuple):
    """An item of the paper; of an exempt one number, kind and status alone."""

    id: str
    kind: str
    framework: str = ""
    title: str = ""
    text: str = ""
    status: str = ""
    progress: str = ""
    owner: str = ""
    due: str = ""
    days_overdue: int = 0
    rag: str = ""
    unsettled: str = ""
    deferred_until: str = ""


class TemplateContext(NamedTuple):
    """What a template knows by name, and the tables behind their names."""

    values: dict[str, Any]
    tables: dict[str, Table]


def template_context(paper: Paper) -> TemplateContext:
    """What a template knows of a paper."""
    tables, annexes = tables_of(paper), appendices(paper)
    unsettled = paper.summary.totals.unsettled
    values: dict[str, Any] = {
        "paper": heading(paper),
        "position": [*sentences.position(paper), *sentences.difference_in_short(paper)],
        "introduction": sentences.introduction(paper),
        "since": first_page.since(paper),
        "stand": first_page.position(paper),
        "differences": sentences.source_differences(paper),
        "unsettled": [sentence(unsettled_note(one, in_full)) for one in paper.unsettled],
        "leads": leads_of(paper) | {"texts": appendices_sentence(paper, annexes)},
        "findings": findings(paper, annexes),
        "tracked": tracked_text(paper),
        "kept": kept_texts(paper, placed_frameworks(paper)),
        "standing": _status_texts(
            paper,
            [(one, sentences.status_sentence(one, unsettled)) for one in paper.status],
        ),
        "in_detail": _status_texts(
            paper,
            [
                (one, sentences.status_in_short(one))
                for one in paper_status.kinds_in_detail(paper.status)
            ],
        ),
        "updates": _updates(paper),
        "sources": [
            f"{one.title} of {in_full(one.on)}" if one.on else one.title for one in paper.sources
        ],
        "appendices": annexes,
        "items": _items(paper),
        "counts": _totals(paper.summary.totals),
        "national": [
            (f"national_{n}", one.period) for n, one in enumerate(national_pictures(paper), 1)
        ],
    }
    texts = {name: _outside(value) for name, value in values.items()}
    names = {name: TableReference(name, bool(table.rows)) for name, table in tables.items()}
    return TemplateContext({**texts, "tables": names}, tables)


def heading(paper: Paper) -> Heading:
    """How a paper is headed; what its settings leave open comes from the plan."""
    wanted, settings = paper.wanted, paper.wanted.settings
    titles = [inspection.title for inspection in paper.item_inspections]
    usual = f"{titles[0]}: progress report" if len(titles) == 1 else "Inspection progress report"
    return Heading(
        title=settings.title or usual,
        number=wanted.number or "",
        board=settings.board or "",
        meeting=in_full(wanted.meeting),
        as_of=in_full(wanted.as_of),
        by=settings.by or paper.plan.organisation or "",
        purpose=paper.purpose,
        marking=paper.plan.marking or "",
        internal=wanted.internal,
        recommendation=settings.recommendation or first_page.request_sentence(paper),
        author=settings.author or "",
        contact=settings.contact or "",
        organisation=paper.plan.organisation or "",
    )


def marking_of(paper: Paper) -> str:
    """What stands on every page."""
    parts = [paper.plan.marking or "", INTERNAL if paper.wanted.internal else ""]
    return " – ".join(filter(None, parts))


def _outside(value: Any) -> Any:
    """The value with every text in it an outside one."""
    if isinstance(value, str):
        return Outside(value)
    if isinstance(value, tuple) and hasattr(value, "_make"):
        return type(value)._make(map(_outside, value))
    if isinstance(value, list | tuple):
        return tuple(map(_outside, value))
    return {k: _outside(v) for k, v in value.items()} if isinstance(value, Mapping) else value


def _status_texts(paper: Paper, texts: Iterable[tuple[KindStatus, str]]) -> list[FrameworkStatus]:
    """The sentences of the kinds under their frameworks."""
    texts_by_name: dict[str, list[str]] = {}
    for one, text in texts:
        name = (
            family_name(one.framework, paper.plan.frameworks) if one.framework else "No framework"
        )
        texts_by_name.setdefault(name, []).append(text)
    return [FrameworkStatus(name, tuple(texts)) for name, texts in texts_by_name.items()]


def _updates(paper: Paper) -> list[str]:
    texts = [(u, "; ".join(filter(None, (u.note, u.reason)))) for u in paper.updates]
    return [f"{in_full(update.on)}, {update.item.id}: {text}" for update, text in texts]


def _items(paper: Paper) -> list[PaperItem]:
    open_fields = group_by_key(paper.unsettled, lambda one: one.item.id)
    return [
        PaperItem(row.item.id, row.item.kind, title="exempt", status=row.item.status)
        if is_hidden(row.item)
        else PaperItem(
            id=row.item.id,
            kind=row.item.kind,
            framework=row.framework_name or "",
            title=row.item.title,
            text=row.item.text or "",
            status=row.item.status,
            progress=row.item.reported_progress,
            owner=row.item.owner or "",
            due=in_full(row.item.due),
            days_overdue=row.days_overdue,
            rag=row.rag,
            deferred_until=in_full(row.item.deferred_until) if row.is_deferred else "",
            unsettled=" ".join(map(unsettled_sentence, open_fields.get(row.item.id, ()))),
        )
        for row in paper.rows
    ]


def _totals(totals: KindCounts) -> Totals:
    return Totals(
        *(
            KindTotals(*(getattr(some, figure) for figure in KindTotals._fields))
            for some in totals[:4]
        )
    )
