"""`tracker help [TOPIC]`."""

from typing import Annotated

import typer

from hmic_tracker.commands.output import write
from hmic_tracker.completion.table import read_table
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.errors import UsageError
from hmic_tracker.topics import TOPICS, text_of

EXAMPLES = (
    ("tracker help where", "the expressions of --where and of saved filters"),
    ("tracker help list", "the same as: tracker list --help"),
    ("tracker help --man | man -l -", "the whole of it as a manual page"),
)


def run(
    topic: Annotated[
        list[str] | None, typer.Argument(metavar="[TOPIC]", help="A topic or a command.")
    ] = None,
    man: Annotated[bool, typer.Option("--man", help="Print the manual page, tracker.1.")] = False,
) -> int:
    """Explains a topic or a command; without one, says which there are."""
    commands = read_table()
    if man:
        from hmic_tracker.commands.manpage import manual

        headings = ((f"{name}: {line}", topic_text(name)) for name, line in TOPICS.items())
        write(manual(commands.values(), headings))
        return 0
    if not topic:
        write(_contents())
        return 0
    words = " ".join(topic).lower().replace("_", " ").split()
    name = "-".join(words)
    if name in TOPICS:
        write(topic_text(name))
        return 0
    command = commands.get(" ".join(words))
    if command is not None:
        from hmic_tracker.commands.running import run_command

        return run_command(command.name, command.module, ["--help"])
    hint = did_you_mean(name, [*TOPICS, *commands]) or "see what there is: tracker help"
    raise UsageError(f"there is no help on '{' '.join(topic)[:60]}'", hint)


def topic_text(name: str) -> str:
    """The text of a topic. That of `where` is the grammar in the parser's own docstring."""
    if name != "where":
        return text_of(name)
    from hmic_tracker.query import parsing

    # Python run with -OO keeps no docstrings.
    return (parsing.__doc__ or "the grammar is in docs/cookbook.md").strip() + "\n"


def _contents() -> str:
    width = max(map(len, TOPICS)) + 2
    lines = [
        "tracker help where       a topic",
        "tracker help list        a command, as: tracker list --help",
        "tracker help --man       all of it, as a manual page",
        "",
        "Topics",
        *(f"  {name:<{width}}{line}" for name, line in TOPICS.items()),
        "",
        "All commands: tracker --help",
    ]
    return "\n".join(lines) + "\n"
