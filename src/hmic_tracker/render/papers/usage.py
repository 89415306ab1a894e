"""What a template may use: steps, characters, and processor time, counted over a whole run.

Sizes are looked at before something is made of them: a text of 2 GB is refused, not made and
thrown away. Containers are counted as the trees they are when they are compared or printed, in
which a list that holds one list twice counts it twice.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import (
    Collection,
    Generator,
    ItemsView,
    Iterable,
    Iterator,
    KeysView,
    Mapping,
    ValuesView,
)

from jinja2.exceptions import SecurityError
from jinja2.utils import Namespace

from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render.papers.template_output import length_without_tokens

if TYPE_CHECKING:
    from types import FrameType

MOST_OUTPUT: Final = 10_000_000
"""Characters of a paper, of which the built-in one has 5 million for 10,000 items."""
MOST_MADE: Final = 3 * MOST_OUTPUT
"""Characters of all texts that are made on the way."""
MOST_LINES: Final = 200_000
"""Lines of a paper, of which the built-in one has 70,000 for 10,000 items."""
MOST_STEPS: Final = 2_000_000
MOST_VALUES: Final = 200_000
"""Values in a list and in the lists in it."""
LONGEST: Final = 1_000_000
"""Characters of a text that a filter or a method is given."""
MOST_TOKENS: Final = 30_000
"""Words and signs of a template; the one that comes with the program has 700."""
SECONDS: Final = 3.0
"""Of the processor's time, of which the built-in one takes 0.3 for 10,000 items."""
_ELEMENT: Final = 10
"""What an element of a list counts as, in characters."""
_LISTS: Final = (list, tuple, KeysView, ValuesView, ItemsView)


class Usage:
    """What a run has used so far; each method raises SecurityError where it is too much.

    `known` are the values that the template is given: each counts as one, whatever is in it.
    """

    def __init__(self, known: Iterable[object] = ()) -> None:
        self.steps = self.made = self.tokens = 0
        self.line = self.stopped_at = 1
        self._known = {id(value) for value in known}

    def step(self, number: int = 1) -> None:
        """Count steps: turns of a loop, calls, filters."""
        self.steps += number
        if self.steps > MOST_STEPS:
            raise SecurityError(f"it takes more than {MOST_STEPS:,} steps")

    def token(self, line: int) -> None:
        """Count a word or sign of a template."""
        self.line = line
        self.tokens += 1
        if self.tokens > MOST_TOKENS:
            raise SecurityError(f"it has more than {MOST_TOKENS:,} words and signs")

    def make(self, characters: int) -> None:
        """Count the characters of a text that is going to be made."""
        self.made += characters
        if self.made > MOST_MADE:
            raise SecurityError(f"it makes more than {MOST_MADE:,} characters of text")

    def make_list(self, values: Collection[object], times: int = 1) -> None:
        """Count a list that is going to be made of the values, over and over."""
        self.check_values(values, times)
        self.make(_ELEMENT * len(values) * times)

    def check_values(self, value: object, times: int = 1) -> None:
        """Check that a value has not too many values in it, nor in what it has."""
        number, waiting = 0, [value]
        while waiting:
            one = waiting.pop()
            number += 1
            if number * times > MOST_VALUES:
                raise SecurityError(f"it makes a list of more than {MOST_VALUES:,} values")
            if id(one) not in self._known:
                waiting.extend(_members(one))

    def text_length(self, value: object) -> int:
        """At most how long a value is as a text."""
        if isinstance(value, str):
            return len(value)
        length, waiting = 0, [value]
        while waiting:
            one = waiting.pop()
            length += len(one) if isinstance(one, str) else _ELEMENT
            if isinstance(one, int):
                length += one.bit_length() // 3
            if length > MOST_OUTPUT:
                raise SecurityError(f"it makes a text of more than {MOST_OUTPUT:,} characters")
            waiting.extend(_members(one))
        return length

    def text_of(self, value: object) -> str:
        """A value as a text."""
        self.make(self.text_length(value))
        return str(value)

    def output(self, parts: Iterator[str]) -> str:
        """The parts of a paper in one; what is too much is raised where the part came from."""
        assert isinstance(parts, Generator)
        kept: list[str] = []
        length = lines = 0
        for part in parts:
            length += length_without_tokens(part)
            lines += part.count("\n")
            if length > MOST_OUTPUT:
                parts.throw(SecurityError(f"it gives more than {MOST_OUTPUT:,} characters"))
            if lines > MOST_LINES:
                parts.throw(SecurityError(f"it gives more than {MOST_LINES:,} lines"))
            kept.append(part)
        return "".join(kept)

    @contextlib.contextmanager
    def within_time(self) -> Iterator[None]:
        """Raise SecurityError in what takes too much of the processor's time.

        Only where the system has such a clock; the steps are counted everywhere.
        """
        own_thread = threading.current_thread() is threading.main_thread()
        if not hasattr(signal, "setitimer") or not own_thread:
            yield
            return

        def stop(_: int, frame: FrameType | None) -> None:
            self.stopped_at = _last_line(frame) if frame else 1
            raise SecurityError(f"it takes longer than {SECONDS:g} seconds")

        before = signal.signal(signal.SIGPROF, stop)
        signal.setitimer(signal.ITIMER_PROF, SECONDS, 1)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            signal.signal(signal.SIGPROF, before)


def _members(value: object) -> Iterable[object]:
    """What is in a container; nothing in another value."""
    if isinstance(value, Namespace):
        value = object.__getattribute__(value, "_Namespace__attrs")
    if isinstance(value, Mapping):
        return [*value.keys(), *value.values()]
    return value if isinstance(value, _LISTS) else ()


def _last_line(frame: FrameType) -> int:
    """The line that a frame came to last; it is on none while it jumps back in a loop."""
    steps = frame.f_code.co_lines()
    return max((start, line) for start, _, line in steps if line and start <= frame.f_lasti)[1]
