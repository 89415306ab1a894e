"""Which of a document's first lines are its title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from hmic_tracker.documents.readers import conclusions
from hmic_tracker.documents.readers.headings import is_plain_heading
from hmic_tracker.documents.wording.advice import asks
from hmic_tracker.documents.wording.field_words import COMPLETED, field_named, field_of_head
from hmic_tracker.documents.wording.headers import (
    HEAD,
    PUBLISHED_LINE,
    TITLES,
    body_in,
    date_alone,
    dated_line,
    is_body,
)
from hmic_tracker.documents.wording.labels import is_label_alone, label_of, trailing_label
from hmic_tracker.documents.wording.patterns import (
    CHAPTER_NUMBER,
    DATE,
    GRADE_LINE,
    SHORT,
    ends_with_source,
)
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.documents.wording.status_cells import is_status_alone
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block

_NO_TITLE: Final = re.compile(
    r"report by\b|at a glance|(?:short |full |final )?report (?:no\.? )?[\d/]+$|(?:public"
    r"|private|final|draft|final draft|confidential)$|"
    r"(?:news|press|media) release|embargo|report (?:no|ref|\d)\b|inspections$|you are |contents"
    r"|on this page|skip to|home|search|menu|warning|see the|print this|share"
    r"|feedback|decision$|archived|as at|position at|published|agenda item|not protectively"
    r"|.{2,40}, \d{1,4}[a-z]? [A-Z].{2,40}(?:street|road|lane|way|square|avenue|place|quay)$"
    r"|(?:part|table|figure) [a-z\d]+$|[^·]{1,60} · [^·]{1,60} · "
    r"|(?:(?:agenda )?item \d{1,2}[a-z]?,? ?)?(?:appendix|annex|enclosure) [a-z\d]{1,3}$"
    r"|(?:type of|inspection dates?|lead inspector|service provided|completed on|provider"
    r"|reference|home|news"
    r"|publications?|reports?|about us)(?:\b.{0,20}:.*|$)|(?:how|what|who|why|when|is|are) .*\?$"
    r"|(?:[a-z]+ ){1,2}(?:date|name|number)$"
    r"|(?:category|key|legend|decision|reference|complaint no\.?) ?:.*"
    r"|to (?:consider|receive|note|discuss|approve|agree) (?:an?|the|this) (?:\w+ )?"
    r"(?:reports?|updates?|papers?|items?|presentation)$"
    r"|[\w’' ]{3,60} (?:response|reply|answer|comments?) (?:is|was|are|were)(?: as follows)?:$",
    re.I,
)
_SERIES: Final = re.compile(
    r"(?:(?:internal|external) )?audit reports?(?: (?:no|ref|number)\.?)?:? [\d./-]+"
    r"|(?:[a-z]+ ){0,2}(?:accident|incident|casualty)(?: investigation)? report",
    re.I,
)
"""What a report is, and its number or its year, but not what it is about."""
_TELEPHONE: Final = re.compile(r"\b\d{3,5} \d{3} \d{3,4}\b|@|\bwww\.")
_ORGANISATION: Final = re.compile(
    r"(?:.*\b(?:authority|police|constabulary|council|service|services|trust|office|committee|board"
    r"|commission(?:er)?|agency|department|ministry|inspectorate|government|college|university|fire|prison|panel|assembly|partnership|forum|branch|region"
    r"|association|parliament|house of (?:commons|lords)))"
    r"(?: (?:for|of) .{1,40})?",
    re.I,
)
_MARKED: Final = re.compile(
    r"\s(?:PUBLIC|PRIVATE|OFFICIAL(?:[- ]SENSITIVE)?|RESTRICTED|CONFIDENTIAL)$"
)
"""Who may read a paper, in the same line as whose it is."""
_TITLE_WORDS: Final = re.compile(
    r"\b(?:inspection|report|review|update|response|audit|plan|progress|inquiry|investigation|thematic"
    r"|register|log|tracker|notice|judge?ment|peer challenge|recommendations"
    r"|assessment|evaluation|findings|actions?)\b",
    re.I,
)
_ANY_REPORT: Final = re.compile(
    r"(?:short |full |final |short notice )?(?:inspection|monitoring|audit|investigation) report",
    re.I,
)
"""What a report is called under the name of whom it is about."""
_BY: Final = re.compile(
    r"(?:report )?by (?:the )?|(?:report|presented|submitted) (?:of|by|to) (?:the )?", re.I
)
_DAY_BEHIND: Final = re.compile(
    r"(?<!year ended )(?<!year ending )(?<!period ended )(?<!year to )(?<! as at )"
    r"\b\d{1,2} [A-Z][a-z]+ (?:19|20)\d\d\b|\b(?:19|20)\d\d-\d\d\b.*\d{4}"
)
_MEETING: Final = re.compile(
    r"(?!.*\b(?:inspection|report|review|audit|inquiry|plan|update|progress) "
    r"(?:of|on|into|to|for)\b)"
    r"[A-Z][\w’'& ,-]{2,80}?\b(?:committee|panel|board|cabinet|sub-committee),? [–—-]? ?"
    rf"(?:[a-z]{{3,6}}day,? )?{DATE.pattern}.{{0,40}}",
    re.I,
)
"""A committee and the day of its meeting, above the title of a paper for it."""
_MEETS: Final = re.compile(
    r"(?!\w+ (?:of|on|to|for|into) )(?:[A-Z][\w’'-]*,? (?:(?:and|&|of|for) )?){1,7}"
    r"(?:Committee|Sub-Committee|Panel|Board|Cabinet)"
)
"""Who a paper is for, though its name has the words of a title: "Audit and Risk Committee"."""
_OF_LIST: Final = re.compile(r"\b(?:plan|status|log|register|track\w*)\b", re.I)
"""What a paper is that has items and little else: "Recommendations tracker"."""
_OF_BODY: Final = re.compile(r"(?:Open|Closed|Live|All) [a-z]{4,}s (?:of|by|from) [^.:]{6,80}")
"""What a page is called that lists a body's items: "Open recommendations of the auditor"."""
_ENDS_OPEN: Final = re.compile(r"\b(?:on|of|into|for|the|and|at|in|to|with)$", re.I)
_SALUTATION: Final = re.compile(r"Dear [A-Z][\w.’'-]*(?:,? (?:and |or |& )?[A-Z][\w.’'-]*){0,6},?")
_LONGEST_HEAD: Final = 30
"""Blocks that a letter has above its salutation."""
_FEWEST_WORDS: Final = 3
_LONGEST_ADDRESS: Final = 6
"""Words of a line of an address."""
_FACT: Final = re.compile(r"(?P<name>[A-Z][A-Za-z /]{2,30}) ?:(?: .{1,80})?$")
"""One of a list of facts about a case, its value behind it or on the line below."""
_REFERENCE: Final = re.compile(r"\b(?:ref|reference|number|no|id)$")
_FEWEST_FACTS: Final = 3
_MOST_ABOVE: Final = 3
"""Lines above such a list that may be its title: a category may stand below that."""
_BELOW: Final = 2
"""Lines from a fact's name to the next, where its value is between them."""
_OPENING: Final = 40
"""Blocks among which such a list may stand."""
_LONGEST_TITLE: Final = 200
_TAB: Final = 2
"""Words of each tab of a page."""


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
    if first_head and _may_be_title(blocks[first_head - 1]) and not _is_name(blocks, first_head):
        return [first_head - 1]
    if not first_head and (above := _above_facts(blocks)) is not None:
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
    may_be = below and _may_be_title(below) and not _is_organisation(below.text)
    if after_item and below and (may_be or _is_report_by_body(below.text)):
        return [after_item]
    if subject := _subject_of_letter(blocks):
        return [subject, *_rest_of_title(blocks, subject)]
    likely = likely_titles(blocks)
    if not likely:
        return _end_of_trail(blocks)
    best = max(likely, key=lambda n: (_worth(blocks, likely, n), -n))
    is_below = best - 1 in likely and (best - 1 == likely[0] or not blocks[best].gap)
    if is_below and _ANY_REPORT.fullmatch(blocks[best].text):
        return [best - 1, best]  # whose report it is stands above
    return [best, *_rest_of_title(blocks, best)]


