"""Pages of regulators as a browser saves them, with the buttons of their accordions."""

from __future__ import annotations

import pytest

from hmic_tracker.documents.parsing import read_report
from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources import from_html
from hmic_tracker.domain.drafts import Draft


def read(body: str) -> Draft:
    page = f"<html><body><main>{body}</main></body></html>"
    document = from_html.read(page.encode(), "page.html")
    return drafts_of(read_marks(document).marks, document.name, document.text)[0]


def items_of(draft: Draft) -> list[tuple[str, str | None, str | None]]:
    return [(item.kind, item.label, item.text) for item in draft.items]


@pytest.mark.parametrize(
    "switch",
    [
        '<span class="sr-only">Show or hide section</span>',
        '<span>Hide<span class="away">, this section</span></span>',
        '<span class="hidden">,</span><span class="toggle">Show</span>',
        '<i class="icon">Expand</i>',
        "<small>open/close</small>",
    ],
)
def test_the_words_of_a_button_that_opens_a_part_are_not_in_its_name(switch: str) -> None:
    draft = read(
        "<h1>Inspection of Weir Water 2033</h1>"
        f"<h2><button>Keeping pipes whole {switch}</button></h2><p>Good</p>"
        "<h3>Area for improvement</h3><p>The company should walk its mains each spring.</p>"
        f"<h2><button>Paying staff {switch}</button></h2><p>Inadequate</p>"
    )
    assert [(grade.framework, grade.grade) for grade in draft.grades] == [
        ("keeping-pipes-whole", "Good"),
        ("paying-staff", "Inadequate"),
    ]


def test_a_part_of_a_heading_with_words_of_its_own_stays() -> None:
    draft = read(
        "<h1>Inspection of Weir Water 2033</h1>"
        "<h2><em>Open</em> water and <b>closed</b> beaches</h2><p>Good</p>"
    )
    assert [framework.name for framework in draft.frameworks] == ["Open water and closed beaches"]


def test_a_heading_of_open_items_is_no_button() -> None:
    document = from_html.read(b"<h2><strong>Open items</strong></h2><p>None.</p>", "page.html")
    assert [(block.role, block.text) for block in document.blocks] == [
        ("heading", "Open items"),
        ("paragraph", "None."),
    ]


def test_dots_below_a_new_heading_do_not_go_on_with_a_number_without_its_stop() -> None:
    draft = read(
        "<h1>Inspection of Weir Water 2033</h1><h2>Recommendations</h2>"
        "<p>Weir Water should:</p><ol><li>fence the sluices at both of its weirs</li></ol>"
        "<h2>Areas for improvement:</h2>"
        "<ul><li>Notices did not reach the lock keepers.</li><li>Boats were let in late.</li></ul>"
    )
    assert items_of(draft) == [
        ("recommendation", "1", "Weir Water should: fence the sluices at both of its weirs"),
        ("afi", None, "Notices did not reach the lock keepers."),
        ("afi", None, "Boats were let in late."),
    ]


@pytest.mark.parametrize("annex", ["Annexe one – Our recommendations", "Annex B: Recommendations"])
def test_recommendations_printed_again_in_an_annex_are_the_same_items(annex: str) -> None:
    listed = (
        "<p>Weir Water should:</p><ol><li>fence the sluices at both of its weirs</li></ol>"
        "<p>The drainage board should:</p><ol start='2'><li>clear the reeds in June</li></ol>"
    )
    draft = read(
        f"<h1>Inspection of Weir Water 2033</h1><h2>Recommendations</h2>{listed}"
        "<h2>Q 1.1 Safety</h2><p>Good</p><h3>Areas for improvement</h3>"
        f"<ul><li>Notices did not reach the lock keepers.</li></ul><h2>{annex}</h2>{listed}"
    )
    assert items_of(draft) == [
        ("recommendation", "1", "Weir Water should: fence the sluices at both of its weirs"),
        ("recommendation", "2", "The drainage board should: clear the reeds in June"),
        ("afi", None, "Notices did not reach the lock keepers."),
    ]
    assert [item.framework for item in draft.items] == [None, None, "safety"]
    assert not [warning.text for warning in draft.warnings if "should" in warning.text]


def test_a_standard_s_code_before_its_name_is_no_part_of_it() -> None:
    draft = read(
        "<h1>Inspection of Weir Water 2033</h1><table><tr><th colspan='3'>1. Boats</th></tr>"
        "<tr><td>Q 1.1</td><td>Safety</td><td>Good</td></tr>"
        "<tr><td>Q 1.2</td><td>Comfort</td><td>Inadequate</td></tr></table>"
        "<h2>Q 1.1 Safety</h2><p>Good</p>"
    )
    assert [(grade.framework, grade.grade) for grade in draft.grades] == [
        ("safety", "Good"),
        ("comfort", "Inadequate"),
    ]


