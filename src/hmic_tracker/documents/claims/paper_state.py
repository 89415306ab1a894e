"""Where the reading of a paper is: what stands above, and what was named before."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from hmic_tracker.documents.claims.around import Around
from hmic_tracker.documents.claims.bulleted_items import Bulleted
from hmic_tracker.documents.claims.certainty import ANOTHER_TIME
from hmic_tracker.documents.claims.claim_types import A_PART, Claim, FigureClaim
from hmic_tracker.documents.claims.counted_names import CountedNames
from hmic_tracker.documents.claims.ellipses import Spoken
from hmic_tracker.documents.claims.followed_counts import FollowedCounts
from hmic_tracker.documents.claims.grade_counts import AreasCounted
from hmic_tracker.documents.claims.state_sums import StateSums
from hmic_tracker.documents.wording.patterns import DATE
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import ItemGroup, ItemRef, PartCount, Spot
    from hmic_tracker.documents.claims.paper_names import Named


_DUE_HEAD: Final = re.compile(
    rf"(?:#+ )?(?:[\d.]+ )?(?:(?:items|actions|work) )?(?:due|by|to be (?:completed|finished))\b"
    rf"[a-z ]{{0,20}}{DATE.pattern}$",
    re.I,
)
"""A heading under which the items of one date stand."""


@dataclass(slots=True)
class PaperState:
    """Where the reading is: the headings above, the items that the last heading named.

    The sentences of a passage have named the `recent` items, each as what it is about.
    `before` are the frameworks that the passage before named, `topic` those of the last that named
    any. A `stem` before bullets says of which items these are; what they count `is_part` of them.
    `doubt` is that of a passage whose label names nothing of the plan. What stands under a heading
    of changes `is_moved`. The items were named by a sentence where one `is_inside`. `subject` is
    the one framework that a paper speaks of until it names another, `title` those that its first
    lines name. What stands under the heading of a post `is_of_post`: it counts that one's items.
    Items are named `by_sentence` where no heading names them, by the one right before where it
    `is_just`; so many the sentence before
    `counted`, where it has one number alone; what else it leaves to the next was `spoken`, and of
    graded areas what it has of those (`areas`). The sentences of the passage before it have the
    `numbers`; one counted the `group`. The list right before names the `bulleted` items, one in
    each bullet. The items that a passage counts
    are `followed`, those that it names one by one counted `by_name`.
    """

    framework: Around = field(default_factory=Around)
    items: ItemRef | None = None
    recent: tuple[ItemRef, ...] = ()
    bulleted: Bulleted = field(default_factory=Bulleted)
    listed: str = ""
    over: str = ""
    is_ours: bool = False
    before: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    stem: bool = False
    is_part: bool = False
    doubt: str = ""
    is_moved: bool = False
    is_inside: bool = False
    is_of_post: bool = False
    by_sentence: bool = False
    is_just: bool = False
    counted: int | None = None
    is_news: bool = False
    subject: str | None = None
    title: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    group: ItemGroup | None = None
    spoken: Spoken = field(default_factory=Spoken)
    areas: AreasCounted = field(default_factory=AreasCounted)
    followed: FollowedCounts = field(default_factory=FollowedCounts)
    by_name: CountedNames = field(default_factory=CountedNames)
    sums: StateSums = field(default_factory=StateSums)

    def of_counted(
        self,
        spot: Spot,
        sentence: str,
        named: Sequence[Named],
        claims: Sequence[Claim],
        around: Around,
        *,
        has_items: bool,
    ) -> list[PartCount]:
        """Return how many of the items counted before are so, where these are the plan's."""
        if self.doubt or self.is_moved or self.is_of_post or self.is_news or self.is_part:
            self.followed.clear()
            return []
        return self.followed.read(spot, sentence, named, claims, around, has_items=has_items)

    @property
    def named(self) -> int:
        """How many items the sentences of the passage have named."""
        return sum(max(1, len(one.ids), len(one.labels)) for one in self.recent)

    @property
    def only_title(self) -> str | None:
        """The one framework that the paper's title names."""
        return self.title[0] if len(self.title) == 1 else None


def in_part(claims: Iterable[Claim], at: PaperState) -> list[Claim]:
    """Return claims under a stem that picks some items out: what they count is no total."""
    if at.is_news:  # "Newly completed": some of the plan's items alone
        return [
            claim._replace(doubt=claim.doubt or ANOTHER_TIME)
            if isinstance(claim, FigureClaim)
            else claim
            for claim in claims
        ]
    if _DUE_HEAD.match(at.over):  # "Due 31 December 2026": of those alone
        return [
            claim._replace(doubt=claim.doubt or A_PART)
            if isinstance(claim, FigureClaim)
            and not (claim.framework or claim.by or claim.is_whole)
            else claim
            for claim in claims
        ]
    if not at.is_part:
        return list(claims)
    return [
        claim._replace(doubt=claim.doubt or A_PART)
        if isinstance(claim, FigureClaim) and claim.measure == "total"
        else claim
        for claim in claims
    ]
