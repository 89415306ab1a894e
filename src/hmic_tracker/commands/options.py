"""Options that several commands have, each written once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
