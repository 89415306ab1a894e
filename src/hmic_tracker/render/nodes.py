"""The one document model: what is to be read, not how.

Views and papers make documents of these nodes, and a writer for each format writes them. Texts are
data as they came in: the writers make them safe (`visible`), wrap or escape them, and cut none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from hmic_tracker.light_typing import Final, Literal, NamedTuple

Rank = Literal["rank-1", "rank-2", "rank-3", "rank-4", "rank-5"]
Style = Literal["", "red", "amber", "green", "blue", "grey", "dim", "bold"] | Rank
"""How a text looks besides what it says; ranks are for the grades of a scale, the best first."""
RANKS: Final[tuple[Rank, ...]] = ("rank-1", "rank-2", "rank-3", "rank-4", "rank-5")
Align = Literal["left", "right"]
Wrap = Literal["", "never", "long"]
"""How a column wraps in a browser: anywhere, never (dates and ids), or with room for a title."""
Parts = tuple[tuple[int, str, str], ...]
"""What a bar is made of: counts, each with its look and its word."""


class Cell(NamedTuple):
    """A field of a row; the style repeats what the text says, it never says it alone."""

    text: str
    style: Style = ""


class Column(NamedTuple):
    """A column of a table.

    `head` may hold newlines; heads stand on the bottom line. `group` is a head over neighbouring
    columns of the same group, on the line above: "Completed" over "Recs" and "AFIs".
    """

    head: str
    align: Align = "left"
    group: str = ""
    wrap: Wrap = ""
    spare: int = 0


class Row(NamedTuple):
    """A row of a table, with as many cells as the table has columns.

    `detail` is a longer text of the row, such as an item's title, under it or beside it. `indent`
    moves the first cell right by two columns a step. `strong` is for totals. `bar` is drawn as wide
    as its column, in the formats with pictures.
    """

    cells: tuple[Cell, ...]
    detail: str = ""
    indent: int = 0
    strong: bool = False
    bar: Parts = ()


class Table(NamedTuple):
    """Rows under heads; `detail_head` and `bar_head` name details and bars where they get a head.

    `caption` says what the table shows, in the formats that have captions. `links` says where the
    texts of cells lead in a browser: to an anchor of the page, or a file beside it. `folded` is
    what is there on a screen until a reader opens the table; it isn't printed. Where details get a
    column, `detail_place` is the number of columns before it, None for the last. `spare_note` says
    in a line before their heads that spare columns were left out.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    detail_head: str = ""
    caption: str = ""
    links: Mapping[str, str] = {}
    folded: str = ""
    bar_head: str = ""
    detail_place: int | None = None
    spare_note: str = ""


class Heading(NamedTuple):
    """A heading. Its level is 1 for the document, 2 for a part of it, and so on.

    Without a level it is the document's own if it is the first, and a part's otherwise. `anchor` is
    what a link in the contents leads to.
    """

    text: str
    level: int = 0
    anchor: str = ""


class Paragraph(NamedTuple):
    """A paragraph, wrapped under its own start; `indent` in columns.

    Numbered paragraphs are numbered through the whole of a paper.
    """

    text: str
    style: Style = ""
    indent: int = 0
    number: int | None = None


class Pairs(NamedTuple):
    """Labels with their texts, in order; `columns=2` puts two on a line where both fit.

    A text without a label is one more of the label before it.
    """

    pairs: tuple[tuple[str, str], ...]
    columns: int = 1


class Note(NamedTuple):
    """A footnote, its text wrapped under itself to the right of the mark."""

    mark: str
    text: str


class Bullets(NamedTuple):
    """A list of short texts."""

    texts: tuple[str, ...]


class Quotation(NamedTuple):
    """A text as it was published, its own line breaks kept; `indent` in columns."""

    text: str
    indent: int = 2


class Figure(NamedTuple):
    """A number with its name, and a few words about it."""

    name: str
    number: int
    text: str
    style: Style = ""


class Figures(NamedTuple):
    """The few numbers that matter most."""

    figures: tuple[Figure, ...]


class Bar(NamedTuple):
    """Counts that add up, each as (count, style, word), with a text after them.

    `marked` is the place of the part that is ours, where one is.
    """

    label: str
    parts: tuple[tuple[int, Style, str], ...]
    text: str = ""
    marked: int | None = None


class Bars(NamedTuple):
    """Bars drawn to one scale: the count that fills the width, 0 for the largest bar's.

    `key` says what the colours mean, also those of bars in a table above. `worded` ones have
    their numbers and words in the picture, so that no line beside it repeats them.
    """

    bars: tuple[Bar, ...]
    head: str = ""
    scale: int = 0
    key: tuple[tuple[str, str], ...] = ()
    worded: bool = False


class LineChart(NamedTuple):
    """Counts over days as lines: each with its name and as many values as there are days.

    It repeats a table beside it, so formats without pictures leave it out. `top` is the count at
    the upper edge, `title` and `text` what is read aloud in its place.
    """

    days: tuple[date, ...]
    lines: tuple[tuple[str, tuple[int, ...]], ...]
    top: int
    title: str
    text: str


class Contents(NamedTuple):
    """Links to the headings with anchors that follow.

    What is before the first heading with an anchor heads the document; `skip` is the text of the
    link that leads past that.
    """

    skip: str


class NewPage(NamedTuple):
    """What follows begins a page."""


class Gap(NamedTuple):
    """An empty line."""


Node = (
    Heading
    | Paragraph
    | Pairs
    | Note
    | Bullets
    | Quotation
    | Table
    | Figures
    | Bars
    | LineChart
    | Contents
    | NewPage
    | Gap
)
Page = tuple[Node, ...]


