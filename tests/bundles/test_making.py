"""`tracker bundle`: what is in it, what is shown and asked first, and what is refused."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.bundles.conftest import members
from tests.conftest import Run, tree

MADE = ("bundle", "REC-1..3", "--yes", "-o")


def test_a_bundle_has_a_page_an_index_the_files_and_their_hashes(
    run: Run, given: Path, tmp_path: Path
) -> None:
    assert run(*MADE, tmp_path / "b.zip").code == 0
    found = members(tmp_path / "b.zip")
    assert list(found) == [
        *("README.txt", "index.html", "index.txt", "index.csv"),
        *("evidence/REC-1/1-policy.pdf", "evidence/REC-2/1-minutes.txt", "SHA256SUMS"),
    ]
    assert found["evidence/REC-1/1-policy.pdf"] == b"%PDF-1.4 a policy"
    page = found["index.html"].decode()
    assert page.count('<a href="evidence/REC-1/1-policy.pdf">') == 2
    assert "<script" not in page
    assert "DOC 12/27 (a reference, nothing enclosed)" in page
    assert "not-enclosed" not in page


@pytest.mark.posix
@pytest.mark.parametrize("program", ["sha256sum", "shasum -a 256"])
def test_the_tools_of_the_system_find_every_file_whole_and_a_changed_byte(
    run: Run, given: Path, tmp_path: Path, program: str
) -> None:
    words = program.split()
    if shutil.which(words[0]) is None or shutil.which("unzip") is None:
        pytest.skip(f"{words[0]} or unzip is not installed")
    run(*MADE, tmp_path / "b.zip")
    out = tmp_path / "out"
    subprocess.run(["unzip", "-q", tmp_path / "b.zip", "-d", out], check=True)
    check = [*words, "-c", "SHA256SUMS"]
    done = subprocess.run(check, check=False, cwd=out, capture_output=True, text=True)
    assert (done.returncode, done.stdout.count(": OK\n"), done.stderr) == (0, 6, "")
    (out / "evidence" / "REC-2" / "1-minutes.txt").write_text("agreeD\n")
    done = subprocess.run(check, check=False, cwd=out, capture_output=True, text=True)
    assert done.returncode == 1
    assert "evidence/REC-2/1-minutes.txt: FAILED" in done.stdout


def test_what_would_be_in_it_is_shown_and_nothing_is_written(
    run: Run, given: Path, tmp_path: Path
) -> None:
    (tmp_path / "minutes.txt").write_text("agreed, or not\n")
    before = tree(given)
    found = run("bundle", "REC-1..3", "--dry-run", "-o", tmp_path / "b.zip")
    assert (found.code, found.err) == (0, "")
    assert found.out == (
        "Example Police: evidence\n"
        "3 items with 1 file of evidence; the position at 1 Dec 2008.\n"
        "\n"
        "File in the bundle           Bytes\n"
        "evidence/REC-1/1-policy.pdf     17\n"
        "                             policy.pdf\n"
        "\n"
        "Marking   none (tracker settings set marking OFFICIAL)\n"
        "          What the files themselves are marked was not looked at.\n"
        "Internal  0\n"
        "Left out  1 piece of evidence, 3 internal fields: not published\n"
        "\n"
        "not enclosed, REC-2 evidence 1: minutes.txt: changed since its hash was taken\n"
        "a reference, nothing enclosed, REC-3 evidence 1: DOC 12/27\n"
        "done, and not verified: REC-1..3\n"
    )
    assert tree(given) == before
    assert not (tmp_path / "b.zip").exists()


def test_without_a_terminal_and_without_yes_nothing_is_written(
    run: Run, given: Path, tmp_path: Path
) -> None:
    found = run("bundle", "REC-1", "-o", tmp_path / "b.zip")
    assert found.code == 2
    assert found.err == (
        "tracker: the bundle is asked about, and nobody can be asked here\n"
        "add --yes to do it, or --dry-run to look first\n"
    )
    assert not (tmp_path / "b.zip").exists()


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("bundle --all --yes", "tracker: bundle needs -o FILE.zip"),
        ("bundle --yes -o b.zip", "tracker: bundle needs items, or filters"),
        ("bundle REC-1 --all --yes -o b.zip", "tracker: items are named, or chosen by filters"),
        ("bundle REC-1 --yes -o b.pdf", "tracker: a bundle is a ZIP file, and 'b.pdf' is called"),
        ("bundle REC-1 --verify b.zip", "tracker: --verify looks a bundle over, and makes none"),
        ("bundle REC-99 --yes -o b.zip", "tracker: REC-99 is not in this plan"),
        ("bundle --owner none --kind gp --yes -o b.zip", "tracker: no item fits"),
        ("bundle --verify b.zip", "tracker: there is no file b.zip"),
    ],
)
def test_a_line_that_is_off_is_refused_in_two_lines(
    run: Run, plan: Path, line: str, what: str
) -> None:
    found = run(*line.split())
    assert found.code in {2, 3, 4}
    assert found.out == ""
    assert found.err.startswith(what)
    assert len(found.err.splitlines()) == 2
    assert not Path("b.zip").exists()


def test_the_same_plan_and_day_give_the_same_bytes(run: Run, given: Path, tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        assert run(*MADE, tmp_path / name).code == 0
        os.utime(tmp_path / "policy.pdf", (1, 1))
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_json_has_what_is_in_it_and_the_hash_of_what_was_written(
    run: Run, given: Path, tmp_path: Path
) -> None:
    found = json.loads(run(*MADE, tmp_path / "b.zip", "--json").out)
    assert (found["kind"], found["written"], found["internal"]) == ("bundle", True, 0)
    assert [one["path"] for one in found["files"]] == [
        *("evidence/REC-1/1-policy.pdf", "evidence/REC-2/1-minutes.txt"),
    ]
    shown = json.loads(run("bundle", "--verify", tmp_path / "b.zip", "--json").out)
    assert shown["sha256"] == found["sha256"]
    assert (shown["whole"], shown["changed"], shown["missing"], shown["added"]) == (6, 0, 0, 0)


def test_evidence_given_inside_is_in_it_once_it_is_given_again_to_be_published(
    run: Run, given: Path, tmp_path: Path
) -> None:
    words = ("evidence", "add", "REC-3", tmp_path / "draft.docx", "--shows", "SECRET-draft")
    assert "so already" in run(*words).err
    assert run(*words, "--publish").code == 0
    assert "so already" in run(*words, "--publish").err
    assert "so already" in run(*words).err
    run("bundle", "REC-3", "--yes", "-o", tmp_path / "b.zip")
    assert "evidence/REC-3/3-draft.docx" in members(tmp_path / "b.zip")


def test_a_bundle_as_of_a_day_has_what_there_was_then(
    run: Run, given: Path, tmp_path: Path
) -> None:
    run("bundle", "REC-1", "--as-of", "2008-10-01", "--yes", "-o", tmp_path / "b.zip")
    found = members(tmp_path / "b.zip")
    assert not [name for name in found if name.startswith("evidence/")]
    assert "the position at 1 Oct 2008" in found["index.txt"].decode()


def test_a_plan_with_a_file_that_cannot_be_read_gives_no_bundle(
    run: Run, given: Path, tmp_path: Path
) -> None:
    (given / "items" / "REC-7.toml").write_text("broken = ")
    found = run(*MADE, tmp_path / "b.zip")
    assert found.code == 5
    assert not (tmp_path / "b.zip").exists()


@pytest.mark.posix
def test_a_file_that_changes_after_the_question_leaves_no_bundle(
    run: Run, given: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def agree(*_: str) -> bool:
        (tmp_path / "minutes.txt").write_text("agreeD\n")
        return True

    monkeypatch.setattr("hmic_tracker.commands.bundle.ask", agree)
    (tmp_path / "b.zip").write_bytes(b"the one before")
    found = run("bundle", "REC-1..3", "-o", tmp_path / "b.zip")
    assert found.code == 6
    assert found.err == (
        "tracker: minutes.txt changed while the bundle was written: no bundle was written\n"
        "see what became of it: tracker evidence check; then run the command again\n"
    )
    assert (tmp_path / "b.zip").read_bytes() == b"the one before"
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".tmp")]


@pytest.mark.posix
def test_what_is_no_file_any_more_is_named_and_not_waited_for(
    run: Run, given: Path, tmp_path: Path
) -> None:
    (tmp_path / "minutes.txt").unlink()
    os.mkfifo(tmp_path / "minutes.txt")
    (tmp_path / "policy.pdf").unlink()
    (tmp_path / "policy.pdf").symlink_to("/etc/passwd")
    found = run(*MADE, tmp_path / "b.zip")
    assert found.code == 0
    assert "REC-2 evidence 1: minutes.txt: can't be read, or is no file" in found.out
    assert "REC-1 evidence 1: policy.pdf: changed since its hash was taken" in found.out
    assert not [n for n in members(tmp_path / "b.zip") if n.startswith("evidence/")]


def test_a_large_file_is_streamed(run: Run, plan: Path, tmp_path: Path) -> None:
    import tracemalloc

    with (tmp_path / "film.mp4").open("wb") as stream:
        stream.truncate(60 * 2**20)
    film = ("evidence", "add", "REC-1", tmp_path / "film.mp4", "--shows", "a film", "--publish")
    assert run(*film).code == 0
    tracemalloc.start()
    try:
        assert run("bundle", "REC-1", "--yes", "-o", tmp_path / "b.zip").code == 0
        assert run("bundle", "--verify", tmp_path / "b.zip").code == 0
        assert tracemalloc.get_traced_memory()[1] < 30 * 2**20
    finally:
        tracemalloc.stop()
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        assert archive.getinfo("evidence/REC-1/1-film.mp4").file_size == 60 * 2**20
