"""The claims of tables: a row a framework, an item, a grade or a measure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date

from hmic_tracker.documents.claims.claim_types import (
    A_PART,
    Claim,
    CountedIds,
    DueClaim,
    Extent,
    FigureClaim,
    GradeClaim,
    ItemClaim,
    ItemRef,
    Measure,
    NationalClaim,
    PlaceClaim,
    Sight,
    Spot,
)
from hmic_tracker.documents.claims.colour_claims import colours_of
from hmic_tracker.documents.claims.columns import PaperColumn, column_of, with_one_due
from hmic_tracker.documents.claims.item_refs import references_in
from hmic_tracker.documents.claims.item_sentences import claims_about
from hmic_tracker.documents.claims.item_states import item_claims, statement_of
from hmic_tracker.documents.claims.date_mentions import dates_in
from hmic_tracker.documents.claims.known_words import COLOUR, odd_words
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    State,
    figure_of_cell,
    is_total_name,
    kind_of_word,
    states_in,
)
from hmic_tracker.documents.claims.movement_words import MOVED, is_of_changes
from hmic_tracker.documents.claims.paper_names import KIND_BEHIND, Named, PaperNames
from hmic_tracker.documents.claims.plain_words import ON_COURSE
from hmic_tracker.documents.claims.row_items import FREE, RowItems, kind_of_heads
from hmic_tracker.documents.claims.row_mentions import (
    in_their_places,
    month_mentions,
    row_mentions,
    transposed,
)
from hmic_tracker.documents.claims.sentences import figures_of, sentences_of
from hmic_tracker.documents.claims.table_sums import block_sums, row_sums, sums_of
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.documents.wording.status_words import is_only_status
from hmic_tracker.domain.dates import MONTHS
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.families import Families
    from hmic_tracker.documents.claims.grade_claims import GradeReader
    from hmic_tracker.documents.claims.item_titles import ItemTitles
    from hmic_tracker.documents.claims.passages import PaperTable, TableRow
    from hmic_tracker.documents.claims.sentences import Around
    from hmic_tracker.domain.words import Kind

_SUBTOTAL: Final = re.compile(r"(?:sub-? ?)?totals?(?: for| of)?[ :,–—-]+", re.I)
_WIDE: Final = frozenset({"open", "in-progress", "completed", "in-time"})
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_DATED: Final = frozenset({"due-by", "due-on", "later"})
_NONE_OPEN: Final = re.compile(r"none(?: open)?|nothing open|all (?:done|completed)", re.I)
_GRADES: Final = re.compile(r"grad|nation|forces|judge?ment|rating", re.I)
_YEAR: Final = re.compile(r"\b((?:19|20)\d\d)\b")
_NAME: Final = 60
_FEW: Final = 6
_ONE_ITEM: Final = re.compile(r"(?:rec|recommendation|afi|area for improvement)\.?", re.I)
_NOW: Final = re.compile(r"now|today|current(?:ly)?|latest|this (?:month|quarter|time|report)", re.I)
"""Heads of columns that are of the paper's day."""
_ANOTHER: Final = re.compile(
    r"\b(?:last|previous|prior|before|then|earlier|changes?|movement|baseline|difference|expected"
    r"|target|forecast|planned|change)\b|[+±]/?-?",
    re.I,
)
_MONTH: Final = re.compile(rf"\b(?:{'|'.join(m[:3] for m in MONTHS)})(?:[a-z]{{1,6}})?\b")
_COLOUR: Final = re.compile(
    r"\b(?:red|amber|green|blue|rag|rated|number|per ?cent|share)\b",
    re.I,
)
_EXCEPT: Final = re.compile(r"\b(?:all but|except|excluding|other than|apart from|besides)\b", re.I)
_ONE_KIND: Final = re.compile(r"(?:recommendation|afi|area for improvement)", re.I)
"""The name of a row of one item: of a part of the plan."""
_WITH_OWNER: Final = re.compile(r"\b(?:with|have|having) (?:an|any) owner\b", re.I)
"""What a row counts that is the opposite of the items without an owner."""
_ITSELF: Final = re.compile(r"(?:\([ivx]+\) )?(?:overall|total)", re.I)
"""The name of a row of the framework that the rows around it are parts of."""
_BOTH: Final = 2
_FEWEST_WORDS: Final = 2
_DAYS_AGO: Final = 14
"""Days from the newest column of several to the paper's day."""
_OF_WHICH: Final = re.compile(r"^[–—-]? ?(?:of (?:which|these|those|them))[ :,–—-]*", re.I)

