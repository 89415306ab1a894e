"""Cells of tables that hold nothing but a status, of items and of whole frameworks."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.paper_check.slips import Difference, differences, right_and_slip, table

_CELLS: Final[dict[str, tuple[str, Difference]]] = {
    "under any head": (
        table(
            "Item | State",
            "REC-1 | Completed",
            "REC-5 | {In progress|Completed}",
            "REC-9 | Completed",
        ),
        ("REC-5, status", "Completed", "in progress"),
    ),
    "under two words": (
        table(
            "Item | State today",
            "REC-1 | Completed",
            "REC-5 | {In progress|Completed}",
        ),
        ("REC-5, status", "Completed", "in progress"),
    ),
    "beside an earlier one": (
        table(
            "Item | Previous state | State",
            "REC-1 | In progress | Completed",
            "REC-5 | Not started | {In progress|Completed}",
        ),
        ("REC-5, status", "Completed", "in progress"),
    ),
    "of an item that is not yet due": (
        table(
            "Item | State",
            "REC-14 | In progress, not yet due",
            "REC-9 | Completed",
            "REC-15 | {In progress|Completed}, not yet due",
        ),
        ("REC-15, status", "Completed, not yet due", "in progress"),
    ),
    "that says nothing but that it is not due": (
        table(
            "Item | State",
            "REC-14 | Not yet due",
            "REC-9 | {Completed|Not yet due}",
        ),
        ("REC-9, status", "Not yet due", "completed, awaiting verification"),
    ),
    "of how far the work is": (
        table(
            "Item | State",
            "REC-13 | {Almost completed|Completed}, not yet due",
            "REC-9 | Completed",
        ),
        ("REC-13, status", "Completed, not yet due", "in progress"),
    ),
    "of a framework's kinds, late": (
        table(
            "Framework | Recommendations | AFIs",
            "PVP overall | Overdue | {Overdue|On course}",
            "Performance Management | On course | On course",
        ),
        ("Protecting Vulnerable People, AFIs overdue", "none", "8 of 8"),
    ),
    "of a framework's kinds, in time": (
        table(
            "Framework | Recommendations | AFIs",
            "PVP overall | Overdue | Overdue",
            "Performance Management | On course | {On course|Overdue}",
        ),
        ("Performance Management, AFIs overdue", "some", "0 of 10"),
    ),
    "of a framework's time": (
        table(
            "Framework | Time",
            "PVP overall | {Overdue|On course}",
            "Performance Management | On course",
        ),
        ("Protecting Vulnerable People, items overdue", "none", "12 of 12"),
    ),
    "of one item of a framework": (
        table(
            "Framework | Where things are",
            "Missing Persons | Rec 1 {in progress|completed}",
            "Neighbourhood Policing | Rec 1 completed",
        ),
        ("REC-11, status", "completed", "in progress"),
    ),
    "of all items of a framework": (
        table(
            "Framework | Where things are",
            "Neighbourhood Policing | All 14 items completed",
            "PVP overall | All 12 items {overdue|completed}",
        ),
        ("Protecting Vulnerable People (overall), items completed", "12 of 12", "0 of 12"),
    ),
    "of so many items of a framework": (
        table(
            "Framework | Where things are",
            "Neighbourhood Policing | All {14|12} items completed",
            "PVP overall | All 12 items overdue",
        ),
        ("Neighbourhood Policing, items completed", "12 of 12", "14 of 14"),
    ),
    "beside counts of the other kind": (
        table(
            "Framework | Recommendations | AFIs",
            "Missing Persons | {In progress|Completed} | 2 completed, 3 in progress",
            "Neighbourhood Policing | Completed | Completed",
        ),
        ("Missing Persons, recommendations completed", "all", "0 of 2"),
    ),
}

_OTHERS: Final[tuple[str, ...]] = (
    table(
        "Item | Previous state",
        "REC-1 | In progress",
        "REC-9 | Not started",
    ),
    table(
        "Item | Expected state",
        "REC-5 | Completed",
        "REC-14 | Completed",
    ),
    table(
        "Item | State in September",
        "REC-1 | In progress",
        "REC-9 | In progress",
    ),
    table(
        "Item | Response",
        "REC-5 | Completed",
        "REC-14 | Completed",
    ),
    table(
        "Item | Open items with an owner",
        "All | 0",
    ),
    table(
        "Framework | Recommendations | AFIs",
        "Missing Persons | In progress | In progress",
    ),
)


@pytest.mark.parametrize("way", _CELLS)
def test_a_cell_of_a_status_is_held_against_what_its_row_is_of(
    run: Run, imported: Path, tmp_path: Path, way: str
) -> None:
    text, slip = _CELLS[way]
    assert right_and_slip(run, imported, tmp_path, text) == ([], [slip])


@pytest.mark.parametrize("text", _OTHERS)
def test_a_status_under_a_head_of_another_time_or_sense_is_no_alarm(
    run: Run, imported: Path, tmp_path: Path, text: str
) -> None:
    assert differences(run, imported, tmp_path, text) == []
