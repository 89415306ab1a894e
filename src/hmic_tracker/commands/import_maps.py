"""What columns and words of registers are: `--map`, and the maps that a plan keeps."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from hmic_tracker.commands.output import say
from hmic_tracker.documents.table_choices import TableChoices, parse_map, written_map
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.errors import NotFoundError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hmic_tracker.commands.options import Words
    from hmic_tracker.commands.session import Session

Maps = Callable[[], Mapping[str, str]]


def choices_of(columns: Words, sheets: Words, maps: Maps) -> TableChoices:
    """Return what was typed of registers' columns, words and sheets.

    The plan's maps are asked for only where one is named. Raises UsageError for what can't be read,
    NotFoundError for a map that isn't kept.
    """
    choices = TableChoices(sheets=sheets)
    for typed in columns:
        if typed.startswith("@"):
            choices = choices.updated(_kept(typed, maps())._replace(is_saved=True))
        else:
            choices = choices.updated(parse_map([typed]))
    return choices


def keep_map(session: Session, typed: str, choices: TableChoices) -> None:
    """Keep in the plan's settings what was said of columns and words; a step for `undo`."""
    from hmic_tracker.query.saved import saved_name
    from hmic_tracker.store.writing import map_write, save

    name, text = saved_name(typed, "a map", "council, board"), written_map(choices)
    if not text:
        raise UsageError(
            "--save-map keeps what --map says, and it says nothing",
            "for example: tracker import FILE --map 'Lead=owner' --save-map council",
        )
    if session.settings.maps.get(name) != text:
        with session.writing():
            save(
                session.folder, [map_write(session.folder, name, text)], session.stamp(), "save map"
            )
    say(f"kept as @{name}: {text}")


def _kept(typed: str, maps: Mapping[str, str]) -> TableChoices:
    name = typed.removeprefix("@")
    if name not in maps:
        listed = ", ".join(f"@{known}" for known in sorted(maps)[:20])
        hint = f"the saved maps are: {listed}" if listed else "none is saved yet: --save-map NAME"
        raise NotFoundError(
            f"there is no saved map '{typed[:80]}'", did_you_mean(name, maps) or hint
        )
    try:
        return parse_map([maps[name]])
    except UsageError as fault:
        raise UsageError(f"maps.{name}: {fault.message}", fault.hint) from fault
