"""Pages for pipes and mail."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.render.nodes import (
    Cell,
    Column,
    Gap,
    Heading,
    Node,
    Note,
    Page,
    Pairs,
    Paragraph,
    Quotation,
    Row,
    Table,
)
from hmic_tracker.render.text_layout import width_of
from hmic_tracker.render.to_plain import draw
from tests.render.pages import (
    BARS,
    HOSTILE,
    LIST,
    OVERDUE,
    SUMMARY,
    blocks,
    forbidden,
    letters,
    said,
)


def test_a_list_has_heads_over_its_columns_and_titles_under_its_rows() -> None:
    assert (
        draw(LIST)
        == """\
Overdue on 1 Dec 2008: 12 of 46 open items (4 recommendations, 8 AFIs)

Item        In the report   Due       Days late  RAG  Progress  Owner
REC-5       PVP overall, 1  Sep 2008         62  red  majority  none
            Ensures greater accountability for basic operational…
REC-6       PVP overall, 2  Sep 2008         62  red  majority  none
            Develops a corporate performance management framework to…
REC-7       PVP overall, 3  Sep 2008         62  red  majority  none
            Develops a qualitative inspection and review process…
REC-8       PVP overall, 4  Sep 2008         62  red  majority  none
            Develops a proactive public protection focus at local…
AFI-11..18  PVP overall     Nov 2008          1  red  majority  none
            8 AFIs, text not published
"""
    )


def test_on_a_narrow_page_heads_and_texts_wrap_under_their_own_start() -> None:
    assert (
        draw((Table(OVERDUE.columns, OVERDUE.rows[3:]),), 58)
        == """\
            In the              Days
Item        report    Due       late  RAG  Progress  Owner
REC-8       PVP       Sep 2008    62  red  majority  none
            overall,
            4
            Develops a proactive public protection focus
            at local…
AFI-11..18  PVP       Nov 2008     1  red  majority  none
            overall
            8 AFIs, text not published
"""
    )


def test_a_table_that_cannot_be_so_narrow_is_a_record_for_each_row() -> None:
    table = Table(OVERDUE.columns, OVERDUE.rows[3:], "Title")
    assert (
        draw((table,), 32)
        == """\
Item           REC-8
In the report  PVP overall, 4
Due            Sep 2008
Days late      62
RAG            red
Progress       majority
Owner          none
Title          Develops a
               proactive public
               protection focus
               at local…

Item           AFI-11..18
In the report  PVP overall
Due            Nov 2008
Days late      1
RAG            red
Progress       majority
Owner          none
Title          8 AFIs, text not
               published
"""
    )


def test_heads_over_several_columns_are_on_the_line_above_and_rows_are_indented() -> None:
    assert (
        draw((SUMMARY,))
        == """\
                                           Completed           Latest
Framework                    2007 grade  Recs   AFIs  Overdue  due
Neighbourhood Policing       Excellent    4/4  10/10        0  none open
  Child Abuse Investigation  Good         0/1    0/3        0  Apr 2009
Total                                    6/16  12/48       12  Apr 2009
"""
    )


def test_a_wrapped_cell_keeps_its_indent_on_every_line() -> None:
    row = Row((Cell("a name of several words"), Cell("7")), indent=2)
    table = Table((Column("Name"), Column("N", "right")), (row,))
    assert (
        draw((table,), 20)
        == """\
Name               N
    a name of      7
    several words
"""
    )


def test_pairs_share_a_line_where_both_fit() -> None:
    pairs = (
        ("Status", "in progress"),
        ("RAG", "red: 62 days overdue"),
        ("Progress", "majority of work completed"),
        ("Due", "September 2008 (deadline 30 Sep 2008), never moved"),
        ("Owner", "none"),
        ("Board", "none"),
        ("Evidence", "none"),
        ("Verified", "no"),
    )
    assert (
        draw((Pairs(pairs, 2),))
        == """\
Status    in progress    RAG       red: 62 days overdue
Progress  majority of work completed
Due       September 2008 (deadline 30 Sep 2008), never moved
Owner     none           Board     none
Evidence  none           Verified  no
"""
    )


def test_notes_lines_and_prose_wrap_under_their_own_start() -> None:
    page = (
        Note("(a)", "not graded separately in 2006"),
        Gap(),
        Paragraph("4 items need an owner", indent=2),
        Quotation("First paragraph of it.\n\nSecond."),
    )
    assert (
        draw(page, 20)
        == """\
(a) not graded
    separately in
    2006

  4 items need an
  owner
  First paragraph of
  it.

  Second.
"""
    )


def test_bars_are_numbers_with_words() -> None:
    assert (
        draw((BARS,))
        == """\
Where it stands
Open       12 overdue, 17 due by 31 Dec, 17 later  46 in all
Completed  18 completed
"""
    )


def test_an_empty_page_is_an_empty_text_and_an_empty_table_has_its_heads() -> None:
    assert draw(()) == draw((Gap(),)) == ""
    assert draw((Table(OVERDUE.columns[:2], ()),)) == "Item  In the report\n"


def test_markup_is_text_like_any_other() -> None:
    assert (
        draw((Paragraph("[bold red]x[/] :boom: \x1b[31m"),)) == "[bold red]x[/] :boom: \\x1b[31m\n"
    )


@given(st.lists(blocks, max_size=4).map(tuple), st.integers(20, 200))
def test_no_line_is_wider_than_the_page_or_ends_in_a_space(page: Page, width: int) -> None:
    text = draw(page, width)
    lines = text.split("\n")
    assert max(map(width_of, lines)) <= width
    assert all(line == line.rstrip(" ") for line in lines)
    assert forbidden(text) == []
    assert not text or re.search(r"[^\n]\n\Z", text)


@given(blocks, st.integers(20, 200))
def test_no_character_of_any_text_is_lost(block: Node, width: int) -> None:
    assert said(block) <= letters(draw((block,), width))


@given(st.integers(0, 19))
def test_a_page_narrower_than_20_is_drawn_at_20(width: int) -> None:
    assert draw(LIST, width) == draw(LIST, 20)


@pytest.mark.parametrize("width", [20, 60, 78, 200])
def test_the_hostile_corpus_stays_in_its_columns(width: int) -> None:
    columns = (Column("Item"), Column("Title"), Column("Owner"))
    rows = tuple(Row((Cell("REC-1"), Cell(text), Cell(text)), text) for text in HOSTILE)
    page: Page = (Table(columns, rows), *map(Heading, HOSTILE))
    text = draw(page, width)
    assert max(map(width_of, text.split("\n"))) <= width
    assert forbidden(text) == []
    text.encode("utf-8")


def test_drawing_the_text_of_the_field_does_not_import_rich() -> None:
    code = (
        "import sys; from hmic_tracker.render import nodes, to_plain;"
        "to_plain.draw((nodes.Paragraph('The force’s “plan” — café…'), nodes.Note('*', 'x' * 99)));"
        "sys.exit('rich' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
