"""The page of a list: its columns, what stands as one row, groups and subtotals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.errors import UsageError
from hmic_tracker.render.to_plain import draw
from hmic_tracker.render.to_table import draw as draw_table
from hmic_tracker.render.views.columns import columns_named, sort_rows, without_alike
from hmic_tracker.render.views.items import items_page
from hmic_tracker.reports.item_rows import Listing
from tests.formats.rows import AFI, REC, hostile, listed

AFIS = tuple(
    replace(AFI, id=f"AFI-{n}", uid=f"uid{n}", number=n, due="2008-12") for n in range(1, 5)
)


def drawn(*items: Item, columns: str = "", width: int = 78, sort: str = "") -> list[str]:
    found = listed(*items)
    found = replace(found, rows=sort_rows(found.rows, [sort])) if sort else found
    picked = columns_named(columns) if columns else None
    return draw(items_page(found, picked), width).splitlines()[2:]


def test_the_title_is_the_second_column_where_a_row_takes_one_line() -> None:
    assert (
        draw(items_page(listed(REC, *AFIS)))
        == """\
Items on 1 Dec 2008: 5 (1 recommendation, 4 AFIs)
All: PVP overall, status in progress, progress majority, owner none

Item      Title                       No.   Due       RAG
REC-1     Look again                  1     Sep 2008  red
AFI-1..4  4 AFIs, text not published  1..4  Dec 2008  amber
"""
    )


LONG = replace(REC, title_given="Looks again at why and how it records and passes on what it knows")
OWNED = replace(LONG, id="REC-2", due="2008-12", owner="Commander, Territorial Policing")
ELSEWHERE = replace(OWNED, id="REC-3", framework=None, status="not-started", progress="none")


def test_a_title_that_does_not_fit_beside_its_row_stands_under_it() -> None:
    assert drawn(LONG, OWNED) == [
        "",
        "Item   No.  Due       RAG    Owner",
        "REC-1  1    Sep 2008  red    none",
        f"       {LONG.title_given}",
        "REC-2  1    Dec 2008  amber  Commander, Territorial Policing",
        f"       {LONG.title_given}",
    ]


def test_what_a_third_line_would_need_is_left_out_and_named() -> None:
    assert drawn(LONG, OWNED, ELSEWHERE) == [
        "Item   In the report   Due       RAG    Owner",
        "REC-1  PVP overall, 1  Sep 2008  red    none",
        f"       {LONG.title_given}",
        "REC-2  PVP overall, 1  Dec 2008  amber  Commander, Territorial Policing",
        f"       {LONG.title_given}",
        "REC-3  none, 1         Dec 2008  amber  Commander, Territorial Policing",
        f"       {LONG.title_given}",
        "Not shown at this width (--wide): Status, Progress",
    ]
    assert drawn(LONG, OWNED, ELSEWHERE, width=140)[0] == (
        f"Item   {'Title':<44}  In the report   Status       Due       RAG    Progress  Owner"
    )


def test_placeholders_that_print_as_one_row_keep_their_columns() -> None:
    assert drawn(*AFIS) == [
        "Item      In the report  Status       Due       RAG    Progress  Owner",
        "AFI-1..4  PVP overall    in progress  Dec 2008  amber  majority  none",
        "          4 AFIs, text not published",
    ]


OWNERS = (None, "Head of CID", "Commander, Territorial Policing")
PLACES = (None, "protecting-vulnerable-people", "domestic-violence")


@st.composite
def ordinary(found: st.DrawFn) -> list[Item]:
    """Items with titles as they are derived, and the names that forces have."""
    words = st.sampled_from(
        ["risk", "supervision", "evidence", "of", "victims", "is", "recorded", "by", "officers"]
    )
    items = []
    for number in range(1, found(st.integers(2, 6))):
        item = replace(
            REC,
            id=f"REC-{number}",
            uid=f"uid{number}",
            number=number,
            title_given=None,
            text=" ".join(found(st.lists(words, min_size=1, max_size=20))),
            owner=found(st.sampled_from(OWNERS)),
            framework=found(st.sampled_from(PLACES)),
            status=found(st.sampled_from(("not-started", "in-progress", "done"))),
            due=found(st.sampled_from((None, "2008-09-30", "2009-04"))),
        )
        items.append(item)
    return items


@given(ordinary(), st.booleans())
def test_at_80_columns_no_item_takes_three_lines_and_its_title_comes_second(
    items: list[Item], screen: bool
) -> None:
    page = items_page(listed(*items))
    text = draw_table(page, 80, color=False) if screen else draw(page, 78)
    lines = text.splitlines()
    first = next(n for n, line in enumerate(lines) if line.startswith("Item ")) + 1 + screen
    rows = [n for n, line in enumerate(lines) if line.startswith("REC-")]
    assert len(rows) == len(items)
    assert max(map(len, lines)) <= 80
    if "  Title" in lines[first - 1 - screen]:
        assert lines[first - 1 - screen].split("  ")[1:][0].strip() in {"Title", ""}
        assert rows == list(range(first, first + len(items)))
    else:
        assert rows == list(range(first, first + 2 * len(items), 2))
        titles = {row.item.title for row in listed(*items).rows}
        assert {lines[n + 1].strip() for n in rows} == titles


@given(st.one_of(hostile, ordinary().map(lambda items: listed(*items))))
def test_a_column_in_the_heading_says_the_same_of_every_row(found: Listing) -> None:
    columns = columns_named("id,title,status,due,rag,progress,owner,board")
    if len(found.rows) < 2:
        return
    kept, line = without_alike(found.rows, columns)
    texts = {c.key: {c.text(row) for row in found.rows} for c in columns}
    gone = [column for column in columns if column not in kept]
    for column in gone:
        (text,) = texts[column.key]
        assert text in line
    for column in kept[2:]:
        assert len(texts[column.key]) > 1
    assert [column.key for column in kept[:2]] == ["id", "title"]
    assert bool(line) == bool(gone)


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
    assert draw(items_page(listed(*items), wide=True), 200).splitlines()[1:] == [
        "All: PVP overall, status in progress, progress majority, owner none",
        "",
        "Item   Title                            No.  Due       Days late  RAG    "
        "Board              Tags",
        "REC-1  Look again                       1    Sep 2008         62  red    "
        "none               none",
        "AFI-1  AFI 1 of 3 (text not published)  1    Dec 2008          0  amber  "
        "Performance Board  dogs",
    ]


def test_groups_have_their_heads_and_subtotals() -> None:
    items = (REC, replace(REC, id="REC-2", owner="Head of Crime"), *AFIS)
    assert (
        draw(items_page(listed(*items), group_by="owner"))
        == """\
Items on 1 Dec 2008: 6 (2 recommendations, 4 AFIs)
All: PVP overall, status in progress, progress majority

Head of Crime
Item   Title       No.  Due       RAG
REC-2  Look again  1    Sep 2008  red
1 item, 1 overdue

none
Item      Title                       No.   Due       RAG
REC-1     Look again                  1     Sep 2008  red
AFI-1..4  4 AFIs, text not published  1..4  Dec 2008  amber
5 items, 1 overdue
"""
    )


def test_a_group_without_anything_late_says_so() -> None:
    assert draw(items_page(listed(*AFIS), group_by="kind")).endswith("\n4 items, none overdue\n")


def test_no_rows_have_no_groups_but_a_wrong_grouping_is_still_told() -> None:
    assert draw(items_page(listed(), group_by="kind")) == "Items on 1 Dec 2008: none\n"
    with pytest.raises(UsageError):
        items_page(listed(), group_by="colour")