class TableReader:
    """Reads the tables of a paper that names frameworks and items of a plan."""

    def __init__(
        self, names: PaperNames, grades: GradeReader, families: Families, titles: ItemTitles
    ) -> None:
        self._titles = titles
        self.title: str | None = None
        self._names, self._grades, self._families = names, grades, families
        self._words = frozenset(grade.casefold() for grade in grades._spelled.values())
        self.unread: list[Spot] = []

    def claims(self, table: PaperTable, around: Around, listed: str = "") -> list[Claim]:
        """Return the claims of a table; `around` is the framework of the heading above it.

        `listed` is the state that the heading gives all items of the table.
        """
        self._listed = listed
        given, table = table, transposed(table, self._names)
        parts = (table.caption.rpartition(". ")[2], table.caption.partition(". ")[0])
        moved = any(map(is_of_changes, parts))
        columns, heads = self._columns_of(table, around.day)
        self._table, self._columns, self._heads = table, columns, heads
        years = set(_YEAR.findall(DATE.sub(" ", table.caption)))
        self._year = years.pop() if len(years) == 1 and _GRADES.search(table.caption) else None
        above = {one.slug for one in self._names.named_in(parts[0])}
        self._over = above.pop() if len(above) == 1 else None
        kind = kind_of_heads(heads, table.caption)
        items_of = RowItems(columns, kind, self._names, self._titles).of
        rows = ([" ".join(cell.split()) for cell in row.cells] for row in table.rows)
        self._has_items = any(
            items_of([*cells, *([""] * (len(columns) - len(cells)))], None) for cells in rows
        )
        self._rows_of = {
            named.slug
            for cells in map(self._padded, table.rows)
            if (named := self._framework(cells))
        }
        claims: list[Claim] = []
        section: Named | None = None
        by_grade = sum(bool(self._grades.spelled(row.cells[0])) for row in table.rows) > 1
        for row in table.rows:
            cells = self._padded(row)
            if by_grade and self._grades.spelled(cells[0]):
                claims += self._of_one_grade(row, cells)
                continue
            filled = [cell for cell in cells if cell]
            if len(set(filled)) == 1 and (over := self._names.of_cell(filled[0])):
                section = over
                continue
            flat = [" ".join(cell.split()) for cell in cells]
            named = self._framework(cells)
            sure = section.slug if section else around.sure or self._over
            items = items_of(flat, named.slug if named else sure or self.title)
            made = list(self._row(row, flat, named, items, around, section, moved))
            if not moved:
                made += self._others_of(row, flat, items, around, section, made)
            claims += made
        if not moved:
            claims += sums_of(table, self._columns, self._names)
            claims += row_sums(table)
            claims += block_sums(table)
            sight = Sight(above=(around.sure,) if around.sure else ())
            claims += colours_of(table, self._names, sight)
        if table is given:
            return claims
        return [*in_their_places(claims, given), *([] if moved else row_sums(given))]

    def _columns_of(
        self, table: PaperTable, day: date | None
    ) -> tuple[list[PaperColumn], tuple[str, ...]]:
        """Return what the columns of a table have, and their heads."""
        width = max((len(row.cells) for row in table.rows), default=0)
        heads = (*table.heads, *([""] * (width - len(table.heads))))
        columns = [
            column_of(
                heads[at], [row.cells[at] for row in table.rows if at < len(row.cells)], self._words
            )
            for at in range(width)
        ]
        if sum(c.role in {"figure", "count"} for c in columns) == 1:
            columns = [
                PaperColumn("label", c.head) if _ONE_ITEM.fullmatch(c.head) else c for c in columns
            ]
        columns = with_one_due([_without_another_day(column, day) for column in columns])
        if columns and columns[0].role == "ids":
            columns[0] = PaperColumn("label", columns[0].head)
        national = self._grades.scale_heads(heads)
        heads = tuple(
            head.rpartition(" ")[2] if national and column.role in {"other", "count"} else head
            for head, column in zip(heads, columns, strict=True)
        )  # "Forces graded Excellent" over the first of several
        columns = [
            column._replace(head=head) if self._grades.spelled(head) else column
            for head, column in zip(heads, columns, strict=True)
        ]
        if len(set(national)) > 2 and any(c.role in {"figure", "other", "count"} for c in columns):
            columns = [
                PaperColumn("national", c.head) if self._grades.spelled(c.head) else c
                for c in columns
            ]
        return columns, heads

    def _of_one_grade(self, row: TableRow, cells: Sequence[str]) -> Iterator[Claim]:
        """Yield the grade of each framework that a row names behind it: "Good | 2 | A; B"."""
        grade, quote = self._grades.spelled(cells[0]), " | ".join(filter(None, cells))
        for part in (part for cell in cells[1:] for part in re.split(r"[;\n]", cell)):
            alone = self._names.of_cell(part.strip())
            for one in [alone] if alone else self._names.named_in(part):
                yield GradeClaim(row.spot, one.slug, None, grade, quote, is_dated=True)

    def _padded(self, row: TableRow) -> tuple[str, ...]:
        return (*row.cells, *([""] * (len(self._columns) - len(row.cells))))

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
            yield from self._item_row(row.spot, flat, items)
            return
        if named is None and section and _ITSELF.fullmatch(flat[0]):
            named = section
        grades = [
            (c, cell) for c, cell in zip(self._columns, flat, strict=True) if c.role == "grade"
        ]
        if named is not None:
            yield from self._grade_cells(row.spot, named, grades, flat)
            yield from self._national_row(row.spot, named, flat)
        if moved:
            if self._newest(self._columns, around.day):  # beside that of the last report
                yield from self._measure_row(row.spot, flat, around)
            return
        if named is not None:
            yield from self._figures(row.spot, named.slug, named.extent, flat)
        elif any(is_total_name(cell) for cell in flat[:2]):
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
            for claim in self._figures(row.spot, slug, extent, flat):
                has_doubt = doubt and isinstance(claim, FigureClaim)
                yield claim._replace(doubt=doubt) if has_doubt else claim  # type: ignore[call-arg]
        elif section is None or around:
            yield from self._measure_row(row.spot, flat, around)

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
            for claim in self._sentences_of(row.spot, named, flat, around, read):
                read.add(claim.spot.column)
                yield claim
        yield from row_mentions(
            row.spot, flat, self._columns, self._names, self._grades, items, section, read
        )

    def _sentences_of(
        self,
        row: Spot,
        named: Named,
        cells: Sequence[str],
        around: Around,
        read: Collection[int],
    ) -> Iterator[Claim]:
        """Yield what cells of words say of items of their row's framework: "All 12 overdue"."""
        for at, (column, cell) in enumerate(zip(self._columns, cells, strict=True)):
            if at in read or len(cell.split()) < _FEWEST_WORDS or not states_in(cell):
                continue
            if self._names.named_in(cell):
                continue
            spot = row._replace(column=at)
            if refs := references_in(cell, named.slug):
                yield from claims_about(spot, cell, refs, ())
                continue
            kinds = {kind_of_word(match[0]) for match in KINDS.finditer(column.head)}
            over = around._replace(
                framework=named.slug,
                extent=named.extent,
                kind=next(iter(kinds)) if len(kinds) == 1 else None,
                is_kind_given=len(kinds) == 1,
            )
            for sentence in sentences_of(cell):
                yield from figures_of(spot, sentence, (), over, counts=False)

    @property
    def _has_amber(self) -> bool:
        """Whether a row of the table is of amber, so that green is not all that is in time."""
        return any(re.search(r"\bamber\b", row.cells[0], re.I) for row in self._table.rows)

    def _newest(
        self, columns: Sequence[PaperColumn], day: date | None
    ) -> PaperColumn | None:
        """Return the column of the paper's day, of several with a day each as their heads."""
        now = [one for one in columns if _NOW.fullmatch(one.head)]
        days = [(_day_of_head(one.head, day), one) for one in columns] if day else []
        past = [(its, one) for its, one in days if its and day and its <= day]
        if now or len(past) < _BOTH:
            return now[0] if len(now) == 1 else None
        its, newest = max(past, key=lambda one: one[0])
        return newest if day and (day - its).days <= _DAYS_AGO else None

    def _is_last(self, row: TableRow) -> bool:
        return row is self._table.rows[-1]

    def _framework(self, cells: Sequence[str]) -> Named | None:
        order = [n for n, c in enumerate(self._columns) if c.role == "framework"]
        order += [
            n
            for n, c in enumerate(self._columns)
            if c.role in {"other", "text", "label"} and n not in order and n < 4
        ]
        for at in order:
            if cells[at] and (named := self._names.of_cell(cells[at])):
                return named
            if (over := _SUBTOTAL.match(cells[at])) and (
                named := self._names.of_cell(cells[at][over.end() :])
            ):
                return named._replace(extent="family")
        return None

    def _item_row(self, spot: Spot, cells: Sequence[str], items: ItemRef) -> Iterator[Claim]:
        quote = " | ".join(filter(None, cells))
        yield from self._listed_state(spot, items, quote)
        row = spot
        for at, (column, cell) in enumerate(zip(self._columns, cells, strict=True)):
            spot = row._replace(column=at)
            if not cell:
                continue
            if cell == ON_COURSE:
                yield ItemClaim(spot, items, "on-course", stated="on course", quote=quote)
            elif cell == "overdue":
                yield ItemClaim(spot, items, "overdue", stated=cell, quote=quote)
            elif column.role in {"status", "progress"}:
                yield from self._status_cell(spot, items, column, cell, quote)
            elif column.role == "due" and (days := _dues_of(cell)):
                yield ItemClaim(spot, items, "due", due=days[-1], stated=cell, quote=quote)
            elif column.role == "done-on" and (days := days_of_cell(cell)):
                yield ItemClaim(spot, items, "done-on", due=days[0], stated=cell, quote=quote)
            elif column.role == "grade" and (grade := self._grades.spelled(cell)):
                yield ItemClaim(spot, items, "grade", stated=grade, quote=quote)
            elif column.role in {"framework", "other"} and ":" in cell:
                named = self._names.named_in(cell)
                yield from self._grades.of_sentence(spot, cell, named, None)
            elif column.role == "late" and cell.isdecimal():
                yield ItemClaim(spot, items, "days-late", days=int(cell), stated=cell, quote=quote)
            elif column.role in {"other", "text"} and FREE.search(column.head):
                yield from self._free_cell(spot, items, cell, quote)
            elif column.role == "count" and cell.isdecimal() and items.ids:
                yield CountedIds(spot, items.ids, int(cell), quote)

    def _status_cell(
        self, spot: Spot, items: ItemRef, column: PaperColumn, cell: str, quote: str
    ) -> Iterator[Claim]:
        """Yield the status, progress and dates that a cell of a status gives."""
        stated = statement_of(cell, is_cell=True)
        if stated.statuses and column.role == "status":
            yield ItemClaim(spot, items, "status", stated.statuses, stated=cell, quote=quote)
        has_progress = stated.progress not in {None, "complete", "none"}
        if has_progress:
            yield ItemClaim(
                spot, items, "progress", progress=stated.progress, stated=cell, quote=quote
            )
        if DATE.search(cell):
            for claim in item_claims(spot, items, cell, quote):
                if claim.field in {"due", "done-on", "overdue"}:
                    yield claim
        if column.role == "progress" and stated.statuses and not has_progress:
            yield ItemClaim(spot, items, "status", stated.statuses, stated=cell, quote=quote)

    def _free_cell(self, spot: Spot, items: ItemRef, cell: str, quote: str) -> Iterator[Claim]:
        """Yield what a cell of sentences says of its row's items, where the first is a status."""
        first = re.split(r"[.;,]", cell, maxsplit=1)[0]
        has_status = any(c.role == "status" for c in self._columns)
        if is_only_status(first) or len(first.split()) < _FEW:
            for claim in item_claims(spot, items, cell, quote):
                if not (has_status and claim.field in {"status", "progress"}):
                    yield claim

    def _listed_state(self, spot: Spot, items: ItemRef, quote: str) -> Iterator[Claim]:
        """Yield the state of the heading above, where no column says how an item stands."""
        if self._listed and not any(c.role == "status" for c in self._columns):
            for claim in item_claims(spot, items, self._listed, quote):
                if claim.field != "due":
                    yield claim

    def _grade_cells(
        self,
        spot: Spot,
        named: Named,
        grades: Sequence[tuple[PaperColumn, str]],
        cells: Sequence[str],
    ) -> Iterator[Claim]:
        for column, cell in grades:
            grade = self._grades.words.cell(cell)
            if grade is None or (grade.state == "unknown" and len(cell) < 3):
                continue
            period = column.period or self._year
            if column.head.lower() == "then":
                continue
            at = self._columns.index(column)
            quote = " | ".join(filter(None, cells))
            yield GradeClaim(spot._replace(column=at), named.slug, period, grade.grade, quote)

    def _national_row(self, spot: Spot, named: Named, cells: Sequence[str]) -> Iterator[Claim]:
        columns = [(c, cell) for c, cell in zip(self._columns, cells, strict=True)]
        heads = tuple(c.head for c, _ in columns if c.role == "national")
        quote = " ".join(cell for cell in cells if cell)
        period = self._year
        own = next((cell for c, cell in columns if c.role == "period"), None)
        printed = tuple(
            int(cell) for c, cell in columns if c.role == "national" and cell.isdecimal()
        )
        if heads and printed:
            grades = tuple(self._grades.spelled(head) or head for head in heads)
            yield NationalClaim(spot, named.slug, period, grades, printed, quote=quote)
        for column, cell in columns:
            if column.role == "place" and cell.isdecimal():
                where = column.where
                yield PlaceClaim(spot, named.slug, period, where, int(cell), quote)  # type: ignore[arg-type]
        numbers = tuple(
            int(number)
            for c, cell in columns
            if c.role == "as-printed" or ("printed" in c.head.lower())
            for number in re.findall(r"\d+", cell)
        )
        if numbers and not printed:
            yield NationalClaim(spot, named.slug, own or period, (), numbers, True, quote)

    def _figures(
        self, spot: Spot, slug: str | None, extent: Extent, cells: Sequence[str]
    ) -> Iterator[Claim]:
        quote = " | ".join(filter(None, cells))
        kind_over, given_over = self._kind_over()
        if beside := next(
            (m for c in cells if (m := KIND_BEHIND.search(c)) and len(c) < _NAME), None
        ):
            kind_over, given_over = kind_of_word(beside["kind"]), True
        over = self._measure_over()
        row = spot
        own = kind_of_word(beside["kind"]) if beside else None
        for at, (column, cell) in enumerate(zip(self._columns, cells, strict=True)):
            spot = row._replace(column=at)
            if column.role == "latest-due" or (column.role == "due" and slug is not None):
                none = bool(_NONE_OPEN.fullmatch(cell))
                days = days_of_cell(cell)
                if none or days:
                    yield DueClaim(
                        spot,
                        kind_over,
                        slug,
                        extent,
                        None if none else days[-1],
                        column.role == "latest-due",
                        quote,
                    )
                continue
            figure = figure_of_cell(cell)
            if figure is None:
                continue
            if column.head.strip().lower() in {"%", "per cent", "percent"} and figure.of is None:
                figure = figure._replace(value=None, percent=figure.percent or figure.value)
            measure: Measure | None = column.measure if column.role == "figure" else None
            if own and column.kind not in {None, own}:
                continue  # a row of recommendations has no AFIs
            if column.role == "count" and not self._has_items:  # a list may be of some alone
                measure = over
            if measure is None:
                continue
            is_given = column.is_kind_given and (column.kind is not None or not given_over)
            kind = column.kind if is_given else kind_over
            if not is_given and column.role == "figure" and measure != "total":
                kind = kind_over if given_over else self._kind_beside(at)
            yield FigureClaim(
                spot,
                "count" if measure == "total" else "status",
                kind,
                measure,
                slug,
                extent,
                figure.value,
                figure.of,
                "total",
                figure.percent,
                quote=f"{column.head}: {quote}",
                doubt=A_PART if _EXCEPT.search(quote) else "",
                sight=self._any_sense(column, slug, kind, measure),
            )

    def _any_sense(
        self, column: PaperColumn, slug: str | None, kind: Kind | None, measure: Measure
    ) -> Sight | None:
        """Return what a column may be of whose head names a kind alone, or a state alone."""
        if measure != "total":
            kinds: tuple[Kind | None, ...] = (None, "recommendation", "afi")
            of_kinds = {c.kind for c in self._columns if c.role == "figure" and c.is_kind_given}
            is_open = not column.is_kind_given and len(of_kinds - {None}) < _BOTH
            return Sight((slug,) if slug else (), (), kinds, (measure,)) if is_open else None
        if states_in(column.head):
            return None
        return Sight((slug,) if slug else (), (), (kind,))

    def _kind_beside(self, at: int) -> Kind | None:
        """The kind of all figures of a table that has columns of one kind only.

        Where each kind has columns of its own behind it, they are that kind's.
        """
        totals = [
            n
            for n, c in enumerate(self._columns)
            if c.role == "figure" and c.is_kind_given and c.measure == "total"
        ]
        bare = [
            n for n, c in enumerate(self._columns) if c.role == "figure" and not c.is_kind_given
        ]
        if len(totals) > 1 and any(totals[0] < n < totals[-1] for n in bare):
            own = [n for n in totals if n < at]
            each = sum(totals[0] < n < totals[1] for n in bare)
            is_last = bool(own) and own[-1] == totals[-1]
            is_own = bool(own) and (not is_last or at - own[-1] <= each)
            return self._columns[own[-1]].kind if is_own else None
        kinds = {c.kind for c in self._columns if c.role == "figure" and c.is_kind_given}
        return next(iter(kinds)) if len(kinds) == 1 else None

    def _kind_over(self) -> tuple[Kind | None, bool]:
        hits = list(KINDS.finditer(self._table.caption.rpartition(". ")[2]))
        over = KINDS.search(self._heads[0]) if self._columns[0].role == "framework" else None
        kinds = {kind_of_word(match[0]) for match in ([over] if over else hits)}
        if len(kinds) == 1 and None not in kinds:
            return next(iter(kinds)), True
        return None, False

    def _measure_over(self) -> Measure | None:
        for text in reversed(self._table.caption.split(". ")):
            states = [s for s in states_in(text) if s.measure not in {"total", "later"}]
            specific = [s for s in states if s.measure not in {"open", "completed"}]
            if specific or states:
                return (specific or states)[0].measure
        return None

    def _measure_row(self, spot: Spot, cells: Sequence[str], around: Around) -> Iterator[Claim]:
        """Yield the figures of a row whose first cell says what is counted."""
        name = _OF_WHICH.sub("", cells[0])
        kinds, states = list(KINDS.finditer(name)), states_in(name)
        if _WITH_OWNER.search(name):
            return
        if name == ON_COURSE:
            return  # a colour of the key: there may be another for the same
        if DATE.search(name):
            yield from month_mentions(spot, cells, self._columns, self._names)
            return
        if not name or MOVED.search(name) or not (kinds or states) or len(name) > 80:
            return
        kind = kind_of_word(kinds[0][0]) if kinds else None
        rest = [(column, cell) for column, cell in zip(self._columns[1:], cells[1:], strict=True)]
        figures = [(c, f) for c, cell in rest if (f := figure_of_cell(cell))]
        now = self._newest([c for c, _ in figures], around.day)
        figures = [(c, f) for c, f in figures if c == now] or figures
        figures = [(c, f) for c, f in figures if f.value is not None] or figures
        for column, figure in figures:
            measure, also = _measures(states) if states else (column.measure, ())
            if measure is None or (states and column.measure not in {None, "total"}):
                continue
            own = column.kind if column.is_kind_given and kind is None else kind
            if len(figures) > 1 and column.role != "figure":  # of several days
                continue
            is_coloured = bool(COLOUR.search(name)) and measure in _WIDE
            is_coloured = is_coloured and (self._has_amber or "in-time" not in {measure, *also})
            is_odd = is_coloured or (_is_odd_name(name) and not MOVED.search(name))
            is_odd = is_odd or bool(_ONE_KIND.fullmatch(name))
            yield FigureClaim(
                spot._replace(column=self._columns.index(column)),
                "count" if measure == "total" else "status",
                own,
                measure,
                around.framework,
                around.extent,
                figure.value,
                figure.of,
                "total",
                figure.percent,
                by=next((state.by for state in states if state.by), None),
                quote=" | ".join(filter(None, cells)),
                doubt=A_PART if is_odd else "",
                near=(self.title,) if self.title and not around.framework else (),
                also=also,
            )


