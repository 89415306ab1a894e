"""Pages as saved from a browser: what is content, what is furniture, and in which order."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.blocks import NOWHERE, Document
from hmic_tracker.documents.sources.from_html import read
from tests.sources.making import listing


def page(html: str) -> Document:
    return read(html.encode(), "page.html")


def test_headings_paragraphs_and_lists_come_in_order() -> None:
    html = """<h1>Custody in Westland</h1><p>Two suites   were
      visited.</p><h3>Findings</h3><ul><li>Cells are clean.<li>Food is <b>cold</b>:<ul><li>at night
      </ul></ul><ol start=3 type=a><li><p>Nurses</p><p>come late.</p><li value=9>Log.</ol>"""
    assert (
        listing(page(html))
        == """\
1: heading1 Custody in Westland
2: paragraph Two suites were visited.
3: heading3 Findings
4: bullet1 [•] Cells are clean.
5: bullet1- [•] Food is cold:
6: bullet2 [•] at night
7: bullet1 [c.] Nurses
8: paragraph come late.
9: bullet1- [i.] Log.
"""
    )


def test_what_belongs_to_the_page_is_furniture_with_a_reason() -> None:
    html = """<body><script>var x = "Recommendation 1";</script><style>p{}</style>
      <div id="cookie-bar">We use cookies.</div><a href="#m">Skip to content</a>
      <header><a href="/">Home</a></header><nav><ul><li>Forces</li></ul></nav>
      <div class="breadcrumb">Home / Reports</div>
      <main><header><h1>Report</h1></header><form><label>Search</label><input></form>
      <p hidden>Former text</p><p style="display: none">Draft</p><p>It is
      <span aria-hidden="true">!</span>so.</p><aside>Related</aside>
      <p>More <a href="/x">Read more</a></p></main><footer>Licence</footer>"""
    assert (
        listing(page(html))
        == """\
1: furniture We use cookies. (dialog)
2: furniture- Skip to content (link)
3: furniture Home (page head)
4: furniture Forces (menu)
5: furniture Home / Reports (menu)
6: heading1 Report
7: furniture Search (form)
8: furniture Former text (hidden)
9: furniture Draft (hidden)
10: paragraph It is so.
11: furniture- ! (hidden)
12: furniture Related (beside the text)
13: paragraph More
14: furniture- Read more (link)
15: furniture Licence (page foot)
"""
    )


def test_a_form_or_a_menu_class_around_the_whole_page_hides_nothing() -> None:
    html = """<form><div class="menu-open"><h1>Report</h1><p>The force should act.</p></div></form>
      <h2 id="navigation-at-sea">Navigation</h2><h2><button>Custody</button></h2>"""
    assert (
        listing(page(html))
        == """\
1: heading1 Report
2: paragraph The force should act.
3: heading2 Navigation
4: heading2 Custody
"""
    )


def test_entities_soft_hyphens_spaces_and_note_marks_are_as_a_reader_sees_them() -> None:
    html = """<p>31&nbsp;March &ndash; the re&shy;port&rsquo;s<a href="#n1"><sup>1</sup></a> end
      <sup><a href="#n2">[2]</a></sup>, 5 m<sup>2</sup>.<p>
      <span class="sr-only">Grade: </span>Good"""
    assert (
        listing(page(html))
        == """\
1: paragraph 31 March – the report’s end , 5 m2.
2: paragraph Grade: Good
"""
    )


def test_bold_paragraphs_are_strong_and_terms_stand_above_their_values() -> None:
    html = """<p><strong>All of <i>it</i>.</strong></p><p><b>Some</b> of it.</p>
      <dl><dt>Custody</dt><dd>Good</dd></dl><h2>Plan</h2><details><summary>Causes</summary>
      <p>None.</p></details><details><summary><h4>Areas</h4></summary>One.</details>"""
    assert (
        listing(page(html))
        == """\
1: paragraph* All of it.
2: paragraph Some of it.
3: paragraph* Custody
4: paragraph- Good
5: heading2 Plan
6: heading3 Causes
7: paragraph None.
8: heading4 Areas
9: paragraph One.
"""
    )


def test_a_cell_stands_in_each_row_and_column_that_it_spans() -> None:
    html = """<table><caption>Grades</caption><thead><tr><th rowspan=2>Area<th colspan=2>Grade in
      <tr><th>2031<th>2029<tbody><tr><td rowspan=2>Custody<td>Good<td>Poor
      <tr><td colspan=2>Not inspected<tr><td>Call<br>handling<td>Fair<td><ul><li>a<li>b</ul>
      <ol><li>c</ol></table>"""
    assert (
        listing(page(html))
        == """\
