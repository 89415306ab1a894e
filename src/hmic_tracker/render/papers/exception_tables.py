"""What stands out in a paper: a sentence and a table of each. Totals are under what they add up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from hmic_tracker.domain.frameworks import in_tree_order
from hmic_tracker.domain.words import PROGRESS_PHRASES
from hmic_tracker.render import nodes
from hmic_tracker.render.papers.words import full, in_turn, in_words, named_ids, sentence, things
from hmic_tracker.reports.paper_exceptions import UNVERIFIED_DAYS, MovedDate
from hmic_tracker.reports.publishing import is_hidden

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.reports.paper import Paper
    from hmic_tracker.reports.rows import ItemRow

EXEMPT: Final = "Exempt"
_NONE: Final = "none"


class Shown(NamedTuple):
    """Items that read alike in a table: what each column says of them."""

    rows: tuple[ItemRow, ...]
    texts: tuple[str, ...]


def overdue(paper: Paper) -> nodes.Table:
    """What is overdue, the latest first."""
    columns = (
        *nodes.text_columns("Item"),
        *nodes.number_columns("Count"),
        *nodes.text_columns("Framework", "Due"),
        *nodes.number_columns("Days late"),
        *nodes.text_columns("Progress", "Owner"),
    )

    def texts(row: ItemRow) -> tuple[str, ...]:
        item = row.item
        progress = PROGRESS_PHRASES[item.reported_progress]
        return _place(row), full(item.due), str(row.days_overdue), progress, item.owner or _NONE

    return _listed(columns, paper.exceptions.overdue, texts)


def unowned(paper: Paper) -> nodes.Table:
    """The open items without an owner, by framework."""
    columns = (
        *nodes.text_columns("Framework"),
        *nodes.number_columns("Count"),
        *nodes.text_columns("Items"),
    )
    tree = in_tree_order(paper.plan.frameworks)
    order = {framework.slug: at for at, framework in enumerate(tree)}
    by_place: dict[str, list[ItemRow]] = {}
    rows = paper.exceptions.unowned
    for row in sorted(rows, key=lambda row: order.get(row.item.framework or "", len(order))):
        place = EXEMPT if is_hidden(row.item) else _place(row)
        by_place.setdefault(place, []).append(row)
    texts = [
        (place, str(len(mine)), "" if place == EXEMPT else ids_of(mine))
        for place, mine in by_place.items()
    ]
    return nodes.Table(columns, with_total(columns, plain_rows(texts), len(rows)))


def unverified(paper: Paper) -> nodes.Table:
    """What was completed long ago and nobody has checked."""
    columns = (
        *nodes.text_columns("Item"),
        *nodes.number_columns("Count"),
        *nodes.text_columns("Framework", "Completed"),
        *nodes.number_columns("Days since"),
        *nodes.text_columns("Owner"),
    )
    of = {one.row.item.id: one for one in paper.exceptions.unverified}

    def texts(row: ItemRow) -> tuple[str, ...]:
        one = of[row.item.id]
        return _place(row), full(one.since), str(one.days), row.item.owner or _NONE

    return _listed(columns, [one.row for one in of.values()], texts)


def moved(paper: Paper) -> nodes.Table:
    """The open items whose date is not their first."""
    columns = (
        *nodes.text_columns("Item"),
        *nodes.number_columns("Count"),
        *nodes.text_columns("First date", "Present date", "Moved", "Agreed by", "Reason"),
    )
    of = {one.row.item.id: one for one in paper.exceptions.moved}

    def texts(row: ItemRow) -> tuple[str, ...]:
        one = of[row.item.id]
        present = full(one.present) or _NONE
        return full(one.first), present, _moves(one), _agreed(one), _reasons(one)

    return _listed(columns, [one.row for one in of.values()], texts)


def overdue_lead(paper: Paper) -> str:
    """The sentence before the table of overdue items."""
    number, day = len(paper.exceptions.overdue), full(paper.wanted.as_of)
    if not number:
        return f"no item is overdue at {day}"
    of_open = things(paper.summary.totals.all.open, "open item")
    return f"{in_words(number)} of {of_open} {'is' if number == 1 else 'are'} overdue at {day}"


def moved_lead(paper: Paper) -> str:
    """The sentence before the table of dates that moved."""
    if not paper.exceptions.moved:
        return "no open item has a date other than the first that was set"
    items = things(len(paper.exceptions.moved), "open item")
    return f"the date of {items} is not the first that was set"


def unverified_lead(paper: Paper) -> str:
    """The sentence before the table of completed items that nobody has checked."""
    number = len(paper.exceptions.unverified)
    since = f"awaited verification for over {UNVERIFIED_DAYS} days"
    if not number:
        return f"no completed item has {since}"
    return f"{things(number, 'completed item')} {'has' if number == 1 else 'have'} {since}"


def unowned_lead(paper: Paper) -> str:
    """The sentence before the table of items without an owner."""
    number = len(paper.exceptions.unowned)
    if not number:
        return "every open item has an owner"
    return f"{things(number, 'open item')} {'has' if number == 1 else 'have'} no owner"


def _listed(
    columns: Sequence[nodes.Column],
    rows: Iterable[ItemRow],
    texts: Callable[[ItemRow], tuple[str, ...]],
) -> nodes.Table:
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
        row_texts = texts(row)
        last = shown[-1] if shown else None
        if last and last.texts == row_texts and _as_good(last.rows[-1].item, row.item):
            shown[-1] = Shown((*last.rows, row), row_texts)
        else:
            shown.append(Shown((row,), row_texts))
    made = [
        nodes.make_row(ids_of(one.rows), str(len(one.rows)), *one.texts, detail=_title(one.rows))
        for one in shown
    ]
    if exempt:
        blank = [nodes.Cell("")] * (len(columns) - 2)
        made.append(nodes.make_row(EXEMPT, str(exempt), *blank))
    return nodes.Table(tuple(columns), with_total(columns, made, len(listed)), detail_head="Title")


def _as_good(one: Item, other: Item) -> bool:
    """Whether two placeholders are as good as another."""
    return one.is_placeholder and other.is_placeholder and one.kind == other.kind


def _title(rows: Sequence[ItemRow]) -> str:
    if len(rows) > 1:
        return f"{len(rows)} items, text not published"
    return rows[0].item.title


def plain_rows(rows: Iterable[Iterable[str]]) -> tuple[nodes.Row, ...]:
    """Rows of texts."""
    return tuple(nodes.Row(tuple(nodes.Cell(text) for text in row)) for row in rows)


def with_total(
    columns: Sequence[nodes.Column], rows: Sequence[nodes.Row], number: int
) -> tuple[nodes.Row, ...]:
    """Rows with what their numbers add up to under them; no rows are no total."""
    texts = ["Total", *(str(number) if c.head == "Count" else "" for c in columns[1:])]
    return (*rows, nodes.make_row(*texts, strong=True)) if rows else ()


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
    boards = in_turn(one.agreed_by)
    if not one.unnamed:
        return boards or "not recorded"
    return f"{boards}; others not published" if boards else "not published"


def _reasons(one: MovedDate) -> str:
    reasons = "; ".join(reason.rstrip(".") for reason in one.reasons)
    if not one.unsaid:
        return sentence(reasons)
    return sentence(f"{reasons}; others not published" if reasons else "not published")
