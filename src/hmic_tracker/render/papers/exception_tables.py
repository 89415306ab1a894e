"""What stands out in a paper: a sentence and a table of each. Totals are under what they add up."""

from __future__ import annotations

from hmic_tracker.domain.frameworks import in_tree_order
from hmic_tracker.domain.words import PROGRESS_PHRASES
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.papers import listed_items, wording
from hmic_tracker.render.papers.listed_items import (
    EXEMPT,
    ListedRow,
    date_column,
    items_table,
    with_common_words,
)
from hmic_tracker.render.papers.table_columns import COUNT
from hmic_tracker.render.papers.wording import in_full, in_short, in_words, sentence
from hmic_tracker.reports.redaction import is_hidden
from hmic_tracker.reports.verification_waits import UNVERIFIED_DAYS

if TYPE_CHECKING:
    from hmic_tracker.reports.deferrals import Deferral
    from hmic_tracker.reports.item_rows import ItemRow
    from hmic_tracker.reports.paper import Paper
    from hmic_tracker.reports.paper_exceptions import MovedDate, RequestedDate

_NONE: Final = "none"
_OVERDUE: Final = listed_items.columns(
    "Framework", date_column("Due"), ">Days late", "Progress", "Owner"
)
_UNVERIFIED: Final = listed_items.columns(
    "Framework", date_column("Completed by"), ">Days since", "Owner"
)
_MOVED: Final = listed_items.columns(
    date_column("First date"), date_column("Present date"), "Moved", "Agreed by", "Reason"
)
_REQUESTED: Final = listed_items.columns(
    "Owner",
    *map(date_column, ("Due now", "First date", "Date asked")),
    *("Moved so far", "Reason"),
)
_DEFERRED: Final = listed_items.columns(
    "Owner",
    *map(date_column, ("Due", "Deferred until")),
    "Agreed by",
    date_column("On"),
    "Reason",
)


def overdue_table(paper: Paper) -> nodes.Table:
    """What is overdue, the latest first."""
    return items_table(paper, _OVERDUE, _overdue(paper))


def _overdue(paper: Paper) -> list[ListedRow]:
    return [(row, _overdue_cells(row)) for row in paper.exceptions.overdue]


def _overdue_cells(row: ItemRow) -> tuple[str | int, ...]:
    item = row.item
    progress = PROGRESS_PHRASES[item.reported_progress]
    return _place(row), in_short(item.due), row.days_overdue, progress, item.owner or _NONE


def unowned_table(paper: Paper) -> nodes.Table:
    """The open items without an owner, by framework."""
    columns = nodes.columns("Framework", COUNT, "Items")
    tree = in_tree_order(paper.plan.frameworks)
    order = {framework.slug: at for at, framework in enumerate(tree)}
    by_place: dict[str, list[str]] = {}
    rows = paper.exceptions.unowned
    for row in sorted(rows, key=lambda row: order.get(row.item.framework or "", len(order))):
        place = EXEMPT if is_hidden(row.item) else _place(row)
        by_place.setdefault(place, []).append(row.item.id)
    lines = [
        nodes.make_row(place, len(ids), "" if place == EXEMPT else wording.named_ids(ids))
        for place, ids in by_place.items()
    ]
    return nodes.Table(columns, listed_items.with_total(columns, lines, len(rows)))


def unverified_table(paper: Paper) -> nodes.Table:
    """What was completed long ago and nobody has checked."""
    return items_table(paper, _UNVERIFIED, _unverified(paper))


def _unverified(paper: Paper) -> list[ListedRow]:
    return [
        (one.row, (_place(one.row), in_short(one.since), one.days, one.row.item.owner or _NONE))
        for one in paper.exceptions.unverified
    ]


def moved_dates_table(paper: Paper) -> nodes.Table:
    """The open items whose date was moved."""
    moved = [(one.row, _moved_cells(one)) for one in paper.exceptions.moved]
    return items_table(paper, _MOVED, moved)


def _moved_cells(one: MovedDate) -> tuple[str | int, ...]:
    dates = in_short(one.first), in_short(one.present) or _NONE
    return *dates, _moves(one), _agreed(one), _reasons(one)


def requested_table(paper: Paper) -> nodes.Table:
    """The dates that are asked for, and not answered yet."""
    return items_table(paper, _REQUESTED, _requested(paper))


def _requested(paper: Paper) -> list[ListedRow]:
    unsaid = "not given" if paper.wanted.internal else "not published"
    return [(one.row, _request_cells(one, unsaid)) for one in paper.exceptions.requested]


def _request_cells(one: RequestedDate, unsaid: str) -> tuple[str | int, ...]:
    item, reason = one.row.item, sentence(one.reason) if one.reason else unsaid
    dates = (in_short(due) or _NONE for due in (item.due, item.original_due, one.requested))
    return item.owner or _NONE, *dates, _times(one.moves) or "never", reason


def deferred_table(paper: Paper) -> nodes.Table:
    """What is open and not overdue, as a board agreed to leave it until a day."""
    return items_table(paper, _DEFERRED, _deferred(paper))


def _deferred(paper: Paper) -> list[ListedRow]:
    unsaid = "not given" if paper.wanted.internal else "not published"
    return [(one.row, _deferred_cells(one, unsaid)) for one in paper.exceptions.deferred]


