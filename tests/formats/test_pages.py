"""The pages of the other commands as Markdown and HTML, whole."""

from __future__ import annotations

from hmic_tracker.render import to_html, to_markdown
from hmic_tracker.render.nodes import (
    Cell,
    Column,
    Gap,
    Heading,
    Note,
    Page,
    Pairs,
    Paragraph,
    Quotation,
    Row,
    Table,
)
from tests.render.pages import BARS, SUMMARY

PAGE: Page = (
    Heading("REC-5  Public Protection"),
    Paragraph("HMIC Inspection 2007/09"),
    Gap(),
    Pairs((("Status", "in progress"), ("Owner", "none")), columns=2),
    Quotation("That the force\nlooks again.\n\n1. Twice."),
    Heading("History"),
    Paragraph("error: can't be read (unreadable)", "red"),
    Paragraph("items/REC-5.toml:3: 'due'", indent=2),
    Paragraph("- mend the file", "dim", indent=2),
    SUMMARY,
    Note("*", "The source says one of REC-11, REC-12."),
    BARS,
    Table((Column("Two\nlines"),), (Row((Cell(""),)),)),
)


def test_a_page_as_markdown() -> None:
    assert (
        to_markdown.draw(PAGE)
        == """\
# REC-5  Public Protection

HMIC Inspection 2007/09

- **Status**: in progress
- **Owner**: none

> That the force\\
> looks again.
>
> 1\\. Twice.

## History

error: can't be read (unreadable)

- items/REC-5.toml:3: 'due'
- \\- mend the file

| Framework | 2007 grade | Completed Recs | Completed AFIs | Overdue | Latest due |
| --- | --- | ---: | ---: | ---: | --- |
| Neighbourhood Policing | Excellent | 4/4 | 10/10 | 0 | none open |
| &nbsp;&nbsp;Child Abuse Investigation | Good | 0/1 | 0/3 | 0 | Apr 2009 |
| **Total** |  | **6/16** | **12/48** | **12** | **Apr 2009** |

\\* The source says one of REC-11, REC-12.

- **Where it stands**
- **Open**: 12 overdue, 17 due by 31 Dec, 17 later  46 in all
- **Completed**: 18 completed

| Two lines |
| --- |
|  |
"""
    )


def test_a_page_as_html() -> None:
    text = to_html.draw(PAGE)
    assert text.startswith('<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n')
    assert "<title>REC-5  Public Protection</title>" in text
    assert "<script" not in text
    assert "http" not in text.replace("http-equiv", "")
    assert text.partition("<body>\n<main>\n")[2] == (
        """\
<h1>REC-5  Public Protection</h1>
<p>HMIC Inspection 2007/09</p>
<dl>
<dt>Status</dt><dd>in progress</dd>
<dt>Owner</dt><dd>none</dd>
</dl>
<blockquote><p>That the force<br>looks again.<br><br>1. Twice.</p></blockquote>
<h2>History</h2>
<p class="red">error: can&#39;t be read (unreadable)</p>
<p class="indent-2">items/REC-5.toml:3: &#39;due&#39;</p>
<p class="dim indent-2">- mend the file</p>
<table>
<thead>
<tr><td></td><td></td><th colspan="2" scope="colgroup">Completed</th><td></td>\
<th colspan="1" scope="colgroup">Latest</th></tr>
<tr><th scope="col">Framework</th><th scope="col">2007 grade</th>\
<th scope="col" class="right">Recs</th><th scope="col" class="right">AFIs</th>\
<th scope="col" class="right">Overdue</th><th scope="col">due</th></tr>
</thead>
<tbody>
<tr><th scope="row">Neighbourhood Policing</th><td>Excellent</td><td class="right">4/4</td>\
<td class="right">10/10</td><td class="right">0</td><td>none open</td></tr>
<tr><th scope="row" class="indent-1">Child Abuse Investigation</th><td>Good</td>\
<td class="right">0/1</td><td class="right">0/3</td><td class="right">0</td><td>Apr 2009</td></tr>
<tr class="strong"><th scope="row">Total</th><td></td><td class="right">6/16</td>\
<td class="right">12/48</td><td class="right">12</td><td>Apr 2009</td></tr>
</tbody>
</table>
<p>* The source says one of REC-11, REC-12.</p>
<p class="bold">Where it stands</p>
<div class="bars">
<div><p><b>Open</b> 12 overdue, 17 due by 31 Dec, 17 later  46 in all</p>\
<div class="bar" aria-hidden="true"><span class="w12 red"><b>12</b> <i>overdue</i></span>\
<span class="w17 amber"><b>17</b> <i>due by 31 Dec</i></span>\
<span class="w17 green"><b>17</b> <i>later</i></span></div></div>
<div><p><b>Completed</b> 18 completed</p>\
<div class="bar" aria-hidden="true"><span class="w18 blue"><b>18</b> <i>completed</i></span>\
<span class="w28 rest"></span></div></div>
</div>
<table>
<thead>
<tr><th scope="col">Two lines</th></tr>
</thead>
<tbody>
<tr><th scope="row"></th></tr>
</tbody>
</table>
</main>
</body>
</html>
"""
    )


def test_an_empty_page_is_an_empty_markdown_text_and_an_empty_html_page() -> None:
    assert to_markdown.draw(()) == ""
    assert to_markdown.draw((Gap(),)) == ""
    assert "<title>Action plan</title>" in to_html.draw(())
