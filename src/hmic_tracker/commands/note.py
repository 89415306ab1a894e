"""`tracker note ID… TEXT`."""

from __future__ import annotations

from hmic_tracker.commands import options
from hmic_tracker.commands.change_items import change_items
from hmic_tracker.commands.options import TEXT_FILE, Argument, EntryOptions, Words
from hmic_tracker.commands.planned_changes import ChangeRequest
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from hmic_tracker.commands.session import Session

EXAMPLES = (
    ("tracker note REC-5 'template agreed, pilot in two boroughs'", "kept in the item's history"),
    ("tracker note REC-5 'return received' --on 2008-11-05", "true on a day before today"),
    ("tracker note REC-5 -F minutes.txt", "a long text from a file; -F - from a pipe"),
)
TAKES = (
    Argument(
        "words",
        "ID... TEXT",
        "Items, then the note; - for standard input; without a text your editor opens.",
        "ids",
        repeated=True,
        required=False,
        dash="ids",
    ),
    TEXT_FILE,
    *(options.WHERE, options.ON, options.BY, options.YES, options.DRY_RUN),
    *(options.PUBLISH, options.STORE, options.JSON),
)


def run(session: Session, entry: EntryOptions, words: Words, text_file: Path | None) -> int:
    """Adds a note to the history of items."""
    ids, text = options.ids_and_text(words, text_file)
    if not ids and not entry.where:
        raise UsageError(
            "a note needs an item and a text", "write: tracker note REC-5 'what there is to say'"
        )
    if text is None:
        return _from_editor(session, entry, ids)
    return _added(session, entry, ids, text)


def _added(session: Session, entry: EntryOptions, ids: Words, text: str) -> int:
    if not folded(text):
        raise UsageError(
            "the note is empty",
            f"write: tracker note {' '.join(ids[:1]) or 'REC-5'} 'what there is to say'",
        )
    return change_items(session, entry._replace(note=text), ids, ChangeRequest("note"))


def _from_editor(session: Session, entry: EntryOptions, ids: Words) -> int:
    from hmic_tracker.commands.typed_text import line_of, text_for_items

    line = line_of("tracker note", ids, entry.where)
    with text_for_items(session, ids, entry.where, "the note", line) as text:
        return _added(session, entry, ids, text) if text else 0
