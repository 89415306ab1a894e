"""What a document changes in an item, and what people's own changes keep.

A field that a person changed since the last import stays, as does one that a newer document gave.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from hmic_tracker.domain.changes import changes_to, field_changes
from hmic_tracker.domain.date_requests import ended_request
from hmic_tracker.domain.due_course import HANDING_OVER, giver_of_due
from hmic_tracker.domain.inspections import ImportWarning
from hmic_tracker.domain.item_matching import label_of
from hmic_tracker.domain.items import (
    IMPORTS,
    UNNAMED,
    Entry,
    FieldChange,
    Item,
    Value,
    effective_entries,
    moved_from,
    value_of,
)
from hmic_tracker.domain.part_changes import next_part_number
from hmic_tracker.domain.parts import parse_part_field
from hmic_tracker.domain.people import is_blank_owner, named_owner, names_no_post
from hmic_tracker.domain.replay import outside_changes
from hmic_tracker.domain.rules import is_completed
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.drafts import DraftItem
    from hmic_tracker.domain.plan import Plan

_GIVEN: Final = (
    *("source_kind", "text", "status", "status_word", "response", "response_reason", "progress"),
    *("due", "owner"),
)
"""The fields that a document gives as they are."""
_LONGEST_POST: Final = 120


class Wanted(NamedTuple):
    """The changes of a document to an item: those made, those kept back, and its note."""

    made: tuple[FieldChange, ...]
    held: tuple[FieldChange, ...] = ()
    note: str | None = None

    @property
    def is_anything(self) -> bool:
        """Whether the item gets an entry."""
        return bool(self.made or self.note)

    def with_held(self, more: tuple[FieldChange, ...]) -> Wanted:
        """The same with more kept back."""
        return self._replace(held=(*self.held, *more)) if more else self

    def without(self, fields: Collection[str]) -> Wanted:
        """The same with nothing kept back in some fields, which people's word is gone from."""
        return self._replace(held=tuple(one for one in self.held if one.field not in fields))


def wanted_changes(
    item: Item, one: DraftItem, on: date, cause: str | None = None, is_new: bool = False
) -> Wanted:
    """Return what a document of a day changes in an item, of which a new one keeps nothing back.

    `one.owner` is the post as the plan calls it; `cause` the id of the cause of concern that the
    item answers.
    """
    history = effective_entries(item.history)
    changes = field_changes(item, _given(item, one))
    held = [] if is_new else _held(item, changes, history, on)
    gone = {change.field for change in held}
    if gone & {"status", "progress"}:
        # The source's own word goes with the status: it isn't taken where the status isn't.
        gone.add("status_word")
    if "status" in gone and is_completed(item):
        gone.add("progress")  # of work that is completed, by a person's word, none is in progress
    if "response" in gone:
        gone |= {"response_reason"} if one.status else {"response_reason", "status"}
    made = [change for change in changes if change.field not in gone]
    made += ended_request(item, made)
    link = f"answers {cause}" if cause and cause != item.id else ""
    if link and link not in item.links:
        linking = changes_to(item, {"links": (*item.links, link)})
        (held if _was_linked(history, link) else made).extend(linking)
    made += changes_to(item, _evidence(item, one, history, on))
    return Wanted(tuple(made), tuple(held), _note(one, history))


def held_places(item: Item, framework: str | None, inspection: str) -> tuple[FieldChange, ...]:
    """Where a document still has an item that people moved from there."""
    there = {"framework": framework, "inspection": inspection}
    return tuple(
        FieldChange(field, value_of(item, field), place)
        for field, place in there.items()
        if place != value_of(item, field) and place in moved_from(item, field)
    )


def _given(item: Item, one: DraftItem) -> dict[str, Value]:
    """The tracked fields that the document gives, with their values."""
    fields: dict[str, Value] = {field: value for field in _GIVEN if (value := getattr(one, field))}
    label = label_of(one)
    if label is not None and label != item.label:
        fields["label"] = label
    if one.response is not None and one.response != item.response:
        fields["response_reason"] = one.response_reason or None
    if one.response == "not-accepted" and one.status is None:
        fields["status"] = one.response
    return fields


