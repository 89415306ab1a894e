"""The position on one screen: 24 lines with the prompt below it, at the columns that there are.

What doesn't fit is folded and counted, and `summary --full` has it; what is not settled, damaged,
deferred or counted otherwise by a source is always there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hmic_tracker.domain.dates import say_in_full
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes, text_layout, to_plain
from hmic_tracker.render.views.brief_changes import MOST_GRADES, Words, near_day, since_text
from hmic_tracker.render.views.brief_lateness import next_due_text, worst_pair
from hmic_tracker.render.views.brief_table import BriefTable, brief_table
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.render.views.source_differences import difference_text
from hmic_tracker.render.views.summary import (
    deferral_notices,
    deferred_pair,
    outside_pairs,
    requested_text,
    summary_title,
    unsettled_notice,
    verified_text,
)

if TYPE_CHECKING:
    from hmic_tracker.reports.answers import Answers
    from hmic_tracker.reports.brief import Brief
    from hmic_tracker.reports.summary_values import SourceDifference, Summary

_LINES: Final = 22
"""In a pipe; on a terminal the table has a rule besides, and the prompt needs a line."""
_GAPS: Final = (2, 0, 1)
"""In which order empty lines give way: below the table, over the figures, over the table."""
_MOST_NOTES: Final = 2
"""So many differences from sources are worded one by one; of more, the others are counted."""


def brief_page(
    summary: Summary, brief: Brief, answers: Answers | None = None, width: int = to_plain.WIDTH
) -> nodes.Page:
    """The page of `summary` at a width, its table cut down to the lines that there are."""
    loss, page = _page_of(summary, brief, answers, width, "usual")
    more, whole = _page_of(summary, brief, answers, width, "all")
    if more <= loss:
        page = whole
    if loss[0] or not _has_frameworks(page):
        less, short = _page_of(summary, brief, answers, width, "few")
        return short if less < loss else page
    return page


def _has_frameworks(page: nodes.Page) -> bool:
    """Whether any framework has a row beside the total's."""
    return any(len(node.rows) > 1 for node in page if isinstance(node, nodes.Table))


def _page_of(
    summary: Summary, brief: Brief, answers: Answers | None, width: int, words: Words
) -> tuple[tuple[int, ...], nodes.Page]:
    """How much the page leaves out, grades that fell and frameworks first; and the page.

    With all words it says for how long what is completed has waited, and which grades rose; with
    few not which dates moved.
    """
    above = _above(summary, brief, answers, width, words)
    notes, rest = tuple(_difference_notes(summary)), tuple(_rest(summary))

    def page_with(most: int, gone: int) -> tuple[nodes.Page, int, int]:
        table = _narrow_table(summary, brief, most, width)
        marks = (nodes.Note(mark, text) for mark, text in table.notes)
        below = (*_fallen(table), *notes, *marks, *rest)
        steps = _next(summary, brief, table.folded, width)
        page = (*above, nodes.Gap(), table.node, nodes.Gap(), *below, steps)
        return _without_gaps(page, gone), len(table.fallen), table.folded

    fits, too_many, every_gap = 0, 2 * len(summary.frameworks) + 1, len(_GAPS)
    if _height(page_with(too_many, every_gap)[0], width) <= _LINES:
        fits = too_many
    while too_many - fits > 1:  # empty lines go before a framework does
        most = (fits + too_many) // 2
        if _height(page_with(most, every_gap)[0], width) <= _LINES:
            fits = most
        else:
            too_many = most
    pages = (page_with(fits, gone) for gone in range(every_gap))
    fitting = (made for made in pages if _height(made[0], width) <= _LINES)
    page, fallen, folded = next(fitting, None) or page_with(fits, every_gap)
    rows = sum(len(node.rows) for node in page if isinstance(node, nodes.Table))
    return (fallen, folded, max(0, _height(page, width) - _LINES), -rows), page


def _fallen(table: BriefTable) -> Iterator[nodes.Node]:
    """The grades that fell and have no row."""
    if table.fallen:
        more = len(table.fallen) - MOST_GRADES
        texts = [*table.fallen[:MOST_GRADES], *[f"{more} more"] * (more > 0)]
        yield nodes.Paragraph(f"Not in the table: {', '.join(texts)}", "red")


def _narrow_table(summary: Summary, brief: Brief, most: int, width: int) -> BriefTable:
    """The table with the grades of two periods; of the last alone where it is lower so."""
    both, last = (brief_table(summary, brief.grades, most, periods) for periods in (2, 1))
    return last if _height((last.node,), width) < _height((both.node,), width) else both


def _without_gaps(page: nodes.Page, gone: int) -> nodes.Page:
    """The page without some of its three empty lines."""
    places = [place for place, node in enumerate(page) if isinstance(node, nodes.Gap)]
    out = {places[number] for number in _GAPS[:gone]}
    return tuple(node for place, node in enumerate(page) if place not in out)


def _height(page: nodes.Page, width: int) -> int:
    return to_plain.draw(page, width).count("\n")


def _above(
    summary: Summary, brief: Brief, answers: Answers | None, width: int, words: Words
) -> nodes.Page:
    """What stands over the table."""
    day = say_in_full(summary.as_of.isoformat())
    outside, request = _outside(summary, answers, width)
    labels = ["Completed", *(label for label, _ in (*deferred_pair(summary), *outside))]
    room = width - max(map(len, labels)) - text_layout.GAP
    return nodes.page_of(
        nodes.Paragraph(brief.marking, "bold") if brief.marking else None,
        nodes.Heading(f"{summary_title(summary)}: position at {day}"),
        nodes.Paragraph(since_text(brief, summary.as_of, words)),
        nodes.filter_line(summary.filter_text),
        nodes.spaced(nodes.Pairs((*_pairs(summary, brief, room, words), *outside))),
        nodes.Paragraph(request) if request else None,
        deferral_notices(summary),
    )


