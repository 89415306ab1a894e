"""Figures of rows that say what they count: Overdue, 12."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from hmic_tracker.documents.claims.claim_types import A_PART, Claim, FigureClaim, Measure, Spot
from hmic_tracker.documents.claims.date_mentions import dates_in
from hmic_tracker.documents.claims.known_words import COLOUR, odd_words
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    State,
    figure_of_cell,
    kind_of_word,
    states_in,
)
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.plain_words import ON_COURSE
from hmic_tracker.documents.claims.row_mentions import month_mentions
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.around import Around
    from hmic_tracker.documents.claims.columns import PaperColumn
    from hmic_tracker.documents.claims.table_view import TableView
    from hmic_tracker.domain.words import Kind

_WIDE: Final = frozenset({"open", "in-progress", "completed", "in-time"})

_DATED: Final = frozenset({"due-by", "due-on", "later"})

_NOW: Final = re.compile(
    r"now|today|current(?:ly)?|latest|this (?:month|quarter|time|report)", re.I
)
"""Heads of columns that are of the paper's day."""

_COLOUR: Final = re.compile(
    r"\b(?:red|amber|green|blue|rag|rated|number|per ?cent|share)\b",
    re.I,
)

_ONE_KIND: Final = re.compile(r"(?:recommendation|afi|area for improvement)", re.I)
"""The name of a row of one item: of a part of the plan."""

_WHETHER: Final = re.compile(
    r" ?\([^()]*\b(?:or not|whether|including|verified or|or (?:a?waiting|unverified))\b[^()]*\)",
    re.I,
)
"""What says in brackets that a row counts more than one state: "Completed (verified or not)"."""
_AN_OWNER: Final = re.compile(r"\b(?:with|have|has) an owner\b", re.I)
_LONGEST: Final = 80
_BOTH: Final = 2

_DAYS_AGO: Final = 14
"""Days from the newest column of several to the paper's day."""

_OF_WHICH: Final = re.compile(r"^[–—-]? ?(?:of (?:which|these|those|them))[ :,–—-]*", re.I)


_ONE_NUMBER: Final = re.compile(r"number|count|total|how many|no\.?|figure|value", re.I)


def measure_row(
    view: TableView, spot: Spot, cells: Sequence[str], around: Around
) -> Iterator[Claim]:
    """Yield the figures of a row whose first cell says what is counted."""
    name = _WHETHER.sub("", _OF_WHICH.sub("", cells[0]))
    kinds, states = list(KINDS.finditer(name)), states_in(name)
    if name == ON_COURSE:
        return  # a colour of the key: there may be another for the same
    if DATE.search(name):
        yield from month_mentions(spot, cells, view.columns, view.names)
        return
    if not name or MOVED.search(name) or not (kinds or states) or len(name) > _LONGEST:
        return
    if _AN_OWNER.search(name):
        return  # of those that have one
    kind = kind_of_word(kinds[0][0]) if kinds else None
    rest = [(column, cell) for column, cell in zip(view.columns[1:], cells[1:], strict=True)]
    figures = [(c, f) for c, cell in rest if (f := figure_of_cell(cell))]
    now = newest_column([c for c, _ in figures], around.day)
    figures = [(c, f) for c, f in figures if c == now] or figures
    figures = [(c, f) for c, f in figures if f.value is not None] or figures
    for column, figure in figures:
        measure, also = _measures(states) if states else (column.measure, ())
        own = column.kind if column.is_kind_given and kind is None else kind
        if states and measure and _OF_WHICH.match(column.head) and column.measure:
            yield from _of_those(view, spot, cells, column, measure, own, around)
            continue
        elif states and column.measure not in {None, "total"}:
            continue
        if not states and _ONE_NUMBER.fullmatch(column.head) and _counts_states(view):
            measure = "total"
        if measure is None:
            continue
        others = [c for c, _ in figures if c != column and not _OF_WHICH.match(c.head)]
        if others and column.role != "figure":  # of several days
            continue
        is_coloured = bool(COLOUR.search(name)) and measure in _WIDE
        is_coloured = is_coloured and (_has_amber(view) or "in-time" not in {measure, *also})
        is_odd = is_coloured or (_is_odd_name(name) and not MOVED.search(name))
        is_odd = is_odd or bool(_ONE_KIND.fullmatch(name))
        yield FigureClaim(
            spot._replace(column=view.columns.index(column)),
            "count" if measure == "total" else "status",
            own,
            measure,
            around.framework,
            around.extent,
            figure.value,
            figure.of,
            "total",
            figure.percent,
            by=next((state.by for state in states if state.by), None),
            quote=" | ".join(filter(None, cells)),
            doubt=A_PART if is_odd else "",
            near=(view.title,) if view.title and not around.framework else (),
            also=also,
        )


