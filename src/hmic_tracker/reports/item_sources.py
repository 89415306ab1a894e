"""The lines of a document that an item comes from."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.marked_text import Origin
    from hmic_tracker.documents.marks import Marks


class SourceLines(NamedTuple):
    """Lines of a document with their marks; `path` is that of its marked text in the plan."""

    origin: Origin
    path: str
    marks: Marks