def _subject_of_letter(blocks: Sequence[Block]) -> int | None:
    """Return the place of the line below "Dear Ms Reed" that says what a letter is about.

    None where a line above it has the words of a title, and in what is no letter.
    """
    opening = blocks[:_LONGEST_HEAD]
    n = next((n for n, block in enumerate(opening) if _SALUTATION.fullmatch(block.text)), None)
    if n is None or any(_may_be_title(b) and _says_much(b.text) for b in opening[:n]):
        return None
    below = blocks[n + 1 : n + 3]
    is_alone = len(below) > 1 and below[0].gap and below[1].gap and _may_be_title(below[0])
    return n + 1 if is_alone and len(below[0].text.split()) >= _FEWEST_WORDS else None


def _says_much(text: str) -> bool:
    """Return whether a line above a letter may be its title, and is no address or name."""
    return bool(_TITLE_WORDS.search(text)) or len(text.split()) > _LONGEST_ADDRESS


def _above_facts(blocks: Sequence[Block]) -> int | None:
    """Return the place of the title above a list of facts: "Case ref:", "Date:", "Body:".

    A notice of the site may stand above it. A value may be on the line below its name.
    """
    names: list[str] = []
    first = last = 0
    for n, block in enumerate(blocks[:_OPENING]):
        fact = _FACT.match(block.text)
        follows = n - last == 1 or (n - last == _BELOW and blocks[last].text.endswith(":"))
        if fact and names and follows:
            names.append(fact["name"].casefold())
        elif fact:
            names, first = [fact["name"].casefold()], n
        last = n if fact else last
        if len(names) >= _FEWEST_FACTS and _are_of_case(names):
            return _best_above(blocks, first) if _is_once(blocks, names[0]) else None
    return None


