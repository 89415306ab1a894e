"""A list of a past day out of the index is the one that replays every item of the files."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.domain.items import Item
from hmic_tracker.errors import TrackerError
from hmic_tracker.store.index import filling
from hmic_tracker.store.index.queries import ListQuery, read_listed_items
from tests.conftest import Run
from tests.store.test_index import FUZZ, must_serve, write_store
from tests.store.test_index_answers import plans, wishes

_DAYS: Final = st.dates(date(2008, 9, 1), date(2009, 2, 1))


def _answer(folder: Path, list_query: ListQuery, day: date, use_index: bool) -> object:
    asked = list_query._replace(today=day)
    try:
        plan, chosen, wanted = read_listed_items(folder, lambda _: asked, use_index, day)
    except TrackerError as fault:
        return type(fault), str(fault)
    return plan._replace(items=(), taken_back=()), chosen, wanted


@settings(max_examples=FUZZ or 40, deadline=None)
@given(
    items=plans,
    asked=st.lists(st.tuples(wishes, _DAYS), min_size=4, max_size=12),
    most=st.sampled_from([0, 2, filling.MOST_DAYS]),
)
def test_a_past_day_out_of_the_index_is_that_of_the_files(
    items: list[Item], asked: list[tuple[ListQuery, date]], most: int
) -> None:
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", f"{place}/cache")
        patch.setattr(filling, "MOST_DAYS", most)
        must_serve(patch)
        folder = write_store(Path(place) / "store", items)
        for list_query, day in asked:
            by_toml = _answer(folder, list_query, day, use_index=False)
            assert _answer(folder, list_query, day, use_index=True) == by_toml


@pytest.mark.parametrize("day", ["2008-07-15", "2008-10-03", "2008-10-20", "2008-11-05", "2009-01"])
@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--overdue"],
        ["--all", "--wide"],
        ["--group-by", "owner"],
        ["--limit", "3"],
        ["--rag", "red"],
        ["--text", "force"],
        ["--json"],
        ["--all", "--format", "csv"],
        ["--completed", "--sort", "-updated"],
        ["--where", "id = REC-1..20"],
        ["--changed-since", "2008-09-01"],
    ],
    ids=" ".join,
)
def test_a_list_of_a_past_day_is_the_same_without_the_index(
    words: list[str], day: str, worked: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_serve(monkeypatch)
    line = ("--store", worked, "list", *words, "--as-of", day)
    assert run(*line) == run(*line, "--no-index")