def _held(
    item: Item, changes: Sequence[FieldChange], history: list[Entry], on: date
) -> list[FieldChange]:
    """The changes to fields that people changed since, or that a newer document gave."""
    if not changes:
        return []
    last = {change.field: entry for entry in history for change in entry.changes}
    if "due" in last and last["due"].event in HANDING_OVER:
        last["due"] = giver_of_due(history) or last["due"]
    by_hand = {change.field for change in outside_changes(item)}

    def is_kept(change: FieldChange) -> bool:
        entry = last.get(change.field)
        if entry is None or entry.event == UNNAMED:
            return change.field in by_hand
        return change.field in by_hand or entry.event not in IMPORTS or entry.on > on

    return [change for change in changes if is_kept(change)]


def _was_linked(history: list[Entry], link: str) -> bool:
    """Whether an item had a link once, so that people took it away."""
    links = (c.new for entry in history for c in entry.changes if c.field == "links")
    return any(link in (new or ()) for new in links)


def _evidence(item: Item, one: DraftItem, history: list[Entry], on: date) -> dict[str, Value]:
    """The fields of what shows it, but for what the item has, or had until people took it away."""
    if not one.evidence:
        return {}
    known = {folded(evidence.ref or "") for evidence in item.evidence}
    known |= {folded(text) for text in _references(history)}
    new = {folded(ref): " ".join(ref.split()) for ref in one.evidence}
    refs = [ref for key, ref in new.items() if key and key not in known]
    first = next_part_number(item, "evidence") if refs else 0
    fields: dict[str, Value] = {}
    for n, ref in enumerate(refs, first):
        fields |= {f"evidence_{n}_ref": ref, f"evidence_{n}_on": on.isoformat()}
    return fields


def _references(history: list[Entry]) -> Iterator[str]:
    for change in (change for entry in history for change in entry.changes):
        place = parse_part_field(change.field)
        if place and place[0] == "evidence" and place[2] == "ref" and change.new:
            yield str(change.new)


def _note(one: DraftItem, history: list[Entry]) -> str | None:
    """What was done as the document says it, unless the history says it already."""
    note = (one.update or "").strip()
    return note if note and folded(note) not in {folded(e.note or "") for e in history} else None


class PlanOwners:
    """The posts of a plan by the names that documents use; new ones are added as they are met."""

    def __init__(self, plan: Plan) -> None:
        self.warnings: list[ImportWarning] = []
        names = [*(post.name for post in plan.people)]
        names += sorted({item.owner for item in plan.items if item.owner})
        holders = [post.holder for post in plan.people if post.holder]
        self._names = {
            folded(post.holder): post.name
            for post in plan.people
            if post.holder and holders.count(post.holder) == 1
        }
        self._names |= {folded(one): post.name for post in plan.people for one in post.aliases}
        self._names |= {folded(name): name for name in reversed(names)}
        self._before = tuple(dict.fromkeys(self._names.values()))

    def is_known(self, name: str) -> bool:
        """Whether the plan has a post of that name."""
        return folded(name) in self._names

    def known_as(self, one: DraftItem, *, is_sure: bool = False) -> str | None:
        """Return the owner of a document's item as the plan calls it, or as the document does.

        None where it gives none, or one that is fit for no mail's header, or names no post, unless
        that is sure.
        """
        name = " ".join((one.owner or "").split())
        if not name or folded(name) == "none":
            return None
        if folded(name) in self._names:
            return self._names[folded(name)]
        if not name.isprintable() or "=?" in name or len(name) > _LONGEST_POST:
            text = f"its owner '{name[:40]}' can't be the name of a post and is left out"
            self.warnings.append(ImportWarning(one.line, text))
            return None
        if not is_sure and (is_blank_owner(name) or names_no_post(name)):
            if not is_blank_owner(name):
                text = f"its owner '{name[:40]}' names no post and is left out"
                self.warnings.append(ImportWarning(one.line, text))
            return None
        like = named_owner(name, self._before).near
        if like:
            text = f"the owner '{name}' is new, and nearly {' or '.join(like)}; if it is the same:"
            text = f"{text} tracker person move '{name}' '{like[0]}'"
            self.warnings.append(ImportWarning(one.line, text))
        self._names[folded(name)] = name
        return name
