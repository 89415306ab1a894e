"""The position of the plan on one page."""

from __future__ import annotations

from hmic_tracker.domain.dates import say_day, say_due, say_in_full
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import PROGRESS, PROGRESS_PHRASES, SIDE_EXITS, STATUS_PHRASES, plural
from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.render.views.source_differences import difference_notes
from hmic_tracker.render.views.summary_table import bodies_table, summary_table

if TYPE_CHECKING:
    from hmic_tracker.domain.counts import Counts
    from hmic_tracker.reports.answers import Answers
    from hmic_tracker.reports.highlights import Highlights
    from hmic_tracker.reports.summary_values import DateRequests, Summary

_MOST_DATES = 2
"""So many dates that are asked for are named."""
_OTHERS = {str(status): STATUS_PHRASES[status] for status in SIDE_EXITS}


def summary_page(
    summary: Summary, news: Highlights | None = None, bars: bool = False
) -> nodes.Page:
    """The page of `summary`, with what there is to tell besides the counts.

    With `bars` the status of each framework is drawn as well.
    """
    drawn: nodes.Page = ()
    if bars:
        from hmic_tracker.render.views.status_bars import status_bars

        drawn = status_bars(summary)
    if news is not None:
        from hmic_tracker.render.views.highlights import highlight_nodes

        drawn += highlight_nodes(news)
    answers = news.answers if news else None
    origin, day = _base_text(summary, news), say_in_full(summary.as_of.isoformat())
    return nodes.page_of(
        nodes.marking_line(news.marking if news else None),
        nodes.Heading(f"{summary_title(summary)}: position at {day}"),
        nodes.Paragraph(origin) if origin else None,
        nodes.filter_line(summary.filter_text),
        nodes.spaced(nodes.Pairs((*_pairs(summary), *outside_pairs(summary, answers)))),
        nodes.Paragraph(requested_text(summary)) if summary.requested.total else None,
        deferral_notices(summary),
        nodes.spaced(summary_table(summary)),
        nodes.spaced(*(nodes.Note("*", text) for text in difference_notes(summary))),
        unsettled_notice(summary),
        nodes.spaced(bodies_table(summary)) if len(summary.bodies) > 1 else None,
        drawn,
        damage_notice(summary.damaged),
    )


def deferral_notices(summary: Summary) -> nodes.Page:
    """A line for each deferral that ends within 30 days, or has ended within as many."""
    if not (summary.deferred.ended or summary.deferred.ending):
        return ()
    from hmic_tracker.render.views.deferrals import deferral_lines

    return tuple(nodes.Paragraph(text, "amber") for text in deferral_lines(summary.deferred))


def unsettled_notice(summary: Summary) -> nodes.Page:
    """A line that says which items are not settled; nothing where all are."""
    if not summary.not_settled_ids:
        return ()
    from hmic_tracker.render.views.unsettled import unsettled_items_line

    text = unsettled_items_line(summary.not_settled_ids, summary.not_settled)
    return nodes.spaced(nodes.Paragraph(text, "amber"))


def summary_title(summary: Summary) -> str:
    """What the summary is of: the one inspection, or whose plan."""
    titles = [inspection.title for inspection in summary.inspections]
    if len(titles) == 1:
        return titles[0]
    return summary.organisation or ("Action plan" if not titles else f"{len(titles)} inspections")


def _base_text(summary: Summary, news: Highlights | None) -> str:
    """What the page is held against, and how much was entered since: a paper, or a document.

    Where a day was named the page has that in its own place, and the document alone.
    """
    last = news.last if news else None
    if news and last and last.name and not news.movement:
        source = summary.latest_source
        if source != last:
            day = say_in_full(last.on.isoformat())
            return f"Since {last.name} of {day}: {_entries(news.entries)} recorded"
    if not summary.latest_source:
        return ""
    title, on = summary.latest_source
    origin = f"From {title} of {say_in_full(on.isoformat())}"
    if news and news.movement:
        return origin
    return f"{origin}; {_entries(summary.later_entries)} recorded since"


def _entries(number: int) -> str:
    return plural(number, "entry", "entries") if number else "nothing"


