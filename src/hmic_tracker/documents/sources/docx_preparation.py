"""A Word document's main part made ready for mammoth, which has no words for some of it.

Numbers, styles, fields and drawings are put into forms that mammoth passes on; what it doesn't
read (positions, fonts, languages) is taken out, so that its tree stays small.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET  # docx_package parses

from hmic_tracker.documents.sources.docx_package import w
from hmic_tracker.documents.sources.docx_styles import (
    PLAIN,
    Style,
    heading_level,
    is_on,
    is_whole,
    number_properties,
    value,
)
from hmic_tracker.documents.sources.html_walk import NUMBER_PREFIX
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.sources.docx_numbering import Numbering

STYLE_MAP: Final = "\n".join(
    (
        *(f"p.tracker-h{level} => h{level}:fresh" for level in range(1, 7)),
        "p.tracker-toc => p.toc:fresh",
        "r.tracker-hidden => del",
        "p => p:fresh",
    )
)
"""What mammoth makes of the styles that are set here."""

_COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SHAPES: Final = "{urn:schemas-microsoft-com:vml}"
_RAISED: Final = 4
"""Half points above the line from which a letter is raised, as LibreOffice writes it."""

_NEEDLESS: Final = frozenset(
    w(name)
    for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "lastRenderedPageBreak", "tblGrid")
)
_RENAMED: Final = {
    w("fldSimple"): w("smartTag"),
    w("dir"): w("smartTag"),
    w("bdo"): w("smartTag"),
    w("cr"): w("br"),
}
"""Elements that mammoth passes over, and what it reads in the same way."""


@dataclass(slots=True)
class Preparation:
    """Goes through a document once; `title` is the text of its first Title paragraph."""

    styles: Mapping[str, Style]
    numbering: Numbering
    title: str = ""
    _shift: int = 0
    _in_table: set[ET.Element] = field(default_factory=set)

    def prepare(self, root: ET.Element) -> None:
        """Change the tree of a main part."""
        paragraphs = [paragraph for paragraph in root.iter(w("p")) if self._style(paragraph)]
        titles = [each for each in paragraphs if self._kind(each) == "title"]
        if titles:
            self.title, self._shift = text_of(titles[0]), 1
        for parent in list(root.iter()):
            _tidy(parent)
        self._see_tables(root)
        for paragraph in root.iter(w("p")):
            self._paragraph(paragraph)

    def _kind(self, paragraph: ET.Element) -> str:
        return self.styles.get(self._style(paragraph), PLAIN).kind

    def _style(self, paragraph: ET.Element) -> str:
        return value(paragraph.find(w("pPr")), "pStyle") or ""

    def _see_tables(self, root: ET.Element) -> None:
        """Headings in the cells of a table with rows and columns only look like headings."""
        for table in root.iter(w("tbl")):
            rows = table.findall(w("tr"))
            if len(rows) > 1 and any(len(row.findall(w("tc"))) > 1 for row in rows):
                self._in_table.update(table.iter(w("p")))

    def _paragraph(self, paragraph: ET.Element) -> None:
        properties = paragraph.find(w("pPr"))
        style_id = self._style(paragraph)
        style = self.styles.get(style_id, PLAIN)
        for run in paragraph.findall(f".//{w('r')}"):
            self._run(run, style)
        number = self._number(properties, style, style_id)
        own = self._own_style(paragraph, properties, style)
        deleted = properties.find(f"{w('rPr')}/{w('del')}") if properties is not None else None
        if properties is not None:
            paragraph.remove(properties)
        replaced = ET.Element(w("pPr"))
        if own:
            ET.SubElement(replaced, w("pStyle"), {w("val"): own})
        if deleted is not None:
            ET.SubElement(ET.SubElement(replaced, w("rPr")), w("del"))
        paragraph.insert(0, replaced)
        if number:
            paragraph.insert(1, self._number_element(paragraph, number))

    def _number_element(self, paragraph: ET.Element, number: str) -> ET.Element:
        """A number is a bookmark; in a cell with nothing else it is the cell's text."""
        if paragraph not in self._in_table or text_of(paragraph).strip():
            return ET.Element(w("bookmarkStart"), {w("name"): number})
        run = ET.Element(w("r"))
        ET.SubElement(run, w("t")).text = number.removeprefix(NUMBER_PREFIX).partition(":")[2]
        return run

    def _own_style(self, paragraph: ET.Element, properties: ET.Element | None, style: Style) -> str:
        if style.kind == "toc":
            return "tracker-toc"
        level = style.level + (self._shift if style.kind == "heading" else 0)
        if not style.kind and (outline := heading_level(properties)):
            level = outline + self._shift
        if not level or paragraph in self._in_table:
            return ""
        return f"tracker-h{min(level, 6)}"

    def _number(self, properties: ET.Element | None, style: Style, style_id: str) -> str:
        """The number of a paragraph as the name of a bookmark, which mammoth passes on."""
        if properties is not None and properties.find(f"{w('rPr')}/{w('del')}") is not None:
            return ""
        own = number_properties(properties)
        list_id = style.numbering[0] if own.list_id is None else own.list_id
        if list_id not in self.numbering.lists:
            return ""
        level = own.level
        if level is None:
            level = self.numbering.level_of_style(list_id, style_id, style.numbering[1])
        marker = self.numbering.marker(list_id, min(level, 8))
        return f"{NUMBER_PREFIX}{min(level, 8) + 1}:{marker}" if marker else ""

    def _run(self, run: ET.Element, style: Style) -> None:
        properties = run.find(w("rPr"))
        character = self.styles.get(value(properties, "rStyle") or "", PLAIN)
        bold = is_on(properties, "b")
        if bold is None:
            bold = style.bold or character.bold
        hidden = is_on(properties, "vanish")
        raised = value(properties, "vertAlign")
        if is_whole(height := value(properties, "position")) and int(height) >= _RAISED:
            raised = "superscript"
        if properties is not None:
            run.remove(properties)
        replaced = ET.Element(w("rPr"))
        if hidden:
            ET.SubElement(replaced, w("rStyle"), {w("val"): "tracker-hidden"})
        if bold:
            ET.SubElement(replaced, w("b"))
        if raised:
            ET.SubElement(replaced, w("vertAlign"), {w("val"): raised})
        if len(replaced):
            run.insert(0, replaced)


