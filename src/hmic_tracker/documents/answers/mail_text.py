"""A mail's text in its parts: what its writer wrote, what is quoted, and what signs it.

A reply stands over, under or between the lines that it answers. What is quoted is never read as an
answer; a line of the writer's below a quoted one is about that one.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

_UNSEEN: Final = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_SPACES: Final = re.compile("[\t\u00a0\u2002-\u200a\u202f]")
_DASH: Final = re.compile("[\u2010-\u2015\u2212]")
_QUOTED: Final = re.compile(r"\s{0,3}(?:>\s?)+")
_BEGINS_OTHER: Final = re.compile(
    r"\s*(?:-{2,}\s*(?:original message|forwarded message|original appointment)\s*-{2,}"
    r"|begin forwarded message:|_{10,}\s*$)",
    re.IGNORECASE,
)
_WROTE: Final = re.compile(r"\s*on .{4,160}\bwrote:\s*$", re.IGNORECASE)
_FROM: Final = re.compile(r"\s*\*?from:\*?\s*(.{1,200})$", re.IGNORECASE)
_HEADER: Final = re.compile(r"\s*\*?(?:sent|date|to|cc|subject|importance):\*?", re.IGNORECASE)
_DASHES: Final = re.compile(r"--\s?$")
_PROGRAM: Final = re.compile(
    r"\s*(?:sent from (?:my|outlook|mail|yahoo|samsung)|get outlook for|sent via|sent with)\b",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"\s*(?:(?:kind|best|warm|many|with kind|with best) )?(?:regards|wishes|thanks|thank you"
    r"|cheers|yours sincerely|yours faithfully|yours|kr|br|rgds)\s*[,.!]*\s*"
    r"(?P<name>[A-Z][\w.' -]{0,40})?$",
    re.IGNORECASE,
)
_DISCLAIMER: Final = re.compile(
    r"\s*(?:this (?:e-?mail|message)\b|confidentiality|disclaimer|\*{3,}"
    r"|the information (?:contained )?in this)",
    re.IGNORECASE,
)
_LONGEST: Final = 100_000
"""Letters of a mail that are read; what is quoted below may be longer than that."""
_MOST_NAMES: Final = 2


class MailLine(NamedTuple):
    """A line that the writer wrote; `below` is what was quoted right above it."""

    text: str
    below: str = ""


class MailPart(NamedTuple):
    """What one person wrote in a mail: the lines, whom it is from, and the name typed at its end.

    `sender` is "" for the writer of the mail itself, else as the head of what is quoted says.
    """

    lines: tuple[MailLine, ...]
    sender: str = ""
    signed: str = ""


def mail_parts(text: str, names_an_item: Callable[[str], bool]) -> list[MailPart]:
    """The parts of a mail's text, the writer's own first.

    `names_an_item` says whether a line is about an item: such a line is never part of a signature.
    """
    plain = _DASH.sub("-", _SPACES.sub(" ", _UNSEEN.sub("", text[:_LONGEST])))
    lines = plain.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return [
        _without_signature(sender, list(_own_lines(part)), names_an_item)
        for sender, part in _split(lines)
    ]


def _split(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The lines between the heads of what is quoted or forwarded, each with whom it is from."""
    sender, part, at = "", list[str](), 0
    while at < len(lines):
        size, named = _head_at(lines, at)
        if size:
            yield sender, part
            sender, part = named or "somebody", []
            at += size
        else:
            part.append(lines[at])
            at += 1
    yield sender, part


def _head_at(lines: Sequence[str], at: int) -> tuple[int, str]:
    """How many lines a head takes that begins here, and whom it names; 0 where none begins."""
    line = lines[at]
    if _QUOTED.match(line):
        return 0, ""
    size = 0
    if _BEGINS_OTHER.match(line):
        size = 1
    elif _WROTE.match(line):
        return 1, line.strip()[3:].rpartition(" wrote:")[0]
    elif line.lower().lstrip().startswith("on ") and at + 1 < len(lines):
        if _WROTE.match(f"{line.strip()} {lines[at + 1].strip()}"):
            return 2, f"{line.strip()} {lines[at + 1].strip()}"[3:].rpartition(" wrote:")[0]
        return 0, ""
    named, rest = "", at + size
    while rest < len(lines) and size and not lines[rest].strip() and rest - at < 3:
        rest += 1
    match = _FROM.match(lines[rest]) if rest < len(lines) else None
    if match and any(_HEADER.match(each) for each in lines[rest + 1 : rest + 4]):
        named = match[1].strip()
        rest += 1
        while rest < len(lines) and (_HEADER.match(lines[rest]) or lines[rest].startswith("   ")):
            rest += 1
        size = rest - at
    return size, named


def _own_lines(lines: Sequence[str]) -> Iterator[MailLine]:
    """The lines that aren't quoted, each with the quoted lines right above it."""
    above: list[str] = []
    for line in lines:
        if match := _QUOTED.match(line):
            above.append(line[match.end() :])
        elif line.strip():
            yield MailLine(line, " ".join(above[-4:]))
            above = []
        else:
            yield MailLine("")


def _without_signature(
    sender: str, lines: list[MailLine], names_an_item: Callable[[str], bool]
) -> MailPart:
    """The part without what signs it; the name typed there is kept."""
    last = max((n for n, line in enumerate(lines) if names_an_item(line.text)), default=-1)
    if any(line.below and names_an_item(line.below) for line in lines):
        answers = [n for n, line in enumerate(lines) if line.below and names_an_item(line.below)]
        last = max(last, *answers)
    for n, line in enumerate(lines):
        if n <= last:
            continue
        closing = _CLOSING.match(line.text)
        if closing:
            return MailPart(tuple(lines[:n]), sender, _signed(closing["name"], lines[n + 1 :]))
        if _DASHES.match(line.text):
            return MailPart(tuple(lines[:n]), sender, _signed(None, lines[n + 1 :]))
        if _PROGRAM.match(line.text) or _DISCLAIMER.match(line.text):
            return MailPart(tuple(lines[:n]), sender, "")
    return MailPart(tuple(lines), sender, "")


def _signed(named: str | None, below: Sequence[MailLine]) -> str:
    """The name under a closing: on its line, or on the next that has anything."""
    if named and named.strip():
        return named.strip()
    texts = [line.text.strip() for line in below if line.text.strip()][:_MOST_NAMES]
    return texts[0] if texts and len(texts[0]) <= 60 and not _PROGRAM.match(texts[0]) else ""
