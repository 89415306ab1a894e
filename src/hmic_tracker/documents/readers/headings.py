"""Headings of frameworks and appendices, and lists of the frameworks inspected."""

from __future__ import annotations

import re

from hmic_tracker.documents.framework_names import (
    NAME_IN_QUESTION,
    mention_listed,
    name_of_appendix,
)
from hmic_tracker.documents.readers.graded_headings import (
    QUESTION,
    grade_that_moved,
    heads_kind,
    is_graded_below,
    shows_heading,
)
from hmic_tracker.documents.readers.labelled_texts import begins_label
from hmic_tracker.documents.wording.advice import (
    asks,
    asks_after_finding,
    is_order,
    is_stem,
)
from hmic_tracker.documents.wording.field_words import field_at, field_named
from hmic_tracker.documents.wording.headers import is_body
from hmic_tracker.documents.wording.labels import starts_label
from hmic_tracker.documents.wording.patterns import (
    APPENDIX,
    CHAPTER,
    GRADE_LINE,
    KIND_HEADING,
    LONGEST_NAME,
    SHORT,
    ends_with_source,
)
from hmic_tracker.documents.wording.pointers import is_argued_elsewhere
from hmic_tracker.documents.wording.source_kinds import kind_heading
from hmic_tracker.light_typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from hmic_tracker.documents.blocks import Block
    from hmic_tracker.documents.readers.reader_context import ReaderContext
    from hmic_tracker.documents.wording.grade_words import GradeWords

_LIST_FOLLOWS: Final = re.compile(r"\b(?:frameworks?|areas?|strands?)\b[^.]{0,80}:$", re.I)
NO_NAME: Final = re.compile(
    r"contents|recommendations?|summary|findings|appendix|annex|(?-i:Dear [A-Z])"
    r"|(?:we|i) (?:are|have|make|made|also|therefore)\b",
    re.I,
)
"""What a heading begins with that names no framework, a letter's first line, and a sentence's."""


_ADDRESSEE: Final = re.compile(
    r"(?!to what \w+ )(?:recommendations? )?(?:to|for) (?:the |all |each |our )?[A-Z][^.]{1,80}"
    r"|general(?:ly)?|national",
    re.I,
)
_PLAIN: Final = re.compile(
    r"(?:introduction|background|method(?:ology)?|conclusions?|main findings|key findings|overview"
    r"|(?:[\w’'-]+ ){0,3}[\w-]+(?:[’']s|s[’']) (?:executive )?(?:summary|foreword|overview"
    r"|introduction)"
    r"|foreword|context|annex|glossary|references|contacts?|about (?:the|this|us|our)\b.*|terms of"
    r" reference|next steps|summary|executive summary|findings?|scope|notes?(?: to editors)?"
    r"|acknowledgements?|areas of focus|appendices|definitions?|results?|evidence|discussion"
    r"|copies|your response|what (?:we|i) (?:found|did|said).*|what (?:should|could|must|has)\b.*"
    r"|at a glance|overall view|inspection area|(?:how|why) we .*|our .{0,40} team|status"
    r"|progress(?: (?:in|on|against|since|towards|with)\b.*)?"
    r"|(?:background|supporting) (?:papers|information)|(?:chapter|section|part|annex|appendix) ?"
    r"(?:\d+|[a-z]|[ivx]+)\b.*|finding \d+.*|observation \d+.*|good practice.*"
    r"|innovative practice.*|actions? required\b.*"
    r"|(?-i:[A-Z]{1,5}(?:[-/][A-Z\d]{1,4}){2,}(?<=\d))"
    r"|agenda item.*|(?:our )?(?:judg?e?ments?|grades|gradings|ratings)|recommendations?.*"
    r"|areas? for.*)",
    re.I,
)
STRENGTHS: Final = re.compile(
    r"(?:key |main |areas of )?strengths?|what (?:works|worked|is working|went) well", re.I
)
"""What parts a framework's section, and leaves what is below it in the framework."""
_CAPITALS: Final = re.compile(r"[^a-z]{4,}")
_HEADING_THAT_ASKS: Final = re.compile(r"action should be taken", re.I)
"""Coroners' reports have it, and nobody is asked for anything by it."""
_COLUMN: Final = re.compile(r"(?:page|ref|no|number|paragraph)s?\.?", re.I)
_NUMBERED: Final = re.compile(r"^(?:[A-Z] ?)?\d{1,2}(?:\.\d{1,2})*\.? (?=[A-Z])")
_CODE: Final = re.compile(r"[A-Z] ?\d{1,2}(?:\.\d{1,2}){1,3}\.? (?=[A-Z])")
"""A standard's code before its name, which a table of grades has in a column of its own."""
_TWO_KINDS: Final = re.compile(
    r"\brecommendations? (?:and|&) areas? for|\bimprovement (?:and|&) recommendations?", re.I
)
"""What heads items of several kinds, each of which has its own list."""
_NUMBERED_CAPITALS: Final = re.compile(r"^\d{1,2}\.? (?=[^a-z]{4,80}$)")
_INTRODUCES: Final = re.compile(r" (?:are|is|were|was|includes?|recommends?|that)$")
"""The end of a line that leads to what is below: "Its key recommendations are:"."""
_FOR_CAUSE: Final = 2
"""Paragraphs below a cause's name: what it is, and the stem of what should be done."""
_SHORTEST_CAUSE: Final = 40


