"""All, none or some of some items, and numbers of the same items, held against the plan."""

from __future__ import annotations

from itertools import chain

from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal
from hmic_tracker.reports.sight_scopes import ANY_KIND

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hmic_tracker.documents.claims.claim_types import JointClaim, Measure, ShareClaim
    from hmic_tracker.reports.sight_scopes import Items, SightScopes

_CHECKED: Final = frozenset({"verified", "unverified", "closed"})
"""States of which only completed items can be: "all await verification"."""
Held = tuple[Literal["agrees", "differs", "unclear"], str]
"""Whether a claim holds, and what the plan has."""


def share_held(scopes: SightScopes, claim: ShareClaim) -> Held:
    """Return whether all, none or some of each framework's items are so, and how many are."""
    if claim.kind is None and claim.is_open_kind and not claim.frameworks:
        held = [_of_kind(scopes, claim._replace(kind=kind)) for kind in ANY_KIND]
        return next((one for one in held if one[0] == "agrees"), held[0])
    return _of_kind(scopes, claim)


def _of_kind(scopes: SightScopes, claim: ShareClaim) -> Held:
    if claim.amount == "some" and not claim.frameworks:
        each = [_of_groups(scopes, claim, [scopes.values.counted])]
    elif claim.amount == "some":
        each = [_of_groups(scopes, claim, scopes.of_frameworks([s])) for s in claim.frameworks]
    else:
        each = [_of_groups(scopes, claim, list(scopes.groups(claim.sight)))]
    known = [one for one in each if one is not None]
    if not known:
        return "unclear", ""
    holds = all(is_so for is_so, _ in known)
    return ("agrees" if holds else "differs"), "; ".join(plan for _, plan in known)


def _of_groups(
    scopes: SightScopes, claim: ShareClaim, groups: list[Items]
) -> tuple[bool, str] | None:
    """Return whether one of some groups of items is so, and how many of its items are."""
    best: tuple[bool, str] | None = None
    for base in _bases(scopes, claim, groups):
        for so in scopes.values.that_are(base, claim.measure):
            more = claim.is_unnamed and claim.measure == "completed" and scopes.has_unnamed(base)
            is_all, is_none = len(so) + more == len(base), not (so or more)
            holds = {"all": is_all, "none": is_none, "some": not is_none}[claim.amount]
            if holds or best is None:
                best = holds, f"{len(so)} of {len(base)}"
            if holds:
                return best
    return best


def _bases(scopes: SightScopes, claim: ShareClaim, groups: list[Items]) -> list[Items]:
    """Return the items of which all or none are meant."""
    kinds = [scopes.values.of_kind(items, claim.kind) for items in groups]
    if claim.of is not None:
        return [so for items in kinds for so in scopes.of_so_many(items, claim.of)]
    of_what: tuple[Measure, ...] = (claim.base,)
    if claim.is_open_kind and claim.measure in _CHECKED:
        of_what = (claim.base, "completed")
    each = (so for items in kinds for one in of_what for so in scopes.values.that_are(items, one))
    return [so for so in each if so]


def joint_holds(scopes: SightScopes, claim: JointClaim) -> bool:
    """Return whether the same items have all the numbers of a sentence."""
    groups = [*scopes.groups(claim.sight._replace(is_sure=False)), *scopes.everywhere()]
    wholes = (
        scopes.values.of_kind(items, kind)
        for items in groups
        for kind in ((claim.kind,) if claim.kind else ANY_KIND)
    )
    return any(
        all(_has(scopes, claim, whole, one, number) for one, number in claim.parts)
        for whole in wholes
    )


_APART: Final = frozenset({"completed", "in-progress", "under-way", "not-started"})
"""States of which each item has one."""


def without_parts(scopes: SightScopes, claim: JointClaim) -> Items | None:
    """Return the items that a sentence may give the parts of, where none have such parts.

    Where none that it may be of are so many, nothing is known against it.
    """
    apart = sum(number for one, number in claim.parts if one in _APART)
    if apart > (claim.of or 0):
        return ()  # no items have so many, whatever they are
    near = list(scopes.groups(claim.sight._replace(is_sure=False)))
    known = near if claim.is_counted else []
    whole = next(_of_so_many(scopes, claim, known), None) or _whole(scopes, claim, near)
    others = _of_so_many(scopes, claim, chain(near, scopes.everywhere()))
    holds = whole is None or any(
        all(_has(scopes, claim, base, one, number) for one, number in claim.parts)
        for base in chain(others, scopes.pairs(claim.of or 0))
    )
    return None if holds else whole


def _whole(scopes: SightScopes, claim: JointClaim, groups: Iterable[Items]) -> Items | None:
    """Return the items of groups, of any kind, that are as many in all as a claim's."""
    kinds = (scopes.values.of_kind(items, kind) for items in groups for kind in ANY_KIND)
    return next((items for items in kinds if len(items) == claim.of), None)


def _of_so_many(scopes: SightScopes, claim: JointClaim, groups: Iterable[Items]) -> Iterator[Items]:
    """Yield the items of groups, of any kind and in any state, that are as many as a claim's."""
    for items in groups:
        for kind in ANY_KIND:
            yield from scopes.of_so_many(scopes.values.of_kind(items, kind), claim.of or 0)


def _has(
    scopes: SightScopes, claim: JointClaim, items: Items, measure: Measure, number: int
) -> bool:
    """Whether so many items are so, one of them maybe completed that nobody can name."""
    senses: tuple[Measure, ...] = (measure,)
    if measure == "in-time":
        senses = ("in-time", "not-late")  # what is completed is not late either
    sizes = {len(so) for one in senses for so in scopes.values.that_are(items, one)}
    if claim.is_unnamed and scopes.has_unnamed(items):
        more = 1 if measure == "completed" else -1
        sizes |= {size + more for size in sizes}
    return number in sizes
