"""The pages of `framework list` and `board list`."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice

if TYPE_CHECKING:
    from hmic_tracker.reports.frameworks_and_boards import (
        BoardLine,
        BoardsReport,
        FrameworkLine,
        FrameworksReport,
        Load,
    )

_FRAMEWORKS = nodes.columns("Framework", "Slug", "Board", ">Items", ">Open", ">Overdue")
_BOARDS = nodes.columns("Board", "Next meeting", ">Items", ">Open", ">Overdue")


def frameworks_page(report: FrameworksReport) -> nodes.Page:
    """The frameworks, those under another moved in."""
    none = nodes.Paragraph("No frameworks yet: tracker import FILE, or tracker framework add NAME")
    table = nodes.Table(_FRAMEWORKS, tuple(map(_framework, report.lines)), "Also found as")
    return (table if report.lines else none, *damage_notice(report.damaged))


def boards_page(report: BoardsReport) -> nodes.Page:
    """The boards and when they meet."""
    none = nodes.Paragraph("No boards yet: tracker board add NAME")
    is_known = all(line.known for line in report.lines)
    return nodes.page_of(
        nodes.Table(_BOARDS, tuple(map(_board, report.lines)), "More") if report.lines else none,
        None if is_known else nodes.Note("*", "not in tracker.toml: tracker board add NAME"),
        damage_notice(report.damaged),
    )


def _framework(line: FrameworkLine) -> nodes.Row:
    one = line.framework
    row = nodes.make_row(
        *(one.name, one.slug, line.board or "none", *_numbers(line.load)),
        detail=", ".join(one.aliases),
    )
    return row._replace(indent=1 if one.parent else 0)


def _board(line: BoardLine) -> nodes.Row:
    board = line.board
    parts = [f"of {', '.join(line.frameworks)}"] if line.frameworks else []
    parts += [f"meets {', '.join(map(say_day, board.meetings))}"] if board.meetings else []
    parts += [f"also found as {', '.join(board.aliases)}"] if board.aliases else []
    if line.agreed_to and not line.known:
        parts.append(f"agreed to dates or deferrals of {format_id_ranges(line.agreed_to)}")
    return nodes.make_row(
        board.name + ("" if line.known else " *"),
        say_day(line.next) if line.next else "none known",
        *_numbers(line.load),
        detail="; ".join(parts),
    )


def _numbers(load: Load) -> tuple[int | nodes.Cell, ...]:
    return load.total, load.open, nodes.red_count(load.overdue)
