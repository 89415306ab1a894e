"""The grade of the area that an item is of: "AFI-7, which comes from an area graded good"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from hmic_tracker.documents.claims.area_words import EARLIER, OWN_VIEW, is_of_bodies
from hmic_tracker.documents.claims.blanks import blank
from hmic_tracker.documents.claims.certainty import doubt_of_statement
from hmic_tracker.documents.claims.claim_types import ItemClaim, Spot
from hmic_tracker.documents.claims.grade_doubts import is_wished
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import ItemRef
    from hmic_tracker.documents.claims.paper_names import Named

_AREA: Final = (
    r"(?:areas?(?! for improvement)|framework|strand|theme|topic)"
    r"(?: of (?:work|policing|practice|prison life|our work|the inspection))?"
)
_NOUN: Final = r"(?:grade|grading|rating|mark|judge?ment|verdict)"
_IS: Final = r"(?: (?:was|is|remains|has been|stands at|were)|:)(?: (?:again|only|just|still|an?))*"
_GRADED: Final = r"(?:graded|rated|judged|found)(?: (?:as|to be|us))*"
_MANY: Final = re.compile(
    r"\b(?:areas(?! for improvement)|grades|frameworks|both|each|all|these|those|other|another)\b",
    re.I,
)
"""What says that a sentence is of more than one area."""


class ItemAreas:
    """Reads grades of the areas of items; `words` matches a grade of a scale in any letters."""

    def __init__(self, words: re.Pattern[str], spelled: Mapping[str, str]) -> None:
        grade = rf"(?P<grade>{words.pattern})(?=\s*(?:$|[.,;:)]|(?:and|but|while|by|in|at)\b))"
        self._words, self._spelled = words, spelled
        self._ways = tuple(
            re.compile(way, re.I)
            for way in (
                rf"\b{_NOUN} (?:(?:from|by) [^,.;:]{{3,30}} )?(?:given )?(?:for|of|in|on)"
                rf" (?:this|that|the|its) {_AREA}{_IS} {grade}",
                rf"\b(?:this|that|the|its) {_AREA}(?: (?:was|is|had been|has been|{_GRADED}|also"
                rf"|as a whole))* {grade}",
                rf"\b(?:in|from|under|within|to|of|comes? under) (?:an|the|one|our) {_AREA}"
                rf"(?: (?:that|which) (?:was|is))? {_GRADED} {grade}",
                rf"^(?:the|our|its) {_NOUN}(?: (?:that )?(?:we (?:were|was) )?given)?"
                rf"(?: (?:here|there|for (?:this|it)))?{_IS} {grade}",
                rf"\b(?:we|it) (?:was|were) {_GRADED} {grade}(?= (?:here|there|for this)\b)",
            )
        )

    def read(
        self,
        spot: Spot,
        sentence: str,
        named: Sequence[Named],
        own: Sequence[ItemRef],
        before: Sequence[ItemRef],
    ) -> list[ItemClaim]:
        """Return the grade of the area of the items that a sentence names, or those before it."""
        if len(self._words.findall(sentence)) != 1 or named or is_of_bodies(sentence):
            return []
        items = own or before
        match = next(filter(None, (way.search(sentence) for way in self._ways)), None)
        if match is None or len(items) != 1 or _are_several(items[0]) or OWN_VIEW.search(sentence):
            return []
        if (
            _MANY.search(sentence)
            or EARLIER.search(sentence)
            or is_wished(match.string[: match.start("grade")])
        ):
            return []
        masked = self._words.sub(blank, sentence)
        return [
            ItemClaim(
                spot,
                items[0],
                "grade",
                stated=self._spelled[folded(match["grade"])],
                quote=" ".join(sentence.split()),
                doubt=doubt_of_statement(masked, named),
            )
        ]


def _are_several(items: ItemRef) -> bool:
    return max(len(items.ids), len(items.labels)) > 1
