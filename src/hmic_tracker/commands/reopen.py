"""`tracker reopen ID…`."""

from collections.abc import Mapping

from hmic_tracker.commands import options
from hmic_tracker.commands.change_items import REOPENED, ChangeRequest, change_items
from hmic_tracker.commands.options import EntryOptions, Words
from hmic_tracker.commands.session import Session
from hmic_tracker.domain.items import Item, Value
from hmic_tracker.domain.rules import is_open

EXAMPLES = (
    ("tracker reopen REC-1 --reason 'the inspectors found it undone'", "open again"),
    ("tracker reopen AFI-11..18 --reason 'carried out in one borough only' --yes", "several"),
)
TAKES = (options.ITEMS, *(options.REASON, options.NOTE, options.PUBLISH), *options.BULK_ENTRY)


def run(session: Session, entry: EntryOptions, ids: Words) -> int:
    """Opens again what was done, verified, closed, superseded, not accepted or withdrawn.

    The progress that the lead last reported stands again.
    """
    return change_items(session, entry, ids, ChangeRequest(REOPENED, of_each=_reopened))


def _reopened(item: Item) -> Mapping[str, Value]:
    """In progress, and discharged by nobody any more."""
    return {} if is_open(item) else {"status": "in-progress", "discharged_by": None}
