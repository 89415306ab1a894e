"""Letters after a revisit that state each cause of concern once more as the report had it."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_LETTER = """Quillmere Harbour: revisit letter

4 December 2032

Cause of concern: lighting

4. {stem}

{concern}

Recommendations

By 30 April 2031, the harbour should:

• repair the lamps that are broken; and
• evaluate how its wardens are trained.

{end}

Cause of concern: moorings

6. {stem}

The harbour doesn't know how many buoys it has.

Recommendation

The harbour should count its buoys each spring.

Conclusion

7. You should write to us in May. The cause of concern about lighting is still open.
"""
_CONCERN = "The harbour hasn't done enough to light its piers."


_BUOYS = "The harbour doesn't know how many buoys it has."


def _read(
    stem: str, concern: str = _CONCERN, end: str = "5. There were 40 lamps."
) -> tuple[dict[str | None, str | None], list[str]]:
    """Return the causes with how they stand, and how the recommendations stand, sorted."""
    draft = read_report(_LETTER.format(stem=stem, concern=concern, end=end), "letter.txt")
    causes: dict[str | None, str | None]
    causes = {item.text: item.status for item in draft.items if item.kind == "cause-of-concern"}
    parts = [item.status for item in draft.items if item.kind == "recommendation"]
    return causes, sorted(map(str, parts))


@pytest.mark.parametrize(
    "stem",
    [
        "In our report we said:",
        "In our 2031 inspection report, we identified the following cause of concern:",
        "At the inspection we found that:",
    ],
)
@pytest.mark.parametrize("concern", [_CONCERN, f"“{_CONCERN}”"])
def test_a_concern_stands_below_the_line_that_says_where_it_was_stated(
    stem: str, concern: str
) -> None:
    assert _read(stem, concern) == ({_CONCERN: None, _BUOYS: None}, ["None"] * 3)


def test_the_last_sentence_about_this_cause_discharges_it_and_its_recommendations() -> None:
    end = "5. There were 40 lamps. We are satisfied that this cause of concern has been discharged."
    causes, parts = _read("In our report we said:", end=end)
    assert causes == {_CONCERN: "closed", _BUOYS: None}
    assert parts == ["None", "closed", "closed"]


def test_a_cause_that_is_still_open_leaves_its_recommendations_as_they_are() -> None:
    end = "5. There were 40 lamps. This cause of concern remains open."
    causes, parts = _read("In our report we said:", end=end)
    assert causes == {_CONCERN: "in-progress", _BUOYS: None}
    assert parts == ["None"] * 3
