"""Comments, orders and values of two sides: the laws of joining them."""

from __future__ import annotations

from collections.abc import Collection

from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.store.merging.joins import joined_lines, joined_order, joined_values, units_in

_LINES = st.lists(st.sampled_from(["# a", "# b", "# c", "# d", "", "  "]), max_size=5).map(tuple)
Names = tuple[str, ...]
Lines = tuple[str, ...]
_ORDER: st.SearchStrategy[Names] = (
    st.lists(st.sampled_from("cdefxyz"), max_size=6, unique=True)
    .flatmap(lambda some: st.permutations([*"ab", *some]))
    .map(tuple)
)
"""The keys of a table: two that are always there, four that are computed, three of one's own."""
_COMPUTED = st.frozensets(st.sampled_from("cdef"))
_TEXT = st.sampled_from([None, "1", "2", "3"])


@given(_LINES, _LINES, _LINES, _LINES)
def test_comments_are_joined_alike_from_any_side(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...], more: tuple[str, ...]
) -> None:
    both = joined_lines(base, mine, theirs)
    assert both == joined_lines(base, theirs, mine)
    assert joined_lines(base, mine, base) == joined_lines(base, mine, mine) == mine
    assert joined_lines(base, both, mine) == both
    assert joined_lines(base, both, more) == joined_lines(
        base, mine, joined_lines(base, theirs, more)
    )


@given(_LINES, _LINES, _LINES, _LINES, st.sampled_from([None, True, False]))
def test_comments_that_come_from_a_key_that_is_gone_are_joined_alike_whenever_they_come(
    base: Lines, mine: Lines, theirs: Lines, waiting: Lines, apart: bool | None
) -> None:
    more = units_in(waiting, base)
    ends = [
        joined_lines(base, joined_lines(base, mine, theirs, more, apart), mine, more, apart),
        joined_lines(base, joined_lines(base, mine, base, more, apart), theirs, apart=apart),
        joined_lines(base, mine, joined_lines(base, theirs, base, more, apart), apart=apart),
    ]
    assert ends[0] == ends[1] == ends[2]


@given(_LINES, _LINES, _LINES)
def test_no_comment_of_either_side_is_lost(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    needed = ({*mine} | {*theirs}) - {*base} | ({*mine} & {*theirs})
    there = {*joined_lines(base, mine, theirs)}
    assert {line for line in needed if line.strip()} <= there


@given(_ORDER, _ORDER, _ORDER, _ORDER, _COMPUTED, _COMPUTED, _COMPUTED)
def test_what_is_there_stands_in_one_order_from_any_side_whatever_came_and_went(
    base: Names,
    mine: Names,
    theirs: Names,
    others: Names,
    then: Collection[str],
    else_: Collection[str],
    last: Collection[str],
) -> None:
    def joined(one: Names, other: Names, computed: Collection[str]) -> Names:
        gone = {*base} - ({*one} & {*other})
        there = ({*one, *other} - gone - {*"cdef"}) | {*computed}
        rank = {name: (name,) for name in "abcdef"}.get
        return tuple(joined_order(base, one, other, there, rank, "ab".__contains__))

    both = joined(mine, theirs, then)
    assert both == joined(theirs, mine, then)
    assert joined(both, mine, then) == both
    end = joined(both, others, last)
    assert end == joined(mine, joined(theirs, others, else_), last)
    was = [name for name in base if name in end]
    assert [name for name in end if name in base] == was


@given(_TEXT, _TEXT, _TEXT)
def test_of_two_values_one_counts_and_the_other_is_kept(
    base: str | None, mine: str | None, theirs: str | None
) -> None:
    counts, others = joined_values(base, mine, theirs)
    assert (counts, others) == joined_values(base, theirs, mine)
    changed = {one for one in (mine, theirs) if one != base and one is not None}
    assert changed <= {counts, *others}
    assert joined_values(base, counts, mine)[0] == counts
