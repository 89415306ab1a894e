"""A committee paper held against the plan as of its day: what differs, what agrees."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from hmic_tracker.documents.claims.claim_types import (
    Claim,
    ColourClaim,
    FigureClaim,
    Group,
    Mention,
    OtherFigure,
    PaperClaims,
)
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.reports.claim_checks import ClaimChecker
from hmic_tracker.reports.claim_trust import trusted
from hmic_tracker.reports.colour_trust import with_colours
from hmic_tracker.reports.unnamed_count import settled

if TYPE_CHECKING:
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.reports.compared import Compared, Verdict

_FEWEST_DAYS: Final = 4
_MOST_DAYS: Final = 40
_ITEMS_TRIED: Final = 20_000
_LONGEST_RUN: Final = 200
"""Figures of a table or list that may be the parts of a whole: more than a plan's frameworks."""


class PaperCheck(NamedTuple):
    """A paper checked: everything compared, in its order, and the figures that aren't ours.

    `day_from` is where its day is from: "position", "meeting", "date", "title", "given",
    "agreement" where it has none and most of it agrees on that day, else "today".
    """

    name: str
    title: str
    as_of: date
    day_from: str
    compared: tuple[Compared, ...]
    others: tuple[OtherFigure, ...]
    damaged: bool = False

    def of(self, verdict: Verdict) -> tuple[Compared, ...]:
        """Return what came out so."""
        return tuple(one for one in self.compared if one.verdict == verdict)

    @property
    def read(self) -> dict[Group, int]:
        """How many claims of each group were read, those that could be compared or not."""
        groups: dict[Group, int] = {}
        for one in self.compared:
            if one.verdict != "unclear":
                groups[one.group] = groups.get(one.group, 0) + 1
        return groups


def check_paper(plan: Plan, paper: PaperClaims, day: date, day_from: str) -> PaperCheck:
    """Return a paper held against the plan as of a day; `plan` is the plan with its history."""
    checker = ClaimChecker(plan, day)
    claims = settled(paper.claims, checker)
    each = [(claim, held) for claim in claims if (held := checker.compare(claim)) is not None]
    each = with_colours(claims, each)
    compared = trusted(list(dict.fromkeys(_without_repeats(each))))
    runs: dict[int, list[FigureClaim]] = {}
    for claim in claims:
        if isinstance(claim, FigureClaim):
            runs.setdefault(claim.spot.run, []).append(claim)
    with_sums = [
        one._replace(remark=one.remark or _sum_remark(one, runs.get(one.spot.run, ()), checker))
        if one.verdict == "differs"
        else one
        for one in compared
    ]
    unclear = (
        OtherFigure(one.spot._replace(column=-1), "", one.remark or "unclear")
        for one in with_sums
        if one.verdict == "unclear"
    )
    others = tuple(dict.fromkeys((*paper.others, *unclear)))
    return PaperCheck(
        paper.name,
        paper.title,
        day,
        day_from,
        tuple(with_sums),
        tuple(sorted(others, key=lambda one: one.spot.order)),
        bool(plan.damaged),
    )


def likely_day(plan: Plan, paper: PaperClaims, today: date) -> date:
    """Return the day on which most of a paper without one agrees: today, or an earlier one.

    Tried are the latest days on which something in the plan changed or became overdue.
    """
    items = plan.items
    days = {entry.on for item in items for entry in item.history}
    days |= {last + timedelta(days=1) for item in items if (last := item.deadline)}
    most = max(_FEWEST_DAYS, min(_MOST_DAYS, _ITEMS_TRIED // max(1, len(items))))
    tried = [today, *sorted((day for day in days if day < today), reverse=True)[:most]]

    def agreement(day: date) -> int:
        check = check_paper(plan, paper, day, "")
        return len(check.of("agrees")) - len(check.of("differs"))

    return max(tried, key=agreement)


def _without_repeats(each: Sequence[tuple[Claim, Compared]]) -> Iterator[Compared]:
    """Yield what was compared, a number of a row of colours that differs once: by its colour."""
    coloured = {
        (held.spot.run, held.spot.order)
        for claim, held in each
        if isinstance(claim, ColourClaim) and held.verdict == "differs"
    }
    for claim, held in each:
        is_number = isinstance(claim, Mention) and held.group == "count"
        if not (is_number and (held.spot.run, held.spot.order) in coloured):
            yield held


def _sum_remark(one: Compared, figures: Sequence[FigureClaim], checker: ClaimChecker) -> str:
    """What the rows or bullets that a figure stands among add up to, where they are the whole."""
    if len(figures) > _LONGEST_RUN:
        return ""
    mine = next(
        (c for c in figures if c.spot == one.spot and c.quote == one.quote and c.framework), None
    )
    if mine is None or mine.value is None or mine.of is None:
        return ""
    run = [
        c
        for c in figures
        if (c.kind, c.measure) == (mine.kind, mine.measure)
        and c.framework
        and c.extent == "own"
        and c.value is not None
        and c.of is not None
    ]
    counted = checker.values.of_kind(checker.values.counted, mine.kind)
    slugs = [c.framework for c in run]
    if not run or len(set(slugs)) != len(slugs) or {i.framework for i in counted} != set(slugs):
        return ""
    so = checker.values.that_are(counted, mine.measure)[0]
    first, last = run[0].spot, run[-1].spot
    where = f"{_plural(first.words)} to {last.words.rpartition(' ')[2]}"
    total = f"{sum(c.value or 0 for c in run)} of {sum(c.of or 0 for c in run)}"
    return f"{where} thus add up to {total}; the plan has {len(so)}."


def _plural(words: str) -> str:
    name, _, number = words.rpartition(" ")
    return f"{name[:1].upper()}{name[1:]}s {number}"


def spots(others: Iterable[OtherFigure]) -> Iterator[str]:
    """Yield the places of figures that the plan doesn't hold, each once."""
    yield from dict.fromkeys(one.spot.words for one in others)


def reasons(others: Iterable[OtherFigure]) -> list[tuple[str, list[str]]]:
    """Return why claims were set aside, in words, each with its places, the most frequent first."""
    places: dict[str, list[str]] = {}
    for one in others:
        if one.why and one.why not in {"unclear", "movement"}:
            places.setdefault(one.why, []).append(one.spot.words)
    unique = [(why, list(dict.fromkeys(where))) for why, where in places.items()]
    return sorted(unique, key=lambda each: -len(each[1]))
