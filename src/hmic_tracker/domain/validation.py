"""Judging a change before it is written: what refuses it, and what it is warned of.

Pure: the rules' levels, the names that stand for the owner and the state of evidence files are
arguments. The rules themselves are in `domain.workflow`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from hmic_tracker.domain import workflow
from hmic_tracker.domain.dates import deadline, last_day, say_day, say_due
from hmic_tracker.domain.items import FieldChange, Item, effective_entries
from hmic_tracker.domain.part_changes import late_steps_after, repeated_steps
from hmic_tracker.domain.rules import is_deferred, is_unstarted_with_progress
from hmic_tracker.domain.words import COMPLETED, OPEN, PROGRESS_PHRASES, plural
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.parts import Evidence
    from hmic_tracker.domain.plan import RuleLevels
    from hmic_tracker.domain.workflow import ProposedChange

RULED: Final = frozenset({"status", "due", "response", "deferred_until"})
"""The fields that the rules speak of; any other changes without them."""


_CALLED: Final = {"deferred_until": "deferral"}
"""What people call those of them that they don't call by their names."""


class Validation(NamedTuple):
    """What a change that may be made is warned of, and whether a rule was set aside for it."""

    warnings: tuple[str, ...] = ()
    overridden: bool = False


def validate(
    item: Item,
    proposed: ProposedChange,
    day: date,
    levels: RuleLevels,
    override: str | None = None,
    altered: Iterable[tuple[Evidence, str]] = (),
) -> Validation:
    """Judge a change that is true of a day; raise UsageError where a rule refuses it.

    `altered` is the item's evidence whose file is not what it was, each with its state in a word.
    """
    refused, warned = workflow.violations(item, proposed, levels, override)
    if refused:
        raise UsageError(refused[0].message, refused[0].hint)
    warnings = [*_late(item, proposed.changes, day), *(one.message for one in warned)]
    warnings += [*_later_entries(item, proposed.changes, day), *_still_out(item, proposed)]
    warnings += _repeated(item, proposed.changes)
    warnings += _deferred(item, proposed.changes, day)
    warnings += _contradiction(item, proposed.changes)
    status = workflow.new_status(proposed)
    if status in COMPLETED:
        warnings += _open_steps(item)
        warnings += (
            f"evidence {one.n} of {item.id} is {state}: {one.ref or ''}" for one, state in altered
        )
        if status != "done" and workflow.is_evidence_older(item, proposed.changes):
            warnings.append(f"the evidence of {item.id} is from before it was reopened")
    elif status in OPEN and item.status in COMPLETED:
        warnings += _reopened_progress(item)
    return Validation(tuple(warnings), workflow.is_override_needed(item, proposed, levels))


def explains(item: Item, reason: str | None, override: str | None) -> bool:
    """Whether a reason or an override that comes alone explains a rule that the item breaks."""
    if reason is None and override is None:
        return False
    from hmic_tracker.domain.broken_rules import can_explain  # what few entries do

    return can_explain(item, reason, override)


def needs_evidence_files(item: Item, changes: Iterable[FieldChange]) -> bool:
    """Whether a change is made on the strength of files, which have to be looked at."""
    checked = COMPLETED - {"done"}
    return any(c.field == "status" and c.new in checked for c in changes) and any(
        one.sha256 for one in item.evidence
    )


def _late(item: Item, changes: tuple[FieldChange, ...], day: date) -> Iterator[str]:
    """A due that is past already, and steps due after their item."""
    for change in changes:
        if change.field == "due" and change.new and deadline(str(change.new)) < day:
            yield f"the due of {item.id} is past: {say_due(str(change.new))}"
    for step in late_steps_after(item, changes):
        yield f"step {step.n} is due {say_due(step.due or '')}, after {item.id} itself"


def _deferred(item: Item, changes: tuple[FieldChange, ...], day: date) -> Iterator[str]:
    """A deferral that ends before its item is due, and another due of what is deferred."""
    for change in changes:
        until = str(change.new or "")
        if change.field == "deferred_until" and until and item.deadline:
            if last_day(until) <= item.deadline:
                yield f"{item.id} isn't late before then: it is due {say_due(item.due or '')}"
        elif change.field == "due" and item.deferred_until and is_deferred(item, day):
            yield (
                f"{item.id} stays deferred, {say_due(item.deferred_until)}; to end that: "
                f"tracker defer {item.part_of or item.id} --end --reason 'TEXT'"
            )


def _repeated(item: Item, changes: tuple[FieldChange, ...]) -> Iterator[str]:
    """A new step that is there already."""
    for n, step in repeated_steps(item, changes):
        how = f"was done {say_due(step.done)}" if step.done else "is still open"
        yield f"step {n} of {item.id} says what step {step.n} says, which {how}"


def _later_entries(item: Item, changes: tuple[FieldChange, ...], day: date) -> Iterator[str]:
    """Fields that an entry dated later has changed: from now on that day will read as this one."""
    for change in changes:
        if change.field not in RULED:
            continue
        days = [
            entry.on
            for entry in effective_entries(item.history)
            if any(other.field == change.field for other in entry.changes)
        ]
        if days and max(days) > day:
            called = _CALLED.get(change.field, change.field)
            yield (
                f"the {called} of {item.id} changed on {say_day(max(days))} as well, and "
                f"from {say_day(day)} on it will read as it is now"
            )


def _still_out(item: Item, proposed: ProposedChange) -> Iterator[str]:
    """A response that takes back one of not accepted leaves the status for people to set."""
    answers = [change for change in proposed.changes if change.field == "response"]
    if not answers or workflow.new_status(proposed) or item.status != "not-accepted":
        return
    if answers[0].new != "not-accepted":
        yield (
            f"the status of {item.id} is not accepted still; to go on with it: "
            f"tracker reopen {item.id} --reason 'TEXT'"
        )


def _reopened_progress(item: Item) -> Iterator[str]:
    """An item that is open again has the lead's last word, which may say all or nothing."""
    progress = item._replace(status="in-progress").reported_progress
    if progress in {"none", "complete"}:
        yield (
            f"{item.id} is open, and told as '{PROGRESS_PHRASES[progress]}' until the lead says"
            f" otherwise: tracker update {item.id} --progress WORD"
        )


def _contradiction(item: Item, changes: tuple[FieldChange, ...]) -> Iterator[str]:
    """A status and a progress that don't go together, where one of them changes."""
    made = {c.field: c.new for c in changes if c.field in {"status", "progress"}}
    after = item._replace(**made) if made else item  # type: ignore[arg-type]
    if made and is_unstarted_with_progress(after):
        yield (
            f"{item.id} is not started, and its progress is "
            f"'{PROGRESS_PHRASES[after.reported_progress]}': tracker update {item.id} "
            "--status in-progress, or --progress none"
        )
    word = made.get("progress")
    if after.status in COMPLETED and word in {"none", "some", "majority", "almost"}:
        yield (
            f"{item.id} is shown as completed; its progress "
            f"'{PROGRESS_PHRASES[word]}' counts once it is reopened"  # type: ignore[index]
        )


def _open_steps(item: Item) -> Iterator[str]:
    still = sum(step.is_open for step in item.actions)
    if still:
        yield f"{plural(still, 'step')} of {item.id} {'is' if still == 1 else 'are'} still open"
