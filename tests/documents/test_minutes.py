"""What minutes recommend to others, and what a meeting resolves for itself."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import document_of, read_report
from hmic_tracker.documents.reading import read_marks

_HEAD = """EASTHOLME BOROUGH COUNCIL

HARBOUR SCRUTINY COMMITTEE

MINUTES of the meeting held in the Old Chandlery on Tuesday 13 October 2031

In attendance:  Director of Harbours

12.  INSPECTION OF THE HARBOUR

     The Director presented the report of the inspectors.

"""
_POINTS = """     RECOMMENDED to the Harbour Board:

     (1)  That every bollard be painted
          by 31 December 2031;

                                  - 1 -

     Harbour Scrutiny Committee                      13 October 2031

     (2)  That a named pilot be given to each ship; and

     (3)  That the report be noted.

"""
_ACTION = """     ACTION: Harbour Master to write to the Board with
     the recommendations by 30 October 2031.

"""
_SUMMARY = """ACTION SUMMARY

Min.   Action                                               By whom                   When
12     Write to the Board with the recommendations          Harbour Master            30.10.31
13     Write to the Board about the recommendations         Harbour Master            30.10.31
"""


def words_of(text: str) -> list[tuple[str, str]]:
    """Return the mark and the text of each line that is more than prose or a section's name."""
    marks = read_marks(document_of(text, "minutes.txt"), (), ()).marks
    return [(mark.word, mark.text) for mark in marks if mark.word in {"rec", "?"}]


def test_points_that_minutes_recommend_and_their_actions_are_items() -> None:
    draft = read_report(_HEAD + _POINTS + _ACTION + _SUMMARY, "minutes.txt")
    assert draft.title == "HARBOUR SCRUTINY COMMITTEE"
    assert [(item.label, item.text, item.due) for item in draft.items] == [
        ("1", "That every bollard be painted by 31 December 2031;", "2031-12-31"),
        ("2", "That a named pilot be given to each ship; and", None),
        (
            None,
            "Harbour Master to write to the Board with the recommendations by 30 October 2031.",
            "2031-10-30",
        ),
    ]


@pytest.mark.parametrize(
    ("lead", "points", "texts"),
    [
        (
            "RECOMMENDED:",
            "That the Cabinet Member light the pier.\n\nThat the Harbour Master ring the bell.",
            ["That the Cabinet Member light the pier.", "That the Harbour Master ring the bell."],
        ),
        (
            "RESOLVED that the Panel recommends to Cabinet that:",
            "(a) the ferry run on Sundays; and\n(b) the toll be dropped.",
            ["the ferry run on Sundays; and", "the toll be dropped."],
        ),
        (
            "Recommended to the Board:",
            "- That the pier be lit.\n\n13. FERRIES\n\nThere was nothing else.",
            ["That the pier be lit."],
        ),
    ],
)
def test_points_may_have_any_mark_and_end_where_another_chapter_begins(
    lead: str, points: str, texts: list[str]
) -> None:
    assert [text for _, text in words_of(f"{_HEAD}{lead}\n\n{points}\n")] == texts


@pytest.mark.parametrize(
    "line",
    [
        "RECOMMENDED to Cabinet: That every bollard be painted by May 2032.",
        "It was RESOLVED to recommend to Cabinet That every bollard be painted by May 2032.",
        "RECOMMENDATION TO COUNCIL: That every bollard be painted by May 2032.",
    ],
)
def test_a_recommendation_on_the_line_of_its_body_is_an_item(line: str) -> None:
    assert words_of(f"{_HEAD}{line}\n") == [("rec", "That every bollard be painted by May 2032.")]


@pytest.mark.parametrize(
    "resolution",
    [
        "RESOLVED: That the report be noted.",
        "RESOLVED - That the minutes be confirmed and signed by the Chair.",
        "RESOLVED: That the work programme be agreed and that the report be received.",
        "RECOMMENDED to Council: That the report be noted.",
        "RECOMMENDED to Council: That Full Council notes the report.",
        "RESOLVED: That\n\n(a) the report be noted; and\n\n(b) the Chair be thanked.",
    ],
)
def test_what_is_done_by_being_resolved_is_no_item(resolution: str) -> None:
    assert words_of(f"{_HEAD}{resolution}\n") == []


@pytest.mark.parametrize(
    "resolution",
    [
        "RESOLVED: That the Director paint every bollard.",
        "RESOLVED: That the report be noted, and that bollards be shown in a table.",
        "RESOLVED: That the report be noted and that a table of bollards be shown.",
        "RECOMMENDED to Council: That the strategy be approved.",
        "RECOMMENDED that the Full Council approves the policy.",
        "Recommended that members should attend the seminar.",
        "ACTION: Clerk to send members the figures.",
        "Action: Clerk",
        "AGREED: That the Director bring a plan to the next meeting.",
        "Resolved – (1) That the report be noted; (2) That officers write a list of tolls.",
    ],
)
def test_what_a_meeting_will_have_done_for_itself_is_shown(resolution: str) -> None:
    assert [word for word, _ in words_of(f"{_HEAD}{resolution}\n")] == ["?"]


def test_rows_with_a_number_each_are_rows_of_their_own_where_all_cells_are_filled() -> None:
    text = (
        "Harbour log\n\n"
        "Min.   Action                                  By whom           When\n"
        "27     Write to the Board with the complaints  Harbour Master    30.10.31\n"
        "28     Mend the pier below the long promenade  Head of Works     16.11.31\n"
    )
    assert [(item.text, item.due) for item in read_report(text, "log.txt").items] == [
        ("Write to the Board with the complaints", "2031-10-30"),
        ("Mend the pier below the long promenade", "2031-11-16"),
    ]


@pytest.mark.parametrize(("recommends", "word"), [(_POINTS, "rec"), ("", "?")])
def test_actions_below_their_name_are_items_beside_recommendations_alone(
    recommends: str, word: str
) -> None:
    text = f"{_HEAD}{recommends}Actions:\n\n- Clerk to write to the Board\n\n13.  FERRIES\n"
    shown, action = words_of(text)[-1]
    assert (shown, action.removeprefix("- ")) == (word, "Clerk to write to the Board")
