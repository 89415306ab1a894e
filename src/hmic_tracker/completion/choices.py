"""What can stand where a value is expected, as far as it is the same in every plan."""

from __future__ import annotations

import re
from typing import Final

from hmic_tracker.completion.table import Command, Parameter
from hmic_tracker.domain.fields import COLUMNS, GROUPINGS
from hmic_tracker.domain.words import KINDS, PREFIXES, PROGRESS_PHRASES, STATUS_PHRASES
from hmic_tracker.render.formats import names_for
from hmic_tracker.topics import FOLDER, TOPICS

Choice = tuple[str, str]
"""A value, and a word about it for shells that show one."""

FORMATS: Final = names_for("list")
FILES: Final = "files"
FOLDERS: Final = "folders"
LISTS: Final = frozenset({"columns", "sort"})
"""Sources whose values may be put together with commas."""

# The source of an option's values by the option's name, and else by what its metavar says.
_BY_OPTION: Final = {
    "--status": "statuses",
    "--kind": "kinds",
    "--progress": "progress",
    "--rag": "rag",
    "--owner": "owners",
    "--group": "groups",
    "--board": "boards",
    "--framework": "frameworks",
    "--inspection": "inspections",
    "--tag": "tags",
    "--format": "formats",
    "--color": "colours",
    "--columns": "columns",
    "--sort": "sort",
    "--group-by": "groupings",
    "--save": "names of filters",
}
_BY_WORD: Final = {
    "ID": "ids",
    "FILE": FILES,
    "FOLDER": FOLDERS,
    "DIR": FOLDERS,
    "DATE": "dates",
    "TOPIC": "topics",
    "POST": "owners",
    "FILTER": "filters",
}
_BY_COMMAND: Final = {("inspection", "ID"): "inspections", ("schema", "NAME"): "schemas"}
_FIXED: Final[dict[str, list[list[Choice]]]] = {
    "statuses": [list(STATUS_PHRASES.items())],
    "kinds": [[(kind, PREFIXES[kind]) for kind in KINDS], [("coc", ""), ("gp", "")]],
    "progress": [list(PROGRESS_PHRASES.items())],
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
            ("eom", "the last day of this month"),
            ("eoy", "the last day of this year"),
        ]
    ],
}


def source_of(command: Command | None, parameter: Parameter) -> str:
    """Where the values of an argument or option come from; "" for what can be anything.

    Alternatives that a metavar spells out are their own source: "rec|afi|coc|gp".
    """
    if re.fullmatch(r"\[?[a-z0-9-]+(\|[a-z0-9-]+)+\]?", parameter.metavar):
        return parameter.metavar
    for name in parameter.names:
        if name in _BY_OPTION:
            return _BY_OPTION[name]
    words = re.findall(r"[A-Z]+", parameter.metavar)
    source = next((_BY_WORD[word] for word in words if word in _BY_WORD), "")
    # In some commands a word means something of their own.
    name = command.name.partition(" ")[0] if command else ""
    return _BY_COMMAND.get((name, words[0] if words else ""), source)


def fixed(source: str, table: dict[str, Command]) -> list[list[Choice]]:
    """The choices of a source that needs no plan, what is offered first before what comes after."""
    if "|" in source:
        return [[(word, "") for word in source.strip("[]").split("|")]]
    if source == "topics":
        commands = [(c.name, c.line) for c in table.values() if " " not in c.name]
        return [[*TOPICS.items(), *commands]]
    if source == "schemas":
        names = (path.name for path in (FOLDER.parent / "schemas").iterdir())
        return [[(name.partition(".")[0], "") for name in sorted(names)]]
    return _FIXED.get(source, [])
