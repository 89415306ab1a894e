"""What a page says of itself: its title and its day of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from hmic_tracker.documents.sources.plain_text import clean
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.sources.html_tree import Element

_PUBLISHED: Final = frozenset(
    (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "dc.date.issued",
        "dcterms.issued",
        "dcterms.date.issued",
        "publication_date",
        "publish_date",
        "citation_publication_date",
        "govuk:first-published-at",
    )
)
_SAYS_PUBLISHED: Final = re.compile(r"\bpublish(?:ed|ing)?\b|\bpublication\b|\bissued\b", re.I)
_LINKED_DATA: Final = re.compile(r'"datePublished"\s{0,9}:\s{0,9}"([^"]{10,40})"')
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(slots=True)
class PageProperties:
    """The title and the day of publication, as far as they are known."""

    title: str = ""
    heading: str = ""
    published: str = ""

    def see_head(self, element: Element) -> None:
        """Take what a `head`, `title` or `meta` says."""
        if element.tag == "title" and not self.title:
            self.title = clean("".join(text for text in element.children if isinstance(text, str)))
        elif element.tag == "meta":
            self._see_meta(element)
        elif element.tag == "script":
            self.see_script(element)
        for child in element.elements:
            self.see_head(child)

    def see_script(self, element: Element) -> None:
        """Take the day of publication that a page gives to search engines; nothing runs."""
        if element.get("type").lower() == "application/ld+json":
            text = "".join(child for child in element.children if isinstance(child, str))
            if match := _LINKED_DATA.search(text):
                self._see_day(match[1])

    def see_time(self, element: Element, before: str) -> None:
        """Take the day of a `time` element where the words before it speak of publication."""
        if element.get("itemprop").lower() in _PUBLISHED or _SAYS_PUBLISHED.search(before):
            self._see_day(element.get("datetime"))

    def see_heading(self, text: str) -> None:
        """Take the first heading of the first level."""
        self.heading = self.heading or text

    def pairs(self) -> tuple[tuple[str, str], ...]:
        """The properties that are known; the heading goes before the window's title."""
        known = (("title", self.heading or self.title), ("published", self.published))
        return tuple((name, value) for name, value in known if value)

    def _see_meta(self, element: Element) -> None:
        names = (element.get(name).lower() for name in ("name", "property", "itemprop"))
        if any(name in _PUBLISHED for name in names):
            self._see_day(element.get("content").replace("/", "-"))

    def _see_day(self, text: str) -> None:
        if not self.published and (match := _DAY.match(text.strip())):
            try:
                self.published = date.fromisoformat(match[0]).isoformat()
            except ValueError:
                return
