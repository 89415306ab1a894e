"""Papers of officers, clean and with one error planted, as text and for Word.

A file of a style is lines: "# heading", "- bullet", "| cell | cell |", else a paragraph. In
a table "<" is merged with the cell before it. In
"{{right|wrong|what}}" the first is what the plan says, the second the error that is planted.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import fill
from typing import Any, NamedTuple

from tests.sources.making import docx

_MARK = re.compile(r"\{\{([^|{}]*)\|([^|{}]*)\|([^|{}]*)\}\}")


class Planted(NamedTuple):
    """A paper: its style, the plan it is about, what was planted ("" clean), and its lines."""

    style: str
    plan: str
    planted: str
    lines: tuple[str, ...]

    @property
    def name(self) -> str:
        """What a test calls it."""
        return f"{self.style} {self.planted or 'clean'}"


def papers_in(folder: Path) -> Iterator[Planted]:
    """Yield each style clean, and once for each of its errors."""
    for path in sorted(folder.glob("*.txt")):
        head, _, body = path.read_text(encoding="utf-8").partition("\n")
        plan = head.removeprefix("plan: ").strip()
        marks = list(_MARK.finditer(body))
        for wrong in (None, *range(len(marks))):
            numbers = iter(range(len(marks)))

            def chosen(match: re.Match[str], wrong: Any = wrong, numbers: Any = numbers) -> str:
                return match[2] if next(numbers) == wrong else match[1]

            text = _MARK.sub(chosen, body)
            what = ""
            if wrong is not None:
                mark = marks[wrong]
                what = f"{mark[3]}: {mark[1]} > {mark[2]}"
            yield Planted(path.stem, plan, what, tuple(text.splitlines()))


def as_text(lines: tuple[str, ...]) -> bytes:
    """The paper as an officer's text: wrapped, its tables in aligned columns."""
    out: list[str] = []
    for kind, block in _blocks(lines):
        if kind == "table":
            rows = [_cells(line) for line in block]
            rows = [[cell.replace("<", "") for cell in row] for row in rows]
            widths = [max(len(row[n]) for row in rows) for n in range(len(rows[0]))]
            out += [
                "  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip()
                for row in rows
            ]
        elif kind == "bullet":
            out += [
                fill(line, 78, initial_indent="  • ", subsequent_indent="    ") for line in block
            ]
        else:
            out += [fill(line, 78) for line in block]
        out.append("")
    return ("\n".join(out) + "\n").encode()


def as_word(lines: tuple[str, ...]) -> bytes:
    """The paper as Word has it."""

    def write(document: Any) -> None:
        for kind, block in _blocks(lines):
            if kind == "table":
                rows = [_cells(line) for line in block]
                table = document.add_table(len(rows), len(rows[0]))
                for row, cells in zip(rows, table.rows, strict=True):
                    _fill(row, cells.cells)
            else:
                styles = {"heading": "Heading 2", "bullet": "List Bullet"}
                for line in block:
                    document.add_paragraph(line, style=styles.get(kind))

    return docx(write)


def as_pdf(lines: tuple[str, ...]) -> bytes:
    """The paper as a PDF: its headings bold, its tables with rules."""
    from fpdf import FPDF

    pdf = FPDF()
    pdf.add_page()
    for kind, block in _blocks(lines):
        pdf.set_font("Helvetica", "B" if kind == "heading" else "", 12 if kind == "heading" else 10)
        if kind == "table":
            with pdf.table() as table:
                for line in block:
                    table.row([cell.replace("<", "") for cell in _cells(line)])
        else:
            for line in block:
                text = f"- {line}" if kind == "bullet" else line
                pdf.multi_cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")
                pdf.ln(2)
    return bytes(pdf.output())


FORMS: dict[str, Callable[[tuple[str, ...]], bytes]] = {
    "txt": as_text,
    "docx": as_word,
    "pdf": as_pdf,
}


def planted_place(clean: Planted, paper: Planted, form: str, claim: dict[str, Any]) -> bool:
    """Return whether a claim stands where the error was planted: in text its lines, else a table's.

    Paragraphs of Word and PDF are told by headings and pages, which any error there has.
    """
    if form != "txt":
        return ("table" in str(claim["place"])) == _is_in_table(clean, paper)
    before, after = (as_text(one.lines).decode().split("\n") for one in (clean, paper))
    changed = [
        n
        for n, (one, other) in enumerate(zip(before, after, strict=False), 1)
        if one.split() != other.split()
    ]
    first = last = changed[0]
    if not _is_in_table(clean, paper):
        while after[first - 2].strip() and not after[first - 1].lstrip().startswith("•"):
            first -= 1
    return first <= int(claim["line"]) <= last


def _is_in_table(clean: Planted, paper: Planted) -> bool:
    pairs = zip(clean.lines, paper.lines, strict=True)
    return any(one != other and one.startswith("|") for one, other in pairs)


def _fill(row: list[str], cells: Any) -> None:
    """Write a row; "<" is one cell with the one before it, as Word merges heads."""
    for at, text in enumerate(row):
        if text == "<":
            cells[at - 1].merge(cells[at])
        else:
            cells[at].text = text


def _is_head_of_another(table: list[str], line: str) -> bool:
    """Whether a row begins another table: it is as wide as no row before it."""
    return len(_cells(line)) != len(_cells(table[0]))


def _blocks(lines: tuple[str, ...]) -> Iterator[tuple[str, list[str]]]:
    table: list[str] = []
    for line in lines:
        if line.startswith("|"):
            if table and _is_head_of_another(table, line):
                yield "table", table
                table = []
            table.append(line)
            continue
        if table:
            yield "table", table
            table = []
        if line.startswith("# "):
            yield "heading", [line[2:]]
        elif line.startswith("- "):
            yield "bullet", [line[2:]]
        elif line.strip():
            yield "paragraph", [line]
    if table:
        yield "table", table


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]
