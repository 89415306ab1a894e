"""A date that a lead asks for, as options of `update`: entered, turned down, answered by a due."""

from __future__ import annotations

from hmic_tracker.commands.options import required_text
from hmic_tracker.domain.date_requests import REFUSED, REQUEST, is_granted
from hmic_tracker.domain.dates import format_due_echo, say_in_full
from hmic_tracker.domain.rules import has_request
from hmic_tracker.domain.words import OPEN, STATUS_PHRASES, Status
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from hmic_tracker.commands.planned_changes import ItemFields
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.items import Item, Value


class DateRequest(NamedTuple):
    """A request or its refusal: the fields it sets in each item, its event, its echo, and why."""

    of_each: ItemFields
    event: str
    echo: str
    reason: str | None


def read_request(
    session: Session, typed: str, reason: str | None, fields: dict[str, Value]
) -> DateRequest:
    """Read a date asked for, "none" where it is asked for no more; `fields` are set with it.

    Raises UsageError where no reason goes with it, or a due.
    """
    if "due" in fields:
        raise UsageError(
            "--request-due asks for a date and --due gives one", "leave one of them out"
        )
    due = session.due_or_none(typed)
    why = required_text(reason, "--reason", "--request-due") if due else None
    wanted: dict[str, Value] = dict(zip(REQUEST, (due, why), strict=True))

    def of_each(item: Item) -> dict[str, Value]:
        if due is not None:
            _check_can_ask(item, cast("Status", fields.get("status") or item.status), due)
        return wanted

    echo = f"asks for {format_due_echo(due)}" if due else "asks for no date"
    return DateRequest(of_each, "updated", echo, reason)


def read_refusal(typed: str, reason: str | None, fields: dict[str, Value]) -> DateRequest:
    """Read why a date is turned down; raises UsageError beside a due or another reason."""
    if "due" in fields:
        raise UsageError(
            "--refuse-date turns a date down and --due gives one",
            "leave --refuse-date out: a due that is given answers what was asked for",
        )
    if reason is not None:
        raise UsageError("--refuse-date has its reason already", "leave --reason out")

    def of_each(item: Item) -> dict[str, Value]:
        if not has_request(item):
            raise UsageError(
                f"{item.id} asks for no date", "those that do: tracker list --requested"
            )
        return dict.fromkeys(REQUEST)

    why = required_text(typed, "--refuse-date", "turning a date down")
    return DateRequest(of_each, REFUSED, "refused", why)


def check_answer(item: Item, due: Value) -> None:
    """Raise UsageError where a due that an item has already is given for the date it asks for."""
    requested = item.requested_due
    if requested and due and item.due and has_request(item) and is_granted(item.due, str(due)):
        due_now, wanted = say_in_full(item.due), say_in_full(requested)
        raise UsageError(
            f"{item.id} is due {due_now} already, and asks for {wanted}",
            f"to turn that down: tracker update {item.id} --refuse-date 'REASON'",
        )


def _check_can_ask(item: Item, status: Status, due: str) -> None:
    """Raise UsageError for an item that isn't open, and for a date that it has already."""
    if status not in OPEN:
        raise UsageError(
            f"{item.id} is {STATUS_PHRASES[status]}: only open items ask for a date",
            f"if the work goes on: tracker reopen {item.id} --reason 'TEXT'",
        )
    if item.due and is_granted(due, item.due):
        raise UsageError(
            f"{item.id} is due {say_in_full(item.due)} already", "ask for another date"
        )
