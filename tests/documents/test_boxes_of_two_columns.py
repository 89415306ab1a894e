"""Plans for quality: the label and its facts at the left, the text and the reply at the right."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources.reading import read_document
from hmic_tracker.domain.drafts import Draft

_HEAD = """Regulator inspection report                              Name of service: Mill House
Service ID: 90417                                        Inspection date: 12 February 2031


5.0   Quality Improvement Plan/Areas for Improvement

   Action required to ensure compliance with the Regulations

"""
_PLAN = """   Area for improvement 1        The registered person shall ensure that all doors
                                 of the home close.
   Ref: Regulation 14 (2)(a)
                                 Ref: 3.3.3
   Stated: First time
                                 Response by registered person detailing the actions
   To be completed by:           taken:
   12 May 2031                   The door was mended. Walks should now find any fault.

   Area for improvement 2        The registered person shall ensure that the
                                 menu is shown on each floor and that a copy of
   Ref: Regulation 13 (4)        it is kept{page}

   Stated: First time            where the cook sees it.

   To be completed by:           Response by registered person detailing the actions
   12 June 2031                  taken:
                                 It is shown.

   Action required to ensure compliance with the Care Standards for Homes

   Area for improvement 1        The registered person shall ensure that staff:
   Ref: Standard 4               • are trained; and
   Stated: Second time           • know what to do.
   To be completed by:
   30 July 2031                  Response by registered person detailing the actions
                                 taken: Training is booked.

   *Please ensure that this document is completed in full and returned to the office*
"""
_FOOT = """

                                            8
Regulator inspection report                              Name of service: Mill House
Service ID: 90417                                        Inspection date: 12 February 2031
"""


def read(plan: str, page: str = "") -> Draft:
    return read_report(_HEAD + plan.format(page=page), "plan.txt")


def rows_of(draft: Draft) -> list[tuple[str | None, str | None, str | None]]:
    return [(item.label, item.text, item.due) for item in draft.items]


_DOORS = ("1", "The registered person shall ensure that all doors of the home close.", "2031-05-12")
_MENU = (
    "2",
    "The registered person shall ensure that the menu is shown on each floor and that a copy of "
    "it is kept where the cook sees it.",
    "2031-06-12",
)
_STAFF = (
    "1",
    "The registered person shall ensure that staff: • are trained; and • know what to do.",
    "2031-07-30",
)


def test_the_text_is_at_the_right_up_to_the_reply_and_the_day_at_the_left() -> None:
    plan = _PLAN.replace(
        "it is kept{page}\n\n   Stated: First time            where the cook sees it.",
        "it is kept\n                                 where the cook sees it.\n"
        "   Stated: First time",
    )
    assert rows_of(read(plan)) == [_DOORS, _MENU, _STAFF]


def test_the_reply_is_no_text_and_the_head_is_no_title() -> None:
    draft = read(_PLAN)
    assert draft.title == "Regulator inspection report"
    assert not any("Walks" in (item.text or "") for item in draft.items)


@pytest.mark.parametrize("foot", [_FOOT, _FOOT.replace("\nReg", "\n\fReg"), "\n\f"])
def test_a_box_that_a_page_has_cut_goes_on_below_its_head(foot: str) -> None:
    draft = read(_PLAN, foot)
    assert [text for _, text, _ in rows_of(draft)] == [_DOORS[1], _MENU[1], _STAFF[1]]


def test_a_label_beside_a_text_without_any_facts_is_no_such_box() -> None:
    draft = read("   Recommendation 1     The home should mend its doors.\n")
    assert [item.text for item in draft.items] == ["The home should mend its doors."]


_ROW = """<tr><td><p>Area for improvement {n}</p><p>Ref: Regulation {n}</p><p>Stated: First time</p>
<p>To be completed by: {n} June 2031</p></td><td><p>The registered person shall {text}.</p>
<p>Ref: 3.{n}</p><p>Response by registered person detailing the actions taken: {done}.</p></td></tr>
"""


def test_a_row_of_two_cells_is_such_a_box_as_well() -> None:
    rows = _ROW.format(n=1, text="ensure that doors close", done="They should now close") + (
        _ROW.format(n=2, text="ensure that the menu is shown", done="It is shown")
    )
    page = f"<h1>Inspection of Mill House</h1><h2>Plan</h2><table>{rows}</table>"
    document = read_document(page.encode(), "plan.html")
    (draft,) = drafts_of(read_marks(document).marks, document.name, document.text)
    assert rows_of(draft) == [
        ("1", "The registered person shall ensure that doors close.", "2031-06-01"),
        ("2", "The registered person shall ensure that the menu is shown.", "2031-06-02"),
    ]


def test_a_reply_in_a_row_of_its_own_beside_the_same_facts_is_no_item() -> None:
    facts = (
        "<p>Area for improvement {n}</p><p>Ref: Standard {n}</p><p>Stated: First time</p>"
        "<p>To be completed by: {n} June 2031</p>"
    )
    box = (
        f'<tr><td rowspan="2">{facts}</td><td>The registered person shall ensure {{text}}.</td>'
        "</tr><tr><td>Response by registered person detailing the actions taken: So.</td></tr>"
    )
    boxes = box.format(n=1, text="that doors close") + box.format(n=2, text="that food is hot")
    page = f"<h1>Inspection of Mill House</h1><h2>Plan</h2><table>{boxes}</table>"
    document = read_document(page.encode(), "plan.html")
    (draft,) = drafts_of(read_marks(document).marks, document.name, document.text)
    assert rows_of(draft) == [
        ("1", "The registered person shall ensure that doors close.", "2031-06-01"),
        ("2", "The registered person shall ensure that food is hot.", "2031-06-02"),
    ]
