"""HTML as a tree of elements, with a bound on its depth: whatever the tags, in linear time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import Flag, auto
from html.parser import HTMLParser

from hmic_tracker.light_typing import Final

DEEPEST: Final = 64
"""Elements deeper than this are flattened into the one that holds them; their text stays."""


def tags(names: str) -> frozenset[str]:
    """The tags named in a line."""
    return frozenset(names.split())


VOID: Final = tags("area base br col embed hr img input link meta param source track wbr")
INLINE: Final = tags(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q"
    " ruby rb rp rt s samp small span strike strong sub sup time tt u var wbr br img button"
    " script style template svg math iframe object canvas audio video map noscript select option"
    " textarea datalist input"
)
HEADINGS: Final = tags("h1 h2 h3 h4 h5 h6")


class Contents(Flag):
    """What an element holds that says it is no menu; and what it is in that says whose it is."""

    NOTHING = 0
    LANDMARK = auto()
    HEADING = auto()
    TABLE = auto()
    ARTICLE = auto()


_HOLDS: Final = {
    **dict.fromkeys(HEADINGS, Contents.HEADING),
    "h1": Contents.HEADING | Contents.LANDMARK,
    "main": Contents.LANDMARK,
    "article": Contents.LANDMARK,
    "table": Contents.TABLE,
    "section": Contents.TABLE,
}
_WITHIN: Final = {
    **dict.fromkeys(HEADINGS, Contents.HEADING),
    **dict.fromkeys(("summary", "dt"), Contents.HEADING),
    **dict.fromkeys(("main", "article", "section", "blockquote"), Contents.ARTICLE),
}

_NEAR: Final = 64
"""How far up an element is looked for that a new one closes."""

_CELL_ENDS: Final = tags("table")
_CLOSES: Final[dict[str, tuple[frozenset[str], frozenset[str]]]] = {
    "li": (tags("li"), tags("ul ol menu table")),
    "dt": (tags("dt dd"), tags("dl table")),
    "dd": (tags("dt dd"), tags("dl table")),
    "tr": (tags("tr td th caption"), _CELL_ENDS),
    "td": (tags("td th"), tags("table tr")),
    "th": (tags("td th"), tags("table tr")),
    "thead": (tags("thead tbody tfoot caption"), _CELL_ENDS),
    "tbody": (tags("thead tbody tfoot caption"), _CELL_ENDS),
    "tfoot": (tags("thead tbody tfoot caption"), _CELL_ENDS),
    "option": (tags("option"), tags("select")),
}
"""Which open elements a start tag closes whose end tag may be left out, and where looking stops."""

_PARAGRAPH_ENDS: Final = tags("td th li dd table caption button")


@dataclass(slots=True, eq=False)
class Element:
    """An element with its attributes; text between the elements is a string.

    `holds` says what is in it, and `within` what it is in.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element | str] = field(default_factory=list)
    holds: Contents = Contents.NOTHING
    within: Contents = Contents.NOTHING

    def get(self, name: str) -> str:
        """The value of an attribute, "" where it has none."""
        return self.attributes.get(name, "")

    @property
    def elements(self) -> list[Element]:
        """The elements directly in it."""
        return [child for child in self.children if isinstance(child, Element)]


_NONE: Final[dict[str, str]] = {}


def parse(text: str) -> Element:
    """The tree of a page; what isn't HTML is text. Comments are left out."""
    # After the last ">" no tag can end: a "<" there is text, and looking for its end would take
    # quadratic time.
    end = text.rfind(">") + 1
    builder = _Builder()
    builder.feed(text[:end])
    builder.close()
    if text[end:]:
        builder.handle_data(text[end:])
    return builder.root


class _Builder(HTMLParser):
    """The parser of the standard library, with a stack that never goes deeper than DEEPEST."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("html")
        self.stack: list[tuple[str, Element]] = [("", self.root)]
        self.open: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element, and close those that it ends."""
        self._close_implied(tag)
        parent = self.stack[-1][1]
        if len(self.stack) > DEEPEST:
            self._flatten(tag, parent)
            return
        element = Element(tag, {name: value or "" for name, value in attrs} if attrs else _NONE)
        element.within = parent.within | _WITHIN.get(parent.tag, Contents.NOTHING)
        parent.children.append(element)
        if tag in _HOLDS:
            self._mark(_HOLDS[tag])
        if tag not in VOID:
            self._push(tag, element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<br/>` is void; of others browsers ignore the slash."""
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest open element of the name; an end without a start is nothing."""
        if tag == "br":
            self.handle_starttag("br", [])
        while self.open[tag]:
            closed, element = self.stack.pop()
            self.open[closed] -= 1
            if len(self.stack) > DEEPEST and closed not in INLINE:
                element.children.append(Element("br"))
            if closed == tag:
                break

    def handle_data(self, data: str) -> None:
        """Keep text where it stands."""
        self.stack[-1][1].children.append(data)

    def parse_comment(self, i: int, report: bool = True) -> int:  # noqa: ARG002
        """Pass over a comment; one without an end goes to the end of the page."""
        end = self.rawdata.find("-->", i + 4)
        return len(self.rawdata) if end < 0 else end + 3

    def parse_html_declaration(self, i: int) -> int:
        """Pass over a comment or a declaration."""
        if self.rawdata.startswith("<!--", i):
            return self.parse_comment(i)
        return self.rawdata.find(">", i) + 1 or len(self.rawdata)

    def _mark(self, holds: Contents) -> None:
        """Say of the open elements what is in them; those above a marked one are marked."""
        for _, element in reversed(self.stack):
            if element.holds & holds == holds:
                break
            element.holds |= holds

    def _push(self, tag: str, element: Element) -> None:
        self.stack.append((tag, element))
        self.open[tag] += 1

    def _flatten(self, tag: str, parent: Element) -> None:
        if tag not in INLINE or tag == "br":
            parent.children.append(Element("br"))
        if tag in {"script", "style", "template"}:
            self._push(tag, Element(tag))
        elif tag not in VOID:
            self._push(tag, parent)

    def _close_implied(self, tag: str) -> None:
        if tag not in INLINE and self.open["p"]:
            self._close_nearest(tags("p"), _PARAGRAPH_ENDS)
        closes, ends = _CLOSES.get(tag, (frozenset(), frozenset()))
        if any(self.open[each] for each in closes):
            self._close_nearest(closes, ends)

    def _close_nearest(self, closes: frozenset[str], ends: frozenset[str]) -> None:
        """Close elements up to the outermost of `closes` before one of `ends`."""
        depth = 0
        for at, (tag, _) in enumerate(reversed(self.stack[-_NEAR:]), start=1):
            if tag in ends:
                break
            if tag in closes:
                depth = at
        for _ in range(depth):
            self.open[self.stack.pop()[0]] -= 1
