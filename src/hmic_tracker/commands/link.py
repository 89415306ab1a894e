"""`tracker link ID RELATION ID`."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated

import typer

from hmic_tracker.commands import options
from hmic_tracker.commands.output import say, write
from hmic_tracker.commands.session import entry_day, folder_of, new_stamp
from hmic_tracker.domain.changes import Stamp, apply, changes_to, recorded_outside
from hmic_tracker.domain.dates import say_understood
from hmic_tracker.domain.ids import expand
from hmic_tracker.domain.items import Entry, Item
from hmic_tracker.domain.linking import Linked, linked, unlinked
from hmic_tracker.domain.links import parse_relation
from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.render.views.entries import changes_text
from hmic_tracker.store.reading import item_ids, load_items, read_plan
from hmic_tracker.store.writing import Saved, item_write, save, writing

EXAMPLES = (
    ("tracker link REC-17 carried-from REC-3", "what an earlier inspection said already"),
    ("tracker link AFI-4 duplicates REC-2", "AFI-4 leaves the counts, REC-2 stands for it"),
    ("tracker link REC-9 supersedes REC-2 --reason 'widened in phase two'", "REC-2 is superseded"),
    ("tracker link AFI-4 duplicates REC-2 --remove", "it was another matter"),
)


def run(
    item: Annotated[str, typer.Argument(metavar="ID", help="The item that it is said of.")],
    relation: Annotated[
        str,
        typer.Argument(
            metavar="RELATION", help="duplicates, implements, supersedes, carried-from, relates"
        ),
    ],
    other: Annotated[str, typer.Argument(metavar="ID", help="The item that it points to.")],
    remove: Annotated[bool, typer.Option("--remove", help="Takes the link away.")] = False,
    reason: options.Reason = None,
    on: options.On = None,
    by: options.By = None,
    dry_run: options.DryRun = False,
    store: options.Store = None,
    json: options.Json = False,
) -> int:
    """Says how two items hang together; both show it.

    What duplicates another item leaves the counts; what is superseded gets that status.
    """
    folder, day = folder_of(store), entry_day(on)
    word = parse_relation(relation)
    known = item_ids(folder)
    first, second = _one(item, known), _one(other, known)
    stamp = new_stamp(by)

    def asked() -> dict[str, Linked]:
        plan = read_plan(folder)
        items = {one.id: one for one in plan.items}
        lost = [one for one in (first, second) if one not in items]
        if lost:
            raise NotFoundError(f"{lost[0]} can't be read", "see: tracker check")
        make = unlinked if remove else linked
        return dict(make(items, first, word, second, reason))

    found = asked()
    if found and not dry_run:
        with writing(folder):
            found = asked()
            loaded, _ = load_items(folder, list(found))
            after = {
                one.item.id: _after(one.item, found[one.item.id], day, stamp, remove)
                for one in loaded
            }
            writes = [item_write(Saved(one, after[one.item.id])) for one in loaded]
            save(folder, writes, stamp, "link")
    _tell(json, found, day, dry_run, f"{first} {word} {second}", remove)
    return 0


def _after(item: Item, what: Linked, day: date, stamp: Stamp, removed: bool) -> Item:
    before = recorded_outside(item, day, stamp)
    entry = Entry(
        n=len(before.history) + 1,
        on=max(day, before.history[0].on) if before.history else day,
        recorded=stamp.recorded,
        by=stamp.by,
        op=stamp.op,
        event="unlinked" if removed else "linked",
        changes=changes_to(before, what.fields),
        reason=what.reason,
    )
    return apply(before, entry)


def _one(typed: str, known: list[str]) -> str:
    found = expand([typed], known)
    if len(found) != 1:
        raise UsageError(f"{typed[:60]} is several items", "a link is between two: REC-5 and REC-3")
    return found[0]


def _tell(
    json: bool, found: Mapping[str, Linked], on: date, dry_run: bool, what: str, removed: bool
) -> None:
    if json:
        from hmic_tracker.render.to_json import dump
        from hmic_tracker.render.to_json.changes import update_object

        changed = ((item_id, one.changes) for item_id, one in found.items())
        write(dump(update_object(on, bool(found) and not dry_run, changed)))
        return
    if not found:
        say(f"{what}: it is so already, nothing written")
        return
    verb = " would change" if dry_run else ""
    for item_id, one in found.items():
        say(f"{item_id}{verb}: {', '.join(changes_text(one.changes))}")
    if not dry_run:
        say(f"{what}{' no more' if removed else ''} (on {say_understood(on.isoformat())})")
