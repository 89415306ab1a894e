"""The name of a file where `-o` names a folder: what it is, the day, and the format's extension."""

from __future__ import annotations

import os
import re

from hmic_tracker.domain.words import composed
from hmic_tracker.errors import WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.formats import FORMATS, Subject, format_of

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from hmic_tracker.commands.options import Output

_LONGEST: Final = 60
"""Characters of each name: what follows it, such as a day, is kept whole."""
_OTHER: Final = re.compile(r"[\W_]+")


def with_chosen_file(
    output: Output, names: tuple[str | None, ...], day: date | None, usual: str, subject: Subject
) -> Output:
    """The output with a file in the folder that `-o` names, and with a format; else as it is.

    The file is called by the names and the day. Without a format it has the usual one. Raises
    WriteError where there is such a file.
    """
    if not output.in_folder or output.file is None:
        return output
    name = format_of(output.format, None, output.json, subject) or usual
    extension = next(iter(FORMATS[name].extensions), ".txt")
    stem = stem_of(*names, day.isoformat() if day else None)
    file = file_in(output.file, f"{stem}{extension}")
    return output._replace(file=file, in_folder=False, format=name, json=False)


def file_in(folder: Path, name: str) -> Path:
    """A file of a folder; raises WriteError where it is there: nobody agreed to lose it."""
    if not os.path.isdir(folder):  # noqa: PTH112  # no fault for what can't be looked at
        raise WriteError(f"there is no folder {folder}", "make it first, or name another")
    file = folder / name
    if os.path.lexists(file):
        raise WriteError(f"{file} is there already", f"to replace it, name it: -o {file}")
    return file


def stem_of(*names: str | None) -> str:
    """Names as that of a file: letters, digits and single hyphens, on every system.

    Nothing in them can lead to another folder, hide the file, or be read as an option.
    """
    kept = (_OTHER.sub("-", composed(name)).strip("-")[:_LONGEST] for name in names if name)
    return "-".join(name.strip("-") for name in kept if name) or "tracker"
