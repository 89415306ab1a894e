"""Pages for a screen."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorType

from hmic_tracker.render import to_plain
from hmic_tracker.render.nodes import (
    Bar,
    Bars,
    Cell,
    Column,
    Gap,
    Node,
    Page,
    Paragraph,
    Row,
    Style,
    Table,
)
from hmic_tracker.render.text_layout import width_of
from hmic_tracker.render.theme import LOOKS
from hmic_tracker.render.to_table import draw
from tests.render.pages import (
    BARS,
    HOSTILE,
    LIST,
    OVERDUE,
    SUMMARY,
    blocks,
    forbidden,
    letters,
    without_colour,
)

_DRAWN = "─█▓▒░▚"


def test_below_100_columns_titles_are_under_their_rows() -> None:
    assert (
        draw(LIST, 80, color=False)
        == """\
Overdue on 1 Dec 2008: 12 of 46 open items (4 recommendations, 8 AFIs)

Item        In the report   Due       Days late  RAG  Progress  Owner
─────────────────────────────────────────────────────────────────────
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


def test_from_100_columns_on_titles_have_a_column() -> None:
    lines = draw((OVERDUE,), 200, color=False).splitlines()
    place = lines[0].index("Title")
    assert [line[place:] for line in lines] == [
        "Title",
        "─" * 57,
        *(row.detail for row in OVERDUE.rows),
    ]


def test_a_screen_too_narrow_for_the_columns_shows_a_record_for_each_row() -> None:
    assert draw((OVERDUE,), 40, color=False) == to_plain.draw((OVERDUE,), 40)


def test_colour_repeats_the_words_and_amber_is_yellow() -> None:
    table = Table(
        (Column("RAG"), Column("Item")),
        (
            Row((Cell("red", "red"), Cell("REC-1"))),
            Row((Cell("amber", "amber"), Cell("REC-2"))),
            Row((Cell("Total"), Cell("2")), strong=True),
        ),
    )
    assert draw((table,), 80, color=True) == (
        "\x1b[1mRAG  \x1b[0m  \x1b[1mItem\x1b[0m\n"
        "\x1b[2m────────────\x1b[0m\n"
        "\x1b[31mred  \x1b[0m  REC-1\n"
        "\x1b[33mamber\x1b[0m  REC-2\n"
        "\x1b[1mTotal\x1b[0m  \x1b[1m2\x1b[0m\n"
    )


def test_without_colour_there_are_no_escape_sequences() -> None:
    page = (*LIST, SUMMARY, BARS, Paragraph("late", "red"))
    assert "\x1b" not in draw(page, 80, color=False)
    assert without_colour(draw(page, 80, color=True)) == draw(page, 80, color=False)


def test_the_environment_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = draw(LIST, 80, color=True)
    for name, value in {
        "NO_COLOR": "1",
        "TERM": "dumb",
        "COLUMNS": "33",
        "TTY_COMPATIBLE": "0",
    }.items():
        monkeypatch.setenv(name, value)
    assert draw(LIST, 80, color=True) == drawn


def test_bars_are_blocks_with_numbers_under_one_legend_and_no_zeros() -> None:
    assert (
        draw((BARS,), 100, color=False)
        == """\
Where it stands
█ completed  █ overdue  ▓ due by 31 Dec  ▒ later
Open       ██████████▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒  █ 12  ▓ 17  ▒ 17  46 in all
Completed  ████████████████                          █ 18
"""
    )


def test_bars_have_their_numbers_below_where_there_is_no_room_beside() -> None:
    assert (
        draw((BARS,), 50, color=False, unicode=False)
        == """\
Where it stands
# completed  # overdue  = due by 31 Dec  - later
Open       ##########===============--------------
           # 12  = 17  - 17  46 in all
Completed  ###############
           # 18
"""
    )


def test_a_bar_shows_every_part_that_counts_and_stays_in_its_scale() -> None:
    bars = Bars(
        (Bar("", ((1, "red", "one"), (0, "amber", "none"), (999, "green", "rest"))),), "", 2000
    )
    legend, first = draw((bars,), 80, color=False).splitlines()
    assert legend == "█ one  ▒ rest"
    assert re.match(r"█▒{19} {22}█ 1  ▒ 999$", first), first


def test_markup_links_and_emoji_codes_in_data_are_text() -> None:
    texts = "[bold red]x[/]", "[link=file:///etc/passwd]x[/link]", ":boom:", "\\[x]", "https://a.b"
    table = Table((Column("[b]"),), tuple(Row((Cell(text),)) for text in texts))
    drawn = draw((table, *map(Paragraph, texts)), 80, color=True)
    for text in texts:
        assert drawn.count(text) == 2
    assert "\x1b]8" not in drawn


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_every_row_of_a_table_keeps_its_columns(width: int) -> None:
    lines = draw((OVERDUE,), width, color=False).splitlines()
    place = next(line.index("Due") for line in lines if "Due" in line)
    for line in lines:
        if re.match("(REC|AFI)-", line):
            assert re.match("(Sep|Nov) 2008", line[place:])


@given(st.lists(blocks, max_size=3).map(tuple), st.integers(20, 200), st.booleans())
def test_no_line_is_wider_than_the_screen(page: Page, width: int, unicode: bool) -> None:
    drawn = draw(page, width, color=True, unicode=unicode)
    text = without_colour(drawn)
    assert max(map(width_of, text.split("\n"))) <= width
    assert forbidden(text) == []
    assert text == draw(page, width, color=False, unicode=unicode)
    assert not text or re.search(r"[^\n]\n\Z", text)


@given(blocks, st.integers(20, 200))
def test_everything_the_plain_page_says_is_on_the_screen(block: Node, width: int) -> None:
    told = letters(to_plain.draw((block,), width))
    shown = letters(draw((block,), width, color=False))
    if isinstance(block, Bars):
        # One legend has each word once, and the blocks are in the place of the commas.
        del told[","]
        assert {*told} <= {*shown}
        assert {*shown} <= {*told, *_DRAWN, ","}
        return
    assert told <= shown
    more = shown - told
    for char in _DRAWN:
        del more[char]
    if isinstance(block, Table):
        more -= letters(to_plain.draw((Paragraph(block.detail_head),), 200))
    assert not more


@pytest.mark.parametrize("width", [60, 80, 120, 200])
def test_the_hostile_corpus_stays_in_its_columns(width: int) -> None:
    columns = (Column("Item"), Column("Title"), Column("Owner"))
    rows = tuple(Row((Cell("REC-1"), Cell(text), Cell(text)), text) for text in HOSTILE)
    text = draw((Table(columns, rows), Gap()), width, color=False)
    assert max(map(width_of, text.split("\n"))) <= width
    assert forbidden(text) == []


@pytest.mark.parametrize("style", LOOKS)
def test_a_style_has_no_colour_but_of_the_16_that_a_persons_own_theme_sets(style: Style) -> None:
    look = LOOKS[style]
    assert look.bgcolor is None
    if look.color is not None:
        assert look.color.type is ColorType.STANDARD
        assert look.color.name not in {"black", "white", "bright_black", "bright_white", "blue"}
