"""What the folder says of its files, and the second process that helps to ask."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.store.index import parallel
from hmic_tracker.store.index import snapshot as scanning
from hmic_tracker.store.index.parallel import MOST_PIECES, SharedWork, piece_of
from hmic_tracker.store.index.snapshot import take_snapshot
from tests.store.looks import look_of

_numbers = st.integers(-(2**70), 2**70)
_signatures = st.dictionaries(
    st.text(max_size=5), st.tuples(_numbers, _numbers, _numbers, _numbers), max_size=5
)
forked = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork here")
# Tests that run beside each other have threads, of which the program has none.
pytestmark = pytest.mark.filterwarnings("ignore:.*use of fork.*:DeprecationWarning")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A folder of 40 items, one of which is a link to nowhere, and what is none of them."""
    (tmp_path / "items").mkdir()
    (tmp_path / "tracker.toml").write_bytes(b"schema = 2\n")
    for number in range(40):
        (tmp_path / "items" / f"REC-{number}.toml").write_bytes(b"x" * number)
    (tmp_path / "items" / "REC-7.toml").unlink()
    (tmp_path / "items" / "REC-7.toml").symlink_to("nowhere")
    (tmp_path / "items" / ".REC-1.toml").write_bytes(b"")
    (tmp_path / "items" / "notes.txt").write_bytes(b"")
    return tmp_path


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two processes look, however few files there are."""
    monkeypatch.setattr(scanning, "MANY", 2)
    monkeypatch.setattr(scanning, "_PIECE", 15)
    monkeypatch.setattr(parallel, "cores", lambda: 2)


def test_a_look_has_each_file_of_the_store_and_no_other(store: Path) -> None:
    found = take_snapshot(store).signatures()
    assert set(found) == {*(f"items/REC-{n}.toml" for n in range(40)), "tracker.toml"}
    assert [found[f"items/REC-{n}.toml"][0] for n in (6, 7, 8)] == [6, -1, 8]
    assert found["tracker.toml"][3] == (store / "tracker.toml").stat().st_ino


@forked
@pytest.mark.usefixtures("shared")
def test_two_processes_see_what_one_sees(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both_ways = [take_snapshot(store)]
    assert [len(packed) for _, _, packed in both_ways[0].parts] == [2, 1, 1]
    monkeypatch.setattr(parallel, "cores", lambda: 1)
    both_ways.append(take_snapshot(store))
    assert both_ways[0].mark() == both_ways[1].mark()
    assert both_ways[0].signatures() == both_ways[1].signatures()


@given(_signatures, _signatures)
def test_looks_have_one_mark_where_their_signatures_are_the_same(
    one: dict[str, scanning.Signature], other: dict[str, scanning.Signature]
) -> None:
    assert look_of(one).signatures() == one
    assert look_of(one).mark() == look_of(dict(one)).mark()
    same = list(one.items()) == list(other.items())
    assert (look_of(one).mark() == look_of(other).mark()) is same


def _results(work: Callable[[int], object], pieces: int = 40) -> dict[int, object]:
    """What two processes give together; each piece is given once."""
    with SharedWork(work, pieces, helped=True) as shared:
        found = list(shared.results())
    assert len(found) == pieces
    return dict(found)


@given(st.lists(st.integers(), max_size=600), st.integers(1, MOST_PIECES))
def test_the_pieces_of_a_list_are_the_list(values: list[int], pieces: int) -> None:
    parts = [piece_of(values, number, pieces) for number in range(pieces)]
    assert [value for part in parts for value in part] == values
    assert max(map(len, parts)) - min(map(len, parts)) <= 1


@forked
@settings(max_examples=20)
@given(st.integers(0, MOST_PIECES), st.lists(st.integers()), st.text(), st.binary(), st.booleans())
def test_every_piece_of_a_work_is_done_once(
    pieces: int, numbers: list[int], text: str, data: bytes, large: bool
) -> None:
    more = bytes(10_000 if large else 0)

    def work(number: int) -> list[object]:
        return [number, numbers, text, data, more]

    assert _results(work, pieces) == {n: [n, numbers, text, data, more] for n in range(pieces)}


@forked
def test_both_processes_do_something_of_a_work() -> None:
    """Neither can do it all, for each waits until the other has taken a piece."""
    here, there = os.pipe(), os.pipe()

    def work(number: int) -> bool:
        own, other = (here, there) if os.getpid() == _PARENT else (there, here)
        os.write(own[1], b"x")
        os.read(other[0], 1)
        return os.getpid() == _PARENT

    try:
        assert sorted(map(bool, _results(work, 2).values())) == [False, True]
    finally:
        for end in (*here, *there):
            os.close(end)


_PARENT = os.getpid()


def _in_child(fault: Callable[[], object]) -> Callable[[int], object]:
    """A work that the parent can do, and the child can't."""

    def work(number: int) -> object:
        return number if os.getpid() == _PARENT else fault()

    return work


def _dies() -> None:
    os.kill(os.getpid(), 9)


def _raises() -> None:
    raise OSError("only here")


@forked
@pytest.mark.parametrize("fault", [_dies, _raises, object])
def test_what_the_child_cannot_do_its_parent_does(
    fault: Callable[[], object], capfd: pytest.CaptureFixture[str]
) -> None:
    assert _results(_in_child(fault)) == {number: number for number in range(40)}
    assert capfd.readouterr() == ("", "")


@forked
def test_a_child_that_dies_with_half_an_answer_sent_is_no_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def sends_half(_: object, send_end: int) -> None:
        os.write(send_end, b"\0\0\0\x40half")
        _dies()

    monkeypatch.setattr(parallel.SharedWork, "_help", sends_half)
    assert _results(lambda number: number) == {number: number for number in range(40)}


@forked
@pytest.mark.parametrize("call", ["pipe", "fork"])
def test_where_there_is_no_room_for_a_second_process_one_does_it_all(
    call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_more(*_: object) -> None:
        raise BlockingIOError("too many")

    before = os.listdir("/dev/fd") if Path("/dev/fd").is_dir() else []
    with monkeypatch.context() as patch:
        patch.setattr(os, call, no_more)
        assert _results(lambda number: number, 3) == {0: 0, 1: 1, 2: 2}
    assert before == (os.listdir("/dev/fd") if before else [])


@forked
@pytest.mark.parametrize("asked", [True, False])
def test_what_a_piece_raises_is_raised_here_and_no_child_is_left(
    asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    children: list[int] = []
    fork = os.fork

    def watched() -> int:
        children.append(fork())
        return children[-1]

    def wrong(_: int) -> int:
        raise FileNotFoundError("gone")

    monkeypatch.setattr(os, "fork", watched)
    before = os.listdir("/dev/fd") if Path("/dev/fd").is_dir() else []

    def share() -> None:
        with SharedWork(wrong, 4, helped=True) as shared:
            if not asked:
                raise FileNotFoundError("gone")
            list(shared.results())

    with pytest.raises(FileNotFoundError, match="gone"):
        share()
    assert before == (os.listdir("/dev/fd") if before else [])
    with pytest.raises(ChildProcessError):
        os.waitpid(children[0], os.WNOHANG)
