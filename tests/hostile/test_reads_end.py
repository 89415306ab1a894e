"""What is read from outside has an end: files that are none, endless input, what editors leave."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.store import evidence_files
from hmic_tracker.store.files import IrregularFileError, read_or_none, read_regular
from tests.conftest import Run
from tests.hostile.watchdog import Outcome, watched

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, FIFOs, devices and /proc")

GIGABYTE: Final = 2**30


def _socket(place: Path) -> None:
    here = Path.cwd()
    os.chdir(place.parent)
    try:
        with socket.socket(socket.AF_UNIX) as bound:
            bound.bind(place.name)
    finally:
        os.chdir(here)


def _sparse(place: Path, size: int = 20 * GIGABYTE) -> None:
    with place.open("wb") as stream:
        stream.truncate(size)


NO_FILES: Final[dict[str, Callable[[Path], None]]] = {
    "a FIFO": os.mkfifo,
    "a socket": _socket,
    "a folder": lambda place: place.mkdir(),
    "/dev/zero": lambda place: place.symlink_to("/dev/zero"),
    "/dev/tty": lambda place: place.symlink_to("/dev/tty"),
}


@pytest.fixture(params=NO_FILES)
def no_file(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The path of something that is no file."""
    place = tmp_path / "place.txt"
    NO_FILES[request.param](place)
    return place


@pytest.fixture
def large(tmp_path: Path) -> Path:
    """The path of a file of 20 GB."""
    place = tmp_path / "large.txt"
    _sparse(place)
    return place


def ended(outcome: Outcome, code: int) -> str:
    """What was printed of a failure, in two lines, within the bounds."""
    assert outcome.faults == [], outcome.ended
    assert outcome.ended.code == code, outcome.ended
    assert len(outcome.ended.err.splitlines()) == 2, outcome.ended.err
    return outcome.ended.err


@contextmanager
def standard_input(source: str) -> Iterator[Callable[[], None]]:
    """A hook that makes a file the standard input of a child."""
    handle = os.open(source, os.O_RDONLY)
    try:
        yield lambda: (os.dup2(handle, 0), None)[1]
    finally:
        os.close(handle)


def test_the_reader_reads_regular_files_up_to_a_limit(tmp_path: Path) -> None:
    path = tmp_path / "file"
    assert read_or_none(path) is None
    path.write_bytes(b"0123456789")
    assert read_regular(path) == b"0123456789"
    assert read_regular(path, 10) == b"0123456789"
    assert read_regular(path, 4) == b"01234"
    path.write_bytes(b"x" * 200_000)
    assert read_or_none(path) == b"x" * 200_000


def test_the_reader_refuses_what_is_no_file(no_file: Path) -> None:
    before = os.listdir("/dev/fd")
    with pytest.raises(IrregularFileError, match="it is not a file"):
        read_or_none(no_file)
    assert os.listdir("/dev/fd") == before


def test_a_pipe_that_takes_a_files_place_is_opened_without_waiting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe, regular = tmp_path / "pipe", tmp_path / "regular"
    os.mkfifo(pipe)
    regular.write_bytes(b"")
    stat = regular.stat()
    monkeypatch.setattr(Path, "stat", lambda *_, **__: stat)
    with pytest.raises(IrregularFileError):
        read_or_none(pipe)


def test_an_import_of_what_is_no_file_is_refused(plan: Path, no_file: Path) -> None:
    said = ended(watched(plan, "import", str(no_file), "--yes"), 4)
    assert "is a folder" in said if no_file.is_dir() else "it is not a file" in said


def test_an_import_of_a_file_without_an_end_is_refused(plan: Path, large: Path) -> None:
    assert "over 50 MB" in ended(watched(plan, "import", str(large), "--yes"), 4)


