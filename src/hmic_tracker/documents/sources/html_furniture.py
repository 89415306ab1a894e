"""Which parts of a page are surely none of its content, and why."""

from __future__ import annotations

import re

from hmic_tracker.documents.sources.html_tree import HEADINGS, INLINE, Contents, Element, tags
from hmic_tracker.documents.wording.furniture import is_switch
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import Final

NO_TEXT: Final = tags(
    "script style template head svg math iframe object canvas audio video map datalist"
)
"""Elements that hold no text for a reader."""

_BY_TAG: Final = {
    "nav": "menu",
    "menu": "menu",
    "aside": "beside the text",
    "dialog": "dialog",
    "button": "form",
    "label": "form",
    "select": "form",
    "textarea": "form",
    "fieldset": "form",
    "legend": "form",
    "noscript": "without scripts",
    "del": "deleted",
}
_BY_ROLE: Final = {
    "navigation": "menu",
    "menu": "menu",
    "menubar": "menu",
    "tablist": "menu",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "complementary": "beside the text",
    "contentinfo": "page foot",
    "search": "form",
}
_BY_CLASS: Final = {
    "menu": "menu",
    "nav": "menu",
    "navbar": "menu",
    "navigation": "menu",
    "breadcrumb": "menu",
    "breadcrumbs": "menu",
    "pagination": "menu",
    "pager": "menu",
    "skip": "menu",
    "skiplink": "menu",
    "toc": "contents",
    "cookie": "dialog",
    "cookies": "dialog",
}
_LINKS: Final = frozenset(
    (
        "read more",
        "find out more",
        "back to top",
        "return to top",
        "top of page",
        "print this page",
        "share this page",
        "share",
        "edit",
        "[edit]",
        "↑",
    )
)
"""Links whose words belong to the page and not to its text."""

_WORDS: Final = re.compile(r"[a-z]+")
_OF_SWITCH: Final = re.compile(r"hidden|toggle|icon|sr-only|screen-reader|btn|button|divider")
"""Classes of what a heading has besides its words."""
_HIDING: Final = re.compile(r"(?:display:none|visibility:hidden)(?:!|;|$)")


def furniture_reason(element: Element) -> str:
    """Why an element is none of the content, "" where it is."""
    if _is_hidden(element):
        return "hidden"
    if element.holds & Contents.LANDMARK or element.tag in {
        "html",
        "body",
        "main",
        "article",
        "h1",
    }:
        return ""
    tag = element.tag
    if tag == "form":
        return "" if element.holds else "form"
    if tag in INLINE and Contents.HEADING in element.within and _is_switch(element):
        return "form"
    if tag in {"button", "label", "legend"} and Contents.HEADING in element.within | element.holds:
        return ""
    if tag == "button" and _opens_a_part(element):
        return ""
    if tag in {"header", "footer"}:
        return _of_page(element)
    if tag == "a" and is_page_link(element):
        return "link"
    return _BY_TAG.get(tag) or _BY_ROLE.get(element.get("role")) or _by_class(element)


def _opens_a_part(element: Element) -> bool:
    """Whether a button is the heading of what it opens, and names a kind of items."""
    words = " ".join(" ".join(_texts(element, 4)).split())
    return kind_heading(words) is not None


def _is_switch(element: Element) -> bool:
    """Whether a part of a heading only says that the part below it opens: "Show section".

    One word, or a comma before it, is such where the element's class says what it is.
    """
    words = " ".join("".join(_texts(element, 4)).split())
    if not _OF_SWITCH.search(element.get("class").lower()):
        return is_switch(words, surely=True)
    return words == "," or is_switch(words, surely=False)


def is_note_mark(element: Element) -> bool:
    """Whether an element is the raised mark of a footnote: a `sup` with a link, or in one."""
    return element.tag in {"sup", "a"} and _only_child_is(element, {"sup": "a", "a": "sup"})


def is_page_link(element: Element) -> bool:
    """Whether a link's words are the page's own: "Skip to content", "Read more"."""
    words = " ".join("".join(_texts(element, 3)).split()).casefold()
    return words in _LINKS or (words.startswith("skip to ") and element.get("href")[:1] == "#")


def is_contents(element: Element) -> bool:
    """Whether a list is nothing but links to places in the page."""
    items = [child for child in element.elements if child.tag == "li"]
    return len(items) > 1 and all(_is_only_link(item) for item in items)


def _is_only_link(item: Element) -> bool:
    shown = [child for child in item.children if isinstance(child, Element) or child.strip()]
    links = [
        child
        for child in shown
        if isinstance(child, Element) and child.tag == "a" and child.get("href")[:1] == "#"
    ]
    lists = [child for child in shown if isinstance(child, Element) and child.tag in {"ul", "ol"}]
    return bool(links) and len(links) + len(lists) == len(shown) and all(map(is_contents, lists))


def _is_hidden(element: Element) -> bool:
    if "hidden" in element.attributes and element.get("hidden") != "until-found":
        return True
    if element.get("aria-hidden").lower() == "true":
        return True
    style = element.get("style")
    return bool(style) and bool(_HIDING.search("".join(style.lower().split())))


def _by_class(element: Element) -> str:
    """A heading's id is made of its own words, and says nothing."""
    if element.tag in HEADINGS or element.tag in {"section", "table", "tr", "td", "th"}:
        return ""
    names = element.get("class")
    if element.tag in {"div", "ul"} and Contents.HEADING not in element.holds:
        names += " " + element.get("id")
    return next(
        (_BY_CLASS[word] for word in _WORDS.findall(names.lower()) if word in _BY_CLASS), ""
    )


def _of_page(element: Element) -> str:
    """A header or footer belongs to the page unless it is that of an article."""
    if Contents.ARTICLE in element.within:
        return ""
    return "page head" if element.tag == "header" else "page foot"


def _only_child_is(element: Element, wanted: dict[str, str]) -> bool:
    shown = [child for child in element.children if isinstance(child, Element) or child.strip()]
    if len(shown) != 1 or not isinstance(child := shown[0], Element):
        return False
    return child.tag == wanted.get(element.tag) or (
        child.tag == "span" and _only_child_is(child, {"span": wanted.get(element.tag, "")})
    )


def _texts(element: Element, depth: int) -> list[str]:
    """The text of an element, of no more than a few elements in it."""
    parts: list[str] = []
    for child in element.children[:8]:
        if isinstance(child, str):
            parts.append(child[:200])
        elif depth:
            parts.extend(_texts(child, depth - 1))
    return parts
