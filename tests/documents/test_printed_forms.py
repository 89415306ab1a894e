"""Forms and trackers printed as a PDF, with their rows over several pages."""

from __future__ import annotations

from fpdf import FPDF

from hmic_tracker.documents.reading import drafts_of, read_marks
from hmic_tracker.documents.sources.from_pdf import read
from hmic_tracker.domain.drafts import Draft
from tests.sources.making import lines, pdf

_NOTICE = [
    ("1", "CORONER\nI am Ada Quill, coroner for the area of Saltby."),
    (
        "2",
        "CIRCUMSTANCES OF THE DEATH\n(1) Mr T was moored at the pontoon.\n"
        "(2) The wardens should have lit the lamps but nobody had the key.",
    ),
    (
        "3",
        "CORONER'S CONCERNS\nDuring the inquest the evidence revealed matters giving rise to\n"
        "concern. The MATTERS OF CONCERN are as follows:\nTo the Harbour Board\n"
        "(1) No warden has a key to the lamps of the pontoon.\n"
        "(2) The lifebelts are counted once a year and are never tried.\n\n"
        "To Saltby Council\n(3) The path to the pontoon has no rail.",
    ),
]
_REST = [
    (
        "4",
        "YOUR RESPONSE\nYou are under a duty to respond to this report within 56 days, namely by\n"
        "4 May 2033. Your response must contain details of action taken.",
    ),
    ("5", "9 March 2033  Ada Quill, Coroner for Saltby"),
]


def _printed(pages: list[list[tuple[str, str]]], heads: str = "") -> Draft:
    def fill(document: FPDF) -> None:
        lines(document, "REPORT TO PREVENT FUTURE DEATHS")
        for at, rows in enumerate(pages):
            if at:
                document.add_page()
            with document.table(col_widths=(8, 92), first_row_as_headings=bool(heads)) as table:
                for row in rows:
                    table.row(row)

    document = read(pdf(fill), "notice.pdf")
    return drafts_of(read_marks(document).marks, "notice", document.text)[0]


def test_the_sections_of_a_form_that_stand_in_the_rows_of_a_table_are_text() -> None:
    draft = _printed([_NOTICE, _REST])
    assert [(item.kind, item.label, item.text, item.due) for item in draft.items] == [
        *(
            ("cause-of-concern", label, text, "2033-05-04")
            for label, text in (
                ("1", "No warden has a key to the lamps of the pontoon."),
                ("2", "The lifebelts are counted once a year and are never tried."),
                ("3", "The path to the pontoon has no rail."),
            )
        )
    ]
    assert draft.published == "2033-03-09"


def test_numbered_rows_with_texts_that_have_no_names_in_capitals_stay_a_table() -> None:
    rows = [
        (
            str(n),
            f"{body}\nshould light its lamps from dusk to dawn and try\nits belts\neach month.",
        )
        for n, body in enumerate(("The Harbour Board", "HMS Teal", "Saltby Council"), 1)
    ]
    draft = _printed([[("No.", "Recommendation"), *rows]], heads="bold")
    assert [(item.label, (item.text or "")[:25]) for item in draft.items] == [
        ("1", "The Harbour Board should "),
        ("2", "HMS Teal should light its"),
        ("3", "Saltby Council should lig"),
    ]
