"""A command's writes as one value, and the file that keeps them for redoing and undoing.

A line of JSON for the command, then a line for each file: a reader takes a line at a time, so that
neither a command that changes 100,000 items nor a file that somebody made up is read as one text.
Nothing in such a file is believed: what it names are a plan's paths, what it holds are records.
"""

from __future__ import annotations

import contextlib
import json
import re

from hmic_tracker.errors import WriteError
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final, NamedTuple
from hmic_tracker.store.files import digest, opened_file
from hmic_tracker.store.paths import DOCUMENTS, GIVEN, INSPECTIONS, ITEMS, PRIVATE, SENT
from hmic_tracker.store.places import is_copy_path, is_plan_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from hmic_tracker.light_typing import BinaryIO

LONGEST_LINE: Final = 64 * 1024 * 1024
"""Two texts of 10 MB, each sign of them written as six."""
_BEGINS: Final = b'{"id": "'
_ID: Final = re.compile(r"[a-z0-9]{1,32}", re.ASCII)
LONGEST_NAME: Final = 200
"""Of a command, of a moment and of a person."""


class _ForeignPathError(ValueError):
    """A path that is none of a plan's."""


class Write(NamedTuple):
    """A file going from one state to another; None is "not there". `path` is from the store."""

    path: str
    old: bytes | None
    new: bytes | None


class Op(NamedTuple):
    """A command that wrote: its id, what it was, when (UTC, ISO), its writes, and who made it.

    `undoes` is the op that it takes back: an undo takes back another command, a redo an undo. `by`
    is who typed it, "" where a former version kept it.
    """

    id: str
    command: str
    recorded: str
    writes: tuple[Write, ...]
    undoes: str | None = None
    by: str = ""


def encode(op: Op) -> Iterator[bytes]:
    """The lines of an op's file."""
    head = {"id": op.id, "command": op.command, "recorded": op.recorded, "undoes": op.undoes}
    yield _line({**head, "by": op.by, "files": len(op.writes)})
    for write in op.writes:
        texts = {"old": _text(write.old), "new": _text(write.new)}
        yield _line({"path": write.path, **texts, "hash": digest(write.new)})


def read_op(path: Path) -> Op:
    """The op in a file; OSError and FileNotFoundError as they come, WriteError for all else."""
    with opened_file(path) as stream, _as_one_error(path):
        op, count = _head(stream)
        if count is None:
            return op
        writes = tuple(_write(_values(_next_line(stream))) for _ in range(count))
        if stream.read(1):
            raise ValueError("there is more than it says")
        return op._replace(writes=writes)


def record_fault(path: str, data: bytes) -> str | None:
    """What keeps the bytes from being the record that their path claims; None where they are."""
    if path.startswith(f"{DOCUMENTS}/"):
        from hmic_tracker.store.kept_documents import document_fault

        return document_fault(path, data)
    from hmic_tracker.store.item_codec import item_of
    from hmic_tracker.store.settings_codec import settings_of
    from hmic_tracker.store.toml import Unreadable, decode

    stem = path.rpartition("/")[2].removesuffix(".toml")
    try:
        text = decode(data)
        if "/" not in path:  # the settings, or a copy of them
            settings_of(text)
            return None
        if path.startswith(f"{ITEMS}/"):
            own = item_of(text).id
        elif path.startswith(f"{INSPECTIONS}/"):
            from hmic_tracker.store.inspection_codec import inspection_of

            own = inspection_of(text).id
        elif path.startswith(f"{SENT}/"):
            from hmic_tracker.store.sending_codec import sending_of

            own = sending_of(text).id
        elif path.startswith(f"{GIVEN}/"):
            from hmic_tracker.store.bundle_log import given_bundle_of

            own = given_bundle_of(text).id
        else:
            from hmic_tracker.store.recorded_papers import paper_of

            own = paper_of(text).id
    except Unreadable as fault:
        return f"line {fault.line}: {fault.problem}" if fault.line else fault.problem
    return None if own == stem or _is_copy(path, stem, own) else f"its id is '{own[:64]}'"


def _is_copy(path: str, stem: str, own: str) -> bool:
    """Whether a path is that of a sync tool's copy of a record."""
    from hmic_tracker.domain.check_names import is_copy  # only a wrong name pays for it

    return is_copy_path(path) and is_copy(stem, own)


def _head(stream: BinaryIO) -> tuple[Op, int | None]:
    """The op, and how many lines of files follow; None where a former version wrote one line."""
    if stream.read(len(_BEGINS)) != _BEGINS:
        raise ValueError("it begins otherwise")
    stream.seek(0)
    values = _values(_next_line(stream))
    by = values.get("by", "")
    texts = [values["command"], values["recorded"], values.get("undoes") or "x", by]
    if not (all(isinstance(text, str) and len(text) <= LONGEST_NAME for text in texts)):
        raise ValueError("what is no text")
    if not (_ID.fullmatch(values["id"]) and _ID.fullmatch(texts[2])):
        raise ValueError("what is no id")
    op = Op(values["id"], texts[0], texts[1], (), values.get("undoes"), by)
    if "files" not in values:
        return op._replace(writes=tuple(map(_write, values["writes"]))), None
    count = values["files"]
    if type(count) is not int or count < 0:
        raise ValueError("what is no number")
    return op, count


def _write(values: Any) -> Write:
    write = Write(values["path"], _bytes(values["old"]), _bytes(values["new"]))
    if not (is_plan_path(write.path) or is_copy_path(write.path)):
        raise _ForeignPathError(f"it names '{str(write.path)[:80]}', which is no file of a plan")
    if values["hash"] != digest(write.new):
        raise ValueError(f"{write.path} is not what was written")
    return write


def _line(values: dict[str, Any]) -> bytes:
    return json.dumps(values).encode() + b"\n"


def _next_line(stream: BinaryIO) -> bytes:
    line = stream.readline(LONGEST_LINE + 1)
    if not line or len(line) > LONGEST_LINE:
        raise ValueError("it ends too early" if not line else "a line is too long")
    return line


def _values(line: bytes) -> dict[str, Any]:
    values = json.loads(line)
    if not isinstance(values, dict):
        raise TypeError("what is no object")
    return values


@contextlib.contextmanager
def _as_one_error(path: Path) -> Iterator[None]:
    """Whatever a made-up file makes a parser raise becomes one error with two lines."""
    try:
        yield
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        where = f".tracker/{path.name}"
        if path.parent.name != PRIVATE:
            where = f".tracker/{path.parent.name}/{path.name}"
        why = f": {fault}" if isinstance(fault, _ForeignPathError) else ""
        raise WriteError(
            f"{where} is not what tracker writes{why}",
            f"nothing of it was carried out; look at {where}, and move it away",
        ) from fault


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")
