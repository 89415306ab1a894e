"""Options that several commands have, each written once."""

from pathlib import Path
from typing import Annotated

import typer

from hmic_tracker.errors import UsageError
from hmic_tracker.render.formats import option_help


def of_text(name: str, metavar: str, what: str) -> typer.models.OptionInfo:
    """An option that takes one text."""
    option: typer.models.OptionInfo = typer.Option(
        name, metavar=metavar, help=what, show_default=False
    )
    return option


def named(field: str, given: str) -> str | None:
    """What an option names, None for "none"; raises UsageError where it is empty."""
    text = " ".join(given.split())
    if not text:
        option = f"--{field.replace('_', '-')}"
        raise UsageError(f"{option} is empty", f"to take it away write: {option} none")
    return None if text.casefold() == "none" else text


Store = Annotated[
    Path | None,
    typer.Option("--store", metavar="FOLDER", help="The plan's folder.", show_default=False),
]
AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of", metavar="DATE", help="The plan as it stood on a day.", show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Width = Annotated[
    int | None,
    typer.Option(
        "--width", metavar="N", min=20, max=1000, help="Columns to use.", show_default=False
    ),
]
Color = Annotated[
    str, typer.Option("--color", metavar="WHEN", help="auto, always or never.", show_default=False)
]
By = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who makes the entry.", show_default=False),
]
On = Annotated[
    str | None,
    typer.Option("--on", metavar="DATE", help="The day it was true (today).", show_default=False),
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show it, and write nothing.")]
Kinds = Annotated[
    list[str] | None,
    typer.Option(
        "--kind", metavar="KIND", help="rec, afi, coc or gp; may be repeated.", show_default=False
    ),
]
Frameworks = Annotated[
    list[str] | None,
    typer.Option(
        "--framework",
        metavar="NAME",
        help="Name, alias or initials, with its children (pvp; pvp/overall alone).",
        show_default=False,
    ),
]
Items = Annotated[
    list[str] | None,
    typer.Argument(metavar="ID...", help="REC-5, rec5, REC-5..8, @filter, - for standard input"),
]
Where = Annotated[
    list[str] | None,
    typer.Option(
        "--where", metavar="EXPRESSION", help="The items that fit it.", show_default=False
    ),
]
Sort = Annotated[
    list[str] | None,
    typer.Option(
        "--sort", metavar="FIELDS", help="due,-rag: several, - reversed.", show_default=False
    ),
]
Columns = Annotated[
    str | None,
    typer.Option(
        "--columns", metavar="FIELDS", help="id,due,owner: these alone.", show_default=False
    ),
]
GroupBy = Annotated[
    str | None,
    typer.Option(
        "--group-by",
        metavar="FIELD",
        help="framework, owner, board, status, rag or kind, with subtotals.",
        show_default=False,
    ),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="FORMAT",
        help=option_help(),
        show_default=False,
    ),
]
OutputFile = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        metavar="FILE",
        help="Write a file; its extension picks.",
        show_default=False,
    ),
]
Publish = Annotated[bool, typer.Option("--publish", help="What is said may be printed in papers.")]
Reason = Annotated[
    str | None,
    typer.Option("--reason", metavar="TEXT", help="Why; kept in the history.", show_default=False),
]
Override = Annotated[
    str | None,
    typer.Option(
        "--override",
        metavar="REASON",
        help="Why a rule is set aside; kept.",
        show_default=False,
    ),
]
EvidenceRef = Annotated[
    str | None,
    typer.Option(
        "--evidence",
        metavar="REF",
        help="What shows it: a path, a URL or a document's number.",
        show_default=False,
    ),
]
Shows = Annotated[
    str | None,
    typer.Option("--shows", metavar="TEXT", help="What the evidence shows.", show_default=False),
]
NoteText = Annotated[
    str | None,
    typer.Option("--note", metavar="TEXT", help="A note beside the change.", show_default=False),
]
CirculatedTo = Annotated[
    list[str] | None,
    typer.Option(
        "--circulated-to",
        metavar="POST",
        help="Good practice: who was told of it; -POST takes one away.",
        show_default=False,
    ),
]
NewOwner = Annotated[
    bool, typer.Option("--new-owner", help="The owner is new, though it resembles a known one.")
]
NoIndex = Annotated[bool, typer.Option("--no-index", help="Read the TOML files alone.")]
