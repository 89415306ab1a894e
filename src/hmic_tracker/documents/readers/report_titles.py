"""Which of a document's first lines are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hmic_tracker.documents.readers import conclusions
from hmic_tracker.documents.readers.case_facts import title_above_facts
from hmic_tracker.documents.readers.page_surroundings import (
    are_teasers,
    end_of_trail,
    is_tab,
    is_trail,
)
from hmic_tracker.documents.readers.title_lines import (
    LONGEST_TITLE,
    has_title_words,
    is_body_name,
    is_by_line,
    is_organisation,
    may_be_title,
)
from hmic_tracker.documents.readers.title_worth import worth_of
from hmic_tracker.documents.wording.field_words import field_named
from hmic_tracker.documents.wording.headers import HEAD, TITLES, body_in, date_alone, is_body
from hmic_tracker.documents.wording.labels import is_label_alone
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.documents.wording.status_cells import is_status_alone
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block

_ANY_REPORT: Final = re.compile(
    r"(?:short |full |final |short notice )?(?:inspection|monitoring|audit|investigation) report",
    re.I,
)
"""What a report is called under the name of whom it is about."""
_OF_BODY: Final = re.compile(r"(?:Open|Closed|Live|All) [a-z]{4,}s (?:of|by|from) [^.:]{6,80}")
"""What a page is called that lists a body's items: "Open recommendations of the auditor"."""
_ENDS_OPEN: Final = re.compile(r"\b(?:on|of|into|for|the|and|at|in|to|with)$", re.I)
_LEADS: Final = re.compile(r"\b(?:of|in|at|into|on):$", re.I)
"""The end of a title page's first line, above the name: "An inspection of services in:"."""
_SALUTATION: Final = re.compile(r"Dear [A-Z][\w.’'-]*(?:,? [\w.’'&-]+){0,9},?")
_ADDRESSED: Final = re.compile(
    r"(?:to|cop(?:y|ies|ied)|cc|by e-?mail)\b"
    r"|(?:(?:interim|acting|deputy|assistant|lay) )*(?:chief|director|head|leader|chair"
    r"|(?:police and crime )?commissioner|principal|hm inspectors?)\b[^:]*"
    r"|\d{1,4}(?:st|nd|rd|th|[a-z])?,? [a-z][^:]*",
    re.I,
)
"""What a letter's lines begin with that say to whom it goes, and from where."""
_LAST_HEAD: Final = 20
"""Blocks above "Date: …", below which it is that of something in the text."""
_LONGEST_HEAD: Final = 30
"""Blocks that a letter has above its salutation."""
_MOST_LINES: Final = 6
"""Lines of a title in capitals, as title pages are set."""
_MINUTES: Final = re.compile(r"(?:draft )?minutes of (?:the|an?) (?:\w+ )?meeting\b", re.I)
_TOP: Final = 12
"""Blocks in which minutes say whose they are."""
_LINES: Final = 2
_LONG: Final = 60
"""Letters of a subject that may go on in a second line."""
_FEWEST_WORDS: Final = 3
_LONGEST_ADDRESS: Final = 6
"""Words of a line of an address."""


def title_places(blocks: Sequence[Block], first_head: int | None) -> list[int]:
    """Return the places of the title's lines.

    A "Title:" line's own, the one above the heads, or the likeliest of the opening.
    """
    for n, block in enumerate(blocks[:60]):
        if kind_heading(block.text):
            break  # the title of something in the text
        match = HEAD.fullmatch(block.text)
        if match and match["what"].lower() in TITLES:
            return [n]
    is_above = first_head and first_head <= _LAST_HEAD and may_be_title(blocks[first_head - 1])
    if first_head and is_above and not _is_name(blocks, first_head):
        return [first_head - 1]
    if not first_head and (above := title_above_facts(blocks)) is not None:
        return [above]
    after_item = next(
        (
            n + 1
            for n, b in enumerate(blocks[:12])
            if re.fullmatch(r"agenda item:? ?\d*[a-z]?", b.text, re.I)
        ),
        None,
    )
    below = blocks[after_item] if after_item and after_item < len(blocks) else None
    may_be = below and may_be_title(below) and not is_organisation(below.text)
    if after_item and below and (may_be or _is_report_by_body(below.text)):
        return [after_item]
    if subject := _subject_of_letter(blocks):
        return [subject, *_rest_of_title(blocks, subject)]
    if (committee := _committee_of_minutes(blocks)) is not None:
        return [committee]
    likely = likely_titles(blocks)
    if not likely:
        return end_of_trail(blocks)
    best = max(likely, key=lambda n: (worth_of(blocks, likely, n), -n))
    is_below = best - 1 in likely and (best - 1 == likely[0] or not blocks[best].gap)
    if is_below and _ANY_REPORT.fullmatch(blocks[best].text):
        return [best - 1, best]  # whose report it is stands above
    return [*_capitals_above(blocks, best), best, *_rest_of_title(blocks, best)]


