"""Numbered paragraphs of which each recommends something, with no heading that says so."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

CALLS = """#### Ferries

14. We call upon the islands' council to publish the timetable in all languages spoken there.

15. We call on ferry companies to train every mate, including:
    1. Drills in fog.
    2. Drills at night.

    This is to be repeated.

16. We call upon the council and, where it has them, its agents to mend the piers. This will take
money.

17. We further call upon harbour masters to count the lamps each month.
"""
SUMMARY = """The Harbour

Lamps

31. The word ‘beacon’ should be given up. It is not clear.

32. A log should be kept as good practice. This is

“Whoever lights a lamp should write it down.”

Piers

33. The harbour office should at least have:
(a) a list of its piers; and
(b) for each of them:
(i) its age;
(ii) its state.

34. Each pier must be looked at in spring. Cracks should be drawn on a plan.

1. Part B, page 12
"""


def test_numbered_calls_to_somebody_are_items_with_their_numbers() -> None:
    draft = read_report(CALLS, "calls.md")
    assert [item.label for item in draft.items] == ["14", "15", "16", "17"]
    texts = [item.text or "" for item in draft.items]
    assert texts[1].endswith("Drills at night.")
    assert texts[2].startswith("We call upon the council and, where")
    assert texts[2].endswith("This will take money.")


def test_one_call_to_somebody_is_an_item_and_one_to_a_speaker_is_none() -> None:
    draft = read_report(
        "Pilots were tired. We call on harbour masters to count hours.\n\n"
        "We call on Mr Alder to speak of his voyage.\n",
        "call.txt",
    )
    assert [item.text for item in draft.items] == ["We call on harbour masters to count hours."]


def test_a_run_in_which_each_paragraph_says_what_should_be_done_is_of_items() -> None:
    draft = read_report(SUMMARY, "summary.txt")
    assert [item.label for item in draft.items] == ["31", "32", "33", "34"]
    texts = [item.text or "" for item in draft.items]
    assert texts[1].endswith("“Whoever lights a lamp should write it down.”")
    assert texts[2].endswith("its state.")
    assert texts[3].endswith("drawn on a plan.")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("32. A log should be kept as good practice. This is", "32. A log was kept. It says"),
        ("33.", "43."),
        ("should", "must"),
    ],
)
def test_a_run_with_a_gap_or_a_finding_or_rules_is_shown_and_not_taken(old: str, new: str) -> None:
    with pytest.raises(InputError):
        read_report(SUMMARY.replace(old, new), "summary.txt")


def test_a_run_is_none_where_the_recommendations_stand_elsewhere() -> None:
    draft = read_report(
        f"Recommendation 1: The office should buy oil.\n\n{SUMMARY}",
        "summary.txt",
    )
    assert [item.label for item in draft.items] == ["1"]
