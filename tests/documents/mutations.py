"""Documents damaged at random, line by line, as copying and pasting damages them.

`mutated` damages one text with the chances it is given; `mutated_documents` gives as many of the
documents in `layouts/` as a run takes; `mutated_texts` is their Hypothesis strategy, which shrinks
to the fewest mutations. The same seed gives the same damage.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Final, NamedTuple

from hypothesis import strategies as st

from tests.documents.expectations import documents
from tests.torture.sizes import FULL, SEED

COUNT: Final = 3_000 if FULL else 60
"""How many damaged documents a law is tried on."""

BULLETS: Final = ("•", "-", "–", "*", "o", "▪", "\uf0b7", "1.", "12)", "(a)", "iv.", ">", "")
_MARKER: Final = re.compile(r"(\s*)([•*▪\uf0b7>–-]|\(?[0-9a-z]{1,3}[.)])(?=\s)")
_NUMBER: Final = re.compile(r"\d+")
STRANGE: Final = (
    "\x00",
    "\x07",
    "\x0c",
    "\x1b[2J",
    "\x85",
    "\u00a0",
    "\u00ad",
    "\u200b",
    "\u202e",
    "\u2028",
    "\ufeff",
    "\ufffd",
    "\U0001f6a8",
    "ﬁ",
    "e\u0301",
    "=1+1",
    "[red]",
    "<b>",
    "\t",
)
"""Characters that come from other programs, terminals, formulas and markup."""
INVALID: Final = (b"\x80", b"\xff\xfe", b"\xc3", b"\xe2\x82", b"\xed\xa0\x80", b"\xf5")
"""Bytes that are no UTF-8."""

Lines = list[str]
Mutation = Callable[[Lines, random.Random], Lines]


class Step(NamedTuple):
    """One mutation with the seed of its chances."""

    mutation: Mutation
    seed: int


class MutatedDocument(NamedTuple):
    """A damaged text; `name` says of which document, and with which seed it comes again."""

    name: str
    text: str


def mutated(text: str, chance: random.Random) -> str:
    """The text with one to four mutations; it can always be written as UTF-8."""
    count = chance.randint(1, 4)
    return apply(
        text, [Step(chance.choice(MUTATIONS), chance.getrandbits(32)) for _ in range(count)]
    )


def apply(text: str, steps: Sequence[Step]) -> str:
    """The text after these mutations, in their order."""
    lines = text.split("\n")
    for mutation, seed in steps:
        lines = mutation(lines, random.Random(seed))
    return "\n".join(lines)


def with_invalid_bytes(text: str, chance: random.Random) -> bytes:
    """The text as UTF-8 with one to five places that are none; 0xFF never is."""
    data = bytearray(text.encode())
    for wrong in (b"\xff", *chance.choices(INVALID, k=chance.randint(0, 4))):
        place = chance.randint(0, len(data))
        data[place:place] = wrong
    return bytes(data)


@cache
def originals() -> tuple[MutatedDocument, ...]:
    """The documents of `layouts/` that are text, as they are."""
    folder = Path(__file__).parent / "layouts"
    return tuple(
        MutatedDocument(path.name, path.read_bytes().decode("utf-8-sig"))
        for path in documents(folder)
        if path.suffix in {".txt", ".md", ".html"}
    )


def mutated_documents(count: int = COUNT, seed: int = SEED) -> Iterator[MutatedDocument]:
    """So many damaged documents; of eight, one is two documents in one."""
    for number in range(count):
        chance = random.Random(f"{seed}/{number}")
        name, text = chance.choice(originals())
        if chance.randrange(8) == 0:
            other = chance.choice(originals())
            name, text = f"{name} and {other.name}", f"{text}\n{other.text}"
        yield MutatedDocument(f"{name}, seed {seed}/{number}", mutated(text, chance))


def mutated_texts(most: int = 6) -> st.SearchStrategy[str]:
    """Texts of `layouts/` after up to `most` mutations."""
    steps = st.builds(Step, st.sampled_from(MUTATIONS), st.integers(0, 2**32 - 1))
    texts = st.sampled_from([document.text for document in originals()])
    return st.builds(apply, texts, st.lists(steps, max_size=most))


# ------------------------------------------------------------------ mutations


def shuffle_lines(lines: Lines, chance: random.Random) -> Lines:
    """Bring a run of lines, now and then all, into another order."""
    start, end = (0, len(lines)) if chance.randrange(4) == 0 else _run(lines, chance)
    part = lines[start:end]
    chance.shuffle(part)
    return lines[:start] + part + lines[end:]


def move_lines(lines: Lines, chance: random.Random) -> Lines:
    """Move a run of lines to another place, as a column or a page that is read too late."""
    start, end = _run(lines, chance)
    rest = lines[:start] + lines[end:]
    place = chance.randint(0, len(rest))
    return rest[:place] + lines[start:end] + rest[place:]


def drop_lines(lines: Lines, chance: random.Random) -> Lines:
    """Leave out a tenth of the lines, or a run of them."""
    if chance.randrange(2):
        return [line for line in lines if chance.random() > 0.1]
    start, end = _run(lines, chance)
    return lines[:start] + lines[end:]


def double_lines(lines: Lines, chance: random.Random) -> Lines:
    """Print a run of lines again, right below or at another place."""
    start, end = _run(lines, chance)
    place = end if chance.randrange(2) else chance.randint(0, len(lines))
    return lines[:place] + lines[start:end] + lines[place:]


def cut_document(lines: Lines, chance: random.Random) -> Lines:
    """Cut the document off at its beginning or its end, in the middle of a line."""
    text = "\n".join(lines)
    place = chance.randint(0, len(text))
    return (text[:place] if chance.randrange(2) else text[place:]).split("\n")


def break_lines(lines: Lines, chance: random.Random) -> Lines:
    """Break lines in two at a space or anywhere, some within a word with a hyphen."""

    def broken(line: str) -> Lines:
        if len(line) < 2 or chance.random() > 0.2:
            return [line]
        place = chance.randint(1, len(line) - 1)
        if chance.randrange(2):
            place = line.find(" ", place) if line.find(" ", place) > 0 else place
        hyphen = "-" if line[place - 1 : place + 1].isalpha() and chance.randrange(2) else ""
        return [line[:place] + hyphen, line[place:].lstrip()]

    return [part for line in lines for part in broken(line)]


def join_lines(lines: Lines, chance: random.Random) -> Lines:
    """Join lines with those above, by a space, a tab or nothing."""
    joined: Lines = []
    for line in lines:
        if joined and chance.random() < 0.15:
            joined[-1] += chance.choice((" ", "\t", "")) + line
        else:
            joined.append(line)
    return joined


def change_gaps(lines: Lines, chance: random.Random) -> Lines:
    """Take all empty lines out, or put one between any two lines."""
    full = [line for line in lines if line.strip()]
    return full if chance.randrange(2) else [part for line in full for part in (line, "")]


def change_indents(lines: Lines, chance: random.Random) -> Lines:
    """Move lines in or to the edge."""
    indents = ("", "  ", "\t", " " * 12, "\u00a0\u00a0")
    return _each(lines, chance, lambda line: chance.choice(indents) + line.lstrip())


def change_case(lines: Lines, chance: random.Random) -> Lines:
    """Write some lines in capitals, small letters or with a capital for every word."""
    cases = (str.upper, str.lower, str.title, str.swapcase)
    return _each(lines, chance, chance.choice(cases))


def change_bullets(lines: Lines, chance: random.Random) -> Lines:
    """Give bullets and numbers another sign, and lines without any a bullet."""

    def other(line: str) -> str:
        bullet = chance.choice(BULLETS)
        if _MARKER.match(line):
            return _MARKER.sub(lambda match: match[1] + bullet, line, count=1)
        return f"{bullet} {line}" if line.strip() and chance.randrange(4) == 0 else line

    return _each(lines, chance, other, 0.5)


def change_numbers(lines: Lines, chance: random.Random) -> Lines:
    """Replace numbers: other days, years, labels, pages."""
    numbers = ("0", "1", "2", "7", "31", "32", "1999", "2031", "99999999999")
    return _each(
        lines, chance, lambda line: _NUMBER.sub(lambda _: chance.choice(numbers), line, count=1)
    )


def insert_strange(lines: Lines, chance: random.Random) -> Lines:
    """Put characters into lines that no person types."""

    def strange(line: str) -> str:
        place = chance.randint(0, len(line))
        return line[:place] + chance.choice(STRANGE) + line[place:]

    return _each(lines, chance, strange, 0.1)


def repeat_head(lines: Lines, chance: random.Random) -> Lines:
    """Put a page's head and number between lines, every so often."""
    head, every = chance.choice(lines or [""]), chance.randint(5, 15)
    pages: Lines = []
    for number, line in enumerate(lines, 1):
        pages.append(line)
        if number % every == 0:
            pages += [f"Page {number // every}", head]
    return pages


def change_ends(lines: Lines, chance: random.Random) -> Lines:
    """End lines as other systems do, all or some of them."""
    end = chance.choice(("\r", " ", "\t", "\r\r"))
    return _each(lines, chance, lambda line: line + end, chance.choice((0.2, 1.0)))


MUTATIONS: Final[tuple[Mutation, ...]] = (
    shuffle_lines,
    move_lines,
    drop_lines,
    double_lines,
    cut_document,
    break_lines,
    join_lines,
    change_gaps,
    change_indents,
    change_case,
    change_bullets,
    change_numbers,
    insert_strange,
    repeat_head,
    change_ends,
)
"""Every mutation, each as likely as the others."""


def _run(lines: Lines, chance: random.Random) -> tuple[int, int]:
    """A run of up to a dozen lines: its start and end."""
    start = chance.randint(0, len(lines))
    return start, min(len(lines), start + chance.randint(1, 12))


def _each(
    lines: Lines, chance: random.Random, change: Callable[[str], str], share: float = 0.3
) -> Lines:
    """The lines with a share of them changed."""
    return [change(line) if chance.random() < share else line for line in lines]
