"""The styles of a paper in Word: an A4 page, plain headings, numbered paragraphs that count."""

from __future__ import annotations

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from hmic_tracker.light_typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from docx.document import Document

FONT: Final = "Arial"
CELL: Final = "Cell"
FACT: Final = "Fact"
GAP: Final = "TableGap"
LANGUAGE: Final = "en-GB"
NUMBERED: Final = "NumberedParagraph"
TEXT_WIDTH: Final = 170  # millimetres between the margins
TEXT_POINTS: Final = 11
NUMBER_INDENT: Final = 10  # millimetres, of texts as published too
_BLACK: Final = RGBColor(0, 0, 0)
_SIZES: Final = {"Title": 18, "Heading 1": 14, "Heading 2": 12, "Heading 3": 11}


def prepare(docx: Document) -> None:
    """Gives a new document the page and the styles of a paper."""
    section = docx.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(22)
    section.header_distance = section.footer_distance = Mm(10)
    _usual(docx)
    for name, size in _SIZES.items():
        _heading(docx, name, size)
    _paragraph_styles(docx)
    _numbered(docx)


def _usual(docx: Document) -> None:
    usual = docx.styles["Normal"]
    usual.font.name, usual.font.size = FONT, Pt(TEXT_POINTS)
    _all_scripts(usual)
    usual.paragraph_format.space_after = Pt(6)
    usual.paragraph_format.widow_control = True
    _set_language(docx)


def _set_language(docx: Document) -> None:
    """The language of the paper, also where a program looks for it before any style."""
    defaults = docx.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for properties in (defaults, docx.styles["Normal"].element.get_or_add_rPr()):
        for old in properties.findall(qn("w:lang")):
            properties.remove(old)
        child_of(properties, "lang", val=LANGUAGE, eastAsia=LANGUAGE)
    themes = docx.settings.element.find(qn("w:themeFontLang"))
    if themes is not None:
        themes.set(qn("w:val"), LANGUAGE)


def _all_scripts(style: Any) -> None:
    """The font also where a theme would choose another."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)


def _heading(docx: Document, name: str, size: int) -> None:
    style = docx.styles[name]
    style.font.name, style.font.size, style.font.bold = FONT, Pt(size), True
    style.font.italic, style.font.color.rgb = False, _BLACK
    _all_scripts(style)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(14 if size > 11 else 10), Pt(6 if size > 11 else 3)
    shape.keep_with_next = True
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _paragraph_styles(docx: Document) -> None:
    quote = docx.styles["Quote"]
    quote.font.italic, quote.font.color.rgb = False, _BLACK
    quote.paragraph_format.left_indent = Mm(NUMBER_INDENT)
    bullet = docx.styles["List Bullet"].paragraph_format
    bullet.left_indent, bullet.first_line_indent = Mm(16), Mm(-6)
    bullet.space_after = Pt(4)
    fact = _added(docx, FACT).paragraph_format
    fact.left_indent, fact.first_line_indent = Mm(50), Mm(-50)
    fact.tab_stops.add_tab_stop(Mm(50))
    fact.space_after = Pt(3)
    marking = _added(docx, "Marking")
    marking.font.bold = True
    marking.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    marking.paragraph_format.space_after = Pt(0)
    number = _added(docx, "Page Number Line")
    number.font.size = Pt(9)
    number.paragraph_format.tab_stops.add_tab_stop(Mm(TEXT_WIDTH), WD_TAB_ALIGNMENT.RIGHT)
    caption = docx.styles["Caption"]
    caption.font.size, caption.font.bold, caption.font.color.rgb = Pt(10), True, _BLACK
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_after = Pt(3)
    cell = _added(docx, CELL)
    cell.font.size = Pt(10)
    cell.paragraph_format.space_after = Pt(0)
    gap = _added(docx, GAP)
    gap.font.size = Pt(7)
    gap.paragraph_format.space_after = Pt(0)


def _added(docx: Document, name: str) -> Any:
    style = docx.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = docx.styles["Normal"]
    return style


def _numbered(docx: Document) -> None:
    """A style whose paragraphs Word numbers, 1. 2. 3. through the whole paper."""
    numbering = docx.part.numbering_part.element
    abstract = OxmlElement("w:abstractNum")
    number = max(int(n.get(qn("w:abstractNumId"))) for n in numbering.findall(qn("w:abstractNum")))
    abstract.set(qn("w:abstractNumId"), str(number + 1))
    level = child_of(abstract, "lvl", ilvl="0")
    shape = (("start", "1"), ("numFmt", "decimal"), ("lvlText", "%1."), ("lvlJc", "left"))
    for tag, value in shape:
        child_of(level, tag, val=value)
    # Definitions stand before the numbers that use them.
    numbering.findall(qn("w:abstractNum"))[-1].addnext(abstract)
    used = numbering.add_num(number + 1)
    style = _added(docx, NUMBERED)
    style.paragraph_format.left_indent = Mm(NUMBER_INDENT)
    style.paragraph_format.first_line_indent = Mm(-NUMBER_INDENT)
    style.element.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = used.numId


def child_of(parent: Any, tag: str, **attributes: str) -> Any:
    """Appends an element of WordprocessingML, by its name without a prefix."""
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element
