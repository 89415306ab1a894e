"""`tracker inspection merge|remove`: two that are one, and one that shouldn't be there."""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.options import Argument, CommandDefinition, EntryOptions, Option
from hmic_tracker.commands.output import ask, can_ask, say, write_json
from hmic_tracker.domain.words import folded, plural
from hmic_tracker.errors import DamagedStoreError, InputError, NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.inspection_joining import Conflict, JoinedInspection
    from hmic_tracker.domain.inspection_removal import Removal
    from hmic_tracker.domain.inspections import Inspection
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.record_history import Path

_MOST_NAMED: Final = 8
"""So many items that look alike are named one by one."""


def known_inspection(plan: Plan, name: str) -> Inspection:
    """The inspection of a name; where that is of one that was merged into it, it is said so."""
    from hmic_tracker.query.names import inspection_named

    known = plan.inspection(inspection_named(plan, name))
    if known is None:
        raise NotFoundError(f"there is no inspection '{name[:80]}'", "see: tracker inspection list")
    if folded(name) not in {folded(known.id), folded(known.title)}:
        say(f"take note: '{name[:80]}' was merged into {known.id}")
    return known


def merge(session: Session, entry: EntryOptions, name: str, into: str) -> int:
    """Makes two inspections that are the same one: items, grades, rows, counts, documents move.

    An item that the other has too, and on which nobody worked, goes.
    Where both have a value of their own, that of the second stays, unless you choose the other when
    asked. The first is found by its names from then on.
    """
    plan = session.read_plan()
    _refuse_damage(plan)
    theirs, mine = known_inspection(plan, name), known_inspection(plan, into)
    if theirs.id == mine.id:
        raise UsageError(f"{mine.id} is one inspection", "name two: tracker inspection list")
    taken = _confirmed_merge(session, entry, plan, theirs, mine)
    if taken is None:
        say("nothing was written")
        return 0
    if not entry.dry_run:
        from hmic_tracker.store.inspection_writes import merge_inspections

        with session.writing():
            merge_inspections(
                session.folder, theirs.id, mine.id, taken, session.today, session.stamp()
            )
    _report_merge(session, entry, plan, theirs, mine, taken)
    return 0


def remove(session: Session, entry: EntryOptions, name: str, worked_on: bool) -> int:
    """Takes an inspection out of the plan, with its items: one that was taken in by mistake.

    Where items of it were worked on, it stays: they are moved first (tracker update ID
    --inspection, or tracker inspection merge), or go too with --worked-on. Ids are not given to
    anything else; the same report gets them back when it is taken in again.
    """
    from hmic_tracker.domain.inspection_removal import removal_of

    plan = session.read_plan()
    _refuse_damage(plan)
    going = removal_of(plan, known_inspection(plan, name))
    _refuse_removal(going, worked_on)
    one = going.inspection

    def text(verb: str) -> str:
        return "\n".join([f"{one.id} {verb}: {one.title}", *_removal_lines(going)])

    if not (entry.yes or entry.dry_run):
        say(text("would be removed"))
        if not ask(f"Remove {one.id}?", f"{one.id} would be removed"):
            say("nothing was written")
            return 0
    if not entry.dry_run:
        from hmic_tracker.store.inspection_writes import remove_inspection

        with session.writing():
            remove_inspection(session.folder, going, entry.reason, session.today, session.stamp())
    if entry.json:
        write_json(_removal_object(session, going, written=not entry.dry_run))
    else:
        say(text("would be removed" if entry.dry_run else "removed"))
    return 0


_ID: Final = Argument("name", "ID", "Its id or its title.", "inspections")
_ENTRY: Final = (*options.SETTINGS_ENTRY[:1], options.YES, *options.SETTINGS_ENTRY[1:])
CARE: Final = {
    "merge": CommandDefinition(
        merge,
        (
            Argument("name", "FROM", "The one that goes.", "inspections"),
            Argument("into", "INTO", "The one that stays.", "inspections"),
            *_ENTRY,
        ),
        (
            (
                "tracker inspection merge phase-one-2007 hmic-2007-phase-one",
                "the first goes into the second",
            ),
            (
                "tracker inspection merge phase-one-2007 hmic-2007-phase-one --dry-run",
                "what would move, and what they have otherwise",
            ),
        ),
    ),
    "remove": CommandDefinition(
        remove,
        (
            _ID,
            Option("--worked-on", "", "Its items too that were worked on."),
            options.REASON,
            *_ENTRY,
        ),
        (
            ("tracker inspection remove phase-two-2008 --dry-run", "what would go with it"),
            (
                "tracker inspection remove phase-two-2008 --reason 'another force' --yes",
                "taken in by mistake",
            ),
        ),
    ),
}


def _confirmed_merge(
    session: Session, entry: EntryOptions, plan: Plan, theirs: Inspection, mine: Inspection
) -> tuple[Path, ...] | None:
    """The conflicts in which the other's value is taken; None where the merge is declined."""
    from hmic_tracker.domain.inspection_joining import joined

    made = joined(mine, theirs, session.today)
    if entry.yes or entry.dry_run:
        return ()
    many = f"{theirs.id} would be merged into {mine.id}"
    say("\n".join(_merge_lines(plan, theirs, mine, made, "would be merged")))
    taken = []
    if can_ask():
        for conflict in made.conflicts:
            if ask(f"Take {'; '.join(_conflict_words(plan, conflict))}?", many):
                taken.append(conflict.path)
    return tuple(taken) if ask(f"Merge {theirs.id} into {mine.id}?", many) else None


