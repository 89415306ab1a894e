"""What was read of a plan is kept for one look, and no longer than nobody can have written."""

from __future__ import annotations

from pathlib import Path

import pytest

from hmic_tracker.store import kept_reads
from hmic_tracker.store.files import read_or_none
from hmic_tracker.store.journal import Op, Write, commit
from hmic_tracker.store.kept_reads import read_once, reads_afresh, reads_kept
from hmic_tracker.store.reading import read_between_commits, read_file
from hmic_tracker.store.writing import writing
from tests.conftest import Run

REC_5 = "items/REC-5.toml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    return path


def read(path: Path) -> bytes | None:
    return read_once(path, read_or_none)


def test_outside_of_a_look_every_reading_is_of_the_disk(file: Path) -> None:
    assert read(file) == b"one"
    file.write_bytes(b"two")
    assert read(file) == b"two"


def test_within_a_look_a_file_is_read_once_and_one_that_is_not_there_too(file: Path) -> None:
    gone = file.with_name("gone")
    with reads_kept():
        assert (read(file), read(gone)) == (b"one", None)
        file.write_bytes(b"two")
        gone.write_bytes(b"there")
        with reads_kept():
            assert (read(file), read(gone)) == (b"one", None)
    assert (read(file), read(gone)) == (b"two", b"there")


def test_the_lock_reads_afresh_and_what_was_kept_before_it_is_forgotten(file: Path) -> None:
    with reads_kept():
        assert read(file) == b"one"
        file.write_bytes(b"two")
        with reads_afresh():
            assert read(file) == b"two"
        file.write_bytes(b"three")
        assert read(file) == b"three"


def test_no_more_is_kept_than_so_many_bytes(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_reads, "MOST", 5)
    other = file.with_name("other")
    other.write_bytes(b"two")
    with reads_kept():
        assert (read(file), read(other)) == (b"one", b"two")
        file.write_bytes(b"1")
        other.write_bytes(b"2")
        assert (read(file), read(other)) == (b"one", b"2")


def test_a_command_that_commits_meanwhile_is_seen_by_a_look(run: Run, plan: Path) -> None:
    contents: list[bytes] = []

    def look() -> bytes:
        data = read_file(plan, REC_5, {})
        assert data is not None
        if not contents:
            commit(
                plan, Op("aaaaaaaa", "edit", "2008-12-01", (Write(REC_5, data, b"# x\n" + data),))
            )
        contents.append(data)
        return data

    with reads_kept():
        data, is_whole = read_between_commits(plan, look)
    assert is_whole
    assert data == (plan / REC_5).read_bytes()
    assert len(contents) == 2


def test_what_is_typed_before_the_lock_is_seen_under_it(plan: Path) -> None:
    with reads_kept():
        before = read_file(plan, REC_5, {})
        assert before is not None
        (plan / REC_5).write_bytes(b"# typed\n" + before)
        with writing(plan):
            assert read_file(plan, REC_5, {}) == b"# typed\n" + before
