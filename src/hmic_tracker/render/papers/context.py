"""What a template knows: the paper in words, its tables by name, and every item.

All texts are `Outside` texts, so that a template can put them anywhere. `docs/papers.md` lists what
is here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple, TypeVar

from hmic_tracker.domain.counts import Counts
from hmic_tracker.render.papers import grade_tables, moved_tables, tables
from hmic_tracker.render.papers.appendices import Appendix, appendices
from hmic_tracker.render.papers.sentences import (
    asked_of,
    difference_in_short,
    family_name,
    graded,
    part_of,
    position,
    source_differences,
    standing_of,
)
from hmic_tracker.render.papers.template import GridRef, Outside
from hmic_tracker.render.papers.template_context import (
    Counted,
    Finding,
    Heading,
    KnownItem,
    Standing,
    Totals,
)
from hmic_tracker.render.papers.tree import Grid
from hmic_tracker.render.papers.words import full, in_words, sentence, things
from hmic_tracker.reports.paper import Paper
from hmic_tracker.reports.paper_exceptions import UNVERIFIED_DAYS
from hmic_tracker.reports.publishing import is_hidden
from hmic_tracker.reports.summary import KindCounts

INTERNAL: Final = "INTERNAL: not for publication"
_RECOMMENDED: Final = {
    "noting": "That members note the content of the report.",
    "decision": "That members consider the report and decide on it.",
}

Value = TypeVar("Value")


class Known(NamedTuple):
    """What a template knows by name, and the tables that stand behind their names."""

    values: dict[str, Any]
    grids: dict[str, Grid]


def known(paper: Paper) -> Known:
    """What a template knows of a paper."""
    grids, annexes = _grids(paper), appendices(paper)
    values: dict[str, Any] = {
        "paper": heading(paper),
        "position": [*position(paper), *difference_in_short(paper)],
        "differences": source_differences(paper),
        "leads": _leads(paper),
        "findings": _findings(paper, annexes),
        "standing": _standing(paper),
        "updates": _updates(paper),
        "sources": [_source(source.title, full(source.on)) for source in paper.sources],
        "appendices": annexes,
        "items": _items(paper),
        "counts": _counted(paper.summary.totals),
        "national": [
            (f"national_{n}", picture.period)
            for n, picture in enumerate(grade_tables.national(paper), 1)
        ],
    }
    texts = {name: _outside(value) for name, value in values.items()}
    refs = {name: GridRef(name, bool(grid.table.rows)) for name, grid in grids.items()}
    return Known({**texts, "tables": refs}, grids)


def heading(paper: Paper) -> Heading:
    """How a paper is headed; what its settings leave open comes from the plan."""
    wanted, settings = paper.wanted, paper.wanted.settings
    titles = [inspection.title for inspection in paper.summary.inspections]
    usual = f"{titles[0]}: progress report" if len(titles) == 1 else "Inspection progress report"
    return Heading(
        title=settings.title or usual,
        number=wanted.number or "",
        board=settings.board or "",
        meeting=full(wanted.meeting),
        as_of=full(wanted.as_of),
        by=settings.by or paper.plan.organisation or "",
        purpose=settings.purpose,
        marking=paper.plan.marking or "",
        internal=wanted.internal,
        recommendation=settings.recommendation or _RECOMMENDED[settings.purpose],
        author=settings.author or "",
        contact=settings.contact or "",
        organisation=paper.plan.organisation or "",
    )


def marking_of(paper: Paper) -> str:
    """What stands on every page."""
    told = [paper.plan.marking or "", INTERNAL if paper.wanted.internal else ""]
    return " – ".join(filter(None, told))


def _outside(value: Any) -> Any:
    """The value with every text in it an outside one."""
    if isinstance(value, str):
        return Outside(value)
    if isinstance(value, tuple) and hasattr(value, "_make"):
        return type(value)._make(map(_outside, value))
    if isinstance(value, list | tuple):
        return tuple(map(_outside, value))
    return {k: _outside(v) for k, v in value.items()} if isinstance(value, Mapping) else value


def _grids(paper: Paper) -> dict[str, Grid]:
    found = {
        "overdue": Grid("Overdue items", tables.overdue(paper)),
        "moved": Grid("Open items whose date has moved", tables.moved(paper)),
        "unverified": Grid("Completed items awaiting verification", tables.unverified(paper)),
        "unowned": Grid("Open items without an owner", tables.unowned(paper)),
        "grades": Grid("Grades, the latest first", grade_tables.grades(paper)),
        "lost_cells": Grid(
            "National numbers as the source printed them", grade_tables.lost_cells(paper)
        ),
        "status": Grid("Status by framework", tables.status(paper)),
        "movement": Grid("What moved since the last report", moved_tables.movement_table(paper)),
        "restated": Grid("Restated figures", moved_tables.restated_figures(paper)),
        "restated_items": Grid(
            "Items that stood otherwise than reported", moved_tables.restated_items(paper)
        ),
        "reconciliation": Grid("From the last report to this", moved_tables.reconciliation(paper)),
    }
    for n, picture in enumerate(grade_tables.national(paper), 1):
        caption = f"National grades in {picture.period}: how many forces got each"
        found[f"national_{n}"] = Grid(caption, picture.table)
    return found


def _leads(paper: Paper) -> dict[str, str]:
    """The sentence that stands before each table; "" where there is nothing to say."""
    found, day = paper.exceptions, full(paper.wanted.as_of)
    late, moved = len(found.overdue), len(found.moved)
    waiting, unowned = len(found.unverified), len(found.unowned)
    of_open = things(paper.summary.totals.all.open, "open item")
    leads = {
        "overdue": f"{in_words(late)} of {of_open} {_are(late)} overdue at {day}"
        if late
        else f"no item is overdue at {day}",
        "moved": f"the date of {things(moved, 'open item')} is not the first that was set"
        if moved
        else "no open item has a date other than the first that was set",
        "unverified": f"{things(waiting, 'completed item')} {_have(waiting)} awaited verification"
        f" for over {UNVERIFIED_DAYS} days"
        if waiting
        else f"no completed item has awaited verification for over {UNVERIFIED_DAYS} days",
        "unowned": f"{things(unowned, 'open item')} {_have(unowned)} no owner"
        if unowned
        else "every open item has an owner",
        "movement": _movement_lead(paper),
        "restated": _restated_lead(paper),
    }
    return {name: sentence(text) for name, text in leads.items()}


def _movement_lead(paper: Paper) -> str:
    if paper.movement is None or paper.previous is None:
        return "no earlier report is recorded, so there is no movement to give"
    since = f"report {paper.previous.number} (position at {full(paper.previous.as_of)})"
    return f"since {since}: {moved_tables.movement_lead(paper.movement)}"


def _restated_lead(paper: Paper) -> str:
    found = paper.restatement
    if found is None:
        return ""
    report = f"report {found.paper.number}"
    if not found.figures and not found.items:
        return f"the figures of {report} stand as they were reported"
    return (
        f"what has been recorded since changes the position at {full(found.paper.as_of)}"
        f" that {report} gave"
    )


def _findings(paper: Paper, annexes: tuple[Appendix, ...]) -> list[Finding]:
    """A finding for each framework that is no other's part, its parts under it."""
    rows = {row.framework.slug: row for row in paper.summary.frameworks}
    grades = {row.framework.slug: row for row in paper.grades.frameworks}
    numbers = {annex.framework: number for number, annex in enumerate(annexes, 1)}
    found = []
    for slug, row in rows.items():
        if row.framework.parent in rows:
            continue
        family = [r for r in rows.values() if r.framework.parent == slug and r is not row]
        told = [graded(grades[slug], bool(family))] if slug in grades else []
        if not family:
            text = " ".join([*told, asked_of(row, row.counts)])
            found.append(Finding(text, (), numbers.get(slug)))
            continue
        told.append(asked_of(row, row.with_children or row.counts))
        parts = [
            part_of(family_name(one.framework, paper.plan.frameworks), one.grade, one.counts)
            for one in (row, *family)
        ]
        found.append(Finding(" ".join(told), tuple(parts), numbers.get(slug)))
    return found


