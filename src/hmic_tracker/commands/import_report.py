"""`tracker import FILE…`."""

import sys
from pathlib import Path
from typing import Annotated, Final

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.output import Output, ask, emit, say
from hmic_tracker.commands.session import folder_of, new_stamp, today
from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.sources.from_bytes import LARGEST, decode
from hmic_tracker.domain.changes import Stamp
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.domain.importing import (
    ImportPlan,
    after_import,
    carried_forward,
    plan_import,
)
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import ConflictError, DamagedStoreError, InputError, UsageError
from hmic_tracker.render.nodes import Gap, Node, Page
from hmic_tracker.render.to_json.imports import imports_object
from hmic_tracker.render.views.importing import import_page
from hmic_tracker.store.reading import read_plan, taken_ids
from hmic_tracker.store.writing import save_plan, writing

EXAMPLES = (
    ("tracker import report.txt --dry-run", "what it would bring, and what was not understood"),
    ("tracker import report.txt --yes", "bring it in without being asked"),
    ("tracker import next.txt --carry", "what it says again goes on from the older items"),
    ("pbpaste | tracker import - --dry-run", "a paste"),
)
Planned = list[tuple[Draft, ImportPlan]]
_NOTHING_NEW: Final = "nothing to write: the plan says all of this already"


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
    carry: Annotated[
        bool, typer.Option("--carry", help="Carry forward what earlier inspections had.")
    ] = False,
    no_carry: Annotated[bool, typer.Option("--no-carry", help="Don't, and don't ask.")] = False,
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
    Items that repeat an earlier inspection's are shown; carried forward, they take on its owner,
    board, tags and open steps, and an old item that is still open is superseded.
    """
    if carry and no_carry:
        raise UsageError("--carry and --no-carry are two answers", "leave one of them out")
    folder, stamp = folder_of(store), new_stamp(by)
    texts = [_read(name) for name in files]

    def planned(carries: bool) -> tuple[Plan, Planned]:
        return _planned(folder, texts, inspection, stamp, carries)

    _, found = planned(carry)
    output = Output(json, width, color)
    can_ask = sys.stdin.isatty() and sys.stderr.isatty()
    left = 0 if carry or no_carry else sum(len(one.repeats) for _, one in found)
    nothing = _writes_nothing(found)
    if dry_run or (nothing and (yes or not left or not can_ask)):
        _show(output, found, written=False)
        say(_NOTHING_NEW if nothing else "nothing was written (--dry-run)")
        _tell_of_repeats(left)
        if not nothing:
            _tell_of_none(carry, found)
        return 0
    carries = carry
    if not yes:
        question = f"Write {_size(found)} to the plan?"
        refusal = f"{_size(found)} would be written"
        if not can_ask:
            ask(question, refusal)
        _show(Output(False, width, color), found, written=False)
        if nothing:
            say(_NOTHING_NEW)
        elif not ask(question, refusal):
            say("nothing was written")
            return 0
        if left and ask(f"Carry {plural(left, 'item')} forward?", refusal):
            carries, left = True, 0
        elif nothing:
            say("nothing was written")
            return 0
    with writing(folder):
        plan, again = planned(carry)
        if [one for _, one in again] != [one for _, one in found]:
            raise ConflictError("the plan changed while you were looking", "run the import again")
        if carries != carry:
            plan, found = planned(carries)
        save_plan(folder, plan, _after(plan, found), stamp, "import")
    if yes or json:
        _show(output, found, written=True)
    say(f"written: {_size(found)}; next: tracker list --overdue, tracker summary")
    _tell_of_repeats(left)
    _tell_of_none(carry, found)
    return 0


def _writes_nothing(found: Planned) -> bool:
    return all(one.writes_nothing for _, one in found)


def _tell_of_repeats(number: int) -> None:
    """How to carry forward what wasn't."""
    if number:
        verb = "repeats an earlier one and is" if number == 1 else "repeat earlier ones and are"
        what = f"{plural(number, 'item')} {verb} not carried forward"
        say(f"{what}; to do it: the same import with --carry")


def _tell_of_none(carry: bool, found: Planned) -> None:
    """That there was nothing to carry forward, and how to do by hand what wasn't recognised."""
    if carry and not any(one.repeats for _, one in found):
        say("no item repeats an earlier one; to say that one does: tracker link NEW supersedes OLD")


def _planned(
    folder: Path,
    texts: list[tuple[str, str]],
    inspection: str | None,
    stamp: Stamp,
    carries: bool,
) -> tuple[Plan, Planned]:
    """The plan as it is, and what each document does to it after the ones before."""
    start = plan = read_plan(folder)
    if plan.damaged:
        damage = plan.damaged[0]
        raise DamagedStoreError(
            f"{damage.where}: {damage.problem}",
            "mend it first: an import has to know every item there is",
        )
    taken = taken_ids(folder)
    found = []
    for name, text in texts:
        draft = read_report(text, name, plan.frameworks, plan.scales)
        one = plan_import(plan, draft, stamp, today(), inspection, taken)
        if carries:
            one = carried_forward(one, draft.on, today(), stamp)
        found.append((draft, one))
        plan = after_import(plan, one)
    return start, found


def _after(plan: Plan, found: Planned) -> Plan:
    for _, one in found:
        plan = after_import(plan, one)
    return plan


def _read(name: str) -> tuple[str, str]:
    """A document's name and text; raises InputError."""
    if name == "-":
        if sys.stdin.isatty():
            say("paste the report here, then press Ctrl-D on a line of its own")
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


def _show(output: Output, found: Planned, written: bool) -> None:
    def page(_: bool) -> Page:
        blocks: list[Node] = []
        for draft, one in found:
            blocks += [Gap(), Gap()] if blocks else []
            blocks += import_page(one, draft)
        return tuple(blocks)

    emit(output, page, lambda: imports_object(found, written))


def _size(found: Planned) -> str:
    new = sum(len(one.new) for _, one in found)
    changed = sum(len(one.changed) for _, one in found)
    carried = sum(len(one.repeats) for _, one in found if one.carried)
    parts = [f"{n} {word}" for n, word in ((new, "new"), (changed, "changed")) if n]
    if not parts:
        return f"{plural(carried, 'item')} carried forward" if carried else _documents(found)
    many = f"{' and '.join(parts)} {'item' if new + changed == 1 else 'items'}"
    return f"{many}, {carried} carried forward" if carried else many


def _documents(found: Planned) -> str:
    return plural(len(found), "document")
