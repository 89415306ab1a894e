"""What items are about, on a line of its own above their texts within the cells of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hmic_tracker.documents.wording.advice import asks, is_order
from hmic_tracker.light_typing import Final

_TOPIC: Final = re.compile(
    r"(?P<topic>[A-Z][\w’'-]*(?:,? [\w’'&-]+){0,7}?) "
    r"(?=(?:The|We|All|Each|Every|An?|By|Our|This) \S)"
)
_TELLS: Final = re.compile(r"\b(?:should|must|needs? to)\b")
_LONGEST: Final = 70
_FEWEST: Final = 2
"""Rows of a table that have a topic, for their column to be one of topics and texts."""


def topic_of(cell: str) -> str:
    """Return the topic that stands before a text: "Fire safety The board should …"; or ""."""
    match = _TOPIC.match(cell)
    topic = match["topic"] if match else ""
    if not topic or len(topic) > _LONGEST or asks(topic) or is_order(topic):
        return ""
    return topic if _TELLS.search(cell, len(topic)) else ""


def have_topics(cells: Iterable[str]) -> bool:
    """Return whether the texts of a column stand below topics of their own, no two alike."""
    topics = [topic_of(cell) for cell in cells if cell]
    return len(topics) >= _FEWEST and all(topics) and len(set(topics)) == len(topics)
