"""A person who corrects marked text: an editor's lines, changed by what the document should give.

The person changes the word before a line, parts a line where something else begins, joins lines
that go on, and types what no line says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from hmic_tracker.documents.wording.deadlines import deadline_in, due_of_cell
from hmic_tracker.documents.wording.status_cells import status_cell
from tests.documents.expectations import Expectation, ExpectedItem
from tests.documents.wording_of_documents import bare_label, post_words, same_day, words

_KINDS: Final = {"recommendation": "rec", "afi": "afi", "cause-of-concern": "cause"}
_TYPED: Final = {
    "in-progress": "In progress",
    "done": "Completed",
    "closed": "Closed",
    "not-accepted": "Not accepted",
    "superseded": "Superseded",
}
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_NAME: Final = re.compile(r"[^:]{2,40}: +(?=\S)")


@dataclass
class Line:
    """What stands before the bar, but for the place, and after it; "" before it goes on."""

    head: str
    place: str
    text: str


@dataclass
class Editor:
    """Marked text open in an editor."""

    comments: list[str]
    lines: list[Line]
    published: str | None = None
    _from: int = field(default=0)

    @classmethod
    def opened(cls, marked: str) -> Editor:
        """Read the lines, each whole; cells of a row are parted, as a person would part them."""
        comments, lines = [], list[Line]()
        for printed in filter(str.strip, marked.split("\n")):
            before, bar, after = printed.partition(" |")
            if printed.startswith("#"):
                comments.append(printed)
            elif not before.strip():
                lines[-1].text += f" {after.strip()}"
            else:
                assert bar, printed
                word, _, place = before.strip().partition(" ")
                lines.append(Line(word, place, after.strip()))
        return cls(comments, [part for line in lines for part in _cells(line)])

    @property
    def text(self) -> str:
        """The file as it is saved."""
        body = (f"{line.head} {line.place} | {line.text}".strip() for line in self.lines)
        return "\n".join([*self.comments, *body]) + "\n"

    def correct(self, expected: Expectation) -> None:
        """Correct the marks so that they say what is expected."""
        self._inspection(expected)
        starts = [self._item(item) for item in expected.items]
        for item, start in reversed(list(zip(expected.items, starts, strict=True))):
            self._fields(item, start)
        self._frameworks(expected.items, starts)

    def _inspection(self, expected: Expectation) -> None:
        for word, values in (
            ("inspection", expected.titles),
            ("body", expected.facts.get("body", ())),
        ):
            line = next((n for v in values for n in self.lines if words(n.text) == words(v)), None)
            if line:
                line.head = word
            elif values:
                self.lines.insert(0, Line(word, "", values[0]))
        if days := expected.facts.get("published"):
            self.published = days[0]
            opening = (line for line in self.lines[:30] if line.head in {"-", "?"})
            dated = next((n for n in opening if _is_day(n.text, days[0])), None)
            if dated:
                dated.head = "published"
            else:
                self.lines.insert(0, Line("published", "", days[0]))

    def _item(self, item: ExpectedItem) -> Line:
        """Mark the lines of an item; return the first."""
        if item.stem and (stem := self._find(item.stem, self._from)):
            self.lines[stem[0]].head = "stem"
        first, at = self._find(item.starts, self._from) or self._find(item.starts, 0) or (-1, 0)
        assert first >= 0, item.starts
        first = self._part(first, at)
        begun = self._find(item.starts, first, last=True) or (first, 0)
        ends = (self._find(end, first, last=True) for end in item.ends)
        last, end = min(end for end in ends if end and end >= begun)
        assert last - first < 12, item.starts
        if self._rest(last, end) not in {"", "and"}:
            self._part(last, end)
        for line in self.lines[first + 1 : last + 1]:
            if line.head != "~":
                line.head = "" if line.place else "..."
        self.lines[first].head = " ".join(filter(None, (_KINDS[item.kinds[0]], _label(item))))
        self._from = last
        return self.lines[first]

    def _fields(self, item: ExpectedItem, start: Line) -> None:
        first = self._place(start)
        last = first + 1
        while last < len(self.lines) and not self._begins_item(last):
            last += 1
        own = " ".join([self._stem_above(first), *self._text_of(first)])
        typed = []
        for word, wanted, line in self._wanted(item, own, first, last):
            if line is None:
                typed.append(Line(word, "", wanted))
            else:
                line.head = word
        below = first + len(list(self._text_of(first)))
        self.lines[below:below] = typed

    def _wanted(
        self, item: ExpectedItem, own: str, first: int, last: int
    ) -> Iterator[tuple[str, str, Line | None]]:
        """Yield what an item's text doesn't give: word, what to type, the line that says it."""
        if item.progress and (line := self._position_of(item)):
            line.head = "position"
            return
        free = [line for line in self.lines[first:last] if line.head in {"-", "?"}]
        due, status, owner = item.dues[0], item.statuses[0], item.owners[0]
        given = deadline_in(own, self.published)
        if "" not in item.dues and not (given and given.due and same_day(given.due, due)):
            dated = (n for n in free if len(n.text) < 80 and _is_day(_value(n.text), due))
            yield "due", due, next(dated, None)
        if "not-started" not in item.statuses or item.progress:
            said = (n for n in free if _says(_value(n.text), status, item.progress))
            yield "status", _TYPED[status], next(said, None)
        if "" not in item.owners:
            posts = (n for n in free if post_words(_value(n.text)) == post_words(owner))
            yield "owner", owner, next(posts, None)

    def _position_of(self, item: ExpectedItem) -> Line | None:
        """The line that says how all items of a framework stand."""
        names = [words(name) for name in item.frameworks]
        lines = (line for line in self.lines if "complete" in line.text)
        return next(
            (n for n in lines if words(n.text).startswith(tuple(filter(None, names)))), None
        )

    def _frameworks(self, items: Sequence[ExpectedItem], starts: Sequence[Line]) -> None:
        """Begin an item's framework where another one, or none, is above it."""
        current = ""
        for item, start in zip(items, starts, strict=True):
            wanted = "" if "" in item.frameworks else item.frameworks[0]
            if words(wanted) == words(current):
                continue
            current, at = wanted, self._place(start)
            while at and self.lines[at - 1].head == "stem":
                at -= 1
            heading = next(
                (
                    n
                    for n in reversed(self.lines[:at])
                    if n.head == "-" and words(n.text) == words(wanted)
                ),
                None,
            )
            if heading and not any(
                n.head.split(" ")[0] in _KINDS.values()
                for n in self.lines[self._place(heading) : at]
            ):
                heading.head = "framework"
            else:
                self.lines.insert(at, Line("framework" if wanted else "section", "", wanted))

    def _find(self, wanted: str, start: int, *, last: bool = False) -> tuple[int, int] | None:
        """The line and the letter at which words begin, or end."""
        seen: list[tuple[str, int, int, int]] = [
            (word, at, match.start(), match.end())
            for at in range(start, len(self.lines))
            if self.lines[at].head != "~"
            for match in _WORD.finditer(self.lines[at].text)
            for word in words(match[0]).split()
        ]
        sought = words(wanted).split()
        for at in range(len(seen) - len(sought) + 1):
            if all(seen[at + n][0] == word for n, word in enumerate(sought)):
                found = seen[at + len(sought) - 1] if last else seen[at]
                return found[1], found[3] if last else found[2]
        return None

    def _part(self, at: int, letter: int) -> int:
        """Begin a line at a letter of another, with the signs before it; return its place."""
        line = self.lines[at]
        letter = len(line.text[:letter].rstrip("“‘(\"'"))
        letter = self._end(line.text, letter) if letter and line.text[letter - 1] != " " else letter
        if not _WORD.search(line.text[:letter]) or letter == 0:
            return at
        rest = Line("-", line.place, line.text[letter:].strip())
        line.text = line.text[:letter].strip()
        self.lines.insert(at + 1, rest)
        return at + 1

    def _end(self, text: str, letter: int) -> int:
        return letter + len(text[letter:]) - len(text[letter:].lstrip(".,;:!?”’)\"']"))

    def _rest(self, at: int, letter: int) -> str:
        text = self.lines[at].text
        return text[self._end(text, letter) :].strip()

    def _place(self, line: Line) -> int:
        return next(n for n, one in enumerate(self.lines) if one is line)

    def _begins_item(self, at: int) -> bool:
        return self.lines[at].head.split(" ")[0] in {*_KINDS.values(), "stem"}

    def _text_of(self, first: int) -> Iterator[str]:
        yield self.lines[first].text
        for line in self.lines[first + 1 :]:
            if line.head not in {"", "...", "~"}:
                return
            yield line.text

    def _stem_above(self, first: int) -> str:
        return next((n.text for n in reversed(self.lines[:first]) if n.head == "stem"), "")


def _cells(line: Line) -> list[Line]:
    return [Line(line.head, line.place, cell.strip()) for cell in line.text.split("\\t")]


def _label(item: ExpectedItem) -> str:
    return bare_label(item.labels[0]) if item.labels[0] else ""


def _value(text: str) -> str:
    """What a line says after the name of a field."""
    return text[match.end() :] if (match := _NAME.match(text)) else text


def _is_day(text: str, day: str) -> bool:
    given = due_of_cell(text)
    return given is not None and same_day(given, day)


def _says(text: str, status: str, progress: Sequence[str]) -> bool:
    cell = status_cell(text)
    return (
        cell is not None and cell.status == status and (not progress or cell.progress in progress)
    )
