"""What a sentence leaves to the one behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.measure_words import KINDS, states_in
from hmic_tracker.documents.claims.quantities import quantities_of, without_dates
from hmic_tracker.documents.claims.sentence_figures import counts_items
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.around import Around
    from hmic_tracker.documents.claims.claim_types import Extent, FigureClaim
    from hmic_tracker.documents.claims.paper_names import Named

_WHOLE_FRAMEWORK: Final = re.compile(r"\bframework (?:overall|as a whole)\b", re.I)
"""What names the framework that the one above is a part of."""


_BURIED: Final = 60
"""Letters before a framework that is one of many things that a sentence lists."""


def one_number(sentence: str) -> int | None:
    """Return the number of items that a sentence counts, where it has no other."""
    numbers = [one.value for one in quantities_of(without_dates(sentence))]
    is_whole = KINDS.search(sentence) and counts_items(sentence)
    has_items = any(state.measure != "total" for state in states_in(sentence)) or is_whole
    return numbers[0] if len(numbers) == 1 and has_items else None


def around_behind(
    sentence: str, named: Sequence[Named], figures: Sequence[FigureClaim], around: Around
) -> Around:
    """Return what the next sentence stands under."""
    about: set[tuple[str, Extent]] = {(one.slug, one.extent) for one in named}
    if named:
        is_buried = named[0].start > _BURIED and sentence.count(",") > 1
        is_one = len(about) == 1 and not is_buried
        around = around._replace(just=about.pop() if is_one else None)
    elif _WHOLE_FRAMEWORK.search(sentence):
        around = around._replace(just=None, extent="near" if around.framework else around.extent)
    inner = dict.fromkeys((*around.mentioned, *(one.slug for one in named)))
    around = around._replace(mentioned=tuple(inner))
    states = [s for s in states_in(sentence) if s.measure not in {"total", "later"}]
    if states:
        around = around._replace(state=states[-1])
    if KINDS.search(sentence):
        of = {one.kind if one.measure == "total" else None for one in figures}
        subject = next(iter(of)) if len(of) == 1 else None
        is_of_all = bool(figures) and all(_is_of_all(one) for one in figures)
        around = around._replace(subject=subject, is_of_all=is_of_all)
    elif quantities_of(without_dates(sentence)) and not states:
        around = around._replace(subject=None, is_of_all=False)
    if named and len({n.slug for n in named}) == 1 and named[0].start <= len("The "):
        return around._replace(framework=named[0].slug, extent=named[0].extent)
    return around


def _is_of_all(figure: FigureClaim) -> bool:
    """Return whether a figure is how many items there are, of all kinds and frameworks."""
    is_plain = figure.measure == "total" and figure.of is None and not figure.doubt
    return is_plain and figure.kind is None and figure.framework is None
