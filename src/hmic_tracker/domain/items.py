"""An item of the plan and its history.

An item is a recommendation, an area for improvement (AFI), a cause of concern or a piece of good
practice. Its fields say how it stands now; its history says how it came to stand so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

from hmic_tracker.domain.dates import deadline
from hmic_tracker.domain.fields import ATTRIBUTES, LISTS
from hmic_tracker.domain.parts import (
    Action,
    Evidence,
    part_fields,
    parts_with_fields,
    progress_of_steps,
    steps_of,
)
from hmic_tracker.domain.titles import title_of
from hmic_tracker.domain.words import COMPLETED, Kind, Progress, Response, Status
from hmic_tracker.light_typing import Any, Final, NamedTuple
from hmic_tracker.patterns import pattern

ID_PATTERN: Final = pattern(r"(?a)[A-Za-z0-9._-]{1,64}")

Value = str | tuple[str, ...] | None
"""What a tracked field holds: a word or text, several words (tags), or nothing."""

UNDONE: Final = "undone"
"""The event of an entry that takes a command back; its source says which."""
UNDO_OF: Final = "undo of "
REDONE: Final = "redone"
"""The event of an entry that takes an undo back; its source says which command is there again."""
REDO_OF: Final = "redo of "
LINKED, UNLINKED = "linked", "unlinked"
"""The events of the entries that a link makes, and that taking it away makes."""
CARRIED: Final = "carried forward"
"""The event of the entries by which an item carries on an earlier inspection's."""
TAKING_BACK: Final = frozenset({UNDONE, UNLINKED})
IMPORTED: Final = "imported"
COUNTED: Final = "imported by count"
"""The event of what a document says of so many items, and not of which."""
IMPORTS: Final = frozenset({IMPORTED, COUNTED})
ANSWERED: Final = "answered"
"""The event of what came back from a lead."""
ANSWERED_COUNT: Final = "answered by count"
"""The event of what a lead answered of so many items, and not of which."""
BY_COUNT: Final = frozenset({COUNTED, ANSWERED_COUNT})
UNNAMED: Final = "not named"
"""The event of taking back what was known by a count alone."""
EVIDENCE_WANTED: Final = "evidence asked for"
"""The event of a note that says what evidence is wanted of the lead."""
OUTSIDE: Final = "changed outside the tool"
"""The event of an entry that records what was changed by hand."""


class FieldChange(NamedTuple):
    """One field going from one value to another; None is absent."""

    field: str
    old: Value
    new: Value


class Correction(NamedTuple):
    """What an entry says of an earlier one, named "3cfvill5/1": its right day, author and texts.

    What is None is right as it is; a day is as it is printed: "2008-09-30".
    """

    entry: str
    on: str | None = None
    by: str | None = None
    note: str | None = None
    reason: str | None = None


class AsEntered(NamedTuple):
    """What an entry that was set right said before: its day as it is printed, author and texts."""

    on: str
    by: str
    note: str | None
    reason: str | None


class Entry(NamedTuple):
    """One entry of an item's history. Entries are never changed.

    `n` is one more than the highest number that its writer saw, so that two people who work apart
    may give the same one; entries stand in the order of `n`, then of their `op`.

    `on` is the day it was true, `recorded` when it was entered (UTC), `by` the person who entered
    it, `op` the command it belongs to; `source` names the document it comes from. `agreed_by` is
    the board that agreed to a moved date, `override` why a rule was set aside. The note and the
    reason of a published entry may be printed in papers; all others are internal. `after` names,
    for each field changed, the entries whose values it replaced (`domain.ancestry`); `origin` is
    the same wherever the same document gave the same item the same values. One that `corrects`
    another changes nothing else; one that was corrected has what was right, and what was `entered`
    beside it (`domain.corrections`).
    """

    n: int
    on: date
    recorded: datetime
    by: str
    op: str
    event: str = "updated"
    changes: tuple[FieldChange, ...] = ()
    note: str | None = None
    reason: str | None = None
    source: str | None = None
    agreed_by: str | None = None
    override: str | None = None
    published: bool = False
    origin: str | None = None
    after: tuple[tuple[str, tuple[str, ...]], ...] = ()
    corrects: Correction | None = None
    entered: AsEntered | None = None

    @property
    def begins(self) -> bool:
        """Whether its writer knew of no entry before it: it has what the item began with."""
        return self.n == 1


