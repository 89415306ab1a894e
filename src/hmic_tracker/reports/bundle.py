"""A bundle: what the inspectors are given of some items, as a value.

What may be in it is decided by `reports.redaction` alone, as for papers. Which files are enclosed
is told here by what became of them: only a file that is what the plan's SHA-256 says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from hmic_tracker.domain.items import Entry, Item, effective_entries
from hmic_tracker.domain.replay import plan_as_of
from hmic_tracker.domain.rules import is_open
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple
from hmic_tracker.reports.bundle_names import file_name, folder_name
from hmic_tracker.reports.item import ItemReport, item_report
from hmic_tracker.reports.redaction import (
    RedactionRules,
    internal_fields,
    is_hidden,
    printable_changes,
    redact_plan,
    redaction_rules,
)
from hmic_tracker.reports.unsettled import Unsettled, unsettled_in

if TYPE_CHECKING:
    from hmic_tracker.domain.parts import Evidence
    from hmic_tracker.domain.plan import Damage, Plan

State = Literal["unchanged", "changed", "missing", "unreadable", "reference"]
FOLDER: Final = "evidence"


class FileState(NamedTuple):
    """What became of the file of a piece of evidence, and the bytes that it has."""

    state: State
    size: int | None = None


class BundledEvidence(NamedTuple):
    """A piece of evidence; `path` is its file's in the bundle, empty where none is enclosed."""

    evidence: Evidence
    state: State
    path: str = ""
    size: int | None = None


class BundledItem(NamedTuple):
    """An item with its evidence, and the entries of its history that may be read, oldest first."""

    report: ItemReport
    evidence: tuple[BundledEvidence, ...]
    history: tuple[Entry, ...]
    unsettled: tuple[Unsettled, ...] = ()

    @property
    def item(self) -> Item:
        """The item, with nothing in it that may not be given out."""
        return self.report.row.item


class BundledFile(NamedTuple):
    """A file that is enclosed: its path in the bundle, what the plan calls it, hash and size."""

    path: str
    reference: str
    sha256: str
    size: int


class Inside(NamedTuple):
    """How much there is of what is internal."""

    notes: int = 0
    reasons: int = 0
    steps: int = 0
    evidence: int = 0
    fields: int = 0
    exempt: int = 0

    @property
    def total(self) -> int:
        """All of it."""
        return sum(self)


class Bundle(NamedTuple):
    """What is given out as of a day.

    `enclosed` is what of it is internal, `left_out` what is internal and is not in it. `to` says
    whom it is for.
    """

    as_of: date
    items: tuple[BundledItem, ...]
    files: tuple[BundledFile, ...]
    enclosed: Inside
    left_out: Inside
    is_internal: bool
    organisation: str | None = None
    marking: str | None = None
    to: str | None = None
    damaged: tuple[Damage, ...] = ()

    @property
    def size(self) -> int:
        """The bytes of the files that are enclosed."""
        return sum(one.size for one in self.files)

    def evidence_that(
        self, is_wanted: Callable[[BundledEvidence], bool]
    ) -> Iterator[tuple[Item, BundledEvidence]]:
        """The pieces of evidence of a kind, each with its item."""
        for one in self.items:
            yield from ((one.item, piece) for piece in one.evidence if is_wanted(piece))

    def ids_of(self, is_wanted: Callable[[BundledItem], bool]) -> tuple[str, ...]:
        """The ids of items of a kind; what is exempt is of none."""
        return tuple(
            one.item.id for one in self.items if not is_hidden(one.item) and is_wanted(one)
        )

    @property
    def without_evidence(self) -> tuple[str, ...]:
        """The items that nothing is given of to show that they were done."""
        return self.ids_of(lambda one: not one.evidence and one.item.kind != "good-practice")

    @property
    def unverified(self) -> tuple[str, ...]:
        """The items that the lead calls done, and that nobody checked."""
        return self.ids_of(lambda one: one.item.status == "done")

    @property
    def still_open(self) -> tuple[str, ...]:
        """The items that are not done."""
        return self.ids_of(lambda one: is_open(one.item))


class BundleRequest(NamedTuple):
    """The plan with its whole history, the ids wanted, the day, and for whom it is made."""

    plan: Plan
    ids: Collection[str]
    as_of: date
    past: bool = False
    is_internal: bool = False
    to: str | None = None