def _standing(paper: Paper) -> list[Standing]:
    found: dict[str, list[str]] = {}
    for one in paper.status:
        name = family_name(one.framework, paper.plan.frameworks) if one.framework else ""
        found.setdefault(name or "No framework", []).append(standing_of(one))
    return [Standing(name, tuple(texts)) for name, texts in found.items()]


def _updates(paper: Paper) -> list[str]:
    told = [(u, "; ".join(filter(None, (u.note, u.reason)))) for u in paper.updates]
    return [f"{full(update.on)}, {update.item.id}: {said}" for update, said in told]


def _items(paper: Paper) -> list[KnownItem]:
    return [
        KnownItem(row.item.id, row.item.kind, "", "exempt", "", row.item.status, "", "", "", 0, "")
        if is_hidden(row.item)
        else KnownItem(
            id=row.item.id,
            kind=row.item.kind,
            framework=row.framework_name or "",
            title=row.item.title,
            text=row.item.text or "",
            status=row.item.status,
            progress=row.item.reported_progress,
            owner=row.item.owner or "",
            due=full(row.item.due),
            days_overdue=row.days_overdue,
            rag=row.rag,
        )
        for row in paper.rows
    ]


def _counted(totals: KindCounts) -> Totals:
    return Totals(*map(_count, totals[:4]))


def _count(counts: Counts) -> Counted:
    return Counted(counts.total, counts.completed, counts.verified, counts.open, counts.overdue)


def _source(title: str, day: str) -> str:
    return f"{title} of {day}" if day else title


def _are(number: int) -> str:
    return "is" if number == 1 else "are"


def _have(number: int) -> str:
    return "has" if number == 1 else "have"
