"""A list of the plan's own that comes back as a table: whose items are now, and what else differs.

`list -o FILE` writes such a table, with each item's id, its uid and when it was recorded last.
Three values are compared: as it was listed, as the cell has it, as it is now. An owner that was
changed in the list is taken where it was not changed here meanwhile; any other cell that was
changed is named and stays, since a list has no reason for it and no day.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

from hmic_tracker.domain.changes import Stamp, apply, changes_to, next_entry, record_outside_changes
from hmic_tracker.domain.date_parsing import parse_due
from hmic_tracker.domain.drafts import Draft, DraftItem
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.import_entries import Changed
from hmic_tracker.domain.imported_fields import PlanOwners
from hmic_tracker.domain.importing import ImportPlan
from hmic_tracker.domain.inspections import ImportWarning
from hmic_tracker.domain.people import is_blank_owner, names_no_post, posts_in
from hmic_tracker.domain.replay import item_as_recorded
from hmic_tracker.domain.words import folded, plural
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.reports.import_preview import ImportPart
from hmic_tracker.reports.import_questions import Choice, ImportQuestion
from hmic_tracker.reports.item_rows import VALUES, ItemRow, rows_of

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.documents.blocks import Block, Document
    from hmic_tracker.domain.items import Item
    from hmic_tracker.domain.plan import Plan

_KNOWN_BY: Final = frozenset({"id", "uid"})
_COMPARED: Final = (
    *("inspection", "framework", "kind", "label", "title", "text", "status", "progress"),
    *("response", "board", "due", "requested_due", "deferred_until", "tags"),
)
"""What is a person's to say; the rest follows from it, or from the day."""
_STAYS: Final = "stays"
_DUES: Final = frozenset({"due", "requested_due", "deferred_until"})


class _Row(NamedTuple):
    """A row of the table: where it stands, and its cells by their heads."""

    place: str
    cells: Mapping[str, str]


class _Making(NamedTuple):
    """What entries are made with: the day, the stamp, and the table's name."""

    today: date
    stamp: Stamp
    source: str


def own_list_parts(
    document: Document,
    plan: Plan,
    today: date,
    stamp: Stamp,
    chosen: Mapping[str, str] = MappingProxyType({}),
) -> list[ImportPart] | None:
    """What a list of the plan's own changes, by inspection; None where a document is none.

    `chosen` are the owners that a person chose where the list has one and the plan another, by uid.
    """
    rows = list(_rows(document.blocks)) if document.is_table else []
    by_uid = {item.uid: item for item in plan.items}
    if not any(row.cells["uid"] in by_uid for row in rows):
        return None
    owners = PlanOwners(plan)
    shown = {row.item.uid: row for row in rows_of(plan, plan.items, today)}
    making = _Making(today, stamp, document.name)
    items: dict[str, Item] = {}
    warnings: list[ImportWarning] = []
    questions: list[ImportQuestion] = []
    no_posts: dict[str, list[tuple[_Row, Item]]] = {}
    for row in rows:
        known = shown.get(row.cells["uid"])
        if known is None:
            what = f"'{row.cells['id'][:40]}' is no item of this plan: the row is left out"
            warnings.append(_at(row, what))
            continue
        before = items.get(known.item.uid, known.item)
        listed = _as_listed(known, row, plan, today)
        after, word = before, _no_post(row, owners)
        clash = "" if word else _owner_clash(listed.item, known.item, row)
        about = word or known.item.uid
        if (word or clash) and about not in chosen:
            if word:
                no_posts.setdefault(word, []).append((row, known.item))
            else:
                warnings.append(_at(row, clash))
                questions.append(_which_owner(listed.item, known.item, row))
        elif (word or clash) and _stays(chosen[about], known.item):
            pass  # it stays as it is here
        elif folded(row.cells.get("owner", "")) != folded(listed.item.owner or "none"):
            taken = row._replace(
                cells={**row.cells, "owner": chosen.get(about, row.cells["owner"])}
            )
            after = _owned(before, taken, owners, making, is_sure=about in chosen)
        if known.item.uid in items and after != before:
            warnings.append(_at(row, f"{before.id} stands twice, with two owners: the first holds"))
            continue
        items[before.uid] = after
        warnings += (_at(row, text) for text in _differences(listed, known, row, today))
    for word, mine in no_posts.items():
        posts = posts_in(mine[0][0].cells["owner"], owners.is_known)
        warnings.append(_at(mine[0][0], _left_out(mine, posts)))
        questions.append(_is_post(word, mine, posts))
    pairs = [(by_uid[uid], item) for uid, item in items.items()]
    remarks = (*warnings, *owners.warnings)
    return list(_parts(document.name, plan, pairs, remarks, tuple(questions)))


