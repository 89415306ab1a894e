"""Runs a command with the words that were typed for it: read by its rows, or by Typer."""

from __future__ import annotations

import os

from hmic_tracker.commands.command_line import read_words
from hmic_tracker.commands.options import CommandDefinition, call, find_command, group_commands
from hmic_tracker.errors import InputError, NotFoundError, TrackerError, UsageError


def run_command(name: str, module_name: str, words: list[str]) -> int:
    """Runs a command with its words; the exit code. Raises UsageError where the words are off.

    One of a group is named by both words: "person add". The words go to Typer where they can't be
    read by the rows alone, or where the variable TRACKER_TYPER is set.
    """
    # Not by importlib, which loads warnings besides.
    module = __import__(f"hmic_tracker.commands.{module_name}", fromlist=["run"])
    if group_commands(module):
        from hmic_tracker.commands.command_groups import check_subcommand

        if not check_subcommand(name, module, words):
            return 0
    words = _prepared(name, part := find_command(module, name.partition(" ")[2]), words)
    values = None if os.environ.get("TRACKER_TYPER") else read_words(part, words)
    if values is None:
        from hmic_tracker.commands.typer_app import run_by_typer

        return run_by_typer(name, part, words)
    try:
        return call(name, part, values)
    except (UsageError, NotFoundError, InputError) as fault:
        raise explained(name, part, words, fault) or fault from None


def explained(
    name: str, part: CommandDefinition, words: list[str], fault: TrackerError | None = None
) -> UsageError | None:
    """What words in the wrong place explain of a fault; only a fault pays for finding out."""
    from hmic_tracker.commands.word_slips import slip_in

    return slip_in(name, part, words, fault)


def _prepared(name: str, part: CommandDefinition, words: list[str]) -> list[str]:
    """The words as the command takes them: "REC 5" is one id where one is wanted."""
    from hmic_tracker.domain.words import PREFIX_OF_WORD

    if name == "add":
        from hmic_tracker.commands.word_slips import refuse_scattered_text

        refuse_scattered_text(name, part, words)
    elif not PREFIX_OF_WORD.keys().isdisjoint(map(str.lower, words)):
        from hmic_tracker.commands.word_slips import with_ids_joined

        return with_ids_joined(part, words)
    return words
