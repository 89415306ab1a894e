"""What each command may import: counted in modules, since that is most of what it costs to start.

On a plan that the index knows. A module that a list names here is named with all that is in it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

import pytest

from tests.conftest import Run
from tests.query.asking import ITEMS
from tests.store.test_index import write_store

_LOOK: Final = {
    "commands.options",
    "commands.output",
    "commands.calling",
    "commands.days_off",
    "commands.command_line",
    "commands.session",
    "domain",
    "query.fields",
    "query.matching",
    "query.names",
    "query.filters",
    "query.selection",
    "query.terms",
    "query.to_sql",
    "render.nodes",
    "render.text_layout",
    "render.formats",
    "render.to_json",
    "render.to_plain",
    "render.views",
    "render.escaping",
    "reports",
    "store.paths",
    "store.index",
    "store.commit_marker",
    "store.stored_history",
}
"""What reads through the index and prints plain text: no TOML, no journal, no library."""
_CHANGE: Final = (
    _LOOK
    - {
        "store.index",
        "store.stored_history",
    }
) | {
    "commands.change_items",
    "commands.planned_changes",
    "commands.item_fields",
    "commands.resolve",
    "commands.owner_options",
    "store",
}
_RICH: Final = {"rich"}
_WRITING: Final = {"tomli"}
_MAY: Final[tuple[tuple[str, set[str], set[str]], ...]] = (
    ("list", _LOOK | {"commands.list_items", "commands.filter_options"}, set()),
    ("list --overdue", _LOOK | {"commands.list_items", "commands.filter_options"}, set()),
    ("list --owner none", _LOOK | {"commands.list_items", "commands.filter_options"}, set()),
    ("list --text force", _LOOK | {"commands.list_items", "commands.filter_options"}, set()),
    (
        "list --json",
        _LOOK | {"commands.list_items", "commands.filter_options", "render.to_json"},
        set(),
    ),
    (
        "list --where overdue",
        _LOOK | {"commands.list_items", "commands.filter_options", "query"},
        set(),
    ),
    (
        "list --color always",
        _LOOK
        | {"commands.list_items", "commands.filter_options", "render.to_table", "render.theme"},
        _RICH,
    ),
    ("summary", _LOOK | {"commands.summary", "commands.filter_options"}, set()),
    ("grades", _LOOK | {"commands.grades"}, set()),
    ("show REC-1", _LOOK | {"commands.show"}, set()),
    ("history", _LOOK | {"commands.history"}, set()),
    ("note REC-1 seen", _CHANGE | {"commands.note"}, _WRITING),
    ("update REC-1 --title Another", _CHANGE | {"commands.update"}, _WRITING),
    ("add rec Letters", _CHANGE | {"commands.add", "commands.word_slips"}, _WRITING),
    ("help where", {"commands", "completion", "domain", "query", "render", "topics"}, set()),
    ("--help", {"cli", "errors"}, set()),
    ("--version", {"cli", "errors"}, set()),
)
_ALWAYS: Final = {
    *("cli", "errors", "light_typing", "patterns"),
    *("commands", "domain", "query", "render", "reports", "store"),
}
"""What every command begins with, and packages, which are empty but for their description."""
_LOADED: Final = """
import json, sys
before = set(sys.modules)
from hmic_tracker.cli import main
code = main(sys.argv[1:])
sys.stdout.flush()
print("\\n" + json.dumps([code, sorted(set(sys.modules) - before)]))
"""


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A plan whose files are older than a tick, and the cache folder whose index knows it."""
    folder = tmp_path_factory.mktemp("start")
    store = write_store(folder / "store", ITEMS)
    time.sleep(2.05)
    return store, folder / "cache"


def _loaded(store: Path, cache: Path, *words: str) -> set[str]:
    """The modules that a command line loads."""
    argv = [sys.executable, "-c", _LOADED]
    placed = [words[0], "--store", str(store), *words[1:]]
    argv += words if words[0] in {"--help", "--version", "help"} else placed
    done = subprocess.run(
        argv,
        capture_output=True,
        text=True,
        check=True,
        env={"XDG_CACHE_HOME": str(cache), "PATH": "/usr/bin:/bin", "TRACKER_USER": "A"},
    )
    code, modules = json.loads(done.stdout.splitlines()[-1])
    assert code == 0, done.stderr
    return set(modules)


@pytest.mark.parametrize(("line", "own", "libraries"), _MAY, ids=[line for line, _, _ in _MAY])
def test_a_command_imports_no_more_than_it_needs(
    line: str, own: set[str], libraries: set[str], settled: tuple[Path, Path], run: Run
) -> None:
    store, cache = settled
    words = line.split()
    if words[0] in {"note", "update", "add"}:
        work = write_store(store.parent / f"{words[0]}-{len(words)}", ITEMS)
    else:
        work = store
        _loaded(store, cache, "list", "--all")
    found = _loaded(work, cache, *words)
    mine = {
        name.removeprefix("hmic_tracker.") for name in found if name.startswith("hmic_tracker.")
    }
    fitting = {name for name in mine for part in own if name == part or name.startswith(f"{part}.")}
    assert mine - fitting - _ALWAYS == set()
    others = {name.partition(".")[0] for name in found} - set(sys.stdlib_module_names)
    others = {name for name in others if not name.endswith("__mypyc")}  # tomli's compiled part
    assert others - {"hmic_tracker"} - libraries == set()


@pytest.mark.parametrize(
    "line",
    [
        *("list", "list --all", "list --overdue", "list --owner none", "list --text force"),
        *("list --count", "list --group-by owner", "list --limit 5", "list --json"),
        *("summary", "grades", "show REC-1", "history"),
    ],
)
def test_looking_loads_nothing_heavy_of_the_standard_library(
    line: str, settled: tuple[Path, Path]
) -> None:
    store, cache = settled
    _loaded(store, cache, "list")
    heavy = {"_hashlib", "_ssl", "asyncio", "decimal", "logging", "multiprocessing", "random"}
    slow = {"typing", "re", "enum", "pathlib", "dataclasses", "inspect", "shutil", "tomllib"}
    found = _loaded(store, cache, *line.split()) & (heavy | slow | {"json"})
    # What makes JSON needs its encoder, which loads re and enum.
    assert found <= ({"json", "re", "enum"} if "--json" in line else set())


@pytest.mark.parametrize(
    "line", ["note REC-1 seen", "update REC-1 --title Another", "add rec Letters"]
)
def test_writing_loads_no_openssl_no_editor_and_nothing_that_looks_into_python(
    line: str, settled: tuple[Path, Path]
) -> None:
    words = line.split()
    work = write_store(settled[0].parent / f"light-{words[0]}", ITEMS)
    _loaded(work, settled[1], *words)  # what a plan's first command makes
    heavy = {"_hashlib", "asyncio", "base64", "dataclasses", "hashlib", "inspect", "logging"}
    heavy |= {"random", "shutil", "sqlite3", "subprocess", "tempfile", "threading", "tomlrt"}
    assert _loaded(work, settled[1], *words) & heavy == set()


def test_typer_is_loaded_for_help_and_for_a_line_that_is_off(settled: tuple[Path, Path]) -> None:
    store, cache = settled
    assert "typer" in _loaded(store, cache, "list", "--help")
    assert "typer" in _loaded(store, cache, "list", "-ox.csv")
    assert "typer" not in _loaded(store, cache, "list", "--output=-", "--limit=5")