def _without_another_day(column: PaperColumn, day: date | None) -> PaperColumn:
    """Return a column of figures, set aside where its head says that they are of another day."""
    if column.role not in {"figure", "count"} or not day:
        return column
    another = bool(_ANOTHER.search(column.head))
    for match in DATE.finditer(column.head):
        its = next(iter(days_of_cell(match[0])), "")
        another = another or (bool(its) and its[:7] != day.isoformat()[:7])
    months = [m[0][:3].lower() for m in _MONTH.finditer(DATE.sub(" ", column.head))]
    another = another or any(m != MONTHS[day.month - 1][:3].lower() for m in months)
    return PaperColumn("other", column.head) if another else column


def _day_of_head(head: str, day: date) -> date | None:
    """Return the day that a column's head is, a day without its year that of the paper's year."""
    its = dates_in(head)
    if len(its) != 1 or its[0][2] - its[0][1] < len(head) - 1:
        return None
    text = its[0][0].replace("-", f"{day.year}", 1) if its[0][0].startswith("--") else its[0][0]
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _measures(states: Sequence[State]) -> tuple[Measure | None, tuple[Measure, ...]]:
    """Return what a row counts, and what else its items are: "Open and overdue"."""
    measures = list(dict.fromkeys(s.measure for s in states if s.measure != "total"))
    if not measures:
        return states[0].measure, ()
    first = next((one for one in measures if one not in _WIDE), measures[0])
    return first, tuple(one for one in measures if one != first and one not in _DATED)


def _is_odd_name(name: str) -> bool:
    """Whether a row's name has words besides a kind and a state that may leave items out."""
    states = states_in(name)
    if re.search(r"\bowners?\b", name, re.I) and all(s.measure != "no-owner" for s in states):
        return True
    if re.search(r"\b(?:19|20)\d\d\b", DATE.sub(" ", name)):
        return True
    for state in reversed(states):
        name = f"{name[: state.start]} {name[state.end :]}"
    return bool(odd_words(_COLOUR.sub(" ", DATE.sub(" ", KINDS.sub(" ", name)))))


def _dues_of(cell: str) -> tuple[str, ...]:
    """Return the dates of a cell: one in brackets is another where one stands before them."""
    return days_of_cell(_BRACKETS.sub(" ", cell)) or days_of_cell(cell)
