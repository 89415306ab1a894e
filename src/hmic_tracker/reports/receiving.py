"""What came back from a lead, as a person decides about it: the rows by what becomes of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date

from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.answers import Outcome, State, Writing
    from hmic_tracker.domain.sendings import Sending
    from hmic_tracker.reports.next_reminder import NextTime

Choice = Literal["take", "more", "keep", "later"]
CHOICES: Final[tuple[Choice, ...]] = ("take", "more", "keep", "later")


class ReceivedFile(NamedTuple):
    """A workbook or a mail that came back, held against what was sent and the plan as it is.

    `sender` is whom it is from, `is_recorded` whether the plan's log has the sending. `doubts` have
    to be settled before anything of it is taken, `remarks` are told. `others` are lines of a mail
    that are no answer. `choices` are what a person decided, by the place of the outcome.
    `next_times` are what becomes of each row that was sent where it stays unanswered.
    """

    name: str
    sha256: str
    sending: Sending
    outcomes: tuple[Outcome, ...]
    is_recorded: bool = True
    sender: str = ""
    doubts: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    choices: Mapping[int, Choice] = {}
    marking: str | None = None
    as_of: date | None = None
    next_times: tuple[NextTime, ...] = ()

    def of(self, state: State) -> list[Outcome]:
        """The outcomes of a state, in their order."""
        return [one for one in self.outcomes if one.state == state]

    @property
    def taken_before(self) -> list[Outcome]:
        """The rows that were taken in already: the file came before."""
        return [one for one in self.of("taken") if one.was_taken]

    @property
    def unanswered(self) -> list[tuple[Outcome, NextTime | None]]:
        """The rows without an answer, those that were sent with what becomes of them."""
        times = dict(zip(map(id, self.sending.rows), self.next_times, strict=False))
        return [(one, times.get(id(one.row)) if one.row else None) for one in self.of("blank")]

    @property
    def counts(self) -> Counter[State]:
        """How many rows became what."""
        return Counter(one.state for one in self.outcomes)

    @property
    def added(self) -> int:
        """How many rows came back besides those that were sent."""
        return len(self.outcomes) - len(self.sending.rows)

    @property
    def undecided(self) -> list[Outcome]:
        """The rows that a person has to decide, and hasn't."""
        return [
            one
            for place, one in enumerate(self.outcomes)
            if one.state == "asked" and self.choices.get(place, "later") == "later"
        ]

    @property
    def writings(self) -> list[tuple[Outcome, Writing]]:
        """What would be written, row by row; rows that write nothing are left out."""
        return [pair for pair in self._writings() if pair[1]]

    def _writings(self) -> Iterator[tuple[Outcome, Writing]]:
        for place, one in enumerate(self.outcomes):
            choice = self.choices.get(place, "later")
            if one.state == "taken" or (one.state == "asked" and choice == "take"):
                yield one, one.answers or ()
            elif one.state == "asked" and choice == "more":
                yield one, one.more or ()
            elif one.state == "asked" and choice == "keep":
                yield one, one.kept

    def choices_of(self, one: Outcome) -> tuple[Choice, ...]:
        """What a person can choose for a row."""
        ways = {"take": one.answers is not None, "more": one.more is not None, "keep": one.kept}
        return tuple(choice for choice in CHOICES if ways.get(choice, True))
