"""A command line as Typer knows it, built from a command's rows: odd forms, help, usage errors.

What is typed as the rows have it doesn't come here: see `commands.command_line`.
"""

from __future__ import annotations

import inspect
from typing import Annotated, Any, Final

import typer
import typer.core
import typer.main

from hmic_tracker.commands.calling import explained
from hmic_tracker.commands.options import Argument, CommandDefinition, Examples, Row, call
from hmic_tracker.commands.output import output_faults
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.errors import InputError, NotFoundError, UsageError

_FAULT: Final[type[Exception]] = next(
    kind for kind in typer.BadParameter.__mro__ if Exception in kind.__bases__
)
"""What Typer raises for a line that is off; only its later versions have a name for it."""
_SETTINGS: Final = {"help_option_names": ["--help", "-h"], "max_content_width": 80}


class ExamplesFirst(typer.core.TyperCommand):
    """A command whose help starts with examples."""

    examples: Examples = ()

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Examples, then usage, what it does, and the options."""
        width = max(len(line) for line, _ in self.examples)
        for line, what in self.examples:
            joined = f"  {line:<{width}}  {what}"
            formatter.write(f"{joined}\n" if len(joined) <= 80 else f"  {line}\n      {what}\n")
        formatter.write("\n")
        super().format_help(ctx, formatter)


def run_by_typer(name: str, part: CommandDefinition, words: list[str]) -> int:
    """Runs a command as Typer reads its words; the exit code. Raises UsageError where they are off.

    One of a group is named by both words: "person add".
    """
    command = command_of(name, part)
    try:
        with output_faults():  # of help, which is printed here
            context = command.make_context(f"tracker {name}", [*words])
        # Not `main`, which ends the process where a pipe is closed, with an exit code of its own.
        with context:
            code = command.invoke(context)
    except _FAULT as fault:
        typed = getattr(fault, "option_name", None) or getattr(fault, "param", None)
        slip = None if typed else explained(name, part, words)
        raise slip or _usage_error(name, command, fault) from fault
    except (UsageError, NotFoundError, InputError) as fault:
        raise explained(name, part, words, fault) or fault from None
    except typer.Exit as end:
        return int(end.exit_code)
    return int(code or 0)


def command_of(name: str, part: CommandDefinition) -> ExamplesFirst:
    """A command as Typer sees it: that of a function with a parameter for each row."""

    def run(**values: Any) -> int:
        given = {key: tuple(v) if isinstance(v, list) else v for key, v in values.items()}
        return call(name, part, given)

    parameters = [_parameter(row) for row in part.takes]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {one.name: one.annotation for one in parameters}
    app = typer.Typer(add_completion=False, rich_markup_mode=None)
    app.command(
        name,
        cls=ExamplesFirst,
        help=inspect.cleandoc(part.run.__doc__ or ""),
        context_settings=_SETTINGS,
    )(run)
    command = typer.main.get_command(app)
    assert isinstance(command, ExamplesFirst)
    command.examples = part.examples
    return command


def _parameter(row: Row) -> inspect.Parameter:
    """A row as a parameter; what a path names is looked at by the command alone."""
    wanted: Any = list[str] if row.repeated else int if row.type is int else str
    default: Any = None
    if isinstance(row, Argument):
        info: Any = typer.Argument(metavar=row.value, help=row.help)
        default = inspect.Parameter.empty if row.required else None
    else:
        info = typer.Option(
            *row.names.split(),
            metavar=row.value or None,
            help=row.help,
            min=row.least,
            max=row.most,
            show_default=row.type is int,
        )
        wanted = wanted if row.value else bool
        default = None if row.repeated else row.empty
    wanted = wanted if default is not None else wanted | None
    annotation = Annotated[wanted, info]
    return inspect.Parameter(
        row.key, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation
    )


def _usage_error(name: str, command: ExamplesFirst, fault: Exception) -> UsageError:
    """A fault of usage in our two lines."""
    message = " ".join(str(getattr(fault, "message", fault)).split())
    typed = getattr(fault, "option_name", None)
    if typed and "argument" in message:
        return UsageError(f"{typed} needs a value", f"see: tracker {name} --help")
    if typed:
        known = [option for parameter in command.params for option in parameter.opts]
        hint = did_you_mean(str(typed), known) or (
            f"see: tracker {name} --help; before a text that begins with a dash put --"
        )
        return UsageError(f"tracker {name} has no option {typed}", hint)
    parameter = getattr(fault, "param", None)
    if parameter is not None and "missing" in type(fault).__name__.lower():
        what = parameter.metavar or (parameter.name or "").upper()
        return UsageError(f"tracker {name} needs {what}", f"for example: {command.examples[0][0]}")
    if parameter is not None and parameter.opts and parameter.opts[0].startswith("-"):
        message = f"{parameter.opts[0]}: {message}"
    message = message.replace("is not a valid integer range", "is not a whole number")
    message = message.replace("is not a valid int range", "is not a whole number")
    text = message[:1].lower() + message[1:].rstrip(".")
    return UsageError(
        text or "the command line is off",
        f"for example: {command.examples[0][0]}   (see: tracker {name} --help)",
    )
