"""Page heads, page numbers and lists of contents among the lines of a document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import islice, pairwise

from hmic_tracker.documents.sources.cut_lines import ends_open
from hmic_tracker.documents.sources.page_feet import mark_further_lines
from hmic_tracker.documents.sources.page_notes import FOOTNOTE, mark_page_notes
from hmic_tracker.documents.sources.page_numbers import numbers_of_rows, with_page_numbers
from hmic_tracker.documents.wording.field_words import (
    COMPLETED,
    field_alone,
    field_of_head,
    starts_field,
)
from hmic_tracker.documents.wording.furniture import (
    BARE_NUMBER,
    PAGE,
    is_chrome,
    is_contents_line,
    is_page_mark,
)
from hmic_tracker.documents.wording.labels import (
    name_alone,
    names_with_numbers,
    says_number,
    starts_label,
)
from hmic_tracker.documents.wording.patterns import BULLETS, DATE, SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Line

_ENDED: Final = re.compile(r"[.:;!?][”’\"')]?$")
_ASKS: Final = re.compile(r"\b(?:should|must|needs? to|ought to)\b")
"""What no head of a page says, and a sentence below one may."""
_FOOTNOTE: Final = re.compile(r"(?P<number>\d{1,2}|[¹²³⁴-⁹]{1,2}) (?P<text>[A-Z‘“].{3,})")
_LIST: Final = re.compile(rf"[{BULLETS}*–—-] |\(?(?:\d{{1,3}}|[a-z])[.)] ")
_PARAGRAPH: Final = re.compile(r"\d{1,2}(?:\.\d{1,3}){1,3}\.? (?=[A-Z‘“].{20})")
"""A chapter's paragraph with its number, which no head of a page begins with."""
_NUMBER: Final = re.compile(r"(?<![\w.,/-])\d{1,3}(?![\w.,/-])")
_OPENING: Final = 10
"""Lines that may be the title, which later pages repeat."""
_FOOT: Final = re.compile(r"[A-Z][^\t.:;]{3,60} {20,}\d{1,4}")
"""A name at the left and a page's number at the right margin."""
_NUMBER_BEFORE: Final = re.compile(r"\d{1,3} (?:\| )?(?P<name>[A-Z].{8,80})")
_NUMBER_BEHIND: Final = re.compile(r"(?P<name>[A-Z].{8,80}) \d{1,3}")
_MODAL: Final = re.compile(r" (?:should|must|will|may|can|is|are|was|were|has|have)$")
"""Verbs that no head of a page ends with."""
_NEARLY: Final = 0.8
"""What part of the line above a line is as long as that is no page's head."""
_LINE: Final = 45
"""Letters of a line that a sentence goes on from at the margin."""
_COLUMNS: Final = re.compile(r"\S {3,}\S|\t")
"""What stands between the columns of a row."""
_MOST_OF_NOTE: Final = 4
"""Lines of a footnote."""
_MOST_LOOKED_AT: Final = 5
"""Lines between the halves of a sentence that a page's end has cut."""


def with_furniture(lines: Sequence[Line]) -> list[Line]:
    """Return the lines with those marked that surely are a page's or a web site's own."""
    lines = with_page_numbers(lines)
    reasons = [line.furniture or _surely(line.text.strip()) for line in lines]
    mark_page_notes(lines, reasons)
    rows = numbers_of_rows(lines)
    _mark_broken_sentences(lines, reasons, rows)
    _mark_heads(lines, reasons, rows)
    mark_further_lines(lines, reasons, _keys(lines))
    _mark_contents(lines, reasons)
    return [line._replace(furniture=why) for line, why in zip(lines, reasons, strict=True)]


def _surely(text: str) -> str:
    plain = " ".join(text.split())
    if is_page_mark(plain) or _FOOT.fullmatch(text):
        return "page mark"
    if is_contents_line(plain):
        return "list of contents"
    return "web page's own" if is_chrome(plain) else ""


def _mark_broken_sentences(lines: Sequence[Line], reasons: list[str], rows: set[int]) -> None:
    """Mark what a page's end puts into the middle of a sentence: number, head and footnotes.

    `rows` are the numbers that are a table's.
    """
    keys = _keys(lines)
    often, opening = Counter(keys), " ".join(keys[:3])
    for at, line in enumerate(lines):
        text = line.text.strip()
        if at < _OPENING or reasons[at] or _ENDED.search(text) or len(text) < 12 or _is_page(text):
            continue
        if often[keys[at]] > 1 and len(text) < _LINE:
            continue  # a page's own foot
        if "\t" in text:
            continue  # a table's row, which is no sentence
        between = _between(lines, reasons, at)
        if not rows.isdisjoint(between):
            continue
        marks = [
            n
            for n in between
            if reasons[n] == "page mark"
            or _is_page(lines[n].text.strip())
            or _is_head_with_number(lines[n].text, opening)
        ]
        if not marks:
            continue
        sure = {
            n
            for n in between
            if often[keys[n]] > 1 or _overlaps(lines[n].text, opening) or _is_note(lines, n)
        }
        if all(n in sure for n in between if n < marks[0] and not reasons[n]):
            for n in between:
                if n in sure or n in marks or not _goes_on(lines[n].text.strip(), text):
                    reasons[n] = reasons[n] or "page head"


