"""The index is never in the way: broken, gone, in use by others or not to be had at all."""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

import pytest

from hmic_tracker.cli import main
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.store import journal
from hmic_tracker.store.index import database as index
from hmic_tracker.store.index.filling import item_rows
from hmic_tracker.store.index.queries import read_plan
from hmic_tracker.store.item_codec import new_item_text
from hmic_tracker.store.operations import encode
from tests.conftest import Run
from tests.query.asking import ITEMS, TODAY, entry
from tests.store.test_index import FUZZ, check_truth, must_serve, rows_in, write_item, write_store
from tests.torture.children import Ended, fork, warm

SECONDS: Final = 20.0 if FUZZ > 1000 else 2.0
READERS: Final = 6
_LINES: Final = (("list", "--json"), ("list", "--all", "--json"), ("summary",), ("history",))


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A small store."""
    return write_store(tmp_path / "store")


def _check_commands(store: Path, run: Run) -> None:
    """Every command says what it says without the index, and nothing else."""
    for line in _LINES:
        told = run("--store", store, *line)
        assert told == run("--store", store, *line, "--no-index")
        assert (told.code, told.err) == (0, "")


def _is_file(cache: Path, _: pytest.MonkeyPatch) -> None:
    cache.write_text("not a folder", encoding="utf-8")


def _ours_is_file(cache: Path, _: pytest.MonkeyPatch) -> None:
    cache.mkdir()
    (cache / "hmic-tracker").write_text("not a folder", encoding="utf-8")


def _nobody_may_write(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("XDG_CACHE_HOME", "/proc/self")


def _is_device(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("XDG_CACHE_HOME", "/dev/null")


def _link_to_nowhere(cache: Path, _: pytest.MonkeyPatch) -> None:
    cache.symlink_to(cache / "nowhere")


def _others_may_write(cache: Path, _: pytest.MonkeyPatch) -> None:
    (cache / "hmic-tracker").mkdir(parents=True)
    (cache / "hmic-tracker").chmod(0o777)


def _no_home(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.delenv("XDG_CACHE_HOME")
    patch.setattr(os.path, "expanduser", lambda text: text)


def _too_long_a_name(_: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("XDG_CACHE_HOME", "/" + "x" * 300)


@pytest.mark.parametrize(
    "hinder",
    [
        _is_file,
        _ours_is_file,
        _nobody_may_write,
        _is_device,
        _link_to_nowhere,
        _others_may_write,
        _no_home,
        _too_long_a_name,
    ],
)
def test_without_a_cache_folder_the_answer_is_the_same(
    hinder: Callable[[Path, pytest.MonkeyPatch], None],
    store: Path,
    tmp_path: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    cache = tmp_path / "cache"
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    hinder(cache, monkeypatch)
    must_serve(monkeypatch)  # from memory
    _check_commands(store, run)
    assert not list(tmp_path.rglob("*.sqlite*"))


def test_where_the_index_would_be_there_is_a_folder(store: Path, run: Run) -> None:
    path = index.index_path(store)
    (path / "inside").mkdir(parents=True)
    _check_commands(store, run)
    assert (path / "inside").is_dir()


def _as_anybody(work: Callable[[], int], home: Path) -> Ended:
    """Does it in a process of a person who is not root, whose home folder is given."""

    def lowered() -> int:
        os.environ["HOME"] = str(home)
        if os.geteuid() == 0:
            os.setgroups([])
            os.setgid(65534)
            os.setuid(65534)
        return work()

    return fork(lowered).wait()


@pytest.fixture
def anybody() -> Any:
    """A folder that anybody can reach, with a home folder and a store in it."""
    warm()
    place = Path(mkdtemp(prefix="tracker-anybody-"))
    place.chmod(0o755)
    (place / "home").mkdir()
    write_store(place / "store")
    if os.geteuid() == 0:
        for path in (place, *place.rglob("*")):
            os.chown(path, 65534, 65534)
    yield place
    for path in place.rglob("*"):
        if path.is_dir():
            path.chmod(0o755)
    shutil.rmtree(place)


def _list(store: Path, *more: str) -> int:
    return main(["--store", str(store), "list", "--all", "--json", *more])


def test_a_store_that_can_only_be_read_is_read_and_stays_as_it_is(anybody: Path) -> None:
    store, home = anybody / "store", anybody / "home"
    for path in store.rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)
    store.chmod(0o555)
    before = sorted(store.rglob("*"))
    for _ in range(2):
        told = _as_anybody(partial(_list, store), home)
        assert told == _as_anybody(partial(_list, store, "--no-index"), home)
        assert (told.code, told.err) == (0, "")
    assert sorted(store.rglob("*")) == before
    assert len(list((home / ".cache" / "hmic-tracker").glob("*.sqlite"))) == 1


def test_an_index_that_can_only_be_read_is_no_hindrance(anybody: Path) -> None:
    """The cache folder became read-only, and then the plan changed."""
    store, home = anybody / "store", anybody / "home"
    first = _as_anybody(partial(_list, store), home)
    cache = home / ".cache" / "hmic-tracker"
    for modes in ((0o444, 0o555), (0o444, 0o755), (0o600, 0o555)):
        for path in cache.iterdir():
            path.chmod(modes[0])
        cache.chmod(modes[1])
        assert _as_anybody(partial(_list, store), home) == first
        changed = store / "items" / "REC-2.toml"
        old = changed.read_bytes()
        changed.write_bytes(old.replace(b"Head of Public Protection", b"Somebody"))
        told = _as_anybody(partial(_list, store), home)
        assert told == _as_anybody(partial(_list, store, "--no-index"), home)
        assert (told.code, told.err) == (0, "")
        assert told != first
        changed.write_bytes(old)
        cache.chmod(0o755)


def test_a_cache_folder_of_somebody_else_is_not_trusted(anybody: Path) -> None:
    store, home = anybody / "store", anybody / "home"
    first = _as_anybody(partial(_list, store), home)
    cache = home / ".cache" / "hmic-tracker"
    (found,) = cache.glob("*.sqlite")
    with sqlite3.connect(found) as db:
        db.execute("update wholes set item = ?", (b"garbage",))
    db.close()
    cache.chmod(0o777)
    assert _as_anybody(partial(_list, store), home) == first


def _garbage(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(20_000))


def _empty(path: Path) -> None:
    path.write_bytes(b"")


def _text(path: Path) -> None:
    path.write_text("[this is no database]\n" * 500, encoding="utf-8")


def _half(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _head_alone(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:100])


def _one_page(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096])


def _zeros_in_the_middle(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096:] = bytes(len(data) - 4096)
    path.write_bytes(data)


def _noise_after_the_head(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:4096] + random.Random(2).randbytes(len(data) - 4096))


def _sql(*statements: str) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        with sqlite3.connect(path) as db:
            for statement in statements:
                db.execute(statement)
        db.close()

    spoil.__name__ = statements[0]
    return spoil


_SPOILT: Final = (
    _garbage,
    _empty,
    _text,
    _half,
    _head_alone,
    _one_page,
    _zeros_in_the_middle,
    _noise_after_the_head,
    _sql("update about set value = '0 another' where name = 'layout'"),
    _sql("delete from about"),
    _sql("pragma user_version = 0"),
    _sql("pragma user_version = 7"),
    _sql("drop table about"),
    _sql("update wholes set item = x'00'"),
    _sql("update wholes set item = x''"),
    _sql("update wholes set item = x'a90169'"),
    _sql("update wholes set item = null"),
    _sql("update records set value = x'2900000000'"),
    _sql("delete from records"),
)


@pytest.mark.parametrize("spoil", _SPOILT, ids=lambda spoil: spoil.__name__)
def test_an_index_that_makes_no_sense_is_built_anew(
    spoil: Callable[[Path], None], store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = check_truth(store)
    path = index.index_path(store)
    for left in path.parent.glob(f"{path.name}-*"):
        left.unlink()
    spoil(path)
    _check_commands(store, run)
    must_serve(monkeypatch)
    assert check_truth(store) == before
    assert rows_in(store) == len(ITEMS)


@pytest.mark.parametrize("suffix", ["-wal", "-shm", "-journal"])
def test_what_lies_beside_the_index_is_no_hindrance(suffix: str, store: Path, run: Run) -> None:
    check_truth(store)
    path = index.index_path(store)
    for size in (0, 32, 32 * 1024, 100_000):
        path.with_name(path.name + suffix).write_bytes(random.Random(size).randbytes(size))
        _check_commands(store, run)
    path.unlink()
    path.with_name(path.name + suffix).write_bytes(random.Random(3).randbytes(40_000))
    _check_commands(store, run)


@pytest.mark.parametrize("size", [1, 512, 4096])
def test_what_a_failing_disk_does_to_the_packed_texts_is_noticed(
    size: int, store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somewhere in the words of an item there is something else."""
    must_serve(monkeypatch)
    words = "The force should look again. " * 400
    long = replace(ITEMS[0], id="REC-44", text=words, history=(entry(1, TODAY, note=words),))
    write_item(store, long)
    before = check_truth(store)
    path = index.index_path(store)
    whole = path.read_bytes()
    places = [place for place in range(len(whole)) if whole.startswith(b"look again", place)]
    assert len(places) > 700
    dice = random.Random(size)
    for _ in range(min(FUZZ or 12, 200)):
        data, place = bytearray(path.read_bytes()), dice.choice(places) // size * size
        data[place : place + size] = dice.choice((bytes(size), dice.randbytes(size)))
        path.write_bytes(data)
        assert check_truth(store) == before


