"""What linking two items changes in each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from hmic_tracker.domain.changes import changes_to
from hmic_tracker.domain.date_requests import REQUEST
from hmic_tracker.domain.deferrals import DEFERRAL
from hmic_tracker.domain.due_course import due_course
from hmic_tracker.domain.families import open_parts
from hmic_tracker.domain.items import (
    LINKED,
    Entry,
    FieldChange,
    Item,
    Value,
    effective_entries,
    value_of,
)
from hmic_tracker.domain.links import PHRASES, Link, Relation, creates_cycle, linked_item_id
from hmic_tracker.domain.parts import parse_part_field
from hmic_tracker.domain.succession import (
    TakenDates,
    dates_taken_over,
    open_steps,
    status_before,
)
from hmic_tracker.domain.words import OPEN, STATUS_PHRASES
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import NamedTuple


class LinkEntry(NamedTuple):
    """The fields that an entry of an item's history sets, and why."""

    fields: Mapping[str, Value]
    reason: str | None


class LinkChange(NamedTuple):
    """What changes in one of the two items: entry by entry, and from first to last.

    `dates` are those that it takes over.
    """

    entries: tuple[LinkEntry, ...]
    changes: tuple[FieldChange, ...]
    dates: TakenDates = TakenDates()


def link_changes(
    items: Mapping[str, Item],
    first: str,
    relation: Relation,
    second: str,
    reason: str | None,
    board_of: Callable[[Item], str | None] = lambda item: item.board,
) -> Mapping[str, LinkChange]:
    """What changes by id when the first item is linked to the second; nothing where it is so.

    A superseded item gets that status, and the first takes over what it leaves behind. Raises
    UsageError for a circle, and for a second item that it duplicates or is carried from.
    """
    mine, theirs = items[first], items[second]
    text = f"{relation} {second}"
    if text in mine.links or (relation == "relates" and f"relates {first}" in theirs.links):
        return {}
    before = linked_item_id(mine.links, relation)
    if relation in {"duplicates", "carried-from"} and before is not None:
        raise UsageError(
            f"{first} {PHRASES[relation][0]} {before} already",
            f"take that away first: tracker link {first} {relation} {before} --remove",
        )
    if first == second or creates_cycle(
        first, Link(relation, second), {i.id: i.links for i in items.values() if i.links}
    ):
        raise UsageError(
            f"{first} would lead back to itself: {first} {PHRASES[relation][0]} {second}",
            f"look at the links there are: tracker show {first} {second}",
        )
    _refuse_parts(items, mine, relation, theirs)
    linked = LinkEntry({"links": (*mine.links, text)}, reason)
    if relation == "supersedes":
        return _superseding(items, mine, theirs, linked, board_of)
    links = {first: _link_change(mine, [linked])}
    if relation == "duplicates" and (change := _taking_over(theirs, mine, None, reason)):
        links[second] = change
    return links


def _refuse_parts(items: Mapping[str, Item], mine: Item, relation: Relation, theirs: Item) -> None:
    """Raises UsageError where a part would stand for an item, or open parts would be left over."""
    if relation not in {"duplicates", "supersedes", "carried-from"}:
        return
    part = next((one for one in (mine, theirs) if one.part_of is not None), None)
    if part is not None:
        raise UsageError(
            f"{part.id} is a part of {part.part_of}: the item stands for another, no part of it",
            f"name that one: {part.part_of}",
        )
    if relation == "duplicates" and (left := open_parts(mine.id, items.values())):
        raise UsageError(
            f"{mine.id} has open parts, which would be in no count: {', '.join(left[:4])}",
            f"first: tracker update {left[0]} --status withdrawn --reason 'TEXT'",
        )


def _superseding(
    items: Mapping[str, Item],
    heir: Item,
    old: Item,
    linked: LinkEntry,
    board_of: Callable[[Item], str | None],
) -> Mapping[str, LinkChange]:
    """What changes when an item takes another's place.

    The steps go to the first of several that take it, and each open part becomes one.
    """
    left = [items[part_id] for part_id in open_parts(old.id, items.values())]
    fields = dict(linked.fields)
    if heir.status in OPEN:
        fields["owner"] = heir.owner or old.owner
        fields["board"] = heir.board or (None if board_of(heir) else board_of(old))
        if not _superseding_ids(items, old.id):
            fields |= open_steps(heir, old, left)
    links = {}
    if change := _taking_over(heir, old, linked._replace(fields=fields), linked.reason):
        links[heir.id] = change
    if old.status != "superseded":
        why = linked.reason or f"superseded by {heir.id}"
        links[old.id] = _link_change(old, [LinkEntry({"status": "superseded"}, why)])
        for part in left:
            gone = LinkEntry({"status": "superseded"}, f"with {old.id}: {why}")
            links[part.id] = _link_change(part, [gone])
    return links


def _taking_over(
    heir: Item, old: Item, linked: LinkEntry | None, reason: str | None
) -> LinkChange | None:
    """What changes in an item that takes over another's dates, the first with what is linked."""
    dates = dates_taken_over(heir, old, reason)
    first, *later = dates.steps or (None,)
    if first is None and linked is None:
        return None
    fields = {**(linked.fields if linked else {}), **({"due": first.due} if first else {})}
    why = (linked.reason if linked else None) or (first.why if first else None)
    entries = [LinkEntry(fields, why)]
    entries += [LinkEntry({"due": step.due}, step.why) for step in later if step]
    return _link_change(heir, entries)._replace(dates=dates)


