"""`tracker bundle --verify`: what of a bundle is whole, and ZIP files that mean harm."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.bundles.conftest import members
from tests.conftest import Run

Change = Callable[[dict[str, bytes]], object]
MINUTES = "evidence/REC-2/1-minutes.txt"


@pytest.fixture
def made(run: Run, given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A bundle, on a machine without the plan."""
    path = tmp_path / "b.zip"
    assert run("bundle", "REC-1..3", "--yes", "-o", path).code == 0
    monkeypatch.delenv("TRACKER_STORE")
    return path


def again(path: Path, change: Change, compression: int = zipfile.ZIP_STORED) -> None:
    """Packs a bundle again with changed files."""
    files = members(path)
    change(files)
    with zipfile.ZipFile(path, "w", compression) as archive:
        for name, data in files.items():
            archive.writestr(name, data)


def test_a_bundle_as_it_was_written_is_whole_and_needs_no_plan(run: Run, made: Path) -> None:
    found = run("bundle", "--verify", made)
    assert (found.code, found.err) == (0, "")
    assert found.out.startswith("b.zip: 6 of 6 files whole\n")


@pytest.mark.parametrize(
    ("change", "states"),
    [
        (lambda files: files.update({MINUTES: b"agreeD\n"}), {MINUTES: "changed"}),
        (lambda files: files.pop(MINUTES), {MINUTES: "missing"}),
        (lambda files: files.update({"extra.txt": b""}), {"extra.txt": "added"}),
        (lambda files: files.update({"../up\x1b.txt": b""}), {"../up\x1b.txt": "added"}),
        (lambda files: files.update({"/etc/passwd": b""}), {"/etc/passwd": "added"}),
    ],
    ids=["changed", "missing", "added", "upwards", "absolute"],
)
def test_what_became_of_a_file_is_said(
    run: Run, made: Path, change: Change, states: dict[str, str]
) -> None:
    again(made, change)
    before = sorted(made.parent.iterdir())
    found = run("bundle", "--verify", made)
    assert found.code == 1
    assert "\x1b" not in found.out
    shown = run("bundle", "--verify", made, "--json")
    files = json.loads(shown.out)["files"]
    assert {one["path"]: one["state"] for one in files if one["state"] != "whole"} == states
    assert sorted(made.parent.iterdir()) == before


def test_one_that_was_packed_again_smaller_is_whole(run: Run, made: Path) -> None:
    again(made, len, zipfile.ZIP_DEFLATED)
    assert run("bundle", "--verify", made).code == 0


def test_a_second_file_of_a_name_is_added(run: Run, made: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(made, "a") as archive:
        archive.writestr(MINUTES, b"other")
    found = run("bundle", "--verify", made)
    assert found.code == 1
    assert "a second of that name" in found.out


def test_a_link_in_the_place_of_a_file_is_changed(run: Run, made: Path) -> None:
    files = members(made)
    with zipfile.ZipFile(made, "w") as archive:
        for name, data in files.items():
            entry = zipfile.ZipInfo(name)
            is_minutes = name == MINUTES
            entry.external_attr = (stat.S_IFLNK if is_minutes else stat.S_IFREG) << 16
            archive.writestr(entry, data)
    found = run("bundle", "--verify", made)
    assert found.code == 1
    assert "a link" in found.out


def test_an_encrypted_file_is_changed(run: Run, made: Path) -> None:
    data = bytearray(made.read_bytes())
    start = data.rindex(MINUTES.encode()) - 46
    assert data[start : start + 4] == b"PK\x01\x02"
    data[start + 8] |= 1
    made.write_bytes(data)
    found = run("bundle", "--verify", made)
    assert found.code == 1
    assert "encrypted" in found.out


def test_a_bomb_is_not_unpacked(run: Run, made: Path) -> None:
    again(made, lambda files: files.update({MINUTES: bytes(70 * 2**20)}), zipfile.ZIP_DEFLATED)
    assert made.stat().st_size < 2**20
    found = run("bundle", "--verify", made)
    assert found.code == 1
    assert "larger than what a bundle of this size holds" in " ".join(found.out.split())


def test_a_zip_file_of_very_many_entries_is_refused_unread(run: Run, made: Path) -> None:
    with zipfile.ZipFile(made, "w") as archive:
        for number in range(70_000):
            archive.writestr(zipfile.ZipInfo(f"a-rather-long-name-{number}"), b"")
    found = run("bundle", "--verify", made)
    assert found.code == 4
    assert found.err.startswith(f"tracker: {made} is no ZIP file, or it is damaged\n")


@pytest.mark.parametrize(
    ("sums", "what"),
    [
        (None, "has no SHA256SUMS"),
        (b"", "has a SHA256SUMS that is none of a bundle"),
        (b"0" * 64 + b"  ../up\n", "has a SHA256SUMS that is none of a bundle"),
        (b"0" * 64 + b"  /etc/passwd\n", "has a SHA256SUMS that is none of a bundle"),
        ("„ü“".encode(), "has a SHA256SUMS that can't be read"),
    ],
)
def test_a_zip_file_that_is_no_bundle_is_refused(
    run: Run, made: Path, sums: bytes | None, what: str
) -> None:
    def change(files: dict[str, bytes]) -> None:
        files.pop("SHA256SUMS") if sums is None else files.update(SHA256SUMS=sums)

    again(made, change)
    found = run("bundle", "--verify", made)
    assert found.code == 4
    assert found.err.startswith(f"tracker: {made} {what}\n")
    assert len(found.err.splitlines()) == 2


@pytest.mark.parametrize("cut", [1, 30, 500])
def test_a_bundle_that_was_cut_is_refused(run: Run, made: Path, cut: int) -> None:
    made.write_bytes(made.read_bytes()[:-cut])
    assert run("bundle", "--verify", made).code == 4
