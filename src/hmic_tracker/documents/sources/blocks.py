"""A report's text as blocks: headings, table rows, paragraphs, bullets with their wrapped lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from hmic_tracker.documents.wording.patterns import (
    APPENDIX,
    GRADE_LINE,
    ITEM_START,
    KIND_HEADING,
    SHORT,
)

_LETTERED: Final = re.compile(r"[A-Z]\. [A-Z]")
_MARK: Final = re.compile(
    r"(?:[•◦▪●■‣⁃∙·\uf0b7]|â€¢) ?|(?:[*–—-]|o)(?: |$)"
    r"|(?:\((?P<bracketed>\d{1,3})\)|(?P<number>\d{1,3})[.)]|\([a-z]\)|[a-z]\))(?: |$)",
    re.ASCII,
)
_ODD: Final = re.compile("[\x00-\x08\x0e-\x1b\x7f\u200b\u200e\u200f\u2060\ufeff\xad]")


class Block(NamedTuple):
    """One piece of a report, cleaned and without its bullet.

    `line` counts from 1. `number` is what a numbered block began with. `where` is the numbered
    paragraph or the appendix it is in ("paragraph 13", "Appendix 1", or nothing).
    """

    line: int
    text: str
    bullet: bool = False
    number: int | None = None
    where: str = ""


@dataclass(slots=True)
class _OpenBlock:
    """The block being gathered."""

    line: int
    parts: list[str]
    bullet: bool
    number: int | None
    gap: bool

    @property
    def takes_any(self) -> bool:
        """Whether any line may continue the block: a bullet's, or that of an item with a label."""
        return self.bullet or bool(ITEM_START.match(self.parts[0]))


def clean(line: str) -> str:
    """Return the line with every run of white space as one space, and none at its ends."""
    return " ".join(_ODD.sub("", line).split())


def blocks_of(text: str) -> list[Block]:
    """Return the blocks of a text; wrapped lines are joined with one space."""
    return list(_placed(_gathered([clean(line) for line in text.split("\n")])))


def _gathered(lines: list[str]) -> Iterator[_OpenBlock]:
    following = _next_filled(lines)
    current: _OpenBlock | None = None
    gap = True
    for at, line in enumerate(lines):
        if not line:
            gap = True
            continue
        mark = _MARK.match(line)
        if current and not gap and not mark and _continues(current, line, following[at]):
            current.parts.append(line)
            continue
        if current:
            yield current
        current = _opened(at + 1, line, mark, gap)
        gap = False
    if current:
        yield current


def _opened(number: int, line: str, mark: re.Match[str] | None, gap: bool) -> _OpenBlock:
    text = line[mark.end() :] if mark else line
    digits = (mark["bracketed"] or mark["number"]) if mark else None
    parts = [text] if text else []
    return _OpenBlock(number, parts, mark is not None, int(digits) if digits else None, gap)


def _continues(current: _OpenBlock, line: str, following: str) -> bool:
    """Return whether a line belongs to the block above it."""
    if ITEM_START.match(line) or APPENDIX.match(line) or _LETTERED.match(line):
        return False
    if _is_grade_line(line) or KIND_HEADING.fullmatch(line):
        return False
    last = current.parts[-1] if current.parts else ""
    if current.takes_any:
        if not last:
            return True
        only_label = ITEM_START.match(last)
        if last.endswith(":") and not (only_label and len(last) - only_label.end() < 3):
            return False  # what a colon announces is a table or a list, not more of the sentence
        return not _is_heading_before(line, following)
    return line[:1].islower() and last[-1:] not in {".", ":", ";"} and len(last) > 40


def _is_heading_before(line: str, following: str) -> bool:
    """Return whether the next line shows a heading: a grade, a list's name, an item 1."""
    if len(line) > SHORT or not line[:1].isupper() or line.endswith((".", ";", ",")):
        return False
    mark = _MARK.match(following)
    rest = following[mark.end() :] if mark else following
    item = ITEM_START.match(rest)
    return bool(
        (item and int(item["number"]) == 1) or _is_grade_line(rest) or KIND_HEADING.fullmatch(rest)
    )


def _is_grade_line(line: str) -> bool:
    return len(line) <= SHORT and bool(GRADE_LINE.fullmatch(line)) and not line.endswith(".")


def _next_filled(lines: list[str]) -> list[str]:
    """Return for each line the next one that isn't blank."""
    following = [""] * len(lines)
    for at in range(len(lines) - 2, -1, -1):
        following[at] = lines[at + 1] or following[at + 1]
    return following


def _placed(gathered: Iterator[_OpenBlock]) -> Iterator[Block]:
    """Give each block its place; a number that continues the paragraphs' is a paragraph's."""
    where, paragraph, appendices = "", 0, False
    for each in gathered:
        text = " ".join(each.parts)
        number, bullet = each.number, each.bullet
        if number is not None and number > paragraph and each.gap and not appendices:
            paragraph, bullet = number, False
            where = f"paragraph {paragraph}"
        elif not bullet and (appendix := APPENDIX.match(text)):
            where, appendices = appendix["which"].capitalize(), True
        elif not bullet and _LETTERED.match(text):
            where = ""
        if text:
            yield Block(each.line, text, bullet, each.number, where)