def collect_framework_names(context: ReaderContext) -> None:
    """Mention every framework that has a heading or is in the list of those inspected.

    This goes before the reading: what a bullet calls "PVP – overall" is known only then.
    """
    names, listing = context.names, False
    free = [at for at in range(len(context.blocks)) if at not in context.pieces]
    for place, at in enumerate(free):
        block = context.blocks[at]
        following = [context.blocks[n] for n in free[place + 1 : place + 3]]
        if listing and block.marker:
            mention_listed(block.text, names, listing)
        elif not is_dot(block):
            listing = bool(_LIST_FOLLOWS.search(block.text[-200:]))
            name = heading_of(block) or _question_of(block)
            words = context.grade_words
            if name and (_is_grade(name, words) or _is_of_chapter(name, block, following, words)):
                continue
            new = name and not names.find(name) and not _is_plain(name, context)
            shows = shows_heading(following, words) or is_graded_below(name, following, words)
            shows = shows or heads_kind(context, block, following)
            if name and new and shows and not _is_foot(context, at):
                names.mention(name)


def _is_grade(name: str, words: GradeWords) -> bool:
    """Return whether a line is a grade, or several beside each other."""
    return words.is_verdict(name) or words.are_only(name)


def _is_of_chapter(name: str, block: Block, following: list[Block], words: GradeWords) -> bool:
    """Return whether a line is a grade that moved, or a question of a chapter above one.

    Each chapter has those questions, and none of them is a framework.
    """
    below = following[0].text if following and QUESTION.fullmatch(name) else ""
    moved = grade_that_moved(below, words) > 0
    return moved or grade_that_moved(block.text, words) > 0


def _is_foot(context: ReaderContext, at: int) -> bool:
    """Return whether a line is a page's own: the page's number stands directly below it."""
    below = context.blocks[at + 1 : at + 2]
    is_mark = bool(below) and below[0].role == "furniture" and below[0].reason == "page mark"
    return is_mark and below[0].place.line == context.blocks[at].place.line + 1


def is_dot(block: Block) -> bool:
    """Return whether a block is a bullet without a number."""
    return block.role == "bullet" and not block.marker.strip("().:")[:1].isdigit()


def read_appendix(context: ReaderContext, block: Block) -> bool:
    """Read an appendix's heading, which may name a framework or a kind of items."""
    if is_dot(block) or len(block.text) > 2 * SHORT or not APPENDIX.fullmatch(block.text):
        return False
    context.former = False
    context.appendices = context.appendices or not context.in_paragraph
    framework = context.mention_known(heading_of(block))
    kind = kind_heading(block.text) if not _TWO_KINDS.search(block.text) else None
    if framework or kind is None or kind.row.word not in {"rec", "afi"} or kind.addressee:
        _begin(context, framework)
        return True
    word = "section" if context.framework else "list"
    context.begin_section(None)
    context.begin_list(kind.row, single=False)
    context.mark(context.at, word, label=kind.row.word if word == "list" else "")
    return True