def _goes_on(text: str, before: str) -> bool:
    """Return whether a line below a page's number is the sentence's own: a name as long as a line.

    Heads of pages are short, and end with no word that something has to follow.
    """
    long = len(before) >= _LINE and len(text) >= _NEARLY * len(before)
    return long or ends_open(text) or bool(_MODAL.search(text))


def _between(lines: Sequence[Line], reasons: Sequence[str], at: int) -> list[int]:
    """Return the lines between a line and the one that goes on with its sentence, if any does."""
    between: list[int] = []
    for after in range(at + 1, len(lines)):
        text = lines[after].text.strip()
        if sum(reasons[n] != FOOTNOTE for n in between) > _MOST_LOOKED_AT:
            break
        if text[:1].islower() and not reasons[after]:
            return [] if _is_longer_above(lines, reasons, at, after) else between
        if not (reasons[after] or _may_be_of_page(text, lines, after)):
            break
        between.append(after)
    return []


def _is_longer_above(lines: Sequence[Line], reasons: Sequence[str], at: int, after: int) -> bool:
    """Return whether the line directly above a line's rest is a full one, unlike the line."""
    above = lines[after - 1].text.strip()
    full = len(above) >= _LINE and len(above) > len(lines[at].text.strip())
    return full and after - 1 > at and not lines[after].gap and not reasons[after - 1]


def _keys(lines: Sequence[Line]) -> list[str]:
    return [re.sub(r"\d+", "#", " ".join(line.text.casefold().split())) for line in lines]


def _is_head_with_number(text: str, opening: str) -> bool:
    """Return whether a line is a page's number and words of the title: "3  Overby Council"."""
    match = _NUMBER_BEFORE.fullmatch(" ".join(text.split()))
    return match is not None and _overlaps(match["name"], opening)


def _is_note(lines: Sequence[Line], at: int) -> bool:
    note = _FOOTNOTE.fullmatch(lines[at].text.strip())
    return note is not None and _is_cited(note["number"], lines, at)


def _is_page(text: str) -> bool:
    return bool(BARE_NUMBER.fullmatch(text) or PAGE.fullmatch(text))


def _may_be_of_page(text: str, lines: Sequence[Line], at: int) -> bool:
    if starts_label(text) or _LIST.match(text) or _PARAGRAPH.match(text):
        return False
    short = len(text) <= SHORT and not _ENDED.search(text) and not _ASKS.search(text)
    return _is_page(text) or short or _is_note(lines, at)


def _is_cited(number: str, lines: Sequence[Line], at: int) -> bool:
    """Return whether a line nearby has the number directly after a word, as a footnote's mark."""
    cited = re.compile(rf"[a-z,.)’”]{number}(?:\b|$)")
    return any(cited.search(line.text) for line in lines[max(0, at - 12) : at + 1])


def _mark_heads(lines: Sequence[Line], reasons: list[str], rows: set[int]) -> None:
    """Mark lines that come again and again beside page numbers, and footnotes above them."""
    _mark_numbered_heads(lines, reasons)
    keys = _keys(lines)
    opening = " ".join(keys[:3])
    labels = _labels_of_two_lines(lines) | rows
    pages = [
        why in {"page mark", "page head", "web page's own"}
        or (_is_page(lines[at].text.strip()) and at not in labels)
        for at, why in enumerate(reasons)
    ]
    beside = [
        [n for n in (at - 1, at + 1) if 0 <= n < len(lines) and pages[n]]
        for at in range(len(lines))
    ]
    often, printed = Counter(keys), Counter(line.text.strip() for line in lines)
    often_beside = Counter(key for key, near in zip(keys, beside, strict=True) if near)
    seen: set[str] = set()
    for at, line in enumerate(lines):
        first = keys[at] not in seen
        seen.add(keys[at])
        if reasons[at] or not beside[at] or len(line.text) > SHORT or (first and at < _OPENING):
            continue
        text = line.text.strip()
        if _is_items(text, printed) or at in labels or _is_of_completion(lines, at):
            continue
        mostly = often_beside[keys[at]] * 2 > often[keys[at]] > 1
        repeated = mostly or (len(text) > 12 and _overlaps(line.text, opening))
        if not _is_page(text) and repeated and not _ENDED.search(text):
            reasons[at] = "page head"
            for n in beside[at]:
                reasons[n] = reasons[n] or "page mark"
    for at, line in enumerate(lines[_OPENING:], _OPENING):
        numbered = _NUMBER_BEHIND.fullmatch(line.text.strip())
        if not numbered or reasons[at] or not line.gap or _is_items(line.text.strip(), printed):
            continue
        if _overlaps(numbered["name"], opening):
            reasons[at] = "page head"
    for at, line in enumerate(lines[:-1]):
        note = _FOOTNOTE.fullmatch(" ".join(line.text.split(None, 1)).strip())
        if note and _COLUMNS.search(note["text"]):
            continue  # a numbered row of a table, which the page's end cuts
        if note and not reasons[at] and _is_cited(note["number"], lines, at):
            end = _end_of_note(lines, reasons, at)
            if FOOTNOTE in reasons[end : end + 2]:
                continue  # what stands above the rule of a page's notes
            reasons[at:end] = [FOOTNOTE] * (end - at)


