"""The wording of the day of publication at a document's end."""

from __future__ import annotations

import re

from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.light_typing import Final

PUBLISHED_AT_END: Final = re.compile(
    r"(?:(?:^|(?<=[.!?|·•–—-] ))(?:(?:this|the|our) (?:report|letter|document|statement) "
    r"(?:was|is) |it (?:was|is) |(?:first|originally|report|letter) )?"
    r"(?:published|publication date|date published|date of publication)|(?<= )(?-i:Published))"
    rf"(?: on| in)?:? ?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? )?(?P<day>{DATE.pattern})"
    r"(?=$|[.,;|·)]| (?:by|on|at|page|urn|url|reference|©|[–—|·•-])(?!\w))",
    re.I,
)
"""A sentence of a document's end, or a part of its foot: "… views. Published 14 March 2032"."""
PUBLISHED_NAME: Final = re.compile(
    r"(?:(?:first|report) )?(?:published|publication date|date (?:of publication|published))"
    r"(?: on)?:?",
    re.I,
)
FORMER_REPORT: Final = re.compile(
    r"\b(?:last|previous|former|earlier|prior) (?:[\w’'-]+ ){0,3}"
    r"(?:report|inspection|review|findings|letter)\b",
    re.I,
)
"""What says that a sentence is of an earlier report."""
