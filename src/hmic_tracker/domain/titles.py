"""An item's title where none was given."""

from __future__ import annotations

from hmic_tracker.domain.words import KIND_NAMES, PREFIXES, Kind
from hmic_tracker.light_typing import Final
from hmic_tracker.patterns import pattern

LONGEST: Final = 60
_SOME: Final = 160
_ENOUGH: Final = 2 * LONGEST
"""Of a long text only so much is looked at; a title and the lead-in before it are shorter."""
_BODY: Final = r"(?:that\s+)?(?:[\w'’&-]+\s+){1,8}?(?:should|must|needs?\s+to)\b\s*"
"""Who should do something: "Westland Police should"."""
_LAST: Final = r"(?:by|before|no\s+later\s+than|not\s+later\s+than)\s+"
_TIME: Final = (
    r"(?:with\s+immediate\s+effect|immediately"
    r"|within\s+(?:[\w-]+\s+){1,3}(?:days?|weeks?|months?|years?)\b[^,:;.]{0,60}?"
    rf"|{_LAST}(?:[^,:;.]{{0,40}}?\d{{4}}|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})\b"
    rf"|{_LAST}the\s+end\s+of\s+[^,:;.]{{1,30}}?)"
)
"""When: "Within three months of publication", "By 31 March 2032"."""
# That takes a millisecond to compile, and a list has its titles already.
_LEAD_IN: Final = pattern(
    rf"(?i){_TIME}(?:\s*,\s*(?:{_BODY}:?\s*)?|\s+{_BODY}:?\s*)"
    rf"|{_BODY}:\s*"
    r"|(?:that\s+)?the force\s+(?:should\s+)?"
)
_VERBS: Final = ("should", "must", "need")
_STARTS: Final = ("the force", "that", "with", "immediately", "by", "before", "no")
"""One of the first is in what the pattern finds, or it begins as one of the others does."""


def title_of(kind: Kind, text: str | None, number: int | str | None, of: int | None) -> str:
    """The title derived from the text, or a placeholder's: "AFI 3 of 8 (text not published)".

    The lead-in "That the force (should)" is dropped, as is a time before it ("Within three months,
    Westland Police should:"); the rest is capitalised and cut at a word so that title and ellipsis
    fit 60 characters. `number` is the item's as the report prints it.
    """
    if text is None:
        where = "" if number is None else f" {number}" if of is None else f" {number} of {of}"
        return f"{KIND_NAMES[kind]}{where} (text not published)"
    words = " ".join(text[:_SOME].split())
    if len(words) < _ENOUGH:
        words = " ".join(text[:2000].split())
    if _may_have_lead_in(words) and (match := _LEAD_IN.match(words)) and match.end() < len(words):
        words = words[match.end() :].lstrip("-–•* ") or words
    words = words[:1].upper() + words[1:]
    if len(words) <= LONGEST:
        return words.rstrip(" .;") or PREFIXES[kind]
    cut = words[:LONGEST]
    head = cut[: cut.rfind(" ")] if " " in cut[: LONGEST - 1] else cut[: LONGEST - 1]
    return head.rstrip(" ,.;:-–") + "…"


def _may_have_lead_in(words: str) -> bool:
    """Whether there is a lead-in to look for, which is told of most texts without the pattern."""
    plain = words.lower()
    return plain.startswith(_STARTS) or any(verb in plain for verb in _VERBS) or not words.isascii()
