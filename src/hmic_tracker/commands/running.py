"""Runs one command: loads its module, parses its words, says what is off about them."""

from __future__ import annotations

import importlib
import inspect
from collections.abc import Callable
from typing import Any, Final

import typer
import typer.core

from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.errors import UsageError

_INTERRUPTED: Final = 130


class ExamplesFirst(typer.core.TyperCommand):
    """A command whose help starts with examples."""

    examples: tuple[tuple[str, str], ...] = ()

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
    if hasattr(module, "COMMANDS"):
        from hmic_tracker.commands.groups import check_part

        if not check_part(name, module, words):
            return 0
    command = command_of(name, module_name, words)
    try:
        code = command.main(words, prog_name=f"tracker {name}", standalone_mode=False)
    except typer.TyperException as fault:
        raise _usage(name, command_of(name, module_name), fault) from fault
    except typer.Exit as end:
        return int(end.exit_code)
    except typer.Abort:
        raise KeyboardInterrupt from None
    if code == _INTERRUPTED:  # how Typer passes Ctrl-C on
        raise KeyboardInterrupt
    return int(code or 0)


def command_of(name: str, module_name: str, words: list[str] | None = None) -> ExamplesFirst:
    """The command as Typer sees it; with no more options than some words can speak of."""
    module = importlib.import_module(f"hmic_tracker.commands.{module_name}")
    part = name.partition(" ")[2]
    whole, examples = (
        (module.COMMANDS[part], module.EXAMPLES_OF[part]) if part else (module.run, module.EXAMPLES)
    )
    run = whole if words is None else _needed(whole, words)
    app = typer.Typer(add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False)
    settings = {"help_option_names": ["--help", "-h"], "max_content_width": 80}
    app.command(name, cls=ExamplesFirst, context_settings=settings)(run)
    command = typer.main.get_command(app)
    assert isinstance(command, ExamplesFirst)
    command.examples = examples
    return command


def _needed(run: Callable[..., int], words: list[str]) -> Callable[..., int]:
    """A command's function with those of its options that the words may name.

    Typer takes longer to prepare the forty options of a list than the list takes. The others keep
    the function's own defaults, as they would from Typer.
    """
    if any(word in {"--help", "-h"} for word in words):
        return run
    signature = inspect.signature(run)
    kept = [p for p in signature.parameters.values() if _may_be_meant(p, words)]

    def narrowed(*given: Any, **named: Any) -> int:
        return run(*given, **named)

    narrowed.__doc__ = run.__doc__
    signed: Any = narrowed
    signed.__signature__ = signature.replace(parameters=kept)
    signed.__annotations__ = {p.name: p.annotation for p in kept}
    return narrowed


def _may_be_meant(parameter: inspect.Parameter, words: list[str]) -> bool:
    """Whether a parameter is anything but an option that no word looks like."""
    told: tuple[Any, ...] = getattr(parameter.annotation, "__metadata__", ())
    if not told or not isinstance(told[0], typer.models.OptionInfo):
        return True
    declared = [str(told[0].default), *(told[0].param_decls or ())]
    names = [name for each in declared for name in each.split("/")]  # --exempt/--not-exempt
    return any(_looks_like(word, name) for name in names for word in words)


def _looks_like(word: str, name: str) -> bool:
    """Whether a word may speak of an option: `--json`, `--limit=5`, and -o in `-yo`."""
    if name.startswith("--"):
        return word.startswith(name)
    return word[:1] == "-" and word[:2] != "--" and name[1:] in word


def _usage(name: str, command: ExamplesFirst, fault: typer.TyperException) -> UsageError:
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
