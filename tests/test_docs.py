"""The docs are tested: every command line in them runs, and shows what they show."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from hmic_tracker.cli import COMMANDS
from hmic_tracker.domain.check_findings import CODES
from tests.conftest import EXAMPLES, Run

ROOT = Path(__file__).resolve().parent.parent
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
OTHERS = {"git", "cp"}
"""Programs that a page calls besides `tracker`."""
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def command_lines(text: str) -> list[tuple[str, str]]:
    """Each command line of the console blocks, with the output shown under it ("" for none)."""
    found: list[tuple[str, str]] = []
    for block in BLOCK.findall(text):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, _, output = part.partition("\n")
            found.append((line, output))
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_line_in_the_docs_runs(
    run: Run, page: Path, plan: Path, worked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = command_lines(page.read_text(encoding="utf-8"))
    if os.name != "posix" and any(line.split()[0] in OTHERS for line, _ in lines):
        pytest.skip("calls what only POSIX has")
    if page.name == "cookbook.md":  # its questions are asked of a plan with three months of work
        monkeypatch.setenv("TRACKER_STORE", str(shutil.copytree(worked, tmp_path / "worked")))
    here = tmp_path / "here"
    here.mkdir()
    shutil.copytree(EXAMPLES, here / "examples")
    monkeypatch.chdir(here)
    if page.name in {"README.md", "tutorial.md", "sharing.md"}:  # they begin with nothing
        monkeypatch.delenv("TRACKER_STORE")
    for line, output in lines:
        words = shlex.split(line.removesuffix("| cat"), comments=True)
        if words[0] == "export":
            monkeypatch.setenv(*words[1].split("=", 1))
            continue
        if words[0] in OTHERS:
            subprocess.run(words, check=True)
            continue
        assert words[0] == "tracker", line
        found = run(*words[1:])
        if output:
            assert (found.out or found.err) == output, line
        if not output or found.out:
            wanted = 6 if words[1] == "sync" and "Question: " in found.out else 0
            differs = "--exit-code" in words or words[1:3] == ["report", "--check"]
            assert found.code == (1 if differs else wanted), (line, found.err)


def test_every_command_is_spoken_of_in_the_docs() -> None:
    said = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert [name for name in COMMANDS if f"tracker {name}" not in said] in ([], ["demo"])


def test_the_docs_name_no_option_that_is_not_there() -> None:
    for page in PAGES:
        for line, _ in command_lines(page.read_text(encoding="utf-8")):
            words = shlex.split(line, comments=True)
            assert words[0] in {"export", *OTHERS} or words[1] in COMMANDS


def test_the_page_of_checks_has_every_code_and_no_other() -> None:
    page = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)`", page, re.MULTILINE)) == set(CODES)
