"""Headings of frameworks and appendices, and lists of the frameworks inspected."""

import re
from typing import Final

from hmic_tracker.documents.framework_names import FrameworkNames
from hmic_tracker.documents.readers.reader_context import ReaderContext
from hmic_tracker.documents.sources.blocks import Block
from hmic_tracker.documents.wording.grade_words import GradeWords
from hmic_tracker.documents.wording.patterns import (
    APPENDIX,
    GRADE_LINE,
    ITEM_START,
    KIND_HEADING,
    LONGEST_NAME,
    SHORT,
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


def collect_framework_names(context: ReaderContext) -> None:
    """Mention every framework that has a heading or is in the list of those inspected.

    This goes before the reading: what a bullet calls "PVP – overall" is known only then.
    """
    names, listing = context.names, False
    for at, block in enumerate(context.blocks):
        if at in context.claimed:
            continue
        following = context.blocks[at + 1] if at + 1 < len(context.blocks) else None
        if listing and block.bullet:
            _mention_listed(block.text, names, listing)
        elif not block.bullet:
            listing = bool(_LIST_FOLLOWS.search(block.text[-200:]))
            name = heading_of(block)
            if name and not names.find(name) and shows_heading(following, context.grade_words):
                names.mention(name)


def read_appendix(context: ReaderContext, block: Block) -> bool:
    """Read an appendix's heading, which may name a framework."""
    if block.bullet or len(block.text) > 2 * SHORT or not APPENDIX.fullmatch(block.text):
        return False
    context.begin_section(context.mention_known(heading_of(block)))
    return True


def read_listed(context: ReaderContext, block: Block) -> bool:
    """Read a bullet that names a known framework and its parts."""
    return block.bullet and _mention_listed(block.text, context.names, in_list=False)


def read_heading(context: ReaderContext, block: Block) -> bool:
    """Read a framework's heading, or another one, under which nothing belongs to a framework."""
    name = heading_of(block)
    if name is None or len(block.text) > SHORT:
        return False
    context.begin_section(context.mention_known(name))
    if context.framework and shows_heading(context.following, context.grade_words):
        context.next_grade = (None,)
    return True


def heading_of(block: Block) -> str | None:
    """Return the name of the framework that a block would be the heading of."""
    text = block.text.rstrip(":")
    if block.bullet or len(text) > 2 * SHORT or text.endswith((".", ";", ",")):
        return None
    if ITEM_START.match(text) or KIND_HEADING.fullmatch(text) or GRADE_LINE.fullmatch(text):
        return None
    if match := APPENDIX.fullmatch(text):
        on = _APPENDIX_ON.search(match["rest"])
        text = on["name"] if on else match["rest"]
        text = text[:1].upper() + text[1:]
    may_be = 2 < len(text) <= LONGEST_NAME and text[:1].isupper() and ":" not in text
    return text if may_be and not _NO_NAME.match(text) else None


def shows_heading(following: Block | None, words: GradeWords) -> bool:
    """Return whether the next block shows that a line is a framework's heading."""
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
    """Return whether a text is written as a title: "Organised Crime", not "In the report"."""
    if not 2 < len(text) <= LONGEST_NAME:
        return False
    return text[:1].isupper() and all(_TITLE_WORDS.match(word) for word in text.split(" "))


def _parts(listed: str, names: FrameworkNames) -> list[str]:
    """Return the names of "A, B, C and D"; a known name may itself have an "and"."""
    parts = [name.strip() for name in listed.split(",")]
    last = parts.pop().removeprefix("and ")
    parts.extend([last] if names.find(last) else last.split(" and "))
    return [name for name in parts if 2 < len(name) <= LONGEST_NAME]


def _mention_listed(text: str, names: FrameworkNames, in_list: bool) -> bool:
    """Mention a framework of a list, with its parts where a bracket names them.

    `in_list` is whether the list is known to be one of frameworks. Return False where the text is
    no framework's name.
    """
    match = _LISTED.fullmatch(text) if len(text) <= 5 * SHORT else None
    if not match or not looks_like_name(match["name"]):
        return False
    if not (in_list or (match["parts"] and names.find(match["name"]))):
        return False
    parent = names.mention(match["name"])
    for name in _parts(match["parts"] or "", names):
        names.put_under(names.mention(name), parent)
    return True
