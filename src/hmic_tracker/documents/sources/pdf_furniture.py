"""What stands on the pages of a PDF beside its text: heads, feet, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.sources.pdf_lines import PrintedLine

_NUMBERS: Final = re.compile(r"\d+|\b[ivxl]{1,7}\b")
_PAGE: Final = re.compile(r"\bpage \d{1,4}(?: (?:of|/) ?\d{1,4})?\W{0,3}$", re.IGNORECASE)
_BROWSER: Final = re.compile(
    r"\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}, \d{1,2}[:.]\d{2}\b|(?:https?|file)://\S+(?:\s+\d+/\d+)?$"
)
"""What a browser prints above and below a page."""

_ONLY_NUMBER: Final = re.compile(r"[–—-]? ?\d{1,4} ?[–—-]?|\d{1,4} (?:of|/) \d{1,4}")
_FOOTNOTE: Final = re.compile(r"(?:\d{1,3}|[*†‡§]{1,2})[\s.)]\s*\S")
_LEADERS: Final = re.compile(r"(?:[.…·_] ?){4,200}\s?\d{1,4}")
_OUTER: Final = 3
"""Lines from the top and from the bottom among which heads and feet are."""

_NEAR: Final = 6
"""Points that a head may stand higher or lower on another page."""


def margins(pages: Sequence[Sequence[PrintedLine]], size: float) -> list[dict[int, str]]:
    """For each page, why lines of it are furniture, by their index. `size` is that of the text."""
    repeated = _repeated(pages)
    return [_margins(page, repeated, size, len(pages)) for page in pages]


def text_size(pages: Sequence[Sequence[PrintedLine]]) -> float:
    """The size in points that most letters have."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[line.size] += len(line.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=10)


def is_contents(text: str) -> bool:
    """Whether a line is one of a list of contents: dots and a page number."""
    match = _LEADERS.search(text)
    return match is not None and not text[match.end() :].strip()


def _margins(
    page: Sequence[PrintedLine], repeated: _Repeated, size: float, pages: int
) -> dict[int, str]:
    reasons: dict[int, str] = {}
    for order, reason in ((range(len(page)), "page head"), (range(len(page))[::-1], "page foot")):
        for at in order[:_OUTER]:
            if page[at].ruled or not _is_margin(page[at], repeated, size, pages):
                break
            reasons[at] = reason
    return reasons | _footnotes(page, reasons, size)


def _is_margin(line: PrintedLine, repeated: _Repeated, size: float, pages: int) -> bool:
    if _PAGE.search(line.text) and len(line.text) < 100:
        return True
    if _BROWSER.match(line.text):
        return True
    places = repeated.get(_shape(line.text), ())
    near = sum(abs(place - line.y) <= _NEAR for place in places)
    if _ONLY_NUMBER.fullmatch(line.text):
        return near > 1 or line.y < 60
    # In larger letters it may be a heading that several chapters have.
    return near >= 2 if line.size <= size * 1.15 else near > max(2, pages / 2)


_Repeated = dict[str, list[float]]


def _repeated(pages: Sequence[Sequence[PrintedLine]]) -> _Repeated:
    """Where the outer lines stand, by their text without numbers."""
    places: _Repeated = {}
    for page in pages:
        outer = {*range(min(_OUTER, len(page))), *range(max(0, len(page) - _OUTER), len(page))}
        for at in outer:
            places.setdefault(_shape(page[at].text), []).append(page[at].y)
    return places


def _footnotes(page: Sequence[PrintedLine], reasons: dict[int, str], size: float) -> dict[int, str]:
    """The small lines at the foot of a page, from the first that begins with a mark."""
    first = len(page)
    for at in range(len(page) - 1, -1, -1):
        if reasons.get(at) == "page foot":
            continue
        if page[at].ruled or page[at].size > size * 0.9:
            break
        if _FOOTNOTE.match(page[at].text):
            first = at
    return {at: "footnote" for at in range(first, len(page)) if at not in reasons}


def _shape(text: str) -> str:
    return _NUMBERS.sub("#", " ".join(text.split()).casefold())
