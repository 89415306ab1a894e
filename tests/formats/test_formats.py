"""Every format: chosen by name or by a file's extension, and a list drawn in each, whole."""

from __future__ import annotations

import json
from pathlib import Path, PurePath

import pytest

from hmic_tracker.domain.fields import FIELDS
from hmic_tracker.domain.items import Item
from hmic_tracker.domain.record_replace import replace
from hmic_tracker.errors import UsageError
from hmic_tracker.render.formats import (
    FORMATS,
    Content,
    RenderOptions,
    extensions_for,
    for_file,
    format_of,
    names_for,
)
from hmic_tracker.render.nodes import Paragraph
from hmic_tracker.render.views.columns import COLUMNS, columns_named
from hmic_tracker.render.views.list_content import items_content
from tests.formats.reading import text_of
from tests.formats.rows import AFI, REC, listed

ITEMS: tuple[Item, ...] = (
    replace(REC, owner="=1+1", tags=("dogs", "vans")),
    AFI,
    replace(AFI, id="AFI-2", uid="aaaaaaac", number=2),
)
COLUMNS_ASKED = columns_named("id,due,days-overdue,rag,owner,tags")
HEADING = "Items on 1 Dec 2008: 3 (1 recommendation, 2 AFIs)"

WHOLE: dict[str, str] = {
    "plain": f"""\
{HEADING}

Item      Due       Days late  RAG  Owner  Tags
REC-1     Sep 2008         62  red  =1+1   dogs, vans
AFI-1..2  Sep 2008         62  red  none   none
""",
    "table": f"""\
{HEADING}

Item      Due       Days late  RAG  Owner  Tags
─────────────────────────────────────────────────────
REC-1     Sep 2008         62  red  =1+1   dogs, vans
AFI-1..2  Sep 2008         62  red  none   none
""",
    "markdown": f"""\
# {HEADING}

| Item | Due | Days late | RAG | Owner | Tags |
| --- | --- | ---: | --- | --- | --- |
| REC-1 | Sep 2008 | 62 | red | =1+1 | dogs, vans |
| AFI-1..2 | Sep 2008 | 62 | red | none | none |
""",
    "csv": """\
id,due,days_overdue,rag,owner,tags\r
REC-1,2008-09,62,red,'=1+1,dogs; vans\r
AFI-1,2008-09,62,red,,\r
AFI-2,2008-09,62,red,,\r
""",
    "xlsx": """\
[Items]
'id' 'due' 'days_overdue' 'rag' 'owner' 'tags'
'REC-1' '2008-09' 62 'red' '=1+1' 'dogs; vans'
'AFI-1' '2008-09' 62 'red' None None
'AFI-2' '2008-09' 62 'red' None None
""",
    "ids": "REC-1\nAFI-1\nAFI-2\n",
    "json": """\
{
  "schema": 1,
  "kind": "items",
  "as_of": "2008-12-01",
  "unreadable": [],
  "count": 3,
  "parts": 0,
  "not_shown": 0,
  "columns": [
    "id",
    "due",
    "days_overdue",
    "rag",
    "owner",
    "tags"
  ],
  "items": [
    {
      "id": "REC-1",
      "due": "2008-09",
      "days_overdue": 62,
      "rag": "red",
      "owner": "=1+1",
      "tags": [
        "dogs",
        "vans"
      ]
    },
    {
      "id": "AFI-1",
      "due": "2008-09",
      "days_overdue": 62,
      "rag": "red",
      "owner": null,
      "tags": []
    },
    {
      "id": "AFI-2",
      "due": "2008-09",
      "days_overdue": 62,
      "rag": "red",
      "owner": null,
      "tags": []
    }
  ]
}
""",
    "html": f"""\
<main>
<h1>{HEADING}</h1>
<table>
<thead>
<tr><th scope="col">Item</th><th scope="col">Due</th>\
<th scope="col" class="right">Days late</th><th scope="col">RAG</th>\
<th scope="col">Owner</th><th scope="col">Tags</th></tr>
</thead>
<tbody>
<tr><th scope="row" class="bold">REC-1</th><td>Sep 2008</td><td class="right">62</td>\
<td class="red">red</td><td>=1+1</td><td>dogs, vans</td></tr>
<tr><th scope="row" class="bold">AFI-1..2</th><td>Sep 2008</td><td class="right">62</td>\
<td class="red">red</td><td>none</td><td>none</td></tr>
</tbody>
</table>
</main>
</body>
</html>
""",
    "ics": """\
BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//hmic-tracker//tracker//EN
CALSCALE:GREGORIAN
METHOD:PUBLISH
X-WR-CALNAME:Action plan: deadlines
BEGIN:VEVENT
SUMMARY:REC-1: Look again
DTSTART;VALUE=DATE:20080930
DTEND;VALUE=DATE:20081001
DTSTAMP:20081201T120000Z
UID:aaaaaaaa.plan@tracker
SEQUENCE:0
DESCRIPTION:Due September 2008\\; in progress\\; majority of work completed
 \\; owner: =1+1\\; Protecting Vulnerable People\\, 1\\n\\nThe force should look
  again.
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:REC-1: Look again
TRIGGER:-P7D
END:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY:AFI-1: AFI 1 of 3 (text not published)
DTSTART;VALUE=DATE:20080930
DTEND;VALUE=DATE:20081001
DTSTAMP:20081201T120000Z
UID:aaaaaaab.plan@tracker
SEQUENCE:0
DESCRIPTION:Due September 2008\\; in progress\\; majority of work completed
 \\; owner: none\\; Protecting Vulnerable People\\, 1
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:AFI-1: AFI 1 of 3 (text not published)
TRIGGER:-P7D
END:VALARM
END:VEVENT
BEGIN:VEVENT
SUMMARY:AFI-2: AFI 2 of 3 (text not published)
DTSTART;VALUE=DATE:20080930
DTEND;VALUE=DATE:20081001
DTSTAMP:20081201T120000Z
UID:aaaaaaac.plan@tracker
SEQUENCE:0
DESCRIPTION:Due September 2008\\; in progress\\; majority of work completed
 \\; owner: none\\; Protecting Vulnerable People\\, 2
TRANSP:TRANSPARENT
BEGIN:VALARM
ACTION:DISPLAY
DESCRIPTION:AFI-2: AFI 2 of 3 (text not published)
TRIGGER:-P7D
END:VALARM
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n"),
}


def test_every_format_has_a_whole_output_here() -> None:
    assert set(WHOLE) == set(names_for("list"))
    assert set(extensions_for("list").values()) <= set(names_for("list"))


@pytest.mark.parametrize("name", names_for("list"))
def test_a_list_in_every_format(name: str) -> None:
    text = text_of(name, items_content(listed(*ITEMS), COLUMNS_ASKED), RenderOptions())
    assert (text.partition("<body>\n")[2] if name == "html" else text) == WHOLE[name]


@pytest.mark.parametrize("name", names_for("list"))
def test_a_group_is_together_in_every_format(name: str) -> None:
    apart = (REC, replace(REC, id="REC-2", owner="A"), replace(REC, id="REC-3"))
    picked = columns_named("id")
    text = text_of(name, items_content(listed(*apart), picked, group_by="owner"), RenderOptions())
    assert text.index("REC-2") < text.index("REC-1") < text.index("REC-3")


def test_without_columns_json_keeps_its_contract_and_csv_has_them_all() -> None:
    content = items_content(listed(*ITEMS))
    found = json.loads(text_of("json", content, RenderOptions()))
    assert "columns" not in found
    assert list(found["items"][0]) == [f.key for f in FIELDS if f.json == "list"]
    assert text_of("csv", content, RenderOptions()).partition("\r\n")[0] == ",".join(COLUMNS)


def test_a_table_has_colour_and_width_as_asked() -> None:
    content = items_content(listed(*ITEMS))
    assert "\x1b[1mREC-1" in text_of("table", content, RenderOptions(100, color=True))
    assert "---" in text_of("table", content, RenderOptions(100, unicode=False))
    assert max(map(len, text_of("plain", content, RenderOptions(40)).splitlines())) <= 40


@pytest.mark.parametrize("name", names_for("list"))
def test_what_has_no_rows_says_which_formats_it_has(name: str) -> None:
    content = Content(lambda _: (Paragraph("one"),), lambda: {"one": 1})
    if name not in {"csv", "xlsx", "ids", "ics"}:
        assert "one" in text_of(name, content, RenderOptions())
        return
    with pytest.raises(UsageError) as fault:
        text_of(name, content, RenderOptions())
    of = "list, summary, grades and trend" if name == "xlsx" else "lists of items"
    assert fault.value.message == f"{name} is a format of {of}"
    assert fault.value.hint == "here there are: table, plain, json, markdown, html"


@pytest.mark.parametrize(
    ("option", "output", "as_json", "expected"),
    [
        (None, None, False, None),
        ("csv", None, False, "csv"),
        (" CSV ", None, False, "csv"),
        ("md", None, False, "markdown"),
        ("txt", None, False, "plain"),
        (None, None, True, "json"),
        ("json", None, True, "json"),
        (None, "late.csv", False, "csv"),
        (None, "a.b/LATE.CSV", False, "csv"),
        (None, "late.2008.md", False, "markdown"),
        (None, "late.markdown", False, "markdown"),
        (None, "late.html", False, "html"),
        (None, "late.htm", False, "html"),
        (None, "late.json", False, "json"),
        (None, "late.txt", False, "plain"),
        (None, "due.ICS", False, "ics"),
        (None, "plan.XLSX", False, "xlsx"),
        ("excel", "plan.xlsx", False, "xlsx"),
        ("csv", "late.txt", False, "csv"),
        ("csv", "late", False, "csv"),
        ("json", "late.JSON", True, "json"),
        (None, "late.json", True, "json"),
        (None, "late.txt", True, "json"),
        (None, "late.data", True, "json"),
        ("ids", "late", False, "ids"),
    ],
)
def test_the_option_says_the_format_and_else_the_files_extension(
    option: str | None, output: str | None, as_json: bool, expected: str | None
) -> None:
    assert format_of(option, PurePath(output) if output else None, as_json) == expected


KNOWN = "the formats are: table, plain, json, csv, xlsx, markdown, html, ids, ics"
LISTED = ".txt, .json, .csv, .xlsx, .md, .markdown, .html, .htm, .ics"


@pytest.mark.parametrize(
    ("option", "output", "as_json", "message", "hint"),
    [
        (
            "cvs",
            None,
            False,
            "there is no format 'cvs'",
            f"did you mean csv or ics? {KNOWN}",
        ),
        (
            "",
            None,
            False,
            "there is no format ''",
            KNOWN,
        ),
        (
            "csv",
            None,
            True,
            "--json and --format csv are two formats",
            "leave one of them out",
        ),
        (
            None,
            "late.csv",
            True,
            "--json and -o late.csv are two formats",
            "leave --json out, or end the file's name in .json",
        ),
        (
            "csv",
            "late.JSON",
            False,
            "--format csv and -o late.JSON are two formats",
            "leave --format csv out, or end the file's name in .csv",
        ),
        (
            "json",
            "paper.docx",
            False,
            "--format json and -o paper.docx are two formats",
            "leave --format json out, or end the file's name in .json",
        ),
        (
            "ids",
            "late.md",
            False,
            "--format ids and -o late.md are two formats",
            "leave one of them out",
        ),
        (
            None,
            "late.numbers",
            False,
            "the name 'late.numbers' doesn't say which format",
            f"end it in {LISTED}, or name one with --format",
        ),
        (
            None,
            ".csv",
            False,
            "the name '.csv' doesn't say which format",
            f"end it in {LISTED}, or name one with --format",
        ),
        (
            None,
            "-",
            False,
            "-o takes a file's name",
            "without -o it goes to standard output",
        ),
    ],
)
def test_a_format_that_is_not_there_is_told(
    option: str | None, output: str | None, as_json: bool, message: str, hint: str
) -> None:
    with pytest.raises(UsageError) as fault:
        format_of(option, PurePath(output) if output is not None else None, as_json)
    assert (fault.value.message, fault.value.hint) == (message, hint)


def test_a_file_for_a_spreadsheet_begins_with_a_byte_order_mark_and_no_other_does() -> None:
    assert [for_file(name, "x") for name in FORMATS if name != "csv"] == ["x"] * (len(FORMATS) - 1)
    assert str(for_file("csv", "id\r\n")).encode() == b"\xef\xbb\xbfid\r\n"


def test_the_example_plan_in_every_format_has_every_item(plan: Path) -> None:
    from datetime import date

    from hmic_tracker.query.selection import Selection, choose
    from hmic_tracker.reports.item_rows import listing
    from hmic_tracker.store.reading import read_plan

    whole, wanted, day = read_plan(plan), Selection(include_all=True), date(2008, 12, 1)
    found = listing(whole, choose(whole, wanted, day), wanted, day)
    content = items_content(found)
    assert text_of("ids", content, RenderOptions()).count("\n") == 64
    assert text_of("csv", content, RenderOptions()).count("\r\n") == 65
    assert len(json.loads(text_of("json", content, RenderOptions()))["items"]) == 64
    for name in ("plain", "table", "markdown", "html"):
        assert "Holds borough commanders (BOCU) and their senior teams to…" in " ".join(
            text_of(name, content, RenderOptions(100)).split()
        )
