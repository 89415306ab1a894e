"""Make the PDF and the Word files of this folder: python tests/documents/held_out/make.py."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from docx import Document
from docx.document import Document as WordFile
from docx.enum.text import WD_BREAK
from docx.shared import Pt
from fpdf import FPDF

HERE: Final = Path(__file__).parent
MADE: Final = datetime(2032, 2, 11, tzinfo=UTC)
RUNNING_HEAD: Final = "PEEL 2031–33: Holmshire Constabulary"


class Pages(FPDF):
    """An A4 report in two columns, with a running head and page numbers from the second page on."""

    left, right, top, column = 18.0, 110.0, 28.0, 82.0

    def __init__(self) -> None:
        super().__init__()
        self.core_fonts_encoding = "windows-1252"
        self.set_creation_date(MADE)
        self.set_auto_page_break(False)
        self.set_fill_color(222, 230, 240)
        self.x_column = self.left

    def header(self) -> None:
        if self.page_no() > 1:
            self.set_font("Helvetica", size=8)
            self.text(self.left, 15, RUNNING_HEAD)
            self.text(190, 285, str(self.page_no()))

    def start(self, side: str) -> None:
        """Go to the top of the left column of a new page, or of the right one."""
        if side == "left":
            self.add_page()
        self.x_column = self.left if side == "left" else self.right
        self.set_y(self.top)

    def put(self, text: str, size: float = 10, style: str = "", after: float = 2.5) -> None:
        """Write a paragraph in the column."""
        self.set_x(self.x_column)
        self.set_font("Helvetica", style, size)
        self.multi_cell(self.column, size * 0.48, text, new_x="LEFT", new_y="NEXT", align="L")
        self.set_y(self.get_y() + after)

    def box(self, title: str, *paragraphs: str) -> None:
        """Write a shaded box, its title in bold."""
        for number, text in enumerate((title, *paragraphs)):
            self.set_x(self.x_column)
            self.set_font("Helvetica", "B" if number == 0 else "", 11 if number == 0 else 10)
            self.multi_cell(
                self.column, 5.2, text, fill=True, new_x="LEFT", new_y="NEXT", align="L", padding=1
            )
        self.set_y(self.get_y() + 3)

    def footnote(self, text: str) -> None:
        self.line(self.left, 268, self.left + 40, 268)
        self.set_font("Helvetica", size=7)
        self.text(self.left, 273, text)


def holmshire() -> None:
    """A force's report in two columns."""
    pages = Pages()
    pages.add_page()
    pages.set_y(90)
    pages.column = 170
    pages.put("PEEL 2031–33", 26, "B", 4)
    pages.put("Police effectiveness, efficiency and legitimacy", 14, "", 10)
    pages.put("An inspection of Holmshire Constabulary", 18, "B", 60)
    pages.put("Published 11 February 2032", 11)
    pages.put("Inspectorate of Policing", 11)
    judgments(pages)
    pages.column = 82
    pages.start("left")
    preventing(pages)
    pages.start("right")
    investigating(pages)
    pages.start("left")
    pages.put("Leadership", 16, "B")
    pages.put("Good", 12, "B")
    pages.put("Holmshire Constabulary’s leadership is good.")
    pages.put(
        "Chief officers are seen at every station. Sergeants told us that they should be given "
        "more time to read, and have now got an afternoon each month."
    )
    pages.put("About the data", 16, "B")
    pages.put("Forces should tell us by 1 March 2033 where they think that a figure is wrong.")
    pages.output(str(HERE / "03-force-report.pdf"))


def judgments(pages: Pages) -> None:
    """The board: a column for each grade, the areas below it."""
    pages.add_page()
    pages.set_y(pages.top)
    pages.put("Our judgments", 16, "B")
    pages.put("We inspected three areas. We graded them as follows.")
    grades = ("Outstanding", "Good", "Adequate", "Requires improvement", "Inadequate")
    areas = ("", "Leadership", "Preventing crime", "Investigating crime", "")
    pages.set_font("Helvetica", size=9)
    with pages.table(width=170, align="L", col_widths=(1, 1, 1, 1, 1)) as table:
        for cells in (grades, areas):
            row = table.row()
            for cell in cells:
                row.cell(cell)
    pages.set_y(pages.get_y() + 6)
    pages.put("In the rest of the report we set out what we found in each area.")


