"""`tracker edit ID`."""

import os
import tempfile
from pathlib import Path
from typing import Final

from hmic_tracker.commands.editor import open_editor
from hmic_tracker.commands.options import BY, STORE, Argument
from hmic_tracker.commands.output import say
from hmic_tracker.commands.session import Session
from hmic_tracker.commands.unnamed_items import Naming, UnnamedItem, unnamed_items, unnamed_lines
from hmic_tracker.domain.changes import Stamp, apply, next_entry
from hmic_tracker.domain.ids import expand
from hmic_tracker.domain.items import FieldChange, Item
from hmic_tracker.domain.people import holders_of
from hmic_tracker.domain.plan import Damage
from hmic_tracker.domain.replay import outside_changes
from hmic_tracker.domain.workflow import ProposedChange, violations
from hmic_tracker.errors import ConflictError, DamagedStoreError, InputError, NotFoundError
from hmic_tracker.render.views.history_entries import changes_text
from hmic_tracker.store.files import cannot_be_read, read_regular
from hmic_tracker.store.item_codec import item_of
from hmic_tracker.store.journal import Write, keep_conflicting_copy
from hmic_tracker.store.reading import Opened, item_ids, open_item
from hmic_tracker.store.toml import Unreadable, decode
from hmic_tracker.store.writing import ItemUpdate, edited_write, item_write, save

EXAMPLES = (
    ("tracker edit REC-5", "opens the item's file in $VISUAL or $EDITOR"),
    ("EDITOR='code --wait' tracker edit REC-5", "with an editor of your choice"),
)
TAKES = (Argument("item_id", "ID", "The item to edit.", "ids"), BY, STORE)
_MARK: Final = "#! tracker: "
_ROUNDS: Final = 10  # an editor that is a script would go on for ever


def run(session: Session, item_id: str) -> int:
    """Opens an item's file in your editor, and enters what you changed into its history.

    A file that can't be read is opened with the fault on top, to be mended.
    """
    item_id = expand([item_id], item_ids(session.folder))[0]
    opened = open_item(session.folder, item_id)
    if opened is None:
        raise NotFoundError(f"{item_id} is not in this plan any more", "see: tracker list --all")
    text = _edited(item_id, opened)
    if text is None:
        say(f"{item_id}: nothing changed")
        return 0
    stamp = session.stamp()
    typed = item_of(text)
    changes = outside_changes(typed)
    entry = next_entry(typed, session.today, stamp, "edited", changes)
    after = apply(typed, entry) if changes else typed
    remarks = _remarks(session, opened.item, changes) if opened.item and changes else []
    unnamed = _unnamed(session, opened.item, changes) if opened.item else {}
    if item_id in unnamed:
        after = unnamed[item_id].taken_back(after, session.today, stamp)
    others = [
        item_write(ItemUpdate(one.loaded, one.taken_back(one.loaded.item, session.today, stamp)))
        for one in unnamed.values()
        if one.loaded.item.id != item_id
    ]
    _save(session, [edited_write(opened, text, typed, after), *others], opened, text, stamp)
    summary = ["mended"] if opened.damage else []
    summary += changes_text(changes) or ["saved, no field of its history changed"]
    say("\n".join([f"{item_id}: {', '.join(summary)}", *unnamed_lines(unnamed)]))
    for remark in remarks:
        say(f"take note: {remark}")
    return 0


def _unnamed(
    session: Session, item: Item, changes: tuple[FieldChange, ...]
) -> dict[str, UnnamedItem]:
    has_status = any(change.field == "status" for change in changes)
    return unnamed_items(session, [Naming(item, changes, has_status)])


def _remarks(session: Session, item: Item, changes: tuple[FieldChange, ...]) -> list[str]:
    """What the rules say of changes that were made by hand, where nothing is refused."""
    settings = session.settings
    holders = holders_of(settings.people, item.owner)
    proposed = ProposedChange(changes, session.person, None, holders)
    refused, warned = violations(item, proposed, settings.rules)
    return [violation.message for violation in (*refused, *warned)]


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
    """The text as the person left it, None where nothing changed.

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
        open_editor(path)
        text = _without_mark(_left_by_editor(item_id, path, shown if rounds < _ROUNDS else None))
        fault = _fault(item_id, opened.item, text)
        if fault is None:
            path.unlink()
            return None if text == opened.text else text
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


def _left_by_editor(item_id: str, path: Path, typed: str | None) -> str:
    """The text that the editor left; raises InputError for what is none.

    `typed` is what the person had typed before, where they had: it is kept in a file of its own.
    """
    try:
        return decode(read_regular(path))
    except Unreadable as fault:
        what, kept = _fault_line(fault), path
    except OSError as fault:
        what, kept = f"the editor left no text: {cannot_be_read(fault)}", None
        if typed is not None:
            handle, name = tempfile.mkstemp(prefix=f"{item_id}-", suffix=".toml")
            with os.fdopen(handle, "wb") as stream:
                stream.write(typed.encode())
            kept = Path(name)
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
    if item.history != before.history:
        return "the history is only ever added to: put it back as it was"
    return None


def _fault_line(fault: Unreadable | Damage) -> str:
    return f"line {fault.line}: {fault.problem}" if fault.line else fault.problem


def _marked(text: str, fault: str) -> str:
    return f"{_MARK}{fault}\n{text}"


def _without_mark(text: str) -> str:
    head, newline, rest = text.partition("\n")
    return rest if newline and head.startswith(_MARK) else text
