"""`tracker demo`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hmic_tracker.commands import grades, import_report, list_items, summary, update
from hmic_tracker.commands.options import COLOR, Argument, AsPath, Output, call, find_command
from hmic_tracker.commands.output import say, write
from hmic_tracker.commands.session import Session
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Any
from hmic_tracker.store.writing import create_store

if TYPE_CHECKING:
    from types import ModuleType

EXAMPLES = (
    ("tracker demo", "a throw-away plan made from the example report, and a look round it"),
    ("tracker demo ~/try-it", "the same in a folder that you keep"),
)
REPORT = "progress-report-2008-09-11.txt"
DAY = "2008-12-01"
TAKES = (
    Argument(
        "folder",
        "[DIR]",
        "Where; a temporary folder without.",
        "folders",
        required=False,
        type=AsPath,
    ),
    COLOR,
)
_PERSON = "Liaison Officer"


def run(output: Output, folder: Path | None) -> int:
    """Makes a throw-away plan from the example report and shows the main job on it."""
    report = example(REPORT)
    where = (
        folder.expanduser() if folder else Path(tempfile.mkdtemp(prefix="tracker-demo-")) / "plan"
    )
    create_store(where, "Example Police", Session(by=_PERSON).stamp())

    def show(module: ModuleType, line: str, **values: Any) -> None:
        write(f"\n$ tracker {line}\n")
        name = line.partition(" ")[0]
        call(name, find_command(module), {**values, "store": str(where), "color": output.color})

    overdue = f"list --overdue --as-of {DAY}"
    done = f"update REC-5 --status done --on {DAY}"
    show(import_report, f"import {REPORT} --yes", files=(report,), yes=True, by=_PERSON)
    show(list_items, overdue, overdue=True, as_of=DAY)
    show(grades, "grades")
    show(summary, f"summary --as-of {DAY}", as_of=DAY)
    show(update, done, ids=("REC-5",), status="done", on=DAY, by=_PERSON)
    show(list_items, overdue, overdue=True, as_of=DAY)
    say(_next(where))
    Session().say_guess()
    return 0


def example(name: str) -> Path:
    """A file of the examples, in the installed package or in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "examples", package.parent.parent / "examples"):
        if (folder / name).is_file():
            return folder / name
    raise InputError(
        f"the example {name} is not installed",
        "install the package again: pip install hmic-tracker",
    )


def _next(where: Path) -> str:
    return f"""
This plan is yours to try things on. Tell tracker where it is:
  export TRACKER_STORE={where}          (PowerShell: $env:TRACKER_STORE = "{where}")
Then, for example:
  tracker show REC-6                      one recommendation, whole
  tracker update REC-6 --owner "Head of Public Protection"
  tracker list --framework pvp            what is open under a framework
  tracker history                         what was entered, by whom
  tracker --help                          all there is"""
