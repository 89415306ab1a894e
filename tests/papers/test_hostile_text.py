"""Nothing in a text is obeyed by any form of a paper, and no text leaves its place."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import date
from html import unescape
from typing import Any

import docx
import pytest
from hypothesis import given, settings

from hmic_tracker.domain.frameworks import Framework
from hmic_tracker.domain.grades import Grade, National
from hmic_tracker.domain.inspections import Inspection, Source
from hmic_tracker.domain.items import Item, Value
from hmic_tracker.domain.plan import PaperSettings, Plan
from hmic_tracker.domain.recorded_papers import RecordedPaper, ReportedFigures, ReportedItem
from hmic_tracker.render.escaping import misleading, visible
from hmic_tracker.render.nodes import Document, Heading, Paragraph
from hmic_tracker.render.papers.paper_document import document_of
from hmic_tracker.render.text_layout import width_of
from hmic_tracker.render.to_json.paper import paper_object
from hmic_tracker.reports.paper import PaperSpecification, paper
from tests.domain.making import NOON, an_entry, born
from tests.formats.reading import INERT, Markdown
from tests.papers.reading import Html, docx_parts
from tests.papers.test_publishing import drawn
from tests.render.pages import HOSTILE, texts
from tests.torture.sizes import FULL

DAY = date(2008, 12, 1)
OURS = INERT | {"ordered_list_open", "ordered_list_close", "hr"}
FIELD_CODES = {" PAGE ", " NUMPAGES "}


def hostile_item(n: int, text: str, **fields: Any) -> Item:
    """An item with the text in each of its fields, entered to be published."""
    item = born("2008-09-01", text=text, owner=text or None, board=text, due="2008-09", **fields)
    changes: dict[str, tuple[Value, Value]] = {
        "due": ("2008-09", "2008-10"),
        "status": ("not-started", "done"),
    }
    said = {"note": text, "reason": text, "agreed_by": text, "source": text}
    entry = an_entry(2, "2008-10-06", changes, published=True, **said)
    moved = item._replace(id=f"REC-{n}", original_due="2008-09", due="2008-10")
    return moved._replace(history=(*item.history, entry), force=text, circulated=(text,))


def hostile_document(text: str) -> Document:
    """A paper with the text wherever text can be."""
    framework = Framework(slug="np", name=text)
    inspection = Inspection(
        *("i", text, text),
        published="2007-10",
        grades=(Grade("np", "2007", "graded", text, "own"), Grade("np", text, "graded", text, "o")),
        national=(
            National("np", "2007", (text, "b"), (1, 2), 3, text),
            National("np", text, (text, "b"), (1,), 3, text),
        ),
        sources=(Source(text, DAY, "", text),),
    )
    items = (
        hostile_item(1, text, framework="np"),
        hostile_item(2, text, framework=text, title_given=text)._replace(status="done"),
        hostile_item(3, text, kind="good-practice"),
        hostile_item(4, text, framework="np")._replace(owner=None, exempt="yes"),
    )
    plan = Plan(
        organisation=text,
        marking=text,
        frameworks=(framework, Framework("child", text, parent="np")),
        inspections=(inspection,),
        items=items,
    )
    board = PaperSettings("board", text, text, text, text, text, recommendation=text)
    figures = (ReportedFigures(text, "afi", 3, 2, 1, 1),)
    reported = (ReportedItem("REC-1", text, "2008-09"), ReportedItem("REC-9", "done"))
    last = RecordedPaper(
        *("board", text, date(2008, 9, 11), NOON, text, text, text),
        figures=figures,
        items=reported,
    )
    found = paper(plan, PaperSpecification(board, DAY, text, DAY), last)
    assert json.loads(json.dumps(paper_object(found, recorded=False)))["kind"] == "paper"
    return document_of(found)


def check_text(name: str, text: str) -> None:
    assert misleading().search(text) is None, name
    text.encode("utf-8")


def check_html(text: str) -> None:
    found = Html(text)
    assert found.wrong == []
    assert found.open == []
    style = text.partition("<style>")[2].partition("</style>")[0]
    strings = re.sub(r'"(?:[A-Za-z0-9 ]|\\[0-9a-f]{1,6} )*"', "", style.partition("@page")[2])
    assert '"' not in strings
    assert "url(" not in style
    assert text.count("<style") == text.count("</style") == 1


def check_markdown(text: str) -> None:
    found = Markdown(text.replace("&nbsp;", ""))
    assert found.markup - OURS == set()


def check_docx(data: bytes) -> None:
    parts = docx_parts(data)
    for name, text in parts.items():
        check_text(name, text)
        assert 'TargetMode="External"' not in text, name
    body = parts["word/document.xml"]
    for alive in ("w:hyperlink", "w:instrText", "w:fldSimple", "w:object", "w:altChunk", "w:pict"):
        assert f"<{alive}" not in body
    for frame in ("word/header1.xml", "word/footer1.xml"):
        codes = re.findall(r"<w:instrText[^>]*>([^<]*)<", parts[frame])
        assert set(codes) <= FIELD_CODES
    assert docx.Document(io.BytesIO(data)).paragraphs
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None


def check(document: Document) -> None:
    for width in (20, 78):
        plain = drawn("plain", document, width)
        assert isinstance(plain, str)
        check_text("plain", plain)
        assert max(map(width_of, plain.splitlines())) <= width
    markdown, html = (str(drawn(name, document, 78)) for name in ("markdown", "html"))
    check_text("markdown", markdown)
    check_text("html", html)
    check_markdown(markdown)
    check_html(html)


def packed(document: Document) -> bytes:
    found = drawn("docx", document, 78)
    assert isinstance(found, bytes)
    return found


@pytest.fixture(scope="module")
def harmless() -> list[object]:
    return shape(hostile_document("A harmless text"))


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_hostile_corpus_comes_out_harmless_in_every_text_form(
    text: str, harmless: list[object]
) -> None:
    document = hostile_document(text)
    check(document)
    # Whatever its texts say, the paper has the same headings and numbered paragraphs.
    if visible(text).split():  # what says nothing is left out
        assert shape(document) == harmless


def shape(document: Document) -> list[object]:
    return [
        (type(node).__name__, getattr(node, "level", None), getattr(node, "number", None))
        for node in document.nodes
        if isinstance(node, Heading) or (isinstance(node, Paragraph) and node.number)
    ]


@settings(max_examples=15, deadline=None)
@given(texts)
def test_any_text_comes_out_harmless_in_every_form(text: str) -> None:
    document = hostile_document(text)
    check(document)
    check_docx(packed(document))


@pytest.mark.parametrize("first", range(0, len(HOSTILE), 20 if FULL else 60))
def test_the_hostile_corpus_comes_out_harmless_in_docx(first: int) -> None:
    """Twenty to a document, which takes a tenth of the time; all of them in its head and foot."""
    some = HOSTILE[first : first + 20]
    nodes = (node for text in some for node in hostile_document(text).nodes)
    whole = " ".join(some)
    check_docx(
        packed(Document(tuple(nodes), whole, whole, whole, author=whole, day=DAY, look="paper"))
    )


def test_the_text_of_an_item_is_whole_in_every_form() -> None:
    text = "First *line*,\n# no heading\n- no list | & <b>none</b> {{ 7 * 7 }} {% no %} end"
    document = hostile_document(text)
    whole = "First *line*, # no heading - no list | & <b>none</b> {{ 7 * 7 }} {% no %} end"
    quoted = str(drawn("html", document, 78)).partition("<blockquote><p>")[2]
    assert unescape(quoted.partition("</p>")[0].replace("<br>", " ")) == whole
    plain = str(drawn("plain", document, 200))
    assert "  First *line*,\n  # no heading\n  - no list" in plain
    assert "49" not in plain
