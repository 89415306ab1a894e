"""Every format by name, and which one is meant: by the option, or by a file's extension.

A command says once what it has to show (`Content`), and each format takes the shape it needs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from hmic_tracker.domain.nearest import did_you_mean
from hmic_tracker.domain.records import replace
from hmic_tracker.errors import UsageError

# Every command that prints comes through here: what only lists need is imported by their functions.
if TYPE_CHECKING:
    from datetime import date
    from pathlib import PurePath

    from hmic_tracker.render.blocks import Page
    from hmic_tracker.render.to_ics import Event
    from hmic_tracker.render.to_json import Object
    from hmic_tracker.render.views.columns import ItemColumn
    from hmic_tracker.reports.rows import Listing


class Records(NamedTuple):
    """Rows for a spreadsheet: the keys in their order, and each row's values by key."""

    keys: tuple[str, ...]
    rows: Iterable[Object]


class Calendar(NamedTuple):
    """Deadlines, and the day and the name of their calendar."""

    events: Iterable[Event]
    day: date
    name: str


class Content(NamedTuple):
    """What a command has to show, in each shape; only what is asked for is made.

    `page` is told whether it is for a terminal. What has no rows, ids or deadlines has no CSV, id
    list or calendar. `html` is a whole document of its own, where the page alone won't do.
    """

    page: Callable[[bool], Page]
    value: Callable[[], Object]
    records: Callable[[], Records] | None = None
    ids: Callable[[], Iterable[str]] | None = None
    calendar: Callable[[], Calendar] | None = None
    html: Callable[[], str] | None = None


class RenderOptions(NamedTuple):
    """What a drawer may know of where its text goes."""

    width: int = 78
    color: bool = False
    unicode: bool = True


Drawer = Callable[[Content, RenderOptions], str]


def _table(content: Content, options: RenderOptions) -> str:
    from hmic_tracker.render.terminal import draw

    return draw(content.page(True), options.width, options.color, options.unicode)


def _plain(content: Content, options: RenderOptions) -> str:
    from hmic_tracker.render.plain import draw

    return draw(content.page(False), options.width)


def _json(content: Content, _: RenderOptions) -> str:
    from hmic_tracker.render.to_json import dump

    return dump(content.value())


def _csv(content: Content, _: RenderOptions) -> str:
    from hmic_tracker.render.to_csv import draw

    if content.records is None:
        raise _not_here("csv")
    records = content.records()
    return draw(records.keys, records.rows)


def _markdown(content: Content, _: RenderOptions) -> str:
    from hmic_tracker.render.to_markdown import draw

    return draw(content.page(False))


def _html(content: Content, _: RenderOptions) -> str:
    if content.html is not None:
        return content.html()
    from hmic_tracker.render.to_html import draw

    return draw(content.page(False))


def _ids(content: Content, _: RenderOptions) -> str:
    from hmic_tracker.render.to_ids import draw

    if content.ids is None:
        raise _not_here("ids")
    return draw(content.ids())


def _ics(content: Content, _: RenderOptions) -> str:
    from hmic_tracker.render.to_ics import draw

    if content.calendar is None:
        raise _not_here("ics")
    return draw(*content.calendar())


FORMATS: Final[dict[str, Drawer]] = {
    "table": _table,
    "plain": _plain,
    "json": _json,
    "csv": _csv,
    "markdown": _markdown,
    "html": _html,
    "ids": _ids,
    "ics": _ics,
}
EXTENSIONS: Final = {
    ".csv": "csv",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "json",
    ".txt": "plain",
    ".ics": "ics",
}


