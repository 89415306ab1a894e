"""Regular expressions of what every command loads: compiled when one is first used.

Most commands use none of them, and loading `re` takes a tenth of what a list takes.
"""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    import re


def pattern(text: str) -> re.Pattern[str]:
    """What a regular expression matches; flags stand in it, as in "(?ai)[a-z]+"."""
    return cast("re.Pattern[str]", LazyPattern(text))


class LazyPattern:
    """A pattern that becomes one of `re` when anything is asked of it."""

    def __init__(self, text: str) -> None:
        self.pattern = text

    def __getattr__(self, name: str) -> Any:
        import re

        compiled = re.compile(self.pattern)
        for method in ("findall", "finditer", "fullmatch", "match", "search", "split", "sub"):
            setattr(self, method, getattr(compiled, method))  # so that none comes here again
        return getattr(compiled, name)
