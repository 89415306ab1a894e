"""`tracker edit ID`."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from hmic_tracker.commands import options
from hmic_tracker.commands.edit_rules import (
    EditRefusedError,
    Explained,
    JudgedEdit,
    changed_beside,
    judge,
)
from hmic_tracker.commands.edited_fields import NewNames, read_edited, unread_keys
from hmic_tracker.commands.editor import how_to_wait, open_editor, unused
from hmic_tracker.commands.options import BY, STORE, Argument, EntryOptions
from hmic_tracker.commands.output import say
from hmic_tracker.commands.resolve import expanded
from hmic_tracker.commands.unnamed_items import unnamed_lines
from hmic_tracker.domain.changes import Stamp, apply, next_entry, record_edit
from hmic_tracker.domain.date_requests import ended_request
from hmic_tracker.domain.due_course import first_due
from hmic_tracker.errors import (
    ConflictError,
    DamagedStoreError,
    DeclinedError,
    InputError,
    NotFoundError,
    TrackerError,
    UsageError,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.views.history_entries import changes_text
from hmic_tracker.store.files import cannot_be_read, read_regular
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.journal import Write, keep_conflicting_copy
from hmic_tracker.store.reading import Opened, open_item
from hmic_tracker.store.toml import BOM, Unreadable, decode
from hmic_tracker.store.writing import ItemUpdate, edited_write, item_write, save

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import FieldChange, Item
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.domain.workflow import RuleViolation

EXAMPLES = (
    ("tracker edit REC-5", "opens the item's file in $VISUAL or $EDITOR"),
    ("tracker edit REC-5 --reason 'waits for the IT release'", "where a date moves"),
    ("EDITOR='code --wait' tracker edit REC-5", "with an editor of your choice"),
)
TAKES = (
    Argument("item_id", "ID", "The item to edit.", "ids"),
    *(options.REASON, options.OVERRIDE, options.EVIDENCE, options.SHOWS),
    *(options.NEW_OWNER, options.NEW_BOARD, options.NEW_BODY, BY, STORE),
)
_MARK: Final = "#! tracker: "
_ROUNDS: Final = 10  # an editor that is a script would go on for ever


def run(
    session: Session,
    entry: EntryOptions,
    item_id: str,
    evidence: str | None,
    shows: str | None,
    new_owner: bool,
    new_board: bool,
    new_body: bool,
) -> int:
    """Opens an item's file in your editor, and enters what you changed into its history.

    Names, dates and links are read as the other commands read them, and the rules hold as
    elsewhere: a moved date or a reopening needs --reason, verifying and closing need evidence or
    --override; on a terminal you are asked. A file that can't be read is opened with the fault on
    top, to be mended.
    """
    item_id = expanded(session, [item_id])[0]
    opened = open_item(session.folder, item_id)
    if opened is None:
        raise NotFoundError(f"{item_id} is not in this plan any more", "see: tracker list --all")
    text = _edited(item_id, opened)
    if text is None:
        return 0
    stamp = session.stamp()
    explained = Explained(entry.reason, entry.override, evidence, shows)
    new = NewNames(new_owner, new_board, new_body)
    with _text_kept(item_id, text):
        _, mine = record_edit(opened.item, item_of(text), session.today, stamp)
        read = read_edited(session, opened.item, item_of(text), mine, new)
        typed, changes = record_edit(opened.item, read.item, session.today, stamp)
        judged = _judged(session, opened.item, typed, changes, explained)
    over = ended_request(typed, judged.changes)
    judged = judged._replace(changes=(*judged.changes, *over))
    after = _with_entry(typed, judged, session, stamp)
    beside = changed_beside(session, opened.item, judged.changes, entry.reason)
    if item_id in beside:
        after = beside[item_id].entered(after, session.today, stamp)
    others = [
        item_write(ItemUpdate(one.loaded, one.entered(one.loaded.item, session.today, stamp)))
        for one in beside.values()
        if one.loaded.item.id != item_id
    ]
    written = edited_write(opened, text, item_of(text), after)
    _save(session, [written, *others], opened, text, stamp)
    summary = ["mended"] if opened.damage else []
    summary += changes_text(judged.changes) or ["saved, no field of its history changed"]
    say("\n".join([f"{item_id}: {', '.join(summary)}", *unnamed_lines(beside)]))
    for warning in (*read.echo, *judged.validation.warnings, *unread_keys(text)):
        say(f"take note: {warning}")
    return 0


def _judged(
    session: Session,
    before: Item | None,
    typed: Item,
    changes: tuple[FieldChange, ...],
    explained: Explained,
) -> JudgedEdit:
    """The edit as the rules let it be; on a terminal they ask for what they need."""
    from hmic_tracker.commands.output import can_ask
    from hmic_tracker.commands.prompts import ask_line, render_options

    def ask(question: str) -> str:
        return ask_line(render_options(None, "auto"), question)

    return judge(session, before, typed, changes, explained, ask if can_ask() else None)


@contextlib.contextmanager
def _text_kept(item_id: str, text: str) -> Iterator[None]:
    """Raises what refuses an edit as UsageError, which says where its text is kept."""
    from hmic_tracker.commands.terminal_input import EndOfInputError

    try:
        yield
        return
    except EndOfInputError:
        what, hint = f"{item_id}: nothing was answered", "nothing was written"
    except (DeclinedError, KeyboardInterrupt) as ended:
        line = "" if isinstance(ended, DeclinedError) else "\n"
        say(f"{line}your text is kept in {_kept(item_id, text)}")
        raise
    except EditRefusedError as refused:
        what, hint = refused.violation.message, _hint(refused.violation, item_id)
    except TrackerError as fault:
        what, hint = fault.message, fault.hint
    raise UsageError(what, f"{hint}; your text is kept in {_kept(item_id, text)}")


def _hint(violation: RuleViolation, item_id: str) -> str:
    """What to do about a rule that an edit breaks, by the options of `edit`."""
    if violation.rule == "discharge":
        return 'write it into the file: discharged_by = "BODY"'
    if violation.rule == "evidence":
        line = f"tracker edit {item_id} --evidence REF --shows 'TEXT'"
        return f"say what shows it: {line}, or why not: --override 'REASON'"
    return violation.hint


def _with_entry(typed: Item, judged: JudgedEdit, session: Session, stamp: Stamp) -> Item:
    """The item with the entry of the edit; without one where no tracked field changed."""
    if not judged.changes:
        return typed
    override = judged.explained.override if judged.validation.overridden else None
    entry = next_entry(typed, session.today, stamp, "edited", judged.changes)
    return apply(typed, entry._replace(reason=judged.explained.reason, override=override))


def _kept(item_id: str, text: str) -> Path:
    """A file of its own with a text that a person typed."""
    handle, name = tempfile.mkstemp(prefix=f"{item_id}-", suffix=".toml")
    with os.fdopen(handle, "wb") as stream:
        stream.write(text.encode())
    return Path(name)


def _save(session: Session, writes: list[Write], opened: Opened, text: str, stamp: Stamp) -> None:
    """Writes the edited text, unless the file changed while the editor was open."""
    try:
        with session.writing():
            save(session.folder, writes, stamp, "edit")
    except ConflictError:
        kept = keep_conflicting_copy(session.folder, opened.path, text.encode())
        raise ConflictError(
            f"{Path(opened.path).stem} was changed while your editor was open; nothing was written",
            f"your version is in {kept}: compare it with {session.folder / opened.path}",
        ) from None


def _edited(item_id: str, opened: Opened) -> str | None:
    """The text as the person left it, None where nothing changed, which is said.

    A text that can't be read is opened again with the fault on top, until it can or the person
    gives up by leaving it as it is; then InputError says where the text is kept. DamagedStoreError
    says that the file was damaged, and was left so.
    """
    handle, name = tempfile.mkstemp(prefix=f"{item_id}-", suffix=".toml")
    os.close(handle)
    path = Path(name)
    shown = _marked(opened.text, _fault_line(opened.damage)) if opened.damage else opened.text
    for rounds in range(_ROUNDS, 0, -1):
        path.write_bytes(shown.encode())
        used = open_editor(path)
        if not used and rounds == _ROUNDS:
            _say_not_used(item_id, path, opened.damage)
            return None
        typed = shown if rounds < _ROUNDS else None
        text = _as_opened(_left_by_editor(item_id, path, typed), opened)
        fault = _fault(item_id, opened.item, text)
        if fault is None:
            path.unlink()
            if text != opened.text:
                return text
            say(f"{item_id}: nothing changed")
            return None
        if opened.damage and text == opened.text:
            path.unlink()
            raise DamagedStoreError(
                f"{opened.damage.where}: {opened.damage.problem}",
                "nothing was written: it is as it was",
            )
        if (text == _without_mark(shown) and shown != opened.text) or rounds == 1:
            raise InputError(
                f"{item_id}: {fault}", f"nothing was written; your text is kept in {path}"
            )
        shown = _marked(text, fault)
    raise AssertionError("the last round ends above")


def _say_not_used(item_id: str, path: Path, damage: Damage | None) -> None:
    """Says that the editor never wrote its file, which is kept: a window may be open on it.

    Raises DamagedStoreError where the file was to be mended, and was not.
    """
    what = unused(path)
    if damage is not None:
        raise DamagedStoreError(f"{damage.where}: {damage.problem}; {what}", how_to_wait())
    say(f"{item_id}: nothing changed; {what}\n{how_to_wait()}")


def _left_by_editor(item_id: str, path: Path, typed: str | None) -> str:
    """The text that the editor left; raises InputError for what is none.

    `typed` is what the person had typed before, where they had: it is kept in a file of its own.
    """
    try:
        return decode(read_regular(path))
    except Unreadable as fault:
        what = _fault_line(fault)
        what += ": the editor saved it in another encoding" if fault.line else ""
        kept: Path | None = path
    except OSError as fault:
        what = f"the editor left no text: {cannot_be_read(fault)}"
        kept = _kept(item_id, typed) if typed is not None else None
    where = f"; your text is kept in {kept}" if kept else f"; look at {path}"
    raise InputError(f"{item_id}: {what}", f"nothing was written{where}")


def _fault(item_id: str, before: Item | None, text: str) -> str | None:
    """What is wrong with an edited text, with its line; None where it can be taken."""
    try:
        item = item_of(text)
    except Unreadable as fault:
        return _fault_line(fault)
    if before is None:
        return None if item.id == item_id else f"the id has to be {item_id}, as the file is called"
    if (item.id, item.uid) != (before.id, before.uid):
        return "id and uid are for good: put them back"
    if item.kind != before.kind:
        return f"an item is of one kind for good: put it back as {before.kind}"
    first = first_due(item.history) or before.original_due
    if before.history and item.original_due not in {before.original_due, first}:
        back = f'put it back as original_due = "{first}"' if first else "take it out"
        return f"the first due is for good: {back}"
    if item.history != before.history:
        return "the history is only ever added to: put it back as it was"
    return None


def _fault_line(fault: Unreadable | Damage) -> str:
    return f"line {fault.line}: {fault.problem}" if fault.line else fault.problem


def _marked(text: str, fault: str) -> str:
    return f"{_MARK}{fault}\n{text}"


def _as_opened(text: str, opened: Opened) -> str:
    """The text without what was put before it: our mark, and a byte order mark of the editor."""
    bare = text if opened.text.startswith(BOM) else text.removeprefix(BOM)
    return _without_mark(bare)


def _without_mark(text: str) -> str:
    head, newline, rest = text.partition("\n")
    return rest if newline and head.startswith(_MARK) else text
