"""Recommendations printed in a list and once more in the chapters, set in with other wraps."""

from __future__ import annotations

from hmic_tracker.documents.parsing import read_report

_REPORT = """THE KEEPING OF TIDES:
AN INSPECTION OF HARBOUR OFFICES

October 2031

RECOMMENDATIONS

STRATEGIC RECOMMENDATION 1
Within nine months of publication of this report, the Harbour Office
and Lighthouse Service for the whole of the western coast should write
one plan for the keeping of tides in every office.
(paragraph 2.14)

OPERATIONAL RECOMMENDATION 1
The Lighthouse Service should, by 30 June 2032, count the lamps that it
keeps on each pier and say which of them are lit.
(paragraph 3.2)

CHAPTER 2: STRATEGY

2.13 Each of the offices had a plan. None of these plans named one of
     the others, and some staff had never seen the plan of their own
     office, or had not been shown where it was kept by those in the
     next.

2.14 Inspectors saw that there was no plan for all of the offices, and
     that what each of them wrote was not read by any of the others in
     the same year.

     Strategic Recommendation 1

     Within nine months of publication of this report, the Harbour
     Office and Lighthouse Service for the whole of the western
     coast should write one plan for the keeping of tides in every
     office.

CHAPTER 3: DELIVERY

3.2  Of 60 lamps seen by Inspectors, four were lit.

     Operational Recommendation 1

     The Lighthouse Service should, by 30 June 2032, count the lamps
     that it keeps on each pier and say which of them are lit.
"""


def test_what_stands_in_a_box_that_is_set_in_is_the_recommendation_of_the_list() -> None:
    items = read_report(_REPORT, "tides.txt").items
    assert [(item.number, item.text) for item in items] == [
        (
            1,
            "Within nine months of publication of this report, the Harbour Office and Lighthouse "
            "Service for the whole of the western coast should write one plan for the keeping of "
            "tides in every office.",
        ),
        (
            1,
            "The Lighthouse Service should, by 30 June 2032, count the lamps that it keeps on each "
            "pier and say which of them are lit.",
        ),
    ]
    assert not any(item.doubt and "no text" in item.doubt for item in items)


def test_a_name_above_a_line_that_is_set_in_alike_stays_a_line_of_its_own() -> None:
    text = _REPORT.replace(
        "     Operational Recommendation 1\n\n     The Light",
        "     Lamps\n     Operational Recommendation 1\n\n     The Light",
    )
    assert len(read_report(text, "tides.txt").items) == len(read_report(_REPORT, "t.txt").items)
