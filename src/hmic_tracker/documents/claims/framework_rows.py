"""What a row of a table says of a framework: figures, dates, grades and words."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from hmic_tracker.documents.claims.claim_types import (
    A_PART,
    Claim,
    DueClaim,
    Extent,
    FigureClaim,
    GradeClaim,
    Measure,
    NationalClaim,
    PlaceClaim,
    Sight,
    Spot,
)
from hmic_tracker.documents.claims.item_refs import references_in
from hmic_tracker.documents.claims.item_sentences import claims_about
from hmic_tracker.documents.claims.measure_words import (
    KINDS,
    figure_of_cell,
    kind_of_word,
    states_in,
)
from hmic_tracker.documents.claims.paper_names import KIND_BEHIND, Named
from hmic_tracker.documents.claims.sentence_figures import figures_of
from hmic_tracker.documents.claims.sentences import sentences_of
from hmic_tracker.documents.wording.deadlines import days_of_cell
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.around import Around
    from hmic_tracker.documents.claims.columns import PaperColumn
    from hmic_tracker.documents.claims.table_view import TableView
    from hmic_tracker.domain.words import Kind

_NONE_OPEN: Final = re.compile(r"none(?: open)?|nothing open|all (?:done|completed)", re.I)

_NAME: Final = 60

_EXCEPT: Final = re.compile(r"\b(?:all but|except|excluding|other than|apart from|besides)\b", re.I)

_BOTH: Final = 2

_FEWEST_WORDS: Final = 2


def grades_of_row(
    view: TableView,
    spot: Spot,
    named: Named,
    grades: Sequence[tuple[PaperColumn, str]],
    cells: Sequence[str],
) -> Iterator[Claim]:
    """Yield the grades of a framework's row, each of the period of its column."""
    for column, cell in grades:
        grade = view.grades.words.cell(cell)
        if grade is None or (grade.state == "unknown" and len(cell) < 3):
            continue
        period = column.period or view.year
        if column.head.lower() == "then":
            continue
        at = view.columns.index(column)
        quote = " | ".join(filter(None, cells))
        yield GradeClaim(spot._replace(column=at), named.slug, period, grade.grade, quote)


def national_of_row(
    view: TableView, spot: Spot, named: Named, cells: Sequence[str]
) -> Iterator[Claim]:
    """Yield how many forces have each grade, and how many stand above a framework's."""
    columns = [(c, cell) for c, cell in zip(view.columns, cells, strict=True)]
    heads = tuple(c.head for c, _ in columns if c.role == "national")
    quote = " ".join(cell for cell in cells if cell)
    period = view.year
    own = next((cell for c, cell in columns if c.role == "period"), None)
    printed = tuple(int(cell) for c, cell in columns if c.role == "national" and cell.isdecimal())
    if heads and printed:
        grades = tuple(view.grades.spelled(head) or head for head in heads)
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


def framework_figures(
    view: TableView, spot: Spot, slug: str | None, extent: Extent, cells: Sequence[str]
) -> Iterator[Claim]:
    """Yield the figures and dates of a row of a framework, or of all where it has none."""
    quote = " | ".join(filter(None, cells))
    over_kind, given_over = kind_over(view)
    if beside := next((m for c in cells if (m := KIND_BEHIND.search(c)) and len(c) < _NAME), None):
        over_kind, given_over = kind_of_word(beside["kind"]), True
    over = _measure_over(view)
    row = spot
    own = kind_of_word(beside["kind"]) if beside else None
    for at, (column, cell) in enumerate(zip(view.columns, cells, strict=True)):
        spot = row._replace(column=at)
        if column.role == "latest-due" or (column.role == "due" and slug is not None):
            none = bool(_NONE_OPEN.fullmatch(cell))
            days = days_of_cell(cell)
            if none or days:
                yield DueClaim(
                    spot,
                    over_kind,
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
        if column.role == "count" and not view.has_items:  # a list may be of some alone
            measure = over
        if measure is None:
            continue
        is_given = column.is_kind_given and (column.kind is not None or not given_over)
        kind = column.kind if is_given else over_kind
        if not is_given and column.role == "figure" and measure != "total":
            kind = over_kind if given_over else _kind_beside(view, at)
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
            sight=_any_sense(view, column, slug, kind, measure),
        )


