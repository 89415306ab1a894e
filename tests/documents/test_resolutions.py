"""What a council resolved to do on the report of an ombudsman or inspector that it accepts."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

_MINUTES = """Agenda item

Report by the Harbours Ombudsman Reference Number: 30 111 222

The Harbour Master moved the following.

{resolution}

1.     To note the report.

2.     To give back the boat of Mr R, and tell him why it was taken.

3.     That the Harbour Master apologises to Mr R within 7 days.

4.     A list of all boats is kept in the harbour office and is open to everybody.

The vote was unanimous.
"""


@pytest.mark.parametrize(
    "resolution",
    [
        "The Council accepts without reservation the recommendations of the Report, and agrees:",
        "Having accepted the findings of the Ombudsman the Council resolved that:-",
        "The Cabinet welcomed the report of the Ombudsman and agreed the following actions:",
    ],
)
def test_what_a_council_resolves_on_a_report_it_accepts_is_to_be_done(resolution: str) -> None:
    resolution = resolution.replace("the Report,", "the Ombudsman’s Report,")
    draft = read_report(_MINUTES.format(resolution=resolution), "minutes.txt")
    assert (draft.title, draft.body) == (
        "Report by the Harbours Ombudsman Reference Number: 30 111 222",
        "Harbours Ombudsman",
    )
    assert [(item.kind, item.label, item.text) for item in draft.items] == [
        (
            *("recommendation", "2"),
            "To give back the boat of Mr R, and tell him why it was taken.",
        ),
        (
            *("recommendation", "3"),
            "That the Harbour Master apologises to Mr R within 7 days.",
        ),
        (
            *("recommendation", "4"),
            "A list of all boats is kept in the harbour office and is open to everybody.",
        ),
    ]


@pytest.mark.parametrize(
    "resolution",
    [
        "The Council accepts the recommendations of its officers, and agrees:",
        "The Council has read the report of the Ombudsman, and agrees:",
        "The Council accepts the recommendations of the Ombudsman, and its members said:",
    ],
)
def test_other_resolutions_of_a_council_are_its_own(resolution: str) -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(_MINUTES.format(resolution=resolution), "minutes.txt")
