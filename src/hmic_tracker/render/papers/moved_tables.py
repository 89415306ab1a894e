"""What moved since the last paper, and what of it would be reported differently today."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from hmic_tracker.domain.recorded_papers import ReportedItem
from hmic_tracker.domain.words import OPEN, STATUS_PHRASES, Kind, count_of
from hmic_tracker.render.blocks import Cell, Column, Row, Table
from hmic_tracker.render.papers.sentences import family_name
from hmic_tracker.render.papers.tables import EXEMPT, plain_rows
from hmic_tracker.render.papers.words import full, in_turn, in_words, named_ids
from hmic_tracker.reports.movement import DATED, Moved, Movement
from hmic_tracker.reports.paper import Paper
from hmic_tracker.reports.publishing import is_hidden
from hmic_tracker.reports.restating import RestatedFigure, RestatedItem
from hmic_tracker.reports.restating import reconciliation as reconciled

PARTS: Final = {
    "opened": "Opened",
    "completed": "Completed",
    "verified": "Verified",
    "closed": "Discharged",
    "slipped": "Slipped",
    "brought_forward": "Brought forward",
    "undated": "No longer dated",
    "reopened": "Reopened",
    "left": "No longer counted",
}
"""The parts of a movement, as a paper calls them; what is undone is reopened or not counted."""
_WORDS: Final[dict[str, str]] = {
    **{str(status): phrase for status, phrase in STATUS_PHRASES.items()},
    "duplicate": "duplicate of another item",
}


def movement_lead(movement: Movement) -> str:
    """ "four opened, six completed and two slipped"."""
    told = [f"{in_words(len(found))} {PARTS[part].lower()}" for part, found in _told(movement)]
    return in_turn(told) or "nothing has moved"


def _told(movement: Movement) -> list[tuple[str, tuple[Moved, ...]]]:
    return [(part, found) for part, found in movement.shown.items() if part in PARTS]


def movement_table(paper: Paper) -> Table:
    """Every item that moved, old and new; one whose date moved as well stands twice."""
    columns = (
        Column("movement", "Movement"),
        Column("item", "Item"),
        Column("number", "Count", "right"),
        Column("old", "From"),
        Column("new", "To"),
    )
    rows: list[Row] = []
    for part, found in _told(paper.movement) if paper.movement else ():
        rows += _rows_of(part, found)
    return Table(columns, tuple(rows), detail_head="Title")


def reconciliation(paper: Paper) -> Table:
    """From the figures of the last paper to these: what was restated, what came, what went."""
    columns = (
        Column("what", "Position"),
        Column("items", "Items", "right"),
        Column("completed", "Completed", "right"),
    )
    moved, restated = paper.movement, paper.restatement
    if moved is None or restated is None:
        return Table(columns, ())
    labels = {
        "reported": f"As reported in report {restated.paper.number}",
        "restated": "Restated since",
        "came": "Opened; newly completed",
        "went": "No longer counted; no longer completed",
        "now": "Position now",
    }
    rows = []
    for what, *numbers in reconciled(moved, restated):
        shown = map(str if what in {"reported", "now"} else _signed, numbers)
        rows.append(Row(tuple(map(Cell, (labels[what], *shown))), strong=what == "now"))
    return Table(columns, tuple(rows))


def restated_figures(paper: Paper) -> Table:
    """The figures that would be reported differently today."""
    columns = (
        Column("framework", "Framework"),
        Column("kind", "Of"),
        Column("figure", "Figure"),
        Column("reported", "Reported", "right"),
        Column("now", "Restated", "right"),
    )
    known = paper.plan.frameworks
    names = {f.slug: family_name(f, known) for f in known}

    def told(one: RestatedFigure) -> tuple[str, ...]:
        name = names.get(one.framework, one.framework or "No framework")
        kind: Kind = one.kind
        return name, count_of(2, kind)[2:], one.figure, str(one.reported), str(one.now)

    return Table(
        columns, plain_rows(map(told, paper.restatement.figures if paper.restatement else ()))
    )


def restated_items(paper: Paper) -> Table:
    """The items that stood otherwise than was reported."""
    columns = (
        Column("item", "Item"),
        Column("reported", "Reported as"),
        Column("now", "Now known as"),
    )
    hidden = {row.item.id for row in paper.rows if is_hidden(row.item)}
    same: dict[tuple[str, str], list[str]] = {}
    for one in paper.restatement.items if paper.restatement else ():
        key = _standing(one, one.reported, hidden), _standing(one, one.now, hidden)
        if key[0] != key[1]:
            same.setdefault(key, []).append(one.id)
    return Table(columns, plain_rows((named_ids(ids), *key) for key, ids in same.items()))


def _standing(one: RestatedItem, item: ReportedItem | None, hidden: Iterable[str]) -> str:
    if item is None:
        return "not in the paper"
    said = _WORDS.get(item.status, item.status)
    is_dated = item.due and item.status in OPEN and one.id not in hidden
    return f"{said}, due {full(item.due)}" if is_dated else said


def _rows_of(part: str, found: tuple[Moved, ...]) -> list[Row]:
    """The rows of a part: items that moved alike and have no text of their own share one."""
    dates = part in DATED
    hidden = [one for one in found if dates and is_hidden(one.item)]
    groups: dict[tuple[object, ...], list[Moved]] = {}
    for one in found:
        if one in hidden:
            continue
        item = one.item
        alone = "" if item.is_placeholder else item.id
        groups.setdefault((item.kind, item.framework, one.old, one.new, alone), []).append(one)
    rows = [
        Row(
            (
                Cell(PARTS[part]),
                Cell(named_ids([one.item.id for one in alike])),
                Cell(str(len(alike))),
                Cell(_word(alike[0].old, dates) or "not in the plan"),
                Cell(_word(alike[0].new, dates) or "none"),
            ),
            detail=alike[0].item.title if len(alike) == 1 else "text not published",
        )
        for alike in groups.values()
    ]
    if hidden:
        cells = (PARTS[part], EXEMPT, str(len(hidden)), "", "")
        rows.append(Row(tuple(map(Cell, cells))))
    return rows


def _word(value: str | None, dates: bool) -> str:
    return full(value) if dates else _WORDS.get(value or "", value or "")


def _signed(number: int) -> str:
    return f"+{number}" if number > 0 else f"−{-number}" if number < 0 else "0"
