"""The lines of a mail put together: what was wrapped, and the heads above lists of items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from hmic_tracker.documents.answers.item_mentions import EDGES, MENTION
from hmic_tracker.documents.answers.statements import says_how_far
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.answers.mail_text import MailLine

_BULLET: Final = re.compile(
    r"\s*(?:[-*\u2022\u00b7\u2013\u2014\u25cf\u25aa]|o(?= )|\d{1,2}[.)]|\([a-z0-9]\))\s+"
)
_OURS: Final = re.compile(
    r"\s*(?:(?:late|moved|next due|wording)(?:\s{2,}|\t)|answers(?:\s{2,}|\t)to "
    r"|(?P<label>late|moved|next due|wording|answers)\s*$)"
    r"|\s*\S{1,24}\s{2,}\d{1,5} days?\b|\s*\d{1,5} days? (?:late|left), due\b"
    r"|\s*your step(?: \d{1,4})?(?: on \S{1,24})?:|.*\bsuch as\s*$",
    re.IGNORECASE,
)
_BELOW_LABEL: Final = re.compile(
    r".*\b\d{1,5} days?(?:;|\s*$)|.*\b\d{4} to .*(?:\d{4}|no date)\b"
    r"|.*\b(?:in \d{1,5} days?|today):|\S{1,24}.*: ask |to .*; "
    r"(?:completed work is checked|another post checks done items)\b",
    re.IGNORECASE,
)
"""What stands below a label of ours where a page's two columns became lines."""
_JOINING: Final = re.compile(r"[,&/;]|\b(?:and|or|plus|both)\b", re.IGNORECASE)
_MARKS: Final = " *_#"
_LONGEST_HEAD: Final = 80
_SHORT_HEAD: Final = 6
_MOST_GAPS: Final = 4


class WholeLine(NamedTuple):
    """A line with what was wrapped put together; `below` is what was quoted right above it.

    `is_head` is whether it stands over a list of items, `after_gap` whether an empty line is before
    it.
    """

    text: str
    below: str = ""
    is_head: bool = False
    after_gap: bool = False


def whole_lines(lines: Sequence[MailLine]) -> Iterator[WholeLine]:
    """The lines with what was wrapped put together: a bullet, an item or a gap begins a new one.

    So does a head, "Not yet completed:" over a list, and a word with its colon before an item.
    """
    one: WholeLine | None = None
    ours: re.Match[str] | None = None
    after_gap = True
    for at, line in enumerate(lines):
        text = line.text
        before, ours = ours, _OURS.match(text) if text.strip() else ours
        if text.strip() and (ours or _goes_on(before, text)):
            continue
        bullet = _BULLET.match(text)
        bare = (text[bullet.end() :] if bullet else text).strip()
        is_head = bool(bare) and _is_head(bare, lines[at + 1 :], bool(bullet) or after_gap)
        is_new = bullet or line.below or is_head or after_gap or _begins_with_item(bare)
        if one is not None and (is_new or one.is_head or not bare):
            yield one
            one = None
        if bare and one is not None:
            one = one._replace(text=f"{one.text} {bare}")
        elif bare:
            one = WholeLine(bare, line.below, is_head, after_gap)
        after_gap = not bare
    if one is not None:
        yield one


def _is_head(text: str, after: Sequence[MailLine], is_apart: bool) -> bool:
    """Whether a line stands over a list of items: "Completed:", or "Completed" over bullets.

    `is_apart` is whether it can't go on with the line before it.
    """
    if len(text) > _LONGEST_HEAD or MENTION.search(text):
        return False
    below = next((n for n, line in enumerate(after[:_MOST_GAPS]) if line.text.strip()), None)
    if below is None or after[below].below:
        return False
    bullet = _BULLET.match(after[below].text)
    first = after[below].text[bullet.end() if bullet else 0 :].strip()
    if text.rstrip(_MARKS).endswith(":"):
        return starts_with_item(first)
    is_short = len(text.split()) <= _SHORT_HEAD and not text.endswith((".", ",", "!", "?", ";"))
    if not (is_apart and is_short and (bullet or below)):
        return False
    return names_items_alone(first) or (starts_with_item(first) and says_how_far(text))


def names_items_alone(text: str) -> bool:
    """Whether a line has nothing but the names of items."""
    rest, names = MENTION.subn(" ", text)
    return names > 0 and not _JOINING.sub(" ", rest).strip(f"{EDGES}{_MARKS}")


def _begins_with_item(text: str) -> bool:
    """Whether a line begins with an item, or with a few words and a colon before one."""
    match = MENTION.search(text)
    if match is None:
        return False
    before = text[: match.start()].strip(f"{_MARKS}\"'(")
    is_label = before.endswith(":") and len(before) <= _LONGEST_HEAD
    is_label = is_label or (before.endswith(" -") and len(before.split()) <= _SHORT_HEAD)
    return starts_with_item(text) or is_label


def _goes_on(ours: re.Match[str] | None, text: str) -> bool:
    """Whether a line goes on with one of our own: an example, or what a label is about."""
    if ours is None:
        return False
    return bool((_BELOW_LABEL if ours["label"] else MENTION).match(text.strip()))


def starts_with_item(text: str) -> bool:
    """Whether a line begins with an item's name."""
    match = MENTION.search(text)
    return match is not None and not text[: match.start()].strip(EDGES + "*_\"'(")
