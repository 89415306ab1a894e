"""What the words that begin a passage put it under: a label, a framework with its grade."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.around import Around
from hmic_tracker.documents.claims.certainty import ANOTHER_BODY, is_odd_label
from hmic_tracker.documents.claims.claim_types import GradeClaim, Spot
from hmic_tracker.documents.claims.known_words import OF_PLAN
from hmic_tracker.documents.claims.measure_words import KINDS, kind_of_word
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.grade_claims import GradeReader
    from hmic_tracker.documents.claims.paper_names import PaperNames
    from hmic_tracker.documents.claims.paper_state import PaperState

_GRADED_NAME: Final = re.compile(
    r"(?P<name>[A-Z][^().:;]{2,60}?) \((?P<grade>[^()]{3,40})\)(?:[.:] (?=[A-Z])|[.:]?$)"
)
"""A framework with its grade that begins a paragraph: "Affordability (good). We have …"."""
_LABEL: Final = re.compile(
    r"(?P<label>(?:(?!\b(?:is|are|was|were|has|have|left|gave|made|led|raised|set|asked)\b)"
    r"[\w’'() &/]){2,40}?)(?: [–—-] |: )"
)
"""What stands before what is said of it: no clause, such as "A quarter is complete: five"."""


def graded_name(
    spot: Spot, text: str, names: PaperNames, grades: GradeReader, around: Around
) -> tuple[GradeClaim, Around, str] | None:
    """Return the grade of the name that begins a passage, its framework, and what follows."""
    match = _GRADED_NAME.match(text)
    grade = grades.spelled(match["grade"]) if match else None
    named = names.of_cell(match["name"]) if match and grade else None
    if match is None or named is None:
        return None
    claim = GradeClaim(spot, named.slug, None, grade, match[0].strip(), is_dated=True)
    return claim, Around(named.slug, named.extent, day=around.day), text[match.end() :]


def under_prefix(text: str, names: PaperNames, around: Around, begun: Around) -> Around:
    """Return what a passage stands under whose first words, up to a colon, name it."""
    prefix = text.partition(":")[0] if ":" in text[:60] else ""
    if prefix and (over := names.of_cell(prefix)):
        return Around(over.slug, over.extent, day=around.day)
    if prefix and (kinds := list(KINDS.finditer(prefix))) and len(prefix) < 30:
        return around._replace(kind=kind_of_word(kinds[0][0]), is_kind_given=True)
    return begun


def behind_label(sentence: str, names: PaperNames, at: PaperState, around: Around) -> Around:
    """Return what the sentences of a passage are of where one begins with a label."""
    match = _LABEL.match(sentence)
    if match is None or re.search(r"\d", match["label"]):
        return around
    if named := names.named_in(match["label"]):
        at.doubt = ""
        return around._replace(framework=named[0].slug, extent=named[0].extent)
    if not is_odd_label(match["label"]):
        return around
    at.doubt = ANOTHER_BODY
    return around._replace(framework=None, subject=None, kind=None, is_kind_given=False)


def is_unplaced(text: str, names: PaperNames) -> bool:
    """Whether a passage stands behind a label that names something else: "fleet - 3 recs"."""
    match = _LABEL.match(text)
    if match is None or re.search(r"\d", match["label"]):
        return False
    if names.named_in(match["label"]) or OF_PLAN.match(text, match.end()):
        return False
    return is_odd_label(match["label"])
