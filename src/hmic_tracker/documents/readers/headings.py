"""The frameworks' headings, and the list of the frameworks inspected.

They are read before anything else: what a bullet calls "PVP – overall" is known only then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from hmic_tracker.documents.names import LONGEST, Names
from hmic_tracker.documents.readers.grade_words import GradeWords
from hmic_tracker.documents.sources.lines import (
    APPENDIX,
    GRADE_LINE,
    ITEM_START,
    KIND_HEADING,
    SHORT,
    Block,
)

_LISTED: Final = re.compile(
    r"(?P<name>[^().;:]{3,80}?)"
    r"(?: \((?:encompassing|comprising|including|covering) (?P<parts>[^()]{3,400})\))?"
    r"[;.,]?(?: and)?"
)
_LIST_FOLLOWS: Final = re.compile(r"\b(?:frameworks?|areas?|strands?)\b[^.]{0,80}:$", re.I)
_APPENDIX_ON: Final = re.compile(r"\b(?:on|for)(?: the)? (?P<name>.{3,80})$", re.I)
_NO_NAME: Final = re.compile(r"contents|recommendations?|summary|findings|appendix|annex", re.I)
_TITLE_WORDS: Final = re.compile(r"(?:[A-Z0-9&][^ ]*|and|of|the|for|in|with|to|on|[-–—&])(?: |$)")


def learn_names(
    blocks: Iterable[tuple[Block, Block | None]], names: Names, words: GradeWords
) -> None:
    """Meets every framework that has a heading or stands in the list of those inspected.

    `blocks` are pairs of a block and the one that follows it.
    """
    listing = False
    for block, following in blocks:
        if listing and block.bullet:
            meet_listed(block.text, names, listing)
        elif not block.bullet:
            listing = bool(_LIST_FOLLOWS.search(block.text[-200:]))
            name = heading_of(block)
            if name and not names.find(name) and shows_heading(following, words):
                names.meet(name)


def meet_listed(text: str, names: Names, in_list: bool) -> bool:
    """Meets a framework of a list, with its parts where a bracket names them; False if it is none.

    `in_list` says that the list is known to be one of frameworks.
    """
    found = _LISTED.fullmatch(text) if len(text) <= 5 * SHORT else None
    if not found or not looks_like_name(found["name"]):
        return False
    if not (in_list or (found["parts"] and names.find(found["name"]))):
        return False
    parent = names.meet(found["name"])
    for name in _parts(found["parts"] or "", names):
        names.put_under(names.meet(name), parent)
    return True


def heading_of(block: Block) -> str | None:
    """The name that a block would give a framework, if it is a heading of one."""
    text = block.text.rstrip(":")
    if block.bullet or len(text) > 2 * SHORT or text.endswith((".", ";", ",")):
        return None
    if ITEM_START.match(text) or KIND_HEADING.fullmatch(text) or GRADE_LINE.fullmatch(text):
        return None
    if found := APPENDIX.fullmatch(text):
        on = _APPENDIX_ON.search(found["rest"])
        text = on["name"] if on else found["rest"]
        text = text[:1].upper() + text[1:]
    may_be = 2 < len(text) <= LONGEST and text[:1].isupper() and ":" not in text
    return text if may_be and not _NO_NAME.match(text) else None


def shows_heading(following: Block | None, words: GradeWords) -> bool:
    """Whether what follows a line shows that the line is a framework's heading."""
    if following is None:
        return False
    text = following.text
    if item := ITEM_START.match(text):
        return int(item["number"]) == 1
    if len(text) > SHORT:
        return False
    grade = GRADE_LINE.fullmatch(text)
    if grade and (not grade["grade"] or words.cell(grade["grade"].strip(" ."))):
        return True
    return words.grade(text) is not None


def looks_like_name(text: str) -> bool:
    """Whether a text is written as a title: "Serious and Organised Crime", not "In the report"."""
    if not 2 < len(text) <= LONGEST:
        return False
    return text[:1].isupper() and all(_TITLE_WORDS.match(word) for word in text.split(" "))


def _parts(listed: str, names: Names) -> list[str]:
    """The names of "A, B, C and D"; a name may itself have an "and" if it is known."""
    parts = [name.strip() for name in listed.split(",")]
    last = parts.pop().removeprefix("and ")
    parts.extend([last] if names.find(last) else last.split(" and "))
    return [name for name in parts if 2 < len(name) <= LONGEST]
