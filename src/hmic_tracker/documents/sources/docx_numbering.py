"""The automatic numbers of a Word file, as Word prints them: "1.", "2a", "R3", "(i)"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from hmic_tracker.documents.sources.docx_package import w
from hmic_tracker.documents.sources.docx_styles import Style, is_on, is_whole, value
from hmic_tracker.documents.sources.html_markers import BULLET, numeral
from hmic_tracker.light_typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_PLACEHOLDER: Final = re.compile(r"%([1-9])")
_WORDS: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
_ORDINALS: Final = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth"
    " thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)


class Level(NamedTuple):
    """A level of a list: where it starts, the form of its number, and the text around it."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int = -1
    style: str = ""
    legal: bool = False


class ListDefinition(NamedTuple):
    """A list: the definition whose counters it shares, its levels, and what it starts anew."""

    shared: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """Counts the numbered paragraphs of a document, in order."""

    lists: Mapping[str, ListDefinition]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[str] = field(default_factory=set)

    def level_of_style(self, list_id: str, style_id: str, otherwise: int) -> int:
        """The level of a list that belongs to a paragraph style."""
        for number, level in self.lists[list_id].levels.items():
            if style_id and level.style == style_id:
                return number
        return max(otherwise, 0)

    def marker(self, list_id: str, at: int) -> str:
        """Count a paragraph of a list, and return its number as printed."""
        definition = self.lists[list_id]
        counts = self._counts.setdefault(definition.shared, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for number, start in definition.starts.items():
                counts[number] = start - 1
        level = definition.levels.get(at, Level())
        counts[at] = counts[at] + 1 if at in counts else level.start
        for number in [deeper for deeper in counts if deeper > at]:
            restart = definition.levels.get(number, Level()).restart
            if restart < 0 or at < restart:
                del counts[number]
        return _printed(definition, level, counts)


def read_numbering(root: ET.Element | None, styles: Mapping[str, Style]) -> Numbering:
    """The lists of a document by their ids."""
    if root is None:
        return Numbering({})
    shared = {each.get(w("abstractNumId"), ""): each for each in root.iter(w("abstractNum"))}
    used = {each.get(w("numId"), ""): value(each, "abstractNumId") or "" for each in _lists(root)}
    lists: dict[str, ListDefinition] = {}
    for each in _lists(root):
        name = value(each, "abstractNumId") or ""
        link = value(shared.get(name), "numStyleLink")
        if link is not None and link in styles:
            name = used.get(styles[link].numbering[0], name)
        if name in shared:
            lists[each.get(w("numId"), "")] = _definition(each, name, shared[name])
    return Numbering(lists)


def _lists(root: ET.Element) -> list[ET.Element]:
    return root.findall(w("num"))


def _definition(used: ET.Element, name: str, shared: ET.Element) -> ListDefinition:
    levels = dict(_level(each) for each in shared.findall(w("lvl")))
    starts: dict[int, int] = {}
    for override in used.findall(w("lvlOverride")):
        at = _whole(override.get(w("ilvl")), 0)
        own = override.find(w("lvl"))
        if own is not None:
            levels[at] = _level(own)[1]
            starts[at] = levels[at].start
        if is_whole(start := value(override, "startOverride")):
            starts[at] = _whole(start, 1)
    return ListDefinition(name, levels, starts)


def _level(element: ET.Element) -> tuple[int, Level]:
    return _whole(element.get(w("ilvl")), 0), Level(
        _whole(value(element, "start"), 1),
        value(element, "numFmt") or "decimal",
        value(element, "lvlText") or "",
        _whole(value(element, "lvlRestart"), -1),
        value(element, "pStyle") or "",
        bool(is_on(element, "isLgl")),
    )


def _printed(definition: ListDefinition, level: Level, counts: Mapping[int, int]) -> str:
    if level.form == "bullet":
        return BULLET if level.text else ""

    def number(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        inner = definition.levels.get(at, Level())
        return _formed(counts.get(at, inner.start), "decimal" if level.legal else inner.form)

    return " ".join(_PLACEHOLDER.sub(number, level.text).split())


def _formed(number: int, form: str) -> str:
    if form == "none":
        return ""
    if form in {"lowerLetter", "upperLetter"} and number > 0:
        letter = "abcdefghijklmnopqrstuvwxyz"[(number - 1) % 26] * min((number - 1) // 26 + 1, 9)
        return letter if form == "lowerLetter" else letter.upper()
    if form in {"lowerRoman", "upperRoman"}:
        return numeral(number, "i" if form == "lowerRoman" else "I")
    if form == "decimalZero":
        return f"{number:02}"
    if form == "ordinal":
        return f"{number}{_suffix(number)}"
    words = {"cardinalText": _WORDS, "ordinalText": _ORDINALS}.get(form, "").split()
    return words[number].capitalize() if number < len(words) else str(number)


def _suffix(number: int) -> str:
    if number % 100 in {11, 12, 13}:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if is_whole(text) else otherwise
