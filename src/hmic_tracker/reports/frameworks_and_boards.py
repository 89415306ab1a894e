"""What is graded and who oversees it: frameworks and boards, with what each has open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from hmic_tracker.domain.frameworks import Board, Framework, board_named, boards_of, in_tree_order
from hmic_tracker.domain.milestones import agreed_by
from hmic_tracker.domain.rules import is_counted, is_open, is_overdue
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.query.terms import Compare
from hmic_tracker.reports.figures import FIGURES, figure_filters, in_framework

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Damage, Plan


class Load(NamedTuple):
    """How many items something has that count, are open, are overdue; `filters` give them."""

    total: int
    open: int
    overdue: int
    filters: Mapping[str, str] = {}


class FrameworkLine(NamedTuple):
    """A framework and its own items; `board` is the one that it has, be it by its parent."""

    framework: Framework
    board: str | None
    load: Load


class FrameworksReport(NamedTuple):
    """The frameworks on a day, each before those under it."""

    as_of: date
    lines: tuple[FrameworkLine, ...]
    damaged: tuple[Damage, ...] = ()


class BoardLine(NamedTuple):
    """A board and the items that it oversees.

    `known` is whether the settings have it; `frameworks` are those that name it themselves, and
    `next` is its next meeting. It `agreed_to` moves and deferrals of items, by their ids.
    """

    board: Board
    known: bool
    frameworks: tuple[str, ...]
    next: date | None
    load: Load
    agreed_to: tuple[str, ...] = ()


class BoardsReport(NamedTuple):
    """The boards on a day, those of the settings first."""

    as_of: date
    lines: tuple[BoardLine, ...]
    damaged: tuple[Damage, ...] = ()


_COUNTED: Final = ("total", "open", "overdue")
_FIGURES: Final = {name: FIGURES[name] for name in _COUNTED}


def frameworks_report(plan: Plan, today: date) -> FrameworksReport:
    """The frameworks of a plan; each counts its own items."""
    boards = boards_of(plan.frameworks)
    loads = _loads(plan.items, {item.id: item.framework or "" for item in plan.items}, today)
    lines = tuple(
        FrameworkLine(
            one,
            boards.get(one.slug),
            _load(loads, one.slug, figure_filters((in_framework(one.slug),), _FIGURES)),
        )
        for one in in_tree_order(plan.frameworks)
    )
    return FrameworksReport(today, lines, plan.damaged)


def boards_report(plan: Plan, today: date) -> BoardsReport:
    """The boards of a plan: of its settings, others that oversee something, or agreed to it."""
    of_items = plan.boards_of_items()
    present = {name: _present(plan, name) for name in {*of_items.values()}}
    places = {item_id: folded(present[board]) for item_id, board in of_items.items()}
    loads = _loads(plan.items, places, today)
    agreed = _agreed(plan)
    boards = all_boards(plan)
    listed = {folded(board.name) for board in boards}
    lines = tuple(
        BoardLine(
            board,
            bool(board.slug),
            tuple(f.name for f in plan.frameworks if folded(f.board or "") == folded(board.name)),
            next((day for day in board.meetings if day > today), None),
            _load(
                loads,
                folded(board.name),
                figure_filters((Compare("board", "=", board.name),), _FIGURES),
            ),
            agreed.get(folded(board.name), (board.name, ()))[1],
        )
        for board in (
            *boards,
            *(Board("", name) for key, (name, _) in sorted(agreed.items()) if key not in listed),
        )
    )
    return BoardsReport(today, lines, plan.damaged)


def _agreed(plan: Plan) -> dict[str, tuple[str, tuple[str, ...]]]:
    """The boards that agreed to something, by their folded names: each with the items' ids."""
    agreed: dict[str, tuple[str, tuple[str, ...]]] = {}
    for item in plan.items:
        for name in dict.fromkeys(_present(plan, board) for board in agreed_by(item)):
            known, ids = agreed.get(folded(name), (name, ()))
            agreed[folded(name)] = (known, (*ids, item.id))
    return agreed


def all_boards(plan: Plan) -> list[Board]:
    """The boards of the settings, then those that only items and frameworks name."""
    boards = [*(one.board for one in plan.frameworks), *(one.board for one in plan.items)]
    others = {folded(name): name for name in sorted(filter(None, boards), reverse=True)}
    return [
        *plan.boards,
        *(
            Board("", name)
            for _, name in sorted(others.items())
            if board_named(plan.boards, name) is None
        ),
    ]


def idle_boards(plan: Plan, today: date) -> tuple[tuple[str, date], ...]:
    """The boards of the settings that meet after today and oversee no item, with that meeting."""
    busy = {folded(_present(plan, name)) for name in plan.boards_of_items().values()}
    return tuple(
        (board.name, min(ahead))
        for board in plan.boards
        if folded(board.name) not in busy
        if (ahead := [day for day in board.meetings if day > today])
    )


def _present(plan: Plan, name: str) -> str:
    """What a board is called now that may be named by a former name."""
    board = board_named(plan.boards, name)
    return board.name if board else name


def _loads(
    items: Iterable[Item], places: Mapping[str, str], today: date
) -> dict[str, Counter[str]]:
    """What is counted of the items, by the places that they are in."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in _COUNTED}
    for item in items:
        place = places.get(item.id, "")
        if not is_counted(item) or not place:
            continue
        counts["total"][place] += 1
        counts["open"][place] += is_open(item)
        counts["overdue"][place] += is_overdue(item, today)
    return counts


def _load(loads: Mapping[str, Counter[str]], place: str, filters: Mapping[str, str]) -> Load:
    total, still, late = (loads[name][place] for name in _COUNTED)
    return Load(total, still, late, filters)
