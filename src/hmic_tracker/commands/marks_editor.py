"""A document's marks in the person's editor, until they can be read."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from hmic_tracker.commands.editor import how_to_wait, open_editor
from hmic_tracker.documents.marked_text import (
    MarkedTextError,
    Origin,
    decode_marked_text,
    hidden_spans,
    marked_text,
    parse_marked_text,
    with_fault,
)
from hmic_tracker.errors import InputError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.store.files import cannot_be_read, read_regular
from hmic_tracker.store.places import MARKS

if TYPE_CHECKING:
    from hmic_tracker.documents.marks import Marks

_ROUNDS: Final = 10  # an editor that is a script would go on for ever


def edit_marks(
    marks: Marks, origin: Origin, remarks: Sequence[tuple[int, str]], whole: bool
) -> Marks:
    """Open marks in the editor and return them as the person left them.

    Without `whole` only doubtful ones are shown, with their neighbours; the others stay as they
    are. On a terminal a text that can't be read is opened again with the fault on top. Raises
    MarkedTextError where the person gives up, and says where what was typed is kept.
    """
    spans = () if whole else hidden_spans(marks, remarks)
    path = _new_file(origin)
    text = marked_text(marks, origin, remarks, spans)
    for rounds in range(_ROUNDS, 0, -1):
        path.write_bytes(text.encode())
        used = open_editor(path)
        if not used and rounds == _ROUNDS:
            raise UsageError(
                f"nothing was written: the editor was back at once, and left {path} as it was",
                how_to_wait(),
            )
        typed = _left_by_editor(path)
        try:
            edited = parse_marked_text(typed, marks, spans).marks
        except MarkedTextError as fault:
            gave_up = typed == text
            text = with_fault(typed, fault)
            if gave_up or rounds == 1 or not (sys.stdin.isatty() and sys.stderr.isatty()):
                fault.hint = f"{fault.hint}; nothing was written, your text is kept in {path}"
                raise
            continue
        path.unlink()
        return edited
    raise AssertionError("the last round ends above")


def keep_marks(marks: Marks, origin: Origin) -> Path:
    """Put marks that were corrected and not taken in into a file of their own; return where."""
    path = _new_file(origin)
    path.write_bytes(marked_text(marks, origin).encode())
    return path


def _new_file(origin: Origin) -> Path:
    stem = "".join(char if char.isalnum() else "-" for char in Path(origin.name).stem)[:40]
    handle, name = tempfile.mkstemp(prefix=f"{stem}-", suffix=MARKS)
    os.close(handle)
    return Path(name)


def _left_by_editor(path: Path) -> str:
    try:
        return decode_marked_text(read_regular(path))
    except OSError as fault:
        raise InputError(
            f"the editor left no text: {cannot_be_read(fault)}",
            f"nothing was written; look at {path}",
        ) from None
