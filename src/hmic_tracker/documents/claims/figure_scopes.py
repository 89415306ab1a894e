"""Of which framework a figure in a sentence is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from hmic_tracker.documents.claims.claim_types import A_PART, Extent
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.around import Around
    from hmic_tracker.documents.claims.measure_words import State
    from hmic_tracker.documents.claims.paper_names import Named
    from hmic_tracker.documents.claims.quantities import Quantity

_NO_FRAMEWORK: Final = re.compile(r"\bno framework\b", re.I)
_OF_PLAN: Final = re.compile(
    r"\b(?:in|of|across) (?:the|our|this) (?:(?:whole|entire|action|improvement|inspection) )*"
    r"(?:plan|programme)\b",
    re.I,
)


def doubt_of_several(
    sentence: str,
    quantities: Sequence[Quantity],
    named: Sequence[Named],
    one: Quantity,
    state: State | None,
    limit: int,
) -> str:
    """Return the doubt of a figure of several frameworks, or of one of several days."""
    if state is not None and state.measure in {"due-by", "due-on", "later"}:
        days = len(DATE.findall(sentence))
        return A_PART if days > 1 and days != len(quantities) else ""
    stop = state.start if state and state.start > one.end else limit
    beside = [n for n in named if one.end <= n.start < stop]
    joined = (sentence[a.end : b.start] for a, b in pairwise(beside))
    is_listed = any(
        re.fullmatch(r",? ?(?:and|or|nor|&)? ?(?:the |for )?", words) for words in joined
    )
    return A_PART if is_listed and len({n.slug for n in beside}) > 1 else ""


def doubt_of_none(masked: str, named: Sequence[Named], one: Quantity) -> str:
    """Return the doubt of items that are under no framework: "No framework, 7 recommendations"."""
    last = max((n.end for n in named if n.end <= one.start), default=0)
    rest = masked[one.end :].split(";", maxsplit=1)[0]
    is_none = _NO_FRAMEWORK.search(masked, last, one.start) or _NO_FRAMEWORK.search(rest)
    return A_PART if is_none else ""


def scope_of(
    masked: str, named: Sequence[Named], one: Quantity, limit: int, around: Around
) -> tuple[str | None, Extent]:
    """Return the framework that a figure is of: one named behind it, before it, or above it."""
    held = [n for n in named if masked[n.end : one.start].strip() == "("]
    if held:  # "Custody (five AFIs), Call Handling (two AFIs)"
        return held[0].slug, held[0].extent
    behind = [
        n for n in named if one.end <= n.start < limit + 1 and ":" not in masked[one.end : n.start]
    ]
    if len(behind) == 1:
        return behind[0].slug, behind[0].extent
    front = [n for n in named if n.end <= one.start]
    if front:
        return front[-1].slug, front[-1].extent
    if around.framework and not _OF_PLAN.search(masked):
        return around.framework, around.extent
    return None, "plan"
