"""Frameworks and boards: `framework list --json` and `board list --json`."""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.to_json import Object, iso, object_header

if TYPE_CHECKING:
    from hmic_tracker.reports.frameworks_and_boards import (
        BoardLine,
        BoardsReport,
        FrameworkLine,
        FrameworksReport,
        Load,
    )


def frameworks_object(report: FrameworksReport) -> Object:
    """`framework list --json`."""
    return {
        **object_header("frameworks", report.as_of, report.damaged),
        "count": len(report.lines),
        "frameworks": [_framework(line) for line in report.lines],
    }


def boards_object(report: BoardsReport) -> Object:
    """`board list --json`."""
    return {
        **object_header("boards", report.as_of, report.damaged),
        "count": len(report.lines),
        "boards": [_board(line) for line in report.lines],
    }


def _framework(line: FrameworkLine) -> Object:
    one = line.framework
    return {
        "framework": one.slug,
        "name": one.name,
        "parent": one.parent,
        "aliases": list(one.aliases),
        "own_board": one.board,
        "board": line.board,
        **_load(line.load),
    }


def _board(line: BoardLine) -> Object:
    board = line.board
    return {
        "board": board.name,
        "slug": board.slug or None,
        "known": line.known,
        "aliases": list(board.aliases),
        "meetings": [iso(day) for day in board.meetings],
        "next_meeting": iso(line.next),
        "frameworks": list(line.frameworks),
        "agreed_to": list(line.agreed_to),
        **_load(line.load),
    }


def _load(load: Load) -> Object:
    return {**load._asdict(), "filters": dict(load.filters)}
