"""What the rules of an item's life say of a change that is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

from hmic_tracker.domain.dates import deadline, say_day, say_due
from hmic_tracker.domain.items import FieldChange, Item, effective_entries
from hmic_tracker.domain.part_changes import late_steps_after
from hmic_tracker.domain.records import replace
from hmic_tracker.domain.words import COMPLETED, OPEN, PROGRESS_PHRASES, plural
from hmic_tracker.errors import UsageError


class Validation(NamedTuple):
    """What a change that may be made is warned of, and whether a rule was set aside for it."""

    warnings: tuple[str, ...] = ()
    overridden: bool = False


def validate(
    item: Item,
    changes: tuple[FieldChange, ...],
    by: str,
    day: date,
    folder: Path,
    reason: str | None = None,
    override: str | None = None,
) -> Validation:
    """What the rules say of a change that is true of a day; raises UsageError where they refuse."""
    late = [
        f"the due of {item.id} is past: {say_due(str(change.new))}"
        for change in changes
        if change.field == "due" and change.new and deadline(str(change.new)) < day
    ]
    late += [
        f"step {step.n} is due {say_due(step.due or '')}, after {item.id} itself"
        for step in late_steps_after(item, changes)
    ]
    if not any(change.field in {"status", "due"} for change in changes):
        return Validation(tuple(late))
    from hmic_tracker.domain.people import holders_of
    from hmic_tracker.domain.workflow import (
        ProposedChange,
        breaches,
        is_evidence_older,
        is_override_needed,
    )
    from hmic_tracker.store.reading import read_settings

    settings, _ = read_settings(folder)
    holders = holders_of(settings.people, item.owner)
    asking = ProposedChange(changes, by, reason, holders)
    refused, warned = breaches(item, asking, settings.rules, override)
    if refused:
        raise UsageError(refused[0].message, refused[0].hint)
    said = [*late, *(violation.message for violation in warned), *_later(item, changes, day)]
    status = next((str(change.new) for change in changes if change.field == "status"), "")
    if status in COMPLETED:
        said += _unfinished(item, status, folder)
        if status != "done" and is_evidence_older(item, changes):
            said.append(f"the evidence of {item.id} is from before it was reopened")
    elif status in OPEN and item.status in COMPLETED:
        said += _how_far(item)
    return Validation(tuple(said), is_override_needed(item, asking, settings.rules))


def remarks_on(item: Item, changes: tuple[FieldChange, ...], by: str, folder: Path) -> list[str]:
    """What the rules say of changes that were made by hand, where nothing is refused."""
    from hmic_tracker.domain.people import holders_of
    from hmic_tracker.domain.workflow import ProposedChange, breaches
    from hmic_tracker.store.reading import read_settings

    settings, _ = read_settings(folder)
    asking = ProposedChange(changes, by, None, holders_of(settings.people, item.owner))
    refused, warned = breaches(item, asking, settings.rules, None)
    return [violation.message for violation in (*refused, *warned)]


def _later(item: Item, changes: tuple[FieldChange, ...], day: date) -> Iterator[str]:
    """Fields that an entry dated later has changed: from now on that day will read as this one."""
    for change in changes:
        if change.field not in {"status", "due"}:
            continue
        days = [
            entry.on
            for entry in effective_entries(item.history)
            if any(other.field == change.field for other in entry.changes)
        ]
        if days and max(days) > day:
            yield (
                f"the {change.field} of {item.id} changed on {say_day(max(days))} as well, and "
                f"from {say_day(day)} on it will read as it is now"
            )


def _how_far(item: Item) -> Iterator[str]:
    """What is open again is told with the lead's last word, which may say all or nothing."""
    progress = replace(item, status="in-progress").reported_progress
    if progress in {"none", "complete"}:
        yield (
            f"{item.id} is open, and told as '{PROGRESS_PHRASES[progress]}' until the lead says"
            f" otherwise: tracker update {item.id} --progress WORD"
        )


def _unfinished(item: Item, status: str, folder: Path) -> Iterator[str]:
    """Steps that are open in what is done, and evidence that is not what it was."""
    still = sum(step.is_open for step in item.actions)
    if still:
        yield f"{plural(still, 'step')} of {item.id} {'is' if still == 1 else 'are'} still open"
    if status != "done" and any(one.sha256 for one in item.evidence):
        from hmic_tracker.store.evidence_files import checked

        for one in checked(folder, [item]):
            if one.state not in {"unchanged", "reference"}:
                ref = one.evidence.ref or ""
                yield f"evidence {one.evidence.n} of {item.id} is {one.state}: {ref}"
