"""Plans and reports of inspectorates of care, schools and information: each shape as a short one."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft


def read(text: str) -> Draft:
    return read_report(text, "report.txt")


def texts_of(draft: Draft) -> list[tuple[str, str | None, str | None]]:
    """(kind, label, text) of each item."""
    return [(item.kind, item.label, item.text) for item in draft.items]


PLAN = """Harbour View

Published: 4 May 2031

4.0 The inspection

4.1 What has the home done about areas for improvement from the last inspection?

Area for improvement 1
Ref: Regulation 9
Stated: First time
The manager shall ensure that the lift is serviced twice a year.
Validation of compliance
Met

4.2 Staffing

Rotas were full.

5.0 Plan

Area for improvement 1
Ref: Regulation 13 (1)
Stated: First time
To be completed by: 5 June 2031
The manager shall ensure that bath water is tested every day.
Ref: 4.2
Response by the manager detailing the actions taken:
A thermometer was bought.

To comply with the standards

Area for improvement 1
Ref: Standard 3
Stated: Second time
To be completed by: 12 July 2031
The manager shall ensure that visitors are asked what they think.
"""


def test_fields_may_stand_between_a_label_and_its_text_and_numbers_may_begin_again() -> None:
    draft = read(PLAN)
    items = sorted(draft.items, key=lambda item: item.due or "")
    assert [(item.label, item.due, item.text) for item in items] == [
        ("1", "2031-06-05", "The manager shall ensure that bath water is tested every day."),
        ("1", "2031-07-12", "The manager shall ensure that visitors are asked what they think."),
    ]
    assert items[0].update == "A thermometer was bought."


def test_a_section_on_the_last_inspection_goes_on_to_the_next_section_with_a_number() -> None:
    draft = read(PLAN)
    assert not any("the lift" in (item.text or "") for item in draft.items)
    assert any("ensure that the lift" in warning.text for warning in draft.warnings)


def test_without_numbers_a_heading_ends_what_is_said_of_the_last_inspection() -> None:
    text = """Harbour View

Areas for improvement from the last inspection

Area for improvement 1
The manager shall ensure that the lift is serviced twice a year.

Kitchen

Area for improvement 2
The manager shall ensure that food has a date on it.
"""
    assert texts_of(read(text)) == [
        ("afi", "2", "The manager shall ensure that food has a date on it.")
    ]
