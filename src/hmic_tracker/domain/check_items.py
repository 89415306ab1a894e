"""What can be said of each item: its history, its links, its owner and due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from hmic_tracker.domain.broken_rules import broken_rules
from hmic_tracker.domain.check_findings import (
    Finding,
    FolderFacts,
    ItemFile,
    LineOf,
    shortened,
    some,
)
from hmic_tracker.domain.check_hands import hand_findings
from hmic_tracker.domain.check_history import clock_findings, history_findings
from hmic_tracker.domain.check_names import named_by_id, unreadable_ids
from hmic_tracker.domain.check_parts import part_findings
from hmic_tracker.domain.dates import first_day
from hmic_tracker.domain.deferrals import LONG_DAYS, is_open_for_long
from hmic_tracker.domain.links import link_of
from hmic_tracker.domain.part_changes import late_steps
from hmic_tracker.domain.replay import outside_changes
from hmic_tracker.domain.rules import (
    is_counted,
    is_open,
    is_unstarted_with_progress,
    progress_differs,
)
from hmic_tracker.domain.words import PREFIXES, folded, plural
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.domain.items import FieldChange, Item, Value
    from hmic_tracker.domain.plan import Plan


def item_findings(
    plan: Plan, facts: FolderFacts, now: datetime, line_of: LineOf
) -> Iterator[Finding]:
    """Errors of the items one by one, then notes on them, those of one kind together."""
    files = named_by_id(facts)
    ids = {file.item.id for file in files} | unreadable_ids(facts)
    items = {file.item.id: file.item for file in files}
    for file in files:
        yield from _kind(file, line_of)
        yield from _history(file, line_of)
        yield from _links(file, ids, line_of)
        yield from hand_findings(file, items, line_of)
        yield from history_findings(file, plan.schema, line_of)
    yield from part_findings(files, ids, line_of)
    if facts.settings_read:
        yield from _rules(plan, files, line_of)
    yield from clock_findings(files, now, line_of)
    paths = {file.item.id: file.path for file in files}
    yield from _notes(plan, paths, now.date(), line_of)


def _kind(file: ItemFile, line_of: LineOf) -> Iterator[Finding]:
    """Counts go by the kind, people by the id."""
    item = file.item
    prefix = item.id.rpartition("-")[0]
    if prefix in PREFIXES.values() and PREFIXES[item.kind] != prefix:
        problem = f" is a {prefix}, and its kind says {item.kind}"
        yield _finding(file, line_of, "wrong-kind", problem, "kind")


def _finding(file: ItemFile, line_of: LineOf, code: str, problem: str, key: str = "") -> Finding:
    """A finding about one item; `key` is the one that it is about, none for the whole file."""
    line = line_of(file.path, *file.place_of(key)) if key else 0
    return Finding(code, f"{file.item.id}{problem}", file.path, line, (file.item.id,))


def can_be_recorded(file: ItemFile) -> bool:
    """Whether `check --record` may enter what differs: not where a history was lost."""
    return not file.cut and file.item.id == file.stem and bool(outside_changes(file.item))


def _history(file: ItemFile, line_of: LineOf) -> Iterator[Finding]:
    item = file.item
    if file.cut:
        problem = " has no history any more, and had one when tracker wrote it"
        yield _finding(file, line_of, "history-truncated", problem)
        return
    if not item.history:
        problem = " was written by hand, or its file was cut short"
        yield _finding(file, line_of, "no-history", problem)
        return
    changes = outside_changes(item)
    if changes:
        problem = f": {'; '.join(map(_difference, changes))}"
        yield _finding(file, line_of, "changed-outside", problem, changes[0].field)


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
            problem = f" links to {shortened(link)}, which is not in the plan"
            yield _finding(file, line_of, "dangling-link", problem, "links")


def _rules(plan: Plan, files: Iterable[ItemFile], line_of: LineOf) -> Iterator[Finding]:
    """Rules that are broken: errors where the plan takes them strictly, else a note for each."""
    levels = plan.rules._asdict()
    advised: dict[str, list[str]] = {}
    for file in files:
        for broken in () if file.cut else broken_rules(file.item):
            if levels[broken.rule] == "advisory":
                advised.setdefault(broken.rule, []).append(file.item.id)
            elif levels[broken.rule] == "strict":
                code = f"rule-{broken.rule.replace('_', '-')}"
                table = ("history", broken.place) if broken.place else ()
                line = line_of(file.path, broken.field, *table)
                message = f"{file.item.id}{broken.problem}"
                yield Finding(code, message, file.path, line, (file.item.id,))
    for rule, ids in advised.items():
        items = tuple(dict.fromkeys(ids))
        message = f"{rule} is not kept by {plural(len(items), 'item')}: {some(items)}"
        yield Finding("rule-advisory", message, ids=items)


def _notes(plan: Plan, paths: dict[str, str], today: date, line_of: LineOf) -> Iterator[Finding]:
    """Each note with the key that it is about and what it says of one item and of several."""
    counted = [item for item in plan.items if is_counted(item)]
    mine = {(i.inspection, i.framework) for i in counted if i.kind == "recommendation"}

    links = [link_of(text) for item in counted for text in item.links]
    answered = {link.other for link in links if link.relation == "answers"}

    def is_alone(item: Item) -> bool:
        is_answered = item.id in answered or (item.inspection, item.framework) in mine
        return item.kind == "cause-of-concern" and not is_answered

    notes: tuple[tuple[str, str, str, str, Callable[[Item], bool]], ...] = (
        ("due-before-report", "due", "item is due before its report",
         "items are due before their report", lambda item: _is_due_too_early(plan, item)),
        ("concern-alone", "kind", "cause of concern has no recommendation in its framework",
         "causes of concern have no recommendation in their framework", is_alone),
        ("step-late", "actions", "item has steps due after itself",
         "items have steps due after themselves",
         lambda item: is_open(item) and bool(late_steps(item))),
        ("progress-steps", "progress", "item's progress is not what its steps say",
         "items' progress is not what their steps say", progress_differs),
        ("progress-status", "progress", "item is not started, and its progress says otherwise",
         "items are not started, and their progress says otherwise", is_unstarted_with_progress),
        ("no-owner", "owner", "open item has no owner", "open items have no owner",
         lambda item: is_open(item) and not folded(item.owner or "")),
        ("no-due", "due", "open item has no due date", "open items have no due date",
         lambda item: is_open(item) and not item.due),
        ("deferred-by-nobody", "deferred_until", "item is deferred, and no board is named",
         "items are deferred, and no board is named",
         lambda item: bool(item.deferred_until) and not folded(item.deferred_by or "")),
        ("deferred-open", "deferred_until",
         f"item is deferred without an end for over {LONG_DAYS} days",
         f"items are deferred without an end for over {LONG_DAYS} days",
         lambda item: is_open_for_long(item, today)),
        ("deferral-left", "deferred_until", "item has a deferral, and is not open",
         "items have a deferral, and are not open",
         lambda item: bool(item.deferred_until) and not is_open(item)),
    )  # fmt: skip
    for code, key, one, several, holds in notes:
        if ids := tuple(item.id for item in counted if holds(item)):
            path = paths.get(ids[0], "") if len(ids) == 1 else ""
            line = line_of(path, key) if path else 0
            message = f"{plural(len(ids), one, several)}: {some(ids)}"
            yield Finding(code, message, path, line, ids)


def _is_due_too_early(plan: Plan, item: Item) -> bool:
    """Due before the report was out; where that isn't known, before the item's first entry."""
    inspection = plan.inspection(item.inspection)
    published = item.began
    if inspection and inspection.published:
        published = first_day(inspection.published)
    return bool(published and item.deadline and item.deadline < published)
