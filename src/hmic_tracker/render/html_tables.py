"""Tables and bars as elements of HTML."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from markupsafe import Markup

from hmic_tracker.light_typing import Final
from hmic_tracker.render import nodes, text_layout
from hmic_tracker.render.escaping import visible
from hmic_tracker.render.html_elements import classes, element, indent_class, joined

_ROLES: Final = {"tr": "row", "head": "columnheader", "first": "rowheader", "td": "cell"}
"""The roles of what isn't laid out as a table on a phone, where some browsers forget them."""


def table_lines(table: nodes.Table) -> Iterator[Markup]:
    """The elements of a table; one with a caption scrolls where too wide, also by keyboard."""
    table = nodes.with_detail_column(table)
    if table.folded:
        yield Markup("<details>") + element("summary", table.folded)
    if table.caption:
        yield Markup('<div class="scroll" role="region" aria-label="{}" tabindex="0">').format(
            visible(table.caption)
        )
    yield from _rows(table)
    if table.caption:
        yield Markup("</div>")
    if table.folded:
        yield Markup("</details>")


def _rows(table: nodes.Table) -> Iterator[Markup]:
    """The head and the rows; with a title or a bar these are stacked where the screen is narrow.

    Each of their cells has its column's head with it then.
    """
    columns = (*table.columns, *([nodes.Column(table.bar_head)] if table.bar_head else []))
    is_long = any(one.wrap == "long" for one in columns)
    is_stacked = table.bar_head != "" or (is_long and table.caption != "")
    roles = _ROLES if is_stacked else {}
    looks = classes("stacked" * is_stacked, "with-bars" * (table.bar_head != ""))
    yield Markup("<table{}>").format(
        Markup(' class="{}" role="table"').format(looks) if looks else ""
    )
    if table.caption:
        yield element("caption", element("span", table.caption))
    group = Markup(' role="rowgroup"') * is_stacked
    yield Markup("<thead{}>").format(group)
    if text_layout.spans_of(table):
        yield element("tr", *_group_heads(table, len(columns), roles), role=roles.get("tr"))
    heads = (
        element("th", c.head, scope="col", role=roles.get("head"), class_=classes(*_looks(c)))
        for c in columns
    )
    yield element("tr", *heads, role=roles.get("tr"))
    yield Markup("</thead>\n<tbody{}>").format(group)
    for row in table.rows:
        cells = [*_cells(row, table, roles)]
        if table.bar_head:
            cells.append(element("td", _bar(row.bar), class_="drawn", role=roles["td"]))
        yield element("tr", *cells, class_="strong" if row.strong else None, role=roles.get("tr"))
    yield Markup("</tbody>\n</table>")


def _group_heads(table: nodes.Table, width: int, roles: Mapping[str, str]) -> Iterator[Markup]:
    """The heads over several columns, and empty cells over the others."""
    empty, role = element("td", role=roles.get("td")), roles.get("head")
    at = 0
    for group, first, end in text_layout.spans_of(table):
        yield empty * (first - at)
        yield element("th", group, colspan=end - first, scope="colgroup", role=role)
        at = end
    yield empty * (width - at)


def _cells(row: nodes.Row, table: nodes.Table, roles: Mapping[str, str]) -> Iterator[Markup]:
    for place, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
        looks = _looks(column, cell.style)
        href = table.links.get(cell.text)
        text = element("a", cell.text, href=href) if href else cell.text
        if place:
            head, role = column.head if roles else None, roles.get("td")
            yield element("td", text, class_=classes(*looks), role=role, data_head=head)
        else:
            looks = (*looks, indent_class(row.indent))
            role = roles.get("first")
            yield element("th", text, scope="row", class_=classes(*looks), role=role)


def _looks(column: nodes.Column, style: str = "") -> tuple[str, ...]:
    return "right" if column.align == "right" else "", column.wrap, style


def bar_lines(bars: nodes.Bars) -> Iterator[Markup]:
    """The elements of bars and of the key to their colours."""
    if bars.key:
        swatches = (
            element("span", element("span", class_=classes("swatch", look)), f" {word}")
            for look, word in bars.key
        )
        yield element("p", *swatches, class_="key")
    if bars.head:
        yield element("p", bars.head, class_="bold")
    if not bars.bars:
        return
    yield Markup('<div class="bars">')
    scale = nodes.bar_scale(bars)
    for bar in bars.bars:
        text = bar.text if bars.worded else nodes.bar_text(bar)
        label = joined(element("b", bar.label), f" {text}")
        line = _bar(bar_parts(bar, scale), None if bars.worded else "true")
        yield element("div", element("p", label), line)
    yield Markup("</div>")


def _bar(parts: Iterable[tuple[int, str, str]], hidden: str | None = None) -> Markup:
    spans = (
        element(
            "span",
            *([element("b", str(share)), " ", element("i", word)] if word else []),
            class_=classes(f"w{share}", look),
        )
        for share, look, word in parts
    )
    return element("div", *spans, class_="bar", aria_hidden=hidden)


def bar_parts(bar: nodes.Bar, scale: int) -> Iterator[tuple[int, str, str]]:
    """The share, the look and the word of each part that has a share, and of the rest."""
    rest = scale
    for place, (count, style, word) in enumerate(bar.parts):
        if count <= 0:
            continue
        rest -= count
        if place == bar.marked:
            yield count, f"{style} marked", f"{word} (ours)"
        else:
            yield count, style, word
    if rest:
        yield rest, "rest", ""
