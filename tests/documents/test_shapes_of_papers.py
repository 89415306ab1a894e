"""Papers, follow-ups and replies as authorities, auditors and coroners set them."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import DraftItem

Row = tuple[str, str, str, str, str]


def items_of(text: str) -> tuple[DraftItem, ...]:
    return read_report(text, "paper.txt").items


def rows_of(text: str) -> list[Row]:
    """Return label, text, owner, due and status of each item, "" for what isn't there."""
    return [
        (i.label or "", i.text or "", i.owner or "", i.due or "", i.status or "")
        for i in items_of(text)
    ]


HEAD = "No\tRecommendation\tLead\tTarget date\tProgress\tStatus\n"
WITH_PARAGRAPHS = f"""Overby Harbour Board

HARBOUR INSPECTIONS: PROGRESS

APPENDIX B

{HEAD}MOORINGS
1\tThat the board paints every bollard\tHarbour Master\t31/05/31\tTen are painted.
The Deputy wrote that the rest should follow.
Rain held them up.\tIn progress
2\tThat the board counts the buoys\tHead of Works\t\tCounted twice.
All were there.\tComplete
PILOTS
1\tThat the board trains two pilots\tHead of Training\t30/06/31\tOne is trained.\tIn progress
The other fell ill.
2\tThat the board buys a launch\tHead of Works\t31/12/30\tBought.\tComplete
"""


def test_a_row_of_tabs_goes_on_in_the_paragraphs_of_its_cells() -> None:
    assert rows_of(WITH_PARAGRAPHS) == [
        (
            "1", "That the board paints every bollard", "Harbour Master", "2031-05-31",
            "in-progress",
        ),
        ("2", "That the board counts the buoys", "Head of Works", "", "done"),
        ("1", "That the board trains two pilots", "Head of Training", "2031-06-30", "in-progress"),
        ("2", "That the board buys a launch", "Head of Works", "2030-12-31", "done"),
    ]  # fmt: skip


def test_a_row_of_tabs_without_its_last_cells_takes_none_of_the_next_row() -> None:
    text = (
        f"Harbour inspections\n\n{HEAD}1\tThat the board paints every bollard\n"
        "2\tThat the board counts the buoys\tHead of Works\t31/05/31\tCounted.\n"
    )
    assert [row[:3] for row in rows_of(text)] == [
        ("1", "That the board paints every bollard", ""),
        ("2", "That the board counts the buoys", "Head of Works"),
    ]
