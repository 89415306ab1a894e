"""A paper as PDF: that of Word, as LibreOffice prints it, tagged and in its language.

The file is dated by LibreOffice, so that the same paper need not give the same bytes.
"""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import libreoffice, to_docx

if TYPE_CHECKING:
    from hmic_tracker.render import nodes


def draw(document: nodes.Document) -> bytes:
    """The paper as the bytes of a file; raises WriteError where LibreOffice can't make it."""
    return libreoffice.pdf_of(to_docx.draw(document))


def require_program() -> None:
    """Raise WriteError where LibreOffice is not on this computer."""
    libreoffice.program()
