"""Figures without a sentence: a line such as "AFIs overdue: 8", and digits that count no items."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.claim_types import (
    DueClaim,
    FigureClaim,
    Measure,
    OtherFigure,
    Spot,
)
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    CellFigure,
    figure_of_cell,
    group_of_measure,
    kind_of_word,
    states_in,
)
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.claims.quantities import quantities_of, without_dates
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.documents.wording.patterns import DATE, NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.around import Around

_OTHER: Final = re.compile(r"(?<![\w.,/-])£?\d[\d,.]*\d*(?: ?%| million| billion)?(?![\w/-])")
_DIGITS: Final = re.compile(r"\d[\d of/%()]*")
_CELL: Final = rf"{_DIGITS.pattern}|(?:{NUMBER}|none|nil)(?: (?:out )?of (?:the )?{NUMBER})?"
_LINE: Final = re.compile(
    rf"(?P<name>[A-Za-z][^:=\d]{{2,60}}?) ?[:=] ?(?P<figure>{_CELL})\.?", re.I
)
_DUE_LINE: Final = re.compile(
    rf"(?:(?P<which>next|first|earliest|last|latest|final) )?due(?: dates?)?"
    rf" ?[:=–—-] ?(?P<date>{DATE.pattern})\.?",
    re.I,
)
_WHICH: Final[dict[str, Literal["next", "last"]]] = {
    "next": "next",
    "last": "last",
    "latest": "last",
    "final": "last",
}
_PARTS_BEHIND: Final = re.compile(r" \([^()]*[a-z][^()]*\)\.?$", re.I)
_SEVERAL: Final = 2


def figure_line(spot: Spot, text: str, around: Around) -> FigureClaim | None:
    """Return the figure of a line such as "AFIs overdue: 8"; None where it is something else."""
    match = _LINE.fullmatch(_PARTS_BEHIND.sub("", text))
    figure = _figure_of(match["figure"]) if match else None
    if match is None or figure is None or MOVED.search(text):
        return None
    kinds, states = list(KINDS.finditer(match["name"])), states_in(match["name"])
    is_total = bool(re.search(r"\btotal\b", match["name"], re.I))
    if not states and not (kinds and is_total):
        return None
    if not kinds and not _DIGITS.fullmatch(match["figure"]):
        return None  # "Completed in all: 6 out of 16"
    if len(match["name"].split()) > 2 * (len(kinds) + len(states)) + 3:
        return None
    kind = kind_of_word(kinds[0][0]) if kinds else around.kind
    specific = [s for s in states if s.measure != "total"] or states
    measure: Measure = specific[0].measure if specific else "total"
    return FigureClaim(
        spot,
        group_of_measure(measure),
        kind,
        measure,
        around.framework,
        around.extent,
        figure.value,
        figure.of,
        "total",
        figure.percent,
        quote=text,
        is_tight=len({state.measure for state in states} - {"total"}) < _SEVERAL,
    )


def due_line(spot: Spot, text: str, around: Around) -> DueClaim | None:
    """Return the date of a line below a framework's heading: "Next due: 30 June 2026"."""
    match = _DUE_LINE.fullmatch(text)
    days = days_of_cell(match["date"]) if match else ()
    if match is None or not days or around.sure is None:
        return None
    word = (match["which"] or "").lower()
    which = _WHICH.get(word)
    is_last = which == "last"
    return DueClaim(
        spot,
        around.kind,
        around.sure,
        around.extent,
        days[0],
        latest=is_last,
        quote=text,
        which="" if which is None or is_last else which,
    )


def _figure_of(text: str) -> CellFigure | None:
    """Return the figure of a line's end, in digits or in words: "4 of 10", "two", "none"."""
    if (figure := figure_of_cell(text)) is not None:
        return figure
    quantities = quantities_of(text)
    if len(quantities) != 1 or quantities[0].value is None:
        return None
    return CellFigure(quantities[0].value, quantities[0].of, quantities[0].percent)


def other_figures(spot: Spot, sentence: str) -> list[OtherFigure]:
    """Return the figures in digits of a sentence besides those of dates and labels."""
    masked = without_dates(sentence)
    hits = [match[0].strip() for match in _OTHER.finditer(masked)]
    return [OtherFigure(spot, ", ".join(hits))] if hits else []
