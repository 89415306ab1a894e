"""Two states of something, and the one that they both came from, made one.

Each function gives the same whichever of the two is named first, and of three states the same
whichever two are joined first: what one side alone changed is as it made it; what both changed
otherwise is put together in an order that follows from what is in it.
"""

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
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
    computed: Callable[[T], bool] = lambda _: False,
) -> list[T]:
    """Those that are `there` in the order that they had, or that a side gave them.

    What a side added stays behind what it was put behind, with more such in the order of `rank`;
    what neither has comes last. What is `computed` comes and goes, and has the place that it had.
    """
    one, other = ([name for name in names if name in there] for names in (mine, theirs))
    was = [name for name in base if name in there]
    moved = [_is_moved(was, own, computed) for own in (one, other)]
    for own, others, is_moved, is_other in (
        (one, other, moved[0], moved[1]),
        (other, one, moved[1], moved[0]),
    ):
        is_as_before = others == own or ({*others} <= {*was} and not is_other)
        is_in_order = is_moved or [n for n in own if n in {*was}] == was
        if is_as_before and is_in_order and {*there} <= {*own}:
            return own
    places = {name: place for place, name in enumerate(base)}
    added = {name: len(base) - 1 for name in there if name not in places}
    added |= _places_behind(mine, places)
    for name, place in _places_behind(theirs, places).items():
        added[name] = max(place, added[name]) if name in mine else place
    groups: dict[int, list[T]] = {}
    for name in sorted((name for name in added if name in there), key=rank):
        place = added[name]
        while place >= 0 and base[place] not in there:
            place -= 1
        groups.setdefault(place, []).append(name)
    order = groups.get(-1, [])
    orders = [own for own, is_moved in zip((one, other), moved, strict=True) if is_moved]
    for name in _joined_permutation(was, orders):
        order += [name, *groups.get(places[name], [])]
    return order


def _is_moved(was: Sequence[T], own: Sequence[T], computed: Callable[[T], bool]) -> bool:
    """Whether a side put what nothing computes into another order."""
    free = [name for name in own if name in {*was} and not computed(name)]
    return free != [name for name in was if name in {*free}]


def _places_behind(names: Sequence[T], places: Mapping[T, int]) -> dict[T, int]:
    """Of each name that is new the place of the last before it that isn't, -1 where none is."""
    behind, last = {}, -1
    for name in names:
        if name in places:
            last = places[name]
        else:
            behind[name] = last
    return behind


def _joined_permutation(was: list[T], orders: Sequence[Sequence[T]]) -> list[T]:
    """Names in the order into which a side put them; of two such orders always the same."""
    known = {*was}
    whole = [own for order in orders if len(own := [n for n in order if n in known]) == len(was)]
    return max(whole, key=lambda own: [*map(repr, own)], default=was)


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
