"""A command line as Typer knows it, built from a command's rows: parsing, help, usage errors."""

import importlib
from inspect import cleandoc
from typing import Any, Final

import typer
import typer.core
import typer.main

from hmic_tracker.commands.options import (
    Argument,
    CommandDefinition,
    Examples,
    Row,
    call,
    find_command,
)
from hmic_tracker.commands.output import output_faults
from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.errors import InputError, NotFoundError, TrackerError, UsageError

_SETTINGS: Final = {"help_option_names": ["--help", "-h"], "max_content_width": 80}
_NO_BOUNDS: Final = typer.models.ArgumentInfo()


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


def run_command(name: str, module_name: str, words: list[str]) -> int:
    """Runs a command with its words; the exit code. Raises UsageError where the words are off.

    One of a group is named by both words: "person add".
    """
    module = importlib.import_module(f"hmic_tracker.commands.{module_name}")
    if hasattr(module, "PARTS"):
        from hmic_tracker.commands.command_groups import check_subcommand

        if not check_subcommand(name, module, words):
            return 0
    words = _prepared(name, part := find_command(module, name.partition(" ")[2]), words)
    command = command_of(name, module_name, words)
    try:
        with output_faults():  # of help, which is printed here
            context = command.make_context(f"tracker {name}", [*words])
        # Not `main`, which ends the process where a pipe is closed, with an exit code of its own.
        with context:
            code = command.invoke(context)
    except typer.TyperException as fault:
        typed = getattr(fault, "option_name", None) or getattr(fault, "param", None)
        slip = None if typed else _slip(name, part, words)
        raise slip or _usage_error(name, command_of(name, module_name), fault) from fault
    except (UsageError, NotFoundError, InputError) as fault:
        raise _slip(name, part, words, fault) or fault from None
    except typer.Exit as end:
        return int(end.exit_code)
    return int(code or 0)


def _prepared(name: str, part: CommandDefinition, words: list[str]) -> list[str]:
    """The words as the command takes them: "REC 5" is one id where one is wanted."""
    from hmic_tracker.domain.words import PREFIX_OF_WORD

    if not PREFIX_OF_WORD.keys().isdisjoint(map(str.lower, words)) and name != "add":
        from hmic_tracker.commands.word_slips import with_ids_joined

        return with_ids_joined(part, words)
    if name == "add":
        from hmic_tracker.commands.word_slips import refuse_scattered_text

        refuse_scattered_text(name, part, words)
    return words


def _slip(
    name: str, part: CommandDefinition, words: list[str], fault: TrackerError | None = None
) -> UsageError | None:
    """What words in the wrong place explain of a fault; only a fault pays for finding out."""
    from hmic_tracker.commands.word_slips import slip_in

    return slip_in(name, part, words, fault)


def command_of(name: str, module_name: str, words: list[str] | None = None) -> ExamplesFirst:
    """The command as Typer sees it; with no more options than some words can speak of.

    Typer takes longer to prepare the forty options of a list than the list takes. The others have
    the values of their rows.
    """
    module = importlib.import_module(f"hmic_tracker.commands.{module_name}")
    part: CommandDefinition = find_command(module, name.partition(" ")[2])
    wanted = words is None or not {"--help", "-h"}.isdisjoint(words)
    command = ExamplesFirst(
        name,
        params=[_parameter(row) for row in part.takes if wanted or _is_named(row, words or [])],
        callback=lambda **values: call(name, part, values),
        help=cleandoc(part.run.__doc__ or ""),
        context_settings=_SETTINGS,
        rich_markup_mode=None,
    )
    command.examples = part.examples
    return command


def _parameter(row: Row) -> Any:
    """A row as Typer's parameter."""
    if isinstance(row, Argument):
        return typer.core.TyperArgument(
            param_decls=[row.key],
            type=typer.main.get_click_type(annotation=row.type, parameter_info=_NO_BOUNDS),
            required=row.required,
            nargs=-1 if row.repeated else None,
            metavar=row.value,
            help=row.help,
        )
    flag = not row.value
    bounds = typer.models.OptionInfo(min=row.least, max=row.most)
    return typer.core.TyperOption(
        param_decls=[row.key, *row.names.split()],
        type=None
        if flag
        else typer.main.get_click_type(annotation=row.type, parameter_info=bounds),
        is_flag=flag,
        multiple=row.repeated,
        default=None if row.repeated else row.empty,
        metavar=row.value or None,
        help=row.help,
        show_default=row.type is int,
    )


def _is_named(row: Row, words: list[str]) -> bool:
    """Whether a row is anything but an option that no word looks like."""
    if isinstance(row, Argument):
        return True
    names = row.names.replace("/", " ").split()
    return any(_looks_like(word, name) for name in names for word in words)


def _looks_like(word: str, name: str) -> bool:
    """Whether a word may speak of an option: `--json`, `--limit=5`, and -o in `-yo`."""
    if name.startswith("--"):
        return word.startswith(name)
    return word[:1] == "-" and word[:2] != "--" and name[1:] in word


def _usage_error(name: str, command: ExamplesFirst, fault: typer.TyperException) -> UsageError:
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
