"""Headings of what is graded: what stands below them shows the grade."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.wording.labels import label_of
from hmic_tracker.documents.wording.patterns import (
    DATE,
    GRADE_IN_SENTENCE,
    GRADE_LINE,
    KIND_HEADING,
    SHORT,
)
from hmic_tracker.domain.words import folded
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.wording.grade_words import GradeWords

QUESTION: Final = re.compile(r"(?:how|what|is|are|does|do|to what)\b.{5,140}\?$", re.I)
_DATED: Final = re.compile(r"[A-Z][a-z]+(?: [a-z]+){0,4}(?: ?:| on\b)", re.ASCII)
_JUDGED: Final = re.compile(
    r"(?:our |the )?(?:overall )?(?:grade|grading|judge?ment|verdict|rating|assessment|outcome)"
    r"(?: (?:given|awarded))?:?",
    re.I,
)
_MOST_GRADES: Final = 20
_GRADES_FOLLOW: Final = re.compile(
    r"\b(?:judged?|graded?|rated?|assessed|gradings?|judge?ments?|ratings?|inspected)\b", re.I
)
_YEAR: Final = re.compile(r"\b20\d\d(?:[/–-]\d\d)?\b")


def year_above(blocks: Sequence[Block], at: int) -> str:
    """Return the one year that the line above some grades gives them: "In 2031 it was judged:"."""
    for block in reversed(blocks[max(0, at - _MOST_GRADES) : at]):
        if block.text.endswith(":"):
            years = _YEAR.findall(block.text) if _GRADES_FOLLOW.search(block.text) else []
            return years[0].replace("–", "/").replace("-", "/") if len(years) == 1 else ""
        if not block.marker and block.role != "furniture":
            break
    return ""


_OF_GRADE: Final = r"(?:overall )?(?:grade|grading|judge?ment|rating)"
_OF_TRAVEL: Final = r"(?:direction(?: of travel)?|trend|movement|change)"
_TRAVEL: Final = re.compile(
    rf"{_OF_GRADE}[ \t](?:and )?{_OF_TRAVEL}|{_OF_TRAVEL}[ \t](?:and )?{_OF_GRADE}", re.I
)
_DIRECTION: Final = (
    r"(?:not )?(?:improv(?:ed|ing)|stable|deteriorat(?:ed|ing)|declin(?:ed|ing)|worsen(?:ed|ing)"
    r"|unchanged|maintained|no change|static|steady|up|down|applicable)"
)
_BEFORE_DIRECTION: Final = re.compile(rf"(?P<grade>.{{3,50}}?)[ \t]{_DIRECTION}", re.I)
_BEHIND_DIRECTION: Final = re.compile(rf"{_DIRECTION}[ \t](?P<grade>.{{3,50}})", re.I)


_MOVED: Final = re.compile(
    r"(?P<grade>[A-Za-z ]{3,40}?)[ \t(–—-]{1,4}"
    r"(?:[↑↓→]|same (?:rating|grade)|not (?:previously|yet) (?:rated|graded|inspected)"
    r"|no change|unchanged"
    r"|(?:(?:up|down)|(?:improved|declined|deteriorated)(?: by)?)"
    r"(?: (?:one|two|three|\d) (?:ratings?|grades?|levels?))?(?: (?:from|since) .{3,40})?)"
    r"[ )↑↓→←–—-]{0,4}",
    re.I,
)
"""A grade, and behind it which way it went: "Inadequate   Down two ratings from Good"."""


def grade_that_moved(text: str, words: GradeWords) -> int:
    """Return where the grade ends of "Good  Up from Requires improvement", 0 in other lines."""
    match = _MOVED.fullmatch(text[:SHORT]) if len(text) <= SHORT else None
    return match.end("grade") if match and words.grade(match["grade"]) else 0


def grade_beside_travel(head: Block, below: Block, words: GradeWords) -> tuple[int, int] | None:
    """Return where the grade is below "Grade  Direction of travel": "Good  Improved"."""
    if not _TRAVEL.fullmatch(head.printed[:SHORT]) or len(below.printed) > SHORT:
        return None
    for pattern in (_BEFORE_DIRECTION, _BEHIND_DIRECTION):
        match = pattern.fullmatch(below.printed)
        if match and words.grade(match["grade"]):
            return match.span("grade")
    return None


def shows_heading(following: list[Block], words: GradeWords) -> bool:
    """Return whether the next blocks show that a line is a framework's heading."""
    if not following:
        return False
    text = following[0].text
    if len(following) > 1 and grade_beside_travel(following[0], following[1], words):
        return True
    if following[0].role == "row":
        return verdict_cell(following[0], words) > 0
    if len(following) > 1 and not following[0].marker and _may_stand_between(text):
        return shows_heading(following[1:], words)
    if len(following) > 1 and _describes(following[0], following[1], words):
        return True
    if label := label_of(text):
        return label.printed == "1"
    if sentence := GRADE_IN_SENTENCE.search(text[:400]):
        return words.cell(sentence["grade"].strip(" .")) is not None
    if any(words.outcomes(" ".join(block.text[:400] for block in following[:2]))):
        return True
    if len(text) > SHORT:
        return False
    grade = GRADE_LINE.fullmatch(text)
    if grade and not grade["grade"]:
        return len(following) < 2 or words.cell(following[1].text) is not None
    if grade and words.cell(grade["grade"].strip(" .")):
        return True
    moved = grade_that_moved(text, words)
    return bool(moved or words.is_verdict(text) or words.with_former(text) or words.leading(text))


def is_graded_below(name: str | None, following: list[Block], words: GradeWords) -> bool:
    """Return whether the sentence below grades what a heading names: "X is good at solving it"."""
    given = words.given_to(following[0].text[:400]) if name and following else ()
    return name is not None and folded(name) in {folded(graded) for graded, *_ in given}


def heads_kind(context: ReaderContext, block: Block, following: list[Block]) -> bool:
    """Return whether a line is directly above the name of a kind, and in the contents as well."""
    heads = bool(following) and KIND_HEADING.fullmatch(following[0].text)
    return bool(heads) and context.times(block.text) > 1 and context.times(following[0].text) > 1


def _describes(between: Block, below: Block, words: GradeWords) -> bool:
    """Return whether a sentence stands between a heading and its grade, without empty lines."""
    grade = GRADE_LINE.fullmatch(below.text) if len(below.text) <= SHORT else None
    if between.gap or below.gap or not grade or not between.text.endswith("."):
        return False
    return bool(len(between.text) <= 3 * SHORT and words.cell(grade["grade"].strip(" .")))


def _may_stand_between(text: str) -> bool:
    """Return whether a line may stand between a framework's heading and its grade."""
    question = QUESTION.fullmatch(text) and len(text) < 2 * SHORT
    dated = _DATED.match(text) and len(text) <= SHORT and not text.endswith(".")
    return bool(question or (dated and DATE.search(text)))


def verdict_cell(block: Block, words: GradeWords) -> int:
    """Return where the grade begins in a row of two cells: "Our verdict", "Good"; 0 if none."""
    cells = [cell for cell in block.cells if cell]
    if len(cells) != 2 or not _JUDGED.fullmatch(cells[0]) or not words.grade(cells[1]):
        return 0
    return block.printed.rindex(cells[1])
