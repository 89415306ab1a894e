"""Saved filters."""

from __future__ import annotations

from datetime import date

import pytest

from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.query.expression_error import ExpressionError
from hmic_tracker.query.parsing import parse
from hmic_tracker.query.saved import filter_name, resolve_saved
from tests.query.asking import TODAY

SAVED = {"board": "due < eom and open", "Mine": "owner ~ smith", "broken": "due < @board"}


@pytest.mark.parametrize("name", ["board", "@board", "@BOARD", " board "])
def test_a_filter_is_found_by_its_name(name: str) -> None:
    assert resolve_saved(name, SAVED, TODAY) == parse("due < eom and open", TODAY)


def test_a_filter_moves_with_the_day() -> None:
    assert str(resolve_saved("board", SAVED, date(2009, 1, 1))) == "due < eom and open"


@pytest.mark.parametrize(
    ("name", "saved", "hint"),
    [
        ("bord", SAVED, "did you mean @board? the saved filters are: @Mine, @board, @broken"),
        ("zzz", SAVED, "the saved filters are: @Mine, @board, @broken"),
        (
            "board",
            {},
            "none is saved yet: tracker list --where 'due < eom and open' --save NAME",
        ),
    ],
)
def test_an_unknown_filter_names_those_there_are(
    name: str, saved: dict[str, str], hint: str
) -> None:
    with pytest.raises(NotFoundError) as caught:
        resolve_saved(f"@{name}", saved, TODAY)
    assert caught.value.message == f"there is no saved filter '@{name}'"
    assert caught.value.hint == hint


def test_a_filter_with_a_slip_is_named() -> None:
    with pytest.raises(ExpressionError) as caught:
        resolve_saved("@broken", SAVED, TODAY)
    assert caught.value.message == "filter @broken: '@board' is not a date at character 7"
    with pytest.raises(ExpressionError) as caught:
        resolve_saved("x", {"x": "@board and open"}, TODAY)
    assert caught.value.message == "filter @x: no field '@board' at character 1"


@pytest.mark.parametrize("typed", ["board", "@due-soon", "a.b_c"])
def test_a_name_has_plain_characters(typed: str) -> None:
    assert filter_name(typed) == typed.removeprefix("@")


@pytest.mark.parametrize("typed", ["", "@", "a b", "x" * 65, "ｂoard", "@@x", "a\n"[:2] + "b"])
def test_another_name_is_refused(typed: str) -> None:
    with pytest.raises(UsageError):
        filter_name(typed)
