"""The filter behind each figure: `list --where` with it gives exactly the items that were counted.

A figure without such a filter can't be followed; JSON has it beside each. What moved between two
days is given by its items, which are a filter as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.query.selection import Selection, Uncounted
from hmic_tracker.query.terms import Compare, Everything, Flag, In, Not, Query, all_of, any_of

if TYPE_CHECKING:
    from hmic_tracker.domain.frameworks import Framework

Scope = tuple[Query, ...]
"""What all figures of a group are of, such as a framework and a kind."""

COUNTED: Final = Flag("counted")
COUNTED_OR_PART: Final = any_of((COUNTED, Compare("part-of", "!=", None)))
"""What somebody owes: parts as well, which are in no count."""
OPEN: Final = Flag("open")
NOTHING: Final = Not(Everything())
COMPLETED: Final = Flag("completed")
OVERDUE: Final = Flag("overdue")
DEFERRED: Final = Flag("deferred")
UNVERIFIED: Final = Compare("status", "=", "done")
FIGURES: Final[Mapping[str, Query]] = {
    "total": COUNTED,
    "completed": COMPLETED,
    "verified": In("status", ("verified", "closed")),
    "open": OPEN,
    "deferred": DEFERRED,
    "overdue": OVERDUE,
}
"""The figures of `domain.counts.Counts`, and what each counts."""


def figure_filter(scope: Scope, *terms: Query, counted: Query = COUNTED) -> str:
    """The expression of a figure of counted items; the counts are named where the scope needs it.

    It needs it where it asks for what is in no count, such as good practice.
    """
    terms = tuple(term for term in (*scope, *terms) if term != Everything())
    if NOTHING in terms:
        return str(NOTHING)
    if Selection(where=scope).uncounted != Uncounted() and counted not in terms:
        terms = (counted, *terms)
    return str(all_of(dict.fromkeys(terms)))


def figure_filters(
    scope: Scope, figures: Mapping[str, Query] = FIGURES, counted: Query = COUNTED
) -> dict[str, str]:
    """The expression of each of some figures of a scope."""
    return {name: figure_filter(scope, term, counted=counted) for name, term in figures.items()}


def in_framework(slug: str) -> Query:
    """A framework's own items, without those of its parts."""
    return Compare("framework", "=", f"{slug}/overall")


def in_family(slug: str) -> Query:
    """A framework's items and those of its parts."""
    return Compare("framework", "=", slug)


def in_no_framework(frameworks: Iterable[Framework]) -> Query:
    """Items that are in no framework that the plan knows."""
    slugs = tuple(f"{framework.slug}/overall" for framework in frameworks)
    return Not(In("framework", slugs)) if slugs else Everything()


def from_body(words: Mapping[str, str], body: str) -> Query:
    """Items of the inspections of a body; `words` is what people call each inspection's body.

    Of no body: items of no inspection that has one.
    """
    ids = tuple(one for one, word in words.items() if (word == body if body else word))
    if not ids:
        return Everything()
    return In("inspection", ids) if body else Not(In("inspection", ids))


def from_inspection(inspection: str) -> Query:
    """Items of an inspection."""
    return Compare("inspection", "=", inspection)


def from_no_inspection(ids: Iterable[str]) -> Query:
    """Items of no inspection that the plan has."""
    every = tuple(sorted(ids))
    return Not(In("inspection", every)) if every else Everything()


def owned_by(names: Iterable[str | None]) -> Query:
    """Items of a post, as its name is written in them; of nobody."""
    each = tuple({folded(name or ""): name or None for name in names}.values())
    return In("owner", each) if len(each) > 1 else Compare("owner", "=", *each)


def these_items(ids: Iterable[str]) -> Query:
    """Items by their ids, neighbours as a range; none, where there is none."""
    every = tuple(ids)
    if not every:
        return NOTHING
    plain = [item_id for item_id in every if _is_plain(item_id)]
    spans = format_id_ranges(plain).split(", ") if plain else []
    values = (*spans, *(item_id for item_id in every if not _is_plain(item_id)))
    return In("id", values) if len(values) > 1 else Compare("id", "=", *values)


def _is_plain(item_id: str) -> bool:
    """Whether a range can take the id in: REC-5, and not REC-05."""
    prefix, _, number = item_id.rpartition("-")
    return prefix.isalpha() and number.isascii() and number.isdigit() and number[0] != "0"
