"""Kept paragraphs: what an officer writes for a paper itself, since nothing computes it.

`[papers.NAME.text.FRAMEWORK.SECTION]` in `tracker.toml`: the words, and the day they are of.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hmic_tracker.light_typing import Final, Literal, NamedTuple, get_args
from hmic_tracker.patterns import pattern

KeptSection = Literal["findings", "response", "good-practice", "revisit"]
KEPT_SECTIONS: Final[tuple[KeptSection, ...]] = get_args(KeptSection)
"""What the inspectorate found, what was done, what others do well, what is inspected again."""
WHOLE: Final = "all"
"""Stands for a framework where a paragraph is about all of them."""
_PLACE: Final = 6
_BLANK_LINES: Final = pattern(r"\n[ \t]*\n\s*")


class KeptText(NamedTuple):
    """Paragraphs of a paper on a framework (`WHOLE` for all), and the day they were written on.

    `name` is the paper's; an empty line stands between two paragraphs of a text.
    """

    name: str
    framework: str
    section: str
    text: str | None = None
    written: str | None = None

    @property
    def place(self) -> tuple[str, str]:
        """The framework and section, of which a paper has one text."""
        return self.framework, self.section

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Its paragraphs, each on one line."""
        parts = _BLANK_LINES.split((self.text or "").strip())
        return tuple(filter(None, (" ".join(part.split()) for part in parts)))

    @property
    def digest(self) -> str:
        """What tells its words from others, spaces aside."""
        import hashlib  # a paper alone asks

        return hashlib.sha256("\n".join(self.paragraphs).encode()).hexdigest()[:16]

    @property
    def day(self) -> date | None:
        """The day it was written on, None where that isn't known."""
        return date.fromisoformat(self.written) if self.written else None

    @property
    def key(self) -> str:
        """How its setting is typed: "papers.board.text.np.findings"."""
        return f"papers.{self.name}.text.{self.framework}.{self.section}"


def is_kept_text(path: Sequence[str]) -> bool:
    """Whether a setting's path leads to a kept paragraph, or to its day."""
    return len(path) == _PLACE and path[0] == "papers" and path[2] == "text"
