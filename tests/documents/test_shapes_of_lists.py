"""Shapes of lists of items: where one begins, goes on and ends, and what stands between."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft


def labels_of(draft: Draft) -> list[str | None]:
    return [item.label for item in draft.items]


def _summary(pointers: tuple[str, str, str]) -> list[str | None]:
    first, second, third = pointers
    draft = read_report(
        "Inquiry into the ferry\n\n12 May 2032\n\nCHAPTER 9 SUMMARY OF RECOMMENDATIONS\n\n"
        "I bring together here what I recommend.\n\nThe harbour\n\n"
        f"9.1 The harbour should be dredged each spring{first}.\n\n"
        f"9.2 Where a tide is likely to be low, a pilot goes on board{second}.\n\n"
        "The crew\n\n"
        f"9.3 It should remain the rule that two of the crew can swim{third}.\n",
        "ferry.txt",
    )
    return labels_of(draft)


def test_a_summary_s_paragraphs_that_cite_their_reasons_are_items_whatever_they_say() -> None:
    cited = (" (paragraph 2.4)", " (paragraphs 2.9 and 2.11)", " (see para. 3.2)")
    assert _summary(cited) == ["9.1", "9.2", "9.3"]
    assert _summary(("", "", "")) == ["9.1"]
