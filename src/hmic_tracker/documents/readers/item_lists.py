"""Lists of items under the name of a kind, with or without a stem that the bullets share."""

import re
from typing import Final

from hmic_tracker.documents.blocks import Block
from hmic_tracker.documents.readers.action_fields import field_starts, mark_fields
from hmic_tracker.documents.readers.headings import (
    heading_of,
    is_plain_heading,
    is_surely_heading,
)
from hmic_tracker.documents.readers.items import FOR_MEMBERS, RECOMMENDATION, sub_points
from hmic_tracker.documents.readers.reader_context import ReaderContext
from hmic_tracker.documents.wording.advice import (
    SPEAKS_OF_ITEMS,
    asks,
    first_sentence,
    has_agreed,
    is_date_alone,
    is_order,
    is_stem,
    is_stem_of_one_body,
    recommending_sentences,
    recommends,
)
from hmic_tracker.documents.wording.labels import code_of, label_of, trailing_label
from hmic_tracker.documents.wording.patterns import SHORT
from hmic_tracker.documents.wording.source_kinds import kind_heading

_OWN: Final = re.compile(
    r"that:?$|that (?:the )?(?:members|committee|board|panel|authority|council|meeting|cabinet)\b"
    r"|(?:the )?(?:members|committee|board|panel|cabinet|council|governors)(?: are| is)"
    r" (?:asked|invited|requested|recommended)\b|(?:it is )?(?:recommended|resolved) that (?:the )?"
    r"(?:members|committee|board|panel|report|cabinet)|members (?:note|agree|approve|consider)"
    r"|to (?:note|approve|agree|consider|receive)\b|resolved",
    re.I,
)
_INTRO: Final = re.compile(
    r"(?:we|i|the \w+) (?:have |has )?(?:make|makes|made|identified|identify|raised|set out|list"
    r"|found)\b"
    r"|(?:this|these|the following|below|in this|what|how|why|when|where)\b|there (?:are|is|were"
    r"|was)\b"
    r"|numbers? in brackets|actions? .{0,40}\b(?:must|should) take (?:is|are)\b|[“\"]"
    r"|.{0,160}\b(?:are|is) (?:listed|set out|summarised|given|shown) (?:here|below|in)\b",
    re.I,
)
_BARE_NUMBER: Final = re.compile(r"(\d{1,2}) (?=[A-Z])")
_PAGE_BEHIND: Final = re.compile(
    r"[.)] (?:\d{1,3}|\((?:see )?(?:pages?|p\.|paragraphs?|paras?\.?) [\d., –-]{1,12}\))$", re.I
)
_BARE_LETTER: Final = re.compile(r"([A-Za-z]) (?=[A-Z])")
_PART_OF_ITEM: Final = re.compile(
    r"(?:to do (?:this|so)|this (?:should|must)|in particular|specifically|at a minimum"
    r"|as a minimum|in doing so)\b",
    re.I,
)
_ADDRESSEE: Final = re.compile(
    r"(?:recommendations? )?(?:to|for) (?:the |all |each )?(?P<who>\w.{1,80}?):?", re.I
)


def read_heading(context: ReaderContext, block: Block) -> bool:
    """Read the heading of a list of one kind: "Areas for improvement", "Agreed action"."""
    if block.role in {"bullet", "row"} and block.marker in {"•", "-", "*", "–", "—", ">"}:
        return False
    heading = kind_heading(block.printed) or kind_heading(block.text)
    if heading is None or (context.former and not _leaves_former(block)):
        return False
    if block.marker and not block.text[:1].isupper():
        return False
    context.former = False
    several = heading.row.kind in {"must do", "should do"}
    single = (
        bool(heading.row.pattern)
        and not several
        and not re.search(r"s\b|s$", block.text.split("(")[0].rstrip(":").split(" to ")[0])
    )
    if heading.row.word == "good":
        context.begin_section(context.framework)
        context.kind = heading.row
        context.mark(context.at, "section")
        return True
    word = "list"
    if context.graded_in_row > 1 and context.framework:
        context.begin_section(None)
        word = "section"
    context.begin_list(heading.row, single, heading.addressee)
    if any(_OWN.match(after.text) for after in _next(context, 1)) and heading.row.word == "rec":
        context.kind = None
    context.mark(context.at, word, label=heading.row.word if word == "list" else "")
    return True


def _leaves_former(block: Block) -> bool:
    return bool(
        re.search(
            r"\b(?:this|our|new|current) (?:report|inspection|recommend)|^new\b", block.text, re.I
        )
    )


