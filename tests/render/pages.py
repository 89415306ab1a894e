"""Hostile texts, pages made of them, and what the tests of several drawers ask of the result."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

from hypothesis import strategies as st

from hmic_tracker.render.escaping import visible
from hmic_tracker.render.nodes import (
    Bar,
    Bars,
    Bullets,
    Cell,
    Column,
    Figure,
    Figures,
    Gap,
    Heading,
    Node,
    Note,
    Page,
    Pairs,
    Paragraph,
    Quotation,
    Row,
    Style,
    Table,
)

HOSTILE: list[str] = json.loads(
    (Path(__file__).parents[1] / "hostile_corpus.json").read_text(encoding="ascii")
)

texts = st.one_of(
    st.sampled_from([text for text in HOSTILE if len(text) < 400]),
    st.text(st.characters(exclude_categories=()), max_size=60),
    st.text("ab 漢\u0301\u200d\ufe0f\U0001f469é…\t\n\x1b\u202e1", max_size=60),
    st.lists(st.text("abcdefgh", min_size=1, max_size=20), max_size=30).map(" ".join),
)
_styles: st.SearchStrategy[Style] = st.sampled_from(
    ["", "red", "amber", "green", "blue", "grey", "dim", "bold"]
)
_parts = st.lists(st.tuples(st.integers(), st.text(), st.text()), max_size=3).map(tuple)
_pairs = st.lists(st.tuples(texts, texts), max_size=6).map(tuple)
_figures = st.builds(Figure, texts, st.integers(0, 10**6), texts, _styles)
_bars = st.lists(
    st.builds(
        Bar,
        texts,
        st.lists(st.tuples(st.integers(-3, 10**6), _styles, texts), max_size=6).map(tuple),
        texts,
    ),
    max_size=3,
).map(tuple)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    columns = draw(
        st.lists(
            st.builds(
                Column,
                texts,
                st.sampled_from(["left", "right"]),
                st.sampled_from(["", "", "Completed", "漢字の見出し"]),
                st.sampled_from(["", "never", "long"]),
                st.integers(),
            ),
            max_size=8,
        )
    )
    rows = st.builds(
        Row,
        st.tuples(*[st.builds(Cell, texts, _styles)] * len(columns)),
        texts,
        st.integers(0, 3),
        st.booleans(),
        _parts,
    )
    return Table(tuple(columns), tuple(draw(st.lists(rows, max_size=5))), draw(texts))


blocks: st.SearchStrategy[Node] = st.one_of(
    tables(),
    st.builds(Heading, texts, st.just(0), st.just("")),
    st.builds(Paragraph, texts, _styles, st.integers(0, 30), st.none()),
    st.builds(Pairs, _pairs, st.integers(1, 2)),
    st.builds(Note, texts, texts),
    st.builds(Quotation, texts, st.integers(0, 30)),
    st.builds(Bullets, st.lists(texts, min_size=1, max_size=3).map(tuple)),
    st.builds(Figures, st.lists(_figures, min_size=1, max_size=3).map(tuple)),
    st.builds(Bars, _bars, texts, st.integers(0, 10**7)),
    st.just(Gap()),
)


def letters(text: str) -> Counter[str]:
    """Every character but the spaces and line ends a drawer may move."""
    return Counter(text.replace(" ", "").replace("\n", ""))


def said(block: Node) -> Counter[str]:
    """The characters of all texts of a block, as often as they must be seen at the least."""
    match block:
        case Table(columns, rows):
            # Heads stand once, or in records before each text that isn't empty.
            found = [text for row in rows for text in (row.detail, *(c.text for c in row.cells))]
            if rows and all(cell.text.strip(" \t\n") for row in rows for cell in row.cells):
                found += [column.head for column in columns]
        case Heading(text) | Paragraph(text) | Quotation(text):
            found = [text]
        case Note(mark, text):
            found = [mark, text]
        case Pairs(pairs):
            found = [text for pair in pairs for text in pair]
        case Bars(bars, head):
            found = [head, *(text for bar in bars for text in (bar.label, bar.text))]
            found += [f"{n}{word}" for bar in bars for n, _, word in bar.parts if n]
        case Bullets(bullets):
            found = [*bullets]
        case Figures(figures):
            found = [text for one in figures for text in (one.name, str(one.number), one.text)]
        case _:
            found = []
    return letters("".join(map(visible, found)))


def forbidden(text: str) -> list[str]:
    """The characters of a text that no output may have, said in another way than `visible`."""
    directed = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    return [
        char
        for char in text
        if (unicodedata.category(char) in ("Cc", "Zl", "Zp", "Cs") and char != "\n")
        or unicodedata.bidirectional(char) in directed
        or char in "\u061c\u200e\u200f\u200b\u2060\ufeff\u00ad\u180e"
        or 0xE0000 <= ord(char) <= 0xE007F
        or 0xFDD0 <= ord(char) <= 0xFDEF
        or ord(char) & 0xFFFE == 0xFFFE
    ]


def without_colour(text: str) -> str:
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def _row(item: str, report: str, due: str, late: str, detail: str) -> Row:
    cells = (
        Cell(item, "bold"),
        Cell(report),
        Cell(due),
        Cell(late),
        Cell("red", "red"),
        Cell("majority"),
        Cell("none", "grey"),
    )
    return Row(cells, detail)


OVERDUE = Table(
    (
        Column("Item"),
        Column("In the report"),
        Column("Due"),
        Column("Days late", "right"),
        Column("RAG"),
        Column("Progress"),
        Column("Owner"),
    ),
    (
        _row(
            "REC-5",
            "PVP overall, 1",
            "Sep 2008",
            "62",
            "Ensures greater accountability for basic operational…",
        ),
        _row(
            "REC-6",
            "PVP overall, 2",
            "Sep 2008",
            "62",
            "Develops a corporate performance management framework to…",
        ),
        _row(
            "REC-7",
            "PVP overall, 3",
            "Sep 2008",
            "62",
            "Develops a qualitative inspection and review process…",
        ),
        _row(
            "REC-8",
            "PVP overall, 4",
            "Sep 2008",
            "62",
            "Develops a proactive public protection focus at local…",
        ),
        _row("AFI-11..18", "PVP overall", "Nov 2008", "1", "8 AFIs, text not published"),
    ),
    "Title",
)
"""The items overdue on 1 December 2008."""

LIST: Page = (
    Heading("Overdue on 1 Dec 2008: 12 of 46 open items (4 recommendations, 8 AFIs)"),
    Gap(),
    OVERDUE,
)


def _counts(name: str, *rest: str, indent: int = 0, strong: bool = False) -> Row:
    return Row(tuple(map(Cell, (name, *rest))), indent=indent, strong=strong)


SUMMARY = Table(
    (
        Column("Framework"),
        Column("2007 grade"),
        Column("Recs", "right", "Completed"),
        Column("AFIs", "right", "Completed"),
        Column("Overdue", "right"),
        Column("due", "left", "Latest"),
    ),
    (
        _counts("Neighbourhood Policing", "Excellent", "4/4", "10/10", "0", "none open"),
        _counts("Child Abuse Investigation", "Good", "0/1", "0/3", "0", "Apr 2009", indent=1),
        _counts("Total", "", "6/16", "12/48", "12", "Apr 2009", strong=True),
    ),
)

BARS = Bars(
    (
        Bar(
            "Open",
            ((12, "red", "overdue"), (17, "amber", "due by 31 Dec"), (17, "green", "later")),
            "46 in all",
        ),
        Bar("Completed", ((18, "blue", "completed"),)),
    ),
    "Where it stands",
)
