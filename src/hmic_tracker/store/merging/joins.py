"""Two states of something, and the one that they both came from, made one.

Each function gives the same whichever of the two is named first, and of three states the same
whichever two are joined first: what one side alone changed is as it made it; what both changed
otherwise is put together in an order that follows from what is in it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from itertools import pairwise

from hmic_tracker.light_typing import Any, TypeVar
from hmic_tracker.store.merging.pieces import Lines

T = TypeVar("T", bound=Hashable)
Units = frozenset[Lines]
"""What was added to comments: runs of lines without an empty one in between."""
Rank = Callable[[Any], Any]
"""What things are sorted by that were added, None for one that has no place of its own."""


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
    base: Sequence[T] | None,
    mine: Sequence[T],
    theirs: Sequence[T],
    there: Collection[T],
    rank: Rank,
    is_fixed: Callable[[T], bool] = lambda _: False,
) -> list[T]:
    """Those that are `there`: first as they were, with what was added by its `rank` in between.

    What has no rank stands at the end of the stretch between two that are `fixed`, which nobody
    takes out, so that its place doesn't follow from what comes and goes. Who moved something in a
    file that the other changed as well finds it in its place again.
    """
    base = _common(mine, theirs) if base is None else base
    ranks = [rank(name) for name in base]
    stops = {name: n for n, name in enumerate(base) if is_fixed(name)}
    ends = {n: end - 1 for n, end in pairwise([-1, *stops.values(), len(base)])}
    behind = [_places_behind(names, stops) for names in (mine, theirs)]
    groups: dict[int, list[tuple[bool, Any, str, T]]] = {}
    for name in {*there} - {*base}:
        own = rank(name)
        if own is None:
            place = ends[max(each.get(name, -1) for each in behind)]
        else:
            lower = (n for n, one in enumerate(ranks) if one is not None and one <= own)
            place = max(lower, default=-1)
        groups.setdefault(place, []).append((own is None, own or (), repr(name), name))
    added = {n: [one[-1] for one in sorted(g, key=lambda one: one[:3])] for n, g in groups.items()}
    order = added.get(-1, [])
    for place, name in enumerate(base):
        order += [*([name] if name in there else []), *added.get(place, [])]
    return order


def _common(mine: Sequence[T], theirs: Sequence[T]) -> Sequence[T]:
    """What both have in one order, where nobody knows what they came from."""
    one, other = ([n for n in names if n in {*mine} & {*theirs}] for names in (mine, theirs))
    return one if one == other else ()


def _places_behind(names: Sequence[T], places: Mapping[T, int]) -> dict[T, int]:
    """Of each name that has no place that of the last before it that has one, -1 where none has."""
    behind, last = {}, -1
    for name in names:
        if name in places:
            last = places[name]
        else:
            behind[name] = last
    return behind


def joined_lines(
    base: Lines,
    mine: Lines,
    theirs: Lines,
    more: Units = frozenset(),
    apart: bool | None = None,
) -> Lines:
    """The comments of both, and `more` that have to be there.

    Whether there is an empty line first is as a side made it, or as `apart` says.
    """
    if apart is not None:
        base, mine, theirs = (_apart(lines, apart) for lines in (base, mine, theirs))
    both = _joined(base, mine, theirs)
    if not more:
        return both
    known = {line for unit in more for line in unit} & {*base}
    waiting = _put_together(base, {*base}, more, is_apart(base))
    return _joined(base, both, waiting, frozenset(known))


def _joined(base: Lines, mine: Lines, theirs: Lines, needed: Collection[str] = ()) -> Lines:
    """The comments of both; of those that were there before what is `needed` stays."""
    known = {line for line in base if line.strip()}

    def parts(lines: Lines) -> tuple[frozenset[str], Units, bool]:
        return frozenset(known & {*lines}), units_in(lines, known), is_apart(lines)

    before, one, other = parts(base), parts(mine), parts(theirs)
    chosen: Lines | None = _chosen(base, mine, theirs, parts, before)
    if chosen is not None and {*needed} <= {*chosen}:
        return chosen
    is_changed = before[2] != one[2] or before[2] != other[2]
    kept = (one[0] & other[0]).union(needed)
    return _put_together(base, kept, one[1] | other[1], before[2] != is_changed)


def _put_together(base: Lines, kept: Collection[str], added: Units, apart: bool) -> Lines:
    """What is kept of comments in the form that they had, and below it what was added."""
    lines = _trimmed([line for line in base if not line.strip() or line in kept])
    for place, unit in enumerate(sorted(added)):
        lines += ("", *unit) if place else unit
    return _apart(tuple(lines), apart)


def is_apart(lines: Lines) -> bool:
    """Whether comments have an empty line before them."""
    return bool(lines) and not lines[0].strip()


def _apart(lines: Lines, apart: bool) -> Lines:
    """Comments with an empty line before them, or without one."""
    if is_apart(lines) == apart:
        return lines
    if apart:
        return ("", *lines)
    first = next((n for n, line in enumerate(lines) if line.strip()), len(lines))
    return lines[first:]


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
