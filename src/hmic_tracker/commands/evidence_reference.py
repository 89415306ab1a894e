"""Evidence that is named on the command line: what it is in each item."""

from __future__ import annotations

from pathlib import Path

from hmic_tracker.commands.output import say
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.commands.planned_changes import ItemFields
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.part_changes import Fields
    from hmic_tracker.store.evidence_files import Described


def typed_evidence(session: Session, ref: str) -> Described:
    """What a reference that was typed names; a path that leads to no file is remarked on."""
    from hmic_tracker.store.evidence_files import describe_evidence, no_file
    from hmic_tracker.store.paths import working_folder

    here = Path(working_folder() or "")
    file = describe_evidence(session.folder, ref, here)
    if file.sha256 is None and (why := no_file(ref, here)):
        say(f"take note: {why}, so it is kept as a reference")
    return file


def evidence_fields(
    session: Session, ref: str | None, shows: str | None, published: bool = False
) -> ItemFields:
    """What a reference given on the command line sets in each item; nothing without one.

    What is `published` takes the place of the same that was given inside. A file is known again by
    its SHA-256 and size. Raises UsageError for an empty reference, InputError for a file that can't
    be read.
    """
    if ref is None:
        return lambda _: {}
    text = " ".join(ref.split())
    if not folded(text):
        raise UsageError("the reference is empty", "give a path, a URL or a document's number")
    from hmic_tracker.domain.part_changes import new_evidence_fields

    file = typed_evidence(session, text)
    day, what = session.entry_day, " ".join((shows or "").split()) or None
    if not published:
        return lambda item: new_evidence_fields(item, file.ref, day, what, file.sha256, file.size)
    from hmic_tracker.reports.redaction import published_part_keys

    def published_fields(item: Item) -> Fields:
        public = {n for kind, n in published_part_keys(item.history) if kind == "evidence"}
        return new_evidence_fields(
            item, file.ref, day, what, file.sha256, file.size, public.__contains__
        )

    return published_fields
