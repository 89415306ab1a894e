"""Laws of every source: each word of a document is in exactly one block.

Words stay in order but for what joined lines leave behind: furniture in the middle of a block comes
after it, and a table in a cell after its row.
"""

from __future__ import annotations

import re
from itertools import count

from docx.document import Document as WordDocument
from fpdf import FPDF
from hypothesis import given, settings
from hypothesis import strategies as st

from hmic_tracker.documents.blocks import Document
from hmic_tracker.documents.sources import from_docx, from_html, from_markdown, from_pdf
from hmic_tracker.errors import InputError
from tests.sources.making import docx, lines, pdf

CONTENT = "p div h2 li ul ol b span section dd dt td tr table"
ASIDE = "nav aside footer button del form label menu pre details summary"
NESTED = st.recursive(
    st.just("word"),
    lambda inner: st.tuples(
        st.sampled_from(f"{CONTENT} {ASIDE}".split()), st.lists(inner, max_size=4)
    ),
    max_leaves=25,
)
TAGS = """w |w<br>|<p>|</p>|<li>|<ul>|</ul>|<td>|<tr>|<table>|</table>|<b>|</b>|<h2>|</h2>|<nav>
|</nav>|<hr>|<!--x-->|</div>|<div>|<th>|<dl><dt>|<dd>|</dl>|<span hidden>|</span>|<pre>|</pre>"""
PIECES = st.lists(st.sampled_from(TAGS.split("|")), max_size=60)
PARTS = "w;# w;- w;  w;1. w;> w;| w | w |;|---|---|;;---;| w | w | w |;    w;```;**w** w;`w`;* w"
MARKDOWN = st.lists(st.sampled_from((*PARTS.split(";"), "w\n===", "- - w")), max_size=25)


def numbered(text: str) -> str:
    """The text with each "w" as a word of its own."""
    counter = count(1)
    return re.sub(r"\bw\b", lambda _: f"w{next(counter)} ", text)


def words_in(document: Document) -> list[str]:
    return re.findall(r"\bw\d+\b", " ".join(block.text for block in document.blocks))


def as_html(node: object) -> str:
    if not isinstance(node, tuple):
        return " w "
    tag, children = node
    return f"<{tag}>{''.join(map(as_html, children))}</{tag}>"


@given(NESTED)
def test_each_word_of_a_well_formed_page_is_in_one_block(tree: object) -> None:
    page = numbered(as_html(tree))
    document = from_html.read(page.encode(), "page.html")
    assert sorted(words_in(document)) == sorted(re.findall(r"w\d+", page))


@given(PIECES)
def test_each_word_of_any_page_is_in_one_block(pieces: list[str]) -> None:
    page = numbered("".join(pieces))
    document = from_html.read(page.encode(), "page.html")
    assert sorted(words_in(document)) == sorted(re.findall(r"w\d+", page))


@given(PIECES.filter(lambda pieces: not {"<span hidden>", "<table>", "<td>"} & set(pieces)))
def test_the_words_of_a_page_without_tables_stay_in_order(pieces: list[str]) -> None:
    page = numbered("".join(pieces))
    document = from_html.read(page.encode(), "page.html")
    assert words_in(document) == re.findall(r"w\d+", page)


@given(MARKDOWN)
def test_each_word_of_markdown_is_in_one_block(parts: list[str]) -> None:
    text = numbered("\n".join(parts))
    document = from_markdown.read(text.encode(), "plan.md")
    if not text.startswith("---"):  # which may be front matter
        assert sorted(words_in(document)) == sorted(re.findall(r"w\d+", text))


@settings(max_examples=20)
@given(st.lists(st.sampled_from(("Normal", "Heading 1", "List Bullet", "List Number", "table"))))
def test_each_word_of_a_word_file_is_in_one_block_in_order(styles: list[str]) -> None:
    counter = count(1)

    def fill(document: WordDocument) -> None:
        for style in styles:
            if style == "table":
                table = document.add_table(2, 2)
                for at in range(4):
                    table.cell(at // 2, at % 2).text = f"w{next(counter)}"
            else:
                document.add_paragraph(f"w{next(counter)}", style=style)

    document = from_docx.read(docx(fill), "plan.docx")
    assert words_in(document) == [f"w{at}" for at in range(1, next(counter))]


@settings(max_examples=30)
@given(st.lists(st.sampled_from(("line", "large", "indent", "table", "page", "gap")), max_size=30))
def test_each_word_of_a_pdf_is_in_one_block(parts: list[str]) -> None:
    counter = count(1)

    def word() -> str:
        return f"w{next(counter)}"

    def fill(document: FPDF) -> None:
        for part in ("line", *parts):
            if part == "page":
                document.add_page()
            elif part == "table":
                with document.table() as table:
                    for _ in range(2):
                        table.row((word(), word()))
            else:
                document.set_font("Helvetica", size=16 if part == "large" else 11)
                document.set_x(30 if part == "indent" else 10)
                lines(document, f"{word()} the force should {word()}", gap=6 * (part == "gap"))

    document = from_pdf.read(pdf(fill), "report.pdf")
    assert sorted(words_in(document)) == sorted(f"w{at}" for at in range(1, next(counter)))


SOURCES = (from_html.read, from_markdown.read, from_docx.read, from_pdf.read)


@given(st.binary(max_size=300), st.sampled_from((b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<html>")))
def test_any_bytes_are_a_document_or_two_lines(data: bytes, start: bytes) -> None:
    for read in SOURCES:
        try:
            assert isinstance(read(start + data, "file"), Document)
        except InputError as error:
            if "\n" in error.message + error.hint:
                raise
