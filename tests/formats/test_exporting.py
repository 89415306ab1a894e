"""A file asked for with -o is written whole or not at all, and no link is followed."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from hmic_tracker.errors import WriteError
from hmic_tracker.store.exporting import export
from hmic_tracker.store.files import write_temp


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def refused(path: Path) -> tuple[str, str]:
    with pytest.raises(WriteError) as fault:
        export(path, "new")
    assert fault.value.code == 8
    return fault.value.message, fault.value.hint


@pytest.fixture
def here(tmp_path: Path) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    return folder


def test_a_new_file_is_its_owners_alone_and_line_ends_stay(here: Path) -> None:
    export(here / "late.csv", "\ufeffid\r\nREC-1 “…”\r\n")
    assert (here / "late.csv").read_bytes() == "\ufeffid\r\nREC-1 “…”\r\n".encode()
    assert mode_of(here / "late.csv") == 0o600
    assert os.listdir(here) == ["late.csv"]


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o600, 0o664])
@pytest.mark.posix
def test_a_file_that_is_there_is_replaced_and_keeps_its_mode(here: Path, mode: int) -> None:
    path = here / "late.txt"
    path.write_text("old and longer than the new")
    path.chmod(mode)
    export(path, "new")
    assert (path.read_text(), mode_of(path)) == ("new", mode)
    assert os.listdir(here) == ["late.txt"]


@pytest.mark.posix
def test_a_reader_of_the_old_file_keeps_the_old_text(here: Path) -> None:
    path = here / "late.txt"
    path.write_text("old")
    with path.open() as reader:
        export(path, "new")
        assert reader.read() == "old"


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.posix
def test_a_link_is_refused_and_what_it_points_to_stays(here: Path, there: bool) -> None:
    target = here / "precious"
    if there:
        target.write_text("old")
    link = here / "late.txt"
    link.symlink_to(target)
    assert refused(link) == (
        f"{link} is a link, and what it points to stays as it is",
        "name the file itself, or remove the link",
    )
    assert link.is_symlink()
    assert target.exists() is there
    assert not there or target.read_text() == "old"


@pytest.mark.posix
def test_a_link_put_there_at_the_last_moment_is_replaced_and_not_followed(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target, path = here / "precious", here / "late.txt"
    target.write_text("old")

    def racing(where: Path, data: bytes) -> Path:
        temp = write_temp(where, data)
        where.symlink_to(target)
        return temp

    monkeypatch.setattr("hmic_tracker.store.exporting.write_temp", racing)
    export(path, "new")
    assert (path.is_symlink(), path.read_text(), target.read_text()) == (False, "new", "old")


@pytest.mark.posix
def test_what_is_no_regular_file_is_refused(here: Path) -> None:
    os.mkfifo(here / "pipe")
    for path, what in ((here, "a folder"), (here / "pipe", "no regular file")):
        assert refused(path) == (
            f"{path} is {what}",
            "name a file; without -o it goes to standard output",
        )
    assert refused(Path(os.devnull))[0] == f"{os.devnull} is no regular file"


def test_a_folder_that_is_not_there_is_named(here: Path) -> None:
    assert refused(here / "no" / "late.txt") == (
        f"there is no folder {here / 'no'}",
        "make it first, or name another",
    )
    (here / "file").write_text("")
    assert refused(here / "file" / "late.txt")[0].endswith("not a directory")
    assert "too long" in refused(here / ("x" * 300))[0]
    assert refused(Path("a\0b"))[0] == "a file's name can't have a null character"


@pytest.mark.parametrize(
    "name",
    ["tracker.toml", "Tracker.TOML", "items/REC-5.toml", "inspections/x.json", ".tracker/ops/1"],
)
def test_the_files_of_a_plan_are_never_written_over(plan: Path, name: str) -> None:
    path = plan / name
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_bytes() if path.exists() else None
    assert refused(path) == (
        f"{path} would be among the files of a plan",
        "name another folder",
    )
    assert (path.read_bytes() if path.exists() else None) == before


def test_beside_the_files_of_a_plan_a_report_may_stand(plan: Path) -> None:
    export(plan / "late.csv", "new")
    assert (plan / "late.csv").read_text() == "new"


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.ENOSPC, "make room on the disk, and try again: nothing was changed"),
        (errno.EIO, "look at the disk, and try again: nothing was changed"),
    ],
)
@pytest.mark.parametrize("call", ["write", "fsync", "replace"])
def test_a_fault_leaves_the_old_file_and_nothing_else(
    here: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int, hint: str
) -> None:
    path = here / "late.txt"
    path.write_text("old")

    def failing(*_: object) -> int:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, call, failing)
    message, told = refused(path)
    monkeypatch.undo()
    assert message == f"could not write {path}: {os.strerror(number).lower()}"
    assert told == hint
    assert (os.listdir(here), path.read_text()) == (["late.txt"], "old")


def test_a_folder_that_may_not_be_written_to_is_told(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(*_: object) -> int:
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))

    monkeypatch.setattr(os, "open", refusing)
    assert refused(here / "late.txt")[1].startswith("check who may write to the folder")


def test_what_may_not_be_durable_is_told_as_written(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(folder: Path) -> None:
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr("hmic_tracker.store.exporting.sync_folder", failing)
    message, _ = refused(here / "late.txt")
    assert message.startswith(f"wrote {here / 'late.txt'}, durability unconfirmed")
    assert (here / "late.txt").read_text() == "new"
