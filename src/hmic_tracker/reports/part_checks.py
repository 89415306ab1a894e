"""How many are so of the items that a passage counted before, held against the plan."""

from __future__ import annotations

from collections.abc import Iterator

from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.reports.compared import KIND_WORDS, MEASURE_WORDS, Compared, stated
from hmic_tracker.reports.sight_scopes import ANY_KIND

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import PartCount, Stated
    from hmic_tracker.reports.sight_scopes import Items, SightScopes

_ROUNDED: Final = 0.05
"""By so much a share in words is off that was rounded: "a third" of ten."""


def part_compared(scopes: SightScopes, claim: PartCount) -> Compared | None:
    """Return how many of the items counted before are so; None where the plan has none of these.

    They are known by their number. Beside others in another state, those in both are among them.
    """
    wholes = [
        items
        for whole in _of_kind(scopes, claim)
        for items in _that_are(scopes, whole, claim.so_far)
        if items and claim.number in {None, len(items)}
    ]
    if not wholes or any(scopes.has_unnamed(items) for items in wholes):
        return None
    sizes = [size for items in wholes for size in _sizes(scopes, items, claim)]
    if claim.share:
        return _share_compared(claim, len(wholes[0]), sizes)
    return Compared(
        "agrees" if claim.value in sizes else "differs",
        "status",
        claim.spot,
        _about(claim),
        stated(claim.value, claim.number),
        stated(min(sizes, key=lambda size: abs(size - claim.value)), claim.number),
        quote=claim.quote,
    )


def _share_compared(claim: PartCount, whole: int, sizes: list[int]) -> Compared:
    """Return a share without its number, which people round."""
    some, every = claim.share or (1, 1)
    holds = any(abs(size / whole - some / every) <= _ROUNDED for size in sizes)
    return Compared(
        "agrees" if holds else "differs",
        "status",
        claim.spot,
        _about(claim),
        f"{some}/{every}",
        stated(sizes[0], whole),
        quote=claim.quote,
    )


def _about(claim: PartCount) -> str:
    no = "" if claim.state[1] else "not "
    words = f"{KIND_WORDS[claim.kind]} {no}{MEASURE_WORDS.get(claim.state[0], claim.state[0])}"
    return f"{words}, of those counted before"


def _of_kind(scopes: SightScopes, claim: PartCount) -> Iterator[Items]:
    """Yield the items of the kind that is meant, of all inspections and of each."""
    values = scopes.values
    for scope in values.scopes(None, "plan"):
        if claim.many is None:
            yield values.of_kind(scope.items, claim.kind)
            continue
        each = (values.of_kind(scope.items, kind) for kind in ANY_KIND)
        yield from (items for items in each if len(items) == claim.many)


def _that_are(scopes: SightScopes, items: Items, so_far: tuple[Stated, ...]) -> Iterator[Items]:
    """Yield the items of which all is so that is known `so_far`, in each sense."""
    if not so_far:
        yield items
        return
    measure, holds = so_far[0]
    for so in scopes.values.that_are(items, measure):
        mine = so if holds else tuple(one for one in items if one not in so)
        yield from _that_are(scopes, mine, so_far[1:])


def _sizes(scopes: SightScopes, items: Items, claim: PartCount) -> Iterator[int]:
    """Yield how many of some items are so, and how many besides those in another state."""
    measure, holds = claim.state
    for so in scopes.values.that_are(items, measure, claim.by):
        mine = [one for one in items if (one in so) is holds]
        yield len(mine)
        for besides in {(one,) for one in claim.besides} | {claim.besides}:
            for left in _that_are(
                scopes, items, tuple((other, not is_so) for other, is_so in besides)
            ):
                yield sum(1 for one in mine if one in left)
