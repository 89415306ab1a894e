"""A list of items in every shape that formats take: page, value, rows, ids, calendar."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hmic_tracker.light_typing import TYPE_CHECKING
from hmic_tracker.render.formats import Calendar, Content, Records
from hmic_tracker.render.nodes import Paragraph
from hmic_tracker.render.views.columns import COLUMNS, ItemColumn, fields_of, group_rows
from hmic_tracker.render.views.items import changes_page, items_page
from hmic_tracker.reports.item_rows import Listing, entries_since

if TYPE_CHECKING:
    from hmic_tracker.render.sheets import Workbook
    from hmic_tracker.render.to_json import Object


def items_content(
    listing: Listing,
    columns: Sequence[ItemColumn] | None = None,
    group_by: str | None = None,
    wide: bool = False,
) -> Content:
    """A list in every shape, its rows as they come; grouped, in the order of the groups.

    Without `columns` JSON has the fields of its contract, and CSV every column there is. Raises
    UsageError for a grouping that isn't.
    """
    if group_by is not None:
        groups = group_rows(listing.rows, group_by)
        listing = listing._replace(rows=tuple(row for group in groups for row in group.rows))
    keys = tuple(column.key for column in columns or COLUMNS.values())

    def value() -> Object:
        from hmic_tracker.render.to_json import items

        if columns is None:
            return items.items_object(listing)
        return items.columns_object(listing, keys)

    def sheets() -> Workbook:
        from hmic_tracker.render.views.list_sheets import list_workbook

        return list_workbook(listing, columns, wide)

    return Content(
        page=lambda _: items_page(listing, columns, group_by, wide),
        value=value,
        records=lambda: Records(keys, (fields_of(row, keys) for row in listing.rows)),
        ids=lambda: (row.item.id for row in listing.rows),
        calendar=lambda: _deadlines(listing),
        sheets=sheets,
    )


def _deadlines(listing: Listing) -> Calendar:
    from hmic_tracker.render.to_ics import item_events

    name = f"{listing.organisation or 'Action plan'}: deadlines"
    return Calendar(item_events(listing.rows, listing.organisation), listing.as_of, name)


def counted_content(listing: Listing) -> Content:
    """How many items there are, and no more."""

    def value() -> Object:
        from hmic_tracker.render.to_json.items import count_object

        return count_object(listing)

    def sheets() -> Workbook:
        from hmic_tracker.render.views.list_sheets import count_workbook

        return count_workbook(listing)

    return Content(
        page=lambda _: (Paragraph(str(listing.matching)),),
        value=value,
        records=lambda: Records(("count",), [{"count": listing.matching}]),
        sheets=sheets,
    )


def changes_content(listing: Listing, since: date, content: Content, plain: bool) -> Content:
    """What changed, beside the rows' fields: the entries, and with `plain` a page of them."""

    def value() -> Object:
        from hmic_tracker.render.to_json.history import arrived_object

        made = content.value()
        # Grouped rows stand in another order than the listing's, and may have no id among them.
        items = {row.item.id: row.item for row in listing.rows}
        ids = content.ids() if content.ids else ()
        for fields, item_id in zip(made["items"], ids, strict=True):
            fields["changes"] = [
                arrived_object(e, listing.arrived)
                for e in entries_since(items[item_id], since, listing.arrived)
            ]
        return made

    page = (lambda _: changes_page(listing, since)) if plain else content.page
    return content._replace(value=value, page=page)
