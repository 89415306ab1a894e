"""The words of tables that say which regulation a provider of services did not meet, and how."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.wording.source_kinds import SourceKind
from hmic_tracker.light_typing import Final

NOTICE: Final = SourceKind("rec", "requirement notice", "")
ACTIVITY: Final = re.compile(r"regulated activit(?:y|ies):?(?: regulations?\b.{0,60})?", re.I)
"""The head above what is done under a licence, on a line of its own or with that beside it."""
REGULATION: Final = re.compile(r"regulations?\b(?! ?\d).{0,60}", re.I)
"""The head above the regulation, and above how it wasn't met."""
_NUMBERED: Final = (
    r"(?:Regulations? |Sections? ?|S)\d{1,3}[A-Z]?(?: ?\(\w{1,4}\))*"
    r"(?: ?(?:,|and|&) ?\d{1,3}[A-Z]?)*"
)
BREACH: Final = re.compile(rf"{_NUMBERED}(?:$|:? ?[–—-]? ?(?=[A-Z(]))")
"""What the account of a breach begins with: "Regulation 12 HSCA RA Regulations 2014 …"."""
BREACH_BESIDE: Final = re.compile(
    rf"(?P<activity>[A-Z](?:(?!\b(?:was|were|is|had|has|not|of|with|by|under|breach) {_NUMBERED})"
    rf"[^.;:]){{8,200}}?) (?={_NUMBERED} (?:HSCA|HSC|CQC|Registration|\(|Health))"
)
"""The same with the activity before it on its line."""
WHAT_WAS_DONE: Final = re.compile(
    r"(?:the )?(?:enforcement )?action (?:we|that we) (?:took|have taken|are taking)\b.{0,40}", re.I
)
"""The line above what the inspectors did about a breach."""


def is_head_of_activities(names: Sequence[str]) -> bool:
    """Return whether columns have the names of such a table: activities first, then regulations."""
    first, *others = names or ("",)
    return bool(ACTIVITY.fullmatch(first)) and any(map(REGULATION.fullmatch, others))
