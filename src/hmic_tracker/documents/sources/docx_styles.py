"""What the styles of a Word file say: headings, the title, contents, bold, numbering."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hmic_tracker.documents.sources.docx_package import w
from hmic_tracker.light_typing import TYPE_CHECKING, NamedTuple, TypeGuard

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET


class Style(NamedTuple):
    """A style with what it has from those it rests on.

    `kind` is "heading", "title", "toc" or "". `level` of a heading is 1 to 9. `numbering` is the
    list it belongs to and the level there, "" and -1 where it says none.
    """

    kind: str = ""
    level: int = 0
    bold: bool = False
    numbering: tuple[str, int] = ("", -1)


class NumberProperties(NamedTuple):
    """What a paragraph or a style says of its list; None is nothing."""

    list_id: str | None = None
    level: int | None = None


PLAIN = Style()


def read_styles(root: ET.Element | None) -> dict[str, Style]:
    """The styles by their ids."""
    elements = {style.get(w("styleId"), ""): style for style in _styles(root)}
    return {style_id: _resolved(style_id, elements) for style_id in elements}


def number_properties(properties: ET.Element | None) -> NumberProperties:
    """What the `w:numPr` of a paragraph's properties says."""
    numbering = properties.find(w("numPr")) if properties is not None else None
    if numbering is None:
        return NumberProperties()
    level = value(numbering, "ilvl")
    return NumberProperties(value(numbering, "numId"), int(level) if is_whole(level) else None)


def value(element: ET.Element | None, name: str) -> str | None:
    """The value of a property, None where it isn't there."""
    child = element.find(w(name)) if element is not None else None
    return child.get(w("val"), "") if child is not None else None


def is_on(element: ET.Element | None, name: str) -> bool | None:
    """Whether a property is switched on; None where nothing is said."""
    text = value(element, name)
    return None if text is None else text not in {"0", "false", "off"}


def is_whole(text: str | None) -> TypeGuard[str]:
    """Whether a value is a whole number of a sensible length."""
    return text is not None and text.isascii() and text.isdigit() and len(text) < 7


def heading_level(properties: ET.Element | None) -> int:
    """The level from 1 that an outline level means, 0 for text."""
    level = value(properties, "outlineLvl")
    return int(level) + 1 if is_whole(level) and int(level) < 9 else 0


def _styles(root: ET.Element | None) -> Iterator[ET.Element]:
    if root is not None:
        yield from root.iter(w("style"))


def _resolved(style_id: str, elements: Mapping[str, ET.Element]) -> Style:
    kind, level, bold = "", 0, None
    list_id, depth = None, None
    for element in _chain(style_id, elements):
        name = (value(element, "name") or "").lower()
        properties = element.find(w("pPr"))
        if not kind:
            kind, level = _kind(name, properties)
        numbers = number_properties(properties)
        list_id = numbers.list_id if list_id is None else list_id
        depth = numbers.level if depth is None else depth
        bold = is_on(element.find(w("rPr")), "b") if bold is None else bold
    return Style(kind, level, bool(bold), (list_id or "", -1 if depth is None else depth))


def _kind(name: str, properties: ET.Element | None) -> tuple[str, int]:
    """Built-in styles have their English names in every language."""
    if name.startswith("heading ") and is_whole(name[8:]):
        return "heading", int(name[8:])
    if name == "title":
        return "title", 1
    if name.startswith("toc ") and is_whole(name[4:]):
        return "toc", 0
    level = heading_level(properties)
    return ("heading", level) if level else ("", 0)


def _chain(style_id: str, elements: Mapping[str, ET.Element]) -> Iterator[ET.Element]:
    """A style and those it is based on; a circle ends where it began."""
    seen: set[str] = set()
    while style_id in elements and style_id not in seen:
        seen.add(style_id)
        yield elements[style_id]
        style_id = value(elements[style_id], "basedOn") or ""