def _report_merge(
    session: Session,
    entry: EntryOptions,
    plan: Plan,
    theirs: Inspection,
    mine: Inspection,
    taken: tuple[Path, ...],
) -> None:
    from hmic_tracker.domain.inspection_joining import joined

    made = joined(mine, theirs, session.today, taken)
    left = tuple(one for one in made.conflicts if one.path not in taken)
    made = made._replace(conflicts=left)
    if entry.json:
        from hmic_tracker.render.to_json.inspection_care import merge_object

        write_json(merge_object(plan, theirs, mine, made, session.today, not entry.dry_run))
        return
    verb = "would be merged" if entry.dry_run else "merged"
    say("\n".join(_merge_lines(plan, theirs, mine, made, verb)))


def _merge_lines(
    plan: Plan, theirs: Inspection, mine: Inspection, made: JoinedInspection, verb: str
) -> list[str]:
    from hmic_tracker.domain.ids import format_id_ranges
    from hmic_tracker.domain.inspection_fields import inspection_fields
    from hmic_tracker.domain.inspection_joining import items_alike
    from hmic_tracker.domain.inspection_words import changes_words
    from hmic_tracker.domain.record_history import changes_between

    alike = items_alike(plan.items, mine, theirs)
    going = {pair.theirs.id: pair.mine.id for pair in alike if pair.goes}
    of_it = [item.id for item in plan.items if item.inspection == theirs.id]
    moving = [item_id for item_id in of_it if item_id not in going]
    names = {framework.slug: framework.name for framework in plan.frameworks}
    changes = changes_between(inspection_fields(mine), inspection_fields(made.inspection))
    documents = len(made.inspection.sources) - len(mine.sources)
    lines = [f"{theirs.id} {verb} into {mine.id}: {mine.title}"]
    what = [f"{plural(len(moving), 'item')} ({format_id_ranges(moving)})"] if moving else []
    what += [plural(documents, "document")] if documents else []
    lines += [f"moved: {' and '.join(what)}"] if what else []
    if going:
        there, gone = format_id_ranges(going.values()), format_id_ranges(going)
        lines.append(f"{gone}: there already as {there}, and not worked on; gone")
    lines += changes_words(changes, names)
    for conflict in made.conflicts:
        lines += [f"not taken: {text}" for text in _conflict_words(plan, conflict)]
    left = [pair for pair in alike if not pair.goes]
    for pair in left[:_MOST_NAMED]:
        look = "look the same" if pair.same else "have one number"
        line = f"tracker link {pair.theirs.id} duplicates {pair.mine.id}"
        lines.append(f"take note: {pair.theirs.id} and {pair.mine.id} {look}: {line}")
    if (more := len(left) - _MOST_NAMED) > 0:
        lines.append(f"take note: and {plural(more, 'more pair')} of items")
    return lines


def _conflict_words(plan: Plan, conflict: Conflict) -> list[str]:
    from hmic_tracker.domain.inspection_words import changes_words

    names = {framework.slug: framework.name for framework in plan.frameworks}
    return changes_words(conflict.changes, names)


def _refuse_removal(going: Removal, worked_on: bool) -> None:
    """Raises InputError where items stand against it."""
    from hmic_tracker.domain.ids import format_id_ranges

    one = going.inspection.id
    if going.worked_on and not worked_on:
        ids = [item.id for item in going.worked_on]
        raise InputError(
            f"{plural(len(ids), 'item')} of {one} {'was' if len(ids) == 1 else 'were'} worked on: "
            f"{format_id_ranges(ids)}",
            f"move them: tracker inspection merge {one} INTO; or let them go too: --worked-on",
        )
    if going.links:
        item, relation, other = going.links[0]
        raise InputError(
            f"{item} {relation} {other}, and only one of the two would go",
            f"take the link away first: tracker link {item} {relation} {other} --remove",
        )


def _refuse_damage(plan: Plan) -> None:
    """Raises DamagedStoreError where a file can't be read, which may be of the inspection."""
    if plan.damaged:
        one = plan.damaged[0]
        raise DamagedStoreError(
            f"{one.path} can't be read: {one.problem}", "mend it first (see: tracker check)"
        )


def _removal_lines(going: Removal) -> list[str]:
    """What goes with an inspection."""
    from hmic_tracker.domain.ids import format_id_ranges

    one = going.inspection
    parts = []
    if going.items:
        ids = format_id_ranges([item.id for item in going.items])
        worked_on = f", {len(going.worked_on)} of them worked on" if going.worked_on else ""
        parts = [f"{plural(len(going.items), 'item')} ({ids}){worked_on}"]
    for rows, word in (
        *((one.grades, "grade"), (one.national, "national row"), (one.reported, "count")),
        (one.sources, "document"),
    ):
        parts += [plural(len(rows), word)] if rows else []
    return [f"with it: {', '.join(parts)}" if parts else "nothing else goes with it"]


def _removal_object(session: Session, going: Removal, written: bool) -> dict[str, object]:
    from hmic_tracker.render.to_json.inspection_care import removal_object

    return removal_object(going, session.today, written)