class Item(NamedTuple):
    """One thing the inspectorate said, and how it stands.

    `aka` are ids that it had before. One that is `part_of` another has its text in our own words
    (its `wording`), and is in no count: the other is. `number` is its whole number under its
    framework in the report, `label_given` what the report prints where that is something else
    ("2a"), `of` how many it counts there where it gives no text; `source_kind` is its own word for
    the kind ("must do"). `response` is the organisation's answer. `progress` is the lead's word and
    outlives completion, so that reopening restores it; `reported_progress` is what people are told.
    `links` are a relation and an id each ("duplicates REC-3"). `requested_due` is a date that was
    asked for and not answered. It is `deferred_until` a day by a board, "open" where no end is set;
    what of a deferral is over stays until something else is decided. Good practice has the `force`
    it was seen at and those it was `circulated` to. A field that two people gave different values
    is `unsettled`, with the entries that gave them; its attribute has the value that counts until
    then. Of an `exempt` item (the word "yes") papers print number and status only.
    """

    id: str
    uid: str
    kind: Kind
    aka: tuple[str, ...] = ()
    part_of: str | None = None
    inspection: str | None = None
    framework: str | None = None
    number: int | None = None
    label_given: str | None = None
    of: int | None = None
    source_kind: str | None = None
    title_given: str | None = None
    text: str | None = None
    wording: str | None = None
    status: Status = "not-started"
    status_word: str | None = None
    response: Response | None = None
    response_reason: str | None = None
    progress: Progress | None = None
    owner: str | None = None
    board: str | None = None
    due: str | None = None
    original_due: str | None = None
    requested_due: str | None = None
    requested_reason: str | None = None
    deferred_until: str | None = None
    deferred_by: str | None = None
    tags: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    discharged_by: str | None = None
    force: str | None = None
    circulated: tuple[str, ...] = ()
    exempt: str | None = None
    actions: tuple[Action, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    unsettled: tuple[tuple[str, tuple[tuple[str, Value], ...]], ...] = ()
    history: Sequence[Entry] = ()

    @property
    def label(self) -> str | None:
        """Its number as the report prints it."""
        return self.label_given or (None if self.number is None else str(self.number))

    @property
    def title(self) -> str:
        """The title given, or one derived from the text."""
        return self.title_given or title_of(self.kind, self.text, self.label, self.of)

    @property
    def is_placeholder(self) -> bool:
        """Counted in the report, its text not published there."""
        return self.text is None and self.title_given is None

    @property
    def deadline(self) -> date | None:
        """The last day in time; a month's is its last day."""
        return deadline(self.due) if self.due else None

    @property
    def reported_progress(self) -> Progress:
        """Completed implies complete; otherwise the lead's word, or without one the steps'."""
        if self.status in COMPLETED:
            return "complete"
        return self.progress or progress_of_steps(*steps_of(self.actions))

    @property
    def updated_at(self) -> datetime | None:
        """When an entry was recorded last, wherever it stands."""
        return max((entry.recorded for entry in self.history), default=None)

    @property
    def began(self) -> date | None:
        """The day of its first entry: of two people's, the earlier."""
        return min((entry.on for entry in self.history if entry.begins), default=None)


def effective_entries(history: Sequence[Entry]) -> list[Entry]:
    """The entries but for those that are undone, and for the undoing and redoing.

    What was changed by hand, and only recorded by a command that was undone, stands. Of what two
    copies of a plan took in of one document, the first stands for both.
    """
    undone, again = undone_ops(history), twins(history)
    return [
        e
        for place, e in enumerate(history)
        if e.event == OUTSIDE or (e.event not in {UNDONE, REDONE} and e.op not in undone)
        if place not in again
    ]


def twins(history: Sequence[Entry]) -> dict[int, int]:
    """The places of entries that say what an earlier one of equal origin says, each with its place.

    Two copies of a plan that took in one document have an entry each of it. One that was undone
    stands for itself.
    """
    origins = [entry.origin for entry in history if entry.origin is not None]
    if len(set(origins)) == len(origins):
        return {}
    undone = undone_ops(history)
    first: dict[str, int] = {}
    again: dict[int, int] = {}
    for place, entry in enumerate(history):
        if entry.origin is not None and entry.op not in undone:
            again[place] = first.setdefault(entry.origin, place)
    return {place: earlier for place, earlier in again.items() if place != earlier}


def undone_in_vain(history: Sequence[Entry]) -> frozenset[int]:
    """The places of entries that undo what another command took in as well.

    Whoever undid it without knowing of the other one took nothing of that back.
    """
    undone = undone_ops(history)
    if not undone:
        return frozenset()
    makers: dict[str, set[str]] = {}
    for entry in history:
        if entry.origin is not None:
            makers.setdefault(entry.origin, set()).add(entry.op)
    twice = {op for ops in makers.values() if len(ops) > 1 for op in ops}
    alone = {op for ops in makers.values() if len(ops) == 1 for op in ops}
    vain = (twice - alone) & undone
    return frozenset(
        place
        for place, entry in enumerate(history)
        if entry.event == UNDONE and subject_op(entry) in vain
    )


def undone_ops(history: Iterable[Entry]) -> set[str]:
    """The commands that are undone as an item's history has it: undone, and not redone since."""
    undone: set[str] = set()
    for entry in history:
        if entry.event == UNDONE:
            undone.add(subject_op(entry))
        elif entry.event == REDONE:
            undone.discard(subject_op(entry))
    return undone


def subject_op(entry: Entry) -> str:
    """The command that an entry is about: its own, or that which it undoes or redoes."""
    if entry.event not in {UNDONE, REDONE}:
        return entry.op
    return (entry.source or "").removeprefix(UNDO_OF).removeprefix(REDO_OF)


def moved_from(item: Item, field: str) -> frozenset[Any]:
    """What an item was under before people moved it: frameworks, or inspections."""
    changes = (change for entry in item.history for change in entry.changes)
    return frozenset(change.old for change in changes if change.field == field)


def value_of(item: Item, field: str) -> Any:
    """A stored or a part's field: a `Value` or a number; None where it is absent or empty."""
    if field in ATTRIBUTES:
        value = getattr(item, ATTRIBUTES[field])
        return None if value in ("", ()) else value
    return part_values(item).get(field)


def part_values(item: Item) -> dict[str, str]:
    """The tracked fields of the item's actions and evidence, what is absent left out."""
    if not item.actions and not item.evidence:
        return {}
    return part_fields("action", item.actions) | part_fields("evidence", item.evidence)


def attributes_with(
    values: Mapping[str, Value],
    actions: tuple[Action, ...] = (),
    evidence: tuple[Evidence, ...] = (),
) -> dict[str, Any]:
    """The attributes of an item with these actions and evidence that tracked values change."""
    changed: dict[str, Any] = {
        ATTRIBUTES[field]: value or () if field in LISTS else value
        for field, value in values.items()
        if field in ATTRIBUTES
    }
    parts = {field: value for field, value in values.items() if field not in ATTRIBUTES}
    if parts:
        changed["actions"], changed["evidence"] = parts_with_fields(actions, evidence, parts)
    return changed
