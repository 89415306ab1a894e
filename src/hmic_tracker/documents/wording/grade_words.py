"""Grades as reports write them, and the scale they are on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.domain.nearest import nearest
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hmic_tracker.domain.grades import Scale, State

_WHEN = r"(?: in \d{4}| this (?:year|time|cycle))?"
_NOT_SEPARATELY = rf"(?:not (?:separately )?(?:graded|rated)(?: separately)?{_WHEN}|ungraded)"
_NOT_INSPECTED = rf"not (?:inspected|assessed){_WHEN}"
_NO_CELL = r"n/a|not applicable|not known|unknown|[-–—]"


WITH_GRADE: Final = re.compile(r"(?P<name>.{3,90}?)(?: ?[–—:]| -) ?(?P<grade>.{3,40})")
"""A framework and its grade on a line."""
_NOUN: Final = r"(?:(?:our|overall) )?(?:grade|grading|judge?ment|rating)\b"
WITH_WORD: Final = re.compile(
    r"(?P<name>(?-i:[A-Z])[^:;.()]{2,88}?)(?:"
    rf"(?:,| ?[–—-])? {_NOUN} ?[:–—-] ?"
    r"|(?:,| ?[–—-]) (?:graded|rated|judged)(?: as| to be)? "
    rf"| \((?:{_NOUN} ?[:–—-]? ?|(?:graded|rated|judged) ))"
    r"(?P<grade>[A-Za-z ]{3,40})\)?",
    re.I,
)
"""A heading and its grade, with the word for that between: "Leadership   Grade: Good"."""
LINK: Final = re.compile(r" (?:read more|find out more|view|details?|link)$", re.I)
"""A web page's link behind a grade."""
GRADE_FIRST: Final = re.compile(r"(?P<grade>[A-Z][^:]{2,40}?) ?: ?(?P<name>[A-Z].{2,89})")
"""A grade and what got it on a line: "Good: Protecting vulnerable people"."""
REMARK: Final = re.compile(r"\(([^()]{1,200})\)")
"""A remark on the row above it in a table of grades."""
_LEVEL = re.compile(r"^\d ?[-–:] ?(?=[A-Z])")
"""The number of a level before its word: "3 - Adequate"."""
_LEVEL_INSIDE = re.compile(r" \d ?[-–:] (?=[A-Z][a-z]+(?: [a-z]+){0,3}$)")


def without_level(text: str) -> str:
    """Return a line without the number before its grade: "… leadership? 2 - Weak"."""
    return _LEVEL_INSIDE.sub(" – ", text[-200:]) if len(text) <= 200 else text


_WITH_FORMER = re.compile(
    r"(?P<grade>[A-Za-z ]{3,50}) \((?:in |for )?(?P<period>(?:19"
    r"|20)\d\d(?:[/–-]\d{2,4})?):? (?P<former>[A-Za-z ]{3,50})\)"
)


_LAST_TIME: Final = re.compile(r"\b(?:last|previous|earlier) (?:\w+ ){0,2}?inspection\b", re.I)
_STARS: Final = re.compile(
    r"(?P<stars>★{1,5}☆{0,4}) ?[:=–-]? ?(?P<grade>[A-Z][a-z]+(?: [a-z]+){0,3})(?= ?[★,;.)]|$)"
)
"""One of the stars and grades of a key: "★★☆☆ Requires improvement"."""
_AT_LAST: Final = re.compile(
    r"(?:at|during|in) (?:the|our) (?:last|previous|earlier) (?:\w+ ){0,2}?inspection,?"
    r"(?: in (?:[A-Z][a-z]+ )?20\d\d)?",
    re.I,
)
"""What a paragraph begins with that is about an earlier inspection as a whole."""
_AT_ONE: Final = re.compile(
    r"\b(?:at|during|in) (?:the|our|its|their) (?:\w+ ){0,2}?inspection (?:of [^,.]{2,80}? )?"
    r"in (?:[A-Z][a-z]+ )?(?P<year>20\d\d)\b",
    re.I,
)
"""An inspection by its year, of which a later visit speaks."""
_OF_AREAS: Final = re.compile(
    r"[’'”\"]? (?:for|in) "
    r"(?!(?:this|the|these|all|each|every|both|most|many|our|its|his|her)\b)[a-z]"
)
"""Behind a grade, the areas that it is of: "poor for safety", and not the section's own."""
_NOW: Final = re.compile(r"\b(?:now|this (?:time|inspection|visit)|today)\b", re.I)
_A_YEAR: Final = re.compile(r"\b20\d\d\b")
_IN_A_YEAR: Final = re.compile(r"(?:(?:its|our|the|their) (?:\w+ )?)?20\d\d\b", re.I)


