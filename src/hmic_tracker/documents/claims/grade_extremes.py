"""The best and the lowest of our grades: "Our lowest grade was inadequate", "the best of four"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from hmic_tracker.documents.claims.area_words import EARLIER, OWN_VIEW, is_of_bodies, scoped
from hmic_tracker.documents.claims.blanks import blank
from hmic_tracker.documents.claims.certainty import ANOTHER_BODY, ANOTHER_TIME, doubt_of_statement
from hmic_tracker.documents.claims.claim_types import GradeExtreme, Spot
from hmic_tracker.documents.claims.grade_doubts import is_wished
from hmic_tracker.documents.claims.measure_words import value_of
from hmic_tracker.documents.wording.patterns import NUMBER
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from hmic_tracker.documents.claims.paper_names import Named

_WORST: Final = frozenset({"lowest", "worst", "poorest", "weakest"})
_WHICH: Final = (
    r"(?<!next )(?<!['’]s )(?<!s['’] )(?<!second )(?<!third )"
    r"\b(?P<which>lowest|worst|poorest|weakest|highest|best)"
)
_NOUN: Final = r"(?: (?:grade|grading|rating|mark|judge?ment)s?)"
_AMONG: Final = (
    r"(?: (?:of|in|among) (?:the|our|all|these|its)"
    rf"(?: (?:main |overall )*(?P<WHOLE>{NUMBER}))?(?: (?:main |overall )*(?:grades|areas))?)"
)
_GIVEN: Final = (
    r"(?:,?(?: that| which)? (?:we|it|the \w+)(?: (?:were|was|have|has|had))?(?: been)?"
    r" (?:given|got|received|achieved|awarded))"
)
_TO: Final = r"(?:(?: (?:for|to|in|on|at|that (?:of|for)))*(?: the)? (?P<area>¤))"
_OURS: Final = re.compile(
    r"\b(?:our|we|us|were|was|had|given|got|received|the (?:force|service|prison|council)"
    r"|drew|went|fell|came)\b",
    re.I,
)
"""What says that a grade was given, and isn't just the best that there is."""
_IS: Final = r"(?:,|:)?(?: (?:was|is|were|went|came|being|fell|only|just|at))*"
_GIVES: Final = r"(?:,|:)?(?: (?:which|was|is|at|with|just|only|an?|that of|the grade of|graded))*"
_A_NOUN: Final = re.compile(rf"{_NOUN}\b", re.I)


class ExtremeReader:
    """Reads what a sentence calls the best or the lowest of our grades."""

    def __init__(self, words: re.Pattern[str], spelled: Mapping[str, str]) -> None:
        grade = rf"(?P<grade>{words.pattern})"
        ends = r"(?=\s*(?:$|[.,;:()–—]|(?:and|but|while|which|for|in|with|given)\b))"
        self._words, self._spelled = words, spelled
        self._calls = re.compile(
            rf"{_WHICH}{_among('w1')}?{_NOUN}?{_among('w2')}?{_GIVEN}?{_IS}"
            rf"(?:{_TO}{_GIVES}(?: {grade}{ends})?"
            rf"|(?:{_GIVES} (?P<alone>{words.pattern}){ends}))",
            re.I,
        )
        self._is_it = re.compile(
            rf"(?P<area>¤)(?:,? (?:which )?(?:was|is|were|are|had|has|got|drew|received|came)"
            rf"(?: (?:graded|rated|judged|given|as|found to be))* ?(?P<grade>{words.pattern})?)?"
            rf",?(?: (?:was|is|and|had|has|with|it|drew|got|received))* (?:the|our|its)"
            rf" {_WHICH}(?:{_NOUN}{_among('w1')}?|{_among('w2')}(?=[ ,.;:)]|$))"
            r"(?! (?:but|since|possible|available|that (?:is|can|could)|(?:of|for) any)\b)",
            re.I,
        )

    def read(
        self, spot: Spot, sentence: str, named: Sequence[Named], above: str | None, *, is_on: bool
    ) -> Iterator[GradeExtreme]:
        """Yield the best and the lowest grade, and whose it is, as a sentence has them.

        `is_on` where the sentence before spoke of grades.
        """
        text, slugs = _with_signs(sentence, named)
        if not (is_on or _A_NOUN.search(sentence)):
            return
        doubt = self._doubt(sentence, named)
        matches = [*self._calls.finditer(text)]
        matches = matches or [*self._is_it.finditer(text)]
        for match in matches if is_on or _OURS.search(sentence) else ():
            groups = match.groupdict()
            area = slugs[text.count("¤", 0, match.start("area"))] if groups["area"] else None
            grade = groups.get("grade") or groups.get("alone")
            which: Literal["best", "lowest"] = (
                "lowest" if match["which"].lower() in _WORST else "best"
            )
            number = groups["w1"] or groups["w2"]
            yield GradeExtreme(
                spot,
                which,
                self._spelled[folded(grade)] if grade else None,
                area,
                scoped(sentence, named, _start(sentence, match["which"])),
                (above,) if above else (),
                value_of(number) if number else None,
                " ".join(sentence.split()),
                doubt,
            )

    def _doubt(self, sentence: str, named: Sequence[Named]) -> str:
        masked = self._words.sub(blank, sentence)
        if doubt := doubt_of_statement(masked, named):
            return doubt
        if OWN_VIEW.search(sentence) or is_of_bodies(sentence):
            return ANOTHER_BODY
        first = self._words.search(sentence)
        is_wanted = bool(first and is_wished(sentence[: first.start()]))
        return ANOTHER_TIME if is_wanted or EARLIER.search(sentence) else ""


def _among(name: str) -> str:
    return _AMONG.replace("WHOLE", name)


def _start(sentence: str, which: str) -> int:
    return max(0, sentence.lower().find(which.lower()))


def _with_signs(sentence: str, named: Sequence[Named]) -> tuple[str, list[str]]:
    """Return a sentence with a sign for each framework that it names, and those in order."""
    slugs: list[str] = []
    for one in reversed(named):
        sentence = f"{sentence[: one.start]}¤{sentence[one.end :]}"
        slugs.insert(0, one.slug)
    return sentence, slugs
