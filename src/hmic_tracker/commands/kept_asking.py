"""Asking about kept paragraphs that stand in a paper as they stood in the one before it."""

from __future__ import annotations

from datetime import date

from hmic_tracker.commands.output import ask_letter, can_ask, say
from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.kept_texts import WHOLE, KeptText
from hmic_tracker.domain.words import plural
from hmic_tracker.errors import ConflictError, DeclinedError, UsageError
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.reports.kept_paragraphs import unchanged_since
from hmic_tracker.store.recorded_papers import read_papers

if TYPE_CHECKING:
    from hmic_tracker.commands.paper_request import PaperRequest
    from hmic_tracker.commands.session import Session
    from hmic_tracker.domain.frameworks import Framework
    from hmic_tracker.domain.recorded_papers import RecordedPaper, ReportedText
    from hmic_tracker.reports.paper import Paper

_MOST_NAMED = 4
_LONGEST = 60

Confirmed = frozenset[KeptText]
"""The texts that a person let stand."""


def confirmed_paper(
    session: Session, request: PaperRequest, use_index: bool
) -> tuple[Paper, Confirmed]:
    """The paper, after a person was asked about those of its paragraphs that are as before.

    Where one is written anew at the question the paper is made again. Raises as `confirm_kept`.
    """
    while True:
        paper = request.paper(use_index)
        unchanged = _unchanged(session, paper)
        if not unchanged or session.says_yes or _may_stand(paper, unchanged):
            return paper, frozenset(unchanged)
        from hmic_tracker.commands.kept_editing import write_anew

        for text in unchanged:
            write_anew(session, text, _named(text, paper.all_frameworks), _day_for(session, paper))


def confirm_kept(session: Session, paper: Paper, confirmed: Confirmed) -> None:
    """Raises ConflictError where more of a paper is as before than what a person let stand."""
    if not confirmed.issuperset(_unchanged(session, paper)):
        raise ConflictError("the plan was changed meanwhile", "run the command again")


def _unchanged(session: Session, paper: Paper) -> tuple[KeptText, ...]:
    """What a person is asked about: a paper that was recorded with it isn't asked about again."""
    return unchanged_since(paper.kept, _printed(session, paper))


def _may_stand(paper: Paper, unchanged: tuple[KeptText, ...]) -> bool:
    """Ask about the paragraphs that are as in the paper before; False where they are to be edited.

    Raises DeclinedError, and UsageError where nobody can be asked.
    """
    number = len(unchanged)
    many, be = plural(number, "kept paragraph"), "is" if number == 1 else "are"
    since = f"{many} {be} unchanged since {_called(paper.previous)}"
    these = "it" if number == 1 else "them"
    names = [_named(text, paper.all_frameworks) for text in unchanged]
    first = unchanged[0].key
    if not can_ask():
        named = ", ".join(names[:_MOST_NAMED]) + (", …" if number > _MOST_NAMED else "")
        raise UsageError(
            f"{since}: {named}",
            f"print {these} again with --yes, or write {'it' if number == 1 else 'one'} anew: "
            f"tracker settings set {first} TEXT",
        )
    listed = [f"  {name}: {_begins(t)}" for name, t in zip(names, unchanged, strict=True)]
    say("\n".join([f"{since}:", *listed]))
    answer = ask_letter(f"Print {these} again (y), or edit {these} first (e)?", since, "e")
    if not answer:
        say(
            f"write one anew: tracker settings set {first} TEXT\n"
            f"or take it out: tracker settings unset {first}"
        )
        raise DeclinedError(since)
    return answer == "y"


def _day_for(session: Session, paper: Paper) -> date:
    """The day of a paragraph that is written for a paper: today, or the paper's where that is over.

    What was written after its day would not be in it.
    """
    day, meeting = paper.wanted.as_of, paper.wanted.meeting
    return min(session.today, max(day, meeting or day))


def say_later(paper: Paper) -> None:
    """Say which kept paragraphs were only written after the day of the paper."""
    later = paper.kept.later
    if not later:
        return
    number, names = len(later), [_named(text, paper.all_frameworks) for text in later]
    named = ", ".join(names[:_MOST_NAMED]) + (", …" if number > _MOST_NAMED else "")
    day = max(paper.wanted.as_of, paper.wanted.meeting or paper.wanted.as_of)
    be, they = ("is", "it was") if number == 1 else ("are", "they were")
    say(
        f"take note: {plural(number, 'kept paragraph')} {be} not in it, since {they} written "
        f"after {say_day(day)}: {named}"
    )


def _printed(session: Session, paper: Paper) -> tuple[ReportedText, ...]:
    """What this very paper was recorded with."""
    if not paper.kept.unchanged:
        return ()
    own = (paper.wanted.settings.name, paper.wanted.number)
    recorded = read_papers(session.folder)[0]
    return tuple(t for one in recorded if (one.name, one.number) == own for t in one.texts)


def _called(previous: RecordedPaper | None) -> str:
    """ "report 9 (11 Sep 2008)"."""
    if previous is None:
        return "the last report"
    return f"report {previous.number} ({say_day(previous.meeting or previous.as_of)})"


def _named(text: KeptText, frameworks: tuple[Framework, ...]) -> str:
    """ "findings on Neighbourhood Policing"."""
    names = {framework.slug: framework.name for framework in frameworks}
    words = text.section.replace("-", " ")
    if text.framework == WHOLE:
        return words
    return f"{words} on {names.get(text.framework, text.framework)}"


def _begins(text: KeptText) -> str:
    words = " ".join(text.paragraphs)
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + " …"
