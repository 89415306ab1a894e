"""The filter options, one row each: what is typed, what it means, the query term it makes.

A new filter is a row here. Rows stand in the order of the help; the terms of a query come in the
order of `Place`, so that a filter saved as an expression reads as people say it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from hmic_tracker.domain.words import folded, parse_kind, parse_progress
from hmic_tracker.errors import UsageError
from hmic_tracker.light_typing import Any, Final, Literal, NamedTuple
from hmic_tracker.query.fields import parse_rag, statuses_for
from hmic_tracker.query.terms import NONE_IS_A_WORD, Compare, Flag, Flagged, In, Op, Query, any_of

MOST_DAYS: Final = 99999


class Place:
    """Where a filter's term stands in a query: from the first to the last."""

    STATE: Final = 1  # alternatives: open or completed
    FLAG: Final = 2
    KIND: Final = 3
    FIELD: Final = 4  # terms of one field are alternatives: owner in (A, none)
    DUE: Final = 5
    WITHIN: Final = 6
    WHERE: Final = 7
    LAST: Final = 8


class Filter(NamedTuple):
    """A filter option of `list` and its like.

    `type` says what is typed: nothing (a flag), words (the option may be repeated), a date, one
    that is never to come (past), days (a number of them), or expressions; `read` gives the value
    that a word stands for, or several. `terms` makes of the value what is added to the query.
    `of_status` where it says which statuses are wanted, so that not only open items are; `named`
    where the plan has to know the names.
    """

    key: str
    option: str
    value: str
    help: str
    type: Literal["flag", "words", "date", "past", "days", "where"]
    terms: Callable[[Any], Iterable[Query]]
    place: int
    source: str = ""
    read: Callable[[str], str | Iterable[str]] = str
    of_status: bool = False
    named: bool = False

    @property
    def field(self) -> str:
        """The field of items that the filter is called after."""
        return self.option.lstrip("-")

    @property
    def empty(self) -> Any:
        """The value where the filter is not given."""
        return {"flag": False, "words": (), "where": ()}.get(self.type)


def _flag(
    option: str,
    text: str,
    terms: Iterable[Query] = (),
    place: int = Place.FLAG,
    of_status: bool = False,
    key: str = "",
) -> Filter:
    key = key or _key(option)
    return Filter(key, option, "", text, "flag", lambda _: terms, place, of_status=of_status)


def _state(option: str, text: str, flag: Flagged, place: int, key: str = "") -> Filter:
    return _flag(option, text, (Flag(flag),), place, flag != "slipped", key)


def _key(option: str) -> str:
    return option.lstrip("-").replace("-", "_")


def _words(
    key: str,
    option: str,
    value: str,
    text: str,
    read: Callable[[str], str | Iterable[str]] = str,
    place: int = Place.FIELD,
    source: str = "",
    **more: Any,
) -> Filter:
    """A filter by a field, which is called as the option is; the name "none" asks for none."""
    field = option.lstrip("-")

    def terms(values: Iterable[str]) -> list[Query]:
        plain = field in NONE_IS_A_WORD
        return [In(field, tuple(value if plain else _or_none(value) for value in values))]

    return Filter(key, option, value, text, "words", terms, place, source or key, read, **more)


def _date(option: str, text: str, op: Op) -> Filter:
    def terms(due: str) -> list[Query]:
        return [Compare("due", op, due)]

    return Filter(_key(option), option, "DATE", text, "date", terms, Place.DUE, "dates")


def _since(option: str, text: str, field: str, *terms: Query) -> Filter:
    """A filter by the first day of something that is so since: on a day or after it."""

    def since(day: str) -> list[Query]:
        return [*terms, Compare(field, ">=", day)]

    key = _key(option)
    return Filter(key, option, "DATE", text, "past", since, Place.LAST, "dates", of_status=True)


def _days(
    option: str,
    text: str,
    terms: Callable[[str], Iterable[Query]],
    place: int = Place.LAST,
    of_status: bool = True,
) -> Filter:
    """A filter by a number of days; raises UsageError for a negative one."""

    def of_number(number: int) -> Iterable[Query]:
        if number < 0:
            raise UsageError(f"{option} {number} is not a number of days", "write 0 or more")
        return terms(str(min(number, MOST_DAYS)))

    key = _key(option)
    return Filter(key, option, "DAYS", text, "days", of_number, place, of_status=of_status)


def _or_none(name: str) -> str | None:
    return None if folded(name) == "none" else name


def _stale(days: str) -> list[Query]:
    quiet = Compare("stale", ">", days)
    return [Flag("open"), any_of((quiet, Compare("stale", "=", None)))]


def _older(days: str) -> list[Query]:
    return [Compare("age", ">", days)]


