"""Widths, wrapping and the widths of columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from hmic_tracker.render.escaping import visible
from hmic_tracker.render.nodes import Cell, Column, Row, Table
from hmic_tracker.render.text_layout import column_texts, narrow, pad, width_of, widths_of, wrap
from tests.render.pages import HOSTILE, letters, texts


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("", 0), ("“…”—", 4), ("漢字", 4), ("e\u0301", 1), ("\U0001f600", 2), ("é", 1)],
)
def test_a_width_is_counted_in_cells(text: str, width: int) -> None:
    assert width_of(text) == width


def test_what_is_counted_without_rich_is_counted_as_rich_does() -> None:
    for char in map(chr, range(0x20, 0x3000)):
        if narrow(char) and char != "\x7f":
            assert cell_len(char) == 1, hex(ord(char))


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("", 5, [""]),
        ("the quick brown fox", 9, ["the quick", "brown fox"]),
        ("the quick  brown", 20, ["the quick  brown"]),
        ("  indented text", 8, ["indented", "text"]),
        ("  lead in here", 7, ["  lead", "in here"]),
        ("ab abcdefghijkl mn", 5, ["ab ab", "cdefg", "hijkl", "mn"]),
        ("漢字漢字 漢字", 5, ["漢字", "漢字", "漢字"]),
        ("漢字", 1, ["漢", "字"]),
        ("ee\u0301e\u0301", 2, ["ee\u0301", "e\u0301"]),
        ("one\u00a0two three", 7, ["one\u00a0two", "three"]),
        ("a b   ", 3, ["a b"]),
    ],
)
def test_words_wrap_at_spaces_and_long_ones_between_characters(
    text: str, width: int, lines: list[str]
) -> None:
    assert wrap(text, width) == lines


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("an-of-how-alder-police-answers-calls", 24, ["an-of-how-alder-police-", "answers-calls"]),
        ("/srv/plans/force.git", 12, ["/srv/plans/", "force.git"]),
        ("a-longwordwithoutseams", 10, ["a-longword", "withoutsea", "ms"]),
    ],
)
def test_a_long_id_or_path_is_broken_at_its_seams(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines


@given(texts.map(visible), st.integers(2, 60))
def test_every_wrapped_line_fits_and_no_character_is_lost(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert max(map(width_of, lines)) <= width
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(texts.map(visible), st.integers(2, 60))
def test_a_word_that_fits_on_a_line_is_not_broken(text: str, width: int) -> None:
    words = [word for line in wrap(text, width) for word in line.split(" ")]
    for word in text.split(" "):
        if word and width_of(word) <= width:
            assert word in words


def test_a_width_of_one_loses_nothing_either() -> None:
    for text in map(visible, HOSTILE):
        assert letters("".join(wrap(text, 1))) == letters(text)


def test_padding_counts_cells_not_characters() -> None:
    assert pad("漢字", 6) == "漢字  "
    assert pad("7", 3, "right") == "  7"
    assert pad("longer", 3) == "longer"


def _table(*rows: tuple[str, ...], heads: tuple[str, ...] = ("Item", "Two words")) -> Table:
    return Table(
        tuple(Column(head) for head in heads),
        tuple(Row(tuple(map(Cell, row))) for row in rows),
    )


def test_columns_are_as_wide_as_their_widest_text_if_that_fits() -> None:
    table = _table(("REC-1", "a text of some length"))
    assert widths_of(table, column_texts(table), 80) == [5, 21]


def test_a_head_of_several_words_gives_way_before_the_texts() -> None:
    table = _table(("REC-1", "text"))
    assert widths_of(table, column_texts(table), 13) == [5, 5]


def test_the_widest_column_gives_way_before_the_others() -> None:
    table = _table(("REC-1", "a text of some length to wrap"))
    assert widths_of(table, column_texts(table), 22) == [5, 15]


def test_columns_that_cannot_be_narrow_enough_have_no_widths() -> None:
    table = _table(("a" * 64, "b" * 64))
    assert widths_of(table, column_texts(table), 42) == [24, 16]
    assert widths_of(table, column_texts(table), 41) is None


def test_a_row_with_a_cell_missing_is_refused() -> None:
    with pytest.raises(ValueError, match="one cell for each column"):
        column_texts(_table(("REC-1",)))
