"""A command's writes as one value, and the file that keeps them for redoing and undoing."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from hmic_tracker.errors import WriteError
from hmic_tracker.store.files import digest


class Write(NamedTuple):
    """A file going from one state to another; None is "not there". `path` is from the store."""

    path: str
    old: bytes | None
    new: bytes | None


class Op(NamedTuple):
    """A command that wrote: its id, what it was, when (UTC, ISO), and its writes."""

    id: str
    command: str
    recorded: str
    writes: tuple[Write, ...]
    undoes: str | None = None


def encode(op: Op) -> bytes:
    """The file of an op."""
    values = {
        "id": op.id,
        "command": op.command,
        "recorded": op.recorded,
        "undoes": op.undoes,
        "writes": [
            {"path": w.path, "old": _text(w.old), "new": _text(w.new), "hash": digest(w.new)}
            for w in op.writes
        ],
    }
    return json.dumps(values).encode()


def decode(data: bytes) -> Op:
    """An op from its file; raises WriteError where it can't be read."""
    try:
        values: dict[str, Any] = json.loads(data)
        writes = tuple(
            Write(w["path"], _bytes(w["old"]), _bytes(w["new"])) for w in values["writes"]
        )
        return Op(values["id"], values["command"], values["recorded"], writes, values.get("undoes"))
    except (ValueError, KeyError, TypeError, AttributeError) as fault:
        raise WriteError(
            "the journal of the last command can't be read",
            "restore .tracker/ from a backup, or move .tracker/journal.json away",
        ) from fault


def _text(data: bytes | None) -> str | None:
    return None if data is None else data.decode("utf-8", "surrogateescape")


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode("utf-8", "surrogateescape")
