"""What documents call recommendations, areas for improvement and causes of concern."""

from __future__ import annotations

import re
from functools import lru_cache

from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.words import Kind


class SourceKind(NamedTuple):
    """A name for a kind of items. `kind` is the source's own word, "" where it is ours."""

    word: str
    kind: str
    pattern: str


ROWS: Final = (
    SourceKind("afi", "area for development", r"areas? (?:for|of) development|afds?"),
    SourceKind("afi", "", r"areas? (?:for|of) improvements?|afis?"),
    SourceKind("afi", "", r"(?:points?|issues?) for (?:action|improvement|development)"),
    SourceKind("afi", "issue to address", r"issues? to address"),
    SourceKind("cause", "", r"causes? of concern|cocs?"),
    SourceKind("cause", "cause for concern", r"causes? for concern"),
    SourceKind("cause", "matter of concern", r"matters? (?:of|for|giving rise to) concern"),
    SourceKind("cause", "concern", r"(?:coroner['’]?s )?concerns"),
    SourceKind("cause", "key concern", r"(?:key|priority) concerns?"),
    SourceKind("cause", "concern", r"concern"),
    SourceKind("cause", "priority for action", r"priorit(?:y|ies) for (?:immediate )?action"),
    SourceKind("rec", "", r"recommendations?|recs?\."),
    SourceKind("rec", "", r"recs?"),
    SourceKind("rec", "must do", r"must[- ]dos?|musts"),
    SourceKind("afi", "should do", r"should[- ]dos?|shoulds"),
    SourceKind("rec", "requirement", r"requirements?"),
    SourceKind("rec", "commitment", r"commitments?"),
    SourceKind("rec", "agreed action", r"agreed actions?"),
    SourceKind("rec", "priority action notice", r"priority action notices?"),
    SourceKind("rec", "priority action", r"areas? (?:for|of) priority action"),
    SourceKind("rec", "priority action", r"(?:priority|required|management) actions?"),
    SourceKind("rec", "required action", r"actions? required"),
    SourceKind("rec", "order", r"orders"),
    SourceKind("rec", "action", r"actions?"),
    SourceKind("good", "", r"(?:areas? of )?(?:good|best|notable|promising|positive) practices?"),
    SourceKind("good", "innovative practice", r"innovative practices?"),
)
"""Asked in this order; the first whose pattern is a word's is the word's."""

_PATTERNS: Final = tuple((row, re.compile(row.pattern, re.I)) for row in ROWS)
KINDS_OF_MARKS: Final[dict[str, Kind]] = {
    "rec": "recommendation",
    "afi": "afi",
    "cause": "cause-of-concern",
    "good": "good-practice",
}
"""Our kind of a mark's word."""

NAMES: Final = "|".join(row.pattern for row in ROWS)
STRONG_NAMES: Final = "|".join(
    row.pattern
    for row in ROWS
    if row.kind not in {"action", "requirement", "commitment", "concern", "order"}
)
"""Names that mean items wherever they begin a line with a number behind them."""

STEP: Final = re.compile(
    r"(?:sub[- ]?)?(?:actions?|steps?|tasks?|milestones?|activit(?:y|ies)|deliverables?)", re.I
)
"""What a column of kinds calls a step towards the item above it."""
OUR_WORDS: Final = re.compile(r"recommend|improvement|development|concern", re.I)
"""What the head of a column with items has in it."""
_THESE: Final = re.compile(
    rf"[^.]{{3,90}}\b(?:these|the following|following) (?:\w+ )?(?P<kind>{STRONG_NAMES}):", re.I
)
"""A line that introduces a list: "The inspectors gave us these recommendations:"."""
_RECOMMEND: Final = re.compile(
    r"what (?:we|i|the \w+|inspectors|(?-i:[A-Z]{2,8}))"
    r" (?:recommend(?:s|ed)?|ask(?:s|ed)? for|want(?:s"
    r"|ed)? to see)",
    re.I,
)
_MUST: Final = re.compile(
    r"\b(?:what .{0,60} (?:must|needs? to) (?:do|improve)|must (?:do|take|make|improve)\b"
    r"|needs? to (?:do|improve|be improved|change|get better)|required to)",
    re.I,
)
_SHOULD: Final = re.compile(
    r"\b(?:should (?:do|take|make|improve|consider)|could do better)\b", re.I
)
_TO_IMPROVE: Final = re.compile(
    r"\b(?:we|they|inspectors) (?:were|was|have been)? ?\w+ (?:us |the \w+ )?to (?:improve|do)",
    re.I,
)
_LEAD: Final = re.compile(
    r"^(?:(?:section|part|chapter|appendix|annexe?) "
    r"(?:\d{1,2}|[a-z]|one|two|three|four|five)\b[ .:–—-]*"
    r"|(?:\d{1,2}(?:\.\d{1,2})*|[A-Z])[.):]? )?",
    re.I,
)
_HEADING: Final = re.compile(
    rf"(?:(?:summary|list|table|schedule|overview|full list|details|text|index"
    rf"|age) of )?(?:(?:our|my|the|these|all"
    rf"|main|key"
    rf"|new|further|other|specific|general|national|local|force|immediate|urgent|summary|detailed"
    rf"|report|audit|inspection|statutory|accelerated|additional|interim|outstanding|repeated?"
    rf"|national|urgent|strategic|operational|tactical|regional|policy|overarching|systemic"
    rf"|open|live|closed|completed|implemented|discharged|superseded"
    rf"|thematic|cross-cutting) |\d{{1,3}} |(?:hmic\w*|hmip?|cqc) )*"
    rf"(?P<kind>{NAMES})(?P<rest>\b.{{0,80}})",
    re.I,
)
_REST: Final = re.compile(
    r"(?: \d{1,2} of \d{1,2})?(?: ?\([^()]{1,40}\))?(?:(?:,| and| &|/) ?(?:\w+ ){0,2}(?:"
    + NAMES
    + r"))*"
    r"(?: ?\([^()]{1,40}\))?"
    r"(?:,? (?:to|for|of|from|in|made|are|is|and|on|arising|relating|as|listed|by|which"
    r"|that|closed|completed|implemented|discharged)\b.{0,70})?"
    r"[:.]?",
    re.I,
)
_TO: Final = re.compile(r"\b(?:to|for) (?:the )?(?P<who>[A-Z].{1,60}?)[:.]?$")
_COLLECTED: Final = re.compile(
    rf"(?:the |a |full |complete |our )*(?:summary|list|table|schedule|overview|index) of "
    rf"(?:\w+ ){{0,3}}(?:{NAMES})\b.{{0,100}}",
    re.I,
)
"""A heading of what the chapters print as well: "Section 6. Summary of recommendations"."""
_ACTION_MUST: Final = re.compile(
    r"(?:actions?|what|areas?|things?) .{0,60}\b(?:must|should|needs? to|has to|have to)\b.{0,60}",
    re.I,
)
_ALONE: Final = {
    "must": SourceKind("rec", "must do", ""),
    "should": SourceKind("afi", "should do", ""),
}
"""A verb as a heading: below it stands what must be done, or should."""
_WORDS_OF_PROSE: Final = re.compile(
    r"\b(?:was|were|been|found|made|accepted|considered|discussed|we|has|had|previous|last|earlier)\b",
    re.I,
)


