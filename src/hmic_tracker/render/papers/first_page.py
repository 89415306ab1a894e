"""The first page of a paper: what members are to do, what is new, and where we stand.

Here numbers are in figures, since they are looked up and not read.
"""

from __future__ import annotations

from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple
from hmic_tracker.render.papers.news_lines import grade_lines, news_lines
from hmic_tracker.render.papers.page_lines import MOST, Line, because, ids_of
from hmic_tracker.render.papers.position_lines import completed_lines, note_lines, open_lines
from hmic_tracker.render.papers.wording import in_full, in_words, named_ids

if TYPE_CHECKING:
    from hmic_tracker.reports.paper import Paper


class Part(NamedTuple):
    """A part of the first page under its title.

    `all_unowned` is whether it says of every open item that nobody owns it.
    """

    title: str
    lines: tuple[Line, ...]
    all_unowned: bool = False


def request_sentence(paper: Paper) -> str:
    """What members are asked, where the settings don't say: "… agree two extensions and note…"."""
    requested = paper.story.news.get("requested")
    report = "note the report"
    if paper.wanted.settings.purpose == "decision":
        report = "consider the report and decide on it"
    if requested is None:
        return f"Members are asked to {report}."
    number = requested.number
    which = _terms(paper) or ids_of(requested)
    extensions = f"{in_words(number)} extension{'' if number == 1 else 's'}"
    which = f" ({which})" if which else ""
    return f"Members are asked to agree {extensions}{which} and to {report}."


def _terms(paper: Paper) -> str:
    """ "REC-5, to 31 March 2009: four boroughs without a lead"; nothing where they are too many."""
    terms, exempt = paper.story.extensions, paper.story.news["requested"].exempt
    if len(terms) > MOST or any(named_ids(one.ids).count(",") >= MOST for one in terms):
        return ""
    texts = [f"{named_ids(one.ids)}, to {in_full(one.until)}{because(one.reason)}" for one in terms]
    return "; ".join([*texts, *([f"{exempt} exempt"] * bool(exempt))])


def foot_sentence(paper: Paper) -> str:
    """What stands on every page: "Position at 1 December 2008; 17 more fall due on 31 …"."""
    position, still_open = f"Position at {in_full(paper.wanted.as_of)}", paper.story.open
    if not still_open.next_due:
        return f"{position}."
    more = " more" if still_open.overdue else ""
    fall = "falls" if still_open.due_next == 1 else "fall"
    due = f"{still_open.due_next}{more} {fall} due on {in_full(still_open.next_due)}"
    return f"{position}; {due}."


def since(paper: Paper) -> Part:
    """What is new since the last paper, or since the newest document where there is none."""
    base = paper.story.base
    if base is None:
        return Part("Nothing earlier is recorded", tuple(grade_lines(paper)))
    which = f"report {base.name}, position at" if base.is_paper else f"{base.name} of"
    return Part(f"Since {which} {in_full(base.on)}", (*news_lines(paper), *grade_lines(paper)))


def position(paper: Paper) -> Part:
    """Where we stand: completed, verified, open, and past the first date."""
    lines = (*completed_lines(paper), *open_lines(paper), *note_lines(paper))
    all_unowned = paper.story.open.is_unowned
    return Part("Where we stand", lines, all_unowned)