def _deferred_cells(one: Deferral, unsaid: str) -> tuple[str | int, ...]:
    item, reason = one.row.item, sentence(one.reason) if one.reason else unsaid
    dates = in_short(item.due) or _NONE, in_short(one.until)
    return item.owner or _NONE, *dates, one.by or _NONE, in_short(one.on) or _NONE, reason


def deferred_lead(paper: Paper) -> str:
    """The sentence before the table of what is deferred."""
    number = len(paper.exceptions.deferred)
    if not number:
        return "no item is deferred"
    items = wording.number_of(number, "open item")
    again = "its due date counts" if number == 1 else "their due dates count"
    back = f"once that ends, {again} again"
    text = f"{items} {wording.be(number)} deferred by agreement, so not overdue; {back}"
    return with_common_words(text, paper, _DEFERRED, _deferred(paper))


def overdue_lead(paper: Paper) -> str:
    """The sentences before the table of overdue items."""
    text = with_common_words(_overdue_words(paper), paper, _OVERDUE, _overdue(paper))
    new = _new_overdue(paper)
    return f"{sentence(text)} {new}" if new else text


def _new_overdue(paper: Paper) -> str:
    """ "New since report 9: REC-5 and AFI-11 to AFI-18.": what the table of movement leaves out."""
    if paper.movement is None or paper.previous is None:
        return ""
    late = paper.movement.became_overdue
    named = [one.item.id for one in late if not is_hidden(one.item)]
    exempt = f"{in_words(len(late) - len(named))} exempt" if len(named) < len(late) else ""
    if not late:
        return ""
    which = wording.join_and(list(filter(None, [wording.named_ids(named), exempt])))
    if len(late) == len(paper.exceptions.overdue) > 1:
        which = "all of them"
    return sentence(f"new since report {paper.previous.number}: {which}")


def _overdue_words(paper: Paper) -> str:
    number, day = len(paper.exceptions.overdue), in_full(paper.wanted.as_of)
    if not number:
        return f"no item is overdue at {day}"
    open_items = paper.summary.totals.all.open
    if open_items == 1:
        return f"the one open item is overdue at {day}"
    if number == open_items:
        which = "both" if number == 2 else f"all {in_words(number)}"
        return f"{which} open items are overdue at {day}"
    of_open = wording.number_of(open_items, "open item")
    return f"{in_words(number)} of {of_open} {wording.be(number)} overdue at {day}"


def moved_lead(paper: Paper) -> str:
    """The sentence before the table of dates that moved."""
    if not paper.exceptions.moved:
        return "no open item has a date other than the first that was set"
    items = wording.number_of(len(paper.exceptions.moved), "open item")
    if any(one.present and not one.days for one in paper.exceptions.moved):
        return f"the date of {items} was moved"
    return f"the date of {items} is not the first that was set"


def requested_lead(paper: Paper) -> str:
    """The sentence before the table of dates asked for."""
    number = len(paper.exceptions.requested)
    if not number:
        return "no other date is asked for"
    items, asks = wording.number_of(number, "open item"), "asks" if number == 1 else "ask"
    text = f"{items} {asks} for another date; until it is granted, the present one stands"
    return with_common_words(text, paper, _REQUESTED, _requested(paper))


def unverified_lead(paper: Paper) -> str:
    """The sentence before the table of completed items that nobody has checked."""
    number = len(paper.exceptions.unverified)
    since = f"awaited verification for over {UNVERIFIED_DAYS} days"
    if not number:
        return f"no completed item is known to have {since}"
    text = f"{wording.number_of(number, 'completed item')} {wording.have(number)} {since}"
    return with_common_words(text, paper, _UNVERIFIED, _unverified(paper))


def unowned_lead(paper: Paper) -> str:
    """The sentence before the table of items without an owner."""
    number = len(paper.exceptions.unowned)
    if not number:
        return "every open item has an owner"
    return f"{wording.number_of(number, 'open item')} {wording.have(number)} no owner"


def _place(row: ItemRow) -> str:
    return row.framework_name or "No framework"


def _moves(one: MovedDate) -> str:
    """ "twice, 123 days later", without a number where the history knows no move."""
    times = _times(one.moves)
    if one.present is None:
        return f"{times}, then removed" if times else "removed"
    if not one.days:
        return f"{times}, and back" if times else ""
    way = f"{wording.days(abs(one.days))} {'later' if one.days > 0 else 'earlier'}"
    return f"{times}, {way}" if times else way


def _times(moves: int) -> str:
    return {0: "", 1: "once", 2: "twice"}.get(moves, f"{in_words(moves)} times")


def _agreed(one: MovedDate) -> str:
    boards = wording.join_and(one.agreed_by)
    if not boards and one.unnamed:
        boards = "agreed, by whom is not published"
    elif one.unnamed:
        boards = f"{boards}; {_others(one.unnamed)} not named"
    if not boards:
        return "not recorded"
    return f"{boards}; {_others(one.unrecorded)} not recorded" if one.unrecorded else boards


def _reasons(one: MovedDate) -> str:
    reasons = "; ".join(reason.rstrip(".") for reason in one.reasons)
    if one.place_of:
        place = f"takes the place of {wording.named_ids(one.place_of)}"
        return sentence("; ".join(filter(None, [place, reasons])))
    if not one.unsaid:
        return sentence(reasons)
    if not reasons:
        return "not published"
    return sentence(f"{reasons}; {_others(one.unsaid)} not published")


def _others(number: int) -> str:
    """ "one other", "two others": so many moves more."""
    return f"{in_words(number)} other{'' if number == 1 else 's'}"
