"""What a command costs with a warm index, counted: files parsed, statements, files opened."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from hmic_tracker.domain.items import Item
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.store import stored_history
from hmic_tracker.store.index import database as index
from hmic_tracker.store.index import filling
from hmic_tracker.store.index import queries as indexed
from hmic_tracker.store.index.filling import read_file
from hmic_tracker.store.index.queries import read_plan
from hmic_tracker.store.index.rows import item_of
from tests.conftest import Run
from tests.query.asking import ITEMS, PLAN
from tests.store.test_index import must_serve, write_item, write_store

MOST_STATEMENTS: Final = 10
"""Two that hold the index against the folder, one that starts and one that ends, what is asked."""
MORE_OF_A_PAST_DAY: Final = 5
"""Besides, those that put a day's items in the place of today's."""


def _many(number: int) -> Iterator[Item]:
    for n in range(number):
        yield replace(ITEMS[n % len(ITEMS)], id=f"REC-{n + 1}", uid=str(n))


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the files that are read into the index."""
    must_serve(monkeypatch)
    paths: list[str] = []

    def counted(folder: Path, path: str) -> Any:
        paths.append(path)
        return read_file(folder, path)

    monkeypatch.setattr(filling, "read_file", counted)
    return paths


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The SQL statements of all connections."""
    must_serve(monkeypatch)
    statements: list[str] = []
    connect = index._connect

    def traced(folder: Path) -> sqlite3.Connection:
        connection = connect(folder)
        # What SQLite asks itself for one of our statements is a remark, or names its database.
        connection.set_trace_callback(
            lambda text: (
                None if text.startswith("--") or "'main'." in text else statements.append(text)
            )
        )
        return connection

    monkeypatch.setattr(index, "_connect", traced)
    return statements


def test_every_file_is_parsed_once_and_none_a_second_time(
    tmp_path: Path, parsed: list[str], run: Run
) -> None:
    store = write_store(tmp_path / "store", _many(30))
    assert run("--store", store, "list", "--overdue").code == 0
    assert len(parsed) == len(set(parsed)) == 32
    parsed.clear()
    for line in (["list"], ["list", "--tag", "legacy"], ["summary"], ["show", "REC-3"], ["grades"]):
        assert run("--store", store, *line).code == 0
    assert parsed == []


@pytest.mark.parametrize("how", ["in place", "by rename", "only touched"])
def test_after_one_changed_file_one_file_is_parsed(
    how: str, tmp_path: Path, parsed: list[str]
) -> None:
    store = write_store(tmp_path / "store", _many(30))
    read_plan(store)
    parsed.clear()
    path = store / "items" / "REC-7.toml"
    if how == "in place":
        write_item(store, replace(ITEMS[0], id="REC-7", owner="Somebody"))
    elif how == "by rename":
        beside = store / "beside"
        beside.write_bytes(path.read_bytes())
        beside.replace(path)
    else:
        path.touch()
    for _ in range(3):
        read_plan(store)
    assert parsed == ["items/REC-7.toml"]


@pytest.mark.parametrize("name", ["tracker.toml", "inspections/hmic-2007.toml"])
def test_a_changed_file_beside_the_items_is_the_only_one_parsed(
    name: str, tmp_path: Path, parsed: list[str]
) -> None:
    store = write_store(tmp_path / "store", _many(30))
    read_plan(store)
    parsed.clear()
    with (store / name).open("a", encoding="utf-8") as stream:
        stream.write("# a remark\n")
    read_plan(store)
    read_plan(store)
    assert parsed == [name]


@pytest.mark.posix
def test_a_file_that_is_gone_or_cannot_be_had_costs_no_parsing(
    tmp_path: Path, parsed: list[str]
) -> None:
    store = write_store(tmp_path / "store", _many(30))
    (store / "items" / "REC-31.toml").mkdir()
    (store / "items" / "REC-32.toml").symlink_to("nowhere")
    read_plan(store)
    parsed.clear()
    (store / "items" / "REC-7.toml").unlink()
    for _ in range(3):
        assert len(read_plan(store).items) == 29
    assert parsed == []


def test_a_command_that_writes_makes_the_next_one_parse_what_it_wrote(
    plan: Path, parsed: list[str], run: Run
) -> None:
    assert run("list").code == 0
    parsed.clear()
    assert run("update", "REC-5", "--owner", "Somebody").code == 0
    assert run("update", "REC-7..8", "--owner", "Somebody", "--yes").code == 0
    assert run("list").code == 0
    assert sorted(parsed) == ["items/REC-5.toml", "items/REC-7.toml", "items/REC-8.toml"]


_LINES: Final = (
    ["list", "--overdue"],
    ["list", "--limit", "5"],
    ["list", "--owner", "smith"],
    ["list", "--rag", "red", "--json"],
    ["list", "--text", "force"],
    ["list", "--as-of", "2008-10"],
    ["summary"],
    ["grades"],
    ["history"],
    ["show", "REC-1"],
)


@pytest.mark.parametrize("line", _LINES, ids=" ".join)
def test_the_number_of_statements_is_small_and_the_same_for_any_number_of_items(
    line: list[str], tmp_path: Path, asked: list[str], run: Run
) -> None:
    counts = []
    items = [replace(ITEMS[0], id="REC-1", owner="smith", framework=None)]
    for number in (1, 20, 200):
        more = [item for item in _many(number) if item.id != "REC-1"]
        store = write_store(tmp_path / str(number), [*items, *more])
        assert run("--store", store, "grades").code == 0
        assert run("--store", store, "list", "--text", "the first search").code == 0
        asked.clear()
        assert run("--store", store, *line).code == 0
        counts.append(len(asked))
        assert not [text for text in asked if text.startswith(("insert", "update", "delete"))]
    assert len(set(counts)) == 1, counts
    most = MOST_STATEMENTS + (MORE_OF_A_PAST_DAY if "--as-of" in line else 0)
    assert counts[0] <= most, "\n".join(asked)


def test_after_one_changed_file_the_statements_do_not_grow_with_the_plan(
    tmp_path: Path, asked: list[str]
) -> None:
    counts = []
    for number in (2, 20, 200):
        store = write_store(tmp_path / str(number), _many(number))
        read_plan(store)
        write_item(store, replace(ITEMS[0], owner="Somebody"))
        asked.clear()
        read_plan(store)
        counts.append(len(asked))
    assert len(set(counts)) == 1, counts


_WATCH: Final = """
import json, os, sys
seen = []
def watch(event, args):
    if event == "open" and args[2] & os.O_DIRECTORY:
        event = "os.listdir"
    if event in {"open", "os.scandir", "os.listdir", "os.mkdir", "os.rename", "os.remove"}:
        seen.append([event, os.fsdecode(args[0]) if isinstance(args[0], (str, bytes)) else "",
                     str(args[1]) if len(args) > 1 else ""])
