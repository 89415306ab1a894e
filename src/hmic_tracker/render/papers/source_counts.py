"""What a source counts as completed and the items don't, as a clause."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.papers.wording import be, in_words, named_ids

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Difference


def source_says(difference: Difference, most: int | None = None) -> str:
    """ "Report 9, paragraph 13 says that one of REC-11 and REC-12 is completed, without…".

    With `most` no more runs of ids are named than that: it is said how many items they are.
    """
    source = difference.reported.source or "the source"
    names, verb = named_ids(difference.candidates), be(difference.missing)
    if most is not None and names.count(",") >= most:
        names = f"{len(difference.candidates)} items"
    if difference.certain:
        return f"{source} says that {names} {be(len(difference.candidates))} completed"
    number = in_words(difference.missing)
    return f"{source} says that {number} of {names} {verb} completed, without saying which"
