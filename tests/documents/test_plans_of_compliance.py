"""Plans of a home to comply with regulations: a table of what each requires, in narrow columns."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report

_PLAN = """Compliance Plan for Mill House

Date of inspection: 11/02/2031

Section 1

In this section the provider must consider the overall regulation when responding.

 Regulation Heading                          Judgment

 Regulation 15: Staffing                     Not Compliant

Outline how you are going to come into compliance with Regulation 15: Staffing:
Two posts have been advertised.

Section 2: Regulations to be complied with

 Regulation             Regulatory requirement       Judgment        Risk      Date to be
                                                                     rating    complied with
 Regulation 15(1)       The registered provider      Not Compliant   Orange    30/06/2031
                        shall ensure that the
                        number of staff is right.
 Regulation 28(3)(a)    The registered provider      Substantially   Yellow    28/03/2031
                        shall make adequate          Compliant
                        arrangements for{page}
                        detecting fires.
 Regulation             The person in charge         Substantially   Yellow    31/05/2031
 28(4)(b)               shall ensure, by drills,     Compliant
                        that staff are aware of
                        the procedure.
"""


@pytest.mark.parametrize(
    "page",
    [
        "",
        "\n\n                    Page 12 of 14\n",
        "\n\f",
        "\n\n                    Page 12 of 14\n\fProvider report          Mill House\n\n",
    ],
)
def test_a_row_is_a_regulation_with_what_it_requires_and_the_day_also_over_a_page(
    page: str,
) -> None:
    items = read_report(_PLAN.format(page=page), "plan.txt").items
    assert [(item.label, item.text, item.due) for item in items] == [
        (
            "Regulation 15(1)",
            "The registered provider shall ensure that the number of staff is right.",
            "2031-06-30",
        ),
        (
            "Regulation 28(3)(a)",
            "The registered provider shall make adequate arrangements for detecting fires.",
            "2031-03-28",
        ),
        (
            "Regulation 28(4)(b)",
            "The person in charge shall ensure, by drills, that staff are aware of the procedure.",
            "2031-05-31",
        ),
    ]


def test_what_stands_below_a_page_and_is_no_row_ends_the_table() -> None:
    text = _PLAN.format(page="") + "\n        Page 12 of 14\n\nThe provider thanks the staff.\n"
    items = read_report(text, "plan.txt").items
    assert (items[-1].text or "").endswith("of the procedure.")


def test_a_regulation_is_the_label_also_where_the_head_is_printed_on_each_page() -> None:
    head = _PLAN[_PLAN.index(" Regulation             Reg") : _PLAN.index(" Regulation 15(1)")]
    page = f"\n                        fires.\n\n                    Page 3 of 4\n\n{head}"
    above, _, below = _PLAN.partition("{page}\n                        detecting fires.\n")
    items = read_report(above + page + below, "plan.txt").items
    assert [item.label for item in items] == [
        *("Regulation 15(1)", "Regulation 28(3)(a)", "Regulation 28(4)(b)")
    ]
