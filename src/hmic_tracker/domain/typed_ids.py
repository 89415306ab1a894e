"""Ids in the spellings in which people type and paste them.

"REC-5:", "#5", "REC 5", "rec. 5", "(REC–5)", "REC-5, 6 and AFI-2", "REC-5–7", "REC-5 to REC-7".
Apart from `ids`, so that a command that is given plain ids doesn't pay for reading others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from itertools import pairwise

from hmic_tracker.domain.plan import id_key
from hmic_tracker.domain.typed_signs import PLAIN
from hmic_tracker.domain.words import PREFIX_OF_WORD, folded
from hmic_tracker.errors import NotFoundError
from hmic_tracker.light_typing import Final, NamedTuple

_PLAIN: Final = {**PLAIN, ord("\u2026"): "..", ord("\uff03"): "#"}
_AROUND: Final = "()[]{}<>\"'\u2018\u2019\u201c\u201d.,:;!?*#\u2022\u00b7|"
_BETWEEN: Final = re.compile(r"[\s,;&]+")
_BULLET: Final = re.compile(r"^[ \t]*[-*\u2022\u00b7][ \t]+", re.MULTILINE)
_MARK: Final = "[-_./#]{0,2}"
_ONE: Final = re.compile(rf"([a-z]{{1,16}}){_MARK}(\d{{1,9}})([a-z]{{0,2}})", re.ASCII)
_RANGE: Final = re.compile(
    rf"([a-z]{{1,16}}){_MARK}(\d{{1,9}})([a-z]{{0,2}})(?:\.\.\.?|[-:])"
    rf"(?:(?:([a-z]{{1,16}}){_MARK})?(\d{{1,9}})([a-z]{{0,2}})|([a-z]{{1,2}}))",
    re.ASCII,
)
_NUMBER: Final = re.compile(r"#?(\d{1,9})(?:(?:\.\.\.?|[-:])#?(\d{1,9}))?", re.ASCII)
_WORD: Final = re.compile(r"[a-z]{1,16}", re.ASCII)
_TO: Final = frozenset({"to", "-", "..", "...", "through"})
_LONGEST: Final = 1024 * 1024
"""Characters of one word in which ids are looked for."""


class IdToken(NamedTuple):
    """A piece of what was typed.

    `sort` is "id", "number" (with no kind before it), "kind" (with no number after it) or "to".
    `last` is the other end of a range, with its kind where that was typed.
    """

    sort: str
    prefix: str = ""
    number: int = 0
    suffix: str = ""
    last: int | None = None
    last_prefix: str = ""
    last_suffix: str = ""


def has_id_form(word: str) -> bool:
    """Whether a word is nothing but ids, of the kinds there are: "REC-5", "rec5..7", "AFI 3"."""
    tokens = _tokens(word, frozenset())
    kinds = {*PREFIX_OF_WORD.values()}
    sorts = [token.sort for token in tokens or ()]
    has_one = "id" in sorts or ("kind", "number") in pairwise(sorts)
    return has_one and all(token.prefix in kinds for token in tokens or () if token.prefix)


def ids_within(text: str) -> list[str]:
    """The ids that stand in a text, as the plan would write them, each once."""
    pieces = (_tokens(piece, frozenset()) for piece in _BETWEEN.split(text[:_LONGEST]))
    kinds = {*PREFIX_OF_WORD.values()}
    return list(
        dict.fromkeys(
            f"{token.prefix.upper()}-{token.number}{token.suffix}"
            for tokens in pieces
            for token in tokens or ()
            if token.sort == "id" and token.prefix in kinds and token.last is None
        )
    )


class TypedIds:
    """Reads words one after the other; a kind may stand in one word and its number in the next.

    `ids` are the plan's, in the order typed; `missing` is what is not in the plan, as typed.
    """

    def __init__(self, known: Collection[str]) -> None:
        self.ids: list[str] = []
        self.missing: list[str] = []
        self._known = known
        self._by_folded = {folded(item_id): item_id for item_id in known}
        self._prefixes = frozenset(i.rpartition("-")[0].casefold() for i in known) - {""}
        self._kind = ""  # a kind that waits for its number
        self._first = ""  # the first end of a range that waits for its last
        self._prefix = ""  # the kind of the id before

    def read(self, typed: Iterable[str]) -> None:
        """Read the words; raises NotFoundError for a range that is none, or a number of several."""
        for word in typed:
            stripped = word.strip()
            exact = self._by_folded.get(folded(stripped))
            tokens = _tokens(stripped, self._prefixes) if exact is None else None
            if exact is not None:
                self._no_number()
                self._take(exact)
            elif tokens is None or not (tokens or self._kind or self.ids):
                self._no_number()
                self.missing.append(stripped)
            else:
                for token in tokens:
                    self._token(token, stripped)
        self._no_number()

    def _no_number(self) -> None:
        """A kind that got no number is no id."""
        if self._kind:
            self.missing.append(self._kind.upper())
        self._kind = ""

    def _take(self, item_id: str) -> None:
        if self._first:
            self.ids += between(self._first, item_id, self._known)
        else:
            self.ids.append(item_id)
        self._first = ""
        self._prefix = item_id.rpartition("-")[0].casefold()

    def _token(self, token: IdToken, word: str) -> None:
        if token.sort == "to":
            self._first = self.ids[-1] if self.ids and not self._kind else ""
            return
        if token.sort == "kind":
            self._no_number()
            self._kind = token.prefix
            return
        if token.sort == "id":
            self._no_number()
            prefix = token.prefix
        else:
            prefix = self._kind or self._prefix or self._only_kind(token, word)
            self._kind = ""
        if not prefix:
            self.missing.append(word)
        elif token.last is None:
            self._one(prefix, token, word)
        else:
            self._spread(prefix, token)

    def _one(self, prefix: str, token: IdToken, word: str) -> None:
        item_id = self._by_folded.get(f"{prefix}-{token.number}{token.suffix}")
        if item_id:
            self._take(item_id)
            return
        is_whole = token.sort == "id" and _BETWEEN.search(word) is None
        name = _as_id(f"{prefix}-{token.number}{token.suffix}")
        self.missing.append(word if is_whole else name)
        self._first, self._prefix = "", prefix

    def _spread(self, prefix: str, token: IdToken) -> None:
        ends = (
            f"{prefix}-{token.number}{token.suffix}",
            f"{token.last_prefix or prefix}-{token.last}{token.last_suffix}",
        )
        first, last = (self._by_folded.get(end) for end in ends)
        absent = [_as_id(e) for e, i in zip(ends, (first, last), strict=True) if i is None]
        self.missing += absent
        if first and last:
            self.ids += between(first, last, self._known)
        self._first, self._prefix = "", prefix

    def _only_kind(self, token: IdToken, word: str) -> str:
        """The kind of a number alone, where one kind has it; "" where none has."""
        having = sorted(
            (i for i in self._known if id_key(i)[1:] == (i.rpartition("-")[0], token.number, "")),
            key=id_key,
        )
        if len(having) > 1:
            several = " or ".join(having[:4])
            raise NotFoundError(f"{word[:64]} may be {several}", f"write the kind: {having[0]}")
        return having[0].rpartition("-")[0].casefold() if having else ""


def between(first: str, last: str, known: Collection[str]) -> list[str]:
    """The ids of a range from its two ends, in order; raises NotFoundError where it is none.

    Parts are in a range of which an end is a part: REC-5..7 are three items, REC-5a..c three parts.
    """
    low, high = id_key(first), id_key(last)
    prefix = first.rpartition("-")[0]
    if prefix != last.rpartition("-")[0]:
        raise NotFoundError(
            f"{first}..{last} is no range: its ends are of two kinds",
            f"name two ranges: {first.upper()}.. and ..{last.upper()}",
        )
    inside = (i for i in known if i.rpartition("-")[0] == prefix and low <= id_key(i) <= high)
    ids = sorted((i for i in inside if low[3] or high[3] or not id_key(i)[3]), key=id_key)
    if not ids:
        raise NotFoundError(
            f"the range {first}..{last} is empty", f"write {last}..{first.rpartition('-')[2]}"
        )
    return ids


def _as_id(lower: str) -> str:
    """An id as the plan writes it: REC-5a."""
    prefix, _, number = lower.rpartition("-")
    return f"{prefix.upper()}-{number}"


def _tokens(word: str, prefixes: frozenset[str]) -> list[IdToken] | None:
    """The pieces of a word, None where one of them is no part of an id."""
    if len(word) > _LONGEST:
        return None
    tokens: list[IdToken] = []
    plain = _BULLET.sub("", word.translate(_PLAIN).lower())
    for token in _pieces(plain, prefixes):
        if token is None:
            return None
        tokens.append(token)
    return tokens


def _pieces(text: str, prefixes: frozenset[str]) -> Iterator[IdToken | None]:
    for typed in _BETWEEN.split(text):
        if typed in _TO:
            yield IdToken("to")
        elif (piece := typed.strip(_AROUND)) not in {"", "and", "+", "-", "no"}:
            yield _piece(piece, prefixes)


def _piece(piece: str, prefixes: frozenset[str]) -> IdToken | None:
    match = _RANGE.fullmatch(piece)
    if match and (match[3] or match[7] is None):  # "REC-5a..c", never "REC-5..c"
        return IdToken(
            "id",
            _prefix_of(match[1]),
            int(match[2]),
            match[3],
            last=int(match[5] or match[2]),
            last_prefix=_prefix_of(match[4] or ""),
            last_suffix=match[6] or match[7] or "",
        )
    if match := _ONE.fullmatch(piece):
        return IdToken("id", _prefix_of(match[1]), int(match[2]), match[3])
    if match := _NUMBER.fullmatch(piece):
        return IdToken("number", "", int(match[1]), last=int(match[2]) if match[2] else None)
    if _WORD.fullmatch(piece) and (piece in PREFIX_OF_WORD or piece in prefixes):
        return IdToken("kind", _prefix_of(piece))
    return None


def _prefix_of(word: str) -> str:
    return PREFIX_OF_WORD.get(word, word)
