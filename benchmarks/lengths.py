"""Texts made to take long, whole and half: what takes twice as long for twice the text is linear.

The tests count lines and characters; what a pattern or a compiled parser does inside only a clock
can tell, by ratios within one run.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

from benchmarks.measure import Compared, Run

_BOUND: Final = 3.0
"""Quadratic is 4; linear is 2."""


def compare_lengths(pairs: int) -> list[Compared]:
    """Each way in of text from outside, with the text that was hardest on it."""
    from hmic_tracker.documents.parsing import read_report
    from hmic_tracker.render.escaping import visible
    from hmic_tracker.store.item_codec import item_of
    from hmic_tracker.store.toml.text import parse

    dots = "a = '" + "." * 64 + "'\n"
    cases: tuple[tuple[str, Callable[[str], Any], Callable[[int], str], int], ...] = (
        ("escaping what misleads", visible, lambda n: "\x1b" * n, 200_000),
        ("a key of one part", parse, lambda n: dots + "k" * n + " = 1", 1_000_000),
        ("a long number in a text", parse, lambda n: f"{dots}b = '{'9' * n}'", 1_000_000),
        ("brackets", parse, lambda n: "x = [" + "[1.5], " * n + "]", 20_000),
        ("an item's history", item_of, _history, 5_000),
        (
            "a report of one sentence",
            _or_refused(read_report),
            lambda n: "one of the " * n,
            200_000,
        ),
    )
    return [_compare(name, read, text(n), text(2 * n), pairs) for name, read, text, n in cases]


def _or_refused(read_report: Callable[[str, str], Any]) -> Callable[[str], Any]:
    """A reader of reports that takes a refusal for an answer."""
    from hmic_tracker.errors import InputError

    def read(text: str) -> object:
        try:
            return read_report(text, "long.txt")
        except InputError:
            return None

    return read


def _history(number: int) -> str:
    entry = '[[history]]\non = 2008-01-01\nrecorded = 2008-01-01T00:00:00Z\nnote = "x"\nn = {}\n'
    head = 'id = "REC-1"\nuid = "abc"\nkind = "recommendation"\ntext = "One"\nstatus = "done"\n'
    return f"{head}entries = {number}\n" + "".join(entry.format(n + 1) for n in range(number))


def _compare(name: str, read: Callable[[str], Any], half: str, whole: str, pairs: int) -> Compared:
    """The whole beside its half, in turn, after one run of each that doesn't count."""
    _timed(read, half), _timed(read, whole)
    runs = [(_timed(read, whole), _timed(read, half)) for _ in range(pairs)]
    mine = [Run(seconds, 0, 0) for seconds, _ in runs]
    return Compared(f"{name}, twice / once", [a / b for a, b in runs], mine, _BOUND)


def _timed(read: Callable[[str], Any], text: str) -> float:
    started = time.perf_counter()
    read(text)
    return time.perf_counter() - started
