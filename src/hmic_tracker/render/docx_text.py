"""Texts in Word: the ids of items are not broken at the end of a line, nor are spans of them.

Word and LibreOffice break a line after a hyphen. Their own unbreakable hyphen stands in ids
instead, an element that both show and read out as a hyphen, and that tracker reads as one.
"""

from __future__ import annotations

import re

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from hmic_tracker.domain.words import PREFIXES
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

_ID: Final = rf"(?:{'|'.join(PREFIXES.values())})-\d{{1,9}}(?:\.\.\d{{1,9}}|[a-z]{{0,8}})"
_SPAN: Final = re.compile(rf"(?<![\w-]){_ID}(?: to {_ID})?(?![\w-])", re.ASCII)
_NO_BREAK_SPACE: Final = "\u00a0"


def kept_together(text: str) -> str:
    """The text with spans of ids, "AFI-11 to AFI-18", that are not broken at their spaces."""
    return _SPAN.sub(lambda span: span[0].replace(" ", _NO_BREAK_SPACE), text)


def add_text(paragraph: Paragraph, text: str, *, searchable: bool = False) -> Run:
    """Adds a visible text to a paragraph; the run that it is.

    A `searchable` text keeps its plain hyphens, which are found by those who look for an id: for
    headings and columns that have room for it.
    """
    run = paragraph.add_run()
    if searchable:
        run.text = kept_together(text)
        return run
    at = 0
    for span in _SPAN.finditer(text):
        _append(run._r, text[at : span.start()])
        first, *others = kept_together(span[0]).split("-")
        _append(run._r, first)
        for piece in others:
            run._r.append(OxmlElement("w:noBreakHyphen"))
            _append(run._r, piece)
        at = span.end()
    _append(run._r, text[at:])
    return run


def _append(run: Any, text: str) -> None:
    """A piece of a text, its tabs and line breaks as Word has them."""
    for piece in re.split(r"([\t\n])", text):
        if piece == "\t":
            run.append(OxmlElement("w:tab"))
        elif piece == "\n":
            run.append(OxmlElement("w:br"))
        elif piece:
            element = OxmlElement("w:t")
            element.set(qn("xml:space"), "preserve")
            element.text = piece
            run.append(element)
