"""The one table of output formats, and which format a command line asks for.

A format is a module with a writer and a row of `FORMATS`: the options, the help, completion and the
extensions of files come from the row. A command says once what it has to show (`Content`), and each
format takes the shape it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

# Every command that prints comes through here, and completion does: what else is needed is imported
# by the functions.
if TYPE_CHECKING:
    from datetime import date
    from pathlib import PurePath

    from hmic_tracker.render.nodes import Document, Page
    from hmic_tracker.render.sheets import Workbook
    from hmic_tracker.render.to_ics import Event
    from hmic_tracker.render.to_json import Object

Subject = Literal["list", "page", "paper"]
"""What a command shows: a list of items, another page, or a paper for a board."""

Shape = Literal["screen", "document", "web", "value", "rows", "sheets", "ids", "calendar"]
"""What a writer takes: a document (for a screen, a browser), a value, rows, sheets, ids, events."""

_EVERYTHING: Final[tuple[Subject, ...]] = ("list", "page", "paper")


class Format(NamedTuple):
    """A row of the table: what a format is called, what it draws, and what its module needs.

    The function `draw` of the module `to_NAME` takes the shape that the format `needs` and, by
    keyword, the fields of RenderOptions named in `options`; it returns text, or bytes where
    `is_bytes`. `help` is the line of `tracker help formats`. Extensions and aliases are other words
    for the format. What `is_data` is the same bytes in a file, in a pipe and under every console,
    and `file_prefix` begins it; other text is for people, and fitted to where they read it.
    What is made `by_program` takes seconds, and that program may be missing.
    """

    name: str
    help: str
    draws: tuple[Subject, ...]
    needs: Shape
    extensions: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    is_bytes: bool = False
    is_data: bool = True
    file_prefix: str = ""
    by_program: bool = False


_TABLE: Final = (
    Format(
        "table",
        "as on a terminal, with lines and colours",
        ("list", "page"),
        "screen",
        options=("width", "color", "unicode"),
        is_data=False,
    ),
    Format(
        "plain",
        "as in a pipe: no colour, at most 78 columns, nothing cut",
        _EVERYTHING,
        "document",
        (".txt",),
        options=("width",),
        aliases=("text", "table"),
        is_data=False,
    ),
    Format(
        "json",
        "one object with the rows under a name, for programs",
        _EVERYTHING,
        "value",
        (".json",),
    ),
    Format(
        "csv",
        "for a spreadsheet; no cell can become a formula",
        ("list",),
        "rows",
        (".csv",),
        file_prefix="\ufeff",  # with a byte order mark spreadsheets read it as UTF-8
    ),
    Format(
        "xlsx",
        "a workbook: real dates and numbers, a filter, no formula",
        ("list",),
        "sheets",
        (".xlsx",),
        aliases=("excel", "workbook"),
        is_bytes=True,
    ),
    Format("markdown", "for a page in a wiki", _EVERYTHING, "document", (".md", ".markdown")),
    Format("html", "a page of its own", _EVERYTHING, "web", (".html", ".htm")),
    Format("ids", 'the ids alone, for: tracker update - --note "chased"', ("list",), "ids"),
    Format(
        "ics",
        "a calendar of the deadlines; a moved date updates its event",
        ("list",),
        "calendar",
        (".ics",),
    ),
    Format(
        "docx", "for Word", ("paper",), "document", (".docx",), aliases=("word",), is_bytes=True
    ),
    Format(
        "pdf",
        "for printing, made by LibreOffice",
        ("paper",),
        "document",
        (".pdf",),
        is_bytes=True,
        by_program=True,
    ),
)
FORMATS: Final = {row.name: row for row in _TABLE}


class Records(NamedTuple):
    """Rows for a spreadsheet: the keys in their order, and each row's values by key."""

    keys: tuple[str, ...]
    rows: Iterable[Object]


class Calendar(NamedTuple):
    """Deadlines, and the day and the name of their calendar."""

    events: Iterable[Event]
    day: date
    name: str


class Content(NamedTuple):
    """What a command has to show, in each shape; only what a format needs is made.

    `page` takes whether it is for a terminal. What has no rows, sheets, ids or deadlines has no
    CSV, workbook, id list or calendar. `html` is a document for browsers, where the page alone
    won't do; `fitted` takes the columns that there are, where a page has to fit a screen.
    """

    page: Callable[[bool], Page | Document]
    value: Callable[[], Object]
    records: Callable[[], Records] | None = None
    ids: Callable[[], Iterable[str]] | None = None
    calendar: Callable[[], Calendar] | None = None
    html: Callable[[], Document] | None = None
    sheets: Callable[[], Workbook] | None = None
    fitted: Callable[[int], Page] | None = None


class RenderOptions(NamedTuple):
    """What a writer may know of where its text goes."""

    width: int = 78
    color: bool = False
    unicode: bool = True


def names_for(subject: Subject) -> tuple[str, ...]:
    """The names of the formats that draw a list, a page or a paper."""
    return tuple(row.name for row in FORMATS.values() if subject in row.draws)


def extensions_for(subject: Subject) -> dict[str, str]:
    """The extensions of files that say a format of a list, a page or a paper, with its name."""
    rows = (FORMATS[name] for name in names_for(subject))
    return {extension: row.name for row in rows for extension in row.extensions}