def _end_of_note(lines: Sequence[Line], reasons: Sequence[str], at: int) -> int:
    """Return the place behind a footnote at a page's foot, the same place where it is none."""
    for n in range(at + 1, min(at + 1 + _MOST_OF_NOTE, len(lines))):
        if reasons[n] or _is_page(lines[n].text.strip()):
            return n
        if lines[n].gap or _LIST.match(lines[n].text.strip()):
            break
    return at


def _is_items(text: str, printed: Counter[str]) -> bool:
    """Return whether a line is an item's label, which may have nothing but words of the title.

    It comes again where each part of a list begins at 1.
    """
    is_numbered = printed[text] == 1 or bool(printed[f"{text.rpartition(' ')[0]} 1"])
    return is_numbered and starts_label(text)


def _labels_of_two_lines(lines: Sequence[Line]) -> set[int]:
    """Return the places of items' labels whose name and number have a line each."""
    above = {
        at: _without_marker(line.text.strip())
        for at, (line, below) in enumerate(pairwise(lines))
        if BARE_NUMBER.fullmatch(below.text.strip())
    }
    names = names_with_numbers(
        {at: name for at, name in above.items() if not lines[at + 1].gap or says_number(name)}
    )
    return names | {at + 1 for at in names}


def _without_marker(text: str) -> str:
    marker = _LIST.match(text)
    return text[marker.end() :] if marker else text


def _is_of_completion(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line names the day an item was done, and no page's number is below."""
    if at + 1 >= len(lines) or lines[at + 1].gap or _is_page(lines[at + 1].text.strip()):
        return False
    return field_of_head(lines[at].text.strip()) == COMPLETED


def _mark_numbered_heads(lines: Sequence[Line], reasons: list[str]) -> None:
    """Mark lines that come again with a growing number behind: "Thematic inspection 4", "… 5"."""
    by_text: dict[str, list[tuple[int, int]]] = {}
    for at, line in enumerate(lines):
        text = " ".join(line.text.split())
        if len(text) > SHORT or _ENDED.search(text) or _LIST.match(text) or starts_label(text):
            continue
        if kind_heading(text) or starts_field(text) or field_alone(text):
            continue
        if ": " in text and field_of_head(text.partition(":")[0]) == "label":
            continue  # "Ref: Standard 4"
        if _heads_item(lines, at) or DATE.fullmatch(text):
            continue  # days grow as pages do
        for match in islice(_NUMBER.finditer(text), 4):
            key = f"{text[: match.start()]}#{text[match.end() :]}".casefold()
            if len(key) > 12:
                by_text.setdefault(key, []).append((at, int(match[0])))
    for places in by_text.values():
        numbers = [number for _, number in places]
        if len(places) > 1 and all(a < b for a, b in pairwise(numbers)):
            for at, _ in places:
                reasons[at] = reasons[at] or "page head"


def _heads_item(lines: Sequence[Line], at: int) -> bool:
    """Return whether an item's own name, "Recommendation: …", stands directly below a line."""
    below = lines[at + 1 : at + 2]
    return bool(below) and not below[0].gap and name_alone(below[0].text.strip()) is not None


def _overlaps(text: str, opening: str) -> bool:
    """Return whether nearly all of a line's words are in the document's first lines."""
    words = re.findall(r"[a-z]{4,}", text.casefold())
    begins = text.strip()[:1].isupper()
    return begins and len(words) > 1 and sum(word in opening for word in words) >= len(words)


def _mark_contents(lines: Sequence[Line], reasons: list[str]) -> None:
    """Mark the entries below "Contents": each comes again as a heading further down.

    The heading of a number and a name, "Cause of concern 1: Prevention", may have two lines.
    """
    keys = [" ".join(line.text.casefold().split()) for line in lines]
    last = {key: at for at, key in enumerate(keys)}
    parted = {f"{above}: {below}": at for at, (above, below) in enumerate(pairwise(keys))}
    for at, key in enumerate(keys):
        if key.rstrip(":") not in {
            "contents",
            "on this page",
            "table of contents",
            "in this section",
        }:
            continue
        for entry in range(at + 1, len(lines)):
            again = max(last[keys[entry]], parted.get(keys[entry], 0)) > entry
            if not (again and len(keys[entry]) <= SHORT):
                break
            if any(keys[entry] == keys[n] for n in range(at + 1, entry)):
                break
            reasons[entry] = reasons[entry] or "list of contents"
