"""What is deferred, as lines of a page and as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from hmic_tracker.domain.dates import say_day, say_due
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.views.columns import COLUMNS
from hmic_tracker.render.views.deferral_text import until_text
from hmic_tracker.render.views.items import item_runs
from hmic_tracker.reports.item_rows import VALUES

if TYPE_CHECKING:
    from hmic_tracker.reports.deferrals import Deferral, Deferrals

_FIELDS: Final = ("owner", "due", "deferred_until", "deferred_by", "deferred_on", "deferred_reason")


def deferred_text(every: Deferrals) -> str:
    """ "REC-5 until 31 Jan 2009 (Performance Board, 1 Dec 2008)"; those alike together."""
    texts = [
        f"{ids} {until_text(first.until, say_due)}{agreed_text(first)}"
        for ids, first in _alike(every.now, _agreed)
    ]
    texts += [f"exempt {every.exempt}"] * bool(every.exempt)
    return "; ".join(texts)


def deferral_lines(every: Deferrals) -> list[str]:
    """What has come back, and what will within 30 days, each in a sentence."""
    ended = [_sentence(ids, first, alike, "ended") for ids, first, alike in _whole(every.ended)]
    ending = [_sentence(ids, first, alike, "ends") for ids, first, alike in _whole(every.ending)]
    return [*ended, *ending]


def deferrals_part(every: Deferrals) -> list[nodes.Node]:
    """What is deferred, on the page of the position, and what has come back; nothing of nothing."""
    if not (every.total or every.ended):
        return []
    lines: list[nodes.Node] = [nodes.Paragraph(text, "bold") for text in deferral_lines(every)]
    if every.now:
        return [*lines, deferrals_table(every)]
    return lines or [nodes.Paragraph("All are exempt items.")]


def deferrals_table(every: Deferrals) -> nodes.Table:
    """What is deferred: until when, by whom, why, as far as that was published."""
    until, due = (nodes.Column(head, wrap="never") for head in ("Deferred until", "Due"))
    item, title = nodes.Column("Item", wrap="never"), nodes.Column("Title", wrap="long")
    columns = nodes.columns(item, title, "Owner", due, until, "Agreed by", "On", "Reason")
    lines = [
        nodes.make_row(
            *(nodes.id_cell(run.ids), run.title, run.first.item.owner or "none"),
            *(COLUMNS["due"].text(run.first), say_due(run.first.item.deferred_until or "")),
            *(run.first.item.deferred_by or "none", COLUMNS["deferred_on"].text(run.first)),
            VALUES["deferred_reason"](run.first) or "not published",
        )
        for run in item_runs([one.row for one in every.now], _FIELDS)
    ]
    caption = "Open, and left until a day as a board agreed: once that ends, due dates count again"
    return nodes.Table(columns, tuple(lines), caption=caption)


def agreed_text(one: Deferral) -> str:
    """ " (Performance Board, 1 Dec 2008)"; nothing where no history says so."""
    parts = [*filter(None, (one.by, say_day(one.on) if one.on else None))]
    return f" ({', '.join(parts)})" if parts else ""


def _sentence(ids: str, first: Deferral, alike: list[Deferral], verb: str) -> str:
    whose = f"{ids}'s deferral" if len(alike) == 1 else f"The deferral of {ids}"
    most = max(one.days_late for one in alike)
    up_to = "up to " if len({one.days_late for one in alike}) > 1 else ""
    late = f"overdue, {up_to}{plural(most, 'day')}" if most else "open again"
    then = "then " if verb == "ends" else ""
    return f"{whose}{agreed_text(first)} {verb} {say_due(first.until)}: {then}{late}."


def _agreed(one: Deferral) -> object:
    return one.until, one.by, one.on


def _alike(
    each: Iterable[Deferral], key: Callable[[Deferral], object]
) -> Iterator[tuple[str, Deferral]]:
    return ((ids, first) for ids, first, _ in _whole(each, key))


def _whole(
    each: Iterable[Deferral], key: Callable[[Deferral], object] = _agreed
) -> Iterator[tuple[str, Deferral, list[Deferral]]]:
    """Those that follow each other and are alike: their ids, the first, and all of them."""
    for _, group in groupby(each, key):
        alike = list(group)
        yield format_id_ranges([one.row.item.id for one in alike]), alike[0], alike
