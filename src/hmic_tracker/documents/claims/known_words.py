"""Words of papers that name no other body and leave out none of the items they stand beside."""

from __future__ import annotations

import re

from hmic_tracker.documents.claims.blanks import blank
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import Final

MONTH_NAMES: Final = "|".join((*MONTHS, *(month[:3] for month in MONTHS), "sept"))

KNOWN_NAMES: Final = re.compile(
    r"(?:HMIC\w*|HMI|Her Majesty['’]s|His Majesty['’]s|Inspector\w*|Committee|Panel|Board|Authority"
    r"|Members?|Councillors?|Chair\w*|Force|Police|Constabulary|Service|Commissioner\w*|PCC|Chief"
    r"|Deputy|Assistant|Constable|Officers?|Head|Director|Superintendent|Phase|Baseline|One|Two"
    r"|Appendix|Annex|Table|Section|Part|Report|Paper|Recs?|Recommendations?|AFIs?|AFI|Areas?"
    r"|Improvement|Inspections?|Frameworks?|Programme|Action|Plan|RAG|Red|Amber|Green|Blue|MPS|MPA"
    r"|Lead\w*|Sponsor|Totals?|Summary|Headlines?|Figures?|Overview|I|A|An|The|Of|In|All|Both|Total|Overall|Status|Completed?|Open|Overdue"
    r"|Outstanding|Closed|Verified|Discharged|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday"
    rf"|Sunday|{MONTH_NAMES})(?:['’]s?)?",
    re.I,
)
OPENERS: Final = frozenset(
    [
        "it",
        "they",
        "this",
        "these",
        "that",
        "those",
        "there",
        "here",
        "he",
        "she",
        "we",
        "you",
        "i",
        "our",
        "their",
        "its",
        "his",
        "her",
        "all",
        "both",
        "each",
        "none",
        "neither",
        "no",
        "not",
        "of",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "to",
        "with",
        "as",
        "since",
        "when",
        "while",
        "although",
        "after",
        "before",
        "during",
        "under",
        "over",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "half",
        "most",
        "some",
        "many",
        "only",
        "just",
        "members",
        "officers",
        "inspectors",
        "inspectorate",
        "work",
        "progress",
        "overall",
        "now",
        "today",
        "currently",
        "total",
        "completed",
        "overdue",
        "outstanding",
        "open",
        "remaining",
        "recommendations",
        "recommendation",
        "afis",
        "afi",
        "areas",
        "items",
        "item",
        "actions",
        "the",
        "a",
        "an",
        "and",
        "but",
        "also",
        "nothing",
        "everything",
        "who",
        "what",
        "which",
        "position",
        "status",
        "summary",
        "note",
        "grades",
        "grade",
        "graded",
        "force",
        "report",
        "board",
        "panel",
        "committee",
        "target",
        "due",
        "not",
        "started",
        "state",
        "date",
        "deadline",
        "lead",
        "owner",
        "yes",
        "hi",
        "hello",
        "dear",
        "thanks",
        "number",
        "yet",
        "almost",
        "nearly",
        "majority",
        "further",
        "good",
        "fair",
        "poor",
        "excellent",
        "outstanding",
        "inadequate",
        "adequate",
        "requires",
        "improvement",
        "deferred",
        "withdrawn",
        "superseded",
        "under",
        "way",
        "underway",
        "ongoing",
        "red",
        "amber",
        "green",
        "blue",
        "framework",
        "heading",
        "late",
        "summary",
        "headline",
        "headlines",
        "purpose",
        "background",
        "introduction",
        "context",
        "key",
        "progress",
        "update",
        "results",
        "implementation",
        "performance",
        "conclusion",
        "figures",
        "picture",
        "discharged",
        "verified",
        "implemented",
        "delivered",
        "finished",
        "q",
        "if",
        "sir",
        "madam",
        "chair",
        "new",
        "named",
        "mr",
        "ms",
        "mrs",
    ]
)
COLOUR: Final = re.compile(r"\b(?:reds?|ambers?|greens?|blues?|gr[ae]ys?|yellows?)\b", re.I)
"""A colour of a paper's key, of which several may be in one state."""
MODAL: Final = re.compile(r"\b(?:would|could|should|might|may|if|hop\w+|aim\w*|expect\w*)\b", re.I)
"""What says that a number or grade is wished for or possible."""
PLAIN: Final = re.compile(
    r"(?:the|these|those|that|which|of|its|their|our|his|her|this|a|an|it|them|us|and|or|&|we|they"
    r"|hmic\w*(?:['’]s)?|inspection|inspectors?['’]?s?|force['’]?s?|overall|single|all|both|separate"
    r"|listed|set|out|above|below|made|given|issued|identified|raised|published|contained|in|under"
    r"|for|on|within|across|from|by|to|at|as|the report|report|plan|action|programme|phase|one"
    r"|has|have|had|been|being|be|now|already|so|far|date|are|is|was|were|still|currently|today"
    r"|also|fully|recorded|shown|marked|reported|classed|rated|remain(?:s|ed)?|remaining|this|point"
    r"|stage|inspectorate|area|areas|improvement|framework|frameworks|heading|whole|total"
    r"|there|arising|received|contains?|containing|we|i|it|full|time|only|just|themselves|itself|number"
    r"|position|status|present|yet|not|due|no|longer|currently|formally|with|without"
    r"|between|together|none|neither|either|items?|actions?|recommendations?|recs?|afis?|complete"
    r"|family|further|falls?|its|parts|including|three|two|four|five|six|seven|altogether|respectively|end|year"
    r"|past|target|dates?|deadlines?|original|owners?|inspected|progress|live|open|work"
    r"|pvp|other|others|ours|month|paper|force|police|authority|(?:in|un)complete)",
    re.I,
)
OF_PLAN: Final = re.compile(
    r" ?(?:the|our|this) (?:action )?plan (?:has|holds|contains|shows)\b", re.I
)
"""How a sentence goes on behind a label that is of the plan, whatever its words."""
_POST: Final = re.compile(
    r"\b(?:Head|Director|Deputy Director|Chief|Commander|Superintendent|Lead|Manager)"
    r"(?: of| for)?(?: (?:[A-Z][\w’'-]+|and|of|the(?= [A-Z])|&))+"
    r"|\b(?:Her|His) Majesty['’]s (?:Chief )?Inspector\w*(?: of [A-Z]\w+)?"
)
"""A post or an inspectorate: its name has words of what it is for, and says nothing of it."""
_WORD: Final = re.compile(r"[A-Za-z][\w’'-]*")


def odd_words(words: str) -> list[str]:
    """Return the words that may leave some of the items out."""
    return [word for word in _WORD.findall(words) if not PLAIN.fullmatch(word)]


def without_posts(text: str) -> str:
    """Return a text with blanks for the posts and the inspectorates that it names."""
    return _POST.sub(blank, text)


def is_odd_in_label(words: str) -> bool:
    """Return whether a label has words that no paper says of its own items."""
    return any(
        not (word.lower() in OPENERS or KNOWN_NAMES.fullmatch(word)) for word in odd_words(words)
    )
