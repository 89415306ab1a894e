"""Writes the manual page, topics/tracker.1, from the commands: python -m scripts.man_page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module
from inspect import cleandoc
from typing import Final

from hmic_tracker import __version__
from hmic_tracker.commands.help_topics import topic_text
from hmic_tracker.commands.options import find_command
from hmic_tracker.completion.command_table import Command, read_table
from hmic_tracker.topics import MANUAL, TOPICS

_NON_ASCII: Final = re.compile(r"[^\x00-\x7f]")
_ABOUT: Final = """\
Keeps what an inspectorate told an organisation to do, and shows that it was done. It reads the
published report, holds the action plan in a folder of TOML files, and answers in one line what is
open, what is overdue, who owes what, what changed, and how the grades compare.
"""
_FIRST: Final = (
    ("tracker demo", "a look round an example plan"),
    ("tracker list --overdue", "what is late"),
    ("tracker update REC-3 --status done", "the lead says it is completed"),
)
_FILES: Final = (
    ("tracker.toml", "the organisation, its frameworks, boards, saved filters and settings"),
    ("items/REC-5.toml", "one item and its history"),
    ("inspections/ID.toml", "one inspection: its grades and the national picture"),
)


def manual() -> str:
    """The page: what there is to type, the topics with their headings, the files of a plan."""
    known = tuple(read_table().values())
    groups = {command.name.partition(" ")[0] for command in known if " " in command.name}
    lines = [
        f'.TH TRACKER 1 "" "tracker {__version__}" "User Commands"',
        ".nh",
        ".ad l",
        ".SH NAME",
        "tracker \\- keeps an action plan after an inspection",
        ".SH SYNOPSIS",
        ".B tracker",
        "[\\fB\\-\\-store\\fR \\fIFOLDER\\fR] \\fICOMMAND\\fR ...",
        ".SH DESCRIPTION",
        *_paragraph(_ABOUT),
        ".SH EXAMPLES",
        *_examples(_FIRST),
        ".SH COMMANDS",
    ]
    for part in dict.fromkeys(command.part for command in known):
        lines.append(f".SS {roff(part)}")
        for command in (c for c in known if c.part == part):
            lines += [".TP", f".B {roff(command.name)}", *_paragraph(command.line)]
    for command in known:
        lines += _group_section(command) if command.name in groups else _section(command)
    for name, line in TOPICS.items():
        heading, text = f"{name}: {line}", topic_text(name).splitlines()
        lines += [f'.SH "{roff(heading.upper())}"', ".nf", *map(roff, text), ".fi"]
    lines += [".SH FILES", *_paragraph("A plan is a folder, named action-plan unless you say.")]
    for name, what in _FILES:
        lines += [".TP", f".I {roff(name)}", *_paragraph(what)]
    return "\n".join(lines) + "\n"


def roff(line: str) -> str:
    """A line of text as roff: no sign of it is a request or an escape."""
    text = line.replace("…", "...").replace("\\", "\\e").replace("-", "\\-")
    # Written plain, these are curly quotes or accents to a typesetter, and can't be copied.
    for sign, name in (("'", "aq"), ("`", "ga"), ("^", "ha"), ("~", "ti"), ('"', "dq")):
        text = text.replace(sign, f"\\({name}")
    text = _NON_ASCII.sub(lambda sign: f"\\[u{ord(sign[0]):04X}]", text)
    return f"\\&{text}" if text.startswith(".") else text


def _group_section(group: Command) -> list[str]:
    """A group of commands: which there are; each has a section of its own."""
    which = " ".join(f"\\fI{roff(one.metavar)}\\fR" for one in group.arguments)
    return [
        f'.SH "TRACKER {roff(group.name.upper())}"',
        f"\\fBtracker {roff(group.name)}\\fR {which} ...",
        ".PP",
        *_paragraph(group.line),
    ]


def _section(command: Command) -> list[str]:
    """A command: its usage, what it does, what it takes, and examples."""
    module = import_module(f"hmic_tracker.commands.{command.module}")
    part = find_command(module, command.name.partition(" ")[2])
    takes = "".join(f" \\fI{roff(one.metavar)}\\fR" for one in command.arguments)
    lines = [
        f'.SH "TRACKER {roff(command.name.upper())}"',
        f"\\fBtracker {roff(command.name)}\\fR [\\fIOPTIONS\\fR]{takes}",
        ".PP",
    ]
    paragraphs = cleandoc(part.run.__doc__ or "").split("\n\n")
    for place, text in enumerate(paragraphs):
        lines += [*([".PP"] if place else []), *_paragraph(text)]
    for one in command.parameters:
        if one.names:
            named = ", ".join(f"\\fB{roff(name)}\\fR" for name in one.names)
            term = f"{named} \\fI{roff(one.metavar)}\\fR" if one.metavar else named
        else:
            term = f"\\fI{roff(one.metavar)}\\fR"
        lines += [".TP", term, *(_paragraph(one.help) or ["\\&"])]
    return [*lines, ".PP", "For example:", *_examples(part.examples)]


def _examples(examples: Iterable[tuple[str, str]]) -> list[str]:
    lines: list[str] = []
    for typed, what in examples:
        lines += [".PP", f"\\fB{roff(typed)}\\fR", ".RS 4", *_paragraph(what), ".RE"]
    return lines


def _paragraph(text: str) -> list[str]:
    return [roff(line.strip()) for line in text.splitlines() if line.strip()]


if __name__ == "__main__":
    MANUAL.write_text(manual(), encoding="utf-8")
