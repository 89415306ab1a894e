"""What part of a plan's items a framework has: "PVP has nine of the 16 recommendations"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.claims.certainty import doubt_of_statement
from hmic_tracker.documents.claims.claim_types import Extent, FigureClaim, Spot
from hmic_tracker.documents.claims.measure_words import KINDS, kind_of_word, value_of
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

_SHARE: Final = (
    rf"(?P<value>{NUMBER}) (?:out )?of (?:the |its |our |all )?(?P<of>{NUMBER}) "
    rf"(?P<kind>{KINDS.pattern})"
)
_ONE: Final = re.compile(_SHARE, re.I)
_ANY: Final = _SHARE.replace("?P<value>", "?:").replace("?P<of>", "?:").replace("?P<kind>", "?:")
_SHARES: Final = rf"{_ANY}(?:(?:,|,? and) {_ANY})*"
_HAS: Final = re.compile(
    rf"[^.;:,]{{0,12}}? ?(?:accounts? for|has|have|holds?|makes? up|took|attracted|received|carries"
    rf"|covers?|drew|was given) (?P<shares>{_SHARES})(?=[.,;:)]|$)",
    re.I,
)
"""What follows a framework, or "it": its share, and nothing that says how the items stand."""
_IS_IN: Final = re.compile(
    rf"(?P<shares>{_SHARES}) (?:(?:are|were|is|fall|fell|sit|stand|come|belong|relate)"
    r"(?: (?:made|in|under|on|for|from|to|within))+|concern)(?: the)? $",
    re.I,
)
_IT: Final = re.compile(r"(?:it|this(?: (?:framework|area))?)\b", re.I)


def shares_of_plan(
    spot: Spot, sentence: str, named: Sequence[Named], above: tuple[str, Extent] | None
) -> Iterator[FigureClaim]:
    """Yield how many of the plan's items the one framework has that a sentence is about."""
    about, match = above, None
    if len(named) == 1:
        about = named[0].slug, named[0].extent
        match = _HAS.match(sentence, named[0].end) or _IS_IN.search(sentence[: named[0].start])
    elif not named and (it := _IT.match(sentence)):
        match = _HAS.match(sentence, it.end())
    if match is None or about is None:
        return
    for one in _ONE.finditer(match["shares"]):
        value, of = value_of(one["value"]), value_of(one["of"])
        kind = kind_of_word(one["kind"])
        if kind is not None and value is not None and of is not None and value < of:
            yield FigureClaim(
                spot,
                "count",
                kind,
                "total",
                *about,
                value,
                of,
                quote=" ".join(sentence.split()),
                doubt=doubt_of_statement(sentence, named),
            )
