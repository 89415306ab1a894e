"""Work counted instead of timed: a test of speed says the same on a busy machine.

A step is a line of Python that runs, in whatever library, or a character that a method of a string
or a pattern of the package goes over: `startswith` and `endswith` go over next to none. What a
pattern does inside can't be counted: `no_hang` stops one that takes quadratic time.
"""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final, NamedTuple

from hmic_tracker.patterns import LazyPattern

_LOOK_AT_ENDS: Final = frozenset({"startswith", "endswith"})
_HANG: Final = 120
"""Seconds of this process's own work, however many others run; what is tested needs one or two."""


class Work(NamedTuple):
    """What a call returned, and the steps that it took."""

    result: Any
    steps: int


def counted(function: Callable[..., Any], *arguments: Any) -> Work:
    """Call a function and count its steps; raises what the function raises."""
    steps = 0

    def count(number: int) -> None:
        nonlocal steps
        steps += number

    def line(_frame: FrameType, event: str, _argument: object) -> Any:
        nonlocal steps
        steps += event == "line"
        return line

    def call(_frame: FrameType, event: str, argument: Any) -> None:
        if event == "c_call" and isinstance(
            text := getattr(argument, "__self__", None), (str, bytes)
        ):
            count(0 if argument.__name__ in _LOOK_AT_ENDS else len(text))

    tracer, profiler = sys.gettrace(), sys.getprofile()
    with _patterns(count), no_hang():
        sys.settrace(line)
        sys.setprofile(call)
        try:
            result = function(*arguments)
        finally:
            sys.setprofile(profiler)
            sys.settrace(tracer)
    return Work(result, steps)


@contextmanager
def no_hang() -> Iterator[None]:
    """Fail what is inside after minutes of the processor's time, also within a pattern."""
    if not hasattr(signal, "setitimer"):  # Windows: the run's own limit has to do
        yield
        return

    def give_up(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"not done after {_HANG} seconds of work")

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, _HANG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


Pattern = re.Pattern[str] | LazyPattern


class CountingPattern:
    """A pattern that counts the characters it goes over, as far as its results show them."""

    def __init__(
        self, pattern: re.Pattern[str] | LazyPattern, count: Callable[[int], None]
    ) -> None:
        self._pattern, self._count = pattern, count

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def match(self, text: str, *span: int) -> re.Match[str] | None:
        """As the pattern's; what doesn't match is taken to fail at once."""
        return self._counted(self._pattern.match(text, *span), 0)

    def fullmatch(self, text: str, *span: int) -> re.Match[str] | None:
        """As the pattern's."""
        return self._counted(self._pattern.fullmatch(text, *span), len(text))

    def search(self, text: str, *span: int) -> re.Match[str] | None:
        """As the pattern's."""
        return self._counted(self._pattern.search(text, *span), len(text))

    def finditer(self, text: str, *span: int) -> Iterator[re.Match[str]]:
        """As the pattern's, counted match by match."""
        place = span[0] if span else 0
        for found in self._pattern.finditer(text, *span):
            self._count(found.end() - place)
            place = found.end()
            yield found
        self._count(len(text) - place)

    def findall(self, text: str, *span: int) -> list[Any]:
        """As the pattern's."""
        self._count(len(text))
        return self._pattern.findall(text, *span)

    def split(self, text: str, maxsplit: int = 0) -> list[Any]:
        """As the pattern's."""
        self._count(len(text))
        return self._pattern.split(text, maxsplit)

    def sub(self, new: Any, text: str, count: int = 0) -> str:
        """As the pattern's."""
        self._count(len(text))
        return self._pattern.sub(new, text, count)

    def _counted(self, found: re.Match[str] | None, otherwise: int) -> re.Match[str] | None:
        self._count(found.end() - found.pos if found else otherwise)
        return found


@contextmanager
def _patterns(count: Callable[[int], None]) -> Iterator[None]:
    """Put a counting one in the place of every pattern that is a global name of the package."""
    modules = [m for name, m in list(sys.modules.items()) if name.startswith("hmic_tracker.")]
    placed = [
        (names, name, names[name], counting)
        for names in map(vars, modules)
        for name in _pattern_names(names)
        if (counting := _counting(names[name], count))
    ]
    for names, name, _, counting in placed:
        names[name] = counting
    try:
        yield
    finally:
        for names, name, value, _ in placed:
            names[name] = value


_KNOWN: Final[dict[str, tuple[int, list[str]]]] = {}
"""Of a module the number of its names, and which of them are patterns or make some."""


def _pattern_names(names: dict[str, Any]) -> list[str]:
    """The names of a module that stand for patterns; sought again where it has more names."""
    known = _KNOWN.get(names["__name__"])
    if known is None or known[0] != len(names):
        found = [name for name, value in names.items() if _counting(value, bool) is not None]
        known = _KNOWN[names["__name__"]] = (len(names), found)
    return known[1]


def _counting(value: Any, count: Callable[[int], Any]) -> Any:
    """What stands in for a pattern, or for a function that makes one; None for anything else."""
    if isinstance(value, re.Pattern | LazyPattern):
        return CountingPattern(value, count)
    if getattr(value, "__annotations__", {}).get("return") == "re.Pattern[str]":
        return lambda *arguments: CountingPattern(value(*arguments), count)
    return None
