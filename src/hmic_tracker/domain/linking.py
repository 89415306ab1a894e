"""What linking two items changes in each of them."""

from collections.abc import Mapping
from typing import NamedTuple

from hmic_tracker.domain.changes import changes_to
from hmic_tracker.domain.items import FieldChange, Item, Value, effective_entries
from hmic_tracker.domain.links import PHRASES, Link, Relation, creates_cycle, linked_item_id
from hmic_tracker.domain.words import STATUS_PHRASES
from hmic_tracker.errors import UsageError


class LinkChange(NamedTuple):
    """What changes in one of the two items, as fields and as changes, and why."""

    fields: Mapping[str, Value]
    changes: tuple[FieldChange, ...]
    reason: str | None


def link_changes(
    items: Mapping[str, Item], first: str, relation: Relation, second: str, reason: str | None
) -> Mapping[str, LinkChange]:
    """What changes by id when the first item is linked to the second; nothing where it is so.

    A superseded item that is open gets that status. Raises UsageError for a circle, and for a
    second item that it duplicates or is carried from.
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
    links = {first: _link_change(mine, {"links": (*mine.links, text)}, reason)}
    if relation == "supersedes" and theirs.status != "superseded":
        why = reason or f"superseded by {first}"
        links[second] = _link_change(theirs, {"status": "superseded"}, why)
    return links


def unlink_changes(
    items: Mapping[str, Item], first: str, relation: Relation, second: str, reason: str | None
) -> Mapping[str, LinkChange]:
    """What changes by id when a link is taken away; raises UsageError where there is none.

    An item that the link superseded gets the status back that it had.
    """
    mine, theirs = items[first], items[second]
    text = f"{relation} {second}"
    if text not in mine.links:
        if relation == "relates" and f"relates {first}" in theirs.links:
            return unlink_changes(items, second, relation, first, reason)
        known = ", ".join(mine.links) or "none"
        raise UsageError(f"{first} has no link '{text}'", f"its links are: {known}")
    rest = tuple(link for link in mine.links if link != text)
    links = {first: _link_change(mine, {"links": rest}, reason)}
    former = _status_before(theirs)
    if relation == "supersedes" and theirs.status == "superseded" and former:
        why = reason or f"no more superseded by {first}: {STATUS_PHRASES[former]} again"  # type: ignore[index]
        links[second] = _link_change(theirs, {"status": former}, why)
    return links


def _link_change(item: Item, fields: Mapping[str, Value], reason: str | None) -> LinkChange:
    return LinkChange(fields, changes_to(item, fields), reason)


def _status_before(item: Item) -> str | None:
    """The status that the item had when a link superseded it."""
    for entry in reversed(effective_entries(item.history)):
        for change in entry.changes:
            if change.field == "status":
                return str(change.old) if entry.event == "linked" and change.old else None
    return None
