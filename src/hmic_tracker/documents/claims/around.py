"""What a sentence stands under."""

from __future__ import annotations

from datetime import date

from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.claim_types import Extent
    from hmic_tracker.documents.claims.counted_groups import CountedGroup
    from hmic_tracker.documents.claims.measure_words import State
    from hmic_tracker.domain.words import Kind


class Around(NamedTuple):
    """What a sentence stands under: a framework by heading or bullet, a kind by its list.

    `state` is what the sentence before counted for, `subject` the one kind that it named, where it
    counted no items of all kinds (`is_of_all`); `day` is the paper's; `mentioned` are the
    frameworks named before in the passage and in its heading, `just` is the only one that the
    sentence before named, `group` the items that it counted.
    """

    framework: str | None = None
    extent: Extent = "plan"
    kind: Kind | None = None
    is_kind_given: bool = False
    state: State | None = None
    subject: Kind | None = None
    is_of_all: bool = False
    day: date | None = None
    mentioned: tuple[str, ...] = ()
    just: tuple[str, Extent] | None = None
    group: CountedGroup | None = None

    @property
    def sure(self) -> str | None:
        """The framework above where nothing else has come between."""
        return None if self.extent == "near" else self.framework
