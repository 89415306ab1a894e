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


_CAUSES = """Letter: Quillmere Rescue Service – causes of concern

Published on: 9 September 2031

On this page

Background
{contents}

Background

In July 2031 we inspected your service.

{first}

The service doesn't know which homes are most at risk from fire.

In July 2,311 homes were waiting.

Recommendations

By 31 December 2031, the service should:

1. visit the homes that are waiting; and
2. write a plan for the others.

{second}

Staff don't report what falls short of the service's values.

Recommendations

By 31 March 2032, the service should:

• train its managers.
"""


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Cause of concern 1\n\nPrevention", "Cause of concern 2\n\nValues and culture"),
        ("Cause of concern 1: Prevention", "Cause of concern 2: Values and culture"),
        ("Cause of concern: Prevention", "Cause of concern: Values and culture"),
    ],
)
def test_a_concern_below_what_it_is_about_is_its_text_and_that_the_framework(
    first: str, second: str
) -> None:
    contents = "\n".join(line.replace("\n\n", ": ") for line in (first, second))
    text = _CAUSES.format(contents=contents, first=first, second=second)
    draft = read_report(text, "letter.txt")
    assert {(item.kind, item.framework, item.text) for item in draft.items} == {
        (
            "cause-of-concern",
            "prevention",
            "The service doesn't know which homes are most at risk from fire.",
        ),
        (
            "recommendation",
            "prevention",
            "By 31 December 2031, the service should: visit the homes that are waiting; and",
        ),
        (
            "recommendation",
            "prevention",
            "By 31 December 2031, the service should: write a plan for the others.",
        ),
        (
            "cause-of-concern",
            "values-and-culture",
            "Staff don't report what falls short of the service's values.",
        ),
        (
            "recommendation",
            "values-and-culture",
            "By 31 March 2032, the service should: train its managers.",
        ),
    }


def test_a_concern_that_says_itself_what_is_wrong_has_no_paragraph_below() -> None:
    draft = read_report(
        _CAUSES.format(
            contents="Background",
            first="Cause of concern 1: The service has too few inspectors.",
            second="Cause of concern 2: Values and culture",
        ),
        "letter.txt",
    )
    texts = [item.text for item in draft.items if item.kind == "cause-of-concern"]
    assert texts[0] == "The service has too few inspectors."


_LETTERED = """Quillmere Harbour: revisit letter

Published on: 4 December 2032

Contents

1. Lighting
2. Moorings

Lighting

Cause of concern

The harbour hasn't done enough to light its piers.

Recommendations

By 30 April 2031, the harbour should:

 a. repair the lamps that are broken and keep a list of those on which it has
    to wait for parts; and
 b. evaluate how its wardens are trained.

4. The lamps are lit. {named} is complete.

5. Wardens have had no training.

Moorings

Cause of concern

The harbour doesn't know how many buoys it has.

Recommendations

By 30 April 2031, the harbour should:

 a. count its buoys each spring.

6. It has counted some.
"""


@pytest.mark.parametrize(("named", "first"), [("Recommendation a.", "a"), ("The first", None)])
def test_lettered_points_below_a_concern_are_items_of_the_chapter_that_it_heads(
    named: str, first: str | None
) -> None:
    draft = read_report(_LETTERED.format(named=named), "letter.txt")
    recs = [item for item in draft.items if item.kind == "recommendation"]
    assert [(item.framework, (item.text or "").partition("should: ")[2]) for item in recs] == [
        (
            "lighting",
            "repair the lamps that are broken and keep a list of those on which it has to wait "
            "for parts; and",
        ),
        ("lighting", "evaluate how its wardens are trained."),
        ("moorings", "count its buoys each spring."),
    ]
    assert recs[0].label == first
    assert len(draft.items) == 5
