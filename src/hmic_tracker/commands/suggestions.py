"""Words that people type by habit from other tools, answered with the real line."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping

from hmic_tracker.domain.nearest import nearest
from hmic_tracker.errors import UsageError

_UPDATES = {
    "--status done": "done complete completed finish",
    "--status in-progress": "start set modify edit",
    "--status withdrawn --reason 'why'": "rm delete remove",
    "--due 2008-12 --reason 'why'": "due",
    "--owner 'Head of Public Protection'": "assign",
}
"""What `tracker update` takes for each of some words."""
_OTHERS = {
    "list": "ls",
    "list --all": "all",
    "list --overdue": "overdue late",
    "history": "log",
    "summary": "status stat report",
    "show": "view cat info",
    "add rec 'what the inspectors said'": "new create",
    "import": "load read",
    "note": "comment annotate",
    "list --deferred": "deferred postponed",
    "defer ID --until DATE --agreed-by BOARD --reason 'why'": "postpone park shelve suspend",
    "report": "paper papers",
    "bundle --list": "bundles given",
    "settings list": "config configure options preferences",
    "person rename POST NEW   (boards and frameworks too)": "rename",
}
"""The command for each of some words."""
_ID = re.compile(r"[A-Za-z]{1,16}-?\d{1,9}[a-z]{0,2}(?:\.\.[0-9a-z]{1,9})?", re.ASCII)


def unknown_command(name: str, rest: list[str], commands: Iterable[str]) -> UsageError:
    """The error for a word that is no command, with the line that was probably meant."""
    what = f"there is no command '{name[:60]}'"
    word = name.lower()
    ids = [word for word in rest if _ID.fullmatch(word)]
    if options := _line_for(word, _UPDATES):
        names = [w for w in rest if w not in ids and not w.startswith("-")]
        if word == "assign" and names:
            options = f"--owner {shlex.quote(' '.join(names))}"
        return UsageError(what, f"write: tracker update {' '.join(ids) or 'REC-3'} {options}")
    if line := _line_for(word, _OTHERS):
        takes_words = line in {"list", "show", "note", "import", "history"}
        more = " ".join(map(shlex.quote, rest)) if takes_words else ""
        if line == "show" and not ids:
            more = "REC-3"
        return UsageError(what, f"write: tracker {line} {more}".rstrip())
    from hmic_tracker.domain.typed_ids import has_id_form, ids_within

    typed = name if has_id_form(name) else f"{name} {rest[0]}" if rest else name
    if has_id_form(typed):
        one = re.sub(r"(?<=[A-Za-z]) (?=\d)", "-", typed)
        shown = name if _ID.fullmatch(name) else " ".join(ids_within(one)) or name
        return UsageError(what, f"write: tracker show {shown}")
    near = nearest(word, commands)
    return UsageError(what, f"did you mean {' or '.join(near)}?" if near else "see: tracker --help")


def _line_for(word: str, lines: Mapping[str, str]) -> str:
    """The line that stands for a word, "" where none does."""
    return next((line for line, words in lines.items() if word in words.split()), "")
