"""The text that a page of a mail shows: a line a paragraph or row, quoted ones behind ">"."""

from __future__ import annotations

import re

from hmic_tracker.documents.sources.html_tree import Element, parse, tags
from hmic_tracker.light_typing import Final

_BLOCKS: Final = tags(
    "p div tr table ul ol li dl dt dd h1 h2 h3 h4 h5 h6 hr pre blockquote address article aside"
    " center figure footer form header main nav section caption tbody thead br"
)
_UNSEEN: Final = tags("head style script template title noscript")
_HIDDEN: Final = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.IGNORECASE)
_SPACES: Final = re.compile(r"[ \t\r\n\f]+")
_NEVER_ENDS: Final = re.compile(r"<(?=[a-zA-Z/][^<>]*<)")
"""A tag in which another begins: looking for the end of many such would take quadratic time."""
_LARGEST: Final = 2_000_000


def text_of_html(html: str) -> str:
    """The text of a page, whatever is wrong with its elements."""
    page = _Lines()
    page.add(parse(_NEVER_ENDS.sub("&lt;", html[:_LARGEST])), 0, False)
    page.end_line(0)
    return "\n".join(page.lines)


class _Lines:
    """The lines of a page: blocks end them, the cells of a row are parted by tabs."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self._line, self._begin = "", ""

    def add(self, element: Element, quotes: int, is_pre: bool) -> None:
        """Add what an element shows, within so many quotations."""
        tag = element.tag
        if tag in _UNSEEN or _HIDDEN.search(element.get("style")):
            return
        if tag in _BLOCKS:
            self.end_line(quotes, is_break=tag == "br")
        if tag == "li":
            self._begin = "- "
        elif tag in {"td", "th"} and self._line.strip():
            self._line += "\t"
        inside, is_pre = quotes + (tag == "blockquote"), is_pre or tag == "pre"
        for child in element.children:
            if isinstance(child, Element):
                self.add(child, inside, is_pre)
            else:
                self._add_text(child, inside, is_pre)
        if tag in _BLOCKS:
            self.end_line(inside)
        if tag == "p":
            self.lines.append("> " * inside)

    def _add_text(self, text: str, quotes: int, is_pre: bool) -> None:
        if not is_pre:
            plain = _SPACES.sub(" ", text)
            self._line += plain if self._line else plain.lstrip()
            return
        first, *others = text.split("\n")
        self._line += first
        for line in others:
            self.end_line(quotes, is_break=True)
            self._line = line

    def end_line(self, quotes: int, is_break: bool = False) -> None:
        """The line is whole; an empty one counts where somebody broke it."""
        text, marks = self._line.strip(" "), "> " * quotes
        if text.strip():
            self.lines.append(f"{marks}{self._begin}{text}")
            self._begin = ""
        elif is_break:
            self.lines.append(marks)
        self._line = ""
