"""The body of a report, block by block: headings, grades, items, progress bullets and counts.

What is found is kept as the report says it, with its line and its place; `assembling` makes sense
of it as a whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from hmic_tracker.documents.grade_words import Cell, GradeWords
from hmic_tracker.documents.lines import (
    APPENDIX,
    GRADE_LINE,
    ITEM_START,
    KIND_HEADING,
    SHORT,
    Block,
)
from hmic_tracker.documents.names import LONGEST, Names
from hmic_tracker.documents.phrases import NAMED, kind_of
from hmic_tracker.documents.progress import Bullet, counts_in_prose, has_count, read_bullet
from hmic_tracker.documents.status_words import is_pure_status, mentions_status
from hmic_tracker.domain.inspections import ImportWarning
from hmic_tracker.domain.words import Kind

_LISTED: Final = re.compile(
    r"(?P<name>[^().;:]{3,80}?)"
    r"(?: \((?:encompassing|comprising|including|covering) (?P<parts>[^()]{3,400})\))?[;.,]?(?: and)?"
)
_LIST_FOLLOWS: Final = re.compile(r"\b(?:frameworks?|areas?|strands?)\b[^.]{0,80}:$", re.I)
_WITH_GRADE: Final = re.compile(r"(?P<name>.{3,80}?)(?: ?[–—:]| -) ?(?P<grade>.{3,40})")
_APPENDIX_ON: Final = re.compile(r"\b(?:on|for)(?: the)? (?P<name>.{3,80})$", re.I)
_FOR_MEMBERS: Final = re.compile(
    r"(?:that )?(?:the )?(?:members?|committee|panel|board|authority|council|meeting)\b", re.I
)
_NO_HEADING: Final = re.compile(r"contents|recommendations?|summary|findings|appendix|annex", re.I)


@dataclass(frozen=True, slots=True)
class GradeSaid:
    """A grade under a heading or in a sentence; `period` None is not said."""

    framework: str
    period: str | None
    cell: Cell
    line: int
    in_prose: bool = False


@dataclass(frozen=True, slots=True)
class ItemText:
    """An item with its text; None where only its number is there."""

    framework: str | None
    kind: Kind
    number: int | None
    text: str | None
    line: int
    where: str


@dataclass(frozen=True, slots=True)
class Said:
    """A progress bullet of one framework."""

    framework: str
    bullet: Bullet
    line: int
    where: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many items of a kind a framework has, says a paragraph."""

    framework: str
    kind: Kind
    total: int
    line: int
    where: str


@dataclass(slots=True)
class Found:
    """Everything found, in the report's order. `order` is that of the headings with content."""

    grades: list[GradeSaid] = field(default_factory=list)
    texts: list[ItemText] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    order: dict[str, None] = field(default_factory=dict)
    warnings: list[ImportWarning] = field(default_factory=list)


def read_sections(
    blocks: list[Block], names: Names, words: GradeWords, skip: frozenset[int]
) -> Found:
    """Reads every block but those on the lines to skip (a table's); adds to the names it meets."""
    walk = _Walk(names, words)
    for at, block in enumerate(blocks):
        if block.line not in skip:
            walk.reads(block, blocks[at + 1] if at + 1 < len(blocks) else None)
    return walk.found