def read_listed(context: ReaderContext, block: Block) -> bool:
    """Read a bullet that names a known framework and its parts."""
    if not block.marker or not mention_listed(block.text, context.names, in_list=False):
        return False
    context.mark(context.at, "frameworks")
    return True


def read_heading(context: ReaderContext, block: Block) -> bool:
    """Read a framework's heading, or another one, under which nothing belongs to a framework."""
    name = heading_of(block)
    if name is None and (question := _question_of(block)) and context.names.find(question):
        name = question
    if name is None and is_name_of_chapter(context, block):
        name = block.text
    chapter = CHAPTER.match(block.text) is not None and block.role != "row"
    if name is None and chapter and len(block.text) <= SHORT and not block.text.endswith("."):
        _begin(context, None)
        return True
    if name is None or len(block.text) > SHORT or (block.role == "bullet" and is_dot(block)):
        return False
    if _heads_practice(context, name) or _is_grade(name, context.grade_words):
        return False
    if begins_label(context, block):
        context.mark(context.at, "label")
        return True
    context.former = False
    following = [b for b, _ in zip(context.after(context.at), range(2), strict=False)]
    graded = shows_heading(following, context.grade_words)
    if context.framework and STRENGTHS.fullmatch(name):
        context.begin_section(context.framework)
        context.mark(context.at, "-")
        return True
    if _COLUMN.fullmatch(name) or _names_columns(name):
        context.mark(context.at, "label")
        return True
    if context.kind and _ADDRESSEE.fullmatch(name):
        _address(context, name)
        return True
    labelled = bool(following) and starts_label(following[0].text)  # "AFI 1", and no grade
    if _is_within_list(context, block, following) and (labelled or not graded):
        kind, single = context.kind, context.single
        _begin(context, context.names.mention(name))
        context.kind, context.single, context.listed = kind, single, 0
        return True
    plain = _is_plain(name, context)
    if chapter and not plain and _has_items_below(context):
        _begin(context, context.names.mention(name))
        return True
    _begin(context, None if plain else context.mention_known(name))
    if context.framework and graded:
        context.next_grade = (None,)
    return True


def is_name_of_chapter(context: ReaderContext, block: Block) -> bool:
    """Return whether a line is a chapter's name of two parts: "In custody: the first hour"."""
    return ": " in block.text and bool(context.names.find(block.text))


def _has_items_below(context: ReaderContext) -> bool:
    """Return whether the chapter that begins here has a list of items or one with its label."""
    for below in context.after(context.at):
        if CHAPTER.match(below.text):
            return False
        if kind_heading(below.text) or starts_label(below.text):
            return True
    return False


def is_addressee(text: str) -> bool:
    """Return whether a heading says to whom the items below it are addressed: "To the Board"."""
    return bool(_ADDRESSEE.fullmatch(text))


def _address(context: ReaderContext, name: str) -> None:
    """Keep whom the items below are addressed to; the list goes on."""
    context.addressee = name
    context.after_item, context.stem, context.open_item, context.listed = False, "", "", 0
    context.framework = None
    context.mark(context.at, "section")


def _begin(context: ReaderContext, framework: str | None) -> None:
    context.begin_section(framework)
    if framework is None:
        context.mark(context.at, "section")
        return
    text = context.blocks[context.at].text
    code = _CODE.match(text)
    known = code is not None and context.names.find(text[code.end() :]) == framework
    begins = context.offset(context.at) + code.end() if code and known else None
    context.mark(context.at, "framework", text=begins)


def _is_plain(name: str, context: ReaderContext) -> bool:
    """Return whether a heading is one that every report has, or the report's own title."""
    if _PLAIN.fullmatch(name) or _ADDRESSEE.fullmatch(name) or _HEADING_THAT_ASKS.fullmatch(name):
        return True
    return name.casefold() == context.title.casefold() or is_body(name)


def is_surely_heading(text: str) -> bool:
    """Return whether a text is a heading and no item, even where it has a "should"."""
    return bool(_CAPITALS.fullmatch(text) or _HEADING_THAT_ASKS.fullmatch(text))