@pytest.mark.parametrize("source", ["ids", "/dev/zero"])
@pytest.mark.parametrize(
    "words",
    [
        ("note", "-", "seen", "--yes"),
        ("update", "-", "--owner", "A", "--yes"),
        ("verify", "-", "--note", "seen", "--yes"),
        ("evidence", "add", "-", "DOC 1", "--shows", "it", "--yes"),
    ],
    ids=lambda words: words[0],
)
def test_endless_ids_are_refused(
    plan: Path, tmp_path: Path, source: str, words: tuple[str, ...]
) -> None:
    (tmp_path / "ids").write_bytes(b"REC-1\n" * 300_000)
    with standard_input(str(tmp_path / source)) as hook:
        said = ended(watched(plan, *words, before=hook), 2)
    assert "more than 1 MB on standard input" in said


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("import", "-", "--yes"), 4),
        (("note", "-", "seen", "--yes"), 0),
        (("note", "REC-1..2", "seen"), 2),
        (("list",), 0),
        (("add",), 2),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "",
)
def test_a_closed_standard_input_is_an_empty_one(
    plan: Path, words: tuple[str, ...], code: int
) -> None:
    def close() -> None:
        sys.stdin = None
        os.close(0)

    outcome = watched(plan, *words, before=close)
    assert (outcome.faults, outcome.ended.code) == ([], code), outcome.ended


def test_many_ids_are_taken(run: Run, plan: Path) -> None:
    words = ("update", "-", "--owner", "A", "--dry-run")
    assert run(*words, stdin="REC-1\n" * 100_000).code == 0
    wrong = run(*words, stdin=b"REC-\xff1")
    assert (wrong.code, len(wrong.err.splitlines())) == (4, 2)


def test_an_endless_paste_is_refused(plan: Path, tmp_path: Path) -> None:
    many = tmp_path / "text"
    many.write_bytes(b"y\n" * 6_000_000)
    for source in (str(many), "/dev/zero"):
        with standard_input(source) as hook:
            said = ended(watched(plan, "import", "-", "--yes", before=hook), 4)
        assert ("over 50 MB" if source == "/dev/zero" else "over 10 MB of text") in said


def test_a_template_that_is_no_file_is_refused(plan: Path, no_file: Path) -> None:
    said = ended(watched(plan, "report", "--template", str(no_file)), 4)
    assert "it is not a file" in said


def test_a_template_without_an_end_is_refused(plan: Path, large: Path) -> None:
    assert "is larger than" in ended(watched(plan, "report", "--template", str(large)), 4)


def test_evidence_that_is_no_file_is_a_reference(plan: Path, no_file: Path) -> None:
    outcome = watched(plan, "evidence", "add", "REC-1", str(no_file), "--shows", "it")
    assert (outcome.faults, outcome.ended.code) == ([], 0)
    assert "kept as a reference" in outcome.ended.err


def test_evidence_over_a_gigabyte_is_refused(plan: Path, large: Path) -> None:
    said = ended(watched(plan, "evidence", "add", "REC-1", str(large), "--shows", "it"), 4)
    assert "larger than 1 GB" in said
    said = ended(watched(plan, "verify", "REC-1", "--evidence", str(large), "--shows", "it"), 4)
    assert "larger than 1 GB" in said


CHECKS: Final = (("evidence", "check"), ("verify", "REC-1", "--by", "Auditor", "--note", "seen"))


@pytest.fixture
def evidence(run: Run, plan: Path) -> Path:
    """A file that is evidence of a completed item."""
    place = plan.parent / "minutes.txt"
    place.write_text("minutes\n")
    assert run("evidence", "add", "REC-1", place, "--shows", "it was agreed").code == 0
    return place


@pytest.mark.parametrize("words", CHECKS, ids=lambda words: words[0])
def test_evidence_that_became_no_file_is_unreadable(
    plan: Path, evidence: Path, no_file: Path, words: tuple[str, ...]
) -> None:
    evidence.unlink()
    shutil.move(no_file, evidence)
    outcome = watched(plan, *words)
    assert outcome.faults == []
    assert "unreadable" in outcome.ended.out + outcome.ended.err