def _next(context: ReaderContext, number: int) -> list[Block]:
    return [block for block, _ in zip(context.after(context.at), range(number), strict=False)]


def read_stem(context: ReaderContext, block: Block) -> int:
    """Read the beginning that the bullets below share: "Within three months, the force should:"."""
    follows = context.following
    dated = context.stem and follows and follows.marker and is_date_alone(block.text)
    if context.former or FOR_MEMBERS.match(block.text) or not (dated or is_stem(block.text)):
        return False
    if context.kind is None and _OWN.match(block.text):
        return False
    if context.kind is None and not (
        recommends(block.text)
        or is_stem_of_one_body(block.text)
        or has_agreed(block.text)
        or dated
        or block.text.rstrip(":–- ").endswith((" recommends", " recommend"))
    ):
        return False
    if context.kind and context.kind.word == "good":
        return False
    if follows is None or not (
        follows.marker
        or follows.text[:1].islower()
        or is_stem(follows.text)
        or is_date_alone(follows.text)
    ):
        return False
    if block.marker and context.stem and len(block.text) < 40:
        return False
    if context.item_label and context.open_item and _PART_OF_ITEM.match(block.text):
        context.mark(context.at, "", text=0)
        return 1 + sub_points(context, context.at, block.text)
    context.stem = block.text
    context.after_item, context.open_item = False, ""
    context.mark(context.at, "stem", text=context.offset(context.at))
    return True


def read_listed(context: ReaderContext, block: Block) -> int:
    """Read one item of a list: a bullet, or a paragraph that asks somebody to do something."""
    if context.former or (context.kind is None and not context.stem) or block.role == "heading":
        return 0
    if is_surely_heading(block.text):
        return 0
    row = context.kind or RECOMMENDATION
    if row.word == "good" or block.role == "row":
        return 0
    if FOR_MEMBERS.match(block.text) and context.framework is None and _OWN.match(block.text):
        return 0
    reads = _is_bullet_item(context, block) if block.marker else _is_paragraph_item(context, block)
    if not reads:
        context.listed += bool(context.listed) and not block.marker
        return 0
    at, offset = context.at, context.offset(context.at)
    if _goes_on_with_dots(context, block):
        context.mark(at, "")
        context.open_end = not block.text.endswith((".", ";"))
        return 1
    if block.level > 1 and context.open_item and context.listed and _is_deeper(context, block):
        context.mark(at, "")
        return 1
    label, before = _label_and_end(context, block)
    if label.isdecimal():
        context.numbered = int(label)
    begins = offset + before
    fields = field_starts(block.printed, begins)
    end = fields[0][0] if fields else _before_page(block, offset)
    behind = trailing_label(block.text) if not label and end is None else None
    if behind:
        label = behind[0]
    context.listed += 1
    context.mark_item(at, row, text=begins, end=end, label=label)
    context.open_end = bool(label) and not block.text.endswith((".", ";", ":"))
    mark_fields(context, at, fields)
    if end is not None and not fields:
        context.mark(at, "label", end)
    return 1 + (
        0 if context.stem and not block.text.endswith(":") else sub_points(context, at, block.text)
    )


def _label_and_end(context: ReaderContext, block: Block) -> tuple[str, int]:
    """Return the label of a list's item, "" if it has none, and where it ends in the text."""
    text = block.text
    if label := _label(context, block):
        return label, 0
    if (bare := _BARE_NUMBER.match(text)) and int(bare[1]) == context.numbered + 1:
        return bare[1], bare.end()
    if letter := _lettered(context, text):
        return letter, 2
    code = code_of(text)
    return code if code and (asks(text[code[1] :]) or is_order(text[code[1] :])) else ("", 0)


def _lettered(context: ReaderContext, text: str) -> str:
    """Return the letter of a list's item: "a The service should …", where a "b …" comes as well."""
    match = _BARE_LETTER.match(text)
    if not match:
        return ""
    letter = match[1]
    last = context.item_label[-1:]
    after = chr(ord(letter) + 1) + " "
    goes_on = last and chr(ord(last) + 1) == letter
    begins = letter in "aA" and any(b.text.startswith(after) for b in _next(context, 8))
    return letter if goes_on or begins else ""


def _goes_on_with_dots(context: ReaderContext, block: Block) -> bool:
    """Return whether dots go on with a numbered item whose sentence is not at its end."""
    dot = block.role == "bullet" and not any(map(str.isalnum, block.marker))
    return dot and context.open_end and bool(context.item_label)


