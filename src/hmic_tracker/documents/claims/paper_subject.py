"""Which frameworks a paper as a whole is about: by its first lines, or the one it names."""

from __future__ import annotations

from hmic_tracker.documents.claims.item_refs import references_in
from hmic_tracker.documents.claims.passages import PaperTable, Passage
from hmic_tracker.documents.claims.quantities import quantities_of, without_dates
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.families import Families
    from hmic_tracker.documents.claims.paper_names import PaperNames
    from hmic_tracker.documents.claims.paper_state import PaperState

LONGEST: Final = 6000
"""Letters of a passage that are read."""
_LONGEST_TITLE: Final = 120


def note_subject(
    piece: Passage | PaperTable, names: PaperNames, families: Families, at: PaperState
) -> None:
    """Note the one framework that a paper says it is about, until it names another.

    A passage that gives figures or items of a framework doesn't say so of the paper.
    """
    text = " | ".join(_words_of(piece))
    slugs = {families.of(named.slug) for named in names.named_in(text)}
    if slugs and at.subject is None:
        is_bare = not quantities_of(without_dates(text)) and not references_in(text, None)
        at.subject = next(iter(slugs)) if is_bare and len(slugs) == 1 else ""
    elif slugs - {at.subject}:
        at.subject = ""


def note_title(text: str, names: PaperNames, at: PaperState) -> None:
    """Note the frameworks that the first lines of a paper name, until they name just one."""
    if at.only_title is None and len(text) < _LONGEST_TITLE:
        slugs = {one.slug for one in names.named_in(text)}
        every = {*at.title, *slugs}
        at.title = tuple(slugs) if len(slugs) == 1 else tuple(sorted(every))


def _words_of(piece: Passage | PaperTable) -> list[str]:
    if isinstance(piece, Passage):
        return [piece.text[:LONGEST]]
    table = piece
    return [*table.heads, *(cell for row in table.rows for cell in row.cells)]
