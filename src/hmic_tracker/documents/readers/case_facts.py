"""The title above a list of facts about a case: "Case ref:", "Date:", "Body:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from hmic_tracker.documents.readers.title_lines import may_be_title
from hmic_tracker.documents.readers.title_worth import worth_of
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block

_FACT: Final = re.compile(r"(?P<name>[A-Z][A-Za-z /]{2,30}) ?:(?: .{1,80})?$")
"""One of a list of facts about a case, its value behind it or on the line below."""
_REFERENCE: Final = re.compile(r"\b(?:ref|reference|number|no|id)$")
_FEWEST_FACTS: Final = 3
_MOST_ABOVE: Final = 3
"""Lines above such a list that may be its title: a category may stand below that."""
_BELOW: Final = 2
"""Lines from a fact's name to the next, where its value is between them."""
_OPENING: Final = 40
"""Blocks among which such a list may stand."""


def title_above_facts(blocks: Sequence[Block]) -> int | None:
    """Return the place of the title above a list of facts: "Case ref:", "Date:", "Body:".

    A notice of the site may stand above it. A value may be on the line below its name.
    """
    names: list[str] = []
    first = last = 0
    for n, block in enumerate(blocks[:_OPENING]):
        fact = _FACT.match(block.text)
        follows = n - last == 1 or (n - last == _BELOW and blocks[last].text.endswith(":"))
        if fact and names and follows:
            names.append(fact["name"].casefold())
        elif fact:
            names, first = [fact["name"].casefold()], n
        last = n if fact else last
        if len(names) >= _FEWEST_FACTS and _are_of_case(names):
            return _best_above(blocks, first) if _is_once(blocks, names[0]) else None
    return None


def _best_above(blocks: Sequence[Block], first: int) -> int | None:
    """Return the likeliest of the lines directly above a place, None where there are none."""
    above = range(first - 1, max(-1, first - 1 - _MOST_ABOVE), -1)
    lines = [*takewhile(lambda n: may_be_title(blocks[n]) and len(blocks[n].text) <= SHORT, above)]
    lines.reverse()
    return max(lines, key=lambda n: (worth_of(blocks, lines, n), -n), default=None)


def _is_once(blocks: Sequence[Block], name: str) -> bool:
    """Return whether facts with a first name come once, and not for each item of a list."""
    return sum(block.text.casefold().startswith(name) for block in blocks) == 1


def _are_of_case(names: Sequence[str]) -> bool:
    """Return whether facts are of one case or report: its number and its date are among them."""
    return any("date" in name for name in names) and any(map(_REFERENCE.search, names))
