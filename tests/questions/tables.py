"""The tables of tasks: what a plan's officer does, what that says, and a question after it.

Such a table is a text. A line of prose is the task; then come the lines of commands, each after a
sign, without "tracker" and the plan:

    + what was done before            $ what does the task             ? what is asked then
    > a line that the command says    = a key and its value in the JSON of the question

A question about a list is answered by the runs of its ids; any other by lines of its output.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent


class Task(NamedTuple):
    """A task: the lines before it, its own, what that says, the question, and its answer.

    `values` are the keys and values that the question's JSON has.
    """

    what: str
    before: tuple[str, ...]
    line: str
    says: tuple[str, ...]
    question: str
    answer: tuple[str, ...]
    values: tuple[tuple[str, Any], ...]

    @property
    def is_of_ids(self) -> bool:
        """Whether the answer is which items a list has."""
        return self.question.startswith("list ") and "--count" not in self.question


def tasks(name: str) -> Iterator[Task]:
    """The tasks of a table, by the name of its file."""
    what = ""
    lines: dict[str, list[str]] = {}
    for line in [*(HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines(), "the end"]:
        sign, text = line[:1], line[2:]
        if line[:2] in {"+ ", "$ ", "? ", "> ", "= "}:
            kind = sign if sign != ">" else f"{sign}{'?' if '?' in lines else '$'}"
            lines.setdefault(kind, []).append(text)
        elif line:
            if what:
                yield _task(what, lines)
            what, lines = line, {}


def _task(what: str, lines: dict[str, list[str]]) -> Task:
    values = (text.partition(" ") for text in lines.get("=", ()))
    (line,), (question,) = lines["$"], lines["?"]
    return Task(
        *(what, tuple(lines.get("+", ())), line, tuple(lines.get(">$", ()))),
        *(question, tuple(lines.get(">?", ()))),
        tuple((key, plain(json.loads(value))) for key, _, value in values),
    )


def plain(value: Any) -> Any:
    """A value of JSON that can be in a set: a list of texts as a tuple, others by their length."""
    if not isinstance(value, list):
        return value
    return tuple(value) if all(isinstance(one, str) for one in value) else len(value)
