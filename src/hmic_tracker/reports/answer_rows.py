"""The rows of the form that a lead fills in: the items and steps of a pack, and no more of them.

A form leaves the house. Of an item it has what the inspectors said, its due and how far it is, and
of what was entered about it the lead's own last words or the last ones that were published: no
other note, no reason, no other owner's step.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from hmic_tracker.domain.ancestry import entry_keys
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.items import Item, effective_entries
from hmic_tracker.domain.part_keys import part_keys
from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.rules import is_completed
from hmic_tracker.domain.sendings import HOW_FAR, SentRow
from hmic_tracker.domain.words import count_of, folded
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.reports.item_rows import ItemRow
    from hmic_tracker.reports.owner_facts import Step
    from hmic_tracker.reports.reminders import Pack


class AnswerRow(NamedTuple):
    """A row of the form: `name` is what it is known by, "REC-5", "AFI-11..18", "REC-5 step 2".

    `last_answer` is what the post itself wrote last, or what was published. `how_far` is empty
    where there is no one word for it; `done` is how many are done `of` so many nameless items.
    `sent` is what the plan's log has of the row.
    """

    name: str
    text: str
    due: str | None
    days_late: int
    last_answer: str
    how_far: str
    sent: SentRow
    done: int = 0
    of: int = 0


def answer_rows(pack: Pack, today: date) -> tuple[AnswerRow, ...]:
    """The rows of a pack: each item that something is asked of, its steps after it, then others.

    Nameless items that are alike are one row, with those of them that are completed.
    """
    steps: dict[str, list[Step]] = {}
    for step in pack.steps:
        steps.setdefault(step.item.id, []).append(step)
    made: list[AnswerRow] = []
    for rows in _alike((*pack.rows, *pack.undated), pack.completed_nameless):
        made.append(_of_items(rows, pack, today))
        for row in rows:
            made += (_of_step(one, pack, today) for one in steps.pop(row.item.id, ()))
    for item_id in sorted(steps, key=id_key):
        made += (_of_step(one, pack, today) for one in steps[item_id])
    return tuple(made)


def _alike(rows: Iterable[ItemRow], completed: Iterable[ItemRow]) -> Iterator[list[ItemRow]]:
    """The rows one by one, nameless ones that are alike together at the place of the first."""
    groups: dict[object, dict[str, ItemRow]] = {}
    for row in rows:
        groups.setdefault(_likeness(row), {})[row.item.id] = row
    for row in completed:
        if group := groups.get(_likeness(row)):
            group[row.item.id] = row
    for group in groups.values():
        yield [group[item_id] for item_id in sorted(group, key=id_key)]


def _likeness(row: ItemRow) -> object:
    item = row.item
    if item.is_placeholder:
        return item.kind, item.inspection, item.framework, item.due
    return item.id


def words_of_item(item: Item, wholes: Mapping[str, Item]) -> str:
    """What an item says; of a part our own words, and below them the inspectors'."""
    words = item.text or item.title
    if item.part_of is None:
        return words
    whole = wholes.get(item.part_of)
    theirs = f": {whole.text or whole.title}" if whole else ""
    return f"{words}\n\nPart of {item.part_of}{theirs}"


def _of_items(rows: list[ItemRow], pack: Pack, today: date) -> AnswerRow:
    first, many, owner = rows[0], len(rows), pack.owner
    items = [row.item for row in rows]
    done = sum(is_completed(item) for item in items)
    words = {item.reported_progress for item in items if many == 1 or not is_completed(item)}
    progress = words.pop() if len(words) == 1 else None
    statuses = {item.status for item in items}
    last = max((_last_words(item, owner, today) for item in items), default=("", ""))[1]
    text = words_of_item(first.item, pack.wholes)
    if many > 1:
        text = f"{count_of(many, first.item.kind)}, text not published"
    if many > 1 and first.item.framework:
        text += f" ({first.short_framework})"
    values = {
        "status": statuses.pop() if len(statuses) == 1 else None,
        "progress": progress,
        "due": first.item.due,
        "done": str(done) if many > 1 else None,
        "of": str(many) if many > 1 else None,
        "last_answer": last,
    }
    ids, uids = tuple(item.id for item in items), tuple(item.uid for item in items)
    return AnswerRow(
        name=format_id_ranges(ids),
        text=text,
        due=first.item.due,
        days_late=max(row.days_overdue for row in rows),
        last_answer=last,
        how_far=HOW_FAR[progress] if progress else "",
        sent=SentRow(ids, uids, None, _there(values)),
        done=done if many > 1 else 0,
        of=many if many > 1 else 0,
    )


def _of_step(step: Step, pack: Pack, today: date) -> AnswerRow:
    item, action = step.item, step.action
    names = part_keys(item.history, entry_keys(item.history))
    last = _last_words(item, pack.owner, today)[1]
    text = f"{words_of_item(item, pack.wholes)}\n\nYour step: {action.text or action.n}"
    values = {"due": action.due, "last_answer": last}
    key = names.get(("action", action.n), str(action.n))
    return AnswerRow(
        name=f"{item.id} step {action.n}",
        text=text,
        due=action.due,
        days_late=step.days_late,
        last_answer=last,
        how_far="",
        sent=SentRow((item.id,), (item.uid,), key, _there(values), action.n),
    )


def _last_words(item: Item, owner: str, today: date) -> tuple[str, str]:
    """The last note that the post wrote itself or that was published: its day, and the text."""
    for entry in reversed(effective_entries(item.history)):
        own = folded(entry.by) == folded(owner)
        if entry.note and (own or entry.published) and entry.on <= today:
            return entry.on.isoformat(), f"{say_day(entry.on)}: {entry.note}"
    return "", ""


def _there(values: Mapping[str, str | None]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}
