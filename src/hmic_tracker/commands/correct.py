"""`tracker correct ID N`."""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.history import wanted_history
from hmic_tracker.commands.options import Argument, EntryOptions, Option
from hmic_tracker.commands.output import say, write_json
from hmic_tracker.commands.undo_messages import CORRECT
from hmic_tracker.domain.changes import Stamp, apply, record_outside_changes
from hmic_tracker.domain.correcting import WantedCorrection, correcting_entry, entry_to_correct
from hmic_tracker.domain.words import composed
from hmic_tracker.errors import InputError, NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.render.to_json.changes import correction_object
from hmic_tracker.render.views.corrections import correction_text
from hmic_tracker.reports.history import SETTINGS

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Entry
    from hmic_tracker.store.journal import Write

EXAMPLES = (
    ("tracker correct REC-5 3 --on 2008-11-05", "entry 3 was true on another day"),
    ("tracker correct REC-5 3 --text 'agreed with the borough'", "its note, or its reason"),
    (
        "tracker correct REC-5 3 --by 'Chief Inspector' --reason 'entered for her'",
        "somebody else's entry: say why",
    ),
)
TAKES = (
    Argument("name", "ID", "An item, an inspection, or settings.", "ids"),
    Argument("entry_number", "N", "The entry's number as tracker history ID shows it."),
    Option("--on", "DATE", "The day that it was true.", "dates", "session"),
    Option("--text --note", "TEXT", "Its note, or its reason where it has none.", dash="text"),
    Option("--by", "NAME", "Who made it.", dest="right_author"),
    options.REASON,
    *(options.YES, options.DRY_RUN, options.STORE, options.JSON),
)


class _Made(NamedTuple):
    """The write that corrects an entry, the entry that it adds, and the histories' two states."""

    write: Write | None
    correcting: Entry
    before: Entry
    after: Entry
    warnings: tuple[str, ...] = ()


def run(
    session: Session,
    entry: EntryOptions,
    name: str,
    entry_number: str,
    right_author: str | None,
    text: str | None,
) -> int:
    """Sets an entry of a history right by a later one: its day, its text, who made it.

    The plan as of a day is what it would be had it been right at once; the history keeps both. Only
    who made an entry corrects it, or somebody else who says why with --reason.
    """
    if not session.is_day_named and right_author is None and text is None:
        raise UsageError("nothing to correct was said", f"for example: {EXAMPLES[0][0]}")
    about, subject = _about(session, name)
    wanted = WantedCorrection(
        about,
        _number(entry_number, about),
        session.entry_day if session.is_day_named else None,
        options.required_text(right_author, "--by", "an author")
        if right_author is not None
        else None,
        options.required_text(text, "--text", "a text") if text is not None else None,
        composed(entry.reason or "") or None,
    )
    stamp = session.stamp()
    made = _made(session, wanted, subject, stamp)
    if made is not None and not entry.dry_run:
        from hmic_tracker.store.writing import save

        with session.writing():
            made = _made(session, wanted, subject, stamp)
            if made is not None and made.write is not None:
                save(session.folder, [made.write], stamp, CORRECT)
    _report(session, entry, wanted, made)
    return 0


def _about(session: Session, name: str) -> tuple[str, str]:
    """The id of the one history that was named, and what has it: "item", an inspection, settings.

    Raises NotFoundError for none, and UsageError for several.
    """
    ids, subject = wanted_history(session, session.read_plan(), name)
    if subject == SETTINGS:
        return SETTINGS, SETTINGS
    if not ids or len(ids) > 1:
        raise UsageError("entries are corrected one by one", "name one item: REC-5")
    return next(iter(ids)), subject or "item"


def _number(typed: str, about: str) -> int:
    if not (typed.isascii() and typed.isdecimal()) or len(typed) > 6:
        raise InputError(
            f"'{typed[:40]}' is not the number of an entry",
            f"write it as its history has it: tracker history {about}",
        )
    return int(typed)


def _made(session: Session, wanted: WantedCorrection, subject: str, stamp: Stamp) -> _Made | None:
    """What would be written; None where all is so already."""
    return (_of_item if subject == "item" else _of_record)(session, wanted, stamp)


def _of_item(session: Session, wanted: WantedCorrection, stamp: Stamp) -> _Made | None:
    from hmic_tracker.domain.broken_rules import broken_rules
    from hmic_tracker.store.reading import load_items
    from hmic_tracker.store.writing import ItemUpdate, item_write

    loaded, missing = load_items(session.folder, [wanted.about])
    if missing:
        raise NotFoundError(
            f"{wanted.about} is not in this plan any more", "see: tracker list --all"
        )
    item = loaded[0].item
    before = entry_to_correct(item.history, wanted)
    recorded = record_outside_changes(item, session.today, stamp)
    correcting = correcting_entry(recorded.history, wanted, session.today, stamp)
    if correcting is None:
        return None
    after = apply(recorded, correcting)
    known = {broken.problem for broken in broken_rules(item)}
    warnings = (
        f"{item.id}{one.problem}" for one in broken_rules(after) if one.problem not in known
    )
    write = item_write(ItemUpdate(loaded[0], after))
    return _Made(write, correcting, before, after.history[wanted.place - 1], tuple(warnings))


def _of_record(session: Session, wanted: WantedCorrection, stamp: Stamp) -> _Made | None:
    from hmic_tracker.domain.corrections import with_corrections
    from hmic_tracker.domain.record_history import with_hand_edits
    from hmic_tracker.store.record_writes import read_record, with_entries_write

    path, state = read_record(session.folder, wanted.about)
    before = entry_to_correct(state.history, wanted)
    history = with_hand_edits(state.history, state.fields, session.today, stamp)
    correcting = correcting_entry(history, wanted, session.today, stamp)
    if correcting is None:
        return None
    history = (*history, correcting)
    write = with_entries_write(session.folder, path, state._replace(history=history))
    return _Made(write, correcting, before, with_corrections(history)[wanted.place - 1])


def _report(
    session: Session, entry: EntryOptions, wanted: WantedCorrection, made: _Made | None
) -> None:
    written = made is not None and not entry.dry_run
    if entry.json:
        given = made and (made.before, made.after)
        write_json(correction_object(session.today, written, wanted.about, wanted.place, given))
        return
    if made is None:
        say(f"entry {wanted.place} of {wanted.about} is so already, nothing written")
        return
    verb = "corrected" if written else "would be corrected"
    what = correction_text(made.before, made.after)
    lines = [f"entry {wanted.place} of {wanted.about} {verb}: {what}"]
    lines += [f"take note: {warning}" for warning in made.warnings]
    say("\n".join(lines))