def _text(parts: Iterable[str]) -> list[Query]:
    return [
        Compare("anything", "~", word) for part in parts for word in part.split() if folded(word)
    ]


# What is in no count has nothing to be late with, so it is never overdue either.
_PAST_FIRST: Final = (Flag("open"), Compare("original-due", "<", "today"), Flag("counted"))

FILTERS: Final[tuple[Filter, ...]] = (
    _flag("--all", "Completed items and side exits too.", of_status=True, key="include_all"),
    _state("--open", "Not started or in progress.", "open", Place.STATE, "open_"),
    _state("--overdue", "Open and past the deadline.", "overdue", Place.FLAG),
    _state("--deferred", "Left until a day, as a board agreed.", "deferred", Place.FLAG),
    _state("--completed", "Done, verified or closed.", "completed", Place.STATE),
    _state("--slipped", "Its due date was moved.", "slipped", Place.FLAG),
    _flag(
        "--unsettled",
        "Two people gave it different values.",
        (Compare("unsettled", "!=", None),),
        Place.FLAG,
        True,
    ),
    _flag(
        "--requested",
        "Another date was asked for; not answered yet.",
        (Compare("requested-due", "!=", None),),
    ),
    _flag("--past-first-date", "Open beyond its first due date.", _PAST_FIRST, Place.LAST, True),
    _flag(
        "--completed-late",
        "Completed after its deadline.",
        (Compare("days-late", ">", "0"),),
        of_status=True,
    ),
    _flag(
        "--no-evidence",
        "Completed, with nothing to show.",
        (Flag("completed"), Compare("pieces", "=", "0")),
        of_status=True,
    ),
    _words(
        "statuses",
        "--status",
        "STATUS",
        "One status; may be repeated.",
        statuses_for,
        of_status=True,
    ),
    _words(
        "progress", "--progress", "WORD", "none, some, majority, almost, complete.", parse_progress
    ),
    _words("rag", "--rag", "COLOUR", "red, amber, green, blue or grey.", parse_rag, of_status=True),
    _words(
        "kinds", "--kind", "KIND", "rec, afi, coc or gp; may be repeated.", parse_kind, Place.KIND
    ),
    _words("owners", "--owner", "POST", "What a post owes; none: nobody's.", named=True),
    _words("holders", "--holder", "NAME", "What a post's holder owes, steps too.", named=True),
    _flag("--no-owner", "Nobody owns it.", (Compare("owner", "=", None),), Place.FIELD),
    _words("groups", "--group", "NAME", "The owner's business group.", named=True),
    _words("boards", "--board", "NAME", "The board that oversees it.", named=True),
    _words(
        "frameworks",
        "--framework",
        "NAME",
        "Name, alias or initials, with its children (pvp; pvp/overall alone).",
    ),
    _words("inspections", "--inspection", "ID", "The inspection it is from."),
    _words("bodies", "--body", "NAME", "Who inspected: hmicfrs, coroner, internal-audit."),
    _words("part_of", "--part-of", "ID", "The parts of an item; none: no parts.", source="ids"),
    _words("tags", "--tag", "WORD", "Has the tag.", named=True),
    _words(
        "verified_by",
        "--verified-by",
        "NAME",
        "Who checked it: a person or a post.",
        source="owners",
        of_status=True,
        named=True,
    ),
    _words(
        "discharged_by",
        "--discharged-by",
        "BODY",
        "The body that discharged it.",
        source="bodies",
        of_status=True,
        named=True,
    ),
    _words(
        "agreed_by",
        "--agreed-by",
        "BOARD",
        "A board that agreed to a date of it.",
        source="boards",
        named=True,
    ),
    _days(
        "--due-within",
        "Due in so many days; 0: today.",
        lambda days: (Compare("due", ">=", "today"), Compare("due", "<=", f"+{days}d")),
        Place.WITHIN,
    ),
    _date("--due-by", "Deadline on it or before.", "<="),
    _date("--due-before", "Deadline before it.", "<"),
    _date("--due-after", "Deadline after it.", ">"),
    _flag("--no-due", "Has no due date."),
    _since("--completed-since", "Completed on it or after.", "completed-on"),
    _since(
        "--became-overdue-since", "Overdue since it or later.", "overdue-since", Flag("overdue")
    ),
    _days("--stale", "Open, nothing entered for so long.", _stale),
    _days("--older-than", "First entered longer ago.", _older, of_status=False),
    Filter(
        "text",
        "--text",
        "WORDS",
        "All of the words in what is said of it.",
        "words",
        _text,
        Place.LAST,
    ),
    Filter(
        "where",
        "--where",
        "EXPRESSION",
        "See: tracker help where.",
        "where",
        lambda queries: queries,
        Place.WHERE,
    ),
)
