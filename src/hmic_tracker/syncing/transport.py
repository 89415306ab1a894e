"""What the rounds of an exchange want of the way by which it goes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date

from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from pathlib import Path

    from hmic_tracker.domain.changes import Stamp


class Snapshot(NamedTuple):
    """A state of a plan: an id of each file's content by path, and how files are read.

    Contents of equal id are equal, in all snapshots of one transport.
    """

    ids: Mapping[str, str]
    read: Callable[[Collection[str]], Mapping[str, bytes]]


class Incoming(NamedTuple):
    """What came from the other end: the state that both have come from, and the one of there.

    `gone` are the paths of what a command took out of mine, and of theirs, as far as that is known
    from elsewhere than the files.
    """

    base: Snapshot
    theirs: Snapshot
    gone: tuple[frozenset[str], frozenset[str]] = (frozenset(), frozenset())


class Keeper(Protocol):
    """Who exchanges a plan: its folder, its lock, the day, and the stamp of an entry."""

    @property
    def folder(self) -> Path:
        """The plan's folder."""

    @property
    def today(self) -> date:
        """The day of entries."""

    @property
    def person(self) -> str:
        """In whose name entries are made."""

    def writing(self) -> AbstractContextManager[None]:
        """Hold the plan's lock."""

    def stamp(self) -> Stamp:
        """The stamp of what is entered now."""


class Transport(Protocol):
    """A way by which a plan is exchanged; `shown` is what the other end is called."""

    @property
    def shown(self) -> str:
        """What the other end is called on the screen."""

    def require_whole(self) -> None:
        """Raise where something is half done that has to be finished first."""

    def look_again(self) -> None:
        """Forget how the plan's folder was: it was written to, or may have been."""

    def mine(self) -> Snapshot:
        """The plan as it is in its folder, or was when it was last looked at."""

    def last(self) -> Snapshot | None:
        """The plan as it was exchanged last, None where it never was."""

    def sends_all(self) -> bool:
        """Whether the other end has nothing yet, so that the whole plan is sent."""

    def receive(self) -> None:
        """Get what is there. Raises UnreachableError."""

    def require_taking(self) -> None:
        """Raise InputError where there is something to send, and the other end takes nothing."""

    def met_elsewhere(self) -> Sequence[Incoming]:
        """What was brought together by other means since the last exchange, each side of it."""

    def incoming(self) -> Incoming | None:
        """What was got and is not in mine; None where there is nothing.

        Raises InputError where the two have nothing in common, or were not made to go together.
        """

    def resume(self) -> None:
        """Finish what a stopped exchange had begun to bring together. The lock is held."""

    def keep(self, message: str) -> bool:
        """Fix the state of the folder as mine; whether there was anything. The lock is held."""

    def begin_join(self, op: str | None) -> None:
        """Note that the op brings together mine and theirs; None where it writes nothing."""

    def end_join(self, *, done: bool) -> None:
        """Note that what was got is in mine, or that it isn't."""

    def send(self) -> bool:
        """Give mine to the other end; False where somebody was faster. Raises UnreachableError."""

    def waiting(self) -> bool:
        """Whether mine has what the other end hasn't."""
