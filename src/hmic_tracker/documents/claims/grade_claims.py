"""Grades in sentences and lines: "PVP was graded Fair", "2007 grade: Good"; rows of grades."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from hmic_tracker.documents.claims.claim_types import GradeClaim, NationalClaim, Spot
from hmic_tracker.documents.claims.grade_extremes import ExtremeReader
from hmic_tracker.documents.claims.grade_periods import YEAR
from hmic_tracker.documents.claims.grade_sentences import SPEAKS, GradeSentences
from hmic_tracker.documents.claims.item_areas import ItemAreas
from hmic_tracker.documents.claims.plain_grades import spellings
from hmic_tracker.documents.wording.grade_words import GradeWords
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named, PaperNames
    from hmic_tracker.domain.grades import Scale


_LIST: Final = re.compile(r"(?: \(\d{1,2}\))?\s*[:–—-]\s+(?=\w)")


_HEAD: Final = re.compile(r"(?:framework|area|name|inspected|topic)[^.:;]*$", re.I)
_NUMBERS: Final = re.compile(r"(?P<name>.{2,80}?)(?P<numbers>(?:\s+\d{1,3}){2,6})")


class GradeReader(GradeSentences):
    """Reads the grades of sentences and of lines without columns; keeps the heads it has seen."""

    def __init__(self, names: PaperNames, scales: Iterable[Scale]) -> None:
        self._scales = tuple(scales)
        self.words = GradeWords(self._scales)
        super().__init__(names, spellings(g for scale in self._scales for g in scale.grades))
        self.extremes = ExtremeReader(self._any_letters, self._spelled)
        self.item_areas = ItemAreas(self._any_letters, self._spelled)
        self.periods: tuple[str, ...] = ()
        self.columns: tuple[str, ...] = ()
        self.year: str | None = None

    def spelled(self, text: str) -> str | None:
        """Return the grade that a text consists of."""
        return self.words.grade(text)

    def scale_heads(self, cells: Sequence[str]) -> tuple[str, ...]:
        """Return the grades that a row of heads consists of, in order; none where it isn't one."""
        grades = tuple(grade for cell in cells if (grade := self.words.grade(cell)))
        fits = any(set(grades) <= set(scale.grades) for scale in self._scales)
        return grades if len(set(grades)) > 2 and fits else ()

    def of_line(self, spot: Spot, text: str) -> list[GradeClaim | NationalClaim] | None:
        """Return the claims of a line without columns under a head; None where it has none."""
        plain = " ".join(text.split())
        if len(plain) > 160:
            return None
        words = plain.split(" ")
        grades = self.scale_heads(words)
        if grades and len(grades) >= len(words) - 1:
            self.columns, self.periods = grades, ()
            return []
        years = YEAR.findall(plain)
        if years and _HEAD.match(plain) and SPEAKS.search(plain):
            self.periods, self.columns = tuple(dict.fromkeys(years)), ()
            self.year = years[0]
            return []
        if self.columns and (row := _NUMBERS.fullmatch(plain)):
            named = self._names.of_cell(row["name"])
            if named:
                numbers = tuple(map(int, row["numbers"].split()))
                return [
                    NationalClaim(spot, named.slug, self.year, self.columns, numbers, quote=plain)
                ]
        if self.periods:
            name, cells = self.words.cells_at_end(plain, len(self.periods))
            named = self._names.of_cell(name) if cells else None
            if named and len(cells) == len(self.periods):
                return [
                    GradeClaim(spot, named.slug, period, cell.grade, plain)
                    for period, cell in zip(self.periods, cells, strict=True)
                ]
        return None

    def of_list(self, spot: Spot, text: str, named: Sequence[Named]) -> list[GradeClaim]:
        """Return the grade that a list begins with, of each framework in it: "Good: A; B"."""
        match = self._any_letters.match(text)
        if not match or not (lead := _LIST.match(text, match.end())) or not named:
            return []
        rest = text[lead.end() :]
        for one in reversed(named):
            first, last = one.start - lead.end(), one.end - lead.end()
            rest = rest[: max(0, first)] + rest[max(0, last) :]
        if re.sub(r"\b(?:and|the|overall)\b|[\W_]", "", rest):
            return []
        grade = self._spelled[folded(match[0])]
        return [GradeClaim(spot, one.slug, None, grade, text, is_dated=True) for one in named]