@pytest.mark.parametrize("sort", ["Inspection report", "Research and analysis"])
def test_a_line_above_the_page_s_first_heading_says_its_sort_and_is_no_title(sort: str) -> None:
    draft = read(f"<p>{sort}</p><h1>How Weir Water treats its anglers</h1><p>Boats wait.</p>")
    assert draft.title == "How Weir Water treats its anglers"


def _of_columns(*names: str) -> list[tuple[str | None, str | None, str | None]]:
    cells = (
        ("No", "Recommendation", "Officer", *names),
        (
            "1",
            "Weir Water should count its fish.",
            "Warden",
            "Not started",
            "Under way. Two of",
            "x",
        ),
        (
            "2",
            "Weir Water should sell no bait.",
            "Clerk",
            "In progress",
            "Implemented in June.",
            "x",
        ),
    )
    rows = ("".join(f"<td>{cell}</td>" for cell in row[: 3 + len(names)]) for row in cells)
    table = "".join(f"<tr>{row}</tr>" for row in rows).replace("td>", "th>", 2 * len(cells[0]))
    draft = read(f"<h1>Review of Weir Water</h1><table>{table}</table>")
    return [(item.label, item.status, item.owner) for item in draft.items]


@pytest.mark.parametrize(
    "names",
    [
        ("Position at 31 March 2032", "Position at 30 September 2032"),
        ("Status in June", "Status in July"),
        ("Status (Q1 2032)", "Status (Q2 2032)"),
    ],
)
def test_a_printed_column_may_say_on_which_day_it_was_written(names: tuple[str, str]) -> None:
    assert _of_columns(*names) == [("1", "in-progress", "Warden"), ("2", "done", "Clerk")]
    assert _of_columns(*names[:1]) == [
        ("1", "not-started", "Warden"),
        ("2", "in-progress", "Clerk"),
    ]


def test_a_printed_column_of_figures_for_a_year_is_no_status() -> None:
    draft = read(
        "<h1>Review of Weir Water</h1><table><tr><th>No</th><th>Recommendation</th>"
        "<th>Officer</th><th>Cost in 2032</th></tr><tr><td>1</td><td>Weir Water should count its"
        " fish.</td><td>Warden</td><td>£400</td></tr></table>"
    )
    assert [(item.label, item.status, item.owner) for item in draft.items] == [
        ("1", None, "Warden")
    ]


@pytest.mark.parametrize(
    ("facts", "body"),
    [
        ("<dl><dt>Boats</dt><dd>12</dd><dt>Regulator</dt><dd>Canals Scrutiny</dd></dl>", True),
        ("<p>Boats: 12</p><p>Issued by: Canals Scrutiny</p>", True),
        ("<dl><dt>Boats</dt><dd>12</dd><dt>Owner</dt><dd>Canals Scrutiny</dd></dl>", False),
        ("<p>Inspected by</p><p>two of us, over four days in May.</p>", False),
    ],
)
def test_a_page_s_facts_may_say_whose_the_report_is(facts: str, body: bool) -> None:
    draft = read(f"<h1>How Weir Water treats its anglers</h1>{facts}<p>Boats wait.</p>")
    assert draft.body == ("Canals Scrutiny" if body else None)


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("Grey & Holm LLP published its Audit Findings Report in May.", "Grey & Holm LLP"),
        ("The external auditor, Lathe UK LLP, made two recommendations.", "Lathe UK LLP"),
        ("Grey & Holm LLP drew up the lease.", None),
    ],
)
def test_the_firm_that_audited_is_the_body_of_a_paper(sentence: str, body: str | None) -> None:
    draft = read(f"<h1>Recommendations on the accounts: progress</h1><p>{sentence}</p>")
    assert draft.body == body


@pytest.mark.parametrize(
    "above", ["Weir Combined Authority PUBLIC", "Weir Authority\nAudit, Risk and Review Committee"]
)
def test_whose_and_for_whom_a_paper_is_stands_above_its_title(above: str) -> None:
    paper = f"{above}\n\nItem 9\n\nMending the locks: progress report\n\nKey decision: No\n"
    paper += "\nRecommendation 1\nWeir should mend the locks at both ends.\n"
    assert read_report(paper, "paper.txt").title == "Mending the locks: progress report"
