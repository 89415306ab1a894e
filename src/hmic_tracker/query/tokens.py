"""An expression cut into words, quoted words, comparisons, brackets and commas."""

from __future__ import annotations

import re

from hmic_tracker.light_typing import Final, Literal, NamedTuple
from hmic_tracker.query.terms import OPS, Op, is_bare

Sort = Literal["word", "quoted", "op", "(", ")", ",", "bad", "end"]

SIGNS: Final[dict[str, Op]] = {op: op for op in OPS} | {"≤": "<=", "≥": ">=", "≠": "!="}
_SIGN_HABITS: Final = {
    "==": "write =",
    "===": "write =",
    "<>": "write !=",
    "=<": "write <=",
    "=>": "write >=",
    "=~": "write ~",
    "!~": "write: not FIELD ~ PART",
    "!": "write not, or != between a field and a value",
    "&": "write and, or put quotes round the value",
    "&&": "write and",
    "|": "write or, or put quotes round the value",
    "||": "write or",
}
_SIGN: Final = re.compile(r"[=<>!~≤≥≠]+|[&|]+")
_ALONE: Final[dict[str, Sort]] = {"(": "(", ")": ")", ",": ","}
_CLOSING: Final = {'"': '"', "'": "'", "“": "”"}


class Token(NamedTuple):
    """A part of the text from `at` to `end`; `text` is what a quoted one says.

    A part that can't be read is "bad": it is no fault before the reader gets there, so that slips
    are told in the order of the text. Its `text` is the problem, its `hint` what to do.
    """

    sort: Sort
    text: str
    at: int
    end: int
    hint: str = ""


def tokens(text: str) -> list[Token]:
    """The tokens of a text, ending with "end" or the first "bad" one."""
    parts: list[Token] = []
    place = 0
    while place < len(text):
        if text[place].isspace():
            place += 1
            continue
        token = _token(text, place)
        parts.append(token)
        if token.sort == "bad":
            return parts
        place = token.end
    parts.append(Token("end", "", len(text), len(text)))
    return parts


def is_word(token: Token, keyword: str) -> bool:
    """Whether a token is that word, without quotes and in any case."""
    return token.sort == "word" and token.text.casefold() == keyword


def _token(text: str, at: int) -> Token:
    char = text[at]
    if char in _ALONE:
        return Token(_ALONE[char], char, at, at + 1)
    if char in _CLOSING:
        return _quoted(text, at)
    if sign := _SIGN.match(text, at):
        typed = sign[0]
        if typed in SIGNS:
            return Token("op", SIGNS[typed], at, sign.end())
        hint = _SIGN_HABITS.get(typed, "the comparisons are = != < <= > >= ~ and in (…)")
        return Token("bad", f"'{typed[:20]}' is not a comparison", at, sign.end(), hint)
    if is_bare(char):
        end = at + 1
        # An apostrophe inside a word is one: O'Brien.
        while end < len(text) and (is_bare(text[end]) or text[end] in "'’"):
            end += 1
        return Token("word", text[at:end], at, end)
    return Token("bad", f"unexpected '{char}'", at, at + 1, "put quotes round a value that has it")


def _quoted(text: str, at: int) -> Token:
    """A value in quotes; a backslash before a quote or a backslash makes that an ordinary one."""
    closing = _CLOSING[text[at]]
    chars: list[str] = []
    place = at + 1
    while place < len(text):
        char = text[place]
        if char == closing:
            return Token("quoted", "".join(chars), at, place + 1)
        if char == "\\" and text[place + 1 : place + 2] in {"\\", '"', "'", closing}:
            place += 1
            char = text[place]
        chars.append(char)
        place += 1
    return Token(
        "bad", "a quote is never closed", at, len(text), f"put {closing} where the value ends"
    )
