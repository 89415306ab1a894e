"""Words of a command line that got into the wrong place, mostly for want of quotes.

The shell takes quotes away, so a command sees words alone. Which option each stands after is known
here, and with it the line that would have been right.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from hmic_tracker.commands.options import Argument, CommandDefinition, Option
from hmic_tracker.domain.typed_ids import has_id_form
from hmic_tracker.domain.words import PREFIX_OF_WORD
from hmic_tracker.errors import TrackerError, UsageError
from hmic_tracker.light_typing import Final, NamedTuple

_KEPT: Final = re.compile(r"[\w@%+=:,./-]+")
_NUMBERS: Final = re.compile(r"\d{1,9}(?:(?:\.\.|-)\d{1,9})?", re.ASCII)
_TEXTS: Final = {
    "note": "a note is one text",
    "action add": "a step is one text",
    "evidence add": "a reference is one text",
}
"""The commands whose last word is a text after ids."""
_HABITS: Final = {
    "close": "--discharged-by",
    "reopen": "--reason",
    "verify": "--note",
    "update": "--note",
}
"""What other words than ids probably are to the commands that take ids."""


class PlacedWord(NamedTuple):
    """A word, and what it is: "option", "value" of the option before it, "argument" or "end"."""

    text: str
    role: str
    option: Option | None = None


def placed_words(part: CommandDefinition, words: Sequence[str]) -> list[PlacedWord]:
    """What each word of a command line is."""
    options = {
        name: row
        for row in part.takes
        if isinstance(row, Option)
        for name in row.names.replace("/", " ").split()
    }
    placed: list[PlacedWord] = []
    waiting: Option | None = None
    only_arguments = False
    for word in words:
        if waiting is not None:
            placed.append(PlacedWord(word, "value", waiting))
            waiting = None
        elif only_arguments or word == "-" or not word.startswith("-"):
            placed.append(PlacedWord(word, "argument"))
        elif word == "--":
            only_arguments = True
            placed.append(PlacedWord(word, "end"))
        else:
            row = options.get(word)
            waiting = row if row is not None and row.value else None
            placed.append(PlacedWord(word, "option", row))
    return placed


def with_ids_joined(part: CommandDefinition, words: list[str]) -> list[str]:
    """The words with "REC 5" as one id, where ids stand."""
    rows = [row for row in part.takes if isinstance(row, Argument) and row.source == "ids"]
    anywhere = not all(row.repeated for row in rows)  # else a text may follow the ids
    joined: list[str] = []
    kind, only_ids = "", bool(rows)
    for placed in placed_words(part, words):
        text, is_argument = placed.text, placed.role == "argument"
        if kind and is_argument and _NUMBERS.fullmatch(text.lstrip("#")):
            joined[-1], kind = f"{kind}-{text.lstrip('#')}", ""
            continue
        joined.append(text)
        is_kind = is_argument and text.lower() in PREFIX_OF_WORD
        kind = text if is_kind and (anywhere or only_ids) else ""
        only_ids = only_ids and (not is_argument or is_kind or _is_id(text))
    return joined


class TypedLine(NamedTuple):
    """A command's words; `about` are those that a fault speaks of, None for any.

    `is_refused` is whether the command refused the line as a whole.
    """

    name: str
    part: CommandDefinition
    placed: Sequence[PlacedWord]
    about: set[str] | None
    is_refused: bool = False

    @property
    def arguments(self) -> list[str]:
        """The words that are no option's."""
        return [word.text for word in self.placed if word.role == "argument"]

    @property
    def options(self) -> list[PlacedWord]:
        """The options and their values."""
        return [word for word in self.placed if word.role in {"option", "value"}]

    @property
    def may_be_right(self) -> bool:
        """Whether every argument may stand where it does: a file, a title, a folder."""
        rows = [row for row in self.part.takes if isinstance(row, Argument)]
        free = [row for row in rows if row.source not in {"ids", "filters"} and row.value != "TEXT"]
        return any(row.repeated for row in free) or 0 < len(free) >= len(self.arguments)

    def is_about(self, texts: Sequence[str]) -> bool:
        """Whether the fault may come from these words."""
        return self.about is None or not self.about.isdisjoint(texts)


def slip_in(
    name: str, part: CommandDefinition, words: Sequence[str], fault: TrackerError | None = None
) -> UsageError | None:
    """The error that explains words in the wrong place; None where none is.

    With a `fault` only words that it is about are looked at.
    """
    about = None if fault is None else set(re.findall(r"[^\s,'\"]+", fault.message))
    refused = isinstance(fault, UsageError)
    line = TypedLine(name, part, placed_words(part, words), about, refused)
    for find in (_unquoted_value, _unquoted_text, _unquoted_name, _relation, _missing_option):
        if slip := find(line):
            return slip
    return None


