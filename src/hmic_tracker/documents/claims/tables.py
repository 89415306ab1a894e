"""The claims of tables: a row a framework, an item, a grade or a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.claims.claim_types import (
    A_PART,
    Claim,
    Extent,
    FigureClaim,
    ItemRef,
    Sight,
)
from hmic_tracker.documents.claims.colour_claims import colours_of
from hmic_tracker.documents.claims.columns import with_state_above
from hmic_tracker.documents.claims.framework_rows import (
    framework_figures,
    grades_of_row,
    national_of_row,
    owner_figures,
    words_of_row,
)
from hmic_tracker.documents.claims.grade_tables import counts_of_table, marks_of_row, names_of_row
from hmic_tracker.documents.claims.item_rows import item_row
from hmic_tracker.documents.claims.measure_rows import measure_row, newest_column
from hmic_tracker.documents.claims.measure_words import KINDS, is_total_name, states_in
from hmic_tracker.documents.claims.movement_words import is_of_changes
from hmic_tracker.documents.claims.paper_names import Named
from hmic_tracker.documents.claims.row_items import RowItems, kind_of_heads
from hmic_tracker.documents.claims.row_mentions import in_their_places, row_mentions, transposed
from hmic_tracker.documents.claims.table_sums import block_sums, row_sums, sums_of
from hmic_tracker.documents.claims.table_view import TableView, columns_of_table
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.around import Around
    from hmic_tracker.documents.claims.families import Families
    from hmic_tracker.documents.claims.grade_claims import GradeReader
    from hmic_tracker.documents.claims.item_titles import ItemTitles
    from hmic_tracker.documents.claims.paper_names import PaperNames
    from hmic_tracker.documents.claims.passages import PaperTable, TableRow

_SUBTOTAL: Final = re.compile(r"(?:sub-? ?)?totals?(?: for| of)?[ :,–—-]+", re.I)

_GRADES: Final = re.compile(r"grad|nation|forces|judge?ment|rating", re.I)

_YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\b")
_OF_POSTS: Final = re.compile(
    r"\b(?:departments?|directorates?|teams?|owners?|leads?|officers?|portfolios?)\b", re.I
)
"""Heads of columns of those who do the work: "Response" is a department there."""
_OWNER: Final = re.compile(
    r"(?:(?:action|lead|responsible) )?(?:owner|lead|officer|post|post ?holder)s?", re.I
)
"""Heads of columns of those whose items each row counts."""
_NOBODY: Final = re.compile(r"nobody|none|unassigned|unallocated|vacant|no one|tbc|-|–|—", re.I)
_ITSELF: Final = re.compile(r"(?:\([ivx]+\) )?(?:overall|total)", re.I)
"""The name of a row of the framework that the rows around it are parts of."""


class TableReader:
    """Reads the tables of a paper that names frameworks and items of a plan."""

    def __init__(
        self, names: PaperNames, grades: GradeReader, families: Families, titles: ItemTitles
    ) -> None:
        self._titles = titles
        self.title: str | None = None
        self._names, self._grades, self._families = names, grades, families

    def claims(self, table: PaperTable, around: Around, listed: str = "") -> list[Claim]:
        """Return the claims of a table; `around` is the framework of the heading above it.

        `listed` is the state that the heading gives all items of the table.
        """
        given, table = table, transposed(table, self._names)
        parts = (table.caption.rpartition(". ")[2], table.caption.partition(". ")[0])
        moved = any(map(is_of_changes, parts))
        self._view = self._viewed(table, around, listed)
        over = {one.slug for one in self._names.named_in(parts[0])}
        self._over = over.pop() if len(over) == 1 else None
        self._rows_of = {
            named.slug
            for cells in map(self._view.padded, table.rows)
            if (named := self._framework(cells))
        }
        claims = self._of_rows(table, around, moved)
        if not moved:
            claims += sums_of(table, self._view.columns, self._names)
            claims += row_sums(table)
            claims += counts_of_table(table, self._view.heads, self._grades, around.sure)
            claims += block_sums(table)
            sight = Sight(above=(around.sure,) if around.sure else ())
            claims += colours_of(table, self._names, sight)
        if table is given:
            return claims
        return [*in_their_places(claims, given), *([] if moved else row_sums(given))]

    def _viewed(self, table: PaperTable, around: Around, listed: str) -> TableView:
        """Return a table as its columns are read, and whether its rows are of items."""
        columns, heads = columns_of_table(table, self._grades, around.day)
        columns = with_state_above(columns, listed)
        years = set(_YEAR.findall(DATE.sub(" ", table.caption)))
        year = years.pop() if len(years) == 1 and _GRADES.search(table.caption) else None
        view = TableView(table, columns, heads, self._names, self._grades, listed, self.title, year)
        kind = kind_of_heads(heads, table.caption)
        self._items_of = RowItems(columns, kind, self._names, self._titles).of
        rows = ([" ".join(cell.split()) for cell in view.padded(row)] for row in table.rows)
        return view._replace(has_items=any(self._items_of(cells, None) for cells in rows))

    def _of_rows(self, table: PaperTable, around: Around, moved: bool) -> list[Claim]:
        claims: list[Claim] = []
        section: Named | None = None
        by_grade = sum(bool(self._grades.spelled(row.cells[0])) for row in table.rows) > 1
        for row in table.rows:
            cells = self._view.padded(row)
            if by_grade and self._grades.spelled(cells[0]):
                claims += names_of_row(row, cells, self._grades, self._names)
                continue
            filled = [cell for cell in cells if cell]
            if len(set(filled)) == 1 and (over := self._names.of_cell(filled[0])):
                section = over
                continue
            flat = [" ".join(cell.split()) for cell in cells]
            named = self._framework(cells)
            above = section.slug if section else around.sure or self._over
            items = self._items_of(flat, named.slug if named else above or self.title)
            made = list(self._row(row, flat, named, items, around, section, moved))
            if not moved:
                made += self._others_of(row, flat, items, around, section, made)
            claims += made
        return claims

    def _row(
        self,
        row: TableRow,
        flat: Sequence[str],
        named: Named | None,
        items: ItemRef | None,
        around: Around,
        section: Named | None,
        moved: bool,
    ) -> Iterator[Claim]:
        if items is not None:
            yield from item_row(self._view, row.spot, flat, items)
            if named is not None and self._view.listed:  # "REC-10 | All 7", below "Completed"
                yield from framework_figures(self._view, row.spot, named.slug, named.extent, flat)
            return
        if named is None and section and self._is_of_section(row, flat[0], section):
            named = section
        grades = [
            (c, cell) for c, cell in zip(self._view.columns, flat, strict=True) if c.role == "grade"
        ]
        if named is not None:
            yield from grades_of_row(self._view, row.spot, named, grades, flat)
            yield from national_of_row(self._view, row.spot, named, flat)
            yield from marks_of_row(row, flat, self._view.table.heads, self._grades, named.slug)
        if moved:
            if newest_column(self._view.columns, around.day):  # beside that of the last report
                yield from measure_row(self._view, row.spot, flat, around)
            return
        if named is not None:
            yield from framework_figures(self._view, row.spot, named.slug, named.extent, flat)
        elif self._is_of_owner(flat):
            yield from owner_figures(self._view, row.spot, flat)
        elif any(is_total_name(cell) for cell in flat[:2]):
            yield from self._of_total(row, flat, section)
        elif section is None or around:
            yield from measure_row(self._view, row.spot, flat, around)

    def _of_total(
        self, row: TableRow, flat: Sequence[str], section: Named | None
    ) -> Iterator[Claim]:
        """Yield the figures of a row of all items, of those of its section or of the table's."""
        if flat[0].lower().startswith("overall") and not self._is_last(row):
            return  # of the framework that the other rows are parts of, or of all
        of_section = section is not None and not self._is_last(row)
        slug = section.slug if section is not None and of_section else None
        extent: Extent = "family" if of_section else "plan"
        doubt = ""
        if self._rows_of and not of_section:
            slug = self._families.only(self._rows_of)
            extent = "family" if slug else "plan"
            doubt = "" if self._families.is_whole(self._rows_of, slug) else A_PART
        for claim in framework_figures(self._view, row.spot, slug, extent, flat):
            has_doubt = doubt and isinstance(claim, FigureClaim)
            yield claim._replace(doubt=doubt) if has_doubt else claim  # type: ignore[call-arg]

    def _others_of(
        self,
        row: TableRow,
        flat: Sequence[str],
        items: ItemRef | None,
        around: Around,
        section: Named | None,
        made: Sequence[Claim],
    ) -> Iterator[Claim]:
        """Yield what the cells of a row give that its claims have not read."""
        read = {one.spot.column for one in made}
        if KINDS.fullmatch(flat[0]) and (slug := around.sure or self.title):
            section = Named(slug, "own", 0, 0)
        if items is None and (named := self._framework(flat)):
            for claim in words_of_row(self._view, row.spot, named, flat, around, read):
                read.add(claim.spot.column)
                yield claim
        yield from row_mentions(
            row.spot, flat, self._view.columns, self._names, self._grades, items, section, read
        )

    def _is_of_owner(self, cells: Sequence[str]) -> bool:
        """Whether a row counts the items of one post, whose column stands first."""
        is_total = any(is_total_name(cell) for cell in cells[:2])
        no_owner = any(state.measure == "no-owner" for state in states_in(cells[0]))
        is_named = bool(cells[0]) and not (is_total or no_owner or _NOBODY.fullmatch(cells[0]))
        return is_named and bool(_OWNER.fullmatch(self._view.heads[0]))

    def _is_of_section(self, row: TableRow, name: str, section: Named) -> bool:
        """Whether a row is of a section's own framework: no total below those of others too."""
        if not _ITSELF.fullmatch(name):
            return False
        over = self._families.of(section.slug)
        is_of_one = all(self._families.of(slug) == over for slug in self._rows_of)
        return is_of_one or not self._is_last(row)

    def _is_last(self, row: TableRow) -> bool:
        return row is self._view.table.rows[-1]

    def _framework(self, cells: Sequence[str]) -> Named | None:
        order = [n for n, c in enumerate(self._view.columns) if c.role == "framework"]
        order += [
            n
            for n, c in enumerate(self._view.columns)
            if c.role in {"other", "text", "label"} and n not in order and n < 4
        ]
        for at in order:
            if _OF_POSTS.search(self._view.heads[at]):
                continue
            if cells[at] and (named := self._names.of_cell(cells[at])):
                return named
            if (over := _SUBTOTAL.match(cells[at])) and (
                named := self._names.of_cell(cells[at][over.end() :])
            ):
                return named._replace(extent="family")
        return None
