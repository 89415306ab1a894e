"""The table of contents: every command by name and one line, loaded only when it is called.

`main(argv)` returns the exit code and is the one printer of errors. Help for the whole is drawn
from the table here, so that it needs no command and no library.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import os
import sys
from collections.abc import Sequence

from hmic_tracker import __version__
from hmic_tracker.errors import OutputError, TrackerError, UsageError
from hmic_tracker.light_typing import Final, NamedTuple, NoReturn

INTERRUPTED: Final = 130
BROKEN: Final = 70
_CANT_WRITE: Final = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS))


class Command(NamedTuple):
    """A command's part of the plan's life, its module under `commands`, and its one line.

    `parts` is for a group of commands such as `tracker person add`; see `commands.command_groups`.
    """

    group: str
    module: str
    line: str
    parts: bool = False


COMMANDS: Final[dict[str, Command]] = {
    "init": Command("start", "init", "make an empty plan: a folder of TOML files"),
    "demo": Command("start", "demo", "a throw-away plan from the example report, and a look round"),
    "import": Command("start", "import_report", "read a published report, after a preview"),
    "add": Command("start", "add", "add a recommendation, AFI, cause of concern or good practice"),
    "edit": Command("start", "edit", "an item's file in your editor"),
    "list": Command("look", "list_items", "the open items, or those you ask for"),
    "show": Command("look", "show", "one item, whole"),
    "grades": Command("look", "grades", "grades then and now, and against the country"),
    "summary": Command("look", "summary", "the position by framework, with totals"),
    "trend": Command("look", "trend", "how the plan went, month by month"),
    "history": Command("look", "history", "what was entered, when and by whom"),
    "update": Command("work", "update", "status, progress, owner, due, title of items"),
    "note": Command("work", "note", "a note in the history of items"),
    "correct": Command("work", "correct", "a wrong day, text or author in a history is set right"),
    "action": Command("work", "action", "the steps of an item's action plan", parts=True),
    "split": Command("work", "split", "an item in parts of our own; figures stay as they are"),
    "evidence": Command("work", "evidence", "what shows that it was done", parts=True),
    "verify": Command("work", "verify", "what is done was checked by somebody else, or sent back"),
    "close": Command("work", "close", "the inspecting body has discharged it"),
    "defer": Command("work", "defer", "left until a day, as a board agreed: not overdue"),
    "reopen": Command("work", "reopen", "what was done or left is open again"),
    "link": Command("work", "link", "duplicates, supersedes, implements, carried on"),
    "receive": Command("work", "receive", "leads' answers: workbooks and mails, after a preview"),
    "review": Command("work", "review", "go through items one by one, for the monthly meeting"),
    "undo": Command("work", "undo", "take the last command back"),
    "report": Command("out", "report", "the paper for a board: text, Markdown, HTML or DOCX"),
    "remind": Command(
        "out", "remind", "a mail for each owner of what is late or due; sends nothing"
    ),
    "bundle": Command(
        "out", "bundle", "items with their evidence in one ZIP file, for the inspectors"
    ),
    "sync": Command("care", "sync", "bring your changes and those of others together"),
    "person": Command("care", "person", "posts that own items, and who holds them", parts=True),
    "inspection": Command(
        "care", "inspection", "the inspections, their dates and items", parts=True
    ),
    "framework": Command("care", "framework", "what is graded: names, parents, boards", parts=True),
    "board": Command("care", "board", "who oversees items, and when they meet", parts=True),
    "settings": Command("care", "settings", "what tracker.toml says, and its changes", parts=True),
    "check": Command("care", "check", "what is damaged, and what should be looked at"),
    "merge": Command("care", "merge", "copies that OneDrive, Dropbox or Syncthing made"),
    "schema": Command("care", "schema", "JSON Schemas of the output and of the plan's files"),
    "help": Command("care", "help_topics", "dates, expressions, exit codes, and every command"),
    # One space, since the help gives a name ten columns and this one fills them.
    "completion": Command("care", "completion", "the script for TAB in bash, zsh and fish"),
}
GROUPS: Final = {
    "start": "Begin",
    "look": "Look",
    "work": "Work",
    "out": "Give out",
    "care": "Care for the plan",
}
# Options that may also stand before the command's name; True where one takes a value.
_GLOBAL: Final = dict.fromkeys(
    ("--store", "--color", "--as-of", "--width", "--by", "--on"), True
) | {"--debug": False, "--json": False}


def entry() -> None:
    """The console script."""
    # The process lives for one command, and records hold no cycles: collecting only costs time.
    gc.disable()
    _end(main())


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command line; the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in words[: words.index("--")] if "--" in words else "--debug" in words
    json = "--json" in words
    _open_closed_streams()
    committed = _commits()
    try:
        return _dispatch([word for word in words if not (debug and word == "--debug")])
    except TrackerError as error:
        if debug:
            raise
        if isinstance(error, OutputError) and _commits() > committed:
            return _say_written(error)
        excerpt = getattr(error, "excerpt", ())
        return _complain(error.message, error.hint, error.code, json, excerpt)
    except KeyboardInterrupt:
        _quietly_flush()
        _to_stderr("\ninterrupted: nothing more was written\n")
        return INTERRUPTED
    except BrokenPipeError:
        _close_stdout()
        return 0
    except OSError as fault:
        if debug:
            raise
        from hmic_tracker.store.files import reason

        where, what = f" ({fault.filename})" if fault.filename else "", reason(fault)
        hint = "look at the disk and at who may read and write there, and try again"
        return _complain(f"{what}{where}", hint, 8 if fault.errno in _CANT_WRITE else 5, json)
    except Exception as fault:  # whatever was typed must not end in a traceback
        if debug:
            raise
        if isinstance(fault, UnicodeEncodeError) and fault.encoding == "utf-8":
            wrong = fault.object[max(fault.start - 20, 0) : fault.end]
            hint = "type it again in a terminal that is set to UTF-8 (see: locale)"
            return _complain(f"'{wrong}' is not UTF-8 text, and can't be kept", hint, 4, json)
        what = f"{type(fault).__name__}: {fault}".split("\n", 1)[0][:200]
        hint = "this is a fault in tracker, please report it; --debug shows where it came from"
        return _complain(f"unexpected fault ({what})", hint, BROKEN, json)


def _dispatch(words: list[str]) -> int:
    if words[:1] == ["__complete"]:
        from hmic_tracker.completion.candidates import answer

        return answer(words[1:])
    if words[:2] == ["merge", "--driver"]:  # git's own call, with four paths of its making
        from hmic_tracker.commands.merge_driver import run_driver

        return run_driver(words[2:])
    name, before, after = _split(words)
    if name is None:
        if "--version" in before:
            _print(f"tracker {__version__}\n")
            return 0
        wrong = next((w for w in before if w.startswith("-") and w not in {"--help", "-h"}), None)
        if wrong and wrong.split("=")[0] not in _GLOBAL:
            raise UsageError(f"there is no option {wrong} without a command", "see: tracker --help")
        _print(help_text())
        return 0
    if name not in COMMANDS:
        from hmic_tracker.commands.suggestions import unknown_command

        raise unknown_command(name, after, COMMANDS)
    from hmic_tracker.commands.calling import run_command

    if COMMANDS[name].parts:
        part, more, after = _split(after)
        name, before = f"{name} {part}" if part else name, [*before, *more]
    return run_command(name, COMMANDS[name.partition(" ")[0]].module, [*before, *after])


def _split(words: list[str]) -> tuple[str | None, list[str], list[str]]:
    """The command's name, the options before it, and the words after it."""
    before: list[str] = []
    place = 0
    while place < len(words):
        word = words[place]
        if not word.startswith("-") or word == "-":
            return word, before, words[place + 1 :]
        before.append(word)
        if _GLOBAL.get(word):
            place += 1
            if place == len(words):
                raise UsageError(f"{word} needs a value", f"for example: tracker {word} … list")
            before.append(words[place])
        place += 1
    return None, before, []


