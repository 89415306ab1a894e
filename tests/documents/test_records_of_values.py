"""Records of values without names: a status, a body and what it has to do, a line each."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.errors import InputError

BANNER = """National flag

An official website of the Government of Northmere

Dot gov

The .gov means it’s official.

Breadcrumb

"""
TRAIL = "1. Home\n2. Recommendations\n"
FIRST = "Require that the harbour counts its ropes each spring, and writes down what is missing."
SECOND = "In talks with the crews, update the rota of the night boats."


def read(text: str) -> Draft:
    return read_report(text, "list.txt")


def rows_of(text: str) -> list[tuple[str | None, str | None, str | None]]:
    return [(item.text, item.owner, item.status) for item in read(text).items]


@pytest.mark.parametrize(
    "records",
    [
        "• Closed\n  Office of Ports\n  {}\n• Open\n  Northmere Ferries\n  {}\n",
        "• Closed\n\n  Office of Ports\n\n  {}\n\n• Open\n\n  Northmere Ferries\n\n  {}\n",
        "• Office of Ports\n  Closed\n  {}\n• Northmere Ferries\n  Open\n  {}\n",
        "Closed\nOffice of Ports\n{}\n\nOpen\nNorthmere Ferries\n{}\n",
        "Office of Ports\nClosed\n{}\n\nNorthmere Ferries\nOpen\n{}\n",
    ],
)
def test_a_status_and_a_body_above_a_text_are_its_own(records: str) -> None:
    text = f"What became of our advice\n\n{TRAIL}{records.format(FIRST, SECOND)}"
    assert rows_of(text) == [
        (FIRST, "Office of Ports", "closed"),
        (SECOND, "Northmere Ferries", "in-progress"),
    ]


def test_a_record_may_have_its_label_above_it() -> None:
    one = f"Recommendation 4\nClosed\nOffice of Ports\n{FIRST}\n\n"
    two = f"Recommendation 5\nOpen\nNorthmere Ferries\n{SECOND}\n"
    draft = read(f"What became of our advice\n\n{one}{two}")
    assert [(i.label, i.text, i.owner, i.status) for i in draft.items] == [
        ("4", FIRST, "Office of Ports", "closed"),
        ("5", SECOND, "Northmere Ferries", "in-progress"),
    ]


def test_a_government_s_banner_is_no_title_and_the_end_of_a_page_s_path_is() -> None:
    draft = read(f"{BANNER}{TRAIL}• Closed\n  {FIRST}\n• Open\n  Improve the rota of the boats.\n")
    assert draft.title == "Recommendations"
    assert [item.status for item in draft.items] == ["closed", "in-progress"]


def test_the_list_that_a_page_s_path_ends_with_goes_on_below_it() -> None:
    assert rows_of(f"{TRAIL}• {FIRST}\n• Improve the rota of the night boats.\n") == [
        (FIRST, None, None),
        ("Improve the rota of the night boats.", None, None),
    ]


def test_what_some_call_agreed_and_others_done_is_a_note_that_is_looked_at() -> None:
    draft = read(
        f"{TRAIL}• Resolved\n  Office of Ports\n  {FIRST}\n• Resolved\n  Ferries\n  {SECOND}\n"
    )
    assert [(item.status, item.update) for item in draft.items] == [
        (None, "Status: Resolved"),
        (None, "Status: Resolved"),
    ]
    assert all("may say that a plan is agreed" in item.doubt for item in draft.items)


@pytest.mark.parametrize(
    "text",
    [
        "Closed\nNorthmere Park\nThe park and its paths are open again in spring.\n\n"
        "Open\nHarbour Baths\nThe baths are warm, and open until nine each evening.\n",
        f"Closed\nOffice of Ports\n{FIRST}\n",
    ],
)
def test_places_that_are_open_and_a_single_record_are_no_items(text: str) -> None:
    with pytest.raises(InputError, match="has no"):
        read(f"Where to go in Northmere\n\n{text}")


def test_a_bullet_that_is_a_status_alone_is_no_item() -> None:
    draft = read(f"{TRAIL}• Closed\n• {FIRST}\n• Improve the rota of the night boats.\n")
    assert [item.text for item in draft.items] == [FIRST, "Improve the rota of the night boats."]
