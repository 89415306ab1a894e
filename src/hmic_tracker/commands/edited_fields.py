"""What was changed in an item's file, read as the options of the commands are: one law for both."""

from __future__ import annotations

from hmic_tracker.domain.dates import OPEN_END
from hmic_tracker.domain.fields import LISTS
from hmic_tracker.domain.items import FieldChange, Item, Value, attributes_with
from hmic_tracker.domain.linking import link_changes
from hmic_tracker.domain.links import Relation, link_of, parse_relation
from hmic_tracker.domain.parts import PART_WORDS, parse_part_field
from hmic_tracker.domain.people import names_with
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.words import composed, folded
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.commands.session import Session

_BINDING: Final[frozenset[Relation]] = frozenset({"supersedes", "duplicates", "carried-from"})
"""The relations by which the other item changes as well, or what counts does."""


class NewNames(NamedTuple):
    """Which names are new, though they resemble known ones."""

    owner: bool = False
    board: bool = False
    body: bool = False


class EditedFields(NamedTuple):
    """The item with its fields as the commands would keep them, and what is told of new names."""

    item: Item
    echo: tuple[str, ...]


class _Edit(NamedTuple):
    """An item as its file was left, and with what it is read."""

    session: Session
    item: Item
    new: NewNames


def read_edited(
    session: Session,
    before: Item | None,
    typed: Item,
    changes: tuple[FieldChange, ...],
    new: NewNames,
) -> EditedFields:
    """Read what an editor changed as `update`, `link` and `evidence add` would; raises as they do.

    UsageError is raised as well for a text that is gone and for one that looks empty.
    """
    edit = _Edit(session, typed, new)
    for change in changes:
        _check_seen(change)
    if before is not None and _place(before) != _place(typed):
        _check_place(session, before, typed)
    echo: list[str] = []
    fields: dict[str, Value] = {}
    for change in changes:
        if change.field in LISTS:
            fields[change.field] = _read_list(edit, change)
        elif change.new:
            value, remark = _read(edit, change.field, str(change.new))
            fields[change.field] = value
            echo += filter(None, [remark])
    if before is not None:
        fields |= _evidence(session, before, typed)
    values = attributes_with(fields, typed.actions, typed.evidence)
    return EditedFields(replace(typed, **values), tuple(echo))


def _check_seen(change: FieldChange) -> None:
    """Raise UsageError for a value of which nothing can be seen, and for a text that is gone."""
    words = change.new if isinstance(change.new, tuple) else (change.new,)
    if any(word is not None and not folded(word) for word in words):
        raise UsageError(f"{change.field} looks empty", "write it anew, or take it out whole")
    if change.field == "text" and not change.new:
        raise UsageError(
            "the text is gone, and it is what the inspectors said", "put it back as it was"
        )


def _place(item: Item) -> tuple[object, ...]:
    return item.kind, item.inspection, item.framework, item.number


def _check_place(session: Session, before: Item, typed: Item) -> None:
    """Raise UsageError for a place in a report that the plan doesn't have, or that is taken."""
    plan = session.read_plan()
    if typed.inspection is None and before.inspection:
        raise UsageError(
            "the inspection is gone", f'put it back: inspection = "{before.inspection}"'
        )
    if typed.inspection != before.inspection and not plan.inspection(typed.inspection):
        raise UsageError(
            f"there is no inspection '{(typed.inspection or '')[:60]}'",
            "those there are: tracker inspection list",
        )
    known = {framework.slug for framework in plan.frameworks}
    if typed.framework != before.framework and typed.framework not in {None, *known}:
        raise UsageError(
            f"there is no framework '{(typed.framework or '')[:60]}'",
            f"those there are: {', '.join(sorted(known))[:200] or 'none'}",
        )
    taken = (one.id for one in plan.items if one.id != typed.id and _place(one) == _place(typed))
    if typed.number is not None and (other := next(taken, None)):
        raise UsageError(f"{other} has that number there already", "put it back as it was")


def _read(edit: _Edit, field: str, text: str) -> tuple[Value, str | None]:
    """A value as the option of its field takes it, and what is told of it."""
    from hmic_tracker.commands.owner_options import resolve_board, resolve_body, resolve_owner

    session, new, place = edit.session, edit.new, parse_part_field(field)
    name = place[2] if place else field
    if name == "owner":
        return resolve_owner(session, text, new_owner=new.owner, option=_called(field))
    if field in {"board", "deferred_by"}:
        return resolve_board(session, text, field, new_board=new.board)
    if field == "discharged_by":
        return resolve_body(session, text, field, new_body=new.body)
    if name in _DAYS and text != OPEN_END:
        _check_day(edit, field, text)
    return text, None


