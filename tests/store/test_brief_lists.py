"""A list drawn from the index's columns alone is the list drawn from whole items."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.domain.fields import GROUPINGS
from hmic_tracker.domain.items import Item
from hmic_tracker.errors import TrackerError
from hmic_tracker.render.formats import RenderOptions, render
from hmic_tracker.render.views.columns import COLUMNS, IN_BRIEF, in_brief, sort_rows
from hmic_tracker.render.views.list_content import items_content
from hmic_tracker.reports.item_rows import listing
from hmic_tracker.store import stored_history
from hmic_tracker.store.index import queries
from hmic_tracker.store.index.queries import ListQuery, read_listed_items
from tests.conftest import Run
from tests.store.test_index import FUZZ, must_serve, write_store
from tests.store.test_index_answers import plans, wishes

_PAGES: Final = ("plain", "table", "markdown", "html", "ids")
_shown = st.sets(st.sampled_from(sorted(IN_BRIEF & {*COLUMNS})), min_size=1, max_size=5)
ways = st.fixed_dictionaries(
    {
        "columns": st.none() | _shown.map(sorted),
        "sort": st.lists(st.sampled_from(sorted(IN_BRIEF & {*COLUMNS})), max_size=2),
        "group_by": st.none() | st.sampled_from(sorted(GROUPINGS)),
        "wide": st.booleans(),
    }
)


def _drawn(folder: Path, list_query: ListQuery, way: dict[str, Any]) -> object:
    """What a list is in every format that can be made in brief."""
    plan, chosen, wanted = read_listed_items(folder, lambda _: list_query)
    report = listing(plan, chosen, wanted, list_query.today)
    if way["sort"]:
        report = report._replace(rows=sort_rows(report.rows, way["sort"]))
    columns = way["columns"] and [COLUMNS[key] for key in way["columns"]]
    content = items_content(report, columns, way["group_by"], way["wide"])
    names = (*_PAGES, "json", "csv") if columns else _PAGES
    return {name: render(name, content, RenderOptions(color=True)) for name in names}


@settings(max_examples=FUZZ or 40, deadline=None)
@given(items=plans, asked=st.lists(st.tuples(wishes, ways), min_size=3, max_size=8))
def test_a_list_in_brief_is_the_list_of_whole_items(
    items: list[Item], asked: list[tuple[ListQuery, dict[str, Any]]]
) -> None:
    with TemporaryDirectory() as place, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", f"{place}/cache")
        must_serve(patch)
        folder = write_store(Path(place) / "store", items)
        for list_query, way in asked:
            try:
                whole = _drawn(folder, list_query, way)
            except TrackerError:
                continue
            assert _drawn(folder, list_query._replace(brief=True), way) == whole


@pytest.fixture
def unpacked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is taken out of its packing: "whole" items, "brief" ones and histories."""
    must_serve(monkeypatch)
    taken: list[str] = []

    def watch(module: Any, name: str, word: str) -> None:
        real = getattr(module, name)

        def watched(*packed: Any) -> Any:
            taken.append(word)
            return real(*packed)

        monkeypatch.setattr(module, name, watched)

    watch(queries, "item_of", "whole")
    watch(queries, "brief_item", "brief")
    watch(stored_history.StoredHistory, "_all_rows", "history")
    return taken


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ([], "brief"),
        (["--wide"], "brief"),
        (["--color", "always"], "brief"),
        (["--group-by", "owner", "--sort", "due,-rag"], "brief"),
        (["--format", "ids"], "brief"),
        (["--json", "--columns", "id,due,owner"], "brief"),
        (["--format", "csv", "--columns", "id,title,days-overdue"], "brief"),
        (["--json"], "whole"),
        (["--format", "csv"], "whole"),
        (["--columns", "id,text"], "whole"),
        (["--sort", "updated"], "whole"),
    ],
)
def test_a_list_takes_out_of_the_index_what_it_shows_and_no_more(
    words: list[str], kind: str, worked: Path, unpacked: list[str], run: Run
) -> None:
    line = ("--store", worked, "list", "--overdue", *words)
    listed = run(*line)
    rows = run("--store", worked, "list", "--overdue", "--format", "ids").out.split()
    assert listed.code == 0
    assert len(rows) > 5
    assert listed == run(*line, "--no-index")
    assert ({*unpacked} == {"brief"}) is (kind == "brief")
    assert unpacked.count("whole") == len(rows) * (kind == "whole")


def test_columns_in_brief_are_columns() -> None:
    assert {"deadline", *IN_BRIEF} <= {*COLUMNS}
    assert in_brief([COLUMNS["id"]], ["-due,rag"])
    assert not in_brief([], ["due,last-words"])


def test_a_list_of_a_past_day_takes_out_what_it_shows_and_no_more(
    worked: Path, unpacked: list[str], run: Run
) -> None:
    line = ("--store", worked, "list", "--as-of", "2008-11-05")
    rows = run(*line, "--format", "ids").out.split()
    assert len(rows) > 5
    unpacked.clear()
    assert run(*line).code == 0
    # The inspection has a history too, of a later day.
    assert sorted(unpacked) == ["brief"] * len(rows) + ["history"]
