"""Grades as reports write them, and the scale they are on."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hmic_tracker.domain.grades import Scale, State

_NOT_SEPARATELY = r"not (?:separately )?graded(?: separately)?(?: in \d{4})?"
_NOT_INSPECTED = r"not inspected(?: in \d{4})?"
_NO_CELL = r"n/a|not applicable|not known|unknown|[-–—]"


class Cell(NamedTuple):
    """One cell of a grade table: a grade as its scale spells it, or why there is none."""

    state: State
    grade: str | None
    printed: str


class GradeWords:
    """Recognises the grades of some scales, and words for no grade, in any case."""

    def __init__(self, scales: Iterable[Scale]) -> None:
        self._spelled = {g.casefold(): g for scale in scales for g in scale.grades}
        longest_first = sorted(self._spelled, key=len, reverse=True)
        words = "|".join(re.escape(word).replace(r"\ ", " ") for word in longest_first) or r"(?!)"
        self._cell = re.compile(
            rf"(?P<grade>{words})|(?P<separately>{_NOT_SEPARATELY})"
            rf"|(?P<inspected>{_NOT_INSPECTED})|(?P<none>{_NO_CELL})",
            re.I,
        )
        self._last = re.compile(rf"(?:^| )(?:{self._cell.pattern})$", re.I)
        self._grading_for = re.compile(
            rf"\b(?P<grade>{words}) grading for (?P<name>[^;.,:()]{{3,80}}?)(?=[;.,]| and |$)", re.I
        )

    def grade(self, text: str) -> str | None:
        """Return the grade that a text consists of, None where it is no grade."""
        return self._spelled.get(text.strip(" .;*").casefold()) if len(text) < 80 else None

    def cell(self, text: str) -> Cell | None:
        """Return the cell that a text consists of, None where it is no cell."""
        match = self._cell.fullmatch(text) if len(text) < 80 else None
        if match is None:
            return None
        if match["grade"]:
            return Cell("graded", self._spelled[match["grade"].casefold()], text)
        state: State = "not-graded-separately" if match["separately"] else "unknown"
        return Cell("not-inspected" if match["inspected"] else state, None, text)

    def cells_at_end(self, text: str, most: int) -> tuple[str, tuple[Cell, ...]]:
        """Return the text before the cells at a line's end, and up to `most` cells in order."""
        cells: list[Cell] = []
        rest = text[:400]
        while rest and len(cells) < most and (match := self._last.search(rest)):
            cell = self.cell(rest[match.start() :].strip())
            if cell is None:
                break
            cells.insert(0, cell)
            rest = rest[: match.start()].rstrip()
        return rest, tuple(cells)

    def in_sentences(self, text: str) -> Iterator[tuple[str, Cell]]:
        """Yield the frameworks' names and grades of "an Excellent grading for Leadership"."""
        for match in self._grading_for.finditer(text):
            if cell := self.cell(match["grade"]):
                yield match["name"], cell


def scale_of(grades: Iterable[str], period: str, scales: Iterable[Scale]) -> Scale | None:
    """Return the scale with all these grades; of several, the one in force in the period's year.

    A scale's name ends with its first year ("peel-2014"). None where several are left.
    """
    wanted = set(grades)
    fitting = [scale for scale in scales if wanted <= set(scale.grades)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    since = [(int(year[1]), s) for s in fitting if (year := re.search(r"-(\d{4})$", s.name))]
    if len(since) != len(fitting) or not period[:4].isdecimal():
        return None
    begun = [(year, scale) for year, scale in since if year <= int(period[:4])]
    return max(begun, key=lambda pair: pair[0])[1] if begun else None
