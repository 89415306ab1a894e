"""`tracker check`."""

from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.output import Output, emit, say
from hmic_tracker.commands.session import entry_day, folder_of, new_stamp, today
from hmic_tracker.domain.changes import recorded_outside
from hmic_tracker.domain.check_items import can_be_recorded
from hmic_tracker.domain.checks import check
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.words import plural
from hmic_tracker.render.to_json.check import check_object
from hmic_tracker.render.views.check import check_page
from hmic_tracker.render.views.entries import changes_text
from hmic_tracker.store.check_reading import CheckedFolder, read_for_check
from hmic_tracker.store.folder import SETTINGS
from hmic_tracker.store.reading import load_items, read_settings
from hmic_tracker.store.writing import Saved, item_write, save, writing

EXAMPLES = (
    ("tracker check", "what is damaged, and what a person should look at"),
    ("tracker check --record", "enter what was changed by hand into the history"),
    ("tracker check --strict --json", "for a script: notes count as well"),
)
FOUND = 1


def run(
    record: Annotated[
        bool, typer.Option("--record", help="Enter what was changed by hand into the history.")
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 for notes too.")] = False,
    on: options.On = None,
    by: options.By = None,
    store: options.Store = None,
    json: options.Json = False,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Looks for damage and for what a person should settle; silent where there is nothing."""
    folder = folder_of(store)
    found = read_for_check(folder)
    recorded = _record(found, on, by) if record else []
    if recorded:
        found = read_for_check(folder)
        if not json:
            lines = [f"{item.id}: {_said(item)}" for item in recorded]
            say("\n".join([*lines, f"{plural(len(recorded), 'item')} recorded as changed by hand"]))
    findings = check(found.plan, found.facts, today(), found.line_of)
    if findings or json:
        ids = [item.id for item in recorded]
        emit(
            Output(json, width, color),
            lambda _: check_page(findings),
            lambda: check_object(findings, today(), found.plan.damaged, ids),
        )
    return FOUND if any(strict or finding.level == "error" for finding in findings) else 0


def _record(found: CheckedFolder, on: str | None, by: str | None) -> list[Item]:
    """Enters outside changes into the histories, as one op; the items as they are then."""
    ids = [file.item.id for file in found.facts.items if can_be_recorded(file)]
    if not found.facts.settings_read:
        say(f"nothing was recorded: {SETTINGS} can't be read")
        return []
    if not ids:
        return []
    day, stamp = entry_day(on), new_stamp(by)
    with writing(found.folder):
        read_settings(found.folder)  # raises where it was replaced by a newer one meanwhile
        loaded, _ = load_items(found.folder, ids)
        pairs = [(one, recorded_outside(one.item, day, stamp)) for one in loaded]
        changed = [(one, after) for one, after in pairs if after != one.item]
        save(
            found.folder, [item_write(Saved(one, after)) for one, after in changed], stamp, "check"
        )
    return [after for _, after in changed]


def _said(item: Item) -> str:
    born = len(item.history) == 1
    return ", ".join(changes_text(item.history[-1].changes, born))
