"""`tracker demo`."""

import tempfile
from pathlib import Path
from typing import Annotated

import typer

from hmic_tracker.commands import grades, import_report, list_items, options, summary, update
from hmic_tracker.commands.output import say, write
from hmic_tracker.commands.session import new_stamp
from hmic_tracker.errors import InputError
from hmic_tracker.store.writing import create_store

EXAMPLES = (
    ("tracker demo", "a throw-away plan made from the example report, and a look round it"),
    ("tracker demo ~/try-it", "the same in a folder that you keep"),
)
REPORT = "progress-report-2008-09-11.txt"
DAY = "2008-12-01"


def run(
    folder: Annotated[
        Path | None, typer.Argument(metavar="[DIR]", help="Where; a temporary folder without.")
    ] = None,
    color: options.Color = "auto",
) -> int:
    """Makes a throw-away plan from the example report and shows the main job on it."""
    report = example(REPORT)
    where = (
        folder.expanduser() if folder else Path(tempfile.mkdtemp(prefix="tracker-demo-")) / "plan"
    )
    create_store(where, "Example Police", new_stamp("Liaison Officer"))
    _typed(f"tracker import {REPORT} --yes")
    import_report.run([str(report)], yes=True, by="Liaison Officer", store=where, color=color)
    _typed(f"tracker list --overdue --as-of {DAY}")
    list_items.run(overdue=True, as_of=DAY, store=where, color=color)
    _typed("tracker grades")
    grades.run(store=where, color=color)
    _typed(f"tracker summary --as-of {DAY}")
    summary.run(as_of=DAY, store=where, color=color)
    _typed(f"tracker update REC-5 --status done --on {DAY}")
    update.run(["REC-5"], status="done", on=DAY, by="Liaison Officer", store=where)
    _typed(f"tracker list --overdue --as-of {DAY}")
    list_items.run(overdue=True, as_of=DAY, store=where, color=color)
    say(_next(where))
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


def _typed(line: str) -> None:
    write(f"\n$ {line}\n")


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