def _outside(
    summary: Summary, answers: Answers | None, width: int
) -> tuple[list[tuple[str, str]], str]:
    """Lines of what is not counted and of answers; dates asked for beside them or apart."""
    pairs = outside_pairs(summary, answers)
    request = requested_text(summary) if summary.requested.total else ""
    bare = request.partition(" (tracker")[0]
    request = request if len(request) <= width else bare
    if not (request and pairs):
        return pairs, request
    label, text = pairs[-1]
    both = f"{text}; {bare}"
    if len(both) > width - len("Completed") - 3:
        return pairs, request
    return [*pairs[:-1], (label, both)], ""


def _pairs(summary: Summary, brief: Brief, room: int, words: Words) -> Iterator[tuple[str, str]]:
    """How much is completed, what of the open items is late, and which are the worst."""
    every, totals = summary.totals.all, summary.totals
    kinds = (
        ("recommendation", "recommendations"),
        ("afi", "AFIs"),
        ("cause-of-concern", "causes of concern"),
    )
    completed = [
        f"{counts.completed} of {counts.total} {word}{' *' * bool(totals.reported(kind))}"
        for (kind, word), counts in zip(kinds, totals[:3], strict=True)
        if counts.total
    ]
    checked = f"verified {every.verified} of {every.completed}"
    checked = verified_text(summary) if words == "all" else checked
    yield "Completed", f"{', '.join(completed) or 'nothing counted'}; {checked}"
    yield f"Open {every.open}", _open_text(summary, brief)
    yield from deferred_pair(summary)
    yield worst_pair(brief, room)
    if brief.late and brief.next_due and not brief.next_due.ids:
        yield "Next due", next_due_text(brief.next_due)


def _open_text(summary: Summary, brief: Brief) -> str:
    figures, near = brief.open_by_due, near_day(summary.near_day, summary.as_of)
    counts = (
        (figures.overdue, "overdue"),
        (figures.soon, f"due by {near}"),
        (figures.later, "later"),
        (figures.undated, "without a date"),
    )
    if not summary.totals.all.open:
        return "nothing"
    parts = ", ".join(f"{n} {word}" for n, word in counts if n) or "all deferred"
    if not figures.no_owner:
        return f"{parts}; all have an owner"
    return f"{parts}; {figures.no_owner} {'has' if figures.no_owner == 1 else 'have'} no owner"


def _difference_notes(summary: Summary) -> Iterator[nodes.Note]:
    """What sources say that the items don't."""
    differences = summary.differences
    most = _MOST_NOTES if len(differences) > _MOST_NOTES + 1 else len(differences)
    for one in differences[:most]:
        yield nodes.Note("*", _short_difference(one))
    if more := len(differences) - most:
        yield nodes.Note("*", f"{more} more such counts: tracker summary --full")


def _short_difference(one: SourceDifference) -> str:
    """ "Source: REC-11 or REC-12 is completed too, not said which; then 7/16"."""
    difference = one.difference
    if difference.left:
        return difference_text(one)
    ids, missing = difference.candidates, difference.missing
    then = f"then {one.counts[-1].completed}/{one.counts[-1].total}"
    verb = "is" if missing == 1 else "are"
    if difference.certain:
        return f"Source: {format_id_ranges(ids)} {verb} completed too; {then}."
    names = " or ".join(ids) if missing == 1 and len(ids) == 2 else ""
    names = names or f"{missing} of {format_id_ranges(ids)}"
    return f"Source: {names} {verb} completed too, not said which; {then}."


def _rest(summary: Summary) -> Iterator[nodes.Node]:
    """What is not settled, and what could not be read."""
    notices = (*unsettled_notice(summary), *damage_notice(summary.damaged))
    return (node for node in notices if not isinstance(node, nodes.Gap))


def _next(summary: Summary, brief: Brief, folded: int, width: int) -> nodes.Paragraph:
    """What to do next, as many lines of tracker as fit on one of the page."""
    wanted = ""
    if summary.filter_text:
        from shlex import quote

        wanted = f" --where {quote(summary.filter_text)}"
    every, figures = summary.totals.all, brief.open_by_due
    steps = (
        ("tracker check", len(summary.damaged), "file"),
        (f"tracker summary --full{wanted}", len(summary.frameworks) * bool(folded), "framework"),
        (f"tracker list --no-owner{wanted}", figures.no_owner, "item"),
        (f"tracker list --overdue{wanted}", figures.overdue, "item"),
        (f"tracker list --status done{wanted}", every.unverified, "item"),
        (f"tracker list --no-due{wanted}", figures.undated, "item"),
    )
    due = [f"{line} ({plural(number, word)})" for line, number, word in steps if number]
    begin = "tracker summary" if summary.filter_text else "tracker import FILE"
    due = due or ["tracker report" if every.total else begin]
    return nodes.Paragraph(f"Next: {_as_fit(due, width - len('Next: '))}")


def _as_fit(texts: Iterable[str], room: int) -> str:
    """The first of some texts, and those after it that fit beside it."""
    line, *others = texts
    for text in others:
        if len(line) + len(f", {text}") > room:
            break
        line = f"{line}, {text}"
    return line
