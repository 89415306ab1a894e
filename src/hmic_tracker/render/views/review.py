"""The pages of `review`: one item as it is gone through, and at the end what changed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.words import plural
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice
from hmic_tracker.render.views.history_entries import entry_text
from hmic_tracker.render.views.item import item_page

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Entry, Item
    from hmic_tracker.domain.plan import Damage
    from hmic_tracker.reports.item import ItemReport

LAST_ENTRIES: Final = 3
BEGINNING: Final = 300
"""Characters of an item's text that are shown before a person is asked."""


class ReviewedItem(NamedTuple):
    """An item as it is after the review, and the review's entries in its history."""

    item: Item
    entries: tuple[Entry, ...]


class Reviewed(NamedTuple):
    """What a review did: how it ended, of how many items how many were looked at, what changed."""

    on: date
    ended: str
    chosen: int
    looked_at: int
    changed: tuple[ReviewedItem, ...]
    damaged: tuple[Damage, ...]


def review_item_page(report: ItemReport, place: int, count: int) -> nodes.Page:
    """An item as `show` has it, with the beginning of its text and its last entries."""
    item = report.row.item
    entries = item.history[-LAST_ENTRIES:]
    text = beginning(item.text) if item.text else item.text
    short = item._replace(text=text, history=entries)
    whole = item_page(
        report._replace(row=report.row._replace(item=short), earlier=()), is_whole=True
    )
    hidden = len(item.history) - len(entries)
    more = [plural(hidden, "earlier entry", "earlier entries")] if hidden else []
    more += ["the whole text"] if text != item.text else []
    rest = nodes.Paragraph(f"{' and '.join(more)}: tracker show {item.id}", "dim")
    head = nodes.Heading(f"{place} of {count}: {item.title}")
    return (head, *whole, *(nodes.spaced(rest) if more else ()))


def beginning(text: str, most: int = BEGINNING) -> str:
    """The first words of a text, whole where it is short; what is left out is an ellipsis."""
    if len(text) <= most:
        return text
    words = text[:most].rsplit(maxsplit=1)
    return f"{words[0].rstrip(' ,.;:')}…"


def review_summary_page(review: Reviewed) -> nodes.Page:
    """Build the page shown at the end of a review session: each changed item with its changes."""
    head = f"Review on {say_day(review.on)}"
    if not review.chosen:
        return (nodes.Heading(f"{head}: no items to go through"), *damage_notice(review.damaged))
    changed = len(review.changed)
    parts = [f"{changed} of {plural(review.chosen, 'item')} changed"]
    left = review.looked_at - changed
    parts += [f"{left} left as {'it was' if left == 1 else 'they were'}"] if left else []
    unseen = review.chosen - review.looked_at
    parts += [f"{unseen} not looked at"] if unseen else []
    changes = nodes.Pairs(
        tuple(
            (one.item.id, entry_text(entry, who=False))
            for one in review.changed
            for entry in one.entries
        )
    )
    return nodes.page_of(
        nodes.Heading(f"{head}: {', '.join(parts)}"),
        nodes.spaced(changes) if review.changed else None,
        damage_notice(review.damaged),
    )
