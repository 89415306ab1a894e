"""What is wrong where an expression can't be read on, and what to write instead.

The functions give a problem and its hint, as `ExpressionError` takes them.
"""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.query.fields import NAMED, WORDS, Field, find_field
from hmic_tracker.query.tokens import Token, is_word

if TYPE_CHECKING:
    from hmic_tracker.query.terms import Op

Problem = tuple[str, str]

_SPOKEN: Final = {
    "is": "=",
    "equals": "=",
    "contains": "~",
    "like": "~",
    "has": "~",
    "before": "<",
    "by": "<=",
    "until": "<=",
    "after": ">",
    "from": ">=",
    "since": ">=",
}
_MOST_WORDS: Final = 12


def no_condition(token: Token) -> Problem:
    """Something else stands where a condition should."""
    hint = "write one, such as: overdue, due < 2008-12, owner = none"
    if token.sort == "quoted":
        hint = 'quotes go round values only: owner = "Head of Crime"'
    return f"a condition is missing{before(token)}", hint


def unknown_field(token: Token) -> Problem:
    """A condition begins with a word that is no field."""
    word = token.text
    name, colon, value = word.partition(":")
    if word.startswith("@"):
        hint = f"a saved filter stands outside the expression: tracker list {word[:40]}"
    elif colon and (field := find_field(name)):
        hint = f"write {field.name} {field.ops[0]} {value[:40] or '…'}"
    else:
        names = ", ".join(NAMED)
        hint = did_you_mean(word, WORDS) or f"they are: {names}; more: tracker help where"
    return f"no field '{word[:80]}'", hint


def no_comparison(field: Field, token: Token) -> Problem:
    """A field with no comparison after it, or one it doesn't take."""
    if token.sort == "op" or is_word(token, "in"):
        takes = ", ".join(field.ops) + (" and in (…)" if field.takes_in else "")
        return f"'{field.name}' can't be compared with {token.text}", f"{field.name} takes {takes}"
    word = token.text.casefold() if token.sort == "word" else ""
    if _SPOKEN.get(word) in field.ops:
        return f"no comparison '{token.text}'", f"did you mean {_SPOKEN[word]}?"
    if word == "not" and field.takes_in:
        return "'not' comes first", f"write: not {field.name} in (…)"
    example = f"write {field.name} {field.ops[0]} …"
    more = f", or {field.name} != none" if field.absent else ""
    return f"a comparison is missing after '{field.name}'", f"{example}{more}"


def no_none(field: Field, op: Op) -> Problem:
    """`none` where it can't be asked for."""
    if field.absent:
        return f"'none' doesn't go with {op}", f"write {field.name} = none, or {field.name} != none"
    hint = 'for the word itself, write "none" in quotes' if field.sort == "text" else ""
    return f"no item is without '{field.name}'", hint or value_hint(field, op)


def value_hint(field: Field, op: Op) -> str:
    """That a value is needed."""
    return f"write what to compare with, in quotes if it has spaces: {field.name} {op} …"


def unjoined(tokens: Sequence[Token], place: int) -> Problem:
    """Two conditions side by side, or a value with spaces and no quotes."""
    token = tokens[place]
    last, op, name = (tokens[max(0, place - back)] for back in (1, 2, 3))
    field, words = find_field(name.text), words_from(tokens, place)
    hint = 'put "and" or "or" before it'
    if last.sort == "word" and op.sort == "op" and field and words and words[0] not in WORDS:
        value = " ".join([last.text, *words])[:60]
        hint = f'put quotes round a value with spaces: {field.name} {op.text} "{value}"'
    return f"'{token.text[:40]}' is not joined to what is before it", hint


def words_from(tokens: Sequence[Token], place: int) -> list[str]:
    """The words from a place on that stand side by side, up to the next condition."""
    words: list[str] = []
    for token in tokens[place : place + _MOST_WORDS]:
        if token.sort == "op":
            return words[:-1]
        if token.sort != "word" or token.text.casefold() in {"and", "or"}:
            break
        words.append(token.text)
    return words


def before(token: Token) -> str:
    """ " before 'and'", or nothing at the end of the text."""
    return f" before '{token.text[:40]}'" if token.text else ""