def refuse_scattered_text(name: str, part: CommandDefinition, words: Sequence[str]) -> None:
    """Refuse a text in several places, where a value without quotes would fall into it."""
    placed = placed_words(part, words)
    if slip := _unquoted_value(TypedLine(name, part, placed, None)):
        texts = [n for n, word in enumerate(placed) if word.role == "argument"][1:]
        apart = any(later - earlier > 1 for earlier, later in pairwise(texts))
        if apart or any(_has_space(placed[n].text) for n in texts[1:]):
            raise slip


def _unquoted_value(line: TypedLine) -> UsageError | None:
    """Words after an option's value that belong to it: --owner Head of CID."""
    if line.may_be_right:
        return None
    placed = line.placed
    for at, word in enumerate(placed):
        if word.role != "value" or word.option is None or word.option.type is int:
            continue
        loose = list(takewhile(_is_loose, placed[at + 1 :]))
        if not loose or _has_space(word.text):
            continue
        texts = [word.text, *(one.text for one in loose)]
        if not line.is_about(texts):
            continue
        value = word._replace(text=" ".join(texts))
        right = line._replace(placed=[*placed[:at], value, *placed[at + len(texts) :]])
        option = word.option.names.split()[-1]
        what = f"{option} takes one value, in quotes where it has spaces"
        if name := _unquoted_name(right):
            return UsageError(what, name.hint)
        return _slip(what, line, [*_as_typed(right.placed)])
    return None


def _unquoted_text(line: TypedLine) -> UsageError | None:
    """A text after ids that is in several words: note REC-5 some words."""
    if line.name not in _TEXTS:
        return None
    arguments = [word for word in line.placed if word.role == "argument"]
    ids = list(takewhile(lambda word: _is_id(word.text), arguments))
    texts = [word.text for word in arguments[len(ids) :]]
    if len(texts) < 2 or not ids or not line.is_about(texts):
        return None
    right = [*_as_typed(ids), shlex.quote(" ".join(texts)), *_as_typed(line.options)]
    return _slip(f"{_TEXTS[line.name]}, in quotes where it has spaces", line, right)


def _unquoted_name(line: TypedLine) -> UsageError | None:
    """A name in several words where one argument is taken: person add Head of CID."""
    rows = [row for row in line.part.takes if isinstance(row, Argument)]
    texts = line.arguments
    if len(rows) != 1 or rows[0].repeated or rows[0].source == "ids" or len(texts) < 2:
        return None
    what = rows[0].value.strip("[]")
    right = [shlex.quote(" ".join(texts)), *_as_typed(line.options)]
    return _slip(f"{what} is one word, in quotes where it has spaces", line, right)


def _relation(line: TypedLine) -> UsageError | None:
    """The words of a relation: link REC-17 carried from REC-3."""
    texts = line.arguments
    if line.name != "link" or len(texts) < 4:
        return None
    right = [texts[0], "-".join(texts[1:-1]), texts[-1], *_as_typed(line.options)]
    return _slip("a relation is one word", line, right)


def _missing_option(line: TypedLine) -> UsageError | None:
    """Words without their option: update REC-5 done, list overdue."""
    texts = [text for text in line.arguments if not _is_id(text)]
    if not texts or not (line.is_refused or line.is_about(texts)):
        return None
    flags = {
        flag
        for row in line.part.takes
        if isinstance(row, Option) and not row.value
        for flag in row.names.replace("/", " ").split()
    }
    kept = [word for word in line.placed if word.role != "argument" or _is_id(word.text)]
    if all(f"--{text}" in flags for text in texts):
        right = [*_as_typed(kept), *(f"--{text}" for text in texts)]
        return _slip(f"'{' '.join(texts)[:60]}' is an option here", line, right)
    if line.name not in _HABITS or len(kept) == len(line.options):
        return None
    right = [*_as_typed(kept), *_option_for(line.name, " ".join(texts))]
    return _slip(f"'{' '.join(texts)[:60]}' is no item", line, right)


def _option_for(name: str, text: str) -> tuple[str, str]:
    """The option that a text was probably for, and the text in quotes."""
    if name == "update":
        from hmic_tracker.domain.words import parse_progress, parse_status
        from hmic_tracker.errors import InputError

        for option, parse in (("--status", parse_status), ("--progress", parse_progress)):
            try:
                return option, str(parse(text))
            except InputError:
                continue
    return _HABITS[name], shlex.quote(text)


def _slip(what: str, line: TypedLine, right: Sequence[str]) -> UsageError:
    return UsageError(what, f"write: tracker {line.name} {' '.join(right)}")


def _as_typed(placed: Sequence[PlacedWord]) -> Iterator[str]:
    return (
        shlex.quote(word.text) if not _KEPT.fullmatch(word.text) else word.text for word in placed
    )


def _is_loose(word: PlacedWord) -> bool:
    is_word = word.role == "argument" and word.text != "-" and not word.text.startswith("@")
    return is_word and not _has_space(word.text) and not _is_id(word.text)


def _is_id(text: str) -> bool:
    return text == "-" or text.startswith("@") or has_id_form(text)


def _has_space(text: str) -> bool:
    return any(sign.isspace() for sign in text)
