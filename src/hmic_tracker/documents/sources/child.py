"""Reading in a process of its own, with limits of time and memory.

The child is this module run as a program: it works the same on every system, and nothing of the
parent is copied. It gets a line of JSON and the file on standard input, and answers with lines of
JSON: progress, and at the end the document or an error. Nothing that comes back can run.

The child watches the memory it really uses and ends itself. A limit of the system's would not do:
RLIMIT_AS counts what libraries reserve and never use, macOS doesn't hold to it, and Windows has
none.
"""

from __future__ import annotations

import json
import os
import subprocess  # Python itself, with fixed words
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from threading import Thread, Timer

from hmic_tracker.documents.sources.document_encoding import decode_document, encode_document
from hmic_tracker.documents.sources.source_registry import SOURCES, Source
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import IO, TYPE_CHECKING, Any, Final, NamedTuple, TypeVar

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Document
    from hmic_tracker.documents.sources.reading import Progress

T = TypeVar("T")
_TOO_MUCH_MEMORY: Final = 77
"""The exit code of a child that used more memory than it may."""

TASKS: Final = {
    "cells": "hmic_tracker.documents.answers.workbook_cells",
    "saved mail": "hmic_tracker.documents.answers.saved_mail",
}
"""What a child makes besides documents: modules with `make(data, name)`, which gives JSON."""

_BLOCKS_A_LINE: Final = 1000
_LONGEST_ANSWER: Final = 256 * 1024 * 1024
_A_PART: Final = "save the pages with the recommendations as a file of their own"


class Limits(NamedTuple):
    """What a child may take."""

    seconds: float = 60
    megabytes: int = 300


def read_in_child(
    source: Source,
    data: bytes,
    name: str,
    progress: Progress | None = None,
    limits: Limits = Limits(),  # noqa: B008  # a value
) -> Document:
    """Read a document in a child. Raises InputError as the source does, and at a limit."""
    request = {"source": source.name, "name": name}
    return _in_child(request, data, limits, lambda child: _answer(child, name, progress))


def call_in_child(task: str, data: bytes, name: str, limits: Limits = Limits()) -> Any:  # noqa: B008
    """What a task makes of a file, as values of JSON. Raises InputError as the task does."""
    return _in_child({"task": task, "name": name}, data, limits, lambda child: _result(child, name))


def _in_child(
    request: dict[str, str],
    data: bytes,
    limits: Limits,
    read: Callable[[subprocess.Popen[bytes]], T],
) -> T:
    """Start a child with a request and a file, and read what it answers."""
    command = [sys.executable, "-P", "-m", "hmic_tracker.documents.sources.child"]
    child = subprocess.Popen(  # noqa: S603  # Python itself, with fixed words
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    late: list[bool] = []

    def stop() -> None:
        late.append(True)
        child.kill()

    timer = Timer(limits.seconds, stop)
    timer.start()
    asking = {**request, "megabytes": limits.megabytes}
    sending = Thread(target=_send, args=(child.stdin, asking, data))
    sending.start()
    try:
        return read(child)
    except _NoAnswerError:
        raise _failure(request["name"], child.wait(), bool(late), limits) from None
    finally:
        timer.cancel()
        child.kill()
        child.wait()
        sending.join()
        if child.stdout:
            child.stdout.close()


class _NoAnswerError(Exception):
    """The child ended without a document."""


def _send(pipe: IO[bytes], request: dict[str, object], data: bytes) -> None:
    try:
        with pipe:
            pipe.write(json.dumps(request).encode("ascii") + b"\n")
            pipe.write(data)
    except OSError:
        return  # the child has ended, which the reading side finds out


def _answer(child: subprocess.Popen[bytes], name: str, progress: Progress | None) -> Document:
    blocks: list[Any] = []
    for message in _messages(child.stdout):
        if progress is not None and "done" in message:
            progress(int(message["done"]), int(message["of"]))
        elif "error" in message:
            problem, hint = map(str, message["error"])
            raise InputError(problem, hint)
        elif "blocks" in message:
            blocks += message["blocks"]
        elif "document" in message:
            try:
                return decode_document(message["document"] | {"blocks": blocks})
            except (KeyError, TypeError, ValueError):
                raise _NoAnswerError from None
    raise _NoAnswerError(name)


def _result(child: subprocess.Popen[bytes], name: str) -> Any:
    for message in _messages(child.stdout):
        if "error" in message:
            problem, hint = map(str, message["error"])
            raise InputError(problem, hint)
        if "result" in message:
            return message["result"]
    raise _NoAnswerError(name)


def _messages(pipe: IO[bytes] | None) -> Iterator[dict[str, Any]]:
    while pipe is not None and (line := pipe.readline(_LONGEST_ANSWER)):
        try:
            message = json.loads(line)
        except ValueError:
            return
        if isinstance(message, dict):
            yield message


def _failure(name: str, code: int, late: bool, limits: Limits) -> InputError:
    if late:
        return InputError(f"{name} takes over {limits.seconds:g} seconds to read", _A_PART)
    if code == _TOO_MUCH_MEMORY:
        return InputError(f"{name} takes over {limits.megabytes} MB of memory to read", _A_PART)
    return InputError(
        f"{name} is damaged: it can't be read",
        "open it, save it again or print it to a new PDF, and import that",
    )


def main() -> int:
    """Read the document on standard input, and answer on standard output."""
    request = json.loads(sys.stdin.buffer.readline(1_000_000))
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints
    Thread(target=_watch, args=(int(request["megabytes"]),), daemon=True).start()

    def answer(message: dict[str, object]) -> None:
        answers.write(json.dumps(message).encode("ascii") + b"\n")
        answers.flush()

    def progress(done: int, of: int) -> None:
        answer({"done": done, "of": of})

    try:
        if "task" in request:
            make = import_module(TASKS[request["task"]]).make
            answer({"result": make(sys.stdin.buffer.read(), request["name"])})
            return 0
        document = _read(request, progress)
    except InputError as error:
        answer({"error": [error.message, error.hint]})
    except MemoryError:
        return _TOO_MUCH_MEMORY
    else:
        # In parts: the whole as one text would take several times its memory.
        for at in range(0, len(document.blocks), _BLOCKS_A_LINE):
            answer({"blocks": document.blocks[at : at + _BLOCKS_A_LINE]})
        answer({"document": encode_document(document._replace(blocks=()))})
    return 0


def _read(request: dict[str, Any], progress: Progress) -> Document:
    from hmic_tracker.documents.sources.reading import read_with

    source = next(each for each in SOURCES if each.name == request["source"])
    return read_with(source, sys.stdin.buffer.read(), request["name"], progress)


def _watch(megabytes: int) -> None:
    """End this process when it uses more memory than it may."""
    from time import sleep

    from hmic_tracker.documents.sources.resident_memory import resident_bytes

    while resident_bytes() <= megabytes * 1024 * 1024:
        sleep(0.02)
    os._exit(_TOO_MUCH_MEMORY)


if __name__ == "__main__":
    sys.exit(main())