def _best_above(blocks: Sequence[Block], first: int) -> int | None:
    """Return the likeliest of the lines directly above a place, None where there are none."""
    above = range(first - 1, max(-1, first - 1 - _MOST_ABOVE), -1)
    lines = [*takewhile(lambda n: _may_be_title(blocks[n]) and len(blocks[n].text) <= SHORT, above)]
    lines.reverse()
    return max(lines, key=lambda n: (_worth(blocks, lines, n), -n), default=None)


def _is_once(blocks: Sequence[Block], name: str) -> bool:
    """Return whether facts with a first name come once, and not for each item of a list."""
    return sum(block.text.casefold().startswith(name) for block in blocks) == 1


def _are_of_case(names: Sequence[str]) -> bool:
    """Return whether facts are of one case or report: its number and its date are among them."""
    return any("date" in name for name in names) and any(map(_REFERENCE.search, names))


def _is_report_by_body(text: str) -> bool:
    """Return whether an item of an agenda is the report of a body that inspects, by its name."""
    return bool(re.match(r"(?:report|findings) (?:by|of) ", text, re.I)) and bool(body_in(text))


def _is_name(blocks: Sequence[Block], first_head: int) -> bool:
    """Return whether the line above the heads only names a committee, and a title is below."""
    text = blocks[first_head - 1].text
    if not _ORGANISATION.fullmatch(text):
        return False
    below = [b.text for b in blocks[first_head + 1 : first_head + 4] if _may_be_title(b)]
    return any(_TITLE_WORDS.search(line) and not _BY.match(line) for line in below)


