"""The kept paragraphs of a paper: which stood on its day, and which are as in the paper before."""

from __future__ import annotations

from hmic_tracker.domain.kept_versions import texts_as_of, texts_of
from hmic_tracker.domain.recorded_papers import NAMELESS
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.kept_texts import KeptText
    from hmic_tracker.domain.plan import Plan
    from hmic_tracker.domain.recorded_papers import RecordedPaper, ReportedText


class KeptParagraph(NamedTuple):
    """A kept text of a paper: its framework, None where it is on all or on none that is known.

    `is_unchanged` is whether the paper before had it so; `is_of_this_paper` whether it was written
    since that, and by the day of this one.
    """

    text: KeptText
    framework: Framework | None
    is_unchanged: bool
    is_of_this_paper: bool


class KeptParagraphs(NamedTuple):
    """The kept texts that a paper prints, by framework, and those that were written after it."""

    shown: tuple[KeptParagraph, ...] = ()
    later: tuple[KeptText, ...] = ()

    @property
    def unchanged(self) -> tuple[KeptText, ...]:
        """Those that the paper before had so."""
        return tuple(one.text for one in self.shown if one.is_unchanged)


def kept_paragraphs(
    plan: Plan, name: str, days: tuple[date, date | None], previous: RecordedPaper | None
) -> KeptParagraphs:
    """The kept texts of a paper of that name, as of the first day, for a meeting on the second.

    What was written until the meeting is the paper's: a position is that of a day before it. `plan`
    is the plan as it is today; a text that changed since is as it was.
    """
    if not plan.paper_texts:
        return KeptParagraphs()
    as_of, meeting = days
    has_name = any(paper.name == NAMELESS for paper in plan.papers)
    texts = texts_of(plan.paper_texts, name, None if has_name else NAMELESS)
    stood, later = texts_as_of(texts, plan.history, max(as_of, meeting or as_of))
    places = {framework.slug: place for place, framework in enumerate(plan.frameworks)}
    by_slug = {framework.slug: framework for framework in plan.frameworks}
    reported = {one.place: one for one in previous.texts} if previous else {}
    shown = [
        KeptParagraph(
            text,
            by_slug.get(text.framework),
            _is_as(text, reported.get(text.place)),
            _is_of(text, as_of, previous),
        )
        for text in sorted(stood, key=lambda text: places.get(text.framework, -1))
    ]
    return KeptParagraphs(tuple(shown), later)


def unchanged_since(
    kept: KeptParagraphs, printed: Iterable[ReportedText] = ()
) -> tuple[KeptText, ...]:
    """The texts that a person is asked about: as in the paper before, and not yet `printed`."""
    known = {one.place: one for one in printed}
    return tuple(text for text in kept.unchanged if not _is_as(text, known.get(text.place)))


def _is_as(text: KeptText, reported: ReportedText | None) -> bool:
    """Whether a text is that which was reported, and nobody confirmed it since."""
    return reported is not None and (reported.digest, reported.on) == (text.digest, text.day)


def _is_of(text: KeptText, as_of: date, previous: RecordedPaper | None) -> bool:
    """Whether a text was written for the paper of a day: it goes without saying of when it is."""
    if text.day is None:
        return True  # nobody says of when it is
    if previous is None:
        return text.day == as_of
    return previous.as_of < text.day <= as_of
