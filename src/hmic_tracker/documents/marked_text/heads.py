"""What stands before the bar: a word, a label, the source's word for the kind, a place."""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import lru_cache

from hmic_tracker.documents.blocks import NOWHERE, Place
from hmic_tracker.documents.marked_text.escaping import escape, unescape
from hmic_tracker.documents.marks import BY_WORD, WORDS, Mark
from hmic_tracker.light_typing import Final, NamedTuple

CONTINUES: Final = "..."
"""The empty word, where a place alone would not do."""
_NUMBER: Final = r"\d{1,9}"
_PLACE: Final = re.compile(
    rf"@(?:(?:'(?P<quoted>[^']*)'|(?P<sheet>[^\s'!]*))!)?"
    rf"(?:(?P<page>{_NUMBER})\.)?(?P<line>{_NUMBER})",
    re.ASCII,
)


_short_escape: Final = lru_cache(maxsize=1024)(escape)
"""Escapes sheets and kinds, of which a document has a few and names one at each of its cells."""


class Head(NamedTuple):
    """What stands before a bar; `guess` is whether a "?" says that it has to be confirmed."""

    word: str = ""
    label: str = ""
    kind: str = ""
    place: Place = NOWHERE
    guess: bool = False


class HeadError(Exception):
    """A head that can't be read: what is wrong, what to do, and the text it is about."""

    def __init__(self, message: str, hint: str, about: str) -> None:
        super().__init__(message)
        self.message, self.hint, self.about = message, hint, about


def head_text(mark: Mark) -> str:
    """Return what stands before a mark's bar, "" for none."""
    guess = bool(mark.doubt) and mark.word != "?"  # what was not understood has a "?" already
    wanted = Head(mark.word, mark.label, mark.kind, mark.place, guess)
    label = escape(mark.label, also="|")
    if label:
        text = _joined(wanted, label)
        if _is_read_as(text, wanted):
            return text
    quoted = '"' + escape(mark.label, also='"@|') + '"'
    bare = _joined(wanted, "")
    return bare if not label and _is_read_as(bare, wanted) else _joined(wanted, quoted)


def read_head(text: str) -> Head:
    """Read what stands before a bar; raises HeadError."""
    rest, place = _without_place(" ".join(text.split()))
    guess = False
    if rest.startswith("?") and rest[1:].strip()[:1] not in {"", '"', "("}:
        guess, rest = True, rest[1:].strip()
    name, _, rest = rest.partition(" ")
    rest, kind = _without_kind(rest)
    return Head(_word(name), _label(rest), kind, place, guess)


def place_text(place: Place) -> str:
    """Return a place as marks write it: "@98", "@12.3" (page, line), "@Actions!7", "" nowhere."""
    if place == NOWHERE:
        return ""
    page = f"{place.page}." if place.page else ""
    sheet = _short_escape(place.sheet, also="@|'!")
    if sheet:
        sheet = f"'{sheet}'!" if " " in sheet else f"{sheet}!"
    return f"@{sheet}{page}{place.line}"


def list_words() -> str:
    """Return every word that may stand before a bar, in their order."""
    return " ".join(row.word for row in WORDS)


def _is_read_as(text: str, wanted: Head) -> bool:
    try:
        return read_head(text) == wanted
    except HeadError:
        return False


def _joined(head: Head, label: str) -> str:
    kind = f"({_short_escape(head.kind, also='()@|')})" if head.kind else ""
    place = place_text(head.place)
    word = head.word or ("" if place and not (label or kind or head.guess) else CONTINUES)
    return " ".join(filter(None, ("?" if head.guess else "", word, label, kind, place)))


def _without_place(text: str) -> tuple[str, Place]:
    at = text.rfind("@")
    if at < 0 or text[at - 1 : at].strip():
        return text, NOWHERE
    match = _PLACE.fullmatch(text, at)
    if match is None:
        raise HeadError(
            f"'{text[at : at + 40]}' is no place",
            "a place is written as @98, @12.3 (page and line) or @Sheet!7; or take it out",
            text[at:],
        )
    sheet = unescape(match["quoted"] or match["sheet"] or "")
    return text[:at].rstrip(), Place(int(match["line"]), int(match["page"] or 0), sheet)


def _without_kind(text: str) -> tuple[str, str]:
    """Part a label and the kind in brackets after it; a number alone in brackets is a label."""
    at = text.rfind("(")
    if not text.endswith(")") or at < 0 or text[at - 1 : at].strip():
        return text, ""
    inner = text[at + 1 : -1]
    if at == 0 and any(char.isdigit() for char in inner):
        return text, ""
    return text[:at].rstrip(), unescape(inner)


def _label(text: str) -> str:
    quoted = len(text) > 1 and text[0] == text[-1] == '"'
    return unescape(text[1:-1] if quoted else text)


def _word(name: str) -> str:
    if name in {"", CONTINUES}:
        return ""
    row = BY_WORD.get(name.casefold())
    if row is not None:
        return row.word
    near = get_close_matches(name.casefold(), BY_WORD, 1)
    hint = f"did you mean {near[0]}? " if near else ""
    raise HeadError(
        f"'{name[:40]}' is no word of marked text", f"{hint}words: {list_words()}", name
    )
