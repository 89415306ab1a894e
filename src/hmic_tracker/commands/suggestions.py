"""Words that people type by habit from other tools, answered with the real line."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable

from hmic_tracker.domain.nearest import nearest
from hmic_tracker.errors import UsageError

_UPDATES = {
    "done": "--status done",
    "complete": "--status done",
    "completed": "--status done",
    "finish": "--status done",
    "start": "--status in-progress",
    "rm": "--status withdrawn --reason 'why'",
    "delete": "--status withdrawn --reason 'why'",
    "remove": "--status withdrawn --reason 'why'",
    "set": "--status in-progress",
    "modify": "--status in-progress",
    "edit": "--status in-progress",
    "due": "--due 2008-12 --reason 'why'",
    "assign": "--owner 'Head of Public Protection'",
}
_OTHERS = {
    "ls": "list",
    "all": "list --all",
    "overdue": "list --overdue",
    "late": "list --overdue",
    "log": "history",
    "status": "summary",
    "stat": "summary",
    "report": "summary",
    "view": "show",
    "cat": "show",
    "info": "show",
    "new": "add rec 'what the inspectors said'",
    "create": "add rec 'what the inspectors said'",
    "load": "import",
    "read": "import",
    "comment": "note",
    "annotate": "note",
}
_ID = re.compile(r"[A-Za-z]{1,16}-?\d{1,9}(?:\.\.\d{1,9})?", re.ASCII)


def unknown_command(name: str, rest: list[str], commands: Iterable[str]) -> UsageError:
    """The error for a word that is no command, with the line that was probably meant."""
    what = f"there is no command '{name[:60]}'"
    word = name.lower()
    ids = [w for w in rest if _ID.fullmatch(w)]
    if word in _UPDATES:
        options = _UPDATES[word]
        if word == "assign" and (
            names := [w for w in rest if w not in ids and not w.startswith("-")]
        ):
            options = f"--owner {shlex.quote(' '.join(names))}"
        return UsageError(what, f"write: tracker update {' '.join(ids) or 'REC-3'} {options}")
    if word in _OTHERS:
        line = _OTHERS[word]
        more = (
            " ".join(shlex.quote(w) for w in rest)
            if line in {"list", "show", "note", "import", "history"}
            else ""
        )
        if line == "show" and not ids:
            more = "REC-3"
        return UsageError(what, f"write: tracker {line} {more}".rstrip())
    if _ID.fullmatch(name):
        return UsageError(what, f"write: tracker show {name}")
    near = nearest(word, commands)
    return UsageError(what, f"did you mean {' or '.join(near)}?" if near else "see: tracker --help")
