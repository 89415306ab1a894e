"""Which scale grades are on, where their words stand on several: by who gave them, and when."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from hmic_tracker.domain.bodies import BODIES, Body, bodies_named
from hmic_tracker.domain.grades import Scale
from hmic_tracker.light_typing import Final

Groups = Sequence[Sequence[Scale]]
"""Scales to choose from, those that are likelier in an earlier group."""
_SINCE: Final = re.compile(r"-(\d{4})$", re.ASCII)
_ENOUGH: Final = 6
"""So many grades of a period say something by what none of them is.

Nearly half of the grades that HMICFRS gave to forces since 2021 are Adequate: six without one are
on the scale that has none, as those of fire services were until 2022.
"""


def likely_scales(body: str | None, bodies: Iterable[Body], scales: Iterable[Scale]) -> Groups:
    """The scales of those who inspected, then those of police inspectorates, then all."""
    known, all_ = tuple(bodies), tuple(scales)
    police = next(one.scales for one in BODIES if one.slug == "hmic")
    police += next(one.scales for one in BODIES if one.slug == "hmicfrs")
    names = [name for one in bodies_named(known, body) for name in one.scales]
    return (_named(all_, names), _named(all_, police), all_)


def scales_of(used: Mapping[str, Sequence[str]], groups: Groups) -> dict[str, Scale | None]:
    """The scale of each period: one that has all the grades used in it and was then in force.

    Of two wordings of one scale it is that of the other periods; None where no scale has them all.
    """
    fitting = {period: _fitting(grades, period, groups) for period, grades in used.items()}
    settled = [scales[0] for scales in fitting.values() if len(scales) == 1]
    return {period: _one_of(scales, settled) for period, scales in fitting.items()}


def scale_of(grades: Sequence[str], period: str, groups: Groups) -> Scale | None:
    """The scale of one period alone, as `scales_of` has it."""
    return scales_of({period: grades}, groups)[period]


def _named(scales: Sequence[Scale], names: Collection[str]) -> tuple[Scale, ...]:
    return tuple(scale for scale in scales if scale.name in names)


def _fitting(grades: Sequence[str], period: str, groups: Groups) -> list[Scale]:
    """The scales with all these grades of the first group that has any: one, or its wordings."""
    wanted = set(grades)
    for scales in groups:
        fitting = [scale for scale in scales if wanted <= set(scale.grades)]
        if not fitting:
            continue
        begun = [one for one in fitting if _since(one) <= _year(period)]
        begun = begun or [min(fitting, key=_since)]
        if len(grades) >= _ENOUGH:
            fewest = min(len(one.grades) for one in begun)
            begun = [one for one in begun if len(one.grades) == fewest]
        newest = max(begun, key=_since)
        return [newest, *(one for one in begun if _is_wording(one, newest))]
    return []


def _year(period: str) -> int:
    """The year a period begins with; the last there is where it names none, as "round 3" does."""
    return int(period[:4]) if period[:4].isascii() and period[:4].isdecimal() else 9999


def _since(scale: Scale) -> int:
    """The year that a scale's name ends with, its first ("peel-2014"); 0 where there is none."""
    year = _SINCE.search(scale.name)
    return int(year[1]) if year else 0


def _is_wording(one: Scale, other: Scale) -> bool:
    """Whether two scales are alike but for one word: "Requires improvement to be good"."""
    same_length = len(one.grades) == len(other.grades)
    return same_length and sum(a != b for a, b in zip(one.grades, other.grades, strict=True)) == 1


def _one_of(scales: Sequence[Scale], settled: Sequence[Scale]) -> Scale | None:
    if not scales:
        return None
    return next((one for one in scales if one in settled), scales[0])
