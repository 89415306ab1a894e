"""A published report as text, read into a Draft in one call."""

from __future__ import annotations

import hashlib

from hmic_tracker.documents.blocks import Document
from hmic_tracker.documents.reading import MOST_WARNINGS, drafts_of, is_empty, read_marks
from hmic_tracker.documents.sources.lines import blocks_from_lines
from hmic_tracker.documents.sources.text import lines_of
from hmic_tracker.documents.sources.text_decoding import with_plain_line_ends
from hmic_tracker.domain.grades import SCALES, Scale
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import Draft
    from hmic_tracker.domain.frameworks import Framework

__all__ = ["MOST_WARNINGS", "document_of", "read_report"]


def document_of(text: str, name: str) -> Document:
    """Return a text as a document."""
    text = with_plain_line_ends(text)
    data = text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(data).hexdigest()
    return Document(name, blocks_from_lines(lines_of(text)), text, digest, len(data))


def read_report(
    text: str, name: str, frameworks: tuple[Framework, ...] = (), scales: tuple[Scale, ...] = SCALES
) -> Draft:
    """Read a progress report or an inspection report: the first inspection it is about.

    `name` is the file's, for a report without a number; `frameworks` are those of the plan, which
    keep their slugs. Only frameworks that the report names are in the draft. Raises InputError
    where nothing in the text is recognised.
    """
    document = document_of(text, name)
    marks = read_marks(document, frameworks, scales).marks
    draft = drafts_of(marks, name, document.text, frameworks, scales)[0]
    if is_empty(draft):
        raise InputError(
            f"{name} has no grade, recommendation, area for improvement or status in it",
            "give the text of a published report, as in the example: tracker demo",
        )
    return draft
