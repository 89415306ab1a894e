"""The tables of a paper. Totals stand under what they add up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from hmic_tracker.domain.frameworks import in_tree_order
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.words import PROGRESS_PHRASES
from hmic_tracker.render.blocks import Cell, Column, Row, Table
from hmic_tracker.render.papers.sentences import family_name
from hmic_tracker.render.papers.words import full, in_turn, in_words, named_ids, sentence
from hmic_tracker.reports.paper import Paper
from hmic_tracker.reports.paper_exceptions import MovedDate, Unverified
from hmic_tracker.reports.publishing import is_hidden
from hmic_tracker.reports.rows import ItemRow
from hmic_tracker.reports.summary import FrameworkSummary, KindCounts

EXEMPT: Final = "Exempt"
_NONE: Final = "none"


class Shown(NamedTuple):
    """Items that read alike in a table: what each column says of them."""

    rows: tuple[ItemRow, ...]
    texts: tuple[str, ...]


def overdue(paper: Paper) -> Table:
    """What is overdue, the latest first."""
    columns = (
        Column("item", "Item"),
        Column("number", "Count", "right"),
        Column("framework", "Framework"),
        Column("due", "Due"),
        Column("days", "Days late", "right"),
        Column("progress", "Progress"),
        Column("owner", "Owner"),
    )

    def texts(row: ItemRow) -> tuple[str, ...]:
        item = row.item
        progress = PROGRESS_PHRASES[item.reported_progress]
        return _place(row), full(item.due), str(row.days_overdue), progress, item.owner or _NONE

    return _listed(columns, paper.exceptions.overdue, texts)


def unowned(paper: Paper) -> Table:
    """The open items without an owner, by framework."""
    columns = (
        Column("framework", "Framework"),
        Column("number", "Count", "right"),
        Column("items", "Items"),
    )
    tree = in_tree_order(paper.plan.frameworks)
    order = {framework.slug: at for at, framework in enumerate(tree)}
    found: dict[str, list[ItemRow]] = {}
    rows = paper.exceptions.unowned
    for row in sorted(rows, key=lambda row: order.get(row.item.framework or "", len(order))):
        place = EXEMPT if is_hidden(row.item) else _place(row)
        found.setdefault(place, []).append(row)
    told = [
        (place, str(len(mine)), "" if place == EXEMPT else ids_of(mine))
        for place, mine in found.items()
    ]
    return Table(columns, with_total(columns, plain_rows(told), len(rows)))


def unverified(paper: Paper) -> Table:
    """What was completed long ago and nobody has checked."""
    columns = (
        Column("item", "Item"),
        Column("number", "Count", "right"),
        Column("framework", "Framework"),
        Column("completed", "Completed"),
        Column("days", "Days since", "right"),
        Column("owner", "Owner"),
    )
    of = {found.row.item.id: found for found in paper.exceptions.unverified}

    def texts(row: ItemRow) -> tuple[str, ...]:
        one: Unverified = of[row.item.id]
        return _place(row), full(one.since), str(one.days), row.item.owner or _NONE

    return _listed(columns, [found.row for found in of.values()], texts)


def moved(paper: Paper) -> Table:
    """The open items whose date is not their first."""
    columns = (
        Column("item", "Item"),
        Column("number", "Count", "right"),
        Column("first", "First date"),
        Column("present", "Present date"),
        Column("moved", "Moved"),
        Column("agreed", "Agreed by"),
        Column("reason", "Reason"),
    )
    of = {found.row.item.id: found for found in paper.exceptions.moved}

    def texts(row: ItemRow) -> tuple[str, ...]:
        one = of[row.item.id]
        present = full(one.present) or _NONE
        return full(one.first), present, _moves(one), _agreed(one), _reasons(one)

    return _listed(columns, [found.row for found in of.values()], texts)


def status(paper: Paper) -> Table:
    """How each framework stands; a family's subtotal under its rows, the total last."""
    causes = bool(paper.summary.totals.causes_of_concern.total)
    columns = (
        Column("framework", "Framework"),
        Column("recommendations", "Recs", "right", "Completed"),
        Column("afis", "AFIs", "right", "Completed"),
        *((Column("causes", "Causes", "right", "Completed"),) * causes),
        Column("verified", "Verified", "right"),
        Column("open", "Open", "right"),
        Column("overdue", "Overdue", "right"),
        Column("latest_due", "Latest due"),
    )
    rows: list[Row] = []
    frameworks = paper.summary.frameworks
    for at, row in enumerate(frameworks):
        indent = 1 if row.framework.parent or row.with_children else 0
        name = family_name(row.framework, paper.plan.frameworks)
        slugs = {row.framework.slug}
        rows.append(_status_row(paper, name, slugs, row.counts, causes, indent))
        if family := _family_ending(frameworks, at):
            assert family.with_children is not None
            label = f"{family.framework.name}, all {in_words(family.children + 1)}"
            counts = family.with_children
            rows.append(_status_row(paper, label, _slugs(family, frameworks), counts, causes, 1))
            rows[-1] = rows[-1]._replace(strong=True)
    totals = paper.summary.totals
    rows.append(_status_row(paper, "Total", None, totals, causes)._replace(strong=True))
    return Table(columns, tuple(rows))