def likely_titles(blocks: Sequence[Block]) -> list[int]:
    """Return the places of lines that may be the title: before the first paragraph or list."""
    likely: list[int] = []
    is_chapter = bool(blocks) and _begins_items(blocks[0].text)
    for n, block in enumerate(blocks[:30]):
        if likely and (len(block.text) > _LONGEST_TITLE or block.role == "row" or len(likely) > 9):
            break
        if is_status_alone(block.text) or (
            likely and not _may_be_title(block) and _begins_items(block.text)
        ):
            break
        announces = block.text.endswith(":") and (n + 1 >= len(blocks) or blocks[n + 1].gap)
        apart = _is_trail(blocks, n) or _is_tab(blocks, n) or _heads_reply(blocks, n)
        apart = apart or (n > 1 and n == len(blocks) - 1)  # who signed it
        may_be = _may_be_title(block) or (n == 0 and bool(_OF_BODY.fullmatch(block.text)))
        if is_chapter and not _TITLE_WORDS.search(block.text):
            continue  # pasted without the report: what stands below is the name of a part
        if may_be and not announces and not apart:
            likely.append(n)
    return [] if likely and _are_teasers(blocks, likely[0]) else likely


def _are_teasers(blocks: Sequence[Block], first: int) -> bool:
    """Return whether a page has beginnings of other pages, and its first line heads one."""
    cut = [n for n, block in enumerate(blocks[:30]) if block.text.endswith(("…", "..."))]
    return len(cut) > 1 and cut[0] == first + 1


