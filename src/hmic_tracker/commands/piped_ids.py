"""Ids on standard input, where "-" stands for them: of a list, or pasted."""

from __future__ import annotations

import re
import sys

from hmic_tracker.commands.output import say
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.commands.options import Words

_LONGEST: Final = 1024 * 1024
"""1 MB of ids on standard input: more than 100,000 of them."""


def with_piped_ids(words: Words) -> list[str]:
    """The words, with those on standard input, a line each, in the place of "-"."""
    typed: list[str] = []
    for word in words:
        typed += _standard_input().splitlines() if word == "-" else [word]
    return [part for word in typed if word.strip() for part in _filters_apart(word)]


def _filters_apart(word: str) -> list[str]:
    """A line with a saved filter in it, in words; ids are told apart where they are read."""
    return re.split(r"[\s,]+", word.strip(" ,")) if "@" in word and " " in word else [word]


def _standard_input() -> str:
    """The text on standard input; raises UsageError where it is too much to be ids."""
    if sys.stdin.isatty():
        say("type ids, then press Ctrl-D on a line of its own")
    data = sys.stdin.buffer.read(_LONGEST + 1)
    if len(data) > _LONGEST:
        raise UsageError(
            f"there is more than {_LONGEST // 2**20} MB on standard input, where - reads ids",
            "pipe ids in, or select with --where, as: --where 'owner = none'",
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise InputError(
            f"what is on standard input is not UTF-8 (byte {fault.start + 1})",
            "pipe ids in, as: tracker list --format ids | tracker update - …",
        ) from None