def _family_ending(frameworks: Sequence[FrameworkSummary], at: int) -> FrameworkSummary | None:
    """The family whose last row this is."""
    slug = frameworks[at].framework.parent or ""
    after = frameworks[at + 1].framework.parent if at + 1 < len(frameworks) else None
    family = next((f for f in frameworks if f.framework.slug == slug), None)
    return family if family and family.with_children and after != slug else None


def _slugs(family: FrameworkSummary, frameworks: Sequence[FrameworkSummary]) -> set[str]:
    slug = family.framework.slug
    return {slug, *(f.framework.slug for f in frameworks if f.framework.parent == slug)}


def _status_row(
    paper: Paper,
    label: str,
    slugs: set[str] | None,
    counts: KindCounts,
    causes: bool,
    indent: int = 0,
) -> Row:
    """A row of counts; `slugs` are the frameworks counted, None for all."""
    both, shown = counts.all, counts[:3] if causes else counts[:2]
    told = [f"{c.completed} of {c.total}" for c in shown]
    told += map(str, (both.verified, both.open, both.overdue))
    due = full(paper.latest_due(slugs)) or ("not given" if both.latest_due else "none set")
    due = due if both.open else "none open"
    cells = tuple(map(Cell, (label, *told, due)))
    return Row(cells, indent=indent)


def _listed(
    columns: Sequence[Column],
    rows: Iterable[ItemRow],
    texts: Callable[[ItemRow], tuple[str, ...]],
) -> Table:
    """Items with their titles; placeholders alike in all but the number share a row.

    Exempt items are counted and not named. `texts` fills the columns after the first two.
    """
    shown: list[Shown] = []
    exempt = 0
    listed = list(rows)
    for row in listed:
        if is_hidden(row.item):
            exempt += 1
            continue
        told = texts(row)
        last = shown[-1] if shown else None
        if last and last.texts == told and _as_good(last.rows[-1].item, row.item):
            shown[-1] = Shown((*last.rows, row), told)
        else:
            shown.append(Shown((row,), told))
    made = [
        Row(
            (Cell(ids_of(one.rows)), Cell(str(len(one.rows))), *map(Cell, one.texts)),
            detail=_title(one.rows),
        )
        for one in shown
    ]
    if exempt:
        blank = [Cell("")] * (len(columns) - 2)
        made.append(Row((Cell(EXEMPT), Cell(str(exempt)), *blank)))
    return Table(tuple(columns), with_total(columns, made, len(listed)), detail_head="Title")


def _as_good(one: Item, other: Item) -> bool:
    """Whether two placeholders are as good as another."""
    return one.is_placeholder and other.is_placeholder and one.kind == other.kind


def _title(rows: Sequence[ItemRow]) -> str:
    if len(rows) > 1:
        return f"{len(rows)} items, text not published"
    return rows[0].item.title


def plain_rows(rows: Iterable[Iterable[str]]) -> tuple[Row, ...]:
    """Rows of texts."""
    return tuple(Row(tuple(Cell(text) for text in row)) for row in rows)


def with_total(columns: Sequence[Column], rows: Sequence[Row], number: int) -> tuple[Row, ...]:
    """Rows with what their numbers add up to under them; no rows are no total."""
    told = ["Total", *(str(number) if c.key == "number" else "" for c in columns[1:])]
    return (*rows, Row(tuple(map(Cell, told)), strong=True)) if rows else ()


def _place(row: ItemRow) -> str:
    return row.framework_name or "None"


def ids_of(rows: Iterable[ItemRow]) -> str:
    """ "REC-5 and AFI-11 to AFI-18"."""
    return named_ids([row.item.id for row in rows])


def _moves(one: MovedDate) -> str:
    """ "twice, 123 days later", without a number where the history knows no move."""
    times = {0: "", 1: "once", 2: "twice"}.get(one.moves, f"{in_words(one.moves)} times")
    if one.present is None:
        return f"{times}, then removed" if times else "removed"
    way = f"{abs(one.days)} days {'later' if one.days > 0 else 'earlier'}"
    return f"{times}, {way}" if times else way


def _agreed(one: MovedDate) -> str:
    told = in_turn(one.agreed_by)
    if not one.unnamed:
        return told or "not recorded"
    return f"{told}; others not published" if told else "not published"


def _reasons(one: MovedDate) -> str:
    told = "; ".join(reason.rstrip(".") for reason in one.reasons)
    if not one.unsaid:
        return sentence(told)
    return sentence(f"{told}; others not published" if told else "not published")
