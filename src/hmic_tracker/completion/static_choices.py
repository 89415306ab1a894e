"""What can stand where a value is expected, as far as it is the same in every plan."""

from __future__ import annotations

from hmic_tracker.domain.fields import COLUMNS, GROUPINGS
from hmic_tracker.domain.words import (
    KINDS,
    PREFIXES,
    PROGRESS_PHRASES,
    RESPONSE_PHRASES,
    STATUS_PHRASES,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.formats import names_for
from hmic_tracker.topics import FOLDER, TOPICS

if TYPE_CHECKING:
    from hmic_tracker.completion.command_table import Command

Choice = tuple[str, str]
"""A value, and a word about it for shells that show one."""

FORMATS: Final = names_for("list")
FILES: Final = "files"
FOLDERS: Final = "folders"
LISTS: Final = frozenset({"columns", "sort"})
"""Sources whose values may be put together with commas."""

_FIXED: Final[dict[str, list[list[Choice]]]] = {
    "statuses": [list(STATUS_PHRASES.items())],
    "kinds": [[(kind, PREFIXES[kind]) for kind in KINDS], [("coc", ""), ("gp", "")]],
    "progress": [list(PROGRESS_PHRASES.items())],
    "responses": [list(RESPONSE_PHRASES.items())],
    "rag": [
        [
            ("red", "overdue"),
            ("amber", "due soon and behind, or moved twice"),
            ("green", "in time, or done"),
            ("blue", "verified or closed"),
            ("grey", "no due date"),
            ("none", "superseded, not accepted, withdrawn; good practice"),
        ]
    ],
    "formats": [[(word, "") for word in FORMATS]],
    "colours": [[("auto", "on a terminal"), ("always", ""), ("never", "")]],
    "columns": [[(word, "") for word in COLUMNS]],
    "sort": [
        [(word, "") for word in COLUMNS],
        [(f"-{word}", "the other way round") for word in COLUMNS],
    ],
    "groupings": [[(word, "") for word in GROUPINGS]],
    "dates": [
        [
            ("today", ""),
            ("tomorrow", ""),
            ("yesterday", ""),
            ("next-month", ""),
            ("eom", "the last day of this month"),
            ("eoy", "the last day of this year"),
        ]
    ],
}


def static_choices(source: str, table: dict[str, Command]) -> list[list[Choice]]:
    """The choices of a source that needs no plan, what is offered first before what comes after."""
    if "|" in source:
        return [[(word, "") for word in source.strip("[]").split("|")]]
    if source == "topics":
        commands = [(c.name, c.line) for c in table.values() if " " not in c.name]
        return [[*TOPICS.items(), *commands]]
    if source == "relations":
        from hmic_tracker.domain.links import PHRASES

        return [[(relation, phrase) for relation, (phrase, _) in PHRASES.items()]]
    if source == "schemas":
        names = (path.name for path in (FOLDER.parent / "schemas").iterdir())
        return [[(name.partition(".")[0], "") for name in sorted(names)]]
    return _FIXED.get(source, [])
