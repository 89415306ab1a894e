"""A paper as DOCX: real headings and styles, tables with header rows, page numbers, the marking.

The same paper gives the same bytes: the file's dates come from the paper, and the parts are packed
again with the day of the paper as their time.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime, time

import docx as python_docx
from docx.oxml.ns import qn

from hmic_tracker.light_typing import TYPE_CHECKING, Final
from hmic_tracker.render import nodes
from hmic_tracker.render.docx_styles import (
    FACT,
    LANGUAGE,
    NUMBER_INDENT,
    NUMBERED,
    TEXT_POINTS,
    TEXT_WIDTH,
    child_of,
    prepare,
)
from hmic_tracker.render.docx_tables import add_table
from hmic_tracker.render.docx_text import add_text
from hmic_tracker.render.docx_widths import POINTS, width_of
from hmic_tracker.render.escaping import visible

if TYPE_CHECKING:
    from docx.document import Document as Docx
    from docx.text.paragraph import Paragraph as DocxParagraph

_ZIP_YEARS: Final = 1980, 2107
_SPARE_PARTS: Final = ("thumbnail", "stylesWithEffects")
"""What the empty document comes with and a paper has no use for: a picture of it, and styles for
Word 2010, in American English."""
_TWO_LINES: Final = 1.7
_FOUR_LINES: Final = 3.1
"""A text of two lines is shorter than this many widths, one of four longer: lines are ragged."""
_SEARCHABLE: Final = ("Title", "Heading")
"""Styles of short lines, in which an id is not broken: its hyphen is a plain one."""


def draw(document: nodes.Document) -> bytes:
    """The paper as the bytes of a file."""
    docx = python_docx.Document()
    prepare(docx)
    _set_properties(docx, document)
    _add_head_and_foot(docx, document)
    new_page = False
    around = zip((None, *document.nodes), document.nodes, (*document.nodes[1:], None), strict=False)
    for before, node, after in around:
        if isinstance(node, nodes.NewPage):
            new_page = True
            continue
        made = _add(docx, node, introduced=isinstance(before, nodes.Paragraph))
        if made and new_page:
            made[0].paragraph_format.page_break_before = True
            new_page = False
        if made and _leads_to(before, node, after):
            made[-1].paragraph_format.keep_with_next = True
        if made and isinstance(before, nodes.Heading) and _is_of_three_lines(node):
            made[0].paragraph_format.widow_control = False
    stream = io.BytesIO()
    docx.save(stream)
    return _packed(stream.getvalue(), document)


def _leads_to(before: nodes.Node | None, node: nodes.Node, after: nodes.Node | None) -> bool:
    """Whether a node stays on the page of what follows.

    A sentence stays with its table or list, and a line between a heading and one of its own with
    both. A text that is kept with what follows leaves its heading behind in LibreOffice, so how an
    item stands may begin a page.
    """
    if not isinstance(node, nodes.Paragraph):
        return False
    if isinstance(before, nodes.Heading) and isinstance(after, nodes.Heading):
        return after.level > before.level
    return isinstance(after, nodes.Table | nodes.Bullets)


def _is_of_three_lines(node: nodes.Node) -> bool:
    """Whether a text under a heading may have three lines.

    LibreOffice can't break these where no line is to be alone, but takes it that two of them fit,
    and leaves the heading behind.
    """
    if not isinstance(node, nodes.Paragraph | nodes.Quotation):
        return False
    is_indented = isinstance(node, nodes.Quotation) or node.number is not None
    lines = width_of(node.text) * TEXT_POINTS / POINTS / (TEXT_WIDTH - NUMBER_INDENT * is_indented)
    return _TWO_LINES < lines < _FOUR_LINES


def _add(docx: Docx, node: nodes.Node, *, introduced: bool = False) -> list[DocxParagraph]:
    """Adds a node; the paragraphs that were made of it.

    A table that a paragraph `introduced` has no caption over it: its name is for those who hear it.
    """
    match node:
        case nodes.Heading(text, level):
            style = f"Heading{level - 1}" if level > 1 else "Title"
            return [_paragraph(docx, visible(text), style)]
        case nodes.Pairs(pairs):
            return [_fact(docx, label, text) for label, text in pairs]
        case nodes.Figures():
            return _add(docx, nodes.figures_as_pairs(node))
        case nodes.Paragraph(text, number=number):
            style = "BodyText" if number is None else NUMBERED
            return [_paragraph(docx, visible(text), style)]
        case nodes.Note(mark, text):
            return [_paragraph(docx, visible(f"{mark} {text}"), "BodyText")]
        case nodes.Bullets(texts):
            return [_paragraph(docx, visible(text), "ListBullet") for text in texts]
        case nodes.Bars(bars):
            pairs = tuple((bar.label, nodes.bar_text(bar)) for bar in bars)
            return _add(docx, nodes.Pairs(pairs))
        case nodes.Quotation(text):
            return [_paragraph(docx, visible(text, newlines=True), "Quote")]
        case nodes.Table():
            caption = add_table(docx, node, captioned=not introduced)
            return [] if caption is None else [caption]
        case nodes.NewPage() | nodes.Gap() | nodes.Contents() | nodes.LineChart():
            return []


def _paragraph(docx: Docx, text: str, style_id: str) -> DocxParagraph:
    """A paragraph; its style by its id, since looking one up by name takes longer than the rest."""
    made = docx.add_paragraph()
    made._p.get_or_add_pPr().get_or_add_pStyle().val = style_id
    if text:
        add_text(made, text, searchable=style_id.startswith(_SEARCHABLE))
    return made


def _fact(docx: Docx, label: str, text: str) -> DocxParagraph:
    made = _paragraph(docx, "", FACT)
    made.add_run(visible(label)).bold = True
    add_text(made, f"\t{visible(text)}")
    return made


def _day(document: nodes.Document) -> date:
    """The day that the file is dated with."""
    return document.day or date(_ZIP_YEARS[0], 1, 1)


def _set_properties(docx: Docx, document: nodes.Document) -> None:
    """The properties that a file has beside its text; none is of this machine or this hour."""
    when = datetime.combine(_day(document), time(), UTC).replace(tzinfo=None)
    properties = docx.core_properties
    properties.title = visible(document.title)[:255]
    properties.author = visible(document.author)[:255]
    properties.last_modified_by = properties.author
    properties.subject = visible(document.footer)[:255]
    properties.keywords = visible(document.marking)[:255]
    properties.comments = ""
    properties.language = LANGUAGE
    properties.created = properties.modified = when
    properties.revision = 1
    package = docx.part.package
    for rels in (package.rels, docx.part.rels):
        for name in [rid for rid, one in rels.items() if one.reltype.endswith(_SPARE_PARTS)]:
            rels.pop(name)


def _add_head_and_foot(docx: Docx, document: nodes.Document) -> None:
    """The marking in the head and the foot of every page, and the page's number."""
    section = docx.sections[0]
    marking = visible(document.marking)
    for paragraph in (section.header.paragraphs[0], section.footer.paragraphs[0]):
        paragraph.text, paragraph.style = marking, "Marking"
    last = section.footer.add_paragraph(
        f"{visible(document.footer)}\tPage ", style="Page Number Line"
    )
    _field(last, "PAGE")
    last.add_run(" of ")
    _field(last, "NUMPAGES")


def _field(paragraph: DocxParagraph, what: str) -> None:
    """A number that Word fills in."""
    for kind, text in (("begin", ""), ("", what), ("separate", ""), ("text", "1"), ("end", "")):
        run = paragraph.add_run()
        if kind == "text":
            run.text = text
        elif kind:
            child_of(run._r, "fldChar", fldCharType=kind)
        else:
            code = child_of(run._r, "instrText")
            code.set(qn("xml:space"), "preserve")
            code.text = f" {text} "


def _packed(data: bytes, document: nodes.Document) -> bytes:
    """The parts of the file packed again, in their order, with times that are the paper's."""
    day = _day(document)
    first, last = _ZIP_YEARS
    stamp = (max(first, min(day.year, last)), day.month, day.day, 0, 0, 0)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = zipfile.ZipInfo(name, stamp)
            part.compress_type = zipfile.ZIP_DEFLATED
            part.create_system = 3
            part.external_attr = 0o600 << 16
            new.writestr(part, old.read(name))
    return stream.getvalue()