def help_text() -> str:
    """The help of the whole: what it is, then the commands by their part in the plan's life."""
    lines = [
        "tracker: what an inspectorate told us to do, and whether it was done",
        "Usage: tracker COMMAND ...   (tracker COMMAND --help; tracker --version)",
        "Everywhere: --store FOLDER --as-of DATE --json --color WHEN --width N --debug",
        "  tracker list --overdue                     what is late",
        "  tracker update REC-3 --status done         the lead says it is completed",
        "",
    ]
    for group, title in GROUPS.items():
        mine = [(name, e.line) for name, e in COMMANDS.items() if e.group == group]
        if mine:
            lines += [title, *(f"  {name:<12}{line}" for name, line in mine)]
    return "\n".join(lines) + "\n"


def _print(text: str) -> None:
    """Prints what needs no library, not even what prints for the commands."""
    try:
        print(text, end="", flush=True)  # noqa: T201
    except OSError:
        from hmic_tracker.commands.output import output_faults

        with output_faults():
            raise


def _complain(message: str, hint: str, code: int, json: bool, excerpt: Sequence[str] = ()) -> int:
    """Prints an error: one line of what, one of what to do.

    `excerpt` shows the place in an expression: its line, and a caret under the place.
    """
    _quietly_flush()
    if json:
        from hmic_tracker.commands.output import write_json_message
        from hmic_tracker.render.to_json import error_object

        write_json_message(error_object(code, message, hint))
        return code
    from hmic_tracker.render.escaping import visible

    shown = "".join(f"  {visible(line)}\n" for line in excerpt)
    _to_stderr(f"tracker: {visible(message)}\n{shown}{visible(hint)}\n")
    return code


def _say_written(fault: OutputError) -> int:
    """Says that all is written but what the command prints: run again, it would write twice."""
    _quietly_flush()
    _to_stderr(f"take note: {fault.message}\nthe change is in the plan: don't run it again\n")
    return 0


def _commits() -> int:
    """How many commands have been committed here; none where nothing that does it is loaded."""
    marker = sys.modules.get("hmic_tracker.store.commit_marker")
    return marker.commits if marker else 0


def _to_stderr(text: str) -> None:
    from hmic_tracker.commands.output import write_message

    write_message(text)


def _end(code: int) -> NoReturn:
    """Ends the process without taking the interpreter down piece by piece, a tenth of its time."""
    with contextlib.suppress(OSError, ValueError):  # what was to be read was flushed, or is lost
        atexit._run_exitfuncs()
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(code)


def _open_closed_streams() -> None:
    """Opens the null device where standard input, output or error was closed.

    The next file that is opened would take its place else, be it one of the plan.
    """
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is not None:
            continue
        mode = "w" if number else "r"
        try:
            os.fstat(number)
        except OSError:
            handle = os.open(os.devnull, os.O_WRONLY if number else os.O_RDONLY)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            os.set_inheritable(number, True)  # for an editor, and for what else is started
        setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _quietly_flush() -> None:
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        _close_stdout()


def _close_stdout() -> None:
    """Points standard output nowhere, so that the interpreter's own flush at the end is quiet."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        pass
