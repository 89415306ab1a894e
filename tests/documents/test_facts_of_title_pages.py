"""What a report's first page says of it: its name, who made it, and when."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft

_ITEM = "\n\nRecommendations\n\n1. The harbour must ensure that every chain is tested.\n"


def read(page: str) -> Draft:
    return read_report(page + _ITEM, "report.txt")


@pytest.mark.parametrize(
    ("page", "body"),
    [
        ("Visit report\n\n© Harbour Quality Agency 2032\nPublished May 2032", "Harbour"),
        ("Visit report\n\nMay 2032\n\nThis report is published by the Harbour "
         "Accident Investigation Branch, Department of Boats.", "Harbour Accident"),
        ("Visit report\n\nMay 2032\n\nAn inspection was made of what RQIA had found.", "RQIA"),
    ],
)  # fmt: skip
def test_who_published_a_report_inspected(page: str, body: str) -> None:
    assert (read(page).body or "").startswith(body)


@pytest.mark.parametrize("end", ["", ".", ". All rights reserved."])
def test_who_has_the_copyright_at_a_pages_foot_goes_before_a_body_in_the_text(end: str) -> None:
    text = f"{_ITEM}\nWe sent this to Ofsted.\n\n© Harbour Ombudsman{end}\n"
    assert read_report(f"Decision on the harbour{text}", "page.txt").body == "Harbour Ombudsman"


def test_a_crown_copyright_and_that_of_the_inspected_name_nobody_who_inspects() -> None:
    assert read("Visit report\n\n© Crown copyright 2032\n\n© Harbour Trust 2032").body is None


@pytest.mark.parametrize(
    "line", ["Date         21 November 2031", "Date of decision: 21 November 2031"]
)
def test_the_day_of_a_form_is_that_of_a_notice_or_a_decision(line: str) -> None:
    draft = read(f"IMPROVEMENT NOTICE\n\nName         Harbour Trust\n\n{line}")
    assert draft.published == "2031-11-21"


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("Harbour Council\n2031/32 Annual Audit Report\n\nPrepared for the Members of the "
         "Harbour Council\nSeptember 2032", "2031/32 Annual Audit Report"),
        ("Report of an inspection of a Home for retired divers.\n\nIssued by the Chief "
         "Inspector\n\nName of home:   Low Quay",
         "Report of an inspection of a Home for retired divers."),
    ],
)  # fmt: skip
def test_a_title_may_begin_with_years_or_end_with_a_stop(page: str, title: str) -> None:
    assert read(page).title == title
