"""The colour that a paper gives to an item: "is rated red", "not started and amber"."""

from __future__ import annotations

import re

from hmic_tracker.domain.words import RAGS
from hmic_tracker.light_typing import Final

_COLOUR: Final = rf"(?P<colour>{'|'.join(RAGS[:-1])})"
_ANY: Final = re.compile(rf"\b{_COLOUR}\b", re.I)
_ENDS: Final = r"(?=[.,;:)]|$| (?:and|but|because|as|since|for now|on|in)\b)"
_RATED: Final = re.compile(
    r"(?:\brag(?:[- ](?:rated|rating|status|colour))?(?: (?:is|are|as|of|at|now|still))*[ :=–-]*"
    r"|\b(?:rated|coloured|marked|flagged|shown(?: as)?|shows(?: as)?)(?: (?:as|at))? "
    r"|\brates? (?:it|them|this|both)(?: as)? "
    r"|\b(?:the|its|their) (?:rating|colour)s?(?: (?:is|are|of|now|still|remains?))+ "
    r"|\b(?:is|are|remains?|stays?)(?: (?:now|still|currently|all|both|therefore|rated))* "
    r"|, |\((?:rag[: ]*)?"
    r"|\b(?:started|progress|overdue|late|completed?|done|open|way|begun),?(?: and|,)"
    r" (?:now |is )?)"
    rf"{_COLOUR}\b{_ENDS}",
    re.I,
)
_OF_ELSE: Final = re.compile(
    r"\b(?:risks?|confidence|budget|costs?|spend\w*|finance\w*|quality|resourc\w+|forecast"
    r"|direction|overall|dashboard|programme|project|target)"
    r"(?: (?:of|in|for|to|on|from|with|around|about)(?:\W+\w+){1,5})? ?$",
    re.I,
)
"""What stands right before a colour that is of something else than how an item is."""
_OF_THEN: Final = re.compile(
    r"\b(?:not|no longer|never|was|were|been|from|until|unless|if|when|turns?|become\w*|would|will"
    r"|should|could|may|might|last|previous\w*|before|earlier|changed?|moved?|than)\b",
    re.I,
)
"""What says that a colour is another day's, or none."""
_CLAUSE: Final = re.compile(r"[,;:]|\b(?:and|but|which)\b", re.I)
_HEAD: Final = re.compile(
    r"(?:current |present )?(?:rag(?: (?:status|rating|colour))?|colour)(?: \([^()]*\))?", re.I
)
_CELL: Final = re.compile(rf"(?:rag[: ]*)?(?:{_COLOUR}|(?P<letter>[RAGB]))", re.I)
_LETTERS: Final = {"r": "red", "a": "amber", "g": "green", "b": "blue"}


def colour_in(text: str, sentence: str) -> str:
    """Return the one colour that a text of a sentence gives to its item; "" where it gives none."""
    plain = " ".join(text.split())
    begins = sentence.partition(text)[0] if text and text in sentence else ""
    if len({match[0].lower() for match in _ANY.finditer(plain)}) > 1:
        return ""  # "green and amber respectively", "amber rather than green"
    colours = set()
    for match in _RATED.finditer(plain):
        clause = _CLAUSE.split(plain[: match.start("colour")])[-1]
        if _OF_ELSE.search(begins + plain[: match.start()]) or _OF_THEN.search(clause):
            return ""
        colours.add(match["colour"].lower())
    return colours.pop() if len(colours) == 1 else ""


def colour_of_cell(head: str, cell: str) -> str:
    """Return the colour that a cell below a head such as "RAG" gives to the item of its row."""
    match = _CELL.fullmatch(cell.strip(" .")) if _HEAD.fullmatch(head.strip()) else None
    if match is None:
        return ""
    return match["colour"].lower() if match["colour"] else _LETTERS[match["letter"].lower()]
