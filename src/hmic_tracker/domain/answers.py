"""Answers that leads send back, held against what was sent and against the plan as it is.

Three values of each field are compared: as it was sent, as it is answered, as it stands. What is
answered and was not changed here meanwhile can be taken; what was is for a person to decide; what
can't be read, or belongs to no row, is refused with the reason. Every row that was sent and every
row that came back is one of the outcomes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.items import Value
    from hmic_tracker.domain.sendings import SentRow

State = Literal["taken", "asked", "refused", "blank"]
GREY: Final[Mapping[str, str]] = {
    "text": "What the inspectors said",
    "due": "Due",
    "late": "Days late",
    "last": "What you last told us",
}
"""The cells that only tell: their keys, and their heads."""
YELLOW: Final[Mapping[str, str]] = {
    "how_far": "How far",
    "done": "How many are done",
    "what": "What was done",
    "shows": "What shows it",
    "new_date": "New date",
    "why": "Why, and your name",
}
"""The cells to answer in: the fields of an `Answer`, and their heads."""


NOT_BOTH: Final = "completed, or will be?"
"""What is asked where something is completed, and a date ahead is given for it."""


class Answer(NamedTuple):
    """A row that came back, its cells as texts; `place` is where it stands ("row 4").

    `grey` has the cells that only tell, as they came back. `remarks` are heads and texts of columns
    that somebody added, or whose head they changed: `missing` are the keys that no head is of.
    `comments` are those on cells, by their heads, `formulas` the heads of yellow cells that hold a
    formula. What was read
    out of a sentence is `in_words`: somebody has to look; `doubt` says what may be wrong with it.
    """

    place: str
    item: str
    how_far: str = ""
    done: str = ""
    what: str = ""
    shows: str = ""
    new_date: str = ""
    why: str = ""
    remarks: tuple[tuple[str, str], ...] = ()
    grey: Mapping[str, str] = {}
    formulas: tuple[str, ...] = ()
    comments: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()
    in_words: bool = False
    doubt: str = ""

    @property
    def beside(self) -> tuple[tuple[str, str], ...]:
        """What was written beside the cells of the form, by what it stands in."""
        comments = ((f"comment on {head}", text) for head, text in self.comments)
        return (*self.remarks, *comments)


class Compared(NamedTuple):
    """One thing that was answered: as it was sent, as answered, as it is now, in people's words.

    `by` and `on` say who changed it here last, where somebody did since it was sent.
    """

    name: str
    sent: str
    answered: str
    now: str
    by: str = ""
    on: date | None = None


class ItemAnswer(NamedTuple):
    """What an answer writes into an item: fields, words, and the reason of what needs one.

    `reference` is what shows it, which becomes evidence. `by_count` is whether it is one of so
    many, and which of them nobody said.
    """

    item_id: str
    fields: Mapping[str, Value] = {}
    note: str | None = None
    reason: str | None = None
    reference: str | None = None
    by_count: bool = False


Writing = tuple[ItemAnswer, ...]


class Outcome(NamedTuple):
    """What becomes of a row: a row sent, a row that came back, or both.

    `answers` is what is written where it is taken, None where it can't be; `kept` is what is
    written where ours is kept and the words are; `more` where the answer is added to what was
    changed here. `why` says what stands against it, `remarks` what else there is to know.
    `was_taken` is whether the same row of the same file was taken in before.
    """

    state: State
    item: str
    answer: Answer | None = None
    row: SentRow | None = None
    compared: tuple[Compared, ...] = ()
    answers: Writing | None = None
    kept: Writing = ()
    more: Writing | None = None
    more_count: int = 0
    why: str = ""
    remarks: tuple[str, ...] = ()
    was_taken: bool = False
