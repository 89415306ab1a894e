"""Words that tell which paragraphs of a paper its author wrote, and what they are about."""

from __future__ import annotations

import re

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.domain.kept_texts import KeptSection

NUMBERED: Final = re.compile(r"(?P<number>\d{1,3})[.)] (?=\S)")
"""What a numbered paragraph of a paper begins with."""
ABOUT: Final[tuple[tuple[KeptSection, re.Pattern[str]], ...]] = (
    (
        "revisit",
        re.compile(
            r"\b(?:re-?visit(?:s|ed|ing)?|re-?inspect(?:s|ed|ion|ions)?|follow-?up (?:visit"
            r"|inspection|review)s?|return(?:ed|s)? (?:visit|to inspect)|inspect(?:s|ed)? again"
            r"|(?:came|come|comes|coming|asked|invited) [^.]{0,50}(?:back|again|a second time)"
            r"|(?:came|come|comes|coming|asked|invited) back)\b",
            re.I,
        ),
    ),
    (
        "good-practice",
        re.compile(
            r"\b(?:good|best|promising|effective) practice\b"
            r"|\b(?:learning|lessons|practice) from other (?:forces|services|organisations)\b"
            r"|\bother (?:forces|services) (?:do|have)\b",
            re.I,
        ),
    ),
)
"""What a paragraph speaks of, whatever it stands under."""
HEADED: Final[tuple[tuple[KeptSection, re.Pattern[str]], ...]] = (
    (
        "revisit",
        re.compile(r"\b(?:re-?visits?|re-?inspections?|follow-?up|next inspection)\b", re.I),
    ),
    ("good-practice", re.compile(r"\b(?:good practice|best practice|learning|lessons)\b", re.I)),
    (
        "response",
        re.compile(
            r"\b(?:response|progress|implementation|actions? taken|update|governance|monitoring"
            r"|next steps|current (?:status|position)|(?:has|have|been) done)\b",
            re.I,
        ),
    ),
    ("findings", re.compile(r"\b(?:findings?|inspection results?|what .{2,40} found)\b", re.I)),
)
"""What the paragraphs under a heading are about."""
USUAL: Final = re.compile(
    r"\b(?:equalit(?:y|ies)|diversity|race|financ(?:e|ial)|legal|risks?|environmental|resources?"
    r"|background (?:papers?|documents?)|contacts?|information contact|consultation"
    r"|recommend(?:ation|ed)s?|summary|purpose|introduction|agenda|minutes|implications?)\b",
    re.I,
)
"""A heading of what every paper has, or of what it asks: none of its paragraphs are kept."""
ELSEWHERE: Final = re.compile(
    r"\b(?:attached|appended|annexed|set out|shown|listed|details?|detailed|given|contained)\b"
    r"[^.]{0,80}\b(?:at|in|as|to) (?:the )?(?:appendix|appendices|annex)\b",
    re.I,
)
"""A sentence that says where something else stands."""
OF_GRADES: Final = re.compile(
    r"\b(?:grad(?:e|es|ed|ing|ings)|judg(?:ed|e?ments?)|rat(?:ed|ings?))\b", re.I
)
"""A sentence that may give no more than a grade."""
OF_COUNTS: Final = re.compile(
    r"\b(?:recommendations?|areas for improvement|afis?|causes? of concern|actions?)\b[^.]{0,60}"
    r"\b(?:were|was|have been|has been|are|is) (?:made|identified|issued|completed|outstanding"
    r"|implemented|closed|discharged)\b",
    re.I,
)
"""A sentence that may give no more than a number of items."""
NUMBER: Final = re.compile(
    r"\b(?:\d{1,3}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|all|none)\b", re.I
)
SENTENCE_END: Final = re.compile(r"(?<=[.!?])\s+(?=[A-Z‘“\"(])")