def text_of(element: ET.Element) -> str:
    """The text of an element, deleted text left out."""
    return "".join(_texts(element))


def _texts(element: ET.Element) -> Iterator[str]:
    for each in element.iter():
        if each.tag == w("t"):
            yield each.text or ""
        elif each.tag in {w("tab"), w("br"), w("cr")}:
            yield " "


def _tidy(parent: ET.Element) -> None:
    """Take out what mammoth doesn't need, and put what it doesn't know into what it does."""
    parent.tag = _RENAMED.get(parent.tag, parent.tag)
    kept: list[ET.Element] = []
    for child in parent:
        if child.tag == f"{_COMPATIBILITY}AlternateContent":
            kept.extend(_one_of(child))
        elif child.tag not in _NEEDLESS:
            kept.append(child)
    if len(kept) != len(parent) or any(
        new is not old for new, old in zip(kept, parent, strict=True)
    ):
        parent[:] = kept


def _one_of(alternatives: ET.Element) -> list[ET.Element]:
    """The text boxes of the newest drawing, as the shape that mammoth reads; else the old one.

    A drawing that is no text box keeps its older form, in which mammoth finds no text either.
    """
    for form in alternatives:
        boxes = list(form.iter(w("txbxContent")))
        if boxes:
            picture = ET.Element(w("pict"))
            for box in boxes:
                ET.SubElement(picture, f"{_SHAPES}textbox").append(box)
            return [picture]
    fallback = alternatives.find(f"{_COMPATIBILITY}Fallback")
    return [] if fallback is None else list(fallback)
