"""Names as words of a command line that can be pasted, be they called "-rf"."""

from __future__ import annotations

import shlex


def pasted(*names: str, options: str = "") -> str:
    """Options and names as they are typed; the names after "--" where one begins with a dash."""
    words = " ".join(map(shlex.quote, names))
    if any(name.startswith("-") for name in names):
        return " ".join(filter(None, (options, "--", words)))
    return " ".join(filter(None, (words, options)))
