"""Tables of a paper in Word: a header row that every page repeats, rows that stay together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm

from hmic_tracker.render import nodes, text_layout
from hmic_tracker.render.docx_styles import CELL, TEXT_WIDTH, child_of
from hmic_tracker.render.escaping import visible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as DocxTable
    from docx.table import _Cell as DocxCell
    from docx.text.paragraph import Paragraph

_SHADE: Final = "E7E9EC"
_CHARACTER: Final = 1.9  # millimetres, of the size of the tables, on average
_MARGIN: Final = 1.2  # millimetres, on either side of what is in a cell
_KEPT_ROWS: Final = 20  # a table of so many rows is kept on one page
_INDENT: Final = Mm(4)
_TWENTIETHS: Final = 56.7  # of a point, in a millimetre


def add_table(docx: Document, table: nodes.Table) -> Paragraph:
    """Adds a table under its caption, which is returned; rows' details are its last column."""
    caption = visible(table.caption)
    head = docx.add_paragraph(caption, style="Caption")
    table = nodes.with_detail_column(table)
    made = docx.add_table(rows=0, cols=len(table.columns), style="Table Grid")
    made.autofit = False
    _shaped(made, caption)
    _heads(made, table)
    for line in table.rows:
        cells = _row(made).cells
        for cell, (text, _), column in zip(cells, line.cells, table.columns, strict=True):
            _write(cell, text, bold=line.strong, right=column.align == "right")
        if line.indent:
            cells[0].paragraphs[0].paragraph_format.left_indent = Length(_INDENT * line.indent)
    _set_widths(made, _widths(table))
    if len(table.rows) <= _KEPT_ROWS:
        for row in made._tbl.tr_lst[:-1]:
            _keep_with_next(row)
    docx.add_paragraph(style=CELL)  # Word wants a paragraph between two tables
    return head


def _widths(table: nodes.Table) -> list[float]:
    """How wide each column is, in millimetres, by what is in it."""
    texts = text_layout.column_texts(table)
    room = TEXT_WIDTH - 2 * _MARGIN * len(texts)
    characters = int(room / _CHARACTER) - len(texts)  # one more for each: heads are bold
    # What is between columns of plain text, the margins of cells are instead here.
    gaps = text_layout.GAP * (len(texts) - 1)
    widths = text_layout.widths_of(table, texts, gaps + characters)
    if widths is None:  # more columns than can be read: each has its share
        return [TEXT_WIDTH / len(texts)] * len(texts)
    shares = [width + 1 for width in widths]
    return [2 * _MARGIN + room * share / sum(shares) for share in shares]


def _set_widths(made: DocxTable, millimetres: list[float]) -> None:
    widths = [Mm(width) for width in millimetres]
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = width
    for row in made._tbl.tr_lst:
        at = 0
        for cell in row.tc_lst:
            cell.width = Length(sum(widths[at : at + cell.grid_span]))
            at += cell.grid_span


def _heads(made: DocxTable, table: nodes.Table) -> None:
    """The header row; heads over several columns have one above it."""
    spans = text_layout.spans_of(table)
    upper = _row(made, is_head=True).cells if spans else []
    cells = _row(made, is_head=True).cells
    heads = text_layout.heads_of(table)
    for at, (cell, head, column) in enumerate(zip(cells, heads, table.columns, strict=True)):
        whole = upper[at].merge(cell) if spans and not column.group else cell
        _write(whole, " ".join(head), bold=True, right=column.align == "right")
    for group, first, end in spans:
        _write(upper[first].merge(upper[end - 1]), group, bold=True, right=False)
    for cell in (*upper, *cells):
        _shade(cell)


def _row(made: DocxTable, is_head: bool = False) -> Any:
    row: Any = made.add_row()  # type: ignore[no-untyped-call]
    properties = row._tr.get_or_add_trPr()
    for tag in ("cantSplit", *(["tblHeader"] if is_head else [])):
        child_of(properties, tag)
    return row


def _write(cell: DocxCell, text: str, *, bold: bool, right: bool) -> None:
    for spare in cell.paragraphs[1:]:  # a merged cell has one of each
        spare._p.getparent().remove(spare._p)
    paragraph = cell.paragraphs[0]
    # By its id: looking a style up by name takes longer than all else that a cell needs.
    paragraph._p.get_or_add_pPr().get_or_add_pStyle().val = CELL
    paragraph.add_run(visible(text)).bold = bold or None
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _shade(cell: DocxCell) -> None:
    properties = cell._tc.get_or_add_tcPr()
    if properties.find(qn("w:shd")) is None:
        child_of(properties, "shd", val="clear", color="auto", fill=_SHADE)


def _keep_with_next(row: Any) -> None:
    for paragraph in row.iter(qn("w:p")):
        paragraph.get_or_add_pPr().get_or_add_keepNext()


def _shaped(made: DocxTable, caption: str) -> None:
    """The table's margins, and what a screen reader says of it, in the order of the standard."""
    properties = made._tbl.tblPr
    margin = str(round(_MARGIN * _TWENTIETHS))
    child_of(properties, "tblInd", w=margin, type="dxa")
    layout = properties.find(qn("w:tblLayout"))
    if layout is not None:
        properties.append(layout)
    around = child_of(properties, "tblCellMar")
    for side in ("left", "right"):
        child_of(around, side, w=margin, type="dxa")
    look = properties.find(qn("w:tblLook"))
    if look is not None:
        properties.append(look)
    child_of(properties, "tblCaption", val=caption)