def _heads_reply(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a line below a sentence is the name of the reply to it: "Response"."""
    below = n > 0 and blocks[n - 1].text.endswith(".")
    return below and field_named(blocks[n].text) == "response"


def _begins_items(text: str) -> bool:
    """Return whether a line heads a list of items, or is the label of the first of them."""
    return kind_heading(text) is not None or conclusions.is_heading(text) or is_label_alone(text)


def _is_trail(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a line is a web page's path to its title, which stands below once more."""
    _, arrow, last = re.sub(" [›»] ", " > ", blocks[n].text).rpartition(" > ")
    below = {block.text.casefold() for block in blocks[n + 1 : n + 6]}
    return bool(arrow) and last.strip().casefold() in below


def _end_of_trail(blocks: Sequence[Block]) -> list[int]:
    """Return the place of the last step of a web page's path, whose first is "Home"."""
    home = next((n for n, b in enumerate(blocks[:30]) if b.marker and b.text == "Home"), None)
    if home is None:
        return []
    sort = _sort_of(blocks[home])
    steps = list(takewhile(lambda block: _sort_of(block) == sort, blocks[home + 1 : home + 8]))
    return [home + len(steps)] if steps else []


def _sort_of(block: Block) -> str:
    """Return a bullet's mark, the same for all numbers."""
    return "1" if block.marker[:1].isdigit() else block.marker


def _is_tab(blocks: Sequence[Block], n: int) -> bool:
    """Return whether a line is one of three tabs of a page: "Report contents", "Report terms"."""
    words = [block.text.casefold().split() for block in blocks[max(0, n - 2) : n + 3]]
    first = blocks[n].text.casefold().split()[:1]
    alike = [len(line) == _TAB and line[:1] == first for line in words]
    return any(all(alike[at : at + 3]) for at in range(len(alike) - 2))


def _worth(blocks: Sequence[Block], likely: Sequence[int], n: int) -> int:
    """Return how much a line looks like the title: what it says, its size, how early it is."""
    block, text = blocks[n], _MARKED.sub("", blocks[n].text)
    worth = 3 * (n == likely[0]) + (2 if block.role == "heading" and block.level == 1 else 0)
    worth += 1 if 3 <= len(text.split()) <= 20 else 0
    worth -= 3 if is_body(text) or _BY.match(text) else 0
    is_name = _is_organisation(text)
    worth -= (
        (4 if _has_better(blocks, likely) else 2) if is_name else 2 if len(text.split()) < 2 else 0
    )
    worth -= 4 if re.search(r"\bagenda item\b", text, re.I) else 0
    worth -= 3 if block.role != "heading" and _is_first_heading(blocks[n + 1 : n + 2]) else 0
    is_plain = is_plain_heading(text) and not _OF_LIST.search(text)
    worth -= 4 if n != likely[0] and (is_plain or CHAPTER_NUMBER.match(text)) else 0
    if dated_line(text) or _DAY_BEHIND.search(text) or _NO_TITLE.match(text):
        worth -= 3 if n != likely[0] else 0
    beside = [blocks[at].text for at in (n - 1, n + 1) if 0 <= at < len(blocks)]
    worth -= 4 if _SERIES.fullmatch(text) else 0
    worth += 3 if any(map(_SERIES.fullmatch, beside)) and not is_name else 0
    near = n - likely[0] < 8
    again = any(other.text == text for other in blocks[n + 1 : n + 8]) and len(text.split()) > 2
    worth += 2 if again and not is_name else 0  # a page's path ends with its title
    return worth + (2 if near and _TITLE_WORDS.search(text) else 0)


def _is_first_heading(below: Sequence[Block]) -> bool:
    """Return whether the line below is a page's heading, so that this one only says its sort."""
    return any(block.role == "heading" and block.level == 1 for block in below)


def _is_organisation(text: str) -> bool:
    """Return whether a line names a body and nothing that it published."""
    has_no_title = not _TITLE_WORDS.search(text) or bool(_MEETS.fullmatch(text))
    return bool(_ORGANISATION.fullmatch(text)) and has_no_title


def _has_better(blocks: Sequence[Block], likely: Sequence[int]) -> bool:
    """Return whether a line of four words and more is a title of its own, and no mere name."""
    return any(
        len(blocks[n].text.split()) > 3
        and not _ORGANISATION.fullmatch(blocks[n].text)
        and not is_plain_heading(blocks[n].text)
        and not _NO_TITLE.match(blocks[n].text)
        for n in likely
    )


def _rest_of_title(blocks: Sequence[Block], first: int) -> list[int]:
    """Return the places of the lines that a title goes on over."""
    rest: list[int] = []
    for n in range(first + 1, min(first + 3, len(blocks))):
        text, block = blocks[n - 1].text, blocks[n]
        open_ended = _ENDS_OPEN.search(text) or text.endswith((":", ",", "–", "-"))
        wrapped = not block.gap and block.role != "row" and len(text) > 30 and _goes_on(block)
        again = block.text.casefold() == blocks[first].text.casefold()
        if again or not (_may_be_title(block) and (open_ended or wrapped)):
            break
        rest.append(n)
    return rest


def _goes_on(block: Block) -> bool:
    """Return whether a line may be the second of a wrapped title."""
    text = block.text
    return len(text) < 80 and not _BY.match(text) and not date_alone(text) and not is_body(text)


def _may_be_title(block: Block) -> bool:
    text = block.text
    graded = GRADE_LINE.fullmatch(text)
    return (
        block.role in {"heading", "paragraph"}
        and not block.marker
        and 3 < len(text) <= _LONGEST_TITLE
        and not text.endswith((".", ",", ";", ".”", ".’", '."'))
        and not ends_with_source(text)
        and (not text.endswith(":") or (len(text) > 25 and not asks(text)))
        and not (". " in text and asks(text))
        and not _NO_TITLE.match(text)
        and not _TELEPHONE.search(text)
        and not HEAD.fullmatch(text)
        and not PUBLISHED_LINE.fullmatch(text)
        and not date_alone(text)
        and not dated_line(text)
        and field_of_head(text.partition(":")[0]) != COMPLETED
        and label_of(text) is None
        and trailing_label(text) is None
        and not _MEETING.fullmatch(text)
        and not (graded and not _TITLE_WORDS.search(graded["grade"]))
        and not conclusions.is_heading(text)
        and (kind_heading(text) is None or bool(_OF_LIST.search(text)))
    )
