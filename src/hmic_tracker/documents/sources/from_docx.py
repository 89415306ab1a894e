"""Word files (.docx), by way of mammoth's HTML and the walker of pages."""

from __future__ import annotations

import re

from hmic_tracker.documents.blocks import Block, Document, Place
from hmic_tracker.documents.sources.docx_numbering import read_numbering
from hmic_tracker.documents.sources.docx_package import Parts, pack, unpack, w, xml
from hmic_tracker.documents.sources.docx_preparation import STYLE_MAP, Preparation, text_of
from hmic_tracker.documents.sources.docx_styles import read_styles
from hmic_tracker.documents.sources.file_titles import file_title
from hmic_tracker.documents.sources.from_html import document_of
from hmic_tracker.documents.sources.html_tree import parse
from hmic_tracker.documents.sources.html_walk import Walker
from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.errors import InputError
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_MAIN_PART: Final = re.compile(r"word/document\d{0,3}\.xml")
_BACK_LINK: Final = re.compile(r' ?<a href="#(?:foot|end)note-ref-[^"<>]*">↑</a>')
_CORE_TITLE: Final = "{http://purl.org/dc/elements/1.1/}title"


def read(data: bytes, name: str) -> Document:
    """Read a Word file. Raises InputError where it is damaged or unpacks to too much."""
    parts = unpack(data, name)
    path = next(filter(_MAIN_PART.fullmatch, sorted(parts)), "")
    if not path:
        raise InputError(
            f"{name} holds no Word document", "save it as a Word document (.docx), and import that"
        )
    main, title = _prepared(parts, path, name)
    walker = Walker(numbered=True)
    walker.walk(parse(_html(dict(parts) | {path: main}, name)))
    blocks = (
        *_margins(parts, name, "word/header", "page head"),
        *walker.out.blocks,
        *_margins(parts, name, "word/footer", "page foot"),
    )
    placed = tuple(block._replace(place=Place(at)) for at, block in enumerate(blocks, 1))
    title = clean(title) or _core_title(parts, name)
    return document_of(data, name, placed, (("title", title),) if title else ())


def _prepared(parts: Parts, path: str, name: str) -> tuple[bytes, str]:
    """The main part as mammoth should read it, and the title that the document shows."""
    from xml.etree import ElementTree as ET  # xml parses

    root = xml(parts[path], name)
    styles = read_styles(_part(parts, "word/styles.xml", name))
    numbering = read_numbering(_part(parts, "word/numbering.xml", name), styles)
    preparation = Preparation(styles, numbering)
    preparation.prepare(root)
    main: bytes = ET.tostring(root, encoding="utf-8")
    return main, preparation.title


def _html(parts: Parts, name: str) -> str:
    import mammoth

    # The styles and numbers are in the main part by now.
    needless = {"word/styles.xml", "word/numbering.xml", "word/comments.xml"}
    package = pack({path: part for path, part in parts.items() if path not in needless})
    try:
        result = mammoth.convert_to_html(
            package,
            style_map=STYLE_MAP,
            include_default_style_map=False,
            include_embedded_style_map=False,
            convert_image=lambda _: [],
        )
    except (
        AttributeError,
        KeyError,
        OSError,
        RecursionError,
        TypeError,
        ValueError,
    ) as error:
        raise InputError(
            f"{name} could not be read as a Word document",
            "open it in Word, save it again as a Word document (.docx), and import that",
        ) from error
    return _BACK_LINK.sub("", result.value)


def _part(parts: Parts, path: str, name: str) -> ET.Element | None:
    return xml(parts[path], name) if path in parts else None


def _margins(parts: Parts, name: str, prefix: str, reason: str) -> list[Block]:
    """The texts of the heads or feet of the pages, each once."""
    texts: dict[str, None] = {}
    for path in sorted(parts):
        if path.startswith(prefix):
            paragraphs = xml(parts[path], name).iter(w("p"))
            texts |= dict.fromkeys(text for each in paragraphs if (text := clean(text_of(each))))
    return [Block("furniture", text, Place(), reason=reason) for text in texts]


def _core_title(parts: Parts, name: str) -> str:
    core = _part(parts, "docProps/core.xml", name)
    return "" if core is None else file_title(core.findtext(_CORE_TITLE) or "")
