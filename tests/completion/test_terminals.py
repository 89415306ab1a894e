"""Completion as a person has it: bash, zsh and fish in a pseudo-terminal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.completion.conftest import HOSTILE, TITLES
from tests.completion.terminals import SHELLS, Terminal

pytestmark = [
    pytest.mark.parametrize("shell", SHELLS),
    # pexpect forks, and pytest's own threads are not touched by what runs after it.
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]

PVP = "Protecting Vulnerable People"


def test_commands_options_and_words(shell: str, plan: Path, tmp_path: Path) -> None:
    with Terminal(shell, tmp_path) as terminal:
        assert terminal.words("tracker sh") == ["show"]
        assert terminal.words("tracker list --stat") == ["list", "--status"]
        assert terminal.words("tracker list --sta") == ["list", "--sta"]  # or --stale
        assert terminal.words("tracker list --status ver") == ["list", "--status", "verified"]
        assert terminal.words("tracker list --status=ver") == ["list", "--status=verified"]
        assert terminal.words("tracker add co") == ["add", "coc"]
        assert terminal.words("tracker help exi") == ["help", "exit-codes"]
        assert terminal.words("tracker completion f") == ["completion", "fish"]
        assert terminal.words("tracker nosuch x") == ["nosuch", "x"]


def test_ids_in_any_case_with_their_titles(shell: str, plan: Path, tmp_path: Path) -> None:
    with Terminal(shell, tmp_path) as terminal:
        assert terminal.words("tracker update rec-16") == ["update", "REC-16"]
        assert terminal.words("tracker update REC16") == ["update", "REC-16"]
        assert terminal.words("tracker update rec-1")[1].upper() == "REC-1"
        screen = terminal.screen("tracker update REC-1")
        assert "Gives boroughs a model for staffing community safety" in screen


def test_names_with_spaces_in_every_quote(shell: str, plan: Path, tmp_path: Path) -> None:
    with Terminal(shell, tmp_path) as terminal:
        for typed in ("Prot", "'Prot", '"Prot', "Protecting\\ V", "'Protecting V", '"Protecting V'):
            for option in ("--framework ", "--framework="):
                words = terminal.words(f"tracker list {option}{typed}")
                assert "=".join(words[1:]) == f"--framework={PVP}", (option, typed)
        assert terminal.words("tracker list --framework prot")[-1] == PVP.lower().replace(" ", "-")


def test_hostile_owners_are_text(shell: str, hostile: Path, tmp_path: Path) -> None:
    with Terminal(shell, tmp_path) as terminal:
        for owner in HOSTILE.values():
            start = owner[:3]
            for typed in (f"'{start}", *([start, f'"{start}'] if start.isalpha() else [])):
                words = terminal.words(f"tracker list --owner {typed}")
                assert words == ["list", "--owner", owner], typed
        screen = terminal.screen("tracker list --owner ")
        assert "touch pwned" in screen
        assert "tfel" not in screen
    assert not list(tmp_path.rglob("pwned"))


def test_hostile_titles_are_shown_and_not_obeyed(shell: str, hostile: Path, tmp_path: Path) -> None:
    with Terminal(shell, tmp_path) as terminal:
        assert terminal.words("tracker show rec-13")[1] == "REC-13"
        screen = terminal.screen("tracker show REC-1")
        assert "$(touch pwned) `touch pwned` \\x1b[31m %F{red} \\u202e" in screen
        assert "one two three" in screen
        assert TITLES["REC-13"] not in screen
    assert not list(tmp_path.rglob("pwned"))


def test_saved_filters(shell: str, hostile: Path, tmp_path: Path) -> None:
    with Terminal(shell, tmp_path) as terminal:
        assert terminal.words("tracker list @bo") == ["list", "@board"]


def test_the_plan_that_is_named(
    shell: str, hostile: Path, imported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRACKER_STORE")
    shutil.copytree(imported, tmp_path / "other plan")
    with Terminal(shell, tmp_path) as terminal:
        assert terminal.words("tracker show rec-16") == ["show", "rec-16"]
        for line in (
            "tracker --store 'other plan' show rec-16",
            "tracker --store=$HOME/../other\\ plan show rec-16",
        ):
            assert terminal.words(line)[-1] == "REC-16"
        assert terminal.words("tracker show --store other\\ plan rec-16")[-1] == "REC-16"


def test_files_and_folders_are_the_shells_own(shell: str, plan: Path, tmp_path: Path) -> None:
    (tmp_path / "report of May.txt").touch()
    (tmp_path / "folder of plans").mkdir()
    with Terminal(shell, tmp_path) as terminal:
        assert terminal.words("tracker import rep") == ["import", "report of May.txt"]
        assert terminal.words("tracker --store fol")[1].rstrip("/") == "folder of plans"
        assert terminal.words("tracker --store=fol")[0].rstrip("/") == "--store=folder of plans"


def test_a_plan_that_cannot_be_read_says_nothing(shell: str, plan: Path, tmp_path: Path) -> None:
    (plan / "tracker.toml").write_text("not = = toml", encoding="utf-8")
    for path in (plan / "items").iterdir():
        path.write_bytes(b"\xff\xfe broken")
    with Terminal(shell, tmp_path) as terminal:
        assert terminal.words("tracker show rec-16") == ["show", "REC-16"]
        screen = terminal.screen("tracker list --framework x")
        assert "rror" not in screen
        assert "toml" not in screen
