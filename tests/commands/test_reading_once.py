"""A command that changes items reads the settings once, however many items it changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from hmic_tracker.store import files, reading
from tests.conftest import Run


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Every reading of `tracker.toml` by the one function that opens a plan's files."""
    paths: list[Path] = []
    read = files.read_or_none

    def counted(path: Path, *more: Any) -> bytes | None:
        if path.name == "tracker.toml":
            paths.append(path)
        return read(path, *more)

    monkeypatch.setattr(reading, "read_or_none", counted)
    return paths


@pytest.mark.parametrize(
    "words",
    [
        ("update", "REC-1..8", "--due", "2009-12", "--reason", "IT", "--yes"),
        ("update", "REC-5", "--status", "done"),
        ("note", "REC-5", "seen"),
        ("verify", "REC-1", "--by", "Inspectorate", "--evidence", "DOC 1", "--shows", "it"),
        ("close", "REC-1", "--discharged-by", "HMIC", "--evidence", "letter"),
        ("action", "add", "REC-5", "Agree the template", "--due", "2008-12"),
    ],
    ids=lambda words: " ".join(words[:3]),
)
def test_the_settings_are_read_once(
    run: Run, plan: Path, reads: list[Path], words: tuple[str, ...]
) -> None:
    found = run(*words)
    assert found.code == 0, found.err
    assert len(reads) == 1


def test_settings_that_change_before_the_lock_are_read_again(
    run: Run, plan: Path, reads: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules that hold are those of the moment of writing."""
    from hmic_tracker.store import journal

    recover = journal.recover
    settings = plan / "tracker.toml"

    def overtaken(folder: Path) -> None:
        text = settings.read_text(encoding="utf-8")
        settings.write_text(f'{text}\n[rules]\nreasons = "off"\n', encoding="utf-8")
        recover(folder)

    monkeypatch.setattr(journal, "recover", overtaken)
    warned = run("update", "REC-5", "--due", "2009-12", "--reason", "IT")
    assert warned.code == 0, warned.err
    assert len(reads) == 2