def option_help() -> str:
    """The help of `--format`: the formats of every page, and those of lists."""
    of_pages = names_for("page")
    of_lists = (name for name in names_for("list") if name not in of_pages)
    return f"{', '.join(of_pages)}; of lists {', '.join(of_lists)} too."


def topic_lines() -> str:
    """The formats of a list for `tracker help formats`, one a line."""
    rows = [FORMATS[name] for name in names_for("list")]
    width = max(len(row.name) for row in rows) + 3
    return "\n".join(f"  {row.name:<{width}}{row.help}" for row in rows)


def format_of(
    option: str | None,
    output: PurePath | None = None,
    json: bool = False,
    subject: Subject = "list",
) -> str | None:
    """The format asked for by `--format`, `--json` or the extension of `-o FILE`, in this order.

    None where nothing was said: `table` on a terminal, `plain` in a pipe. Raises UsageError where
    there is no such format of the subject, or two were asked for; in a file called .txt any text
    may be.
    """
    named = None if option is None else _resolve_name(option, subject)
    if json and named not in {None, "json"}:
        raise UsageError(f"--json and --format {named} are two formats", "leave one of them out")
    if json or named:
        chosen = named or "json"
        _refuse_other_extension("--json" if json else f"--format {chosen}", chosen, output)
        return chosen
    if output is None:
        return None
    if output.name in {"", "-"}:
        raise UsageError("-o takes a file's name", "without -o it goes to standard output")
    extensions = extensions_for(subject)
    name = extensions.get(output.suffix.lower())
    if name is None:
        what = f"the name '{output.name[-60:]}' doesn't say which format"
        raise UsageError(what, f"end it in {', '.join(extensions)}, or name one with --format")
    return name


def _refuse_other_extension(option: str, name: str, output: PurePath | None) -> None:
    extension = output.suffix.lower() if output else ""
    other = next((row for row in FORMATS.values() if extension in row.extensions), FORMATS[name])
    is_text = other.name == "plain" and not FORMATS[name].is_bytes
    if output is not None and other.name != name and not is_text:
        raise UsageError(
            f"{option} and -o {output.name[-60:]} are two formats",
            f"leave {option} out, or end the file's name in {FORMATS[name].extensions[0]}"
            if FORMATS[name].extensions
            else "leave one of them out",
        )


def _resolve_name(typed: str, subject: Subject) -> str:
    name = typed.strip().lower().removeprefix(".")
    names = names_for(subject)
    if name in names:
        return name
    rows = (FORMATS[known] for known in names)
    others = {other: row.name for row in rows for other in row.aliases}
    resolved = others.get(name) or extensions_for(subject).get(f".{name}")
    if resolved is None:
        from hmic_tracker.domain.nearest import did_you_mean

        of = " of a paper" if subject == "paper" else ""
        hint = f"{did_you_mean(name, names)} the formats are: {', '.join(names)}".strip()
        raise UsageError(f"there is no format '{typed[:60]}'{of}", hint)
    return resolved


def render(name: str, content: Content, options: RenderOptions) -> str | bytes:
    """The content in a format; raises UsageError where it has no such shape."""
    row = FORMATS[name]
    module = __import__(f"hmic_tracker.render.to_{name.replace('-', '_')}", fromlist=["draw"])
    draw: Callable[..., str | bytes] = module.draw
    return draw(
        *_shape(row, content, options.width),
        **{field: getattr(options, field) for field in row.options},
    )


def _shape(row: Format, content: Content, width: int) -> Sequence[Any]:
    """What a format's writer takes, as its arguments."""
    match row.needs:
        case "screen" | "document" if content.fitted and "width" in row.options:
            return (content.fitted(width),)
        case "screen" | "document":
            return (content.page(row.needs == "screen"),)
        case "web":
            return (content.html() if content.html else content.page(False),)
        case "value":
            return (content.value(),)
        case "rows" if content.records:
            return content.records()
        case "sheets" if content.sheets:
            return (content.sheets(),)
        case "ids" if content.ids:
            return (content.ids(),)
        case "calendar" if content.calendar:
            return content.calendar()
    of = "list, summary, grades and trend" if row.needs == "sheets" else "lists of items"
    raise UsageError(
        f"{row.name} is a format of {of}",
        f"here there are: {', '.join(names_for('page'))}",
    )


def refuse_bytes(name: str, example: str) -> None:
    """Raises UsageError where a format that only a file can hold would go to standard output."""
    row = FORMATS[name]
    if row.is_bytes:
        article = "an" if name[0] in "aeioux" else "a"
        raise UsageError(
            f"{article} {name.upper()} is written into a file",
            f"name it: -o {example}{row.extensions[0]}",
        )


def require_program(name: str) -> None:
    """Raises WriteError where a format is made by a program that is not on this computer."""
    if FORMATS[name].by_program:
        from importlib import import_module

        import_module(f"hmic_tracker.render.to_{name}").require_program()


def for_file(name: str, text: str | bytes) -> str | bytes:
    """A format's text as a file or another program gets it."""
    return FORMATS[name].file_prefix + text if isinstance(text, str) else text
