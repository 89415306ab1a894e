"""Recommendations told with the day they were made, in numbered paragraphs with their replies."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import document_of, read_report

REPORT = """Recommendations

Recommendations to Harbour Trains
The quay line

4.2.1. Two trains came to rest in the water at Alder Quay within a year, both in the early hours.
4.2.2. On 3 May 2031 the Board recommended that Harbour Trains fit a lamp to the last post of the
Alder Quay line, so that each driver of the late trains sees where the line ends, and the Alder
Quay. (014/31)
4.2.3. On 9 June 2031 the head of operations replied that the lamp had been bought, and that it
would soon be fitted.
4.2.4. On 2 March 2032 the Board approved the closure of the recommendation on the basis that the
lamp was lit.
4.2.5. On 3 May 2031 the Board recommended that the Chief Officer of the Coast Agency
review how it trains drivers. (015/31)
4.2.6. On 4 May 2031 the Board recommended to the operator that it count its lamps. (016/31)
"""


def test_what_was_recommended_is_the_item_and_its_closure_the_status() -> None:
    draft = read_report(REPORT, "quay.txt")
    assert [(item.label, item.text, item.status) for item in draft.items] == [
        (
            "014/31",
            "fit a lamp to the last post of the Alder Quay line, so that each driver of the late"
            " trains sees where the line ends, and the Alder Quay.",
            "closed",
        ),
        ("015/31", "review how it trains drivers.", None),
        ("016/31", "that it count its lamps.", None),
    ]


@pytest.mark.parametrize(
    "clause", ["Harbour Trains should fit a lamp", "a lamp be fitted", "Harbour Trains is heard"]
)
def test_a_clause_with_its_own_verb_is_kept_whole(clause: str) -> None:
    draft = read_report(
        f"Inquiry\n\nOn 3 May 2031 the Board recommended that {clause}. (014/31)\n", "quay.txt"
    )
    assert [item.text for item in draft.items] == [f"that {clause}."]


def test_a_heading_below_a_short_line_of_a_numbered_paragraph_is_apart() -> None:
    blocks = document_of(
        f"{REPORT}4.2.7. The post stands\nThe Quay\n4.2.8. It stood.\n", "quay.txt"
    ).blocks
    assert "The Quay" in [block.text for block in blocks]
