"""What can be said of each item: its history, its links, its owner and due."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from hmic_tracker.domain.check_findings import Facts, Finding, ItemFile, LineOf, shortened, some
from hmic_tracker.domain.check_names import named_by_id
from hmic_tracker.domain.dates import first_day
from hmic_tracker.domain.items import FieldChange, Item, Value
from hmic_tracker.domain.part_changes import late_steps
from hmic_tracker.domain.plan import Plan
from hmic_tracker.domain.replay import outside_changes
from hmic_tracker.domain.rules import is_counted, is_open, progress_differs
from hmic_tracker.domain.words import PREFIXES, plural


def item_findings(plan: Plan, facts: Facts, line_of: LineOf) -> Iterator[Finding]:
    """Errors of the items one by one, then notes on them, those of one kind together."""
    files = named_by_id(facts)
    ids = {file.item.id for file in files} | _lost_ids(facts)
    for file in files:
        yield from _kind(file, line_of)
        yield from _history(file, line_of)
        yield from _links(file, ids, line_of)
    yield from _notes(plan, {file.item.id: file.path for file in files}, line_of)


def _kind(file: ItemFile, line_of: LineOf) -> Iterator[Finding]:
    """Counts go by the kind, people by the id."""
    item = file.item
    prefix = item.id.rpartition("-")[0]
    if prefix in PREFIXES.values() and PREFIXES[item.kind] != prefix:
        message = f"{item.id} is a {prefix}, and its kind says {item.kind}"
        yield Finding("wrong-kind", message, file.path, line_of(file.path, "kind"), (item.id,))


def can_be_recorded(file: ItemFile) -> bool:
    """Whether `check --record` may enter what differs: not where a history was lost."""
    return not file.cut and file.item.id == file.stem and bool(outside_changes(file.item))


def _history(file: ItemFile, line_of: LineOf) -> Iterator[Finding]:
    item, ids = file.item, (file.item.id,)
    if file.cut:
        message = f"{item.id} has no history any more, and had one when tracker wrote it"
        yield Finding("history-truncated", message, file.path, 0, ids)
        return
    if not item.history:
        message = f"{item.id} was written by hand, or its file was cut short"
        yield Finding("no-history", message, file.path, 0, ids)
        return
    changes = outside_changes(item)
    if changes:
        differences = "; ".join(_difference(change) for change in changes)
        line = line_of(file.path, changes[0].field)
        yield Finding("changed-outside", f"{item.id}: {differences}", file.path, line, ids)
    if item.original_due and item.original_due not in _dues(item, changes):
        message = f"{item.id}: original_due is {item.original_due}, a due it never had"
        line = line_of(file.path, "original_due")
        yield Finding("changed-outside", message, file.path, line, ids)


def _dues(item: Item, changes: Iterable[FieldChange]) -> set[Value]:
    """All dues that the item ever had, with what was set by hand since the last entry."""
    recorded = (change for entry in item.history for change in entry.changes)
    return {
        due
        for change in (*recorded, *changes)
        if change.field == "due"
        for due in (change.old, change.new)
    }


def _difference(change: FieldChange) -> str:
    if change.field == "text":
        return "text differs from its history"
    old, new = map(_value_text, (change.old, change.new))
    return f"{change.field} is {new}, and its history says {old}"


def _value_text(value: Value) -> str:
    if value is None:
        return "none"
    return shortened(", ".join(value) if isinstance(value, tuple) else value)


def _links(file: ItemFile, ids: set[str], line_of: LineOf) -> Iterator[Finding]:
    for link in file.links:
        if link not in ids:
            message = f"{file.item.id} links to {shortened(link)}, which is not in the plan"
            line = line_of(file.path, "links")
            yield Finding("dangling-link", message, file.path, line, (file.item.id,))


def _lost_ids(facts: Facts) -> set[str]:
    """Items that are there and can't be read."""
    paths = (fault.path for fault in facts.faults if fault.path.startswith("items/"))
    return {path.removeprefix("items/").removesuffix(".toml") for path in paths}


def _notes(plan: Plan, paths: dict[str, str], line_of: LineOf) -> Iterator[Finding]:
    counted = [item for item in plan.items if is_counted(item)]
    mine = {(i.inspection, i.framework) for i in counted if i.kind == "recommendation"}

    def is_alone(item: Item) -> bool:
        return item.kind == "cause-of-concern" and (item.inspection, item.framework) not in mine

    tests: dict[str, Callable[[Item], bool]] = {
        "due-before-report": lambda item: _due_too_early(plan, item),
        "concern-alone": is_alone,
        "step-late": lambda item: is_open(item) and bool(late_steps(item)),
        "progress-steps": progress_differs,
        "no-owner": lambda item: is_open(item) and not item.owner,
        "no-due": lambda item: is_open(item) and not item.due,
    }
    for code, holds in tests.items():
        ids = [item.id for item in counted if holds(item)]
        if ids:
            key, *forms = _NOTES[code]
            path = paths.get(ids[0], "") if len(ids) == 1 else ""
            line = line_of(path, key) if path else 0
            message = f"{plural(len(ids), *forms)}: {some(ids)}"
            yield Finding(code, message, path, line, tuple(ids))


_NOTES: Final = {
    "due-before-report": (
        "due", "item is due before its report", "items are due before their report",
    ),
    "concern-alone": (
        "kind", "cause of concern has no recommendation in its framework",
        "causes of concern have no recommendation in their framework",
    ),
    "step-late": (
        "actions", "item has steps due after itself", "items have steps due after themselves",
    ),
    "progress-steps": (
        "progress", "item's progress is not what its steps say",
        "items' progress is not what their steps say",
    ),
    "no-owner": ("owner", "open item has no owner", "open items have no owner"),
    "no-due": ("due", "open item has no due date", "open items have no due date"),
}  # fmt: skip
"""The key that each note is about, and what it says of one item and of several."""


def _due_too_early(plan: Plan, item: Item) -> bool:
    """Due before the report was out; where that isn't known, before the item's first entry."""
    published = _report_day(plan, item)
    return bool(published and item.deadline and item.deadline < published)


def _report_day(plan: Plan, item: Item) -> date | None:
    inspection = plan.inspection(item.inspection)
    if inspection and inspection.published:
        return first_day(inspection.published)
    return item.history[0].on if item.history else None
