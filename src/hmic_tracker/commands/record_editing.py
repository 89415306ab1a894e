"""Posts and inspections by option: reading what was typed of their fields, writing, reporting."""

from __future__ import annotations

from collections.abc import Callable

from hmic_tracker.commands.options import EntryOptions, Option, Record
from hmic_tracker.commands.output import say, write_json
from hmic_tracker.commands.owner_options import header_text
from hmic_tracker.domain.words import folded
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hmic_tracker.render.to_json import Object


def field_option(names: str, value: str, text: str, **more: Any) -> Option:
    """An option for a field of a record."""
    return Option(names, value, text, group="record", **more)


def field_values(record: Record, read: Callable[[str, str], Any]) -> dict[str, Any]:
    """The values of the fields that were given; "none" takes one away.

    `read` makes a value of a field's name and its text. Raises UsageError for an empty text.
    """
    values: dict[str, Any] = {}
    for field, typed in record.items():
        if isinstance(typed, str):
            option = f"--{field.replace('_', '-')}"
            text = header_text(option, typed)
            if not text:
                raise UsageError(f"{option} is empty", f"to take it away write: {option} none")
            values[field] = None if folded(text) == "none" else read(field, text)
        elif typed is not None:
            values[field] = typed
    return values


def report_record(
    entry: EntryOptions,
    name: str,
    changed: bool,
    text: Callable[[], str],
    value: Callable[[bool], Object],
) -> int:
    """Say what was written of a record, or print it as JSON; the exit code.

    `value` is given whether something was written.
    """
    if entry.json:
        write_json(value(changed and not entry.dry_run))
    else:
        say(text() if changed else f"{name} is so already, nothing written")
    return 0
