"""Footnotes at the foot of a page of text: what stands below a rule, with the mark of a note."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Line

FOOTNOTE: Final = "footnote"
_RULE: Final = re.compile(r"\s*(?:_{8,}|[─―—]{5,}|-{12,})\s*")
_NOTE: Final = re.compile(r"\s*(?P<mark>\d{1,3}|[¹²³⁰⁴-⁹]{1,3}|[*†‡§]{1,2})\s?(?P<text>\S.*)")
_MOST_LINES: Final = 30
_MOST_ABOVE: Final = 80
"""Lines of the page in which the mark stands behind a word."""


def mark_page_notes(lines: Sequence[Line], reasons: list[str]) -> None:
    """Mark the notes below a rule, each of which is cited above it, up to the page's foot."""
    for at, line in enumerate(lines):
        if _RULE.fullmatch(line.text):
            notes = _notes_below(lines, at)
            for n in (at, *notes) if notes else ():
                reasons[n] = reasons[n] or FOOTNOTE


def _notes_below(lines: Sequence[Line], rule: int) -> list[int]:
    notes: list[int] = []
    for at in range(rule + 1, min(len(lines), rule + 1 + _MOST_LINES)):
        if lines[at].gap or not notes:
            note = _NOTE.fullmatch(lines[at].text)
            if note is None or not _is_cited(note["mark"], lines, rule):
                break
        notes.append(at)
    return notes


def _is_cited(mark: str, lines: Sequence[Line], rule: int) -> bool:
    """Return whether a mark stands directly behind a word on the page above the rule."""
    cited = re.compile(rf"[a-z,.:;)’”]{re.escape(mark)}(?!\w)")
    return any(cited.search(line.text) for line in lines[max(0, rule - _MOST_ABOVE) : rule])
