"""The log of bundles: what was given to whom, kept, shown, undone and exchanged."""

from __future__ import annotations

import json
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from hmic_tracker.store.bundle_log import next_bundle_number, read_bundle_log
from hmic_tracker.store.merging.renaming import renamed_files
from tests.conftest import Run


@pytest.fixture
def logged(run: Run, given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The plan after two bundles were written, one of them for HMICFRS."""
    monkeypatch.setenv("TRACKER_USER", "Liaison Officer")
    first = tmp_path / "one.zip"
    done = run("bundle", "REC-1..2", "-o", first, "--to", "HMICFRS", "--yes")
    assert done.code == 0, done.err
    assert done.err.endswith("\nbundle 1 for HMICFRS is in the plan's log: 2 items\n")
    words = ("REC-2", "REC-5", "-o", tmp_path / "two.zip", "--internal", "--by", "Deputy")
    assert run("bundle", *words, "--yes", "--as-of", "2008-11-30").code == 0
    return given


def short(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()[:16]


def test_what_was_given_to_whom_is_listed(run: Run, logged: Path, tmp_path: Path) -> None:
    one, two = short(tmp_path / "one.zip"), short(tmp_path / "two.zip")
    assert run("bundle", "--list").out == (
        "Bundles until 1 Dec 2008: 2\n"
        "\n"
        "No  Written     For       Items  Files  Internal  By\n"
        "1   1 Dec 2008  HMICFRS       2      2         0  Liaison Officer\n"
        f"    one.zip, SHA-256 {one}…: REC-1..2\n"
        "2   1 Dec 2008  not said      2      0         1  Deputy\n"
        f"    two.zip, as of 30 Nov 2008, SHA-256 {two}…: REC-2, REC-5\n"
    )


def test_of_an_item_it_is_told_which_bundles_had_it(run: Run, logged: Path) -> None:
    def numbers(*words: str) -> list[int]:
        found = json.loads(run("bundle", "--list", "--json", *words).out)
        assert (found["kind"], found["count"]) == ("bundles", len(found["bundles"]))
        return [one["n"] for one in found["bundles"]]

    assert numbers() == numbers("REC-2") == [1, 2]
    assert numbers("REC-1") == [1]
    assert numbers("REC-5") == [2]
    assert numbers("--kind", "afi") == numbers("--as-of", "2008-11-30") == []
    assert run("bundle", "--list", "--as-of", "2008-11-30").out == (
        "Bundles until 30 Nov 2008: none\n"
        "one is written by: tracker bundle REC-5 --to NAME -o FILE.zip\n"
    )


def test_the_log_keeps_the_whole_hash_and_never_the_folder(
    run: Run, logged: Path, tmp_path: Path
) -> None:
    found = json.loads(run("bundle", "--list", "--json", "REC-1").out)["bundles"]
    assert [(one["file"], one["to"], one["items"], one["by"]) for one in found] == [
        ("one.zip", "HMICFRS", ["REC-1", "REC-2"], "Liaison Officer")
    ]
    assert found[0]["sha256"] == sha256((tmp_path / "one.zip").read_bytes()).hexdigest()
    records = [path.read_text() for path in sorted((logged / "given").iterdir())]
    assert len(records) == 2
    assert not any(str(tmp_path) in text for text in records)


def test_a_look_writes_nothing_and_undo_takes_the_last_one_out(
    run: Run, logged: Path, tmp_path: Path
) -> None:
    assert run("bundle", "REC-1", "-o", tmp_path / "x.zip", "--dry-run").code == 0
    assert len(read_bundle_log(logged)[0]) == 2
    undone = run("undo", "--yes")
    assert undone.code == 0
    assert "removed: given/2-" in undone.err
    assert [one.n for one in read_bundle_log(logged)[0]] == [1]
    assert run("undo", "--redo", "--yes").code == 0
    assert [one.n for one in read_bundle_log(logged)[0]] == [1, 2]


@pytest.mark.parametrize("words", [("-o", "x.zip"), ("--to", "HMICFRS"), ("--internal",)])
def test_the_list_makes_no_bundle(run: Run, logged: Path, words: tuple[str, ...]) -> None:
    refused = run("bundle", "--list", *words)
    assert (refused.code, refused.out) == (2, "")
    assert refused.err == (
        "tracker: --list shows what was given, and makes none\nleave the rest out\n"
    )


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("bundles", "tracker bundle --list"),
        ("given", "tracker bundle --list"),
        ("papers", "tracker report"),
    ],
)
def test_words_that_people_type_for_it_are_answered_with_the_line(
    run: Run, word: str, line: str
) -> None:
    assert run(word).err == f"tracker: there is no command '{word}'\nwrite: {line}\n"


def test_what_is_wrong_with_the_log_is_named(run: Run, logged: Path) -> None:
    assert "given/" not in run("check").out
    folder = logged / "given"
    (first, _) = sorted(folder.iterdir())
    shutil.copy(first, folder / f"{first.stem} (1).toml")
    shutil.copy(first, folder / "4-plm5hb7p.toml")
    (folder / "5-a.toml").write_text("schema = 2\n")
    (folder / "6-a.toml").write_text(first.read_text().replace('sha256 = "', 'sha256 = "x'))
    (folder / "notes.txt").write_text("mine")
    found = run("check")
    assert found.code == 1
    for text in (
        f"given/4-plm5hb7p.toml: it is the bundle {first.stem}, and the file's name says",
        "given/5-a.toml: the key 'op' is missing",
        "'sha256' has to be 64 digits",
        f"given/{first.stem} (1).toml",
        "given/notes.txt",
    ):
        assert text in " ".join(found.out.split()), text
    listed = run("bundle", "--list")
    assert listed.code == 5
    assert listed.out.startswith("Bundles until 1 Dec 2008: 2\n")
    assert "given/5-a.toml" in listed.err
    given, damaged, copies = read_bundle_log(logged)
    assert (next_bundle_number(given, damaged), len(copies)) == (7, 1)


def test_an_item_that_gets_another_id_has_it_in_the_log_too(logged: Path) -> None:
    files = {f"given/{path.name}": path.read_bytes() for path in (logged / "given").iterdir()}
    renamed = renamed_files(files, {"REC-5": "REC-17"})
    texts = sorted(data.decode() for data in renamed.values())
    assert [('"REC-17"' in text, '"REC-5"' in text) for text in texts] == [
        (False, False),
        (True, False),
    ]
