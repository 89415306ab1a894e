"""What adding, doing and dropping steps or adding evidence asks of an item, as fields to set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.items import FieldChange, Item, Value
from hmic_tracker.domain.parts import (
    MOST_PARTS,
    Action,
    Evidence,
    parse_part_field,
    part_fields,
    parts_with_fields,
)
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import InputError, NotFoundError
from hmic_tracker.light_typing import NamedTuple

Fields = Mapping[str, Value]


def next_part_number(item: Item, kind: str) -> int:
    """The first number that no step ("action") or piece of evidence ever had in the item."""
    changed = (change.field for entry in item.history for change in entry.changes)
    used = [place[1] for place in map(parse_part_field, changed) if place and place[0] == kind]
    parts = item.actions if kind == "action" else item.evidence
    number = max([0, *used, *(part.n for part in parts)]) + 1
    _check_room(item, kind, number)
    return number


def _check_room(item: Item, kind: str, number: int) -> None:
    if number > MOST_PARTS:
        raise InputError(f"{item.id} has no room for another {kind}", f"{MOST_PARTS} are the most")


class NewStep(NamedTuple):
    """A step that is to be added."""

    text: str
    owner: str | None = None
    due: str | None = None


def new_steps_fields(item: Item, steps: Iterable[NewStep]) -> Fields:
    """The fields of new steps, in their order."""
    fields: dict[str, Value] = {}
    for n, step in enumerate(steps, next_part_number(item, "action")):
        _check_room(item, "action", n)
        fields |= {f"action_{n}_{name}": value for name, value in step._asdict().items() if value}
    return fields


def new_evidence_fields(
    item: Item,
    ref: str,
    on: date,
    shows: str | None = None,
    sha256: str | None = None,
    size: int | None = None,
    is_public: Callable[[int], bool] | None = None,
) -> Fields:
    """The fields of a new piece of evidence; none where the same stands there already.

    What is to be published (`is_public` says of a piece's number whether it is) takes the place of
    the same that is not: all of a piece is published by the entry that gives it, or none of it.
    """
    same = [e for e in item.evidence if (e.ref, e.shows, e.sha256) == (ref, shows, sha256)]
    if same and (is_public is None or any(is_public(one.n) for one in same)):
        return {}
    bytes_in_file = None if size is None else str(size)
    day = (same[0].on if same else None) or on.isoformat()
    taken = dict.fromkeys(part_fields("evidence", same))
    return taken | _new_part(
        item, "evidence", ref=ref, on=day, shows=shows, sha256=sha256, size=bytes_in_file
    )


def _new_part(item: Item, kind: str, **values: str | None) -> dict[str, Value]:
    n = next_part_number(item, kind)
    return {f"{kind}_{n}_{name}": value for name, value in values.items() if value}


def fields_to_publish(item: Item, kind: str, n: int, is_public: bool) -> tuple[str, ...]:
    """The fields of a step or piece of evidence to enter again so that it is published, or isn't.

    All of a part is published, or none of it: to take it back inside one field will do.
    """
    parts = item.actions if kind == "action" else item.evidence
    fields = tuple(part_fields(kind, [part for part in parts if part.n == n]))
    return fields if is_public else fields[:1]


def piece_of(item: Item, n: int) -> Evidence:
    """A piece of evidence by its number; raises NotFoundError that names those there are."""
    piece = next((one for one in item.evidence if one.n == n), None)
    if piece is None:
        known = ", ".join(str(one.n) for one in item.evidence)
        raise NotFoundError(
            f"{item.id} has no evidence {n}",
            f"its evidence is: {known}"
            if known
            else f"see: tracker evidence add {item.id} REFERENCE --shows 'TEXT'",
        )
    return piece


def step_of(item: Item, n: int) -> Action:
    """A step by its number; raises NotFoundError that names the steps there are."""
    step = next((action for action in item.actions if action.n == n), None)
    if step is None:
        known = ", ".join(str(action.n) for action in item.actions)
        raise NotFoundError(
            f"{item.id} has no step {n}",
            f"its steps are: {known}" if known else f"see: tracker action add {item.id} 'TEXT'",
        )
    return step


def done_step_fields(item: Item, n: int, day: date) -> Fields:
    """The fields of a step that was done on a day; raises InputError for one that was dropped."""
    step = step_of(item, n)
    if step.dropped:
        raise InputError(
            f"step {n} of {item.id} was dropped: {step.dropped}",
            f"first: tracker action reopen {item.id} {n} --reason 'TEXT'",
        )
    return {} if step.done else {f"action_{n}_done": day.isoformat()}


def changed_step_fields(item: Item, n: int, wanted: Mapping[str, str | None]) -> Fields:
    """The fields of a step as wanted: its text, owner and due."""
    step_of(item, n)
    return {f"action_{n}_{name}": value for name, value in wanted.items()}


def reopened_step_fields(item: Item, n: int) -> Fields:
    """The fields of a step that is to do again."""
    step = step_of(item, n)
    return {} if step.is_open else {f"action_{n}_done": None, f"action_{n}_dropped": None}


def dropped_step_fields(item: Item, n: int, reason: str) -> Fields:
    """The fields of a step that is given up; raises InputError for one that was done."""
    step = step_of(item, n)
    if step.done:
        raise InputError(
            f"step {n} of {item.id} was done on {say_day(date.fromisoformat(step.done))}",
            f"first: tracker action reopen {item.id} {n} --reason 'TEXT'",
        )
    return {} if step.dropped else {f"action_{n}_dropped": reason}


def late_steps_after(item: Item, changes: Iterable[FieldChange]) -> tuple[Action, ...]:
    """The steps due after the item once changes are made.

    All of them where the item's own due changes, else those whose due changes.
    """
    values = {change.field: change.new for change in changes if change.old != change.new}
    places = [place for field in values if (place := parse_part_field(field))]
    dated = {n for kind, n, name in places if kind == "action" and name == "due"}
    if "due" not in values and not dated:
        return ()
    due = values.get("due", item.due)
    parts = {field: value for field, value in values.items() if parse_part_field(field)}
    actions, evidence = parts_with_fields(item.actions, item.evidence, parts)
    late = late_steps(replace(item, due=due, actions=actions, evidence=evidence))
    return late if "due" in values else tuple(step for step in late if step.n in dated)


def repeated_steps(item: Item, changes: Iterable[FieldChange]) -> Iterator[tuple[int, Action]]:
    """The numbers of new steps that say what a step of the item says already, each with that one.

    What was dropped is no longer said.
    """
    known = {folded(step.text): step for step in item.actions if step.text and not step.dropped}
    for change in changes:
        place = parse_part_field(change.field)
        if place is None or place[0] != "action" or place[2] != "text" or change.old:
            continue
        text = str(change.new or "")
        if (step := known.setdefault(folded(text), Action(place[1], text))).n != place[1]:
            yield place[1], step


def late_steps(item: Item) -> tuple[Action, ...]:
    """The open steps that are due after the item itself."""
    last = item.deadline
    if last is None:
        return ()
    return tuple(a for a in item.actions if a.is_open and a.deadline and a.deadline > last)