def _of_those(
    view: TableView,
    spot: Spot,
    cells: Sequence[str],
    column: PaperColumn,
    base: Measure,
    kind: Kind | None,
    around: Around,
) -> Iterator[Claim]:
    """Yield how many of the items of a row are so too: "Of which overdue" beside their number."""
    at = view.columns.index(column)
    first = next((n for n in range(at - 1, 0, -1) if not _OF_WHICH.match(view.columns[n].head)), 0)
    whole, part = figure_of_cell(cells[first]), figure_of_cell(cells[at])
    if whole is None or part is None or None in {whole.value, part.value, column.measure}:
        return
    yield FigureClaim(
        spot._replace(column=at),
        "status",
        kind,
        column.measure or "total",
        around.framework,
        around.extent,
        part.value,
        whole.value,
        base,
        quote=" | ".join(filter(None, cells)),
    )


def _counts_states(view: TableView) -> bool:
    """Whether rows of a table are of states, with nothing above it that says which items it has."""
    rows = [row.cells[0] for row in view.table.rows if row.cells]
    return not view.listed and sum(map(_is_state, rows)) >= _BOTH


def _is_state(name: str) -> bool:
    hits = states_in(name)
    return bool(hits) and (hits[0].start, hits[0].end) == (0, len(name))


def newest_column(columns: Sequence[PaperColumn], day: date | None) -> PaperColumn | None:
    """Return the column of the paper's day, of several with a day each as their heads."""
    now = [one for one in columns if _NOW.fullmatch(one.head)]
    days = [(_day_of_head(one.head, day), one) for one in columns] if day else []
    past = [(its, one) for its, one in days if its and day and its <= day]
    if now or len(past) < _BOTH:
        return now[0] if len(now) == 1 else None
    its, newest = max(past, key=lambda one: one[0])
    return newest if day and (day - its).days <= _DAYS_AGO else None


def _has_amber(view: TableView) -> bool:
    """Whether a row of the table is of amber, so that green is not all that is in time."""
    return any(re.search(r"\bamber\b", row.cells[0], re.I) for row in view.table.rows)


def _day_of_head(head: str, day: date) -> date | None:
    """Return the day that a column's head is, a day without its year that of the paper's year."""
    its = dates_in(head)
    if len(its) != 1 or its[0][2] - its[0][1] < len(head) - 1:
        return None
    text = its[0][0].replace("-", f"{day.year}", 1) if its[0][0].startswith("--") else its[0][0]
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _measures(states: Sequence[State]) -> tuple[Measure | None, tuple[Measure, ...]]:
    """Return what a row counts, and what else its items are: "Open and overdue"."""
    measures = list(dict.fromkeys(s.measure for s in states if s.measure != "total"))
    if not measures:
        return states[0].measure, ()
    first = next((one for one in measures if one not in _WIDE), measures[0])
    return first, tuple(one for one in measures if one != first and one not in _DATED)


def _is_odd_name(name: str) -> bool:
    """Whether a row's name has words besides a kind and a state that may leave items out."""
    states = states_in(name)
    if re.search(r"\bowners?\b", name, re.I) and all(s.measure != "no-owner" for s in states):
        return True
    if re.search(r"\b(?:19|20)\d\d\b", DATE.sub(" ", name)):
        return True
    for state in reversed(states):
        name = f"{name[: state.start]} {name[state.end :]}"
    return bool(odd_words(_COLOUR.sub(" ", DATE.sub(" ", KINDS.sub(" ", name)))))
