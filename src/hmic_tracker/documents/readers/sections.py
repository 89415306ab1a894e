"""The body of a report, block by block: headings, grades, items, progress bullets and counts.

What is found is kept as the report says it; `assembling` makes sense of it as a whole.
"""

from __future__ import annotations

import re
from itertools import zip_longest
from typing import Final

from hmic_tracker.documents.names import Names
from hmic_tracker.documents.parsed_report import (
    Counted,
    GradeStatement,
    ItemText,
    ParsedReport,
    ProgressStatement,
)
from hmic_tracker.documents.readers.grade_words import Cell, GradeWords
from hmic_tracker.documents.readers.headings import (
    heading_of,
    learn_names,
    looks_like_name,
    meet_listed,
    shows_heading,
)
from hmic_tracker.documents.readers.phrases import KIND, NAMED, kind_of
from hmic_tracker.documents.readers.progress import Bullet, counts_in_prose, has_count, read_bullet
from hmic_tracker.documents.readers.status_words import is_pure_status, mentions_status
from hmic_tracker.documents.sources.lines import (
    APPENDIX,
    GRADE_LINE,
    ITEM_START,
    KIND_HEADING,
    SHORT,
    Block,
)
from hmic_tracker.domain.words import Kind

_WITH_GRADE: Final = re.compile(r"(?P<name>.{3,80}?)(?: ?[–—:]| -) ?(?P<grade>.{3,40})")
_FOR_MEMBERS: Final = re.compile(
    r"(?:that )?(?:the )?(?:members?|committee|panel|board|authority|council|meeting)\b", re.I
)
_ADVICE: Final = re.compile(r"(?:that )?the force (?:should|must|needs)\b", re.I)
_LABEL: Final = re.compile(rf"{KIND} ?\d", re.I)


def read_sections(
    blocks: list[Block], names: Names, words: GradeWords, skip: frozenset[int]
) -> ParsedReport:
    """Reads every block but those on the lines to skip (a table's); adds to the names it meets."""
    pairs = [
        (block, following)
        for block, following in zip_longest(blocks, blocks[1:])
        if block.line not in skip
    ]
    learn_names(pairs, names, words)
    walk = _Walk(names, words)
    for block, following in pairs:
        walk.reads(block, following)
    return walk.found


