"""The folder that a command line names with --store, in the lines that it says to type next."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Sequence
from pathlib import Path

from hmic_tracker.light_typing import Final

_NO_FOLDER: Final = frozenset({"init", "help", "completion", "schema", "demo"})
_OF_OTHERS: Final = r"(?![^\n]* --help\b|[^\n]*, in each\b|[^\n]* --store\b)"
_NAMED: Final[list[tuple[re.Pattern[str], str]]] = []


def name_store(words: Sequence[str], commands: Iterable[str]) -> None:
    """Keep the folder that a command line names, none where it names none or the usual one."""
    from hmic_tracker.commands.session import default_store
    from hmic_tracker.store.paths import DEFAULT_NAME

    _NAMED.clear()
    given = _given(words)
    if not given or Path(given).expanduser() in {Path(DEFAULT_NAME), default_store()}:
        return
    known = "|".join(sorted(set(commands) - _NO_FOLDER, key=len, reverse=True))
    line = re.compile(
        rf"(?<![\w./-])(?<!there: )(?<!run, once: )tracker (?=(?:{known})\b{_OF_OTHERS})"
    )
    _NAMED.append((line, f"tracker --store {shlex.quote(given)} ".replace("\\", r"\\")))


def with_store(text: str) -> str:
    """A message whose lines to type name the folder that was given."""
    for line, named in _NAMED:
        text = line.sub(named, text)
    return text


def _given(words: Sequence[str]) -> str | None:
    """The value of the last --store before the words that are no options."""
    given = None
    for place, word in enumerate(words):
        if word == "--":
            break
        if word.startswith("--store="):
            given = word.partition("=")[2]
        elif word == "--store" and place + 1 < len(words):
            given = words[place + 1]
    return given
