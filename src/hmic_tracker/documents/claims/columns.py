"""What the columns of a paper's table hold: figures, items, frameworks, statuses, dates, grades."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.claim_types import PREVIOUS
from hmic_tracker.documents.claims.known_words import COLOUR
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    STATES_OF_ITEMS,
    figure_of_cell,
    kind_of_word,
    states_in,
)
from hmic_tracker.documents.claims.status_statements import statement_of
from hmic_tracker.documents.marks import FORMER_TIME
from hmic_tracker.documents.readers.grade_heads import time_of_head
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.documents.wording.field_words import field_of_head
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Measure
    from hmic_tracker.domain.words import Kind

Role = Literal[
    "framework",
    "label",
    "status",
    "progress",
    "due",
    "late",
    "figure",
    "grade",
    "national",
    "place",
    "as-printed",
    "latest-due",
    "period",
    "ids",
    "kind",
    "count",
    "text",
    "done-on",
    "other",
]
_YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\b")
_SHORT_YEAR: Final = re.compile(r"(?:^|[ '’])([0-4]\d)$")
_UNGRADED: Final = re.compile(
    r"(?:not (?:then )?(?:separately )?(?:graded|rated).{0,24}|ungraded|no grade.{0,12}|n/?[ag])",
    re.I,
)
_LATE: Final = re.compile(r"days? (?:late|overdue|past)", re.I)
_LATEST: Final = re.compile(r"\b(?:latest|last|furthest) (?:due|date|deadline)", re.I)
_NO_DUE: Final = re.compile(
    r"\bcount\b|\bold\b|initial|(?<!to be )completed\b|\bdone\b|finished"
    r"|date (?:of )?complet|first|original|requested"
    r"|asked|moved|was\b(?! due)|previous|last (?:tested|checked|reviewed|seen|met)\b"
    r"|verified|since|deferred|decided|^on$|now asked|closed on|new date",
    re.I,
)
_DONE_ON: Final = re.compile(
    r"(?:date |when )?(?:completed|done|finished|closed|verified)(?: on)?"
    r"|(?:date )?(?:recorded|reported|marked) (?:as )?(?:completed?|done|finished)(?: on)?",
    re.I,
)
_STANDS: Final = re.compile(
    r"outcome|result|situation|now|today|what (?:has )?happened"
    r"|(?:how|where) (?:it|they|things|we) (?:now )?stands?(?: now)?",
    re.I,
)
"""Heads of columns that are of statuses where their cells are."""
_DUE_NOW: Final = re.compile(r"\b(?:current\w*|revised|agreed|now|latest|new|present)\b", re.I)
_PLACES: Final[dict[str, str]] = {"above": "above", "level": "level", "below": "below"}
_NUMBERS: Final = re.compile(r"no\.?|ref|id|#|para\w*|rec(?:ommendation)? no\.?|item|s/n", re.I)
_ITEM: Final = re.compile(r"(?:REC|AFI|COC|GP)[-‐‑–]?\d", re.I)
_LONGEST_STATUS: Final = 40
_MOST: Final = 0.7
_COUNTED: Final = re.compile(r"\d+ [a-z]", re.I)
"""A cell that counts: "2 completed, 3 in progress"."""
_ALL: Final = 1.0
"""Shares of cells that are statuses: under a head that says so, and under any other."""
_ANOTHER_STATE: Final = re.compile(
    r"\b(?:last|previous\w*|prior|before|was|then|earlier|changes?|movements?|expected|target|forecast"
    r"|planned|accept\w*|agree\w*|response|verif\w*|check\w*|evidence|risk|from|first)\b|\d|\?",
    re.I,
)
"""Heads under which words of a status say something else than how an item stands."""
_WIDE: Final = frozenset({"total", "open", "in-progress", "completed"})
"""States beside which another in a column's head says more: "in progress, overdue"."""
_COUNTS: Final = re.compile(r"(?:count|number|no\.? of items|how many|items|total)", re.I)


class PaperColumn(NamedTuple):
    """A column: what it holds, and of figures the kind and what is counted; a grade's period."""

    role: Role
    head: str
    kind: Kind | None = None
    is_kind_given: bool = False
    measure: Measure | None = None
    period: str | None = None
    where: str = ""


def column_of(head: str, cells: Sequence[str], grades: frozenset[str]) -> PaperColumn:
    """Return what a column holds, by its head and by what stands in it."""
    plain = " ".join(head.split())
    filled = [
        one for cell in cells if (one := " ".join(cell.split())) and one not in {"-", "–", "—"}
    ]
    figures = [figure_of_cell(cell) for cell in filled]
    has_number = any(re.search(r"\d", cell) for cell, f in zip(filled, figures, strict=True) if f)
    are_figures = has_number and sum(f is not None for f in figures) >= 0.7 * len(filled)
    lower = plain.lower()
    if re.search(r"as printed", lower):
        return PaperColumn("as-printed", plain)
    if lower in {"period", "year"}:
        return PaperColumn("period", plain)
    if filled and sum(bool(_ITEM.match(cell)) for cell in filled) >= 0.6 * len(filled):
        return PaperColumn("ids" if lower in {"items", "which"} else "label", plain)
    if are_figures:
        return _figure_column(plain, lower, figures)
    if _is_status(plain, filled):
        return PaperColumn("status", plain)
    graded = sum(cell.casefold() in grades for cell in filled)
    without = sum(bool(_UNGRADED.fullmatch(cell)) for cell in filled)
    if graded and graded >= 0.5 * (len(filled) - without):
        return PaperColumn("grade", plain, period=_period_of(plain))
    if _LATEST.search(plain):
        return PaperColumn("latest-due", plain)
    if field_of_head(plain) in {"due", "revised"} or (
        filled and sum(bool(days_of_cell(c)) and len(c) < 24 for c in filled) >= 0.6 * len(filled)
    ):
        if _DONE_ON.fullmatch(plain):
            return PaperColumn("done-on", plain)
        return PaperColumn("other" if _NO_DUE.search(plain) else "due", plain)
    if lower in {"progress", "how far"}:
        return PaperColumn("progress", plain)
    field = field_of_head(plain)
    if field in {"status", "framework", "label", "text", "kind"}:
        return PaperColumn(field, plain)  # type: ignore[arg-type]
    if field == "update" and all(len(cell) < 60 for cell in filled):
        return PaperColumn("progress", plain)
    return PaperColumn("other", plain)


