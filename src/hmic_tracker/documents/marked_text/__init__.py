"""Marked text: the marks of a document as a person reads and corrects them, and back.

    rec 1 (must do) @12.3 | Eldermoor Police should answer nine out of ten
                          | emergency calls within ten seconds.
    #? number skipped
    ? afi 2.3 @12.6       | Recording at the first point of contact is not ...

Before the bar stand a word of `marks.WORDS`, a label, the source's own word for the kind and the
place; after it the text, wrapped under its own bar. A line without anything before its bar goes on
with the text above; one with a place alone is a piece of its own that continues the piece above.
Begin with `printing.marked_text` and `parsing.parse_marked_text`: parse(print(marks)) == marks.
Pure: imports `blocks`, `marks` and `errors` alone.
"""

from __future__ import annotations

from hmic_tracker.documents.marked_text.parsing import (
    MarkedText,
    MarkedTextError,
    decode_marked_text,
    parse_marked_text,
    with_fault,
)
from hmic_tracker.documents.marked_text.printing import (
    Origin,
    Span,
    hidden_spans,
    marked_lines,
    marked_text,
)

__all__ = (
    "MarkedText",
    "MarkedTextError",
    "Origin",
    "Span",
    "decode_marked_text",
    "hidden_spans",
    "marked_lines",
    "marked_text",
    "parse_marked_text",
    "with_fault",
)
