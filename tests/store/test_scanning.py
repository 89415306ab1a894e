"""What the folder says of its files, and the second process that helps to ask."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.store.index import parallel as beside
from hmic_tracker.store.index import snapshot as scanning
from hmic_tracker.store.index.parallel import run_both
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
    monkeypatch.setattr(beside, "cores", lambda: 2)


def test_a_look_has_each_file_of_the_store_and_no_other(store: Path) -> None:
    found = take_snapshot(store).signatures()
    assert set(found) == {*(f"items/REC-{n}.toml" for n in range(40)), "tracker.toml"}
    assert [found[f"items/REC-{n}.toml"][0] for n in (6, 7, 8)] == [6, -1, 8]
    assert found["tracker.toml"][3] == (store / "tracker.toml").stat().st_ino


@forked
@pytest.mark.usefixtures("shared")
def test_two_processes_see_what_one_sees(store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both_ways = [take_snapshot(store)]
    assert [len(packed) for _, _, packed in both_ways[0].parts] == [2, 1]
    monkeypatch.setattr(beside, "cores", lambda: 1)
    both_ways.append(take_snapshot(store))
    assert [len(packed) for _, _, packed in both_ways[1].parts] == [1, 1]
    assert both_ways[0].signatures() == both_ways[1].signatures()


@given(_signatures, _signatures)
def test_looks_have_one_mark_where_their_signatures_are_the_same(
    one: dict[str, scanning.Signature], other: dict[str, scanning.Signature]
) -> None:
    assert look_of(one).signatures() == one
    assert look_of(one).mark() == look_of(dict(one)).mark()
    same = list(one.items()) == list(other.items())
    assert (look_of(one).mark() == look_of(other).mark()) is same


@forked
@settings(max_examples=20)
@given(st.lists(st.integers()), st.text(), st.binary())
def test_both_halves_of_a_work_are_done(numbers: list[int], text: str, data: bytes) -> None:
    assert run_both(lambda: [numbers], lambda: [text, data]) == ([numbers], [text, data])


@forked
def test_a_large_answer_of_the_child_arrives_whole() -> None:
    assert run_both(lambda: b"", lambda: bytes(10**6)) == (b"", bytes(10**6))


_PARENT = os.getpid()


def _dies() -> int:
    if os.getpid() != _PARENT:
        os.kill(os.getpid(), 9)
    return 2


def _raises() -> int:
    if os.getpid() != _PARENT:
        raise OSError("only here")
    return 2


def _says_what_cannot_be_told() -> object:
    return 2 if os.getpid() == _PARENT else object()


@forked
@pytest.mark.parametrize("second", [_dies, _raises, _says_what_cannot_be_told])
def test_what_the_child_cannot_do_its_parent_does(
    second: Callable[[], object], capfd: pytest.CaptureFixture[str]
) -> None:
    assert run_both(lambda: 1, second) == (1, 2)
    assert capfd.readouterr() == ("", "")


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
        assert run_both(lambda: 1, lambda: 2) == (1, 2)
    assert before == (os.listdir("/dev/fd") if before else [])


@forked
@pytest.mark.parametrize("which", ["first", "second"])
def test_what_either_half_raises_is_raised_here_and_no_child_is_left(
    which: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    children: list[int] = []
    fork = os.fork

    def watched() -> int:
        children.append(fork())
        return children[-1]

    def wrong() -> int:
        raise FileNotFoundError("gone")

    monkeypatch.setattr(os, "fork", watched)
    halves = {"first": lambda: 1, "second": lambda: 2, which: wrong}
    with pytest.raises(FileNotFoundError, match="gone"):
        run_both(halves["first"], halves["second"])
    with pytest.raises(ChildProcessError):
        os.waitpid(children[0], os.WNOHANG)
