"""Items: under their numbers ("RECOMMENDATION 2 – …"), or in a list under the name of a kind."""

import re
from typing import Final

from hmic_tracker.documents.readers import progress_bullets
from hmic_tracker.documents.readers.reader_context import ReaderContext
from hmic_tracker.documents.sources.blocks import Block
from hmic_tracker.documents.wording.patterns import ITEM_START, KIND_HEADING, NAMED, SHORT, kind_of
from hmic_tracker.documents.wording.status_words import is_only_status, mentions_status

_FOR_MEMBERS: Final = re.compile(
    r"(?:that )?(?:the )?(?:members?|committee|panel|board|authority|council|meeting)\b", re.I
)
_ADVICE: Final = re.compile(r"(?:that )?the force (?:should|must|needs)\b", re.I)


def read_numbered(context: ReaderContext, block: Block) -> bool:
    """Read an item with its number, or the status of some: "Recommendation 1 – completed"."""
    start = ITEM_START.match(block.text)
    if not start:
        return False
    named = NAMED.match(block.text)
    several = named is not None and named.end() > start.end()
    rest = block.text[named.end() if named and several else start.end() :]
    body = rest.lstrip(" -–—−:.)")
    if is_only_status(body) or (several and mentions_status(body)):
        progress_bullets.read_status_of_named(context, block)
    elif several or int(start["number"]) == 0 or re.match(r"\.\d", rest):
        return False
    elif body and rest == f" {body}" and body[:1].islower():
        # "Recommendation 2 was put to the board" is a sentence about an item.
        if block.bullet:
            context.warn(block, "not understood")
    elif context.framework is not None or not _FOR_MEMBERS.match(body):
        context.add_item(block, kind_of(start["kind"]), int(start["number"]), body or None)
        if not body:
            context.warn(block, "has no text")
    return True


def read_list_heading(context: ReaderContext, block: Block) -> bool:
    """Read the heading of a list of one kind: "Areas for improvement"."""
    match = KIND_HEADING.fullmatch(block.text) if len(block.text) < SHORT else None
    if not match or block.bullet:
        return False
    context.kind, context.listed = kind_of(match["kind"]), 0
    return True


def read_listed(context: ReaderContext, block: Block) -> bool:
    """Read a bullet under a list's heading: an item, numbered only if the list is."""
    kind = context.kind
    if kind is None or (context.framework is None and kind == "recommendation"):
        return False
    in_list = block.bullet or block.number == context.listed + 1
    if not in_list and not (block.number is None and _ADVICE.match(block.text)):
        return False
    context.listed += 1
    context.add_item(block, kind, block.number, block.text)
    return True
