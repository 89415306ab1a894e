"""Marks: what each piece of a document is. The one form in which a reading is kept and corrected.

Readers make marks of blocks, a person may correct them as text (`marked_text`), and
`interpreting` makes the Draft of them, whoever made them.
"""

from __future__ import annotations

from hmic_tracker.documents.blocks import NOWHERE, Place
from hmic_tracker.light_typing import Final, Literal, NamedTuple

Part = Literal[
    "item", "field", "framework", "grade", "count", "title", "prose", "furniture", "unread"
]
"""What a piece counts as in the account of a document."""


THIS_TIME: Final = "now"
"""The period of a grade that the inspection itself gives, beside one that it gave before."""
FORMER_TIME: Final = "before"
"""The period of a former grade whose year nobody gives: told, and not kept without one."""
UNCLEAR_HEADS: Final = "the heads of its table don't say which inspection each grade is of"
"""The doubt about a row of several grades, with neither a year nor a word for now or then above."""


class Word(NamedTuple):
    """One word of marked text. `label` says what may stand after it, for people; "" is nothing."""

    word: str
    part: Part
    meaning: str
    label: str = ""
    others: tuple[str, ...] = ()


WORDS: Final = (
    Word(
        "inspection",
        "title",
        "the title of the inspection; begins another one",
        "framework: is one too",
    ),
    Word("body", "title", "who inspected"),
    Word("programme", "title", "the programme of inspections it belongs to"),
    Word("published", "title", "the day or month of publication"),
    Word("report", "title", "the number of the paper, its date or who wrote it"),
    Word("framework", "framework", "what is graded; what follows belongs to it"),
    Word("frameworks", "framework", "names what was inspected, and begins nothing"),
    Word("section", "framework", "another heading; what follows belongs to no framework"),
    Word("list", "framework", "the heading of a list of items", "their kind"),
    Word("rec", "item", "a recommendation", "its number", ("recommendation", "must")),
    Word("afi", "item", "an area for improvement", "its number", ("afd",)),
    Word("cause", "item", "a cause of concern", "its number", ("coc",)),
    Word("good", "item", "good practice", "its number", ("gp",)),
    Word("label", "field", "the number or name of what is below it or beside it"),
    Word("stem", "field", "the beginning that the bullets below it share, with their date"),
    Word("due", "field", "the date of the item above", "all: of every item above"),
    Word("owner", "field", "who answers for the item above"),
    Word("status", "field", "how the item above stands", "cause: how its cause does"),
    Word("update", "field", "what was done about the item above", "", ("progress",)),
    Word("evidence", "field", "what shows it"),
    Word("response", "field", "whether the item above was accepted, and why"),
    Word("note", "field", "what else is said of it: its column's name in brackets"),
    Word("grade", "grade", "a grade of the framework above", f"its period, or {THIS_TIME}"),
    Word("graded", "grade", "a framework and its grade, or a sentence with both", "its period"),
    Word(
        "grades", "grade", "a name and its grades", f"their periods, or {THIS_TIME}, {FORMER_TIME}"
    ),
    Word("national", "grade", "a name and how many forces got each grade", "period and grades"),
    Word("remark", "grade", "a remark on the row above"),
    Word("position", "count", "how the items of a framework stand together"),
    Word("count", "count", "how many items there are"),
    Word("-", "prose", "prose, kept as the source's text"),
    Word("~", "furniture", "page heads, menus"),
    Word("?", "unread", "looks like content and was not understood"),
)
"""Every word that marked text may have. An empty word continues the piece above it."""


class Mark(NamedTuple):
    """A piece of a document and what it is.

    `word` is one of WORDS, "" where it continues the piece above; `label` is an item's number as
    printed, a grade's period; `kind` is the source's own word for an item ("must do", "area for
    development") where that isn't ours. `doubt` says why a person should look, "" is sure.
    """

    word: str
    text: str
    label: str = ""
    kind: str = ""
    doubt: str = ""
    place: Place = NOWHERE


Marks = tuple[Mark, ...]
BY_WORD: Final = {word: row for row in WORDS for word in (row.word, *row.others)}


class Piece(NamedTuple):
    """A mark, and which letters of which block's `printed` it accounts for."""

    mark: Mark
    block: int
    start: int
    end: int
