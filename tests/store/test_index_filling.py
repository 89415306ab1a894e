"""An index filled by two processes answers as one that one process filled."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hmic_tracker.domain.record_replace import replace
from hmic_tracker.store.index import database as index
from hmic_tracker.store.index import filling
from hmic_tracker.store.index.filling import read_file
from hmic_tracker.store.index.queries import read_plan
from tests.query.asking import ITEMS
from tests.store.test_index import must_serve, plan_told, write_store

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here"),
    pytest.mark.filterwarnings("ignore:.*use of fork.*:DeprecationWarning"),
]


def _store(folder: Path) -> Path:
    items = [replace(ITEMS[n % len(ITEMS)], id=f"REC-{n}", uid=str(n)) for n in range(60)]
    store = write_store(folder, items)
    (store / "items" / "REC-7.toml").write_text("id = ", encoding="utf-8")
    (store / "items" / "REC-9 (conflicted copy).toml").write_bytes(
        (store / "items" / "REC-8.toml").read_bytes()
    )
    return store


def _rows(store: Path) -> dict[str, list[str]]:
    """All that the index has, but for the numbers of its rows and the order they came in."""
    found: dict[str, list[str]] = {}
    with index.opened(store) as db:
        paths = dict(db.execute("select row, path from items"))
        for table in ("files", "items", "wholes", "was", "taken_back", "records", "damage"):
            cursor = db.execute(f"select * from {table}")
            names = [column[0] for column in cursor.description]
            rows = [dict(zip(names, row, strict=True)) for row in cursor]
            found[table] = sorted(
                repr({k: paths.get(v) if k == "row" else v for k, v in row.items()}) for row in rows
            )
    return found


def test_two_processes_fill_the_index_as_one_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_serve(monkeypatch)
    store, forks = _store(tmp_path / "store"), []
    fork = os.fork

    def watched() -> int:
        forks.append(1)
        return fork()

    monkeypatch.setattr(os, "fork", watched)
    monkeypatch.setattr(filling, "cores", lambda: 2)
    alone = _rows(store)
    assert not forks, "for a few files one is enough"
    index.discard(store)
    monkeypatch.setattr(filling, "MANY", 2)
    monkeypatch.setattr(filling, "_PIECE", 4)
    assert _rows(store) == alone
    assert forks
    assert plan_told(store, True) == plan_told(store, False)


@pytest.mark.parametrize("fault", ["no process", "it dies"])
def test_where_the_second_process_fails_the_first_reads_every_file(
    fault: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_serve(monkeypatch)
    store, parent = _store(tmp_path / "store"), os.getpid()
    monkeypatch.setattr(filling, "MANY", 2)
    monkeypatch.setattr(filling, "_PIECE", 4)
    monkeypatch.setattr(filling, "cores", lambda: 2)
    if fault == "no process":

        def no_more() -> int:
            raise BlockingIOError("too many")

        monkeypatch.setattr(os, "fork", no_more)

    def dying(folder: Path, path: str) -> object:
        if os.getpid() != parent and path.endswith("0.toml"):
            os.kill(os.getpid(), 9)
        return read_file(folder, path)

    monkeypatch.setattr(filling, "read_file", dying)
    found = read_plan(store)
    assert len(found.items) == 59
    monkeypatch.undo()
    assert read_plan(store, use_index=False) == found
