"""Lists of recommendations as those who made them publish them, each with its number and state."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.errors import InputError

Row = tuple[str, str, str, str]


def rows_of(draft: Draft) -> list[Row]:
    """Return label, text, owner and status of each item, "" for what isn't there."""
    return [(i.label or "", i.text or "", i.owner or "", i.status or "") for i in draft.items]


def read(text: str) -> Draft:
    return read_report(text, "list.txt")


@pytest.mark.parametrize("label", ["H31-04", "HB31-4", "2031-04", "31-04"])
def test_a_label_may_have_a_year_before_its_number(label: str) -> None:
    draft = read(
        f"Ferries\n\nRecommendation {label}\n"
        "The Ministry of Ports require that every ferry carry a second anchor. (H30W0012)\n"
        "Response      Assessment\n\n"
        "Recommendation H31-03: The Coast Office should print its tide tables. (H30W0011)\n"
    )
    ferry = "The Ministry of Ports require that every ferry carry a second anchor. (H30W0012)"
    tides = "The Coast Office should print its tide tables. (H30W0011)"
    assert rows_of(draft) == [
        (label, ferry, "", ""),
        ("H31-03", tides, "", ""),
    ]
    assert draft.title != ferry


@pytest.mark.parametrize("labels", ["s H31-04 and H31-05", " 3-5", "s 31-04", "s 3 to 5"])
def test_a_range_of_labels_is_no_label(labels: str) -> None:
    with pytest.raises(InputError, match="has no"):
        read(f"Ferries\n\nRecommendation{labels}\nThe Office should print its tide tables.\n")


def test_a_body_with_a_bare_verb_is_asked_to_do_it() -> None:
    draft = read(
        "Safety recommendations on ferries\n\nRecommendation 1\n"
        "The Ministry of Ports, Coast Office and Harbour Board prohibit crossings in fog.\n\n"
        "Recommendation 2\nThe Ministry of Ports prohibits crossings in fog.\n"
    )
    assert [bool(item.doubt) for item in draft.items] == [False, True]
