"""Two states of something, and the one that they both came from, made one.

Each function gives the same whichever of the two is named first, and of three states the same
whichever two are joined first: what one side alone changed is as it made it; what both changed
otherwise is put together in an order that follows from what is in it.
"""

from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Any, TypeVar

from hmic_tracker.store.merging.pieces import Lines

T = TypeVar("T", bound=Hashable)
Units = frozenset[Lines]
"""What was added to comments: runs of lines without an empty one in between."""
Rank = Callable[[Any], Any]
"""What things are sorted by that were added."""


def joined_values(
    base: str | None, mine: str | None, theirs: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """The one of two texts that counts, None where it is gone, and the other where both count."""
    if theirs in (mine, base):
        return mine, ()
    if mine == base:
        return theirs, ()
    there = sorted(text for text in (mine, theirs) if text is not None)
    return there[0], tuple(there[1:])


def joined_order(
    base: Sequence[T],
    mine: Sequence[T],
    theirs: Sequence[T],
    there: Collection[T],
    rank: Rank,
    *,
    last: bool = False,
) -> list[T]:
    """Those that are `there` in the order in which one side put them, or in one for both.

    That is the order they had, each that was added behind the last that comes before it by `rank`,
    or behind all of them, where it shall be `last`.
    """
    was = [name for name in base if name in there]
    known = {*was}

    def added(names: Sequence[T]) -> frozenset[T]:
        return frozenset({*names} - known)

    def in_order(names: Collection[T]) -> tuple[T, ...]:
        more = sorted({*names} - known, key=rank)
        if last:
            return (*was, *more)
        ordered: list[T] = []
        for name in reversed(base):  # all of them, so that it is the same whatever is there
            while more and rank(more[-1]) > rank(name):
                ordered.append(more.pop())
            ordered.append(name)
        return tuple(name for name in (*more, *reversed(ordered)) if name in there)

    def whole(names: Sequence[T]) -> tuple[T, ...]:
        """The order of a side, whatever it took out, which is no other order."""
        own = tuple(name for name in names if name in there)
        is_reordered = [n for n in own if n in known] != [n for n in was if n in {*own}]
        is_all = known <= {*own}
        return own if is_all and (is_reordered or added(own)) else in_order(own)

    chosen = _chosen(in_order(()), whole(mine), whole(theirs), added, frozenset())
    return [*chosen] if chosen is not None and {*there} <= {*chosen} else [*in_order(there)]


def joined_lines(base: Lines, mine: Lines, theirs: Lines, more: Units = frozenset()) -> Lines:
    """The comments of both, and `more` that have to be there."""
    known = {line for line in base if line.strip()}

    def parts(lines: Lines) -> tuple[frozenset[str], Units]:
        return frozenset(known & {*lines}), units_in(lines, known)

    chosen: Lines | None = _chosen(base, mine, theirs, parts, parts(base))
    if chosen is not None and more <= parts(chosen)[1]:
        return chosen
    kept = parts(mine)[0] & parts(theirs)[0]
    added = parts(mine)[1] | parts(theirs)[1] | more
    lines = _trimmed([line for line in base if not line.strip() or line in kept])
    for place, unit in enumerate(sorted(added)):
        lines += ("", *unit) if place else unit
    first = [""] if any(one and not one[0].strip() for one in (mine, theirs)) else []
    return (*first, *lines)


def _trimmed(lines: list[str]) -> list[str]:
    """Lines without empty ones around them."""
    there = [n for n, line in enumerate(lines) if line.strip()]
    return lines[there[0] : there[-1] + 1] if there else []


def units_in(lines: Lines, known: Collection[str] = ()) -> Units:
    """What comments have that were not known before."""
    units: list[list[str]] = [[]]
    for line in lines:
        if not line.strip() or line in known:
            units.append([])
        else:
            units[-1].append(line)
    return frozenset(tuple(unit) for unit in units if unit)


def _chosen(
    base: Sequence[Any],
    mine: Sequence[Any],
    theirs: Sequence[Any],
    parts: Callable[[Any], Any],
    unchanged: Any,
) -> Any:
    """The one state of both; None where both are changed, and have to be put together.

    A state of the same parts as before, but in another form, gives way to one of others.
    """
    if theirs in (mine, base):
        return mine
    if mine == base:
        return theirs
    one, other = parts(mine) == unchanged, parts(theirs) == unchanged
    if one and other:
        return max(mine, theirs, key=lambda state: (len(state), tuple(map(repr, state))))
    if one or other:
        return theirs if one else mine
    return None
