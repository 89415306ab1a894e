"""Comments, orders and values of two sides: the laws of joining them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hmic_tracker.store.merging.joins import joined_lines, joined_order, joined_values

_LINES = st.lists(st.sampled_from(["# a", "# b", "# c", "# d", "", "  "]), max_size=5).map(tuple)
_NAMES = st.lists(st.sampled_from("abcdef"), max_size=6, unique=True).map(tuple)
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


@given(_LINES, _LINES, _LINES)
def test_no_comment_of_either_side_is_lost(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...]
) -> None:
    needed = ({*mine} | {*theirs}) - {*base} | ({*mine} & {*theirs})
    there = {*joined_lines(base, mine, theirs)}
    assert {line for line in needed if line.strip()} <= there


@given(_NAMES, _NAMES, _NAMES, _NAMES)
def test_what_is_there_stands_in_one_order_from_any_side(
    base: tuple[str, ...], mine: tuple[str, ...], theirs: tuple[str, ...], more: tuple[str, ...]
) -> None:
    def joined(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, ...]:
        gone = {*base} - ({*one} & {*other})
        return tuple(joined_order(base, one, other, {*one, *other} - gone, str))

    both = joined(mine, theirs)
    assert both == joined(theirs, mine)
    assert joined(mine, base) == joined(mine, mine) == mine
    assert joined(both, mine) == both
    assert {*joined(both, more)} == {*joined(mine, joined(theirs, more))}


@given(_TEXT, _TEXT, _TEXT)
def test_of_two_values_one_counts_and_the_other_is_kept(
    base: str | None, mine: str | None, theirs: str | None
) -> None:
    counts, others = joined_values(base, mine, theirs)
    assert (counts, others) == joined_values(base, theirs, mine)
    changed = {one for one in (mine, theirs) if one != base and one is not None}
    assert changed <= {counts, *others}
    assert joined_values(base, counts, mine)[0] == counts
