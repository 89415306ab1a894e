"""The items that a row of a table is about: by an id, a number with its framework, or a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.claims.claim_types import ItemRef
from hmic_tracker.documents.claims.item_cells import item_of_cell
from hmic_tracker.documents.claims.item_refs import Reference, references_in
from hmic_tracker.documents.claims.measure_words import KINDS, kind_of_word
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.columns import PaperColumn, Role
    from hmic_tracker.documents.claims.item_titles import ItemTitles
    from hmic_tracker.documents.claims.paper_names import Named, PaperNames
    from hmic_tracker.domain.words import Kind

FREE: Final = re.compile(
    r"\b(?:position|comments?|commentary|update|latest|remarks?|progress|where|how|notes?)\b", re.I
)
"""Heads of columns of sentences."""
_LONGEST: Final = 200
_NAME: Final = 60
_FEW: Final = 6
_TITLE: Final = re.compile(r" ?[,:–—-] ?\w")
_BETWEEN: Final = re.compile(r"[ ,:(–—-]*")
_LABEL: Final = re.compile(
    r"(?:(?P<kind>recommendation|rec|afi|area for improvement|cause of concern)s? ?(?:no\.? ?)?)?"
    r"#?(?P<label>\d{1,3}[a-z]?)\.?",
    re.I,
)
_STATES: Final[frozenset[Role]] = frozenset({"status", "due", "progress", "late", "done-on"})
_NAMES: Final[frozenset[Role]] = frozenset({"label", "text", "other"})
_NO_TITLE: Final = re.compile(
    r"\b(?:owner|lead|officer|who|head|risk|evidence|reason|next|why|grade)\b", re.I
)
"""Heads of columns that are of the items named beside them, and name none."""


class RowItems(NamedTuple):
    """Finds the items of a table's rows; `kind` is what its heads or the words above it name."""

    columns: Sequence[PaperColumn]
    kind: Kind | None
    names: PaperNames
    titles: ItemTitles

    def of(self, cells: Sequence[str], framework: str | None) -> ItemRef | None:
        """Return the items that a row is about; a number alone is that of a `framework`."""
        if (ref := self._numbered(cells, framework)) is not None:
            return self._with_title(ref, cells)
        if not self._has_states():
            return None
        for _, cell in self._of_roles(cells, _NAMES | {"framework"}):
            if len(cell) < _NAME and (item := item_of_cell(cell, self.names, self.kind)):
                return self._with_title(item, cells)
        has_counts = any(column.role == "figure" for column in self.columns)
        for _, cell in self._of_roles(cells, _NAMES - {"other"} if has_counts else _NAMES):
            if match := _LABEL.fullmatch(cell):
                own = kind_of_word(match["kind"]) if match["kind"] else self.kind
                if own:
                    ref = ItemRef((), own, (match["label"].lower(),), framework)
                    return self._with_title(ref, cells)
        titled = self._titled(cells)
        return titled.ref if titled else None

    def _of_roles(
        self, cells: Sequence[str], roles: frozenset[Role]
    ) -> Iterator[tuple[PaperColumn, str]]:
        for column, cell in zip(self.columns, cells, strict=True):
            if column.role in roles and cell:
                yield column, cell

    def _numbered(self, cells: Sequence[str], framework: str | None) -> ItemRef | None:
        """Return the items that a cell begins with, or has behind nothing but a framework."""
        for _, cell in self._of_roles(cells, _NAMES):
            if len(cell) >= _LONGEST:
                continue
            beside = self._beside(cell)
            hits = references_in(cell, framework, beside)
            if not hits:
                continue
            start = hits[0].start
            leads = bool(start) and any(
                not one.start and _BETWEEN.fullmatch(cell, one.end, start) for one in beside
            )
            if start and not leads:
                continue
            is_whole = bool(hits[0].ref.ids and not leads) or hits[0].end == len(cell)
            if is_whole or (len(hits) == 1 and _TITLE.match(cell, hits[0].end)):
                return hits[0].ref
        return None

    def _with_title(self, ref: ItemRef, cells: Sequence[str]) -> ItemRef:
        """Return an item, of which the number leaves open which it is, with words of its own."""
        is_open = len(ref.labels) == 1 and (ref.kind is None or ref.framework is None)
        titled = self._titled(cells) if is_open and not ref.words else None
        return ref._replace(words=titled.ref.words) if titled else ref

    def _titled(self, cells: Sequence[str]) -> Reference | None:
        for column, cell in self._of_roles(cells, _NAMES):
            is_title = not (FREE.search(column.head) or _NO_TITLE.search(column.head))
            if is_title and (titled := self.titles.in_text(cell, is_cell=True)):
                return titled
        return None

    def _has_states(self) -> bool:
        return any(
            column.role in _STATES
            or (column.role in {"other", "text"} and FREE.search(column.head))
            for column in self.columns
        )

    def _beside(self, cell: str) -> list[Named]:
        """Return the frameworks at the beginning or the end of a cell, none inside a title."""
        named = self.names.named_in(cell)
        return [one for one in named if one.start < _FEW or one.end > len(cell) - _FEW]


def kind_of_heads(heads: Sequence[str], caption: str) -> Kind | None:
    """Return the first kind that a table's heads name, else the only one of the words above."""
    kinds = (kind_of_word(match[0]) for head in heads for match in KINDS.finditer(head))
    above = {kind_of_word(match[0]) for match in KINDS.finditer(caption)} - {None}
    return next((kind for kind in kinds if kind), above.pop() if len(above) == 1 else None)
