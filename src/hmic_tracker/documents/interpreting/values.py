"""What a mark says, without what is printed before it: its own label, a bullet, a field's name.

Readers leave these out of a mark's text; a person who changes the word before a whole line
doesn't.
"""

from __future__ import annotations

import re

from hmic_tracker.documents.parsed_report import shortened
from hmic_tracker.documents.sources.line_beginnings import MARKER
from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.documents.wording.field_words import field_at
from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.source_kinds import KINDS_OF_MARKS
from hmic_tracker.documents.wording.status_cells import status_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.marks import Mark

_FIELDS: Final = frozenset({"due", "owner", "status", "update", "evidence", "response"})
_LONGEST_DOUBT: Final = 200
_SAME: Final = {"revised": "due"}
_SEPARATOR: Final = re.compile(r" ?(?::|[–—])(?: |$)")
_ANSWER: Final = re.compile(r"y(?:es)?|no?|\d{1,3} ?%", re.I)
"""What a status's name asks for: "Complete – no"."""
_AFTER_LABEL: Final = re.compile(r"\)?(?:[.:)]| ?[–—-])? +(?=\W?[A-Z])|\)?(?:[.:)]| ?[–—-]) +|$")


def printable(mark: Mark) -> Mark:
    """Return a mark without what prints nothing: marked text of a stranger may have it escaped."""
    return mark._replace(
        text=_clean(mark.text),
        label=_clean(mark.label),
        kind=_clean(mark.kind),
        doubt=shortened(_clean(mark.doubt), _LONGEST_DOUBT) if mark.doubt else "",
    )


def _clean(text: str) -> str:
    """Return a text as sources give it; tabs part the cells of a row."""
    if text.isprintable():
        return text
    return "\t".join(map(clean, text.split("\t")))


def as_value(mark: Mark) -> Mark:
    """Return a mark whose text is its value alone."""
    if mark.word in _FIELDS:
        named = None if _is_status(mark) else field_at(mark.text)
        if named and _SAME.get(named[0], named[0]) == mark.word:
            return mark._replace(text=mark.text[named[1] :].strip())
    elif mark.word in KINDS_OF_MARKS and (begins := _begins(mark)):
        return mark._replace(text=mark.text[begins:])
    return mark


def _is_status(mark: Mark) -> bool:
    """Return whether a status stands first, which is a field's name as well: "Complete – sent".

    An answer behind it is the value: "Complete: no".
    """
    separator = _SEPARATOR.search(mark.text)
    if mark.word != "status" or separator is None:
        return False
    before, after = mark.text[: separator.start()], mark.text[separator.end() :]
    return status_cell(before) is not None and not _ANSWER.fullmatch(after.strip(" ."))


def _begins(mark: Mark) -> int:
    """Return where an item's own words begin, after its label or bullet as printed."""
    text, label = mark.text, mark.label.casefold().strip("().")
    if label:
        named = label_of(text)
        if named and named.printed.casefold() in {label, label.removeprefix("r")}:
            return named.end
        bare = text.casefold().removeprefix("(")
        after = len(text) - len(bare) + len(label)
        if bare.startswith(label) and (match := _AFTER_LABEL.match(text, after)):
            return match.end()
    marker = MARKER.match(text)
    return marker.end() if marker and not marker[0].strip(" ().").isalnum() else 0
