"""Tables of regulated activities, with the regulation that wasn't met and how: each an item."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.domain.drafts import DraftItem

_ABOVE = """Mill House Surgery

Published 14 March 2032

Requirement notices

"""
_SAFE = "Regulation 12 HSCA (RA) Regulations 2014 Safe care and treatment"
_STAFF = "Regulation 18 HSCA (RA) Regulations 2014 Staffing"


def _items(table: str, name: str) -> tuple[DraftItem, ...]:
    document = read_document(f"{_ABOVE}{table}".encode(), name)
    (draft,) = drafts_of(read_marks(document).marks, name, document.text)
    return draft.items


_TABS = f"""Regulated activity\tRegulation
Nursing care\t{_SAFE}

The surgery did not lock up its medicines.
Diagnostic and screening procedures\t{_STAFF}

Staff were not trained.
"""
_MARKDOWN = f"""| Regulated activity | Regulation |
|---|---|
| Nursing care | {_SAFE} The surgery did not lock up its medicines. |
| Diagnostic and screening procedures | {_STAFF} Staff were not trained. |
"""
_THREE = f"""| Regulated activities | Regulation | How the regulation was not being met |
|---|---|---|
| Nursing care | {_SAFE} | The surgery did not lock up its medicines. |
| Diagnostic and screening procedures | {_STAFF} | Staff were not trained. |
"""
_SPACES = """Regulated activity                      Regulation

Nursing care                            Regulation 12 HSCA (RA) Regulations 2014 Safe
                                        care and treatment

                                        The surgery did not lock up its medicines.

Diagnostic and screening                Regulation 18 HSCA (RA) Regulations 2014
procedures                              Staffing

                                        Staff were not trained.
"""
_LINES = f"""Regulated activity
Nursing care
Regulation
{_SAFE}
The surgery did not lock up its medicines.

Regulated activity
Diagnostic and screening procedures
Regulation
{_STAFF}
Staff were not trained.

About this report

The surgery is by the sea.
"""


@pytest.mark.parametrize(
    ("table", "name"),
    [
        (_TABS, "surgery.txt"),
        (_MARKDOWN, "surgery.md"),
        (_THREE, "surgery.md"),
        (_SPACES, "surgery.txt"),
        (_LINES, "surgery.txt"),
    ],
)
def test_each_regulation_that_was_not_met_is_an_item(table: str, name: str) -> None:
    assert [(item.text, item.source_kind) for item in _items(table, name)] == [
        (f"{_SAFE} The surgery did not lock up its medicines.", "requirement notice"),
        (f"{_STAFF} Staff were not trained.", "requirement notice"),
    ]


def test_the_activity_of_a_row_is_kept_as_a_note() -> None:
    assert [item.update for item in _items(_MARKDOWN, "surgery.md")] == [
        "Regulated activity: Nursing care",
        "Regulated activity: Diagnostic and screening procedures",
    ]


def test_what_was_done_about_a_breach_and_a_law_within_its_account_are_no_items() -> None:
    lines = f"""Regulated activity
Nursing care
Regulation
{_SAFE}
How the regulation was not being met:
• Keys were lost.
This was a breach of Regulation 12(1) of the Act.
The enforcement action we took:
We issued a warning notice.
"""
    (item,) = _items(lines, "surgery.txt")
    assert item.text is not None
    assert item.text.endswith("Keys were lost. This was a breach of Regulation 12(1) of the Act.")
    assert item.update == "The enforcement action we took: We issued a warning notice."


def test_a_section_of_an_act_is_a_breach_as_well() -> None:
    table = (
        "| Regulated activity | Regulation |\n|---|---|\n"
        "| Surgical procedures | Section 29A HSCA Warning notice: quality of care |\n"
    )
    assert [item.text for item in _items(table, "surgery.md")] == [
        "Section 29A HSCA Warning notice: quality of care"
    ]


def test_activities_without_a_regulation_are_no_items() -> None:
    text = (
        "Mill House\n\nRegulated activity\nNursing care\n\nRecommendations\n\n"
        "• Mill House should open.\n"
    )
    assert [item.text for item in read_report(text, "mill.txt").items] == [
        "Mill House should open."
    ]
