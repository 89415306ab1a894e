"""How a text asks for something: by the body that recommends it, or without anybody's name."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

TITLE = "The ferries of Northmere\n\n12 May 2032\n\n"


def texts_of(text: str) -> list[tuple[str | None, str | None]]:
    return [(item.label, item.text) for item in read_report(TITLE + text, "ferry.txt").items]


BY_BODY = (
    "NFA recommends that, for ferries that stay, the Director of Ports have each hull"
    " painted. Crews are to help with it.",
    "The Ferry Auditor also recommended to the Council that it buy a dry dock.",
)


def test_in_a_list_of_recommendations_any_body_may_recommend() -> None:
    text = f"Report Recommendations\n{BY_BODY[0]}\n{BY_BODY[1]}\n"
    assert texts_of(text) == [(None, BY_BODY[0]), (None, BY_BODY[1])]


def test_outside_of_such_a_list_it_is_what_others_say() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(f"{TITLE}What we found\n\n{BY_BODY[0]}\n\n{BY_BODY[1]}\n", "ferry.txt")


def test_tabs_of_a_page_are_no_title() -> None:
    tabs = "Report Summary\nReport Terms\nReport Recommendations\n"
    assert read_report(f"{tabs}{BY_BODY[0]}\n", "ferry.txt").title == "ferry.txt"