def unlink_changes(
    items: Mapping[str, Item], first: str, relation: Relation, second: str, reason: str | None
) -> Mapping[str, LinkChange]:
    """What changes by id when a link is taken away; raises UsageError where there is none.

    What the link gave goes back, if nobody changed it since: an item that it superseded gets the
    status back that it had, unless another item supersedes it too.
    """
    mine, theirs = items[first], items[second]
    text = f"{relation} {second}"
    if text not in mine.links:
        if relation == "relates" and f"relates {first}" in theirs.links:
            return unlink_changes(items, second, relation, first, reason)
        known = ", ".join(mine.links) or "none"
        raise UsageError(f"{first} has no link '{text}'", f"its links are: {known}")
    rest = tuple(link for link in mine.links if link != text)
    op = _op_of_link(mine, text)
    fields, dues = {**_given_back(mine, op), "links": rest}, _dues_back(mine, op)
    apart = f"{first} is no longer linked to {second}"
    mine_why = reason or (apart if dues or "due" in fields else None)
    links = {first: _link_change(mine, _with_dues(LinkEntry(fields, mine_why), dues))}
    back, dues = _given_back(theirs, op), _dues_back(theirs, op)
    why = reason or (apart if back or dues else None)
    if relation == "supersedes" and theirs.status == "superseded":
        former = status_before(theirs, LINKED)
        if former and not _superseding_ids(items, second) - {first}:
            back["status"] = former
            links |= _parts_back(items, second)
            why = why or f"no more superseded by {first}: {STATUS_PHRASES[former]} again"  # type: ignore[index]
    if "status" not in back:  # another item stands for it still: it asks for nothing, and waits
        back = {field: value for field, value in back.items() if field not in {*REQUEST, *DEFERRAL}}
    if back or dues:
        links[second] = _link_change(theirs, _with_dues(LinkEntry(back, why), dues))
    return links


def _parts_back(items: Mapping[str, Item], whole: str) -> dict[str, LinkChange]:
    """What changes in the parts that left with an item, which is no longer superseded."""
    back = {}
    for part in (one for one in items.values() if one.part_of == whole):
        former = status_before(part, LINKED)
        if part.status == "superseded" and former:
            back[part.id] = _link_change(part, [LinkEntry({"status": former}, f"with {whole}")])
    return back


def _dues_back(item: Item, op: str | None) -> list[str | None]:
    """The dues through which an item gives back a first one that a link gave it.

    The way from that date to the one before it says that it is the first no more; what somebody
    moved since stands at the end.
    """
    taken = next((t for t in due_course(item.history).taken if t.entry.op == op), None)
    if taken is None:
        return []
    entries = [e for e in effective_entries(item.history) if e.op == op and e.event == LINKED]
    given = [change.new for e in entries for change in e.changes if change.field == "due"]
    ends = taken.before if item.due == given[-1] else item.due
    way = [item.due]
    for due in (taken.due, taken.before, ends):
        if due != way[-1]:
            way.append(due)
    return way[1:]


def _with_dues(entry: LinkEntry, dues: list[str | None]) -> list[LinkEntry]:
    """An entry and those after it that set one due after another, the first with it."""
    if not dues:
        return [entry]
    first = entry._replace(fields={**entry.fields, "due": dues[0]})
    return [first, *(LinkEntry({"due": due}, entry.reason) for due in dues[1:])]


def _superseding_ids(items: Mapping[str, Item], item_id: str) -> set[str]:
    """The items that take another's place."""
    return {one.id for one in items.values() if f"supersedes {item_id}" in one.links}


def _op_of_link(item: Item, text: str) -> str | None:
    """The command that gave an item a link."""
    for entry in reversed(effective_entries(item.history)):
        for change in entry.changes:
            is_new = text in (change.new or ()) and text not in (change.old or ())
            if change.field == "links" and is_new:
                return entry.op if entry.event == LINKED else None
    return None


def _given_back(item: Item, op: str | None) -> dict[str, Value]:
    """The fields that a link gave an item and that nobody changed since, as they were before.

    A step goes back whole or not at all.
    """
    entries = [e for e in effective_entries(item.history) if e.op == op and e.event == LINKED]
    given: dict[str, FieldChange] = {}
    for change in (change for entry in entries for change in entry.changes):
        first = given.get(change.field, change)
        given[change.field] = FieldChange(change.field, first.old, change.new)
    for field in ("links", "status"):
        given.pop(field, None)
    if _dues_back(item, op):
        given.pop("due", None)
    touched = _touched_parts(item, entries)
    return {
        field: change.old
        for field, change in given.items()
        if value_of(item, field) == change.new and _part(field) not in touched
    }


def _touched_parts(item: Item, entries: Iterable[Entry]) -> set[object]:
    """The steps that another entry than these has changed."""
    mine = {(entry.n, entry.op) for entry in entries}
    others = (e for e in effective_entries(item.history) if (e.n, e.op) not in mine)
    return {_part(c.field) for entry in others for c in entry.changes if _part(c.field)}


def _part(field: str) -> object:
    place = parse_part_field(field)
    return place[:2] if place else None


def _link_change(item: Item, entries: Iterable[LinkEntry]) -> LinkChange:
    made = tuple(entries)
    last = {field: value for entry in made for field, value in entry.fields.items()}
    return LinkChange(made, changes_to(item, last, is_decision=False))
