"""What the author of a progress report wrote that can't be computed, by framework and section.

Only of an organisation's own paper to a committee: one with a number and a day. What gives grades,
counts and statuses alone is left out: the plan has it.
"""

from __future__ import annotations

import re

from hmic_tracker.documents.sources.line_beginnings import without_marker
from hmic_tracker.documents.wording import kept_words
from hmic_tracker.domain.drafts import DraftText
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.framework_names import FrameworkNames
    from hmic_tracker.documents.interpreting.state import State
    from hmic_tracker.documents.marks import Mark
    from hmic_tracker.domain.kept_texts import KeptSection

_HEADINGS: Final = frozenset({"section", "framework", "list", "frameworks", "inspection"})
_LONGEST_HEADING: Final = 80
_FEWEST_WORDS: Final = 8
"""A paragraph of fewer words says nothing that is worth keeping."""
_LONGEST_ALONE: Final = 30
"""Words of a sentence that gives a grade, or a number of items, and nothing else."""


class ProseReader:
    """Takes the paragraphs of a paper as its marks go by."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.texts: list[DraftText] = []
        self.section: KeptSection | None = None
        self.is_usual = False

    def read(self, mark: Mark) -> None:
        """Take a mark down: a heading, or a paragraph that belongs to one."""
        text = " ".join(mark.text.split())
        if self.state.appendices or mark.word in {"~", ""}:
            return
        number = kept_words.NUMBERED.match(text)
        if _is_heading(mark, text) and not number:
            self._begin(mark, text)
        elif mark.word == "-" and number and not self.is_usual:
            self._take(text[number.end() :])

    def _begin(self, mark: Mark, heading: str) -> None:
        """Begin what is under a heading; a framework's is about what was found in it."""
        if mark.word == "frameworks":
            return
        kept = next((s for s, words in kept_words.HEADED if words.search(heading)), None)
        self.section = "findings" if mark.word == "framework" else kept
        is_usual = bool(kept_words.USUAL.search(heading))
        self.is_usual = mark.word != "framework" and kept is None and is_usual

    def _take(self, text: str) -> None:
        """Take what a paragraph says that isn't computed."""
        if text.endswith(":"):
            return  # it leads to a table or a list
        own = " ".join(s for s in kept_words.SENTENCE_END.split(text) if not self._is_computed(s))
        if len(own.split()) < _FEWEST_WORDS:
            return
        about = next((s for s, words in kept_words.ABOUT if words.search(own)), None)
        section = about or self.section
        if section is not None:
            slug = self.state.framework or _named_in(own, self.state.names)
            self.texts.append(DraftText(slug, section, own))

    def _is_computed(self, sentence: str) -> bool:
        """Whether the plan says that itself: a grade, how many items there are, where texts are."""
        if kept_words.ELSEWHERE.search(sentence):
            return True
        if len(sentence.split()) > _LONGEST_ALONE:
            return False
        grade = kept_words.OF_GRADES.search(sentence) and self.state.words.names_grade(sentence)
        count = kept_words.OF_COUNTS.search(sentence) and kept_words.NUMBER.search(sentence)
        return bool(grade or count)


def _is_heading(mark: Mark, text: str) -> bool:
    if mark.word in _HEADINGS:
        return True
    is_short = len(text) <= _LONGEST_HEADING and not text.endswith((".", ":", ";", ","))
    return mark.word == "-" and is_short and without_marker(text) == text


def _named_in(text: str, names: FrameworkNames) -> str | None:
    """The one framework that a text names as such, or names at all; None where there are more."""
    named = {f.slug: f.name for f in names.mentioned() if _has(text, re.escape(f.name))}
    as_such = [
        slug for slug, name in named.items() if _has(text, rf"{re.escape(name)} frameworks?")
    ]
    several = _has(text, r"frameworks")
    if len(as_such) == 1 and not several:
        return as_such[0]
    return next(iter(named)) if len(named) == 1 else None


def _has(text: str, pattern: str) -> bool:
    return re.search(rf"\b{pattern}\b", text, re.I) is not None
