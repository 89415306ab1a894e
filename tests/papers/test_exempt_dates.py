"""Of an exempt item number and status are told, and no date: in no form of what goes out.

What is counted of it is in a row that says so, so that every number is borne out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.papers.reading import Html

DATES: Final = ("Jul 2009", "July 2009", "30 Jun 2009", "30 June 2009", "2009-07", "2009-06-30")


@pytest.fixture
def exempt(run: Run, plan: Path) -> Path:
    """Two exempt items, one with an owner, whose dates no other item has."""
    for line in (
        "update REC-16 --owner Head_of_X --new-owner",
        "update REC-16 --due 2009-07 --reason later",
        "update AFI-20 --due 2009-06-30 --reason later",
        "update REC-16 AFI-20 --exempt --yes",
    ):
        assert run(*line.split()).code == 0, line
    return plan


@pytest.mark.parametrize("name", ["text", "markdown", "html", "json"])
@pytest.mark.parametrize("words", [("summary",), ("summary", "--since", "2008-09-11"), ("report",)])
def test_the_date_of_an_exempt_item_is_told_in_no_form(
    run: Run, exempt: Path, words: tuple[str, ...], name: str
) -> None:
    if words == ("report",) and name == "text":
        name = "plain"
    found = run(*words, "--format", name)
    assert found.code == 0, found.err
    assert [day for day in DATES if day in found.out] == []


def test_where_all_dates_are_exempt_the_latest_is_not_given(run: Run, plan: Path) -> None:
    assert run("update", "REC-14..16", "AFI-39..48", "--exempt", "--yes").code == 0
    row = next(
        line
        for line in run("summary", "--full").out.splitlines()
        if line.startswith("Performance Man")
    )
    assert row.endswith("not given")
    lines = Html(run("report", "--format", "html").out).lines
    assert any(
        line.startswith("Performance Management 0 of 3") and "not given" in line
        for line in (" ".join(one.split()) for one in lines)
    )


def test_the_page_has_all_exempt_items_in_one_row_without_a_date(run: Run, exempt: Path) -> None:
    lines = [" ".join(one.split()) for one in Html(run("summary", "--format", "html").out).lines]
    assert "exempt 2 0 0 not given 0" in lines
    assert next(line for line in lines if line.startswith("nobody ")).startswith("nobody 44 ")
    assert "Number and status only: REC-16 in progress, AFI-20 in progress." in lines
    assert "| Exempt | 2 |" not in run("summary", "--format", "markdown").out
    assert json.loads(run("summary", "--json").out)["exempt"] == [
        {"id": "REC-16", "status": "in-progress"},
        {"id": "AFI-20", "status": "in-progress"},
    ]


def test_a_restated_figure_of_an_exempt_item_has_its_row(run: Run, plan: Path) -> None:
    nine = ("--number", "9", "--meeting", "2008-09-11", "--as-of", "2008-09-11", "--record")
    assert run("report", *nine).code == 0
    assert run("update", "REC-16", "AFI-20", "--exempt", "--yes").code == 0
    words = ("--due", "2008-09-10", "--on", "2008-09-11", "--reason", "it was due")
    assert run("update", "REC-16", "REC-14", *words, "--yes").code == 0
    out = run("report", "--yes", "--number", "10", "--format", "markdown").out
    assert "| Performance Management | recommendations | overdue | 0 | 2 |" in out
    assert (
        "| REC-14 | in progress, due March 2009 | in progress, due 10 September 2008 |\n"
        "| Exempt |  |  |\n"
    ) in out