def _committee_of_minutes(blocks: Sequence[Block]) -> int | None:
    """Return the place of the committee's name directly above "Minutes of the meeting …"."""
    at = next((n for n, block in enumerate(blocks[:_TOP]) if _MINUTES.match(block.text)), 0)
    return at - 1 if at and is_body_name(blocks[at - 1].text) else None


def _capitals_above(blocks: Sequence[Block], best: int) -> list[int]:
    """Return the places of a title page's first lines in capitals that a title goes on from."""
    lines = blocks[: best + 1]
    are_one = len(lines) <= _MOST_LINES and not any(block.gap for block in lines[1:])
    return list(range(best)) if are_one and all(b.text.isupper() for b in lines) else []


def _subject_of_letter(blocks: Sequence[Block]) -> int | None:
    """Return the place of the line below "Dear Ms Reed" that says what a letter is about.

    None where a line above it has the words of a title, and in what is no letter.
    """
    opening = blocks[:_LONGEST_HEAD]
    n = next((n for n, block in enumerate(opening) if _SALUTATION.fullmatch(block.text)), None)
    if n is None or any(may_be_title(b) and _says_much(b.text) for b in opening[:n]):
        return None
    below = blocks[n + 1 : n + 4]
    is_wrapped = len(below) > _LINES and not below[1].gap and len(below[0].text) > _LONG
    is_alone = len(below) > 1 and below[0].gap and below[1 + is_wrapped].gap
    is_alone = is_alone and may_be_title(below[0])
    return n + 1 if is_alone and len(below[0].text.split()) >= _FEWEST_WORDS else None


def _says_much(text: str) -> bool:
    """Return whether a line above a letter may be its title, and is no address or name."""
    is_letter_head = _ADDRESSED.match(text) or body_in(text) or is_organisation(text)
    long = len(text.split()) > _LONGEST_ADDRESS and not is_letter_head
    return has_title_words(text) or long


def _is_report_by_body(text: str) -> bool:
    """Return whether an item of an agenda is the report of a body that inspects, by its name."""
    return bool(re.match(r"(?:report|findings) (?:by|of) ", text, re.I)) and bool(body_in(text))


def _is_name(blocks: Sequence[Block], first_head: int) -> bool:
    """Return whether the line above the heads only names a committee, and a title is below."""
    text = blocks[first_head - 1].text
    if not is_body_name(text):
        return False
    below = [b.text for b in blocks[first_head + 1 : first_head + 4] if may_be_title(b)]
    return any(has_title_words(line) and not is_by_line(line) for line in below)


def likely_titles(blocks: Sequence[Block]) -> list[int]:
    """Return the places of lines that may be the title: before the first paragraph or list."""
    likely: list[int] = []
    is_chapter = bool(blocks) and _begins_items(blocks[0].text)
    for n, block in enumerate(blocks[:30]):
        if likely and (len(block.text) > LONGEST_TITLE or block.role == "row" or len(likely) > 9):
            break
        if is_status_alone(block.text) or (
            likely and not may_be_title(block) and _begins_items(block.text)
        ):
            break
        announces = block.text.endswith(":") and (n + 1 >= len(blocks) or blocks[n + 1].gap)
        announces = announces and not (n == 0 and _LEADS.search(block.text))
        apart = is_trail(blocks, n) or is_tab(blocks, n) or _heads_reply(blocks, n)
        apart = apart or (n > 1 and n == len(blocks) - 1)  # who signed it
        may_be = may_be_title(block) or (n == 0 and bool(_OF_BODY.fullmatch(block.text)))
        if is_chapter and not has_title_words(block.text):
            continue  # pasted without the report: what stands below is the name of a part
        if may_be and not announces and not apart:
            likely.append(n)
    return [] if likely and are_teasers(blocks, likely[0]) else likely


def _heads_reply(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a line below a sentence is the name of the reply to it: "Response"."""
    below = n > 0 and blocks[n - 1].text.endswith(".")
    return below and field_named(blocks[n].text) == "response"


def _begins_items(text: str) -> bool:
    """Return whether a line heads a list of items, or is the label of the first of them."""
    return kind_heading(text) is not None or conclusions.is_heading(text) or is_label_alone(text)


def _rest_of_title(blocks: Sequence[Block], first: int) -> list[int]:
    """Return the places of the lines that a title goes on over."""
    rest: list[int] = []
    for n in range(first + 1, min(first + 3, len(blocks))):
        text, block = blocks[n - 1].text, blocks[n]
        open_ended = _ENDS_OPEN.search(text) or text.endswith((":", ",", "–", "-"))
        wrapped = not block.gap and block.role != "row" and len(text) > 30 and _goes_on(block)
        again = block.text.casefold() == blocks[first].text.casefold()
        if again or not (may_be_title(block) and (open_ended or wrapped)):
            break
        rest.append(n)
    return rest


def _goes_on(block: Block) -> bool:
    """Return whether a line may be the second of a wrapped title."""
    text = block.text
    return len(text) < 80 and not is_by_line(text) and not date_alone(text) and not is_body(text)
