"""Tables of a paper in Word: a head on every page, whole rows, rules as on the web page."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm

from hmic_tracker.domain.words import plural
from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.docx_styles import CELL, GAP, TEXT_WIDTH, child_of
from hmic_tracker.render.docx_text import add_text
from hmic_tracker.render.docx_widths import INDENT, MARGIN, column_widths, head_of, height_of
from hmic_tracker.render.escaping import visible

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_RULE: Final = "767676"
_FAINT: Final = "D4D4D4"
_COLORS: Final = {
    "red": "B10E1E",
    "amber": "8A5300",
    "green": "00692F",
    "blue": "1D4F91",
    "grey": "595959",
}
"""The colours of the web page, `styles/position.css`."""
_PADDING: Final = 0.8  # millimetres, above and below what is in a cell
_KEPT_HEIGHT: Final = 45  # millimetres: a table of so much is kept on one page
_TWENTIETHS: Final = 56.7  # of a point, in a millimetre


def add_table(docx: Document, table: nodes.Table, *, captioned: bool = True) -> Paragraph | None:
    """Adds a table, `captioned` under its caption, which is returned where it has one."""
    has_head = table.caption and captioned
    head = docx.add_paragraph(visible(table.caption), style="Caption") if has_head else None
    table = nodes.with_detail_column(table)
    widths = column_widths(table, TEXT_WIDTH)
    made: Any = docx.add_table(rows=0, cols=len(table.columns))
    made.autofit = False
    _shape(made._tbl, table)
    for column, width in zip(made._tbl.tblGrid.gridCol_lst, widths, strict=True):
        column.w = Mm(width)
    made._tbl.append(_head_row(table, widths))
    rows = [_body_row(row, table.columns, widths) for row in table.rows]
    made._tbl.extend(rows)
    _keep_on_a_page(made._tbl.tr_lst, whole=height_of(table, widths) <= _KEPT_HEIGHT)
    docx.add_paragraph(style=GAP)  # Word wants a paragraph between two tables
    return head


def _head_row(table: nodes.Table, widths: Sequence[float]) -> Any:
    """The header row, which every page of the table repeats."""
    row = _new_row(is_head=True)
    for column, width in zip(table.columns, widths, strict=True):
        cell = _cell(row, width, is_head=True)
        _write(cell, nodes.Cell(head_of(column), "bold"), column)
    return row


def _body_row(row: nodes.Row, columns: Sequence[nodes.Column], widths: Sequence[float]) -> Any:
    made = _new_row()
    for place, (text, column, width) in enumerate(zip(row.cells, columns, widths, strict=True)):
        cell = _cell(made, width, is_total=row.strong, unbroken=column.wrap == "never")
        shown = text._replace(style="bold") if row.strong and not text.style else text
        _write(cell, shown, column, 0 if place else row.indent)
    return made


def _new_row(is_head: bool = False) -> Any:
    row = OxmlElement("w:tr")
    properties = child_of(row, "trPr")
    child_of(properties, "cantSplit")
    if is_head:
        child_of(properties, "tblHeader")
    return row


def _cell(
    row: Any, width: float, is_head: bool = False, is_total: bool = False, unbroken: bool = False
) -> Any:
    """An empty cell; its properties are in the order of the standard."""
    cell = child_of(row, "tc")
    properties = child_of(cell, "tcPr")
    child_of(properties, "tcW", type="dxa", w=_dxa(width))
    if is_head or is_total:
        borders = child_of(properties, "tcBorders")
        side, size = ("bottom", "12") if is_head else ("top", "6")
        child_of(borders, side, val="single", sz=size, space="0", color=_RULE)
    if unbroken or is_head:
        child_of(properties, "noWrap", val="true" if unbroken else "false")
    if is_head:
        child_of(properties, "vAlign", val="bottom")
    return cell


def _write(cell: Any, content: nodes.Cell, column: nodes.Column, indent: int = 0) -> None:
    from docx.text.paragraph import Paragraph

    element = child_of(cell, "p")
    properties = element.get_or_add_pPr()
    # By its id: looking a style up by name takes longer than all else that a cell needs.
    properties.get_or_add_pStyle().val = CELL
    if indent:
        child_of(properties, "ind", left=_dxa(INDENT * indent))
    if column.align == "right":
        child_of(properties, "jc", val="right")
    text = visible(content.text)
    run = add_text(Paragraph(element, cell), text, searchable=column.wrap == "never")
    if content.style in _COLORS or content.style == "bold":
        run.bold = True
    if content.style in _COLORS:
        child_of(run._r.get_or_add_rPr(), "color", val=_COLORS[content.style])


def _keep_on_a_page(rows: Sequence[Any], *, whole: bool) -> None:
    """Keeps rows with the next: all of a small table, of others the first two and the last two.

    Neither a head stands alone at the end of a page nor a total at the top of one.
    """
    kept = rows[:-1] if whole else (*rows[:2], *rows[-2:-1])
    for row in kept:
        for paragraph in row.iter(qn("w:p")):
            paragraph.get_or_add_pPr().get_or_add_keepNext()


def _shape(made: Any, table: nodes.Table) -> None:
    """The table's width, rules and margins, and what a screen reader says of it.

    The properties are in the order of the standard.
    """
    old = made.tblPr
    look = old.find(qn("w:tblLook"))
    for child in list(old):
        old.remove(child)
    child_of(old, "tblW", type="dxa", w=_dxa(TEXT_WIDTH))
    child_of(old, "tblInd", w=_dxa(MARGIN), type="dxa")
    borders = child_of(old, "tblBorders")
    for side in ("bottom", "insideH"):
        child_of(borders, side, val="single", sz="4", space="0", color=_FAINT)
    child_of(old, "tblLayout", type="fixed")
    around = child_of(old, "tblCellMar")
    sides = (("top", _PADDING), ("left", MARGIN), ("bottom", _PADDING), ("right", MARGIN))
    for side, width in sides:
        child_of(around, side, w=_dxa(width), type="dxa")
    if look is not None:
        old.append(look)
    heads = ", ".join(map(head_of, table.columns))
    child_of(old, "tblCaption", val=visible(table.caption) or heads)
    number = plural(len(table.rows), "row")
    child_of(old, "tblDescription", val=f"{number} under a head. Columns: {heads}.")


def _dxa(millimetres: float) -> str:
    return str(round(millimetres * _TWENTIETHS))
