"""Reports of auditors whose items have their numbers behind them, below a sentence with a count."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report

REPORT = """#### Recommendations for Executive Action

We are making the following 3 recommendations to NLB:

The Keeper of the Lights should ensure that NLB’s plans to count the
lamps include all sorts, so that the list of them is whole. (Recommendation 1)

The Keeper of the Lights should make sure that NLB’s plans for
the lamps say who has lit them. (Recommendation 2)

The Keeper of the Lights should publish the plans. (Recommendation 3)

NLB had nothing to say.
"""


def test_the_first_item_is_no_title_and_the_sentence_with_the_count_no_framework() -> None:
    draft = read_report(REPORT, "lights.md")
    assert [item.label for item in draft.items] == ["1", "2", "3"]
    assert [item.framework for item in draft.items] == [None, None, None]
    assert draft.title != (draft.items[0].text or "")
    assert draft.frameworks == ()