def preventing(pages: Pages) -> None:
    pages.put("Preventing crime", 16, "B")
    pages.put("Adequate", 12, "B")
    pages.put("Holmshire Constabulary is adequate at preventing crime.")
    pages.box(
        "Area for improvement",
        "The constabulary should make sure that its problem-solving plans have an end date, and "
        "that somebody looks at them when it has passed.",
    )
    pages.put(
        "We read 31 plans1. Nineteen had no end date, and eight were about places that have since "
        "been built over. One plan had been handed on five times. Officers like the form that "
        "they fill in, but nobody reads what they have written."
    )
    pages.box(
        "Area for improvement",
        "The constabulary should give neighbourhood teams the time to do the work that they are "
        "there for.",
    )
    pages.put(
        "Teams lose a third of their hours to events elsewhere. The constabulary has counted "
        "these hours since May 2031. It plans to halve them, and we will see"
    )
    pages.footnote(
        "1 Plans that were open on 1 June 2031, or that had been closed in the year before."
    )


def investigating(pages: Pages) -> None:
    pages.put("whether it does when we next come.")
    pages.put("Investigating crime", 16, "B")
    pages.put("Requires improvement", 12, "B")
    pages.put("Holmshire Constabulary requires improvement at investigating crime.")
    pages.box(
        "Cause of concern",
        "The constabulary closes too many investigations before it has looked at the evidence "
        "that it holds.",
        "Recommendations",
        "By 31 August 2032, Holmshire Constabulary should:",
        "• have a supervisor read each investigation before it is closed;",
        "• look at the footage it has been sent in good time for the suspect to be named; and",
        "• tell victims why nothing more will be done.",
    )
    pages.put(
        "In 22 of 70 cases, footage was never watched. In one of them the suspect had waved "
        "at the camera."
    )


def keys() -> None:
    """A joint thematic report in Word, with an annex that prints its recommendations again."""
    word = _word_file("Official", "Keys and fobs – a joint thematic inspection")
    word.add_heading("Keys and fobs", 0)
    word.add_paragraph("A joint thematic inspection of who can enter police buildings")
    word.add_paragraph("June 2032")
    word.add_paragraph("Inspectorate of Policing and Inspectorate of Public Buildings")
    word.add_heading("Summary", 1)
    word.add_paragraph(
        "We went to 14 forces. In 11 of them we could walk in behind somebody else. We make four "
        "recommendations, and set out a cause of concern."
    )
    word.add_heading("Who has a key", 1)
    word.add_paragraph("No force could tell us how many keys it had given out.")
    cell = word.add_table(rows=1, cols=1, style="Table Grid").cell(0, 0)
    cell.paragraphs[0].add_run("Cause of concern").bold = True
    cell.add_paragraph(
        "Forces do not take keys and fobs back from people who leave, so that they cannot say who "
        "is able to enter their buildings."
    )
    word.add_paragraph()
    for number, (text, points, _) in enumerate(KEYS[:2], 1):
        _recommendation(word, number, text, points)
    word.add_heading("Who looks after the doors", 1)
    word.add_paragraph(
        "Recommendation 2 of our 2027 report said that forces should look at their doors twice a "
        "year. Most do, and the doors still stand open."
    )
    for number, (text, points, _) in enumerate(KEYS[2:], 3):
        _recommendation(word, number, text, points)
    word.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
    word.add_heading("Annex A: Recommendations", 1)
    table = word.add_table(rows=1, cols=3, style="Table Grid")
    for place, head in enumerate(("No.", "Recommendation", "For")):
        table.rows[0].cells[place].text = head
    for number, (text, points, addressee) in enumerate(KEYS, 1):
        cells = table.add_row().cells
        cells[0].text, cells[1].text, cells[2].text = str(number), text, addressee
        for point in points:
            cells[1].add_paragraph(point)
    word.save(str(HERE / "07-joint-thematic.docx"))


