"""Tables of regulated activities, with the regulation that wasn't met and how: each an item."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.readers.requirement_notices import SET_OUT_ABOVE
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


_MUST = """It opened in 2031.

1 Mill House Surgery Inspection report 14/03/2032

Overall summary

The surgery is by the sea.

We found two breaches of regulations. The provider must:
• Keep its medicines locked up.
• Train its staff.

Whilst we found no breaches of other regulations, the provider should:

2 Mill House Surgery Inspection report 14/03/2032

Overall summary

• Improve the uptake of screening.

We thank the staff.

3 Mill House Surgery Inspection report 14/03/2032
"""


@pytest.mark.parametrize("table", [_TABS, _LINES])
def test_breaches_behind_what_the_provider_must_do_are_shown_and_not_taken_twice(
    table: str,
) -> None:
    text = f"Mill House Surgery\n\n{_MUST}\nRequirement notices\n\n{table}"
    document = read_document(text.encode(), "surgery.txt")
    marks = read_marks(document).marks
    (draft,) = drafts_of(marks, "surgery.txt", document.text)
    assert [(item.text or "").rpartition(": ")[2] for item in draft.items] == [
        "Keep its medicines locked up.",
        "Train its staff.",
        "Improve the uptake of screening.",
    ]
    shown = [mark.text for mark in marks if mark.doubt == SET_OUT_ABOVE]
    assert shown == [_SAFE, _STAFF]


def test_more_breaches_than_the_provider_has_to_mend_are_items() -> None:
    one = _MUST.replace("• Train its staff.\n", "")
    text = f"Mill House Surgery\n\n{one}\nRequirement notices\n\n{_LINES}"
    texts = [item.text or "" for item in read_report(text, "surgery.txt").items]
    assert sum(text.startswith((_SAFE, _STAFF)) for text in texts) == len((_SAFE, _STAFF))
