"""The tables of a paper by name, each with its caption and the sentence before it.

A new section is a row here with its functions, and a block of the template `paper.j2`.
"""

from __future__ import annotations

from collections.abc import Callable

from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple
from hmic_tracker.render.papers import exception_tables as exceptions
from hmic_tracker.render.papers import grade_tables, movement_tables
from hmic_tracker.render.papers.status_table import status
from hmic_tracker.render.papers.table_columns import arranged
from hmic_tracker.render.papers.wording import sentence

if TYPE_CHECKING:
    from hmic_tracker.render import nodes
    from hmic_tracker.reports.paper import Paper


class Section(NamedTuple):
    """A table as a template knows it, `tables.NAME`, and the words before it, `leads.NAME`."""

    name: str
    caption: str
    table: Callable[[Paper], nodes.Table]
    lead: Callable[[Paper], str] | None = None


SECTIONS: Final = (
    Section("overdue", "Overdue items", exceptions.overdue_table, exceptions.overdue_lead),
    Section("deferred", "Deferred items", exceptions.deferred_table, exceptions.deferred_lead),
    Section(
        "moved",
        "Open items whose date has moved",
        exceptions.moved_dates_table,
        exceptions.moved_lead,
    ),
    Section(
        "requested",
        "Extensions requested",
        exceptions.requested_table,
        exceptions.requested_lead,
    ),
    Section(
        "unverified",
        "Completed items awaiting verification",
        exceptions.unverified_table,
        exceptions.unverified_lead,
    ),
    Section(
        "unowned", "Open items without an owner", exceptions.unowned_table, exceptions.unowned_lead
    ),
    Section("grades", "Grades, the latest first", grade_tables.grades_table, grade_tables.heading),
    Section(
        "lost_cells",
        "National numbers as the source printed them",
        grade_tables.incomplete_national_table,
        grade_tables.incomplete_lead,
    ),
    Section("status", "Status by framework", status),
    Section(
        "movement",
        "What moved since the last report",
        movement_tables.movement_table,
        movement_tables.movement_lead,
    ),
    Section(
        "restated",
        "Restated figures",
        movement_tables.restated_figures,
        movement_tables.restated_lead,
    ),
    Section(
        "restated_items", "Items that stood otherwise than reported", movement_tables.restated_items
    ),
    Section("corrected", "Entries corrected since", movement_tables.corrected_entries),
    Section("reconciliation", "From the last report to this", movement_tables.reconciliation_table),
)


def tables_of(paper: Paper) -> dict[str, nodes.Table]:
    """The tables by name; national pictures are numbered: `national_1`, `national_2`."""
    tables = {
        one.name: arranged(one.table(paper))._replace(caption=one.caption) for one in SECTIONS
    }
    for number, one in enumerate(grade_tables.national_pictures(paper), 1):
        caption = f"National grades in {one.period}: how many forces got each"
        tables[f"national_{number}"] = one.table._replace(caption=caption)
    return tables


def leads_of(paper: Paper) -> dict[str, str]:
    """The sentence that stands before each table; "" where there is nothing to say."""
    leads = {one.name: sentence(one.lead(paper)) for one in SECTIONS if one.lead}
    pictures = enumerate(grade_tables.national_pictures(paper), 1)
    return leads | {f"national_{number}": sentence(one.lead) for number, one in pictures}
