"""What has been interpreted so far: the findings, and the section, stem and item at hand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from hmic_tracker.documents.parsed_report import ItemText, Origin, ParsedReport
from hmic_tracker.documents.sources.line_beginnings import without_marker
from hmic_tracker.documents.wording.labels import plain_label
from hmic_tracker.documents.wording.patterns import APPENDIX
from hmic_tracker.documents.wording.source_kinds import KINDS_OF_MARKS
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.framework_names import FrameworkNames
    from hmic_tracker.documents.marks import Mark
    from hmic_tracker.documents.wording.colour_keys import ColourKey
    from hmic_tracker.documents.wording.grade_words import GradeWords
    from hmic_tracker.domain.words import Status

_PARAGRAPH: Final = re.compile(r"(?P<number>\d{1,3})[.)] ")
_PLACE: Final = re.compile(r"\b(?:line|row|column) \w+$")
_LETTERED: Final = re.compile(r"[A-Z]\. [A-Z]")
_PLACELESS: Final = frozenset({*KINDS_OF_MARKS, "", "~", "label", "status", "due", "owner"})
"""Words of marks whose text says nothing of the paragraph or appendix they are in."""


@dataclass(slots=True)
class State:
    """The findings so far, and the section, stem and item at hand.

    `where` is the numbered paragraph or the appendix, `board` the grade of the frameworks that
    follow, `mentioned` those of the line before. `printed` are the items by kind, label and folded
    text, `labels` by word and label, `plain_labels` by label alone without its letter;
    `list_status` is how all items of the list at hand stand, `colours` what the document's own key
    says of its colours. `opened` is a label without its text so far, `collects` whether the
    section prints what the chapters print as well, `collected` the ids of the items first printed
    in such a one, `follows_up` whether the document is about a report from before it,
    `shorter` what a board calls chapters in fewer words.
    """

    report: ParsedReport
    names: FrameworkNames
    words: GradeWords
    published: str | None
    framework: str | None = None
    where: str = ""
    paragraph: int = 0
    appendices: bool = False
    stem: str = ""
    stem_due: str | None = None
    group: str = ""
    group_due: str | None = None
    item: ItemText | None = None
    cause: ItemText | None = None
    board: str = ""
    list_status: Status | None = None
    colours: ColourKey = field(default_factory=dict)
    mentioned: list[str] = field(default_factory=list)
    printed: dict[tuple[str, str, str], ItemText] = field(default_factory=dict)
    labels: dict[tuple[str, str], ItemText] = field(default_factory=dict)
    plain_labels: dict[str, list[ItemText]] = field(default_factory=dict)
    opened: str = ""
    collects: bool = False
    collected: set[int] = field(default_factory=set)
    follows_up: bool = False
    shorter: Mapping[str, str] = field(default_factory=dict)

    @property
    def year(self) -> str | None:
        """The year of the inspection: of its publication, else of the report."""
        header = self.report.header
        if self.published or header.published:
            return (self.published or header.published or "")[:4]
        return str(header.on.year) if header.on else self.report.year

    @property
    def own_year(self) -> str | None:
        """The year in which the section's own inspection was published, where it says so."""
        own = self.published if self.published != self.report.header.published else None
        return own[:4] if own else None

    def place(self, mark: Mark) -> None:
        """Keep the numbered paragraph or the appendix that marks are in."""
        if mark.word in _PLACELESS:
            return
        number = _PARAGRAPH.match(mark.text)
        if number and int(number["number"]) > self.paragraph and not self.appendices:
            self.paragraph = int(number["number"])
            self.where = f"paragraph {self.paragraph}"
        elif appendix := APPENDIX.match(mark.text):
            self.where, self.appendices = appendix["which"].capitalize(), True
        elif _LETTERED.match(mark.text):
            self.where = ""

    def origin(self, mark: Mark) -> Origin:
        """Return where a mark's finding is from."""
        place = str(mark.place) if mark.place.line else ""
        return Origin(mark.place.line, self.where, place)

    def warn(self, mark: Mark, problem: str) -> None:
        """Add a warning that quotes a mark."""
        text = without_marker(mark.text.replace("\t", " "))
        self.report.warn_about(mark.place, text, problem)

    def is_above(self, mark: Mark) -> bool:
        """Return whether a field with a label stands above the text of its item."""
        if mark.label in {"", "all"}:
            return False
        return mark.label == self.opened or self.item_of(mark) is None

    def item_of(self, mark: Mark) -> ItemText | None:
        """Return the item that a field is of: the one above, its cause, or that with its number.

        A place, "line 34", is that of an item that has no number.
        """
        if not mark.label or mark.label == "all":
            return self.item
        if mark.label == "cause":
            return self.item.cause if self.item else self.cause
        if _PLACE.search(mark.label) and not self._labelled(mark.label):
            texts = self.report.texts
            return next((item for item in texts if item.origin.place == mark.label), None)
        return self._labelled(mark.label)

    def _labelled(self, label: str) -> ItemText | None:
        """Return the item with a label, or the one whose chapter prints "R2" for "2"."""
        for word in KINDS_OF_MARKS:
            if item := self.labels.get((word, label)):
                return item
        alike = self.plain_labels.get(plain_label(label), [])
        return alike[0] if len(alike) == 1 else None

    def keep_label(self, mark: Mark, item: ItemText) -> None:
        """Keep an item under its label, by which fields elsewhere name it."""
        if mark.label:
            self.labels.setdefault((mark.word, mark.label), item)
            self.plain_labels.setdefault(plain_label(mark.label), []).append(item)
