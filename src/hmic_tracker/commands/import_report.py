"""`tracker import FILE…`."""

import sys
from pathlib import Path
from typing import Final

from hmic_tracker.commands import options
from hmic_tracker.commands.options import Argument, EntryOptions, Option, Output, Words
from hmic_tracker.commands.output import ask, emit, one_page, say
from hmic_tracker.commands.session import Session
from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.sources.text_decoding import LARGEST, decode
from hmic_tracker.domain.changes import Stamp
from hmic_tracker.domain.drafts import Draft
from hmic_tracker.domain.importing import ImportPlan, after_import, carry_forward, plan_import
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import ConflictError, DamagedStoreError, InputError, UsageError
from hmic_tracker.render.to_json.imports import imports_object
from hmic_tracker.render.views.importing import import_page
from hmic_tracker.store.files import cannot_be_read, read_regular
from hmic_tracker.store.reading import read_plan, taken_ids
from hmic_tracker.store.writing import save_plan

EXAMPLES = (
    ("tracker import report.txt --dry-run", "what it would bring, and what was not understood"),
    ("tracker import report.txt --yes", "bring it in without being asked"),
    ("tracker import next.txt --carry", "what it says again goes on from the older items"),
    ("pbpaste | tracker import - --dry-run", "a paste"),
)
Planned = list[tuple[Draft, ImportPlan]]
_NOTHING_NEW: Final = "nothing to write: the plan says all of this already"


TAKES = (
    Argument("files", "FILE...", "Reports as text; - reads a paste.", "files", repeated=True),
    Option("--inspection", "ID", "The inspection it is about.", "inspections"),
    Option("--carry", "", "Carry forward what earlier inspections had."),
    Option("--no-carry", "", "Don't, and don't ask."),
    *(options.YES, options.DRY_RUN, options.BY, options.STORE),
    *options.DRAWING,
)


def run(
    session: Session,
    output: Output,
    entry: EntryOptions,
    files: Words,
    inspection: str | None,
    carry: bool,
    no_carry: bool,
) -> int:
    """Reads a published report into the plan, after a preview.

    What people changed since the last import is kept. The same report twice changes nothing.
    Items that repeat an earlier inspection's are shown; carried forward, they take on its owner,
    board, tags and open steps, and an old item that is still open is superseded.
    """
    if carry and no_carry:
        raise UsageError("--carry and --no-carry are two answers", "leave one of them out")
    session.check()
    stamp, texts = session.stamp(), [_read(str(name)) for name in files]

    def plan_files(carries: bool) -> tuple[Plan, Plan, Planned]:
        return _plan_files(session, texts, inspection, stamp, carries)

    *_, planned = plan_files(carry)
    can_ask = sys.stdin.isatty() and sys.stderr.isatty()
    left = 0 if carry or no_carry else sum(len(one.repeats) for _, one in planned)
    nothing = all(one.writes_nothing for _, one in planned)
    if entry.dry_run or (nothing and (entry.yes or not left or not can_ask)):
        _show(output, planned, written=False)
        say(_NOTHING_NEW if nothing else "nothing was written (--dry-run)")
        _say_repeats(left)
        if not nothing:
            _say_none_repeats(carry, planned)
        return 0
    carries = carry
    if not entry.yes:
        question = f"Write {_size(planned)} to the plan?"
        refusal = f"{_size(planned)} would be written"
        if not can_ask:
            ask(question, refusal)
        _show(output._replace(json=False), planned, written=False)
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
    with session.writing():
        plan, after, again = plan_files(carry)
        if [one for _, one in again] != [one for _, one in planned]:
            raise ConflictError("the plan changed while you were looking", "run the import again")
        if carries != carry:
            plan, after, planned = plan_files(carries)
        save_plan(session.folder, plan, after, stamp, "import")
    if entry.yes or output.json:
        _show(output, planned, written=True)
    say(f"written: {_size(planned)}; next: tracker list --overdue, tracker summary")
    _say_repeats(left)
    _say_none_repeats(carry, planned)
    return 0


def _say_repeats(number: int) -> None:
    """How to carry forward what wasn't."""
    if number:
        verb = "repeats an earlier one and is" if number == 1 else "repeat earlier ones and are"
        what = f"{plural(number, 'item')} {verb} not carried forward"
        say(f"{what}; to do it: the same import with --carry")


def _say_none_repeats(carry: bool, planned: Planned) -> None:
    """That there was nothing to carry forward, and how to do by hand what wasn't recognised."""
    if carry and not any(one.repeats for _, one in planned):
        say("no item repeats an earlier one; to say that one does: tracker link NEW supersedes OLD")


def _plan_files(
    session: Session,
    texts: list[tuple[str, str]],
    inspection: str | None,
    stamp: Stamp,
    carries: bool,
) -> tuple[Plan, Plan, Planned]:
    """The plan before and after, and what each document does to it after the ones before."""
    start = plan = read_plan(session.folder)
    session.name_copies(plan.copies)
    if plan.damaged:
        damage = plan.damaged[0]
        raise DamagedStoreError(
            f"{damage.where}: {damage.problem}",
            "mend it first: an import has to know every item there is",
        )
    taken = taken_ids(session.folder)
    planned = []
    for name, text in texts:
        draft = read_report(text, name, plan.frameworks, plan.scales)
        one = plan_import(plan, draft, stamp, session.today, inspection, taken)
        if carries:
            one = carry_forward(one, draft.on, session.today, stamp)
        planned.append((draft, one))
        plan = after_import(plan, one)
    return start, plan, planned


def _read(name: str) -> tuple[str, str]:
    """A document's name and text; raises InputError."""
    if name == "-":
        if sys.stdin.isatty():
            say("paste the report here, then press Ctrl-D on a line of its own")
        return "the paste", decode(sys.stdin.buffer.read(LARGEST + 1), "the paste")
    path = Path(name).expanduser()
    try:
        data = read_regular(path, LARGEST)
    except FileNotFoundError:
        raise InputError(
            f"there is no file {name}", "check the name; - reads a paste from standard input"
        ) from None
    except OSError as fault:
        if path.is_dir():
            raise InputError(f"{name} is a folder", "name the report's file in it") from None
        raise InputError(
            f"{name} {cannot_be_read(fault)}",
            "check the file; what another program prints is piped in: … | tracker import -",
        ) from None
    return path.name, decode(data, name)


def _show(output: Output, planned: Planned, written: bool) -> None:
    emit(
        output,
        lambda _: one_page(import_page(one, draft) for draft, one in planned),
        lambda: imports_object(planned, written),
    )


def _size(planned: Planned) -> str:
    new = sum(len(one.new) for _, one in planned)
    changed = sum(len(one.changed) for _, one in planned)
    carried = sum(len(one.repeats) for _, one in planned if one.carried)
    parts = [f"{n} {word}" for n, word in ((new, "new"), (changed, "changed")) if n]
    if not parts:
        carrying = f"{plural(carried, 'item')} carried forward"
        return carrying if carried else plural(len(planned), "document")
    many = f"{' and '.join(parts)} {'item' if new + changed == 1 else 'items'}"
    return f"{many}, {carried} carried forward" if carried else many
