"""Chapters of a committee's conclusions, of which some recommend something."""

from __future__ import annotations

import re

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.errors import InputError

TITLE = "Night ferries: a second look - Ports and Waters Committee Contents\n\n"
CHAPTER = """Conclusions and recommendations

The crews

7. Night ferries were meant to bring the islands closer to each other. They have. (Paragraph 4)

8. The crews told us how tired they were. Until that is put right, we recommend a rest of eleven
hours between two nights. This would take effect at once. (Paragraphs 9 and 12)

The piers

9. We still believe that there ought to be a light on each pier, and reject what was said of its
cost.

10. Few piers are in a good state. The Harbour Trust should mend the worst of them first.

Witnesses

1. The Harbour Trust should be thanked for its help with this inquiry on 4 May 2032.

11. The Harbour Trust should hear of it.
"""


@pytest.mark.parametrize("stop", [".", ""])
def test_numbered_conclusions_that_recommend_are_items_as_a_whole(stop: str) -> None:
    chapter = re.sub(r"^(\d+)\.", rf"\1{stop}", CHAPTER, flags=re.M)
    draft = read_report(TITLE + chapter, "night.txt")
    assert [(item.label, item.text) for item in draft.items] == [
        (
            "8",
            "The crews told us how tired they were. Until that is put right, we recommend a rest of"
            " eleven hours between two nights. This would take effect at once.",
        ),
        (
            "9",
            "We still believe that there ought to be a light on each pier, and reject what was said"
            " of its cost.",
        ),
        (
            "10",
            "Few piers are in a good state. The Harbour Trust should mend the worst of them first.",
        ),
    ]
    assert draft.body == "Ports and Waters Committee"


def test_such_paragraphs_under_another_heading_are_none() -> None:
    other = CHAPTER.replace("Conclusions and recommendations", "What we were told")
    with pytest.raises(InputError, match="has no"):
        read_report(TITLE + other, "night.txt")


def test_conclusions_alone_are_no_items() -> None:
    with pytest.raises(InputError, match="has no"):
        read_report(
            f"{TITLE}Conclusions and recommendations\n\n"
            "1. The ferries have brought the islands closer to each other, as was hoped at first.\n"
            "2. Whether the crews should sleep on board is for others to say, and not for us.\n",
            "night.txt",
        )