_DAYS: Final = frozenset({"due", "requested_due", "deferred_until", "done", "on"})


def _called(field: str) -> str:
    place = parse_part_field(field)
    return f"the {place[2]} of {PART_WORDS[place[0]]} {place[1]}" if place else field


def _check_day(edit: _Edit, field: str, day: str) -> None:
    """Ask about a day that is probably a slip; raise UsageError where nobody can be asked."""
    try:
        edit.session.confirm(day)
    except UsageError as fault:
        hint = "correct it in the file"
        if field == "due":
            hint += f", or: tracker update {edit.item.id} --due {day} --reason 'TEXT' --yes"
        raise UsageError(fault.message, hint) from None


def _read_list(edit: _Edit, change: FieldChange) -> Value:
    """Several words as the option of their field takes them."""
    words, old = tuple(change.new or ()), tuple(change.old or ())
    if change.field == "links":
        return _links(edit, old, words)
    if change.field == "tags":
        return names_with((), map(composed, words))
    added = tuple(name for name in words if name not in old)
    if not added:
        return words
    from hmic_tracker.commands.owner_options import circulation

    kept = tuple(name for name in words if name in old)
    of_each = circulation(edit.session, added, new_owner=edit.new.owner)
    return of_each(edit.item._replace(circulated=kept))["circulated"]


def _links(edit: _Edit, old: tuple[str, ...], links: tuple[str, ...]) -> Value:
    """The links as `link` would make them; raises UsageError for those that only it can make."""
    from hmic_tracker.store.reading import item_ids

    known = item_ids(edit.session.folder)
    for link in (link_of(text) for text in old if text not in links):
        if link.other in known:  # else it leads nowhere, and can go
            _check_binding(edit.item, link.relation, link.other, " --remove")
    read = (text if text in old else _new_link(edit, text, known) for text in links)
    return tuple(dict.fromkeys(read))


def _new_link(edit: _Edit, text: str, known: list[str]) -> str:
    """A link that was typed into the file, as `link` would keep it."""
    from hmic_tracker.domain.ids import expand

    item = edit.item
    word, _, typed = text.strip().rpartition(" ")
    relation = parse_relation(word) if word else "relates"
    ids = expand([typed], known)
    if len(ids) != 1:
        raise UsageError(f"{typed[:60]} is several items", "write a link for each of them")
    _check_binding(item, relation, ids[0], "")
    items = {one.id: one for one in edit.session.read_plan().items if one.id != item.id}
    items[item.id] = item._replace(links=())
    if ids[0] in items:
        link_changes(items, item.id, relation, ids[0], None)
    return f"{relation} {ids[0]}" if word else ids[0]


def _check_binding(item: Item, relation: Relation, other: str, end: str) -> None:
    """Raise UsageError for a link that changes more than the item whose file has it."""
    if relation in _BINDING:
        raise UsageError(
            f"'{relation} {other}' changes more than the file of {item.id}",
            f"put links back as they were, and write: tracker link {item.id} {relation} {other}"
            f"{end}",
        )


def _evidence(session: Session, before: Item, typed: Item) -> dict[str, Value]:
    """The fields of new evidence as `evidence add` gives them; raises UsageError for a lack."""
    from hmic_tracker.commands.evidence_reference import typed_evidence

    known = {one.n for one in before.evidence}
    fields: dict[str, Value] = {}
    for one in typed.evidence:
        if one.n in known:
            continue
        if not one.ref or not one.shows:
            lacks = "shows" if one.ref else "ref"
            raise UsageError(
                f"evidence {one.n} has no {lacks}", f'write it into the file: {lacks} = "TEXT"'
            )
        file = typed_evidence(session, one.ref)
        size = None if file.size is None else str(file.size)
        own: dict[str, Value] = {"on": one.on or session.today.isoformat()}
        if one.sha256 is None and file.sha256 is not None:
            own |= {"ref": file.ref, "sha256": file.sha256, "size": size}
        fields |= {f"evidence_{one.n}_{name}": value for name, value in own.items()}
    return fields


def unread_keys(text: str) -> list[str]:
    """The keys of an item's file that nothing reads, each with what to do, as `check` has them."""
    from hmic_tracker.domain.check_findings import CODES
    from hmic_tracker.domain.file_keys import odd_keys
    from hmic_tracker.store.toml import parse

    return [
        f"{odd.message}; {CODES['misplaced-key' if odd.misplaced else 'unknown-key'].hint}"
        for odd in odd_keys("item", parse(text))
    ]
