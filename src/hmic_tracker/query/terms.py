"""What an expression says, as frozen values that print themselves.

`str` of any term is its one canonical spelling, and reading that gives the term back. Values are
kept in canonical spelling too: statuses as their words, dates as
`domain.date_parsing.canonical_spelling` writes them, so that "eom" stays the end of whatever month
it is asked in. Absent is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import Final, Literal, NamedTuple, get_args

Op = Literal["=", "!=", "<", "<=", ">", ">=", "~"]
Flagged = Literal["open", "completed", "overdue", "deferred", "slipped", "counted"]

OPS: Final[tuple[Op, ...]] = get_args(Op)
FLAGS: Final[tuple[Flagged, ...]] = get_args(Flagged)
KEYWORDS: Final = frozenset({"and", "or", "not", "in", "none"})
NONE_IS_A_WORD: Final = frozenset({"progress", "rag"})
"""Fields with a word "none" of their own; elsewhere bare `none` is: absent."""

OF_STATUS: Final = frozenset(
    {"status", "rag", "completed-on", "days-late", "verified-on", "verified-by", "discharged-by"}
)
"""Fields that say which statuses are wanted: open ones aren't assumed beside them."""

_BARE: Final = frozenset("-_./@+:%\u2010\u2011\u2013\u2212")
"""The last four are hyphens as other programs write them."""


class Everything(NamedTuple):
    """Holds for every item: `all`."""

    word: str = "all"

    def __str__(self) -> str:
        return "all"


class Flag(NamedTuple):
    """A word that stands alone: `overdue`."""

    name: Flagged

    def __str__(self) -> str:
        return self.name


class Compare(NamedTuple):
    """One field against one value: `due < 2008-12`, `owner = none`."""

    field: str
    op: Op
    value: str | None

    def __str__(self) -> str:
        return f"{self.field} {self.op} {printed(self.field, self.value)}"


class _Listed(NamedTuple):
    field: str
    values: tuple[str | None, ...]


class In(_Listed):
    """One field against several values, any of which will do: `status in (done, verified)`."""

    __slots__ = ()

    def __new__(cls, field: str, values: tuple[str | None, ...]) -> In:
        """Raises ValueError where there is no value."""
        if not values:
            raise ValueError("In needs a value")
        return super().__new__(cls, field, values)

    def __str__(self) -> str:
        return f"{self.field} in ({', '.join(printed(self.field, v) for v in self.values)})"


class Not(NamedTuple):
    """Holds where the term doesn't."""

    term: Query
    word: str = "not"

    def __str__(self) -> str:
        return f"not {_within(self.term, And, Or)}"


class _Joined(NamedTuple):
    # The word tells an And from an Or of the same terms.
    terms: tuple[Query, ...]
    word: str


class And(_Joined):
    """All of two or more terms hold; an And among them is taken apart."""

    __slots__ = ()

    def __new__(cls, terms: Iterable[Query]) -> And:
        """Raises ValueError for fewer than two terms."""
        flat = [t for term in terms for t in (term.terms if isinstance(term, And) else [term])]
        return super().__new__(cls, _several(flat), "and")

    def __str__(self) -> str:
        return " and ".join(_within(term, Or) for term in self.terms)


class Or(_Joined):
    """One of two or more terms holds, or several do; an Or among them is taken apart."""

    __slots__ = ()

    def __new__(cls, terms: Iterable[Query]) -> Or:
        """Raises ValueError for fewer than two terms."""
        flat = [t for term in terms for t in (term.terms if isinstance(term, Or) else [term])]
        return super().__new__(cls, _several(flat), "or")

    def __str__(self) -> str:
        return " or ".join(map(str, self.terms))


Query = Everything | Flag | Compare | In | Not | And | Or


def all_of(terms: Iterable[Query]) -> Query:
    """What holds where all of the terms do; of none, everything."""
    several = tuple(terms)
    return And(several) if len(several) > 1 else several[0] if several else Everything()


def any_of(terms: Iterable[Query]) -> Query:
    """What holds where at least one of the terms does; raises ValueError where there is none."""
    several = tuple(terms)
    return several[0] if len(several) == 1 else Or(several)


def query_conditions(query: Query) -> Iterator[Everything | Flag | Compare | In]:
    """The conditions of a query, without the and, or and not between them."""
    if isinstance(query, And | Or):
        for term in query.terms:
            yield from query_conditions(term)
    elif isinstance(query, Not):
        yield from query_conditions(query.term)
    else:
        yield query


def mentions_status(query: Query) -> bool:
    """Whether it says itself which statuses are wanted: open ones aren't assumed."""
    return any(
        leaf.field in OF_STATUS if isinstance(leaf, Compare | In) else leaf != Flag("slipped")
        for leaf in query_conditions(query)
    )


def asks_for_uncounted(query: Query) -> bool:
    """Whether it speaks of all items, or of the counts, so that no item is left out for them."""
    return any(
        leaf in {Everything(), Flag("counted")} or (field_values(leaf) & {("rag", "none")})
        for leaf in query_conditions(query)
    )


def field_values(leaf: Everything | Flag | Compare | In) -> set[tuple[str, str | None]]:
    """The fields and values that a condition names; none of a word that stands alone."""
    if isinstance(leaf, In):
        return {(leaf.field, value) for value in leaf.values}
    return {(leaf.field, leaf.value)} if isinstance(leaf, Compare) else set()


def printed(field: str, value: str | None) -> str:
    """A value as it stands in an expression: bare where it can be, otherwise in quotes."""
    if value is None:
        return "none"
    word = folded(value)
    plain = word not in KEYWORDS or (word == "none" and field in NONE_IS_A_WORD)
    if value and plain and all(map(is_bare, value)):
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def is_bare(char: str) -> bool:
    """Whether a character can stand in a value without quotes: letters, digits, - _ . / @ + : %."""
    if char.isalnum() or char in _BARE:
        return True
    import unicodedata  # only a sign that is neither asks for it

    return unicodedata.category(char)[0] == "M"


def _several(terms: list[Query]) -> tuple[Query, ...]:
    if len(terms) < 2:
        raise ValueError("two terms are needed; all_of and any_of take fewer")
    return tuple(terms)


def _within(term: Query, *loose: type[And | Or]) -> str:
    """The term inside another, in brackets where it would fall apart there."""
    return f"({term})" if isinstance(term, loose) else str(term)