def test_an_index_deleted_while_it_is_read_goes_on_being_read(store: Path) -> None:
    with index.opened(store) as db:
        shutil.rmtree(index.index_path(store).parent)
        assert db.execute("select count(*) from items").fetchone() == (len(ITEMS),)
    check_truth(store)
    assert rows_in(store) == len(ITEMS)


def test_an_index_that_another_holds_for_long_is_not_waited_for(
    store: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_truth(store)
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **more: connect(path, timeout=0.05))
    for lock in ("immediate", "exclusive"):
        other = connect(index.index_path(store), isolation_level=None)
        other.execute(f"begin {lock}")
        _check_commands(store, run)
        text = new_item_text(replace(ITEMS[0], id=f"AFI-{len(lock)}"))
        (store / "items" / f"AFI-{len(lock)}.toml").write_text(text, encoding="utf-8")
        _check_commands(store, run)
        other.execute("rollback")
        other.close()
    monkeypatch.undo()
    check_truth(store)


def test_a_pending_journal_is_laid_over_the_files(store: Path, run: Run) -> None:
    before = check_truth(store)
    path = "items/REC-2.toml"
    old = (store / path).read_bytes()
    new = old.replace(b"Head of Public Protection", b"Somebody")
    added = new_item_text(replace(ITEMS[0], id="REC-11")).encode()
    gone = (store / "items" / "AFI-1.toml").read_bytes()
    writes = (
        journal.Write(path, old, new),
        journal.Write("items/REC-11.toml", None, added),
        journal.Write("items/AFI-1.toml", gone, None),
    )
    op = journal.Op("abcd", "update", "2008-12-01T10:00:00+00:00", writes)
    (store / ".tracker").mkdir()
    (store / ".tracker" / "journal.json").write_bytes(b"".join(encode(op)))
    pending = {item.id: item.owner for item in check_truth(store).items}
    assert pending["REC-2"] == "Somebody"
    assert "REC-11" in pending
    assert "AFI-1" not in pending
    _check_commands(store, run)
    (store / path).write_bytes(new)  # half of it is carried out
    assert {item.id: item.owner for item in check_truth(store).items} == pending
    (store / path).write_bytes(old)
    (store / ".tracker" / "journal.json").unlink()
    assert check_truth(store) == before


