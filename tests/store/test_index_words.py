"""The table of words is filled by a search, and by nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmic_tracker.domain.record_replace import replace
from hmic_tracker.store.index import database as index
from hmic_tracker.store.index import words
from tests.conftest import Run
from tests.query.asking import ITEMS
from tests.store.test_index import must_serve, write_item, write_store


def _known(store: Path) -> int:
    """Up to which row the words are there."""
    with index.opened(store) as db:
        number: int = db.execute("select value from about where name = 'words'").fetchone()[0]
    return number


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A plan of ten items."""
    must_serve(monkeypatch)
    items = [replace(ITEMS[n % len(ITEMS)], id=f"REC-{n}", uid=str(n)) for n in range(10)]
    return write_store(tmp_path / "store", items)


def test_a_plan_that_nobody_searches_has_no_words(store: Path, run: Run) -> None:
    for line in (("list", "--all"), ("summary",), ("list", "--owner", "smith")):
        run("--store", store, *line)
    assert _known(store) == 0
    run("--store", store, "list", "--text", "force")
    assert _known(store) >= 10


def test_a_search_after_changes_finds_what_changed(
    store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the words of all that is gone are thrown away in between."""
    monkeypatch.setattr(words, "_SPARE", 0)
    line = ("--store", store, "list", "--all", "--format", "ids", "--text")
    for turn in range(30):
        title = f"Changed for the {turn + 100}th time"
        write_item(store, replace(ITEMS[0], id="REC-3", uid="3", title_given=title))
        assert run(*line, f"the {turn + 100}th time").out == "REC-3\n"
        assert run(*line, f"the {turn + 99}th time").out == ""
        assert run(*line, "force") == run(*line, "force", "--no-index")


def test_where_no_words_can_be_written_the_texts_are_looked_through(
    store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    line = ("--store", store, "list", "--all", "--text", "force")
    run("--store", store, "list")
    connect = index._connect

    def read_only(folder: Path) -> object:
        connection = connect(folder)
        connection.execute("pragma query_only = on")
        return connection

    with monkeypatch.context() as patch:
        patch.setattr(index, "_connect", read_only)
        assert run(*line) == run(*line, "--no-index")
    assert _known(store) == 0
