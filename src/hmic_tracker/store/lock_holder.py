"""Who holds a plan's lock: a line in the lock's file, for whoever waits for it.

The lock is the system's own; the line says nothing about whether it is held. One that a killed
command left is there until the next takes the lock, and anybody can write anything into the file.
"""

from __future__ import annotations

import contextlib
import json
import os

from hmic_tracker.light_typing import Final, NamedTuple

_LONGEST: Final = 2000
_SHOWN: Final = 60
"""So much of a name is shown."""
_FIRST: Final = b"\n"
"""Where the system locks the first byte alone, all others can be read by those who wait."""


class Holder(NamedTuple):
    """Who holds a lock: the person, their computer, since when (UTC, ISO), and which process."""

    by: str
    host: str
    since: str
    process: int


def own_holder(by: str, since: str) -> Holder:
    """This process as the holder of a lock."""
    return Holder(by, _own_host(), since, os.getpid())


def write_holder(handle: int, holder: Holder) -> None:
    """Put the line into the file of a lock that is ours; without it the lock holds as well."""
    data = _FIRST + json.dumps(holder._asdict()).encode() + b"\n"
    with contextlib.suppress(OSError):
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, data[:_LONGEST])
        os.truncate(handle, len(data))


def forget_holder(handle: int) -> None:
    """Take the line out, before the lock is let go."""
    with contextlib.suppress(OSError):
        os.truncate(handle, 0)


def read_holder(handle: int) -> Holder | None:
    """Who holds a lock that somebody else has; None where the file doesn't say so."""
    try:
        os.lseek(handle, len(_FIRST), os.SEEK_SET)
        values = json.loads(os.read(handle, _LONGEST))
        texts = [values[name] for name in ("by", "host", "since")]
        process = values["process"]
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None
    if not all(isinstance(text, str) for text in texts) or type(process) is not int:
        return None
    by, host, since = (" ".join(text.split())[:_SHOWN] for text in texts)
    holder = Holder(by, host, since, process)
    return holder if by and host and not _is_gone(holder) else None


def held_texts(holder: Holder | None) -> tuple[str, str]:
    """What to say of a lock that somebody else holds, and what to do."""
    if holder is None:
        return "another tracker is writing to this plan", "wait until it is done, and try again"
    since = holder.since[:16].replace("T", " ")
    if holder.host == _own_host():
        return (
            f"{holder.by} is writing to this plan on this computer, since {since} UTC",
            f"wait until that is done, and try again (it is process {holder.process})",
        )
    return (
        f"{holder.by} is writing to this plan on {holder.host}, since {since} UTC",
        f"wait until that is done, and try again; if {holder.host} sleeps, wake it or turn it off: "
        "the lock ends with it",
    )


def _is_gone(holder: Holder) -> bool:
    """Whether the process has ended, as far as is known here: somebody else has the lock."""
    if os.name == "nt" or holder.host != _own_host() or not 0 < holder.process < 2**31:
        return False
    try:
        os.kill(holder.process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def _own_host() -> str:
    """The name of this computer; `socket` has it as well, and takes as long as a whole list."""
    name = os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "")
    return name or "a computer without a name"
