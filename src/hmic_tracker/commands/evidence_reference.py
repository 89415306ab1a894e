"""Evidence that is named on the command line: what it is in each item."""

from pathlib import Path
from typing import TYPE_CHECKING

from hmic_tracker.commands.output import say
from hmic_tracker.commands.session import Session
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import UsageError

if TYPE_CHECKING:
    from hmic_tracker.commands.change_items import ItemFields


def evidence_fields(session: Session, ref: str | None, shows: str | None) -> "ItemFields":
    """What a reference given on the command line sets in each item; nothing without one.

    A file is known again by its SHA-256 and size. Raises UsageError for an empty reference,
    InputError for a file that can't be read.
    """
    if ref is None:
        return lambda _: {}
    text = " ".join(ref.split())
    if not folded(text):
        raise UsageError("the reference is empty", "give a path, a URL or a document's number")
    from hmic_tracker.domain.part_changes import new_evidence_fields
    from hmic_tracker.store.evidence_files import describe_evidence, looks_like_a_file
    from hmic_tracker.store.paths import working_folder

    file = describe_evidence(session.folder, text, working_folder() or Path())
    if file.sha256 is None and looks_like_a_file(text):
        say(f"take note: there is no file {text} here, so it is kept as a reference")
    day, what = session.entry_day, " ".join((shows or "").split()) or None
    return lambda item: new_evidence_fields(item, file.ref, day, what, file.sha256, file.size)
