"""Papers: `report --json`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.papers.template_context import heading
from hmic_tracker.render.to_json import Object, iso, object_header
from hmic_tracker.render.to_json.first_page import first_page_part
from hmic_tracker.render.to_json.kept_texts import kept_text_part
from hmic_tracker.render.to_json.summary import unsettled_part
from hmic_tracker.reports.movement import DATED, PARTS, Moved
from hmic_tracker.reports.redaction import is_hidden
from hmic_tracker.reports.restatement import figures_of

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Difference
    from hmic_tracker.domain.words import Kind
    from hmic_tracker.reports.item_rows import ItemRow
    from hmic_tracker.reports.made import Made, Tracked
    from hmic_tracker.reports.paper import Paper


def paper_object(paper: Paper, recorded: bool) -> Object:
    """`report --json`: how it is headed, its figures, what stands out, what moved."""
    wanted, heads, exceptions = paper.wanted, heading(paper), paper.exceptions
    return {
        **object_header("paper", wanted.as_of, paper.damaged),
        "name": wanted.settings.name,
        "number": wanted.number,
        "meeting": iso(wanted.meeting),
        "title": heads.title,
        "board": wanted.settings.board,
        "by": heads.by or None,
        "for": paper.purpose,
        "marking": paper.plan.marking,
        "internal": wanted.internal,
        "recorded": recorded,
        "first_page": first_page_part(paper, heads.recommendation),
        "count": len(paper.rows),
        "ids": [row.item.id for row in paper.rows],
        "figures": [
            {**one._asdict(), "filters": paper.filters(one.framework, one.kind)}
            for one in figures_of(paper.plan, paper.plan.items, wanted.as_of)
        ],
        "made": [one for made in paper.made for one in _made(made)],
        "tracked": [one for row in paper.tracked for one in _tracked(row)],
        "overdue": _ids(exceptions.overdue),
        "deferred": _ids(one.row for one in exceptions.deferred),
        "moved": _ids(one.row for one in exceptions.moved),
        "requested": _ids(one.row for one in exceptions.requested),
        "unverified": _ids(one.row for one in exceptions.unverified),
        "unowned": _ids(exceptions.unowned),
        "differences": [_difference(one) for one in paper.summary.totals.unsettled],
        "unsettled": [unsettled_part(one) for one in paper.unsettled],
        "kept": [
            {**kept_text_part(one.text), "unchanged": one.is_unchanged} for one in paper.kept.shown
        ],
        "previous": paper.previous.number if paper.previous else None,
        "movement": _movement(paper),
        "restated": [one._asdict() for one in paper.restatement.figures]
        if paper.restatement
        else None,
        "corrected": [
            {"id": one.id, "what": one.difference.what} for one in dict.fromkeys(paper.corrected)
        ],
    }


def _difference(one: Difference) -> Object:
    return {
        "framework": one.reported.framework,
        "item_kind": one.reported.kind,
        "missing": one.missing,
        "candidates": list(one.candidates),
    }


def _made(made: Made) -> Iterator[Object]:
    for kind, number in made.counts.items():
        yield {
            "inspection": made.inspection.id,
            **_place(made, kind),
            "made": number,
            "reported": made.reported.get(kind),
        }


def _tracked(row: Tracked) -> Iterator[Object]:
    kinds = (*row.made, *row.tracked, *(item.kind for item in row.added))
    for kind in dict.fromkeys(kinds):
        yield {
            **_place(row, kind),
            "made": row.made.get(kind, 0),
            "gone": [item_id for one in row.gone if one.kind == kind for item_id in one.ids],
            "added": [item.id for item in row.added if item.kind == kind],
            "outside": row.outside.get(kind, 0),
            "tracked": row.tracked.get(kind, 0),
        }


def _place(one: Made | Tracked, kind: Kind) -> Object:
    return {"framework": one.framework.slug, "kind": kind}


def _ids(rows: Iterable[ItemRow]) -> list[str]:
    return [row.item.id for row in rows if not is_hidden(row.item)]


def _movement(paper: Paper) -> Object | None:
    if paper.movement is None:
        return None
    moved: Object = {"since": paper.movement.since.isoformat()}
    for part in PARTS:
        moved[part] = [
            {"id": one.item.id, "from": one.old, "to": one.new}
            for one in getattr(paper.movement, part)
            if _is_shown(part, one)
        ]
    return moved


def _is_shown(part: str, one: Moved) -> bool:
    """Dates of an exempt item are not."""
    return part not in DATED or not is_hidden(one.item)