1: paragraph* Grades
2: row^ Area | Grade in | Grade in
3: row^- Area | 2031 | 2029
4: row- Custody | Good | Poor
5: row- Custody | Not inspected | Not inspected
6: row- Call handling | Fair | a b 1. c
"""
    )


def test_a_bold_first_row_names_the_columns() -> None:
    html = "<table><tr><td><b>No.</b><td><b>Text</b><tr><td>1<td>Act.</table>"
    assert listing(page(html)) == "1: row*^ No. | Text\n2: row- 1 | Act.\n"


def test_a_table_that_only_arranges_the_page_is_read_as_paragraphs() -> None:
    html = """<table><tr><td><h2>Left</h2>Text<td><p>Right</table><table><tr><td>Box
      <tr><td>Second</table><table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>"""
    assert (
        listing(page(html))
        == """\
1: heading2 Left
2: paragraph Text
3: paragraph Right
4: paragraph Box
5: paragraph Second
6: paragraph a
7: paragraph b
8: paragraph c
9: paragraph d
"""
    )


def test_a_table_in_a_cell_comes_after_its_row() -> None:
    html = """<table><tr><th>No.<th>Text<tr><td>1<td>Act: <table><tr><th>By<th>When<tr><td>Us
      <td>Now</table></table>"""
    assert (
        listing(page(html))
        == """\
1: row^ No. | Text
2: row- 1 | Act:
3: row^ By | When
4: row- Us | Now
"""
    )


def test_what_stands_in_a_table_and_in_none_of_its_cells_is_read() -> None:
    html = """<table>Key<tr>Note<th>No.<th>Text<p>Below</p><tr><td>1<td>Act.</tr>
      <tr>Only this</tr></table>"""
    assert (
        listing(page(html))
        == """\
1: paragraph Key
2: paragraph Note
3: row^ No. | Text Below
4: row- 1 | Act.
5: paragraph Only this
"""
    )


def test_a_list_of_links_into_the_page_is_its_contents() -> None:
    html = """<ul><li><a href="#a">Custody</a><li><a href="#b">Staff</a></ul>
      <ul><li><a href="/law">The Act</a><li>A letter</ul>"""
    assert (
        listing(page(html))
        == """\
1: furniture Custody (contents)
2: furniture Staff (contents)
3: bullet1 [•] The Act
4: bullet1- [•] A letter
"""
    )


def test_deleted_text_is_furniture_and_text_struck_out_stays() -> None:
    html = "<p>By <del>May</del><ins>June</ins> 2031, <s>soon</s>.</p>"
    assert listing(page(html)) == "1: paragraph By June 2031, soon.\n2: furniture- May (deleted)\n"


@pytest.mark.parametrize(
    ("html", "properties"),
    [
        ("<title>A page</title><p>x", {"title": "A page"}),
        ("<title>Custody | Site</title><h1>Custody</h1>", {"title": "Custody"}),
        (
            "<p>Published: <time datetime=2031-05-14T09:00>14 May</time>",
            {"published": "2031-05-14"},
        ),
        ("<p>Updated <time datetime=2031-05-14>14 May</time>", {}),
        (
            '<script type="application/ld+json">{"datePublished": "2031-02-03T10:00"}</script>',
            {"published": "2031-02-03"},
        ),
        ("<meta name=DCTERMS.issued content=2031-02-03>", {"published": "2031-02-03"}),
        ("<meta property=article:published_time content=2031-02-30>", {}),
    ],
)
def test_properties_are_what_the_page_says_of_itself(html: str, properties: dict[str, str]) -> None:
    assert dict(page(html).properties) == properties


@pytest.mark.parametrize(
    ("data", "text", "remarks"),
    [
        ("<p>Café – £5".encode(), "Café – £5", ()),
        ("<p>Café".encode("utf-16"), "Café", ()),
        (b"\xef\xbb\xbf<p>Caf\xc3\xa9", "Café", ()),
        (b'<meta charset="iso-8859-1"><p>\x93Caf\xe9\x94', "“Café”", ()),
        (b"<p>Caf\xe9 \x96 \xa35 \x93so\x94", "Café – £5 “so”", ()),
        (
            b"<p>Caf\xc3\xa9 and one \xff wrong byte" + b" more" * 99,
            "Café and one wrong byte" + " more" * 99,
            ((NOWHERE, "byte 18 is no UTF-8 and left out"),),
        ),
        (b'<meta charset="rot13"><p>x', "x", ()),
        (b'<meta charset="zlib"><p>x', "x", ()),
    ],
)
def test_the_alphabet_is_that_of_the_mark_the_page_or_utf_8(
    data: bytes, text: str, remarks: tuple[object, ...]
) -> None:
    document = read(data, "page.html")
    assert ([block.text for block in document.blocks], document.remarks) == ([text], remarks)