KEYS: Final[tuple[tuple[str, tuple[str, ...], str], ...]] = (
    (
        "By 31 December 2032, chief constables should have a list of all keys and fobs and of who "
        "holds them.",
        (),
        "Chief constables",
    ),
    (
        "Chief constables and the College of Public Buildings should agree on what a visitor has "
        "to show at the door.",
        (),
        "Chief constables, College of Public Buildings",
    ),
    (
        "Within six months, the Home Department should:",
        (
            "(a) say who pays for doors that two services share; and",
            "(b) publish what it has said.",
        ),
        "Home Department",
    ),
    (
        "With immediate effect, local policing bodies should ask for the number of unreturned fobs "
        "in each quarterly report.",
        (),
        "Local policing bodies",
    ),
)
"""Text, points and addressee of each recommendation."""


def _recommendation(word: WordFile, number: int, text: str, points: tuple[str, ...]) -> None:
    word.add_paragraph().add_run(f"Recommendation {number}").bold = True
    word.add_paragraph(text)
    for point in points:
        word.add_paragraph(point)
    word.add_paragraph("We came to this view after we had read the forces’ own reviews.")


def actions() -> None:
    """Minutes in Word, with a log of actions as a table at their end."""
    word = _word_file("Restricted to members", "Inspection Oversight Group")
    word.add_heading("Inspection Oversight Group", 0)
    word.add_paragraph("Minutes of the meeting of 3 March 2032, by video")
    word.add_paragraph(
        "Present: Deputy Chief Officer (chair), Head of Response, Head of Prevention"
    )
    for heading, text in MINUTES:
        word.add_heading(heading, 2)
        word.add_paragraph(text)
    word.add_heading("Action log", 2)
    table = word.add_table(rows=1, cols=6, style="Light Grid")
    heads = ("No.", "Minute", "Action", "Who", "When", "Position")
    for place, head in enumerate(heads):
        table.rows[0].cells[place].text = head
    for row in LOG:
        for place, (cell, text) in enumerate(zip(table.add_row().cells, row, strict=True)):
            cell.text = text
            if place == 5:
                cell.paragraphs[0].runs[0].font.size = Pt(8)
    word.add_paragraph(
        "Next meeting: 2 June 2032. Papers should reach the secretary a week before."
    )
    word.save(str(HERE / "11-minutes-and-log.docx"))


MINUTES: Final = (
    ("1. Apologies", "The Head of Protection sent apologies."),
    (
        "2. Minutes of the last meeting",
        "Agreed, but that in minute 4 “should” read “could”.",
    ),
    (
        "3. Water supplies",
        "The inspectors found in January that crews did not know which hydrants were out of use. "
        "The group agreed that the service must put this right before the summer.",
    ),
    (
        "4. High buildings",
        "Members were told that the list of high buildings was now complete. It was suggested that "
        "owners should be written to.",
    ),
    ("5. Any other business", "None."),
)
LOG: Final = (
    (
        "1",
        "3",
        "Test every hydrant on the main roads and mark those that are out of use",
        "Head of Response",
        "31/05/2032",
        "Open – 40 of 212 tested",
    ),
    (
        "2",
        "3",
        "Send the hydrant list to the tablets in the cabs each night",
        "Data Manager",
        "30/04/2032",
        "Open",
    ),
    (
        "3",
        "4",
        "Write to the owners of the 19 high buildings",
        "Head of Protection",
        "31/03/2032",
        "Closed",
    ),
    (
        "4",
        "4",
        "Ask two neighbouring services how they check cladding",
        "Head of Prevention",
        "Next meeting",
        "Not started",
    ),
)


def _word_file(head: str, foot: str) -> WordFile:
    """A new file with a page head and foot, made on a fixed day."""
    word = Document()
    word.core_properties.created = word.core_properties.modified = MADE.replace(tzinfo=None)
    word.core_properties.author = word.core_properties.title = ""
    word.sections[0].header.paragraphs[0].text = head
    word.sections[0].footer.paragraphs[0].text = foot
    return word


if __name__ == "__main__":
    holmshire()
    keys()
    actions()
