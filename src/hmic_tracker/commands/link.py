"""`tracker link ID RELATION ID`."""

from __future__ import annotations

from collections.abc import Mapping

from hmic_tracker.commands.change_items import print_changes
from hmic_tracker.commands.options import (
    ITEM_ENTRY,
    PUBLISH,
    REASON,
    Argument,
    EntryOptions,
    Option,
)
from hmic_tracker.commands.output import ask, can_ask, say
from hmic_tracker.commands.resolve import expanded
from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry, record_outside_changes
from hmic_tracker.domain.dates import format_due_echo, say_in_full
from hmic_tracker.domain.items import LINKED, UNLINKED, Item
from hmic_tracker.domain.linking import LinkChange, link_changes, unlink_changes
from hmic_tracker.domain.links import parse_relation
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.views.history_entries import changes_text
from hmic_tracker.store.reading import load_items, read_plan
from hmic_tracker.store.writing import ItemUpdate, item_write, save

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.succession import TakenDates

EXAMPLES = (
    ("tracker link REC-17 carried-from REC-3", "what an earlier inspection said already"),
    ("tracker link AFI-4 duplicates REC-2", "AFI-4 leaves the counts, REC-2 stands for it"),
    ("tracker link REC-9 supersedes REC-2 --reason 'widened in phase two'", "REC-2 is superseded"),
    ("tracker link AFI-4 duplicates REC-2 --remove", "it was another matter"),
)
TAKES = (
    Argument("item", "ID", "The item that it is said of.", "ids"),
    Argument("relation", "RELATION", "duplicates, implements, answers, supersedes …", "relations"),
    Argument("other", "ID", "The item that it points to.", "ids"),
    Option("--remove", "", "Takes the link away."),
    REASON,
    PUBLISH,
    *ITEM_ENTRY,
)


def run(
    session: Session, entry: EntryOptions, item: str, relation: str, other: str, remove: bool
) -> int:
    """Says how two items hang together; both show it.

    What duplicates another item leaves the counts; what is superseded gets that status, and the
    item that takes its place takes over owner, board, open steps and dates: it is as late. Its
    first date is the earlier of the two; a later present one of its own holds with --reason.
    """
    session.check()
    word = parse_relation(relation)
    first, second = _one_id(session, item), _one_id(session, other)
    stamp = session.stamp()

    def plan_links() -> dict[str, LinkChange]:
        plan = read_plan(session.folder)
        items = {one.id: one for one in plan.items}
        if gone := [one for one in plan.taken_back if one.id in {first, second}]:
            from hmic_tracker.commands.taken_back import leave_out

            leave_out(session, gone, all_of_them=True)
        unreadable = [one for one in (first, second) if one not in items]
        if unreadable:
            raise NotFoundError(f"{unreadable[0]} can't be read", "see: tracker check")
        if remove:
            return dict(unlink_changes(items, first, word, second, entry.reason))
        return dict(link_changes(items, first, word, second, entry.reason, plan.board_of))

    links = plan_links()
    is_question = word == "supersedes" and not (entry.yes or entry.dry_run or remove)
    if is_question and not _confirmed(links):
        say("nothing was written")
        return 0
    if links and not entry.dry_run:
        with session.writing():
            links = plan_links()
            loaded, _ = load_items(session.folder, list(links))
            after = (
                _after(one.item, links[one.item.id], session, stamp, entry, remove)
                for one in loaded
            )
            writes = [item_write(ItemUpdate(*both)) for both in zip(loaded, after, strict=True)]
            save(session.folder, writes, stamp, "link")
    what = f"{first} {word} {second}"
    if entry.json:
        changes = {item_id: one.changes for item_id, one in links.items()}
        print_changes(session, bool(links) and not entry.dry_run, changes)
    elif not links:
        say(f"{what}: it is so already, nothing written")
    else:
        say("\n".join(_lines(links, " would change" if entry.dry_run else "")))
        if not remove and any(map(_ends_deferral, links.values())):
            say(f"take note: the deferral of {second} is not passed on: {first} is not deferred")
        if not entry.dry_run:
            on = format_due_echo(session.entry_day.isoformat())
            say(f"{what}{' no more' if remove else ''} (on {on})")
    return 0


def _confirmed(links: Mapping[str, LinkChange]) -> bool:
    """Show what an item passes on to the one in its place, and ask; a pipe is only asked of parts.

    Raises UsageError where nobody can be asked.
    """
    if not links or not (can_ask() or len(links) > len(("heir", "old"))):
        return True
    say("\n".join(_lines(links, " would change")))
    number = plural(len(links), "item")
    return ask(f"Change {number}?", f"{number} would change")


def _lines(links: Mapping[str, LinkChange], verb: str) -> list[str]:
    """What changes in each item, and which of several dates holds there."""
    lines = []
    for item_id, one in links.items():
        if changes := changes_text(one.changes):
            lines.append(f"{item_id}{verb}: {', '.join(changes)}")
        if dates := _dates_text(one.dates):
            lines.append(f"{item_id}: {dates}")
    return lines


def _ends_deferral(link: LinkChange) -> bool:
    """Whether an item is deferred no more."""
    return any((c.field, c.new) == ("deferred_until", None) for c in link.changes)


def _after(
    item: Item,
    link: LinkChange,
    session: Session,
    stamp: Stamp,
    options: EntryOptions,
    remove: bool,
) -> Item:
    """The item with the entries of a link; only a reason that was given can be for papers."""
    before, day = record_outside_changes(item, session.entry_day, stamp), session.entry_day
    day = max(day, before.began or day)
    event = UNLINKED if remove else LINKED
    for fields, reason in link.entries:
        changes = changes_to(before, fields, is_decision=False)
        entry = next_entry(before, day, stamp, event, changes, reason=reason)
        is_given = options.reason is not None and reason == options.reason
        before = apply(before, entry._replace(published=options.publish and is_given))
    return before


def _dates_text(dates: TakenDates) -> str:
    """Which date holds and which is the first, where an item's own is one of several."""
    first, own, holds = (
        say_in_full(due) if due else None for due in (dates.first, dates.own, dates.holds)
    )
    is_first = f"first date {first}" if first and first != holds else ""
    if own is None or own == holds:
        return f"{is_first}, date {holds or 'none'}" if is_first else ""
    why = f"date {holds}: its own, {own}, holds only with --reason"
    return f"{is_first}, {why}" if is_first else why


def _one_id(session: Session, typed: str) -> str:
    ids = expanded(session, [typed])
    if len(ids) != 1:
        raise UsageError(f"{typed[:60]} is several items", "a link is between two: REC-5 and REC-3")
    return ids[0]
