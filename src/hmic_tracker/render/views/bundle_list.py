"""Which bundles were written, and for whom: `bundle --list`."""

from __future__ import annotations

from collections.abc import Sequence

from hmic_tracker.domain.dates import say_day
from hmic_tracker.domain.ids import format_id_ranges
from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.views.damage_notice import damage_notice

if TYPE_CHECKING:
    from datetime import date

    from hmic_tracker.domain.given_bundles import GivenBundle
    from hmic_tracker.domain.plan import Damage

_COLUMNS: Final = nodes.columns("No", "Written", "For", ">Items", ">Files", ">Internal", "By")
_SHORT: Final = 16
"""So much of a SHA-256 tells one bundle from another; JSON has the whole."""


def bundles_page(
    given: Sequence[GivenBundle], day: date, damaged: tuple[Damage, ...]
) -> nodes.Page:
    """A row for each bundle, with its file, its items and the beginning of its SHA-256."""
    head = f"Bundles until {say_day(day)}: {len(given) or 'none'}"
    table = nodes.Table(_COLUMNS, tuple(map(_row, given)), "What")
    none = nodes.Paragraph("one is written by: tracker bundle REC-5 --to NAME -o FILE.zip")
    return nodes.page_of(
        nodes.Heading(head), *((nodes.Gap(), table) if given else (none,)), damage_notice(damaged)
    )


def _row(one: GivenBundle) -> nodes.Row:
    as_of = f", as of {say_day(one.as_of)}" if one.as_of != one.on else ""
    return nodes.make_row(
        *(one.n, say_day(one.on), one.to or "not said"),
        *(len(one.ids), one.files, one.internal, one.by),
        detail=(f"{one.file}{as_of}, SHA-256 {one.sha256[:_SHORT]}…: {format_id_ranges(one.ids)}"),
    )


def bundle_outcome(one: GivenBundle) -> str:
    """What is said after a bundle was written."""
    whom = f" for {one.to}" if one.to else ""
    return f"bundle {one.n}{whom} is in the plan's log: {plural(len(one.ids), 'item')}"
