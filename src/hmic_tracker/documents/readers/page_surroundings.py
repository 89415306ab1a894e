"""What a web page has around its title: the path to it, tabs, beginnings of other pages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block

_TAB: Final = 2
"""Words of each tab of a page."""


def are_teasers(blocks: Sequence[Block], first: int) -> bool:
    """Return whether a page has beginnings of other pages, and its first line heads one."""
    cut = [n for n, block in enumerate(blocks[:30]) if block.text.endswith(("…", "..."))]
    return len(cut) > 1 and cut[0] == first + 1


def is_trail(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a line is a web page's path to its title, which stands below once more."""
    _, arrow, last = re.sub(" [›»] ", " > ", blocks[n].text).rpartition(" > ")
    below = {block.text.casefold() for block in blocks[n + 1 : n + 6]}
    return bool(arrow) and last.strip().casefold() in below


def end_of_trail(blocks: Sequence[Block]) -> list[int]:
    """Return the place of the last step of a web page's path, whose first is "Home"."""
    home = next((n for n, b in enumerate(blocks[:30]) if b.marker and b.text == "Home"), None)
    if home is None:
        return []
    sort = _sort_of(blocks[home])
    steps = list(takewhile(lambda block: _sort_of(block) == sort, blocks[home + 1 : home + 8]))
    return [home + len(steps)] if steps else []


def _sort_of(block: Block) -> str:
    """Return a bullet's mark, the same for all numbers."""
    return "1" if block.marker[:1].isdigit() else block.marker


def is_tab(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a line is one of three tabs of a page: "Report contents", "Report terms"."""
    words = [block.text.casefold().split() for block in blocks[max(0, n - 2) : n + 3]]
    first = blocks[n].text.casefold().split()[:1]
    alike = [len(line) == _TAB and line[:1] == first for line in words]
    return any(all(alike[at : at + 3]) for at in range(len(alike) - 2))