def _rows(blocks: Sequence[Block]) -> Iterator[_Row]:
    """The rows below heads that are those of a list."""
    heads: tuple[str, ...] = ()
    for block in blocks:
        cells = tuple(cell.strip() for cell in block.cells)
        if {*cells} >= _KNOWN_BY:
            heads = cells
        elif heads and any(cells):
            yield _Row(str(block.place), dict(zip(heads, cells, strict=False)))


def _as_listed(known: ItemRow, row: _Row, plan: Plan, today: date) -> ItemRow:
    """The item as it was when it was listed; as it is now where the table doesn't say when."""
    try:
        moment = datetime.fromisoformat(row.cells.get("updated_at", ""))
    except ValueError:
        return known
    if not (moment.hour or moment.minute or moment.second):
        return known  # a day alone may be before or after a change of that day
    listed = item_as_recorded(known.item, moment.replace(tzinfo=moment.tzinfo or UTC))
    return known if listed is known.item else rows_of(plan, [listed], today)[0]


def _owner_clash(listed: Item, now: Item, row: _Row) -> str:
    """What is wrong where an owner was changed in the list and here, "" where it wasn't."""
    typed = row.cells.get("owner", "")
    before, current = listed.owner or "none", now.owner or "none"
    if not typed or folded(typed) in {folded(before), folded(current)}:
        return ""
    if folded(before) == folded(current):
        return ""
    return (
        f"{now.id}: its owner is '{typed[:40]}', '{before[:40]}' when it was listed and"
        f" '{current[:40]}' now: not taken; to change it: tracker update {now.id} --owner"
    )


def _no_post(row: _Row, owners: PlanOwners) -> str:
    """What a question about a cell is known by that may name no post, or several; "" for one."""
    typed = _unquoted(row.cells.get("owner", ""))
    is_fine = not typed or owners.is_known(typed) or is_blank_owner(typed)
    is_one = is_fine or not (names_no_post(typed) or posts_in(typed, owners.is_known))
    return "" if is_one else f"post {folded(typed)}"


def _stays(chosen: str, now: Item) -> bool:
    """Whether a person chose the owner that is here."""
    return folded(chosen) in {_STAYS, folded(now.owner or "none")}


def _left_out(mine: Sequence[tuple[_Row, Item]], posts: Sequence[str]) -> str:
    row, item = mine[0]
    typed, ids = row.cells["owner"][:40], format_id_ranges(item.id for _, item in mine)
    what = "may be several posts" if posts else "names no post"
    return (
        f"the owner '{typed}' of {ids} {what}: not taken; to give one: tracker update "
        f"{item.id} --owner"
    )


def _is_post(word: str, mine: Sequence[tuple[_Row, Item]], posts: Sequence[str]) -> ImportQuestion:
    row, item = mine[0]
    typed = row.cells["owner"]
    whose = plural(len(mine), "item") if len(mine) > 1 else item.id
    return ImportQuestion(
        "owner",
        f"{whose}: is '{typed[:40]}' {'one post' if posts else 'the name of a post'}?",
        place=row.place,
        choices=(
            Choice(typed, "one post" if posts else "a post"),
            *(Choice(post, f"{post[:40]} alone") for post in posts if " " in post),
            Choice(_STAYS, "none"),
        ),
        about=word,
    )


