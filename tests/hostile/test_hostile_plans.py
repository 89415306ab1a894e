"""A plan from anybody: whatever was done to it, no command hangs, grows, faults or leaves it.

Short form: each plan with a command, which differs from plan to plan and writes in every second.
Full (TRACKER_TORTURE=1): each plan with each command.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from hmic_tracker.cli import main
from tests.hostile.plans import PLANS, make_witness
from tests.hostile.watchdog import picture, watched
from tests.torture.children import must
from tests.torture.sizes import FULL

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="forks, FIFOs, devices and /proc")

_EDITOR: Final = "#!/bin/sh\nsed -i 's/force/Force/' \"$1\"\n"
COMMANDS: Final = {
    "list": ("list", "--all"),
    "list --no-index": ("list", "--all", "--no-index"),
    "show": ("show", "REC-1"),
    "summary": ("summary", "--since", "2008-09-01"),
    "grades": ("grades",),
    "trend": ("trend",),
    "history": ("history",),
    "as of": ("list", "--as-of", "2008-10-01"),
    "check": ("check",),
    "check --record": ("check", "--record"),
    "update": ("update", "REC-1", "--owner", "Head of CID"),
    "bulk update": ("update", "REC-1..2", "--tag", "seen", "--yes"),
    "note": ("note", "REC-2", "seen"),
    "add": ("add", "rec", "The force should look again."),
    "add with an id that is new": ("add", "rec", "The force should look once more.", "--yes"),
    "undo": ("undo", "--yes"),
    "undo --redo": ("undo", "--redo", "--yes"),
    "edit": ("edit", "REC-1"),
    "import": ("import", "REPORT", "--yes"),
    "evidence add": ("evidence", "add", "REC-2", "../evidence/minutes.txt"),
    "evidence check": ("evidence", "check"),
    "verify": ("verify", "REC-1", "--by", "Somebody", "--override", "seen"),
    "action add": ("action", "add", "REC-1", "Agree one template"),
    "link": ("link", "REC-2", "duplicates", "REC-1"),
    "report": ("report", "--meeting", "2008-12-11"),
    "report --record": (
        "report",
        "--number",
        "9",
        "--meeting",
        "2008-12-11",
        "--record",
        "-o",
        "OUT",
    ),
    "remind": ("remind", "-o", "DRAFTS"),
    "remind --answers": ("remind", "--answers"),
    "remind --void": ("remind", "--void", "1"),
    "person add": ("person", "add", "Head of CID"),
    "inspection add": ("inspection", "add", "Phase Two", "--id", "phase-two"),
    "inspection list": ("inspection", "list"),
    "completion": ("__complete", "list", "--owner", ""),
}
_WRITING: Final = (
    "note",
    "undo",
    "undo --redo",
    "bulk update",
    "add",
    "import",
    "inspection add",
    "check --record",
)
_NAMES: Final = list(COMMANDS)


@pytest.fixture(scope="module")
def ordinary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an ordinary plan of two items, its evidence, and kept commands."""
    folder = tmp_path_factory.mktemp("ordinary")
    plan = folder / "plan"
    (folder / "evidence").mkdir()
    (folder / "evidence" / "minutes.txt").write_text("minutes\n")
    environment = {"TRACKER_TODAY": "2008-10-01", "TRACKER_USER": "Liaison Officer"}
    saved = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    here = Path.cwd()
    os.chdir(plan.parent)
    try:
        assert main(["init", str(plan)]) == 0
        for words in (
            ("inspection", "add", "Phase One", "--id", "phase-one", "--published", "2007-10"),
            ("add", "rec", "The force should do more.", "--inspection", "phase-one"),
            ("add", "rec", "The force should do less.", "--due", "2008-10"),
            ("evidence", "add", "REC-1", "evidence/minutes.txt", "--shows", "it was agreed"),
            ("update", "REC-1", "--status", "done"),
            ("note", "REC-1", "seen in three boroughs"),
            ("update", "REC-2", "--owner", "Head of CID", "--new-owner"),
            ("remind", "-o", str(folder / "drafts")),
        ):
            must(plan, *words)
        paper = folder / "paper.txt"
        must(
            plan, "report", "--number", "8", "--meeting", "2008-10-01", "--record", "-o", str(paper)
        )
    finally:
        os.chdir(here)
        for name, value in saved.items():
            os.environ.pop(name, None) if value is None else os.environ.update({name: value})
    return folder


def _cases() -> Iterator[tuple[str, str]]:
    for nth, name in enumerate(PLANS):
        if FULL:
            yield from ((name, command) for command in COMMANDS)
        else:
            writes = _WRITING[nth // 2 % len(_WRITING)]
            yield name, writes if nth % 2 else _NAMES[7 * nth % len(_NAMES)]


@pytest.mark.parametrize(("name", "command"), list(_cases()))
def test_no_plan_leads_a_command_out_of_itself(
    name: str, command: str, ordinary: Path, tmp_path: Path
) -> None:
    work = tmp_path / "work"
    shutil.copytree(ordinary, work)
    plan, witness = work / "plan", work / "witness"
    make_witness(witness)
    out = tmp_path / "out"
    out.mkdir()
    report = work / "report.txt"
    report.write_text(
        "Phase Two\n\nNeighbourhood Policing\n\nRECOMMENDATION 1 - That the force looks again.\n"
    )
    editor = tmp_path / "editor"
    editor.write_text(_EDITOR)
    editor.chmod(0o755)
    PLANS[name](plan, witness)
    before = _outside(work)
    words = {"REPORT": str(report), "OUT": str(out / "paper.txt"), "DRAFTS": str(out / "drafts")}
    environment = {
        "EDITOR": str(editor),
        "XDG_CACHE_HOME": str(tmp_path / "cache"),
        "TRACKER_STORE": str(plan),
    }
    argv = [words.get(word, word) for word in COMMANDS[command]]
    outcome = watched(plan, *argv, environment=environment)
    assert outcome.faults == [], outcome.ended
    assert _outside(work) == before


def _outside(work: Path) -> dict[str, tuple[object, ...]]:
    """All that stands beside the plan."""
    found = picture(work)
    return {name: what for name, what in found.items() if name.split("/")[0] != "plan"}