def _period_of(head: str) -> str | None:
    """Return the period of a column of grades: a year, or that of the inspection before."""
    if year := _YEAR.search(head):
        return year[1]
    if short := _SHORT_YEAR.search(head):
        return f"20{short[1]}"
    return PREVIOUS if time_of_head(head) == FORMER_TIME else None


def with_one_due(columns: Sequence[PaperColumn]) -> list[PaperColumn]:
    """Return columns, of several with dates only those that say when items are due now."""
    dues = [one for one in columns if one.role == "due"]
    now = [one for one in dues if _DUE_NOW.search(one.head)]
    if len(dues) == 1 or not now:
        return list(columns)
    return [
        one._replace(role="other") if one.role == "due" and one not in now else one
        for one in columns
    ]


def with_state_above(columns: Sequence[PaperColumn], above: str) -> list[PaperColumn]:
    """Return columns, those of the numbers of items of a kind counted for the state of a heading.

    A table whose heads name states of their own goes by them: "Completed | Open" under "Overdue";
    rows of one day or status each are of a part of what is so.
    """
    states = {state.measure for state in states_in(above)} & STATES_OF_ITEMS
    has_own = any(states_in(one.head) or one.role in {"due", "status"} for one in columns)
    if len(states) != 1 or has_own:
        return list(columns)
    (measure,) = states
    return [
        one._replace(measure=measure)
        if one.role == "figure" and one.is_kind_given and one.measure == "total"
        else one
        for one in columns
    ]


def _is_status(head: str, cells: Sequence[str]) -> bool:
    """Whether a column says how its rows stand: by its head, or by nothing but statuses in it."""
    if not cells:
        return False
    if field_of_head(head) == "status" or _STANDS.fullmatch(head):
        return _are_statuses(cells, _MOST)
    return not _ANOTHER_STATE.search(head) and len(cells) > 1 and _are_statuses(cells, _ALL)


def _are_statuses(cells: Sequence[str], share: float) -> bool:
    """Whether so great a share of a column's cells are a status and nothing else."""
    stated = (
        len(c) < _LONGEST_STATUS
        and not _COUNTED.match(c)
        and bool(statement_of(c, is_cell=True).statuses)
        for c in cells
    )
    return sum(stated) >= share * len(cells)


_CAUSES: Final = re.compile(r"^causes\b(?! of)", re.I)
"""Causes of concern in a narrow column's head: "Causes completed"."""


def _figure_column(plain: str, lower: str, figures: Sequence[object]) -> PaperColumn:
    if _LATE.search(plain):
        return PaperColumn("late", plain)
    for word, where in _PLACES.items():
        if re.search(rf"\b{word}\b", lower):
            return PaperColumn("place", plain, where=where)
    if re.search(r"\bdays\b|\bmissing\b|\bforces\b|\bmoves?\b|\bweeks\b|\bfirst date", lower):
        return PaperColumn("other", plain)
    kinds = list(KINDS.finditer(_CAUSES.sub("causes of concern", plain)))
    states = states_in(plain)
    if states and COLOUR.search(re.sub(r"[(\[].*", "", lower)):
        return PaperColumn("other", plain)
    kind = kind_of_word(kinds[0][0]) if kinds else None
    shares = any(
        getattr(f, "of", None) is not None or getattr(f, "percent", None) is not None
        for f in figures
    )
    measures = [state.measure for state in states if state.measure not in {"later", "due-by"}]
    if measures:
        measure = next((one for one in measures if one not in _WIDE), measures[0])
        if measure == "total" and shares:
            measure = "completed"
        return PaperColumn("figure", plain, kind, bool(kinds), measure)
    if kinds and (kind is not None or lower in {"items", "actions"}):
        return PaperColumn("figure", plain, kind, True, "completed" if shares else "total")
    return _bare_column(plain, lower)


def _bare_column(plain: str, lower: str) -> PaperColumn:
    """Return what a column of numbers holds whose head names no kind and no state."""
    if re.search(r"\btotals?\b", lower):
        return PaperColumn("figure", plain, None, False, "total")
    if re.fullmatch(r"(?:%|per ?cent|percentage)(?: complete\w*)?", lower):
        return PaperColumn("figure", plain, None, False, "completed")
    if _NUMBERS.fullmatch(lower) or (field_of_head(plain) == "label" and lower != "number"):
        return PaperColumn("label", plain)
    return PaperColumn("count" if _COUNTS.fullmatch(lower) else "other", plain)
