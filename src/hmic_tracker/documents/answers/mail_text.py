"""A mail's text in its parts: what its writer wrote, what is quoted, and what signs it.

A reply stands over, under or between the lines that it answers. What is quoted is never read as an
answer; a line of the writer's below a quoted one is about that one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from hmic_tracker.light_typing import Final, NamedTuple

_UNSEEN: Final = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_SPACES: Final = re.compile("[\t\u00a0\u2002-\u200a\u202f]")
_DASH: Final = re.compile("[\u2010-\u2015\u2212]")
_QUOTED: Final = re.compile(r"\s{0,3}(?:>\s?)+")
_BEGINS_OTHER: Final = re.compile(
    r"\s*(?:-{2,}\s*(?:original message|forwarded message|original appointment"
    r"|ursprüngliche nachricht|original-nachricht|weitergeleitete nachricht"
    r"|message d.origine|message original|message transféré)\s*-{2,}"
    r"|begin forwarded message:|_{10,}\s*$|.{0,40}\breply above this line\b)",
    re.IGNORECASE,
)
_WROTE: Final = re.compile(
    r"\s*(?:on (?P<on>.{4,160})\bwrote|am (?P<am>.{4,160})\bschrieb.{0,160}"
    r"|le (?P<le>.{4,160})\ba écrit|(?P<who>.{3,120}) schrieb am .{4,80})\s*:\s*$",
    re.IGNORECASE,
)
"""What mail programs write above what they quote, in the languages that the programs speak."""
_WROTE_BEGINS: Final = ("on ", "am ", "le ")
_FROM: Final = re.compile(r"\s*\*?(?:from|von|de)\s?:\*?\s*(.{1,200})$", re.IGNORECASE)
_HEADER: Final = re.compile(
    r"\s*\*?(?:sent|date|to|cc|subject|importance|gesendet|datum|an|betreff|envoyé|à|objet)"
    r"\s?:\*?",
    re.IGNORECASE,
)
_ADDRESSEE: Final = re.compile(
    r"[\s>|]*\*?(?:to|an|à|for)(?::\*?|\s{2,})\s*(?P<name>[^<\[\n;]{2,120}?)\s*"
    r"(?:[<\[]\s*(?:mailto:)?(?P<mail>[^>\]\s]{3,120})[>\]].{0,400})?$",
    re.IGNORECASE,
)
_DASHES: Final = re.compile(r"--\s?$")
_PROGRAM: Final = re.compile(
    r"\s*(?:sent from (?:my|outlook|mail|yahoo|samsung)|get outlook for|sent via|sent with"
    r"|von meinem \w+ gesendet|gesendet von|envoyé de(?:puis)? mon)\b",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"\s*(?:(?:kind|best|warm|many|with kind|with best) )?(?:regards|wishes|thanks|thank you"
    r"|cheers|yours sincerely|yours faithfully|yours|kr|br|rgds|(?:mit )?(?:freundlichen|besten"
    r"|viele|beste|liebe) grü(?:ß|ss)en?|mfg|(?:bien )?cordialement)\s*[,.!]*\s*"
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
_MOST_ADDRESSEES: Final = 20


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


def addressees(text: str) -> tuple[str, ...]:
    """Whom the mails quoted in a text went to, names and addresses: a reply quotes our reminder."""
    posts: dict[str, None] = {}
    for line in text[:_LONGEST].splitlines():
        if match := _ADDRESSEE.match(line):
            posts |= dict.fromkeys(filter(None, (match["name"].strip("\"' "), match["mail"])))
        if len(posts) >= _MOST_ADDRESSEES:
            break
    return tuple(posts)


def _split(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The lines between the heads of what is quoted or forwarded, each with whom it is from."""
    sender, part, at = "", list[str](), 0
    while at < len(lines):
        size, named = _head_at(lines, at)
        if size and _is_inline(lines, at, size):
            at += size
        elif size:
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
    elif wrote := _wrote_at(lines, at):
        return wrote
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


def _is_inline(lines: Sequence[str], at: int, size: int) -> bool:
    """Whether "A wrote:" is followed by marked lines: what isn't marked there is the writer's."""
    after = (line for line in lines[at + size : at + size + 4] if line.strip())
    is_wrote = _WROTE.match(" ".join(line.strip() for line in lines[at : at + size])) is not None
    return is_wrote and bool(_QUOTED.match(next(after, "")))


def _wrote_at(lines: Sequence[str], at: int) -> tuple[int, str] | None:
    """How many lines "On Monday, A wrote:" takes that begins here, and whom it names."""
    most = 3 if lines[at].lower().lstrip().startswith(_WROTE_BEGINS) else 1
    for size in range(1, most + 1):
        text = " ".join(line.strip() for line in lines[at : at + size])
        if match := _WROTE.match(text):
            return size, next(filter(None, match.groups())).strip(" ,")
    return None


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
