"""Bullets that say how the items of a framework stand: "Four recommendations - all completed"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.claims.claim_types import (
    Claim,
    DueClaim,
    Extent,
    FigureClaim,
    Spot,
)
from hmic_tracker.documents.claims.due_claims import DEFERRED_UNTIL
from hmic_tracker.documents.wording.bullets import Group, read_bullet
from hmic_tracker.documents.wording.clauses import ClauseStatement, read_clause
from hmic_tracker.documents.wording.patterns import NUMBER, number_of
from hmic_tracker.domain.words import COMPLETED
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import PaperNames

_PUT_DOWN: Final = re.compile(
    r"[;,.]?\s*(?:Report|The source|The report|It)\b[^.;]*\bsays? that[^.;]*", re.I
)
_OTHERS: Final = re.compile(rf"\b(?P<number>{NUMBER}) (?:others|remaining)\b", re.I)
_GRADED: Final = re.compile(r"(?:, | \()graded [A-Z][a-z]+(?: [a-z]+)?\)?(?=[:,–-])")
_BEHIND_NAME: Final = re.compile(r"[.,:;–— -]+(?:the|its|all|both)?$", re.I)
"""What stands between a name and what is counted under it: "Custody. The one recommendation"."""
_BEGINS: Final = re.compile(r"(?:[.;:,–—-]|\b(?P<goes_on>and)) *(?:(?:the|its|all|both) )?$", re.I)
"""What stands before items that are counted, of no part of them and of no work on them."""
_NO_FRAMEWORK: Final = "no framework"
"""What our own papers call items that are under none."""
_SAYS: Final = re.compile(r"\b(?:is|are|was|were|has|have|had)\b", re.I)
"""A verb before what is counted: something else is said there."""
_TO_BE: Final = re.compile(
    r"\b(?:the )?(?:(?:two|three|four|five|six|seven|eight|nine|ten|\d+) )?others? (?:is|are) to be"
    r" completed",
    re.I,
)


def claims_of_bullet(spot: Spot, text: str, names: PaperNames) -> list[Claim] | None:
    """Return the claims of a bullet about one framework; None where it is something else."""
    plain = DEFERRED_UNTIL.sub("", _GRADED.sub("", _PUT_DOWN.sub("", text)))
    bullet = read_bullet(
        plain, lambda name: name.lower() == _NO_FRAMEWORK or names.of_cell(name) is not None
    )
    if bullet is None or not bullet.name:
        return None
    name = _BEHIND_NAME.sub("", bullet.name)
    if name.lower() == _NO_FRAMEWORK:
        return []  # how the others stand, which no other figure of the plan is of
    named = names.of_cell(name)
    groups = [group for group in bullet.groups if group.kind and group.total is not None]
    if named is None or not groups or len(groups) != len(bullet.groups):
        return None
    if _SAYS.search(plain[: max(plain.find(groups[0].sentence), 0)]):
        return None  # "Custody: REC-4 is completed; its five AFIs are open"
    claims: list[Claim] = []
    made = _Maker(spot, named.slug, named.extent)
    is_tight = True
    for group in groups:
        begins = _BEGINS.search(plain[: max(plain.find(group.sentence), 0)])
        is_tight = bool(begins) and (is_tight or not (begins and begins["goes_on"]))
        hits = made.of_group(group, is_tight=is_tight)
        if hits is None:
            return None
        claims += hits
    if bullet.due:
        kinds = {group.kind for group in groups}
        claims.append(
            DueClaim(
                spot,
                None if len(kinds) > 1 else groups[0].kind,
                named.slug,
                named.extent,
                bullet.due,
                quote=text,
            )
        )
    return claims


class _Maker:
    def __init__(self, spot: Spot, slug: str, extent: Extent) -> None:
        self.spot, self.slug, self.extent = spot, slug, extent

    def of_group(self, group: Group, *, is_tight: bool) -> list[Claim] | None:
        """Return the claims of items of one kind, None where the words aren't all understood.

        They are of nothing else where `is_tight`: the items are counted at a sentence's beginning.
        """
        total = group.total or 0
        if not group.clause:
            return [
                FigureClaim(
                    self.spot,
                    "count",
                    group.kind,
                    "total",
                    self.slug,
                    self.extent,
                    total,
                    quote=group.sentence,
                )
            ]
        parts = read_clause(_TO_BE.sub("", group.clause))[0]
        others = _OTHERS.search(group.clause)
        done = _completed(parts, total)
        if done is None or done > total:  # another framework's line has run into this one
            return None
        claims: list[Claim] = [
            FigureClaim(
                self.spot,
                "status",
                group.kind,
                "completed",
                self.slug,
                self.extent,
                done,
                total,
                quote=group.sentence,
                is_tight=is_tight,
                has_noun=is_tight,
            )
        ]
        if others and (number := number_of(others["number"])) != total - done:
            claims.append(
                FigureClaim(
                    self.spot,
                    "status",
                    group.kind,
                    "open",
                    self.slug,
                    self.extent,
                    number,
                    quote=group.sentence,
                )
            )
        due = next((part.due for part in parts if part.due and part.status not in COMPLETED), None)
        if due:
            claims.append(
                DueClaim(self.spot, group.kind, self.slug, self.extent, due, quote=group.sentence)
            )
        return claims


def _completed(parts: Sequence[ClauseStatement], total: int) -> int | None:
    """Return how many of so many a clause says are completed."""
    stated = [part for part in parts if part.status is not None]
    if not stated or any(part.named for part in stated):
        return None
    counted = 0
    whole: list[bool] = []
    for part in stated:
        is_done = part.status in COMPLETED
        if part.who == "number":
            counted += (part.number or 0) if is_done else 0
        elif part.who == "all-but":
            counted += max(0, total - (part.number or 0)) if is_done else (part.number or 0) * 0
        elif part.who == "other" and any(p.who == "number" for p in stated):
            already = sum(p.number or 0 for p in stated if p.who == "number")
            counted += max(0, (part.number or total - already)) if is_done else 0
        elif part.who != "other":
            whole.append(is_done)
    numbers = [part for part in stated if part.who in {"number", "all-but"}]
    if numbers and not any(part.status in COMPLETED for part in numbers):
        open_ones = sum(part.number or 0 for part in numbers if part.who == "number")
        if open_ones < total and not any(part.who == "other" for part in stated):
            return None  # "two of its three AFIs remain open": nothing is said of the third
    if not numbers and whole:
        if any(whole) and not all(whole):
            return None  # of some one thing, of others another
        return total if all(whole) else 0
    return counted