def bundle_items(request: BundleRequest) -> tuple[Plan, tuple[Item, ...]]:
    """The plan as it may be given out, and the items wanted of it, with the parts of each."""
    allowed = redaction_rules(request.plan, request.is_internal)
    current = _as_of(redact_plan(request.plan, allowed), request)
    return current, tuple(i for i in current.items if {i.id, i.part_of} & {*request.ids})


def bundle(
    request: BundleRequest,
    current: Plan,
    items: Sequence[Item],
    states: Mapping[tuple[str, int], FileState],
) -> Bundle:
    """The bundle of items; `states` says of each piece of evidence what became of its file."""
    allowed = redaction_rules(request.plan, request.is_internal)
    pieces, files = _enclosed(items, states)
    reports = [item_report(current, item, request.as_of, []) for item in items]
    ids = {item.id for item in items}
    own, public = (_totals(request, ids, internal) for internal in (True, False))
    enclosed = _less(_total(items), public)
    return Bundle(
        as_of=request.as_of,
        items=tuple(
            BundledItem(
                report,
                tuple(pieces[item.id]),
                tuple(_printed(item, allowed)),
                () if is_hidden(item) else unsettled_in((item,)),
            )
            for item, report in zip(items, reports, strict=True)
        ),
        files=tuple(files),
        enclosed=enclosed,
        left_out=_less(_less(own, public), enclosed),
        is_internal=request.is_internal,
        organisation=request.plan.organisation,
        marking=request.plan.marking,
        to=request.to,
        damaged=request.plan.damaged,
    )


def _as_of(plan: Plan, request: BundleRequest) -> Plan:
    return plan_as_of(plan, request.as_of) if request.past else plan


def _enclosed(
    items: Iterable[Item], states: Mapping[tuple[str, int], FileState]
) -> tuple[dict[str, list[BundledEvidence]], list[BundledFile]]:
    """The evidence of each item, and the files: one that is evidence twice is enclosed once."""
    pieces: dict[str, list[BundledEvidence]] = {}
    files: dict[str, BundledFile] = {}
    folders: set[str] = set()
    for item in items:
        folder = folder_name(item.id, folders)
        folders.add(folder.lower())
        pieces[item.id] = []
        for one in item.evidence:
            (state, size), path = states[item.id, one.n], ""
            if state == "unchanged" and one.sha256:
                new = f"{FOLDER}/{folder}/{file_name(one.n, one.ref or '')}"
                file = BundledFile(new, one.ref or "", one.sha256, size or 0)
                path = files.setdefault(one.sha256, file).path
            pieces[item.id].append(BundledEvidence(one, state, path, size if path else None))
    return pieces, list(files.values())


def _printed(item: Item, allowed: RedactionRules) -> Iterator[Entry]:
    """The entries that say something which may be read, without what was undone."""
    if is_hidden(item):
        return
    for entry in effective_entries(item.history):
        shown = entry._replace(
            changes=printable_changes(entry, item, allowed), agreed_by=entry.agreed_by or None
        )
        if shown.changes or shown.note or shown.reason or shown.override or shown.begins:
            yield shown._replace(published=False)


def _totals(request: BundleRequest, ids: Collection[str], internal: bool) -> Inside:
    """How much of what can be internal items have, with all of it or without any."""
    allowed = redaction_rules(request.plan, internal)
    current = _as_of(redact_plan(request.plan, allowed), request)
    return _total(item for item in current.items if item.id in ids)


def _total(items: Iterable[Item]) -> Inside:
    counts = [_inside(item) for item in items]
    return Inside(*map(sum, zip(*counts, strict=True))) if counts else Inside()


def _inside(item: Item) -> Inside:
    history = effective_entries(item.history)
    return Inside(
        notes=sum(entry.note is not None for entry in history),
        reasons=sum((entry.reason is not None) + (entry.override is not None) for entry in history),
        steps=len(item.actions),
        evidence=len(item.evidence),
        fields=len(internal_fields(item)),
        exempt=bool(item.exempt) and not is_hidden(item),
    )


def _less(one: Inside, other: Inside) -> Inside:
    return Inside(*(a - b for a, b in zip(one, other, strict=True)))
