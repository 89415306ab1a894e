"""`tracker help [TOPIC]`."""

from __future__ import annotations

from hmic_tracker.commands.options import Argument, Option, Words
from hmic_tracker.commands.output import write, write_data
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.errors import UsageError
from hmic_tracker.topics import MANUAL, TOPICS, text_of

EXAMPLES = (
    ("tracker help where", "the expressions of --where and of saved filters"),
    ("tracker help list", "the same as: tracker list --help"),
    ("tracker help --man | man -l -", "the whole of it as a manual page"),
)


TAKES = (
    Argument("topic", "[TOPIC]", "A topic or a command.", "topics", True, required=False),
    Option("--man", "", "Print the manual page, tracker.1."),
)


def run(topic: Words, man: bool) -> int:
    """Explains a topic or a command; without one, says which there are."""
    if man:
        write_data(MANUAL.read_text(encoding="utf-8"))
        return 0
    if not topic:
        write(_contents())
        return 0
    words = " ".join(topic).lower().replace("_", " ").split()
    name = "-".join(words)
    if name in TOPICS:
        write(topic_text(name))
        return 0
    from hmic_tracker.completion.command_table import read_table

    commands = read_table()
    command = commands.get(" ".join(words))
    if command is not None:
        from hmic_tracker.commands.calling import run_command

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
