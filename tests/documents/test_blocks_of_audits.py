"""Blocks of an audit: a control, what isn't met, what is recommended, and what is answered."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft, DraftItem


def read(text: str) -> Draft:
    return read_report(text, "audit.txt")


def what_is_read(item: DraftItem) -> tuple[str | None, str, str | None, str | None, str | None]:
    return item.label, item.text or "", item.owner, str(item.due), item.response


_AUDIT = """Data Protection Regulator

Follow-up audit: Brindle Health Board

12 May 2031

Freedom of Information

Control: Requests are logged.
c.01 Non-conformity: Requests that came by telephone were not on the log, and
staff had no form for them, so that nobody knew how many of them there had been.
Recommendation: c.01 Record each request that comes by telephone in the Request
Log, with the day on which it came.
Priority: Medium
Management response: Accept. A form was made.
Responsibility: Head of Records
Implementation date: 1 June 2031

Disclosure Logs

Control: What is disclosed is published.
c.02 Non-conformity: Nothing was published for a year.
Recommendation: c.02 Publish the log of disclosures each quarter.
Priority: Low
Management response: Reject. The log is complete.
Responsibility: Head of Legal Services
Implementation date: 1 July 2031
"""


def test_a_number_behind_an_items_name_is_its_label_and_its_fields_stand_below() -> None:
    draft = read(_AUDIT)
    assert [what_is_read(item) for item in draft.items] == [
        (
            "c.01",
            "Record each request that comes by telephone in the Request Log, with the day on "
            "which it came.",
            "Head of Records",
            "2031-06-01",
            "accepted",
        ),
        (
            "c.02",
            "Publish the log of disclosures each quarter.",
            "Head of Legal Services",
            "2031-07-01",
            "not-accepted",
        ),
    ]


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("Recommendation: 2.3 Review the log.", "2.3", "Review the log."),
        ("Recommendation: a.01 Review the log.", "a.01", "Review the log."),
        ("Recommendation a.01: Review the log.", "a.01", "Review the log."),
        ("Recommendation: Review all 12 logs.", None, "Review all 12 logs."),
    ],
)
def test_a_label_stands_before_the_colon_or_behind_it(
    line: str, label: str | None, text: str
) -> None:
    (item,) = read(f"Audit of the logs\n\n12 May 2031\n\n{line}\n").items
    assert (item.label or None, item.text) == (label, text)