class _Walk:
    """Where in the report we are: under which framework, in a list of which kind."""

    def __init__(self, names: Names, words: GradeWords) -> None:
        self.found = ParsedReport()
        self._names = names
        self._words = words
        self._known_before = bool(names.known())
        self._framework: str | None = None
        self._kind: Kind | None = None
        self._count = 0
        # The period of a grade that is to come on the next line; the block being read takes it.
        self._awaits: tuple[str | None] | None = None
        self._awaited: tuple[str | None] | None = None
        self._grading_for = re.compile(
            rf"\b(?P<grade>{words.pattern}) grading for (?P<name>[^;.,:()]{{3,80}}?)"
            r"(?=[;.,]| and |$)",
            re.I,
        )

    def reads(self, block: Block, following: Block | None) -> None:
        """Reads one block as the first thing that it can be."""
        self._awaited, self._awaits = self._awaits, None
        understood = (
            self._item(block)
            or self._appendix(block)
            or self._grade(block)
            or self._kind_heading(block)
            or self._progress(block)
            or self._name_with_grade(block)
            or (block.bullet and meet_listed(block.text, self._names, in_list=False))
            or self._unnumbered(block)
            or self._heading(block, following)
        )
        if not understood:
            self._prose(block)

    def _item(self, block: Block) -> bool:
        """An item under its number, or the status of one or several: "Recommendation 1 – done"."""
        start = ITEM_START.match(block.text)
        if not start:
            return False
        named = NAMED.match(block.text)
        several = named is not None and named.end() > start.end()
        rest = block.text[named.end() if named and several else start.end() :]
        body = rest.lstrip(" -–—−:.)")
        if is_pure_status(body) or (several and mentions_status(body)):
            self._status_of_named(block)
        elif several or int(start["number"]) == 0 or re.match(r"\.\d", rest):
            return False
        elif body and rest == f" {body}" and body[:1].islower():
            # "Recommendation 2 was put to the board" speaks of an item and is none.
            if block.bullet:
                self.found.warn(block.line, block.text, "not understood")
        elif self._framework is not None or not _FOR_MEMBERS.match(body):
            self._add_item(block, kind_of(start["kind"]), int(start["number"]), body or None)
            if not body:
                self.found.warn(block.line, block.text, "has no text")
        return True

    def _add_item(self, block: Block, kind: Kind, number: int | None, text: str | None) -> None:
        framework = self._framework
        self.found.texts.append(ItemText(framework, kind, number, text, block.line, block.where))
        if framework:
            self.found.order[framework] = None

    def _status_of_named(self, block: Block) -> None:
        bullet = read_bullet(block.text, lambda _: False)
        if bullet is None or self._framework is None:
            self.found.warn(block.line, block.text, "names no framework")
        else:
            self.found.said.append(
                ProgressStatement(self._framework, bullet, block.line, block.where)
            )

    def _appendix(self, block: Block) -> bool:
        if block.bullet or len(block.text) > 2 * SHORT or not APPENDIX.fullmatch(block.text):
            return False
        name = heading_of(block)
        known = name is not None and self._names.find(name) is not None
        self._framework = self._names.meet(name) if name and known else None
        self._kind = None
        return True

    def _grade(self, block: Block) -> bool:
        """ "2007 Grade: Fair", its value perhaps on the next line, or a grade under a heading."""
        if len(block.text) > SHORT:
            return False
        if self._awaited and (cell := self._words.cell(block.text)):
            return self._add_grade(block, self._awaited[0], cell)
        found = GRADE_LINE.fullmatch(block.text)
        if not found:
            return False
        period = found["before"] or found["after"]
        if cell := self._words.cell(found["grade"].strip(" .")):
            return self._add_grade(block, period, cell)
        if not found["grade"]:
            self._awaits = (period,)
        elif period is None and ":" not in block.text:
            return False
        else:
            self.found.warn(block.line, block.text, "not understood: no grade of a known scale")
        return True

    def _add_grade(self, block: Block, period: str | None, cell: Cell) -> bool:
        if self._framework is None:
            self.found.warn(block.line, block.text, "belongs to no framework")
        else:
            self.found.grades.append(GradeStatement(self._framework, period, cell, block.line))
            self.found.order[self._framework] = None
        return True

    def _kind_heading(self, block: Block) -> bool:
        found = KIND_HEADING.fullmatch(block.text) if len(block.text) < SHORT else None
        if not found or block.bullet:
            return False
        self._kind, self._count = kind_of(found["kind"]), 0
        return True

    def _progress(self, block: Block) -> bool:
        bullet = read_bullet(block.text, lambda name: self._names.find(name) is not None)
        if bullet is None:
            return False
        listed = block.bullet or (block.number is not None and bool(bullet.name))
        slug = self._names.find(bullet.name) if bullet.name else self._framework
        if self._names.is_ambiguous(bullet.name):
            self.found.warn(block.line, bullet.name, "may be more than one framework")
        elif bullet.name and (slug or (listed and looks_like_name(bullet.name))):
            if slug is None and self._known_before:
                self.found.warn(block.line, bullet.name, "is named nowhere else; a new framework")
            self._keep_bullet(self._names.meet(bullet.name), bullet, block)
        elif slug and block.bullet and not bullet.name:
            self._keep_bullet(slug, bullet, block)
        elif block.bullet:
            self.found.warn(block.line, block.text, "names no framework")
        else:
            return False
        return True

    def _keep_bullet(self, slug: str, bullet: Bullet, block: Block) -> None:
        if not bullet.only_counts:
            self.found.said.append(ProgressStatement(slug, bullet, block.line, block.where))
            return
        self.found.counted.extend(
            Counted(slug, group.kind, group.total, block.line, block.where)
            for group in bullet.groups
            if group.kind and group.total is not None
        )

    def _name_with_grade(self, block: Block) -> bool:
        """ "Neighbourhood Policing – Excellent" on one line."""
        found = _WITH_GRADE.fullmatch(block.text) if len(block.text) <= SHORT else None
        cell = self._words.cell(found["grade"].strip(" .;")) if found else None
        if not found or not cell or not cell.grade:
            return False
        if not self._names.find(found["name"]) and not (
            block.bullet and looks_like_name(found["name"])
        ):
            return False
        self._framework, self._kind = self._names.meet(found["name"]), None
        return self._add_grade(block, None, cell)

    def _unnumbered(self, block: Block) -> bool:
        """A bullet under "Areas for improvement": an item, numbered only if the list is."""
        if self._kind is None or (self._framework is None and self._kind == "recommendation"):
            return False
        in_list = block.bullet or block.number == self._count + 1
        if not in_list and not (block.number is None and _ADVICE.match(block.text)):
            return False
        self._count += 1
        self._add_item(block, self._kind, block.number, block.text)
        return True

    def _heading(self, block: Block, following: Block | None) -> bool:
        """A framework's heading, or another one, under which nothing belongs to a framework."""
        name = heading_of(block)
        if name is None or len(block.text) > SHORT:
            return False
        known = self._names.find(name) is not None
        self._framework = self._names.meet(name) if known else None
        self._kind = None
        self._awaits = (None,) if known and shows_heading(following, self._words) else None
        return True

    def _prose(self, block: Block) -> None:
        text = block.text
        if block.number is not None and not block.bullet:
            self._kind = None  # the next numbered paragraph ends a list
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
                self.found.grades.append(
                    GradeStatement(slug, None, cell, block.line, in_prose=True)
                )
        if _LABEL.match(text) or (block.bullet and self._looks_like_content(text)):
            self.found.warn(block.line, text, "not understood")

    def _looks_like_content(self, text: str) -> bool:
        name = re.split(r" [-–—] |: |[–—]", text[: 3 * SHORT], maxsplit=1)[0]
        about_known = len(name) < len(text) and self._names.find(name) is not None
        return len(text) <= 3 * SHORT and (has_count(text) or about_known)
