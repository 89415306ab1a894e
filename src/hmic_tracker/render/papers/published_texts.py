"""Where a paper has the texts of what was made, and which of them were never published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from hmic_tracker.domain.words import KINDS, Kind
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.papers.wording import be, join_and, many

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item


def texts_sentence(
    items: Sequence[Item], appendix: int, made: int, *, named: bool = False, rest: bool = False
) -> str:
    """Where the texts of these items are, which are all that were `made` or only some of them.

    There is a `rest` where the appendix leaves out those that are neither open nor changed.
    What they are is said where no sentence before `named` them, and where their texts differ:
    "The texts of the recommendations are in Appendix 1; those of the AFIs are not published."
    """
    if not items:
        return ""
    total = Counter(item.kind for item in items)
    with_text = Counter(item.kind for item in items if item.text)
    kinds = [kind for kind in KINDS if total[kind]]
    here = "" if len(items) == made else " in this report"
    if rest:
        here = f" that {be(len(items))} open or changed"
    which = "" if named and not here else f" of {_the(kinds, total)}{here}"
    place, single = f"in Appendix {appendix}", len(items) == 1
    texts = f"The {'text' if single else 'texts'}{which} {be(len(items))}"
    if not with_text:
        each = "it stands" if single else "each stands"
        return f"{texts} not published; Appendix {appendix} says how {each}."
    if with_text == total:
        return f"{texts} {place}."
    printed = [kind for kind in kinds if with_text[kind]]
    if any(with_text[kind] != total[kind] for kind in printed):
        return f"The texts that are published are {place}."
    missing = [kind for kind in kinds if kind not in printed]
    number, lacking = (sum(total[kind] for kind in some) for some in (printed, missing))
    texts = f"The {'text' if number == 1 else 'texts'} of {_the(printed, total)}{here}"
    those = f"{'that' if lacking == 1 else 'those'} of {_the(missing, total)}"
    return f"{texts} {be(number)} {place}; {those} {be(lacking)} not published."


def _the(kinds: Sequence[Kind], total: Counter[Kind]) -> str:
    """ "the recommendations and the AFI"."""
    return join_and([f"the {many(total[kind], kind).partition(' ')[2]}" for kind in kinds])