def test_a_journal_that_cannot_be_read_is_told_as_without_the_index(store: Path, run: Run) -> None:
    check_truth(store)
    (store / ".tracker").mkdir()
    (store / ".tracker" / "journal.json").write_bytes(b"{")
    told = run("--store", store, "list")
    assert told == run("--store", store, "list", "--no-index")
    assert told.code == 5


def test_a_command_that_commits_during_a_read_makes_it_look_again(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader comes after the first of two files that are only ever changed together."""
    must_serve(monkeypatch)
    check_truth(store)
    ops = store / ".tracker" / "ops"
    ops.mkdir(parents=True)
    take_snapshot = index.take_snapshot
    paths = [store / "items" / f"{name}.toml" for name in ("REC-1", "REC-2")]

    def in_between(folder: Path) -> Any:
        monkeypatch.setattr(index, "take_snapshot", take_snapshot)
        for path, owner in zip(paths, ("Territorial Policing", "Public Protection"), strict=True):
            found = take_snapshot(folder)
            text = path.read_text(encoding="utf-8").replace(f"Head of {owner}", "Both")
            path.write_text(text, encoding="utf-8")
        (ops / "00000001-abcd.json").write_bytes(b"{}")
        return found

    monkeypatch.setattr(index, "take_snapshot", in_between)
    owners = {item.id: item.owner for item in read_plan(store).items}
    assert (owners["REC-1"], owners["REC-2"]) == ("Both", "Both")
    check_truth(store)


def test_a_row_holds_every_field_of_an_item() -> None:
    """A field added to the item is in the row's packing without anybody thinking of it."""
    from hmic_tracker.store.index.rows import COLUMNS, item_of

    for item in ITEMS:
        rows = dict(item_rows("items/x.toml", item))
        assert len(rows["items"]) == 5 + len(COLUMNS) + 1
        assert item_of(*rows["wholes"]) == item


_TOGETHER: Final = ("REC-5", "REC-6", "REC-7", "REC-8")


def test_readers_and_writers_at_once_get_answers_of_one_moment(
    plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Six readers and two writers for some seconds, each a process of its own."""
    warm()
    before = len(read_plan(plan, False).items)
    until = time.monotonic() + SECONDS
    writers = [fork(partial(_write, plan, n, until)) for n in range(2)]
    readers = [fork(partial(_look, plan, n, until)) for n in range(READERS)]
    written = [json.loads(_good(child.wait())) for child in writers]
    looked = [json.loads(_good(child.wait())) for child in readers]
    assert min(written) > 0
    assert min(looked) > 0
    must_serve(monkeypatch)
    after = check_truth(plan)
    assert len(after.items) == before + written[1]
    assert after.damaged == ()
    with index.opened(plan) as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)


def test_an_index_deleted_again_and_again_stops_no_reader(
    plan: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    warm()
    until = time.monotonic() + SECONDS / 2
    children = [fork(partial(_delete, plan, until)), fork(partial(_write, plan, 0, until))]
    children += [fork(partial(_look, plan, n, until)) for n in range(4)]
    for child in children:
        _good(child.wait())
    must_serve(monkeypatch)
    check_truth(plan)


def _good(ended: Ended) -> str:
    assert ended.code == 0, ended
    assert ended.err == "", ended
    return ended.out


def _quietly(*words: str) -> str:
    """A command line that has to succeed without a word on standard error; its output."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(list(words))
    if code != 0:
        raise AssertionError((words, code, err.getvalue()))
    return out.getvalue()


def _write(folder: Path, n: int, until: float) -> int:
    """One changes four items together, the other adds items; prints how many times."""
    turn = 0
    while time.monotonic() < until or not turn:
        turn += 1
        if n == 0:
            words = ["update", "REC-5..8", "--owner", f"Owner {turn}", "--yes"]
        else:
            words = ["add", "rec", f"The force should do thing {turn}."]
        _quietly("--store", str(folder), *words)
        time.sleep(0.01)
    print(turn, flush=True)  # noqa: T201
    return 0


def _look(folder: Path, n: int, until: float) -> int:
    """A reader; every answer is of one moment, and never of an earlier one than the last."""
    turn, last = 0, 0
    while time.monotonic() < until or not turn:
        turn += 1
        include_all = json.loads(_quietly("--store", str(folder), "list", "--all", "--json"))
        owners = {row["id"]: row["owner"] for row in include_all["items"]}
        assert len({owners[item_id] for item_id in _TOGETHER}) == 1, owners
        number = int(str(owners["REC-5"] or "Owner 0").removeprefix("Owner "))
        assert number >= last, (number, last)
        last = number
        some = json.loads(_quietly("--store", str(folder), "list", "--limit", "3", "--json"))
        assert len(some["items"]) == 3
        if turn % 5 == n % 5:
            plan = read_plan(folder)
            assert plan.damaged == ()
            assert len({i.owner for i in plan.items if i.id in _TOGETHER}) == 1
    print(turn, file=sys.stdout, flush=True)  # noqa: T201
    return 0


def _delete(folder: Path, until: float) -> int:
    while time.monotonic() < until:
        index.discard(folder)
        time.sleep(0.02)
    return 0