@pytest.mark.parametrize("words", CHECKS, ids=lambda words: words[0])
def test_evidence_of_another_size_is_changed_without_being_read(
    plan: Path, evidence: Path, words: tuple[str, ...]
) -> None:
    _sparse(evidence)
    outcome = watched(plan, *words)
    assert outcome.faults == []
    assert "changed" in outcome.ended.out + outcome.ended.err


def test_evidence_that_says_it_is_huge_is_unreadable(plan: Path, evidence: Path) -> None:
    _sparse(evidence)
    item = plan / "items" / "REC-1.toml"
    item.write_text(item.read_text().replace("size = 8", f"size = {20 * GIGABYTE}"))
    outcome = watched(plan, "evidence", "check")
    assert (outcome.faults, outcome.ended.code) == ([], 1)
    assert "unreadable" in outcome.ended.out


def test_a_file_is_read_once_however_often_it_is_evidence(
    run: Run, plan: Path, evidence: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(2, 6):
        run("evidence", "add", f"REC-{number}", evidence, "--shows", "it was agreed")
    read: list[int] = []
    digest = evidence_files._digest

    def counted(handle: int) -> str:
        read.append(handle)
        return digest(handle)

    monkeypatch.setattr(evidence_files, "_digest", counted)
    assert run("evidence", "check").code == 0
    assert len(read) == 1


EDITORS: Final = {
    "a FIFO": ('rm "$1"; mkfifo "$1"', "it is not a file"),
    "a folder": ('rm "$1"; mkdir "$1"', "it is not a file"),
    "nothing": ('rm "$1"', "no such file"),
    "a link to /dev/zero": ('ln -sf /dev/zero "$1"', "it is not a file"),
    "11 MB": ('head -c 11000000 /dev/zero | tr "\\0" x >"$1"', "larger than 10 MB"),
    "20 GB": ('truncate -s 20G "$1"', "larger than 10 MB"),
    "bytes": ('printf "\\377" >"$1"', "not UTF-8 text"),
}


def _editor(folder: Path, script: str) -> dict[str, str]:
    editor = folder / "editor"
    editor.write_text(f"#!/bin/sh\n{script}\n")
    editor.chmod(0o755)
    return {"EDITOR": str(editor), "TMPDIR": str(folder)}


@pytest.mark.parametrize("what", EDITORS)
def test_what_an_editor_leaves_is_read_within_limits(plan: Path, tmp_path: Path, what: str) -> None:
    script, problem = EDITORS[what]
    before = (plan / "items" / "REC-1.toml").read_bytes()
    said = ended(watched(plan, "edit", "REC-1", environment=_editor(tmp_path, script)), 4)
    assert said.startswith("tracker: REC-1: ")
    assert problem in said
    assert "nothing was written" in said
    assert (plan / "items" / "REC-1.toml").read_bytes() == before


def test_what_was_typed_before_is_kept(plan: Path, tmp_path: Path) -> None:
    script = (
        'if [ -e "$0.again" ]; then rm "$1"; mkfifo "$1"; '
        'else touch "$0.again"; printf "typed = [\\n" >"$1"; fi'
    )
    said = ended(watched(plan, "edit", "REC-1", environment=_editor(tmp_path, script)), 4)
    kept = Path(said.rpartition("your text is kept in ")[2].strip())
    assert "typed = [\n" in kept.read_text()


def test_a_text_that_is_too_large_is_kept(plan: Path, tmp_path: Path) -> None:
    environment = _editor(tmp_path, EDITORS["11 MB"][0])
    said = ended(watched(plan, "edit", "REC-1", environment=environment), 4)
    kept = Path(said.rpartition("your text is kept in ")[2].strip())
    assert kept.stat().st_size == 11_000_000


@pytest.mark.parametrize("kind", NO_FILES)
def test_a_kept_command_that_is_no_file_never_blocks(plan: Path, kind: str) -> None:
    ops = plan / ".tracker" / "ops"
    NO_FILES[kind](ops / "00000000-aaaaaaaa.json")
    item = plan / "items" / "REC-1.toml"
    item.write_text(item.read_text().partition("[[history]]")[0])
    for words in (("check",), ("list",), ("history",)):
        assert watched(plan, *words).faults == []
