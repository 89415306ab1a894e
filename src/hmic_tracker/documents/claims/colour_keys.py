"""Whether a paper says itself what its colours mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hmic_tracker.documents.claims.passages import PaperTable, Passage, Piece
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.light_typing import Final

_COLOURS: Final = "red|amber|green|blue|yellow|gr[ea]y"
_DEFINED: Final = re.compile(
    rf"\b(?P<colour>{_COLOURS})\b[)\"”’]? ?(?:=|:|–|—|-|means?\b|indicates?\b|denotes?\b"
    rf"|(?:is|are) (?:for|where|when|what|anything|used)\b|\() ?(?!{NUMBER}\b|none\b)[a-z ]{{4}}",
    re.I,
)
_SEVERAL: Final = 2


def has_own_key(pieces: Iterable[Piece]) -> bool:
    """Return whether a paper gives the meaning of several colours."""
    return len({colour for piece in pieces for colour in _defined(piece)}) >= _SEVERAL


def _defined(piece: Piece) -> Iterator[str]:
    if isinstance(piece, PaperTable):
        for row in piece.rows if len(piece.heads) == _SEVERAL else ():
            yield from _in_text(": ".join(row.cells))
        return
    assert isinstance(piece, Passage)
    yield from _in_text(piece.text)


def _in_text(text: str) -> Iterator[str]:
    for match in _DEFINED.finditer(text):
        yield match["colour"].lower()