def _pairs(summary: Summary) -> list[tuple[str, str]]:
    totals = summary.totals
    recs, afis, causes, both = totals[:4]
    completed = [
        f"recommendations {_ratio(recs)}{' *' * bool(totals.reported('recommendation'))}",
        f"AFIs {_ratio(afis)}{' *' * bool(totals.reported('afi'))}",
        *([f"causes of concern {_ratio(causes)}"] if causes.total else []),
    ]
    verified = verified_text(summary)
    pairs = [
        ("Completed", f"{', '.join(completed)}; {verified}"),
        (f"Open {both.open}", _colours(summary)),
    ]
    pairs += deferred_pair(summary)
    words = sorted(
        (word for word in PROGRESS if both.progress[word]), key=lambda word: word == "none"
    )
    parts = [f"{PROGRESS_PHRASES[word]} {both.progress[word]}" for word in words]
    if parts:
        pairs.append(("Progress", ", ".join(parts)))
    return pairs


def outside_pairs(summary: Summary, answers: Answers | None) -> list[tuple[str, str]]:
    """Lines of what is not counted, and of who has answered what was sent, where anything was."""
    pairs = []
    if summary.others:
        others = (f"{_OTHERS.get(word, word)} {n}" for word, n in summary.others.items())
        pairs.append(("Not counted", ", ".join(others)))
    if answers is not None and answers.rows:
        from hmic_tracker.render.views.answers import answers_text

        pairs.append(("Workbooks", answers_text(answers)))
    return pairs


def deferred_pair(summary: Summary) -> list[tuple[str, str]]:
    """A line of what is deferred, where anything is."""
    if not summary.deferred.total:
        return []
    from hmic_tracker.render.views.deferrals import deferred_text

    return [(f"Deferred {summary.totals.all.deferred}", deferred_text(summary.deferred))]


def requested_text(summary: Summary) -> str:
    """How many dates are asked for, of which items, and how to see them."""
    requests = summary.requested
    names = [*request_texts(requests), *[f"exempt {requests.exempt}"] * bool(requests.exempt)]
    see = "" if summary.filter_text else " (tracker list --requested)"
    return f"{plural(requests.total, 'date')} asked for: {', '.join(names)}{see}"


def request_texts(requests: DateRequests) -> list[str]:
    """What asks for which date, "REC-5 to 31 Mar 2009"; of many dates the items alone."""
    if len(requests.by_date) > _MOST_DATES:
        return [format_id_ranges(requests.ids)]
    return [f"{format_id_ranges(ids)} to {say_due(due)}" for due, ids in requests.by_date]


def verified_text(summary: Summary) -> str:
    """How much is verified, and how long the others have waited for that.

    "verified 1 of 21, the other 20 waiting, 17 of them 81 days".
    """
    every, waits = summary.totals.all, summary.waits
    text = f"verified {every.verified} of {every.completed}"
    if not waits.long:
        return text
    days = plural(waits.days, "day")
    others = "the other" if every.verified else "all"
    number = "" if waits.number == 1 or not every.verified else f" {waits.number}"
    if waits.number == 1 and not every.verified:
        others = "it is"
    if waits.longest == waits.number:
        return f"{text}, {others}{number} waiting {days}"
    return f"{text}, {others}{number} waiting, {waits.longest} of them {days}"


def _ratio(counts: Counts) -> str:
    return f"{counts.completed} of {counts.total}"


def _colours(summary: Summary) -> str:
    both, rags = summary.totals.all, summary.open_rags
    near = say_day(summary.near_day).rsplit(" ", 1)[0]
    parts = []
    if both.overdue:
        parts.append(f"red {both.overdue} (overdue)")
    if rags["amber"]:
        moved, soon = summary.amber_moved, summary.amber_soon
        why = f"due by {near}" if soon else "moved often"
        if soon and moved:
            why = f"{soon} due by {near}, {moved} moved often"
        parts.append(f"amber {rags['amber']} ({why})")
    if rags["green"]:
        parts.append(f"green {rags['green']} (on course)")
    if rags["grey"]:
        parts.append(f"grey {rags['grey']} (no due date)")
    if both.deferred:
        parts.append(f"deferred {both.deferred}")
    return ", ".join(parts) or "nothing"
