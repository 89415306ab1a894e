"""`tracker evidence …`: what shows that something was done."""

from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.editing import ChangeRequest, carry_out
from hmic_tracker.commands.output import Output, emit, say
from hmic_tracker.commands.references import evidence_fields, needed
from hmic_tracker.commands.session import folder_of, report_damage, today
from hmic_tracker.domain.ids import expand
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import UsageError
from hmic_tracker.render.to_json.check import evidence_object
from hmic_tracker.render.views.evidence import evidence_page
from hmic_tracker.store.evidence_files import checked
from hmic_tracker.store.index.queries import read_plan
from hmic_tracker.store.reading import item_ids

EXAMPLES_OF = {
    "add": (
        ("tracker evidence add REC-1 policy.pdf --shows 'the new policy'", "a file"),
        ("tracker evidence add REC-1 'DOC 12/27' --shows 'minutes of 3 Nov'", "a reference"),
        ("tracker evidence add REC-1 https://example.org/a --shows 'published'", "a page"),
    ),
    "check": (
        ("tracker evidence check", "files that are missing, or not what they were"),
        ("tracker evidence check REC-1..4 --json", "of some items, for a script"),
    ),
}


def add(
    words: Annotated[
        list[str], typer.Argument(metavar="ID... REFERENCE", help="Items, then what shows it.")
    ],
    shows: options.Shows = None,
    on: options.On = None,
    by: options.By = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Adds evidence to items: a file, a URL, a document's number.

    A file is kept with its SHA-256 and size, so that `evidence check` knows it again.
    """
    ids, ref = words[:-1], words[-1]
    if not ids:
        raise UsageError(
            "evidence needs an item and a reference",
            "write: tracker evidence add REC-1 FILE --shows 'what it shows'",
        )
    said = needed(shows, "--shows", "evidence")
    asked = ChangeRequest({}, event="evidence", of_each=evidence_fields(ref, said, on, store))
    return carry_out(ids, asked, store=store, on=on, by=by, yes=yes, dry_run=dry_run, json=json)


def check(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]...", help="Those items; else all.")
    ] = None,
    store: options.Store = None,
    json: options.Json = False,
    width: options.Width = None,
    color: options.Color = "auto",
) -> int:
    """Looks whether files are there, and still what they were.

    The exit code is 1 where one is missing or changed.
    """
    folder = folder_of(store)
    wanted = set(expand(ids, item_ids(folder))) if ids else None
    plan = read_plan(folder)
    items = [item for item in plan.items if wanted is None or item.id in wanted]
    found = checked(folder, items)
    wrong = [one for one in found if one.state not in {"unchanged", "reference"}]
    files = sum(one.state != "reference" for one in found)
    if wrong or json:
        emit(
            Output(json, width, color),
            lambda _: evidence_page(wrong),
            lambda: evidence_object(found, today(), plan.damaged),
        )
    if not json:
        say(
            f"{plural(len(found), 'piece')} of evidence, {plural(files, 'file')} among them: "
            f"{len(wrong)} missing or changed"
        )
    return report_damage(plan.damaged) or int(bool(wrong))


COMMANDS = {"add": add, "check": check}