def _names_columns(text: str) -> bool:
    """Return whether a line is the heads of a table: "No. Recommendation Entity Response"."""
    words = text.split()
    named = [word for word in words if word[:1].isupper() and field_named(word)]
    return 2 < len(words) <= 8 and len(named) > 1 and len(named) * 2 >= len(words)


def is_plain_heading(text: str) -> bool:
    """Return whether a heading is one that every report has: "Key findings", "Results of audit"."""
    return bool(_PLAIN.fullmatch(text) or re.match(r"results of\b", text, re.I))


def _is_within_list(context: ReaderContext, block: Block, following: list[Block]) -> bool:
    """Return whether a heading parts a list of items: "Early days" among recommendations."""
    if context.kind is None or context.former or not following:
        return False
    if context.single and context.kind.word in {"cause", "afi"}:
        return context.kind.word == "cause" and _heads_cause(context, following)
    if _PLAIN.fullmatch(heading_of(block) or ""):
        return False
    text = following[0].text
    numbered = context.numbered or (context.open_item and context.item_label)
    if numbered and not (following[0].marker or starts_label(text) or text[:1].isdigit()):
        return False  # the list's items have numbers, and what follows has none
    asking = (
        asks(text)
        or (is_dot(following[0]) and asks_after_finding(text))
        or is_order(text)
        or starts_label(text)
        or is_stem(text)
        or bool(following[0].marker and is_argued_elsewhere(text))
    )
    return asking and not following[0].text.endswith("?")


def _heads_practice(context: ReaderContext, name: str) -> bool:
    """Return whether a line says what the good practice is, directly below the name of that."""
    if context.kind is None or context.kind.word != "good" or context.listed:
        return False
    return context.framework is not None and not context.names.find(name)


def _heads_cause(context: ReaderContext, following: list[Block]) -> bool:
    """Return whether a line stands between "Cause of concern" and it.

    What should be done follows the two: a stem, or the heading of recommendations.
    """
    if context.open_item or context.listed or len(following) < _FOR_CAUSE:
        return False
    cause, stem = following[:_FOR_CAUSE]
    is_cause = not cause.marker and len(cause.text) > _SHORTEST_CAUSE and cause.text.endswith(".")
    heads_what = kind_heading(stem.text)
    follows = is_stem(stem.text) or (heads_what is not None and heads_what.row.word == "rec")
    return is_cause and not asks(cause.text) and follows


def heading_of(block: Block) -> str | None:
    """Return the name of the framework that a block would be the heading of."""
    text = _NUMBERED_CAPITALS.sub("", CHAPTER.sub("", block.text.rstrip(":"), count=1))
    if block.role == "heading":
        text = _NUMBERED.sub("", text)
    if is_dot(block) or block.role == "row" or len(text) > 2 * SHORT:
        return None
    if question := NAME_IN_QUESTION.fullmatch(text):
        return question["name"]
    if text.endswith((".", ";", ",", "?")) and not (block.role == "heading" and text.endswith("?")):
        return None
    if starts_label(text) or KIND_HEADING.fullmatch(text) or GRADE_LINE.fullmatch(text):
        return None
    if ends_with_source(text) or (block.text.endswith(":") and _INTRODUCES.search(text)):
        return None
    if field_at(block.text) or (
        (text.endswith(":") or block.text.endswith(":")) and len(text) > 60
    ):
        return None
    if not is_surely_heading(text) and (is_stem(block.text) or asks(text)):
        return None
    if match := APPENDIX.fullmatch(text):
        text = name_of_appendix(match["rest"])
    one_name = ":" not in text or CHAPTER.match(block.text)
    may_be = 2 < len(text) <= LONGEST_NAME and text[:1].isupper() and one_name
    return text if may_be and not NO_NAME.match(text) else None


def _question_of(block: Block) -> str | None:
    """Return a question that may be a framework's heading: "How well does it find people?"."""
    may_be = not is_dot(block) and block.role != "row" and len(block.text) <= LONGEST_NAME
    return block.text if may_be and QUESTION.fullmatch(block.text) else None
