"""A completion comes between two key strokes: what it loads, and that it is silent."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from hmic_tracker.completion import candidates as completing
from hmic_tracker.domain.record_replace import replace
from tests.conftest import Run
from tests.query.asking import ITEMS
from tests.store.test_index import write_store

HEAVY = {
    "typing",
    "typer",
    "rich",
    "dataclasses",
    "inspect",
    "json",
    "sqlite3",
    "platformdirs",
    "tomlrt",
    "difflib",
    "subprocess",
}
LIGHT = {"hmic_tracker.light_typing", "hmic_tracker.patterns"}
"""What stands in for `typing`, and for `re`, in a fifth of the time."""
LOADED = """
import sys
before = set(sys.modules)
from hmic_tracker.cli import main
code = main(sys.argv[1:])
print(code, *sorted({name.partition(".")[0] for name in set(sys.modules) - before}))
print(*sorted(name for name in sys.modules if name.startswith("hmic_tracker.")))
"""


@pytest.mark.parametrize(
    "words", [["", "update"], ["", "list", "--owner"], ["", "list", "--framework"], ["--", "list"]]
)
def test_a_completion_loads_next_to_nothing(plan: Path, words: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, "__complete", "zsh", *words],
        capture_output=True,
        text=True,
        check=True,
    )
    *_, modules, ours = done.stdout.splitlines()
    code, *names = modules.split()
    assert code == "0"
    assert done.stderr == ""
    assert set(names) & HEAVY == set()
    assert len({*ours.split()} - LIGHT) <= 20
    assert [name for name in ours.split() if "reading" in name or name.endswith(".running")] == []


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nosuch"],
        ["bash"],
        ["bash", "9"],
        ["bash", "9", ""],
        ["bash", "9", "", "tracker list 'un\\"],
        ["zsh"],
        ["fish"],
        ["zsh", "", "list", "--store"],
        ["zsh", "x", "show", "--store", "/nosuch/\udcff\x00", "--"],
        ["fish", "\x1b", "nosuch", "--", "--"],
        ["zsh", "", "list", "--status", "--status", "--status"],
    ],
)
def test_whatever_is_asked_it_is_silent(run: Run, plan: Path, words: list[str]) -> None:
    found = run("__complete", *words)
    assert (found.code, found.err) == (0, "")


def test_a_pipe_that_closes_is_no_fault(plan: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "hmic_tracker", "__complete", "zsh", ""],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait() == 0


def test_of_a_large_plan_the_index_knows_the_owners(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = write_store(
        tmp_path / "store",
        [replace(ITEMS[0], id=f"REC-{n}", uid=str(n), owner=f"Post {n % 7}") for n in range(20)],
    )
    monkeypatch.setattr(completing, "_MOST_READ", 10)
    heads: list[Path] = []
    head = completing._head

    def counted(path: Path, *words: Any, **more: Any) -> dict[str, Any]:
        heads.append(path)
        return head(path, *words, **more)

    monkeypatch.setattr(completing, "_head", counted)
    words = ("__complete", "zsh", "Post", "list", "--store", str(store), "--owner")
    without = run(*words).out
    assert "Post 6" in without
    assert len(heads) > 20
    assert run("--store", store, "list").code == 0
    heads.clear()
    assert run(*words).out == without
    assert len(heads) == 1, "the settings alone"