_COUNTED: Final = re.compile(
    rf"(?:(?:only|just|the (?:other|remaining)) )?"
    rf"(?:{NUMBER}|all|both|some|several|most|many|each|every|a (?:few|number|further \w+))"
    rf"(?: (?:out )?of (?:(?:the|its|our) )?{NUMBER})?"
    r"(?: (?:more|other|further))?"
    r"(?:(?: of)?(?: (?:the|its|our))?(?: \w+)? (?:areas?|questions?|(?:sub-?)?categor(?:y|ies)"
    r"|pillars?|themes?|services?|frameworks?|aspects?|strands?|standards?|ones?))?",
    re.I,
)
"""How many areas got a grade, and no name of one."""
_MOST_IN_ROW: Final = 12
_SHORTEST_SLIP: Final = 10
_LONGEST_SLIP: Final = 40
_ALIKE: Final = 0.88
"""How like a grade a line with a slip is, as difflib counts; of a short one names are as well."""


class Cell(NamedTuple):
    """One cell of a grade table: a grade as its scale spells it, or why there is none."""

    state: State
    grade: str | None
    printed: str


class Outcome(NamedTuple):
    """A grade in a sentence, and where it stands; the year of an earlier inspection."""

    start: int
    end: int
    period: str | None


class GradeWords:
    """Recognises the grades of some scales, and words for no grade, in any case."""

    def __init__(self, scales: Iterable[Scale], texts: Iterable[str] = ()) -> None:
        """Know the grades of some scales, and the stars for them that a document's key gives."""
        scales = tuple(scales)
        self._scales = [tuple(map(folded, scale.grades)) for scale in scales]
        self._nearly: dict[str, bool] = {}
        self._spelled = {folded(g): g for scale in scales for g in scale.grades}
        self._spelled |= {stars: self._spelled[g] for stars, g in self._key(texts)}
        longest_first = sorted(self._spelled, key=len, reverse=True)
        words = "|".join(re.escape(word).replace(r"\ ", " ") for word in longest_first) or r"(?!)"
        self._cell = re.compile(
            rf"(?P<grade>{words})|(?P<separately>{_NOT_SEPARATELY})"
            rf"|(?P<inspected>{_NOT_INSPECTED})|(?P<none>{_NO_CELL})",
            re.I,
        )
        self._word = re.compile(rf"\b(?:{words})\b", re.I)
        self._last = re.compile(rf"(?:^| )(?:(?:\d ?[-–:] ?)?(?:{self._cell.pattern}))$", re.I)
        self._grading_for = re.compile(
            rf"\b(?P<grade>{words}) grading for (?P<name>[^;.,:()]{{3,80}}?)(?=[;.,]| and |$)", re.I
        )

        self._leading = re.compile(rf"(?P<grade>{words})(?: ?[–—:]| -|\.) (?=\S)", re.I)
        self._leads = re.compile(
            rf"(?P<grade>{words}) (?:for|at|in) (?P<name>[^;.,:()]{{3,80}}?)[;.,]?(?: and)?", re.I
        )
        self._needs = re.compile(
            r"(?:^|[^\w’'])(?P<open>[‘'“\"]?)(?P<grade>(?:requires?"
            r"|needs?) improvement)[’'”\"]? (?:at|in|for|with) "
            r"(?P<name>[^;.,:()’]{3,80}?)(?: and)?(?=[;.,]|$)",
            re.I,
        )
        self._given_to = re.compile(
            rf"(?:\b(?:is|are|was|were) (?P<open>[‘'“\"]?)"
            rf"|(?P<open2>[‘'“\"]))(?P<grade>{words})[’'”\"]?"
            rf" (?:at|in|for|with) (?P<name>[^;.,:()’]{{3,80}}?)(?: and)?(?=[;.,]|$)",
            re.I,
        )

        self._earlier = re.compile(
            r"\b(?:was|were) (?:\w+ as |judged |rated |graded )?"
            rf"[‘'“\"]?(?P<grade>{words})[’'”\"]? "
            r"(?:at|in|for|during) (?:its|our|the|their) (?:(?:last|previous|earlier) )?"
            r"(?P<period>20\d\d(?:[/–-]\d{2,4})?) (?:\w+ )?(?:assessment|inspection|review)\b",
            re.I,
        )
        self._outcome = re.compile(
            rf"\boutcomes for (?:[a-z]+ ){{1,4}}?(?:were|are|was|remained) "
            rf"(?:(?:now|still|again|also|judged|to be) )*(?P<grade>{words})\b",
            re.I,
        )

    def _key(self, texts: Iterable[str]) -> list[tuple[str, str]]:
        """Return the stars that a document's key explains, each with its grade, folded."""
        given = (m for text in texts if "★" in text for m in _STARS.finditer(text[:2000]))
        pairs = [(folded(m["stars"]), folded(m["grade"])) for m in given]
        return [(stars, grade) for stars, grade in pairs if grade in self._spelled]

    def is_scale(self, lines: Sequence[str]) -> bool:
        """Return whether lines are all the grades of a scale in their order: a chart's axis."""
        printed = tuple(map(folded, lines))
        return printed in self._scales or printed[::-1] in self._scales

    def outcomes(self, text: str) -> Iterator[Outcome]:
        """Yield what an inspectorate of prisons found: "outcomes for prisoners were poor".

        What it found at its last inspection is of that year, and nothing where none is named.
        """
        for match in self._outcome.finditer(text):
            if _OF_AREAS.match(text, match.end()):
                continue
            lead = text[: match.start()]
            sentence = lead[lead.rfind(". ") + 1 :]
            opening = _AT_LAST.match(text)
            if opening and not _NOW.search(text[opening.end() : match.end()]):
                sentence = f"{opening[0]} {sentence}"
            one = _AT_ONE.search(sentence)
            year = re.search(one["year"], sentence) if one else _A_YEAR.search(sentence)
            if not one and not _LAST_TIME.search(sentence):
                yield Outcome(*match.span("grade"), None)
            elif year:
                yield Outcome(*match.span("grade"), year[0])

    def earlier(self, text: str) -> Outcome | None:
        """Return the grade of "The service was good in its 2028/29 assessment", and its period."""
        match = self._earlier.search(text[:300])
        return Outcome(*match.span("grade"), match["period"]) if match else None

    def names_grade(self, text: str) -> bool:
        """Return whether a grade is in a text, as a word of its own."""
        return self._word.search(text) is not None

    def places(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Yield where grades stand in a text as words of their own."""
        return self._word.finditer(text, start)

    def given_to(self, text: str) -> Iterator[tuple[str, Cell, bool]]:
        """Yield (name, grade, whether in quotes) of "is ‘good’ at solving burglaries"."""
        if (leads := self._leads.fullmatch(text[:160])) and (cell := self.cell(leads["grade"])):
            yield leads["name"], cell, False
            return
        for match in self._given_to.finditer(text):
            if _IN_A_YEAR.match(match["name"]):
                continue  # “good” in 2028, or in its 2028/29 assessment
            if _COUNTED.fullmatch(match["name"]):
                continue  # ‘good’ in two areas, of which nobody says which
            if cell := self.cell(match["grade"]):
                yield match["name"], cell, bool(match["open"] or match["open2"])
        needs = self._needs.search(text)
        if needs and (cell := self.cell(needs["grade"])):
            yield needs["name"], cell, bool(needs["open"])

    def grade(self, text: str) -> str | None:
        """Return the grade that a text consists of, None where it is no grade."""
        bare = _LEVEL.sub("", text.strip(" .;*"))
        return self._spelled.get(folded(bare)) if len(text) < 80 else None

    def is_nearly(self, text: str) -> bool:
        """Return whether a line is a longer grade with a slip in it: "Require improvement"."""
        if not _SHORTEST_SLIP <= len(text) < _LONGEST_SLIP or self.cell(text.strip(" .;*")):
            return False
        if text not in self._nearly:
            letter = text[:1].casefold()
            alike = [grade for grade in self._spelled if grade[:1] == letter]
            self._nearly[text] = bool(nearest(text, alike, 1, _ALIKE))
        return self._nearly[text]

    def leading(self, text: str) -> int:
        """Return where the grade ends that a line begins with: "Good – the force is good …"."""
        match = self._leading.match(text[:120])
        return match.end("grade") if match and len(text) > match.end() + 8 else 0

    def is_verdict(self, text: str) -> bool:
        """Return whether a line is a grade, or says that none was given."""
        cell = self.cell(text.strip(" .;*"))
        return cell is not None and cell.state != "unknown"

    def with_former(self, text: str) -> tuple[str, str, str] | None:
        """Return grade, former period and grade of "Good (2027/28: Requires improvement)"."""
        match = _WITH_FORMER.fullmatch(text) if len(text) < 120 else None
        if not match or not (self.grade(match["grade"]) and self.grade(match["former"])):
            return None
        return match["grade"], match["period"], match["former"]

    def cell(self, text: str) -> Cell | None:
        """Return the cell that a text consists of, None where it is no cell."""
        text = _LEVEL.sub("", text)
        match = self._cell.fullmatch(text) if len(text) < 80 else None
        if match is None:
            return None
        if match["grade"]:
            return Cell("graded", self._spelled[folded(match["grade"])], text)
        state: State = "not-graded-separately" if match["separately"] else "unknown"
        return Cell("not-inspected" if match["inspected"] else state, None, text)

    def cells_at_end(self, text: str, most: int) -> tuple[str, tuple[Cell, ...]]:
        """Return the text before the cells at a line's end, and up to `most` cells in order."""
        cells: list[Cell] = []
        rest = text[:400]
        while rest and len(cells) < most and (match := self._last.search(rest)):
            cell = self.cell(rest[match.start() :].strip())
            if cell is None:
                break
            cells.insert(0, cell)
            rest = rest[: match.start()].rstrip()
        return rest, tuple(cells)

    def are_only(self, text: str) -> bool:
        """Return whether a line has two grades or more and nothing else, as above a board."""
        rest, cells = self.cells_at_end(text, _MOST_IN_ROW)
        return not rest and len(cells) > 1

    def in_sentences(self, text: str) -> Iterator[tuple[str, Cell]]:
        """Yield the frameworks' names and grades of "an Excellent grading for Leadership"."""
        for match in self._grading_for.finditer(text):
            if cell := self.cell(match["grade"]):
                yield match["name"], cell
