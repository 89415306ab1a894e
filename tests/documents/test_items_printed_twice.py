"""Items of the chapters that a summary prints once more, under other headings or their own."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.domain.drafts import Draft

_PLAN = "The force should keep a plan for each of its cells and look at it every month."
_WATER = "The force should give everybody who is held water that is clean and not too warm."
_FOUND = (
    "The force can’t say how long people wait before somebody sees them. Records are poor and "
    "nobody reads them."
)
_CHAPTERS = f"""Report on a visit to the cells of Ellerby

Published on: 2 May 2033

Section 1. Leadership and planning

Leading

Cause of concern

Waiting

{_FOUND}

Recommendation

{_PLAN}

Section 2. In the cell: water and food

Drinking

Area for improvement

{_WATER}

"""
_BELOW = f"""Cause of concern

Waiting

{_FOUND}

Recommendation

{_PLAN}

Areas for improvement

Food and drink

{_WATER}

"""


def _texts(draft: Draft) -> list[tuple[str, str | None]]:
    return [(item.kind, item.text) for item in draft.items]


@pytest.mark.parametrize(
    "heading",
    [
        "Section 3. Summary of causes of concern, recommendations and areas for improvement",
        "Section 3. List of recommendations and areas for improvement",
        "Appendix A: Full list of our recommendations and areas for improvement",
    ],
)
def test_a_chapter_that_collects_items_adds_none_under_its_own_headings(heading: str) -> None:
    draft = read_report(f"{_CHAPTERS}{heading}\n\n{_BELOW}", "cells.txt")
    assert sorted(_texts(draft)) == [
        ("afi", _WATER),
        ("cause-of-concern", _FOUND),
        ("recommendation", _PLAN),
    ]


def test_what_two_chapters_ask_in_the_same_words_is_asked_twice() -> None:
    again = f"Section 3. Food\n\nCooking\n\nArea for improvement\n\n{_WATER}\n"
    draft = read_report(_CHAPTERS + again, "cells.txt")
    assert [text for _, text in _texts(draft)].count(_WATER) == 2


def test_a_chapters_name_in_the_contents_is_no_item_of_the_list_named_before_it() -> None:
    contents = (
        "Contents\nSection 1. Leadership and planning\nSection 2. In the cell: water and food\n"
        "Section 3. Summary of causes of concern and recommendations\nSection 4. Appendix\n\n"
    )
    draft = read_report(_CHAPTERS.replace("Section 1.", f"{contents}Section 1.", 1), "cells.txt")
    assert "Section 4. Appendix" not in [text for _, text in _texts(draft)]


@pytest.mark.parametrize(
    ("must", "should"), [("MUSTS", "SHOULDS"), ("Must dos", "Should dos"), ("Musts", "Shoulds")]
)
@pytest.mark.parametrize(
    ("moved", "also"),
    [
        ("Inadequate           Down from Good", "Good      Same rating –"),
        ("Inadequate   Down two ratings from Good", "Good (Up one rating)"),
        ("Inadequate ↓", "Good →←"),
    ],
)
def test_a_hospitals_list_is_printed_again_in_its_services_chapters(
    must: str, should: str, moved: str, also: str
) -> None:
    beds = "The trust must make sure that each ward has as many beds as it says. (Regulation 12)"
    lamps = "The trust should think about lamps that patients can put out for themselves."
    draft = read_report(
        "Kirkmoor Hospitals NHS Trust\n\nInspection report\n\nDate of publication: 3 May 2033\n\n"
        "Action the trust MUST take to improve:\n\n"
        f"Moor Hospital – Surgery\n\n• {beds}\n\n"
        "Action the trust SHOULD take to improve:\n\n"
        f"Moor Hospital – Surgery\n\n• {lamps}\n\n"
        f"Surgery\n\n{moved}\n\nIs the service safe?\n\n{also}\n\nNurses knew the patients.\n\n"
        f"Areas for improvement\n\n{must}\n\n• {beds}\n\n{should}\n\n• {lamps}\n",
        "trust.txt",
    )
    assert sorted(_texts(draft)) == [("afi", lamps), ("recommendation", beds)]


@pytest.mark.parametrize(
    "line",
    [
        "Inadequate           Down from Good",
        "Inadequate  Down two ratings from Good",
        "Inadequate – Not previously rated",
        "Inadequate (Declined from Good)",
        "Inadequate ↓↓",
    ],
)
def test_a_grade_with_which_way_it_went_is_that_of_the_heading_above(line: str) -> None:
    draft = read_report(
        "Kirkmoor Hospitals NHS Trust\n\nInspection report\n\nDate of publication: 3 May 2033\n\n"
        f"Surgery\n\n{line}\n\nNurses knew the patients.\n\n"
        "Medical care\n\nGood     Same rating –\n\nNurses knew the patients.\n",
        "trust.txt",
    )
    names = {framework.slug: framework.name for framework in draft.frameworks}
    assert [(names[grade.framework], grade.grade) for grade in draft.grades] == [
        ("Surgery", "Inadequate"),
        ("Medical care", "Good"),
    ]


_MUST = "The harbour must ensure that every chain is tested and that worn ones are mended."
_CLEAR = "The harbour must ensure that the steps are kept clear and that lamps are lit."
_SHOULD = "The harbour should ensure that visitors are helped to find the office."


@pytest.mark.parametrize("at_front", [True, False])
def test_a_chapters_list_goes_on_from_the_number_of_the_chapter_above(at_front: bool) -> None:
    front = (
        f"Recommendations\n\nArea 1\n\n1 {_SHOULD}\n\nRequirements\n\nArea 1\n\n1 {_MUST}\n\n"
        f"Area 2\n\n2 {_CLEAR}\n\n"
    )
    draft = read_report(
        "Visit to the harbour\n\nPublished 4 May 2032\n\n"
        f"{front if at_front else ''}"
        "What was seen\n\nArea 1 – Clear vision\n\nThe chains were old.\n\n"
        f"Requirement\n\nArea 1\n\n1 {_MUST}\n\nRecommendation\n\nArea 1\n\n1 {_SHOULD}\n\n"
        "Area 2 – Safe steps\n\nTwo lamps were dark.\n\n"
        f"Requirement\n\nArea 2\n\n2 {_CLEAR}\n",
        "visit.txt",
    )
    items = sorted((item.label, item.text) for item in draft.items)
    assert items == [("1", _MUST), ("1", _SHOULD), ("2", _CLEAR)]