def owner_figures(view: TableView, spot: Spot, cells: Sequence[str]) -> Iterator[FigureClaim]:
    """Yield the figures of a row of the items that one post has, whose name is its first cell."""
    for claim in framework_figures(view, spot, None, "plan", cells):
        if isinstance(claim, FigureClaim):
            yield claim._replace(owner=cells[0], sight=None)


def _any_sense(
    view: TableView, column: PaperColumn, slug: str | None, kind: Kind | None, measure: Measure
) -> Sight | None:
    """Return what a column may be of whose head names a kind alone, or a state alone."""
    if measure != "total":
        kinds: tuple[Kind | None, ...] = (None, "recommendation", "afi")
        of_kinds = {c.kind for c in view.columns if c.role == "figure" and c.is_kind_given}
        is_open = not column.is_kind_given and len(of_kinds - {None}) < _BOTH
        return Sight((slug,) if slug else (), (), kinds, (measure,)) if is_open else None
    if states_in(column.head):
        return None
    return Sight((slug,) if slug else (), (), (kind,))


def _kind_beside(view: TableView, at: int) -> Kind | None:
    """The kind of all figures of a table that has columns of one kind only.

    Where each kind has columns of its own behind it, they are that kind's.
    """
    totals = [
        n
        for n, c in enumerate(view.columns)
        if c.role == "figure" and c.is_kind_given and c.measure == "total"
    ]
    bare = [n for n, c in enumerate(view.columns) if c.role == "figure" and not c.is_kind_given]
    if len(totals) > 1 and any(totals[0] < n < totals[-1] for n in bare):
        own = [n for n in totals if n < at]
        each = sum(totals[0] < n < totals[1] for n in bare)
        is_last = bool(own) and own[-1] == totals[-1]
        is_own = bool(own) and (not is_last or at - own[-1] <= each)
        return view.columns[own[-1]].kind if is_own else None
    kinds = {c.kind for c in view.columns if c.role == "figure" and c.is_kind_given}
    return next(iter(kinds)) if len(kinds) == 1 else None


def kind_over(view: TableView) -> tuple[Kind | None, bool]:
    """Return the kind that all figures of a table are of, and whether its words say so."""
    hits = list(KINDS.finditer(view.table.caption.rpartition(". ")[2]))
    over = KINDS.search(view.heads[0]) if view.columns[0].role == "framework" else None
    own = {c.kind for c in view.columns if c.role == "figure" and c.is_kind_given}
    words = [over] if over else hits if len(own) < _BOTH else []  # columns of two kinds say so
    kinds = {kind_of_word(match[0]) for match in words}
    if len(kinds) == 1 and None not in kinds:
        return next(iter(kinds)), True
    return None, False


def _measure_over(view: TableView) -> Measure | None:
    for text in reversed(view.table.caption.split(". ")):
        states = [s for s in states_in(text) if s.measure not in {"total", "later"}]
        specific = [s for s in states if s.measure not in {"open", "completed"}]
        if specific or states:
            return (specific or states)[0].measure
    return None


def words_of_row(
    view: TableView,
    row: Spot,
    named: Named,
    cells: Sequence[str],
    around: Around,
    read: Collection[int],
) -> Iterator[Claim]:
    """Yield what cells of words say of items of their row's framework: "All 12 overdue"."""
    for at, (column, cell) in enumerate(zip(view.columns, cells, strict=True)):
        if at in read or len(cell.split()) < _FEWEST_WORDS or not states_in(cell):
            continue
        if view.names.named_in(cell):
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