sys.addaudithook(watch)
from hmic_tracker.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
seen = seen[:]
print("\\n" + json.dumps([code, seen]))
"""


@pytest.fixture
def watched(tmp_path: Path) -> Callable[..., list[list[str]]]:
    """Runs a command line as a process; what it did with files of the store, in order."""
    store = write_store(tmp_path / "store", _many(12))

    def runner(*words: str) -> list[list[str]]:
        argv = [sys.executable, "-c", _WATCH, "--store", str(store), *words]
        done = subprocess.run(argv, capture_output=True, text=True, check=True)
        assert done.stderr == ""
        code, seen = json.loads(done.stdout.splitlines()[-1])
        assert code == 0
        return [
            [e, path[len(str(store)) + 1 :], how] for e, path, how in seen if str(store) in path
        ]

    return runner


def test_with_a_warm_index_no_file_of_the_store_is_opened(
    watched: Callable[..., list[list[str]]],
) -> None:
    """Warm: the files are older than a tick, and the index knows it."""
    assert len([path for event, path, _ in watched("list") if event == "open"]) == 14
    time.sleep(index.TICK / 1e9 + 0.05)
    watched("list")
    for line in (
        ["list"],
        ["list", "--overdue", "--json"],
        ["summary"],
        ["list", "--tag", "legacy"],
    ):
        seen = watched(*line)
        assert [path for event, path, _ in seen if event == "open"] == []
        folders = [path for _, path, _ in seen]
        assert sorted(set(folders)) == [".tracker/ops", "inspections", "items"]
        assert folders.count("items") == folders.count("inspections") == 1


def test_without_the_index_every_file_is_opened_once_and_no_cache_is_made(
    watched: Callable[..., list[list[str]]],
) -> None:
    seen = watched("list", "--all", "--no-index")
    opened = [path for event, path, _ in seen if event == "open"]
    assert len(opened) == len(set(opened)) == 14
    assert not (Path.home() / ".cache").exists()


def test_the_plans_of_the_tests_have_items_of_many_shapes() -> None:
    """What is counted here is counted over open, completed, late and timeless items."""
    assert {item.kind for item in PLAN.items} >= {"recommendation", "afi", "good-practice"}
    assert len({item.status for item in PLAN.items}) >= 5


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """The items that are taken out of their packing; the index has to serve."""
    must_serve(monkeypatch)
    taken: list[bytes] = []

    def counted(fields: bytes, *more: Any) -> Item:
        taken.append(fields)
        return item_of(fields, *more)

    monkeypatch.setattr(indexed, "item_of", counted)
    return taken


def test_a_search_takes_only_items_that_have_the_runs_of_the_word(
    tmp_path: Path, taken: list[bytes], run: Run
) -> None:
    """The index narrows what is looked at, and the text itself decides."""
    texts = ("radio sets", "radios et", "a RADIO  Sets b", 'a quoted "set" and a nul \0set', "se")
    items = [
        replace(
            ITEMS[0], id=f"REC-{n}", uid=str(n), title_given="t", text=text, owner=None, history=()
        )
        for n, text in enumerate(texts, 1)
    ]
    store = write_store(tmp_path / "store", items)
    for words, ids, most in (
        ("anything ~ 'radio sets'", ["REC-1", "REC-3"], 3),
        ("anything ~ SETS", ["REC-1", "REC-3"], 2),
        ("anything ~ '\"set\"'", ["REC-4"], 1),
        ("anything ~ se", [f"REC-{n}" for n in (1, 3, 4, 5)], 5),
        ("anything ~ nothing", [], 0),
        ("not anything ~ sets", ["REC-2", "REC-4", "REC-5"], 5),
    ):
        taken.clear()
        line = ("--store", store, "list", "--all", "--format", "ids", "--where", words)
        assert run(*line).out.split() == ids, words
        assert len(taken) <= most, words
        assert run(*line, "--no-index").out.split() == ids


def test_where_sqlite_cannot_search_the_texts_are_looked_through(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setattr(index, "_WORDS", "create virtual table words using no_such_module(text)")
    must_serve(monkeypatch)
    store = write_store(tmp_path / "store", _many(6))
    for line in (("list", "--all", "--text", "force"), ("list", "--text", "zzz")):
        assert run("--store", store, *line) == run("--store", store, *line, "--no-index")


def test_counting_unpacks_no_item(tmp_path: Path, taken: list[bytes], run: Run) -> None:
    store = write_store(tmp_path / "store", _many(30))
    line = ("--store", store, "list", "--all", "--count", "--exit-code")
    for code, number, words in (
        (1, 30, ()),
        (1, 30, ("--limit", "3")),
        (0, 0, ("--due-before", "1900-01-01")),
    ):
        found = run(*line, *words)
        assert (found.code, found.out) == (code, f"{number}\n"), words
    assert taken == []
    assert run("--store", store, "list", "--all", "--count", "--sort", "due").out == "30\n"


def test_names_are_looked_up_without_unpacking_an_item(
    tmp_path: Path, taken: list[bytes], run: Run
) -> None:
    items = [
        replace(ITEMS[0], id=f"REC-{n}", uid=str(n), owner=f"Post {n}", tags=(f"tag {n}",))
        for n in range(1, 30)
    ]
    store = write_store(tmp_path / "store", items)
    assert run("--store", store, "grades").code == 0
    for words in (("--owner", "POST 7"), ("--tag", "Tag 7"), ("--where", "id = rec7")):
        taken.clear()
        found = run("--store", store, "list", "--all", "--format", "ids", *words)
        assert (found.out, taken) == ("REC-7\n", []), words


def test_a_change_of_one_item_opens_no_other_and_lists_the_folder_once(
    watched: Callable[..., list[list[str]]],
) -> None:
    """So that it costs the same in a plan of any size, but for looking at the folder."""
    seen = watched("update", "REC-3", "--title", "Another", "--json")
    opened = {path for event, path, _ in seen if event == "open" and path.startswith("items/")}
    assert {path for path in opened if "/.tracker-" not in path} == {"items/REC-3.toml"}
    listed = [path for event, path, how in seen if event == "os.listdir" and not how]
    assert listed.count("items") == 1, "it is opened once more for the disk"


@pytest.mark.parametrize(("terminal", "slow"), [(True, True), (True, False), (False, True)])
def test_a_bar_shows_on_a_terminal_where_building_takes_over_a_second(
    terminal: bool, slow: bool, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = iter(range(10_000)) if slow else iter([0] * 10_000)
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal)
    paths = [f"items/REC-{n}.toml" for n in range(2000)]
    assert list(filling.with_progress_bar(paths, 2000)) == paths
    said = capsys.readouterr()
    assert said.out == ""
    assert ("reading the plan" in said.err) is (terminal and slow)
    assert said.err == "" or said.err.endswith("\r" + " " * 72 + "\r"), "it is wiped away"


def test_a_past_day_unpacks_the_histories_that_go_on_after_it_and_only_up_to_it(
    plan: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    must_serve(monkeypatch)
    monkeypatch.setattr(filling, "MOST_DAYS", 0)  # the index has the earlier days of no item
    for item_id in ("REC-5", "REC-7"):
        assert run("note", item_id, "said on a day", "--on", "2008-11-03").code == 0
    assert run("grades").code == 0
    taken: set[str | None] = set()
    real = stored_history._entry

    def counted(fields: Any) -> Any:
        entry = real(fields)
        taken.add(entry.note)
        return entry

    monkeypatch.setattr(stored_history, "_entry", counted)
    for day, notes in (("2008-11-03", set()), ("2008-11-02", {None})):
        taken.clear()
        line = ("list", "--all", "--format", "ids", "--as-of", day)
        assert run(*line).out.split()[:2] == ["REC-1", "REC-2"]
        assert taken == notes
        assert run(*line) == run(*line, "--no-index")
