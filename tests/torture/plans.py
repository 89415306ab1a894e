"""Stores to put through it, and what may be said of one from outside."""

from __future__ import annotations

import json
import shutil
import tomllib
from contextlib import redirect_stdout
from functools import cache
from io import StringIO
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Final

from hmic_tracker.cli import main
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.plan import Plan
from hmic_tracker.store import journal
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.operations import read_op
from hmic_tracker.store.reading import read_plan
from hmic_tracker.store.toml import BOM
from tests.torture.children import must

IDS: Final = tuple(f"REC-{n}" for n in range(1, 9))


def make_small(folder: Path) -> Path:
    """A plan of eight recommendations, at the path."""
    return _copy(_small_template(), folder)


def make_empty(folder: Path) -> Path:
    """A plan with nothing in it, at the path."""
    return _copy(_empty_template(), folder)


def items(folder: Path) -> dict[str, Item]:
    """The items that a reader sees, by id; a damaged file fails the test."""
    return by_id(read_plan(folder))


def by_id(plan: Plan) -> dict[str, Item]:
    """A plan's items by id; a damaged file fails the test."""
    assert plan.damaged == (), plan.damaged
    return {item.id: item for item in plan.items}


def rows(folder: Path) -> list[dict[str, Any]]:
    """What `list` shows of all items, by whatever way it reads them; it has to succeed."""
    out = StringIO()
    with redirect_stdout(out):
        code = main(["--store", str(folder), "list", "--all", "--json"])
    assert code == 0, code
    found: list[dict[str, Any]] = json.loads(out.getvalue())["items"]
    return found


def temps(folder: Path) -> list[str]:
    """Temporary files that were left."""
    return sorted(str(path.relative_to(folder)) for path in folder.rglob(".tracker-*"))


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of the plan but what is private and what is temporary, by path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".tracker" not in path.parts and not path.name.startswith(".tracker-")
    }


def check_files(folder: Path) -> None:
    """Every file on the disk can be read, whatever a journal says about it."""
    for path in folder.rglob("*.toml"):
        values = tomllib.loads(path.read_text(encoding="utf-8").removeprefix(BOM))
        assert values, path
        if path.parent.name == "items":
            assert item_of(path.read_text(encoding="utf-8")).id == path.stem
    journal.pending(folder)
    for name in journal.op_names(folder):
        read_op(folder / ".tracker" / "ops" / name)


def check_settled(folder: Path) -> None:
    """After a command that wrote: no journal is pending and nothing temporary is left."""
    assert journal.pending(folder) is None
    assert temps(folder) == []
    check_files(folder)


def _copy(template: Path, folder: Path) -> Path:
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(template, folder)
    return folder


@cache
def _empty_template() -> Path:
    folder = Path(mkdtemp(prefix="tracker-torture-")) / "plan"
    must(folder, "init", str(folder), "--organisation", "Example Police")
    return folder


@cache
def _small_template() -> Path:
    folder = make_empty(Path(mkdtemp(prefix="tracker-torture-")) / "plan")
    for number, _ in enumerate(IDS, 1):
        must(folder, "add", "rec", f"The force should do thing {number}.", "--owner", "Owner 0")
    return folder