class _Walk:
    """Where in the report we are: under which framework, in a list of which kind."""

    def __init__(self, names: Names, words: GradeWords) -> None:
        self.found = Found()
        self._names = names
        self._words = words
        self._framework: str | None = None
        self._kind: Kind | None = None
        self._listing = False
        self._count = 0
        # The period of a grade that is to come on the next line; the block being read takes it.
        self._awaits: tuple[str | None] | None = None
        self._awaited: tuple[str | None] | None = None
        self._grading_for = re.compile(
            rf"\b(?P<grade>{words.pattern}) grading for (?P<name>[^;.,:()]{{3,80}}?)"
            r"(?=[;.,]| and |$)",
            re.I,
        )
        self._steps = (
            self._item,
            self._appendix,
            self._grade,
            self._kind_heading,
            self._progress,
            self._name_with_grade,
            self._listed,
            self._unnumbered,
            self._heading,
        )

    def reads(self, block: Block, following: Block | None) -> None:
        """Reads one block with the first step that it fits."""
        self._awaited, self._awaits = self._awaits, None
        if not any(step(block, following) for step in self._steps):
            self._prose(block)
        self._listing = bool(_LIST_FOLLOWS.search(block.text[-200:])) or (
            self._listing and block.bullet
        )

    def _item(self, block: Block, _following: Block | None) -> bool:
        start = ITEM_START.match(block.text)
        if not start:
            return False
        named = NAMED.match(block.text)
        listed = named if named and named.end() > start.end() else None
        rest = block.text[(listed or start).end() :]
        body = rest.lstrip(" -–—−:.)")
        if is_pure_status(body) or (listed and mentions_status(body)):
            return self._status_of_named(block)
        if listed:
            return False
        if body and rest[:1] == " " and body == rest[1:] and not _begins_text(body):
            if block.bullet:
                self._warn(block, "not understood")
            return True
        kind, number = kind_of(start["kind"]), int(start["number"])
        if self._framework is None and _FOR_MEMBERS.match(body):
            return True
        self._add_item(block, kind, number, body or None)
        if not body:
            self._warn(block, "has no text")
        return True

    def _add_item(self, block: Block, kind: Kind, number: int | None, text: str | None) -> None:
        framework = self._framework
        self.found.texts.append(ItemText(framework, kind, number, text, block.line, block.where))
        if framework:
            self.found.order[framework] = None

    def _status_of_named(self, block: Block) -> bool:
        bullet = read_bullet(block.text, lambda _: False)
        if bullet is None or self._framework is None:
            self._warn(block, "names no framework")
        else:
            self.found.said.append(Said(self._framework, bullet, block.line, block.where))
        return True

    def _appendix(self, block: Block, following: Block | None) -> bool:
        found = (
            None if block.bullet or len(block.text) > 2 * SHORT else APPENDIX.fullmatch(block.text)
        )
        if not found:
            return False
        on = _APPENDIX_ON.search(found["rest"])
        name = on["name"] if on else found["rest"]
        self._kind, self._count = None, 0
        self._framework = self._names.find(name)
        if self._framework is None and name and self._shows_heading(following):
            self._framework = self._names.meet(name)
        return True

    def _grade(self, block: Block, _following: Block | None) -> bool:
        if len(block.text) > SHORT:
            return False
        if self._awaited and (cell := self._words.cell(block.text)):
            return self._add_grade(block, self._awaited[0], cell)
        found = GRADE_LINE.fullmatch(block.text)
        if not found:
            return False
        period = found["before"] or found["after"]
        printed = found["grade"].strip(" .")
        if cell := self._words.cell(printed):
            return self._add_grade(block, period, cell)
        if not printed:
            self._awaits = (period,)
            return True
        if period or block.text[len(found[0]) - len(printed) - 2 :].startswith(":"):
            self._warn(block, "not understood: no grade of a known scale")
            return True
        return False

    def _add_grade(self, block: Block, period: str | None, cell: Cell) -> bool:
        if self._framework is None:
            self._warn(block, "belongs to no framework")
            return True
        self.found.grades.append(GradeSaid(self._framework, period, cell, block.line))
        self.found.order[self._framework] = None
        return True

    def _kind_heading(self, block: Block, _following: Block | None) -> bool:
        found = KIND_HEADING.fullmatch(block.text) if len(block.text) < SHORT else None
        if not found or block.bullet:
            return False
        self._kind, self._count = kind_of(found["kind"]), 0
        return True

    def _progress(self, block: Block, _following: Block | None) -> bool:
        bullet = read_bullet(block.text, lambda name: self._names.find(name) is not None)
        if bullet is None:
            return False
        if self._names.is_ambiguous(bullet.name):
            self._warn(block, f"'{bullet.name}' may be more than one framework")
            return True
        slug = self._names.find(bullet.name) if bullet.name else self._framework
        if not block.bullet and (slug is None or not bullet.name):
            return False
        if slug is None and not bullet.name:
            self._warn(block, "names no framework")
            return True
        if slug is None:
            self._warn(block, f"'{bullet.name}' is named nowhere else; taken as a framework")
        if bullet.name:
            slug = self._names.meet(bullet.name)
        assert slug is not None
        self._keep_bullet(slug, bullet, block)
        return True

    def _keep_bullet(self, slug: str, bullet: Bullet, block: Block) -> None:
        for group in bullet.groups:
            if bullet.only_counts and group.kind and group.total is not None:
                self.found.counted.append(
                    Counted(slug, group.kind, group.total, block.line, block.where)
                )
        if not bullet.only_counts:
            self.found.said.append(Said(slug, bullet, block.line, block.where))

    def _name_with_grade(self, block: Block, _following: Block | None) -> bool:
        """ "Neighbourhood Policing – Excellent" on one line."""
        found = _WITH_GRADE.fullmatch(block.text) if len(block.text) <= SHORT else None
        cell = self._words.cell(found["grade"].strip(" .;")) if found else None
        if not found or not cell or not cell.grade:
            return False
        if self._names.find(found["name"]) is None and not block.bullet:
            return False
        self._framework, self._kind = self._names.meet(found["name"]), None
        return self._add_grade(block, None, cell)

    def _listed(self, block: Block, _following: Block | None) -> bool:
        """A framework in the list of those inspected, perhaps with its parts in brackets."""
        if not block.bullet or len(block.text) > 5 * SHORT:
            return False
        found = _LISTED.fullmatch(block.text)
        if not found or not (self._listing or (found["parts"] and self._names.find(found["name"]))):
            return False
        parent = self._names.meet(found["name"])
        for name in self._parts(found["parts"] or ""):
            self._names.put_under(self._names.meet(name), parent)
        return True

    def _parts(self, listed: str) -> list[str]:
        names = [name.strip() for name in listed.split(",")]
        last = names.pop().removeprefix("and ")
        if self._names.find(last) is None:
            names.extend(last.split(" and "))
        else:
            names.append(last)
        return [name for name in names if 2 < len(name) <= LONGEST]

    def _unnumbered(self, block: Block, _following: Block | None) -> bool:
        """A bullet under "Areas for improvement": an item, numbered only if the list is."""
        if self._kind is None or (self._framework is None and self._kind == "recommendation"):
            return False
        if not block.bullet and block.number != self._count + 1:
            return False
        self._count += 1
        self._add_item(block, self._kind, block.number, block.text)
        return True

    def _heading(self, block: Block, following: Block | None) -> bool:
        text = block.text.rstrip(":")
        if block.bullet or len(text) > SHORT or text.endswith((".", ";", ",")):
            return False
        slug = self._names.find(text)
        shown = self._shows_heading(following)
        if slug is None and shown and not _NO_HEADING.match(text) and 2 < len(text) <= LONGEST:
            slug = self._names.meet(text)
        if slug is not None:
            slug = self._names.meet(text)
        self._framework, self._kind = slug, None
        self._awaits = (None,) if slug else None
        return True

    def _shows_heading(self, following: Block | None) -> bool:
        """Whether what follows a line shows that the line is a framework's heading."""
        if following is None or (
            len(following.text) > 20 * SHORT and not ITEM_START.match(following.text)
        ):
            return False
        text = following.text
        item = ITEM_START.match(text)
        if item:
            return int(item["number"]) == 1
        short = len(text) <= SHORT
        grade = GRADE_LINE.fullmatch(text) if short else None
        if grade and (not grade["grade"] or self._words.cell(grade["grade"].strip(" ."))):
            return True
        return short and self._words.grade(text) is not None

    def _prose(self, block: Block) -> None:
        text = block.text
        if self._framework is not None and not block.bullet:
            self.found.counted.extend(
                Counted(self._framework, kind, total, block.line, block.where)
                for kind, total in counts_in_prose(text)
            )
        for graded in self._grading_for.finditer(text[: 50 * SHORT]):
            slug = self._names.find(graded["name"])
            cell = self._words.cell(graded["grade"])
            if slug and cell:
                self._names.meet(graded["name"])
                self.found.grades.append(GradeSaid(slug, None, cell, block.line, in_prose=True))
        if block.bullet and len(text) <= 3 * SHORT and self._looks_like_content(text):
            self._warn(block, "not understood")

    def _looks_like_content(self, text: str) -> bool:
        name = re.split(r" [-–—] |: |[–—]", text, maxsplit=1)[0]
        about_known = len(name) < len(text) and self._names.find(name) is not None
        return has_count(text) or about_known

    def _warn(self, block: Block, problem: str) -> None:
        said = block.text if len(block.text) <= 60 else block.text[:60].rsplit(" ", 1)[0] + "…"
        self.found.warnings.append(ImportWarning(block.line, f"'{said}' {problem}"))


def _begins_text(body: str) -> bool:
    """Whether words after an item's number begin a text, rather than go on with a sentence."""
    return body[:1].isupper() or not body[:1].isalpha()
