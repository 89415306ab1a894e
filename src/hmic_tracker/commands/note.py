"""`tracker note ID… TEXT`."""

from hmic_tracker.commands import options
from hmic_tracker.commands.change_items import ChangeRequest, change_items
from hmic_tracker.commands.options import Argument, EntryOptions, Words
from hmic_tracker.commands.session import Session
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import UsageError

EXAMPLES = (
    ("tracker note REC-5 'template agreed, pilot in two boroughs'", "kept in the item's history"),
    ("tracker note REC-5 'return received' --on 2008-11-05", "true on a day before today"),
)
TAKES = (
    Argument("words", "ID... TEXT", "Items, then the note.", "ids", repeated=True),
    *(options.WHERE, options.ON, options.BY, options.YES, options.DRY_RUN),
    *(options.PUBLISH, options.STORE, options.JSON),
)


def run(session: Session, entry: EntryOptions, words: Words) -> int:
    """Adds a note to the history of items."""
    ids, text = words[:-1], words[-1].strip()
    if not ids and not entry.where:
        raise UsageError(
            "a note needs an item and a text", "write: tracker note REC-5 'what there is to say'"
        )
    if not folded(text):
        raise UsageError(
            "the note is empty",
            f"write: tracker note {' '.join(ids[:1]) or 'REC-5'} 'what there is to say'",
        )
    return change_items(session, entry._replace(note=text), ids, ChangeRequest("note"))