def format_of(option: str | None, output: PurePath | None = None, json: bool = False) -> str | None:
    """The format asked for by `--format`, `--json` or the extension of `-o FILE`, in this order.

    None where nothing was said: `table` on a terminal, `plain` in a pipe. Raises UsageError where
    there is no such format, or two were asked for.
    """
    named = None if option is None else _named(option)
    if json and named not in {None, "json"}:
        raise UsageError(f"--json and --format {named} are two formats", "leave one of them out")
    if json or named:
        return named or "json"
    if output is None:
        return None
    if output.name in {"", "-"}:
        raise UsageError("-o takes a file's name", "without -o it goes to standard output")
    found = EXTENSIONS.get(output.suffix.lower())
    if found is None:
        what = f"the name '{output.name[-60:]}' doesn't say which format"
        raise UsageError(what, f"end it in {', '.join(EXTENSIONS)}, or name one with --format")
    return found


def drawn(name: str, content: Content, options: RenderOptions) -> str:
    """The content in a format; raises UsageError where it has no such shape."""
    return FORMATS[name](content, options)


def for_file(name: str, text: str) -> str:
    """A format's text as it is kept in a file: spreadsheets want a byte order mark on CSV."""
    if name != "csv":
        return text
    from hmic_tracker.render.to_csv import BYTE_ORDER_MARK

    return BYTE_ORDER_MARK + text


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
    from hmic_tracker.render.to_json.items import columns_object, items_object
    from hmic_tracker.render.views.columns import COLUMNS, fields_of, group_rows
    from hmic_tracker.render.views.items import items_page

    if group_by is not None:
        groups = group_rows(listing.rows, group_by)
        listing = replace(listing, rows=tuple(row for group in groups for row in group.rows))
    keys = tuple(column.key for column in columns or COLUMNS.values())

    def value() -> Object:
        if columns is None:
            return items_object(listing)
        return columns_object(listing, keys, map(fields_of, listing.rows))

    return Content(
        page=lambda _: items_page(listing, columns, group_by, wide),
        value=value,
        records=lambda: Records(keys, map(fields_of, listing.rows)),
        ids=lambda: (row.item.id for row in listing.rows),
        calendar=lambda: _deadlines(listing),
    )


def _deadlines(listing: Listing) -> Calendar:
    from hmic_tracker.render.to_ics import item_events

    name = f"{listing.organisation or 'Action plan'}: deadlines"
    return Calendar(item_events(listing.rows, listing.organisation), listing.as_of, name)


def counted_content(listing: Listing) -> Content:
    """How many items there are, and no more."""
    from hmic_tracker.render.blocks import Line
    from hmic_tracker.render.to_json.items import count_object

    return Content(
        page=lambda _: (Line(str(listing.matching)),),
        value=lambda: count_object(listing),
        records=lambda: Records(("count",), [{"count": listing.matching}]),
        ids=lambda: (),
    )


def changes_content(listing: Listing, since: date, content: Content, plain: bool) -> Content:
    """What changed, beside the rows' fields: the entries, and with `plain` a page of them."""
    from hmic_tracker.render.to_json.history import entry_object
    from hmic_tracker.render.views.items import changes_page
    from hmic_tracker.reports.rows import entries_since

    def value() -> Object:
        made = content.value()
        # Grouped rows stand in another order than the listing's, and may have no id among them.
        items = {row.item.id: row.item for row in listing.rows}
        for fields, item_id in zip(
            made["items"], content.ids() if content.ids else (), strict=True
        ):
            fields["changes"] = [entry_object(e) for e in entries_since(items[item_id], since)]
        return made

    page = (lambda _: changes_page(listing, since)) if plain else content.page
    return replace(content, value=value, page=page)


def _named(typed: str) -> str:
    name = typed.strip().lower()
    name = EXTENSIONS.get(f".{name}", name)
    if name not in FORMATS:
        hint = f"the formats are: {', '.join(FORMATS)}"
        meant = did_you_mean(name, FORMATS)
        raise UsageError(f"there is no format '{typed[:60]}'", f"{meant} {hint}".strip())
    return name


def _not_here(name: str) -> UsageError:
    other = ", ".join(known for known in FORMATS if known not in {"csv", "ids", "ics"})
    return UsageError(f"{name} is a format of lists of items", f"here there are: {other}")
