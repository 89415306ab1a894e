"""What the page of the position begins with: the numbers that matter, and a line for each question.

What is worse than last time, what was done, who is late, what is due next, did a grade fall.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.deferrals import ANNOUNCED_DAYS
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import enumerated, plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.views import summary as summary_view
from hmic_tracker.render.views.moved_dates import moved_dates_text
from hmic_tracker.render.views.source_differences import difference_notes

if TYPE_CHECKING:
    from hmic_tracker.reports.grade_changes import GradeChanges
    from hmic_tracker.reports.grade_moves import GradeMove
    from hmic_tracker.reports.movement import Movement
    from hmic_tracker.reports.status_page import DueDay, StatusPage
    from hmic_tracker.reports.summary_values import Summary

_MOST: Final = 3
"""So many owners, dates and frameworks are named; of more the number of the others."""


def glance_nodes(page: StatusPage) -> Iterator[nodes.Node]:
    """The numbers, and the lines under them."""
    yield _figures(page)
    yield nodes.Pairs(tuple(_pairs(page)), columns=2)


def _figures(page: StatusPage) -> nodes.Figures:
    summary = page.summary
    every = summary.totals.all
    late: nodes.Style = "red" if every.overdue else ""
    return nodes.Figures(
        (
            nodes.Figure("Overdue", every.overdue, f"of {every.open} open", late),
            nodes.Figure("Due soon", page.owed.near, f"by {say_day(summary.near_day)}"),
            nodes.Figure("No owner", page.unowned, f"of {every.open} open"),
            nodes.Figure("Deferred", every.deferred, "by agreement"),
            nodes.Figure("Open", every.open, f"of {every.total}"),
            nodes.Figure("Completed", every.completed, f"of {every.total}", "green"),
            nodes.Figure("Verified", every.verified, f"of {every.completed} completed", "blue"),
            nodes.Figure("Extensions", summary.requested.total, "requested"),
        )
    )


def _pairs(page: StatusPage) -> Iterator[tuple[str, str]]:
    moved = page.highlights.movement
    if moved is not None:
        fell = [f"{_moves(page.moves.fell, 'fell')}"] * bool(page.moves.fell)
        rose = [f"{_moves(page.moves.rose, 'rose')}"] * bool(page.moves.rose)
        yield "Worse", f"since {since_text(page)}: {', '.join([*fell, *_worse(moved)])}"
        yield "Done", f"since then: {', '.join([*rose, *_done(moved)])}"
    yield "Late", _late(page)
    yield (
        "Due next",
        _named(map(_due_text, page.dues)) or "nothing has a date to come",
    )
    yield "Grades", grades_text(page.changes)
    if moved is not None and moved.dates_moved:
        yield "Moved", moved_dates_text(moved.dates_moved)
    if moved is not None and (put_off := _deferred(moved)):
        yield "Deferred", put_off
    yield "To decide", _to_decide(page.summary)
    yield "Completed", _completed(page)
    if page.summary.waits.long:
        yield "Verified", summary_view.verified_text(page.summary).removeprefix("verified ")
    yield from _source(page)


def _due_text(one: DueDay) -> str:
    """ "step 1 of REC-6 by 19 Dec 2008", "16 by 31 Dec 2008"."""
    steps = one.steps if len(one.steps) == 1 else [f"{len(one.steps)} steps"] * bool(one.steps)
    return f"{enumerated([*[str(one.items)] * bool(one.items), *steps])} by {say_day(one.day)}"


def since_text(page: StatusPage) -> str:
    """What the movement begins with: "Report 9 (11 Sep 2008)", or the day alone."""
    day = say_day(page.highlights.since)
    return f"{page.since} ({day})" if page.since else day


def _moves(moves: Sequence[GradeMove], word: str) -> str:
    """ "Missing Persons fell to Poor"; of many the number of the others."""
    texts = [f"{one.framework} {word} to {one.new}" for one in moves[:_MOST]]
    more = len(moves) - _MOST
    return enumerated([*texts, *([f"{more} more"] if more > 0 else [])])


def _worse(moved: Movement) -> list[str]:
    parts = moved.shown
    later = len(moved.slipped) + len(moved.undated)
    numbers = [
        f"{moved.overdue_moves.became} newly overdue",
        f"{plural(later, 'date')} moved back",
        f"{len(parts.get('reopened', ()))} reopened",
    ]
    return [*numbers, *_there(parts, undone="no longer completed", opened="added")]


def _done(moved: Movement) -> list[str]:
    parts = moved.shown
    words = {"completed": "completed", "verified": "verified", "closed": "discharged"}
    numbers = [f"{len(parts.get(part, ()))} {word}" for part, word in words.items()]
    return [*numbers, *_there(parts, brought_forward="brought forward", left="left")]


def _deferred(moved: Movement) -> str:
    put_off = moved.shown.get("deferred", ())
    return f"since then: {len(put_off)}{_few(one.item.id for one in put_off)}" if put_off else ""


def _few(ids: Iterable[str]) -> str:
    """Ids in brackets, where they are a run or two."""
    text = format_id_ranges(ids)
    return f" ({text})" if text.count(",") < _MOST else ""


def _there(parts: Mapping[str, Sized], **words: str) -> list[str]:
    """How many items are in some parts of a movement, where any is."""
    return [f"{len(parts[part])} {word}" for part, word in words.items() if part in parts]


def _late(page: StatusPage) -> str:
    """Whose items are overdue, and by how long at most, the latest first."""
    news = page.highlights
    owners = sorted(news.overdue_by_owner, key=lambda one: -one.most_days)
    texts = []
    for one in owners:
        days = {row.days_overdue for row in one.rows}
        most = plural(one.most_days, "day")
        late = f"up to {most}" if len(days) > 1 else most
        texts.append(f"{one.owner or 'nobody'} {len(one.rows)} ({late})")
    texts += [f"exempt {news.overdue_exempt}"] * bool(news.overdue_exempt)
    return _named(texts) or "nothing is overdue"


def _named(texts: Iterable[str]) -> str:
    every = list(texts)
    more = len(every) - _MOST
    return "; ".join([*every[:_MOST], *([f"{more} more"] if more > 0 else [])])


def grades_text(changes: GradeChanges) -> str:
    """Which grades rose and fell: "2007 against 2006: none fell, 1 rose (…), 2 unchanged"."""
    parts = [
        f"{len(changes.fell) or 'none'} fell{_which(changes.fell)}",
        f"{len(changes.rose) or 'none'} rose{_which(changes.rose)}",
    ]
    parts += [f"{len(changes.unchanged)} unchanged"] * bool(changes.unchanged)
    parts += [f"{len(changes.not_comparable)} not comparable"] * bool(changes.not_comparable)
    for why, number in changes.alone.items():
        parts.append(
            f"{number} {why[1]} in {why[0]}" if why else f"{number} without an earlier grade"
        )
    if not any((*changes[:4], changes.alone)):
        return "none in the plan"
    between = "each against the one before: " if any(changes[:4]) else ""
    if changes.periods:
        between = f"{changes.periods[1]} against {changes.periods[0]}: "
    return between + ", ".join(parts)


def _which(names: tuple[str, ...]) -> str:
    if not names:
        return ""
    more = len(names) - _MOST
    shown = [*names[:_MOST], *([f"{more} more"] if more > 0 else [])]
    return f" ({enumerated(shown)})"


def _completed(page: StatusPage) -> str:
    """What is completed of each kind, and where a source counts more."""
    totals = page.summary.totals
    words = {
        "recommendation": "recommendations",
        "afi": "AFIs",
        "cause-of-concern": "causes of concern",
    }
    texts = [
        f"{some.completed} of {some.total} {words[kind]}{' *' if totals.reported(kind) else ''}"
        for kind, some in totals.by_kind.items()
        if some.total
    ]
    return ", ".join(texts) or "nothing is counted"


def _source(page: StatusPage) -> Iterator[tuple[str, str]]:
    """What a source counts otherwise; of several the first, the others stand below the table."""
    notes = difference_notes(page.summary)
    if notes:
        more = f" {len(notes) - 1} more below." if len(notes) > 1 else ""
        yield "* Source", f"{notes[0]}{more}"


def _to_decide(summary: Summary) -> str:
    """What waits for a decision: dates asked for, deferrals that end, what is not settled."""
    requests, ending = summary.requested, summary.deferred.ending
    texts = []
    if requests.total:
        names = ", ".join(summary_view.request_texts(requests)) if requests.ids else ""
        named = f" ({names})" if names else ""
        texts.append(f"{plural(requests.total, 'extension')} requested{named}")
    if ending:
        verb = "ends" if len(ending) == 1 else "end"
        number = f"{plural(len(ending), 'deferral')} {verb} within {ANNOUNCED_DAYS} days"
        texts.append(f"{number}{_ids(one.row.item.id for one in ending)}")
    if summary.not_settled_ids:
        from hmic_tracker.render.views.unsettled import unsettled_items_text

        texts.append(unsettled_items_text(summary.not_settled_ids, summary.not_settled))
    return "; ".join(texts) or "nothing: no extension requested, no deferral ending"


def _ids(ids: Iterable[str]) -> str:
    text = format_id_ranges(ids)
    return f" ({text})" if text else ""