class Document(NamedTuple):
    """A page with what stands around it.

    `marking` stands at the head and the foot of every page, `footer` beside the page number. `note`
    is the last line. `day` is the day that a file is dated with, `author` the post named in it.
    `look` names the style sheet, and a paper's nodes are an empty line apart in plain text.
    """

    nodes: Page
    title: str = ""
    marking: str = ""
    footer: str = ""
    note: str = ""
    author: str = ""
    day: date | None = None
    look: Literal["list", "position", "paper", "mail"] = "list"


def as_document(page: Page | Document) -> Document:
    """The document of a page that has nothing around it; a document stays as it is."""
    if isinstance(page, Document):
        return page
    title = next((node.text for node in page if isinstance(node, Heading)), "")
    return Document(page, title or "Action plan")


def flatten_document(document: Document) -> Page:
    """The nodes of a document for formats without pages.

    The marking is at the head, before each new page and at the end; a paper's nodes are an empty
    line apart, and the note is the last paragraph.
    """
    marking = marking_line(document.marking)
    flow: list[Node] = [*marking]
    for node in document.nodes:
        flow.append(node)
        if isinstance(node, NewPage):
            flow += marking
        elif document.look == "paper":
            flow.append(Gap())
    if document.note:
        flow += (Paragraph(document.note), Gap())
    return (*flow, *marking)


def figures_as_pairs(figures: Figures) -> Pairs:
    """The numbers for formats that have no special place for them."""
    return Pairs(tuple((one.name, f"{one.number} {one.text}") for one in figures.figures))


def bar_scale(bars: Bars) -> int:
    """The count that fills the width of bars."""
    totals = (sum(max(count, 0) for count, _, _ in bar.parts) for bar in bars.bars)
    return max([bars.scale, 1, *totals])


def bar_text(bar: Bar) -> str:
    """What a bar says in words: "12 red, 17 amber", nothing of what is 0, and its text after it."""
    parts = [f"{count} {word}".rstrip(" ") for count, _, word in bar.parts if count]
    return "  ".join(filter(None, [", ".join(parts), bar.text]))


def with_detail_column(table: Table) -> Table:
    """The table with its rows' details as a column, where a row has one.

    They are the last column, or where `detail_place` says, with room for a title then.
    """
    if not any(row.detail for row in table.rows):
        return table
    at = len(table.columns) if table.detail_place is None else table.detail_place
    head = Column(table.detail_head, wrap="" if table.detail_place is None else "long")
    rows = (
        row._replace(cells=(*row.cells[:at], Cell(row.detail), *row.cells[at:]), detail="")
        for row in table.rows
    )
    return table._replace(
        columns=(*table.columns[:at], head, *table.columns[at:]),
        rows=tuple(rows),
        detail_head="",
        detail_place=None,
    )


def without_column(table: Table, place: int) -> Table:
    """The table without one of its columns."""
    rows = (row._replace(cells=(*row.cells[:place], *row.cells[place + 1 :])) for row in table.rows)
    columns = (*table.columns[:place], *table.columns[place + 1 :])
    return table._replace(columns=columns, rows=tuple(rows))


def page_of(*parts: Node | Iterable[Node] | None) -> Page:
    """A page of nodes and runs of nodes; what is None or empty is left out."""
    page: list[Node] = []
    for one in parts:
        if isinstance(one, Node):
            page.append(one)
        elif one:
            page += one
    return tuple(page)


def marking_line(marking: str | None) -> Page:
    """A protective marking at the head of a page, where there is one."""
    return (Paragraph(marking, "bold"), Gap()) if marking else ()


def filter_line(filter_text: str) -> Page:
    """What a page is restricted to, where it is."""
    return (Paragraph(f"Only {filter_text}"),) if filter_text else ()


def spaced(*content: Node) -> Page:
    """Nodes with an empty line before them, where there are any."""
    return (Gap(), *content) if content else ()


def part(head: str, *content: Node) -> Page:
    """A part of a page under a bold line, with an empty line before it."""
    return spaced(Paragraph(head, "bold"), *content)


def section(head: str, *content: Node) -> Page:
    """A part of a page under a heading, with an empty line before and after it."""
    return spaced(Heading(head), Gap(), *content)


def columns(*heads: str | Column | Iterable[Column]) -> tuple[Column, ...]:
    """Columns by their heads, of numbers where one begins with ">"; whole columns as they are."""
    made: list[Column] = []
    for head in heads:
        if isinstance(head, str):
            is_number = head.startswith(">")
            made.append(Column(head.removeprefix(">"), "right" if is_number else "left"))
        elif isinstance(head, Column):
            made.append(head)
        else:
            made += head
    return tuple(made)


def text_columns(*heads: str) -> tuple[Column, ...]:
    """Columns of texts, whose heads are data."""
    return tuple(map(Column, heads))


def number_columns(*heads: str, group: str = "") -> tuple[Column, ...]:
    """Columns of numbers, whose heads are data or stand under that of a group."""
    return tuple(Column(head, "right", group) for head in heads)


def make_row(
    *cells: str | int | Cell, detail: str = "", indent: int = 0, strong: bool = False
) -> Row:
    """A row of cells, texts and numbers."""
    made = (cell if isinstance(cell, Cell) else Cell(str(cell)) for cell in cells)
    return Row(tuple(made), detail, indent, strong)


def red_count(count: int) -> Cell:
    """A count of what is late: red, unless there is none."""
    return Cell(str(count), "red" if count else "")


def id_cell(text: str) -> Cell:
    """The id of an item, or of several."""
    return Cell(text, "bold")