def _which_owner(listed: Item, now: Item, row: _Row) -> ImportQuestion:
    typed, before, current = row.cells["owner"], listed.owner or "none", now.owner or "none"
    return ImportQuestion(
        "owner",
        f"{now.id}: whose is it? Its owner was '{before[:40]}' when it was listed",
        place=row.place,
        choices=(
            Choice(typed, f"{typed[:40]}, as the list has it"),
            Choice(current, f"{current[:40]}, as it is here"),
        ),
        about=now.uid,
    )


def _owned(item: Item, row: _Row, owners: PlanOwners, making: _Making, *, is_sure: bool) -> Item:
    """The item with its row's owner; an empty cell says nothing, "none" that it is nobody's."""
    typed = _unquoted(row.cells.get("owner", ""))
    if not typed or folded(typed) == folded(item.owner or "none"):
        return item
    draft = DraftItem(item.kind, item.framework, item.number, owner=typed)
    owner = owners.known_as(draft, is_sure=is_sure)
    if owner is None and folded(typed) != "none":
        return item
    before = record_outside_changes(item, making.today, making.stamp)
    changes = changes_to(before, {"owner": owner})
    entry = next_entry(before, making.today, making.stamp, "updated", changes, source=making.source)
    return apply(before, entry) if changes else item


def _differences(listed: ItemRow, known: ItemRow, row: _Row, today: date) -> Iterator[str]:
    """What was changed in the row besides its owner; what was changed here alone is no change."""
    for field in _COMPARED:
        if field not in row.cells or field not in VALUES:
            continue
        cell = _plain(_unquoted(row.cells[field]))
        if field in _DUES:
            cell = _due(cell, today)
        before, now = (_printed(VALUES[field](one)) for one in (listed, known))
        if cell not in {_plain(before), _plain(now)}:
            was = f"'{now[:40]}' here" if now else "none here"
            if _plain(before) != _plain(now):
                was = f"'{before[:40] or 'none'}' when it was listed and '{now[:40] or 'none'}' now"
            yield f"{known.item.id}: its {field} is '{cell[:40]}', {was}: not taken from a list"


def _due(cell: str, today: date) -> str:
    """A date as the list has it, which CSV has as the spreadsheet showed it: "13 Mar 2009"."""
    try:
        return parse_due(cell, today) if cell else cell
    except InputError:
        return cell


def _printed(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value))
    return "" if value is None else str(value)


def _plain(text: str) -> str:
    return folded(" ".join(text.split()))


def _unquoted(text: str) -> str:
    """A cell without the apostrophe that keeps a text from being a formula."""
    return text[1:] if text[:1] == "'" and text[1:2] in {"=", "+", "-", "@", "'"} else text


def _at(row: _Row, text: str) -> ImportWarning:
    return ImportWarning(0, f"{row.place}: {text}")


def _parts(
    name: str,
    plan: Plan,
    pairs: Sequence[tuple[Item, Item]],
    warnings: tuple[ImportWarning, ...],
    questions: tuple[ImportQuestion, ...],
) -> Iterator[ImportPart]:
    """The items by their inspections, the remarks and questions with the first."""
    groups: dict[str | None, list[tuple[Item, Item]]] = {}
    for before, after in pairs:
        groups.setdefault(before.inspection, []).append((before, after))
    for nth, (inspection_id, mine) in enumerate(groups.items()):
        inspection = plan.inspection(inspection_id) if inspection_id else None
        if inspection is None:
            continue  # an item of an inspection that is gone: `check` says so
        yield ImportPart(
            Draft(name, inspection.title, None),
            ImportPlan(
                inspection=inspection,
                inspection_is_new=False,
                inspection_changed=False,
                frameworks=plan.frameworks,
                frameworks_changed=False,
                new=(),
                changed=tuple(Changed(*pair) for pair in mine if pair[0] != pair[1]),
                unchanged=tuple(after for before, after in mine if before == after),
                kept=(),
                unnamed=(),
                warnings=warnings if nth == 0 else (),
            ),
            nth,
            owner_questions=questions if nth == 0 else (),
        )
