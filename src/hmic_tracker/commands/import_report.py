"""`tracker import FILE…`."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.output import Output, ask, emit, say
from hmic_tracker.commands.session import folder_of, new_stamp, today
from hmic_tracker.documents.from_bytes import LARGEST, decode
from hmic_tracker.documents.from_text import read_report
from hmic_tracker.domain.changes import Stamp
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.domain.importing import ImportPlan, after_import, plan_import
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import ConflictError, DamagedStoreError, InputError
from hmic_tracker.render.blocks import Block, Gap, Page
from hmic_tracker.render.json_values import Object, import_object
from hmic_tracker.render.views.importing import import_page
from hmic_tracker.store.reading import read_plan, taken_ids
from hmic_tracker.store.writing import save_plan, writing

EXAMPLES = (
    ("tracker import report.txt --dry-run", "what it would bring, and what was not understood"),
    ("tracker import report.txt --yes", "bring it in without being asked"),
    ("pbpaste | tracker import - --dry-run", "a paste"),
)


def run(
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Reports as text; - reads a paste.")
    ],
    inspection: Annotated[
        str | None,
        typer.Option(
            "--inspection", metavar="ID", help="The inspection it is about.", show_default=False
        ),
    ] = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    by: options.By = None,
    store: options.Store = None,
    json: options.Json = False,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Reads a published report into the plan, after a preview.

    What people changed since the last import is kept. The same report twice changes nothing.
    """
    folder = folder_of(store)
    texts = [_read(name) for name in files]
    stamp = new_stamp(by)
    _, found = _planned(folder, texts, inspection, stamp)
    output = Output(json, width, color)
    nothing = all(one.writes_nothing for _, one in found)
    if dry_run or nothing:
        _show(output, found, written=False)
        say(
            "nothing to write: the plan says all of this already"
            if nothing
            else "nothing was written (--dry-run)"
        )
        return 0
    if not yes:
        question = f"Write {_size(found)} to the plan?"
        refusal = f"{_size(found)} would be written"
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            ask(question, refusal)
        _show(Output(False, width, color), found, written=False)
        if not ask(question, refusal):
            say("nothing was written")
            return 0
    with writing(folder):
        fresh, again = _planned(folder, texts, inspection, stamp)
        if [one for _, one in again] != [one for _, one in found]:
            raise ConflictError("the plan changed while you were looking", "run the import again")
        save_plan(folder, fresh, _after(fresh, again), stamp, "import")
    if yes or json:
        _show(output, found, written=True)
    say(f"written: {_size(found)}; next: tracker list --overdue, tracker summary")
    return 0


def _planned(
    folder: Path, texts: list[tuple[str, str]], inspection: str | None, stamp: Stamp
) -> tuple[Plan, list[tuple[Draft, ImportPlan]]]:
    """The plan as it is, and what each document does to it after the ones before."""
    start = plan = read_plan(folder)
    if plan.damaged:
        damage = plan.damaged[0]
        where = f"{damage.path}:{damage.line}" if damage.line else damage.path
        raise DamagedStoreError(
            f"{where}: {damage.problem}", "mend it first: an import has to know every item there is"
        )
    taken = taken_ids(folder)
    found = []
    for name, text in texts:
        draft = read_report(text, name, plan.frameworks, plan.scales)
        one = plan_import(plan, draft, stamp, today(), inspection, taken)
        found.append((draft, one))
        plan = after_import(plan, one)
    return start, found


def _after(plan: Plan, found: Sequence[tuple[Draft, ImportPlan]]) -> Plan:
    for _, one in found:
        plan = after_import(plan, one)
    return plan


def _read(name: str) -> tuple[str, str]:
    """A document's name and text; raises InputError."""
    if name == "-":
        return "the paste", decode(sys.stdin.buffer.read(LARGEST + 1), "the paste")
    path = Path(name).expanduser()
    try:
        if path.stat().st_size > LARGEST:
            raise InputError(
                f"{name} is larger than {LARGEST // (1024 * 1024)} MB",
                "import the report alone, as text",
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(
            f"there is no file {name}", "check the name; - reads a paste from standard input"
        ) from None
    except IsADirectoryError:
        raise InputError(f"{name} is a folder", "name the report's file in it") from None
    except OSError as fault:
        raise InputError(
            f"{name} can't be read: {(fault.strerror or '').lower()}",
            "check the file, and try again",
        ) from None
    return path.name, decode(data, name)


def _show(output: Output, found: list[tuple[Draft, ImportPlan]], written: bool) -> None:
    def page(_: bool) -> Page:
        blocks: list[Block] = []
        for draft, one in found:
            blocks += [Gap(), Gap()] if blocks else []
            blocks += import_page(one, draft)
        return tuple(blocks)

    def value() -> Object:
        objects = [import_object(one, draft, written) for draft, one in found]
        return (
            objects[0]
            if len(objects) == 1
            else {"schema": 1, "kind": "imports", "imports": objects}
        )

    emit(output, page, value)


def _size(found: list[tuple[Draft, ImportPlan]]) -> str:
    new = sum(len(one.new) for _, one in found)
    changed = sum(len(one.changed) for _, one in found)
    parts = [f"{n} {word}" for n, word in ((new, "new"), (changed, "changed")) if n]
    return (
        f"{' and '.join(parts)} {'item' if new + changed == 1 else 'items'}"
        if parts
        else plural(len(found), "document")
    )