def _before_page(block: Block, offset: int) -> int | None:
    """Return where the number of a page ends a list's entry: "… in its training. 21"."""
    match = _PAGE_BEHIND.search(block.text)
    return offset + match.start() + 1 if match else None


def _is_deeper(context: ReaderContext, block: Block) -> bool:
    above = next(
        (context.blocks[n] for n in range(context.at - 1, -1, -1) if context.blocks[n].marker), None
    )
    return above is not None and above.level < block.level


def _label(context: ReaderContext, block: Block) -> str:
    """Return a list's number as the label of its item; a paragraph's own number is none."""
    bare = block.marker.strip("().:")
    if context.in_paragraph and context.kind and context.kind.kind == "agreed action":
        return ""
    if context.kind and context.kind.word == "cause" and re.fullmatch(r"[a-h]\.", block.marker):
        return bare
    roman = re.fullmatch(r"[IVX]{1,5}\.", block.marker)
    return bare if bare[:1].isdigit() or roman else ""


def _is_bullet_item(context: ReaderContext, block: Block) -> bool:
    """Return whether a bullet of the list is an item of its own."""
    if label_of(block.text) or len(block.text) < 3 or heading_of_number(context, block):
        return False
    if block.gap and is_plain_heading(block.text):
        return False
    if SPEAKS_OF_ITEMS.search(block.text):
        return False
    dotted = "." in block.marker.strip(".")  # a paragraph's number in its chapter
    if dotted and _INTRO.match(block.text):
        return False
    if block.text.endswith("?"):
        return False
    if dotted and not _asks(block) and (context.kind is None or context.kind.word != "cause"):
        return False
    if context.stem or _asks(block):
        return True
    row = context.kind
    if row and row.word != "cause" and len(first_sentence(block.text)) < len(block.text):
        return False
    if not context.open_item and not context.listed:
        return True
    if context.open_item == "prose":
        return False
    return block.text[:1].islower() or context.framework is not None or len(block.text) > 20


def heading_of_number(context: ReaderContext, block: Block) -> bool:
    """Return whether a numbered block is a heading: "2. Receipts", "4 CORONER'S CONCERNS"."""
    if not block.marker[:1].isdigit() or _asks(block) or len(block.text) > SHORT:
        return False
    if block.text.endswith((".", ";", ",")) or context.stem or not block.gap:
        return False
    return heading_of(block._replace(role="paragraph")) is not None and len(block.text.split()) < 7


def _is_headline(context: ReaderContext, block: Block) -> bool:
    """Return whether a line only heads the one item below: "The force needs to improve how …"."""
    if not context.single or context.open_item or len(block.text) > SHORT or not block.gap:
        return False
    follows = context.following
    ended = block.text.endswith((".", ";", ":", ","))
    return (
        not ended
        and follows is not None
        and follows.gap
        and asks(follows.text)
        and asks(block.text)
    )


def _is_next_number(context: ReaderContext, text: str) -> bool:
    """Return whether a text begins with the list's next number: "2 The service does not …"."""
    match = _BARE_NUMBER.match(text)
    return match is not None and int(match[1]) == context.numbered + 1 and len(text) > 25


def _asks(block: Block) -> bool:
    return asks(block.text) or is_order(block.text)


def _is_paragraph_item(context: ReaderContext, block: Block) -> bool:
    """Return whether a paragraph of the section is an item: the first, or one that asks."""
    text, row = block.text, context.kind
    if context.stem and text[:1].islower():
        return True
    if (
        row is None
        or row.kind == "concern"
        or len(text) < 15
        or text.endswith("?")
        or _is_headline(context, block)
        or is_stem(text)
    ):
        return False
    if SPEAKS_OF_ITEMS.search(text):
        return False
    if _lettered(context, text):
        return asks(text[2:]) or is_order(text[2:]) or row.word in {"cause", "afi"}
    bare = _BARE_NUMBER.match(text)
    if bare and recommending_sentences(text[bare.end() :]):
        return False  # sentences are read one by one
    if asks(text[bare.end() :] if bare else text) or _is_next_number(context, text):
        return not (FOR_MEMBERS.match(text) and _OWN.match(text))
    noun = len(text) < 3 * SHORT and first_sentence(text) == text and text.endswith(".")
    if not row.pattern and noun and not block.gap:
        return True  # a line directly below "What needs to improve?", or the next one
    if context.open_item or context.listed:
        return False
    if heading_of(block) is not None and len(text) < 0.8 * SHORT and not text.endswith("."):
        return is_order(text) and context.single
    if _INTRO.match(text):
        return False
    return row.word in {"cause", "afi"} or (context.single and is_order(text))
