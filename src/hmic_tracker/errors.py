"""One class per failure, each with its message, its hint and its exit code.

Every error a person sees has two lines: what is wrong, and what to do. The exit codes are part of
the contract with scripts: 2 usage, 3 an id not found or ambiguous, 4 bad input, 5 a part of the
store can't be read, 6 changed under you, 7 locked, 8 could not write.
"""

from __future__ import annotations


class TrackerError(Exception):
    """A failure a person can do something about; `hint` says what."""

    code = 4

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class DeclinedError(Exception):
    """A person was asked and said no: nothing is written, and nothing is wrong."""


class UnreachableError(Exception):
    """The other end of an exchange can't be reached now: nothing is wrong, and it waits."""


class UsageError(TrackerError):
    """The words of the command line are off."""

    code = 2


class NotFoundError(TrackerError):
    """An id, framework, inspection or owner that isn't there, or fits more than one."""

    code = 3


class InputError(TrackerError):
    """A date, a word, a document or TOML from outside that can't be taken."""

    code = 4


class DamagedStoreError(TrackerError):
    """A file of the store can't be read, so the command can't be carried out."""

    code = 5


class ConflictError(TrackerError):
    """A file changed between reading and writing it."""

    code = 6


class MergeRefusedError(ConflictError):
    """Two copies of a plan, or of a file, can't be made one without losing something."""


class LockedError(TrackerError):
    """Another `tracker` is writing to the store and did not finish in time."""

    code = 7


class WriteError(TrackerError):
    """The disk is full, read-only or failing, or what was written may not be durable."""

    code = 8


class OutputError(WriteError):
    """What a command prints could not be: the disk behind standard output is full, or failing."""
