"""Counts of items by colour: "12 red, 17 amber, 35 green", in a sentence or a table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.claims.claim_types import ColourClaim, Spot
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    figure_of_cell,
    is_total_name,
    kind_of_word,
    value_of,
)
from hmic_tracker.documents.claims.movement_words import MOVED
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.domain.words import RAGS
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Sight
    from hmic_tracker.documents.claims.paper_names import PaperNames
    from hmic_tracker.documents.claims.passages import PaperTable
    from hmic_tracker.domain.words import Kind

_COLOUR: Final = "|".join(RAGS[:-1])
_BEFORE: Final = re.compile(
    rf"\b(?P<number>{NUMBER}|none|no) (?:of (?:the|these|its|all) {NUMBER} )?"
    rf"(?:(?:items?|actions?|of them|is|are|was|were|rated|shown"
    rf"|classed|as|at|in|now) )*(?P<colour>{_COLOUR})\b",
    re.I,
)
_BEHIND: Final = re.compile(
    rf"\b(?P<colour>{_COLOUR})(?: \([^()]{{2,60}}\))? ?[:=–-]? ?(?P<number>\d{{1,4}})\b(?! ?%)",
    re.I,
)
_OWN: Final = re.compile(rf"\W*(?P<colour>{_COLOUR})\b", re.I)
_FEWEST: Final = 3
"""So many colours make a key that can be told from another."""

Counts = tuple[tuple[str, int], ...]
"""Colours with how many items have each."""


def colours_in(spot: Spot, sentence: str, sight: Sight) -> Iterator[ColourClaim]:
    """Yield the counts of a sentence that gives three colours or more."""
    if MOVED.search(sentence):
        return
    for pattern in (_BEFORE, _BEHIND):
        each = [
            (one["colour"].lower(), value_of(one["number"])) for one in pattern.finditer(sentence)
        ]
        counts = tuple((colour, number) for colour, number in each if number is not None)
        if len(dict(counts)) == len(counts) >= _FEWEST:
            spots = (spot,) * len(counts)
            yield ColourClaim(spots, counts, None, " ".join(sentence.split()), sight)
            return


def colours_of(table: PaperTable, names: PaperNames, sight: Sight) -> Iterator[ColourClaim]:
    """Yield the counts of a table with a colour in each row, or along the top."""
    heads = [_OWN.match(head) for head in table.heads]
    if sum(head is not None for head in heads) >= _FEWEST:
        yield from _along(table, names, sight)
        return
    rows = [(row, _OWN.match(" ".join(row.cells[:1]))) for row in table.rows]
    coloured = [(row, match["colour"].lower()) for row, match in rows if match]
    if not _FEWEST <= len(coloured) == len({colour for _, colour in coloured}):
        return
    for at, head in enumerate(table.heads):
        counts = _counts([(colour, *row.cells[at : at + 1]) for row, colour in coloured])
        if at and len(counts) == len(coloured):
            spots = tuple(row.spot for row, _ in coloured)
            yield ColourClaim(spots, counts, _kind(head), " | ".join(table.heads), sight)


def _along(table: PaperTable, names: PaperNames, sight: Sight) -> Iterator[ColourClaim]:
    at = {n: m["colour"].lower() for n, head in enumerate(table.heads) if (m := _OWN.match(head))}
    if len(set(at.values())) < len(at):
        return
    for row in table.rows:
        counts = _counts([(colour, *row.cells[n : n + 1]) for n, colour in at.items()])
        first = " ".join(row.cells[0].split()) if row.cells and 0 not in at else ""
        named, kind = names.of_cell(first) if first else None, _kind(first)
        is_known = not first or named or kind or is_total_name(first)
        if len(counts) == len(at) and is_known:
            own = sight._replace(frameworks=(named.slug,), above=()) if named else sight
            spots = (row.spot._replace(column=min(at)),) * len(counts)
            yield ColourClaim(spots, counts, kind, " | ".join(row.cells), own)


def _counts(cells: Sequence[tuple[str, ...]]) -> Counts:
    """Return the colours with the numbers of their cells; an empty one counts none."""
    counts = []
    for colour, *rest in cells:
        cell = rest[0].strip() if rest else ""
        figure = figure_of_cell(cell)
        if cell in {"", "-", "–", "—"}:
            counts.append((colour, 0))
        elif figure and figure.value is not None and figure.of is None:
            counts.append((colour, figure.value))
    return tuple(counts)


def _kind(text: str) -> Kind | None:
    match = KINDS.search(text)
    return kind_of_word(match[0]) if match else None
