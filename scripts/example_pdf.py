"""Write the example report of the tutorial as a PDF: examples/cell-visits-2031.pdf."""

from datetime import UTC, datetime
from pathlib import Path

from fpdf import FPDF

TITLE = "Visits to the cells at Kestrel Bay"
LINES = (
    ("", "Published 11 June 2031"),
    ("B", "What we saw"),
    ("", "We came to the cells twice, once by day and once by night. Both times the gaolers were "
         "patient with the people in their care."),
    ("B", "Recommendations"),
    ("", "Recommendation 1: By 30 September 2031, Kestrel Bay Police should check each cell at "
         "the start of every shift and write down who did it."),
    ("", "Recommendation 2: The police and the health board should agree who drives a sick "
         "detainee to hospital."),
    ("B", "Area for improvement"),
    ("", "The force should count its blankets."),
)  # fmt: skip


class Report(FPDF):
    """A page with a running head and its number."""

    def header(self) -> None:
        """Print the running head."""
        self.set_font("Helvetica", size=9)
        self.cell(0, 8, TITLE, new_x="LMARGIN", new_y="NEXT")

    def footer(self) -> None:
        """Print the number of the page."""
        self.set_y(-15)
        self.cell(0, 8, f"Page {self.page_no()}")


def main() -> None:
    """Write the file."""
    page = Report()
    page.set_creation_date(datetime(2031, 6, 11, tzinfo=UTC))
    page.set_title(TITLE)
    page.add_page()
    page.set_font("Helvetica", "B", 16)
    page.multi_cell(0, 10, TITLE, new_x="LMARGIN", new_y="NEXT")
    for style, text in LINES:
        page.ln(3)
        page.set_font("Helvetica", style, 13 if style else 11)
        page.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
    path = Path(__file__).parents[1] / "examples" / "cell-visits-2031.pdf"
    path.write_bytes(bytes(page.output()))


if __name__ == "__main__":
    main()