def source_kind(name: str) -> SourceKind | None:
    """Return the row of a name: "Areas for improvement", "R", "Key concern"."""
    plain = " ".join(name.split()).rstrip(".:")
    if plain.upper() == "R":
        return next(row for row in ROWS if row.word == "rec")
    return next((row for row, pattern in _PATTERNS if pattern.fullmatch(plain)), None)


class KindHeading(NamedTuple):
    """A heading that names a kind of items; `addressee` where it says to whom."""

    row: SourceKind
    addressee: str = ""


@lru_cache(maxsize=2048)
def kind_heading(text: str) -> KindHeading | None:
    """Return what kind of items a heading announces; None where it announces none."""
    if not 3 < len(text) <= 1.3 * SHORT:
        return None
    if alone := _ALONE.get(text.rstrip(":").casefold()):
        return KindHeading(alone)
    if (these := _THESE.fullmatch(text)) and (row := source_kind(these["kind"])):
        return KindHeading(row)
    if _RECOMMEND.fullmatch(text.rstrip(":")):
        return KindHeading(SourceKind("rec", "", ""))
    bare = _LEAD.sub("", text, count=1).strip().replace("(s)", "s")
    if bare.endswith("?") and bare.casefold().startswith("what "):
        bare = bare[:-1]
    if not bare.endswith(":") and bare.endswith((".", ";", "?", ",")):
        return None
    bare = re.sub(r" (?:pages?|show|hide|open|close)$", "", bare, flags=re.I)
    bare = re.sub(r"(?<=s) \d{1,3}$", "", bare)  # how many there are: "Recommendations 8"
    bare = re.sub(r"^(?:the|our) (?=[A-Z]{4})", "", bare, flags=re.I)
    if match := _HEADING.fullmatch(bare):
        row = source_kind(match["kind"])
        rest = match["rest"]
        prose = _WORDS_OF_PROSE.search(rest) and not rest.casefold().startswith(
            (" of this", " are")
        )
        if row and _REST.fullmatch(rest) and not prose and row.kind not in {"action"}:
            to = _TO.search(rest)
            return KindHeading(row, to["who"] if to else "")
    if len(bare.split()) <= 14 and (bare.endswith(":") or len(bare) < 70):
        return _by_verb(bare)
    return None


def collects_items(text: str) -> bool:
    """Return whether a heading is of items that the document prints in its chapters as well."""
    return len(text) <= 2 * SHORT and bool(_COLLECTED.fullmatch(_LEAD.sub("", text, count=1)))


def _by_verb(text: str) -> KindHeading | None:
    """Return the kind of "Action the trust MUST take to improve:", "What needs to improve"."""
    begins = _ACTION_MUST.fullmatch(text)
    if not begins and not _TO_IMPROVE.search(text):
        return None
    if _SHOULD.search(text):
        return KindHeading(SourceKind("afi", "should do", ""))
    if _MUST.search(text):
        return KindHeading(SourceKind("rec", "must do", ""))
    return KindHeading(SourceKind("rec", "", "")) if _TO_IMPROVE.search(text) else None
