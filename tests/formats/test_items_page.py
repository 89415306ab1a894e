"""The page of a list: its columns, what stands as one row, groups and subtotals."""

from __future__ import annotations

import pytest

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.errors import UsageError
from hmic_tracker.render.to_plain import draw
from hmic_tracker.render.views.columns import columns_named, sort_rows
from hmic_tracker.render.views.items import items_page
from tests.formats.rows import AFI, REC, listed

AFIS = tuple(
    replace(AFI, id=f"AFI-{n}", uid=f"uid{n}", number=n, due="2008-12") for n in range(1, 5)
)


def drawn(*items: Item, columns: str = "", width: int = 78, sort: str = "") -> list[str]:
    found = listed(*items)
    found = replace(found, rows=sort_rows(found.rows, [sort])) if sort else found
    picked = columns_named(columns) if columns else None
    return draw(items_page(found, picked), width).splitlines()[2:]


def test_by_default_the_title_stands_under_the_fields() -> None:
    assert drawn(REC, *AFIS) == [
        "Item      In the report   Status       Due       RAG    Progress  Owner",
        "REC-1     PVP overall, 1  in-progress  Sep 2008  red    majority  none",
        "          Look again",
        "AFI-1..4  PVP overall     in-progress  Dec 2008  amber  majority  none",
        "          4 AFIs, text not published",
    ]


def test_named_columns_are_those_and_no_title_beside_them() -> None:
    assert drawn(REC, *AFIS, columns="owner,id,due") == [
        "Owner  Item      Due",
        "none   REC-1     Sep 2008",
        "none   AFI-1..4  Dec 2008",
    ]


def test_a_title_that_is_asked_for_is_a_column() -> None:
    assert drawn(REC, *AFIS, columns="number,title,id") == [
        " No.  Title                       Item",
        "   1  Look again                  REC-1",
        "1..4  4 AFIs, text not published  AFI-1..4",
    ]


@pytest.mark.parametrize(
    ("columns", "second", "expected"),
    [
        ("id", replace(AFIS[1], owner="A"), ["AFI-1..4"]),
        ("id,owner", replace(AFIS[1], owner="A"), ["AFI-1", "AFI-2", "AFI-3..4"]),
        ("id,status", replace(AFIS[1], status="not-started"), ["AFI-1", "AFI-2", "AFI-3..4"]),
        ("id,due", replace(AFIS[1], status="not-started"), ["AFI-1..4"]),
        ("id", replace(AFIS[1], text="Published."), ["AFI-1", "AFI-2", "AFI-3..4"]),
        ("id", replace(AFIS[1], title_given="Named"), ["AFI-1", "AFI-2", "AFI-3..4"]),
        ("id", replace(AFIS[1], framework=None), ["AFI-1", "AFI-2", "AFI-3..4"]),
        ("id,uid", AFIS[1], ["AFI-1", "AFI-2", "AFI-3", "AFI-4"]),
        ("id,number", replace(AFIS[1], number=7), ["AFI-1", "AFI-2", "AFI-3..4"]),
        ("id,number", replace(AFIS[1], number=None), ["AFI-1", "AFI-2", "AFI-3..4"]),
        ("id", replace(AFIS[1], id="AFI-9"), ["AFI-1", "AFI-9", "AFI-3..4"]),
    ],
)
def test_placeholders_stand_as_one_where_all_that_is_printed_is_alike(
    columns: str, second: Item, expected: list[str]
) -> None:
    lines = drawn(AFIS[0], second, *AFIS[2:], columns=columns)[1:]
    assert [line.split()[0] for line in lines] == expected


def test_placeholders_stand_as_one_in_the_other_order_too() -> None:
    assert drawn(REC, *AFIS, columns="id,number", sort="-id")[1:] == [
        "AFI-1..4  1..4",
        "REC-1        1",
    ]


def test_the_wide_list_has_all_worth_seeing_on_one_line_where_it_fits() -> None:
    items = (REC, replace(AFIS[0], tags=("dogs",), board="Performance Board"))
    assert draw(items_page(listed(*items), wide=True), 200).splitlines()[2:] == [
        "Item   In the report   Title                            Status       Due       "
        "Days late  RAG    Progress  Owner  Board              Tags",
        "REC-1  PVP overall, 1  Look again                       in-progress  Sep 2008  "
        "       62  red    majority  none   none               none",
        "AFI-1  PVP overall, 1  AFI 1 of 3 (text not published)  in-progress  Dec 2008  "
        "        0  amber  majority  none   Performance Board  dogs",
    ]


def test_groups_have_their_heads_and_subtotals() -> None:
    items = (REC, replace(REC, id="REC-2", owner="Head of Crime"), *AFIS)
    assert (
        draw(items_page(listed(*items), group_by="owner"))
        == """\
Items on 1 Dec 2008: 6 (2 recommendations, 4 AFIs)

Head of Crime
Item   In the report   Status       Due       RAG  Progress  Owner
REC-2  PVP overall, 1  in-progress  Sep 2008  red  majority  Head of Crime
       Look again
1 item, 1 overdue

none
Item      In the report   Status       Due       RAG    Progress  Owner
REC-1     PVP overall, 1  in-progress  Sep 2008  red    majority  none
          Look again
AFI-1..4  PVP overall     in-progress  Dec 2008  amber  majority  none
          4 AFIs, text not published
5 items, 1 overdue
"""
    )


def test_a_group_without_anything_late_says_so() -> None:
    assert draw(items_page(listed(*AFIS), group_by="kind")).endswith("\n4 items, none overdue\n")


def test_no_rows_have_no_groups_but_a_wrong_grouping_is_still_told() -> None:
    assert draw(items_page(listed(), group_by="kind")) == "Items on 1 Dec 2008: none\n"
    with pytest.raises(UsageError):
        items_page(listed(), group_by="colour")
